"""Where the name of a file's author stands in it: the one thing that no cleaning takes out, for it is what the file says."""

from collections.abc import Iterable, Sequence

from search.analysis.names import name_key

MIN_NAME_LENGTH = 4  # letters of a part of a name; shorter ones are words of some language
MAX_ENDING_LENGTH = 4  # Асанов, Асановой, Асановтың
_VOWELS = "aeiou"


def sections_with_name(pages: Iterable[Sequence[str]], name: str, email: str) -> list[str]:
    """The labels of the pages, slides, sheets or sections where a part of `name` stands, in either script and any case, or the
    address; each once, in their order. pages: pairs of label and text."""
    stems = {_stem(part) for part in name_key(name).split() if len(part) >= MIN_NAME_LENGTH}
    return list(dict.fromkeys(label for label, text in pages if _names(text, stems, email)))


def names_somebody(text: str, name: str, email: str) -> bool:
    return bool(sections_with_name([("", text)], name, email))


def _names(text: str, stems: Iterable[str], email: str) -> bool:
    if email and email.casefold() in text.casefold():
        return True
    words = set(name_key(text).split())
    return any(word.startswith(stem) and len(word) - len(stem) <= MAX_ENDING_LENGTH for stem in stems for word in words)


def _stem(part: str) -> str:
    """Асанова is Асановой in another case."""
    return part[:-1] if part[-1] in _VOWELS and len(part) > MIN_NAME_LENGTH else part
