"""Covers of cases that have no photograph: flat pieces of felt, cut along a line, a thin cord on each cut.

The same theme and slug give the same picture, byte for byte, so a cover can be thrown away and drawn again. The pictures are
decoration: no text, no people, no flags, no borders of states.
"""

import hashlib
from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image

from portal.demonstration.covers import archway, ikat, lake, river, seam
from portal.demonstration.covers.felt import Felt
from portal.demonstration.covers.palettes import PALETTES, Palette

COLOURS = 56  # felts, and the shades between two of them at an edge

Form = Callable[[Felt, Palette, Random], None]

FORMS: dict[str, Form] = {
    "natural-resources": river.draw,
    "human-security": lake.draw,
    "good-governance": archway.draw,
    "conflict-transformation": seam.draw,
    "partnerships": ikat.draw,
}


def draw(theme: str, slug: str, size: tuple[int, int] = (960, 540)) -> Image.Image:
    """The cover of one case. size: pixels, 16 to 9. Raises KeyError for a theme that has no form."""
    form = FORMS[theme]
    seed = hashlib.sha256(f"{theme}/{slug}".encode()).digest()
    chance = Random(seed)  # noqa: S311 - the same picture again is what is wanted
    palette = chance.choice(PALETTES[theme])
    felt = Felt(size, ground=palette.sky)
    form(felt, palette, chance)
    return felt.finished()


def encode_webp(image: Image.Image) -> bytes:
    """WebP without metadata and without blur at the edges, at most 30 KB for a cover 960 pixels wide."""
    # Few colours, chosen and then moved to where they fit best: median cut would dull the sun, which is a small piece.
    few_colours = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
    file = BytesIO()
    few_colours.convert("RGB").save(
        file, "WEBP", lossless=True, quality=75, method=4
    )  # method 6 takes 60 times as long for 1 % less
    return file.getvalue()
