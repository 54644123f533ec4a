"""The composite-indicator engine: the ten steps of the OECD/JRC Handbook as pure functions."""
