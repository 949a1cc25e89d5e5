"""The page on which a moderator does something about one message."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.access.requests import MemberRequest
from network.people.models import Member
from network.people.sign_in.second_step import way_to_prove
from network.rooms.entrance.conditions import asks_for_the_rule
from network.rooms.entrance.views import to_the_rule
from network.rooms.models import Message, Moderation
from network.rooms.moderation.actions import lift_moderation, moderate_message
from network.rooms.moderation.forms import ModerationForm


@login_required
def moderate(request: MemberRequest, slug: str, topic: str, seq: int) -> HttpResponse:
    """Of a room that is open to the moderator himself; nobody else learns that there is such a page."""
    member = cast(Member, request.user)
    if not member.is_moderator:
        raise Http404
    if way := way_to_prove(request, member):
        return redirect(way)
    said = Message.visible.to(request.viewer).said().select_related("topic", "room")
    message: Message = get_object_or_404(said, room__slug=slug, topic__slug=topic, seq=seq)
    message.topic.room = message.room
    if asks_for_the_rule(message.room, member):
        return to_the_rule(request)
    standing = Moderation.objects.filter(message=message).first()
    if request.method == "POST" and "lift" in request.POST:
        lift_moderation(message, member)
        messages.success(request, _("The message is shown as before."))
        return redirect(message.get_absolute_url())
    form = ModerationForm(request.POST or None, initial=_initial(message, standing))
    if request.method == "POST" and form.is_valid():
        moderate_message(message, member, **form.cleaned_data)
        messages.success(request, _("Done. The author reads it on the message."))
        return redirect(message.get_absolute_url())
    context = {"room": message.room, "topic": message.topic, "message": message, "form": form, "standing": standing}
    return render(request, "network/rooms/moderate.html", context, status=422 if form.is_bound else 200)


def _initial(message: Message, standing: Moderation | None) -> dict[str, object]:
    if standing is None:
        return {"hides": True}
    return {"reason": standing.reason, "word": standing.word, "hides": message.is_hidden}
