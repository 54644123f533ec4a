"""The read-only API, through its addresses and on stored data."""
