"""Asks for every address of the admin as one of its people: by GET, with an empty form, and with the page's own forms as
they stand. Whatever it changes is undone at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve
from lxml import html
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection

from cases.editorial.admin.absent_urls import absent
from network.people.models import Member
from portal.models import HomePage, Identity, TextPage
from tests.database.commits import undone
from tests.factories import MemberFactory
from tests.policy.crawl.crawler import session_of
from tests.policy.crawl.fillers import at_the_desk
from tests.policy.crawl.routes import Route, routes
from tests.policy.world import World
from tests.policy.world.canaries import EDITOR, ORGANISER

SUPERUSER = "superuser"
ROLES = (EDITOR, ORGANISER, SUPERUSER)
# Here a mistake of this site would show; the rest of a form's life is Wagtail's.
MAX_FORMS = 4
# Names of a page's id in an address.
PAGES = ("page_id", "parent_page_id", "page_to_move_id")


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request came to. pattern: that of the route. links: what the page offers, with what it is called."""

    method: str
    address: str
    pattern: str
    status: int
    broke: str = ""
    links: tuple[str, ...] = ()
    forms: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.address}: {self.broke or self.status}"


class Desk:
    """One person's browser, or one that is signed out. It has nobody's cookies but its session's."""

    def __init__(self, member: Member | None) -> None:
        self.client, self.session = Client(), session_of(member) if member else ""

    def ask(self, method: str, address: str, sent: Any = None, pattern: str = "") -> Reply:
        # Anew each time: who is signed out by one address would be turned away by all that follow.
        self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        try:
            with undone():
                response = getattr(self.client, method.lower())(address, sent or {})
                content = b"".join(response) if response.streaming else response.content
        except Exception as error:  # noqa: BLE001, every failure of any view is told of, and the walk goes on
            return Reply(method, address, pattern, 500, f"{type(error).__name__}: {error}"[:300])
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        links, forms = offered(content.decode(errors="replace"), address) if is_page and content else ((), ())
        return Reply(method, address, pattern, response.status_code, links=links, forms=forms)


def offered(text: str, address: str) -> tuple[tuple[str, ...], tuple[tuple[str, Mapping[str, Any]], ...]]:
    """(links within the admin, forms that change something with what they hold) of a page."""
    page = html.fromstring(text)
    links = {urljoin(address, str(link)) for link in page.xpath("//a/@href | //form[@method='get']/@action")}
    forms = []
    for form in page.forms:
        if (form.method or "").upper() == "POST":
            values: dict[str, list[str]] = {}
            for name, value in form.form_values():
                values.setdefault(name, []).append(value)
            forms.append((urljoin(address, form.action or address), values))
    within = sorted({urlsplit(link)._replace(fragment="").geturl() for link in links if link.startswith("/admin/")})
    return tuple(within), tuple(forms[:MAX_FORMS])


def people(world: World) -> dict[str, Member]:
    superuser = MemberFactory(name="Sara Superuser", email="superuser@example.org", is_superuser=True)
    return {EDITOR: world.members[EDITOR], ORGANISER: world.members[ORGANISER], SUPERUSER: superuser}


def furnish() -> None:
    """One of each thing that the admin has a page for and the world has none of."""
    Collection.get_first_root_node().add_child(name="Photographs")
    Query.get("water").add_hit()
    Identity.load()


def admin_routes() -> list[Route]:
    return [route for route in routes("en") if route.is_desk]


def is_absent(address: str) -> bool:
    """Whether this site has taken that address of Wagtail's away."""
    return resolve(urlsplit(address).path).func is absent


def walk_admin(world: World, role: str) -> Iterator[Reply]:
    """Every address, and each sheet that a page offers. Who may most is asked about every kind of page: a text in review,
    one that is published, a home page and a plain text; the others about a text in review."""
    cache.clear()
    with transaction.atomic():
        furnish()
        desk = Desk(people(world)[role])
        sheets: set[str] = set()
        for route in admin_routes():
            for values in ways(route, world) if role == SUPERUSER else [*ways(route, world)][:1]:
                for reply in ask_all_ways(desk, route.address(values), route.pattern):
                    yield reply
                    sheets |= {link for link in reply.links if "export=" in link}
        for sheet in sorted(sheets):
            yield desk.ask("GET", sheet)
        transaction.set_rollback(True)


def knock(world: World, viewer: str) -> Iterator[Reply]:
    """Every address once, as somebody who does not work there; signed out, each is sent something, too."""
    desk = Desk(world.members.get(viewer))
    for route in admin_routes():
        address = route.address(next(ways(route, world)))
        yield desk.ask("GET", address, pattern=route.pattern)
        if viewer not in world.members:
            yield desk.ask("POST", address, {"words": "I had typed this."}, pattern=route.pattern)


def ask_all_ways(desk: Desk, address: str, pattern: str) -> Iterator[Reply]:
    page = desk.ask("GET", address, pattern=pattern)
    yield page
    if page.status in (404, 500):
        return
    yield desk.ask("POST", address, pattern=pattern)
    for action, values in page.forms:
        if "/logout/" not in action:
            yield desk.ask("POST", action, values, pattern=pattern)


def ways(route: Route, world: World) -> Iterator[Mapping[str, Any]]:
    (first, *_more) = [filled.values for filled in at_the_desk(route, world)]
    yield first
    if not set(PAGES) & set(route.arguments):
        return
    home = HomePage.objects.get(locale__language_code="en")
    pages = [world.made["public"], world.made["first collection"], home, TextPage.objects.child_of(home).live().first()]
    for page in pages:
        yield {**first, **dict.fromkeys(PAGES, page.pk)}
