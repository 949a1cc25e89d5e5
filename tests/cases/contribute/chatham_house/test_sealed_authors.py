"""A text names its author once he has sent it with his name, and before that, or under the Chatham House rule, nobody."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.test import Client
from django.urls import reverse

from cases.library import authorship
from cases.library.authorship import sealed_author
from cases.library.models import Authorship, CasePage
from network.access.byline import Attribution
from network.access.seals import SealKey
from network.notices.models import Notice
from network.row_rules import forget_rules, hold_rules
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_author(desk, other_member):
    client = Client()
    client.force_login(other_member)
    return client


def test_a_draft_names_nobody_and_opens_to_its_author_alone(author, other_author, member):
    page = begin(author)
    assert list(Authorship.objects.values_list("page", "member")) == [(page.pk, None)]
    edit = reverse("contribute_edit", args=[page.pk])
    assert (author.get(edit).status_code, other_author.get(edit).status_code) == (200, 404)
    assert edit in author.get(reverse("contribute")).content.decode()
    assert edit not in other_author.get(reverse("contribute")).content.decode()


@pytest.mark.parametrize("attribution", ["named", "chatham-house"])
def test_sending_opens_it_with_a_name_and_leaves_it_sealed_without(author, member, attribution):
    page = submitted(author, attribution=attribution)
    row = Authorship.objects.get(page=page.pk)
    assert row.is_by(member.pk)
    if attribution == "named":
        assert (row.member, row.seal) == (member, "")
    else:
        assert (row.member, row.client_id, row.begun_version) == (None, None, "")


def test_the_author_under_the_rule_writes_on_reads_the_answer_and_withdraws_and_nobody_mails_him(
    author, member, at_the_editors_desk, django_capture_on_commit_callbacks
):
    page = submitted(author, attribution="chatham-house")
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "return", "Say who paid.")
    shown = author.get(reverse("contribute")).content.decode()
    assert "Say who paid." in shown
    save(author, page, action="submit", summary="The district paid.")
    assert newest(page).summary == "The district paid."
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "approve")
    assert author.get(reverse("case", args=[CasePage.objects.get().address])).status_code == 200
    author.post(reverse("contribute_withdraw", args=[page.pk]))
    assert not CasePage.objects.get().live
    assert not Notice.objects.filter(member=member).exists()
    assert [mail_.to for mail_ in mail.outbox if member.email in mail_.to] == []


@pytest.mark.parametrize(("attribution", "told"), [("named", "by mail when"), ("chatham-house", "no mail tells you")])
def test_who_sends_a_text_reads_at_once_whether_a_mail_will_come(author, attribution, told):
    page = begin(author, attribution=attribution)
    save(author, page, action="submit", attribution=attribution)
    assert told in author.get(reverse("contribute")).content.decode()


def test_a_named_author_is_told_as_before(author, member, at_the_editors_desk):
    page = submitted(author)
    decide(at_the_editors_desk, page, "approve")
    assert Notice.objects.filter(member=member).exists()


def test_translations_are_his_too(author, member, other_member):
    page = submitted(author, attribution="chatham-house")
    copy = CaseFactory(language="ru", translation_key=page.translation_key, attribution="chatham-house")
    assert copy.is_by(member.pk)
    assert not copy.is_by(other_member.pk)


def test_a_lost_key_takes_mine_away_and_nothing_else(author, member, at_the_editors_desk, settings):
    page = submitted(author, attribution="chatham-house")
    decide(at_the_editors_desk, page, "approve")
    settings.SEAL_KEYS = [SealKey("another", b"a" * 32)]
    page = CasePage.objects.get()
    assert not page.is_by(member.pk)
    assert author.get(reverse("case", args=[page.address])).status_code == 200
    author.force_login(member)  # sessions hang on the key, too
    assert author.get(reverse("contribute")).status_code == 200


def test_the_database_refuses_a_name_under_the_rule(author, member):
    page = submitted(author, attribution="chatham-house")
    with pytest.raises(DatabaseError, match=authorship.AUTHOR_RULE), transaction.atomic():
        Authorship.objects.filter(page=page.pk).update(member=member, seal="")
    named = submitted(author, title="Another canal")
    with pytest.raises(DatabaseError, match=authorship.AUTHOR_RULE), transaction.atomic():
        CasePage.objects.filter(pk=named.pk).update(attribution=Attribution.CHATHAM_HOUSE)
    with pytest.raises(DatabaseError), transaction.atomic():
        Authorship.objects.create(page=named, member=None, seal="")
    with pytest.raises(DatabaseError), transaction.atomic():
        Authorship.objects.filter(page=named.pk).update(**sealed_author(named, member.pk) | {"member": member})


def test_what_stood_before_is_sealed_and_its_notices_go(author, member, other_member):
    page, named, draft = submitted(author, attribution="chatham-house"), CaseFactory(authors=[member]), begin(author)
    forget_rules(authorship.RULES)
    Authorship.objects.update(member=member, seal="")
    for about in (page, named):
        Notice.objects.create(member=member, kind="published", path=f"/contribute/{about.pk}/text/")
    import_module("cases.library.migrations.0016_seal_what_stands").seal_what_stands(apps, None)
    hold_rules(authorship.RULES)
    assert dict(Authorship.objects.values_list("page", "member")) == {
        page.pk: None,
        named.pk: member.pk,
        draft.pk: None,
    }
    assert set(Authorship.objects.of(member.pk).values_list("page", flat=True)) == {page.pk, named.pk, draft.pk}
    assert not Authorship.objects.of(other_member.pk).exists()
    assert list(Notice.objects.values_list("path", flat=True)) == [f"/contribute/{named.pk}/text/"]


def test_an_id_of_somebody_elses_draft_begins_a_text_of_ones_own(author, other_author):
    first = begin(author)
    chosen = Authorship.objects.get(page=first.pk).client_id
    second = begin(other_author, client_id=str(chosen))
    assert second.pk != first.pk
    assert Authorship.objects.get(page=first.pk).client_id == chosen
    assert Authorship.objects.get(page=second.pk).client_id != chosen


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        return {name for (name,) in cursor.fetchall()}


def test_before_a_migration_the_rules_make_room_and_after_it_they_are_back(desk):
    """SQLite rebuilds a table for a new column, and stops at another table's trigger that names it: on a site that stands, not
    on a new one."""
    config, held = apps.get_app_config("library"), triggers()
    about = {"sender": config, "app_config": config, "verbosity": 0, "interactive": False, "using": "default"}
    pre_migrate.send(plan=[], apps=apps, **about)
    assert triggers() == held, "nothing is to be migrated"
    pre_migrate.send(plan=[(None, False)], apps=apps, **about)
    gone = held - triggers()
    if connection.vendor == "sqlite":
        assert {
            f"{rule.table}_{verb}_{rule.name}" for rule in authorship.RULES for verb in ("insert", "update")
        } == gone
    else:
        assert not gone
    post_migrate.send(plan=[(None, False)], apps=apps, **about)
    assert triggers() == held
