"""Tags that an author need not make up: those that go on as he types, and those that stand in what he has written.

He is offered what he may be told of: tags of texts that he may read. Names of the vocabulary are told to everybody.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Count

from cases.library.models import KINDS, Contribution, Tag
from cases.library.tags import tag_key
from network.access.viewer import ANONYMOUS, Viewer
from network.markup import plain
from search.analysis import is_function_word, key, stem, tokenize
from search.process_cache import cached
from search.vocabulary.models import Concept, Scheme

MAX_BEGUN, MAX_FROM_TEXT = 8, 3
MAX_CANDIDATES = 50
MAX_PUBLIC = 2_000
MAX_WORDS = 10_000  # of a text
MAX_PHRASE = 4  # words of a name
MIN_LENGTH = 3
# Countries and places are asked for by themselves.
SCHEMES = (Scheme.THEMES, Scheme.THREATS, Scheme.SUBJECTS)
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagOffer:
    """name: what goes into the field. shown: in the reader's language. texts: that he may read, 0 for a name that is no tag yet."""

    name: str
    shown: str
    texts: int


def tags_beginning(typed: str, viewer: Viewer) -> list[TagOffer]:
    """Those that any name of which goes on like that, in any script, the most used first."""
    begun = tag_key(typed)
    if not begun:
        return []
    known = Tag.objects.standing().filter(spellings__key__startswith=begun).distinct().select_related("concept")
    tags = {tag.pk: tag for tag in known.order_by("pk")[:MAX_CANDIDATES]}
    uses = _uses(viewer, tags)
    return [_offer(tags[pk], texts) for pk, texts in uses.most_common(MAX_BEGUN)]


def tags_in(draft: Contribution) -> list[TagOffer]:
    """Up to three whose name, or another form of it, stands in the text, the most named first. Its own are left out."""
    found = _phrases(draft)
    own = {tag_key(name) for name in draft.tag_names or [item.tag.name for item in draft.tagged_items.all()]}
    offered: dict[str, tuple[int, TagOffer]] = {}
    for names, offer in [*_public_tags(), *_concepts(draft.language)]:
        times = max((found[_phrase(name, draft.language)] for name in names), default=0)
        if times and tag_key(offer.name) not in own:
            offered.setdefault(tag_key(offer.name), (times, offer))
    best = sorted(offered.values(), key=lambda one: (-one[0], -one[1].texts, one[1].name))
    return [offer for _times, offer in best[:MAX_FROM_TEXT]]


def _offer(tag: Tag, texts: int) -> TagOffer:
    return TagOffer(tag.name, tag.display_name, texts)


def _uses(viewer: Viewer, tags: Collection[int] | None = None) -> Counter[int]:
    """On how many texts that the viewer may read; of all tags, or of these."""
    uses: Counter[int] = Counter()
    for model in KINDS.values():
        tagged = model.visible.to(viewer).exclude(tagged_items__tag=None)
        if tags is not None:
            tagged = tagged.filter(tagged_items__tag__in=tags)
        counted = tagged.order_by().values_list("tagged_items__tag").annotate(texts=Count("pk", distinct=True))
        uses.update({pk: texts for pk, texts in counted if tags is None or pk in tags})
    return uses


def _public_tags() -> list[tuple[list[str], TagOffer]]:
    """Each with all its names; the same for all, so that they are read once a minute."""

    def read() -> list[tuple[Tag, int]]:
        uses = _uses(ANONYMOUS)
        tags = Tag.objects.select_related("concept").prefetch_related("spellings").in_bulk(list(uses))
        return [(tags[pk], texts) for pk, texts in uses.most_common(MAX_PUBLIC)]

    return [
        ([tag.name, *(one.name for one in tag.spellings.all())], _offer(tag, texts))
        for tag, texts in cached("public-tags", read)
    ]


def _concepts(language: str) -> Iterator[tuple[tuple[str, ...], TagOffer]]:
    """Called as in the language of the text."""
    concepts = cached("tag-concepts", lambda: list(Concept.objects.current().filter(scheme__in=SCHEMES)))
    for concept in concepts:
        if names := concept.all_names().get(language):
            yield names, TagOffer(names[0], names[0], 0)


def _phrases(draft: Contribution) -> Counter[Phrase]:
    """How often words stand in the text one after another, up to four of them, in whatever form."""
    texts = [draft.title, draft.summary, *(plain(getattr(draft, field)) for field, _title in draft.SECTIONS)]
    found: Counter[Phrase] = Counter()
    left = MAX_WORDS
    for text in texts:
        words = [stem(token.text, draft.language) for token in tokenize(text)[:left]]
        left -= len(words)
        for length in range(1, MAX_PHRASE + 1):
            found.update(tuple(words[at : at + length]) for at in range(len(words) - length + 1))
    return found


def _phrase(name: str, language: str) -> Phrase:
    """Empty for what would stand in any text."""
    words = [token.text for token in tokenize(name)]
    if len(words) == 1 and (len(name) < MIN_LENGTH or is_function_word(key(name, language), language)):
        return ()
    return tuple(stem(word, language) for word in words)
