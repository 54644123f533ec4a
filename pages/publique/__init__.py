"""The page for the public."""
