"""No name that was planted in a file is left in it, and a reader sees what he saw before."""

import io
import os
import shutil
import subprocess
import zipfile

import pikepdf
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from cases.files.cleaning.cleaner import OFFICE, OPENDOCUMENT, PICTURES
from tests.cases.files.cleaning.corpus import FILES, KEPT, NAME, pdf
from tests.cases.files.cleaning.reading import cleaned, says, suffix_of, text_in
from tests.machine import RUNAWAY_SECONDS, Missing
from tests.search.extraction.packages import W, docx, opendocument

DOCUMENTS = [name for name in FILES if suffix_of(name) not in PICTURES]
TYPESET = [name for name in FILES if suffix_of(name) in (*OFFICE, *OPENDOCUMENT)]


def test_the_corpus_is_large_and_each_file_in_it_names_its_author():
    assert len(FILES) >= 40
    assert [name for name, make in FILES.items() if not says(make(), NAME) and name != "locked-for-changes.pdf"] == []


@pytest.mark.parametrize("name", FILES)
def test_no_name_is_left_in_a_cleaned_file(name):
    content, traces = cleaned(FILES[name](), suffix_of(name))
    assert not says(content, NAME)
    assert traces.found, "its author is not told of anything"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_cleaned_document_says_what_it_said(tmp_path, name):
    content, _traces = cleaned(FILES[name](), suffix_of(name))
    assert KEPT in text_in(tmp_path, content, suffix_of(name))


@pytest.mark.parametrize("name", [name for name in FILES if suffix_of(name) in PICTURES])
def test_a_cleaned_picture_has_its_pixels_and_is_turned_as_it_was(name):
    before = Image.open(io.BytesIO(FILES[name]()))
    after = Image.open(io.BytesIO(cleaned(FILES[name](), suffix_of(name))[0]))
    assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
    assert set(after.getexif()) <= {0x0112}
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    assert not ImageChops.difference(after.convert("RGB"), before.convert("RGB")).getbbox()


@pytest.mark.parametrize("name", TYPESET)
def test_archives_say_nothing_of_when_and_where_they_were_made(name):
    content, _traces = cleaned(FILES[name](), suffix_of(name))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    assert {(entry.date_time, entry.create_system, entry.extra, entry.comment) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, b"", b"")
    }
    names = [entry.filename for entry in entries]
    assert names[2:] == sorted(names[2:])


@pytest.mark.parametrize("name", FILES)
def test_a_clean_file_has_nothing_more_to_be_taken_out(name):
    once, _traces = cleaned(FILES[name](), suffix_of(name))
    assert cleaned(once, suffix_of(name))[1].found == set()


def named_by_its_author(kind):
    if kind == ".docx":
        style = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="S"><w:name w:val="{NAME} style"/></w:style>'
        parts = {"word/styles.xml": f"<w:styles {W}>{style}</w:styles>"}
        body = f'<w:p><w:bookmarkStart w:id="1" w:name="of_{NAME}"/><w:r><w:t>{KEPT}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
        return docx(body, parts=parts, relations=("styles styles.xml",))
    if kind == ".odt":
        style = f'<office:styles><style:style style:name="S" style:display-name="{NAME} style" style:family="paragraph"/></office:styles>'
        return opendocument("text", f'<text:p><text:bookmark text:name="of_{NAME}"/>{KEPT}</text:p>', styles=style)
    layer = pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=f"{NAME} style")

    def change(made):
        made.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([made.make_indirect(layer)]), D=pikepdf.Dictionary()
        )

    return pdf(change)


@pytest.mark.parametrize("kind", [".docx", ".odt", ".pdf"])
def test_names_that_hold_a_text_together_stay_and_are_told(kind):
    _content, traces = cleaned(named_by_its_author(kind), kind)
    assert f"{NAME} style" in traces.kept
    assert kind == ".pdf" or f"of_{NAME}" in traces.kept


def test_addresses_that_readers_can_follow_stay_and_are_told():
    for name in ("links.docx", "fields-and-links.odt"):
        assert [one for one in cleaned(FILES[name](), suffix_of(name))[1].kept if "law.example" in one]


@pytest.fixture
def convert(tmp_path):
    """LibreOffice, as a reader and as a writer: files in a folder, of one kind, become files of another."""
    soffice = shutil.which("soffice")
    if soffice is None and os.environ.get("REQUIRE_SERVICES") == "1":
        raise Missing("apt-get install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")

    def run(contents, kind):
        sources = [tmp_path / f"{number}{suffix_of(name)}" for number, name in enumerate(contents)]
        for source, content in zip(sources, contents.values(), strict=True):
            source.write_bytes(content)
        command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
        command += ["--outdir", str(tmp_path / "out"), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=RUNAWAY_SECONDS)
        made = {name: tmp_path / "out" / f"{number}.{kind}" for number, name in enumerate(contents)}
        return {name: path.read_bytes() for name, path in made.items() if path.exists()}

    return run


def test_every_cleaned_document_opens_in_libreoffice_and_says_there_what_it_said(convert):
    shown = convert({name: cleaned(FILES[name](), suffix_of(name))[0] for name in TYPESET}, "pdf")
    pages = {
        name: "".join(page.extract_text() for page in PdfReader(io.BytesIO(one)).pages) for name, one in shown.items()
    }
    assert [name for name in TYPESET if KEPT not in "".join(pages.get(name, "").split())] == []


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("properties.docx", "comments.docx", "photo-in-a-text.docx", "links.docx", "embedded-sheet.docx"), "odt"),
        (("notes-and-properties.pptx", "photo.pptx", "embedded-chart.pptx"), "odp"),
        (("properties.xlsx", "comments.xlsx", "photo.xlsx"), "ods"),
        (("meta-and-more.odt", "photo.odt"), "docx"),
    ],
)
def test_what_libreoffice_writes_is_cleaned_as_well(convert, names, kind):
    """Its own way of putting a name into a file, and not that of whoever wrote the corpus."""
    written = convert({name: FILES[name]() for name in names}, kind)
    assert [name for name in names if says(written[name], NAME)], "LibreOffice left all of it out"
    bare = {name: cleaned(content, f".{kind}")[0] for name, content in written.items()}
    assert [name for name, content in bare.items() if says(content, NAME)] == []
