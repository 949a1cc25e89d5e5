"""counts.js: the numbers beside what is new."""

import pytest
from django.template.loader import render_to_string

CODE = "import * as counts from '/js/counts.js'; Object.assign(window, counts)"


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (99, "99"), (100, "99+"), (250, "99+")])
def test_a_script_counts_on_from_the_page_and_shows_what_the_page_would(page, load, count, shown):
    load("counts.js", render_to_string("components/count.html", {"count": count - 1}), code=CODE)
    number = page.locator("[data-count]")
    assert number.evaluate("(one) => countOf(one)") == count - 1
    number.evaluate("(one, count) => showCount(one, count)", count)
    assert number.inner_text() == shown
    assert number.evaluate("(one) => countOf(one)") == count
    assert render_to_string("components/count.html", {"count": count}).split(">")[1].split("<")[0] == shown
