"""What an editor remarks beside a part of a text."""

import pytest
from django.urls import reverse
from wagtail.models import Comment

from cases.library.models import CasePage
from tests.cases.desk import decide, save, submitted

pytestmark = pytest.mark.django_db


def remark(page, editor, field="challenge", text="Whose letters were these?"):
    return Comment.objects.create(page=CasePage.objects.get(pk=page.pk), user=editor, contentpath=field, text=text)


def test_an_editors_remark_stands_beside_its_section_until_it_is_mended(author, editor, at_the_editors_desk):
    page = submitted(author)
    said = {"decision": "remark", "field": "challenge", "remark": "Whose letters were these?"}
    shown = at_the_editors_desk.post(reverse("review", args=[page.pk]), said, follow=True).content.decode()
    assert "Whose letters were these?" in shown
    decide(at_the_editors_desk, page, "return", "See the remark.")
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    section = shown.split('id="challenge"')[1].split('id="approach"')[0]
    assert "Whose letters were these?" in section
    assert editor.name in section
    assert "1 remark" in author.get(reverse("contribute")).content.decode()
    number = Comment.objects.get().pk
    save(author, page, **{f"answer_{number}": "Those of the two ministries.", f"settled_{number}": "on"})
    shown = author.get(reverse("contribute_edit", args=[page.pk])).content.decode()
    assert "Those of the two ministries." in shown
    assert f"answer_{number}" not in shown
    assert "remark--settled" in shown


def test_under_the_chatham_house_rule_an_answer_to_a_remark_is_the_voices(author, member, editor, at_the_editors_desk):
    page = submitted(author, attribution="chatham-house")
    comment = remark(page, editor)
    decide(at_the_editors_desk, page, "return", "See the remark.")
    save(author, page, **{f"answer_{comment.pk}": "Ours.", f"settled_{comment.pk}": "on"})
    comment.refresh_from_db()
    assert comment.replies.get().user != member
    assert comment.resolved_by != member
