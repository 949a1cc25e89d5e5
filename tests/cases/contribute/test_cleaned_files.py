"""Files under the Chatham House rule: cleaned whichever way they come to it, named by nobody, and their author is told."""

import io
import tempfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from PIL import Image
from pillow_heif import register_heif_opener

from cases.files.standing_files import clean_standing_files
from cases.library.models import Attachment, CasePage, StoredFile
from cases.library.stored_files import UncleanFile
from network.access.byline import Attribution
from network.people.models import Member
from search.extraction.file_sections import searchable_words
from search.extraction.models import FileText
from tests.cases.desk import answers, base_of, begin, decide, newest, save
from tests.cases.files.cleaning.corpus import FILES, NAME
from tests.cases.files.cleaning.reading import says
from tests.cases.files.cleaning.test_harmful_files import LOCKED_OFFICE, OLE
from tests.factories import CaseFactory
from tests.search.extraction.packages import docx, paragraph

pytestmark = pytest.mark.django_db
RULE = {"attribution": "chatham-house"}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.VAR_DIR = tmp_path
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def sent(name="comments.docx", called=None):
    return SimpleUploadedFile(called or f"Report of {NAME}{Path(name).suffix}", FILES[name]())


def stored_of(page):
    return [one.stored for one in newest(page).attachments.all()]


def kept_anywhere(folder):
    """Whether the name stands in any file that lies below."""
    return [
        path.name
        for path in Path(folder).rglob("*")
        if path.is_file() and (NAME in path.name or says(path.read_bytes(), NAME))
    ]


def shown(client, page):
    return " ".join(client.get(reverse("contribute_edit", args=[page.pk])).content.decode().split())


def test_under_the_rule_nothing_is_left_that_names_the_author(author, tmp_path):
    page = begin(author, files=[sent("comments.docx"), sent("older-version.pdf"), sent("exif.jpg")], **RULE)
    assert [one.title for one in newest(page).attachments.all()] == ["Attachment 1", "Attachment 2", "Attachment 3"]
    assert kept_anywhere(tmp_path) == []
    told = shown(author, page)
    assert "Taken out: names of authors and editors, comments, properties (title, author, dates)" in told
    assert "older versions" in told
    assert "places where pictures were taken" in told
    assert all(one.file.url in told for one in newest(page).attachments.all())


def test_a_text_in_russian_calls_its_files_in_russian(author):
    page = begin(author, files=[sent()], language="ru", **RULE)
    with override("ru"):
        assert [one.title for one in newest(page).attachments.all()] == ["Вложение 1"]


def test_what_was_sent_with_a_name_is_cleaned_when_its_author_turns_to_the_rule(author, tmp_path):
    page = begin(author, files=[sent()])
    (before,) = stored_of(page)
    assert kept_anywhere(tmp_path) == [Path(before.file.name).name]
    assert newest(page).attachments.get().title == f"Report of {NAME}"
    save(author, page, **RULE)
    (after,) = stored_of(page)
    assert (after.pk, after.is_clean) == (before.pk, True)
    assert newest(page).attachments.get().title == "Attachment 1"
    assert not FileText.objects.filter(path=before.file.name).exists()
    assert FileText.objects.filter(path=after.file.name).exists()


def test_of_what_was_sent_with_a_name_no_original_is_kept(author, tmp_path, django_capture_on_commit_callbacks):
    page = begin(author, files=[sent()])
    assert len(kept_anywhere(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        save(author, page, action="submit", **RULE)
    page.refresh_from_db()
    assert page.attribution == Attribution.CHATHAM_HOUSE
    assert kept_anywhere(tmp_path) == []


def test_a_form_that_saves_itself_cleans_as_one_that_is_sent(author):
    page = begin(author, files=[sent()])
    posted = answers(base=base_of(author, page), **RULE)
    saved = author.post(reverse("contribute_autosave", args=[page.pk]), posted, headers={"accept": "application/json"})
    assert saved.status_code == 200
    assert [one.is_clean for one in stored_of(page)] == [True]


def test_a_form_that_saves_itself_takes_nothing_out_by_a_tick(author):
    page = begin(author, files=[sent()])
    posted = answers(base=base_of(author, page), take_traces="on")
    author.post(reverse("contribute_autosave", args=[page.pk]), posted, headers={"accept": "application/json"})
    assert [one.is_clean for one in stored_of(page)] == [False]


def test_with_a_name_the_place_goes_and_all_else_when_its_author_wishes_so(author):
    page = begin(author, files=[sent("exif.jpg", "gate.jpg"), sent(called="agreement.docx")])
    photo, document = stored_of(page)
    assert not says(photo.file.read(), f"{NAME} GPS")
    assert says(photo.file.read() or photo.file.open().read(), f"Phone of {NAME}")
    assert says(document.file.read(), NAME)
    assert "Taken out: places where pictures were taken." in shown(author, page)
    save(author, page, take_traces="on")
    photo, document = stored_of(page)
    assert not says(photo.file.read(), NAME)
    assert not says(document.file.read(), NAME)
    assert [one.title for one in newest(page).attachments.all()] == ["gate", "agreement"]


def unclean(page):
    stored = StoredFile(page_id=page.pk)
    stored.file.save("standing.docx", ContentFile(FILES["comments.docx"]()))
    return Attachment(page_id=page.pk, stored=stored, title="Standing", sort_order=0)


def test_no_version_under_the_rule_is_saved_with_a_file_that_was_not_cleaned():
    page = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    page.attachments = [unclean(page)]
    with pytest.raises(UncleanFile):
        page.save_revision()
    page.attribution = Attribution.NAMED
    page.save_revision()


def test_a_file_that_was_not_cleaned_is_open_to_nobody_until_it_is(client, author, editor):
    page = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    attachment = unclean(page)
    attachment.save()
    named = CaseFactory()
    other = unclean(named)
    other.save()
    assert client.get(other.file.url).status_code == 200
    former = attachment.file.url
    assert client.get(former).status_code == 404
    client.force_login(editor)
    assert client.get(former).status_code == 404
    assert clean_standing_files() == 1
    stored = StoredFile.objects.get(pk=attachment.stored_id)
    answer = client.get(stored.file.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="attachment-1.docx"'
    assert not says(b"".join(answer.streaming_content), NAME)
    assert StoredFile.objects.get(pk=other.stored_id).is_clean is False
    assert clean_standing_files() == 0


def test_what_cannot_be_cleaned_stays_closed_and_is_tried_once(client):
    page = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    stored = StoredFile(page_id=page.pk)
    stored.file.save("locked.docx", ContentFile(LOCKED_OFFICE))
    Attachment.objects.create(page_id=page.pk, stored=stored, title="x", sort_order=0)
    assert clean_standing_files() == clean_standing_files() == 0
    stored.refresh_from_db()
    assert stored.cannot_be_cleaned
    assert client.get(stored.file.url).status_code == 404


@pytest.mark.parametrize("attribution", ["named", "chatham-house"])
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.docx", LOCKED_OFFICE, "locked with a password. Open it, save it without one"),
        ("plan.xlsx", OLE, "in an old format. Open it, save it as .xlsx"),
        ("plan.doc", OLE, "in an old format. Open it, save it as .docx"),
        ("plan.rtf", b"{\\rtf1", "in an old format. Open it, save it as .docx"),
        ("plan.ppt", OLE, "save it as .pptx"),
        ("plan.docm", b"PK", "has macros"),
        ("plan.docx", docx("", parts={"word/vbaProject.bin": b"x"}), "has macros"),
        ("plan.docx", docx(paragraph("x"))[:-50], "is damaged"),
        ("plan.pdf", b"%PDF-1.4", "is damaged"),
    ],
)
def test_a_file_is_refused_with_its_reason_and_what_was_written_stays(author, attribution, name, content, sentence):
    page = begin(author)
    refused = save(
        author, page, files=[SimpleUploadedFile(name, content)], title="My new title", attribution=attribution
    )
    words = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in words
    assert f"“{name}”" in words
    assert "My new title" in words
    assert "save it anew" not in words.lower()
    assert not StoredFile.objects.exists()


def named_in(*lines):
    document, target = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(target)
    return SimpleUploadedFile("a.docx", target.getvalue())


@pytest.mark.parametrize(
    "line",
    ["Prepared by Gulnara Asanova", "Подготовила Асанова", "В отчёте Гульнары Асановой", "Ask AUTHOR@demo.example"],
)
def test_the_author_is_told_where_a_file_names_him_in_either_script(author, line):
    Member.objects.filter(pk=author.session["_auth_user_id"]).update(
        name="Gulnara Asanova", email="author@demo.example"
    )
    quiet = begin(author, files=[named_in("Two districts share one canal")], **RULE)
    assert "stands in this file" not in shown(author, quiet)
    page = begin(author, files=[named_in("Two districts", line)], **RULE)
    assert "Your name, or a part of it, stands in this file" in shown(author, page)


def test_the_page_on_which_a_name_stands_is_told(author):
    Member.objects.filter(pk=author.session["_auth_user_id"]).update(name="Asanova")
    from tests.search.extraction.papers import pdf_with

    page = begin(author, files=[SimpleUploadedFile("a.pdf", pdf_with("one", "by Asanova", "three", "ASANOVA"))], **RULE)
    assert "stands in this file: page 2, page 4." in shown(author, page)


def test_a_link_that_names_the_author_is_told():
    from cases.files.own_name import names_somebody

    assert names_somebody("https://disk.example/personal/g_asanova/report", "Gulnara Asanova", "")
    assert not names_somebody("https://disk.example/canals", "Gulnara Asanova", "")


def test_the_author_reads_what_can_be_searched(author):
    from tests.search.extraction.papers import pdf_with

    page = begin(author, files=[SimpleUploadedFile("a.pdf", pdf_with("two words", "", "one"))])
    assert "3 words can be searched; what stands in 1 picture cannot." in shown(author, page)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1,240 words can be searched; what stands in 2 pictures cannot"),
        ("ru", "1 240 слов можно найти; на 2 картинках – нельзя"),
    ],
)
def test_many_words_are_counted_as_the_reader_counts_them(language, sentence):
    with override(language):
        said = searchable_words(FileText(pages=[("", "word " * 1240)], pictures=2))
    assert " ".join(said.split()) == sentence


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "tg", "tk", "uz"])
def test_numbers_of_words_and_pictures_have_their_forms_in_every_language(language):
    with override(language):
        said = {searchable_words(FileText(pages=[("", "word " * n)], pictures=n)) for n in (1, 3, 5)}
    assert len(said) == 3
    assert all("%(" not in one for one in said)
    assert language == "en" or not any("can be searched" in one for one in said)


def heic():
    register_heif_opener()
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = NAME
    Image.new("RGB", (60, 40), "teal").save(target, "HEIF", exif=exif.tobytes())
    return target.getvalue()


def test_a_telephones_picture_is_taken_as_cover_and_as_file(author, tmp_path):
    cover, file = (SimpleUploadedFile("IMG_1.HEIC", heic(), "image/heic") for _ in range(2))
    page = begin(author, picture=cover, files=[file])
    assert newest(page).cover.file.name.endswith(".webp")
    (stored,) = stored_of(page)
    assert Image.open(stored.file.open()).format == "WEBP"
    assert kept_anywhere(tmp_path) == []


def test_a_published_case_under_the_rule_hands_out_clean_files_alone(author, at_the_editors_desk, client):
    page = begin(author, files=[sent("photo-in-a-text.docx")], **RULE)
    save(author, page, action="submit", **RULE)
    decide(at_the_editors_desk, page, "approve")
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    answer = client.get(page.attachments.get().file.url)
    assert answer["Content-Disposition"] == 'attachment; filename="attachment-1.docx"'
    assert not says(b"".join(answer.streaming_content), NAME)
