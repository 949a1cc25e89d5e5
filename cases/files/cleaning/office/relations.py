"""Which parts of an Office file belong to the document, by how another part refers to them. All others go."""

from cases.files.cleaning.traces import (
    COMMENTS,
    EMBEDDED,
    HIDDEN,
    LINKS,
    NAMES,
    NOTES,
    OFFICE,
    PREVIEW,
    PROPERTIES,
    SIGNATURES,
    VERSIONS,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BASES = {
    _OFFICE,
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.microsoft.com/office/2007/relationships",
    "http://schemas.microsoft.com/office/2011/relationships",
}
# Kept where the XML of the part that has the relation names it.
NAMED = {
    "chart", "chartUserShapes", "chartsheet", "diagramColors", "diagramData", "diagramLayout", "diagramQuickStyle", "drawing",
    "font", "footer", "header", "hyperlink", "image", "slide", "slideMaster", "table", "worksheet",
}  # fmt: skip
# Kept without being named: there is one of them, or the type says all.
IMPLIED = {
    "chartColorStyle", "chartStyle", "diagramDrawing", "endnotes", "fontTable", "footnotes", "numbering", "settings",
    "sharedStrings", "slideLayout", "slideMaster", "styles", "tableStyles", "theme", "themeOverride",
}  # fmt: skip
# Not kept, and nothing that anybody has to be told of: programs make them anew.
HARMLESS = {"calcChain", "handoutMaster", "notesMaster", "officeDocument", "presProps", "sheetMetadata", "stylesWithEffects",
            "viewProps", "vmlDrawing", "webSettings", "pivotTable"}  # fmt: skip
_GONE = {
    COMMENTS: {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "threadedComment"},
    NAMES: {"authors", "commentAuthors", "people", "person", "usernames"},
    NOTES: {"notesSlide"},
    PREVIEW: {"thumbnail"},
    PROPERTIES: {"core-properties", "custom-properties", "extended-properties"},
    OFFICE: {"attachedTemplate", "printerSettings"},
    EMBEDDED: {"aFChunk", "audio", "control", "ctrlProp", "media", "oleObject", "package", "subDocument", "video"},
    LINKS: {"connections", "externalLink", "externalLinkPath", "hyperlink", "queryTable", "image"},
    HIDDEN: {"customData", "customXml", "customProperty", "pivotCacheDefinition", "tags"},
    SIGNATURES: {"origin", "signature"},
    VERSIONS: {"changesInfo", "revisionHeaders", "revisionInfo", "revisionLog"},
}
TRACE_OF = {kind: trace for trace, kinds in _GONE.items() for kind in kinds}
