"""All that an author does with a text: begin, save, send, take back, withdraw, delete."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, WorkflowState

from cases.contribute.errors import (
    AttributionIsFixed,
    InReview,
    LanguageIsFixed,
    LockedByEditors,
    NewerVersion,
    NotAlone,
    NotPublished,
    NotReady,
    NotWithTheEditors,
    NotYours,
    StillPublished,
)
from cases.contribute.form.answers import UNTITLED, apply_answers, name_tags
from cases.contribute.readiness import find_missing
from cases.contribute.removal import is_alone, remove_texts
from cases.contribute.revisions import forget_hours, latest, revision_user, save_revision, token_of
from cases.contribute.translating.answers import apply_translation
from cases.library.addresses import take_address
from cases.library.authorship import sealed_author, signature, voice
from cases.library.models import Authorship, Contribution, LibraryPage
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.byline import Attribution
from network.access.gate import action
from network.people.models import Member
from search.index.outbox import mark_changed

Answers = Mapping[str, Any]


@action
def start_draft(
    model: type[Contribution], author: Member, *, client_id: UUID, base: str = "", answers: Answers
) -> Contribution:
    """A new text of `author` with what he has answered so far. answers: the cleaned data of a DraftForm.

    Called again with the same `client_id` it saves into the one that is there; once that was written on elsewhere, only
    over the version `base`. Then it raises what save_draft raises.
    """
    Member.objects.select_for_update().get(pk=author.pk)  # or a beacon and a press at once would begin two
    if begun := begun_as(model, author, client_id):
        version = token_of(begun.page)
        saved = save_draft(
            begun.page.specific, author, base=version if begun.begun_version == version else base, answers=answers
        )
        begun.begun_version = token_of(saved)
        begun.save(update_fields=["begun_version"])
        return saved
    page = _plant(model, answers["language"])
    apply_answers(page, answers, by=voice())
    save_revision(page, by=voice())
    is_taken = Authorship.objects.filter(
        client_id=client_id
    ).exists()  # by a text of the other kind, or somebody else's
    Authorship.objects.create(
        page=page,
        client_id=uuid4() if is_taken else client_id,
        begun_version=token_of(page),
        **sealed_author(page, author.pk),
    )
    forget_hours(page.pk)
    return page


def _plant(model: type[Contribution], language: str) -> Contribution:
    """A page in the tree of its language, which is nobody's yet."""
    library = LibraryPage.objects.get(locale__language_code=language)
    address = f"{model.KIND}-{uuid4().hex}"  # until it is sent, which is when the title is settled
    page = model(title=UNTITLED, slug=address, address=address, locale=library.locale, live=False)
    page.owner = voice()
    library.add_child(instance=page)
    return page


def begun_as(model: type[Contribution], author: Member, client_id: UUID) -> Authorship | None:
    """The authorship of the text that `author` began under `client_id`."""
    rows = Authorship.objects.filter(page__content_type=ContentType.objects.get_for_model(model))
    begun = rows.select_related("page__latest_revision").filter(client_id=client_id).first()
    return begun if begun and begun.is_by(author.pk) else None


@action
def save_draft(page: Contribution, author: Member, *, base: str, answers: Answers) -> Contribution:
    """Save what `author` answered as the newest version, and return it.

    base: the token of the version that his form was opened with. Raises NewerVersion if there is a newer one by now,
    InReview, LockedByEditors, NotYours, AttributionIsFixed, LanguageIsFixed. Nothing is lost: the caller has the answers.
    """
    draft = _locked(page, author)
    _refuse_unless_editable(draft)
    if token_of(draft) != base:
        raise NewerVersion
    _refuse_what_is_fixed(draft, answers)
    _move_to_language(draft, answers["language"])
    by = revision_user(draft, author)
    if draft.original_id:
        apply_translation(draft, answers)
    else:
        apply_answers(draft, answers, by=by)
    save_revision(draft, by=by)
    _forget_hours_of_sealed(draft)
    return draft


@action
def submit(page: Contribution, author: Member) -> None:
    """Send the newest version to the editors, who are told. Raises NotReady with what is missing, and as save_draft."""
    draft = _locked(page, author)
    _refuse_unless_editable(draft)
    if missing := find_missing(draft):
        raise NotReady(missing)
    has_named = name_tags(draft)
    if not draft.was_sent:
        _settle(draft, author)
    elif has_named:
        save_revision(draft, by=revision_user(draft, author))
    sent_back = draft.current_workflow_state
    if sent_back and sent_back.status == WorkflowState.STATUS_NEEDS_CHANGES:
        sent_back.resume(user=None)
    else:
        draft.get_workflow().start(draft, None)  # by nobody: Wagtail would mail its own words to whoever submits
    _forget_hours_of_sealed(draft)


@action
def take_back(page: Contribution, author: Member) -> None:
    """The author wants to write on before editors decide. Raises NotWithTheEditors, NotYours."""
    draft = _locked(page, author)
    state = draft.current_workflow_state
    if not state or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise NotWithTheEditors
    state.cancel(user=None)
    _forget_hours_of_sealed(draft)


@action
def withdraw(page: Contribution, author: Member) -> None:
    """Take a published text off the site at once; it stays with its author as a draft. Raises NotPublished, NotYours."""
    draft = _locked(page, author)
    if not draft.live:
        raise NotPublished
    review = draft.current_workflow_state
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        review.cancel(user=None)  # or else an approval would put it back
    # Members have no permission in Wagtail: what an author may do with his own text is decided here.
    row = type(page).objects.get(pk=page.pk)
    UnpublishPageAction(row, user=revision_user(draft, author)).execute(skip_permission_checks=True)
    mark_changed(page.KIND, page.pk)
    _forget_hours_of_sealed(draft)
    # Not even without a name: the row would stand beside the sign-in of whoever did it.
    if draft.attribution == Attribution.NAMED:
        record(Act.WITHDRAWN, f"{page.KIND}:{page.pk}", by=author)


@action
def delete_draft(page: Contribution, author: Member) -> None:
    """A text that readers do not have goes for good, with its versions and files. Raises NotYours, InReview, LockedByEditors,
    StillPublished, NotAlone.
    """
    draft = _locked(page, author)
    if draft.live:
        raise StillPublished
    _refuse_unless_editable(draft)
    if not all(map(is_alone, Authorship.objects.filter(page=page.pk))):
        raise NotAlone
    remove_texts([page])


def _forget_hours_of_sealed(draft: Contribution) -> None:
    if draft.attribution == Attribution.CHATHAM_HOUSE or not draft.was_sent:
        forget_hours(draft.pk)


def _locked(page: Contribution, author: Member) -> Any:
    """The newest version, under the page's lock: two tabs, or an author and an editor, come one after the other."""
    Page.objects.select_for_update().get(pk=page.pk)
    row = type(page).objects.select_related("latest_revision").get(pk=page.pk)
    if not row.is_by(author.pk):
        raise NotYours
    return latest(row)


def _refuse_unless_editable(draft: Contribution) -> None:
    if draft.workflow_in_progress:
        raise InReview
    if draft.locked:
        raise LockedByEditors


def _refuse_what_is_fixed(draft: Contribution, answers: Answers) -> None:
    if answers["attribution"] != draft.attribution and draft.was_sent:
        raise AttributionIsFixed
    if answers["language"] != draft.language and draft.first_published_at:
        raise LanguageIsFixed


def _move_to_language(draft: Contribution, language: str) -> None:
    """A draft hangs in the tree of its language."""
    if language == draft.language:
        return
    library = LibraryPage.objects.get(locale__language_code=language)
    Page.objects.filter(pk=draft.pk).update(locale=library.locale)
    Page.objects.get(pk=draft.pk).move(library, pos="last-child")
    moved = Page.objects.get(pk=draft.pk)
    draft.locale, draft.path, draft.depth, draft.url_path = library.locale, moved.path, moved.depth, moved.url_path


def _settle(draft: Contribution, author: Member) -> None:
    """On first sending: its address for good, and whose it is. Under the Chatham House rule it stays with the voice."""
    draft.address = take_address(type(draft), draft.title)
    # A case and a practice of one title hang side by side in the tree, where each name is there once.
    draft.slug = f"{draft.KIND}-{draft.address}"
    draft.set_url_path(draft.get_parent())
    rows = type(draft).objects.filter(pk=draft.pk)
    rows.update(address=draft.address, attribution=draft.attribution)
    draft.owner = author if draft.attribution == Attribution.NAMED else voice()
    Page.objects.filter(pk=draft.pk).update(
        slug=draft.slug, url_path=draft.url_path, owner=draft.owner, title=draft.title
    )
    _sign(draft, author)
    sent = save_revision(draft, by=draft.owner)
    if draft.attribution == Attribution.CHATHAM_HOUSE:
        draft.revisions.exclude(pk=sent.pk).delete()  # an earlier one may say that it was to be signed


def _sign(draft: Contribution, author: Member) -> None:
    """What was sealed is opened with a name, and stays sealed without: then what his browser called it is forgotten, too."""
    fields = signature(draft, author.pk)
    if draft.attribution == Attribution.CHATHAM_HOUSE:
        fields |= {"client_id": None, "begun_version": ""}
    own = Authorship.objects.of(author.pk)
    own.filter(page__translation_key=draft.translation_key).update(**fields)
