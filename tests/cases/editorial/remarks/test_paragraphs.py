"""A remark stands at the paragraph that it was made on, before the editor and before the author."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from cases.editorial.review.remarked_text import MAX_PARAGRAPHS, find_quote, split_blocks
from tests.cases.desk import decide, submitted

pytestmark = pytest.mark.django_db
TEXT = "<p>Two districts share one canal.</p><p>Each spring they agree anew who opens the gate.</p><ul><li>by word</li></ul>"


def leave(desk, page, quote, text="Whose gate?"):
    said = {"decision": "remark", "field": "approach", "quote": quote, "remark": text}
    return desk.post(reverse("review", args=[page.pk]), said, follow=True).content.decode()


def test_a_remark_stands_below_its_paragraph_and_quotes_it_to_the_author(author, at_the_editors_desk):
    page = submitted(author, approach=TEXT, **{"approach-format": "html"})
    shown = leave(at_the_editors_desk, page, "Each spring they agree anew who opens the gate.")
    second = shown.split('id="approach-2"')[1].split('id="approach-3"')[0]
    assert "Whose gate?" in second
    assert "1 remark stands in the text" in shown
    decide(at_the_editors_desk, page, "return", "See the remark.")
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Each spring they agree anew who opens the gate.</blockquote>" in shown.split("Whose gate?")[0]


def test_a_remark_whose_paragraph_is_gone_stands_below_the_section(author, at_the_editors_desk):
    page = submitted(author, approach=TEXT, **{"approach-format": "html"})
    shown = leave(at_the_editors_desk, page, "A paragraph that somebody has taken out of it.")
    assert "Whose gate?" not in shown.split('id="approach-3"')[0]
    assert "A paragraph that somebody has taken out of it.</blockquote>" in shown


def test_the_remark_is_asked_for_in_the_editors_language(author, at_the_editors_desk):
    page = submitted(author, language="ru", approach=TEXT, **{"approach-format": "html"})
    shown = at_the_editors_desk.get(reverse("review", args=[page.pk])).content.decode()
    assert '<div class="remarked__said" lang="en">' in shown


def test_a_quote_that_is_too_long_is_refused_with_what_was_typed(author, at_the_editors_desk):
    page = submitted(author)
    said = {"decision": "remark", "field": "approach", "quote": "a" * 201, "remark": "Whose gate?"}
    refused = at_the_editors_desk.post(reverse("review", args=[page.pk]), said)
    assert refused.status_code == 422
    assert "Whose gate?" in refused.content.decode()


@pytest.mark.parametrize(
    ("now", "place"),
    [
        (["Two districts.", "Each spring they decide together who opens the gate."], 1),
        (["Each spring they agree anew who opens the gate.", "Two districts."], 0),
        (["Something else altogether.", "Two districts."], None),
        ([], None),
    ],
)
def test_a_quote_finds_its_paragraph_though_some_words_have_changed(now, place):
    assert find_quote("Each spring they agree anew who opens the gate.", now) == place


def test_a_section_of_very_many_paragraphs_loses_none():
    blocks = split_blocks("".join(f"<p>paragraph {number}</p>" for number in range(MAX_PARAGRAPHS + 50)))
    assert len(blocks) == MAX_PARAGRAPHS + 1
    assert f"paragraph {MAX_PARAGRAPHS + 49}" in blocks[-1]


@given(
    st.lists(
        st.sampled_from(["<p>a &amp; b</p>", "<ul><li>one</li></ul>", "<h3>Дамба</h3>", "words", "<p><b>c</b>d</p>"])
    )
)
def test_splitting_keeps_every_word_in_its_order(parts):
    html = "".join(parts)
    assert _words("".join(split_blocks(html))) == _words(html)


def _words(html):
    return lxml_html.fragment_fromstring(html, create_parent="div").text_content()
