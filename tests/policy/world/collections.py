"""Collections of texts in every state: published is the collection, and each text in it still for its own readers alone."""

from typing import Any

from cases.collections.models import CollectionPage, CollectionText
from cases.editorial.curation.panels import published_texts
from portal.models import HomePage
from tests.policy.world import World
from tests.policy.world.canaries import ANYBODY, EDITOR, NOBODY

READERS = ("public", "members", "almaty", "practice", "embargoed", "withdrawn", "gone", "whispered", "draft")


def gather_texts(world: World) -> None:
    """One that readers have, with texts that not all of them have; and one that nobody has published."""
    for name, readers in (("first", ANYBODY), ("unpublished", NOBODY)):
        page = CollectionPage(
            title=f"Collection {name} {_word(world, f'title of the {name} collection', readers)}",
            introduction=f"<p>{_word(world, f'introduction of the {name} collection', readers)}</p>",
            live=False,
        )
        page.items = [_place(world, name, text, readers, at) for at, text in enumerate(READERS)]
        home = HomePage.objects.get(locale__language_code="en")
        page.locale = home.locale
        home.add_child(instance=page)
        revision = page.save_revision(user=world.members[EDITOR])
        if readers:
            revision.publish(skip_permission_checks=True)
        world.made[f"{name} collection"] = page
        world.note("collection", name, page.address, readers)


def _place(world: World, name: str, text: str, readers: frozenset[str], at: int) -> CollectionText:
    """The line why is for who may read the text, and for nobody else."""
    page: Any = world.made[text]
    kinds = [thing for kind in ("case", "practice") for thing in world.things[kind] if thing.name == text]
    may_read = kinds[0].open_to & readers if kinds and text not in ("withdrawn", "gone") else NOBODY
    word = _word(world, f"line on the {text} text in the {name} collection", may_read)
    assert text in ("draft", "withdrawn") or published_texts().filter(pk=page.pk).exists()
    return CollectionText(text_id=page.pk, why=f"Read it for {word}.", sort_order=at)


def _word(world: World, fact: str, readers: frozenset[str]) -> str:
    return world.canaries.hide(fact, site=readers, desk={EDITOR})
