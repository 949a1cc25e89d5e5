"""What is found by its meaning, and what happens when nobody can tell meanings."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from search.embeddings.client import EmbeddingsClient, EmbeddingsUnavailable
from search.index.embedder import embed_pending
from search.index.indexer import process_outbox
from search.index.models import Unembedded
from search.index.rebuild import rebuild
from tests.search.conftest import ids
from tests.search.shelf import MEMBER, document

IRRIGATION = document(
    1, "Распределение поливной воды между сёлами", "Оросительный канал и график полива.", language="ru"
)


def near(found):
    return [hit.row.id for hit in found.nearest]


PASSPORTS = document(2, "Выдача паспортов гражданам", "Документы и очередь в отделе регистрации.", language="ru")
ELECTIONS = document(3, "Наблюдение за выборами", "Избирательные участки и протоколы.", language="ru")


@pytest.fixture
def library(papers, meaning):
    papers.put(IRRIGATION, PASSPORTS, ELECTIONS)
    process_outbox()
    embed_pending(seconds=60)
    return papers


def test_a_question_in_another_language_finds_what_means_the_same_and_says_so(library, find):
    found = find("sharing irrigation water between villages")
    assert (found.total, found.counts["lang"], found.nearest[0].row.id) == (0, {}, 1)
    assert "meaning" in found.nearest[0].reason


@pytest.mark.parametrize("typed", ["zxqwv", "ъъъъ", "asdfgh jklqwe", "абырвалг бурумбурум"])
def test_nonsense_finds_nothing(library, find, typed):
    assert find(typed, language="ru").total == 0


def test_what_was_meant_stands_before_what_is_only_near(papers, meaning, find):
    papers.put(
        document(1, "Город на берегу", "Порт, рыбаки и море. Мойнок ушёл от воды.", language="ru"),
        document(2, "Мойка машин", "Мойка и сушка.", language="ru"),
        *(document(id, f"Мойры и нити {id}", "Судьба и нить.", language="ru") for id in range(3, 9)),
    )
    process_outbox()
    embed_pending(seconds=60)
    for typed in ("Мойнак", "мойнак"):
        assert ids(find(typed, language="ru"))[0] == 1


def test_every_count_holds_for_what_was_found_by_meaning_beside_a_word(library, find):
    library.put(document(4, "Villages", "About something else.", language="en"))
    found = find("sharing irrigation water between villages")
    assert sorted(ids(found)) == [1, 4]
    assert found.counts["lang"] == {"ru": 1, "en": 1}
    assert find("sharing irrigation water between villages", lang=("ru",)).total == 1


def test_nothing_is_found_by_meaning_where_only_typed_words_are_wanted(library, find):
    assert find("sharing irrigation water between villages", exact=True).total == 0
    assert ids(find('"поливной воды"', language="ru")) == [1]


def test_a_hidden_text_is_not_found_by_its_meaning(library, find):
    library.put(document(4, "Совместное использование воды реки", language="ru", audience="members"))
    process_outbox()
    embed_pending(seconds=60)
    assert 4 not in near(find("joint use of river water"))
    assert near(find("joint use of river water", MEMBER))[0] == 4


def test_a_thing_is_found_by_its_words_before_its_meaning_is_known(papers, meaning, find):
    papers.put(IRRIGATION)
    assert ids(find("полив", language="ru")) == [1]
    assert near(find("watering the fields")) == []
    assert Unembedded.objects.count() == 1
    assert embed_pending(seconds=60) == 1
    assert near(find("watering the fields")) == [1]
    assert Unembedded.objects.count() == 0


def test_what_was_made_once_is_not_made_again(library, find, monkeypatch):
    def refuse(*_args):
        raise AssertionError("a passage was sent again")

    monkeypatch.setattr(EmbeddingsClient, "_ask", refuse)
    list(rebuild())
    assert Unembedded.objects.count() == 0


def test_talk_gets_no_vectors(talk, meaning):
    talk.put(document(1, "Вода", language="ru"))
    process_outbox()
    assert Unembedded.objects.count() == 0


def test_a_broken_file_of_vectors_is_begun_anew(library, settings, find):
    settings.VECTORS_FILE.write_bytes(b"no database at all" * 1000)
    list(rebuild())
    assert ids(find("полив", language="ru")) == [1]
    embed_pending(seconds=60)
    assert near(find("watering the fields"))[0] == 1


class Rubbish(BaseHTTPRequestHandler):
    answer = b"{}"

    def do_POST(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_args):
        pass


@pytest.fixture
def rubbish():
    with HTTPServer(("127.0.0.1", 0), Rubbish) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    "answer",
    [b"{}", b"not json", b'{"data": []}', b'{"data": [{"embedding": [0, 0]}]}', b'{"data": [{"embedding": ["x"]}]}'],
)
def test_an_embeddings_server_that_answers_rubbish_is_done_without(papers, find, settings, rubbish, answer):
    settings.EMBEDDINGS_URL = f"{rubbish}/v1?{len(answer)}"
    Rubbish.answer = answer
    papers.put(IRRIGATION)
    assert ids(find("полив", language="ru")) == [1]
    with pytest.raises(EmbeddingsUnavailable):
        embed_pending(seconds=5)
    assert Unembedded.objects.get().attempts == 1


def test_a_dead_server_is_left_alone_after_three_failures():
    dead = EmbeddingsClient("http://127.0.0.1:9", "any", patience=1)
    for _attempt in range(3):
        with pytest.raises(EmbeddingsUnavailable, match="did not answer"):
            dead.vectors(["text"], "query")
    with pytest.raises(EmbeddingsUnavailable, match="left alone"):
        dead.vectors(["text"], "query")
