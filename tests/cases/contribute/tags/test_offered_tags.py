"""Tags that are offered to who writes: what he may be told of, in any script, and from his text in whole words."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cases.editorial.tags.merging import merge_tags
from cases.library.models import Tag
from network.people.models import Member
from tests.cases.desk import begin
from tests.cases.editorial.tags.test_merging import tagged
from tests.factories import ConceptFactory, MemberFactory

pytestmark = pytest.mark.django_db
MAX_QUERIES = 25


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Public tags are kept for a minute, and so by the test before."""
    cache.clear()


def typed(browser: Client, text: str) -> list[str]:
    answer = browser.get(reverse("contribute_tags"), {"q": text})
    return [f"{offer.name} {offer.texts}" for offer in answer.context["offers"]]


def in_text(browser: Client, page: Any) -> list[str]:
    return [offer.name for offer in browser.get(reverse("contribute_tags_of", args=[page.pk])).context["offers"]]


def test_tags_go_on_as_one_types_in_any_script_the_most_used_first(author: Client, editor: Member) -> None:
    canals, canoes, water = Tag.named("canals"), Tag.named("canoes"), Tag.named("suv")
    tagged(canals)
    tagged(canals, canoes, water)
    assert typed(author, "CAN") == ["canals 2", "canoes 1"]
    assert typed(author, "су") == typed(author, "Suv") == ["suv 1"]
    assert typed(author, "") == typed(author, " , ") == []
    ditches = Tag.named("ditches")
    merge_tags(canals, ditches, editor)
    assert typed(author, "ditch") == ["canals 2"], "by a name of what was merged into it"


def test_of_tags_on_texts_that_he_may_not_read_there_is_no_word(author: Client) -> None:
    tagged(Tag.named("secret"), audience="edition:987654")
    Tag.named("secretary")  # on no text at all
    tagged(Tag.named("secrecy"), audience="members")
    assert typed(author, "secre") == ["secrecy 1"]


def test_what_stands_in_the_text_is_offered_in_whole_words_three_at_most(
    author: Client, django_assert_max_num_queries: Any
) -> None:
    for name in ("canals", "spring", "district", "gate keepers", "neighbour", "day", "the", "can", "trict"):
        tagged(Tag.named(name))
    ConceptFactory(scheme="themes", slug="gates", names={"en": "Gates"})
    page = begin(author, tags="spring")
    with django_assert_max_num_queries(MAX_QUERIES):
        offered = in_text(author, page)
    # Two districts share one canal, and each spring they agree anew on who opens which gate, and for how many days.
    assert len(offered) == 3
    assert set(offered) <= {"canals", "district", "day", "Gates"}


def test_in_another_form_of_the_word_and_language_it_is_found_too(author: Client) -> None:
    tagged(Tag.named("вода"))
    page = begin(author, language="ru", title="О воде", summary="Договор о воде, о каналах.", tags="")
    assert in_text(author, page) == ["вода"]


def test_a_text_of_somebody_else_is_not_read(author: Client) -> None:
    page = begin(author)
    stranger = Client()
    stranger.force_login(MemberFactory())
    assert stranger.get(reverse("contribute_tags_of", args=[page.pk])).status_code == 404
    assert Client().get(reverse("contribute_tags")).status_code == 302


def test_the_field_stays_as_it_is_without_a_script(author: Client) -> None:
    page = begin(author)
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert 'name="tags" value="canals, neighbours"' in shown
    assert f'source="{reverse("contribute_tags")}"' in shown
