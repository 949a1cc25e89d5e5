"""The gate, the keys, and what absence looks like."""

from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.reading import views
from network.access import gate, viewer
from network.access.viewer import edition_key, room_key
from network.rooms.models import Room
from network.trainings.models import Edition
from portal import middleware
from portal.boundary import cache_control
from tests.policy.leaks.base import Patch, leak
from tests.policy.world import World


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def the_gate_opens_to_everybody(patch: Patch, world: World) -> None:
    patch.setattr(gate.GatedQuerySet, "open_to", lambda rows, viewer: rows.all())


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def members_of_one_edition_have_the_keys_of_all(patch: Patch, world: World) -> None:
    give(patch, all_editions(), to=lambda member: True)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def members_of_one_room_have_the_keys_of_all(patch: Patch, world: World) -> None:
    give(patch, all_rooms(), to=lambda member: True)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[editor]")
def editors_have_the_keys_of_all_rooms(patch: Patch, world: World) -> None:
    give(patch, all_rooms(), to=lambda member: member == world.members["editor"].pk)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[organiser]")
def organisers_have_the_keys_of_all_editions(patch: Patch, world: World) -> None:
    give(patch, all_editions(), to=lambda member: member == world.members["organiser"].pk)


def give(patch: Patch, keys: list[str], *, to: Callable[[int], bool]) -> None:
    def source(members: Collection[int]) -> list[tuple[int, str]]:
        return [(member, key) for member in members if to(member) for key in keys]

    patch.setattr(viewer, "_key_sources", [*viewer._key_sources, source])


def all_editions() -> list[str]:
    return [edition_key(edition.pk) for edition in Edition.objects.all()]


def all_rooms() -> list[str]:
    return [room_key(room.pk) for room in Room.objects.all().opened()]


@leak("test_nobody_keeps_what_is_not_the_same_for_everybody[alumnus]")
def browsers_keep_what_members_are_shown(patch: Patch, world: World) -> None:
    patch.setattr(cache_control, "_is_for_everybody", lambda request, response: True)


@leak("test_nobody_keeps_what_is_not_the_same_for_everybody[alumnus]")
def refusals_are_kept_for_whoever_comes_next(patch: Patch, world: World) -> None:
    real = cache_control._is_for_everybody
    patch.setattr(
        cache_control,
        "_is_for_everybody",
        lambda request, response: response.status_code >= 300 or real(request, response),
    )


@leak("test_what_is_not_open_to_a_viewer_answers_as_what_does_not_exist[anonymous]")
def a_missing_page_names_its_address(patch: Patch, world: World) -> None:
    alike = middleware.uniform_404

    def telling(get_response: Any) -> Callable[[HttpRequest], HttpResponse]:
        inner = alike(get_response)

        def answer(request: HttpRequest) -> HttpResponse:
            response = inner(request)
            if response.status_code == 404:
                response.content += request.path.encode()
            return response

        return answer

    patch.setattr(middleware, "uniform_404", telling)


@leak("test_what_is_not_open_to_a_viewer_answers_as_what_does_not_exist[anonymous]")
def what_is_forbidden_says_so(patch: Patch, world: World) -> None:
    found = views._found

    def honest(request: Any, kind: str, address: str) -> Any:
        from django.core.exceptions import PermissionDenied
        from django.http import Http404

        try:
            return found(request, kind, address)
        except Http404:
            if views.KINDS[kind].objects.filter(address=address).opened().exists():  # type: ignore[attr-defined]
                raise PermissionDenied from None
            raise

    patch.setattr(views, "_found", honest)
