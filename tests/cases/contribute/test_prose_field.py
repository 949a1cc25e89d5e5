from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.contribute.form.markdown_writer import to_markdown
from cases.contribute.form.prose_field import ProseField, ProseText
from network.markup import clean, from_markdown, plain
from tests.cases.desk import begin, newest, save

# As Word puts it on the clipboard: styles, its own tags, a tracked deletion and insertion, a comment, a table, a link.
FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm; mso-style-parent:"";} --></style></head>
<body lang=RU style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span lang=EN-US style='font-family:"Cambria",serif'>The canal<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify'><span style='color:#1F4E79;mso-themecolor:accent1'>Two <b style='mso-bidi-font-weight:normal'>districts</b>
<del cite="mailto:Somebody" datetime="2026-01-01T10:00">quarrelled over</del><ins cite="mailto:Somebody" datetime="2026-01-01T10:00"> share</ins>
<a href="https://example.org/canal" style='mso-comment-reference:S_1'>one canal</a>.<o:p></o:p></span></p>
<ul type=disc><li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>a calendar</li><li>a phone number</li></ul>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><th width=100>Month</th><th>Gate</th></tr>
<tr><td style='width:100pt' onclick="steal()">May<o:p></o:p></td><td>upper</td></tr></table>
<!--[if gte mso 9]><xml><o:Data>secret</o:Data></xml><![endif]--><script>alert(1)</script>
<!--EndFragment--></body></html>
"""


def test_from_word_come_headings_lists_tables_and_links_and_nothing_else():
    kept = clean(FROM_WORD)
    for tag in (
        "<h3>",
        "<b>districts</b>",
        "<ul>",
        "<li>a calendar</li>",
        "<table>",
        "<th>Month</th>",
        "<td>upper</td>",
    ):
        assert tag in kept
    assert 'href="https://example.org/canal"' in kept
    assert "share" in kept
    for trace in (
        "style",
        "class",
        "mso",
        "o:p",
        "quarrelled",
        "mailto",
        "datetime",
        "secret",
        "alert",
        "onclick",
        "<!--",
    ):
        assert trace not in kept.lower()


@pytest.mark.django_db
def test_what_an_editor_in_the_browser_sends_is_cleaned_before_it_is_kept(author):
    page = begin(author)
    save(author, page, **{"context": FROM_WORD, "context-format": "html"})
    assert newest(page).context == clean(FROM_WORD)


@pytest.mark.django_db
def test_a_section_that_was_not_touched_keeps_what_plain_text_cannot_say(author):
    merged = '<table><tbody><tr><td colspan="2">both districts</td></tr></tbody></table>'
    page = begin(author)
    save(author, page, **{"context": merged, "context-format": "html"})
    shown = ProseText().render("context", merged)
    assert "| both districts |" in shown
    save(author, page, context=to_markdown(merged).replace("\n", "\r\n"), title="Only the title is new")
    assert newest(page).context == clean(merged)


def test_a_text_area_without_javascript_shows_no_tags():
    shown = ProseText().render("context", "<h3>First</h3><ul><li>one <strong>two</strong></li></ul>")
    area = shown.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    assert area.strip() == "### First\n\n- one **two**"


def test_nothing_but_spaces_and_empty_tags_is_an_empty_section():
    field = ProseField(required=False)
    value = field.widget.value_from_datadict({"x": "<p> </p><p><br></p>", "x-format": "html"}, {}, "x")
    assert field.clean(value) == ""


WORDS = st.text(st.sampled_from("абвгәқңөabcýňž ʻ.,"), min_size=1, max_size=30).filter(lambda text: text.strip(" .,"))
BLOCKS = st.one_of(
    WORDS.map(lambda words: f"<p>{words.strip()}</p>"),
    WORDS.map(lambda words: f"<h3>{words.strip()}</h3>"),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: f"<ul>{''.join(f'<li>{i.strip()}</li>' for i in items)}</ul>"
    ),
    WORDS.map(lambda words: f"<blockquote><p>{words.strip()}</p></blockquote>"),
)


@given(st.lists(BLOCKS, max_size=5))
def test_no_word_is_lost_on_the_way_to_plain_text_and_back(blocks):
    html = clean("".join(blocks))
    assert plain(from_markdown(to_markdown(html))).split() == plain(html).split()


TYPED = st.text(st.sampled_from("аб1 *_[]()#>-+.|\\`&!~=\n"), min_size=1, max_size=20).map(escape)


@given(st.lists(st.tuples(st.sampled_from(["p", "h3", "li", "td"]), TYPED), min_size=1, max_size=4))
def test_no_letter_that_looks_like_a_mark_is_read_as_one(blocks):
    around = {"li": "<ol><li>%s</li></ol>", "td": "<table><tr><td>%s</td></tr></table>"}
    html = clean("".join(around.get(tag, f"<{tag}>%s</{tag}>") % text for tag, text in blocks))
    assert plain(from_markdown(to_markdown(html))).split() == plain(html).split()


def test_lists_in_plain_text_keep_their_kind_their_numbers_and_what_belongs_to_an_item():
    html = "<ul><li>dots</li></ul><ol><li><p>one</p><p>more of one</p><ul><li>within</li></ul></li><li>two</li></ol>"
    again = from_markdown(to_markdown(html))
    assert again.count("<ol>") == 1
    assert (
        again.index("dots")
        < again.index("<ol>")
        < again.index("more of one")
        < again.index("two")
        < again.index("</ol>")
    )


def test_a_link_in_plain_text_leads_where_it_led():
    html = '<p>see <a href="https://x.example/a_(b)">a [nice] page</a></p>'
    assert 'href="https://x.example/a_(b)"' in from_markdown(to_markdown(html))
    assert plain(from_markdown(to_markdown(html))) == "see a [nice] page"
