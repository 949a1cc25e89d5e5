"""Whatever a member writes, its conversion takes time that grows with its length and no faster."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from cases.contribute.plain_prose import to_plain
from network.markup import clean, from_markdown, plain
from tests.nasty_texts import nasty_texts

CONVERSIONS = {
    "Markdown": from_markdown,
    "HTML": clean,
    "words": plain,
    "plain prose": to_plain,
}
OURS = ("/network/markup/", "/cases/contribute/", "/markdown_it/")
SHORT, LONGER = 160, 4
# Four times the text takes four times the steps, and sixteen times when each part of it looks at all others.
MOST_TIMES = 7


def steps_of(run: Callable[[str], object], text: str) -> int:
    """How many lines of Python it takes: the same on a slow machine, and while another program runs beside."""
    steps = 0

    def step(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return step if any(part in frame.f_code.co_filename for part in OURS) else None

    before = sys.gettrace()
    sys.settrace(step)
    try:
        run(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_four_times_the_text_takes_no_more_than_its_share_of_steps(conversion):
    run = CONVERSIONS[conversion]
    longer = nasty_texts(SHORT * LONGER)
    for name, text in nasty_texts(SHORT).items():
        few, many = steps_of(run, text), steps_of(run, longer[name])
        assert many < MOST_TIMES * (few + 200), f"{name!r}: {few} steps became {many}"


# What the regular expressions and the parser of HTML do is written in C, and takes no step that can be counted.
RUNAWAY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from network.markup import clean, from_markdown, plain
from tests.nasty_texts import nasty_texts
texts = nasty_texts()
for name in ("http://a.", "_*", "a@", "a.b.", "a", " ", "<a ", "<h1 ", "<!--", "<b c=N><p>x", "<ul><li>", "[a](<", '<a b="c" '):
    for convert in (from_markdown, clean, plain):
        convert(texts[name])
print("all done")
"""


def test_no_text_runs_away_with_the_processor_or_the_memory():
    """Ended by the system after 40 seconds of work; it takes two, and one of these texts alone took 88."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", RUNAWAY], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "all done", done.stderr[-500:]


def test_a_text_with_more_marks_than_anybody_writes_is_shown_as_it_was_typed():
    typed = "**вода** & https://unece.org/a_b\n" * 6_000
    shown = from_markdown(typed)
    assert plain(shown).split() == typed.split()
    assert '<a href="https://unece.org/a_b"' in shown
