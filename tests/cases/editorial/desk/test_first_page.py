"""The first page of the admin: what waits for an editor, and nothing that is not his to see."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import TaskState

from cases.editorial.review.assignments import take
from cases.reads.counting import add_reads
from network.access.byline import Attribution
from network.people.models import Member
from network.rooms.models import Message, Topic
from search.insight.models import Unanswered
from tests.cases.desk import decide, save, submitted
from tests.cases.editorial.forms import second_editor
from tests.factories import CaseFactory, MessageFactory, ProfileFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db
MAX_QUERIES = 25


def desk(browser: Client) -> str:
    return browser.get(reverse("wagtailadmin_home")).content.decode()


def row_of(browser: Client, title: str) -> str:
    return next(part for part in desk(browser).split('<li class="desk-row">') if title in part)


def days_pass(days: int) -> None:
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=days))


def test_a_text_stands_with_all_that_says_whether_it_is_urgent_and_whose(
    author: Client, at_the_editors_desk: Client, member: Member
) -> None:
    submitted(author, title="One canal, two districts")
    row = row_of(at_the_editors_desk, "One canal")
    for words in ("Kyrgyzstan", "Water", ">en<", member.name, "since today", "Take it"):
        assert words in row
    assert "desk-row__late" not in row
    days_pass(6)
    assert "waits 6 days" in row_of(at_the_editors_desk, "One canal")
    assert "desk-row__late" in row_of(at_the_editors_desk, "One canal")


def test_under_the_rule_nobody_is_named_there(author: Client, at_the_editors_desk: Client, member: Member) -> None:
    submitted(author, title="Border rumours", attribution="chatham-house")
    row = row_of(at_the_editors_desk, "Border rumours")
    assert member.name not in row
    assert "Chatham House rule" in row


def test_what_others_have_taken_stands_after_what_is_free_or_ones_own(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    first, second, third = (submitted(author, title=f"{word} of the canals") for word in ("First", "Second", "Third"))
    take(first, second_editor())
    take(third, editor)
    shown = desk(at_the_editors_desk)
    assert shown.index(second.title) < shown.index(third.title) < shown.index(first.title)
    assert "with you" in row_of(at_the_editors_desk, third.title)
    assert "with Askar Editorov" in row_of(at_the_editors_desk, first.title)


def test_a_text_that_was_mended_says_how_many_remarks_are_settled(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author)
    for number in range(2):
        sent = {"decision": "remark", "field": "context", "remark": f"Where, {number}?"}
        at_the_editors_desk.post(reverse("review", args=[page.pk]), sent)
    decide(at_the_editors_desk, page, "return", "See the remarks.")
    assert "Returned to their authors" in desk(at_the_editors_desk)
    save(author, page, action="submit")
    assert "remarks settled: 0 of 2" in row_of(at_the_editors_desk, page.title)


def test_questions_of_open_rooms_stand_there_after_three_days_and_until_somebody_answers(
    at_the_editors_desk: Client, editor: Member
) -> None:
    def asked(title: str, hours: int, **room: Any) -> Topic:
        topic: Topic = TopicFactory(title=title, room=RoomFactory(**room))
        MessageFactory(topic=topic)
        Message.objects.filter(topic=topic).update(posted_at=timezone.now() - timedelta(hours=hours))
        return topic

    waits, answered = asked("Who counts in winter?", 80), asked("Who pays?", 80)
    MessageFactory(topic=answered)
    asked("Who knows since yesterday?", 30)
    asked("Whose room is that?", 80, members=[])
    asked("Who closed it?", 80, closed_at=timezone.now())
    shown = desk(at_the_editors_desk)
    assert waits.get_absolute_url() in shown
    for title in ("Who pays?", "Who knows", "Whose room", "Who closed"):
        assert title not in shown


def test_new_people_and_searches_stand_there_as_the_editor_may_see_them(at_the_editors_desk: Client) -> None:
    shown, hidden = ProfileFactory(member__name="Nodira Newcomer"), ProfileFactory(member__name="Hidden Newcomer")
    type(hidden).objects.filter(pk=hidden.pk).update(audience="nobody")
    Unanswered.objects.create(text="suv hisoblagich", language="uz", times=9, days=4)
    Unanswered.objects.create(text="one persons own words", language="en", times=9, days=1)
    page = desk(at_the_editors_desk)
    assert shown.get_absolute_url() in page
    assert "suv hisoblagich" in page
    for words in ("Hidden Newcomer", "one persons own words"):
        assert words not in page


def test_what_is_read_most_in_thirty_days_stands_there(at_the_editors_desk: Client) -> None:
    texts, today = [CaseFactory(title=f"Text {number}") for number in range(7)], localdate()
    add_reads({(text.pk, today): number for number, text in enumerate(texts, 1)})
    add_reads({(texts[0].pk, today - timedelta(days=30)): 99})
    (panel,) = BeautifulSoup(desk(at_the_editors_desk), "html.parser").select("#read-section")
    assert [row.a.get_text() for row in panel.select(".desk-row")] == [f"Text {number}" for number in (6, 5, 4, 3, 2)]
    assert panel.select_one(".desk-row a")["href"] == reverse("review", args=[texts[6].pk])
    assert panel.select_one("p a")["href"] == reverse("texts_report")


def test_nothing_of_wagtails_own_news_and_counts_is_left(at_the_editors_desk: Client) -> None:
    page = desk(at_the_editors_desk)
    for words in ("New in Wagtail", "w-summary", "Your most recent edits"):
        assert words not in page


def test_twelve_texts_cost_no_more_queries_than_a_page_may(
    author: Client, at_the_editors_desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        rule = Attribution.CHATHAM_HOUSE if number % 3 else Attribution.NAMED
        submitted(author, title=f"Canal {number}", attribution=rule.value)
    desk(at_the_editors_desk)  # which fills what the process keeps
    with django_assert_max_num_queries(MAX_QUERIES):
        desk(at_the_editors_desk)
