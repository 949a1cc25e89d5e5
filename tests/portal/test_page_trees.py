"""The page trees: what the set-up planted stands, whoever is at work in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from cases.editorial.permissions import set_up_permissions
from network.people.models import Member
from portal.models import HomePage, TextPage
from tests.factories import CaseFactory, MemberFactory, library, locale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


@pytest.fixture
def superuser(db: None) -> Member:
    return MemberFactory(name="Sara Superuser", is_superuser=True)


@pytest.fixture
def planted(trees: None) -> list[Page]:
    """The root, a home page, a library, and a text page, with a case in the library."""
    home = HomePage.objects.get(locale__language_code="en")
    text = home.add_child(instance=TextPage(title="About", slug="about", locale=locale("en")))
    CaseFactory(title="Two districts")
    set_up_permissions()
    return [Page.objects.get(depth=1), home, library("en"), text]


def test_not_even_a_superuser_takes_a_branch_of_the_trees_away_moves_doubles_or_hides_it(
    planted: list[Page], client: Client, superuser: Member
) -> None:
    """A home page carries all texts of its language, and a library all drafts."""
    before = standing()
    client.force_login(superuser)
    for page in planted[1:3]:
        for address, sent in harms(page):
            client.post(address, sent)
            assert standing() == before, address


def test_every_page_of_the_trees_refuses_by_itself(planted: list[Page], superuser: Member) -> None:
    """Wagtail asks the topmost page alone, in bulk too."""
    for page in planted:
        may = Page.objects.get(pk=page.pk).permissions_for_user(superuser)
        harms = (may.can_delete, may.can_move, may.can_copy, may.can_unpublish, may.can_set_view_restrictions)
        assert not any(harm() for harm in harms), page


def standing() -> list[tuple[Any, ...]]:
    return list(Page.objects.order_by("pk").values_list("pk", "path", "live", "slug", "view_restrictions"))


def harms(page: Page) -> list[tuple[str, dict[str, Any]]]:
    """(address, what is posted there) of all that Wagtail would do to a whole branch."""
    there = library("ru").pk
    ways: list[tuple[str, list[int], dict[str, Any]]] = [
        ("delete", [page.pk], {}),
        ("unpublish", [page.pk], {"include_descendants": "on"}),
        ("move_confirm", [page.pk, there], {}),
        ("copy", [page.pk], copied(page)),
        ("copy", [page.pk], copied(page, alias="on")),
        ("convert_alias", [page.pk], {}),
        ("set_page_position", [page.pk], {"position": 0}),
        ("set_privacy", [page.pk], {"restriction_type": "login"}),
        ("add", ["library", "casepage", page.pk], {"title": "New", "slug": "new"}),
        ("add", ["portal", "textpage", page.pk], {"title": "New", "slug": "new", "body": "null"}),
        ("add", ["portal", "homepage", page.pk], {"title": "New", "slug": "new", "origin": "null"}),
    ]
    found = [(reverse(f"wagtailadmin_pages:{name}", args=parts), sent) for name, parts, sent in ways]
    for action in ("delete", "unpublish", "move"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        found.append((f"{bulk}?id={page.pk}", {"include_descendants": "on", "chooser": there}))
    return found


def copied(page: Page, **more: str) -> dict[str, Any]:
    parent = page.get_parent()
    return {
        "new_title": "Another",
        "new_slug": "another",
        "new_parent_page": parent.pk if parent else page.pk,
        "copy_subpages": "on",
        **more,
    }


def test_no_page_is_begun_in_the_admin() -> None:
    """A new page type must say so too: Wagtail does not inherit it."""
    assert [model.__name__ for model in get_page_models() if model.is_creatable] == []


def test_editors_go_on_editing_and_publishing_what_stands_on_home_and_text_pages(
    planted: list[Page], client: Client, editor: Member
) -> None:
    _root, home, _library, text = planted
    client.force_login(editor)
    nothing = {"action-publish": "action-publish"}
    said = {"title": "Home", "headline": "Neighbours at one table", "lead": "", "origin": "null"}
    for rows in ("banners", "chosen"):
        said |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), said | nothing)
    client.post(reverse("wagtailadmin_pages:edit", args=[text.pk]), {"title": "About us", "body": "null"} | nothing)
    assert "Neighbours at one table" in client.get("/en/").content.decode()
    assert "About us" in client.get("/en/about/").content.decode()
