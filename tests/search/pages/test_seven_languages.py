"""Whoever searches reads every sentence in his own language."""

from collections.abc import Callable

import pytest
from django.utils import translation

from search.saved.models import SavedSearch
from tests.factories import ConceptFactory
from tests.search.shelf import document
from tests.translations import LANGUAGES, catalogue

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "?q=вода",
    "?q=вода&sort=new&theme=water",
    "?q=вода&exact=1",
    "?q=djlf",
    "?q=qwrtpzx",
    "?q=вода&theme=water&type=case",
    "?q=%22вода река%22 -мост - by:x -by:x before:zz tag:zz foo:bar",
    f"?q={'вода ' * 300}",
    "?q=%22вода",
)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """`english("kk")`: sentences of the site that were asked for since and are not translated into that language."""
    asked: set[tuple[str | None, str]] = set()

    def note(name: str, has_context: bool) -> None:
        translate = getattr(translation._trans, name)

        def noted(*said: object) -> str:
            asked.add((str(said[0]), str(said[1])) if has_context else (None, str(said[0])))
            return str(translate(*said))

        monkeypatch.setattr(translation._trans, name, noted)

    for name in ("gettext", "ngettext"):
        note(name, has_context=False)
    for name in ("pgettext", "npgettext"):
        note(name, has_context=True)

    def english(language: str) -> set[str]:
        missing = {(entry.msgctxt, entry.msgid) for entry in catalogue(language) if not entry.translated()}
        return {text for context, text in asked if (context, text) in missing}

    return english


others = pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])


@others
def test_no_sentence_of_the_search_is_left_in_english(papers, client, english, language):
    from search.index.draining import drain

    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})
    papers.put(document(1, "Вода и мост", "Канал.", language="ru", theme=("water",)), document(2, "Суу", language="ky"))
    drain()
    for query in QUERIES:
        assert client.get(f"/{language}/search/{query}").status_code == 200
    for typed in ("вод", "djl", "th", "qq"):
        assert client.get(f"/{language}/search/suggest/", {"q": typed}).status_code == 200
    assert english(language) == set()


@others
def test_nor_where_searches_are_saved(papers, client, member, english, language):
    client.force_login(member)
    address = f"/{language}/search/saved/"
    assert client.get(address).status_code == 200
    for query in ("", "?q=вода"):
        assert client.post(f"{address}new/", {"query": query}, follow=True).status_code == 200
    (saved,) = SavedSearch.objects.all()
    for change in ({"frequency": "weekly"}, {"forget": "1"}):
        assert client.post(f"{address}change/", {"search": saved.pk, **change}, follow=True).status_code == 200
    for method in (client.get, client.post):
        assert method(f"{address}stop/?t=forged").status_code == 200
    assert english(language) == set()
