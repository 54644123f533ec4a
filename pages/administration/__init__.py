"""Accounts, roles and the trail of what was done."""
