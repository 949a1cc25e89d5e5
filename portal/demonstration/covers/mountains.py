"""Peaks and hills, which two forms share."""

import math
from dataclasses import dataclass
from random import Random

from portal.demonstration.covers.felt import HEIGHT, WIDTH, Felt, Point


@dataclass(frozen=True, slots=True)
class Peak:
    """A mountain: where its top is, where it stands, and how far it spreads to either side."""

    top: Point
    base: float
    left: float
    right: float
    fold: float  # how far the ridge that parts light from shade leans, as a share of the width

    def at(self, share: float, height: float) -> Point:
        """A point in it: share from -1 (left slope) over 0 (below the top) to 1 (right slope); height 1 is the top."""
        reach = self.left if share < 0 else self.right
        return self.top[0] + share * reach * (1 - height), self.base + (self.top[1] - self.base) * height

    def outline(self) -> list[Point]:
        return [self.at(-1, 0), self.top, self.at(1, 0)]


def row_of_peaks(chance: Random, *, count: int, base: float, highest: float, lowest: float) -> list[Peak]:
    """Peaks side by side over the whole width, the tallest ones first, so that lower ones stand before them."""
    step = WIDTH / count
    peaks = [
        Peak(
            top=((place + 0.5 + chance.uniform(-0.2, 0.2)) * step, chance.uniform(highest, lowest)),
            base=base,
            left=step * chance.uniform(0.8, 1.1),
            right=step * chance.uniform(0.8, 1.1),
            fold=chance.uniform(-0.12, 0.25),
        )
        for place in range(-1, count + 1)
    ]
    return sorted(peaks, key=lambda peak: peak.top[1])


def sew_peak(felt: Felt, peak: Peak, *, shade: str, lit: str, snow: str | None = None) -> None:
    """A shaded side and a lit one, parted by a broken ridge, as pieces are cut straight in applique."""
    felt.piece(peak.outline(), shade)
    ridge = [
        peak.top,
        peak.at(-0.1, 0.74),
        peak.at(peak.fold, 0.5),
        peak.at(peak.fold - 0.14, 0.26),
        peak.at(peak.fold, 0),
    ]
    felt.piece([*ridge, peak.at(-1, 0)], lit)
    if snow:
        felt.piece(_snow(peak), snow)
    felt.cord(peak.outline(), width=2)


def _snow(peak: Peak) -> list[Point]:
    edge = [(-1, 0.72), (-0.55, 0.79), (-0.3, 0.66), (-0.02, 0.76), (0.25, 0.62), (0.52, 0.75), (1, 0.68)]
    return [peak.top, *(peak.at(share, height) for share, height in edge)]


def ridge_line(chance: Random, *, level: float, height: float) -> list[Point]:
    """The soft upper edge of a hill, from one side of the picture to the other."""
    long, short = chance.uniform(0.6, 1.2), chance.uniform(1.6, 2.6)
    start, other = chance.uniform(0, math.tau), chance.uniform(0, math.tau)
    return [
        (
            x,
            level
            + height
            * (math.sin(x / WIDTH * math.tau * long + start) + 0.35 * math.sin(x / WIDTH * math.tau * short + other)),
        )
        for x in range(-16, WIDTH + 17, 8)
    ]


def sew_hill(felt: Felt, line: list[Point], colour: str) -> None:
    felt.piece([*line, (WIDTH + 16, HEIGHT), (-16, HEIGHT)], colour)
    felt.cord(line)
