"""Missions, what follows them, and the calendar."""
