"""From a query's texts to what an engine looks for: stems in the languages that they may be of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.analysis import detect_languages, fold, is_function_word, key, stem, tokenize, trigrams
from search.analysis.names import name_key
from search.analysis.tokens import Token
from search.engines.passages import LABELS, NAMES
from search.engines.queries import BoolQuery, Clause, Leaf, PhraseQuery, TermQuery
from search.index.entries import folded_stems
from search.query.expansion.thesaurus import MAX_WORDS, Expansion, Thesaurus, content_stems
from search.query.parser import ParsedQuery, QueryText, is_address

# A word is looked for as a word of so many languages at most, the likeliest first.
MAX_LANGUAGES = 5


def query_languages(query: ParsedQuery, interface: str | None) -> tuple[str, ...]:
    """Whatever its capitals."""
    return tuple(detect_languages(query.words.lower(), interface)[:MAX_LANGUAGES])


@dataclass(frozen=True, slots=True)
class ExpandedQuery:
    """expansions: other words for what was typed that are looked for as well, to be told to the reader."""

    query: BoolQuery
    expansions: tuple[Expansion, ...] = ()


@dataclass(slots=True)
class _TypedWord:
    """One thing that was typed. stems: by language its content stems, as names of concepts are known by."""

    clause: Clause
    is_content: bool = True
    stems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def expand_query(
    query: ParsedQuery, languages: Sequence[str], authors: Iterable[str] = (), thesaurus: Thesaurus | None = None
) -> ExpandedQuery:
    """What the texts of things must say. authors: names that must stand among the authors'.

    Any word will do: what has more of them, and rarer ones, is ranked first. (Wanting all words, or two in three, lost a
    fifth of nDCG@10 in queries of several words.) Phrases must be there. Words such as "of" and "и" are passed over,
    unless nothing else was typed. thesaurus: where other words for the same, and labels, will do as well.
    """
    typed = [one for group in query.groups for one in _typed_words(group, languages)]
    typed = [one for one in typed if one.is_content] or typed
    expansions = _add_expansions(typed, thesaurus) if thesaurus else ()
    if thesaurus:
        _add_labels(typed)
    clauses = [one.clause for one in typed] + [_by(name) for name in authors if name_key(name)]
    excluded = tuple(leaf for text in query.excluded if (leaf := _leaf(text, languages)))
    has_words = any(not clause.required for clause in clauses)
    return ExpandedQuery(BoolQuery(tuple(clauses), excluded, minimum_should_match=int(has_words)), expansions)


def _add_expansions(typed: list[_TypedWord], thesaurus: Thesaurus) -> tuple[Expansion, ...]:
    """A concept's other names stand for each of the words that name it, so that one of them answers for all of them."""
    expansions: dict[Leaf, Expansion] = {}
    for start in range(len(typed)):
        stems_by_language: dict[str, tuple[str, ...]] = {}
        for end in range(start, min(start + MAX_WORDS, len(typed))):
            stems_by_language = {
                code: stems_by_language.get(code, ()) + stems for code, stems in typed[end].stems.items()
            }
            found = thesaurus.expansions_of(stems_by_language)
            expansions |= {one.leaf: one for one in found}
            leaves = tuple(one.leaf for one in found)
            for one in typed[start : end + 1]:
                one.clause = replace(one.clause, expansions=(*one.clause.expansions, *leaves))
    return tuple(expansions.values())


def _add_labels(typed: Iterable[_TypedWord]) -> None:
    """What a text is labelled with is not what it says: found all the same, but below what says it."""
    for one in typed:
        labels = tuple(
            TermQuery(leaf.stems, fields=(LABELS,)) for leaf in one.clause.leaves if isinstance(leaf, TermQuery)
        )
        one.clause = replace(one.clause, expansions=(*one.clause.expansions, *labels))


def _typed_words(group: Sequence[QueryText], languages: Sequence[str]) -> list[_TypedWord]:
    if len(group) == 1 and not group[0].is_phrase:
        typed = [one for tokens in _joined(tokenize(group[0].text)) for one in _words(tokens, languages)]
        if is_address(group[0].text):
            for one in typed:
                one.clause = replace(one.clause, typed="")  # nothing else was meant
        return typed
    leaves = tuple(leaf for text in group if (leaf := _leaf(text, languages)))
    return [_TypedWord(Clause(leaves, required=True))] if leaves else []


def _words(tokens: list[Token], languages: Sequence[str]) -> list[_TypedWord]:
    """One word, or the words of "Чу-Талас", for each of which the whole will do; a number or an address stays whole or in order."""
    if not _is_searchable(tokens, languages):
        return []
    whole, *parts = tokens
    term = term_query(whole.text, languages)
    if not parts:
        return [_one_word(whole, (term,), languages)]
    words = _innermost(parts)
    if all(word.text.isalpha() for word in words) and not is_address(whole.text):
        return [_one_word(word, (term_query(word.text, languages), term), languages) for word in words]
    return [_one_word(whole, (term, _phrase(words, languages)), languages)]


def _one_word(token: Token, leaves: tuple[Leaf, ...], languages: Sequence[str]) -> _TypedWord:
    return _TypedWord(
        Clause(leaves, typed=token.text),
        is_content=not is_function_word(key(token.text, languages[0]), languages[0]),
        stems={language: content_stems(token.text, language) for language in languages},
    )


def _joined(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that hang together, such as "Чу-Талас" with its parts: a whole and what stands within it."""
    groups: list[list[Token]] = []
    for token in tokens:
        if groups and token.start < groups[-1][0].end:
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _innermost(tokens: list[Token]) -> list[Token]:
    """One token a position, the shortest, as they are indexed."""
    shortest: dict[int, Token] = {}
    for token in tokens:
        known = shortest.get(token.position)
        if known is None or len(token.text) < len(known.text):
            shortest[token.position] = token
    return [shortest[position] for position in sorted(shortest)]


def term_query(word: str, languages: Sequence[str]) -> TermQuery:
    """One word, in all the forms that it has in these languages."""
    keys = {language: spelt for language in languages if (spelt := key(word, language))}
    stems = [stem(word, language) for language in keys]
    stems += [spelt for language, its_key in keys.items() for spelt in folded_stems(its_key, language)]
    return TermQuery(
        stems=tuple(dict.fromkeys(filter(None, stems))),
        names=(name,) if (name := name_key(word)) else (),
        grams=tuple(dict.fromkeys(gram for its_key in keys.values() for gram in trigrams(fold(its_key)))),
    )


def _phrase(tokens: list[Token], languages: Sequence[str]) -> PhraseQuery:
    spellings = (tuple(found for token in tokens if (found := stem(token.text, language))) for language in languages)
    return PhraseQuery(tuple(dict.fromkeys(spelling for spelling in spellings if spelling)))


def _leaf(text: QueryText, languages: Sequence[str]) -> Leaf | None:
    tokens = tokenize(text.text)
    if not _is_searchable(tokens, languages):
        return None
    words = _innermost(tokens)
    return term_query(words[0].text, languages) if len(words) == 1 else _phrase(words, languages)


def _by(name: str) -> Clause:
    """Each word of a name anywhere among the authors' names; a phrase, so that first and last name are one person's."""
    words = tuple(name_key(name).split())
    if len(words) == 1:
        return Clause((TermQuery(stems=(), names=words, fields=(NAMES,)),), required=True)
    return Clause((PhraseQuery((words, words[::-1]), fields=(NAMES,)),), required=True)


def _is_searchable(tokens: Sequence[Token], languages: Sequence[str]) -> bool:
    return any(stem(token.text, language) for token in tokens for language in languages)
