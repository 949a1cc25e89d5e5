"""What stands in a case's files is found with its page, by those who may read the case."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from cases.library.models import Attachment, CasePage, StoredFile
from network.access.byline import Attribution
from search.extraction.models import FileText
from search.index.rebuild import rebuild
from tests.cases.files.cleaning.corpus import FILES, KEPT
from tests.factories import CaseFactory
from tests.search.extraction.packages import W, docx, paragraph
from tests.search.extraction.papers import pdf_with

pytestmark = pytest.mark.django_db
PAGES = [f"Page {number}" for number in range(1, 7)] + ["The hydropost at Plotina is read twice"]

HEADINGS = f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
WITH_HEADINGS: Any = {"parts": {"word/styles.xml": HEADINGS}, "relations": ("styles styles.xml",)}


@pytest.fixture
def index(settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_URL = ""
    settings.MEDIA_ROOT = tmp_path / "files"


def attach(page: CasePage, content: bytes, name: str = "annex.pdf") -> Attachment:
    stored = StoredFile(page_id=page.pk)
    stored.file.save(name, ContentFile(content))
    return Attachment.objects.create(page_id=page.pk, stored=stored, title="Annex", sort_order=0)


def found(client: Client, query: str) -> list[dict[str, str]]:
    list(rebuild())
    return client.get("/api/search/", {"q": query}).json()["results"]


def test_a_phrase_on_page_seven_is_found_and_says_so(index: None, client: Client) -> None:
    page = CaseFactory(address="annexed", title="A shared gauge")
    attach(page, pdf_with(*PAGES))
    (hit,) = found(client, '"read twice"')
    assert hit["url"].endswith("/cases/annexed/")
    assert "Annex · 7" in hit["reason"]
    assert "<mark>read twice</mark>" in hit["snippet"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.pptx", FILES["photo.pptx"](), "Annex · 1"),
        ("a.xlsx", FILES["deleted-cells.xlsx"](), "Annex · Flow"),
        ("a.ods", FILES["outer-sheets.ods"](), "Annex · Flow"),
        ("a.docx", docx(paragraph("Results", style="H1") + paragraph(KEPT), **WITH_HEADINGS), "Annex · Results"),
    ],
    ids=["slide", "sheet", "open sheet", "heading"],
)
def test_a_word_in_an_office_file_is_found_and_says_where(
    index: None, client: Client, name: str, content: bytes, place: str
) -> None:
    attach(CaseFactory(title="A shared gauge"), content, name)
    (hit,) = found(client, KEPT)
    assert place in hit["reason"]


def test_a_file_under_the_rule_that_was_not_cleaned_is_found_by_nobody(index: None, client: Client) -> None:
    page = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    attachment = attach(page, pdf_with(*PAGES))
    assert found(client, '"read twice"') == []
    StoredFile.objects.filter(pk=attachment.stored_id).update(is_clean=True)
    assert len(found(client, '"read twice"')) == 1


def test_a_file_of_a_members_case_is_found_by_members_alone(index: None, client: Client) -> None:
    attach(CaseFactory(audience="members"), pdf_with(*PAGES))
    assert found(client, '"read twice"') == []


def test_a_clearance_paper_is_read_by_nobody(index: None, client: Client) -> None:
    page = CaseFactory()
    page.clearance_paper.save("paper.pdf", ContentFile(pdf_with(*PAGES)))
    page.save()
    assert found(client, '"read twice"') == []
    assert not FileText.objects.exists()


def test_a_scan_says_on_the_page_that_it_cannot_be_searched(index: None, client: Client) -> None:
    page = CaseFactory(address="scanned")
    attach(page, b"%PDF-1.4 nothing in it")
    list(rebuild())
    assert "cannot be searched" in client.get("/en/cases/scanned/").content.decode()
