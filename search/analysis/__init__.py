"""Words of seven languages and two scripts, made comparable: the one analysis behind every search engine."""

from .fingerprint import fingerprint
from .function_words import is_function_word
from .languages import LANGUAGES, detect_languages
from .normalise import fold
from .terms import AnalyzedToken, analyze, key, stem, trigrams
from .tokens import Token, tokenize

__all__ = [
    "LANGUAGES",
    "AnalyzedToken",
    "Token",
    "analyze",
    "detect_languages",
    "fingerprint",
    "fold",
    "is_function_word",
    "key",
    "stem",
    "tokenize",
    "trigrams",
]
