"""Two versions of a text side by side: true, by words where it can be, and never at the cost of the site."""

from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin import compare

from cases.editorial.review.text_comparison import diff_text
from tests.work import MAX_TIMES_OF_A_QUARTER, lines_run

TEXTS = st.text(st.sampled_from("аб. \n!"), max_size=60)


@given(TEXTS, TEXTS)
def test_what_is_shown_as_kept_and_gone_is_the_old_text_and_as_kept_and_new_the_new_one(old, new):
    changes = diff_text(old, new).changes
    assert "".join(text for kind, text in changes if kind != "addition") == old
    assert "".join(text for kind, text in changes if kind != "deletion") == new


def test_wagtail_shows_which_words_of_a_sentence_changed():
    shown = compare.diff_text("The canal is dry. Nobody came.", "The canal is full. Nobody came.").to_html()
    assert '<span class="deletion">dry</span><span class="addition">full</span>. Nobody came.' in shown


def test_a_long_text_with_many_like_words_is_compared_with_work_that_grows_with_its_length_alone():
    def work(words):
        old = [f"слово{number % 900}" for number in range(words)]
        new = [*old[10:], "новое", *old[:10], "."]
        return lines_run(lambda: diff_text(" ".join(old), " ".join(new)))

    assert work(8_000) < MAX_TIMES_OF_A_QUARTER * work(2_000)
