"""Headings inside a section have addresses of their own, and stand in the contents."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from cases.library.models import SectionText
from cases.reading.text.headings import MAX_IN_CONTENTS, with_headings
from tests.cases.desk import TOLD, decide, submitted

TEXT = "<h3>Затворы и водомеры</h3><p>Two districts.</p><h3>Затворы и водомеры</h3><h4><b>2019</b> года</h4><h3></h3>"


def section(html: str) -> SectionText:
    return SectionText("approach", "Approach", html)


def test_each_heading_has_an_address_in_latin_letters_and_none_is_there_twice():
    found = with_headings(section(TEXT))
    anchors = [heading.anchor for heading in found.headings]
    assert anchors == ["approach-zatvory-i-vodomery", "approach-zatvory-i-vodomery-2", "approach-2019-goda"]
    assert [f'id="{anchor}"' in found.html for anchor in anchors] == [True] * 3
    assert found.headings[2].title == "2019 года"


def test_an_address_stays_when_another_heading_comes_before_it():
    before = with_headings(section("<h3>Затворы</h3>")).headings
    assert before[0] in with_headings(section("<h3>Насосы</h3><h3>Затворы</h3>")).headings


def test_a_text_without_headings_is_left_as_it_is():
    assert with_headings(section("<p>a &amp; b<br></p>")).html == "<p>a &amp; b<br></p>"


def test_very_many_headings_are_not_all_in_the_contents():
    found = with_headings(section("".join(f"<h3>Step {number}</h3>" for number in range(50))))
    assert len(found.headings) == MAX_IN_CONTENTS
    assert found.html.count("id=") == 50


@given(
    st.lists(st.sampled_from(["<h3>a &lt; b</h3>", "<p>c <b>d</b></p>", "words &amp; more", "<h4>e</h4>"]), max_size=12)
)
def test_no_word_is_lost(parts):
    html = "".join(parts)
    assert _words(with_headings(section(html)).html) == _words(html)


@pytest.mark.django_db
def test_the_published_page_leads_to_them(author: Client, at_the_editors_desk: Client):
    page = submitted(author, approach=f"<p>{TOLD}</p>{TEXT}", **{"approach-format": "html"})
    review = BeautifulSoup(at_the_editors_desk.get(reverse("review", args=[page.pk])).content, "html.parser")
    decide(at_the_editors_desk, page, "approve")
    shown = BeautifulSoup(author.get(f"/en/cases/{page.address}/").content, "html.parser")
    for html in (shown, review):
        links = [link["href"] for link in html.select(".contents li li a")]
        assert links[0] == "#approach-zatvory-i-vodomery"
        assert all(html.select_one(link) for link in links)


def _words(html: str) -> str:
    return lxml_html.fragment_fromstring(html, create_parent="div").text_content()
