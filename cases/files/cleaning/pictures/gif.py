"""GIF: its frames, and how often they are repeated."""

from cases.files.cleaning.traces import COMMENTS, EMBEDDED, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

SIGNATURES = (b"GIF87a", b"GIF89a")
_EXTENSION, _FRAME, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _COMMENT, _APPLICATION = 0xF9, 0xFE, 0xFF
_REPEATS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean(content: bytes, traces: Traces) -> bytes:
    """Raises BrokenFile."""
    try:
        return _clean(content, traces)
    except IndexError as error:
        raise BrokenFile("GIF") from error


def _clean(content: bytes, traces: Traces) -> bytes:
    place = 13 + _table_bytes(content[10])
    kept = [content[:place]]
    while (kind := content[place]) != _TRAILER:
        if kind == _EXTENSION:
            label, end = content[place + 1], _blocks_end(content, place + 2)
            is_repeat = label == _APPLICATION and content[place + 3 : place + 14] in _REPEATS
            if label == _CONTROL or is_repeat:
                kept.append(content[place:end])
            else:
                traces.take(COMMENTS if label == _COMMENT else PROPERTIES)
        elif kind == _FRAME:
            end = _blocks_end(content, place + 10 + _table_bytes(content[place + 9]) + 1)
            kept.append(content[place:end])
        else:
            raise BrokenFile("GIF")
        place = end
    if content[place + 1 :].strip(b"\0"):
        traces.take(EMBEDDED)
    return b"".join((*kept, bytes([_TRAILER])))


def _table_bytes(packed: int) -> int:
    """Of a table of colours, where there is one."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _blocks_end(content: bytes, place: int) -> int:
    while content[place]:
        place += content[place] + 1
    return place + 1
