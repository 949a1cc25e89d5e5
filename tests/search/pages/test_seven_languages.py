"""Whoever searches reads every sentence in his own language."""

import pytest

from search.saved.models import SavedSearch
from tests.factories import ConceptFactory
from tests.search.shelf import document
from tests.translations import LANGUAGES

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


others = pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])


@others
def test_no_sentence_of_the_search_is_left_in_english(papers, client, english, language):
    from search.index.indexer import process_outbox

    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})
    papers.put(document(1, "Вода и мост", "Канал.", language="ru", theme=("water",)), document(2, "Суу", language="ky"))
    process_outbox()
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
