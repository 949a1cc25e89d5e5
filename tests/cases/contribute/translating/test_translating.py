"""A member translates a text: he writes beside it, editors approve it, readers have both; and what falls behind says so."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.library.models import Authorship, CasePage
from cases.library.translating.following import parts_behind
from network.access.viewer import ANONYMOUS, MEMBERS, PUBLIC
from network.people.models import Member
from search.index.models import Change
from tests.cases.contribute.translating.steps import (
    OURS,
    TOLD,
    WORDS,
    begun,
    browser_of,
    hidden,
    offer,
    offer_address,
    published,
    republish,
    russian_case,
    write,
    writes_in,
)
from tests.cases.desk import decide, newest
from tests.cases.editorial.forms import correct
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(writer: Member) -> CasePage:
    return russian_case(writer)


def read(page: Any, browser: Client | None = None) -> str:
    return (browser or Client()).get(reverse(page.KIND, args=[page.address])).content.decode()


def test_a_reader_is_led_to_the_translation_and_told_whose_it_is(
    translator: Client, original: CasePage, member: Member, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    assert f'hreflang="ky" href="http://testserver/ky/cases/{page.address}/"' in read(original)
    shown = read(page)
    assert "Roza Author" in shown
    assert member.name in shown
    assert "The original has changed" not in shown
    assert [row.member for row in Authorship.objects.filter(page=page.pk)] == [member]
    assert page.themes.get().slug == "water"


def test_the_menu_of_languages_and_hreflang_name_what_is_live_alone(translator: Client, original: CasePage) -> None:
    begun(translator, original)
    assert 'hreflang="ky"' not in read(original).split("<main")[0].split("</head>")[0]
    assert 'class="translations"' not in read(original)


def test_the_original_stands_beside_with_its_terms(translator: Client, original: CasePage) -> None:
    original.context = "<p>Речь идёт о вододелении, и <b>ни о чём</b> &lt;другом&gt;.</p>"
    original.save()
    page = begun(translator, original)
    shown = translator.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "о <mark>вододелении</mark>, и <b>ни о чём</b> &lt;другом&gt;." in shown
    assert '<dt lang="ru">Вододеление</dt><dd lang="ky">Суу бөлүштүрүү</dd>' in shown
    assert 'name="countries"' not in shown
    assert 'name="sources"' not in shown


def test_a_section_published_anew_is_marked_for_reader_translator_and_editor(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    republish(original, results="<p>Теперь они договариваются дважды в год.</p>")
    for shown in (read(page), at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()):
        assert shown.count("The original has changed here since this was translated.") == 1
        assert f'href="/en/cases/{original.address}/#results"' in shown
    assert "1 part of the original has changed" in translator.get(reverse("contribute")).content.decode()
    form = translator.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert form.count("The original has changed here since you translated it.") == 1


def test_what_is_written_anew_or_said_to_hold_is_behind_no_more(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    republish(original, results="<p>Дважды в год.</p>", lessons="<p>Записывайте.</p>", context=f"<p><b>{TOLD}</b></p>")
    write(translator, page, action="submit", results="Жылына эки жолу.", holds_lessons="on")
    assert read(page).count("The original has changed here") == 2  # readers have the approved version still
    decide(at_the_editors_desk, page, "approve")
    assert "The original has changed here" not in read(page)


def test_what_was_written_beside_an_older_original_is_behind(translator: Client, original: CasePage) -> None:
    page = begun(translator, original)
    opened = hidden(translator, page)
    republish(original, results="<p>Дважды в год.</p>")
    write(translator, page, opened=opened)
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [field for field, was in parts_behind(draft).items() if was] == ["results"]


def test_who_may_read_it_what_it_is_about_and_its_files_follow_the_original(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    assert page.audience == PUBLIC
    republish(original, audience=MEMBERS)
    assert not CasePage.visible.to(ANONYMOUS).filter(pk=page.pk).exists()
    page.refresh_from_db()
    assert page.audience == MEMBERS
    # Not even where a row was written past the model.
    CasePage.objects.filter(pk=page.pk).update(audience=PUBLIC)
    assert not CasePage.visible.to(ANONYMOUS).filter(pk=page.pk).exists()


def test_a_translation_goes_and_comes_back_with_its_original(
    translator: Client, original: CasePage, writer: Member, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    Change.objects.all().delete()
    browser_of(writer).post(reverse("contribute_withdraw", args=[original.pk]))
    assert Change.objects.filter(kind="case", thing=page.pk).exists()
    assert Client().get(reverse("case", args=[page.address])).status_code == 404
    mine = translator.get(reverse("contribute")).content.decode()
    assert "The original is off the site, so readers do not see this." in mine
    assert TOLD not in translator.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    republish(original)
    assert read(page)


def test_of_a_withdrawn_original_nothing_is_sent_and_nothing_approved(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    waiting = begun(translator, original)
    write(translator, waiting, action="submit")
    draft = russian_case(title="Второй канал")
    unsent = begun(translator, draft)
    for page in (original, draft):
        CasePage.objects.get(pk=page.pk).unpublish()
    answer = write(translator, unsent, action="submit")
    assert "The original is off the site, so its translation cannot be sent." in answer.content.decode()
    assert "What you wrote is kept here" in answer.content.decode()
    decided = decide(at_the_editors_desk, waiting, "approve")
    assert "The original is off the site" in decided.content.decode()
    waiting.refresh_from_db()
    assert not waiting.live


def test_a_language_is_translated_into_once(translator: Client, original: CasePage, member: Member) -> None:
    page = begun(translator, original)
    assert begun(translator, original).pk == page.pk
    second = browser_of(writes_in(MemberFactory(), "ky"))
    answer = offer(second, original)
    assert answer.status_code == 409
    assert f"{member.name} is translating this text" in answer.content.decode()
    assert CasePage.objects.filter(original=original.pk).count() == 1


def test_what_readers_have_in_a_language_is_not_translated_into_it(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    published(translator, original, at_the_editors_desk)
    second = browser_of(writes_in(MemberFactory(), "ky"))
    assert "Readers have this text in that language already." in offer(second, original).content.decode()


def test_who_does_not_write_in_a_language_is_told_where_to_add_it(desk: None, original: CasePage) -> None:
    stranger = browser_of(MemberFactory())
    shown = stranger.get(offer_address(original)).content.decode()
    assert reverse("profile_edit") in shown
    assert "Add one there, and come back." in shown
    answer = offer(stranger, original)
    assert answer.status_code == 409
    assert "Your profile does not name this language." in answer.content.decode()
    assert not CasePage.objects.filter(original=original.pk).exists()


def test_the_languages_one_writes_in_are_named_on_ones_page(author: Client, member: Member) -> None:
    form = author.get(reverse("profile_edit")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("themes", "languages", "country")}
    author.post(reverse("profile_edit"), sent | {"country": member.profile.country_id, "languages": ["ky", "ru"]})
    member.profile.refresh_from_db()
    assert member.profile.languages == ["ky", "ru"]


def test_a_text_one_may_not_read_answers_as_one_that_is_not_there(translator: Client, original: CasePage) -> None:
    CasePage.objects.filter(pk=original.pk).update(audience="edition:1")
    hidden_one, absent = (
        translator.post(reverse("contribute_translate", args=["case", address]), {"language": "ky"})
        for address in (original.address, "nowhere")
    )
    assert hidden_one.status_code == absent.status_code == 404
    assert hidden_one.content == absent.content


def test_a_translation_is_its_translators_alone_until_it_is_sent(
    translator: Client, original: CasePage, writer: Member, at_the_editors_desk: Client
) -> None:
    page = begun(translator, original)
    write(translator, page)
    for browser in (browser_of(writer), at_the_editors_desk):
        assert browser.get(reverse("contribute_edit", args=[page.pk])).status_code == 404
    assert at_the_editors_desk.get(reverse("review", args=[page.pk])).status_code == 404
    mine = translator.get(reverse("contribute")).content.decode()
    assert "A translation of “Один канал”." in mine
    assert "sections are written" not in mine
    assert OURS not in browser_of(writer).get(reverse("contribute")).content.decode()


def test_all_that_the_original_tells_is_translated_before_it_is_sent(translator: Client, original: CasePage) -> None:
    page = begun(translator, original)
    answer = write(translator, page, action="submit", lessons="")
    assert answer.status_code == 422
    assert "The original tells this: translate it, too." in answer.content.decode()


def test_it_saves_by_itself_and_a_tick_waits_for_a_press(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    republish(original, results="<p>Дважды в год.</p>")
    sent = WORDS | hidden(translator, page) | {"title": "Бир гана канал", "holds_results": "on"}
    answer = translator.post(reverse("contribute_autosave", args=[page.pk]), sent)
    assert answer.status_code == 200, answer.content
    draft = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Бир гана канал"
    assert parts_behind(draft) == {"results": True}


def test_a_deleted_original_takes_its_translations_along(
    translator: Client, original: CasePage, writer: Member
) -> None:
    page = begun(translator, original)
    browser = browser_of(writer)
    browser.post(reverse("contribute_withdraw", args=[original.pk]))
    browser.post(reverse("contribute_delete", args=[original.pk]))
    assert not CasePage.objects.filter(pk__in=[page.pk, original.pk]).exists()


@pytest.mark.parametrize("path", ["offer", "edit"])
def test_pages_ask_the_database_seldom(
    translator: Client, original: CasePage, path: str, django_assert_max_num_queries: Any
) -> None:
    page = begun(translator, original)
    address = offer_address(original) if path == "offer" else reverse("contribute_edit", args=[page.pk])
    translator.get(address)
    with django_assert_max_num_queries(25):
        translator.get(address)


def test_an_editor_corrects_its_words_and_all_else_stays_the_originals(
    translator: Client, original: CasePage, at_the_editors_desk: Client
) -> None:
    page = published(translator, original, at_the_editors_desk)
    assert correct(at_the_editors_desk, page, summary="Оңдолду.", audience=MEMBERS).status_code in (200, 302)
    draft = newest(page)
    assert (draft.summary, draft.audience) == ("Оңдолду.", PUBLIC)
    assert draft.themes.get().slug == "water"
    assert parts_behind(draft) == {}
    decide(at_the_editors_desk, page, "approve")
    assert "Оңдолду." in read(page)


def test_reading_one_asks_the_database_seldom(
    translator: Client, original: CasePage, at_the_editors_desk: Client, django_assert_max_num_queries: Any
) -> None:
    page = published(translator, original, at_the_editors_desk)
    read(page)
    with django_assert_max_num_queries(25):
        read(page)
