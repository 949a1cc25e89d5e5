"""Faults that the matrix has found and that are not mended yet. Each is a failing test of its own, and leaves this list when
it is mended; nothing is excused but what stands here."""

import re
from dataclasses import dataclass

from tests.policy.canaries import EDITOR


@dataclass(frozen=True, slots=True)
class Fault:
    """sentence: what is wrong, and where. pattern: how the matrix says it, for these viewers."""

    sentence: str
    viewers: frozenset[str]
    pattern: str

    def covers(self, viewer: str, problem: str) -> bool:
        return viewer in self.viewers and re.search(self.pattern, problem) is not None


FAULTS: tuple[Fault, ...] = (
    Fault(
        "An editor finds drafts that were never sent in Wagtail's own lists of pages, with their titles and texts; their "
        "files and papers are closed to him. The author is told that no reader sees a draft, not that nobody does.",
        frozenset({EDITOR}),
        r"of the (whispered )?draft text",
    ),
)


def unknown(viewer: str, problems: list[str]) -> list[str]:
    """What of these is not on the list."""
    return [problem for problem in problems if not any(fault.covers(viewer, problem) for fault in FAULTS)]
