"""Faults that the matrix has found and that are not mended yet. Each is a failing test of its own, and leaves this list when
it is mended; nothing is excused but what stands here."""

import re
from dataclasses import dataclass

from tests.policy.canaries import ALUMNUS, ANONYMOUS, EDITOR, ORGANISER


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
        "A list narrowed by the tag of somebody's draft tells that there is such a tag, and how it is spelt: "
        "cases/library/browsing.py, _names of what is chosen; search/showing.py, _facet, the same.",
        frozenset({ANONYMOUS, ALUMNUS}),
        r"\?tag=canal-\w+ .*tag of the draft text",
    ),
    Fault(
        "Organisers are taken for editors, for `Member.is_editor` asks who may enter Wagtail's admin, which they may: "
        "files, papers, titles and whole texts in review are open to them. network/people/models.py, is_editor.",
        frozenset({ORGANISER}),
        r"(/files/|/admin/).* text\b|/review/",
    ),
    Fault(
        "Editors cannot look at a draft or an older version: cases/library/models.py, get_url_parts gives no root address, "
        "and Wagtail's full_url fails.",
        frozenset({EDITOR, ORGANISER}),
        r"/admin/.*unsupported operand",
    ),
    Fault(
        "Editors cannot search for pages: Wagtail's admin wants the app `modelsearch`.",
        frozenset({EDITOR}),
        r"/admin/pages/search/.*modelsearch",
    ),
)


def unknown(viewer: str, problems: list[str]) -> list[str]:
    """What of these is not on the list."""
    return [problem for problem in problems if not any(fault.covers(viewer, problem) for fault in FAULTS)]
