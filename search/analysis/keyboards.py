"""What was meant when a text was typed with the wrong keyboard layout switched on."""

import re

# The keys of the letters, in the order of the rows, as they are without a shift and with it.
_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
# What the other layouts have in other places than the Russian one. In Kazakh a hyphen may have been meant, or ө.
_OWN_PLACES = {
    "kk": ("2345890-=" + "@#$%*()_+", "әіңғүұқөһ" + "ӘІҢҒҮҰҚӨҺ"),
    "kk with hyphens": ("2345890=" + "@#$%*()_+", "әіңғүұқһ" + "ӘІҢҒҮҰҚӨҺ"),
    "ky": ("-=\\" + "_+|", "өңү" + "ӨҢҮ"),
    "tg": ("wosm-=" + "WOSM_+", "қҳҷӣғӯ" + "ҚҲҶӢҒӮ"),
    "uz": ("os-=" + "OS_+", "ўқғҳ" + "ЎҚҒҲ"),
}
_LAYOUTS = [dict(zip(_KEYS, _RUSSIAN, strict=True))]
_LAYOUTS += [_LAYOUTS[0] | dict(zip(keys, letters, strict=True)) for keys, letters in _OWN_PLACES.values()]
_TO_CYRILLIC = [str.maketrans(layout) for layout in _LAYOUTS]
_TO_LATIN = [str.maketrans({letter: key for key, letter in layout.items()}) for layout in _LAYOUTS]

_CHUNK = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def layouts(text: str) -> list[str]:
    """What else the keys of `text` would have written: "djlf" → "вода", "цщклырщз" → "workshop".

    Russian first, then the layouts of Kazakhstan, Kyrgyzstan, Tajikistan and Uzbekistan where they differ: six at
    most. Numbers stay numbers, though some layouts have letters on those keys. None for a text in both scripts, and for
    one with neither.
    """
    is_latin, is_cyrillic = _LATIN.search(text) is not None, _CYRILLIC.search(text) is not None
    if is_latin == is_cyrillic:
        return []
    tables, letter = (_TO_CYRILLIC, _LATIN) if is_latin else (_TO_LATIN, _CYRILLIC)
    candidates = [_retyped(text, letter, table) for table in tables]
    if is_cyrillic:  # on a layout that lacks one of its letters the text was not typed
        candidates = [candidate for candidate in candidates if not _CYRILLIC.search(candidate)]
    return list(dict.fromkeys(candidates))


def _retyped(text: str, letter: re.Pattern[str], table: dict[int, str]) -> str:
    def chunk(found: re.Match[str]) -> str:
        typed = found.group()
        return typed.translate(table) if letter.search(typed) else typed

    return _CHUNK.sub(chunk, text)
