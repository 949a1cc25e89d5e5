"""Editors make collections at their desk: begin, choose, order, publish, translate, take away."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.collections.actions import add_text, translate_collection
from cases.collections.errors import AlreadyInCollection, HasThisLanguage, NotPublishedYet
from cases.collections.models import CollectionPage, CollectionText
from cases.editorial.admin.editors_form import VersionForm
from cases.library.models import LibraryPage
from network.access.audit.acts import Act
from network.access.models import AuditEntry
from tests.factories import CaseFactory, MemberFactory, PracticeFactory, collection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(*chosen, kept=(), **other):
    """What the form of the admin sends. chosen: (text, line); kept: rows that stood there, before those."""
    rows = [(row.pk, row.text_id, row.why) for row in kept] + [("", text.pk, why) for text, why in chosen]
    sent = {"title": "First steps", "introduction": "<p>Begin here.</p>", "picture": ""}
    sent |= {"items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": len(kept), "items-MIN_NUM_FORMS": 0}
    for place, (pk, text, why) in enumerate(rows):
        sent |= {f"items-{place}-id": pk or "", f"items-{place}-text": text, f"items-{place}-why": why}
        sent |= {f"items-{place}-ORDER": place + 1, f"items-{place}-DELETE": ""}
    return sent | other


WAGTAILS_QUERIES = 36  # of its page for any of ours; above what a page of the house may ask
PUBLISH = {"action-publish": "action-publish"}


def lines(page):
    return list(CollectionText.objects.filter(page=page).values_list("why", flat=True))


def test_an_editor_begins_one_fills_it_and_publishes_it_without_a_review(at_the_editors_desk, client):
    first, second = CaseFactory(title="A canal"), PracticeFactory(title="A meter")
    begun = at_the_editors_desk.post(reverse("curation"), {"title": "First steps", "language": "en"})
    page = CollectionPage.objects.get()
    assert begun["Location"] == edit(page)
    assert client.get("/en/collections/first-steps/").status_code == 404
    shown = at_the_editors_desk.get(edit(page)).content.decode()
    assert "action-publish" in shown
    at_the_editors_desk.post(edit(page), form_of((second, "The how."), (first, "The why."), **PUBLISH))
    assert lines(page) == ["The how.", "The why."]
    read = client.get("/en/collections/first-steps/").content.decode()
    assert read.index("The how.") < read.index("The why.")
    assert "Begin here." in read


def test_what_is_typed_into_the_introduction_is_cleaned(at_the_editors_desk, client):
    page = collection(CaseFactory(), live=False)
    dirty = '<p onclick="x()">Begin<script>alert(1)</script> here.</p>'
    at_the_editors_desk.post(edit(page), form_of((CaseFactory(), "Why."), introduction=dirty, **PUBLISH))
    assert CollectionPage.objects.get().introduction == "<p>Begin here.</p>"


@pytest.mark.parametrize("live", [False, True])
def test_an_editor_looks_at_it_as_readers_will_before_it_is_published(at_the_editors_desk, live):
    page = collection(CaseFactory(title="A canal"), live=live)
    for name in ("view_draft", "preview_on_edit"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        if name == "preview_on_edit":
            sent = form_of((CaseFactory(title="A meter"), "Not saved yet."), kept=list(page.items.all()))
            assert at_the_editors_desk.post(address, sent).json()["is_valid"]
        shown = at_the_editors_desk.get(address).content.decode()
        assert "Because of A canal." in shown
    assert "Not saved yet." in shown


def test_a_line_is_asked_for_before_readers_see_it(at_the_editors_desk):
    page = collection(live=False)
    at_the_editors_desk.post(edit(page), form_of((CaseFactory(), ""), **PUBLISH))
    assert not CollectionPage.objects.get().live


def test_only_published_texts_are_offered_and_taken(at_the_editors_desk):
    draft, text = CaseFactory(title="Nobody's business", live=False), CaseFactory(title="Open to all")
    browse = reverse("wagtailadmin_choose_page_search")
    for words, found in (("Nobody", False), ("Open", True)):
        shown = at_the_editors_desk.get(browse, {"q": words, "page_type": "library.casepage"}).content.decode()
        assert (("Nobody's" in shown) or ("Open to all" in shown)) is found
    told = at_the_editors_desk.get(
        reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": [draft.pk, text.pk, "x"]}
    )
    assert [one["id"] for one in told.json()["result"]] == [text.pk]
    page = collection(live=False)
    answer = at_the_editors_desk.post(edit(page), form_of((draft, "I guessed its number."), **PUBLISH))
    assert "Nobody's business" not in answer.content.decode()
    assert not CollectionPage.objects.get().live
    assert not CollectionText.objects.exists()


def test_a_text_that_was_withdrawn_stays_in_its_place_without_what_it_says_now(at_the_editors_desk):
    text, other = CaseFactory(title="Was open"), CaseFactory(title="Is open")
    page = collection(text, other)
    type(text).objects.filter(pk=text.pk).update(live=False, draft_title="What I write now", title="What I write now")
    shown = at_the_editors_desk.get(edit(page)).content.decode()
    assert "What I write now" not in shown
    assert "A text that readers no longer see" in shown
    kept = list(page.items.all())
    at_the_editors_desk.post(edit(page), form_of(kept=kept, **PUBLISH))
    assert CollectionText.objects.filter(page=page).count() == 2


def test_a_text_goes_into_a_collection_from_its_own_page(at_the_editors_desk, client):
    page, text = collection(CaseFactory()), CaseFactory(title="A meter")
    add = reverse("collection_add", args=[text.pk])
    assert add in at_the_editors_desk.get(text.get_absolute_url()).content.decode()
    assert add in at_the_editors_desk.get(reverse("review", args=[text.pk])).content.decode()
    assert add not in client.get(text.get_absolute_url()).content.decode()
    assert at_the_editors_desk.post(add, {"collection": page.pk, "why": ""}).status_code == 422
    at_the_editors_desk.post(add, {"collection": page.pk, "why": "It shows the cost."})
    assert "It shows the cost." in client.get(page.get_absolute_url()).content.decode()
    again = at_the_editors_desk.post(add, {"collection": page.pk, "why": "Twice."})
    assert (again.status_code, "already" in again.content.decode(), "Twice." in again.content.decode()) == (
        422,
        True,
        True,
    )


def test_it_waits_among_changes_that_are_not_published(at_the_editors_desk, client):
    page, text = collection(CaseFactory()), CaseFactory()
    at_the_editors_desk.post(edit(page), form_of(kept=list(page.items.all()), title="Half changed"))
    add = reverse("collection_add", args=[text.pk])
    at_the_editors_desk.post(add, {"collection": page.pk, "why": "Later."})
    read = client.get(page.get_absolute_url()).content.decode()
    assert "Later." not in read
    assert "Half changed" not in read
    draft = CollectionPage.objects.get().get_latest_revision_as_object()
    assert (draft.title, [one.why for one in draft.items.all()][-1]) == ("Half changed", "Later.")
    CollectionPage.objects.get().latest_revision.publish(skip_permission_checks=True)
    read = client.get(page.get_absolute_url()).content.decode()
    assert "Later." in read
    assert "Half changed" in read


def test_nothing_goes_in_that_is_not_published(editor):
    with pytest.raises(NotPublishedYet):
        add_text(collection(), CaseFactory(live=False), editor, why="Too early.")


def test_two_editors_who_add_and_write_at_once_lose_nothing(at_the_editors_desk, editor):
    page, one, two = collection(CaseFactory()), CaseFactory(), CaseFactory()
    opened = list(page.items.all())
    add_text(page, one, editor, why="The first editor's.")
    at_the_editors_desk.post(edit(page), form_of((two, "The second's."), kept=opened, **PUBLISH))
    assert sorted(lines(page))[-2:] == ["The first editor's.", "The second's."]


def test_the_same_text_put_in_by_two_stands_once(at_the_editors_desk, editor):
    page, text = collection(CaseFactory()), CaseFactory()
    opened = list(page.items.all())
    add_text(page, text, editor, why="The first editor's.")
    answer = at_the_editors_desk.post(edit(page), form_of((text, "The second's."), kept=opened, **PUBLISH))
    assert answer.status_code == 302
    assert CollectionText.objects.filter(page=page, text=text).count() == 1
    with pytest.raises(AlreadyInCollection):
        add_text(page, text, editor, why="A third time.")


def test_a_late_save_takes_no_collection_off_the_site(at_the_editors_desk, editor, monkeypatch):
    """Wagtail reads the row before it writes it; meanwhile another editor publishes."""
    page = collection(CaseFactory(), live=False)
    clean = VersionForm.full_clean

    def slow(form):
        if form.is_bound and not CollectionPage.objects.get().live:
            CollectionPage.objects.get().latest_revision.publish(user=editor, skip_permission_checks=True)
        return clean(form)

    monkeypatch.setattr(VersionForm, "full_clean", slow)
    at_the_editors_desk.post(edit(page), form_of(kept=list(page.items.all()), title="Late"))
    assert CollectionPage.objects.get().live


def test_a_collection_is_begun_in_another_language_with_the_same_texts_once(at_the_editors_desk, editor):
    page = collection(CaseFactory(title="A canal"))
    translate = reverse("collection_translate", args=[page.pk])
    at_the_editors_desk.post(translate, {"language": "ru"})
    russian = CollectionPage.objects.get(locale__language_code="ru")
    assert (russian.live, russian.translation_key) == (False, page.translation_key)
    assert lines(russian) == ["Because of A canal."]
    assert "already" in at_the_editors_desk.post(translate, {"language": "ru"}).content.decode()
    for version in (page, russian):
        with pytest.raises(HasThisLanguage):
            translate_collection(version, editor, language="en")


def test_an_editor_takes_one_off_the_site_and_deletes_it_and_the_texts_stay(at_the_editors_desk, client):
    text = CaseFactory()
    page = collection(text)
    at_the_editors_desk.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert client.get(page.get_absolute_url()).status_code == 404
    at_the_editors_desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not CollectionPage.objects.exists()
    assert client.get(text.get_absolute_url()).status_code == 200
    assert AuditEntry.objects.filter(verb=Act.DELETED, thing=f"collection-page:{page.pk}").count() == 1


def test_nobody_but_editors_does_any_of_it(client, member):
    page, text = collection(CaseFactory()), CaseFactory()
    addresses = [
        reverse("curation"),
        reverse("collection_add", args=[text.pk]),
        reverse("collection_translate", args=[page.pk]),
    ]
    organiser = MemberFactory()
    organiser.groups.add(Group.objects.get(name="Organisers"))
    for person in (member, organiser):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address, {"title": "Mine", "language": "en"}).status_code == 404
    assert CollectionPage.objects.count() == 1


def test_the_list_of_the_desk_costs_the_same_however_long(at_the_editors_desk, django_assert_max_num_queries):
    for _n in range(20):
        collection()
    at_the_editors_desk.get(reverse("curation"))
    with django_assert_max_num_queries(25):
        assert at_the_editors_desk.get(reverse("curation")).status_code == 200


def test_many_texts_cost_the_form_no_more_queries_than_few(at_the_editors_desk):
    """Wagtail's page asks its own; what is chosen adds nothing to them, one row or twelve."""
    asked = []
    for number in (2, 12):
        page = collection(*(CaseFactory() for _text in range(number)), title=f"Of {number}")
        at_the_editors_desk.get(edit(page))
        with CaptureQueriesContext(connection) as queries:
            shown = at_the_editors_desk.get(edit(page)).content.decode()
        assert shown.count("Because of ") >= number
        asked.append(len(queries))
    assert asked[1] <= asked[0] <= WAGTAILS_QUERIES


def test_a_text_is_chosen_among_the_texts_and_not_from_the_root(at_the_editors_desk):
    CaseFactory(title="A canal")
    CaseFactory(title="A meter", language="ru")
    LibraryPage.objects.update(translation_key=uuid4())  # as on every site
    asked = {"page_type": "library.casepage,library.practicepage", "multiple": "true"}
    for locale, here, elsewhere in (
        ("en", "A canal", "A meter"),
        ("ru", "A meter", "A canal"),
        ("", "A canal", "A meter"),
    ):
        address = reverse("wagtailadmin_choose_page")
        shown = at_the_editors_desk.get(address, asked | ({"locale": locale} if locale else {})).json()["html"]
        assert here in shown
        assert elsewhere not in shown
        other = LibraryPage.objects.get(locale__language_code="en" if locale == "ru" else "ru")
        assert reverse("wagtailadmin_choose_page_child", args=[other.pk]) in shown
