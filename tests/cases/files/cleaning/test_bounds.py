"""Cleaning has its memory and its time, and whoever goes beyond is told so."""

import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cases.files.cleaning.cleaner import MAX_MEMORY_BYTES
from cases.files.prepared_files import ROOT, prepare_file
from tests.cases.files.cleaning.corpus import hand_made_book

BOUND_MEGABYTES = 400


def sheet(rows: int) -> bytes:
    cells = "".join(f'</row><row r="{row}"><c r="A{row}"><v>{row * 7919}</v></c>' for row in range(2, rows))
    return hand_made_book(sheet=cells + "</row></sheetData>")


def test_a_table_that_takes_more_memory_than_there_is_is_refused_with_that_reason():
    with pytest.raises(ValidationError) as refused:
        prepare_file(ContentFile(sheet(1_300_000), name="large.xlsx"), without_traces=True)
    assert "too large to be gone through" in refused.value.messages[0]


def test_a_large_table_is_cleaned_within_the_bound(tmp_path):
    assert MAX_MEMORY_BYTES == BOUND_MEGABYTES << 20
    source = tmp_path / "source"
    source.write_bytes(sheet(200_000))
    run = f"""
import resource, subprocess, sys
with open({str(source)!r}, "rb") as given, open({str(tmp_path / "target")!r}, "wb") as target:
    done = subprocess.run([sys.executable, "-m", "cases.files.cleaning.cleaner", ".xlsx", str(target.fileno())], stdin=given, pass_fds=[target.fileno()], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.stdout.decode() or done.stderr.decode()[-300:])
print(used.ru_maxrss // 1024)
"""
    said, megabytes = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    assert '"taken"' in said
    assert int(megabytes) < BOUND_MEGABYTES
    assert (tmp_path / "target").stat().st_size > 1_000_000
