"""PDF files written anew: the pages with what is drawn on them, links and bookmarks. What was there before does not come along."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from cases.files.cleaning.pdf_streams import clean_image, drop_place
from cases.files.cleaning.traces import (
    COMMENTS,
    EMBEDDED,
    HIDDEN,
    LINKS,
    NAMES,
    OFFICE,
    PLACE,
    PREVIEW,
    PROPERTIES,
    SCRIPTS,
    SIGNATURES,
    VERSIONS,
    Traces,
    is_web_address,
    looks_like_a_path,
)
from search.extraction.archives import BrokenFile, EncryptedFile

_CATALOGUE = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines",
    "/OpenAction", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OCProperties",
}  # fmt: skip
_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents", "/Rotate", "/Group",
    "/Annots", "/StructParents", "/Tabs", "/UserUnit", "/Trans", "/Dur",
}  # fmt: skip
_FORM = {"/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"}
# Of whatever object: marks of programs, and what they remember.
_ANYWHERE = {
    "/Metadata": PROPERTIES, "/PieceInfo": HIDDEN, "/LastModified": PROPERTIES, "/AF": EMBEDDED, "/AA": SCRIPTS, "/JS": SCRIPTS,
    "/Thumb": PREVIEW, "/OPI": LINKS, "/Private": HIDDEN, "/CreatorInfo": OFFICE, "/XFA": HIDDEN,
    "/User": NAMES, "/Creator": NAMES, "/TM": HIDDEN, "/Ref": LINKS,
}  # fmt: skip
_SHOWN_NOTES = {"/Link", "/Widget", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
                "/Squiggly", "/StrikeOut", "/Stamp", "/Ink", "/Watermark"}  # fmt: skip
_OF_AN_AUTHOR = {
    "/NM": HIDDEN, "/M": NAMES, "/CreationDate": NAMES, "/RC": COMMENTS, "/Subj": COMMENTS, "/IRT": COMMENTS, "/Popup": COMMENTS,
    "/T": NAMES, "/ExData": HIDDEN,
}  # fmt: skip


def clean_pdf(source: BinaryIO, target: BinaryIO, traces: Traces) -> None:
    """Raises BrokenFile, EncryptedFile."""
    content = source.read()
    if not traces.only_place and content.count(b"%%EOF") > 1 and not _is_linearized(content):
        traces.take(VERSIONS)
    source.seek(0)
    try:
        with pikepdf.open(source, inherit_page_attributes=True) as pdf:
            if len(pdf.pages) == 0:
                raise BrokenFile("no pages")
            if traces.only_place:
                _without_places(pdf, traces)
            else:
                _without_traces(pdf, traces)
            if traces.only_place and not traces.found:
                target.write(content)  # as it came: written anew, a signature would no longer hold
                return
            pdf.save(target, static_id=True, fix_metadata_version=False, normalize_content=False)
    except pikepdf.PasswordError as error:
        raise EncryptedFile from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFile("PDF") from error


def _is_linearized(content: bytes) -> bool:
    """A file that is shown while it is still on its way ends twice."""
    return b"/Linearized" in content[:1024] and content.count(b"%%EOF") == 2


def _without_traces(pdf: Any, traces: Traces) -> None:
    if Name.Info in pdf.trailer:
        traces.take(PROPERTIES, *([NAMES] if Name.Author in pdf.docinfo else []))
    for key in [key for key in pdf.trailer if key not in {"/Root", "/Size"}]:
        del pdf.trailer[key]
    _clean_catalogue(pdf.Root, traces)
    for page in pdf.pages:
        _keep_keys(page.obj, _PAGE, traces)
        if Name.Annots in page.obj:
            page.obj.Annots = Array([note for note in page.obj.Annots if _clean_note(note, traces)])
    for found in pdf.objects:
        _clean_object(pdf, found, traces)


def _clean_catalogue(root: Any, traces: Traces) -> None:
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        if Name.EmbeddedFiles in names:
            traces.take(EMBEDDED)
        if Name.JavaScript in names:
            traces.take(SCRIPTS)
        _keep_keys(names, {"/Dests"}, traces)
    if Name.Metadata in root:
        traces.take(PROPERTIES)
    if isinstance(root.get(Name.OpenAction), Dictionary) and root.OpenAction.get(Name.S) != Name.GoTo:
        traces.take(SCRIPTS)
        del root[Name.OpenAction]
    _keep_keys(root, _CATALOGUE, traces)
    layers = root.get(Name.OCProperties)
    if isinstance(layers, Dictionary):
        for state in [layers.get(Name.D), *(layers.get(Name.Configs) or [])]:
            if isinstance(state, Dictionary) and Name.Name in state:
                traces.take(HIDDEN)
                del state[Name.Name]
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        _keep_keys(form, _FORM, traces)


def _clean_note(note: Any, traces: Traces) -> bool:
    """Whether it is something that a reader sees on the page. What it is then loses who put it there."""
    if not isinstance(note, Dictionary):
        return False
    kind = str(note.get(Name.Subtype, ""))
    if kind not in _SHOWN_NOTES:
        traces.take(EMBEDDED if kind in {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia"} else COMMENTS)
        return False
    is_field = kind == "/Widget"
    for key, trace in _OF_AN_AUTHOR.items():
        if key in note and not (is_field and key == "/T"):
            traces.take(trace)
            del note[key]
    if not is_field and kind != "/FreeText" and Name.Contents in note:
        traces.take(COMMENTS)
        del note[Name.Contents]
    return True


def _clean_object(pdf: Any, found: Any, traces: Traces) -> None:
    if isinstance(found, Stream):
        clean_image(pdf, found, traces)
    if isinstance(found, (Dictionary, Stream, Array)):
        for one in _inner_dictionaries(found):
            _clean_dictionary(one, traces)


def _inner_dictionaries(found: Any) -> Iterator[Any]:
    """It and those that stand in it; what it refers to is an object of its own, and comes by itself."""
    waiting = [(found, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, (Dictionary, Stream)):
            yield one
        inner = one.values() if isinstance(one, (Dictionary, Stream)) else one
        waiting += [
            (child, depth + 1)
            for child in inner
            if isinstance(child, (Dictionary, Array)) and not child.is_indirect and depth < 60
        ]


def _clean_dictionary(one: Any, traces: Traces) -> None:
    drop_place(one, traces)
    for key, trace in _ANYWHERE.items():
        if key in one:
            traces.take(trace)
            del one[key]
    if one.get(Name.Type) == Name.OCG:
        traces.keep(str(one.get(Name.Name, "")))
    if one.get(Name.Type) == Name.StructElem:
        _clean_structure(one, traces)
    if one.get(Name.FT) == Name.Sig:
        for key in ("/V", "/Lock", "/SV"):
            if key in one:
                traces.take(SIGNATURES)
                del one[key]
    for key in ("/A", "/PA", "/Next"):
        action = one.get(key)
        if isinstance(action, Dictionary) and not _may_stay(action, traces):
            del one[key]


def _clean_structure(element: Any, traces: Traces) -> None:
    if Name.T in element:
        traces.take(HIDDEN)
        del element[Name.T]
    if Name.Alt in element and looks_like_a_path(str(element.Alt)):
        traces.take(LINKS)
        del element[Name.Alt]


def _may_stay(action: Any, traces: Traces) -> bool:
    kind = action.get(Name.S)
    if kind is None:
        return True  # an attribute of structure, which has the same name
    if kind == Name.URI:
        address = str(action.get(Name.URI, ""))
        if is_web_address(address):
            traces.keep(address)
            return True
    elif kind in {Name.GoTo, Name.Named}:
        return True
    traces.take(SCRIPTS if kind in {Name.JavaScript, Name.Launch, Name.SubmitForm} else LINKS)
    return False


def _without_places(pdf: Any, traces: Traces) -> None:
    for found in pdf.objects:
        if isinstance(found, (Dictionary, Stream, Array)):
            for one in _inner_dictionaries(found):
                drop_place(one, traces)
        if isinstance(found, Stream):
            clean_image(pdf, found, traces)
            if found.get(Name.Type) == Name.Metadata and b"GPS" in found.read_bytes():
                traces.take(PLACE)
                found.write(b"")


def _keep_keys(dictionary: Any, names: set[str], traces: Traces) -> None:
    for key in [key for key in dictionary if key not in names]:
        if trace := _ANYWHERE.get(key):
            traces.take(trace)
        del dictionary[key]
