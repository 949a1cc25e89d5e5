"""Files that come with the form, and those that the text has, as they are to be kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from cases.files.prepared_files import PreparedFile, prepare_file
from cases.library.models import Attachment


@dataclass
class AttachedFiles:
    """added: in their order. cleaned: by the id of what is stored, what takes its place. problems: why some are not taken."""

    added: list[PreparedFile] = field(default_factory=list)
    cleaned: dict[int, PreparedFile] = field(default_factory=dict)
    problems: list[ValidationError] = field(default_factory=list)


def attach_files(files: Sequence[Any], kept: Iterable[Attachment], *, without_traces: bool) -> AttachedFiles:
    """without_traces: the text goes under the Chatham House rule, or its author wishes so. Then what it has is cleaned, too."""
    attached = AttachedFiles()
    for file in files:
        try:
            attached.added.append(prepare_file(file, without_traces=without_traces))
        except ValidationError as problem:
            attached.problems.append(problem)
    for attachment in kept:
        if without_traces and not attachment.stored.is_clean:
            try:
                with attachment.file.open("rb") as original:
                    prepared = prepare_file(original, without_traces=True)
            except (ValidationError, OSError) as problem:
                attached.problems.append(_of(attachment, problem))
            else:
                attached.cleaned[attachment.stored_id] = prepared
    return attached


def _of(attachment: Attachment, problem: ValidationError | OSError) -> ValidationError:
    """Its author knows it by its title, not by the name that it has in the storage."""
    sentence = problem if isinstance(problem, ValidationError) else ValidationError(str(problem))
    message = sentence.messages[0].replace(str(attachment.file.name).rpartition("/")[2], attachment.title)
    return ValidationError(message)
