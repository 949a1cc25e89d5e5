"""The editors' report on many texts and their readers, beside the same numbers asked for by hand, in SQL.

TEXTS=100000 sets how many; each is read on three days.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils.timezone import localdate
from wagtail.models import Page

from bench.measuring import Measurement, beside
from bench.site.world import World
from cases.editorial.reports.groups import DIMENSIONS, groups
from cases.library.models import CasePage
from cases.reads.models import ReadCount
from cases.reads.read_texts import most_read
from network.access.viewer import MEMBERS, PUBLIC, Viewer

TEXTS = int(os.environ.get("TEXTS", "100000"))
ROUNDS = 5
EDITOR = Viewer(keys=frozenset({PUBLIC, MEMBERS}))
# Who reads is asked of a page's own rows; what it is about, and how often it was read, is grouped.
OPEN = """wagtailcore_page.live AND first_published_at IS NOT NULL AND audience IN ('public', 'members')
    AND (embargo_until IS NULL OR embargo_until <= CURRENT_TIMESTAMP)"""
BY_THEME = f"""
SELECT concept_id, COUNT(*) FROM library_casepage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
LEFT JOIN library_casepage_themes ON casepage_id = page_ptr_id WHERE {OPEN} GROUP BY concept_id"""
READS_BY_THEME = f"""
SELECT concept_id, SUM(count) FROM reads_readcount JOIN library_casepage ON page_ptr_id = page_id
JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
LEFT JOIN library_casepage_themes ON casepage_id = page_ptr_id WHERE {OPEN} GROUP BY concept_id"""
MOST_READ = f"""
SELECT page_id, SUM(count) FROM reads_readcount JOIN library_casepage ON page_ptr_id = page_id
JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id WHERE {OPEN} GROUP BY page_id ORDER BY 2 DESC LIMIT 50"""


def report(world: World) -> Iterator[Measurement]:
    with transaction.atomic():
        print(f"Writing {TEXTS:,} texts …", file=sys.stderr)
        _fill(world.case)
        by_theme = DIMENSIONS["theme"]
        assert sum(group.texts for group in groups(by_theme, EDITOR, None)) > TEXTS
        of = f"of {TEXTS:,} texts, {ReadCount.objects.count():,} numbers of reads"
        yield beside(
            f"report by theme, {of}, beside bare SQL",
            lambda: groups(by_theme, EDITOR, None),
            lambda: (_ask(BY_THEME), _ask(READS_BY_THEME)),
            rounds=ROUNDS,
        )
        yield beside(
            f"most read, {of}, beside bare SQL",
            lambda: most_read(EDITOR, None, limit=50),
            lambda: _ask(MOST_READ),
            rounds=ROUNDS,
        )
        transaction.set_rollback(True)


def _ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        return list(cursor.execute(sql).fetchall())


def _fill(case: CasePage) -> None:
    """Copies of one case, row by row in each of its tables: to save pages would take an hour."""
    first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    themes = list(case.themes.values_list("pk", flat=True))
    columns = {
        field.column: field for field in (*Page._meta.local_concrete_fields, *CasePage._meta.local_concrete_fields)
    }
    own = {name: getattr(case, field.attname) for name, field in columns.items()}
    pages, cases, of_themes = [], [], []
    for number in range(first, first + TEXTS):
        row = own | {"id": number, "page_ptr_id": number, "path": f"0009{number:012d}", "slug": f"copy-{number}"}
        row |= {"address": f"copy-{number}", "translation_key": uuid4()}
        pages.append(Page(**{field.attname: row[field.column] for field in Page._meta.local_concrete_fields}))
        cases.append([row[field.column] for field in CasePage._meta.local_concrete_fields])
        of_themes += [(number, theme) for theme in themes]
    Page.objects.bulk_create(pages, batch_size=500)
    _insert(CasePage._meta.db_table, [field.column for field in CasePage._meta.local_concrete_fields], cases)
    _insert("library_casepage_themes", ["casepage_id", "concept_id"], of_themes)
    today = localdate()
    counts = [
        ReadCount(page_id=page.pk, day=today.replace(day=1 + day), count=1 + page.pk % 7)
        for page in pages
        for day in (0, 1, 2)
    ]
    ReadCount.objects.bulk_create(counts, batch_size=1_000)


def _insert(table: str, columns: list[str], rows: list[Any]) -> None:
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
            [[_plain(cell) for cell in row] for row in rows],
        )


def _plain(cell: Any) -> Any:
    return getattr(cell, "name", cell) if hasattr(cell, "storage") else cell
