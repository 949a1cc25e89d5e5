"""Covers of cases without a photograph: thrown away and drawn again, they must be the same pictures."""

from io import BytesIO

import pytest
from PIL import Image

from portal.demonstration.covers import FORMS, draw, encode_webp
from portal.demonstration.covers.felt import horn_line

THEMES = sorted(FORMS)
SMALL = (240, 135)


@pytest.mark.parametrize("theme", THEMES)
def test_a_case_keeps_its_cover_when_it_is_drawn_again(theme):
    assert encode_webp(draw(theme, "chu-talas", SMALL)) == encode_webp(draw(theme, "chu-talas", SMALL))


@pytest.mark.parametrize("theme", THEMES)
def test_two_cases_of_one_theme_have_different_covers(theme):
    assert draw(theme, "chu-talas", SMALL).tobytes() != draw(theme, "sarez", SMALL).tobytes()


@pytest.mark.parametrize("theme", THEMES)
def test_a_cover_fits_the_first_view_of_a_page_on_a_thin_line(theme):
    file = encode_webp(draw(theme, "isfara-batken"))
    assert len(file) <= 30_000
    with Image.open(BytesIO(file)) as cover:
        assert cover.size == (960, 540)
        assert not cover.getexif()


def test_a_theme_without_a_form_is_refused():
    with pytest.raises(KeyError):
        draw("no-such-theme", "chu-talas", SMALL)


def test_both_sides_of_the_cut_have_the_same_outline():
    line = [(x, y) for x, y in horn_line(centre=(0, 0), unit=1, repeats=2) if abs(y) < 1.99]  # the curves alone
    # The horn hangs in the gap of its neighbour: moved along by half a repeat and turned over, it is itself.
    assert _on_one_repeat((x + 4, y) for x, y in line) == _on_one_repeat((-x, -y) for x, y in line)


def _on_one_repeat(points):
    return {(round(x % 8, 6) % 8, round(y, 6)) for x, y in points}
