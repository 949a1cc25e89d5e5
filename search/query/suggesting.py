"""What may have been meant by a query that finds nothing."""

from collections.abc import Iterator
from dataclasses import replace

from search.analysis import key, stem
from search.analysis.spelling import layouts, transliterations
from search.engines.protocol import Clause, Engine, Question, Term, Wanted
from search.query.parser import parse
from search.query.understanding import languages_of, understand
from search.registry import TALK, searchables

# Words of a query that are looked at, and candidates for each: every one is a question to the engine.
MOST_WORDS = 6
MOST_CANDIDATES = 12
NEAR_WORDS = 4


def did_you_mean(typed: str, engine: Engine, question: Question, interface: str) -> str:
    """`typed` with other words in place of those that find nothing, or "" if that finds nothing either.

    question: what was asked. The words are those of texts that its reader may see: nothing hidden is suggested.
    """
    groups = [group[0] for group in parse(typed).groups if len(group) == 1 and not group[0].is_phrase][:MOST_WORDS]
    # Talk is left out: its words are not told apart by room, and so may be a hidden room's.
    texts = tuple(kind for kind in searchables() if kind not in TALK)
    open_ = Question(keys=question.keys, chosen={"type": texts}, without=question.without, depth=1)
    better = typed
    for word in (group.text for group in groups):
        if not _finds(word, engine, open_, interface):
            found = next((one for one in _candidates(word, engine, open_, interface)), "")
            better = better.replace(word, found) if found else better
    return better if better != typed else ""


def _candidates(word: str, engine: Engine, open_: Question, interface: str) -> Iterator[str]:
    meant = [*layouts(word), *transliterations(word)][:MOST_CANDIDATES]
    yield from (one for one in meant if _finds(one, engine, open_, interface))
    languages = languages_of(parse(word), interface)
    for stemmed in dict.fromkeys(stem(word, language) for language in languages):
        for near in engine.words_like(stemmed, keys=open_.keys, limit=NEAR_WORDS) if stemmed else ():
            if written := _as_written(near, engine, open_, interface):
                yield written


def _finds(word: str, engine: Engine, open_: Question, interface: str) -> bool:
    wanted = _wanted(word, interface)
    return bool(wanted.clauses) and engine.search(replace(open_, wanted=wanted)).total > 0


def _wanted(word: str, interface: str) -> Wanted:
    query = parse(word)
    return understand(query, languages_of(query, interface)).wanted


def _as_written(stemmed: str, engine: Engine, open_: Question, interface: str) -> str:
    """The word with this stem as a text has it, and only if it is found by itself."""
    found = engine.search(replace(open_, wanted=Wanted((Clause((Term((stemmed,), names=(stemmed,)),)),), at_least=1)))
    for passages in engine.passages([candidate.thing for candidate in found.candidates[:1]]).values():
        for passage in passages:
            if stemmed in passage.stems:
                place = passage.stems.index(stemmed)
                word = passage.text[passage.starts[place] : passage.ends[place]] or stemmed
                word = word if word.isupper() else word.lower()
                return word if key(word, "und") and _finds(word, engine, open_, interface) else ""
    return ""
