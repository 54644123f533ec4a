"""What is left to do before the dashboard answers for a collectivity: a short list, in the order in which it pays."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.access import User, allowed
from indicators.catalogue import Catalogue
from indicators.present.texts import Translator
from indicators.readout import Readout


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, in how many minutes, on which page (and at which section of it), and whether it is done."""

    key: str
    label: str
    minutes: int
    path: str
    section: str = ""
    kind: str = ""
    done: bool = False


def steps(readout: Readout, t: Translator) -> tuple[Step, ...]:
    """The path of a territory; the first step, who it is, is done once there is a record of it with its place."""
    said, catalogue = readout.snapshot, readout.catalogue
    home = said.territory
    return (
        Step("territory", t("Le territoire"), 3, "administration", done=home.latitude is not None),
        Step(
            "partnerships", t("Les partenariats : collez votre liste ou saisissez-les (aucune liste publique n'est livrée)"), 10, "donnees", "upload",
            done=bool(said.partnerships),
        ),
        Step("accounts", t("Le compte de l'année"), 5, "donnees", "upload", done=not said.budget_lines.empty),
        Step(
            "official", t("Les statistiques officielles"), 2, "donnees", "official", done=_has_official(readout, catalogue)
        ),
        Step("objectives", t("La stratégie et ses objectifs, du diagnostic au plan"), 60, "strategie", done=bool(said.objectives)),
        Step("targets", t("Les cibles, une par objectif au moins"), 10, "donnees", "entry", "target", bool(said.targets)),
    )  # fmt: skip


def _has_official(readout: Readout, catalogue: Catalogue) -> bool:
    """Whether an indicator of the profile has a value."""
    rows = readout.snapshot.observations
    mine = rows[(rows["territory"] == readout.snapshot.territory.code) & rows["value"].notna()]
    return bool(mine["indicator"].isin([item.id for item in catalogue.family("geii")]).any())


def for_whom(step: Step, user: User, territory: str) -> bool:
    """Whether a person may do it."""
    return allowed(user, "administrator" if step.path == "administration" else "officer", territory)
