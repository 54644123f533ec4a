"""The sentences of the evaluation: statuses, trends, levels, externalities, chain, grids, comparison."""
