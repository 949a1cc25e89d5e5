"""A small chart: rows of a name, a number and a bar. It has no scale of its own, so that its letters stay as large as all others."""

from collections.abc import Sequence
from dataclasses import dataclass

MAX_BARS = 12
ROW_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """width: of the widest, in a hundredth of the room for bars. Places are pixels from the top, as words: a Russian page
    would write a number of its own."""

    name: str
    number: int
    width: str
    name_at: str
    bar_at: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: Sequence[Bar]
    height: str


def chart(numbers: Sequence[tuple[str, int]]) -> Chart:
    """Of the first twelve."""
    shown = numbers[:MAX_BARS]
    most = max((number for _name, number in shown), default=0) or 1
    bars = [
        Bar(name, number, f"{number * 100 / most:.1f}%", str(place * ROW_HEIGHT + 16), str(place * ROW_HEIGHT + 24))
        for place, (name, number) in enumerate(shown)
    ]
    return Chart(bars, str(len(bars) * ROW_HEIGHT))
