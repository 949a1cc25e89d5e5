"""What changed between two versions of a text, for editors: sentences first, and words within those that changed.

Wagtail compares all words with all words, which took 34 seconds for 8,000 of them, and the site with it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from wagtail.admin import compare

_SENTENCE = re.compile(r"[^.!?…\n]*+[.!?…\n]++\s*+|[^.!?…\n]++")
_WORD = re.compile(r"\w++|\W")
# Pairs of like parts times parts: about what one comparison takes at worst. Above it all is said to be new.
MAX_WORK = 20_000_000

Change = tuple[str, str]


def use_bounded_diff() -> None:
    """For every comparison that Wagtail shows: it has no other place in which to say so."""
    compare.diff_text = diff_text


def diff_text(old: str | None, new: str | None) -> compare.TextDiff:
    changes: list[Change] = []
    for kind, before, after in _differences(_SENTENCE.findall(old or ""), _SENTENCE.findall(new or "")):
        if kind == "equal":
            changes.append(("equal", before))
            continue
        for _kind, *words in _differences(_WORD.findall(before), _WORD.findall(after)):
            changes += _as_changes(_kind, *words)
    return compare.TextDiff(_joined(changes))


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(equal or replace, the old text, the new one), in order."""
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    middle, other = old[begin : len(old) - end], new[begin : len(new) - end]
    if begin:
        yield "equal", "".join(old[:begin]), ""
    if _work(middle, other) > MAX_WORK:
        yield "replace", "".join(middle), "".join(other)
    else:
        for kind, a, b, c, d in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            yield ("equal" if kind == "equal" else "replace"), "".join(middle[a:b]), "".join(other[c:d])
    if end:
        yield "equal", "".join(old[len(old) - end :]), ""


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the first parts are the same."""
    return next(
        (place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    stands = Counter(new)
    return sum(stands[part] + 1 for part in old) * (min(len(old), len(new)) + 1)


def _as_changes(kind: str, before: str, after: str) -> list[Change]:
    if kind == "equal":
        return [("equal", before)]
    return [change for change in (("deletion", before), ("addition", after)) if change[1]]


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Neighbours of one kind as one."""
    joined: list[Change] = []
    for kind, text in changes:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined
