"""Partnerships, activities, objectives, memberships, actors and communities of the fictional territory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel.numbers import format_decimal

from exempleville_builder.common import HOME, LAST, NOTE, YEARS, Spec, generator, own, read_source
from indicators.catalogue import Catalogue
from indicators.records import Activity, Actor, Community, Membership, Objective, Partnership

SOURCE = "Générateur du territoire fictif"
ROLES = (
    "Cheffe de projet du bureau international",
    "Élu délégué",
    "Chef de service du partenaire",
    "Association relais",
)


def partnerships(catalogue: Catalogue) -> list[Partnership]:
    """Every relation of the source, with its criteria, obstacles and benefits."""
    spec = read_source("partnerships")
    return [_partnership(row, spec, catalogue) for row in spec["partnerships"]]


def _partnership(row: Spec, spec: Spec, catalogue: Catalogue) -> Partnership:
    random = generator("partnership", row["id"])
    strength = row["durability"] / 3
    criteria = catalogue.grids[spec["criteria_grid"]].items
    obstacles = catalogue.grids[spec["obstacles_grid"]].items
    benefits = [item.id for item in catalogue.grids[spec["benefits_grid"]].items]
    met = {item.id: _half(strength + 0.35 * random.standard_normal()) for item in criteria}
    faced = [item.id for item in obstacles if random.random() < 0.4 * (1 - strength) + 0.1]
    words = spec["obstacle_words"]
    known = row["status"] != "planned"
    return Partnership(
        id=own(row["id"]),
        territory=HOME,
        partner=row["partner"],
        city=row.get("city", row["partner"]),
        country=row["country"],
        latitude=row["at"][0],
        longitude=row["at"][1],
        coordinate_origin="hand" if row["id"] == "bruxelles" else "gazetteer",
        type=row["type"],
        management=row["management"],
        lead=row.get("lead", ""),
        authorities=tuple(row.get("authorities", ())),
        themes=tuple(row["themes"]),
        sdgs=tuple(row["sdgs"]),
        indicators=tuple(row.get("indicators", ("t_reciprocity",))),
        signed=row.get("signed", ""),
        renewed=row.get("renewed", ""),
        ends=row.get("ends", ""),
        status=row["status"],
        end_reason=row.get("end_reason", ""),
        durability=row["durability"],
        benefits_ours=_drawn(benefits, strength, random),
        benefits_theirs=_drawn(benefits, strength, random),
        reciprocity_ours=_score(strength, random) if known else None,
        reciprocity_theirs=_score(strength, random) if known and row["durability"] else None,
        criteria=met if known else {},
        obstacles={name: words[position % len(words)] for position, name in enumerate(faced)},
        channel=row.get("channel", ""),
        markers={name: float(grade) for name, grade in row.get("markers", {}).items()},
        contact_roles=ROLES[: 2 + row["durability"] // 2],
        documents=(f"Convention de {row['signed'][:4]}",) if "signed" in row else (),
        owner=ROLES[0],
        reliability="A" if row["status"] in {"active", "suspended"} else "C",
        publisher="Données fictives",
        source=SOURCE,
        note=NOTE.replace("Valeur", "Relation"),
    )


def _half(value: float) -> float:
    """A criterion is met, partly met or not: 1, 0.5 or 0."""
    return min(1.0, max(0.0, round(2 * value) / 2))


def _score(strength: float, random: Any) -> float:
    """A reciprocity from 1 to 5, in halves."""
    drawn: float = 2.2 + 2.2 * strength + 0.5 * random.standard_normal()
    return min(5.0, max(1.0, round(2 * drawn) / 2))


def _drawn(names: list[str], strength: float, random: Any) -> tuple[str, ...]:
    return tuple(name for name in names if random.random() < 0.25 + 0.5 * strength)


def objectives() -> list[Objective]:
    """The chain of objectives, orphans included."""
    spec = read_source("objectives")
    return [
        Objective(
            territory=HOME,
            id=name,
            level=row["level"],
            label=row["label"],
            parent=row.get("parent", ""),
            indicators=tuple(row["indicators"]),
            sdgs=tuple(row["sdgs"]),
            plan=spec["plan"],
            owner="Directrice des relations internationales",
            deadline="2026-12-31" if row["level"] != "operational" else "2026-06-30",
            note=NOTE.replace("Valeur fictive, produite", "Objectif fictif, produit"),
        )
        for name, row in spec["objectives"].items()
    ]


def activities() -> list[Activity]:
    """One activity a template and year; the last year keeps some under way, and the next ones are planned."""
    spec = read_source("activities")
    partners = {row["id"]: row["partner"] for row in read_source("partnerships")["partnerships"]}
    return [row for item in spec["activities"] for row in _activities(item, partners)]


def _written(people: int | None) -> str:
    return "" if people is None else format_decimal(people, locale="fr_FR")


def _activities(item: Spec, partners: dict[str, str]) -> Iterator[Activity]:
    partner = partners.get(item.get("partnership", ""), "")
    for year in item["years"]:
        random = generator("activity", item["id"], str(year))
        growth = 1.02 ** (year - YEARS[0])
        people = _people(item, random)
        ongoing = year == LAST and random.random() < 0.3
        month = 1 + int(random.integers(0, 12))
        yield Activity(
            id=own(f"{item['id']}-{year}"),
            territory=HOME,
            year=year,
            title=item["title"].format(partner=partner),
            partnership=own(item.get("partnership", "")),
            type=item["type"],
            purpose=item["purpose"],
            service=item.get("service", ""),
            policy=item.get("policy", ""),
            rubric=item.get("rubric", ""),
            awareness=item.get("awareness", ""),
            theme=item.get("theme", ""),
            audience=item.get("audience", ""),
            objective=item["objective"],
            indicators=tuple(item.get("indicators", ())),
            sdgs=_tagged(item["sdgs"], year, random),
            actors=tuple(own(name) for name in item["actors"]),
            results="" if ongoing else item["results"].format(n=_written(people), partner=partner),
            conclusions="" if ongoing else item.get("conclusions", ""),
            lessons="" if ongoing else item.get("lessons", ""),
            perspectives=item.get("perspectives", ""),
            beneficiaries=people,
            amount=_euros(item["amount"] * growth),
            external_amount=_euros(item["external"] * growth) if "external" in item else None,
            lead=item.get("lead", ""),
            contributions={name: 100 * euros for name, euros in item.get("contributions", {}).items()},
            trained_elected=item.get("trained_elected"),
            trained_staff=item.get("trained_staff"),
            training_hours=item.get("training_hours"),
            planned=year not in item.get("unplanned", ()),
            status="ongoing" if ongoing else "done",
            last_exchange=f"{year}-{month:02d}" if partner else "",
            documents=(f"Compte rendu {year}",) if not ongoing else (),
            source=SOURCE,
            note=NOTE.replace("Valeur fictive, produite", "Activité fictive, produite"),
        )


def _tagged(codes: list[str], year: int, random: Any) -> tuple[str, ...]:
    """Targets (« 6.2 ») more and more often with the years, goals alone (« 6 ») otherwise."""
    precise = random.random() < 0.25 + 0.55 * (year - YEARS[0]) / (LAST - YEARS[0])
    return tuple(codes) if precise else tuple(dict.fromkeys(code.split(".")[0] for code in codes))


def _people(item: Spec, random: Any) -> int | None:
    if "beneficiaries" not in item:
        return None
    drawn: float = item["beneficiaries"] * (1 + 0.12 * random.standard_normal())
    return max(1, round(drawn))


def _euros(amount: float) -> int:
    return round(amount / 10) * 1000


def memberships(catalogue: Catalogue) -> list[Membership]:
    """The networks of the source; their seat is that of the directory."""
    rows = []
    for name, item in read_source("people")["memberships"].items():
        since, until, fee, role, results, last, status, seat = item
        city, country, latitude, longitude = seat
        rows.append(
            Membership(
                territory=HOME,
                network=name,
                name=catalogue.networks[name].name.get("fr"),
                since=since,
                until=until,
                fee=100 * fee,
                role=role,
                results=tuple(results),
                last_result=last,
                status=status,
                seat_city=city,
                country=country,
                latitude=latitude,
                longitude=longitude,
                publisher="Données fictives",
                source=SOURCE,
                note=NOTE.replace("Valeur fictive, produite", "Adhésion fictive, produite"),
            )
        )
    return rows


def actors(catalogue: Catalogue) -> list[Actor]:
    """The organisations of the six groups; two have stopped."""
    rows = []
    for name, (group, label, role, countries, themes) in read_source("people")["actors"].items():
        known = catalogue.actor_groups[group]
        rows.append(
            Actor(
                id=own(name),
                territory=HOME,
                group=known.id,
                name=label,
                role=role,
                countries=tuple(countries),
                themes=tuple(themes),
                active=name not in {"hotellerie", "tele-locale"},
                source=SOURCE,
                note=NOTE.replace("Valeur fictive, produite", "Acteur fictif, produit"),
            )
        )
    return rows


def communities() -> list[Community]:
    """Residents by country of birth in three census years, with their rank."""
    spec = read_source("people")["communities"]
    rows = []
    for position, year in enumerate((2015, 2020, 2025)):
        ordered = sorted(spec, key=lambda country: -spec[country][position])
        rows += [
            Community(
                territory=HOME,
                country=country,
                year=year,
                population=spec[country][position],
                rank=rank,
                definition="Pays de naissance des immigrés",
                publisher="Données fictives",
                source=SOURCE,
                note=NOTE,
            )
            for rank, country in enumerate(ordered, 1)
        ]
    return rows
