"""The map of paper, the same for every document: what is framed, at which size, where its key stands."""

from __future__ import annotations

from indicators.present.figure import Figure
from indicators.present.maps.altair_map import partnership_figure
from indicators.present.maps.paper import PRINT, Frame
from indicators.present.reports.source import ReportSource

MAP = "carte"


def map_figure(
    source: ReportSource, frame: Frame = "world", size: tuple[int, int] = PRINT, *, beside: bool = False
) -> Figure:
    """The map at a size in pixels, with the collectivity's choices for disputed areas; ``beside``: its key at the side."""
    disputed, readout = dict(source.settings.map.disputed), source.readout
    shown = [item.id for item in readout.standing] if readout.past else None
    return source.figure(
        f"{MAP}-{frame}-{size[0]}-{int(beside)}",
        lambda: partnership_figure(
            source.scene, source.t, shown, frame=frame, disputed=disputed, size=size, undated=readout.undated,
            beside=beside,
        ),
    )  # fmt: skip
