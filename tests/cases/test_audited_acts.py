"""Each act that is to be written down is, by whom and about what; and of what an author does under the rule there is no word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override
from wagtail.models import Collection

from cases.editorial.models import TagMerge
from cases.library.models import Tag
from network.access.audit.acts import Act
from network.access.audit.chain import breaks
from network.access.audit.keys import THING, record_keys
from network.access.audit.origin import acting
from network.access.audit.recording import record
from network.access.byline import Attribution
from network.access.models import AuditEntry
from network.people.audit_log.details import detail_words
from network.people.leaving import actions as leaving_actions
from network.people.leaving.erasing import erase_due
from network.people.models import Leaving, Member
from network.people.sign_in import address as own_address
from network.people.sign_in import address_undo
from network.rooms.models import RoomMembership
from portal.models import HomePage, Identity
from tests.cases.collections.test_curating import PUBLISH, form_of
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.factories import PASSWORD, CaseFactory, MemberFactory, MessageFactory, RoomFactory, TopicFactory, collection
from tests.network.access.audit.written import a_night_passes, written
from tests.network.people.accounts.keepers import address
from tests.network.people.sign_in.soft_key import SoftKey
from tests.network.people.sign_in.test_second_step import add_passkey, signed_in
from tests.portal.test_home_by_editors import form_of as form_of_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
NAME, TITLE = "Zarifmoh Nekruzova", "One canal, two districts"


@dataclass
class Stage:
    """Who acts: a member at his own account, an author, an editor, and somebody who keeps everything."""

    member: Member
    boss: Member
    at_work: Client
    author: Client
    editor: Client
    settings: Any

    def own(self) -> Client:
        return signed_in(self.member)

    def account(self, name: str, /, **sent: Any) -> None:
        self.at_work.post(address(name, self.member.pk), sent)

    def published(self) -> Any:
        page = submitted(self.author)
        decide(self.editor, page, "approve")
        return page


@pytest.fixture
def stage(author: Client, at_the_editors_desk: Client, settings: Any) -> Stage:
    boss = MemberFactory(is_superuser=True)
    at_work = Client()
    at_work.force_login(boss)
    return Stage(MemberFactory(name=NAME), boss, at_work, author, at_the_editors_desk, settings)


def _password(stage: Stage) -> None:
    new = {"oldpassword": PASSWORD, "password1": "steppe and glacier", "password2": "steppe and glacier"}
    stage.own().post(reverse("account_change_password"), new)


def _address(stage: Stage) -> None:
    token = dumps([stage.member.pk, stage.member.email, "new@office.example"], salt=own_address._SALT)
    stage.own().post(reverse("account_email_confirm", args=[token]))


def _undo(stage: Stage) -> None:
    token = dumps([stage.member.pk, "before@office.example", localdate().isoformat()], salt=address_undo._SALT)
    Client().post(reverse("account_email_undo", args=[token]))


def _remove_passkey(stage: Stage) -> None:
    browser = stage.own()
    add_passkey(browser, SoftKey())
    key = stage.member.authenticator_set.get(type="webauthn")
    browser.post(reverse("mfa_remove_webauthn", args=[key.pk]))


def _spare_codes(stage: Stage) -> None:
    browser = stage.own()
    add_passkey(browser, SoftKey())
    browser.post(reverse("mfa_generate_recovery_codes"))


def _sessions(stage: Stage) -> None:
    stage.own()
    stage.own().post(reverse("account_devices"), {"end": "others"})


def _edit(stage: Stage, **changes: Any) -> None:
    fields = {"name": NAME, "email": stage.member.email, "language": "en", "groups": []}
    stage.account("edit", **fields | changes)


def _reopen(stage: Stage) -> None:
    stage.account("close")
    stage.account("reopen")


def _second_step(stage: Stage) -> None:
    add_passkey(stage.own(), SoftKey())
    stage.account("second-step")


def _rights(stage: Stage) -> None:
    from django.contrib.auth.models import Group, Permission

    with acting(stage.boss.pk):
        Group.objects.get(name="Members").permissions.add(Permission.objects.first())


def _join(stage: Stage) -> None:
    with acting(stage.boss.pk):
        RoomMembership.objects.create(room=RoomFactory(), member=stage.member)


def _leave(stage: Stage) -> None:
    room = RoomFactory(members=[stage.member])
    with acting(stage.boss.pk):
        room.memberships.all().delete()


def _correct(stage: Stage) -> None:
    page = stage.published()
    draft = newest(page)
    draft.summary = "Corrected by an editor."
    draft.save_revision()
    decide(stage.editor, page, "approve")


def _take_off(stage: Stage) -> None:
    review = reverse("review", args=[stage.published().pk])
    stage.editor.post(review, {"decision": "take-off", "reason": f"{NAME} asks for it"})


def _delete(stage: Stage) -> None:
    collection = Collection.get_first_root_node().add_child(name="Photographs")
    stage.at_work.post(reverse("wagtailadmin_collections:delete", args=[collection.pk]))


def _settings(stage: Stage) -> None:
    Identity.load()
    page = reverse("wagtailsettings:edit", args=["portal", "identity", Identity.objects.get().pk])
    stage.at_work.post(page, {"name": "Teahouse", "name_ru": "Чайхана"})


def _keys(stage: Stage) -> None:
    record_keys()
    stage.settings.SECRET_KEY = "another key, quite as long as the one before it was"
    record_keys()


def _leave_site(stage: Stage) -> None:
    stage.own().post(reverse("account_leave"), {"words": "former", "password": PASSWORD})


def _stay(stage: Stage) -> None:
    _leave_site(stage)
    token = dumps([Leaving.objects.get().pk, stage.member.pk], salt=leaving_actions._SALT)
    Client().post(reverse("account_stay", args=[token]))


def _erase(stage: Stage) -> None:
    _leave_site(stage)
    erase_due(localdate() + timedelta(days=Leaving.DAYS + 1))


def _publish(stage: Stage, page: Any, sent: dict[str, Any]) -> Any:
    """As an editor does on Wagtail's page of it."""
    stage.editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    return page


def _publish_collection(stage: Stage) -> Any:
    text = CaseFactory(title=TITLE)
    return _publish(stage, collection(text, live=False), form_of((text, NAME), **PUBLISH))


def _take_collection_off(stage: Stage) -> None:
    page = _publish_collection(stage)
    stage.editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def _publish_home(stage: Stage) -> None:
    _publish(stage, HomePage.objects.first(), form_of_home(CaseFactory(title=TITLE), headline=NAME))


def _change_tag(stage: Stage) -> None:
    stage.editor.post(reverse("tag", args=[Tag.named("canals").pk]), {"name": NAME})


def _merge_tags(stage: Stage) -> None:
    kept, gone = Tag.named("canals"), Tag.named(NAME)
    stage.editor.post(reverse("merge_tags"), {"kept": kept.pk, "gone": gone.pk})


def _undo_merge(stage: Stage) -> None:
    _merge_tags(stage)
    stage.editor.post(reverse("undo_merge", args=[TagMerge.objects.get().pk]))


SELF, BOSS, EDITOR, AUTHOR, NOBODY = "self", "boss", "editor", "author", ""


def _moderated(stage: Stage) -> str:
    message = MessageFactory(topic=TopicFactory(title=TITLE), text=f"{NAME} said so")
    address: str = reverse("message_moderate", args=[message.room.slug, message.topic.slug, message.seq])
    stage.at_work.post(address, {"reason": "other", "word": f"Leave {NAME} out", "hides": "on", "mute_days": "1"})
    return address


WALK: dict[Act, tuple[Callable[[Stage], Any], str, str]] = {
    Act.SIGNED_IN: (Stage.own, SELF, "person"),
    Act.SIGN_IN_FAILED: (
        lambda stage: Client().post("/en/account/login/", {"login": stage.member.email, "password": "not it"}),
        NOBODY,
        "person",
    ),
    Act.SESSIONS_ENDED: (_sessions, SELF, "person"),
    Act.PASSWORD_CHANGED: (_password, SELF, "person"),
    Act.ADDRESS_CHANGED: (_address, SELF, "person"),
    Act.ADDRESS_RESTORED: (_undo, SELF, "person"),
    Act.SECOND_STEP_ADDED: (lambda stage: add_passkey(stage.own(), SoftKey()), SELF, "person"),
    Act.SECOND_STEP_REMOVED: (_remove_passkey, SELF, "person"),
    Act.SPARE_CODES_MADE: (_spare_codes, SELF, "person"),
    Act.ACCOUNT_LEFT: (_leave_site, SELF, "person"),
    Act.LEAVING_UNDONE: (_stay, SELF, "person"),
    Act.ACCOUNT_ERASED: (_erase, NOBODY, "person"),
    Act.OWN_DATA_TAKEN: (lambda stage: stage.own().post(reverse("own_data")), SELF, "person"),
    Act.INVITED: (
        lambda stage: stage.at_work.post(
            address("add"), {"name": NAME, "email": "z@office.example", "language": "tg", "groups": []}
        ),
        BOSS,
        "person",
    ),
    Act.ACCOUNT_CHANGED: (lambda stage: _edit(stage, name="Another Name"), BOSS, "person"),
    Act.ACCOUNT_CLOSED: (lambda stage: stage.account("close"), BOSS, "person"),
    Act.ACCOUNT_OPENED: (_reopen, BOSS, "person"),
    Act.LINK_SENT: (lambda stage: stage.account("link"), BOSS, "person"),
    Act.WAIT_LIFTED: (lambda stage: stage.account("lift"), BOSS, "person"),
    Act.SECOND_STEP_REPLACED: (_second_step, BOSS, "person"),
    Act.ROLES_CHANGED: (lambda stage: _edit(stage, is_superuser="on"), BOSS, "person"),
    Act.RIGHTS_CHANGED: (_rights, BOSS, "group"),
    Act.JOINED: (_join, BOSS, "person"),
    Act.LEFT: (_leave, BOSS, "person"),
    Act.PUBLISHED: (Stage.published, EDITOR, "case"),
    Act.CORRECTED: (_correct, EDITOR, "case"),
    Act.RETURNED: (
        lambda stage: decide(stage.editor, submitted(stage.author), "return", words=f"{NAME}, mend it"),
        EDITOR,
        "case",
    ),
    Act.TAKEN_OFF: (_take_off, EDITOR, "case"),
    Act.WITHDRAWN: (
        lambda stage: stage.author.post(reverse("contribute_withdraw", args=[stage.published().pk])),
        AUTHOR,
        "case",
    ),
    Act.COLLECTION_PUBLISHED: (_publish_collection, EDITOR, "curation"),
    Act.COLLECTION_TAKEN_OFF: (_take_collection_off, EDITOR, "curation"),
    Act.HOME_PUBLISHED: (_publish_home, EDITOR, "home"),
    Act.TAG_CHANGED: (_change_tag, EDITOR, "tag"),
    Act.TAGS_MERGED: (_merge_tags, EDITOR, "tag"),
    Act.MERGE_UNDONE: (_undo_merge, EDITOR, "tag"),
    Act.MESSAGE_MODERATED: (_moderated, BOSS, "message"),
    Act.MODERATION_LIFTED: (lambda stage: stage.at_work.post(_moderated(stage), {"lift": "1"}), BOSS, "message"),
    Act.DELETED: (_delete, BOSS, "collection"),
    Act.EXPORTED: (lambda stage: stage.at_work.post("/admin/audit/csv/"), BOSS, "audit"),
    Act.SETTINGS_CHANGED: (_settings, BOSS, "identity"),
    Act.KEYS_CHANGED: (_keys, NOBODY, "site"),
}


@pytest.mark.parametrize("act", Act)
def test_each_act_is_written_down_by_whom_and_about_what(
    stage: Stage, act: Act, member: Member, editor: Member, django_capture_on_commit_callbacks: Any
) -> None:
    before = len(written(act))
    do, who, kind = WALK[act]
    with django_capture_on_commit_callbacks(execute=True):
        do(stage)
    entries = written(act)[before:]
    assert entries, f"nothing of {act} was written down"
    people = {SELF: stage.member, BOSS: stage.boss, EDITOR: editor, AUTHOR: member}
    assert entries[-1].actor_id == (people[who].pk if who else None)
    assert re.fullmatch(rf"{kind}:\w+", entries[-1].thing)
    if who == SELF:
        assert entries[-1].thing == f"person:{stage.member.pk}"
    told = " ".join(f"{entry.thing} {entry.details} {entry.network}" for entry in written())
    for words in (NAME, TITLE, "@", "office.example", member.name):
        assert words not in told, "names, addresses and titles can leave no chain again"
    if act not in (Act.RIGHTS_CHANGED, Act.KEYS_CHANGED):  # names of rights and fingerprints are no words
        with override("ru"):
            shown = [detail_words(entry.details) for entry in entries]
        assert not re.search("[A-Za-z]{3}", " ".join(shown)), f"{shown} is not in the reader's language"
    a_night_passes()
    assert not list(breaks())


@pytest.fixture
def whisperer(desk: None) -> tuple[Client, Member]:
    somebody = MemberFactory(name=NAME)
    return signed_in(somebody), somebody


def acts_of_the_author(browser: Client, editor: Client) -> Iterator[tuple[str, Any]]:
    """All that one does with a text under the rule, from its first word to its end, and what editors do in between."""
    rule = {"attribution": "chatham-house"}
    page = begin(browser, **rule)
    yield "a draft is begun", page
    save(browser, page, summary="Said anew.", **rule)
    yield "it is saved", page
    save(browser, page, action="submit", **rule)
    yield "it is sent", page
    browser.post(reverse("contribute_take_back", args=[page.pk]))
    yield "it is taken back", page
    save(browser, page, action="submit", **rule)
    decide(editor, page, "return", words=f"{NAME}, where was that?")
    yield "an editor returns it", page
    save(browser, page, action="submit", **rule)
    decide(editor, page, "approve")
    yield "an editor publishes it", page
    browser.post(reverse("contribute_withdraw", args=[page.pk]))
    yield "its author withdraws it", page


def test_of_an_author_under_the_rule_there_is_no_word(
    whisperer: tuple[Client, Member], at_the_editors_desk: Client, editor: Member
) -> None:
    browser, somebody = whisperer
    before = len(written())
    expected: list[Act] = []
    decisions = {"an editor returns it": Act.RETURNED, "an editor publishes it": Act.PUBLISHED}
    for step, page in acts_of_the_author(browser, at_the_editors_desk):
        expected += [decisions[step]] if step in decisions else []
        chained = [entry for entry in AuditEntry.objects.order_by("number") if entry.thing == f"case:{page.pk}"]
        assert [entry.verb for entry in chained] == expected, step
        assert {entry.actor_id for entry in chained} <= {editor.pk}, step
        assert len(written()) == before + len(expected), f"{step}: something else was written down"
    page.refresh_from_db()
    assert page.first_published_at
    assert not page.live
    assert not [entry for entry in written() if entry.actor_id == somebody.pk and entry.verb != Act.SIGNED_IN]
    assert NAME not in " ".join(entry.details for entry in written())


def test_of_what_is_said_in_a_room_there_is_no_word(whisperer: tuple[Client, Member]) -> None:
    browser, _somebody = whisperer
    before = len(written())
    for attribution in (Attribution.CHATHAM_HOUSE, Attribution.NAMED):
        topic = TopicFactory(room=RoomFactory(attribution=attribution))
        said = browser.get(topic.get_absolute_url()).content.decode()
        client_id = re.search(r'name="client_id" value="([^"]+)"', said)
        assert client_id, "the page has a form to say something with"
        browser.post(topic.get_absolute_url(), {"client_id": client_id[1], "text": "We counted differently."})
        assert topic.room.messages.count() == 1
    assert len(written()) == before


def test_the_same_keys_are_written_down_once_whatever_else_was_written_about_keys() -> None:
    record_keys()
    record(Act.KEYS_CHANGED, "audit:waiting", details="1 entries under a key that is gone")
    record_keys()
    assert AuditEntry.objects.filter(thing=THING).count() == 1
