"""Rooms and topics as pages: all of it works without JavaScript, which only makes it live."""

import json
from datetime import date, timedelta
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from network.access.errors import Refusal
from network.access.requests import MemberRequest
from network.people.models import Member
from network.rooms.actions import mark_read, post_message, settle_topic, start_topic
from network.rooms.entrance.conditions import asks_for_the_rule, why_not_open
from network.rooms.entrance.views import rule_address, to_the_rule
from network.rooms.errors import RETRYABLE
from network.rooms.forms import MessageForm, TopicForm
from network.rooms.live.lines import changes_after, frame_after, lines_of
from network.rooms.models import Message, MessageQuerySet, Room, Topic
from network.rooms.search.room_search import suggest_rooms
from network.rooms.unread import count_unread, leave_out_sealed
from search.deferred_writes import after_answer
from search.input.numbers import number_or_absent
from search.lists.pagination import paginate, paginate_before

PAGE_SIZE = 50
ROOMS_PER_PAGE = 30
MAX_TOPICS = 60
MAX_QUESTION_LENGTH = 1_000  # characters: as much as the search reads


@login_required
def rooms(request: MemberRequest) -> HttpResponse:
    listed = Room.visible.to(request.viewer).for_rows()
    page = paginate(listed, by="last_posted_at", after=request.GET.get("after", ""), size=ROOMS_PER_PAGE)
    count_unread(page.rows, request.viewer)
    return render(request, "network/rooms/rooms.html", {"page": page, "days_ahead": _days_ahead()})


@login_required
def ask(request: MemberRequest) -> HttpResponse:
    """Choose a room for a question. Nothing is said there before its author has put it in his own words."""
    question = " ".join(request.GET.get("q", "").split())[:MAX_QUESTION_LENGTH]
    found = suggest_rooms(question, request.viewer, language=_language())
    query = urlencode({"title": question}) if question else ""
    return render(request, "network/rooms/ask.html", {"rooms": found, "question": question, "query": query})


@login_required
def room(request: MemberRequest, slug: str) -> HttpResponse:
    found = _room(request, slug)
    if asks_for_the_rule(found, _member(request)):
        return to_the_rule(request)
    context = {"room": found, "topics": _topics(request, found), "not_open": why_not_open(found)}
    return render(request, "network/rooms/room.html", context)


@login_required
def topic(request: MemberRequest, slug: str, topic: str) -> HttpResponse:
    found = _topic(request, slug, topic)
    form = MessageForm(request.POST or None)
    if not form.is_bound and asks_for_the_rule(found.room, _member(request)):
        return to_the_rule(request)
    if request.method == "POST" and form.is_valid():
        try:
            message = _post(request, found, form)
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(f"{found.get_absolute_url()}#message-{message.seq}")
    context = _conversation(request, found) | _entrance(request, found.room) | {"form": form}
    response = render(request, "network/rooms/topic.html", context, status=422 if form.is_bound else 200)
    if context["is_newest"]:
        # Done after the reading, so that the line "new since" stands where it stood when the reader came.
        after_answer(response, partial(mark_read, found, _member(request), seq=found.last_seq))
    return response


@require_POST
@login_required
def say(request: MemberRequest, slug: str, topic: str) -> HttpResponse:
    """For scripts whose socket does not open: the answers are those of the socket."""
    if _is_another(request, request.POST.get("as", "")):
        return HttpResponseForbidden()
    found = _topic(request, slug, topic)
    form = MessageForm(request.POST)
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"sentence": sentence, "retry": False}, status=422)
    try:
        message = _post(request, found, form)
    except Refusal as refusal:
        return JsonResponse({"sentence": str(refusal), "retry": refusal.status in RETRYABLE}, status=refusal.status)
    return JsonResponse({"seq": message.seq})


@login_required
def lines(request: MemberRequest, slug: str, topic: str) -> HttpResponse:
    """The other half of it: what was said in the room after `?after=`, in a frame of the socket; before that, what became
    otherwise after its change `?since=`."""
    if _is_another(request, request.GET.get("as", "")):
        return HttpResponseForbidden()
    room = _topic(request, slug, topic).room
    after = number_or_absent(request.GET.get("after", "")) or 0
    said = Message.visible.to(request.viewer).filter(room=room)
    since = number_or_absent(request.GET.get("since", ""))
    if since is not None and since < room.last_change:
        return JsonResponse(changes_after(said, room.pk, since, room.last_change))
    frame, _last, _more = frame_after(said, room.pk, after)
    nothing = {"is": "lines", "room": room.pk, "from": after, "to": after, "lines": [], "more": False}
    return HttpResponse(frame or json.dumps(nothing), content_type="application/json")


@login_required
def topic_new(request: MemberRequest, slug: str) -> HttpResponse:
    found = _room(request, slug)
    start = {name: request.GET.get(name, "")[:MAX_QUESTION_LENGTH] for name in ("title", "subject")}
    form = TopicForm(request.POST or None, initial=start)
    if not form.is_bound and asks_for_the_rule(found, _member(request)):
        return to_the_rule(request)
    if request.method == "POST" and form.is_valid():
        try:
            begun = start_topic(found, _member(request), language=_language(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("topic", found.slug, begun.slug)
    context = {"room": found, "form": form} | _entrance(request, found)
    return render(request, "network/rooms/topic_new.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def settle(request: MemberRequest, slug: str, topic: str) -> HttpResponse:
    found = _topic(request, slug, topic)
    try:
        settle_topic(found, _member(request), settled=request.POST.get("settled") == "1")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(found.get_absolute_url())


def _room(request: MemberRequest, slug: str) -> Room:
    found: Room = get_object_or_404(Room.visible.to(request.viewer), slug=slug)
    return found


def _topic(request: MemberRequest, slug: str, topic: str) -> Topic:
    room = _room(request, slug)
    topics = Topic.visible.to(request.viewer).filter(room=room).with_unread_counts(request.viewer, [room])
    found: Topic = get_object_or_404(topics, slug=topic)
    found.room = room
    return found


def _topics(request: MemberRequest, room: Room) -> list[Topic]:
    topics = Topic.visible.to(request.viewer).filter(room=room).with_unread_counts(request.viewer, [room])
    found = list(topics.order_by("-last_seq")[:MAX_TOPICS])
    for one in found:
        one.room = room
    leave_out_sealed(found, request.viewer)
    return found


def _post(request: HttpRequest, topic: Topic, form: MessageForm) -> Message:
    return post_message(topic, _member(request), language=_language(), **form.cleaned_data)


def _member(request: HttpRequest) -> Member:
    return cast(Member, request.user)


def _entrance(request: MemberRequest, room: Room) -> dict[str, str]:
    """What stands between the viewer and saying something here; his words are kept meanwhile."""
    asked = asks_for_the_rule(room, _member(request))
    return {"not_open": why_not_open(room), "rule_page": rule_address(request.path) if asked else ""}


def _language() -> str:
    return get_language() or "en"


def _conversation(request: MemberRequest, topic: Topic) -> dict[str, Any]:
    """The messages that the address asks for: the newest, those beside a `seq`, or those around one; the oldest first."""
    said = Message.visible.to(request.viewer).filter(topic=topic).for_lines().select_related("moderation")
    shown = _page(said, request.GET)
    first, last = (shown[0].seq, shown[-1].seq) if shown else (0, 0)
    me = request.viewer.member_id
    return {
        "room": topic.room,
        "topic": topic,
        "topics": _topics(request, topic.room),
        "lines": lines_of(shown, request.viewer),
        "first_new": next((one.seq for one in shown if one.seq > topic.read and not one.is_by(me)), 0)
        if topic.read
        else 0,
        "older_url": f"?before={first}" if said.filter(seq__lt=first).exists() else "",
        "later_url": f"?after={last}" if last < topic.last_seq else "",
        "is_newest": last >= topic.last_seq,
        "days_ahead": _days_ahead(),
        "moderates": cast(Member, request.user).is_moderator,
    }


def _page(said: MessageQuerySet, asked: QueryDict) -> list[Message]:
    at, before, after = (number_or_absent(asked.get(name, "")) for name in ("at", "before", "after"))
    if after is not None:
        return list(said.filter(seq__gt=after).order_by("seq")[:PAGE_SIZE])
    if at is None:
        return paginate_before(said, by="seq", before=before, size=PAGE_SIZE).rows[::-1]
    earlier = said.filter(seq__lt=at).order_by("-seq")[: PAGE_SIZE // 2]
    return [*list(earlier)[::-1], *said.filter(seq__gte=at).order_by("seq")[: PAGE_SIZE // 2]]


def _days_ahead() -> list[date]:
    """A tab stays open over midnight: its scripts have no words for dates in all seven languages."""
    return [localdate() + timedelta(days=number) for number in range(3)]


def _is_another(request: MemberRequest, asking: str) -> bool:
    """Whether a tab of one member asks while another one is signed in in the same browser."""
    return asking not in ("", str(request.viewer.member_id))
