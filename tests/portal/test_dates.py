"""Dates as people write them, in seven languages."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

DAY = dt.date(2026, 5, 18)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "18 May 2026"),
        ("ru", "18 мая 2026"),
        ("kk", "2026 ж. 18 мамыр"),
        ("ky", "2026-ж., 18-май"),
        ("tg", "18 май 2026"),
        ("tk", "18 maý 2026"),
        ("uz", "18-may, 2026"),
    ],
)
def test_a_date_is_written_as_its_reader_writes_it(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(DAY, "DATE_FORMAT").replace("\xa0", " ") == written
        assert date_format(DAY, "SHORT_DATE_FORMAT") == ("18 May 2026" if language == "en" else "18.05.2026")


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 текст"), (2, "2 текста"), (5, "5 текстов"), (11, "11 текстов"), (21, "21 текст")]
)
def test_russian_counts_as_russians_count(number: int, words: str) -> None:
    with translation.override("ru"):
        assert ngettext("%(number)s text", "%(number)s texts", number) % {"number": number} == words
