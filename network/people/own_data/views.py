"""All that is mine, in one file."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import cast

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.requests import MemberRequest
from network.people.models import Member
from network.people.own_data.archive import archive
from network.people.own_data.sources import own_things
from network.quota import Quota

COPIES = Quota("own-data", most=5, seconds=3_600)


@never_cache
@login_required
def own_data(request: MemberRequest) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "network/people/own_data/own_data.html")
    if not COPIES.take(request.viewer.member_id):
        refusal = _("You took several copies within an hour. Take the next one a little later.")
        return render(request, "network/people/own_data/own_data.html", {"refusal": refusal}, status=429)
    record(Act.OWN_DATA_TAKEN, f"person:{request.viewer.member_id}", by=cast(Member, request.user))
    pieces = archive(own_things(request.viewer))
    response = StreamingHttpResponse(
        _from_thread(pieces) if isinstance(request, ASGIRequest) else pieces, content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="my-data-{localdate():%Y-%m-%d}.zip"'
    patch_cache_control(response, private=True, no_store=True)
    return response


async def _from_thread(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """One after the other, as the reader takes them: Django would first collect them all, and hold the whole in memory."""
    while piece := await sync_to_async(partial(next, pieces, b""))():
        yield piece
