"""from-word.js: what is pasted from an office program keeps its structure and nothing of its dress."""

import pytest

CODE = "import * as word from '/js/from-word.js'; Object.assign(window, word)"
ITEM = '<p style="mso-list:l0 level{level} lfo1"><![if !supportLists]><span style="mso-list:Ignore">{mark}</span><![endif]>{text}</p>'


@pytest.fixture
def read(load):
    page = load("from-word.js", code=CODE)
    return lambda html: page.evaluate("(html) => fromWord(html).replace(/>\\s+</g, '><').trim()", html)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            '<p class="MsoNormal" style="color:red">Суу <span lang="EN">water</span></p>',
            "<p>Суу <span>water</span></p>",
        ),
        ("<h1>One</h1><h2>Two</h2><h5>Five</h5>", "<h3>One</h3><h4>Two</h4><h4>Five</h4>"),
        ('<p><span style="font-weight:700">bold</span></p>', "<p><span><strong>bold</strong></span></p>"),
        ('<p><span style="mso-bidi-font-weight:bold">plain</span></p>', "<p><span>plain</span></p>"),
        ('<b style="font-weight:normal"><p>Google</p></b>', "<p>Google</p>"),
        ('<p>CO<span style="vertical-align:sub">2</span></p>', "<p>CO<span><sub>2</sub></span></p>"),
        ("<p>kept<del>taken back</del><!-- a comment --><style>p { color: red }</style></p>", "<p>kept</p>"),
        ('<p>a<a href="#_msocom_1">[A1]</a><span class="msocomtxt">why?</span></p>', "<p>a</p>"),
        ('<p>said<a href="#_ftn1">[1]</a></p>', "<p>said<sup>1</sup></p>"),
        (
            '<p><a href="https://example.org/" style="x" onclick="x()">here</a></p>',
            '<p><a href="https://example.org/">here</a></p>',
        ),
        (
            '<table border="1"><tr><td colspan="2" width="9">x</td></tr></table>',
            '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
        ),
        ('<p>a<img src="x.png" onerror="alert(1)"></p><script>alert(1)</script>', "<p>a</p>"),
    ],
)
def test_structure_stays_and_dress_goes(read, pasted, kept):
    assert read(pasted) == kept


def test_words_paragraphs_with_marks_become_lists_within_lists(read):
    pasted = (
        ITEM.format(level=1, mark="·", text="one")
        + ITEM.format(level=2, mark="o", text="within")
        + ITEM.format(level=1, mark="·", text="two")
    )
    assert read(pasted) == "<ul><li>one<ul><li>within</li></ul></li><li>two</li></ul>"


def test_numbers_after_dots_are_a_list_of_their_own(read):
    pasted = ITEM.format(level=1, mark="·", text="dot") + ITEM.format(level=1, mark="1.", text="first")
    assert read(pasted) == "<ul><li>dot</li></ul><ol><li>first</li></ol>"


def test_a_paragraph_between_ends_a_list(read):
    pasted = ITEM.format(level=1, mark="·", text="one") + "<p>between</p>" + ITEM.format(level=1, mark="·", text="two")
    assert read(pasted) == "<ul><li>one</li></ul><p>between</p><ul><li>two</li></ul>"


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ('<img src="a.png"><img src="b.png" width="400">', 2),
        ('<img width="1" height="1">', 0),
        ('<v:imagedata src="a.png"/>', 1),
        ("<p>none</p>", 0),
    ],
)
def test_pictures_are_counted_so_that_it_can_be_said_that_they_are_left_out(load, html, pictures):
    page = load("from-word.js", code=CODE)
    assert page.evaluate("(html) => picturesIn(html)", html) == pictures
