import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.library.models import CasePage
from cases.library.tags import Tag
from tests.cases.desk import answers, base_of, begin, newest, save, submitted

pytestmark = pytest.mark.django_db


def autosave(client, page, *, base=None, **other):
    sent = answers(base=base_of(client, page) if base is None else base, **other)
    return client.post(reverse("contribute_autosave", args=[page.pk]), sent)


def test_it_says_when_it_has_saved_and_gives_the_token_of_what_it_saved(author, member):
    page = begin(author)
    answer = autosave(author, page, title="Half a title").json()
    assert re.fullmatch(r"All saved at .*\d.*", answer["words"])
    assert newest(page).title == "Half a title"
    assert autosave(author, page, base=answer["base"], title="A whole title").status_code == 200
    assert "parts are filled in" in answer["steps"]


def test_half_a_word_is_no_tag_and_what_is_sent_is(author):
    page = begin(author, tags="")
    for typed in ("ca", "canals, ne", "canals, neighbours"):
        autosave(author, page, tags=typed)
    assert not Tag.objects.exists()
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert 'value="canals, neighbours"' in shown
    assert "canals, neighbours" in author.get(reverse("contribute_preview", args=[page.pk])).content.decode()
    save(author, page, action="submit")
    assert sorted(tag.name for tag in newest(page).tags.all()) == ["canals", "neighbours"]


def test_the_first_saving_of_a_new_text_gives_it_its_own_address(author):
    answer = author.post(f"{reverse('contribute_autosave_new')}?kind=case", answers()).json()
    page = CasePage.objects.get()
    assert answer["url"] == reverse("contribute_edit", args=[page.pk])
    assert answer["autosave"] == reverse("contribute_autosave", args=[page.pk])


def test_saving_a_new_text_twice_because_the_answer_was_lost_begins_one_text(author):
    sent = answers(client_id="6f1c2f6e-5a0d-4a2c-9d65-0a1b2c3d4e5f")
    for _time in range(2):
        author.post(f"{reverse('contribute_autosave_new')}?kind=case", sent)
    assert CasePage.objects.count() == 1


def test_an_older_tab_is_told_so_and_does_not_overwrite_the_newer(author):
    page = begin(author)
    opened = base_of(author, page)
    autosave(author, page, base=opened, title="From the first tab")
    late = autosave(author, page, base=opened, title="From the second tab")
    assert (late.status_code, late.json()["compare"]) == (409, True)
    assert newest(page).title == "From the first tab"


def test_the_same_words_sent_again_are_no_conflict(author):
    page = begin(author)
    opened = base_of(author, page)
    autosave(author, page, base=opened, title="Sent on leaving the page")
    again = autosave(author, page, base=opened, title="Sent on leaving the page")
    assert again.status_code == 200
    assert again.json()["base"] == base_of(author, page)


def test_signed_out_it_says_so_and_keeps_nothing(author):
    page = begin(author)
    stranger = Client()
    answer = stranger.post(reverse("contribute_autosave", args=[page.pk]), answers(title="Lost?"))
    assert answer.status_code == 401
    assert answer.json()["login"] == reverse("account_login")
    assert stranger.get(reverse("contribute_token")).status_code == 401
    assert newest(page).title == "One canal, two districts"


def test_signed_in_again_in_another_tab_there_is_a_fresh_token_that_saves(author, member):
    page = begin(author)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    sent = answers(base=base_of(strict, page), title="After signing in again")
    address = reverse("contribute_autosave", args=[page.pk])
    assert strict.post(address, sent | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    token = strict.get(reverse("contribute_token")).json()["token"]
    assert strict.post(address, sent | {"csrfmiddlewaretoken": token}).status_code == 200


def test_what_cannot_be_saved_names_the_field_and_the_reason(author):
    page = begin(author)
    answer = autosave(author, page, summary="word " * 200)
    assert answer.status_code == 422
    assert "Not saved: Summary." in answer.json()["words"]


def test_while_the_editors_have_it_it_says_so(author):
    page = submitted(author)
    answer = autosave(author, page, base="0:0")
    assert answer.status_code == 409
    assert "with the editors" in answer.json()["words"]
    assert "compare" not in answer.json()


def test_of_others_it_knows_nothing(author, client, other_member):
    page = begin(author)
    client.force_login(other_member)
    assert autosave(client, page, base="0:0").status_code == 404


def test_both_versions_stand_side_by_side_and_each_part_can_be_chosen(author):
    page = begin(author)
    opened = base_of(author, page)
    save(author, page, title="Title there", results="What stands there already, in many words, and many more.")
    conflict = save(author, page, base=opened, title="Title here", results="What was written here, in many words.")
    shown = conflict.content.decode()
    assert conflict.status_code == 409
    for words in ("Title there", "Title here", "What stands there already", "What was written here"):
        assert words in shown
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    chosen = answers(**fields) | {"keep:title": "theirs", "keep:results": "mine", "action": "save"}
    assert author.post(reverse("contribute_edit", args=[page.pk]), chosen).status_code == 302
    assert newest(page).title == "Title there"
    assert newest(page).results == "<p>What was written here, in many words.</p>"


def test_parts_that_are_the_same_are_not_asked_about(author):
    page = begin(author)
    opened = base_of(author, page)
    save(author, page, title="Title there")
    shown = save(author, page, base=opened, title="Title here").content.decode()
    assert 'name="keep:title"' in shown
    assert shown.count('value="theirs"') == 1


def test_an_editors_correction_meanwhile_is_not_overwritten_either(author, editor):
    page = begin(author)
    opened = base_of(author, page)
    corrected = newest(page)
    corrected.summary = "Corrected by an editor."
    corrected.save_revision(user=editor)
    assert save(author, page, base=opened).status_code == 409
    assert newest(page).summary == "Corrected by an editor."
