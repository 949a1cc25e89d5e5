"""Conflict transformation: two lands and one cut, as large as the picture. Each has the other's outline."""

from random import Random

from portal.demonstration.covers.felt import HEIGHT, WIDTH, Felt, Point, horn_line
from portal.demonstration.covers.palettes import Palette, mix

QUILTING = (64, 36)  # how far from the cut the stitches run that hold two felts together


def draw(felt: Felt, palette: Palette, chance: Random) -> None:
    unit, angle = chance.uniform(44, 56), chance.uniform(8, 15) * chance.choice([-1, 1])
    centre = WIDTH / 2 + chance.uniform(-60, 60), HEIGHT / 2
    line = horn_line(centre=centre, unit=unit, repeats=5, angle=angle)
    side = -1 if angle > 0 else 1  # where the upper land is deep enough for a sun
    above = centre[0] - side * chance.uniform(250, 330), chance.uniform(66, 84)
    below = 2 * centre[0] - above[0], HEIGHT - above[1]
    _sew_land(felt, line, palette.middle, palette.sky, below)
    upper = felt.beside(ground=palette.sky)
    _sew_land(upper, line, palette.sky, palette.middle, above)
    felt.inlay(upper, [*line, (WIDTH * 2, -HEIGHT), (-WIDTH, -HEIGHT)])
    felt.cord(line, width=11, colour=palette.disc)
    felt.cord(line, width=3, colour=palette.light)


def _sew_land(felt: Felt, line: list[Point], own: str, others: str, sun: Point) -> None:
    """One land: stitches that follow the cut, each a broad band with a slightly narrower one on it; and a sun of the other's felt."""
    felt.piece([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], own)
    for distance in QUILTING:
        felt.band(line, distance + 1.3, mix(own, others, 0.22))
        felt.band(line, distance - 1.3, own)
    felt.disc(sun, 47, own, ring=False)
    felt.disc(sun, 30, others)
