"""Making the dashboard a collectivity's own."""
