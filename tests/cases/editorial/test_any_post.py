"""Whatever is sent to the desk's addresses, it is answered: with a page, a sentence or a refusal, never with a failure."""

import os
import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.library.models import CasePage
from network.people.models import Member
from tests.cases.desk import begin, decide, save
from tests.cases.editorial.forms import form_of
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

POSTS = int(os.environ.get("GENERATED_POSTS", "40"))
ADDRESSES = (
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/edit/",
    "/admin/review/{page}/",
    "/admin/review/{page}/",
    "/admin/pages/{page}/edit/preview/",
    "/admin/pages/{page}/lock/",
    "/admin/pages/{page}/unlock/",
    "/admin/pages/{page}/delete/",
    "/admin/pages/{page}/unpublish/",
    "/admin/pages/{page}/revisions/{revision}/revert/",
    "/admin/pages/{page}/revisions/{revision}/unschedule/",
)
ODD = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "true",
    "null",
    "9" * 25,
    "🏔" * 300,
    "\x0b\x00\x1f",
    "<p>x</p>",
    "[]",
    '{"a": 1}',
    "live",
)
EXTRA = (
    "decision seen words reason field remark action-publish action-submit action-workflow-action action-cancel-workflow "
    "workflow-action-name workflow-action-extra-data overwrite_revision_id loaded_revision_id loaded_revision_created_at "
    "attachments-TOTAL_FORMS attachments-0-stored attachments-0-DELETE attachments-0-ORDER attachments-1-title next"
).split()
DECISIONS = ("approve", "return", "take-off", "remark", "", "other")


def generated(rng: random.Random, whole: dict[str, Any]) -> dict[str, Any]:
    """A form as it stood, with some fields taken out, some made odd, and some put in."""
    sent = {name: value for name, value in whole.items() if rng.random() > 0.1}
    for name in rng.sample(sorted(sent), k=min(len(sent), rng.randrange(4))):
        sent[name] = rng.choice(ODD)
    for name in rng.sample(EXTRA, k=rng.randrange(5)):
        sent[name] = rng.choice(DECISIONS) if name == "decision" else rng.choice(ODD)
    return sent


def texts_in_every_state(author: Client, editor: Client) -> list[CasePage]:
    def files() -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile("annex.csv", b"month;gate\n")]

    texts = [begin(author, title=f"Text {number}", files=files()) for number in range(4)]
    for page in texts[1:]:
        save(author, page, action="submit", title=f"Text {page.pk}")
    decide(editor, texts[2], "approve")
    decide(editor, texts[3], "return", "Say who paid.")
    return [CasePage.objects.get(pk=page.pk) for page in texts]


def test_no_post_to_the_desk_fails(author: Client, at_the_editors_desk: Client, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    texts = texts_in_every_state(author, at_the_editors_desk)
    whole = form_of(at_the_editors_desk.get(f"/admin/pages/{texts[1].pk}/edit/"))
    chief: Member = MemberFactory(is_superuser=True)
    browsers = [at_the_editors_desk, Client(raise_request_exception=False)]
    browsers[0].raise_request_exception = False
    browsers[1].force_login(chief)
    rng, failed = random.Random(12), []
    for number in range(POSTS):
        page = rng.choice(texts)
        number_of_page = rng.choice([page.pk] * 8 + [0, 2**31, 10**30])
        address = rng.choice(ADDRESSES).format(page=number_of_page, revision=page.latest_revision_id)
        headers = {"accept": "application/json"} if rng.random() < 0.3 else {}
        sent = generated(rng, whole)
        answer = rng.choice(browsers).post(address, sent, headers=headers)
        failed += [(number, address, sent)] if answer.status_code >= 500 else []
    assert not failed
    live = [text.pk for text in CasePage.objects.filter(live=True)]
    assert texts[0].pk not in live, "what was never sent is published by nothing"
