"""A limit is said, and cuts nothing: not files, not pasted words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.library.models import CasePage
from tests.cases.desk import begin, newest, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def tables(*names):
    return [SimpleUploadedFile(f"{name}.csv", b"month;gate\n") for name in names]


def test_files_beyond_ten_are_named_and_nothing_is_sent_before_their_author_has_seen_that(author):
    page = begin(author, files=tables(*"abcdef"))
    response = save(author, page, action="submit", title="With twelve files", files=tables(*"ghijkl"))
    shown = author.get(response.url).content.decode()
    assert "k.csv, l.csv" in shown
    assert "not attached: k.csv, l.csv." in shown
    assert newest(page).title == "With twelve files"
    assert [one.title for one in newest(page).attachments.all()] == list("abcdefghij")
    assert not CasePage.objects.get(pk=page.pk).workflow_in_progress


def test_a_file_taken_away_makes_room_in_the_same_press(author):
    page = begin(author, files=tables(*"abcdefghij"))
    first = newest(page).attachments.all()[0].stored_id
    save(author, page, remove_files=[first], files=tables("k"))
    assert [one.title for one in newest(page).attachments.all()] == list("bcdefghijk")


@pytest.mark.parametrize("sent_as", ["plain", "html"])
def test_a_section_that_is_too_long_comes_back_whole_with_the_limit(author, sent_as):
    text = "water " * 16_000 + "THE END"
    response = save(author, begin(author), **{"title": "My new title", "context": text, "context-format": sent_as})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "40000 fit" in shown
    assert text in shown
    assert "My new title" in shown


def test_the_editor_shows_the_whole_of_a_plain_text_that_was_too_long(author):
    text = "1 < 2\n\n" * 16_000
    shown = save(author, begin(author), context=text).content.decode()
    assert 'data-html="&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;' in shown


def test_files_that_were_chosen_with_an_answer_that_was_refused_are_to_be_chosen_again(author):
    page = begin(author)
    assert "were not sent: choose" in save(author, page, summary="long " * 200, files=tables("a")).content.decode()
    assert "were not sent: choose" not in author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def test_the_end_of_a_line_counts_as_one_character_as_it_does_for_who_types_it(author):
    page = begin(author)
    assert save(author, page, summary="a\r\n" * 199 + "bc").status_code == 302
    assert len(newest(page).summary) == 400
    assert save(author, page, summary="a\r\n" * 199 + "bcd").status_code == 422
