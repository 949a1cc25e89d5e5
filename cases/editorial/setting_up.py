"""What editors, organisers and members may do in Wagtail, and the review that every text goes through."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
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
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, ORGANISERS_GROUP

WORKFLOW = "Editorial review"
EDITORS_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
EDITORS_ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
EDITORS_ON_MODELS = {
    "library": ("tag",),
    "vocabulary": ("concept",),
    "trainings": ("material",),
    "wagtailsearchpromotions": ("searchpromotion",),
}
ORGANISERS_ON_MODELS = {
    "trainings": ("programme", "edition", "workshop", "participation", "material"),
    "people": ("member", "profile"),
}


@action
def set_up_editorial_work() -> None:
    """Groups, permissions and the workflow; called again it changes nothing. The page trees must stand."""
    editors, organisers, members = (
        Group.objects.get_or_create(name=name)[0] for name in (EDITORS_GROUP, ORGANISERS_GROUP, MEMBERS_GROUP)
    )
    homes = Page.objects.filter(depth=2)
    for group in (editors, organisers):
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    editors.permissions.add(Permission.objects.get(content_type__app_label="people", codename="review_texts"))
    _allow_on_pages(editors, homes, EDITORS_ON_PAGES)
    _allow_on_files(editors)
    _allow_on_models(editors, EDITORS_ON_MODELS)
    # What was put first is taken back by deleting it; concepts and tags are retired instead.
    editors.permissions.add(Permission.objects.get(codename="delete_searchpromotion"))
    _allow_on_models(organisers, ORGANISERS_ON_MODELS)
    # Members write pages without ever entering the admin: the form makes them under the library, and nothing else.
    _allow_on_pages(members, LibraryPage.objects.all(), ("add_page",))
    _review(homes)


def _allow_on_pages(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _allow_on_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs", "library"), codename__in=EDITORS_ON_FILES
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _allow_on_models(group: Group, models: Mapping[str, tuple[str, ...]]) -> None:
    for label, names in models.items():
        types = ContentType.objects.filter(app_label=label, model__in=names)
        permissions = Permission.objects.filter(content_type__in=types)
        group.permissions.add(*permissions.filter(codename__regex=r"^(add|change|view)_"))


def _review(homes: Iterable[Page]) -> None:
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task, _made = EditorialReview.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for home in homes:
        WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})
    # Wagtail's own migrations bring a workflow for moderators whom this site does not have.
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
