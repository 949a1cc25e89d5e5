"""Text as XML 1.0 lets it stand: what a slide or a broken program hides in it breaks feeds, sheets and databases."""

import re
from typing import TypeVar, cast

from django.http import QueryDict

# Controls (but tab and line breaks), halves of characters, and code points that are none for good.
_NO_TEXT = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
    + "|\r(?=\n)"  # a form ends each line with two characters, which the author does not count
)
# These parted words where they were typed: a slide breaks its lines with the first.
_APART = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")

Data = TypeVar("Data")


def to_xml_text(text: str) -> str:
    """`text` without what no XML document can hold; what parted words becomes a space. Text that is clean is returned as it is."""
    return _NO_TEXT.sub(lambda found: " " if found[0] in _APART else "", text) if _NO_TEXT.search(text) else text


def to_xml_data(data: Data) -> Data:
    """`data` as JSON gives it, each text in it by `to_xml_text`, names too."""
    if isinstance(data, str):
        return cast(Data, to_xml_text(data))
    if isinstance(data, list):
        return cast(Data, [to_xml_data(one) for one in data])
    if isinstance(data, dict):
        return cast(Data, {to_xml_data(name): to_xml_data(one) for name, one in data.items()})
    return data


def to_xml_query(query: QueryDict) -> QueryDict:
    """What was posted or asked for, each value by `to_xml_text`; as it is where all of it is clean."""
    if not any(_NO_TEXT.search(text) for name, values in query.lists() for text in (name, *map(str, values))):
        return query
    clean = QueryDict(mutable=True)
    for name, values in query.lists():
        clean.setlist(to_xml_text(name), [to_xml_text(str(value)) for value in values])
    clean._mutable = False
    return clean
