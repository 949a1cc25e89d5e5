"""Natural resources: a river from the glacier down to the fields."""

import math
from random import Random

from portal.demonstration.covers.felt import FOOT, WIDTH, Felt, Point, bend, mirrored
from portal.demonstration.covers.mountains import Peak, ridge_line, row_of_peaks, sew_hill, sew_peak
from portal.demonstration.covers.palettes import Palette, mix

FOOTHILLS = 330


def draw(felt: Felt, palette: Palette, chance: Random) -> None:
    source = chance.uniform(0.36, 0.64) * WIDTH
    sun = source + chance.choice([-1, 1]) * chance.uniform(0.22, 0.3) * WIDTH
    felt.disc((sun, chance.uniform(88, 112)), chance.uniform(38, 48), palette.disc)
    _sew_range(felt, palette, chance, source)
    sew_hill(felt, ridge_line(chance, level=FOOTHILLS, height=10), palette.middle)
    field = ridge_line(chance, level=392, height=15)
    sew_hill(felt, field, palette.near)
    _plough(felt, field, mix(palette.near, palette.middle, 0.55))
    _sew_river(felt, palette, chance, source)
    _plant_poplars(felt, palette, chance, source)
    felt.close(above=palette.near, below=palette.ground)


def _sew_range(felt: Felt, palette: Palette, chance: Random, source: float) -> None:
    lit = mix(palette.far, palette.light, 0.38)
    for peak in row_of_peaks(chance, count=chance.choice([4, 5]), base=FOOTHILLS + 30, highest=118, lowest=205):
        sew_peak(felt, peak, shade=palette.far, lit=lit, snow=palette.light)
    # The river's own mountain stands before the others, and its ice reaches down to where the water begins.
    mountain = Peak((source, 74), FOOTHILLS + 30, 205, 190, chance.uniform(0.05, 0.2))
    sew_peak(
        felt, mountain, shade=mix(palette.far, palette.middle, 0.35), lit=mix(lit, palette.far, 0.3), snow=palette.light
    )
    left = [(-0.5, 0.78), (-0.42, 0.62), (-0.16, 0.46), (-0.14, 0.3), (-0.03, 0.16), (-0.02, 0)]
    right = [(0.03, 0), (0.04, 0.18), (-0.02, 0.32), (0.1, 0.48), (0.34, 0.6), (0.5, 0.76)]
    felt.piece([mountain.at(*place) for place in (*left, *right)], palette.light)


def _plough(felt: Felt, edge: list[Point], colour: str) -> None:
    for furrow in range(1, 6):
        depth = 13 * furrow + furrow**2
        felt.cord([(x, min(y + depth, FOOT)) for x, y in edge], width=1.6, colour=colour)


def _sew_river(felt: Felt, palette: Palette, chance: Random, source: float) -> None:
    way, phase = chance.choice([-1, 1]), chance.uniform(-0.4, 0.4)
    left, right = [], []
    for step in range(81):
        t = step / 80
        swing = math.sin(t * 6.4 + phase) - math.sin(phase)
        x = source + way * swing * (14 + 150 * t)
        y = FOOTHILLS - 4 + (FOOT + 6 - FOOTHILLS) * t**1.15
        half = 3 + 52 * t**1.6
        left.append((x - half, y))
        right.append((x + half, y))
    felt.piece([*left, *reversed(right)], palette.light)
    for bank in (left, right):
        felt.cord(bank, width=2, colour=mix(palette.sky, palette.middle, 0.25))


def _plant_poplars(felt: Felt, palette: Palette, chance: Random, source: float) -> None:
    """Poplars along the fields, on the side where the picture is empty."""
    x = (0.08 if source > WIDTH / 2 else 0.7) * WIDTH
    for _poplar in range(chance.choice([5, 6, 7])):
        x += chance.uniform(24, 36)
        foot, height = 402 + chance.uniform(-4, 6), chance.uniform(62, 88)
        half = [
            (x, foot - height),
            *bend((x, foot - height), (x - 6, foot - height * 0.7), (x - height * 0.17, foot - 12), (x, foot - 8)),
        ]
        felt.cord([(x, foot - 14), (x, foot + 5)], width=3, colour=palette.ground)
        felt.piece(mirrored(half, axis=x), palette.ground, cord=1.6)
