"""The self-assessment grids: what was answered, the level that it makes, the gap between two assessors."""
