"""What the menu of the admin offers to each role is there: nothing that is closed, absent, or leads home instead."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP
from tests.factories import MemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
ROLES = {
    "editor": [EDITORS_GROUP],
    "organiser": [ORGANISERS_GROUP],
    "both": [EDITORS_GROUP, ORGANISERS_GROUP],
    "superuser": [],
}
WAGTAILS_REPORTS = ("aging-pages", "locked", "page-types-usage", "site-history", "workflow", "workflow_tasks")


def at_work(role: str) -> Client:
    member = MemberFactory(is_superuser=role == "superuser")
    member.groups.set(Group.objects.filter(name__in=ROLES[role]))
    browser = Client()
    browser.force_login(member)
    return browser


def addresses(props: Any) -> Iterator[str]:
    """Of all links within what the menu is made of, which is data and no markup."""
    if isinstance(props, dict):
        for name, value in props.items():
            if name == "url" and isinstance(value, str):
                yield value
            yield from addresses(value)
    elif isinstance(props, list):
        for value in props:
            yield from addresses(value)


def offered(browser: Client) -> set[str]:
    page = browser.get(reverse("wagtailadmin_home")).content.decode()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert props
    return {address for address in addresses(json.loads(props[1])) if address.startswith("/")}


@pytest.mark.parametrize("role", ROLES)
def test_each_link_of_the_menu_leads_where_it_says(role: str) -> None:
    browser = at_work(role)
    links = offered(browser)
    assert len(links) >= 3
    for link in links:
        answer = browser.get(link, follow=True)
        assert answer.status_code == 200, link
        # Who may not is sent home by Wagtail, with a word that is easily overlooked; settings go on to their only row.
        assert answer.wsgi_request.path.startswith(link.partition("?")[0]), link
        assert not any(message.level_tag == "error" for message in answer.context["messages"] or ()), link


@pytest.mark.parametrize("role", ROLES)
def test_the_only_reports_are_the_houses_own(role: str) -> None:
    """Wagtail's tell titles that authors write in now, and who saved what."""
    browser = at_work(role)
    reports = {link for link in offered(browser) if "/reports/" in link and "searchpicks" not in link}
    assert reports == ({reverse("texts_report")} if role != "organiser" else set())
    for report in WAGTAILS_REPORTS:
        for part in ("", "results/", "?export=csv"):
            assert browser.get(f"/admin/reports/{report}/{part}").status_code == 404
