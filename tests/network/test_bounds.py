"""Whatever a member writes, its conversion takes time that grows with its length and no faster."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from cases.contribute.form.markdown_writer import to_markdown
from network.markup import clean, from_markdown, plain
from tests.nasty_texts import nasty_texts
from tests.work import MAX_TIMES_OF_A_QUARTER, lines_run

FEW = 10_000  # characters: a longer text with so many marks is taken for no Markdown
# What made a text of 80,000 characters take from 2 to 88 seconds, and what would, were one of the bounds away.
MARKS = (
    "http://a.",
    "_*",
    "*a** between words",
    "[ between words",
    "![",
    "a@",
    "a.b.",
    "``a ",
    "| |\n|-|\n",
    "<http://a",
)
TAGS = ("<h1 ", "<a ", "<!--", "<ul><li>", "<b c=N><p>x", "<del>", '<a b="c" ', "<b>x<p>")
CONVERSIONS = {
    "Markdown": (from_markdown, MARKS),
    "HTML": (clean, TAGS),
    "words": (plain, TAGS),
    "plain prose": (to_markdown, TAGS),
}

# What is written in C counts no lines. So all texts are taken in quarters first, and the system ends what takes more for the
# whole ones than nine times as long; where one alone looked at itself again and again, it was sixteen times as long.
RUNAWAY = """
import math, os, resource, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from tests.nasty_texts import LENGTH, nasty_texts
from tests.network.test_bounds import CONVERSIONS
def convert_all(texts):
    for convert, names in CONVERSIONS.values():
        for name in names:
            convert(texts[name])
convert_all(nasty_texts(100))
begun = time.process_time()
convert_all(nasty_texts(LENGTH // 4))
used = time.process_time()
limit = math.ceil(used + 9 * (used - begun) + 1)
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
convert_all(nasty_texts(LENGTH))
print("all done")
"""


def test_no_text_runs_away_with_the_processor_or_the_memory():
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", RUNAWAY], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "all done", done.stderr[-500:]


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_four_times_the_text_is_about_four_times_the_work(conversion):
    convert, names = CONVERSIONS[conversion]
    texts, quarters = nasty_texts(FEW), nasty_texts(FEW // 4)
    for name in names:
        lines, of_quarter = (lines_run(partial(convert, long[name])) for long in (texts, quarters))
        assert lines < MAX_TIMES_OF_A_QUARTER * of_quarter, f"{name!r} takes more than its share"


def test_a_text_with_more_marks_than_anybody_writes_is_shown_as_it_was_typed():
    typed = "**вода** & https://unece.org/a_b\n" * 6_000
    shown = from_markdown(typed)
    assert plain(shown).split() == typed.split()
    assert '<a href="https://unece.org/a_b"' in shown
