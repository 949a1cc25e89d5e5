"""Human security: a lake under night mountains, and houses with light in them."""

from random import Random

from portal.demonstration.covers.felt import WIDTH, Felt, Point
from portal.demonstration.covers.mountains import Peak, ridge_line, row_of_peaks, sew_hill, sew_peak
from portal.demonstration.covers.palettes import CORD, Palette, mix

SHORE = 318
FLATTENED = 0.42  # how much lower a mountain stands in the water than in the air


def draw(felt: Felt, palette: Palette, chance: Random) -> None:
    moon = chance.uniform(0.2, 0.8) * WIDTH, chance.uniform(78, 112)
    _sew_stars(felt, chance, moon)
    felt.disc(moon, chance.uniform(28, 36), palette.disc)
    peaks = row_of_peaks(chance, count=chance.choice([3, 4]), base=SHORE, highest=96, lowest=210)
    for peak in peaks:
        sew_peak(felt, peak, shade=palette.far, lit=palette.middle, snow=palette.light)
    _sew_lake(felt, palette, chance, peaks, moon[0])
    shore = ridge_line(chance, level=438, height=12)
    sew_hill(felt, shore, palette.near)
    _build_houses(felt, palette, chance, shore)
    felt.close(above=palette.near, below=palette.ground)


def _sew_stars(felt: Felt, chance: Random, moon: Point) -> None:
    for _star in range(14):
        x, y, size = chance.uniform(20, WIDTH - 20), chance.uniform(20, 130), chance.uniform(2.2, 4)
        if abs(x - moon[0]) > 70:
            felt.piece([(x, y - size * 1.5), (x + size, y), (x, y + size * 1.5), (x - size, y)], CORD)


def _sew_lake(felt: Felt, palette: Palette, chance: Random, peaks: list[Peak], moon: float) -> None:
    water = mix(palette.middle, palette.light, 0.3)
    felt.piece([(0, SHORE), (WIDTH, SHORE), (WIDTH, 480), (0, 480)], water)
    for peak in peaks:
        reflection = [(x, SHORE + (SHORE - y) * FLATTENED) for x, y in peak.outline()]
        felt.piece(reflection, mix(palette.far, palette.middle, 0.45))
        felt.cord(reflection, width=1.6, colour=mix(water, palette.light, 0.35))
    for number in range(9):
        level = SHORE + 12 + number * 13
        half = chance.uniform(14, 30) + 3.5 * number
        shift = chance.uniform(-10, 10)
        felt.cord([(moon + shift - half, level), (moon + shift + half, level)], width=3.4, colour=palette.disc)
    for _ripple in range(10):
        x, y = chance.uniform(0, WIDTH), chance.uniform(SHORE + 16, 430)
        felt.cord([(x - chance.uniform(25, 60), y), (x + chance.uniform(25, 60), y)], width=1.8, colour=palette.light)
    felt.cord([(-9, SHORE), (WIDTH + 9, SHORE)])


def _build_houses(felt: Felt, palette: Palette, chance: Random, shore: list[Point]) -> None:
    place = chance.uniform(0.1, 0.6) * WIDTH
    for _house in range(chance.choice([3, 4, 5])):
        ground = next(y for x, y in shore if x >= place) + 6
        wide, high, roof = chance.uniform(40, 64), chance.uniform(28, 40), chance.uniform(15, 24)
        walls = [(place, ground), (place, ground - high), (place + wide, ground - high), (place + wide, ground)]
        felt.piece(walls, palette.ground)
        felt.piece(
            [(place - 5, ground - high), (place + wide / 2, ground - high - roof), (place + wide + 5, ground - high)],
            palette.ground,
            cord=1.8,
        )
        felt.cord([walls[1], walls[0]], width=1.8)
        felt.cord([walls[2], walls[3]], width=1.8)
        _light_window(felt, (place + wide * chance.uniform(0.3, 0.6), ground - high * 0.5), palette.disc)
        place += wide + chance.uniform(14, 46)


def _light_window(felt: Felt, centre: Point, colour: str) -> None:
    x, y = centre
    felt.piece([(x - 5.5, y - 7), (x + 5.5, y - 7), (x + 5.5, y + 7), (x - 5.5, y + 7)], colour)
