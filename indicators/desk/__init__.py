"""What the office carries between two councils: missions with what follows them, and the calendar of all that is due."""

from indicators.desk.agenda import (
    AGENDA_KINDS,
    AgendaItem,
    AgendaKind,
    agenda,
    agreement_ends,
    opens_on,
    six_months_before,
)
from indicators.desk.missions import (
    FOLLOWED_WITHIN,
    Footprint,
    MissionReading,
    followed_share,
    footprints,
    open_follow_ups,
    read_missions,
    unsettled,
)

__all__ = [
    "AGENDA_KINDS",
    "FOLLOWED_WITHIN",
    "AgendaItem",
    "AgendaKind",
    "Footprint",
    "MissionReading",
    "agenda",
    "agreement_ends",
    "followed_share",
    "footprints",
    "open_follow_ups",
    "opens_on",
    "read_missions",
    "six_months_before",
    "unsettled",
]
