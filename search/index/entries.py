"""From what a part of the house tells of a thing to what an engine keeps of it."""

from collections.abc import Iterator, Mapping

from search.analysis import Term, analyze, fold, key, trigrams
from search.analysis.names import name_key
from search.engines.protocol import BODY, NAMES, SUMMARY, TITLE, Entry, Passage, Thing
from search.registry import TALK, Document

# What is indexed of one text; the longest materials have some 60,000 words. The rest of a longer one is not found.
LONGEST_TEXT = 400_000


def entry_of(document: Document) -> Entry:
    """`document`, analysed. Linear in the length of its text."""
    return Entry(
        thing=Thing(document.kind, document.id),
        version=document.version,
        audience=document.audience,
        language=document.language,
        published=document.published,
        is_talk=document.kind in TALK,
        openings=_openings(document),
        passages=tuple(_passages(document)),
        facets=_facets(document),
    )


def analysed(
    text: str, language: str, *, field: str, anchor: str = "", heading: str = "", limit: int = LONGEST_TEXT
) -> Passage:
    """`text` with its stems and trigrams, each stem with its place."""
    text = text[:limit]
    ordered, others = _by_position(analyze(text, language))
    terms = [*ordered, *others]
    return Passage(
        field=field,
        text=text,
        stems=tuple(term.stem for term in terms),
        starts=tuple(term.start for term in terms),
        ends=tuple(term.end for term in terms),
        ordered=len(ordered),
        grams=tuple(gram for term in terms for gram in trigrams(fold(term.key))),
        anchor=anchor,
        heading=heading,
    )


def _by_position(terms: list[Term]) -> tuple[list[Term], list[Term]]:
    """One term a position, the shortest and first; and the others. Terms come in the order of their positions."""
    ordered: dict[int, Term] = {}
    for term in terms:
        known = ordered.get(term.position)
        if known is None or term.end - term.start < known.end - known.start:
            ordered[term.position] = term
    chosen = set(map(id, ordered.values()))
    return [ordered[position] for position in sorted(ordered)], [term for term in terms if id(term) not in chosen]


def _passages(document: Document) -> Iterator[Passage]:
    language = document.language
    yield analysed(document.title, language, field=TITLE)
    if document.summary:
        yield analysed(document.summary, language, field=SUMMARY)
    room = LONGEST_TEXT
    for section in document.sections:
        if section.text and room > 0:
            yield analysed(section.text, language, field=BODY, anchor=section.anchor, heading=section.title, limit=room)
            room -= len(section.text)
    for name in document.names:
        yield _of_name(name)


def _of_name(name: str) -> Passage:
    """A person's name, found in either script and in any romanisation."""
    words = tuple(name_key(name).split())
    zeros = (0,) * len(words)
    grams = tuple(gram for word in words for gram in trigrams(word))
    return Passage(NAMES, name, words, zeros, zeros, ordered=len(words), grams=grams)


def _openings(document: Document) -> tuple[str, ...]:
    """The words that a title can be completed from: as in their language, without special letters, and romanised."""
    words: dict[str, None] = {}
    for term in analyze(document.title, document.language):
        words |= dict.fromkeys((term.key, fold(term.key), key(document.title[term.start : term.end], "und")))
    for name in document.names if document.kind not in TALK else ():
        if name == document.title:
            words |= dict.fromkeys(name_key(name).split())
    return tuple(word for word in words if word)


def _facets(document: Document) -> Mapping[str, tuple[str, ...]]:
    given = {name: tuple(dict.fromkeys(values)) for name, values in document.facets.items() if values}
    return {**given, "type": (document.kind,), "lang": (document.language,)}
