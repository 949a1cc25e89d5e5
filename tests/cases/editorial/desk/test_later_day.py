"""An editor approves a text for a day to come: nobody reads it before the hour that he chose, in the zone that he meant."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from cases.editorial.errors import OpenAlready
from cases.editorial.review import actions
from cases.library.models import CasePage
from network.people.models import Member
from tests.cases.desk import decide, newest, save, submitted
from tests.cases.editorial.forms import seen

pytestmark = pytest.mark.django_db
DAY = localdate() + timedelta(days=20)


def approve(browser: Client, page: CasePage, **when: str) -> Any:
    sent = {"decision": "approve", "seen": seen(page), "words": "Thank you."} | when
    return browser.post(reverse("review", args=[page.pk]), sent)


@pytest.mark.parametrize("attribution", ["named", "chatham-house"])
def test_it_opens_at_that_hour_in_that_city_and_not_before(
    author: Client, at_the_editors_desk: Client, attribution: str
) -> None:
    page = submitted(author, attribution=attribution)
    when = {"opens_day": DAY.isoformat(), "opens_time": "09:00", "opens_zone": "Asia/Bishkek"}
    assert approve(at_the_editors_desk, page, **when).status_code == 302
    row = CasePage.objects.get(pk=page.pk)
    assert row.live
    assert row.embargo_until == datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=ZoneInfo("Asia/Bishkek"))
    assert "09:00, Bishkek" in row.embargo_words()
    assert Client().get(row.get_absolute_url()).status_code == 404
    desk = at_the_editors_desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "09:00, Bishkek" in desk.rpartition(row.title)[2]
    CasePage.objects.filter(pk=page.pk).update(embargo_until=now() - timedelta(minutes=1))
    assert Client().get(row.get_absolute_url()).status_code == 200


def test_its_author_is_told_from_when_on_readers_have_it(
    author: Client, member: Member, at_the_editors_desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    Member.objects.filter(pk=member.pk).update(language="ru")
    page = submitted(author)
    when = {"opens_day": DAY.isoformat(), "opens_time": "09:00", "opens_zone": "Asia/Bishkek"}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve(at_the_editors_desk, page, **when)
    (told,) = [one.body for one in mail.outbox if member.email in one.to]
    assert f"Откроется: {DAY.day} " in told
    assert "09:00, Бишкек" in told
    assert "Читатели уже видят" not in told


def test_without_a_day_it_is_published_at_once_whatever_the_hour_says(
    author: Client, at_the_editors_desk: Client
) -> None:
    page = submitted(author)
    approve(at_the_editors_desk, page, opens_day="", opens_time="09:00", opens_zone="Asia/Bishkek")
    row = CasePage.objects.get(pk=page.pk)
    assert (row.live, row.embargo_until) == (True, None)


@pytest.mark.parametrize("day", [localdate() - timedelta(days=1), localdate() + timedelta(days=1_000), "31.31.2026"])
def test_a_day_that_is_over_or_far_or_none_is_refused_and_nothing_typed_is_lost(
    author: Client, at_the_editors_desk: Client, day: Any
) -> None:
    page = submitted(author)
    refused = approve(at_the_editors_desk, page, opens_day=str(day), opens_time="10:30", opens_zone="Asia/Bishkek")
    assert refused.status_code == 422
    html = refused.content.decode()
    assert "Thank you." in html
    assert 'value="10:30"' in html
    assert re.search(r'value="Asia/Bishkek"[^>]* selected>', html)
    assert not CasePage.objects.get(pk=page.pk).live


def test_what_readers_have_already_cannot_open_later(
    author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    save(author, page, action="submit", summary="Said anew.")
    assert "Publish on a later day" not in at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    with pytest.raises(OpenAlready):
        actions.approve(page, editor, seen=seen(page), opens=now() + timedelta(days=3), zone="Asia/Almaty")
    assert newest(page).workflow_in_progress
    assert CasePage.objects.get(pk=page.pk).embargo_until is None
