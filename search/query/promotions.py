"""What editors put first for certain words. Wagtail keeps it and has the screens: Settings, Promoted search results."""

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from search.engines.passages import Thing

MAX_PROMOTED = 5


def promoted_for(text: str) -> tuple[Thing, ...]:
    """Pages put first for just this text, in the editors' order. A page that can be found names its kind in KIND."""
    text = text.encode("utf-8", "ignore").decode()  # no database takes half a character
    picks = SearchPromotion.objects.filter(query__query_string=normalise_query_string(text), page__isnull=False)
    pages = [pick.page for pick in picks.select_related("page").order_by("sort_order", "pk")[:MAX_PROMOTED]]
    return tuple(Thing(kind, page.pk) for page in pages if (kind := getattr(page.specific_class, "KIND", "")))
