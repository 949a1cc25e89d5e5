"""Texts that look like one under review: nearly the same title, or much of the same words. Its translations are none of them.

Authors are never compared: that two texts under the Chatham House rule are of one hand is nobody's to know.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import Page

from cases.library.models import KINDS, Contribution
from cases.library.text_status import open_reviews
from network.access.viewer import Viewer
from network.markup import plain
from search.analysis.names import name_key
from search.engines import engine
from search.query.params import SearchParams
from search.query.plan import SearchScope, plan_search
from search.query.retrieval import retrieve

MAX_FOUND, MAX_WAITING = 12, 50  # that are compared: of what search finds for a question, and of what waits for editors
MAX_SHOWN = 5
MAX_LENGTH = 20_000  # characters of a text: its beginning tells
MAX_ASKED = 24  # words of a question
# Of titles, as `SequenceMatcher` counts it. "Water in the village" and "Water for the village" are above it.
MIN_TITLE_LIKENESS = 0.85
PHRASE = 4  # words. Of two texts on one subject nearly none of their phrases stands in both.
MIN_SHARE, MIN_PHRASES = 0.2, 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """share: percent of the shorter text's phrases that stand in both. is_read: readers have it; else it waits, too."""

    title: str
    url: str
    language: str
    is_read: bool
    is_titled_so: bool
    share: int


@dataclass(frozen=True, slots=True)
class _Text:
    page_id: int
    title: str
    language: str
    is_read: bool
    words: str


def duplicates_of(draft: Contribution, viewer: Viewer) -> list[Duplicate]:
    """The likest first, of those that the viewer may read or decide on. Raises EngineUnavailable."""
    title, words = name_key(draft.title), _words_of({name: getattr(draft, name) for name in _fields(type(draft))})
    phrases = _phrases(words)
    found: dict[int, Duplicate] = {}
    for other in (*_published(draft, words, viewer), *_waiting(draft)):
        share, is_titled_so = _share(phrases, _phrases(other.words)), _is_like(title, name_key(other.title))
        if (share >= MIN_SHARE or is_titled_so) and other.page_id not in found:
            found[other.page_id] = Duplicate(
                title=other.title,
                url=reverse("review", args=[other.page_id]),
                language=other.language,
                is_read=other.is_read,
                is_titled_so=is_titled_so,
                share=round(100 * share) if share >= MIN_SHARE else 0,
            )
    return sorted(found.values(), key=lambda one: (-one.share, not one.is_titled_so))[:MAX_SHOWN]


def _published(draft: Contribution, words: str, viewer: Viewer) -> Iterator[_Text]:
    """What search finds for its title, and for its longest words, which are the rarest."""
    rare = sorted(set(_WORD.findall(words.casefold())), key=lambda word: (-len(word), word))
    ids: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for question in (_WORD.findall(draft.title.casefold()), rare):
        params = SearchParams(" ".join(question[:MAX_ASKED]), selected={"type": tuple(KINDS)}, exact=True)
        plan = plan_search(engine(), params, SearchScope(viewer.keys, draft.language))
        for kind, page_id in retrieve(engine(), plan).things[:MAX_FOUND]:
            ids[kind].add(page_id)
    for kind, model in KINDS.items():
        others = model.visible.to(viewer).exclude(translation_key=draft.translation_key).select_related("locale")
        for page in others.filter(pk__in=ids[kind]) if ids[kind] else ():
            texts = {name: getattr(page, name) for name in _fields(model)}
            yield _Text(page.pk, page.title, page.language, is_read=True, words=_words_of(texts))


def _waiting(draft: Contribution) -> Iterator[_Text]:
    """Newest versions of what else waits for editors."""
    newest = open_reviews().order_by("-current_task_state__started_at")
    ids = newest.values(page_id=Cast("object_id", IntegerField()))[:MAX_WAITING]
    others = Page.objects.filter(pk__in=ids).exclude(translation_key=draft.translation_key)
    for page in others.select_related("latest_revision", "locale"):
        content: Mapping[str, Any] = page.latest_revision.content
        fields = {field for model in KINDS.values() for field in _fields(model)}
        texts = {name: content.get(name) or "" for name in sorted(fields)}
        yield _Text(page.pk, page.draft_title, page.locale.language_code, is_read=False, words=_words_of(texts))


def _fields(model: type[Contribution]) -> list[str]:
    return ["summary", *(field for field, _title in model.SECTIONS)]


def _words_of(texts: Mapping[str, str]) -> str:
    return plain("\n".join(texts.values())[:MAX_LENGTH])


def _phrases(words: str) -> Set[tuple[str, ...]]:
    found = _WORD.findall(words.casefold())
    return set(zip(*(found[place:] for place in range(PHRASE)), strict=False))


def _share(phrases: Set[tuple[str, ...]], others: Set[tuple[str, ...]]) -> float:
    shorter = min(len(phrases), len(others))
    return len(phrases & others) / shorter if shorter >= MIN_PHRASES else 0.0


def _is_like(title: str, other: str) -> bool:
    compared = SequenceMatcher(None, title, other, autojunk=False)
    return bool(title) and compared.quick_ratio() >= MIN_TITLE_LIKENESS <= compared.ratio()
