"""Under the Chatham House rule a tick stands in the place of the paper of clearance, which has a name on it."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from cases.library import authorship
from cases.library.models import CasePage
from cases.library.stored_files import erase_file
from network.access.byline import Attribution
from network.row_rules import forget_rules, hold_rules
from tests.cases.desk import answers, base_of, begin, decide, newest, save, submitted
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
RULE = {"attribution": "chatham-house"}
TOLD = "is deleted at once if you choose the Chatham House rule"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("order.pdf", b"%PDF-1.4 order of the minister")


def form_of(author: Client, page: CasePage) -> str:
    return author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def papers_of(page: CasePage) -> set[str]:
    versions = Revision.page_revisions.filter(object_id=str(page.pk))
    return {
        *versions.values_list("content__clearance_paper", flat=True),
        CasePage.objects.get(pk=page.pk).clearance_paper.name,
    }


def test_the_form_under_the_rule_asks_for_a_tick_and_for_no_paper(author: Client) -> None:
    named, bound = begin(author, title="Named"), begin(author, title="Bound", **RULE)
    assert 'name="paper"' in form_of(author, named)
    assert 'name="paper"' not in form_of(author, bound)
    assert 'name="may_share"' in form_of(author, bound)
    save(author, bound, action="submit", title="Bound", **RULE)
    author.post(reverse("contribute_take_back", args=[bound.pk]))
    shown = form_of(author, bound)
    assert 'name="may_share"' in shown
    assert 'name="paper"' not in shown
    assert 'name="clearance"' not in shown


def test_without_the_tick_it_is_not_sent_and_with_it_nothing_else_is_asked(author: Client) -> None:
    page = begin(author, **RULE)
    refused = save(author, page, action="submit", may_share="", clearance="cleared", **RULE)
    assert refused.status_code == 422
    assert "Tick that you may share this" in refused.content.decode()
    assert 'href="#id_may_share_error"' in refused.content.decode()
    assert save(author, page, action="submit", clearance="", **RULE).status_code == 302
    assert newest(page).clearance == "may-share"


def test_with_a_name_a_tick_says_nothing(author: Client) -> None:
    page = begin(author, **RULE)
    refused = save(author, page, action="submit", clearance="", attribution="named")
    assert refused.status_code == 422
    assert "Say whether you write for yourself" in refused.content.decode()


def test_a_paper_is_deleted_with_its_bytes_when_the_draft_turns_to_the_rule(
    author: Client, own_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    page = begin(author, paper=paper())
    [kept] = (own_files / "clearance").iterdir()
    Revision.page_revisions.filter(object_id=str(page.pk)).update(user=None)  # so that the next one is another version
    save(author, page, title="A second version")
    assert TOLD in form_of(author, page)
    sent = answers(base=base_of(author, page), **RULE)
    with django_capture_on_commit_callbacks(execute=True):  # as the form saves itself, once the rule is chosen
        author.post(reverse("contribute_autosave", args=[page.pk]), sent, headers={"accept": "application/json"})
    assert not kept.exists()
    assert papers_of(page) == {""}
    assert TOLD not in form_of(author, page)


def test_a_paper_that_is_sent_under_the_rule_is_never_kept(author: Client, own_files: Path) -> None:
    page = begin(author, paper=paper(), **RULE)
    save(author, page, paper=paper(), **RULE)
    assert papers_of(page) == {""}
    assert not (own_files / "clearance").exists()


def test_nothing_is_deleted_where_it_was_not_saved(author: Client, own_files: Path) -> None:
    page = begin(author, paper=paper())
    save(author, page, base="0:0", **RULE)
    assert len(list((own_files / "clearance").iterdir())) == 1


def test_what_is_erased_is_written_over_first(own_files: Path) -> None:
    storage = CasePage._meta.get_field("clearance_paper").storage  # type: ignore[union-attr]
    name = storage.save("clearance/order.pdf", paper())
    other = own_files / "the same bytes"
    other.hardlink_to(own_files / name)
    erase_file(storage, name)
    assert not (own_files / name).exists()
    assert other.read_bytes() == bytes(len(paper()))
    erase_file(storage, name)  # again is no error


def test_the_review_shows_the_tick_in_the_place_of_the_paper(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author, **RULE)
    for name in ("review", "wagtailadmin_pages:edit"):
        shown = at_the_editors_desk.get(reverse(name, args=[page.pk])).content.decode()
        assert "Ticked by the author: I may share this; the paper stays with me" in shown
        assert "clearance paper" not in shown
    named = submitted(author, title="With a name")
    assert "Ticked by" not in at_the_editors_desk.get(reverse("review", args=[named.pk])).content.decode()


def test_the_database_refuses_a_paper_under_the_rule(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author, **RULE)
    decide(at_the_editors_desk, page, "approve")
    rows, versions = CasePage.objects.filter(pk=page.pk), Revision.page_revisions.filter(object_id=str(page.pk))
    with pytest.raises(DatabaseError, match=authorship.PAPER_RULE), transaction.atomic():
        rows.update(clearance_paper="clearance/order.pdf")
    content = versions.get().content | {"clearance_paper": "clearance/order.pdf"}
    with pytest.raises(DatabaseError, match=authorship.PAPER_RULE), transaction.atomic():
        versions.update(content=content)
    named = CaseFactory(clearance_paper="clearance/order.pdf")
    with pytest.raises(DatabaseError, match=authorship.PAPER_RULE), transaction.atomic():
        CasePage.objects.filter(pk=named.pk).update(attribution=Attribution.CHATHAM_HOUSE)


def test_papers_that_stood_are_deleted_and_those_of_named_texts_stay(
    author: Client, own_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    sent, draft, named = submitted(author, **RULE), begin(author, title="Begun", **RULE), begin(author, paper=paper())
    [of_named] = (own_files / "clearance").iterdir()
    forget_rules(authorship.RULES)
    storage = CasePage._meta.get_field("clearance_paper").storage  # type: ignore[union-attr]
    for page in (sent, draft):
        name = storage.save(f"clearance/{page.pk}.pdf", paper())
        CasePage.objects.filter(pk=page.pk).update(clearance="cleared", clearance_paper=name if page == sent else "")
        for version in Revision.page_revisions.filter(object_id=str(page.pk)):
            content = version.content | {"clearance_paper": name, "clearance": "cleared"}
            Revision.objects.filter(pk=version.pk).update(content=content)
    with django_capture_on_commit_callbacks(execute=True):
        import_module("cases.library.migrations.0019_clearance_is_a_tick").forget_papers(apps, None)
    hold_rules(authorship.RULES)
    assert list((own_files / "clearance").iterdir()) == [of_named]
    assert papers_of(sent) | papers_of(draft) == {""}
    assert (newest(sent).clearance, newest(draft).clearance) == ("may-share", "may-share")
    assert newest(named).clearance_paper
    assert newest(named).clearance == "personal"
