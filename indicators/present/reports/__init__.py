"""What the council sees, receives and asks about: slides, session, annual report, workbook, data package, fiche.

All of them are written from one :class:`~indicators.present.reports.source.ReportSource`, so that a figure is the same
everywhere. The same edition gives the same bytes: every date written in a file is the edition's.
"""

from indicators.present.reports.model import Narrative, Override, Session
from indicators.present.reports.source import ReportSource

__all__ = ["Narrative", "Override", "ReportSource", "Session"]
