"""Colours of the covers: two palettes a theme, seven colours each."""

from dataclasses import dataclass

CORD = "#f6e7c8"


@dataclass(frozen=True, slots=True)
class Palette:
    """Seven dyed felts, from the sky down to the ground one stands on."""

    sky: str
    disc: str
    far: str
    middle: str
    near: str
    ground: str
    light: str


PALETTES: dict[str, tuple[Palette, Palette]] = {
    "natural-resources": (
        Palette("#bfd8dc", "#f3c77a", "#7fa9b5", "#3f7f92", "#1f5871", "#17406b", "#eef3f1"),
        Palette("#e9d9b8", "#c8553d", "#8fb0a9", "#4d8a88", "#23606c", "#163a5a", "#f6f3ea"),
    ),
    "human-security": (
        Palette("#16324f", "#f0d9a4", "#2f5a74", "#4c8391", "#22485f", "#0e2337", "#dde9ea"),
        Palette("#2a4a5e", "#f2b95c", "#4b7482", "#7da3a4", "#2c5562", "#12303f", "#e6edea"),
    ),
    "good-governance": (
        Palette("#f0d7a2", "#c4482f", "#d9a566", "#2a6f8a", "#1b4f78", "#173b63", "#f7f0e0"),
        Palette("#cfe0de", "#e3a23c", "#9dbdbd", "#2b7b86", "#1c5b73", "#153f60", "#f5f2e8"),
    ),
    "conflict-transformation": (
        Palette("#efe3cb", "#e2a33f", "#b9503f", "#8e2f35", "#1f5a6e", "#173f5c", "#f5efe1"),
        Palette("#dde5df", "#d9773d", "#3f7f7c", "#235f66", "#7a2833", "#18475a", "#f3f1e8"),
    ),
    "partnerships": (
        Palette("#e8e2d2", "#b73e3a", "#d79b3c", "#2b7a86", "#1d4f7a", "#17395f", "#f7f2e6"),
        Palette("#f1d9b0", "#9f2f36", "#c98a35", "#3e8a82", "#245e74", "#1b3c5c", "#f8f1e2"),
    ),
}


def mix(one: str, other: str, share: float) -> str:
    """The colour between two, with `share` (0 to 1) of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
