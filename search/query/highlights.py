"""Where in a text the words of a query stand, and the piece of it that is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from search.engines.passages import LABELS, NAMES, TEXT_FIELDS, TITLE, Passage
from search.engines.queries import BoolQuery, Leaf, PhraseQuery, TermQuery
from search.registry import FILE

# Characters of text that a row shows.
LENGTH = 240
# What stands before the first word found, so that it is read in its sentence.
BEFORE = 60

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Highlight:
    """title: empty where no word stands in it. snippet: the piece of text with most of the words, or empty.

    passages: where the words stand. leaves: those that stand anywhere. label: the name of the label by which alone the thing was found.
    file: the file and its page, where the snippet is from one.
    """

    title: SafeString
    snippet: SafeString
    passages: tuple[Passage, ...] = ()
    label: str = ""
    file: str = ""
    by_name: bool = False
    leaves: frozenset[Leaf] = frozenset()


def highlight(passages: Sequence[Passage], query: BoolQuery) -> Highlight:
    """What to show of a thing that was found by `query`."""
    leaves = tuple(query.leaves())
    saying = {passage: said for passage in passages if (said := _leaves_in(passage, leaves))}
    texts = tuple(passage for passage in saying if passage.field in TEXT_FIELDS)
    titles = [passage for passage in texts if passage.field == TITLE]
    best = max((passage for passage in texts if passage.field != TITLE), key=lambda one: len(saying[one]), default=None)
    return Highlight(
        title=mark_spans(titles[0].text, spans_of(titles[0], saying[titles[0]])) if titles else SafeString(""),
        snippet=snippet(best, saying[best]) if best else SafeString(""),
        passages=texts,
        label="" if texts else next((_name_in(one, said) for one, said in saying.items() if one.field == LABELS), ""),
        file=best.heading if best and best.anchor.startswith(f"{FILE}-") else "",
        by_name=not texts and any(one.field == NAMES for one in saying),
        leaves=frozenset(leaf for said in saying.values() for leaf in said),
    )


def _name_in(label: Passage, leaves: Iterable[Leaf]) -> str:
    start, end = spans_of(label, leaves)[0]
    return label.text[start:end]


def snippet(passage: Passage, leaves: Iterable[Leaf]) -> SafeString:
    """Some `LENGTH` characters of the passage, cut between words, around where most of the words stand."""
    spans = spans_of(passage, leaves)
    start = _word_begins(passage.text, max(0, _densest(spans) - BEFORE))
    end = _word_ends(passage.text, start + LENGTH)
    inside = [(begin - start, stop - start) for begin, stop in spans if begin >= start and stop <= end]
    piece = mark_spans(passage.text[start:end].rstrip(), inside)
    return format_html("{}{}{}", "… " if start else "", piece, " …" if end < len(passage.text) else "")


def _densest(spans: Sequence[Span]) -> int:
    """Where the piece begins that holds most spans, the first of several. They stand in order: each is passed once."""
    best, most, last = spans[0][0], 0, 0
    for place, (start, _end) in enumerate(spans):
        while last < len(spans) and spans[last][0] < start + LENGTH - BEFORE:
            last += 1
        if last - place > most:
            best, most = start, last - place
    return best


def beginning(passage: Passage) -> str:
    end = _word_ends(passage.text, LENGTH)
    return f"{passage.text[:end].rstrip()} …" if end < len(passage.text) else passage.text


def mark_spans(text: str, spans: Iterable[Span]) -> SafeString:
    """`text`, escaped, with `<mark>` around the spans, which do not overlap and stand in order."""
    pieces, place = [], 0
    for start, end in spans:
        pieces.append((text[place:start], text[start:end]))
        place = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), conditional_escape(text[place:]))


def spans_of(passage: Passage, leaves: Iterable[Leaf]) -> list[Span]:
    """Where the words stand, in order; what overlaps is one."""
    spans: list[Span] = []
    for span in sorted({span for leaf in leaves for span in _spans(passage, leaf)}):
        if spans and span[0] <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
        else:
            spans.append(span)
    return spans


def _leaves_in(passage: Passage, leaves: Iterable[Leaf]) -> list[Leaf]:
    stems = frozenset(passage.stems)
    return [leaf for leaf in leaves if _may_stand(leaf, stems) and _spans(passage, leaf)]


def _may_stand(leaf: Leaf, stems: frozenset[str]) -> bool:
    """Whether its words are among the stems of a passage, which is known sooner than where they stand."""
    if isinstance(leaf, TermQuery):
        return not (stems.isdisjoint(leaf.stems) and stems.isdisjoint(leaf.names))
    return any(map(stems.issuperset, leaf.spellings))


def _spans(passage: Passage, leaf: Leaf) -> list[Span]:
    if passage.field not in leaf.fields:
        return []
    if isinstance(leaf, TermQuery):
        stems = set(leaf.names if passage.field == NAMES else leaf.stems)
        places = [place for place, stem in enumerate(passage.stems) if stem in stems]
        return [(passage.starts[place], passage.ends[place]) for place in places]
    return _spans_of_phrase(passage, leaf)


def _spans_of_phrase(passage: Passage, phrase: PhraseQuery) -> list[Span]:
    stems, found = passage.stems[: passage.ordered], []
    for words in phrase.spellings:
        for place in range(len(stems) - len(words) + 1):
            if stems[place] == words[0] and stems[place : place + len(words)] == words:
                found.append((passage.starts[place], passage.ends[place + len(words) - 1]))
    return found


def _word_begins(text: str, place: int) -> int:
    space = text.find(" ", place, place + 40) if place else -1
    return space + 1 if space >= 0 else place


def _word_ends(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - 40, place)
    return space if space >= 0 else place
