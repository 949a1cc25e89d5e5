"""What the home page shows: new texts, what is talked about, and how much there is on each theme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.collections.reading import CollectionRow, collection_rows, collections_for
from cases.library.models import KINDS, Contribution
from cases.library.pictures import LEAD, cover_url
from network.access.byline import byline
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from network.markup import plain
from network.rooms.models import Message
from search.registry import Row, searchables
from search.vocabulary.models import Concept, Scheme

MAX_TEXTS = 6
MAX_COLLECTIONS = 3
# So many of the newest messages are looked through for topics; a lively topic may hold them all.
SCAN_LIMIT = 40
MAX_TOPICS = 4
# What people of the region may ask first, each in the language it is asked in.
EXAMPLES = [
    {"query": "вододеление", "language": "ru"},
    {"query": "suv taqsimoti", "language": "uz"},
    {"query": "чек ара", "language": "ky"},
]


@dataclass(frozen=True, slots=True)
class Talk:
    """A topic with the newest thing said in it, as components/related.html shows it."""

    url: str
    title: str
    language: str
    text: str
    note: str
    other_language: bool = False


def home_context(request: MemberRequest, page: Page | None) -> dict[str, Any]:
    """page: the texts that editors keep for it, or what one of them looks at before it is published."""
    viewer = request.viewer
    language = get_language() or "en"
    texts = new_texts(viewer, language)
    return {
        "page": page,
        "lead": texts[0] if texts else None,
        "rows": texts[1:],
        "collections": newest_collections(viewer, language),
        "talk": latest_topics(viewer),
        "themes": themes(viewer),
        "examples": EXAMPLES,
        "canonical": request.build_absolute_uri(request.path),
        "origin": f"{request.scheme}://{request.get_host()}",
    }


def new_texts(viewer: Viewer, language: str) -> Sequence[Row]:
    """The newest cases and practices; of translations the one in the interface's language, or else the original."""
    newest = [page for model in KINDS.values() for page in _newest(model, viewer, language)]
    newest.sort(key=lambda page: page.first_published_at, reverse=True)
    pages = newest[:MAX_TEXTS]
    found = _rows(pages, viewer)
    rows = [found[page.KIND, page.pk] for page in pages if (page.KIND, page.pk) in found]
    # The first one leads the page, with its picture in the large shape.
    return [replace(rows[0], cover_url=cover_url(pages[0].cover, LEAD)), *rows[1:]] if rows else []


def newest_collections(viewer: Viewer, language: str) -> list[CollectionRow]:
    newest = collections_for(viewer, language).select_related("locale", "picture").newest_first()
    return collection_rows(newest[:MAX_COLLECTIONS], viewer)


def _newest(model: type[Contribution], viewer: Viewer, language: str) -> list[Any]:
    return list(
        model.visible.to(viewer).one_per_translation(language).select_related("cover").newest_first()[:MAX_TEXTS]
    )


def _rows(pages: Sequence[Contribution], viewer: Viewer) -> Mapping[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    for kind in {page.KIND for page in pages}:
        ids = [page.pk for page in pages if kind == page.KIND]
        found |= {(kind, pk): row for pk, row in searchables()[kind].rows(ids, viewer).items()}
    return found


def themes(viewer: Viewer) -> list[dict[str, Any]]:
    """The themes with the number of texts that this reader can open."""
    counts: Counter[int] = Counter()
    for model in KINDS.values():
        counts.update(model.visible.to(viewer).values_list("themes", flat=True))
    return [
        {"label": theme.name, "url": f"{reverse('search')}?theme={theme.slug}", "count": counts[theme.pk]}
        for theme in Concept.objects.of(Scheme.THEMES)
    ]


def latest_topics(viewer: Viewer) -> list[Talk]:
    """The topics in which somebody spoke last."""
    messages = (
        Message.visible.to(viewer)
        .readable()
        .for_lines()
        .select_related("topic", "room")
        .order_by("-posted_at", "room", "-seq")
    )
    newest: dict[int, Message] = {}
    for message in messages[:SCAN_LIMIT]:
        newest.setdefault(message.topic_id, message)
    return [_talk(message, viewer) for message in list(newest.values())[:MAX_TOPICS]]


def _talk(message: Message, viewer: Viewer) -> Talk:
    said = Truncator(" ".join(plain(message.html).split())).chars(140)
    signed = byline(message, viewer)
    when = date_format(localtime(message.posted_at), "SHORT_DATE_FORMAT")
    if signed.is_anonymous:
        text = _("No names here: this room keeps the Chatham House rule.")
    else:
        text = _("%(name)s: %(text)s") % {"name": signed.text, "text": said}
    note = _("%(room)s, %(when)s") % {"room": message.room.name, "when": when}
    topic = message.topic
    topic.room = message.room
    return Talk(topic.get_absolute_url(), topic.title, topic.language, text, note)
