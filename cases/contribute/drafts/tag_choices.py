"""What the field of tags offers: parts of the page of the form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.contribute.drafts.draft import AuthorRequest, own_page
from cases.contribute.form.tag_offers import TagOffer, tags_beginning, tags_in
from cases.contribute.revisions import latest

MAX_TYPED = 60


@never_cache
@login_required
@require_safe
def tags_typed(request: AuthorRequest) -> HttpResponse:
    """`?q=`: the tags that go on like that. Empty while nothing is typed."""
    offers = tags_beginning(request.GET.get("q", "")[:MAX_TYPED], request.viewer)
    return _part(offers)


@never_cache
@login_required
@require_safe
def tags_of_text(request: AuthorRequest, page_id: int) -> HttpResponse:
    """The tags that stand in an own text, as it was last saved."""
    return _part(tags_in(latest(own_page(request.viewer, page_id))))


def _part(offers: list[TagOffer]) -> HttpResponse:
    """Without what whole pages are told of their reader: it is asked for with every pause in typing."""
    return HttpResponse(render_to_string("cases/contribute/tag_offers.html", {"offers": offers}))
