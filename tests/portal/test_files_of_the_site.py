"""A file is found by the row of its owner: no part of an address is ever a way through the folders."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from network.access.viewer import MEMBERS
from portal.models import Identity
from tests.factories import MaterialFactory

pytestmark = pytest.mark.django_db
FOLDERS = ("identity", "images", "original_images", "attachments", "clearance", "materials", "static", "x")
WAYS = (
    "{folder}/../materials/handout.pdf",
    "{folder}/..%2fmaterials/handout.pdf",
    "{folder}/%2e%2e/materials/handout.pdf",
    "{folder}/..%5cmaterials%5chandout.pdf",
    "{folder}/./../materials/handout.pdf",
    "{folder}//materials/handout.pdf",
    "{folder}/..",
    "{folder}/%2e%2e",
    "{folder}/.",
    "{folder}/",
    "{folder}/../../site.sqlite3",
    "../{folder}/../materials/handout.pdf",
)


@pytest.fixture(autouse=True)
def a_file_for_members(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    MaterialFactory(audience=MEMBERS).file.save("handout.pdf", ContentFile(b"%PDF-1.4 for members"))
    (tmp_path / "identity").mkdir()
    (tmp_path / "identity" / "older.svg").write_bytes(b"<svg/>")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_way_through_the_folders_leads_to_a_file(client: Client, folder: str) -> None:
    absent = client.get("/files/no-such-thing")
    answers = {way: client.get(f"/files/{way.format(folder=folder)}") for way in WAYS}
    assert {way: answer.status_code for way, answer in answers.items() if answer.status_code != 404} == {}
    assert {answer.content for answer in answers.values()} == {absent.content}


def test_of_the_folder_of_the_mark_the_mark_alone_is_handed_out(client: Client) -> None:
    Identity.load().mark.save("mark.svg", ContentFile(b"<svg>mark</svg>"))
    answer = client.get(f"/files/{Identity.objects.get().mark.name}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=300")
    assert client.get("/files/identity/older.svg").status_code == 404
