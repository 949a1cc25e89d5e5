"""The house around every page: what it must weigh, and the pages that must stand without knowing anything."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory

from network.access.viewer import ANONYMOUS
from portal.look.examples import EXAMPLES
from portal.look.styleguide import components

STYLES = sorted((settings.BASE_DIR / "portal" / "static" / "portal" / "css").glob("*.css"))
ADMIN = next(file for file in STYLES if file.name == "admin.css")  # it stands between the styles of others


def test_the_styles_of_every_page_leave_room_for_words_and_a_picture_on_a_thin_line():
    templates = settings.BASE_DIR / "templates"
    house = "".join((templates / name).read_text() for name in ("plain.html", "base.html"))
    linked = [file for file in STYLES if f"css/{file.name}" in house]
    assert len(linked) >= 8
    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in linked) <= 14 * 1024


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_colours_come_from_the_tokens_alone(file):
    rules = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    raw = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", rules)
    assert bool(raw) == (file.name == "tokens.css")


def tokens(*files):
    """Those that the rules give, and those that they name."""
    rules = re.sub(r"/\*.*?\*/", "", "".join(Path(file).read_text() for file in files), flags=re.DOTALL)
    return set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", rules)), set(re.findall(r"var\(\s*(--[\w-]+)", rules))


def test_every_token_that_a_rule_names_is_there_and_every_token_is_named():
    given, named = tokens(*(file for file in STYLES if file != ADMIN))
    assert given == named


# Of Wagtail and of the editor of prose: their pages have them.
OF_OTHERS = ("ProseMirror", "prose-editor-", "w-")


def test_every_class_that_a_rule_is_for_stands_in_a_page():
    folders = (settings.BASE_DIR / name for name in ("templates", "portal", "cases", "network", "search"))
    pages = "".join(file.read_text() for folder in folders for file in folder.rglob("*") if file.suffix in SPEAKS)
    rules = re.sub(r"/\*.*?\*/", "", "".join(file.read_text() for file in STYLES), flags=re.DOTALL)
    selectors = "".join(re.findall(r"[^{}]+(?=\{)", re.sub(r'"[^"]*"', "", rules)))
    classes = {name for name in re.findall(r"\.([a-zA-Z][\w-]*)", selectors) if not name.startswith(OF_OTHERS)}
    assert len(classes) > 100
    assert not {name for name in classes if not stands_in(pages, name)}


SPEAKS = (".html", ".py", ".js")


def stands_in(pages, name):
    """A modifier may be put together where it is used."""
    block, _dashes, modifier = name.partition("--")
    together = rf"|(?<![\w-]){re.escape(block)}--(?:\{{|\$\{{)" if modifier else ""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-]){together}", pages)


def test_in_the_admin_each_token_is_wagtails_or_the_houses_and_what_is_given_is_asked_for():
    given, named = tokens(ADMIN)
    wagtails = tokens(finders.find("wagtailadmin/css/core.css"))
    assert named <= wagtails[0] | tokens(ADMIN.with_name("tokens.css"))[0]
    editors = (finders.find(f"django_prose_editor/{name}.css") for name in ("editor", "overrides"))
    assert given <= tokens(*editors)[1] | wagtails[1]


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_no_rule_is_forced_or_tied_to_one_element(file):
    outside_reset = re.sub(r"@layer reset \{.*?\n\}", "", file.read_text(), flags=re.DOTALL)
    assert "!important" not in outside_reset
    assert not re.search(r"(?m)^\s*[^@\n]*#[a-z][\w-]*[^;\n]*\{", outside_reset)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_failure_page_stands_without_request_and_context(name):
    page = get_template(name).render()
    assert page.count("<h1>") == 1
    assert 'href="/tg/"' in page
    assert "Chaikhana</title>" in page


def not_here(address):
    request = RequestFactory().get(address)
    request.viewer = ANONYMOUS
    return get_template("404.html").render(request=request)


@pytest.mark.django_db
def test_the_page_that_is_not_here_is_the_same_for_every_address():
    page = not_here("/en/rooms/joint-monitoring/?q=secret")
    assert page == not_here("/en/cases/no-such-case/")
    assert not re.search("<form|<script|nonce|secret|aria-current", page)


def guide():
    request = RequestFactory().get("/en/styleguide/")
    request.viewer, request.csp_nonce = ANONYMOUS, "nonce"
    return request


@pytest.mark.django_db
def test_every_component_can_be_seen_in_the_style_guide_and_no_example_is_of_none():
    shown = list(components(guide()))
    assert {component.name for component in shown} == set(EXAMPLES)
    assert [component.name for component in shown if not all(example.strip() for example in component.examples)] == []
    page = get_template("portal/styleguide.html").render({"components": shown}, guide())
    assert [name for name in EXAMPLES if f'id="{name}"' not in page] == []


INCLUDE = re.compile(r'{%\s*include "components/(\w+)\.html"(?: with (.*?))?(?: only)?\s*%}')


def test_each_component_stands_in_a_page_and_takes_no_argument_that_no_page_gives():
    given = {}
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        for name, arguments in INCLUDE.findall(file.read_text()):
            given.setdefault(name, set()).update(re.findall(r"(\w+)=", arguments))
    assert set(EXAMPLES) <= set(given)
    shown = {name: {argument for example in examples for argument in example} for name, examples in EXAMPLES.items()}
    assert {name: arguments - given[name] for name, arguments in shown.items() if arguments - given[name]} == {}
