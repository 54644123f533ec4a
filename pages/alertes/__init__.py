"""Alerts: what deserves a warning today, and what was set aside."""
