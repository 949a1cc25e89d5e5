import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.markup import clean, from_markdown, plain


def test_what_a_page_may_hold_stays():
    text = (
        "<p>One <strong>bold</strong> word</p><ul><li>first</li></ul><table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert clean(text) == text


def test_headings_go_below_those_of_the_page():
    assert clean("<h1 class='title'>Water</h1><h2>Canal</h2>") == "<h3>Water</h3><h4>Canal</h4>"


def test_styles_scripts_comments_and_deleted_words_go():
    assert clean('<p style="color:red" onclick="x()">a<!-- b --><del>c</del><script>d</script></p>') == "<p>a</p>"


def test_a_link_to_a_script_is_no_link():
    assert "javascript" not in clean('<a href="javascript:alert(1)">press</a>')


def test_a_picture_of_another_host_is_not_asked_for():
    assert "<img" not in from_markdown("![cat](https://elsewhere.example/cat.png)")


def test_html_in_a_message_is_shown_as_typed():
    assert from_markdown("<b>5 < 6</b>") == "<p>&lt;b&gt;5 &lt; 6&lt;/b&gt;</p>"


def test_an_address_becomes_a_link():
    assert '<a href="https://unece.org/water"' in from_markdown("see https://unece.org/water")


def test_the_words_alone_keep_their_blocks_apart():
    assert plain("<h3>Суу</h3><p>a &amp; b</p><ul><li>c</li></ul>") == "Суу\na & b\nc"


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=300))
def test_no_text_makes_a_script(text):
    assert "<script" not in from_markdown(text).lower()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5*3*2 and a_b_c", "<p>5*3*2 and a_b_c</p>"),
        ("*one* **two** ***three***", "<p><em>one</em> <strong>two</strong> <em><strong>three</strong></em></p>"),
        ("**Слово:**дальше", "<p><strong>Слово:</strong>дальше</p>"),
        (r"\*as typed\* `a*b*`", "<p>*as typed* <code>a*b*</code></p>"),
        ("- dots\n1. number", "<ul>\n<li>dots</li>\n</ul>\n<ol>\n<li>number</li>\n</ol>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[a]: https", "<p>[a]: https</p>"),
    ],
)
def test_marks_are_read_as_people_mean_them(typed, shown):
    assert from_markdown(typed) == shown


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("«https://unece.org/water»", "https://unece.org/water"),
        ("(see https://ru.wikipedia.org/wiki/Чу_(река)).", "https://ru.wikipedia.org/wiki/Чу_(река)"),
        ("**https://unece.org**", "https://unece.org"),
        ("icwc-aral.uz/meetings, 2015", "http://icwc-aral.uz/meetings"),
        ("[https://unece.org](https://unece.org)", "https://unece.org"),
        ("water.office@example.kg!", "mailto:water.office@example.kg"),
        ("<https://unece.org/a*b>", "https://unece.org/a*b"),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(typed, address):
    assert re.findall(r'href="([^"]*)"', from_markdown(typed)) == [address]


def test_a_picture_is_a_link_to_it():
    assert '<a href="https://x.example/cat.png"' in from_markdown("![a cat](https://x.example/cat.png)")


def test_a_link_to_a_place_in_another_page_leaves_its_words():
    assert clean('<p>canal<a href="#_ftn1">[1]</a></p>') == "<p>canal[1]</p>"


def test_what_is_never_closed_hides_no_word():
    assert plain(clean("<p>one</p><!-- two <p>three</p><del>four")).split() == ["one", "two", "three", "four"]


def test_cells_and_blocks_are_not_one_word():
    assert plain(clean("<div>one</div><div>two</div><table><tr><td>a</td><td>b</td></tr></table>")) == "one\ntwo\na b"
