"""Collections, and what editors put first on the home pages."""

from typing import Any
from uuid import uuid4

from cases.collections.models import CollectionPage, CollectionText
from cases.library.models import KINDS, Contribution
from network.markup import from_markdown
from portal.demonstration.content import table
from portal.models import Banner, ChosenText, HomePage
from search.site import LANGUAGE_NAMES


def load_collections() -> int:
    """The texts must be in. Returns how many collections there are, of translations one."""
    facts = table("collections")
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    for entry in facts["collections"]:
        key = uuid4()
        made = {code: _collection(homes[code], code, entry, key) for code in LANGUAGE_NAMES if code in entry}
    for code, sentence in facts["home"]["banner"].items():
        _begin_home(homes[code], code, facts["home"]["first"], sentence, made[code].get_absolute_url())
    return len(facts["collections"])


def _collection(home: HomePage, code: str, entry: dict[str, Any], key: Any) -> CollectionPage:
    words = entry[code]
    page = CollectionPage(
        title=words["title"],
        introduction=from_markdown(words["introduction"]),
        locale=home.locale,
        translation_key=key,
        picture=_text(entry["texts"][0], code).cover,
        live=False,
    )
    page.items = [
        CollectionText(text_id=_text(slug, code).pk, why=why, sort_order=place)
        for place, (slug, why) in enumerate(zip(entry["texts"], words["why"], strict=True))
    ]
    HomePage.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    return page


def _begin_home(home: HomePage, code: str, first: list[str], sentence: str, link: str) -> None:
    """The pages themselves were put in without a version: editors begin with what stands there."""
    Banner.objects.create(page=home, sentence=sentence, link=f"/{code}/{link.split('/', 2)[2]}")
    for place, slug in enumerate(first):
        ChosenText.objects.create(page=home, text_id=_text(slug, code).pk, sort_order=place)


def _text(address: str, code: str) -> Contribution:
    """The translation in this language, or else the original."""
    found = [
        page for model in KINDS.values() for page in model.objects.filter(address__in=[f"{address}-{code}", address])
    ]
    return max(found, key=lambda page: len(page.address))
