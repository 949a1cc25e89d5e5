"""What cannot be cleaned is refused with the reason, and what means harm ends at its bounds."""

import io
import zipfile

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.files.cleaning.cleaner import clean
from cases.files.cleaning.traces import COMMENTS, EMBEDDED, PLACE, RefusedFile, Traces
from search.extraction.extractor import READERS, extract
from tests.cases.files.cleaning.corpus import FILES, KEPT, NAME, exif_of, jpeg, pdf, png
from tests.cases.files.cleaning.reading import cleaned, says, suffix_of, text_in
from tests.search.extraction.packages import W, docx, opendocument, paragraph, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
LOCKED_OFFICE = OLE + "EncryptedPackage".encode("utf-16-le")
ENTITIES = f'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
OUTER = f'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'


def locked_pdf() -> bytes:
    return pdf(lambda made: None, encryption=pikepdf.Encryption(owner="a", user="b", R=6))


def locked_odf() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</manifest:manifest>'
    return zipped({"mimetype": "x", "content.xml": b"\x99" * 80, "META-INF/manifest.xml": manifest})


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "x" * 60_000_000, "word/document.xml": "x"})


def twice_the_same_name() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    return target.getvalue()


@pytest.mark.parametrize("only_place", [False, True])
@pytest.mark.parametrize(
    ("make", "suffix", "reason"),
    [
        (lambda: LOCKED_OFFICE, ".docx", "locked"),
        (lambda: LOCKED_OFFICE, ".xlsx", "locked"),
        (locked_pdf, ".pdf", "locked"),
        (locked_odf, ".odt", "locked"),
        (lambda: OLE, ".docx", "old-format"),
        (lambda: docx(paragraph("x"), parts={"word/vbaProject.bin": b"x"}), ".docx", "macros"),
        (lambda: opendocument("text", "", parts={"Basic/Standard/Module1.xml": "<a/>"}), ".odt", "macros"),
        (lambda: b"PK\3\4 no archive", ".pptx", "broken"),
        (lambda: docx(paragraph("x"))[:-60], ".docx", "broken"),
        (lambda: zipped({"word/document.xml": "<a/>"}), ".docx", "broken"),
        (lambda: zipped({"mimetype": "x", "content.xml": "<a/>"}), ".odt", "broken"),
        (lambda: b"%PDF-1.7\n%%EOF", ".pdf", "broken"),
        (lambda: jpeg()[:-40], ".jpg", "broken"),
        (lambda: png()[:60], ".png", "broken"),
        (lambda: b"GIF89a" + b"\0" * 40, ".png", "broken"),
        (bomb, ".docx", "broken"),
        (twice_the_same_name, ".docx", "broken"),
        (lambda: zipped({"../../etc/cron.d/x": "x", "[Content_Types].xml": "<Types/>"}), ".docx", "broken"),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_the_right_reason(make, suffix, reason, only_place):
    with pytest.raises(RefusedFile) as refused:
        cleaned(make(), suffix, only_place=only_place)
    assert refused.value.reason == reason


@pytest.mark.parametrize("document", [ENTITIES, OUTER, "<w>" * 9_000, "<w:document>"])
def test_xml_that_means_harm_is_not_read(document):
    with pytest.raises(RefusedFile) as refused:
        cleaned(docx("", parts={"word/document.xml": document}), ".docx")
    assert refused.value.reason == "broken"


@pytest.mark.parametrize("name", FILES)
def test_with_a_name_a_file_loses_the_place_and_nothing_else(tmp_path, name):
    made = FILES[name]()
    content, traces = cleaned(made, suffix_of(name), only_place=True)
    has_place = says(made, f"{NAME} GPS")
    # What is hidden behind a picture or packed within it may say the place: it is not looked into, it goes.
    assert traces.found - {EMBEDDED, COMMENTS} == ({PLACE} if has_place else set())
    assert not says(content, f"{NAME} GPS")
    assert traces.found or content == made
    if suffix_of(name) not in {".jpg", ".jpeg", ".png", ".webp"}:
        assert KEPT in text_in(tmp_path, content, suffix_of(name))


def test_the_camera_stays_with_a_name_and_goes_without():
    photo = jpeg(exif=exif_of())
    assert says(cleaned(photo, ".jpg", only_place=True)[0], f"Phone of {NAME}")
    assert not says(cleaned(photo, ".jpg")[0], "Phone of")


# Each is built once: what hypothesis changes is a copy.
WHOLE = {name: FILES[name]() for name in FILES}
OUTCOMES = {"cleaned", "broken", "locked", "macros", "old-format", "too-much"}
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def outcome(content: bytes, suffix: str) -> str:
    try:
        clean(io.BytesIO(content), io.BytesIO(), suffix, Traces())
    except RefusedFile as refused:
        return refused.reason
    return "cleaned"


@SLOW
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_damaged_file_is_cleaned_or_refused_and_never_fails_otherwise(name, data):
    content = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(1, len(content)))]) if data.draw(st.booleans()) else bytes(content)
    assert outcome(damaged, suffix_of(name)) in OUTCOMES


@SLOW
@given(st.sampled_from(sorted(name for name in WHOLE if suffix_of(name) != ".pdf")), st.data())
def test_a_part_of_an_office_file_may_hold_anything(name, data):
    """The archive is whole, and one of its parts is not: damage that the archive's own checksums do not catch."""
    if WHOLE[name][:2] != b"PK":
        return
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    text = bytearray(parts[part])
    if text:
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=12))
    damaged = zipped(parts | {part: bytes(text)})
    assert outcome(damaged, suffix_of(name)) in OUTCOMES


@SLOW
@given(st.sampled_from(sorted(name for name in WHOLE if suffix_of(name) in READERS)), st.data())
def test_the_text_of_a_damaged_office_file_is_read_or_not_and_nothing_fails(tmp_path_factory, name, data):
    if WHOLE[name][:2] != b"PK":
        return
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    cut = data.draw(st.integers(0, len(parts[part])))
    path = tmp_path_factory.mktemp("damaged") / f"file{suffix_of(name)}"
    path.write_bytes(zipped(parts | {part: parts[part][:cut] + data.draw(st.binary(max_size=9))}))
    assert extract(path, suffix_of(name))["state"] in {"searchable", "no-text", "locked", "unreadable"}
