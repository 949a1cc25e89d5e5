"""Timing two things side by side, so that whatever else the machine does strikes both."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
ROUNDS = 60
WARMING = 5


@dataclass(frozen=True)
class Measurement:
    """ours and peer: medians in `unit`. ratio: ours by peer; what it is beside is in the name."""

    name: str
    ours: float
    peer: float
    ratio: float
    unit: str


def beside(name: str, ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = ROUNDS) -> Measurement:
    """Run both in turns, and compare the medians, in milliseconds."""
    for _round in range(WARMING):
        ours()
        peer()
    timings: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        for run, kept in zip((ours, peer), timings, strict=True):
            begun = time.perf_counter()
            run()
            kept.append((time.perf_counter() - begun) * 1_000)
    mine, theirs = (statistics.median(kept) for kept in timings)
    return Measurement(name, round(mine, 3), round(theirs, 3), round(mine / theirs, 2), "ms")


def keep(measurements: list[Measurement]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.jsonl"
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in measurements), encoding="utf-8")
    return file
