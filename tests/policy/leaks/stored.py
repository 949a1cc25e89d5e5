"""What stands in the database and on the disk: of sealed authors, their files and sessions, in the audit log, in own data."""

import json
from collections.abc import Iterator
from typing import Any

from cases.contribute import actions as contribute_actions
from cases.contribute import letting_go
from cases.editorial.review import actions as review_actions
from cases.files import prepared_files, uploads
from cases.library.models import Authorship
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.notices.actions import notify
from network.people import signals
from network.people.models import Member
from network.rooms import upkeep
from network.rooms.chatham_house import signatures
from network.rooms.models import Message
from network.rooms.personal import own_data
from network.session_serializer import SealedSerializer
from tests.policy.leaks.base import Patch, instead, leak_in_store

OF_ROOMS = "tests/network/rooms/chatham_house/test_sealed_authors.py"
OF_TEXTS = "tests/cases/contribute/chatham_house/test_sealed_authors.py"
OF_SIGNING_IN = "tests/network/people/test_traces_of_signing_in.py"


@leak_in_store(OF_ROOMS, "test_two_messages_of_one_author_have_nothing_in_common")
def a_member_has_one_seal_for_all_his_messages(patch: Patch) -> None:
    def sealed(room_id, author_id, client_id):  # type: ignore[no-untyped-def]
        from uuid import UUID

        from network.access.seals import seal

        kept = UUID(hex=seal("client", room_id, author_id, client_id))
        return {"author_id": None, "client_id": kept, "seal": seal("message", room_id, author_id)}

    def is_sealed_by(found, room_id, client_id, member_id):  # type: ignore[no-untyped-def]
        from network.access.seals import fits

        return fits(found, "message", room_id, member_id)

    instead(patch, signatures.sealed, sealed)
    instead(patch, signatures.is_sealed_by, is_sealed_by)


@leak_in_store(OF_ROOMS, "test_two_messages_of_one_author_have_nothing_in_common")
def the_client_id_is_kept_as_it_was_chosen(patch: Patch) -> None:
    def sealed(room_id, author_id, client_id):  # type: ignore[no-untyped-def]
        from network.access.seals import seal

        kept = seal("message", room_id, client_id, author_id)
        return {"author_id": None, "client_id": client_id, "seal": kept}

    def kept_client_ids(room_id, author_id, client_id):  # type: ignore[no-untyped-def]
        return iter([client_id])

    instead(patch, signatures.sealed, sealed)
    instead(patch, signatures.kept_client_ids, kept_client_ids)


@leak_in_store(OF_ROOMS, "test_the_marks_of_one_reader_in_two_rooms_have_nothing_in_common")
def a_reader_has_one_seal_in_all_rooms(patch: Patch) -> None:
    def reader_seal(room_id, member_id):  # type: ignore[no-untyped-def]
        from network.access.seals import seal

        return seal("reader", member_id)

    def reader_seals(room_id, member_id):  # type: ignore[no-untyped-def]
        from network.access.seals import seals

        return seals("reader", member_id)

    instead(patch, signatures.reader_seal, reader_seal)
    instead(patch, signatures.reader_seals, reader_seals)


@leak_in_store(OF_TEXTS, "test_a_draft_names_nobody_and_opens_to_its_author_alone")
def a_draft_is_named_until_it_is_sent(patch: Patch) -> None:
    patch.setattr(contribute_actions, "sealed_author", lambda page, member_id: {"member_id": member_id, "seal": ""})


@leak_in_store(OF_TEXTS, "test_the_author_under_the_rule_writes_on_reads_the_answer_and_withdraws_and_nobody_mails_him")
def a_sealed_author_is_told_of_a_decision(patch: Patch) -> None:
    tell = review_actions.notify_authors

    def tell_sealed_too(page: Any, what: str, *, reason: str = "") -> None:
        tell(page, what, reason=reason)
        path, details = f"/contribute/{page.pk}/text/", {"title": page.title, "reason": reason}
        notify(authors_of(page), kind=f"cases/contribute/notices/{what}", path=path, details=details)

    patch.setattr(review_actions, "notify_authors", tell_sealed_too)


def authors_of(page: Any) -> list[Member]:
    """As whoever holds the key can try."""
    return [member for member in Member.objects.all() if page.is_by(member.pk)]


@leak_in_store("tests/cases/test_audited_acts.py", "test_of_an_author_under_the_rule_there_is_no_word")
def the_audit_log_names_who_worked_on_a_sealed_text(patch: Patch) -> None:
    forget = contribute_actions._forget_hours_of_sealed

    def forget_and_write_down(draft: Any) -> None:
        forget(draft)
        for author in authors_of(draft):
            record(Act.WITHDRAWN, f"{draft.KIND}:{draft.pk}", by=author)

    patch.setattr(contribute_actions, "_forget_hours_of_sealed", forget_and_write_down)


@leak_in_store(OF_ROOMS, "test_after_thirty_days_nobody_can_tell_any_more")
def seals_of_messages_never_end(patch: Patch) -> None:
    patch.setattr(upkeep, "outlived_seals", Message.objects.none)


@leak_in_store(
    "tests/cases/contribute/chatham_house/test_letting_go.py",
    "test_until_the_thirtieth_day_it_is_his_and_on_the_next_nobodys",
)
def seals_of_texts_never_end(patch: Patch) -> None:
    patch.setattr(letting_go, "outlived_text_seals", lambda today: Authorship.objects.none())


@leak_in_store(
    "tests/cases/contribute/chatham_house/test_letting_go.py", "test_a_text_and_its_translations_are_let_go_together"
)
def a_translation_keeps_the_seal_that_its_original_has_lost(patch: Patch) -> None:
    def outlived_text_seals(today):  # type: ignore[no-untyped-def]
        from datetime import timedelta

        from cases.contribute import letting_go
        from cases.library.models import Authorship
        from network.access.seals import SEAL_DAYS, SPENT
        from network.time_zones import start_of_day

        silent = letting_go._silent_texts(start_of_day(today - timedelta(days=SEAL_DAYS), ""))
        return Authorship.objects.filter(member=None, page__in=silent.values("pk")).exclude(seal=SPENT)

    instead(patch, letting_go.outlived_text_seals, outlived_text_seals)


@leak_in_store(OF_SIGNING_IN, "test_a_session_says_nothing_without_the_key")
def a_session_can_be_read_by_whoever_has_the_database(patch: Patch) -> None:
    patch.setattr(SealedSerializer, "dumps", lambda _self, data: json.dumps(data).encode())
    patch.setattr(SealedSerializer, "loads", lambda _self, data: json.loads(data))


@leak_in_store(OF_SIGNING_IN, "test_of_signing_in_the_day_alone_is_kept")
def of_signing_in_the_second_is_kept(patch: Patch) -> None:
    patch.setattr(signals, "to_day", lambda moment: moment)


@leak_in_store(
    "tests/cases/contribute/test_cleaned_files.py", "test_under_the_rule_nothing_is_left_that_names_the_author"
)
def files_under_the_rule_lose_the_place_and_keep_their_comments(patch: Patch) -> None:
    clean = prepared_files._clean
    patch.setattr(prepared_files, "_clean", lambda file, suffix, *, only_place: clean(file, suffix, only_place=True))


@leak_in_store(
    "tests/cases/contribute/chatham_house/test_clearance.py",
    "test_a_paper_is_deleted_with_its_bytes_when_the_draft_turns_to_the_rule",
)
def a_paper_that_was_taken_away_lies_in_its_folder_still(patch: Patch) -> None:
    patch.setattr(uploads, "erase_file", lambda storage, name: None)


@leak_in_store(
    "tests/network/people/own_data/test_own_data.py",
    "test_what_he_said_is_in_it_named_and_sealed_and_nothing_of_others",
)
def own_data_holds_what_others_said_without_their_names(patch: Patch) -> None:
    def every_sealed(_viewer: Any) -> Iterator[dict[str, Any]]:
        for message in Message.objects.select_related("room", "topic").opened().filter(author=None):
            yield own_data._row(message) | {"posted": message.posted_at.date()}

    patch.setattr(own_data, "_messages", every_sealed)
