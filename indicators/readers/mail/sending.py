"""Queue what is due and send it: from the command line, as often as one likes and on as many machines as one likes."""

from __future__ import annotations

import logging
from collections import Counter
from functools import partial

from sqlalchemy import Engine

from indicators.documents.reader import Reader
from indicators.errors import ToldError, marked
from indicators.present.texts import translator
from indicators.readers.mail import contents, queue, subscriptions
from indicators.readers.mail.contents import Content
from indicators.readers.mail.letters import written
from indicators.readers.mail.queue import Message
from indicators.readers.mail.subscriptions import Subscription
from indicators.readers.mail.transport import Away, NobodyThere, Unanswered, hand_over
from indicators.store import clock, editions
from indicators.store.engine import lock_editions, writing

log = logging.getLogger("ouverture")


def require_ready(reader: Reader) -> None:
    """ToldError unless mail is on and the address of the dashboard is known: a message without it leads nowhere."""
    if not reader.settings.mail.enabled:
        raise ToldError(marked("Le courriel est éteint : réglez [mail] enabled, host et sender dans config.toml."))
    if not reader.settings.collectivity.address:
        raise ToldError(marked("Réglez [collectivity] address dans config.toml : les liens d'un courriel en partent."))


def queue_due(reader: Reader) -> int:
    """Queue the latest edition for who was not told of it, and the day's alerts for who chose some; their number."""
    latest = editions.latest(reader.engine)
    if latest is None:
        return 0
    day = translator("fr", reader.settings.collectivity.timezone).local(clock.now()).date().isoformat()
    added = 0
    with writing(reader.engine) as connection:
        lock_editions(connection)
        for item in subscriptions.active(connection):
            if item.editions and latest.number > item.edition:
                added += queue.add(connection, item.id, contents.EDITION, str(latest.number))
            if item.alerts:
                added += queue.add(connection, item.id, contents.ALERTS, day)
    return added


def send_due(reader: Reader) -> Counter[str]:
    """Send everything that is due, one message after the other; how many ended in each state.

    A server that does not answer ends the run: what waits keeps its place, and nobody waits for one silence a message.
    """
    require_ready(reader)
    queue.recover(reader.engine)
    queue_due(reader)
    done: Counter[str] = Counter()
    while (message := queue.claim(reader.engine)) is not None:
        try:
            done[_send(reader, message)] += 1
        except Away as away:
            done[_later(reader, message, away)] += 1
            break
        except Exception as error:  # a message that cannot be made does not hold up the others
            log.exception("a message of the queue could not be made")
            done[_later(reader, message, error)] += 1
    return done


def _send(reader: Reader, message: Message) -> str:
    engine, mail = reader.engine, reader.settings.mail
    to = subscriptions.get(engine, message.subscription)
    user = subscriptions.person(engine, to.login) if to is not None else None
    if to is None or not to.open or user is None:
        return _settled(engine, message, queue.DROPPED, "closed account" if to is not None and to.open else "ended")
    t = translator(to.lang, reader.settings.collectivity.timezone)
    found = contents.content_of(message, to, user, reader, t)
    if found is None:
        return _settled(engine, message, queue.DROPPED)
    letter = written(found.letter, to, mail.sender, reader.settings.collectivity.address, message.id, t)
    try:
        if not hand_over(mail, letter, partial(_leaving, engine, message, to, found)):
            return queue.DROPPED  # unsubscribed while it was made
    except NobodyThere as refused:
        with writing(engine) as connection:
            queue.settle(connection, message, queue.FAILED, _short(refused))
            subscriptions.refuse(connection, to.id)
        return queue.FAILED
    except Unanswered as doubt:
        return _settled(engine, message, queue.UNCERTAIN, _short(doubt))
    except Away:
        with writing(engine) as connection:
            subscriptions.remember(connection, to.id, edition=to.edition, told=to.told)
        raise
    return _settled(engine, message, queue.SENT)


def _leaving(engine: Engine, message: Message, to: Subscription, found: Content) -> bool:
    """From here on the reader counts as told: whatever becomes of this process, it is not told twice."""
    with writing(engine) as connection:
        if not queue.hand(connection, message):
            return False
        subscriptions.remember(connection, to.id, edition=found.edition, told=found.told)
    return True


def _settled(engine: Engine, message: Message, state: str, error: str = "") -> str:
    with writing(engine) as connection:
        queue.settle(connection, message, state, error)
    return state


def _later(reader: Reader, message: Message, error: Exception) -> str:
    with writing(reader.engine) as connection:
        return queue.later(connection, message, _short(error), reader.settings.mail.tries)


def _short(error: Exception) -> str:
    """What is kept of a failure: its kind and a code, never what was typed nor an address."""
    values = [str(value) for value in error.values.values()] if isinstance(error, ToldError) else []
    return " ".join([type(error).__name__, *values])
