"""The XML of one part of an Office file, cut down to what a reader sees."""

from collections.abc import Collection
from functools import cache
from typing import Any

from lxml import etree

from cases.files.cleaning.office.changes import accept_changes, remove, unwrap
from cases.files.cleaning.office.fields import flatten_fields
from cases.files.cleaning.office.outer_references import PARTS_OF_A_BOOK, cut_outer_references
from cases.files.cleaning.traces import EMBEDDED, HIDDEN, LINKS, NAMES, OFFICE, Traces, looks_like_a_path
from search.extraction.archives import descendants, local_name, namespace

RELATION_SPACES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_KNOWN_SPACES = (
    "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
)  # fmt: skip
_XML = "http://www.w3.org/XML/1998/namespace"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Extensions that change what one sees; others hold ids, times and whatever a program likes to remember.
_KEPT_EXTENSIONS = {"dataModelExt", "conditionalFormattings", "dataValidations", "sparklineGroups"}
_SETTINGS = {
    "autoHyphenation", "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader", "characterSpacingControl", "clrSchemeMapping",
    "compat", "consecutiveHyphenLimit", "decimalSymbol", "defaultTabStop", "displayBackgroundShape", "doNotHyphenateCaps",
    "endnotePr", "evenAndOddHeaders", "footnotePr", "gutterAtTop", "hyphenationZone", "listSeparator", "mathPr", "mirrorMargins",
    "themeFontLang",
}  # fmt: skip
_GONE = {
    "scenarios": NAMES, "protectedRanges": NAMES, "customSheetViews": OFFICE, "dataConsolidate": LINKS, "webPublishItems": OFFICE,
    "smartTags": HIDDEN, "cellWatches": HIDDEN, "customProperties": HIDDEN, "modifyVerifier": HIDDEN, "dataBinding": HIDDEN,
    "alias": HIDDEN, "tag": HIDDEN, "customXmlPr": HIDDEN, "smartTagPr": HIDDEN, "permStart": NAMES, "permEnd": NAMES,
    "documentProtection": HIDDEN, "rsid": HIDDEN, "proofErr": OFFICE, "custShowLst": OFFICE, "photoAlbum": OFFICE,
    "queryTable": LINKS, "legacyDrawing": OFFICE, "legacyDrawingHF": OFFICE, "entryMacro": OFFICE, "exitMacro": OFFICE,
    "creationId": HIDDEN, "oleObjects": EMBEDDED, "controls": EMBEDDED, "sheetProtection": HIDDEN,
}  # fmt: skip
_PERSONAL = {"author", "initials", "date", "userId", "userName", "providerId", "gfxdata"}
_CONTAINERS = {
    "custDataLst", "externalReferences", "handoutMasterIdLst", "hyperlinks", "notesMasterIdLst", "pivotCaches", "tableParts",
    "extLst",
}  # fmt: skip
_ONLY_THE_ATTRIBUTE = {"blip", "pageSetup", "svgBlip"}
_SPACES = " or ".join(f"namespace-uri()='{space}'" for space in sorted(RELATION_SPACES))
_RELATION_IDS = etree.XPath(f"//@*[{_SPACES} or name()='relId']")
_RELATED = etree.XPath(f"//*[@*[{_SPACES}]]")
_PREFIXES_NEEDED = etree.XPath(f"//@Requires | //@*[namespace-uri()='{_COMPATIBILITY}']")
_WITH_PREFIXES = etree.XPath(f"//*[@*[namespace-uri()='{_COMPATIBILITY}']]")
_IN_PARTS_THAT_GO = etree.XPath("//*[local-name()='c'][@cm or @vm]")
_KEPT_NAMES = etree.XPath(
    "//*[local-name()='style'][@*[local-name()='customStyle']]/*[local-name()='name']/@*[local-name()='val']"
    " | //*[local-name()='bookmarkStart']/@*[local-name()='name'] | //*[local-name()='cellStyle'][not(@builtinId)]/@name"
    " | //*[local-name()='definedName']/@name | //*[local-name()='table' or local-name()='tableColumn']/@displayName"
)


def clean_markup(root: Any, traces: Traces) -> None:
    if "wordprocessingml" in namespace(root):
        accept_changes(root, traces)
        flatten_fields(root, traces)
    _drop_what_is_not_shown(root, traces)
    for element in root.iter("*"):
        if element.attrib:
            _bare_attributes(element, traces)
    _bare_shapes(root, traces)
    _settle_names(root, traces)
    kind = local_name(root)
    if kind == "settings":
        _keep_children(root, _SETTINGS)
    elif kind == "workbook":
        _keep_children(root, PARTS_OF_A_BOOK)
    cut_outer_references(root, traces)


def relation_ids(root: Any) -> set[str]:
    """The relations that a part names."""
    return {str(value) for value in _RELATION_IDS(root)}


def drop_dead_relations(root: Any, kept: Collection[str], traces: Traces) -> None:
    """Whatever refers to a part that is no longer there."""
    for element in _RELATED(root):
        dead = [
            name
            for name, value in element.attrib.items()
            if name[1:].partition("}")[0] in RELATION_SPACES and value and value not in kept
        ]
        if dead:
            _drop_dead(element, dead, traces)
    for container in list(descendants(root, *_CONTAINERS)):
        if len(container) == 0:
            remove(container)


def to_bytes(root: Any) -> bytes:
    """With no namespace declared that nothing uses: a name can stand in one."""
    wanted = {prefix for value in _PREFIXES_NEEDED(root) for prefix in value.split()}
    known = {prefix for prefix, space in root.nsmap.items() if prefix in wanted and space.startswith(_KNOWN_SPACES)}
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(known))
    for element in _WITH_PREFIXES(root):
        for name in element.attrib:
            if name.startswith(f"{{{_COMPATIBILITY}}}"):
                left = [prefix for prefix in element.attrib[name].split() if prefix in element.nsmap]
                element.attrib[name] = " ".join(left)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _drop_what_is_not_shown(root: Any, traces: Traces) -> None:
    # A sheet has a million elements: of those that stay none is held.
    judged = [
        (element, verdict) for element in root.iter("*") if (verdict := _verdict(element.tag)) and element is not root
    ]
    for element, verdict in judged:
        if verdict == "ext":
            _drop_extension(element)
            continue
        traces.take(verdict.removeprefix("unwrap "))
        if verdict.startswith("unwrap "):
            unwrap(element)
        else:
            remove(element)
    for container in list(descendants(root, *_CONTAINERS)):
        if len(container) == 0:
            remove(container)


@cache
def _verdict(tag: str) -> str:
    """What becomes of elements of a name: the trace that goes with them, "unwrap" before it where what stands in them stays."""
    space, _brace, name = tag[1:].rpartition("}")
    if not space.startswith(_KNOWN_SPACES):
        return HIDDEN
    if name in {"customXml", "smartTag"}:
        return f"unwrap {HIDDEN}"
    return "ext" if name == "ext" else _GONE.get(name, "")


def _drop_extension(element: Any) -> None:
    """Not the size of a shape, which has the same name and stands elsewhere."""
    parent = element.getparent()
    is_kept = (
        parent is None or local_name(parent) != "extLst" or any(local_name(one) in _KEPT_EXTENSIONS for one in element)
    )
    if not is_kept:
        remove(element)


def _bare_attributes(element: Any, traces: Traces) -> None:
    tag = element.tag
    for name in [one for one in element.attrib if _is_trace(tag, one)]:
        traces.take(NAMES if name.rpartition("}")[2] in _PERSONAL else HIDDEN)
        del element.attrib[name]


@cache
def _is_trace(tag: str, name: str) -> bool:
    """Of an attribute: it is of another program than its element, of no space that is known, or says who and when."""
    space, _brace, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    is_of_a_program = space.startswith("http://schemas.microsoft.com/") and not tag.startswith(f"{{{space}}}")
    is_unknown = bool(space) and space != _XML and not space.startswith(_KNOWN_SPACES)
    return is_of_a_program or is_unknown or local in _PERSONAL or local.startswith("rsid")


def _bare_shapes(root: Any, traces: Traces) -> None:
    for element in descendants(root, "docPr", "cNvPr"):
        _bare_drawing(element, traces)
    for element in descendants(root, "imagedata", "shape", "shapetype", "rect", "group"):
        if namespace(element).startswith("urn:schemas-microsoft-com:"):
            for given in [
                one for one in element.attrib if one.rpartition("}")[2] in {"title", "href", "althref", "alt"}
            ]:
                del element.attrib[given]
    for element in _IN_PARTS_THAT_GO(root):
        for given in ("cm", "vm"):
            element.attrib.pop(given, None)


def _bare_drawing(element: Any, traces: Traces) -> None:
    element.set("name", f"Object {element.get('id', '')}".strip())
    for given in ("descr", "title"):
        if looks_like_a_path(element.get(given, "")):
            traces.take(LINKS)
            del element.attrib[given]


def _settle_names(root: Any, traces: Traces) -> None:
    """Names that nothing refers to go; those that hold a text together stay, and its author is told if they are his."""
    for element in descendants(root, "theme", "clrScheme", "fontScheme", "fmtScheme"):
        element.set("name", "Office")
    for element in descendants(root, "cSld"):
        element.attrib.pop("name", None)
    for element in descendants(root, "sheetPr", "workbookPr"):
        element.attrib.pop("codeName", None)
    for word in _KEPT_NAMES(root):
        if not word.startswith("_"):
            traces.keep(str(word))


def _keep_children(root: Any, names: Collection[str]) -> None:
    for child in list(root):
        if local_name(child) not in names:
            root.remove(child)


def _drop_dead(element: Any, dead: list[str], traces: Traces) -> None:
    name = local_name(element)
    if name in _ONLY_THE_ATTRIBUTE:
        for one in dead:
            del element.attrib[one]
    elif name == "hyperlink" and next(descendants(element, "r", "t"), None) is not None:
        unwrap(element)  # a text that led somewhere still says what it says
    elif name in {"oleObj", "embed"}:
        traces.take(EMBEDDED)
        _show_picture_instead(element)
    else:
        remove(element)


def _show_picture_instead(embedded: Any) -> None:
    """A slide holds a picture of what is embedded in it: that is what one sees."""
    frame = next((one for one in embedded.iterancestors() if local_name(one) == "graphicFrame"), None)
    if frame is None or frame.getparent() is None:
        remove(embedded)
        return
    picture = next(descendants(frame, "pic"), None)
    if picture is not None:
        frame.addprevious(picture)
    remove(frame)
