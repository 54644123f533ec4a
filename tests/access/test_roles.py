"""Roles: each may do what the one before may, and nobody more than that."""

from __future__ import annotations

import pytest

from indicators.access import ROLES, AccessDenied, User, require
from indicators.access.roles import ROLE_LABELS, role_named
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message


def user(role: str, *territories: str) -> User:
    return User("Ada", role_named(role), "account", "ada", territories)


@pytest.mark.parametrize("held", ROLES)
@pytest.mark.parametrize("needed", ROLES)
def test_a_role_may_what_lower_roles_may(held: str, needed: str) -> None:
    allowed = ROLES.index(held) >= ROLES.index(needed)  # type: ignore[arg-type]  # parametrised
    assert user(held).may(role_named(needed)) is allowed
    if not allowed:
        with pytest.raises(AccessDenied) as refused:
            require(user(held), role_named(needed))
        assert refused.value.needed == needed


def test_nobody_may_nothing() -> None:
    with pytest.raises(AccessDenied, match="Rôle nécessaire : Lecture"):
        require(None, "reader")


def test_an_officer_of_one_territory_reads_all_and_changes_one() -> None:
    grenoble = user("officer", "38185")
    assert require(grenoble, "reader", "93048") is grenoble
    assert require(grenoble, "officer", "38185") is grenoble
    with pytest.raises(AccessDenied) as refused:
        require(grenoble, "officer", ["38185", "93048"])
    assert refused.value.territory == "93048"


def test_an_unknown_role_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="« admin » inconnu ; accepté : reader"):
        role_named("admin")


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("role", ROLES)
def test_a_refusal_names_the_role_by_its_words_in_the_reader_s_language(role: str, lang: str) -> None:
    denied = AccessDenied(user("reader"), role_named(role), "93048")
    said, french = error_message(denied, translator(lang)), error_message(denied, translator("fr"))
    assert "93048" in said and f": {role}." not in said
    assert translator(lang)(ROLE_LABELS[role]) in said and translator("fr")(ROLE_LABELS[role]) in french
    assert translator(lang)(ROLE_LABELS[role]) != translator("fr")(ROLE_LABELS[role])
