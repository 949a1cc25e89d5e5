"""Other words for what was typed: the names of the vocabulary's concepts in seven languages, and of what is part of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from search.analysis import LANGUAGES, is_function_word, key, stem, tokenize
from search.engines.passages import TEXT_FIELDS
from search.engines.queries import Leaf, PhraseQuery, TermQuery
from search.process_cache import cached
from search.vocabulary.models import Concept

# Names longer than this are sentences that nobody types.
MAX_WORDS = 6
# A word such as "border" is the name of few concepts; more other words than these widen nothing any more.
MAX_NAMES = 20
MAX_NARROWER = 8


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another name for what was typed, or the name of something narrower, and what to look for in texts."""

    name: str
    language: str
    leaf: Leaf
    kind: Literal["translation", "synonym", "narrower"] = "translation"


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """concepts_by_name: language and stems of a name to the concepts called so. names: concept to its names by language.

    narrower: concept to those that are part of it.
    """

    concepts_by_name: Mapping[tuple[str, tuple[str, ...]], tuple[int, ...]]
    names: Mapping[int, Mapping[str, tuple[str, ...]]]
    narrower: Mapping[int, tuple[int, ...]]

    def expansions_of(self, said: Mapping[str, tuple[str, ...]]) -> list[Expansion]:
        """What else concepts called so are called, the preferred names first, and then what is part of them, in the
        languages that they were typed in. said: by language, the stems typed.
        """
        typed = {language: self.concepts_by_name.get((language, stems), ()) for language, stems in said.items()}
        concepts = {concept for named in typed.values() for concept in named}
        found: dict[tuple[str, ...], Expansion] = {}
        for language, name in self._called(concepts):
            words = _stems(name, language)
            if words and words != said.get(language):
                kind: Literal["translation", "synonym"] = "synonym" if typed.get(language) else "translation"
                found.setdefault(words, Expansion(name, language, _leaf(words), kind))
        parts: dict[tuple[str, ...], Expansion] = {}
        for language, name in self._narrower(typed):
            words = _stems(name, language)
            # "Water resources" says "water" already.
            if words and words not in found and not set(said[language]) <= set(words):
                parts.setdefault(words, Expansion(name, language, _leaf(words), "narrower"))
        return [*list(found.values())[:MAX_NAMES], *list(parts.values())[:MAX_NARROWER]]

    def _narrower(self, typed: Mapping[str, Collection[int]]) -> Iterator[tuple[str, str]]:
        for language, concepts in typed.items():
            for concept in concepts:
                names = (self.names[part].get(language) for part in self.narrower.get(concept, ()))
                yield from ((language, called[0]) for called in names if called)

    def _called(self, concepts: Collection[int]) -> Iterator[tuple[str, str]]:
        named = [(language, names) for concept in sorted(concepts) for language, names in self.names[concept].items()]
        yield from ((language, names[0]) for language, names in named)
        yield from ((language, name) for language, names in named for name in names[1:])


def thesaurus() -> Thesaurus:
    """The vocabulary as it is, or was a minute ago."""
    return cached("thesaurus", _read)


def content_stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of `text`, but for its small words: a name is known with them and without."""
    words = (token.text for token in tokenize(text))
    return tuple(stem(word, language) for word in words if not is_function_word(key(word, language), language))


def _read() -> Thesaurus:
    named: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    names: dict[int, dict[str, tuple[str, ...]]] = {}
    narrower: dict[int, list[int]] = defaultdict(list)
    for concept in Concept.objects.current().order_by("pk"):
        if concept.broader_id:
            narrower[concept.broader_id].append(concept.pk)
        names[concept.pk] = {
            code: called for code, called in concept.all_names().items() if code in LANGUAGES and called
        }
        for language, called in names[concept.pk].items():
            for name in called:
                if 0 < len(stems := content_stems(name, language)) <= MAX_WORDS:
                    named[language, stems].append(concept.pk)
    return Thesaurus(
        {name: tuple(concepts) for name, concepts in named.items()},
        names,
        {concept: tuple(parts) for concept, parts in narrower.items()},
    )


def _leaf(words: tuple[str, ...]) -> Leaf:
    return PhraseQuery((words,)) if len(words) > 1 else TermQuery(words, fields=TEXT_FIELDS)


def _stems(name: str, language: str) -> tuple[str, ...]:
    return tuple(found for token in _one_a_position(name) if (found := stem(token, language)))


def _one_a_position(name: str) -> Sequence[str]:
    shortest: dict[int, str] = {}
    for token in tokenize(name):
        if token.position not in shortest or len(token.text) < len(shortest[token.position]):
            shortest[token.position] = token.text
    return [shortest[position] for position in sorted(shortest)]
