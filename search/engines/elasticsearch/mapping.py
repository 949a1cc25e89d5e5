"""What an index of Elasticsearch holds of an entry. Nothing is analysed there: words come as stems between spaces."""

from collections.abc import Iterable
from typing import Any

from search.analysis import fingerprint
from search.engines.elasticsearch.hit_fields import HIT_KEY
from search.engines.passages import BODY, LABELS, TEXT_FIELDS, TITLE, Entry, Passage
from search.engines.queries import GRAM_WEIGHTS, WORD_WEIGHTS

# Between two passages, so that no phrase reaches from one into the next.
GAP = 1_000
# All stems of the text fields, and all trigrams, each as often as it weighs where it stands: so the server scores one field
# as it scores best, and tells in how many entries a stem is said. Words in their own fields are asked for in phrases.
STEMS, GRAMS = "scored", "grams"
TERM_VECTOR = "term_vector"
_WORDS = {"type": "text", "analyzer": "whitespace", "position_increment_gap": GAP}
_COUNTED = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_BYTES = {"type": "binary", "doc_values": True}
_KEPT = {"type": "long", "index": False, "doc_values": False}
_KEYWORD = {"type": "keyword", "ignore_above": 256}

_PROPERTIES: dict[str, Any] = {
    **dict.fromkeys(WORD_WEIGHTS, _WORDS),
    **dict.fromkeys((STEMS, GRAMS), _COUNTED),
    **dict.fromkeys((HIT_KEY, TERM_VECTOR), _BYTES),
    "kind": _KEYWORD,
    "thing": _KEPT,
    "version": _KEPT,
    "audience": _KEYWORD,
    "published": {"type": "long"},
    "is_chronological": {"type": "boolean"},
    "stems": _KEYWORD,
    "completions": _KEYWORD,
    "passages": {"type": "binary", "store": True},
    "facets": {"type": "object", "dynamic": True},
    "embeddings": {"type": "nested", "properties": {"anchor": _KEYWORD}},
}
# What is not stored beside its index: nobody reads it back.
_SEARCHED_ONLY = (*WORD_WEIGHTS, STEMS, GRAMS, HIT_KEY, TERM_VECTOR, "stems", "completions", "passages")

# An index of another form than this is built anew. Raise it with every change of a field, or of what stands in one.
INDEX_FORMAT = 7


def mapping(*, built: str) -> dict[str, Any]:
    """Settings and mappings of a new index. built: when, to be noted with it."""
    return {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "1s"},
        "mappings": {
            "_meta": {"built": built, "form": INDEX_FORMAT, "analysis": fingerprint()},
            "dynamic": "strict",
            "_source": {"excludes": [*_SEARCHED_ONLY, "embeddings.vector_*"]},
            "properties": _PROPERTIES,
            "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": _KEYWORD}}],
        },
    }


def vector_of(dimensions: int) -> str:
    """Where vectors of this length stand within `embeddings`: those of another model do not stand in their way."""
    return f"vector_{dimensions}"


def vectors(dimensions: Iterable[int]) -> dict[str, Any]:
    """What is mapped before the first vector of each of these lengths is written."""
    index = {"type": "dense_vector", "index": True, "similarity": "cosine", "index_options": {"type": "hnsw"}}
    properties = {vector_of(size): {**index, "dims": size} for size in sorted(dimensions)}
    return {"embeddings": {"type": "nested", "properties": properties}}


def fields_of(entry: Entry) -> dict[str, Any]:
    """The columns of words and trigrams, and what is looked up by itself."""
    words: dict[str, list[str]] = {column: [] for column in WORD_WEIGHTS}
    scored: list[str] = []
    grams: list[str] = []
    stems: dict[str, None] = {}
    for passage in entry.passages:
        words[passage.field] += _runs(passage)
        if not entry.is_chronological:
            grams += passage.grams * int(GRAM_WEIGHTS[TITLE if passage.field == TITLE else BODY])
        if passage.field in TEXT_FIELDS:
            scored += passage.stems * int(WORD_WEIGHTS[passage.field])
        if passage.field != LABELS:
            stems |= dict.fromkeys(passage.stems)
    return words | {STEMS: [" ".join(scored)], GRAMS: [" ".join(grams)], "stems": list(stems)}


def _runs(passage: Passage) -> list[str]:
    """Words that stand side by side; the others after them, each found and in no phrase with the first."""
    return [
        run for run in (" ".join(passage.stems[: passage.ordered]), " ".join(passage.stems[passage.ordered :])) if run
    ]
