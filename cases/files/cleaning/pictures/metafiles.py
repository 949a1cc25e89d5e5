"""EMF and WMF, the drawings of old Windows programs: what draws stays, descriptions and remarks are overwritten."""

import struct

from cases.files.cleaning.traces import COMMENTS, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

_EMF_HEADER, _EMF_COMMENT = 1, 70
_EMF_PLUS_COMMENT = 0x4003
_PLACEABLE = bytes.fromhex("d7cdc69a")
_ESCAPE, _ESCAPED_COMMENT = 0x0626, 0x000F


def is_emf(content: bytes) -> bool:
    return content[:4] == b"\1\0\0\0" and content[40:44] == b" EMF"


def is_wmf(content: bytes) -> bool:
    return content[:4] == _PLACEABLE or content[:4] in {b"\1\0\x09\0", b"\2\0\x09\0"}


def clean_emf(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    made = bytearray(content)
    try:
        length, start = struct.unpack_from("<II", made, 60)
        if length:
            traces.take(PROPERTIES)
            _zero(made, start, length * 2)
            struct.pack_into("<II", made, 60, 0, 0)
        place = 0
        while place + 8 <= len(made):
            kind, size = struct.unpack_from("<II", made, place)
            if size < 8 or place + size > len(made):
                raise BrokenFile("EMF")
            if kind == _EMF_COMMENT:
                _blank_comment(made, place, size, traces)
            place += size
            if kind == 14:  # the end
                break
    except struct.error as error:
        raise BrokenFile("EMF") from error
    return bytes(made[:place])


def _blank_comment(made: bytearray, place: int, size: int, traces: Traces) -> None:
    """Newer programs draw in what older ones take for comments: that stays, but for comments within."""
    if made[place + 12 : place + 16] != b"EMF+":
        _forget(made, place + 12, size - 12, traces)
        return
    inner, end = place + 16, place + size
    while inner + 12 <= end:
        kind, _flags, length = struct.unpack_from("<HHI", made, inner)
        if length < 12 or inner + length > end:
            break
        if kind == _EMF_PLUS_COMMENT:
            _forget(made, inner + 12, length - 12, traces)
        inner += length
    _zero(made, inner, end - inner)


def clean_wmf(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    made = bytearray(content)
    place = (22 if content[:4] == _PLACEABLE else 0) + 18
    try:
        while place + 6 <= len(made):
            words, function = struct.unpack_from("<IH", made, place)
            size = words * 2
            if size < 6 or place + size > len(made):
                raise BrokenFile("WMF")
            if function == _ESCAPE and struct.unpack_from("<H", made, place + 6)[0] == _ESCAPED_COMMENT:
                _forget(made, place + 10, size - 10, traces)
            place += size
            if function == 0:
                break
    except struct.error as error:
        raise BrokenFile("WMF") from error
    return bytes(made[:place])


def _forget(made: bytearray, start: int, length: int, traces: Traces) -> None:
    if any(made[start : start + length]):
        traces.take(COMMENTS)
    _zero(made, start, length)


def _zero(made: bytearray, start: int, length: int) -> None:
    end = min(start + length, len(made))
    made[start:end] = bytes(max(0, end - start))
