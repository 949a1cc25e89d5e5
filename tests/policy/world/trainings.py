"""Two editions, with a public material and one for the people of Almaty."""

from django.utils import timezone

from network.access.viewer import PUBLIC, edition_key
from network.trainings.models import Material
from search.index.outbox import mark_changed
from tests.factories import ConceptFactory, EditionFactory, WorkshopFactory
from tests.policy.world import World
from tests.policy.world.canaries import ANYBODY, EDITOR, NOBODY, OF_ALMATY, ORGANISER


def hold_trainings(world: World) -> None:
    for slug in ("almaty", "ashgabat"):
        edition = EditionFactory(slug=slug)
        world.made[f"week in {slug}"] = WorkshopFactory(
            edition=edition, slug="water-week", theme=ConceptFactory(slug="water")
        )
        world.note("workshop", slug, {"edition": slug, "slug": "water-week"}, ANYBODY)
    world.note("workshop", "absent", {"edition": "almaty", "slug": "no-such-week"}, NOBODY)
    _material(world, "public", PUBLIC, ANYBODY)
    _material(world, "almaty", edition_key(world.made["week in almaty"].edition_id), OF_ALMATY)


def _material(world: World, name: str, audience: str, readers: frozenset[str]) -> None:
    def word(what: str) -> str:
        return world.canaries.hide(f"{what} of the {name} material", site=readers, desk={EDITOR, ORGANISER})

    title = word("title")
    material = Material(
        workshop=world.made["week in almaty"],
        slug=f"{title}-{name}",
        language="en",
        method="lecture",
        title=f"Exercise {title}",
        summary=f"About {word('summary')}.",
        body=f"<p>Begin with {word('text')}.</p>",
        audience=audience,
        published_at=timezone.now(),
    )
    material.file.save(f"{word('file name')}.txt", world.file("slides", inside=word("file")), save=False)
    material.save()
    mark_changed("material", material.pk)
    world.made[f"{name} material"] = material
    world.note("material", name, material.slug, readers)
    world.note("file", f"file of the {name} material", material.file.name, readers)
