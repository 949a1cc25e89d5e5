"""Whatever number stands in an address or a query, the answer is a page or that nothing is there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.datastructures import MultiValueDict

from network.people.models import Member
from tests.factories import CaseFactory, MemberFactory, MessageFactory, RoomFactory, TopicFactory
from tests.policy.crawl.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]
BEYOND = "9" * 23
ABSURD = (BEYOND, "9" * 19, str(2**63), "0" * 30, "٣", "-1", "1e9", "0000")


def pages() -> list[Route]:
    return [route for route in routes("en") if not route.is_desk and not route.pattern.startswith("healthz")]


def failing(client: Client, addresses: Iterator[str]) -> dict[str, object]:
    client.raise_request_exception = False
    answers = {address: client.get(address).status_code for address in addresses}
    return {address: status for address, status in answers.items() if status == 500}  # 503: there is no index here


@pytest.mark.parametrize("number", [BEYOND, str(2**63)])
def test_a_number_beyond_all_rows_leads_nowhere(client: Client, member: Member, number: str) -> None:
    client.force_login(member)
    addresses = [route.address(dict.fromkeys(route.arguments, number)) for route in pages() if route.arguments]
    answers = {address: client.get(address).status_code for address in addresses}
    # An invitation to sign in, a method that is not GET and a key of a mail answer before they look.
    others = {address: status for address, status in answers.items() if "/account/" not in address}
    assert {address: status for address, status in others.items() if status not in (404, 405)} == {}
    assert 500 not in answers.values()
    assert answers[f"/en/people/{number}/"] == answers[f"/en/contribute/{number}/"] == 404


def test_no_number_in_an_address_of_the_editors_side_fails(client: Client) -> None:
    client.force_login(MemberFactory(is_superuser=True))
    desk = [route for route in routes("en") if route.is_desk and route.arguments]
    assert failing(client, (route.address(dict.fromkeys(route.arguments, BEYOND)) for route in desk)) == {}


def test_no_number_in_a_query_fails(client: Client, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    room = RoomFactory(members=[member])
    topic = TopicFactory(room=room)
    MessageFactory(topic=topic, author=member)
    values = {"slug": room.slug, "topic": topic.slug, "id": member.pk, "address": CaseFactory(title="Dam").address}
    client.force_login(member)
    addresses = [route.address(values) for route in pages() if set(route.arguments) <= set(values)]
    asked = names_asked_for(client, addresses, monkeypatch)
    assert {"before", "after", "year", "week"} <= set().union(*asked.values())
    queries = (
        f"{address}?{'&'.join(f'{name}={number}' for name in sorted(names))}"
        for address, names in asked.items()
        for number in ABSURD
    )
    assert failing(client, queries) == {}
    assert client.get(f"/en/notices/?before={BEYOND}").status_code == 404


def names_asked_for(client: Client, addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Of each address, the parameters that its view looks at."""
    seen: set[str] = set()

    def noting(read: Any) -> Any:
        def note(query: Any, name: str, *rest: Any) -> Any:
            seen.add(name)
            return read(query, name, *rest)

        return note

    found = {}
    with monkeypatch.context() as patch:
        for method in ("get", "getlist"):
            patch.setattr(MultiValueDict, method, noting(getattr(MultiValueDict, method)))
        for address in addresses:
            seen.clear()
            client.get(address)
            found[address] = {name for name in seen if name.isidentifier()}
    return {address: names for address, names in found.items() if names}
