"""What editors put before their readers on the home page, and how often texts were read."""

from datetime import timedelta

from django.utils.timezone import localdate

from cases.reads.models import ReadCount
from portal.models import Banner, ChosenText, HomePage
from tests.policy.world import World
from tests.policy.world.canaries import ANYBODY, EDITOR, NOBODY

FIRST = ("embargoed", "members", "almaty", "withdrawn", "gone", "public")


def furnish_home(world: World) -> None:
    """Chosen are texts that not all may read; of two banners the first has its day in a year."""
    today = localdate()
    home = HomePage.objects.get(locale__language_code="en")
    for place, name in enumerate(FIRST):
        ChosenText.objects.create(page=home, text_id=world.made[name].pk, sort_order=place)
    for place, (name, day, readers) in enumerate(
        (("later", today + timedelta(days=365), NOBODY), ("now", None, ANYBODY))
    ):
        word = world.canaries.hide(f"the banner of {name}", site=readers, desk={EDITOR})
        Banner.objects.create(page=home, sentence=f"Look at {word}.", from_day=day, sort_order=place)


def count_reads(world: World) -> None:
    """Each was read, the withdrawn ones most of all."""
    for name in (*FIRST, "draft", "practice", "whispered"):
        times = 9 if name in ("withdrawn", "gone") else 1
        ReadCount.objects.create(page_id=world.made[name].pk, day=localdate(), count=times)
