"""Whatever a member writes, its conversion takes time that grows with its length and no faster."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from cases.contribute.form.markdown_writer import to_markdown
from network.markup import clean, from_markdown, plain
from tests.nasty_texts import LENGTH, nasty_texts

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

RUNAWAY = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from tests.network.test_bounds import CONVERSIONS, nasty_texts
texts = nasty_texts()
for convert, names in CONVERSIONS.values():
    for name in names:
        convert(texts[name])
print("all done")
"""


def test_no_text_runs_away_with_the_processor_or_the_memory():
    """Ended by the system after 40 seconds of work; it takes four, and one of these texts alone took 88."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", RUNAWAY], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "all done", done.stderr[-500:]


# Four times the text is four times the work, and sixteen times where each part of it looks at all the others.
MAX_TIMES = 9
LEAST = 0.02  # seconds of work, below which there is nothing to compare


def work(convert, text: str) -> float:
    """Of this process alone: what runs beside it does not count."""
    begun = process_time()
    convert(text)
    return process_time() - begun


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_four_times_the_text_is_about_four_times_the_work(conversion):
    convert, names = CONVERSIONS[conversion]
    texts, quarters = nasty_texts(), nasty_texts(LENGTH // 4)
    for name in names:
        tries = (work(convert, texts[name]) / max(LEAST, work(convert, quarters[name])) for _try in range(4))
        assert any(times < MAX_TIMES for times in tries), f"{name!r} takes more than its share"


def test_a_text_with_more_marks_than_anybody_writes_is_shown_as_it_was_typed():
    typed = "**вода** & https://unece.org/a_b\n" * 6_000
    shown = from_markdown(typed)
    assert plain(shown).split() == typed.split()
    assert '<a href="https://unece.org/a_b"' in shown
