"""The tags in the admin: found, shown with their uses, mended and merged by buttons that need no script."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.editorial.tags.merging import keep_apart, merge_tags, undo_merge
from cases.editorial.tags.models import TagMerge, TwoTags
from cases.editorial.tags.near_equal import near_equal
from cases.editorial.tags.uses import PAGE_SIZE
from cases.library.models import CasePage, Tag
from network.people.models import Member
from search.index.indexer import process_outbox
from search.index.rebuild import rebuild
from tests.cases.desk import begin, submitted
from tests.cases.editorial.tags.test_merging import names_of, tagged
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db
MAX_QUERIES = 25


@pytest.fixture
def index(trees: None, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    list(rebuild())


def shown(browser: Client, name: str, *args: int, **query: Any) -> BeautifulSoup:
    answer = browser.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows_of(page: BeautifulSoup) -> dict[str, str]:
    """Tag to what is said of its use."""
    rows = page.select("li.desk-row:has(h2 a)")
    return {
        row.select_one("h2").get_text(): row.select_one(".desk-row__deed").get_text(" ", strip=True) for row in rows
    }


def press(browser: Client, page: BeautifulSoup, label: str) -> Any:
    """The button so called, with all that its form holds; the token is asked for."""
    (button,) = [one for one in page.select("button") if label in (one.get("aria-label"), one.get_text(strip=True))]
    form = button.find_parent("form")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return browser.post(form["action"], sent, follow=True)


@pytest.fixture
def strict(desk: None, editor: Member) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    return browser


def test_tags_stand_with_their_uses_the_most_used_first(author: Client, strict: Client) -> None:
    canals, ditches = Tag.named("canals"), Tag.named("Ditches")
    tagged(ditches)
    tagged(canals, ditches)
    submitted(author, tags="Ditches")
    begin(author, tags="Ditches, unsent", title="My own draft")
    found = rows_of(shown(strict, "tags"))
    assert list(found.items())[:2] == [("Ditches", "on 2 texts 1 in review"), ("canals", "on 1 text")]
    assert list(rows_of(shown(strict, "tags", order="name")))[:2] == ["canals", "Ditches"]


def test_they_are_found_by_any_name_in_any_script(strict: Client) -> None:
    tag = Tag.named("suv")
    Tag.named("canals")
    for typed in ("сув", "Su", "SUV "):
        assert list(rows_of(shown(strict, "tags", q=typed))) == [tag.name]
    assert "No tag is called so." in shown(strict, "tags", q="zzz").get_text()


def test_a_tag_of_withdrawn_texts_alone_is_told_nowhere(author: Client, strict: Client) -> None:
    secret, shared = Tag.named("canal secrets"), Tag.named("canals")
    page = tagged(secret, shared)
    Tag.named("canal secret")
    tagged(shared)
    assert "canal secrets" in rows_of(shown(strict, "tags"))  # so the rest is about the withdrawal
    CasePage.objects.filter(pk=page.pk).update(live=False)
    assert "canal secrets" not in shown(strict, "tags").get_text()
    assert "canals" in rows_of(shown(strict, "tags"))
    assert "canal secrets" not in shown(strict, "tag_pairs").get_text()
    assert strict.get(reverse("tag", args=[secret.pk])).status_code == 404
    token = shown(strict, "tag", shared.pk).select_one("[name=csrfmiddlewaretoken]")["value"]
    sent = {"csrfmiddlewaretoken": token, "gone": shared.pk, "into": "canal secrets", "at": shared.pk}
    refused = strict.post(reverse("merge_tags"), sent, follow=True).content.decode()
    assert "No tag is called “canal secrets”." in refused


@pytest.mark.parametrize("order", ["use", "name"])
def test_a_long_list_comes_in_pages_and_costs_no_more_than_a_page_may(
    strict: Client, order: str, django_assert_max_num_queries: Any
) -> None:
    wanted = [Tag.named(f"tag {number:03}").name for number in range(PAGE_SIZE + 5)]
    tagged(*Tag.objects.order_by("-pk")[:3])
    with django_assert_max_num_queries(MAX_QUERIES):
        page = shown(strict, "tags", order=order)
    first = list(rows_of(page))
    more = strict.get(reverse("tags") + page.find("a", string="More tags")["href"])
    second = list(rows_of(BeautifulSoup(more.content, "html.parser")))
    assert (len(first), len(second), sorted(first + second)) == (PAGE_SIZE, 5, wanted)


def test_pairs_that_may_be_one_are_merged_or_kept_apart_by_a_button(
    strict: Client, django_assert_max_num_queries: Any
) -> None:
    canals, cannals = Tag.named("canals"), Tag.named("cannals")
    rivers, river = Tag.named("rivers"), Tag.named("river")
    page = tagged(cannals)
    with django_assert_max_num_queries(MAX_QUERIES):
        pairs = shown(strict, "tag_pairs")
    assert "Compared: 4 of 4." in pairs.get_text()
    done = press(strict, pairs, "Keep “canals” for “cannals”")
    assert "“cannals” is merged into “canals”." in done.content.decode()
    assert names_of(page) == ["canals"]
    done = press(strict, BeautifulSoup(done.content, "html.parser"), "“rivers” and “river” are two")
    assert TwoTags.objects.get().first == rivers
    after = BeautifulSoup(done.content, "html.parser")
    assert "None: every tag stands by itself." in after.get_text()
    press(strict, after, "Undo: “cannals” into “canals”")
    assert names_of(page) == ["cannals"]
    assert (canals.merged.count(), river.merged.count()) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("құқық", "қуқық", "the same but for special letters"),
        ("Наврӯз", "Навруз", "the same but for special letters"),
        ("өзен", "ozen", "the same in another script"),
        ("water law", "water-law", "the same but for special letters"),
        ("watershed", "watersheds", "a letter or two apart"),
        ("irrigation", "irigation", "a letter or two apart"),
        ("flood 2015", "flood 2016", ""),
        ("war", "wat", ""),
        ("canal", "border", ""),
    ],
)
def test_what_makes_two_tags_a_pair(db: None, one: str, other: str, reason: str) -> None:
    Tag.named(one)
    Tag.named(other)
    assert [pair.words for pair in near_equal().pairs] == ([reason] if reason else [])


def test_two_that_are_tied_to_one_concept_are_a_pair_and_are_told_first(db: None) -> None:
    concept = ConceptFactory()
    Tag.named("watershed")
    Tag.named("watersheds")
    tied = [Tag.objects.create(name=name, concept=concept) for name in ("rivers", "streams")]
    first, second = near_equal().pairs
    assert ({first.more, first.less}, second.words) == (set(tied), "a letter or two apart")
    keep_apart(*tied)
    assert len(near_equal().pairs) == 1


def test_a_tag_is_renamed_tied_and_named_on_its_page(strict: Client, django_assert_max_num_queries: Any) -> None:
    tag = Tag.named("suv")
    tagged(tag)
    concept = ConceptFactory(names={"en": "Water"})
    with django_assert_max_num_queries(MAX_QUERIES):
        page = shown(strict, "tag", tag.pk)
    token = page.select_one(".tag-form [name=csrfmiddlewaretoken]")["value"]
    sent = {"csrfmiddlewaretoken": token, "name": "Suv yoʻli", "concept": concept.pk, "name_ru": "Водный путь"}
    done = strict.post(reverse("tag", args=[tag.pk]), sent, follow=True).content.decode()
    assert "What it was called before still means this tag." in done
    tag.refresh_from_db()
    assert (tag.name, tag.names, tag.concept) == ("Suv yoʻli", {"ru": "Водный путь"}, concept)
    assert "Also means this tag: suv, Водный путь" in BeautifulSoup(done, "html.parser").get_text(" ")
    Tag.named("taken")
    refused = strict.post(reverse("tag", args=[tag.pk]), sent | {"name": "taken"})
    assert refused.status_code == 422
    assert "“taken” is a name of the tag “taken”" in refused.content.decode()
    assert 'value="taken"' in refused.content.decode()


def test_a_tag_is_merged_from_its_page_into_the_one_that_is_named(strict: Client) -> None:
    kept, gone = Tag.named("сув"), Tag.named("ditches")
    token = shown(strict, "tag", gone.pk).select_one("[name=csrfmiddlewaretoken]")["value"]
    sent = {"csrfmiddlewaretoken": token, "gone": gone.pk, "at": gone.pk}
    for typed, told in (("nothing", "No tag is called “nothing”."), ("", "This field is required.")):
        refused = strict.post(reverse("merge_tags"), sent | {"into": typed}, follow=True)
        assert told in refused.content.decode()
    assert not TagMerge.objects.exists()
    done = strict.post(reverse("merge_tags"), sent | {"into": "Suv"}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("tag", args=[kept.pk])
    assert strict.get(reverse("tag", args=[gone.pk]))["location"] == reverse("tag", args=[kept.pk])
    late = strict.post(reverse("merge_tags"), sent | {"into": "suv"}, follow=True)
    assert "“ditches” has been merged into “сув” already. Nothing was changed now." in late.content.decode()


def test_members_keep_no_tags(author: Client, client: Client) -> None:
    tag = Tag.named("suv")
    for name, args in (("tags", []), ("tag_pairs", []), ("tag", [tag.pk])):
        assert author.get(reverse(name, args=args)).status_code == 404
    merge = {"kept": tag.pk, "gone": Tag.named("canals").pk}
    author.post(reverse("merge_tags"), merge)
    author.post(reverse("tags_are_two"), merge)
    assert not TagMerge.objects.exists()
    assert not TwoTags.objects.exists()


ADDRESSES = ("/en/cases/", "/en/search/", "/en/search/feed/", "/api/search/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_old_address_leads_to_the_kept_tag_and_back_again(
    client: Client, editor: Member, index: None, address: str
) -> None:
    kept, gone = Tag.named("canals"), Tag.named("ditches")
    tagged(gone, title="Shared gates")
    process_outbox()
    merge = merge_tags(kept, gone, editor)
    process_outbox()
    moved = client.get(address, {"tag": "ditches", "q": "canal"})
    assert (moved.status_code, moved["location"]) == (301, f"{address}?tag=canals&q=canal")
    assert "no-store" in moved["Cache-Control"]
    assert "Shared gates" in client.get(moved["location"]).content.decode()
    undo_merge(merge, editor)
    process_outbox()
    assert client.get(address, {"tag": "ditches"}).status_code == 200
    assert "Shared gates" in client.get(address, {"tag": "ditches"}).content.decode()


def test_of_a_tag_that_stands_on_hidden_texts_alone_the_old_address_tells_nothing(
    client: Client, editor: Member, member: Member, trees: None
) -> None:
    kept, gone = Tag.named("canals"), Tag.named("ditches")
    tagged(gone, audience="members")
    merge_tags(kept, gone, editor)
    assert client.get("/en/cases/", {"tag": "ditches"}).status_code == 200
    client.force_login(member)
    assert client.get("/en/cases/", {"tag": "ditches"}).status_code == 301


def test_a_text_is_found_by_a_name_of_the_tag_that_is_gone(client: Client, editor: Member, index: None) -> None:
    kept, gone = Tag.named("canals"), Tag.named("ditches")
    page = tagged(gone, title="A text")
    merge_tags(kept, gone, editor)
    process_outbox()
    found = client.get("/api/search/", {"q": "tag:ditches"}).json()["results"]
    assert [row["id"] for row in found] == [page.pk]
    assert CasePage.objects.get(pk=page.pk).tags.get() == kept
