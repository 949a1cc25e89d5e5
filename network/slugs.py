"""Addresses of texts and topics: Latin, readable from all seven languages, never empty, and never changed."""

from collections.abc import Callable

from anyascii import anyascii
from django.utils.text import slugify

MAX_SLUG_LENGTH = 70
# What our readers expect where the general table spells otherwise: the official or the common Latin of each language.
_LETTERS = str.maketrans(
    {
        "ы": "y", "й": "i", "х": "kh", "ц": "ts", "щ": "shch", "ъ": "", "ь": "", "э": "e", "ё": "e",
        "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
        "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ў": "o", "ý": "y", "ň": "n", "ž": "j",
        "ʻ": "", "ʼ": "", "‘": "", "’": "", "'": "", "`": "",
    }
)  # fmt: skip


def unique_slug(title: str, *, taken: Callable[[str], bool], fallback: str = "text") -> str:
    """A free address for a text of this title: "Вода и мир" gives voda-i-mir, "???" gives the fallback.

    taken: whether an address is in use; a number is put after it until it is not.
    """
    slug = slugify(anyascii(title.casefold().translate(_LETTERS)))
    slug = _whole_words(slug) or fallback
    if not taken(slug):
        return slug
    number = 2
    while taken(f"{slug}-{number}"):
        number += 1
    return f"{slug}-{number}"


def _whole_words(slug: str) -> str:
    """Cut where a word ends, so that no address stops in the middle of one."""
    if len(slug) <= MAX_SLUG_LENGTH:
        return slug
    return slug[: MAX_SLUG_LENGTH + 1].rpartition("-")[0] or slug[:MAX_SLUG_LENGTH]
