"""The piece of text that is shown, and the marks in it."""

from search.engines.passages import BODY, TITLE
from search.engines.queries import BoolQuery, Clause, PhraseQuery, TermQuery
from search.index.entries import analyze_passage
from search.query.highlights import highlight, mark_spans, snippet
from tests.work import MAX_TIMES_OF_A_QUARTER, lines_run


def wanted(*leaves):
    return BoolQuery(tuple(Clause((leaf,)) for leaf in leaves))


def test_words_are_marked_as_they_are_written():
    passage = analyze_passage("Каналы и канал", "ru", field=TITLE)
    assert highlight([passage], wanted(TermQuery(("канал",)))).title == "<mark>Каналы</mark> и <mark>канал</mark>"


def test_a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not():
    passage = analyze_passage("The joint canal, joint work", "en", field=TITLE)
    shown = highlight([passage], wanted(PhraseQuery((("joint", "canal"),)))).title
    assert shown == "The <mark>joint canal</mark>, joint work"


def test_markup_in_a_text_is_only_text():
    assert mark_spans("<b>x</b> & y", [(3, 4)]) == "&lt;b&gt;<mark>x</mark>&lt;/b&gt; &amp; y"


def test_a_snippet_stands_where_most_words_are_and_is_cut_between_words():
    filler = "Nothing of it is here. " * 40
    passage = analyze_passage(f"A canal. {filler} The canal and the dam meet. {filler}", "en", field=BODY)
    piece = snippet(passage, (TermQuery(("canal",)), TermQuery(("dam",))))
    assert "The <mark>canal</mark> and the <mark>dam</mark> meet." in piece
    assert piece.startswith("… ")
    assert len(piece) < 340


def test_a_word_that_stands_thousands_of_times_is_shown_with_work_that_grows_with_its_text_alone():
    def work(times):
        passage = analyze_passage("canal " * times, "en", field=BODY)
        return lines_run(lambda: snippet(passage, (TermQuery(("canal",)),)))

    assert work(4_000) < MAX_TIMES_OF_A_QUARTER * work(1_000)
