"""How figures are made, and the data to take away."""
