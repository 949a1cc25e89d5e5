"""What an embeddings server is given: text without what it cannot bear, and Turkmen in words that it knows."""

import unicodedata

from search.embeddings.turkmen_to_turkish import in_turkish

# Beyond some 500 tokens a model reads in windows, and what it says of them is their mean; nothing is longer than this.
MAX_PASSAGE_LENGTH = 2_000
MAX_QUERY_LENGTH = 300
# One character can stand for eighteen (U+FDFA): cut before as after, or a short text becomes a very long one.
_MAX_RAW_LENGTH = 4 * MAX_PASSAGE_LENGTH


def prepare_input(text: str, language: str, *, limit: int) -> str:
    """`text` in NFKC on one line, without control characters and halves of characters; at most `limit` characters."""
    text = text[:_MAX_RAW_LENGTH].encode("utf-8", "ignore").decode()
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn") else letter for letter in text)
    text = " ".join(text.split())[:limit].strip()
    return in_turkish(text)[:limit].strip() if language == "tk" else text
