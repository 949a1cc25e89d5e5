"""Files: pictures, attachments, papers, materials."""

from typing import Any

from cases.files import file_access
from network.trainings import views as trainings_views
from network.trainings.models import Material
from tests.policy.leaks.base import Patch, Ungated, leak
from tests.policy.world import World


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def attachments_are_open_to_whoever_has_the_address(patch: Patch, world: World) -> None:
    patch.setattr(file_access, "_shows", lambda page_id, viewer: True)


@leak("test_what_is_not_open_to_a_viewer_answers_as_what_does_not_exist[anonymous]")
def files_that_were_not_cleaned_are_open_under_the_rule(patch: Patch, world: World) -> None:
    patch.setattr(file_access, "_has_the_rule", lambda pages: False)


@leak("test_what_is_not_open_to_a_viewer_answers_as_what_does_not_exist[anonymous]")
def pictures_are_open_to_whoever_has_the_address(patch: Patch, world: World) -> None:
    patch.setattr(file_access, "_covers", lambda picture, viewer: True)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[editor]")
def clearance_papers_are_open_to_every_editor(patch: Patch, world: World) -> None:
    paper = file_access._clearance_paper

    def leaky(path: str, viewer: Any) -> Any:
        return file_access.FileGrant(path) if viewer.is_editor else paper(path, viewer)

    patch.setitem(file_access._finders, "clearance", leaky)


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def files_of_materials_are_open_to_all(patch: Patch, world: World) -> None:
    patch.setattr(file_access, "Material", Ungated(Material))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[alumnus]")
def materials_are_listed_to_all(patch: Patch, world: World) -> None:
    patch.setattr(trainings_views, "Material", Ungated(Material))


@leak("test_no_page_tells_a_viewer_what_is_not_for_him[anonymous]")
def a_folder_of_files_is_open(patch: Patch, world: World) -> None:
    patch.setitem(file_access._finders, "attachments", lambda name, viewer: file_access.FileGrant(name, is_public=True))
