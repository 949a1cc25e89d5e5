"""device-drafts.js: what a device keeps of texts that the site does not have, each in its own entry."""

import pytest

CODE = "import * as drafts from '/js/device-drafts.js'; Object.assign(window, drafts)"
KEYS = "Object.keys(localStorage).sort()"


@pytest.fixture
def tab(load):
    return load("device-drafts.js", code=CODE)


def put(page, **entries):
    page.evaluate("(all) => Object.entries(all).forEach(([key, entry]) => keep(key, entry))", entries)


def entry(at, **fields):
    return {"at": at, "base": "", "fields": [list(pair) for pair in fields.items()]}


def test_of_one_text_the_newest_comes_first_and_other_texts_are_not_among_them(tab):
    put(tab, **{"draft:7:12:a": entry(1), "draft:7:12:b": entry(2), "draft:7:123:c": entry(3), "draft:7:12": entry(0)})
    assert tab.evaluate("entriesOf('draft:7:12').map(({ id }) => id)") == ["b", "a", ""]


@pytest.mark.parametrize("stored", ["no json", "null", "[]", '{"at": 1}', '{"fields": "x"}'])
def test_what_nobody_can_read_is_not_offered(tab, stored):
    tab.evaluate("(stored) => localStorage.setItem('draft:7:12:a', stored)", stored)
    assert tab.evaluate("entriesOf('draft:7:12')") == []


def test_a_full_device_is_said_and_breaks_nothing(tab):
    tab.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }")
    assert tab.evaluate("keep('draft:7:12:a', {})") is False


def test_a_text_that_reached_the_site_belongs_to_its_page_there(tab):
    put(tab, **{"draft:7:new-case:a": entry(1), "draft:7:new-case:b": entry(2)})
    tab.evaluate("move(['a'], 'draft:7:12')")
    assert tab.evaluate(KEYS) == ["draft:7:12:a", "draft:7:new-case:b"]


def test_what_the_cookie_names_is_saved_and_the_cookie_is_spent(tab):
    put(tab, **{"draft:7:12:a-1": entry(1), "draft:7:12:a-11": entry(1)})
    tab.evaluate("document.cookie = 'saved_draft=a-1; Path=/'; dropWhatIsSaved(); dropWhatIsSaved()")
    assert tab.evaluate(KEYS) == ["draft:7:12:a-11"]
    assert tab.evaluate("document.cookie") == ""


def test_forgetting_takes_what_was_typed_and_nothing_else(tab):
    put(tab, **{"draft:7:12:a": entry(1), "theme": entry(1)})
    tab.evaluate("sessionStorage.setItem('draft:language', '{}'); forgetAll()")
    assert tab.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == ["theme"]
