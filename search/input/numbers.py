"""Numbers that stand in addresses and forms: whoever types an address may type any, and no row has one beyond MAX_ID."""

from django.http import Http404
from django.urls import register_converter

MAX_ID = 2**63 - 1  # what the databases count rows with


def number_from(text: str) -> int | None:
    """The number that `text` is; None if it is none, or one that no row can have."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ID))
    return number if is_number and (number := int(text)) <= MAX_ID else None


def number_or_absent(text: str) -> int | None:
    """As `number_from`, but raises Http404 for a number that no row can have: what it leads to is not there."""
    number = number_from(text)
    if number is None and text.isdecimal():
        raise Http404
    return number


class RowId:
    """`<row:id>` in place of `<int:id>`: an address with a number that no row can have is no address."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = number_from(value)
        if number is None:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


def register_row_converter() -> None:
    register_converter(RowId, "row")
