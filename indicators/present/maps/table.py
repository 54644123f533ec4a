"""The map as a table and as files: the same relations, the same words, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from indicators.geography import arc
from indicators.partnerships import Relation
from indicators.present.exports import in_workbook, runs
from indicators.present.maps.payload import ARC_STEP_KM
from indicators.present.maps.scene import Scene, position
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import origin_word, partner_name


def partnership_table(relations: Sequence[Relation], scene: Scene, t: Translator) -> pd.DataFrame:
    """One row a relation with headers in the reader's language; years stay numbers so that they sort."""
    rows = [_row(item, scene, t) for item in relations]
    return pd.DataFrame(rows, columns=list(_row_names(t))).astype({t("Depuis"): "Int64"})


def with_dates(table: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The same table as a page shows it: its dates in the reader's form, where files keep those that sort."""
    dates = {
        name: table[name].map(t.date, na_action="ignore")
        for name in (t("Renouvelé"), t("Échéance"), t("Dernier échange"))
    }
    return table.assign(**dates)


def _row_names(t: Translator) -> tuple[str, ...]:
    return (
        t("Partenaire"), t("Pays"), t("Nature"), t("État"), t("Depuis"), t("Renouvelé"), t("Échéance"),
        t("Dernier échange"), t("Actions"), t("Résultats"), t("Latitude"), t("Longitude"), t("Origine du lieu"), t("Source"),
    )  # fmt: skip


def _row(item: Relation, scene: Scene, t: Translator) -> dict[str, Any]:
    partner = item.partnership
    place = position(item)
    values = (
        partner_name(item, t),
        t.country(partner.country),
        scene.kinds[partner.type].label,
        scene.states[item.state],
        item.first_year,
        partner.renewed or None,
        partner.ends or None,
        item.last_exchange or None,
        len(item.activities),
        len(item.results),
        place[0] if place else None,
        place[1] if place else None,
        origin_word(partner.coordinate_origin, t) if place else None,
        partner.source or partner.publisher or None,
    )
    return dict(zip(_row_names(t), values, strict=True))


def geojson_bytes(relations: Sequence[Relation], scene: Scene, t: Translator) -> bytes:
    """Points of the partners and great circles of the links (RFC 7946), properties in plain text."""
    features: list[dict[str, Any]] = []
    for item in relations:
        place, origin = position(item), scene.origin(item)
        properties = {
            "id": item.id,
            "partenaire": partner_name(item, t),
            "pays": item.partnership.country,
            "nature": scene.kinds[item.partnership.type].label,
            "etat": scene.states[item.state],
            "depuis": item.began or None,
            "fin": item.partnership.ends or None,
            "source": item.partnership.source or None,
        }
        point = {"type": "Point", "coordinates": [place[1], place[0]]} if place else None
        features.append({"type": "Feature", "id": item.id, "properties": properties, "geometry": point})
        if place and origin:
            lines = [[[round(lon, 3), round(lat, 3)] for lat, lon in part] for part in arc(origin, place, ARC_STEP_KM)]
            geometry = {"type": "MultiLineString", "coordinates": lines}
            features.append({"type": "Feature", "properties": {"lien": item.id}, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def xlsx_bytes(table: pd.DataFrame, sheet: str) -> bytes:
    """A workbook of one sheet with a filter on its headers; texts are written as texts, never as formulas or links."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(sheet[:31])
        guarded = book.add_format({"quote_prefix": True})
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        page.write_row(0, 0, [str(name) for name in table.columns], bold)
        for number, row in enumerate(table.itertuples(index=False, name=None), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, in_workbook(value), guarded if runs(value) else None)
                elif not pd.isna(value):
                    page.write(number, column, value)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
        page.autofit(max_width=380)
    return buffer.getvalue()
