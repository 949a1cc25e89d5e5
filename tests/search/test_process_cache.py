"""What hardly ever changes is read once, and anew once the cache has forgotten it."""

from django.core.cache import cache

from search.process_cache import kept


def test_it_is_read_once_and_is_the_same_thing_until_it_is_forgotten():
    reads = iter([["first"], ["second"]])
    first = kept("list", lambda: next(reads))
    assert kept("list", lambda: next(reads)) is first
    cache.clear()
    assert kept("list", lambda: next(reads)) == ["second"]


def test_each_name_has_its_own():
    assert kept("one", lambda: 1) + kept("two", lambda: 2) == 3
    assert kept("one", lambda: 0) == 1
