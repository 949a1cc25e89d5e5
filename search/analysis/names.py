"""Keys by which one finds a person or a tag however its name was typed."""

import unicodedata

from anyascii import anyascii

# What the romanisations of one and the same name differ in: Назарова, Nazarova, Nazarowa; Жумабай, Jumabay, Zhumabai.
_ONE_SOUND = (("kh", "h"), ("zh", "j"), ("dzh", "j"), ("w", "v"), ("y", "i"), ("ii", "i"), ("x", "h"), ("q", "k"))


def name_key(name: str) -> str:
    """Latin letters and spaces by which spellings of a name in either script meet."""
    key = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    for written, sound in _ONE_SOUND:
        key = key.replace(written, sound)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in key).split())
