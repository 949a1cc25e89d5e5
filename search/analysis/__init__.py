"""Words of seven languages and two scripts, made comparable: the one analysis behind every search engine."""

from .normalise import fold
from .terms import Term, analyze, key, stem, trigrams
from .tokens import Token, tokenize

__all__ = ["Term", "Token", "analyze", "fold", "key", "stem", "tokenize", "trigrams"]
