"""Every component of the house, by the name of its file, with each of its examples. Only where DEBUG is on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.look.examples import EXAMPLES, STANDS_IN

COMPONENTS = Path(__file__).resolve().parents[2] / "templates" / "components"


@dataclass(frozen=True, slots=True)
class Component:
    """name: of its file. stands_in: class of the list or field that its rows need around them, or nothing."""

    name: str
    examples: list[SafeString]
    stands_in: str


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/styleguide.html", {"components": list(components(request))})


def components(request: HttpRequest) -> Iterator[Component]:
    """Raises KeyError for a component that nobody has written an example of."""
    for name in component_names():
        shown = [render_to_string(f"components/{name}.html", example, request) for example in EXAMPLES[name]]
        yield Component(name, shown, STANDS_IN.get(name, ""))


def component_names() -> list[str]:
    return sorted(path.stem for path in COMPONENTS.glob("*.html"))
