"""From what a part of the house tells of a thing to what an engine keeps of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from search.analysis import AnalyzedToken, analyze, detect_languages, fold, is_function_word, key, stem, trigrams
from search.analysis.names import name_key
from search.engines.passages import BODY, LABELS, LANGUAGE, NAMES, SUMMARY, TITLE, Entry, Passage, Thing
from search.registry import Document, Section, chronological_kinds, facets

# What is indexed of one text; the longest materials have some 60,000 words. The rest of a longer one is not found.
MAX_TEXT_LENGTH = 400_000
# A label is a few words, which look like several languages.
LANGUAGES_OF_A_LABEL = 4

# Facet and value to all the names that the value goes by.
Labels = Mapping[tuple[str, str], tuple[str, ...]]


def entries_of(documents: Iterable[Document]) -> list[Entry]:
    """These, analysed; the names of their labels are asked for once for all of them."""
    documents = list(documents)
    labels = _labels(documents)
    return [entry_of(document, labels) for document in documents]


def entry_of(document: Document, labels: Labels | None = None) -> Entry:
    """`document`, analysed. Linear in the length of its text."""
    return Entry(
        thing=Thing(document.kind, document.id),
        version=document.version,
        audience=document.audience,
        language=document.language,
        published=document.published,
        is_chronological=document.kind in chronological_kinds(),
        completions=_completions(document),
        passages=(*_passages(document), *_of_labels(document, labels or {})),
        facets=_facets(document),
    )


def analyze_passage(text: str, language: str, *, field: str, anchor: str = "", heading: str = "") -> Passage:
    """`text` with its stems and trigrams, each stem with its place."""
    text = text[:MAX_TEXT_LENGTH]
    ordered, others = _by_position(analyze(text, language))
    terms = [*ordered, *others]
    careless = [
        (spelt, term)
        for term in terms
        for spelt in folded_stems(term.key, language)
        if spelt != term.stem and not _is_misleading(spelt, term, language)
    ]
    return Passage(
        field=field,
        text=text,
        stems=(*(term.stem for term in terms), *(spelt for spelt, _term in careless)),
        starts=(*(term.start for term in terms), *(term.start for _spelt, term in careless)),
        ends=(*(term.end for term in terms), *(term.end for _spelt, term in careless)),
        ordered=len(ordered),
        grams=tuple(gram for term in terms for gram in trigrams(fold(term.key))),
        anchor=anchor,
        heading=heading,
    )


@lru_cache(maxsize=65_536)
def folded_stems(word: str, language: str) -> tuple[str, ...]:
    """The stems by which a word is found that is typed without its language's special letters. word: a key."""
    plain = fold(word)
    folded = fold(stem(word, language))
    return (folded,) if plain == word else tuple(dict.fromkeys((folded, stem(plain, language))))


def _is_misleading(spelt: str, term: AnalyzedToken, language: str) -> bool:
    """Whether it is a small word of which two letters are left, which are another word: who looks for "су", water, does not
    mean the Uzbek "shu".
    """
    return len(spelt) <= 2 and is_function_word(term.key, language)


def _by_position(terms: list[AnalyzedToken]) -> tuple[list[AnalyzedToken], list[AnalyzedToken]]:
    """One term a position, the shortest and first; and the others. Terms come in the order of their positions."""
    ordered: dict[int, AnalyzedToken] = {}
    for term in terms:
        known = ordered.get(term.position)
        if known is None or term.end - term.start < known.end - known.start:
            ordered[term.position] = term
    chosen = set(map(id, ordered.values()))
    return [ordered[position] for position in sorted(ordered)], [term for term in terms if id(term) not in chosen]


def _passages(document: Document) -> Iterator[Passage]:
    language = document.language
    yield analyze_passage(document.title, language, field=TITLE)
    if document.summary:
        yield analyze_passage(document.summary, language, field=SUMMARY)
    for section in sections_within(document):
        yield analyze_passage(section.text, language, field=BODY, anchor=section.anchor, heading=section.title)
    for name in document.names:
        yield _of_name(name)


def sections_within(document: Document) -> Iterator[Section]:
    """Those that have a text, as far as MAX_TEXT_LENGTH reaches."""
    room = MAX_TEXT_LENGTH
    for section in document.sections:
        if section.text and room > 0:
            yield replace(section, text=section.text[:room])
            room -= len(section.text)


def _of_name(name: str) -> Passage:
    """A person's name, found in either script and in any romanisation."""
    words = tuple(name_key(name).split())
    zeros = (0,) * len(words)
    grams = tuple(gram for word in words for gram in trigrams(word))
    return Passage(NAMES, name, words, zeros, zeros, ordered=len(words), grams=grams)


def _labels(documents: Iterable[Document]) -> Labels:
    values: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.kind not in chronological_kinds():
            for facet, given in document.facets.items():
                values[facet].update(given)
    known = facets()
    return {
        (facet, value): names
        for facet, wanted in values.items()
        if facet in known and known[facet].is_label
        for value, names in known[facet].names(wanted).items()
    }


def _of_labels(document: Document, labels: Labels) -> Iterator[Passage]:
    """A theme's or a tag's names in all languages, so that who searches in one finds what is labelled in another."""
    for facet, values in document.facets.items():
        for value in values:
            if names := labels.get((facet, value)):
                yield _of_label(tuple(dict.fromkeys(names)), f"{facet}:{value}")


@lru_cache(maxsize=4_096)
def _of_label(names: tuple[str, ...], anchor: str) -> Passage:
    """One line a name; what each of its words stands for is the whole name."""
    stems: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for name in names:
        of_name = _stems_of_label(name)
        stems += of_name
        starts += [place] * len(of_name)
        ends += [place + len(name)] * len(of_name)
        place += len(name) + 1
    return Passage(
        LABELS, "\n".join(names), tuple(stems), tuple(starts), tuple(ends), ordered=0, grams=(), anchor=anchor
    )


@lru_cache(maxsize=4_096)
def _stems_of_label(name: str) -> tuple[str, ...]:
    languages: Collection[str] = detect_languages(name)[:LANGUAGES_OF_A_LABEL]
    return tuple(
        dict.fromkeys(stem for language in languages for stem in analyze_passage(name, language, field=LABELS).stems)
    )


def _completions(document: Document) -> tuple[str, ...]:
    """The words that a title can be completed from: as in their language, without special letters, and romanised."""
    words: dict[str, None] = {}
    for term in analyze(document.title, document.language):
        words |= dict.fromkeys((term.key, fold(term.key), key(document.title[term.start : term.end], "und")))
    for name in document.names if document.kind not in chronological_kinds() else ():
        if name == document.title:
            words |= dict.fromkeys(name_key(name).split())
    return tuple(word for word in words if word)


def _facets(document: Document) -> Mapping[str, tuple[str, ...]]:
    given = {name: tuple(dict.fromkeys(values)) for name, values in document.facets.items() if values}
    language = {LANGUAGE: (document.language,)} if document.language else {}
    return {**given, **language, "type": (document.kind,)}
