"""The list of collections, each collection, and its feed."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cases.collections.models import CollectionPage, CollectionText
from cases.collections.reading import chosen_texts, collection_rows, collections_for, language_links
from cases.library.addresses import path_in
from cases.library.pictures import LEAD, cover_url
from network.access.gate import unguarded
from network.access.requests import MemberRequest
from network.markup import plain
from search.exports.atom import atom_response
from search.lists.listing import querystring
from search.lists.pagination import paginate

PAGE_SIZE = 20


@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    found = collections_for(request.viewer, get_language() or "en").for_rows()
    page = paginate(found, by="first_published_at", after=request.GET.get("after", ""), size=PAGE_SIZE)
    context = {
        "rows": collection_rows(page.rows),
        "older_url": querystring({"after": page.after}) if page.after else "",
        "first_url": "" if page.is_first else request.path,
    }
    return render(request, "cases/collections/list.html", context)


@require_safe
def page(request: MemberRequest, address: str) -> HttpResponse:
    collection = _found(request, address)
    return _render(request, collection, _places(request, collection))


@require_safe
def feed(request: MemberRequest, address: str) -> HttpResponse:
    collection = _found(request, address)
    rows = [
        (replace(chosen.row, summary=f"{chosen.why} {chosen.row.summary}"), request.build_absolute_uri(chosen.row.url))
        for chosen in chosen_texts(_places(request, collection), request.viewer)
    ]
    link = request.build_absolute_uri(collection.get_absolute_url())
    return atom_response(request, rows, title=collection.title, link=link, description=plain(collection.introduction))


def render_collection(request: MemberRequest, draft: CollectionPage) -> HttpResponse:
    """What an editor looks at before it is published: with the texts that he may read."""
    with unguarded():  # the places are the draft's own; their texts pass the gate one by one
        places = list(draft.items.all())
    return _render(request, draft, places)


def _found(request: MemberRequest, address: str) -> CollectionPage:
    visible = CollectionPage.visible.to(request.viewer).select_related("locale", "picture")
    found: CollectionPage = get_object_or_404(visible, address=address)
    return found


def _places(request: MemberRequest, collection: CollectionPage) -> Iterable[CollectionText]:
    return CollectionText.visible.to(request.viewer).filter(page=collection)


def _render(request: MemberRequest, collection: CollectionPage, places: Iterable[CollectionText]) -> HttpResponse:
    languages = language_links(collection, request.viewer)
    context = {
        "collection": collection,
        "chosen": chosen_texts(places, request.viewer),
        "picture_url": cover_url(collection.picture, LEAD),
        "languages_of_it": languages,
        "canonical": _whole(request, collection.language, collection.get_absolute_url()),
        "alternates": [
            {"code": link["code"], "url": _whole(request, str(link["code"]), str(link["url"]))} for link in languages
        ],
        "feed_url": reverse("collection_feed", args=[collection.address]),
    }
    return render(request, "cases/collections/page.html", context)


def _whole(request: MemberRequest, language: str, path: str) -> str:
    return request.build_absolute_uri(path_in(language, path))
