"""The home page and a case, each beside a plain Wagtail page with a case's fields, through the whole stack of the site."""

from collections.abc import Callable

from bench.measuring import Measurement, beside
from bench.site.world import World


def home(world: World) -> Measurement:
    return beside("home page beside a plain Wagtail page", _get(world, "/en/"), _plain(world))


def case(world: World) -> Measurement:
    return beside("case beside a plain Wagtail page", _get(world, f"/en/cases/{world.case.address}/"), _plain(world))


def _plain(world: World) -> Callable[[], object]:
    return _get(world, f"/plain/{world.plain.slug}/")


def _get(world: World, path: str) -> Callable[[], object]:
    def run() -> None:
        response = world.client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")

    return run
