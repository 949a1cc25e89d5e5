"""What readers may do with a text is its author's word: they find it wherever they take the text along."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.library.models import CasePage
from cases.library.terms.licences import Licence
from network.access.viewer import MEMBERS
from network.people.models import Member
from tests.cases.desk import base_of, begin, newest, save, submitted
from tests.factories import CaseFactory, collection

pytestmark = pytest.mark.django_db
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def facts(client: Client, page: Any) -> dict[str, Any]:
    shown = client.get(page.get_absolute_url()).context["reading"].facts
    return {str(fact["label"]): fact for fact in shown}


def test_its_author_chooses_it_in_the_form_and_keeps_what_he_chose(author: Client) -> None:
    page = begin(author)
    assert newest(page).licence == Licence.RESERVED, "nobody gives away what is his"
    save(author, page, licence="cc-by")
    assert newest(page).licence == Licence.CC_BY
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "as long as they name its author" in shown
    save(author, page)  # a form that says nothing of it, such as one that was open before
    assert newest(page).licence == Licence.CC_BY
    save(author, page, licence="everybody's")
    assert newest(page).licence == Licence.CC_BY


@pytest.mark.parametrize(("chosen", "is_asked"), [({}, False), ({"licence": "cc-by"}, True)])
def test_two_versions_are_compared_by_it_where_both_say_something(
    author: Client, chosen: dict[str, str], is_asked: bool
) -> None:
    page = begin(author)
    base = base_of(author, page)
    save(author, page, base=base, title="In another tab")
    labels = {str(one.label) for one in save(author, page, base=base, **chosen).context["differences"]}
    assert ("Licence" in labels) == is_asked
    assert "Title" in labels


def test_readers_find_it_on_the_page_with_its_address(client: Client, trees: None) -> None:
    given, kept = CaseFactory(licence=Licence.CC_BY), CaseFactory()
    assert facts(client, given)["Licence"]["links"] == [{"label": "CC BY 4.0", "url": CC_BY}]
    assert f'<link rel="license" href="{CC_BY}">' in client.get(given.get_absolute_url()).content.decode()
    assert facts(client, kept)["Licence"]["text"] == "All rights reserved"
    assert 'rel="license"' not in client.get(kept.get_absolute_url()).content.decode()


def test_among_members_nothing_is_given_away(client: Client, member: Member, trees: None) -> None:
    page = CaseFactory(licence=Licence.CC_BY, audience=MEMBERS)
    client.force_login(member)
    assert facts(client, page)["Licence"]["text"] == "All rights reserved"
    assert "creativecommons" not in client.get(page.get_absolute_url()).content.decode()


def test_it_goes_along_in_citations(client: Client, trees: None) -> None:
    page = CaseFactory(licence=Licence.CC_BY)
    assert client.get(page.get_absolute_url()).context["citation"].line.endswith("(CC BY 4.0)")
    bibtex, ris = (client.get(f"{page.get_absolute_url()}cite.{form}").content.decode() for form in ("bib", "ris"))
    assert f"copyright = {{CC BY 4.0, {CC_BY}}}" in bibtex
    assert f"C1  - CC BY 4.0, {CC_BY}\r\nER  - " in ris
    russian = CaseFactory(language="ru")
    assert "Все права защищены" in client.get(f"{russian.get_absolute_url()}cite.ris").content.decode()


def test_it_goes_along_in_feeds(client: Client, trees: None) -> None:
    given, kept = CaseFactory(licence=Licence.CC_BY_NC_ND), CaseFactory()
    feed = client.get(f"{collection(given, kept).get_absolute_url()}feed/").content.decode()
    words = "CC BY-NC-ND 4.0, https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert f"<rights>{words}</rights>" in feed
    assert "<rights>All rights reserved</rights>" in feed


def test_an_editor_reads_it_beside_the_text_and_cannot_change_it(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author, licence="cc-by")
    for address in (reverse("review", args=[page.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        shown = at_the_editors_desk.get(address).content.decode()
        assert "Licence: CC BY 4.0" in shown
        assert 'name="licence"' not in shown


def test_what_stood_before_has_given_nothing_away(trees: None) -> None:
    assert CasePage().licence == Licence.RESERVED
    assert CaseFactory().licence == Licence.RESERVED
