"""The terms of the vocabulary in two languages: marked where they stand in a text, with what they are called in the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from lxml import html as lxml_html

from search.analysis import stem, tokenize
from search.process_cache import cached
from search.query.highlights import Span, mark_spans
from search.vocabulary.models import Concept, Scheme

MAX_PHRASE = 5  # words of a name
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """said: as the original's language calls it; name: as the translation's does."""

    said: str
    name: str


class Terms:
    """From one language into another. They are found in whatever form they stand in."""

    def __init__(self, concepts: Iterable[Concept], language: str, into: str) -> None:
        self._language = language
        self._terms: dict[Phrase, Term] = {}
        for concept in concepts:
            if name := concept.names.get(into):
                for said in concept.all_names().get(language, ()):
                    phrase = tuple(stem(token.text, language) for token in tokenize(said))
                    self._terms.setdefault(phrase[:MAX_PHRASE], Term(said, name))

    def mark(self, html: str) -> tuple[str, Sequence[Term]]:
        """html: as members' text is kept. Returns it with its terms marked, and those that stand in it, each once."""
        found: dict[Term, None] = {}
        root = lxml_html.fragment_fromstring(html, create_parent="div")
        marked = "".join(self._marked(root, found))
        return marked, tuple(found)

    def _marked(self, element: lxml_html.HtmlElement, found: dict[Term, None]) -> Iterator[str]:
        """What stands in `element`, as HTML. lxml writes its tags, which have been cleaned; its words are escaped here."""
        yield self._marked_words(element.text or "", found)
        for child in element:
            if isinstance(child.tag, str):
                start, end = _tags(child)
                yield start
                yield from self._marked(child, found)
                yield end
            yield self._marked_words(child.tail or "", found)

    def _marked_words(self, text: str, found: dict[Term, None]) -> str:
        spans = []
        for span, term in self._terms_in(text):
            spans.append(span)
            found[term] = None
        return str(mark_spans(text, spans))

    def _terms_in(self, text: str) -> Iterator[tuple[Span, Term]]:
        """In order; of several that begin at one word the longest."""
        tokens = tokenize(text)
        stems = [stem(token.text, self._language) for token in tokens]
        at = 0
        while at < len(tokens):
            longest = min(MAX_PHRASE, len(tokens) - at)
            fit = next((n for n in range(longest, 0, -1) if tuple(stems[at : at + n]) in self._terms), 0)
            if fit:
                yield (tokens[at].start, tokens[at + fit - 1].end), self._terms[tuple(stems[at : at + fit])]
                end = tokens[at + fit - 1].end
                at += fit
                while at < len(tokens) and tokens[at].start < end:  # parts of a word that stands as a whole
                    at += 1
            else:
                at += 1


_VOID = {"br", "hr", "img"}


def _tags(element: lxml_html.HtmlElement) -> tuple[str, str]:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    start = f"<{element.tag}{attributes}>"
    return start, "" if element.tag in _VOID else f"</{element.tag}>"


def terms_between(language: str, into: str) -> Terms:
    """All that the vocabulary calls in both: the same for every text, so that it is read once a minute."""

    def read() -> Terms:
        return Terms(Concept.objects.current().exclude(scheme=Scheme.COUNTRIES).order_by("pk"), language, into)

    return cached(f"terms-{language}-{into}", read)
