"""Russian, by the OpenCorpora dictionary of pymorphy3: its lemmas join what no cutting of endings can (идти, шёл)."""

from functools import cache
from importlib import import_module
from typing import Any


def stem(word: str) -> str:
    """The dictionary form of `word`, with е for ё; for words it does not know, guessed from those that end like them."""
    lemma: str = _dictionary().parse(word)[0].normal_form
    return lemma.replace("ё", "е").replace("-", "")


@cache
def _dictionary() -> Any:
    # Loaded on first use: it takes a tenth of a second and 15 MB, and not every process meets a Russian word.
    return import_module("pymorphy3").MorphAnalyzer()
