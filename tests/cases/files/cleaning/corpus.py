"""Files of every kind that are cleaned, each with a name planted somewhere a program of an office would put it.

Each shows the word KEPT to its readers, and nowhere the NAME.
"""

import io
import re
import struct
import zlib
from collections.abc import Callable

import pikepdf
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image, PngImagePlugin
from pptx import Presentation
from pptx.util import Inches

from tests.search.extraction.packages import (
    MC,
    OFFICE,
    P,
    R,
    S,
    W,
    docx,
    office,
    opendocument,
    paragraph,
    rels,
    zipped,
)
from tests.search.extraction.papers import pdf_with

NAME, KEPT = "Zarifakanar", "hydropost"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
FILES: dict[str, Callable[[], bytes]] = {}


def planted(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """name: of the file, as its author calls it."""

    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        FILES[name] = make
        return make

    return keep


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


# --- pictures ---


def exif_of(artist: str = NAME) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B], exif[0x9286] = 6, f"Phone of {artist}", artist, artist.encode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (42.0, 52.0, 7.25), "E", (74.0, 36.0, 0.0)
    place[27] = f"{artist} GPS".encode()
    return exif


def picture(mode: str = "RGB", size: tuple[int, int] = (32, 20)) -> Image.Image:
    return Image.radial_gradient("L").resize(size).convert(mode)


def jpeg(**options) -> bytes:
    target = io.BytesIO()
    picture().save(target, "JPEG", **options)
    return target.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


@planted("exif.jpg")
def _():
    return jpeg(exif=exif_of(), comment=NAME.encode())


@planted("xmp-iptc-and-a-film-behind.jpeg")
def _():
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>" + NAME.encode() + b"</dc:creator></x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x20" + NAME.encode()
    marks = (
        segment(0xE1, xmp)
        + segment(0xED, iptc)
        + segment(0xE2, b"MPF\0" + NAME.encode())
        + segment(0xEC, NAME.encode())
    )
    whole = jpeg(progressive=True, icc_profile=None)
    return whole[:2] + marks + whole[2:] + b"ftypmp42" + NAME.encode()


@planted("preview.jpg")
def _():
    whole = jpeg(exif=exif_of())
    inner = segment(0xE0, b"JFXX\0\x10" + jpeg(comment=NAME.encode()))
    return whole[:2] + inner + whole[2:]


def png(**options) -> bytes:
    target = io.BytesIO()
    picture().save(target, "PNG", **options)
    return target.getvalue()


@planted("texts.png")
def _():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", NAME)
    notes.add_text("Comment", NAME, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", f"<dc:creator>{NAME}</dc:creator>", zip=True)
    return png(pnginfo=notes, exif=exif_of())


@planted("behind-the-end.png")
def _():
    made = png(icc_profile=None)
    name = b"naMe" + NAME.encode()
    chunk = struct.pack(">I", len(NAME)) + name + struct.pack(">I", zlib.crc32(name))
    return made[:33] + chunk + made[33:] + NAME.encode()


@planted("exif-and-xmp.webp")
def _():
    target = io.BytesIO()
    picture("RGBA").save(target, "WEBP", lossless=True, exif=exif_of(), xmp=f"<dc:creator>{NAME}</dc:creator>".encode())
    return target.getvalue()


@planted("moving.webp")
def _():
    target = io.BytesIO()
    frames = [picture(), picture().rotate(90)]
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], exif=exif_of(), duration=90)
    return target.getvalue()


# --- Word ---


@planted("properties.docx")
def _():
    document = Document()
    document.add_paragraph(KEPT)
    properties = document.core_properties
    for field in ("author", "last_modified_by", "title", "subject", "keywords", "comments", "category", "identifier"):
        setattr(properties, field, NAME)
    return saved(document)


@planted("comments.docx")
def _():
    document = Document()
    run = document.add_paragraph(KEPT).runs[0]
    document.add_comment(run, text=f"{NAME} says so", author=NAME, initials="ZK")
    return saved(document)


CHANGED = (
    f'<w:p w:rsidR="00AB{NAME}"><w:pPr><w:rPr><w:del w:id="1" w:author="{NAME}" w:date="2026-01-01T00:00:00Z"/></w:rPr></w:pPr>'
    f'<w:ins w:id="2" w:author="{NAME}"><w:r><w:t>{KEPT} </w:t></w:r></w:ins>'
    f'<w:del w:id="3" w:author="{NAME}"><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>'
    f'<w:p><w:moveFrom w:id="4" w:author="{NAME}"><w:r><w:t>{NAME}</w:t></w:r></w:moveFrom>'
    f'<w:moveTo w:id="5" w:author="{NAME}"><w:r><w:rPr><w:rPrChange w:id="6" w:author="{NAME}"><w:rPr/></w:rPrChange></w:rPr><w:t>moved</w:t></w:r></w:moveTo></w:p>'
    f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:trPr><w:del w:id="7" w:author="{NAME}"/></w:trPr><w:tc><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:tc></w:tr>'
    f'<w:tr><w:trPr><w:ins w:id="8" w:author="{NAME}"/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>'
)


@planted("tracked-changes.docx")
def _():
    return docx(CHANGED)


@planted("people-and-newer-comments.docx")
def _():
    parts = {
        "word/people.xml": f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{NAME}"/></w15:people>',
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="{NAME}"><w:p/></w:comment></w:comments>',
        "word/commentsExtended.xml": f"<x>{NAME}</x>",
    }
    body = f'<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{KEPT}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    relations = (
        "http://schemas.microsoft.com/office/2011/relationships/people people.xml",
        "comments comments.xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended commentsExtended.xml",
    )
    return docx(body, parts=parts, relations=relations)


@planted("settings.docx")
def _():
    settings = (
        f'<w:settings {W} {R} {W14}><w:attachedTemplate r:id="rId1"/><w:trackRevisions/><w:defaultTabStop w:val="720"/><w:rsids><w:rsidRoot w:val="00{NAME}"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="owner" w:val="{NAME}"/></w:docVars><w:documentProtection w:hash="{NAME}"/><w14:docId w14:val="{NAME}"/></w:settings>'
    )
    parts = {
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": rels(f"attachedTemplate file:///C:/Users/{NAME}/Normal.dotm external"),
    }
    return docx(paragraph(KEPT), parts=parts, relations=("settings settings.xml",))


@planted("custom-xml-and-properties.docx")
def _():
    parts = {
        "customXml/item1.xml": f"<owner>{NAME}</owner>",
        "docProps/custom.xml": f"<Properties><property name='{NAME}'/></Properties>",
        "docProps/thumbnail.jpeg": jpeg(comment=NAME.encode()),
        "word/customXml1.xml": f"<a>{NAME}</a>",
    }
    body = f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/><w:dataBinding w:xpath="/{NAME}"/></w:sdtPr><w:sdtContent>{paragraph(KEPT)}</w:sdtContent></w:sdt>'
    body += f'<w:customXml w:uri="urn:{NAME}" w:element="{NAME}"><w:customXmlPr><w:attr w:name="{NAME}"/></w:customXmlPr><w:p/></w:customXml>'
    root = f'<Relationship Id="rId8" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    return docx(body, parts=parts, relations=("customXml ../customXml/item1.xml",), root=root)


@planted("embedded-sheet.docx")
def _():
    body = f'<w:p><w:r><w:t>{KEPT}</w:t></w:r><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel" r:id="rId1"/></w:object></w:r></w:p>'
    inner = zipped({"docProps/core.xml": f"<creator>{NAME}</creator>"})
    return docx(body, parts={"word/embeddings/sheet1.bin": inner}, relations=("package embeddings/sheet1.bin",))


def drawing(relation: str, **attributes: str) -> str:
    given = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    return (
        f'<w:p><w:r><w:drawing><wp:inline {space}><wp:extent cx="900000" cy="600000"/><wp:docPr id="7" {given}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="7" {given}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {relation}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


@planted("photo-in-a-text.docx")
def _():
    parts = {f"word/media/{NAME}.jpeg": jpeg(exif=exif_of())}
    body = paragraph(KEPT) + drawing('r:embed="rId1"', name=f"{NAME}.jpg", descr=f"C:\\Users\\{NAME}\\gate.jpg")
    return docx(body, parts=parts, relations=(f"image media/{NAME}.jpeg",))


@planted("tiff-and-emf.docx")
def _():
    tiff = io.BytesIO()
    picture().save(tiff, "TIFF", artist=NAME)
    parts = {"word/media/image1.tiff": tiff.getvalue(), "word/media/image2.emf": emf()}
    body = paragraph(KEPT) + drawing('r:embed="rId1"', name="1") + drawing('r:embed="rId2"', name="2")
    return docx(body, parts=parts, relations=("image media/image1.tiff", "image media/image2.emf"))


def emf() -> bytes:
    """A drawing with a description of its maker, and a remark of his."""
    said = f"{NAME}\0{NAME}\0\0".encode("utf-16-le")
    said += b"\0" * (-len(said) % 4)
    header_bytes = 100 + len(said)
    remark = NAME.encode() + b"\0" * (-len(NAME) % 4)
    comment = struct.pack("<III", 70, 12 + len(remark), len(remark)) + remark
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    size = header_bytes + len(comment) + len(end)
    head = struct.pack(
        "<II4i4i4sIIIHHIIIiiii",
        1,
        header_bytes,
        0,
        0,
        9,
        9,
        0,
        0,
        500,
        500,
        b" EMF",
        0x10000,
        size,
        3,
        1,
        0,
        len(said) // 2,
        100,
        0,
        640,
        480,
        320,
        240,
    )
    return head + struct.pack("<III", 0, 0, 0) + said + comment + end


@planted("fields.docx")
def _():
    def field(instruction: str, shown: str) -> str:
        begin, separate, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        return f"<w:p>{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}<w:r><w:t>{shown}</w:t></w:r>{end}</w:p>"

    body = field(f' LINK Excel.Sheet "C:\\\\Users\\\\{NAME}\\\\a.xlsx" ', KEPT) + field(" PAGE ", "1")
    body += (
        field(f' HYPERLINK "mailto:{NAME}@demo.example" ', "write")
        + f'<w:p><w:fldSimple w:instr=" DOCPROPERTY {NAME} "><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>'
    )
    return docx(body)


@planted("links.docx")
def _():
    body = f'<w:p><w:hyperlink r:id="rId1"><w:r><w:t>{KEPT}</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId2"><w:r><w:t> mail</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId3"><w:r><w:t> law</w:t></w:r></w:hyperlink></w:p>'
    relations = (
        f"hyperlink file:///C:/Users/{NAME}/a.docx external",
        f"hyperlink mailto:{NAME}@demo.example external",
        "hyperlink https://law.example/12 external",
    )
    return docx(body, relations=relations)


@planted("html-within.docx")
def _():
    return docx(
        paragraph(KEPT) + '<w:altChunk r:id="rId1"/>',
        parts={"word/chunk.xml": f"<html>{NAME}</html>"},
        relations=("aFChunk chunk.xml",),
    )


@planted("names-of-parts.docx")
def _():
    parts = {
        f"word/{NAME}.xml": f"<w:footnotes {W}><w:footnote w:id='1'><w:p><w:r><w:t>foot</w:t></w:r></w:p></w:footnote></w:footnotes>"
    }
    made = docx(
        f'<w:p><w:r><w:t>{KEPT}</w:t><w:footnoteReference w:id="1"/></w:r></w:p>',
        parts=parts,
        relations=(f"footnotes {NAME}.xml",),
    )
    types = '<Override PartName="/docProps/app.xml"'
    return retyped(
        made,
        types,
        f'<Override PartName="/word/{NAME}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>',
    )


def retyped(content: bytes, _before: str, override: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode() + b"</Types>")
    return zipped(parts, comment=NAME.encode())


@planted("foreign-markup.docx")
def _():
    body = f'<w:p w14:paraId="7A{NAME}" {W14}><w:r><w:t>{KEPT}</w:t></w:r><x:owner xmlns:x="urn:{NAME}" x:of="{NAME}">{NAME}</x:owner></w:p>'
    body += f'<!-- {NAME} --><?mso-owner {NAME}?><w:p xmlns:z="http://{NAME}.example" z:who="{NAME}"><w:permStart w:ed="{NAME}"/><w:permEnd/></w:p>'
    return docx(body)


@planted("old-shapes.docx")
def _():
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    shape = f'<w:p><w:r><w:pict {vml}><v:shape id="s1" style="width:60pt;height:40pt" alt="{NAME}" o:gfxdata="{NAME}"><v:imagedata r:id="rId1" o:title="{NAME}"/></v:shape></w:pict></w:r></w:p>'
    return docx(paragraph(KEPT) + shape, parts={"word/media/image1.png": png()}, relations=("image media/image1.png",))


@planted("glossary-and-unknown-parts.docx")
def _():
    parts = {
        "word/glossary/document.xml": f"<w:glossaryDocument {W}>{NAME}</w:glossaryDocument>",
        f"word/{NAME}.bin": NAME,
        "userCustomization/x.xml": NAME,
    }
    return docx(
        paragraph(KEPT), parts=parts, relations=("glossaryDocument glossary/document.xml", f"{NAME} {NAME}.bin")
    )


# --- PowerPoint ---


def deck(*, notes: str = "") -> Presentation:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = KEPT
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return made


@planted("notes-and-properties.pptx")
def _():
    made = deck(notes=NAME)
    made.core_properties.author = made.core_properties.title = NAME
    return saved(made)


@planted("photo.pptx")
def _():
    made = deck()
    shown = made.slides[0].shapes.add_picture(io.BytesIO(jpeg(exif=exif_of())), 0, 0, Inches(2))
    shown._element.nvPicPr.cNvPr.set("descr", f"{NAME}.jpg")
    shown._element.nvPicPr.cNvPr.set("name", NAME)
    return saved(made)


@planted("embedded-chart.pptx")
def _():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    made, data = deck(), CategoryChartData()
    data.categories = ["April"]
    data.add_series("Flow", (4,))
    frame = made.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    book = Workbook()
    book.active["A1"], book.properties.creator = NAME, NAME
    frame.chart.part.chart_workbook.xlsx_part._blob = saved(book)
    return saved(made)


@planted("embedded-object.pptx")
def _():
    made = deck()
    made.slides[0].shapes.add_ole_object(
        io.BytesIO(zipped({"a.txt": NAME})), "Package", 0, 0, Inches(1), Inches(1), icon_file=io.BytesIO(png())
    )
    return saved(made)


@planted("film.pptx")
def _():
    made = deck()
    made.slides[0].shapes.add_movie(
        io.BytesIO(b"ftypmp42" + NAME.encode()), 0, 0, Inches(1), Inches(1), poster_frame_image=io.BytesIO(png())
    )
    return saved(made)


@planted("comments-and-tags.pptx")
def _():
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    made = deck()
    package = made.part.package
    for owner, kind, name, content in (
        (
            made.part,
            f"{OFFICE}/commentAuthors",
            "/ppt/commentAuthors.xml",
            f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="{NAME}"/></p:cmAuthorLst>',
        ),
        (
            made.slides[0].part,
            f"{OFFICE}/comments",
            "/ppt/comments/comment1.xml",
            f"<p:cmLst {P}><p:cm><p:text>{NAME}</p:text></p:cm></p:cmLst>",
        ),
        (
            made.slides[0].part,
            f"{OFFICE}/tags",
            "/ppt/tags/tag1.xml",
            f'<p:tagLst {P}><p:tag name="OWNER" val="{NAME}"/></p:tagLst>',
        ),
        (
            made.part,
            "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
            "/ppt/changesInfos/changesInfo1.xml",
            f"<x>{NAME}</x>",
        ),
    ):
        part = Part(
            PackURI(name),
            "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
            package,
            content.encode(),
        )
        owner.relate_to(part, kind)
    return saved(made)


@planted("protected-with-sections.pptx")
def _():
    from lxml import etree

    made = deck()
    root = made.part._element
    extension = f'<p:extLst {P}><p:ext uri="{{521415D9}}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="{NAME}"/></p14:sectionLst></p:ext></p:extLst>'
    root.append(etree.fromstring(f'<p:modifyVerifier {P} hashData="{NAME}"/>'))
    root.append(etree.fromstring(extension))
    return saved(made)


@planted("names-of-layouts-and-themes.pptx")
def _():
    made = deck()
    made.slide_layouts[5]._element.cSld.set("name", NAME)
    theme = next(one for one in made.slide_master.part.rels.values() if one.reltype.endswith("/theme")).target_part
    theme._blob = re.sub(rb'name="Office[^"]*"', f'name="{NAME}"'.encode(), theme.blob)
    return saved(made)


# --- Excel ---


def book() -> Workbook:
    made = Workbook()
    made.active["A1"] = KEPT
    return made


@planted("properties.xlsx")
def _():
    made = book()
    made.properties.creator = made.properties.lastModifiedBy = made.properties.title = NAME
    return saved(made)


@planted("comments.xlsx")
def _():
    made = book()
    made.active["A1"].comment = Comment(NAME, NAME)
    return saved(made)


@planted("photo.xlsx")
def _():
    made = book()
    made.active.add_image(SheetImage(io.BytesIO(jpeg(exif=exif_of()))), "B2")
    return saved(made)


def hand_made_book(
    *,
    sheet: str = "",
    top: str = "",
    strings: str = "",
    relations: tuple[str, ...] = (),
    parts: dict | None = None,
    sheet_relations: tuple[str, ...] = (),
) -> bytes:
    own = {
        "xl/workbook.xml": f'<workbook {S} {R} {MC}>{top}<sheets><sheet name="Flow" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="own">Flow!A1</definedName><definedName name="outer">[1]Flow!A1</definedName></definedNames></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            "worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml", *relations
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet {S} {R}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>{sheet}</worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": rels(*sheet_relations),
        "xl/sharedStrings.xml": f"<sst {S}><si><t>{KEPT}</t></si>{strings}</sst>",
    }
    return office(own | (parts or {}), main="xl/workbook.xml")


CELLS_END = "</row></sheetData>"


@planted("path-and-users.xlsx")
def _():
    top = f'<fileVersion codeName="{{{NAME}}}"/><fileSharing userName="{NAME}"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\Users\\{NAME}"/></mc:Choice></mc:AlternateContent>'
    sheet = (
        CELLS_END
        + f'<scenarios><scenario name="a" user="{NAME}"/></scenarios><protectedRanges><protectedRange name="{NAME}"/></protectedRanges>'
    )
    return hand_made_book(top=top, sheet=sheet)


@planted("deleted-cells.xlsx")
def _():
    return hand_made_book(sheet=CELLS_END, strings=f"<si><t>{NAME}</t></si><si><r><t>{NAME}</t></r></si>")


@planted("another-book.xlsx")
def _():
    parts = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink {S} {R}><externalBook r:id="rId1"><sheetNames><sheetName val="{NAME}"/></sheetNames></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels(
            f"externalLinkPath file:///C:/Users/{NAME}/a.xlsx external"
        ),
    }
    sheet = (
        f"<c r='B1'><f>'C:\\Users\\{NAME}\\[a.xlsx]Flow'!A1</f><v>4</v></c><c r='C1'><f>[1]Flow!A1</f><v>5</v></c>"
        + CELLS_END
    )
    return hand_made_book(sheet=sheet, parts=parts, relations=("externalLink externalLinks/externalLink1.xml",))


@planted("pivot-and-printer.xlsx")
def _():
    parts = {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition {S} refreshedBy="{NAME}"/>',
        "xl/printerSettings/printerSettings1.bin": NAME.encode("utf-16-le"),
        "xl/persons/person.xml": f"<personList>{NAME}</personList>",
        "xl/threadedComments/threadedComment1.xml": f"<ThreadedComments>{NAME}</ThreadedComments>",
        "xl/connections.xml": f'<connections {S}><connection name="{NAME}"/></connections>',
    }
    top = ""
    relations = (
        "pivotCacheDefinition pivotCache/pivotCacheDefinition1.xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/person persons/person.xml",
        "connections connections.xml",
    )
    sheet = CELLS_END + '<pageSetup orientation="landscape" r:id="rId1"/>'
    own = (
        "printerSettings ../printerSettings/printerSettings1.bin",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment ../threadedComments/threadedComment1.xml",
    )
    return hand_made_book(top=top, sheet=sheet, parts=parts, relations=relations, sheet_relations=own)


# --- OpenDocument ---

PARAGRAPH = f"<text:p>{KEPT}</text:p>"
META = f"<office:document-meta><dc:creator>{NAME}</dc:creator></office:document-meta>"


@planted("meta-and-more.odt")
def _():
    parts = {
        "meta.xml": META,
        "settings.xml": f"<a>{NAME}</a>",
        "Thumbnails/thumbnail.png": png(),
        "manifest.rdf": NAME,
        "Configurations2/a.xml": NAME,
        "layout-cache": NAME,
        "META-INF/documentsignatures.xml": f"<a>{NAME}</a>",
        "VersionList.xml": f"<a>{NAME}</a>",
        "Versions/Version1": zipped({"content.xml": NAME}),
    }
    return opendocument("text", PARAGRAPH, parts=parts)


@planted("changes-and-comments.odt")
def _():
    changes = f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>{NAME}</dc:creator></office:change-info><text:p>{NAME}</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    body = f'<text:p>hydro<text:change text:change-id="c1"/>post<office:annotation><dc:creator>{NAME}</dc:creator><text:p>{NAME}</text:p></office:annotation> reads</text:p>'
    return opendocument("text", changes + body)


@planted("fields-and-links.odt")
def _():
    body = (
        f'<text:p>{KEPT} <text:user-defined text:name="{NAME}">shown</text:user-defined> <text:file-name text:display="full">a</text:file-name></text:p>'
        f'<text:p><text:a xlink:href="file:///home/{NAME}/a.odt">there</text:a> <text:a xlink:href="mailto:{NAME}@demo.example">mail</text:a> <text:a xlink:href="https://law.example/">law</text:a></text:p>'
        f'<office:forms><form:form form:name="{NAME}"/></office:forms><text:p officeooo:rsid="{NAME}" xmlns:z="urn:{NAME}" z:who="{NAME}">x<z:owner>{NAME}</z:owner></text:p><!-- {NAME} -->'
    )
    return opendocument("text", body)


@planted("photo.odt")
def _():
    body = f'{PARAGRAPH}<text:p><draw:frame draw:name="{NAME}" svg:width="3cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="Pictures/{NAME}.jpg"/><svg:desc>/home/{NAME}/a.jpg</svg:desc></draw:frame></text:p>'
    return opendocument("text", body, parts={f"Pictures/{NAME}.jpg": jpeg(exif=exif_of())})


@planted("photo-inside-the-text.odt")
def _():
    import base64

    inner = base64.b64encode(jpeg(exif=exif_of(), comment=NAME.encode())).decode()
    return opendocument(
        "text",
        f'{PARAGRAPH}<text:p><draw:frame svg:width="3cm" svg:height="2cm"><draw:image><office:binary-data>{inner}</office:binary-data></draw:image></draw:frame></text:p>',
    )


@planted("outer-sheets.ods")
def _():
    cell = f'<table:table table:name="Flow"><table:table-row><table:table-cell table:formula="of:=[\'file:///home/{NAME}/a.ods\'#$A.A1]"><text:p>{KEPT}</text:p></table:table-cell></table:table-row></table:table>'
    outer = f'<table:table table:name="\'file:///home/{NAME}/a.ods\'#A"><table:table-source xlink:href="/home/{NAME}/a.ods"/><table:table-row><table:table-cell><text:p>{NAME}</text:p></table:table-cell></table:table-row></table:table>'
    changes = f"<table:tracked-changes><table:cell-content-change><office:change-info><dc:creator>{NAME}</dc:creator></office:change-info></table:cell-content-change></table:tracked-changes>"
    return opendocument("spreadsheet", changes + cell + outer, parts={"meta.xml": META})


@planted("chart-and-object.ods")
def _():
    from tests.search.extraction.packages import ODF

    chart = f'<office:document-content {ODF}><office:body><office:chart><chart:chart chart:class="chart:bar"><chart:title><text:p>Seasons</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>'
    parts = {
        "Object 1/content.xml": chart,
        "Object 1/meta.xml": META,
        "ObjectReplacements/Object 1": NAME,
        "Object 2": NAME,
    }
    shown = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame><draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame>'
    return opendocument(
        "spreadsheet",
        f'<table:table table:name="Flow"><table:table-row><table:table-cell><text:p>{KEPT}</text:p>{shown}</table:table-cell></table:table-row></table:table>',
        parts=parts,
    )


@planted("notes-and-scripts.odp")
def _():
    page = f'<draw:page draw:name="page1"><draw:frame svg:width="9cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box>{PARAGRAPH}</draw:text-box></draw:frame><draw:frame><draw:plugin xlink:href="Media/a.mp4"/></draw:frame><office:event-listeners><script:event-listener xlink:href="{NAME}"/></office:event-listeners><presentation:notes><draw:frame><draw:text-box><text:p>{NAME}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>'
    return opendocument(
        "presentation", page, parts={"Media/a.mp4": NAME, "meta.xml": META, "Basic/script-lc.xml": f"<a>{NAME}</a>"}
    )


# --- PDF ---


def pdf(change: Callable[[pikepdf.Pdf], None], **options) -> bytes:
    with pikepdf.open(io.BytesIO(pdf_with(KEPT, "second"))) as made:
        change(made)
        target = io.BytesIO()
        made.save(target, **options)
    return target.getvalue()


@planted("properties.pdf")
def _():
    def change(made):
        made.docinfo["/Author"] = made.docinfo["/Title"] = NAME
        with made.open_metadata() as marks:
            marks["dc:creator"] = [NAME]

    return pdf(change)


@planted("older-version.pdf")
def _():
    old = pdf_with(f"{NAME} {KEPT}", "second")
    at = old.index(b"xref\n0")
    stream = f"BT /F1 12 Tf 72 720 Td ({KEPT}) Tj ET"
    addition = f"5 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\n".encode()
    table = f"xref\n5 1\n{len(old):010} 00000 n \ntrailer << /Size 8 /Root 1 0 R /Prev {at} >>\nstartxref\n{len(old) + len(addition)}\n%%EOF\n".encode()
    return old + addition + table


@planted("attached-and-scripts.pdf")
def _():
    def change(made):
        made.attachments["a.txt"] = NAME.encode()
        made.Root.Names.JavaScript = pikepdf.Dictionary(
            Names=pikepdf.Array(["a", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{NAME}')")])
        )
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=f"C:/{NAME}.exe")
        made.Root.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=NAME, LastModified=NAME))
        made.pages[0].obj.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=NAME))
        made.pages[0].obj.Owner = pikepdf.String(NAME)
        made.Root.Owner = made.make_indirect(pikepdf.Dictionary(Name=NAME))

    return pdf(change)


@planted("remarks.pdf")
def _():
    def change(made):
        def note(kind, **more):
            return made.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name(kind),
                    Rect=[0, 0, 9, 9],
                    T=NAME,
                    NM=NAME,
                    M=f"D:2026{NAME}",
                    Contents=NAME,
                    **more,
                )
            )

        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"mailto:{NAME}@demo.example"),
        )
        made.pages[0].obj.Annots = pikepdf.Array(
            [note("/Text"), note("/Highlight", QuadPoints=[0] * 8), note("/Popup"), link]
        )

    return pdf(change)


@planted("titles-of-structure.pdf")
def _():
    def change(made):
        part = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, T=NAME))
        made.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=part)

    return pdf(change)


@planted("signed-form.pdf")
def _():
    def change(made):
        signature = made.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Sig, T="Sig1", V=pikepdf.Dictionary(Name=NAME, Contents=NAME.encode(), M="D:2026")
            )
        )
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([signature]), XFA=NAME, SigFlags=3)

    return pdf(change)


@planted("photo.pdf")
def _():
    def change(made):
        photo = pikepdf.Stream(made, jpeg(exif=exif_of()))
        photo.Type, photo.Subtype, photo.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DCTDecode
        photo.Width, photo.Height, photo.BitsPerComponent, photo.ColorSpace = 32, 20, 8, pikepdf.Name.DeviceRGB
        photo.Metadata = pikepdf.Stream(made, NAME.encode())
        made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=photo)
        made.pages[0].contents_add(b"q 90 0 0 60 72 600 cm /Im0 Do Q")

    return pdf(change)


def with_picture(content: bytes, *filters: str, **keys) -> bytes:
    def change(made):
        picture = pikepdf.Stream(made, content)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Filter = pikepdf.Array([pikepdf.Name(one) for one in filters])
        picture.Width, picture.Height, picture.BitsPerComponent, picture.ColorSpace = 32, 20, 8, pikepdf.Name.DeviceRGB
        for name, value in keys.items():
            picture[f"/{name}"] = value
        made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=picture)

    return pdf(change)


@planted("photo-packed-twice.pdf")
def _():
    return with_picture(zlib.compress(jpeg(exif=exif_of())), "/FlateDecode", "/DCTDecode")


@planted("photo-packed-as-text.pdf")
def _():
    return with_picture(zlib.compress(jpeg(exif=exif_of()).hex().encode() + b">"), "/Fl", "/ASCIIHexDecode", "/DCT")


@planted("scan-in-jpeg-2000.pdf")
def _():
    scan = io.BytesIO()
    Image.new("RGB", (32, 20), "teal").save(scan, "JPEG2000")
    boxes = [(b"xml ", f"<made by='{NAME}'/>".encode()), (b"uuid", bytes(16) + NAME.encode())]
    told = b"".join(struct.pack(">I", 8 + len(payload)) + name + payload for name, payload in boxes)
    return with_picture(scan.getvalue() + told, "/JPXDecode")


@planted("picture-with-an-owner.pdf")
def _():
    return with_picture(zlib.compress(bytes(32 * 20 * 3)), "/FlateDecode", Owner=pikepdf.String(NAME))


@planted("map.pdf")
def _():
    place = pikepdf.Dictionary(
        Type=pikepdf.Name.Measure,
        Subtype=pikepdf.Name.GEO,
        GCS=pikepdf.Dictionary(Type=pikepdf.Name.GEOGCS, WKT=f"{NAME} GPS"),
        GPTS=pikepdf.Array([42.87, 74.59]),
    )
    return with_picture(zlib.compress(bytes(32 * 20 * 3)), "/FlateDecode", Measure=place)


@planted("picture-described-by-its-path.pdf")
def _():
    def change(made):
        figure = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=f"C:\\Users\\{NAME}\\Pictures\\gate.jpg"
        )
        made.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=made.make_indirect(figure))

    return pdf(change)


@planted("layers-of-a-user.pdf")
def _():
    def change(made):
        user = pikepdf.Dictionary(Type=pikepdf.Name.Ind, Name=pikepdf.String(NAME))
        layer = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.OCG, Name=pikepdf.String("Rivers"), Usage=pikepdf.Dictionary(User=user)
            )
        )
        state = pikepdf.Dictionary(
            Creator=pikepdf.String(NAME), Name=pikepdf.String(NAME), Order=pikepdf.Array([layer])
        )
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=state)

    return pdf(change)


@planted("locked-for-changes.pdf")
def _():
    def change(made):
        made.docinfo["/Author"] = NAME

    return pdf(change, encryption=pikepdf.Encryption(owner=NAME, user="", R=4))
