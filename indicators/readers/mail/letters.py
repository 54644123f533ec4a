"""A message as text and as HTML: the same words twice, no image, nothing fetched, nothing that tells who opened it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from indicators.present.texts import Translator
from indicators.readers.mail import PATH
from indicators.readers.mail.subscriptions import Subscription
from indicators.store import clock

_PAGE = "margin:0;padding:24px;background:#ffffff;color:#1b2733;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5"
_LINK = "color:#0b4f86"
_SMALL = "color:#4a5866;font-size:14px"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and the address where its figure is read."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file joined to a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: its subject, its first words, its sentences, why it was sent."""

    subject: str
    lead: str
    lines: tuple[Line, ...]
    close: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()


def written(letter: Letter, to: Subscription, sender: str, site: str, identifier: str, t: Translator) -> EmailMessage:
    """The letter as it leaves: headers that nothing typed can add to, one click to end, an identifier of its own."""
    link = f"{site}{PATH}/{to.token}?langue={t.lang}"
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to.address, one_line(letter.subject)
    message["Date"] = format_datetime(datetime.fromisoformat(clock.now()).astimezone(UTC))
    message["Message-ID"] = f"<{identifier}@{sender.partition('@')[2]}>"
    message["List-Unsubscribe"] = f"<{link}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = t.lang
    ending = (*letter.close, t("Vous recevez ce message parce que votre compte l'a demandé."))
    message.set_content(_text(letter, ending, link, t))
    message.add_alternative(_html(letter, ending, link, t), subtype="html")
    for item in letter.attached:
        message.add_attachment(item.content, maintype="application", subtype="pdf", filename=item.name)
    return message


def one_line(text: str) -> str:
    """What was typed as one line of a header: what is not printed becomes a space."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:200]


def _text(letter: Letter, ending: Sequence[str], link: str, t: Translator) -> str:
    parts = [letter.lead]
    parts += [f"- {line.text}\n  {line.address}" if line.address else f"- {line.text}" for line in letter.lines]
    parts += ["\n".join(ending), f"{t('Ne plus recevoir ces messages')}{t(' : ')}{link}"]
    return "\n\n".join(parts) + "\n"


def _html(letter: Letter, ending: Sequence[str], link: str, t: Translator) -> str:
    lines = "".join(
        f'<li style="margin:0 0 12px">{escape(line.text)}'
        + (f' <a href="{escape(line.address)}" style="{_LINK}">{escape(t("Ouvrir"))}</a>' if line.address else "")
        + "</li>"
        for line in letter.lines
    )
    last = "".join(f'<p style="{_SMALL}">{escape(text)}</p>' for text in ending)
    return (
        f'<!DOCTYPE html><html lang="{t.lang}"><head><meta charset="utf-8"><title>{escape(letter.subject)}</title></head>'
        f'<body style="{_PAGE}"><h1 style="font-size:20px">{escape(letter.lead)}</h1><ul style="padding-left:20px">{lines}</ul>'
        f'{last}<p style="{_SMALL}"><a href="{escape(link)}" style="{_LINK}">{escape(t("Ne plus recevoir ces messages"))}</a></p>'
        "</body></html>"
    )
