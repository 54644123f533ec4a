"""How open the territory is, dimension by dimension, and the optional composite."""
