"""Good governance: a glazed portal or an arcade, with the door open and light in it."""

from random import Random

from portal.demonstration.covers.felt import WIDTH, Felt, Point, bend, mirrored
from portal.demonstration.covers.mountains import ridge_line, sew_hill
from portal.demonstration.covers.palettes import Palette, mix

FLOOR = 470


def draw(felt: Felt, palette: Palette, chance: Random) -> None:
    middle = chance.uniform(0.45, 0.55) * WIDTH
    side = chance.choice([-1, 1])
    sun = middle + side * chance.uniform(206, 222), chance.uniform(92, 116)
    felt.disc(sun, chance.uniform(32, 40), palette.disc)
    sew_hill(felt, ridge_line(chance, level=352, height=16), palette.far)
    if chance.random() < 0.5:
        _build_portal(felt, palette, chance, middle)
    else:
        _build_arcade(felt, palette, chance, middle)
    felt.close(above=palette.near, below=palette.ground)


def _build_portal(felt: Felt, palette: Palette, chance: Random, middle: float) -> None:
    """A tall portal between two wings, with a slender tower at each end."""
    for side in (-1, 1):
        _build_tower(felt, palette, middle + side * 300)
        _build_wing(felt, palette, middle + side * 218)
    _wall(felt, middle, 150, 92, palette.middle, cord=3)
    _sew_tiles(felt, middle, 136, 106, palette)
    _wall(felt, middle, 112, 132, palette.near, cord=2)
    _door(felt, middle, 90, 164, colour=palette.light, frame=palette.middle)
    for half, top in ((76, 186), (62, 208)):
        felt.piece(_arch(middle, half, top), mix(palette.middle, palette.near, 0.5), cord=1.8)
    _door(felt, middle, 34, 300, colour=palette.disc, frame=palette.light)


def _build_arcade(felt: Felt, palette: Palette, chance: Random, middle: float) -> None:
    """Three open arches side by side, and a dome behind the middle one."""
    _sew_dome(felt, palette, middle, base=196, half=104, height=132)
    _wall(felt, middle, 336, 190, palette.middle, cord=3)
    _sew_tiles(felt, middle, 322, 203, palette)
    _wall(felt, middle, 298, 228, palette.near, cord=2)
    for place in (-196, 0, 196):
        _door(felt, middle + place, 84, 254, colour=palette.light, frame=palette.middle)
        felt.piece(_arch(middle + place, 70, 274), palette.sky, cord=1.8)
        felt.piece(_arch(middle + place, 70, 274, floor=FLOOR, cut=FLOOR - 66), palette.far)
    _door(felt, middle, 36, 338, colour=palette.disc, frame=palette.light)


def _build_wing(felt: Felt, palette: Palette, x: float) -> None:
    _wall(felt, x, 72, 236, palette.middle, cord=2.4)
    for top in (262, 372):
        half, floor = 34, top + 88
        felt.piece(_arch(x, half, top, floor=floor), palette.near, cord=1.8)
        felt.piece(_arch(x, half - 12, top + 18, floor=floor), mix(palette.near, palette.ground, 0.6))


def _build_tower(felt: Felt, palette: Palette, x: float) -> None:
    shaft = [(x - 24, FLOOR), (x - 18, 176), (x + 18, 176), (x + 24, FLOOR)]
    felt.piece(shaft, palette.near, cord=2.4)
    for level in range(206, FLOOR, 44):
        reach = 18 + 6 * (level - 176) / (FLOOR - 176)
        steps = [(x - reach + 2 * reach * step / 6, level + (7 if step % 2 else -7)) for step in range(7)]
        felt.cord(steps, width=2.6, colour=mix(palette.middle, palette.light, 0.45))
    _sew_dome(felt, palette, x, base=176, half=24, height=46)


def _sew_dome(felt: Felt, palette: Palette, x: float, *, base: float, half: float, height: float) -> None:
    """A ribbed dome: its ribs are the same curve, drawn narrower."""
    for share in (1.0, 0.62, 0.22):
        reach = half * share
        side = bend(
            (x - reach, base),
            (x - reach * 1.22, base - height * 0.5),
            (x - reach * 0.6, base - height * 0.86),
            (x, base - height),
        )
        if share == 1.0:
            felt.piece(mirrored(side, axis=x), palette.middle)
        felt.cord(mirrored(side, axis=x), width=2.2)
    felt.cord([(x, base - height), (x, base - height - half * 0.34 - 6)], width=2.6)


def _wall(felt: Felt, x: float, half: float, top: float, colour: str, *, cord: float) -> None:
    felt.piece([(x - half, FLOOR), (x - half, top), (x + half, top), (x + half, FLOOR)], colour, cord=cord)


def _door(felt: Felt, x: float, half: float, top: float, *, colour: str, frame: str) -> None:
    felt.piece(_arch(x, half + 7, top - 10), frame, cord=1.8)
    felt.piece(_arch(x, half, top), colour)


def _arch(x: float, half: float, top: float, *, floor: float = FLOOR, cut: float = 0) -> list[Point]:
    """A pointed arch of four centres, from the floor up; what lies above `cut` is left out."""
    spring = top + half * 0.86
    rise = spring - top
    side = bend((x - half, spring), (x - half, spring - rise * 0.66), (x - half * 0.5, spring - rise * 0.74), (x, top))
    points = mirrored([(x - half, floor), *side], axis=x)
    return [(across, max(down, cut)) for across, down in points]


def _sew_tiles(felt: Felt, x: float, half: float, top: float, palette: Palette) -> None:
    """Glazed lozenges round a frame: over it and down both sides."""
    gap = 26.0
    count = round(2 * half / gap)
    along = [(x - half + 2 * half * place / count, top) for place in range(count + 1)]
    down = [
        (side, top + gap * step) for side in (x - half, x + half) for step in range(1, int((FLOOR - top) / gap) + 1)
    ]
    for number, (across, level) in enumerate(along + down):
        colour = palette.light if number % 2 else palette.disc
        felt.piece([(across, level - 7), (across + 7, level), (across, level + 7), (across - 7, level)], colour)
