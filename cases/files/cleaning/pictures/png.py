"""PNG: the chunks that make the picture and its colours, and which way it is turned."""

import zlib
from collections.abc import Iterator

from cases.files.cleaning.pictures import exif
from cases.files.cleaning.traces import CAMERA, COMMENTS, EMBEDDED, PLACE, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NEEDED = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"cICP"}
_MOVING = {b"acTL", b"fcTL", b"fdAT"}
_TEXTS = {b"tEXt": COMMENTS, b"zTXt": COMMENTS, b"iTXt": COMMENTS, b"eXIf": CAMERA}


def clean(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    kept, end = [SIGNATURE], 0
    for name, payload, stop in _chunks(content):
        end = stop
        if name == b"eXIf":
            if exif.has_place(payload):
                traces.take(PLACE)
            turned = exif.orientation(payload)
            if traces.only_place:
                kept.append(_chunk(name, exif.without_place(payload)))
                continue
            if turned != 1:
                kept.append(_chunk(name, exif.oriented(turned)))
            if payload == exif.oriented(turned):
                continue
        elif name == b"iCCP":
            # What a program or a person called the profile is no part of it.
            _called, separator, profile = payload.partition(b"\0")
            kept.append(_chunk(name, payload if traces.only_place else b"icc" + separator + profile))
            continue
        elif name in _NEEDED | _MOVING or (traces.only_place and not _says_where(name, payload)):
            kept.append(_chunk(name, payload))
            continue
        traces.take(_TEXTS.get(name, PROPERTIES))
    if content[end:].strip(b"\0"):
        traces.take(EMBEDDED)
    return b"".join(kept)


def _says_where(name: bytes, payload: bytes) -> bool:
    """Or may: what is packed is not unpacked to look."""
    if name in {b"iTXt", b"tEXt"} and b"GPS" in payload:
        return True
    keyword, _separator, rest = payload.partition(b"\0")
    is_packed = name == b"zTXt" or (name == b"iTXt" and rest[:1] == b"\1")
    return is_packed and (b"xmp" in keyword.lower() or b"profile" in keyword)


def _chunk(name: bytes, payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "big") + name + payload + zlib.crc32(name + payload).to_bytes(4, "big")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """(name, payload, where it ends), up to the end of the picture."""
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        length, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        payload, end = content[place + 8 : place + 8 + length], place + 12 + length
        if end > len(content) or zlib.crc32(name + payload) != int.from_bytes(content[end - 4 : end], "big"):
            break
        yield name, payload, end
        if name == b"IEND":
            return
        place = end
    raise BrokenFile("PNG")
