import pytest

from indicators.geography import Place
from indicators.languages import LANGUAGES
from indicators.partnerships.amend import AmendmentError, Life, amend_life, place_at, place_by_hand
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message
from indicators.present.texts.partnerships.amend import status_words
from tests.partnerships.samples import partnership

SFAX = partnership("sfax", signed="1998")


def test_renewing_keeps_the_rest() -> None:
    changed = amend_life(SFAX, Life("active", "1998", "2026-06", "2029-06-30"))
    assert (changed.renewed, changed.ends, changed.partner, changed.status) == (
        "2026-06",
        "2029-06-30",
        "Sfax",
        "active",
    )


def test_ending_takes_a_date_and_a_reason() -> None:
    with pytest.raises(AmendmentError) as refused:
        amend_life(SFAX, Life("ended", "1998"))
    assert refused.value.faults == ("end_date_missing", "reason_missing")
    ended = amend_life(SFAX, Life("ended", "1998", ends="2026-06-12", end_reason=" Programme achevé "))
    assert (ended.status, ended.end_reason) == ("ended", "Programme achevé")


def test_a_reason_of_end_does_not_outlive_a_resumption() -> None:
    assert amend_life(SFAX, Life("active", end_reason="Programme achevé")).end_reason == ""


def test_every_fault_is_told_at_once_in_words() -> None:
    with pytest.raises(AmendmentError, match="2019-05-17") as refused:
        amend_life(SFAX, Life("ended", "vers 1998", "hier", "2019-13", ""))
    assert refused.value.faults == ("signed_unreadable", "renewed_unreadable", "ends_unreadable", "reason_missing")
    for lang in LANGUAGES:
        told = [error_message(part, translator(lang)) for part in refused.value.parts]
        assert len(set(told)) == 4 and all(told)
    with pytest.raises(AmendmentError) as early:
        amend_life(SFAX, Life("active", "2020", ends="2019"))
    assert early.value.faults == ("ends_before_start",)


def test_places_are_chosen_or_typed_and_say_so() -> None:
    found = place_at(SFAX, Place("Sfax", "TN", 34.74, 10.76, 280_566))
    assert (found.latitude, found.coordinate_origin, found.city) == (34.74, "gazetteer", "Sfax")
    typed = place_by_hand(SFAX, 34.1, 10.2)
    assert (typed.latitude, typed.longitude, typed.coordinate_origin) == (34.1, 10.2, "hand")
    with pytest.raises(AmendmentError):
        place_by_hand(SFAX, 134.1, 10.2)


def test_every_status_has_a_word() -> None:
    assert set(status_words(translator("fr"))) == {"active", "suspended", "ended", "to_verify", "planned"}
