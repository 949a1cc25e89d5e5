"""Rooms as pages, without any script."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from network.access.byline import Attribution
from network.people.models import Member, Profile
from network.rooms.models import Message, Room, Topic
from tests.factories import MessageFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db


def soup(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def path_of(topic: Topic) -> str:
    return f"/en/rooms/{topic.room.slug}/{topic.slug}/"


def news(client: Client) -> list[str]:
    """What the page of rooms counts as new, of the rooms where it counts anything."""
    return [
        row.select_one("[data-count]").text for row in soup(client, "/en/rooms/").select("[data-news]:not([hidden])")
    ]


def test_who_is_not_signed_in_is_asked_to_whatever_the_address(client: Client, topic: Topic) -> None:
    for path in ("/en/rooms/", "/en/rooms/chu-talas/", "/en/rooms/no-such-room/", path_of(topic)):
        assert client.get(path).headers["Location"] == f"/en/account/login/?next={path}"


def test_a_room_of_others_answers_as_if_it_did_not_exist(
    client: Client, member: Member, outsider: Member, closed_circle: Room
) -> None:
    client.force_login(member)
    assert client.get("/en/rooms/closed-circle/").status_code == 200
    client.force_login(outsider)
    forbidden, absent = client.get("/en/rooms/closed-circle/"), client.get("/en/rooms/no-such-room/")
    assert (forbidden.status_code, forbidden.content) == (404, absent.content)
    assert "closed-circle" not in client.get("/en/rooms/").content.decode()


def test_one_reads_and_answers_without_a_script(client: Client, member: Member, topic: Topic) -> None:
    client.force_login(member)
    form = soup(client, path_of(topic)).select_one("form.composer")
    assert form
    key = form.select_one("[name=client_id]")["value"]
    posted = client.post(form["action"], {"client_id": key, "text": "Мы сверяем по пятницам"})
    assert posted.headers["Location"].endswith("#message-1")
    page = soup(client, path_of(topic))
    assert page.select_one("#message-1 .message__text").get_text(strip=True) == "Мы сверяем по пятницам"
    assert page.select_one("#message-1 .message__author").get_text(strip=True) == member.name


def test_a_refused_message_is_still_in_its_field(client: Client, member: Member, topic: Topic) -> None:
    Room.objects.update(closed_at=timezone.now())
    client.force_login(member)
    answer = client.post(path_of(topic), {"client_id": uuid4(), "text": "One more thing"})
    assert answer.status_code == 422
    assert "This room is closed" in answer.content.decode()


def test_a_message_that_is_too_long_keeps_every_letter(client: Client, member: Member, topic: Topic) -> None:
    client.force_login(member)
    text = "слово " * 700
    answer = client.post(path_of(topic), {"client_id": uuid4(), "text": text})
    assert answer.status_code == 422
    assert BeautifulSoup(answer.content, "html.parser").select_one("textarea").text.strip() == text.strip()


def test_new_messages_are_counted_and_a_line_stands_before_them(client: Client, member: Member, topic: Topic) -> None:
    MessageFactory(topic=topic, text="Old")
    client.force_login(member)
    client.get(path_of(topic))
    for _number in range(2):
        MessageFactory(topic=topic, text="New")
    assert news(client) == ["2"]
    page = soup(client, path_of(topic))
    assert page.select_one("#new").get_text(strip=True) == "New: 2 messages"
    assert page.select_one("#new").find_next("article")["id"] == "message-2"
    assert news(client) == []


def test_a_long_conversation_is_read_backwards_in_pages(client: Client, member: Member, topic: Topic) -> None:
    MessageFactory.create_batch(60, topic=topic)
    client.force_login(member)
    page = soup(client, path_of(topic))
    assert [page.select("[data-log] article")[place]["id"] for place in (0, -1)] == ["message-11", "message-60"]
    earlier = soup(client, path_of(topic) + page.select_one("a[rel=next]")["href"])
    assert [earlier.select("[data-log] article")[place]["id"] for place in (0, -1)] == ["message-1", "message-10"]
    assert client.get(path_of(topic) + "?before=x").status_code == 200


def test_under_the_chatham_house_rule_no_page_names_anybody_even_to_himself(
    client: Client, member: Member, other_member: Member
) -> None:
    room = RoomFactory(slug="joint", attribution=Attribution.CHATHAM_HOUSE)
    Profile.objects.filter(member=other_member).update(institution="Water authority of the upper river")
    said = MessageFactory(topic=TopicFactory(room=room), author=other_member, text="We counted differently")
    for reader in (member, other_member):
        client.force_login(reader)
        page = soup(client, path_of(said.topic))
        article = page.select_one("#message-1")
        assert "We counted differently" in article.text
        assert "A participant" in article.text
        assert other_member.name not in str(article)
        assert "Water authority" not in str(page)
        assert ":" not in article.select_one("time")["datetime"]
        assert str(said.client_id) not in str(page)
        assert "data-by" not in str(page)
        assert "keeps the Chatham House rule" in page.text


def test_a_topic_about_a_case_is_begun_with_one_form(client: Client, member: Member, topic: Topic) -> None:
    client.force_login(member)
    page = soup(client, "/en/rooms/chu-talas/new-topic/?subject=case:dam&title=A+dam")
    fields = {
        field["name"]: field.get("value", "") for field in page.select("form.narrow [name]") if field["name"] != "text"
    }
    assert (fields["subject"], fields["title"]) == ("case:dam", "A dam")
    answer = client.post("/en/rooms/chu-talas/new-topic/", fields | {"text": "Who pays?"})
    assert answer.headers["Location"] == "/en/rooms/chu-talas/a-dam/"
    assert Topic.objects.get(slug="a-dam").subject == "case:dam"


def test_a_settled_topic_says_so_and_can_be_opened_again(client: Client, member: Member, topic: Topic) -> None:
    client.force_login(member)
    client.post(f"{path_of(topic)}settle/", {"settled": "1"})
    assert "settled" in soup(client, "/en/rooms/chu-talas/").select_one(".topic-row").text
    client.post(f"{path_of(topic)}settle/", {"settled": "0"})
    assert "settled" not in soup(client, "/en/rooms/chu-talas/").select_one(".topic-row").text


def test_scripts_without_a_socket_are_answered_as_the_socket_would(
    client: Client, member: Member, topic: Topic
) -> None:
    client.force_login(member)
    key = str(uuid4())
    assert client.post(f"{path_of(topic)}say/", {"client_id": key, "text": "One", "as": member.pk}).json() == {"seq": 1}
    assert client.post(f"{path_of(topic)}say/", {"client_id": key, "text": "One", "as": member.pk}).json() == {"seq": 1}
    other = client.post(f"{path_of(topic)}say/", {"client_id": key, "text": "Two", "as": ""})
    assert (other.status_code, "earlier version" in other.json()["sentence"]) == (422, True)
    assert Message.objects.count() == 1


def test_scripts_without_a_socket_catch_up_in_the_frames_of_the_socket(
    client: Client, member: Member, topic: Topic
) -> None:
    MessageFactory.create_batch(120, topic=topic)
    client.force_login(member)
    first = client.get(f"{path_of(topic)}lines/?after=10").json()
    second = client.get(f"{path_of(topic)}lines/?after={first['to']}").json()
    assert [line["seq"] for line in first["lines"] + second["lines"]] == list(range(11, 121))
    assert (first["more"], second["more"]) == (True, False)
    assert client.get(f"{path_of(topic)}lines/?after=120").json()["lines"] == []


def test_plain_requests_for_lines_ask_the_gate_and_the_rule(
    client: Client, member: Member, outsider: Member, closed_circle: Room
) -> None:
    Room.objects.update(attribution=Attribution.CHATHAM_HOUSE)
    closed_circle.refresh_from_db()
    said = MessageFactory(topic=TopicFactory(room=closed_circle), author=member)
    client.force_login(member)
    (line,) = client.get(f"{path_of(said.topic)}lines/").json()["lines"]
    assert set(line) == {"seq", "topic", "language", "html", "day"}
    client.force_login(outsider)
    assert client.get(f"{path_of(said.topic)}lines/").status_code == 404


def test_a_tab_of_somebody_else_says_and_hears_nothing(
    client: Client, member: Member, other_member: Member, topic: Topic
) -> None:
    client.force_login(other_member)
    words = {"client_id": uuid4(), "text": "In her name", "as": member.pk}
    assert client.post(f"{path_of(topic)}say/", words).status_code == 403
    assert client.get(f"{path_of(topic)}lines/?as={member.pk}").status_code == 403
    assert client.get(f"{path_of(topic)}lines/?as={other_member.pk}").status_code == 200
    assert not Message.objects.exists()


def seqs(page: BeautifulSoup) -> list[int]:
    return [int(article["data-seq"]) for article in page.select("[data-log] article")]


def test_a_link_to_a_message_opens_the_page_on_which_it_stands(client: Client, member: Member, topic: Topic) -> None:
    MessageFactory.create_batch(61, topic=topic)
    client.force_login(member)
    assert seqs(soup(client, f"{path_of(topic)}?at=36")) == list(range(11, 61))
    assert seqs(soup(client, f"{path_of(topic)}?at=2")) == list(range(1, 27))
    assert seqs(soup(client, f"{path_of(topic)}?at=987654")) == list(range(37, 62))
    (link,) = soup(client, path_of(topic)).select("#message-36 .message__time a")
    assert link["href"] == "?at=36#message-36"


def test_from_any_page_of_a_topic_one_comes_to_its_first_and_its_last_message(
    client: Client, member: Member, topic: Topic
) -> None:
    MessageFactory.create_batch(130, topic=topic)
    client.force_login(member)
    for label, end in (("Earlier", 1), ("Later", 130)):
        page = soup(client, f"{path_of(topic)}?at=60")
        while links := page.find_all("a", string=label):
            page = soup(client, f"{path_of(topic)}{links[0]['href']}")
        assert end in seqs(page)


def test_who_looks_at_earlier_messages_has_not_read_the_new_ones(client: Client, member: Member, topic: Topic) -> None:
    MessageFactory.create_batch(3, topic=topic)
    client.force_login(member)
    client.get(f"{path_of(topic)}?before=2")
    assert news(client) == ["3"]
    client.get(path_of(topic))
    assert news(client) == []


def test_pages_cost_the_same_number_of_queries_however_full_they_are(
    client: Client, member: Member, topic: Topic, django_assert_max_num_queries: Any
) -> None:
    for _number in range(8):
        MessageFactory.create_batch(5, topic=TopicFactory(room=topic.room))
    MessageFactory.create_batch(50, topic=topic)
    client.force_login(member)
    client.get(path_of(topic))
    for path in ("/en/rooms/", "/en/rooms/chu-talas/", path_of(topic), f"{path_of(topic)}lines/"):
        with django_assert_max_num_queries(25):
            client.get(path)


def test_a_question_is_taken_to_a_room_and_nothing_is_said_by_the_click(
    client: Client, member: Member, topic: Topic
) -> None:
    client.force_login(member)
    address = f"/en/rooms/{topic.room.slug}/new-topic/?title=who+mends+gauges%3F"
    assert address in client.get("/en/rooms/ask/", {"q": "who mends gauges?"}).content.decode()
    assert 'value="who mends gauges?"' in client.get(address).content.decode()
    assert not Message.objects.exists()


def test_a_hidden_room_is_not_offered_for_a_question(client: Client, outsider: Member, closed_circle: Room) -> None:
    client.force_login(outsider)
    assert closed_circle.slug not in client.get("/en/rooms/ask/", {"q": "circle"}).content.decode()
