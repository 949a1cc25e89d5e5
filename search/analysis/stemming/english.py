"""English, by the lemmas of simplemma."""

from functools import cache
from importlib import import_module
from typing import Any


def stem(word: str) -> str:
    """The dictionary form of `word` in lower case."""
    lemma: str = _lemmatizer().lemmatize(word, lang="en")
    return lemma.lower()


@cache
def _lemmatizer() -> Any:
    # Loaded on first use: the dictionary is unpacked into memory.
    return import_module("simplemma").Lemmatizer()
