"""What is spent, on what, by whom, and what could be decided."""
