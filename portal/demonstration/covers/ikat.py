"""Partnerships: ikat, where many threads dyed apart make one pattern; the edges are feathered by the dye."""

from random import Random

from portal.demonstration.covers.felt import FOOT, WIDTH, Felt, Point
from portal.demonstration.covers.palettes import Palette

COLUMNS = 6
THREAD = 5.0  # width of one bundle of warp threads that were dyed together
RINGS = (1.0, 0.72, 0.46, 0.2)


def draw(felt: Felt, palette: Palette, chance: Random) -> None:
    dyes = [palette.disc, palette.far, palette.middle, palette.near, palette.light]
    width = WIDTH / COLUMNS
    shift = chance.randrange(len(dyes))
    for column in range(COLUMNS):
        order = [dyes[(column * 2 + shift + step) % len(dyes)] for step in (0, 1, 3, 2, 4)]
        _weave(felt, chance, left=column * width, width=width, order=order, half_drop=column % 2 == 1)
    for column in range(1, COLUMNS):
        felt.cord([(column * width, 0), (column * width, FOOT)], width=3)
    felt.close(above=palette.near, below=palette.ground)


def _weave(felt: Felt, chance: Random, *, left: float, width: float, order: list[str], half_drop: bool) -> None:
    felt.piece([(left, 0), (left + width, 0), (left + width, FOOT), (left, FOOT)], order[0])
    height = 300.0
    start = -height / 2 if half_drop else 0.0
    feather = [chance.uniform(-8, 8) for _thread in range(int(width / THREAD) + 1)]
    for number in range(3):
        centre = (left + width / 2, start + height * (number + 0.5))
        for ring, dye in zip(RINGS, order[1:], strict=True):
            _sew_lozenge(
                felt, chance, centre=centre, reach=(width * 0.46 * ring, height * 0.46 * ring), dye=dye, feather=feather
            )


def _sew_lozenge(
    felt: Felt, chance: Random, *, centre: Point, reach: tuple[float, float], dye: str, feather: list[float]
) -> None:
    """One lozenge out of upright threads; each ends a little higher or lower than its neighbour."""
    threads = int(reach[0] / THREAD)
    for thread in range(-threads, threads + 1):
        x = centre[0] + thread * THREAD
        half = reach[1] * (1 - abs(thread) / (threads + 1)) + feather[thread + threads] + chance.uniform(-4, 4)
        if half > 4:
            box = (x - THREAD / 2, centre[1] - half), (x + THREAD / 2, centre[1] + half)
            felt.piece([box[0], (box[1][0], box[0][1]), box[1], (box[0][0], box[1][1])], dye)
