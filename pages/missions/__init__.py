"""Missions and delegations received, what follows them, and the calendar of all that is due."""
