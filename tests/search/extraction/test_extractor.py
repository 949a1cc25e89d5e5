"""What is read in files of every kind, and in files that mean harm."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from search.extraction.extractor import extract
from tests.machine import RUNAWAY_SECONDS
from tests.search.extraction.papers import pdf_with


def test_a_pdf_is_read_page_by_page(tmp_path):
    path = tmp_path / "annex.pdf"
    path.write_bytes(pdf_with("Introduction", "The gauge at the bridge"))
    assert extract(path, ".pdf") == {
        "state": "searchable",
        "pages": [("1", "Introduction"), ("2", "The gauge at the bridge")],
        "pictures": 0,
    }


def test_a_text_document_is_read_between_its_headings_tables_too(tmp_path):
    document = Document()
    document.add_paragraph("Кіріспе сөз")
    document.add_heading("Нәтиже", level=1)
    document.add_paragraph("Су бөлінді")
    document.add_table(1, 2).rows[0].cells[1].text = "42 литр"
    document.save(tmp_path / "note.docx")
    assert extract(tmp_path / "note.docx", ".docx")["pages"] == [("", "Кіріспе сөз"), ("Нәтиже", "Су бөлінді 42 литр")]


def test_slides_are_read_without_the_speakers_notes(tmp_path):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Joint gauge"
    slide.notes_slide.notes_text_frame.text = "do not tell"
    deck.save(tmp_path / "talk.pptx")
    assert extract(tmp_path / "talk.pptx", ".pptx")["pages"] == [("1", "Joint gauge")]


def test_a_scan_has_no_text(tmp_path):
    Image.new("RGB", (200, 300), "white").save(tmp_path / "scan.pdf")
    assert extract(tmp_path / "scan.pdf", ".pdf")["state"] == "no-text"


def test_a_locked_file_says_that_it_is_locked(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_with("Secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert extract(tmp_path / "locked.pdf", ".pdf") == {"state": "locked", "pages": [], "pictures": 0}


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"word/{number}.xml", bytes(100 * 1024 * 1024))
    assert extract(tmp_path / "bomb.docx", ".docx")["state"] == "unreadable"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj << /Kids [1 0 R] /Type /Pages >> endobj", b"PK\x03\x04"]
)
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx", ".txt"])
def test_a_broken_file_ends_its_own_process_at_most(tmp_path, content, suffix):
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "search.extraction.extractor", str(path), suffix]
    assert subprocess.run(command, cwd=root, capture_output=True, timeout=RUNAWAY_SECONDS, check=False).returncode in (
        0,
        1,
    )
