"""Looking for partners: prospects that only the office sees, and the wishes that the city may announce."""

from indicators.prospecting.keeping import (
    become_planned,
    forget_prospect,
    forget_wish,
    public_wishes,
    save_prospect,
    save_wish,
    the_prospects,
    the_wishes,
)

__all__ = [
    "become_planned",
    "forget_prospect",
    "forget_wish",
    "public_wishes",
    "save_prospect",
    "save_wish",
    "the_prospects",
    "the_wishes",
]
