"""Pictures and files that an author adds to a draft. What readers see already is never touched before approval."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Collection as FileCollection
from wagtail.models import Revision

from cases.files.errors import TooManyFiles
from cases.files.prepared_files import PreparedFile
from cases.library.models import Attachment, Contribution, Picture, StoredFile
from cases.library.stored_files import erase_file
from network.access.byline import Attribution
from network.people.models import Member
from search.extraction.file_sections import forget_text, keep_text

MAX_FILES = 10
WORDS_OF_PICTURE = ("caption", "credit", "shows_people", "has_consent")


def put_picture(draft: Contribution, answers: Mapping[str, Any], *, by: Member) -> None:
    """Set, change, describe or take away the cover of `draft`, as its author answered."""
    if answers.get("remove_picture"):
        draft.cover = None
        return
    default = {name: Picture._meta.get_field(name).get_default() for name in WORDS_OF_PICTURE}
    # What saves itself may leave out some: consent is withdrawn by a press, for it is not given back without the editors.
    words = {name: answers[name] or default[name] for name in WORDS_OF_PICTURE if name in answers}
    if file := answers.get("picture"):
        draft.cover = _new_picture(draft, file, default | words, by)
    elif draft.cover and not draft.cover.is_drawn and words != {name: getattr(draft.cover, name) for name in words}:
        _withdraw_consent(draft.cover, words)
        draft.cover = _described(draft, words, by)


def _new_picture(draft: Contribution, file: ContentFile[bytes], words: Mapping[str, Any], by: Member) -> Picture:
    picture = Picture(
        title=draft.title[:200],
        file=file,
        collection=FileCollection.get_first_root_node(),
        uploaded_by_user=by,
        page_id=draft.pk,
        **words,
    )
    picture.save()
    picture.get_file_hash()  # kept in the row, so that its copies are found
    return picture


def _withdraw_consent(picture: Picture, words: Mapping[str, Any]) -> None:
    """Consent that ends takes the picture from published pages, too, at once: it is the photo that they agreed to, whichever copy."""
    shows_people = words.get("shows_people", picture.shows_people)
    if not picture.may_be_shown or not shows_people or words.get("has_consent", picture.has_consent):
        return
    for one in Picture.objects.filter(file_hash=picture.get_file_hash()):
        one.shows_people, one.has_consent = True, False
        one.save(update_fields=["shows_people", "has_consent"])


def _described(draft: Contribution, words: Mapping[str, Any], by: Member) -> Picture:
    """With new words. A picture that a published page shows is copied, so that its page stays as it was approved."""
    picture = draft.cover
    assert picture is not None
    if draft.live:
        with picture.file.open("rb") as original:
            copy = ContentFile(original.read(), name=PurePosixPath(picture.file.name).name)
        return _new_picture(draft, copy, {**_words_of(picture), **words}, by)
    for name, value in words.items():
        setattr(picture, name, value)
    picture.save(update_fields=list(words))
    return picture


def _words_of(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in WORDS_OF_PICTURE}


def anonymous_name(file: UploadedFile) -> str:
    """A name for the storage that tells nothing: what people call files often says who they are."""
    return f"{uuid4().hex}{PurePosixPath(file.name or '').suffix.lower()}"


def put_paper(draft: Contribution, paper: UploadedFile | None) -> None:
    """A paper of clearance has a name on it: under the Chatham House rule none is kept, and one that was given before goes, from
    all versions and with its bytes."""
    if draft.attribution == Attribution.CHATHAM_HOUSE:
        _forget_papers(draft)
    elif paper:
        draft.clearance_paper.save(anonymous_name(paper), paper, save=False)


def _forget_papers(draft: Contribution) -> None:
    names = {str(draft.clearance_paper.name or "")}
    draft.clearance_paper = ""
    for version in Revision.page_revisions.for_instance(draft).exclude(content__clearance_paper=""):
        names.add(version.content["clearance_paper"] or "")
        Revision.objects.filter(pk=version.pk).update(content=version.content | {"clearance_paper": ""})
    for name in names - {""}:
        transaction.on_commit(partial(erase_file, draft.clearance_paper.storage, name))


def put_files(
    draft: Contribution,
    added: Sequence[PreparedFile],
    removed: Collection[int],
    cleaned: Mapping[int, PreparedFile],
    titles: Mapping[int, str],
) -> None:
    """Attach, detach and rename. removed: ids of stored files; the files themselves stay, for older versions point to them.
    cleaned: by such an id, what takes the place of the file as it was sent, of which nothing is kept. titles: by such an id; an
    empty one changes nothing.

    Raises TooManyFiles; a form says before which of them do not fit.
    """
    kept = [attachment for attachment in draft.attachments.all() if attachment.stored_id not in removed]
    if len(kept) + len(added) > MAX_FILES:
        raise TooManyFiles
    is_bound = draft.attribution == Attribution.CHATHAM_HOUSE
    for attachment in kept:
        attachment.title = titles.get(attachment.stored_id) or attachment.title
        if file := cleaned.get(attachment.stored_id):
            attachment.stored = replace_file(attachment.stored_id, file)
            if is_bound:
                attachment.title = _neutral_title(draft, kept)
    for file in added:
        stored = StoredFile(page_id=draft.pk)
        _store(stored, file)
        kept.append(Attachment(stored=stored, title=_neutral_title(draft, kept) if is_bound else file.title[:200]))
    for order, attachment in enumerate(kept):
        attachment.sort_order = order
    draft.attachments = kept


def replace_file(stored_id: int, file: PreparedFile) -> StoredFile:
    """Put `file` in the place of what is stored: versions that point to it have the new one, and the old one is gone."""
    stored = StoredFile.objects.select_for_update().get(pk=stored_id)
    former = str(stored.file.name)
    _store(stored, file)
    forget_text(former)
    transaction.on_commit(partial(stored.file.storage.delete, former))
    return stored


def _store(stored: StoredFile, file: PreparedFile) -> None:
    stored.is_clean, stored.taken, stored.kept = file.is_clean, file.taken, file.kept
    stored.file.save(f"{uuid4().hex}{file.suffix}", file.content)
    keep_text(str(stored.file.name), file.text)


def _neutral_title(draft: Contribution, attachments: Sequence[Attachment]) -> str:
    """What people call files often says who they are. In the language of the text, with the first number that is free."""
    with override(draft.language):
        taken = {attachment.title for attachment in attachments}
        titles = (_("Attachment %(number)s") % {"number": number} for number in count(1))
        return next(title for title in titles if title not in taken)
