"""The reference pages of docs/reference, made of what the program says of itself (``server/documented.py``).

    python -m server.reference

writes them again; two runs write the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from indicators.intake.formats import FORMATS
from indicators.intake.schemas import load_schemas
from indicators.present.texts import translator
from indicators.readout.figures import FIGURES
from server.documented import FOLDER, Row, api, commands, fields_of_api, records, screens, settings

_T = translator("fr")
_HEAD = "<!-- Cette page est faite par « make reference » : corrigez ce qu'elle dit là d'où cela vient. -->\n\n# {title}\n\n{said}\n"


def _table(heads: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _settings_page() -> str:
    rows = [(f"`{path}`", default, said) for path, (default, said) in settings().items()]
    said = "Les clés de `config.toml`, toutes facultatives. Une clé inconnue ou une valeur refusée est dite au démarrage, avec ce qui est accepté. `ouverture` lit aussi des variables d'environnement : voir [commandes](commandes.md)."
    return (
        _HEAD.format(title="Réglages", said=said)
        + "\n"
        + _table(("clé", "valeur d'origine", "ce qu'elle change"), rows)
    )


def _commands_page() -> str:
    said = (
        "La ligne de commande fait tout ce que fait le navigateur. `--lang en` ou `OUVERTURE_LANG` choisit la langue."
    )
    parts = [_HEAD.format(title="Commandes", said=said)]
    for name, (told, rows) in commands().items():
        table = "\n" + _table(("argument", "variable", "ce qu'il dit"), rows) if rows else ""
        parts.append(f"## ouverture {name}\n\n{told}\n{table}")
    return "\n".join(parts)


def _screens_page() -> str:
    rows = [(f"**{name}**" if "›" not in name else name, f"`{address}`", role, said) for name, address, role, said in screens().values()]  # fmt: skip
    said = "Chaque page et chaque vue : son adresse, qui l'ouvre, ce qu'elle montre. Hors des pages : `/publique/TERRITOIRE` (la page publique seule), `/figure/TERRITOIRE/NOM` (un chiffre ou un graphique seul), `/seance/TERRITOIRE/CLÉ` (une séance), `/api/v1` (l'API)."
    return _HEAD.format(title="Écrans", said=said) + "\n" + _table(("écran", "adresse", "qui", "ce qu'il montre"), rows)


def _records_page() -> str:
    schemas = load_schemas()
    parts = [_HEAD.format(title="Fiches et colonnes", said="Ce que tient la base et ce que lisent les fichiers. Les modèles XLSX de « Charger des données » ont ces colonnes.")]  # fmt: skip
    for kind, rows in records().items():
        schema = schemas[kind]
        parts.append(f"## {schema.title} (`{kind}`)\n\n{schema.description}\n\n" + _table(("colonne", "champ", "ce qu'elle dit"), list(rows.values())))  # fmt: skip
    return "\n".join(parts)


def _formats_page() -> str:
    rows = [(item.title, ", ".join(f"`{one}`" for one in item.extensions), "oui" if item.annotated else "non") for item in FORMATS]  # fmt: skip
    figures = [(f"`{item.name}`", _T(item.label), item.of or "–", item.unit, ", ".join(f"`{word}`" for word in item.words)) for item in FIGURES.values()]  # fmt: skip
    said = "Ce qui se dépose dans « Charger des données » ; « rendu » dit si le fichier revient avec ses cellules à revoir."
    return (
        _HEAD.format(title="Formats", said=said) + "\n" + _table(("format", "extensions", "rendu annoté"), rows)
        + "\n## Chiffres des cas d'essai\n\nCe que `ouverture test` sait comparer, et ce qu'explique « Expliquer ce chiffre ».\n\n"
        + _table(("figure", "ce que c'est", "of", "unité", "mots"), figures)
    )  # fmt: skip


def _api_page() -> str:
    found = api()
    said = "Les adresses de `/api/v1` et ce qu'elles donnent ; l'usage est dans le [guide](../guides/api.md)."
    parts = [_HEAD.format(title="API", said=said)]
    for path, item in found["paths"].items():
        told = item["get"]
        rows = [
            (f"`{one['name']}`", "oui" if one["required"] else "non", one["description"]) for one in told["parameters"]
        ]
        parts.append(f"## {path}\n\n{told['summary']}\n\n" + _table(("paramètre", "obligatoire", "ce qu'il dit"), rows))
    for name, given in fields_of_api().items():
        parts.append(f"### {name}\n\n" + _table(("champ", "nom", "ce qu'il dit"), list(given.values())))
    return "\n".join(parts)


_PAGES: Mapping[str, Callable[[], str]] = {
    "reglages.md": _settings_page,
    "commandes.md": _commands_page,
    "ecrans.md": _screens_page,
    "fiches.md": _records_page,
    "formats.md": _formats_page,
    "api.md": _api_page,
}


def pages() -> dict[str, str]:
    """The reference pages by file name, as they should stand."""
    return {name: make() for name, make in _PAGES.items()}


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
