"""What hardly ever changes is read once, and anew once the cache has forgotten it."""

from django.core.cache import cache

from search.process_cache import cached


def test_it_is_read_once_and_is_the_same_thing_until_it_is_forgotten():
    reads = iter([["first"], ["second"]])
    first = cached("list", lambda: next(reads))
    assert cached("list", lambda: next(reads)) is first
    cache.clear()
    assert cached("list", lambda: next(reads)) == ["second"]


def test_each_name_has_its_own():
    assert cached("one", lambda: 1) + cached("two", lambda: 2) == 3
    assert cached("one", lambda: 0) == 1
