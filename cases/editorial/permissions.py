"""What editors, organisers and members may do in Wagtail, and the review that every text goes through."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cases.editorial.models import EditorialReview
from cases.library.models import LibraryPage
from network.access.gate import action
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, MODERATORS_GROUP, ORGANISERS_GROUP

WORKFLOW = "Editorial review"
EDITORS_ON_PAGES = ("change_page", "publish_page", "lock_page", "unlock_page")
EDITORS_ON_PICTURES = ("add_image", "change_image", "choose_image")
# Members need none: what an author may do with his own text is decided by the actions of cases.contribute.
RIGHTS: Mapping[str, Several[str]] = {
    # What was put first is taken back by deleting it; concepts and tags are retired instead.
    EDITORS_GROUP: (
        "wagtailadmin.access_admin",
        "people.review_texts",
        "wagtailsearchpromotions.delete_searchpromotion",
    ),
    # Of its own, and none of Django's on accounts: Wagtail takes those for leave to give any group to anybody.
    # An organiser gives what he holds himself, and makes moderators.
    ORGANISERS_GROUP: ("wagtailadmin.access_admin", "people.manage_accounts", "rooms.moderate_messages"),
    MODERATORS_GROUP: ("rooms.moderate_messages",),
    MEMBERS_GROUP: (),
}
# Of these they may add, change and view.
MODELS: Mapping[str, Several[str]] = {
    EDITORS_GROUP: (
        "library.tag",
        "vocabulary.concept",
        "trainings.material",
        "wagtailsearchpromotions.searchpromotion",
    ),
    ORGANISERS_GROUP: (
        "trainings.programme",
        "trainings.edition",
        "trainings.workshop",
        "trainings.participation",
        "trainings.material",
    ),
    MODERATORS_GROUP: (),
    MEMBERS_GROUP: (),
}


@action
def set_up_permissions() -> None:
    """Groups, rights and the workflow, as this version of the site has them: what an earlier one gave too much is taken
    back. Called again it changes nothing. The page trees must stand."""
    known = {
        f"{one.content_type.app_label}.{one.codename}": one for one in Permission.objects.select_related("content_type")
    }
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in RIGHTS}
    for name, group in groups.items():
        group.permissions.set(known[right] for right in (*RIGHTS[name], *_on_models(MODELS[name])))
    homes = Page.objects.filter(depth=2)
    on_pages = [known[f"wagtailcore.{codename}"] for codename in EDITORS_ON_PAGES]
    on_pictures = [known[f"wagtailimages.{codename}"] for codename in EDITORS_ON_PICTURES]
    _allow(GroupPagePermission, groups, {EDITORS_GROUP: on_pages}, "page", homes)
    _allow(GroupCollectionPermission, groups, {EDITORS_GROUP: on_pictures}, "collection", _root_collection())
    _review(LibraryPage.objects.all())


def _on_models(models: Iterable[str]) -> Iterable[str]:
    for model in models:
        label, name = model.split(".")
        yield from (f"{label}.{verb}_{name}" for verb in ("add", "change", "view"))


def _root_collection() -> Iterable[Collection]:
    return Collection.objects.filter(depth=1)


def _allow(
    model: Any,
    groups: Mapping[str, Group],
    rights: Mapping[str, Iterable[Permission]],
    field: str,
    places: Iterable[Any],
) -> None:
    """Just these rights at these places. model: of rows (group, `field`, permission)."""
    wanted = {
        (groups[name].pk, place.pk, right.pk) for name, given in rights.items() for place in places for right in given
    }
    rows = model.objects.filter(group__in=groups.values())
    there = {(row.group_id, getattr(row, f"{field}_id"), row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    model.objects.bulk_create(
        model(group_id=group, permission_id=right, **{f"{field}_id": place})
        for group, place, right in sorted(wanted - there.keys())
    )


def _review(libraries: Iterable[LibraryPage]) -> None:
    """On the libraries alone: home pages and plain texts are the editors' own."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    task, _made = EditorialReview.objects.get_or_create(name=WORKFLOW)
    Workflow.objects.filter(pk=workflow.pk, active=False).update(active=True)
    EditorialReview.objects.filter(pk=task.pk, active=False).update(active=True)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for library in libraries:
        WorkflowPage.objects.update_or_create(page_id=library.pk, defaults={"workflow": workflow})
    WorkflowPage.objects.exclude(page__in=[library.pk for library in libraries]).delete()
    # Wagtail's own migrations bring a workflow for moderators whom this site does not have.
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
