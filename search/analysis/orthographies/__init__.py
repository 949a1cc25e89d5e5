"""One spelling for each word of a language that has been written in several scripts or alphabets."""

from collections.abc import Callable

from . import kazakh, tajik, turkmen, uzbek

SPELLINGS: dict[str, Callable[[str], str]] = {
    "kk": kazakh.spell,
    "tg": tajik.spell,
    "tk": turkmen.spell,
    "uz": uzbek.spell,
}
