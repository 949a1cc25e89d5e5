"""What the home page shows: new texts, what is talked about, and how much there is on each theme."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import get_default_timezone, localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.collections.reading import CollectionRow, collection_rows, collections_for
from cases.library.models import KINDS, Contribution
from cases.library.pictures import LEAD, cover_url
from cases.reading.rows import rows_of
from network.access.byline import byline
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from network.markup import plain
from network.rooms.models import Message
from search.registry import Row
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


def home_context(request: MemberRequest, page: Any) -> dict[str, Any]:
    """page: the texts that editors keep for it, or what one of them looks at before it is published."""
    viewer = request.viewer
    language = get_language() or "en"
    today = localdate(timezone=get_default_timezone())  # the same day for all readers
    chosen = [one.text_id for one in page.chosen.all() if one.is_on(today)] if page else []
    texts = texts_of_home(viewer, language, chosen)
    return {
        "banner": next((one for one in page.banners.all() if one.is_on(today)), None) if page else None,
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


def texts_of_home(viewer: Viewer, language: str, chosen: Sequence[int]) -> Sequence[Row]:
    """What editors have chosen, in their order, and after it the newest: of translations the one in the interface's language,
    or else the original. What the viewer may not read is passed by, whoever chose it."""
    found = [page for model in KINDS.values() for page in _chosen_and_newest(model, viewer, language, chosen)]
    found.sort(key=lambda page: page.first_published_at, reverse=True)
    found.sort(key=lambda page: chosen.index(page.pk) if page.pk in chosen else len(chosen))
    first = {page.translation_key: page for page in reversed(found)}  # of several versions the chosen one
    pages = [page for page in found if first[page.translation_key] is page][:MAX_TEXTS]
    rows = _rows(pages, viewer)
    # The first one leads the page, with its picture in the large shape.
    return [replace(rows[0], cover_url=cover_url(pages[0].cover, LEAD)), *rows[1:]] if rows else []


def _chosen_and_newest(model: type[Contribution], viewer: Viewer, language: str, chosen: Sequence[int]) -> list[Any]:
    visible = model.visible.to(viewer)
    newest = visible.one_per_translation(language).newest_first().values("pk")[:MAX_TEXTS]
    return list(visible.filter(Q(pk__in=chosen) | Q(pk__in=newest)).for_cards())


def _rows(pages: Sequence[Any], viewer: Viewer) -> list[Row]:
    """One query a kind."""
    rows = {
        row.id: row
        for model in {type(page) for page in pages}
        for row in rows_of(model, [page for page in pages if isinstance(page, model)], viewer)
    }
    return [rows[page.pk] for page in pages]


def newest_collections(viewer: Viewer, language: str) -> list[CollectionRow]:
    return collection_rows(collections_for(viewer, language).for_rows().newest_first()[:MAX_COLLECTIONS])


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
