"""Editors who merge at the same moment, and an author who saves meanwhile: one after the other, and nothing half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from cases.editorial.tags.errors import BeingWritten, MergedAlready
from cases.editorial.tags.merging import merge_tags, undo_merge
from cases.editorial.tags.models import TagMerge
from cases.library.models import CasePage, CaseTag, Tag
from network.access.errors import Refusal
from network.people.models import Member
from tests.cases.desk import newest
from tests.cases.editorial.tags.test_merging import names_in, names_of, tagged
from tests.factories import MemberFactory

TIMES = 5


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each returns, or was refused by."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do, deeds))


def merged(kept: Tag, gone: Tag, editor: Member) -> Callable[[], Any]:
    return lambda: merge_tags(kept, gone, editor)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="tests share one connection to SQLite, which has one writer"
)
@pytest.mark.django_db(transaction=True)
def test_whoever_comes_at_once_finds_all_or_nothing(trees: None) -> None:
    one, other = MemberFactory(), MemberFactory()
    for time in range(TIMES):
        kept, gone, last = (Tag.named(f"{name} {time}") for name in ("canals", "ditches", "waterways"))
        page = tagged(gone)

        answers = at_once(merged(kept, gone, one), merged(kept, gone, other))
        assert sorted(type(answer) for answer in answers if isinstance(answer, Refusal)) == [MergedAlready]
        assert (names_of(page), TagMerge.objects.filter(gone=gone).count()) == ([kept.name], 1)

        undo_merge(TagMerge.objects.get(gone=gone), one)
        answers = at_once(merged(kept, gone, one), merged(last, kept, other))
        refused = [answer for answer in answers if isinstance(answer, Refusal)]
        assert all(isinstance(answer, MergedAlready | BeingWritten) for answer in refused)
        tags = {tag.pk: tag.merged_into_id for tag in (Tag.objects.get(pk=gone.pk), Tag.objects.get(pk=kept.pk))}
        # The other merge may have given `kept` one more text just then: who comes second is asked to press again.
        into = None if isinstance(answers[1], BeingWritten) else last.pk
        assert tags[kept.pk] == into
        assert tags[gone.pk] in (None, into or kept.pk), "never a tag that is gone itself"

    for time in range(TIMES):
        kept, gone = Tag.named(f"rivers {time}"), Tag.named(f"streams {time}")
        page, stale = tagged(gone), None
        stale = newest(page)
        untagged = tagged()
        late = newest(untagged)
        late.tags.set([gone])

        def publish(version: Any) -> Callable[[], Any]:
            return lambda: version.save_revision().publish()

        answers = at_once(merged(kept, gone, one), publish(stale), publish(late))
        assert not [
            answer for answer in answers if isinstance(answer, Refusal) and not isinstance(answer, BeingWritten)
        ]
        name = gone.name if isinstance(answers[0], BeingWritten) else kept.name
        for text in (page, untagged):
            assert names_of(text) == names_in(CasePage.objects.get(pk=text.pk).latest_revision) == [name]
        assert CaseTag.objects.filter(tag__in=[kept, gone]).count() == 2
