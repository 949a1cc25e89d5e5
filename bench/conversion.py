"""What members write, at its longest and worst: the slowest of all nasty texts in each conversion, beside the limit."""

import time
from collections.abc import Callable, Iterator

from bench.measuring import Measurement
from bench.site.world import World
from cases.contribute.form.markdown_writer import to_markdown
from network.markup import clean, from_markdown, plain
from tests.nasty_texts import nasty_texts

LIMIT = 500.0  # milliseconds for 80,000 characters
CONVERSIONS: dict[str, Callable[[str], str]] = {
    "Markdown to HTML": from_markdown,
    "HTML cleaned": clean,
    "HTML to words": plain,
    "HTML to plain prose": to_markdown,
}


def conversion(_world: World | None = None) -> Iterator[Measurement]:
    for name, convert in CONVERSIONS.items():
        slowest, text = max((_taken(convert, text), unit) for unit, text in nasty_texts().items())
        label = f"{name}, slowest of 80,000 nasty characters ({text!r}) beside the limit"
        yield Measurement(label, round(slowest, 1), LIMIT, round(slowest / LIMIT, 2), "ms")


def _taken(convert: Callable[[str], str], text: str) -> float:
    """Of the processor's time, for a busy machine takes longer over everything; the better of two."""
    taken = []
    for _time in range(2):
        begun = time.process_time()
        convert(text)
        taken.append((time.process_time() - begun) * 1_000)
    return min(taken)
