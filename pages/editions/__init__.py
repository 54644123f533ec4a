"""The published editions: list, compare, roll back."""
