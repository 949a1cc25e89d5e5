"""How much work something is: counted, for a clock tells as much of the machine and of what else runs on it."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

# Four times the text is four times the work; it is sixteen times where each part of it looks at all the others.
MAX_TIMES_OF_A_QUARTER = 6


def lines_run(work: Callable[[], Any]) -> int:
    """How many lines of Python it takes, in our code and in libraries. What is written in C counts as the line that calls it."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines
