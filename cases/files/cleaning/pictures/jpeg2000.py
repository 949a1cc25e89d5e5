"""JPEG 2000, as it stands in PDF files: the boxes that make the picture and its colours."""

from cases.files.cleaning.traces import PLACE, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_NEEDED = {b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jpch", b"jplh", b"jp2c"}

# Of GeoJP2: coordinates, in a box of its own.
_GEO = bytes.fromhex("b14bf8bd083d4b43a5ae8cd7d5a6ce03")


def clean(content: bytes, traces: Traces) -> bytes:
    """Without what programs say of it in boxes of XML and of their own, where it was taken included. Raises BrokenFile."""
    kept, place = [], 0
    while place + 8 <= len(content):
        length, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        if length == 1:
            length = int.from_bytes(content[place + 8 : place + 16], "big")
        elif length == 0:
            length = len(content) - place
        if length < 8 or place + length > len(content):
            raise BrokenFile("JPEG 2000")
        box = content[place : place + length]
        if name in _NEEDED or (traces.only_place and not _says_where(box)):
            kept.append(box)
        else:
            traces.take(PLACE if _says_where(box) else PROPERTIES)
        place += length
    return b"".join(kept)


def _says_where(box: bytes) -> bool:
    return _GEO in box or b"GPS" in box or b"gml" in box
