"""Searches that are taken along: as tables, as references, as feeds."""

import csv
import io
from xml.etree import ElementTree

import pytest

from search.exports.references import Reference
from search.index.indexer import process_outbox
from tests.search.shelf import document

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def shelf(papers):
    papers.put(
        document(1, "=cmd|'/c calc'!A1", "canal"),
        document(2, "Канал; «вода»", "canal"),
        document(3, "Secret canal", audience="members"),
    )
    process_outbox()
    return papers


def test_a_table_opens_in_a_russian_excel_and_no_cell_runs(client, shelf):
    answer = client.get("/ru/search/export/", {"q": "canal", "form": "csv"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    titles = sorted(row[0] for row in rows[1:])
    assert titles == ["'=cmd|'/c calc'!A1", "Канал; «вода»"]
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(("form", "begins"), [("bib", b"@misc{paper-"), ("ris", b"TY  - WEB")])
def test_references_hold_every_result_and_nothing_hidden(client, shelf, form, begins):
    answer = client.get("/en/search/export/", {"q": "canal", "form": form})
    assert answer.content.startswith(begins)
    assert answer.content.count(begins) == 2
    assert b"Secret" not in answer.content


def test_an_unknown_form_is_not_found(client, shelf):
    assert client.get("/en/search/export/", {"q": "canal", "form": "exe"}).status_code == 404


def entries(answer):
    return [entry.findtext(f"{ATOM}id") for entry in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_a_feed_is_newest_first_and_its_ids_outlive_a_new_title(client, shelf):
    first = client.get("/en/search/feed/", {"q": "canal"})
    assert entries(first) == ["tag:testserver,2015:paper:2", "tag:testserver,2015:paper:1"]
    shelf.put(document(2, "Another title", "canal", version=2))
    process_outbox()
    assert entries(client.get("/en/search/feed/", {"q": "canal"})) == entries(first)


def test_a_feed_that_has_not_changed_is_not_sent_again(client, shelf):
    etag = client.get("/en/search/feed/", {"q": "canal"})["ETag"]
    assert client.get("/en/search/feed/", {"q": "canal"}, headers={"If-None-Match": etag}).status_code == 304
    shelf.put(document(4, "A canal"))
    process_outbox()
    assert client.get("/en/search/feed/", {"q": "canal"}, headers={"If-None-Match": etag}).status_code == 200


def test_the_results_page_offers_both(client, shelf):
    page = client.get("/en/search/", {"q": "canal"}).content.decode()
    assert "/en/search/export/?q=canal&amp;form=csv" in page
    assert 'rel="alternate" type="application/atom+xml" href="/en/search/feed/?q=canal"' in page


def test_a_feed_leaves_out_what_is_no_xml_in_an_old_title(client, shelf):
    shelf.put(document(4, "Can\x0bal", "canal"))
    process_outbox()
    titles = [
        one.text for one in ElementTree.fromstring(client.get("/en/search/feed/?q=canal").content).iter(f"{ATOM}title")
    ]
    assert "Can al" in titles


def test_nothing_in_a_reference_is_an_order_to_tex(client, shelf):
    shelf.put(document(4, r"Wells & pumps: 5% #2 $3 a_b {c} \d ~e", "canal"))
    process_outbox()
    answer = client.get("/en/search/export/", {"q": "canal", "form": "bib"}).content.decode()
    assert r"Wells \& pumps: 5\% \#2 \$3 a\_b (c) \textbackslash{}d \textasciitilde{}e" in answer


@pytest.mark.parametrize("asked", ["q=a%1Db", "q=%EF%BF%BE&theme=%0B"])
def test_no_character_of_a_query_breaks_its_feed(client, shelf, asked):
    assert ElementTree.fromstring(client.get(f"/en/search/feed/?{asked}").content).findtext(f"{ATOM}title")


@pytest.mark.parametrize(("language", "name"), [("en", "Chaikhana"), ("ru", "Чайхана")])
def test_a_reference_names_the_site_as_its_text_does(language, name):
    reference = Reference(("A. Author",), "Water", None, "https://site.example/x", language, "x")
    assert f"PB  - {name}" in reference.ris
    assert f"howpublished = {{{name}}}" in reference.bibtex
