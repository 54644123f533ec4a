"""Access control: roles, local accounts, sessions, and what an identity provider's claims are worth here."""

from indicators.access.roles import LOCAL_USER, PUBLIC_USER, ROLES, AccessDenied, Mode, Role, User, allowed, require

__all__ = ["LOCAL_USER", "PUBLIC_USER", "ROLES", "AccessDenied", "Mode", "Role", "User", "allowed", "require"]
