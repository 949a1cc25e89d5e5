"""The page of a review tells its editor of texts that look like it and of what may be personal, each with its place."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cases.editorial.findings.duplicates import duplicates_of
from cases.editorial.review.found import found_in
from cases.editorial.review.review_page import review_of
from cases.library.models import CasePage
from network.access.byline import Attribution
from network.access.viewer import viewer_of
from network.people.models import Member
from search.index.rebuild import rebuild
from tests.cases.desk import decide, newest, save, submitted
from tests.factories import CaseFactory, MemberFactory

pytestmark = pytest.mark.django_db

CANAL = (
    "Every spring the gatekeepers of both banks meet at the upper gate, read one gauge together, and write down by turns "
    "how long each side waters its fields before the other opens."
)
WELL = (
    "Nobody had asked the women who carry water how far the new well would be, and so it stood dry beside the school."
)


@pytest.fixture
def index(settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_URL = ""
    list(rebuild())


def alone(text: str) -> dict[str, str]:
    return dict.fromkeys(("context", "challenge", "approach", "results", "lessons"), text)


def shown(editor: Client, page: Any) -> BeautifulSoup:
    answer = editor.get(reverse("review", args=[page.pk]))
    return BeautifulSoup(answer.content, "html.parser")


def like(page: Any, editor: Member) -> list[tuple[str, bool, bool]]:
    found = duplicates_of(newest(page), viewer_of(editor))
    return [(one.title, one.is_titled_so, one.share >= 50) for one in found]


def test_a_text_with_the_words_of_a_published_one_or_its_title_leads_to_it(
    index: None, author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    CaseFactory(title="Gates by turns", summary="How two banks share.", context=f"<p>{CANAL}</p>")
    CaseFactory(title="A well for whom", summary="Told late.", context=f"<p>{WELL}</p>")
    list(rebuild())
    copied = submitted(author, title="What we did in May", **alone(CANAL))
    assert like(copied, editor) == [("Gates by turns", False, True)]
    titled = submitted(
        author,
        title="A Well, for Whom?",
        **alone(
            "Other words stand here: of a bridge that two schools built over one summer, and of the parents who carried its planks."
        ),
    )
    assert like(titled, editor) == [("A well for whom", True, False)]
    row = shown(at_the_editors_desk, titled).select_one(".review__found li")
    assert row
    assert row.a
    assert row.a["href"] == reverse("review", args=[CasePage.objects.get(title="A well for whom").pk])
    assert "Nearly the same title. Published." in " ".join(row.get_text().split())


def test_what_was_sent_twice_is_seen_while_both_wait(index: None, author: Client, editor: Member) -> None:
    first = submitted(author, title="Gates by turns", **alone(CANAL))
    second = submitted(author, title="Gates by turns, again", **alone(CANAL))
    assert like(second, editor) == [("Gates by turns", False, True)]
    assert like(first, editor) == [("Gates by turns, again", False, True)]


def test_its_translations_and_itself_are_none(
    index: None, author: Client, at_the_editors_desk: Client, editor: Member
) -> None:
    page = submitted(author, title="Gates by turns", **alone(CANAL))
    decide(at_the_editors_desk, page, "approve")
    page.refresh_from_db()
    twin = page.copy_for_translation(Locale.objects.get(language_code="ru"), copy_parents=True)
    twin.save_revision().publish(skip_permission_checks=True)
    list(rebuild())
    assert like(page, editor) == []


def test_of_a_text_that_the_editor_may_not_read_and_of_a_draft_no_word_is_said(
    index: None, author: Client, editor: Member
) -> None:
    CaseFactory(title="Gates by turns", context=f"<p>{CANAL}</p>", audience="edition:99")
    CaseFactory(title="Gates by turns", context=f"<p>{CANAL}</p>", live=False)
    closed_since = CaseFactory(title="Gates by turns", context=f"<p>{CANAL}</p>")
    list(rebuild())
    CasePage.objects.filter(pk=closed_since.pk).update(audience="edition:99")  # and the index has not heard of it
    assert like(submitted(author, title="Gates by turns", **alone(CANAL)), editor) == []


def test_under_the_rule_the_likeness_is_told_and_no_author(
    index: None, author: Client, at_the_editors_desk: Client, member: Member
) -> None:
    rule = Attribution.CHATHAM_HOUSE.value
    sealed = submitted(
        author, title="Gates by turns", attribution=rule, **alone(f"{CANAL} Ask at gates@office.example.")
    )
    other = Client()
    other.force_login(MemberFactory(name="Somebody Else"))
    named = submitted(other, title="Gates by turns too", **alone(CANAL))
    for page, mate in ((named, "Gates by turns"), (sealed, "Gates by turns too")):
        found = shown(at_the_editors_desk, page).select_one(".review__found")
        assert found
        assert mate in found.get_text()
        for name in (member.name, member.email, "Somebody Else"):
            assert name not in found.get_text()
    # What the author wrote is pointed at as in any text; that the address may be his own is said by nobody.
    assert "gates@office.example" in shown(at_the_editors_desk, sealed).select_one(".review__found").get_text()


def test_each_personal_thing_leads_to_its_place_on_the_page(
    index: None, author: Client, at_the_editors_desk: Client
) -> None:
    page = submitted(
        author,
        title="Gates, call 0555 12 34 56",
        **alone(CANAL) | {"results": f"{CANAL}\n\nWrite to <gates@office.example>."},
    )
    screen = shown(at_the_editors_desk, page)
    rows = screen.select(".review__found details:last-child li")
    assert [(row.a.get_text(), row.mark.get_text()) for row in rows] == [
        ("Telephone number, title", "0555 12 34 56"),
        ("Mail address, Results", "gates@office.example"),
    ]
    for row in rows:
        place = screen.select_one(row.a["href"])
        assert place
        assert row.mark.get_text() in place.get_text()


def test_nothing_found_is_said_as_what_was_looked_for(index: None, author: Client, at_the_editors_desk: Client) -> None:
    found = shown(at_the_editors_desk, submitted(author)).select_one(".review__found")
    assert found
    assert "No text looks like this one" in found.get_text()
    assert "Nothing personal was found" in found.get_text()
    assert not found.select("details[open]")


def test_without_an_index_the_review_goes_on(
    author: Client, at_the_editors_desk: Client, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "none.sqlite3"
    settings.ELASTICSEARCH_URL = ""
    page = submitted(author)
    assert "the search does not answer" in shown(at_the_editors_desk, page).get_text()
    assert decide(at_the_editors_desk, page, "approve").status_code == 200


def test_what_is_looked_up_costs_few_queries_however_much_waits(
    index: None, author: Client, editor: Member, rf: Any, django_assert_max_num_queries: Any
) -> None:
    pages = [submitted(author, title=f"Gates by turns {number}", **alone(CANAL)) for number in range(8)]
    request = rf.get("/")
    request.user = editor
    viewer = viewer_of(editor)
    review = review_of(pages[0].pk, viewer, request)
    found_in(review, viewer)
    with django_assert_max_num_queries(3):
        assert len(found_in(review, viewer).duplicates) == 5


def test_the_page_costs_no_more_queries_than_a_page_may_however_much_stands_on_it(
    index: None, author: Client, at_the_editors_desk: Client, django_assert_max_num_queries: Any
) -> None:
    """A text in its second review, with tags and remarks, beside others that look like it."""
    for number in range(3):
        submitted(author, title=f"Gates by turns {number}", **alone(CANAL))
    CaseFactory(title="Gates by turns", summary="How two banks share.", context=f"<p>{CANAL}</p>")
    list(rebuild())
    tags = ", ".join(f"tag {number}" for number in range(8))
    page = submitted(author, title="Gates by turns", tags=tags, **alone(CANAL))
    decide(at_the_editors_desk, page, "return", words="Whose canal?")
    save(author, page, action="submit", title="Gates by turns", tags=tags, **alone(CANAL))
    shown(at_the_editors_desk, page)
    with django_assert_max_num_queries(25):
        text = shown(at_the_editors_desk, page).get_text()
    assert "Since it was returned" in text
    assert "tag 7" in text
