"""What editors do to collections beside writing them."""

from typing import Any

from wagtail.models import Locale, Page

from cases.collections.errors import AlreadyInCollection, HasThisLanguage, NotPublishedYet
from cases.collections.models import CollectionPage, CollectionText
from network.access.gate import action
from network.people.models import Member


@action
def begin_collection(editor: Member, *, title: str, language: str) -> CollectionPage:
    """An empty one, which nobody sees before it is published."""
    page = CollectionPage(title=title, live=False, owner=editor)
    return _add(page, editor, language)


@action
def translate_collection(original: CollectionPage, editor: Member, *, language: str) -> CollectionPage:
    """The same collection as a draft in another language, with its texts, to be translated. Raises HasThisLanguage."""
    # Two editors may press at once.
    versions = CollectionPage.objects.filter(translation_key=original.translation_key)
    locked = Page.objects.select_for_update().filter(pk__in=[page.pk for page in versions]).values("locale")
    if Locale.objects.filter(pk__in=[row["locale"] for row in locked], language_code=language).exists():
        raise HasThisLanguage
    source: Any = original.get_latest_revision_as_object()
    page = CollectionPage(
        title=source.title,
        live=False,
        owner=editor,
        introduction=source.introduction,
        picture=source.picture,
        translation_key=original.translation_key,
    )
    page.items = [
        CollectionText(text_id=one.text_id, why=one.why, sort_order=place)
        for place, one in enumerate(source.items.all())
    ]
    return _add(page, editor, language)


@action
def add_text(collection: CollectionPage, text: Page, editor: Member, *, why: str) -> bool:
    """Put `text` at the end. Readers have it at once, unless the collection has changes that are not published: then it
    stands among those. Returns whether readers have it. Raises NotPublishedYet, AlreadyInCollection.
    """
    Page.objects.select_for_update().get(pk=collection.pk)
    row = CollectionPage.objects.get(pk=collection.pk)
    if not Page.objects.filter(pk=text.pk, live=True).exists():
        raise NotPublishedYet
    draft: Any = row.get_latest_revision_as_object()
    items = list(draft.items.all())
    if any(one.text_id == text.pk for one in items):
        raise AlreadyInCollection
    added = CollectionText(page=row, text_id=text.pk, why=why, sort_order=len(items))
    is_read = row.live and not row.has_unpublished_changes
    if is_read:
        added.save()  # a row with a number of its own: a form that another editor has open would drop one without
    draft.items = [*items, added]
    revision = draft.save_revision(user=editor)
    if is_read:
        revision.publish(user=editor, skip_permission_checks=True)
    return is_read


def _add(page: CollectionPage, editor: Member, language: str) -> CollectionPage:
    (homes,) = CollectionPage.allowed_parent_page_models()
    home = homes.objects.get(locale__language_code=language)
    page.locale = home.locale
    home.add_child(instance=page)
    page.save_revision(user=editor)
    return page
