"""The piece of text that is shown, and the marks in it."""

from time import process_time

from search.engines.passages import BODY, TITLE
from search.engines.queries import BoolQuery, Clause, PhraseQuery, TermQuery
from search.index.entries import analyze_passage
from search.query.highlights import highlight, mark_spans, snippet


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


def test_a_word_that_stands_thousands_of_times_is_shown_in_a_time_that_grows_with_its_text_alone():
    def shown(times):
        passage = analyze_passage("canal " * times, "en", field=BODY)
        begun = process_time()
        assert snippet(passage, (TermQuery(("canal",)),)).startswith("<mark>canal</mark> <mark>canal")
        return process_time() - begun

    # Sixteen times where each place is held against all the others; below .02 s there is nothing to compare.
    assert any(shown(16_000) < 9 * max(0.02, shown(4_000)) for _try in range(4))
