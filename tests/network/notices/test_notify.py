import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from network.notices.actions import notify
from network.notices.models import Notice
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(settings, tmp_path):
    """A kind of notice of the tests' own."""
    (tmp_path / "greeting.txt").write_text(
        "{% load i18n %}{% blocktranslate %}Cases{% endblocktranslate %}: {{ title|safe }}\n\n{{ link }}\n",
        encoding="utf-8",
    )
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], tmp_path]
    settings.TEMPLATES = templates


def tell(*members, title="Чу"):
    return notify(members, kind="greeting", path="/cases/chu/", details={"title": title})


def test_a_member_is_told_by_mail_in_his_language_with_a_link_in_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(MemberFactory(language="ru"))
    assert mail.outbox[0].body == "http://127.0.0.1:8000/ru/cases/chu/"
    assert mail.outbox[0].subject.endswith(": Чу")


def test_nobody_else_stands_in_the_mail(member, other_member, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(member, other_member)
    assert [message.recipients() for message in mail.outbox] == [[member.email], [other_member.email]]


def test_an_account_that_was_closed_gets_no_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(MemberFactory(is_active=False))
    assert mail.outbox == []


def test_a_mail_server_that_is_down_leaves_the_notice_on_the_site(
    member, client, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(self):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        tell(member)
    assert Notice.objects.get().mailed_at is None
    client.force_login(member)
    assert "Чу" in client.get(reverse("notices")).content.decode()


def test_one_reads_his_own_notices_alone(client, member, other_member):
    tell(other_member, title="of another")
    client.force_login(member)
    assert "of another" not in client.get(reverse("notices")).content.decode()


def test_seen_notices_are_no_longer_new(client, member):
    tell(member)
    client.force_login(member)
    page = client.get(reverse("notices"))
    assert page.context["unread_notices"] == 1
    client.post(reverse("notices_read"), {"up_to": Notice.objects.get().pk})
    assert client.get(reverse("notices")).context["unread_notices"] == 0


def test_a_notice_that_came_meanwhile_stays_new(client, member):
    [first] = tell(member)
    tell(member)
    client.force_login(member)
    client.post(reverse("notices_read"), {"up_to": first.pk})
    assert Notice.objects.of(member.pk).unread().count() == 1


def test_older_notices_are_one_page_further(client, member):
    for number in range(31):
        tell(member, title=f"number {number}.")
    client.force_login(member)
    page = client.get(reverse("notices"))
    assert "number 0." not in page.content.decode()
    assert "number 0." in client.get(reverse("notices") + page.context["older_url"]).content.decode()


def test_a_full_page_costs_as_many_queries_as_a_short_one(client, member, django_assert_max_num_queries):
    tell(*[member] * 30)
    client.force_login(member)
    client.get(reverse("notices"))
    with django_assert_max_num_queries(12):
        client.get(reverse("notices"))


def test_who_is_not_signed_in_is_asked_to(client):
    response = client.get(reverse("notices"))
    assert response.status_code == 302
    assert "/account/login/" in response.url
