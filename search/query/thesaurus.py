"""Other words for what was typed: the names that the vocabulary's concepts have in seven languages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from search.analysis import LANGUAGES, is_function_word, key, stem, tokenize
from search.engines.protocol import Phrase
from search.vocabulary.models import Concept

# Names longer than this are sentences that nobody types.
MOST_WORDS = 6
# A word such as "border" is the name of few concepts; more other words than these widen nothing any more.
MOST_NAMES = 20
# Seconds until a new name of a concept is known everywhere.
KEPT_FOR = 60


@dataclass(frozen=True, slots=True)
class OtherWords:
    """A concept's name in another language, and what to look for in texts."""

    name: str
    language: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """named: language and stems of a name to the concepts called so. names: concept to its names by language."""

    named: Mapping[tuple[str, tuple[str, ...]], tuple[int, ...]]
    names: Mapping[int, Mapping[str, tuple[str, ...]]]

    def other_words(self, said: Mapping[str, tuple[str, ...]]) -> list[OtherWords]:
        """What else concepts called so are called, the preferred names first. said: by language, the stems typed."""
        concepts = {concept for language, stems in said.items() for concept in self.named.get((language, stems), ())}
        found: dict[tuple[str, ...], OtherWords] = {}
        for language, name in self._called(concepts):
            words = _stems(name, language)
            if words and words != said.get(language):
                found.setdefault(words, OtherWords(name, language, Phrase((words,))))
        return list(found.values())[:MOST_NAMES]

    def _called(self, concepts: Collection[int]) -> Iterator[tuple[str, str]]:
        named = [(language, names) for concept in sorted(concepts) for language, names in self.names[concept].items()]
        yield from ((language, names[0]) for language, names in named)
        yield from ((language, name) for language, names in named for name in names[1:])


def thesaurus() -> Thesaurus:
    """The vocabulary as it is, or was a minute ago."""
    kept: Thesaurus | None = cache.get("search.thesaurus")
    if kept is None:
        kept = _read()
        cache.set("search.thesaurus", kept, KEPT_FOR)
    return kept


def telling_stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of `text`, but for its small words: a name is known with them and without."""
    words = (token.text for token in tokenize(text))
    return tuple(stem(word, language) for word in words if not is_function_word(key(word, language), language))


def _read() -> Thesaurus:
    named: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    names: dict[int, dict[str, tuple[str, ...]]] = {}
    for concept in Concept.objects.current():
        names[concept.pk] = {
            code: called for code, called in concept.all_names().items() if code in LANGUAGES and called
        }
        for language, called in names[concept.pk].items():
            for name in called:
                if 0 < len(stems := telling_stems(name, language)) <= MOST_WORDS:
                    named[language, stems].append(concept.pk)
    return Thesaurus({name: tuple(concepts) for name, concepts in named.items()}, names)


def _stems(name: str, language: str) -> tuple[str, ...]:
    return tuple(found for token in _one_a_position(name) if (found := stem(token, language)))


def _one_a_position(name: str) -> Sequence[str]:
    shortest: dict[int, str] = {}
    for token in tokenize(name):
        if token.position not in shortest or len(token.text) < len(shortest[token.position]):
            shortest[token.position] = token.text
    return [shortest[position] for position in sorted(shortest)]
