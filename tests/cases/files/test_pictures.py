"""Pictures that editors upload in Wagtail's admin, and files behind their owner's gate."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.editorial.permissions import set_up_permissions
from cases.library.models import Attachment, Picture, StoredFile
from network.access.viewer import MEMBERS
from network.people.models import Member
from tests.factories import CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees", "own_files")]
ARTIST, MAKE, ORIENTATION = 315, 271, 274


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo(size: tuple[int, int] = (80, 40), **exif: Any) -> bytes:
    picture, file = Image.new("RGB", size, "teal"), BytesIO()
    marks = picture.getexif()
    marks[ARTIST], marks[MAKE], marks[ORIENTATION] = "Secret Artist", "Secret Camera", 6
    picture.save(file, "JPEG", exif=marks)
    return file.getvalue()


def upload(client: Client, name: str, content: bytes) -> Any:
    collection = {"title": "A gauge", "collection": 1, "tags": ""}
    return client.post(
        reverse("wagtailimages:add"), {**collection, "file": SimpleUploadedFile(name, content, "image/jpeg")}
    )


def test_an_editors_picture_comes_out_upright_and_without_its_marks(client: Client, editor: Member) -> None:
    set_up_permissions()
    client.force_login(editor)
    upload(client, "photo.jpg", photo())
    picture = Picture.objects.get()
    content = picture.file.read()
    assert b"Secret" not in content
    assert (picture.width, picture.height) == (40, 80)


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"MZ not a picture", b""])
def test_what_is_no_picture_is_refused_with_a_sentence(client: Client, editor: Member, content: bytes) -> None:
    set_up_permissions()
    client.force_login(editor)
    assert upload(client, "photo.jpg", content).status_code == 200
    assert not Picture.objects.exists()


def test_an_editor_is_told_of_too_many_pixels_in_few_bytes(client: Client, editor: Member) -> None:
    set_up_permissions()
    client.force_login(editor)
    plan = BytesIO()
    Image.new("1", (21_600, 21_600)).save(plan, "PNG")
    assert "too many pixels" in upload(client, "plan.png", plan.getvalue()).content.decode()


def cover(**case: Any) -> str:
    picture = Picture.objects.create(title="A gauge", file=ImageFile(BytesIO(photo()), name="gauge.jpg"))
    CaseFactory(cover=picture, **case)
    return str(picture.get_rendition("fill-352x198|format-webp|webpquality-70").url)


def test_a_cover_is_as_open_as_its_case(client: Client, member: Member) -> None:
    public, inner = cover(), cover(audience=MEMBERS)
    shown = client.get(public)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "public, max-age=300")
    assert client.get(inner).status_code == 404
    client.force_login(member)
    kept = client.get(inner)
    assert (kept.status_code, kept["Cache-Control"]) == (200, "private, no-store")


def test_a_file_of_others_answers_as_one_that_never_was(client: Client, member: Member) -> None:
    hidden = cover(live=False)
    client.force_login(member)
    answers = [client.get(path) for path in (hidden, "/files/images/no-such.webp", "/files/../manage.py", "/files/x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_an_attachment_keeps_its_name_in_any_script(client: Client) -> None:
    page = CaseFactory()
    stored = StoredFile(page_id=page.pk)
    stored.file.save("x.txt", ContentFile("текст".encode()))
    attachment = Attachment.objects.create(page_id=page.pk, stored=stored, title="Акт сверки 2019", sort_order=0)
    answer = client.get(attachment.file.url)
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%90%D0%BA%D1%82")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_clearance_paper_is_for_its_author_and_for_editors(
    client: Client, member: Member, other_member: Member, editor: Member
) -> None:
    page = CaseFactory(authors=[member])
    page.clearance_paper.save("order.pdf", ContentFile(b"%PDF-1.4 order"))
    for reader, status in ((member, 200), (editor, 200), (other_member, 404), (None, 404)):
        client.logout()
        if reader:
            client.force_login(reader)
        assert client.get(page.clearance_paper.url).status_code == status
