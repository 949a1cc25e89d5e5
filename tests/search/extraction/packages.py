"""Office files made by hand, part by part: what programs of an office write, and what none would."""

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{OFFICE}"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "presentation": "presentation",
        "svg": "svg-compatible",
        "chart": "chart",
        "meta": "meta",
        "form": "form",
        "script": "script",
    }.items()
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:officeooo="http://openoffice.org/2009/office" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_ML = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "word/document.xml": f"{_ML}.wordprocessingml.document.main+xml",
    "word/styles.xml": f"{_ML}.wordprocessingml.styles+xml",
    "word/settings.xml": f"{_ML}.wordprocessingml.settings+xml",
    "word/footnotes.xml": f"{_ML}.wordprocessingml.footnotes+xml",
    "word/endnotes.xml": f"{_ML}.wordprocessingml.endnotes+xml",
    "word/header1.xml": f"{_ML}.wordprocessingml.header+xml",
    "word/footer1.xml": f"{_ML}.wordprocessingml.footer+xml",
    "word/comments.xml": f"{_ML}.wordprocessingml.comments+xml",
    "ppt/presentation.xml": f"{_ML}.presentationml.presentation.main+xml",
    "xl/workbook.xml": f"{_ML}.spreadsheetml.sheet.main+xml",
    "xl/sharedStrings.xml": f"{_ML}.spreadsheetml.sharedStrings+xml",
    "xl/styles.xml": f"{_ML}.spreadsheetml.styles+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_ML}.extended-properties+xml",
}
_BY_FOLDER = {
    "ppt/slides/": f"{_ML}.presentationml.slide+xml",
    "ppt/slideMasters/": f"{_ML}.presentationml.slideMaster+xml",
    "ppt/slideLayouts/": f"{_ML}.presentationml.slideLayout+xml",
    "ppt/notesSlides/": f"{_ML}.presentationml.notesSlide+xml",
    "ppt/theme/": f"{_ML}.theme+xml",
    "xl/worksheets/": f"{_ML}.spreadsheetml.worksheet+xml",
    "xl/drawings/": f"{_ML}.drawing+xml",
    "xl/charts/": f"{_ML}.drawingml.chart+xml",
    "word/charts/": f"{_ML}.drawingml.chart+xml",
    "ppt/charts/": f"{_ML}.drawingml.chart+xml",
}


def zipped(parts: Mapping[str, bytes | str], *, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return target.getvalue()


def office(
    parts: Mapping[str, bytes | str], *, main: str, root: str = "", types: Mapping[str, str] | None = None
) -> bytes:
    """parts: with their own .rels. root: more relationships of the package."""
    known = TYPES | dict(types or {})
    overrides = ""
    for name in parts:
        kind = known.get(name) or next((of for folder, of in _BY_FOLDER.items() if name.startswith(folder)), "")
        if kind and name.endswith((".xml", ".bin")):
            overrides += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    content_types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" '
        'ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="emf" '
        'ContentType="image/x-emf"/><Default Extension="tiff" ContentType="image/tiff"/><Default Extension="bin" '
        'ContentType="application/octet-stream"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.vmlDrawing"/>{overrides}</Types>'
    )
    top = rels(f"officeDocument {main}", body=root)
    return zipped({"[Content_Types].xml": content_types, "_rels/.rels": top, **parts})


def rels(*lines: str, body: str = "") -> str:
    """Each line: type, target and, where it leads out of the file, "external". Ids are rId1, rId2, … in their order."""
    made = []
    for number, line in enumerate(lines, 1):
        kind, target, *mode = line.split()
        address = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        external = ' TargetMode="External"' if mode else ""
        made.append(f'<Relationship Id="rId{number}" Type="{address}" Target="{target}"{external}/>')
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(made)}{body}</Relationships>'


def docx(
    body: str, *, parts: Mapping[str, bytes | str] | None = None, relations: tuple[str, ...] = (), root: str = ""
) -> bytes:
    document = f"<w:document {W} {R} {A} {MC} {WPS}><w:body>{body}</w:body></w:document>"
    whole = {"word/document.xml": document, "word/_rels/document.xml.rels": rels(*relations), **(parts or {})}
    return office(whole, main="word/document.xml", root=root)


def paragraph(text: str, *, before: str = "", style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def opendocument(kind: str, body: str, *, styles: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """kind: text, spreadsheet or presentation."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = f'<office:document-content {ODF} office:version="1.3"><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>'
    style = f'<office:document-styles {ODF} office:version="1.3">{styles}</office:document-styles>'
    names = ["content.xml", "styles.xml", *(parts or {})]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>{entries}</manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": mime,
            "content.xml": content,
            "styles.xml": style,
            "META-INF/manifest.xml": manifest,
            **(parts or {}),
        }
    )
