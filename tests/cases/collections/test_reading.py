"""A collection as its readers find it: what they may read, in the editor's order, and nothing that tells of the rest."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cases.collections.models import CollectionPage
from network.access.viewer import MEMBERS
from tests.factories import CaseFactory, PracticeFactory, collection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def words(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def without_nonce(answer) -> str:
    return re.sub(r'nonce="[^"]*"', "", answer.content.decode())


def test_texts_stand_in_the_editors_order_each_with_its_line(client):
    first, second = CaseFactory(title="Later case"), PracticeFactory(title="A practice")
    page = words(client.get(collection(second, first).get_absolute_url()))
    places = [page.index(word) for word in ("Where to begin", "Because of A practice", "Because of Later case")]
    assert places == sorted(places)


def test_members_find_their_texts_and_others_no_trace_of_them(client, member):
    open_to_all, ours = CaseFactory(title="Open"), CaseFactory(title="Among ourselves", audience=MEMBERS)
    mixed = collection(ours, open_to_all, title="Mixed")
    same = collection(open_to_all, title="Mixed")
    for address in (mixed.get_absolute_url(), "/en/collections/", "/en/"):
        assert "Among ourselves" not in words(client.get(address))
    strangers = [client.get(one.get_absolute_url()) for one in (mixed, same)]
    # But for the address, it is byte for byte a collection of one text.
    first, second = (
        without_nonce(answer).replace(one.address, "-") for answer, one in zip(strangers, (mixed, same), strict=True)
    )
    assert first == second
    assert words(client.get("/en/collections/")).count("1 text") == 2
    client.force_login(member)
    assert "Because of Among ourselves" in words(client.get(mixed.get_absolute_url()))
    assert "2 texts" in words(client.get("/en/collections/"))


@pytest.mark.parametrize("state", ["withdrawn", "under embargo", "deleted"])
def test_a_text_that_cannot_be_read_is_counted_for_nobody(client, member, state):
    hidden, shown = CaseFactory(title="Out of sight"), CaseFactory(title="In sight")
    page = collection(hidden, shown)
    client.force_login(member)
    assert "Out of sight" in words(client.get(page.get_absolute_url()))  # so the rest is about the state
    if state == "withdrawn":
        type(hidden).objects.filter(pk=hidden.pk).update(live=False)
    elif state == "under embargo":
        type(hidden).objects.filter(pk=hidden.pk).update(embargo_until=timezone.now() + timedelta(days=2))
    else:
        hidden.delete()
    for address in (page.get_absolute_url(), f"{page.get_absolute_url()}feed/"):
        answer = client.get(address).content.decode()
        assert "Out of sight" not in answer
        assert "In sight" in answer
    assert "1 text" in words(client.get("/en/collections/"))


def test_a_collection_without_a_text_for_me_says_so_and_stands_in_no_list(client, member):
    page = collection(CaseFactory(audience=MEMBERS), title="For members")
    assert "There is nothing here to read yet" in words(client.get(page.get_absolute_url()))
    assert "<entry>" not in client.get(f"{page.get_absolute_url()}feed/").content.decode()
    for address in ("/en/", "/en/collections/"):
        assert "For members" not in words(client.get(address))
    client.force_login(member)
    for address in ("/en/", "/en/collections/"):
        assert "For members" in words(client.get(address))


def test_one_that_is_not_published_is_not_there(client, editor):
    draft = collection(CaseFactory(), live=False)
    for address in (draft.get_absolute_url(), f"{draft.get_absolute_url()}feed/"):
        absent = client.get(address.replace(draft.address, "no-such-thing"))
        assert (client.get(address).status_code, client.get(address).content) == (404, absent.content)
    client.force_login(editor)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_its_translations_are_one_tap_away_and_named_to_search_engines(client):
    text = CaseFactory()
    original = collection(text, title="First steps")
    russian = collection(text, title="Первые шаги", language="ru", translation_key=original.translation_key)
    assert original.address != russian.address
    page = client.get(f"/ky/collections/{russian.address}/").content.decode()
    assert f'rel="canonical" href="http://testserver/ru/collections/{russian.address}/"' in page
    assert f'hreflang="en" href="http://testserver/en/collections/{original.address}/"' in page
    assert ("First steps" in words(client.get("/en/")), "Первые шаги" in words(client.get("/en/"))) == (True, False)
    assert ("First steps" in words(client.get("/ru/")), "Первые шаги" in words(client.get("/ru/"))) == (False, True)
    assert "First steps" in words(client.get("/kk/collections/"))


def test_its_feed_has_each_text_with_the_line(client):
    page = collection(CaseFactory(title="A canal"))
    answer = client.get(f"{page.get_absolute_url()}feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Because of A canal." in answer.content.decode()
    again = client.get(f"{page.get_absolute_url()}feed/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("texts", [1, 30])
def test_it_costs_the_same_number_of_queries_however_long(client, member, django_assert_max_num_queries, texts):
    chosen = [CaseFactory(authors=[member]) for _n in range(texts)] + [PracticeFactory() for _n in range(texts)]
    page = collection(*chosen)
    client.force_login(member)
    client.get(page.get_absolute_url())
    for address in (page.get_absolute_url(), f"{page.get_absolute_url()}feed/", "/en/collections/"):
        with django_assert_max_num_queries(25):
            client.get(address)


def test_the_address_is_latin_and_stays_when_the_title_changes():
    first, second = collection(title="Вода и мир", language="ru"), collection(title="Вода и мир", language="ru")
    assert (first.address, second.address) == ("voda-i-mir", "voda-i-mir-2")
    draft = first.get_latest_revision_as_object()
    draft.title, draft.address = "Мир и вода", "other"
    saved = draft.save_revision()
    Revision.objects.get(pk=saved.pk).publish(skip_permission_checks=True)
    assert CollectionPage.objects.get(pk=first.pk).address == "voda-i-mir"
