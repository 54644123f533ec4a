"""The directory of networks: of today, dated, verified only by somebody."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.catalogue import load_catalogue
from indicators.partnerships import memberships
from indicators.partnerships.life import Rules
from indicators.present.texts import translator
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.directory import membership_word, network_state
from indicators.records import Membership

t = translator("fr")
NETWORKS = load_catalogue().networks


@pytest.mark.parametrize("name", ["aimf", "c40", "cuf", "cglu", "platforma", "pfvt"])
def test_the_networks_of_today_have_publisher_year_and_address(name: str) -> None:
    found = NETWORKS[name]
    assert found.publisher and found.year == 2026 and found.url.startswith("https://")
    assert network_state(found, t) == "adresse connue en novembre 2026"


def test_eleven_regional_networks_of_the_report_and_one_since() -> None:
    regional = [item for item in NETWORKS.values() if item.category == "regional"]
    assert len([item for item in regional if "cartographie" in item.origin]) == 11
    assert len({item.region for item in regional}) == len(regional) == 12


def test_nothing_is_said_to_be_verified_that_nobody_opened() -> None:
    assert not any("vérifiée" in network_state(item, t) for item in NETWORKS.values() if not item.verified)
    opened = NETWORKS["c40"].model_copy(update={"verified": "2026-11-30"})
    assert network_state(opened, t) == "adresse vérifiée le 30 novembre 2026"


def test_a_renamed_association_says_so_and_not_that_it_was_verified() -> None:
    assert network_state(NETWORKS["adf"], t).startswith("a changé de nom")


def test_a_former_member_is_not_a_member() -> None:
    rows = [
        Membership(territory="A", network="codatu", since="2013", until="2021", status="ended"),
        Membership(territory="A", network="c40", since="2020", status="active"),
        Membership(territory="A", network="aimf", status="to_verify"),
    ]
    found = memberships(rows, NETWORKS, date(2025, 12, 31), Rules())
    assert [membership_word(item, t) for item in found] == ["ancien membre", "oui", "à vérifier"]


def test_what_is_paid_to_international_organisations_is_told_apart() -> None:
    rows = [
        Membership(territory="A", network="c40", fee=100_000, status="active"),
        Membership(territory="A", network="onu_habitat", fee=250_000, status="active"),
    ]
    told = {
        len(kept): sentences.networks(memberships(kept, NETWORKS, date(2025, 12, 31), Rules()), t)
        for kept in (rows[:1], rows)
    }
    assert "organisations internationales" not in told[1]
    assert "3\u202f500\u00a0€ de cotisations annuelles connues, dont 2\u202f500\u00a0€ à des organisations" in told[2]
