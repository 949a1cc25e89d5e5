"""What the parts of an address are filled with: each thing of the world, and one that does not exist."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.contrib.auth.models import Group
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection, Locale, Page, Revision, Site, TaskState, Workflow, WorkflowState

from cases.collections.models import CollectionPage
from cases.editorial.models import EditorialReview
from cases.library.models import Picture, Tag
from network.people.models import Member
from portal.models import Identity
from portal.sitemaps import SITEMAPS
from search.vocabulary.models import Concept
from tests.policy.crawl.routes import Route
from tests.policy.world import Thing, World
from tests.policy.world.canaries import ANYBODY, EDITOR, NOBODY, ORGANISER

ABSENT_ID, ABSENT_WORD = 987_654, "dutexolimagi"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """An address with all its parts. open_to: who is shown the thing there."""

    name: str
    values: Values
    open_to: frozenset[str] = ANYBODY


class NoFiller(LookupError):
    """A view came that the matrix cannot ask for."""


def fillings(route: Route, world: World) -> list[Filled]:
    """All ways to fill the parts of `route`; the last one is of something absent. Without parts there is just one."""
    if not route.arguments:
        return [Filled("", {})]
    if route.is_desk:
        return [*at_the_desk(route, world)]
    fitting = [pattern for pattern in SITE if route.pattern.startswith(pattern)]
    for pattern in sorted(fitting, key=len, reverse=True):
        found = [*SITE[pattern](world)]
        if all(set(route.arguments) <= set(filled.values) for filled in found):
            return found
    raise NoFiller(
        f"/{route.pattern} has parts that the matrix cannot fill. Say in tests/policy/crawl/fillers.py, in SITE, what stands "
        "there and who may see it: a view that is not asked is a view that may leak."
    )


def _of(kind: str, argument: str, absent: Any = ABSENT_WORD) -> Callable[[World], Iterator[Filled]]:
    """Things that have one part in the address."""

    def fill(world: World) -> Iterator[Filled]:
        for thing in world.things[kind]:
            yield Filled(thing.name, {argument: thing.value}, thing.open_to)
        yield Filled("absent", {argument: absent}, NOBODY)

    return fill


def _pair(kind: str, absent: Callable[[Thing], Values]) -> Callable[[World], Iterator[Filled]]:
    """Things that have several parts in the address. absent: the same place with nothing there."""

    def fill(world: World) -> Iterator[Filled]:
        for thing in world.things[kind]:
            yield Filled(thing.name, thing.value, thing.open_to)
        yield Filled("absent", absent(world.things[kind][0]), NOBODY)

    return fill


def _citation(kind: str) -> Callable[[World], Iterator[Filled]]:
    def fill(world: World) -> Iterator[Filled]:
        for filled, form in product(_of(kind, "address")(world), ("bib", "ris")):
            yield Filled(f"{filled.name} as {form}", {**filled.values, "form": form}, filled.open_to)

    return fill


def _originals(world: World) -> Iterator[Filled]:
    """Cases that somebody may translate who may read them."""
    for filled in _of("case", "address")(world):
        yield Filled(filled.name, {**filled.values, "kind": "case"}, filled.open_to)


def _for_editors(world: World) -> Iterator[Filled]:
    """Where mails lead editors; whose text it is does not matter."""
    for filled in _of("page", "page_id", ABSENT_ID)(world):
        yield Filled(filled.name, filled.values, frozenset({EDITOR}) if filled.name != "absent" else NOBODY)


def _for_who_confirms(world: World) -> Iterator[Filled]:
    """An editor says that a text still holds where its author cannot be asked."""
    for filled in _of("page", "page_id", ABSENT_ID)(world):
        cared_for = {EDITOR} if filled.name == "whispered" else set[str]()
        yield Filled(filled.name, filled.values, filled.open_to | cared_for)


def _for_moderators(world: World) -> Iterator[Filled]:
    """The organiser moderates where he reads."""
    for filled in _pair("topic", lambda topic: {"slug": ABSENT_WORD, "topic": ABSENT_WORD})(world):
        yield Filled(filled.name, filled.values | {"seq": "3"}, filled.open_to & {ORGANISER})


def _nothing(**values: str) -> Callable[[World], Iterator[Filled]]:
    """Keys from mails: one that nobody was sent."""
    return lambda world: iter([Filled("absent", values, NOBODY)])


def _sections(world: World) -> Iterator[Filled]:
    """Of the sitemap: everybody gets what everybody may read."""
    for section in SITEMAPS:
        yield Filled(section, {"section": section})
    yield Filled("absent", {"section": ABSENT_WORD}, NOBODY)


# The beginning of a pattern, to what its parts are filled with. The longest that fits is taken.
SITE: Mapping[str, Callable[[World], Iterator[Filled]]] = {
    "cases/": _of("case", "address"),
    "cases/<address>/cite.": _citation("case"),
    "practices/": _of("practice", "address"),
    "practices/<address>/cite.": _citation("practice"),
    "collections/": _of("collection", "address"),
    "contribute/": _of("page", "page_id", ABSENT_ID),
    "contribute/translate/": _originals,
    "contribute/<page_id>/review/": _for_editors,
    "contribute/<page_id>/still-holds/": _for_who_confirms,
    "rooms/": _of("room", "slug"),
    "rooms/<slug>/<topic>/": _pair("topic", lambda topic: {"slug": ABSENT_WORD, "topic": ABSENT_WORD}),
    # Neither a member nor an editor moderates: for them no message has such a page.
    "rooms/<slug>/<topic>/<seq>/": _for_moderators,
    "people/": _of("person", "id", ABSENT_ID),
    "trainings/materials/": _of("material", "slug"),
    "trainings/<edition>/": _pair("workshop", lambda week: week.value | {"slug": ABSENT_WORD}),
    "sitemap-": _sections,
    "files/": _of("file", "name", f"attachments/{ABSENT_WORD}.txt"),
    "account/": _nothing(key="1-aaaaaa-0123456789abcdef", uidb36="a", token="WzFd:1aaaaa:nobody", pk=str(ABSENT_ID)),
    "<slug>/": _of("text", "slug"),
}

# Pages of which editors are told everything but who wrote them: all the views of the desk are asked for these.
WHISPERED = ("whispered", "whispered and submitted")


def at_the_desk(route: Route, world: World) -> Iterator[Filled]:
    """Wagtail's own views. Pages and what hangs on them go together; all else is filled with one of its kind."""
    whole = route.pattern in ("admin/pages/<page_id>/edit/", "admin/review/<page_id>/")
    pages = list(_texts(world)) if whole else WHISPERED
    for name in pages:
        values = _of_page(world.made[name]) | _others(route)
        missing = set(route.arguments) - set(values)
        if missing:
            raise NoFiller(
                f"/{route.pattern} has parts that the matrix cannot fill: {', '.join(sorted(missing))}. "
                "Say in tests/policy/crawl/fillers.py, in _others or _of_page, what stands there."
            )
        yield Filled(name, values)
        if not PAGE_PARTS & set(route.arguments):
            return


PAGE_PARTS = {"page_id", "pk", "page_pk", "page_to_move_id", "task_state_id", "workflow_state_id", "image_id"}


def _texts(world: World) -> Iterator[str]:
    for thing in world.things["page"]:
        yield thing.name


def _of_page(page: Any) -> dict[str, Any]:
    states = WorkflowState.objects.filter(object_id=str(page.pk))
    tasks = TaskState.objects.filter(workflow_state__in=states)
    revisions = Revision.objects.filter(object_id=str(page.pk)).order_by("pk")
    first, last = revisions.first(), revisions.last()
    assert first
    assert last
    return {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "page_pk": page.pk,
        "pk": page.pk,
        "revision_id": last.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": getattr(tasks.last(), "pk", ABSENT_ID),
        "workflow_state_id": getattr(states.last(), "pk", ABSENT_ID),
        "image_id": page.cover_id or _id(Picture.objects.last()),
        "object_id": page.pk,
    }


def _others(route: Route) -> dict[str, Any]:
    app, model = next((own for part, own in MODELS.items() if part in route.pattern), ("library", "casepage"))
    values: dict[str, Any] = {
        "parent_page_id": _id(Page.objects.filter(content_type__model="librarypage").first()),
        "destination_id": _id(Page.objects.filter(content_type__model="librarypage").last()),
        "content_type_app_name": "library",
        "content_type_model_name": "casepage",
        "app_label": app,
        "app_name": app,
        "model_name": model,
        "action": "publish",
        "rest": "edit/1/",
        "action_name": "approve",
        "task_id": _id(EditorialReview.objects.first()),
        "collection_id": _id((CollectionPage if "/curation/" in route.pattern else Collection).objects.first()),
        "workflow_pk": _id(Workflow.objects.first()),
        "filter_spec": "original",
        "uidb64": "MQ",
        "token": "aaaaaa-0123456789abcdef",
        "document_id": ABSENT_ID,
        "doc_id": ABSENT_ID,
        "uploaded_file_id": ABSENT_ID,
        "session_id": ABSENT_ID,
        "query_id": _id(Query.objects.last()),
        "tag_id": _id(Tag.objects.first()),
        "merge_id": ABSENT_ID,
    }
    return values | _primary_key(route)


# What an address is about, to the model that it names.
MODELS = {"settings/": ("portal", "identity"), "tag-autocomplete/": ("library", "tag")}
# What an address is about, to whose `pk` stands in it; elsewhere it is a page's.
ROWS: Mapping[str, Any] = {
    "collections/": Collection,
    "groups/": Group,
    "sites/": Site,
    "snippets/": Concept,
    "workflows/tasks/": EditorialReview,
    "workflows/": Workflow,
    "settings/": Identity,
    "users/": Member,
    "images/": Picture,
    "locales/": Locale,
}


def _primary_key(route: Route) -> dict[str, Any]:
    for part, model in ROWS.items():
        if f"admin/{part}" in route.pattern:
            return {"pk": _id(model.objects.last())}
    return {}


def _id(row: Any) -> int:
    return int(row.pk) if row else ABSENT_ID
