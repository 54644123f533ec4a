"""Making the dashboard a collectivity's own: who it is, what it chose, the demonstration out and back, what is left to do."""
