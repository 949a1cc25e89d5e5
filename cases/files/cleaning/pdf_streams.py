"""Pictures within a PDF: they keep the marks of their camera there, and what programs say of them."""

from typing import Any

from pikepdf import Array, Dictionary, Name, PdfError, Stream

from cases.files.cleaning.pictures import jpeg, jpeg2000
from cases.files.cleaning.traces import HIDDEN, LINKS, PLACE, Traces
from search.extraction.archives import BrokenFile

_IMAGE = {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask", "/Decode",
    "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Name", "/StructParent", "/OC", "/Filter", "/DecodeParms", "/Length",
}  # fmt: skip
_SAYS = {"/Alternates": HIDDEN, "/F": LINKS}
_JPEG = (jpeg.SIGNATURE, jpeg.clean)
_PACKED = {"/DCTDecode": _JPEG, "/DCT": _JPEG, "/JPXDecode": (jpeg2000.SIGNATURE, jpeg2000.clean)}


def clean_image(pdf: Any, stream: Any, traces: Traces) -> None:
    if stream.get(Name.Subtype) != Name.Image:
        return
    drop_place(stream, traces)
    if not traces.only_place:
        for key in [key for key in stream if key not in _IMAGE]:
            traces.take(_SAYS.get(key, HIDDEN))
            del stream[key]
    filters = _listed(stream.get(Name.Filter))
    if not filters or str(filters[-1]) not in _PACKED:
        return
    begins, clean = _PACKED[str(filters[-1])]
    parameters = _listed(stream.get(Name.DecodeParms))
    raw = _unpacked(pdf, stream, filters[:-1], parameters[:-1])
    if not raw.startswith(begins):
        return
    try:
        cleaned = clean(raw, traces)
    except BrokenFile:
        return  # of a picture that no reader shows nothing else is lost either
    last = parameters[-1] if len(parameters) == len(filters) else None
    stream.write(cleaned, filter=filters[-1], **({"decode_parms": last} if isinstance(last, Dictionary) else {}))


def drop_place(one: Any, traces: Traces) -> None:
    """Where on the earth what is drawn lies: maps and photos from the air."""
    measure = one.get(Name.Measure)
    is_place = isinstance(measure, Dictionary) and measure.get(Name.Subtype) == Name.GEO
    for key in ([Name.Measure] if is_place else []) + ([Name.PtData] if Name.PtData in one else []):
        traces.take(PLACE)
        del one[key]


def _unpacked(pdf: Any, stream: Any, filters: list[Any], parameters: list[Any]) -> bytes:
    """What the last filter is given: programs pack a picture that is packed already."""
    raw = bytes(stream.read_raw_bytes())
    if not filters:
        return raw
    outer = Stream(pdf, raw)
    outer.Filter = Array(filters)
    if parameters:
        outer.DecodeParms = Array(parameters)
    try:
        return bytes(outer.read_bytes())
    except PdfError:
        return b""


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
