"""Who may do what: four roles, each of which may do all that the one before may.

The check stands here, in the core, so that a forged URL, the command line and the pages meet the same refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indicators.errors import Part, ToldError, marked

Role: TypeAlias = Literal["reader", "officer", "approver", "administrator"]
ROLES: tuple[Role, ...] = ("reader", "officer", "approver", "administrator")
Mode: TypeAlias = Literal["local", "public", "account", "oidc"]


ROLE_LABELS: dict[Role, str] = {
    "reader": marked("Lecture"),
    "officer": marked("Agent : prépare et publie les données"),
    "approver": marked("Approbation : valide les publications"),
    "administrator": marked("Administration : comptes, réglages, journal"),
}


class AccessDenied(ToldError, PermissionError):
    """The person may not do this. ``needed`` is the role that may, ``territory`` the one out of reach, if any."""

    code = "access"

    def __init__(self, user: User | None, needed: Role, territory: str = "") -> None:
        self.user, self.needed, self.territory = user, needed, territory
        role = Part(ROLE_LABELS[needed])
        if territory:
            super().__init__(marked("Rôle nécessaire pour le territoire {code} : {role}."), code=territory, role=role)
        else:
            super().__init__(marked("Rôle nécessaire : {role}."), role=role)

    @property
    def cells(self) -> tuple[str, ...]:
        """The territory out of reach, if any."""
        return (self.territory,) if self.territory else ()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.user, self.needed, self.territory)


@dataclass(frozen=True, slots=True)
class User:
    """A person at work. ``name`` is what editions and the audit write down.

    ``mode`` says how the person is known: ``local`` (single-user installation, nobody signs in), ``public`` (anybody,
    reading only), ``account`` (local account) or ``oidc`` (identity provider). ``territories`` limits what an officer
    may change; empty means every territory. ``login`` is the stable key of the account, ``session`` the identifier
    of the signed-in session; both are empty in the modes without sign-in.
    """

    name: str
    role: Role
    mode: Mode
    login: str = ""
    territories: tuple[str, ...] = ()
    session: str = ""

    @property
    def account(self) -> str:
        """What tells this person from another, whatever name is shown: the login, else the name where nobody signs in."""
        return self.login or self.name

    def may(self, role: Role, territory: str = "") -> bool:
        """Whether this person holds at least ``role``, and for ``territory`` when one is given."""
        if ROLES.index(self.role) < ROLES.index(role):
            return False
        return role == "reader" or not territory or not self.territories or territory in self.territories


LOCAL_USER = User(name="poste local", role="administrator", mode="local")
PUBLIC_USER = User(name="public", role="reader", mode="public")


def require(user: User | None, role: str, territories: str | Iterable[str] = ()) -> User:
    """The user, or :class:`AccessDenied` when the role (or one of the territories to change) is out of reach."""
    needed = role_named(role)
    codes = [territories] if isinstance(territories, str) else list(territories)
    if user is None or not user.may(needed):
        raise AccessDenied(user, needed)
    for code in codes:
        if not user.may(needed, code):
            raise AccessDenied(user, needed, code)
    return user


def allowed(user: User | None, role: str, territory: str = "") -> bool:
    """Whether ``user`` (None: nobody is signed in) holds at least ``role``; an empty role asks for nothing."""
    return not role or (user is not None and user.may(role_named(role), territory))


def role_named(text: str) -> Role:
    """The role of that name; ValueError naming the accepted ones otherwise."""
    for role in ROLES:
        if role == text:
            return role
    raise ToldError(marked("Rôle « {value} » inconnu ; accepté : {accepted}."), value=text, accepted=", ".join(ROLES))
