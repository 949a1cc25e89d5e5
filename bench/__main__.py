"""`python -m bench [NAME…]`: all measurements, or those whose name begins so. JSON lines, kept in bench/results/."""

import json
import os
import shutil
import sys
from dataclasses import asdict

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.site.settings")

import django

django.setup()

from django.conf import settings

from bench import abuse, conversion, pages, posting, reporting, scaling, searching
from bench.measuring import Measurement, keep
from bench.site.world import build

BENCHMARKS = {
    "home": pages.home,
    "case": pages.case,
    "search": searching.search,
    "post": posting.post,
    "conversion": conversion.conversion,
    "abuse": abuse.abuse,
    "report": reporting.report,
    "scaling": scaling.scaling,
    "scaling-in-cluster": scaling.scaling_in_cluster,
}


def main(names: list[str]) -> int:
    chosen = [run for name, run in BENCHMARKS.items() if not names or name.startswith(tuple(names))]
    measurements: list[Measurement] = []
    try:
        world = build()
        for run in chosen:
            measured = run(world)
            for measurement in [measured] if isinstance(measured, Measurement) else measured:
                measurements.append(measurement)
                print(json.dumps(asdict(measurement)), flush=True)
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
    print(f"Kept in {keep(measurements).name}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
