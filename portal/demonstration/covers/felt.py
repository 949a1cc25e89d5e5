"""The sheet a cover is sewn on. All measures are those of a picture 960 wide and 540 high, whatever its size in pixels."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from portal.demonstration.covers.palettes import CORD

Point = tuple[float, float]

WIDTH, HEIGHT = 960, 540
FOOT = 472  # where the closing seam begins
OVERSAMPLING = 3  # drawn larger and reduced, so that edges are smooth


class Felt:
    def __init__(self, size: tuple[int, int], *, ground: str) -> None:
        self._size = size
        self._scale = size[0] * OVERSAMPLING / WIDTH
        self._image = Image.new("RGB", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), ground)
        self._pen = ImageDraw.Draw(self._image)

    def piece(self, points: Sequence[Point], colour: str, *, cord: float = 0) -> None:
        """A flat piece; with a cord of that width round its edge."""
        self._pen.polygon(self._pixels(points), fill=colour)
        if cord:
            self.cord([*points, points[0], points[1]], width=cord)

    def cord(self, points: Sequence[Point], *, width: float = 2.5, colour: str = CORD) -> None:
        self._pen.line(self._pixels(points), fill=colour, width=max(1, round(width * self._scale)), joint="curve")

    def band(self, points: Sequence[Point], reach: float, colour: str) -> None:
        """All that lies within `reach` of the line, round at every turn; a broad cord has gaps there."""
        pixels = self._pixels(points)
        self._pen.line(pixels, fill=colour, width=round(2 * reach * self._scale))
        for point in pixels:
            self._pen.circle(point, reach * self._scale, fill=colour)

    def disc(self, centre: Point, radius: float, colour: str, *, ring: bool = True) -> None:
        self.piece(arc(centre, radius, 0, 360, steps=72), colour)
        if ring:
            self.cord(arc(centre, radius + 9, 0, 362, steps=90))

    def close(self, *, above: str, below: str) -> None:
        """The seam that closes a cover at its foot: two felts, one line, one cord."""
        self.piece([(0, FOOT - 1), (WIDTH, FOOT - 1), (WIDTH, HEIGHT), (0, HEIGHT)], above)
        self.cord([(-9, FOOT - 1), (WIDTH + 9, FOOT - 1)])
        line = horn_line(centre=(WIDTH / 2, FOOT + 33), unit=10, repeats=13)
        self.piece([*line, (WIDTH + 9, HEIGHT + 9), (-9, HEIGHT + 9)], below)
        self.cord(line, width=3.2)

    def inlay(self, other: "Felt", outline: Sequence[Point]) -> None:
        """Set what lies on the other sheet into this one, within the outline."""
        mask = Image.new("L", self._image.size, 0)
        ImageDraw.Draw(mask).polygon(self._pixels(outline), fill=255)
        self._image.paste(other._image, mask=mask)

    def beside(self, *, ground: str) -> "Felt":
        """Another sheet of the same size, to be set into this one."""
        return Felt(self._size, ground=ground)

    def finished(self) -> Image.Image:
        return self._image.resize(self._size, Image.Resampling.LANCZOS)

    def _pixels(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]


def arc(centre: Point, radius: float, start: float, end: float, *, steps: int = 24) -> list[Point]:
    """Points on a circle from one angle to another, in degrees, clockwise from the right as the screen counts."""
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def bend(start: Point, first: Point, second: Point, end: Point, *, steps: int = 24) -> list[Point]:
    """Points on a cubic Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        knots = (start, first, second, end)
        points.append(
            (
                sum(weight * knot[0] for weight, knot in zip(weights, knots, strict=True)),
                sum(weight * knot[1] for weight, knot in zip(weights, knots, strict=True)),
            )
        )
    return points


def mirrored(points: Sequence[Point], axis: float) -> list[Point]:
    """The points and, on the way back, their reflections at a vertical axis: one half drawn, both had."""
    return [*points, *((2 * axis - x, y) for x, y in reversed(points))]


def horn_line(*, centre: Point, unit: float, repeats: int, angle: float = 0) -> list[Point]:
    """The cut of the ram's horn, 8 units a repeat and 6 high. What lies above has the same outline as what lies below."""
    turn = math.radians(angle)
    points = []
    for repeat in range(repeats):
        for x, y in _horn():
            across, down = ((repeat - repeats / 2) * 8 + x) * unit, (y - 3) * unit
            points.append(
                (
                    centre[0] + across * math.cos(turn) - down * math.sin(turn),
                    centre[1] + across * math.sin(turn) + down * math.cos(turn),
                )
            )
    return points


def _horn() -> list[Point]:
    half = [
        (0.0, 1.0),
        *arc((2, 2.5), 1.5, -90, 90),
        *arc((2, 3.5), 0.5, 90, 270),
        *arc((2, 2.5), 0.5, 90, -90),
        *arc((2, 3.5), 1.5, -90, -270),
    ]
    return mirrored(half, axis=4)
