"""What hardly ever changes is read once, and anew once the cache has forgotten it."""

import re
from collections import Counter
from pathlib import Path

from django.core.cache import cache

from search.process_cache import cached

ROOT = Path(__file__).resolve().parents[2]


def test_it_is_read_once_and_is_the_same_thing_until_it_is_forgotten():
    reads = iter([["first"], ["second"]])
    first = cached("list", lambda: next(reads))
    assert cached("list", lambda: next(reads)) is first
    cache.clear()
    assert cached("list", lambda: next(reads)) == ["second"]


def test_each_name_has_its_own():
    assert cached("one", lambda: 1) + cached("two", lambda: 2) == 3
    assert cached("one", lambda: 0) == 1


def test_no_two_parts_of_the_house_keep_something_else_under_one_name():
    """Whoever came second would get what the first had read: facets by their slugs where the desk asks by number."""
    sources = [
        file.read_text("utf-8")
        for top in ("search", "network", "cases", "portal")
        for file in (ROOT / top).rglob("*.py")
    ]
    names = Counter(name for source in sources for name in re.findall(r'\bcached\(\s*"([^"]+)"', source))
    assert len(names) > 3
    assert [name for name, times in names.items() if times > 1] == []
