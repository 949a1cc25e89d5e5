"""An author sees by whom his text is read next: never by name, and never more than the house shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import TaskState

from cases.editorial.models import Remit
from cases.editorial.review.actions import leave_remark
from cases.editorial.review.assignments import put_back, take
from cases.editorial.routing.actions import escalate_untaken, keep_remit
from network.people.models import Member
from search.vocabulary.models import Concept
from tests.cases.desk import decide, submitted
from tests.cases.editorial.forms import second_editor
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db


def meaning(author: Client) -> str:
    answer = author.get(reverse("contribute"))
    (row,) = answer.context["mine"].with_editors
    return str(row["meaning"])


def test_who_has_it_is_an_editor_and_no_name(author: Client, editor: Member) -> None:
    page = submitted(author)
    assert meaning(author).startswith("It went to all editors; nobody has taken it yet.")
    take(page, editor)
    assert meaning(author).startswith("An editor has it.")
    assert editor.name not in author.get(reverse("contribute")).content.decode()
    put_back(page, editor)
    assert "An editor has it." not in meaning(author)


def test_who_left_has_nothing(author: Client, editor: Member) -> None:
    page = submitted(author)
    take(page, editor)
    editor.groups.clear()
    assert "An editor has it." not in meaning(author)


def test_it_says_which_subjects_lead_it_to_editors(author: Client, editor: Member) -> None:
    submitted(author)
    water, energy = Concept.objects.get(slug="water"), ConceptFactory(slug="energy", names={"en": "Energy"})
    kyrgyzstan = Concept.objects.get(slug="kg")
    keep_remit(editor, themes=[water, energy], countries=[], languages=[])
    assert meaning(author).startswith("It went to the editors of: Water.")
    keep_remit(second_editor(), themes=[], countries=[kyrgyzstan], languages=["en"])
    assert meaning(author).startswith("It went to the editors of: Kyrgyzstan, Water.") or meaning(author).startswith(
        "It went to the editors of: Water, Kyrgyzstan."
    )
    keep_remit(editor, themes=[energy], countries=[], languages=[])
    Remit.objects.exclude(editor=editor).delete()
    assert meaning(author).startswith("It went to all editors")
    keep_remit(editor, themes=[], countries=[], languages=["en", "ru"])
    assert meaning(author).startswith("It went to the editors of: English.")


def test_after_five_days_all_were_told(author: Client, editor: Member) -> None:
    submitted(author)
    keep_remit(editor, themes=[Concept.objects.get(slug="water")], countries=[], languages=[])
    TaskState.objects.update(started_at=now() - timedelta(days=5, minutes=1))
    escalate_untaken()
    assert meaning(author).startswith("Nobody had taken it for five days: all editors were told.")


def test_it_is_said_in_the_authors_language(author: Client, editor: Member) -> None:
    take(submitted(author), editor)
    assert "Текст у редактора." in author.get("/ru/contribute/").content.decode()


def test_it_costs_the_same_for_many_as_for_one(
    author: Client, editor: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        page = submitted(author, title=f"Text {number}")
        if number % 2:
            take(page, editor)
    with django_assert_max_num_queries(25):
        assert len(author.get(reverse("contribute")).context["mine"].with_editors) == 4


@pytest.mark.parametrize("has_remark", [True, False])
def test_the_mail_speaks_of_remarks_only_where_there_are_some(
    author: Client,
    editor: Member,
    at_the_editors_desk: Client,
    has_remark: bool,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = submitted(author)
    if has_remark:
        leave_remark(page, editor, field="context", text="In which year?")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(at_the_editors_desk, page, "return", "Say in which year.")
    (message,) = mail.outbox
    assert ("Remarks stand beside the sections" in message.body) == has_remark
    form = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert ("Their remarks stand beside the sections" in form) == has_remark
