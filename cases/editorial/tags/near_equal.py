"""Tags that may be one: spelt alike but for special letters or a slip, in another script, or names of one concept.

Tags are put together by what they have in common, so that of two thousand not every two are compared, and the work grows with their
number alone.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from anyascii import anyascii
from django.utils.translation import gettext_lazy as _

from cases.editorial.tags.models import TwoTags
from cases.editorial.tags.uses import counted, known_tags
from cases.library.models import Tag
from search.analysis import fold
from search.analysis.spelling import edit_distance

MAX_COMPARED = 5_000
MAX_ALIKE = 20  # of one bucket; more have a common word and no common meaning
# A short word has many neighbours that mean something else.
MIN_LENGTH, LONG = 5, 10
_NOT_SPELT = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


class Reason(IntEnum):
    """The stronger first."""

    CONCEPT = 1
    LETTERS = 2
    SCRIPT = 3
    SLIP = 4


REASONS = {
    Reason.CONCEPT: _("tied to one concept"),
    Reason.LETTERS: _("the same but for special letters"),
    Reason.SCRIPT: _("the same in another script"),
    Reason.SLIP: _("a letter or two apart"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """more: the one that more texts have, or the older one."""

    more: Tag
    less: Tag
    reason: Reason

    @property
    def ways(self) -> tuple[tuple[Tag, Tag], tuple[Tag, Tag]]:
        """(kept, gone)."""
        return (self.more, self.less), (self.less, self.more)

    @property
    def words(self) -> str:
        return str(REASONS[self.reason])


@dataclass(frozen=True, slots=True)
class NearEqual:
    """compared: how many tags were, of `tags` in all."""

    pairs: list[Pair]
    compared: int
    tags: int


def near_equal() -> NearEqual:
    """The likeliest first. What an editor has said to be two is not among it."""
    known = known_tags()
    rows = {tag.pk: tag for tag in counted(known).order_by("pk").select_related("concept")[:MAX_COMPARED]}
    found = dict(_alike(rows.values()))
    apart = set(TwoTags.objects.values_list("first", "second"))
    pairs = [
        _pair(rows[one], rows[other], reason) for (one, other), reason in found.items() if (one, other) not in apart
    ]
    pairs.sort(key=lambda pair: (pair.reason, -_uses(pair.more) - _uses(pair.less), pair.more.pk, pair.less.pk))
    total = len(rows) if len(rows) < MAX_COMPARED else known.count()
    return NearEqual(pairs, len(rows), total)


def _pair(one: Tag, other: Tag, reason: Reason) -> Pair:
    more, less = sorted((one, other), key=lambda tag: (-_uses(tag), tag.pk))
    return Pair(more, less, reason)


def _uses(tag: Tag) -> int:
    return int(getattr(tag, "uses", 0))


def _alike(tags: Iterable[Tag]) -> Iterator[tuple[tuple[int, int], Reason]]:
    """Pairs of numbers, the lower first, each once with its strongest reason."""
    buckets: dict[Reason, dict[Hashable, list[int]]] = {reason: defaultdict(list) for reason in Reason}
    spelt: dict[int, str] = {}
    for tag in tags:
        spelt[tag.pk] = _latin(tag.name)
        if tag.concept_id:
            buckets[Reason.CONCEPT][tag.concept_id].append(tag.pk)
        buckets[Reason.LETTERS][_NOT_SPELT.sub("", fold(tag.name.casefold()))].append(tag.pk)
        buckets[Reason.SCRIPT][spelt[tag.pk]].append(tag.pk)
        for shorter in _without_a_letter(spelt[tag.pk]):
            buckets[Reason.SLIP][shorter].append(tag.pk)
    told: set[tuple[int, int]] = set()
    for reason, of_reason in buckets.items():
        for together in of_reason.values():
            for pair in combinations(sorted(set(together))[:MAX_ALIKE], 2):
                if pair in told or (reason is Reason.SLIP and not _is_slip(spelt[pair[0]], spelt[pair[1]])):
                    continue
                told.add(pair)
                yield pair, reason


def _latin(name: str) -> str:
    return _NOT_SPELT.sub("", anyascii(name).casefold())


def _without_a_letter(word: str) -> set[str]:
    """Itself, and all that it becomes without one letter: two that a letter is between have one of these in common."""
    if len(word) < MIN_LENGTH:
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_slip(one: str, other: str) -> bool:
    """Not where a number is another: of two years each is its own."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    limit = 2 if min(len(one), len(other)) >= LONG else 1
    return edit_distance(one, other, limit) <= limit
