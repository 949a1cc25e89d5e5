"""EXIF as far as it matters: which way a picture is turned, whether it says where it was taken, and how that is taken out."""

import struct

ORIENTATION, GPS = 0x0112, 0x8825
PREFIX = b"Exif\0\0"
_ENTRY_BYTES = 12
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


class _Tiff:
    """The directory of a TIFF header, changed in place: what else stands in it keeps its offset."""

    def __init__(self, content: bytes) -> None:
        self.content = bytearray(content)
        self.order = {b"II": "<", b"MM": ">"}[content[:2]]
        self.first = self.number("I", 4)

    def number(self, form: str, place: int) -> int:
        return int(struct.unpack_from(self.order + form, self.content, place)[0])

    def entries(self, place: int) -> dict[int, int]:
        """Tag to the place of its entry."""
        count = self.number("H", place)
        places = range(place + 2, place + 2 + count * _ENTRY_BYTES, _ENTRY_BYTES)
        return {self.number("H", one): one for one in places}

    def blank(self, place: int) -> None:
        """Overwrite a directory with all that it points to."""
        for entry in self.entries(place).values():
            size = _SIZES.get(self.number("H", entry + 2), 1) * self.number("I", entry + 4)
            if size > 4:
                self._zero(self.number("I", entry + 8), size)
            self._zero(entry, _ENTRY_BYTES)

    def drop(self, place: int, tag: int) -> None:
        """Take an entry out of a directory; those behind it move up."""
        entry, count = self.entries(place)[tag], self.number("H", place)
        end = place + 2 + count * _ENTRY_BYTES + 4  # with the offset of the next directory
        self.content[entry:end] = self.content[entry + _ENTRY_BYTES : end] + bytes(_ENTRY_BYTES)
        struct.pack_into(self.order + "H", self.content, place, count - 1)

    def _zero(self, place: int, size: int) -> None:
        end = min(place + size, len(self.content))
        self.content[place:end] = bytes(max(0, end - place))


def orientation(tiff: bytes) -> int:
    """1 to 8; 1, upright, where it does not say."""
    try:
        read = _Tiff(tiff)
        turned = read.number("H", read.entries(read.first)[ORIENTATION] + 8)
    except (KeyError, struct.error):
        return 1
    return turned if 1 <= turned <= 8 else 1


def has_place(tiff: bytes) -> bool:
    try:
        read = _Tiff(tiff)
        return GPS in read.entries(read.first)
    except (KeyError, struct.error):
        return False


def without_place(tiff: bytes) -> bytes:
    """The same header without the directory of the place; nothing at all where that cannot be found out."""
    try:
        read = _Tiff(tiff)
        entries = read.entries(read.first)
        if GPS in entries:
            read.blank(read.number("I", entries[GPS] + 8))
            read.drop(read.first, GPS)
    except (KeyError, struct.error):
        return b""
    return bytes(read.content)


def oriented(turned: int) -> bytes:
    """A header that says nothing but which way the picture is turned."""
    return struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
