"""WebP: the chunks that make the picture and its colours, and which way it is turned."""

from collections.abc import Iterator

from cases.files.cleaning.pictures import exif
from cases.files.cleaning.traces import CAMERA, EMBEDDED, PLACE, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

_NEEDED = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ICCP"}
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_FRAME_BYTES = 16


def is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def clean(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    size = int.from_bytes(content[4:8], "little") + 8
    if size > len(content):
        raise BrokenFile("WebP")
    if content[size:].strip(b"\0"):
        traces.take(EMBEDDED)
    kept = dict[bytes, bytes]()
    flags, body = 0, []
    for name, payload in _chunks(content[12:size]):
        bare = _without_traces(name, payload, traces)
        if bare is not None:
            flags |= {b"EXIF": _HAS_EXIF, b"XMP ": _HAS_XMP}.get(name, 0)
            body.append((name, bare))
            kept[name] = bare
    if not kept.keys() & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise BrokenFile("WebP")
    written = b"".join(_chunk(name, _flagged(payload, flags) if name == b"VP8X" else payload) for name, payload in body)
    return b"RIFF" + (len(written) + 4).to_bytes(4, "little") + b"WEBP" + written


def _without_traces(name: bytes, payload: bytes, traces: Traces) -> bytes | None:
    """What stays of a chunk; None where it goes."""
    if name in _NEEDED:
        return payload
    if name == b"ANMF":
        inner = _chunks(payload[_FRAME_BYTES:])
        return payload[:_FRAME_BYTES] + b"".join(_chunk(one, data) for one, data in inner if one in _NEEDED)
    if name == b"EXIF":
        tiff = payload.removeprefix(exif.PREFIX)
        if exif.has_place(tiff):
            traces.take(PLACE)
        if traces.only_place:
            return exif.without_place(tiff)
        bare = exif.oriented(exif.orientation(tiff))
        if tiff != bare:
            traces.take(CAMERA)
        return bare if exif.orientation(tiff) != 1 else None
    if traces.only_place and b"GPS" not in payload:
        return payload
    traces.take(PROPERTIES)
    return None


def _flagged(header: bytes, flags: int) -> bytes:
    return bytes([header[0] & ~(_HAS_EXIF | _HAS_XMP) | flags]) + header[1:] if header else header


def _chunk(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(content):
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        if place + 8 + length > len(content):
            raise BrokenFile("WebP")
        yield content[place : place + 4], content[place + 8 : place + 8 + length]
        place += 8 + length + length % 2
