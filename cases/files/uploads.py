"""Pictures and files that an author adds to a draft. What readers see already is never touched before approval."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.models import Collection as FileCollection

from cases.files.errors import TooManyFiles
from cases.library.models import Attachment, Contribution, Picture, StoredFile
from network.people.models import Member

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


def put_files(draft: Contribution, added: Sequence[UploadedFile], removed: Collection[str]) -> None:
    """Attach and detach. removed: names in the storage; the files themselves stay, for older versions point to them.

    Raises TooManyFiles; a form says before which of them do not fit.
    """
    kept = [attachment for attachment in draft.attachments.all() if attachment.file.name not in removed]
    if len(kept) + len(added) > MAX_FILES:
        raise TooManyFiles
    for file in added:
        stored = StoredFile(page_id=draft.pk)
        stored.file.save(anonymous_name(file), file)
        kept.append(Attachment(stored=stored, title=PurePosixPath(file.name or "").stem[:200]))
    for order, attachment in enumerate(kept):
        attachment.sort_order = order
    draft.attachments = kept
