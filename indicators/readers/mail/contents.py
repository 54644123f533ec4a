"""What a message says, made when it leaves: with the figures, the settings and the rights of that instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indicators.access import User
from indicators.documents.gather import source_of
from indicators.documents.reader import Reader
from indicators.present.moved import moved
from indicators.present.places import Place
from indicators.present.reports.command import file_name, make_one
from indicators.present.texts import Translator
from indicators.readers import watch as watching
from indicators.readers.mail.letters import Attached, Letter, Line
from indicators.readers.mail.queue import Message
from indicators.readers.mail.reminders import REMINDER
from indicators.readers.mail.subscriptions import Subscription
from indicators.readers.wording import place, sentence
from indicators.records import Edition
from indicators.store import clock, editions, state
from indicators.store.reading import UnknownEditionError

EDITION, ALERTS = "edition", "alerts"
_SENTENCES = 3
_MOST = 20
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Content:
    """A letter with what its reader will have been told: an edition, marks of alerts."""

    letter: Letter
    edition: int | None = None
    told: tuple[str, ...] | None = None


def content_of(message: Message, to: Subscription, user: User, reader: Reader, t: Translator) -> Content | None:
    """What a message says to a person; None when there is nothing left to say."""
    latest = editions.latest(reader.engine)
    return None if latest is None else _MAKERS[message.kind](message, to, user, reader, latest, t)


def _edition(
    message: Message, to: Subscription, user: User, reader: Reader, latest: Edition, t: Translator
) -> Content | None:
    """What moved since the edition that was last told, in three sentences."""
    if latest.number <= to.edition:
        return None
    after = reader.readout(latest.number, to.territory)
    try:
        before = reader.readout(to.edition, to.territory, after.year)
    except UnknownEditionError:
        before = None
    found = moved(before, after, t) if before is not None else ()
    if before is not None and not found:
        return None
    site, chosen = reader.settings.collectivity.address, _chosen(to, latest)
    called = after.snapshot.territory.called
    lines = tuple(Line(item.text, item.place.address(site, **chosen)) for item in found[:_SENTENCES])
    close = [t.n("Et {count} autre changement.", "Et {count} autres changements.", len(found) - _SENTENCES)] if len(found) > _SENTENCES else []  # fmt: skip
    attached, told = _report(to, latest, reader, t)
    letter = Letter(
        t("{name} : édition {number}, « {edition} »", name=called, number=latest.number, edition=t(latest.name)),
        t("Ce qui a changé pour {name} dans l'édition du {day}", name=called, day=t.day(latest.published_at)),
        lines or (Line(t("{name} entre dans le tableau de bord.", name=called), f"{site}/?territoire={to.territory}"),),
        (*close, *told), attached,
    )  # fmt: skip
    return Content(letter, edition=latest.number)


def _report(to: Subscription, latest: Edition, reader: Reader, t: Translator) -> tuple[tuple[Attached, ...], list[str]]:
    """The annual report when it was asked for, or where it is when it is too heavy for mail."""
    if not to.report:
        return (), []
    source = source_of(reader, to.territory, t, edition=latest.number)
    made = make_one(source, "pdf", lambda: ())
    if len(made) <= reader.settings.mail.attachment_megabytes * _MEGABYTE:
        return (Attached(file_name(source, "pdf"), made),), []
    where = f"{reader.settings.collectivity.address}/rapport?territoire={to.territory}&langue={t.lang}"
    return (), [t("Le rapport est trop lourd pour être joint ; il est ici : {address}", address=where)]


def _alerts(
    message: Message, to: Subscription, user: User, reader: Reader, latest: Edition, t: Translator
) -> Content | None:
    """The alerts of the chosen kinds that were not told yet."""
    day = t.local(clock.now()).date()
    rules = state.read(reader.engine).settings
    found = watching.watch(reader, user, latest.number, to.territory, day, rules).open
    new = [item for item in found if item.kind in to.alerts and item.mark not in to.told]
    if not new:
        return None
    readout = reader.readout(latest.number, to.territory)
    site, chosen = reader.settings.collectivity.address, _chosen(to, latest)
    lines = tuple(
        Line(sentence(item, readout, t), place(item, readout).address(site, **chosen)) for item in new[:_MOST]
    )
    called = readout.snapshot.territory.called
    letter = Letter(
        t.n("{name} : {count} alerte", "{name} : {count} alertes", len(new), name=called),
        t("Ce qui demande attention pour {name} le {day}", name=called, day=t.date(day.isoformat())),
        lines,
        (t("Toutes les alertes : {address}", address=f"{site}/alertes?territoire={to.territory}&langue={to.lang}"),),
    )
    still = {item.mark for item in found}
    return Content(letter, told=(*(mark for mark in to.told if mark in still), *(item.mark for item in new)))


def _reminder(
    message: Message, to: Subscription, user: User, reader: Reader, latest: Edition, t: Translator
) -> Content | None:
    """A figure that a colleague asks for, unless it came meanwhile or the person may not give it any more."""
    asked = message.payload
    territory, name, year = str(asked["territory"]), str(asked["indicator"]), int(asked["year"])
    readout = reader.readout(latest.number, territory)
    rows = readout.snapshot.observations
    same = (rows["territory"] == territory) & (rows["indicator"] == name) & (rows["year"] == year)
    if not user.may("officer", territory) or rows.loc[same, "value"].notna().any():
        return None
    label = reader.catalogue.indicators[name].label.get(t.lang)
    called = readout.snapshot.territory.called
    form = Place("donnees", {"depot": "entry", "chiffre": name, "annee_du_chiffre": str(year)})
    letter = Letter(
        t("Un chiffre à donner pour {name} : {label}", name=called, label=label),
        t("{who} vous demande un chiffre", who=asked["by"]),
        (Line(
            t("{label}, {year}, pour {name} : le lien ouvre le formulaire.", label=label, year=year, name=called),
            form.address(reader.settings.collectivity.address, territoire=territory, langue=to.lang),
        ),),
    )  # fmt: skip
    return Content(letter)


def _chosen(to: Subscription, latest: Edition) -> dict[str, str]:
    return {"territoire": to.territory, "edition": str(latest.number), "langue": to.lang}


_MAKERS: Mapping[str, Callable[[Message, Subscription, User, Reader, Edition, Translator], Content | None]] = {
    EDITION: _edition,
    ALERTS: _alerts,
    REMINDER: _reminder,
}
