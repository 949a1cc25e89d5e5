"""A text begins once, however often the browser that began it sends it."""

import pytest
from django.urls import reverse

from cases.library.models import CasePage, PracticePage
from tests.cases.desk import answers, newest, save

pytestmark = pytest.mark.django_db
ID = "6f1c2f6e-5a0d-4a2c-9d65-0a1b2c3d4e5f"


def send(author, *, kind="case", **other):
    return author.post(f"{reverse('contribute_autosave_new')}?kind={kind}", answers(client_id=ID, **other))


def press(author, action, **other):
    return author.post(reverse("contribute_new"), answers(client_id=ID, action=action, **other))


def test_words_typed_after_a_lost_answer_go_into_the_text_that_was_begun(author):
    send(author, title="Half a title")
    send(author, title="A whole title")
    assert newest(CasePage.objects.get()).title == "A whole title"


def test_once_it_was_written_on_elsewhere_what_is_sent_again_is_compared(author):
    send(author, title="Begun on the train")
    page = CasePage.objects.get()
    save(author, page, title="Written on at the desk")
    late = send(author, title="Begun on the train, and more")
    assert (late.status_code, late.json()["compare"]) == (409, True)
    shown = press(author, "save", title="Begun on the train, and more").content.decode()
    assert "Written on at the desk" in shown
    assert "Begun on the train, and more" in shown
    assert newest(CasePage.objects.get()).title == "Written on at the desk"


def test_sent_to_the_editors_by_two_presses_it_is_one_text_and_the_second_press_says_the_same(author):
    first, second = press(author, "submit"), press(author, "submit")
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, reverse("contribute"))
    assert CasePage.objects.get().workflow_in_progress
    changed = press(author, "save", title="Another title")
    assert changed.status_code == 409
    assert "Another title" in changed.content.decode()


def test_a_second_press_of_save_is_no_conflict(author):
    press(author, "save")
    page = CasePage.objects.get()
    assert [save(author, page, base=base, title="New").status_code for base in (None, "0:0")] == [302, 302]


def test_a_case_and_a_practice_under_one_id_are_two_texts(author):
    send(author)
    assert send(author, kind="practice").status_code == 200
    assert (CasePage.objects.count(), PracticePage.objects.count()) == (1, 1)


def test_the_form_knows_what_was_begun_on_this_device_and_reached_the_site(author):
    send(author)
    for address in (reverse("contribute_new"), reverse("contribute_edit", args=[CasePage.objects.get().pk])):
        assert f'data-begun="{ID}"' in author.get(address).content.decode()


def test_the_device_is_told_what_was_saved_and_of_nothing_else(author):
    assert "saved_draft" not in press(author, "save", summary="long " * 200).cookies
    assert press(author, "save").cookies["saved_draft"].value == ID
