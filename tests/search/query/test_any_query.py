"""Whatever is typed is answered, and never with an error."""

import os
import random

import pytest

from search.query.params import SearchParams
from search.query.results import search
from search.suggestions.completions import suggest
from tests.search.shelf import ANYBODY, MEMBER, document

# GENERATED=10000000 for a night.
GENERATED = int(os.environ.get("GENERATED", "4000"))
PARTS = 4
PIECES = [
    *"\"'`«»“”„()[]{}<>|&!?*+-−–~^:;,./\\@#$%=_ \t\n\x00\x07\x7f\u200b\u00ad\ufeff\u2028\ud800\U0001f30a",
    *("OR", "ИЛИ", "AND", "NOT", "NEAR", "tag:", "theme:", "lang:", "by:", "in:", "type:", "before:", "after:", "has:"),
    *("66/290", "A/RES/66/290", "А/RES/66/290", "№ 12-3", "2015-2017", "2016-05-18", "99999999999999999999", "1e999"),
    *(
        "вода",
        "суу",
        "suv",
        "oʻzbekiston",
        "o'zbek",
        "Ўзбекистон",
        "ňň",
        "ГЧП(PPP)",
        "ҚР",
        "djlf",
        "voda",
        "LG",
        "Чу-Талас",
    ),
    *(
        "unrcca.unmissions.org",
        "name@example.org",
        "https://example.org/?q=1&x=%00",
        "ﷺ" * 50,
        "a" * 3_000,
        "й" * 120,
        "а-" * 60,
    ),
    *(
        "'; DROP TABLE entry; --",
        "</script>",
        "{{ x }}",
        "%s%n",
        "\\u0000",
        "title:*",
        '{title} : "x"',
        "\u0301" * 40,
        "कि",
        "ⅷ",
        "ß",
    ),
]


@pytest.mark.skipif(
    bool(os.environ.get("ELASTICSEARCH_URL")), reason="asks the embedded engine, in the first half alone"
)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_query_makes_an_error(papers, find, part):
    papers.put(
        document(1, "Общий канал", "Вода и суу; A/RES/66/290, Чу-Талас", language="ru", tag=("dams",)),
        document(2, "Oʻzbekiston suvi", "Suv taqsimoti 2015-2017", language="uz", audience="members"),
        *(document(id, f"Canal {id}", "water sharing and trust") for id in range(3, 30)),
    )
    find()
    chance = random.Random(part)
    for _number in range(GENERATED // PARTS):
        text = "".join(chance.choice(PIECES) + chance.choice(["", " ", " "]) for _piece in range(chance.randint(1, 9)))
        search(SearchParams(text), chance.choice([ANYBODY, MEMBER]), language=chance.choice(["en", "ru", "ky", "uz"]))
        if chance.random() < 0.05:
            suggest(text, ANYBODY, language="ru")


@pytest.mark.parametrize("hidden", ["\x1d", "\x0b", "\x00", "\ufffe"])
@pytest.mark.parametrize("path", ["", "feed/", "export/?form=csv", "export/?form=bib", "export/?form=ris", "suggest/"])
def test_what_no_document_can_hold_fails_no_door_of_the_search(client, member, papers, find, path, hidden):
    papers.put(document(1, "Canal", tag=("dams",)))
    find()
    client.force_login(member)
    client.post("/en/search/saved/new/", {"query": f"?q=can{hidden}al&tag=da{hidden}ms"})
    typed = {"q": f"can{hidden}al", "tag": f"da{hidden}ms", "after": hidden, "year": hidden}
    form = {"form": path.partition("=")[2]} if "=" in path else {}
    for address in (f"/en/search/{path.partition('?')[0]}", "/api/search/", "/en/search/saved/"):
        answer = client.get(address, typed | form)
        assert answer.status_code == 200
        assert hidden.encode() not in answer.content


@pytest.mark.parametrize("path", ["/en/search/", "/api/search/", "/en/search/suggest/"])
def test_a_very_long_query_is_answered_kindly(client, papers, path):
    response = client.get(path, {"q": "вода " * 20_000})
    assert response.status_code == 200
