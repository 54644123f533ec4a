"""The open data package as a catalogue harvests it: one JSON-LD document in DCAT-AP 3 and in schema.org.

A gate comes first: what a catalogue refuses, or what leaves its reader without an answer, is told before anything is
published (title, licence, contact, period, territory, public address).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from indicators.errors import Part, ToldError, marked
from indicators.present.reports.source import ReportSource
from indicators.present.texts import Translator
from indicators.present.texts import reports as words

LICENCE = {
    "name": "etalab-2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "title": "Licence Ouverte / Open Licence 2.0",
}
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = {"fr": "FRA", "en": "ENG", "es": "SPA"}
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LACKING = {
    "title": marked("le titre : le nom du territoire"),
    "contact": marked("le contact : la clé contact de la section [collectivity]"),
    "address": marked("l'adresse publique : la clé address de la section [collectivity]"),
    "period": marked("la période : aucune valeur ni ligne de budget n'a d'année"),
    "territory": marked("le territoire : son code"),
}


class OpenDataError(ToldError):
    """The package cannot enter a catalogue; ``missing`` are the keys of what nobody said."""

    code = "open_data"

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        parts = {name: Part(_LACKING[name]) for name in missing}
        listed = Part(", ".join(f"{{{name}}}" for name in missing), **parts)
        super().__init__(marked("La fiche de catalogue attend : {lacking}."), lacking=listed)

    @property
    def cells(self) -> tuple[str, ...]:
        """What nobody said."""
        return self.missing

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.missing,)


def lacking(source: ReportSource) -> tuple[str, ...]:
    """What a catalogue needs and nobody said, by key; the licence is that of the package."""
    own = source.settings.collectivity
    known = {
        "title": source.name,
        "contact": own.contact,
        "address": own.address,
        "period": _years(source),
        "territory": source.snapshot.territory.code,
    }
    return tuple(name for name, said in known.items() if not said)


def catalogue(source: ReportSource) -> dict[str, Any]:
    """The document, as JSON-LD. Raises OpenDataError for what the gate stops."""
    if missing := lacking(source):
        raise OpenDataError(missing)
    base = source.settings.collectivity.address.rstrip("/")
    edition, code = source.snapshot.edition, source.snapshot.territory.code
    page = f"{base}/methode?{urlencode({'partie': 'telechargements', 'territoire': code, 'edition': edition.number})}"
    dataset = _dataset(source, base, page)
    return {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": f"{base}/#catalogue",
                "@type": "dcat:Catalog",
                "dct:title": _said(source.t("Données ouvertes du tableau de bord"), source.t),
                "dct:description": _said(
                    source.t("Les éditions publiées de l'ouverture internationale du territoire."), source.t
                ),
                "dct:publisher": _publisher(source, base),
                "dcat:dataset": {"@id": dataset["@id"]},
            },
            dataset,
            _for_search_engines(source, base, page),
        ],
    }


def _dataset(source: ReportSource, base: str, page: str) -> dict[str, Any]:
    t, edition, territory = source.t, source.snapshot.edition, source.snapshot.territory
    years = _years(source)
    place: dict[str, Any] = {
        "@type": "dct:Location",
        "dct:identifier": territory.code,
        "skos:prefLabel": _said(source.name, t),
    }
    return {
        "@id": f"{base}/#{territory.code}-{edition.number}",
        "@type": "dcat:Dataset",
        "dct:title": _said(_title(source), t),
        "dct:description": _said(description(source), t),
        "dct:identifier": f"ouverture-{territory.code.lower()}-{edition.number}",
        "dcat:version": f"{edition.number}.0.0",
        "dct:issued": _typed(t.local(edition.published_at).date().isoformat(), "xsd:date"),
        "dct:publisher": _publisher(source, base),
        "dcat:contactPoint": {
            "@type": ["vcard:Organization", "vcard:Kind"],
            "vcard:fn": source.settings.collectivity.office or source.name,
            "vcard:hasEmail": {"@id": f"mailto:{source.settings.collectivity.contact}"},
        },
        "dct:spatial": place,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(f"{years[0]}-01-01", "xsd:date"),
            "dcat:endDate": _typed(f"{years[-1]}-12-31", "xsd:date"),
        },
        "dct:language": {"@id": f"{_EU}/language/{_LANGUAGES.get(t.lang, 'FRA')}", "@type": "dct:LinguisticSystem"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/ANNUAL", "@type": "dct:Frequency"},
        "dcat:theme": {"@id": f"{_EU}/data-theme/GOVE", "@type": "skos:Concept", "skos:prefLabel": _said(t("Gouvernement et secteur public"), t)},
        "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(item, t) for item in _files(source, base, page)],
    }  # fmt: skip


def _files(source: ReportSource, base: str, page: str) -> tuple[tuple[str, str, str, str], ...]:
    """What can be fetched: title, address, its format in the vocabulary of the Union, its media type."""
    t, number = source.t, source.snapshot.edition.number
    asked = urlencode({"territory": source.snapshot.territory.code, "edition": number})
    return (
        (t("Chaque type de fiche en CSV"), page, "CSV", "text/csv"),
        (t("Valeurs (API)"), f"{base}/api/v1/values?{asked}", "JSON", "application/json"),
        (t("Partenariats (API)"), f"{base}/api/v1/partnerships.geojson?{asked}", "GEOJSON", "application/geo+json"),
        (t("Budget par rubrique (API)"), f"{base}/api/v1/budget?{asked}", "JSON", "application/json"),
    )


def _distribution(item: tuple[str, str, str, str], t: Translator) -> dict[str, Any]:
    title, address, kind, media = item
    return {
        "@type": "dcat:Distribution",
        "dct:title": _said(title, t),
        "dcat:accessURL": {"@id": address, "@type": "http://www.w3.org/2000/01/rdf-schema#Resource"},
        "dct:format": {"@id": f"{_EU}/file-type/{kind}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:mediaType": {"@id": f"{_IANA}/{media}", "@type": "dct:MediaType"},
        "dct:license": {"@id": LICENCE["path"], "@type": "dct:LicenseDocument", "dct:title": LICENCE["title"]},
    }


def _for_search_engines(source: ReportSource, base: str, page: str) -> dict[str, Any]:
    """The same in the words of schema.org, which search engines of data read."""
    years, own = _years(source), source.settings.collectivity
    return {
        "@id": page,
        "@type": "schema:Dataset",
        "schema:name": _title(source),
        "schema:description": description(source),
        "schema:url": {"@id": page},
        "schema:version": str(source.snapshot.edition.number),
        "schema:datePublished": source.t.local(source.snapshot.edition.published_at).date().isoformat(),
        "schema:license": {"@id": LICENCE["path"]},
        "schema:isAccessibleForFree": True,
        "schema:inLanguage": source.t.lang,
        "schema:temporalCoverage": f"{years[0]}/{years[-1]}",
        "schema:spatialCoverage": {"@type": "schema:Place", "schema:name": source.name},
        "schema:creator": {
            "@type": "schema:Organization",
            "schema:name": own.office or source.name,
            "schema:url": {"@id": base},
            "schema:contactPoint": {"@type": "schema:ContactPoint", "schema:email": own.contact},
        },
        "schema:distribution": [
            {"@type": "schema:DataDownload", "schema:name": title, "schema:contentUrl": {"@id": address}, "schema:encodingFormat": media}
            for title, address, _, media in _files(source, base, page)
        ],
    }  # fmt: skip


def _publisher(source: ReportSource, base: str) -> dict[str, Any]:
    return {"@id": f"{base}/#publisher", "@type": "foaf:Agent", "foaf:name": source.settings.collectivity.office or source.name}  # fmt: skip


def _title(source: ReportSource) -> str:
    number = source.snapshot.edition.number
    return source.t("{name} et le monde : données de l'édition {number}", name=source.name, number=number)


def description(source: ReportSource) -> str:
    """What was invented, then which edition it is."""
    return " ".join([*words.bands(source, example=source.snapshot.example), words.edition_line(source, source.t)])


def _years(source: ReportSource) -> tuple[int, ...]:
    """The years that the edition tells of the territory, oldest first."""
    rows, lines = source.snapshot.observations, source.snapshot.budget_lines
    own = rows.loc[rows["territory"] == source.snapshot.territory.code, "year"]
    return tuple(sorted({*map(int, own), *map(int, lines["year"])}))


def _said(text: str, t: Translator) -> dict[str, str]:
    return {"@value": text, "@language": t.lang}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": kind}
