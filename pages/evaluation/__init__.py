"""Whether the policy works: three levels, the chain, the grids, externalities beside."""
