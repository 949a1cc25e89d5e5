"""What the site keeps for a time goes when the time is over: not before, and nothing else with it."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cases.editorial.models import TagMerge
from cases.editorial.permissions import set_up_permissions
from cases.library.models import Authorship, Tag
from cases.reads.models import ReadCount
from network.access.byline import Attribution
from network.access.seals import SPENT
from network.handover import Words
from network.notices.models import Notice
from network.people.leaving.actions import leave
from network.people.models import Member
from network.rooms.models import Message
from portal.serving.retention import RULES, outlived_counts, remove_daily, remove_outlived
from search import periodic_tasks
from search.insight.actions import record_answered, record_unanswered
from search.insight.models import Answered, Unanswered
from tests.cases.desk import begin, decide, submitted
from tests.factories import PASSWORD, CaseFactory, MemberFactory, MessageFactory, RoomFactory, TopicFactory
from tests.network.access.audit.written import written

pytestmark = pytest.mark.django_db
KINDS = {
    "sessions",
    "notices",
    "searches",
    "days of reads",
    "accounts",
    "versions of sealed texts",
    "seals",
    "seals of texts",
    "merges of tags",
}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def counts(today: date | None = None) -> dict[str, int]:
    return {rule.kind: count for rule, count in outlived_counts(today)}


def age(rows: Any, **moments: int) -> None:
    """Make rows as old as so many days."""
    rows.update(**{field: timezone.now() - timedelta(days=days) for field, days in moments.items()})


@pytest.fixture
def old_rows(member: Member) -> None:
    """One of each kind whose time is over, and beside it one whose time is not."""
    for days in (1, -1):
        session = SessionStore()
        session["word"] = "kept"
        session.save()
        age(Session.objects.filter(pk=session.session_key), expire_date=days)
    for days in (366, 364):
        notice = Notice.objects.create(member=member, kind="network/notices/alert", path="/")
        age(Notice.objects.filter(pk=notice.pk), made_at=days)
    record_unanswered("old words", "en", today=in_days(-181))
    record_answered("newer words", "en", today=in_days(-179))
    topic = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    old, _new = MessageFactory(topic=topic), MessageFactory(topic=topic)
    Message.objects.filter(pk=old.pk).update(posted_at=old.room.moment_of(timezone.now() - timedelta(days=32)))
    for days in (32, 29):
        text = CaseFactory(authors=[MemberFactory()], attribution=Attribution.CHATHAM_HOUSE)
        age(Page.objects.filter(pk=text.pk), first_published_at=days)
    read_first = (in_days(-100).replace(day=1) - timedelta(days=1)).replace(day=2)
    for day in (read_first, in_days(-99)):
        ReadCount.objects.create(page=text, day=day, count=3)
    tags = [Tag.named(name) for name in ("canals", "ditches", "trenches")]
    for gone, days in zip(tags[1:], (1, 0), strict=True):
        merge = TagMerge.objects.create(gone=gone, kept=tags[0], moved={"searches": []})
        age(TagMerge.objects.filter(pk=merge.pk), merged_at=days)
    for days in (14, 13):
        leaving = leave(MemberFactory(), password=PASSWORD, words=Words.FORMER)
        leaving.closed_on = in_days(-days)
        leaving.save()


def test_each_rule_says_what_would_go_and_why(old_rows: None) -> None:
    out = StringIO()
    before = counts()
    call_command("retention", "--dry-run", stdout=out)
    assert {rule.kind for rule in RULES} == KINDS
    for rule in RULES:
        assert f"{before[rule.kind]:>8,} {rule.kind}, kept for {rule.days} days. {rule.reason}" in out.getvalue()
    assert counts() == before, "a dry run changes nothing"
    assert "would go" in out.getvalue()


def test_what_is_over_goes_and_what_is_not_stays(old_rows: None) -> None:
    assert counts() == dict.fromkeys(KINDS, 1) | {"versions of sealed texts": 0}
    assert {rule.kind: gone for rule, gone in remove_outlived()} == counts_of_one()
    assert counts() == dict.fromkeys(KINDS, 0)
    assert (Session.objects.count(), Notice.objects.count()) == (1, 1)
    assert (Unanswered.objects.count(), Answered.objects.count()) == (0, 1)
    assert Message.objects.exclude(seal=SPENT).count() == 1
    assert Message.objects.count() == 2
    assert sorted(seal == SPENT for seal in Authorship.objects.values_list("seal", flat=True)) == [False, True]
    assert sum(ReadCount.objects.values_list("count", flat=True)) == 6, "they are summed up"
    assert Member.objects.of_people().filter(is_active=False).count() == 1


def counts_of_one() -> dict[str, int]:
    return dict.fromkeys(KINDS, 1) | {"versions of sealed texts": 0}


def test_of_a_sealed_text_the_versions_that_somebody_needs_stay(
    trees: None, client: Client, member: Member, editor: Member
) -> None:
    set_up_permissions()
    client.force_login(member)
    desk = Client()
    desk.force_login(editor)
    sealed = submitted(client, attribution="chatham-house")
    decide(desk, sealed, "approve")
    named = submitted(client, title="With a name")
    draft = begin(client, title="Only begun")
    for page in (sealed, named, draft):
        Revision.objects.create(
            content_object=page, base_content_type=page.get_base_content_type(), content=page.serializable_data()
        )
        age(Revision.page_revisions.filter(object_id=str(page.pk)), created_at=31)
    needed = set(Revision.objects.values_list("pk", flat=True))
    superfluous = {
        Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk").last().pk for page in (sealed, draft)
    }
    assert counts()["versions of sealed texts"] == 2
    assert counts(in_days(-2))["versions of sealed texts"] == 0
    list(remove_outlived())
    assert set(Revision.objects.values_list("pk", flat=True)) == needed - superfluous


def test_the_audit_log_is_never_touched(old_rows: None) -> None:
    before = written()
    list(remove_outlived(in_days(4_000)))
    assert {entry.verb for entry in before} <= {entry.verb for entry in written()}
    assert len(written()) >= len(before) > 0


def test_the_worker_does_it_once_a_day(old_rows: None) -> None:
    rule = next(rule for rule in RULES if rule.kind == "notices")
    assert remove_daily(rule)
    assert not remove_daily(rule)
    cache.clear()
    assert remove_daily(rule)
    registered = [task for task in periodic_tasks._tasks if getattr(task, "func", None) is remove_daily]
    assert {task.args[0].kind for task in registered} == KINDS  # type: ignore[attr-defined]
