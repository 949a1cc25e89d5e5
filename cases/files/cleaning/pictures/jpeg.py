"""JPEG: what is needed to see it, its colours, and which way it is turned."""

import re
from collections.abc import Iterator

from cases.files.cleaning.pictures import exif
from cases.files.cleaning.traces import CAMERA, COMMENTS, EMBEDDED, PLACE, PREVIEW, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

SIGNATURE = b"\xff\xd8\xff"
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_ALONE = {0x01, *range(0xD0, 0xD8)}
_NEEDED = {*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD}
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_XMP = (b"http://ns.adobe.com/xap/1.0/", b"http://ns.adobe.com/xmp/extension/")
_JFIF_BYTES = 12


def clean(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    kept, turned, end = [], 1, 0
    for marker, given, scan, stop in _segments(content):
        payload, end = given, stop
        if marker == _END:
            break
        if marker == _APP1 and payload.startswith(exif.PREFIX):
            tiff = payload[len(exif.PREFIX) :]
            turned = max(turned, exif.orientation(tiff))
            if exif.has_place(tiff):
                traces.take(PLACE)
            if traces.only_place:
                payload = exif.PREFIX + exif.without_place(tiff)
        if (bare := _without_traces(marker, payload, traces)) is not None:
            kept.append(_segment(marker, bare) + scan)
    if content[end:].strip(b"\0"):
        traces.take(EMBEDDED)  # behind the end: a film, other pictures, whatever a telephone hides there
    head = b"\xff\xd8"
    if turned != 1 and not traces.only_place:
        head += _segment(_APP1, exif.PREFIX + exif.oriented(turned))
    return head + b"".join(kept) + b"\xff\xd9"


def _without_traces(marker: int, payload: bytes, traces: Traces) -> bytes | None:
    """What stays of a segment; None where it goes."""
    if marker in _NEEDED or (marker == _APP2 and payload.startswith(b"ICC_PROFILE\0")):
        return payload
    if traces.only_place:
        return None if _says_where(marker, payload) else payload
    if marker == _APP0 and payload.startswith(b"JFIF\0") and len(payload) >= _JFIF_BYTES:
        if len(payload) > _JFIF_BYTES + 2:
            traces.take(PREVIEW)
        return payload[:_JFIF_BYTES] + b"\0\0"
    if marker == _APP14 and payload.startswith(b"Adobe"):
        return payload[:12]
    if not _only_turns(payload):
        traces.take(_kind(marker, payload))
    return None


def _says_where(marker: int, payload: bytes) -> bool:
    is_other_picture = marker == _APP2 and payload.startswith(b"MPF\0")  # whose own marks stand behind the end
    return is_other_picture or (marker == _APP1 and payload.startswith(_XMP) and b"GPS" in payload)


def _only_turns(payload: bytes) -> bool:
    tiff = payload.removeprefix(exif.PREFIX)
    return tiff == exif.oriented(exif.orientation(tiff))


def _kind(marker: int, payload: bytes) -> str:
    if marker == _APP1 and payload.startswith(exif.PREFIX):
        return CAMERA
    if marker == _COMMENT:
        return COMMENTS
    return PREVIEW if marker == _APP0 else PROPERTIES


def _segment(marker: int, payload: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes, int]]:
    """(marker, payload, what was scanned behind it, where that ends), up to the end of the picture."""
    place, has_scan = 2, False
    while place + 4 <= len(content) or content[place : place + 1] == b"\xff":
        if content[place] != 0xFF:
            raise BrokenFile("JPEG")
        while content[place + 1 : place + 2] == b"\xff":
            place += 1
        marker = content[place + 1] if place + 1 < len(content) else 0
        place += 2
        if marker == _END and has_scan:
            yield _END, b"", b"", place
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[place : place + 2], "big")
        payload = content[place + 2 : place + length]
        if marker in {0, _START, _END} or length < 2 or len(payload) != length - 2:
            break
        place, scan = place + length, b""
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, place)
            if not found:
                break
            scan, has_scan = content[place : found.start()], True
            place = found.start()
        yield marker, payload, scan, place
    raise BrokenFile("JPEG")
