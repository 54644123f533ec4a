"""The activities in the form of the International Aid Transparency Initiative (IATI 2.03), for its registry.

One ``iati-activity`` for each action carried out with a partner abroad: what has no beneficiary country is not an activity
of aid. The organisation is named by its SIREN (``FR-RCS-…``, the French register in IATI's list of agencies).
"""

from __future__ import annotations

from lxml import etree

from indicators.errors import ToldError, marked
from indicators.geography import countries
from indicators.present.reports.declaration import Aid, aid_of
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.texts import translator
from indicators.records import Activity, Partnership

VERSION = "2.03"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Codes of IATI's lists: ActivityStatus, OrganisationType, PolicyMarker.
_STATUS = {"planned": "1", "ongoing": "2", "done": "4", "dropped": "5"}
_LOCAL_GOVERNMENT, _FUNDING, _ACCOUNTABLE, _IMPLEMENTING = "11", "1", "2", "4"
_MARKERS = {"gender_equality": "1", "environment": "2", "biodiversity": "5", "inclusion": "11", "nutrition": "12"}


class NoSirenError(ToldError):
    """The organisation that publishes has no identifier."""

    code = "iati_siren"


class NoActionAbroadError(ToldError):
    """Nothing to publish: the schema of the standard asks for one activity at least."""

    code = "iati_actions"


def iati_actions(source: ReportSource) -> list[Activity]:
    """The actions up to the year that is read with a partner in a country that the standard names, the oldest first."""
    known = {item.id: item for item in source.snapshot.partnerships}
    found = [
        item
        for item in source.snapshot.activities
        if item.year <= source.year and item.partnership in known and known[item.partnership].country in countries()
    ]
    return sorted(found, key=lambda item: (item.year, item.id))


def iati_activities(source: ReportSource) -> bytes:
    """The XML of the activities up to the year that is read. Raises NoSirenError and NoActionAbroadError."""
    siren = source.snapshot.territory.siren
    if not siren:
        raise NoSirenError(
            marked("Le SIREN de {name} n'est pas connu : il nomme l'organisation dans le fichier IATI (FR-RCS-SIREN). Ajoutez-le à la fiche du territoire."),
            name=source.name,
        )  # fmt: skip
    declared = iati_actions(source)
    if not declared:
        raise NoActionAbroadError(
            marked("Aucune action menée avec un partenaire étranger jusqu'en {year} pour {name} : un fichier IATI en demande une au moins. Saisissez une action et son partenariat."),
            name=source.name, year=source.year,
        )  # fmt: skip
    root = etree.Element("iati-activities", {"version": VERSION, "generated-datetime": moment(source.snapshot.edition.published_at).isoformat()})  # fmt: skip
    known = {item.id: item for item in source.snapshot.partnerships}
    for item in declared:
        partner = known[item.partnership]
        root.append(_activity(item, partner, aid_of(partner, source), f"FR-RCS-{siren}", source))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _activity(item: Activity, partner: Partnership, aid: Aid, publisher: str, source: ReportSource) -> etree._Element:
    """The elements in the order of the schema, which is a sequence."""
    found = etree.Element("iati-activity", {_LANG: "fr", "default-currency": "EUR", "humanitarian": "0"})
    _sub(found, "iati-identifier").text = f"{publisher}-{item.id}"
    _told(_sub(found, "reporting-org", ref=publisher, type=_LOCAL_GOVERNMENT), source.name)
    mark = translator("fr")(" (exemple)") if item.example else ""  # the language that the file says it is in
    _told(_sub(found, "title"), item.title + mark)
    _told(_sub(found, "description", type="1"), (item.results.strip() or item.title) + mark)
    for role in (_FUNDING, _ACCOUNTABLE):
        _told(_sub(found, "participating-org", ref=publisher, role=role, type=_LOCAL_GOVERNMENT), source.name)
    _told(_sub(found, "participating-org", role=_IMPLEMENTING), partner.partner)
    _sub(found, "activity-status", code=_STATUS[item.status])
    planned = item.status == "planned"
    first, last = f"{item.year}-01-01", f"{item.year}-12-31"
    _sub(found, "activity-date", type="1" if planned else "2", **{"iso-date": first})
    _sub(found, "activity-date", type="4" if item.status == "done" else "3", **{"iso-date": last})
    _sub(found, "recipient-country", code=partner.country, percentage="100")
    if aid.sector:
        _sub(found, "sector", vocabulary="1", code=aid.sector, percentage="100")
    for goal in item.sdgs:
        _sub(found, "tag", vocabulary="3" if "." in goal else "2", code=goal)
    for name, code in _MARKERS.items():
        grade = (aid.markers or {}).get(name)
        if grade is not None:
            _sub(found, "policy-marker", vocabulary="1", code=code, significance=f"{grade:.0f}")
    if item.amount is not None:
        budget = _sub(found, "budget", type="1", status="1" if planned else "2")
        _sub(budget, "period-start", **{"iso-date": first})
        _sub(budget, "period-end", **{"iso-date": last})
        _sub(budget, "value", currency="EUR", **{"value-date": first}).text = f"{item.amount / 100:.2f}"
    return found


def _sub(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, name, attributes)


def _told(parent: etree._Element, text: str) -> None:
    """Words, without the signs that XML refuses."""
    _sub(parent, "narrative").text = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
