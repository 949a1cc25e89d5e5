"""Faults that the matrix has found and that are not mended yet. Each is a failing test of its own, and leaves this list when
it is mended; nothing is excused but what stands here."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """sentence: what is wrong, and where. pattern: how the matrix says it, for these viewers."""

    sentence: str
    viewers: frozenset[str]
    pattern: str

    def covers(self, viewer: str, problem: str) -> bool:
        return viewer in self.viewers and re.search(self.pattern, problem) is not None


FAULTS: tuple[Fault, ...] = ()


def unknown(viewer: str, problems: list[str]) -> list[str]:
    """What of these is not on the list."""
    return [problem for problem in problems if not any(fault.covers(viewer, problem) for fault in FAULTS)]
