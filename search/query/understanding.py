"""From a query's texts to what an engine looks for: stems in the languages that they may be of."""

from collections.abc import Iterable, Sequence

from search.analysis import detect_languages, fold, is_function_word, key, stem, tokenize, trigrams
from search.analysis.names import name_key
from search.analysis.tokens import Token
from search.engines.protocol import NAMES, Clause, Leaf, Phrase, Term, Wanted
from search.query.parser import Query, Text

# A word is looked for as a word of so many languages at most, the likeliest first.
MOST_LANGUAGES = 5


def languages_of(query: Query, interface: str | None) -> tuple[str, ...]:
    return tuple(detect_languages(query.words, interface)[:MOST_LANGUAGES])


def understand(query: Query, languages: Sequence[str], authors: Iterable[str] = ()) -> Wanted:
    """What the texts of things must say. authors: names that must stand among the authors'.

    Words such as "of" and "и" need not be there, unless nothing else was typed. All others must, up to two of them; of
    more, two in three.
    """
    clauses = [clause for group in query.groups for clause in _clauses(group, languages)]
    telling = [clause for clause, is_telling in clauses if is_telling] or [clause for clause, _telling in clauses]
    telling += [_by(name) for name in authors if name_key(name)]
    optional = sum(not clause.required for clause in telling)
    excluded = [leaf for text in query.excluded if (leaf := _leaf(text, languages))]
    return Wanted(tuple(telling), tuple(excluded), at_least=_enough(optional))


def _enough(words: int) -> int:
    return words if words <= 2 else -(-words * 2 // 3)


def _clauses(group: Sequence[Text], languages: Sequence[str]) -> list[tuple[Clause, bool]]:
    """What a group stands for, each with whether it tells anything."""
    if len(group) == 1 and not group[0].is_phrase:
        return [
            (Clause(_word(tokens, languages)), not _is_small(tokens, languages[0]))
            for tokens in _joined(tokenize(group[0].text))
            if _is_searchable(tokens, languages)
        ]
    leaves = tuple(leaf for text in group if (leaf := _leaf(text, languages)))
    return [(Clause(leaves, required=True), True)] if leaves else []


def _joined(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that hang together, such as "Чу-Талас" with its parts: a whole and what stands within it."""
    groups: list[list[Token]] = []
    for token in tokens:
        if groups and token.start < groups[-1][0].end:
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _word(tokens: list[Token], languages: Sequence[str]) -> tuple[Leaf, ...]:
    """The whole in any of its forms, or its parts side by side."""
    whole, *parts = tokens
    term = _term(whole, languages)
    if not parts:
        return (term,)
    return (term, _phrase(_innermost(parts), languages))


def _innermost(tokens: list[Token]) -> list[Token]:
    """One token a position, the shortest, as they are indexed."""
    shortest: dict[int, Token] = {}
    for token in tokens:
        known = shortest.get(token.position)
        if known is None or len(token.text) < len(known.text):
            shortest[token.position] = token
    return [shortest[position] for position in sorted(shortest)]


def _term(token: Token, languages: Sequence[str]) -> Term:
    keys = dict.fromkeys(key(token.text, language) for language in languages)
    return Term(
        stems=tuple(dict.fromkeys(found for language in languages if (found := stem(token.text, language)))),
        names=(name,) if (name := name_key(token.text)) else (),
        grams=tuple(dict.fromkeys(gram for word in keys if word for gram in trigrams(fold(word)))),
    )


def _phrase(tokens: list[Token], languages: Sequence[str]) -> Phrase:
    spellings = (tuple(found for token in tokens if (found := stem(token.text, language))) for language in languages)
    return Phrase(tuple(dict.fromkeys(spelling for spelling in spellings if spelling)))


def _leaf(text: Text, languages: Sequence[str]) -> Leaf | None:
    tokens = tokenize(text.text)
    if not _is_searchable(tokens, languages):
        return None
    words = _innermost(tokens)
    return _term(words[0], languages) if len(words) == 1 else _phrase(words, languages)


def _by(name: str) -> Clause:
    """Each word of a name anywhere among the authors' names; a phrase, so that first and last name are one person's."""
    words = tuple(name_key(name).split())
    if len(words) == 1:
        return Clause((Term(stems=(), names=words, fields=(NAMES,)),), required=True)
    return Clause((Phrase((words, words[::-1]), fields=(NAMES,)),), required=True)


def _is_searchable(tokens: Sequence[Token], languages: Sequence[str]) -> bool:
    return any(stem(token.text, language) for token in tokens for language in languages)


def _is_small(tokens: Sequence[Token], language: str) -> bool:
    return len(tokens) == 1 and is_function_word(key(tokens[0].text, language), language)
