"""Saved searches, and being told what is new in them: each thing once, and only what one may read."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from cases.library.models import CasePage
from cases.reading.searchable import Contributions
from network.notices.alerts import send_alerts
from network.notices.models import Notice
from network.rooms.search.searchable import Discussions
from search.index.indexer import process_outbox
from search.index.outbox import mark_changed
from search.registry import register_searchable
from search.saved.models import SavedSearch
from tests.factories import CaseFactory, MessageFactory, RoomFactory, TopicFactory
from tests.search.shelf import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(papers):
    papers.put(document(1, "An old canal"))
    process_outbox()
    return papers


@pytest.fixture
def house(shelf, trees):
    """Cases and what is said in rooms are found too."""
    register_searchable(Contributions(CasePage, "Cases"))
    register_searchable(Discussions())


def later():
    return timezone.now() + dt.timedelta(seconds=60)


def save(client, query):
    return client.post("/en/search/saved/new/", {"query": query})


def new(shelf, id, title, **more):
    shelf.put(document(id, title, published=timezone.now() + dt.timedelta(seconds=1), **more))
    process_outbox()


def tell(django_capture_on_commit_callbacks, hours=25):
    with django_capture_on_commit_callbacks(execute=True):
        return send_alerts(timezone.now() + dt.timedelta(hours=hours))


def test_what_fits_three_searches_is_told_once_and_never_again(
    client, member, shelf, django_capture_on_commit_callbacks
):
    client.force_login(member)
    for query in ("?q=canal", "?q=new", "?q=bridge"):
        assert save(client, query).status_code == 302
    new(shelf, 2, "A new canal beside the bridge")
    assert tell(django_capture_on_commit_callbacks) == 1
    (letter,) = mail.outbox
    assert letter.to == [member.email]
    assert letter.body.count("A new canal beside the bridge") == 1
    assert "An old canal" not in letter.body
    assert tell(django_capture_on_commit_callbacks, hours=90) == 0
    assert Notice.objects.filter(member=member).count() == 1


def test_however_many_are_new_one_mail_tells_of_them_in_the_language_of_its_reader(
    client, member, shelf, django_capture_on_commit_callbacks
):
    member.language = "ky"
    member.save()
    client.force_login(member)
    save(client, "?q=canal")
    SavedSearch.objects.update(frequency="at-once")
    shelf.put(*(document(id, f"Canal {id}", published=later()) for id in range(2, 48)))
    process_outbox()
    assert tell(django_capture_on_commit_callbacks) == 1
    assert [tell(django_capture_on_commit_callbacks, hours=hours) for hours in (26, 27)] == [0, 0]
    (letter,) = mail.outbox
    assert letter.subject.startswith("46 ") or " 46 " in letter.subject
    assert letter.body.count("Canal ") == 20
    assert re.search(r"\b26\b", letter.body)


def test_links_are_in_the_language_of_who_is_told(client, member, house, django_capture_on_commit_callbacks):
    member.language = "ky"
    member.save()
    client.force_login(member)
    save(client, "?q=canal")
    page = CaseFactory(title="A new canal", first_published_at=later())
    mark_changed("case", page.pk)
    process_outbox()
    assert tell(django_capture_on_commit_callbacks) == 1
    addresses = re.findall(r"https?://[^/\s]+(/\S*)", mail.outbox[0].body)
    assert page.get_absolute_url().replace("/en/", "/ky/") in addresses
    assert {address.split("/")[1] for address in addresses} == {"ky"}


def test_nobody_is_told_of_his_own_words_nor_of_any_under_the_chatham_house_rule(
    client, member, other_member, house, django_capture_on_commit_callbacks
):
    for one in (member, other_member):
        client.force_login(one)
        save(client, "?q=canal")
    SavedSearch.objects.update(saved_at=timezone.now() - dt.timedelta(hours=1))
    people = [member, other_member]
    said = MessageFactory(topic=TopicFactory(room=RoomFactory(members=people)), author=member, text="The canal")
    secret = RoomFactory(members=people, attribution="chatham-house")
    whispered = MessageFactory(topic=TopicFactory(room=secret), author=member, text="The secret canal")
    for message in (said, whispered):
        mark_changed("discussion", message.id_in_room)
    process_outbox()
    assert tell(django_capture_on_commit_callbacks) == 1
    (letter,) = mail.outbox
    assert letter.to == [other_member.email]
    assert said.topic.title in letter.body
    assert whispered.topic.title not in letter.body


def test_what_nobody_could_read_before_its_day_is_new_on_that_day(
    client, member, house, django_capture_on_commit_callbacks
):
    client.force_login(member)
    save(client, "?q=canal")
    approved, opens = timezone.now() - dt.timedelta(days=3), timezone.now() - dt.timedelta(hours=1)
    SavedSearch.objects.update(saved_at=timezone.now() - dt.timedelta(days=2))
    page = CaseFactory(title="A new canal", first_published_at=approved, embargo_until=opens)
    mark_changed("case", page.pk)
    process_outbox()
    assert tell(django_capture_on_commit_callbacks) == 1
    assert tell(django_capture_on_commit_callbacks, hours=99) == 0
    feed = client.get("/en/search/feed/", {"q": "canal"}).content.decode()
    assert f"<published>{opens:%Y-%m-%d}" in feed


def test_nobody_is_told_of_what_he_may_not_read(client, member, shelf, django_capture_on_commit_callbacks):
    client.force_login(member)
    save(client, "?q=canal")
    new(shelf, 2, "A hidden canal", audience="edition:77")
    assert tell(django_capture_on_commit_callbacks) == 0
    assert mail.outbox == []


def test_what_was_withdrawn_since_is_not_told(client, member, shelf, django_capture_on_commit_callbacks):
    client.force_login(member)
    save(client, "?q=canal")
    new(shelf, 2, "A new canal")
    shelf.withdraw(2)
    assert tell(django_capture_on_commit_callbacks) == 0


def test_a_daily_search_waits_for_its_day(client, member, shelf, django_capture_on_commit_callbacks):
    client.force_login(member)
    save(client, "?q=canal")
    tell(django_capture_on_commit_callbacks, hours=0)
    new(shelf, 2, "A new canal")
    assert tell(django_capture_on_commit_callbacks, hours=1) == 0
    assert tell(django_capture_on_commit_callbacks, hours=26) == 1


def test_a_link_in_the_mail_stops_it_by_its_button_alone(client, member, shelf, django_capture_on_commit_callbacks):
    client.force_login(member)
    save(client, "?q=canal")
    new(shelf, 2, "A new canal")
    tell(django_capture_on_commit_callbacks)
    client.logout()
    (address,) = re.findall(r"http://[^/]+(/\S+/search/saved/stop/\S+)", mail.outbox[0].body)
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _scanner in range(3):
        assert client.get(address).status_code == 200
    assert SavedSearch.objects.get().frequency == "daily"
    assert client.post(address).status_code == 200
    assert SavedSearch.objects.get().frequency == "never"


def test_a_forged_link_answers_like_a_used_one(client, member, shelf):
    SavedSearch.objects.create(owner=member, name="canal", query="?q=canal")
    assert client.post("/en/search/saved/stop/?t=forged").status_code == 200
    assert SavedSearch.objects.get().frequency == "daily"


def test_a_search_is_renamed_to_no_one_elses_and_removed_by_its_owner_alone(client, member, other_member, shelf):
    client.force_login(member)
    save(client, "?q=canal&theme=water")
    save(client, "?q=canal&theme=water")
    kept = SavedSearch.objects.get()
    assert kept.query == "?q=canal&theme=water"
    client.force_login(other_member)
    assert client.post("/en/search/saved/change/", {"search": kept.pk, "forget": "1"}).status_code == 404
    assert "canal" not in client.get("/en/search/saved/").content.decode()
    client.force_login(member)
    assert 'href="/en/search/?q=canal&amp;theme=water"' in client.get("/en/search/saved/").content.decode()
    client.post("/en/search/saved/change/", {"search": kept.pk, "frequency": "weekly"})
    assert SavedSearch.objects.get().frequency == "weekly"
    client.post("/en/search/saved/change/", {"search": kept.pk, "forget": "1"})
    assert not SavedSearch.objects.exists()


def test_nothing_is_no_search_and_fifty_are_enough(client, member, shelf):
    client.force_login(member)
    save(client, "?")
    assert not SavedSearch.objects.exists()
    for number in range(52):
        save(client, f"?q=canal{number}")
    assert SavedSearch.objects.count() == 50


def test_who_is_not_signed_in_keeps_no_search(client, shelf):
    assert save(client, "?q=canal").headers["Location"].startswith("/en/account/login/")
    assert "Save this search" not in client.get("/en/search/", {"q": "canal"}).content.decode()
