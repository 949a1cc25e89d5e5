import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from PIL import Image

from cases.library.models import CasePage, Picture
from tests.cases.desk import answers, base_of, begin, decide, newest, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name="IMG_Asanova.jpg", *, size=(400, 300), orientation=6):
    """A picture as a telephone takes it: lying, with place, time and camera."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = orientation, "Phone", "Gulnara Asanova"
    exif.get_ifd(0x8825)[2] = (42.0, 52.0, 0.0)
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, "JPEG", exif=exif)
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")


def docx(*, author=""):
    document, target = Document(), BytesIO()
    document.core_properties.author = document.core_properties.last_modified_by = author
    document.save(target)
    return SimpleUploadedFile("agreement.docx", target.getvalue())


def test_a_picture_is_kept_upright_without_place_time_and_name(author):
    page = begin(author)
    save(author, page, picture=photo(), caption="The upper gate in May", credit="A. Bekova")
    cover = newest(page).cover
    with Image.open(cover.file.path) as kept:
        assert (kept.format, kept.size) == ("WEBP", (300, 400))
        assert not kept.getexif()
        assert "exif" not in kept.info
    assert "Asanova" not in cover.file.name
    assert (cover.caption, cover.credit) == ("The upper gate in May", "A. Bekova")


def test_a_picture_may_be_taken_away_again(author):
    page = begin(author, picture=photo())
    assert newest(page).cover
    save(author, page, remove_picture="on")
    assert newest(page).cover is None


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("x.jpg", b"MZ not a picture"), "no picture that can be opened"),
        (SimpleUploadedFile("x.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "no picture that can be opened"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(author, file, sentence):
    page = begin(author)
    response = save(author, page, picture=file, title="My new title")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "My new title" in response.content.decode()


def test_a_picture_with_more_pixels_than_can_be_opened_safely_is_refused(author, settings):
    settings.PICTURE_MAX_PIXELS = 100_000
    response = save(author, begin(author), picture=photo())
    assert "too many pixels" in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"caption": ""}, "Say what the picture shows"),
        ({"caption": "Two neighbours", "shows_people": "on"}, "Ask those who can be recognised"),
    ],
)
def test_a_picture_goes_with_its_caption_and_with_the_consent_of_those_shown(author, answer, sentence):
    page = begin(author)
    response = save(author, page, action="submit", picture=photo(), **answer)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    consent = {"caption": "Two neighbours", "shows_people": "on", "has_consent": "on"}
    assert save(author, page, action="submit", **consent).status_code == 302


def test_a_new_caption_reaches_readers_with_approval_and_not_before(author, at_the_editors_desk):
    page = begin(author, picture=photo())
    save(author, page, action="submit", caption="The old caption")
    save_of_first = newest(page).cover
    decide(at_the_editors_desk, page, "approve")
    save(author, page, caption="The new caption")
    assert CasePage.objects.get(pk=page.pk).cover == save_of_first
    assert Picture.objects.get(pk=save_of_first.pk).caption == "The old caption"
    assert newest(page).cover.caption == "The new caption"


def test_files_are_attached_kept_by_autosave_and_taken_away(author):
    page = begin(author)
    save(author, page, files=[docx(), SimpleUploadedFile("data.csv", b"month;gate\n")])
    assert [one.title for one in newest(page).attachments.all()] == ["agreement", "data"]
    first = newest(page).attachments.all()[0]
    assert "agreement" not in first.file.name  # what its author called it is in the title alone, where he sees it
    base = f"{page.latest_revision.pk}:{newest(page).latest_revision.created_at.timestamp():.6f}"
    author.post(
        reverse("contribute_autosave", args=[page.pk]),
        {"base": base, "remove_files": [first.stored_id], "language": "en"},
    )
    assert newest(page).attachments.count() == 2
    save(author, page, remove_files=[first.stored_id])
    assert [one.title for one in newest(page).attachments.all()] == ["data"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("report.pdf", b"MZ\x90\x00 a programme"), "not what its name says"),
        (SimpleUploadedFile("report.docx", b"%PDF-1.4"), "not what its name says"),
        (SimpleUploadedFile("report.exe", b"MZ"), "Files of this kind cannot be attached"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(author, file, sentence):
    response = save(author, begin(author), files=[file])
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_an_attached_file_gets_another_name_and_keeps_it_when_that_is_left_empty(author):
    page = begin(author)
    save(author, page, files=[docx()])
    stored_id = newest(page).attachments.get().stored_id
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert f'name="file_{stored_id}" value="agreement"' in shown
    save(author, page, **{f"file_{stored_id}": "Соглашение о водомере"})
    save(author, page, **{f"file_{stored_id}": ""})
    assert newest(page).attachments.get().title == "Соглашение о водомере"
    assert "Соглашение о водомере.docx" in author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def test_a_name_of_a_file_that_is_too_long_is_refused_and_not_cut(author):
    page = begin(author)
    save(author, page, files=[docx()])
    stored_id = newest(page).attachments.get().stored_id
    refused = save(author, page, **{f"file_{stored_id}": "в" * 201})
    assert refused.status_code == 422
    assert "в" * 201 in refused.content.decode()
    assert newest(page).attachments.get().title == "agreement"


def test_a_file_too_large_is_refused_with_the_limit(author, settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024
    large = SimpleUploadedFile("data.csv", b"1;2\n" * 300_000)
    assert "larger than 1 MB" in save(author, begin(author), files=[large]).content.decode()


def test_the_clearance_paper_of_a_named_text_opens_for_its_author_and_for_editors(author, at_the_editors_desk):
    paper = SimpleUploadedFile("order.pdf", b"%PDF-1.4 order")
    page = begin(author, clearance="cleared", paper=paper)
    save(author, page, action="submit", clearance="cleared")
    address = newest(page).clearance_paper.url
    desk = at_the_editors_desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address in desk
    assert author.get(address).status_code == at_the_editors_desk.get(address).status_code == 200


def published_with_a_face(author, at_the_editors_desk):
    page = begin(author, picture=photo(), caption="The meeting", shows_people="on", has_consent="on")
    save(author, page, action="submit", caption="The meeting", shows_people="on", has_consent="on")
    decide(at_the_editors_desk, page, "approve")
    page.refresh_from_db()
    return page


def test_consent_that_ends_takes_a_published_picture_away_at_once(author, at_the_editors_desk):
    page = published_with_a_face(author, at_the_editors_desk)
    reader, shown = Client(), re.compile(r'<figure><img src="([^"]*)"')
    address = shown.search(reader.get(page.get_absolute_url()).content.decode())[1]
    answer = reader.get(address)
    assert (answer.status_code, answer.get("Cache-Control"), address) == (200, "private, no-store", address)
    # The words of a live picture are changed in a copy first: consent for the copy ends for both.
    save(author, page, caption="The meeting in May", shows_people="on", has_consent="on")
    save(author, page, caption="The meeting in May", shows_people="on")
    assert not shown.search(reader.get(page.get_absolute_url()).content.decode())
    assert reader.get(address).status_code == 404
    assert not page.cover.renditions.exists()
    assert at_the_editors_desk.get(page.cover.file.url).status_code == 200


def test_a_form_that_saves_itself_ends_no_consent(author, at_the_editors_desk):
    page = published_with_a_face(author, at_the_editors_desk)
    sent = answers(base=base_of(author, page), caption="Another caption", shows_people="on")
    saved = author.post(reverse("contribute_autosave", args=[page.pk]), sent, headers={"accept": "application/json"})
    assert saved.status_code == 200
    assert newest(page).cover.caption == "Another caption"
    assert type(page).objects.get(pk=page.pk).cover.may_be_shown
