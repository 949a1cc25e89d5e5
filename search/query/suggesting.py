"""What may have been meant by a query that finds nothing."""

from collections.abc import Iterator
from dataclasses import replace

from search.analysis import stem
from search.analysis.spelling import edit_distance, layouts, transliterations
from search.engines.protocol import Clause, Engine, Passage, Question, Term, Wanted
from search.query.parser import parse
from search.query.understanding import languages_of, understand
from search.registry import TALK, searchables

# Words of a query that are looked at, and candidates for each: every one is a question to the engine.
MOST_WORDS = 6
MOST_CANDIDATES = 12
NEAR_WORDS = 4
# Texts that are asked for the forms of a near word.
TEXTS = 3


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
            if written := _as_written(near, word, engine, open_, interface):
                yield written


def _finds(word: str, engine: Engine, open_: Question, interface: str) -> bool:
    wanted = _wanted(word, interface)
    return bool(wanted.clauses) and engine.search(replace(open_, wanted=wanted)).total > 0


def _wanted(word: str, interface: str) -> Wanted:
    query = parse(word)
    return understand(query, languages_of(query, interface)).wanted


def _as_written(stemmed: str, typed: str, engine: Engine, open_: Question, interface: str) -> str:
    """The form of the word with this stem that is nearest to what was typed, as texts have it; it is found by itself."""
    wanted = Wanted((Clause((Term((stemmed,), names=(stemmed,)),)),), at_least=1)
    found = [candidate.thing for candidate in engine.search(replace(open_, wanted=wanted, depth=TEXTS)).candidates]
    passages = (passage for of_thing in engine.passages(found[:TEXTS]).values() for passage in of_thing)
    forms = {form for passage in passages for form in _forms(passage, stemmed)}
    nearest = min(forms, key=lambda form: (edit_distance(form.casefold(), typed.casefold(), 3), form), default="")
    return nearest if nearest and _finds(nearest, engine, open_, interface) else ""


def _forms(passage: Passage, stemmed: str) -> Iterator[str]:
    for place, stem_ in enumerate(passage.stems):
        if stem_ == stemmed and passage.ends[place]:
            form = passage.text[passage.starts[place] : passage.ends[place]]
            yield form if form.isupper() else form.lower()
        elif stem_ == stemmed:
            yield stemmed
