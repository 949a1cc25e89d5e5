"""What search engines are told of: each public text under its own language, with its translations; nothing of others."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate

from network.access.viewer import MEMBERS
from portal import sitemaps
from search.site import LANGUAGES, site_origin
from tests.factories import CaseFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def told(section: str, **asked: str) -> BeautifulSoup:
    answer = Client().get(reverse("sitemap", args=[section]), asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return BeautifulSoup(answer.content, "xml")


def addresses(section: str, **asked: str) -> list[str]:
    return [loc.text for loc in told(section, **asked).select("url > loc")]


def test_the_index_names_a_file_for_each_kind() -> None:
    answer = Client().get("/sitemap.xml")
    files = [loc.text.rpartition("/")[2] for loc in BeautifulSoup(answer.content, "xml").select("loc")]
    assert files == [f"sitemap-{section}.xml" for section in ("lists", "cases", "practices", "collections")]
    assert f"Sitemap: {site_origin()}/sitemap.xml" in Client().get("/robots.txt").content.decode()


def test_a_text_stands_under_its_own_language_with_its_translations() -> None:
    case = CaseFactory(title="One canal")
    CaseFactory(title="Один канал", language="ru", address="odin-kanal", translation_key=case.translation_key)
    (english,) = [url for url in told("cases").select("url") if "/en/" in url.loc.text]
    assert english.loc.text == f"{site_origin()}/en/cases/{case.address}/"
    links = {link["hreflang"]: link["href"] for link in english.find_all("link")}
    assert links == {"en": english.loc.text, "ru": f"{site_origin()}/ru/cases/odin-kanal/"}


def test_what_is_not_for_everybody_is_not_told_of() -> None:
    open_to_all = CaseFactory(title="One canal")
    for hidden in ({"audience": MEMBERS}, {"live": False}):
        CaseFactory(title="Hidden", **hidden)
    assert addresses("cases") == [f"{site_origin()}/en/cases/{open_to_all.address}/"]
    assert addresses("practices") == []


def test_a_day_and_no_hour_is_told_of_a_text() -> None:
    case = CaseFactory()
    (day,) = (one.text for one in told("cases").select("lastmod"))
    assert day == localdate(case.first_published_at, get_default_timezone()).isoformat()
    assert "Last-Modified" not in Client().get("/sitemap.xml")


def test_many_texts_go_into_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.OwnSitemap, "limit", 2)
    made = [PracticeFactory() for _number in range(3)]
    assert Client().get("/sitemap.xml").content.count(b"sitemap-practices.xml") == 2
    found = addresses("practices") + addresses("practices", p="2")
    assert sorted(found) == sorted(f"{site_origin()}/en/practices/{one.address}/" for one in made)
    assert Client().get(reverse("sitemap", args=["practices"]), {"p": "3"}).status_code == 404


def test_lists_stand_in_every_language_of_the_interface() -> None:
    found = addresses("lists")
    assert len(found) == len(sitemaps.LISTS) * len(LANGUAGES)
    assert f"{site_origin()}/ky/collections/" in found


def test_a_file_costs_no_more_queries_when_it_is_longer(django_assert_num_queries) -> None:
    for _number in range(5):
        CaseFactory()
    Client().get(reverse("sitemap", args=["cases"]))
    with django_assert_num_queries(3):
        Client().get(reverse("sitemap", args=["cases"]))
