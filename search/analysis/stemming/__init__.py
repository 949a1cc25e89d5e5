"""What the forms of a word have in common, language by language. A stemmer is loaded when its language is first met."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

Stemmer = Callable[[str], str]

_MODULES = {
    "en": "english",
    "ru": "russian",
    "kk": "kazakh",
    "ky": "kyrgyz",
    "tg": "tajik",
    "tk": "turkmen",
    "uz": "uzbek",
}


@cache
def stemmer_of(language: str) -> Stemmer | None:
    """The function from a key to its stem; None for a language without one."""
    if language not in _MODULES:
        return None
    stemmer: Stemmer = import_module(f"{__name__}.{_MODULES[language]}").stem
    return stemmer
