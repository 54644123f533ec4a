"""Four questions, four answers."""
