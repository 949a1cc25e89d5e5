"""Every word that stands in an office file is read, wherever it stands; what was deleted or remarked on is not."""

import io
import re

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from search.extraction.extractor import extract
from tests.search.extraction.packages import ODF, A, C, R, S, W, docx, office, opendocument, paragraph, rels

RUN = "<w:r><w:t>{}</w:t></w:r>"
TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
CHART = (
    f"<c:chartSpace {C} {A}><c:chart><c:title><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></c:title><c:cat><c:strRef><c:strCache><c:pt>"
    "<c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt><c:v>4.25</c:v></c:pt></c:numCache>"
    "</c:numRef></c:val></c:chart></c:chartSpace>"
)
# Where a word can stand in a Word file, beyond a paragraph and a table.
PLACES = {
    "content-control": "<w:sdt><w:sdtContent><w:p>" + RUN + "</w:p></w:sdtContent></w:sdt>",
    "control-in-a-line": "<w:p><w:sdt><w:sdtContent>" + RUN + "</w:sdtContent></w:sdt></w:p>",
    "control-round-a-cell": "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p>" + RUN + "</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
    "smart-tag": "<w:p><w:smartTag>" + RUN + "</w:smartTag></w:p>",
    "custom-xml": "<w:customXml><w:p>" + RUN + "</w:p></w:customXml>",
    "inserted": "<w:p><w:ins w:author='N'>" + RUN + "</w:ins></w:p>",
    "moved-here": "<w:p><w:moveTo w:author='N'>" + RUN + "</w:moveTo></w:p>",
    "link": "<w:p><w:hyperlink w:anchor='x'>" + RUN + "</w:hyperlink></w:p>",
    "field": "<w:p><w:fldSimple w:instr='PAGE'>" + RUN + "</w:fldSimple></w:p>",
    "table-in-a-table": "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>" + RUN + "</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "text-box": TEXT_BOX,
    "old-text-box": "<w:p><w:r><w:pict><w:txbxContent><w:p>" + RUN + "</w:p></w:txbxContent></w:pict></w:r></w:p>",
    "group": "<w:p><w:r><w:drawing><wps:wsp><wps:wsp><wps:txbx><w:txbxContent><w:p>" + RUN + "</w:p></w:txbxContent></wps:txbx></wps:wsp></wps:wsp></w:drawing></w:r></w:p>",
    "ruby": "<w:p><w:r><w:ruby><w:rubyBase>" + RUN + "</w:rubyBase></w:ruby></w:r></w:p>",
    "both-directions": "<w:p><w:bdo>" + RUN + "</w:bdo></w:p>",
}  # fmt: skip
UNREAD = {
    "deleted": "<w:p><w:del w:author='N'><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
    "deleted-as-text": "<w:p><w:del w:author='N'>" + RUN + "</w:del></w:p>",
    "moved-away": "<w:p><w:moveFrom w:author='N'>" + RUN + "</w:moveFrom></w:p>",
    "instruction": "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>",
}


def read(tmp_path, content, suffix):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    return extract(path, suffix)


def words(result):
    return " ".join(text for _label, text in result["pages"]).split()


@pytest.mark.parametrize("place", PLACES)
def test_a_word_is_read_once_wherever_it_stands(tmp_path, place):
    result = read(tmp_path, docx(paragraph("before") + PLACES[place].format("hydropost") + paragraph("after")), ".docx")
    assert words(result) == ["before", "hydropost", "after"]


@pytest.mark.parametrize("place", UNREAD)
def test_what_was_deleted_or_is_no_text_is_not_read(tmp_path, place):
    result = read(tmp_path, docx(paragraph("before") + UNREAD[place].format("hydropost") + paragraph("after")), ".docx")
    assert words(result) == ["before", "after"]


def test_a_word_that_is_cut_into_runs_stays_one(tmp_path):
    assert words(read(tmp_path, docx("<w:p>" + RUN.format("hydro") + RUN.format("post") + "</w:p>"), ".docx")) == [
        "hydropost"
    ]


def test_notes_are_read_where_they_are_referred_to_and_heads_and_charts_too(tmp_path):
    note = (
        f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>of Plotina</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    parts = {
        "word/footnotes.xml": note,
        "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>Protocol</w:t></w:r></w:p></w:hdr>",
        "word/comments.xml": f"<w:comments {W}><w:comment w:id='1'><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment></w:comments>",
        "word/charts/chart1.xml": CHART.format("Flow", "April"),
    }
    body = (
        "<w:p>" + RUN.format("gauge") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + RUN.format("reads") + "</w:p>"
        f"<w:p><w:r><w:drawing><c:chart {C} r:id='rId4'/></w:drawing></w:r></w:p>"
    )
    relations = ("footnotes footnotes.xml", "header header1.xml", "comments comments.xml", "chart charts/chart1.xml")
    result = read(tmp_path, docx(body, parts=parts, relations=relations), ".docx")
    assert words(result) == ["gauge", "of", "Plotina", "reads", "Flow", "April", "Protocol"]


def test_a_passage_says_its_page_and_its_heading_where_word_has_noted_them(tmp_path):
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    styles = f"<w:styles {W}><w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style></w:styles>"
    body = (
        paragraph("first")
        + paragraph("Results", style="H1")
        + paragraph("second")
        + paragraph("third", before=turn)
        + paragraph("fourth")
    )
    result = read(tmp_path, docx(body, parts={"word/styles.xml": styles}, relations=("styles styles.xml",)), ".docx")
    assert [tuple(page) for page in result["pages"]] == [
        ("1", "first"),
        ("1 · Results", "second"),
        ("2 · Results", "third fourth"),
    ]


def test_slides_are_read_in_their_order_with_groups_tables_and_charts(tmp_path):
    deck, target = Presentation(), io.BytesIO()
    for number in (1, 2):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, 99, 99).text_frame.text = f"grouped{number}"
        slide.shapes.add_table(1, 1, 0, 0, 99, 99).table.cell(0, 0).text = f"cell{number}"
        data = CategoryChartData()
        data.categories = [f"season{number}"]
        data.add_series(f"flow{number}", (1.5,))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(1), Inches(1), data)
        slide.notes_slide.notes_text_frame.text = "untold"
    listed = deck.slides._sldIdLst
    listed.append(listed[0])  # the first becomes the second
    deck.save(target)
    pages = dict(read(tmp_path, target.getvalue(), ".pptx")["pages"])
    assert [sorted(pages[number].split()) for number in ("1", "2")] == [
        sorted(f"{word}{number}" for word in ("grouped", "cell", "season", "flow")) for number in (2, 1)
    ]


def test_sheets_are_read_under_their_names_with_charts_and_headers(tmp_path):
    book, target = Workbook(), io.BytesIO()
    first, second = book.active, book.create_sheet("Насосы")
    first.title = "Flow"
    first.append(["Gate", "Litres"])
    first.append(["Plotina", 42])
    first.oddHeader.center.text = "Draft"
    chart = BarChart()
    chart.title = "Seasons"
    chart.add_data(Reference(first, min_col=2, min_row=1, max_row=2), titles_from_data=True)
    first.add_chart(chart, "E1")
    second["B7"] = "Суу"
    book.save(target)
    pages = dict(read(tmp_path, target.getvalue(), ".xlsx")["pages"])
    assert pages["Насосы"] == "Суу"
    assert {"Gate", "Litres", "Plotina", "Seasons"} <= set(pages["Flow"].split())
    assert "42" not in pages["Flow"]


def test_cells_that_hold_their_text_themselves_are_read(tmp_path):
    sheet = f'<worksheet {S}><sheetData><row><c t="inlineStr"><is><t>inline</t></is></c><c t="str"><f>A</f><v>computed</v></c></row></sheetData></worksheet>'
    book = f'<workbook {S} {R}><sheets><sheet name="Sums" sheetId="1" r:id="rId1"/></sheets></workbook>'
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": rels("worksheet worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    assert read(tmp_path, office(parts, main="xl/workbook.xml"), ".xlsx")["pages"] == [("Sums", "inline computed")]


def test_an_open_text_is_read_with_notes_boxes_and_heads(tmp_path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:h>Results</text:h><text:section><text:p>hydro<text:span>post</text:span><text:s/>reads<text:tab/>twice</text:p></text:section>"
        "<text:p>gauge<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p> of Plotina</text:p></text:note-body></text:note></text:p>"
        "<text:p><office:annotation><dc:creator>Asanova</dc:creator><text:p>remark</text:p></office:annotation><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>"
        "<text:list><text:list-item><text:p>listed</text:p></text:list-item></text:list>"
    )
    head = "<office:master-styles><style:master-page><style:header><text:p>Protocol</text:p></style:header></style:master-page></office:master-styles>"
    result = read(tmp_path, opendocument("text", body, styles=head), ".odt")
    assert result["pages"] == [
        ("Results", "hydropost reads twice gauge of Plotina boxed cell listed"),
        ("", "Protocol"),
    ]


def test_an_open_text_says_its_pages(tmp_path):
    body = "<text:p>first<text:soft-page-break/>second</text:p><text:soft-page-break/><text:h>Results</text:h><text:p>third</text:p>"
    assert read(tmp_path, opendocument("text", body), ".odt")["pages"] == [
        ("1", "first"),
        ("2", "second"),
        ("3 · Results", "third"),
    ]


def test_open_sheets_and_slides_are_read_with_their_charts(tmp_path):
    chart = "<office:document-content {}><office:body><office:chart><chart:chart><chart:title><text:p>Seasons</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>"
    cell = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    body = f'<table:table table:name="Flow">{cell.format("Gate")}<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></table:table><table:table table:name="Насосы">{cell.format("Суу")}</table:table>'
    content = opendocument("spreadsheet", body, parts={"Object 1/content.xml": chart.format(ODF)})
    assert read(tmp_path, content, ".ods")["pages"] == [("Flow", "Gate Seasons"), ("Насосы", "Суу")]
    page = "<draw:page><draw:g><draw:custom-shape><text:p>{}</text:p></draw:custom-shape></draw:g><presentation:notes><draw:frame><text:p>untold</text:p></draw:frame></presentation:notes></draw:page>"
    assert read(tmp_path, opendocument("presentation", page.format("one") + page.format("two")), ".odp")["pages"] == [
        ("1", "one"),
        ("2", "two"),
    ]


def test_pictures_are_counted_beside_the_words(tmp_path):
    picture = {"word/media/image1.png": b"x", "word/media/image2.jpeg": b"x"}
    assert read(tmp_path, docx(paragraph("gauge"), parts=picture), ".docx")["pictures"] == 2
    assert read(tmp_path, b"\x89PNG", ".png") == {"state": "no-text", "pages": [], "pictures": 1}


LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://w"><w:body><w:t>&b;</w:t></w:body></w:document>'


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (LOCKED, "locked"),
        (docx("", parts={"word/document.xml": ENTITIES}), "unreadable"),
        (docx("", parts={"word/document.xml": "<w>" * 9_000}), "unreadable"),
        (docx("<w:p>" * 400 + "</w:p>" * 400), "unreadable"),
        (docx(paragraph("x"))[:-40], "unreadable"),
        (re.sub(rb"word/document", rb"word/documenT", docx(paragraph("x")), count=1), "unreadable"),
    ],
)
def test_files_that_mean_harm_are_read_no_further(tmp_path, content, state):
    assert read(tmp_path, content, ".docx")["state"] == state
