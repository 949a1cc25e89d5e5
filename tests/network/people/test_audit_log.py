"""The audit log in the admin: read and taken away by organisers, narrowed, in pages, and with no cell that runs."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override

from cases.editorial.permissions import set_up_permissions
from network.access.audit.acts import Act
from network.access.audit.chain import breaks, head
from network.access.audit.recording import record
from network.access.models import AuditEntry
from network.people.audit_log.details import detail_words
from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP, Member
from tests.factories import MemberFactory
from tests.network.access.audit.written import a_night_passes
from tests.network.people.accounts.keepers import holding

pytestmark = pytest.mark.django_db
PAGE, SHEET = "/admin/audit/", "/admin/audit/csv/"


@pytest.fixture
def organiser() -> Member:
    set_up_permissions()
    return holding(Group.objects.get(name=ORGANISERS_GROUP), name="Olim Organiserov")


@pytest.fixture
def at_work(organiser: Member) -> Client:
    client = Client()
    client.force_login(organiser)
    return client


def rows(page: str) -> list[list[str]]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body)]


def test_it_is_for_who_keeps_accounts_and_nobody_else(organiser: Member, at_work: Client) -> None:
    assert PAGE in at_work.get("/admin/").content.decode()
    assert at_work.get(PAGE).status_code == 200
    editor, superuser = holding(Group.objects.get(name=EDITORS_GROUP)), MemberFactory(is_superuser=True)
    for somebody, status in ((editor, 302), (MemberFactory(), 404), (superuser, 200)):
        client = Client()
        client.force_login(somebody)
        assert client.get(PAGE).status_code == status
        assert client.post(SHEET).status_code == status
        if somebody == editor:
            assert PAGE not in client.get("/admin/").content.decode()
    assert at_work.get(SHEET).status_code == 405, "a link takes nothing out"


def test_a_line_says_who_did_what_to_whom_and_when(at_work: Client, organiser: Member) -> None:
    member = MemberFactory(name="Nodira Karimova")
    record(Act.ROLES_CHANGED, f"person:{member.pk}", by=organiser, details="+Members")
    record(Act.SIGNED_IN, f"person:{member.pk}", by=member, details="password")
    record(Act.PUBLISHED, "case:17", by=organiser)
    signed_in, published, given = rows(at_work.get(PAGE).content.decode())[:3]
    assert published[1:4] == ["Olim Organiserov", "Text published", "Case 17"]
    assert ":" in published[0]
    assert signed_in[1:5] == ["Nodira Karimova", "Signed in", "Nodira Karimova", "Password"]
    assert ":" not in signed_in[0], "the day alone"
    assert given[3:5] == ["Nodira Karimova", "+Members"]


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ("password, mfa", "Пароль, Второй шаг входа"),
        ("+Members, -Organisers, +Administrator", "+Участники, -Организаторы, +Администратор"),
        ("+Friends of the name", "+Friends of the name"),
        ("workshop:3 trainer", "Неделя 3: Тренер"),
        ("room:12", "Комната 12"),
        ("name, address", "Имя, Адрес почты"),
        ("who, since", "Кто, С какого дня"),
        ("former", "Остаётся, но вместо имени стоит «бывший участник»"),
        ("hurtful, hidden", "Оно кого-то обижает, Скрыть сообщение от всех остальных"),
        ("password_changed", ""),
        ("SECRET_KEY 1f2e, SEAL_KEYS k1", "SECRET_KEY 1f2e, SEAL_KEYS k1"),
        ("3", "3"),
        ("", ""),
    ],
)
def test_details_are_in_the_readers_language(details: str, words: str) -> None:
    with override("ru"):
        assert detail_words(details) == words


def test_who_was_erased_is_a_number(at_work: Client) -> None:
    member = MemberFactory(name="Nodira Karimova")
    record(Act.SIGNED_IN, f"person:{member.pk}", by=member)
    a_night_passes()
    number = member.pk
    member.delete()
    line = next(row for row in rows(at_work.get(PAGE).content.decode()) if row[2] == "Signed in")
    assert line[1] == line[3] == f"Erased account {number}"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "nodira"}, {"case:2", "person"}),
        ({"who": "нодира"}, {"case:2", "person"}),  # in the other script
        ({"who": "nobody of that name"}, set()),
        ({"what": "taken_off"}, {"case:2"}),
        ({"since": "2020-01-01", "until": "2020-12-31"}, set()),
        ({"since": "2020-01-01", "what": "published"}, {"case:1"}),
        ({"what": "nonsense", "since": "nonsense", "who": "nodira"}, {"case:2", "person"}),
    ],
)
def test_it_is_narrowed_by_who_what_and_when(at_work: Client, organiser: Member, asked: Any, found: set[str]) -> None:
    nodira = MemberFactory(name="Nodira Karimova", email="n.karimova@office.example")
    nodira.profile.save()
    record(Act.PUBLISHED, "case:1", by=organiser)
    record(Act.TAKEN_OFF, "case:2", by=nodira)
    record(Act.ACCOUNT_CLOSED, f"person:{nodira.pk}", by=organiser)
    shown = at_work.get(PAGE, asked).context["lines"]
    of = {"case:1": "case:1", "case:2": "case:2", f"person:{nodira.pk}": "person"}
    assert {of[line.entry.thing] for line in shown if line.entry.thing in of} == found


def test_days_are_those_of_the_reader_and_both_ends_count(at_work: Client, organiser: Member) -> None:
    record(Act.PUBLISHED, "case:1", by=organiser)
    from django.utils.timezone import localdate

    today = localdate().isoformat()
    assert at_work.get(PAGE, {"since": today, "until": today, "what": "published"}).context["lines"]


def test_pages_follow_each_other_without_a_gap_while_new_entries_come(at_work: Client, organiser: Member) -> None:
    for number in range(120):
        record(Act.PUBLISHED, f"case:{number}", by=organiser)
    seen: list[str] = []
    address = f"{PAGE}?what=published"
    while address:
        page = at_work.get(address).content.decode()
        seen += [row[3] for row in rows(page)]
        record(Act.PUBLISHED, "case:999", by=organiser)
        link = re.search(r'href="(\?[^"]*before=\d+)"', page)
        address = f"{PAGE}{link[1].replace('&amp;', '&')}" if link else ""
    assert seen == [f"Case {number}" for number in reversed(range(120))]


def test_however_long_a_page_is_it_costs_the_same(
    at_work: Client, organiser: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        record(Act.INVITED, f"person:{MemberFactory().pk}", by=organiser, details=str(number))
    at_work.get(PAGE)
    with django_assert_max_num_queries(15):  # sign-in and rights 9, entries, what waits, names, head, Wagtail's own
        assert len(rows(at_work.get(PAGE).content.decode())) == 50


def test_the_table_is_whole_opens_in_a_spreadsheet_and_runs_nothing(at_work: Client, organiser: Member) -> None:
    evil = MemberFactory(name="=HYPERLINK(1)")
    record(Act.PUBLISHED, "case:1", by=evil, details="+Editors")
    record(Act.TAKEN_OFF, "case:2", by=organiser)
    response = at_work.post(f"{SHEET}?what=published")
    assert response.streaming
    text = b"".join(response).decode()
    assert text.startswith("\ufeffNumber;When;Who;What;About;Details;Network;Hash\r\n")
    (line,) = text.splitlines()[1:]
    cells = line.split(";")
    assert cells[2].startswith("'=HYPERLINK(1)")
    assert cells[5] == "'+Editors"
    assert cells[7] == AuditEntry.objects.get(verb="published").hash
    assert 'attachment; filename="audit-' in response["Content-Disposition"]


def test_taking_it_away_is_an_act_itself(at_work: Client, organiser: Member) -> None:
    before = head().number
    at_work.post(f"{SHEET}?what=published&since=2026-01-01")
    entry = AuditEntry.objects.latest("number")
    assert entry.number == before + 1
    assert (entry.verb, entry.actor_id, entry.details) == (Act.EXPORTED, organiser.pk, "what, since")
    assert not list(breaks())


def test_the_page_shows_the_head_to_be_written_down(at_work: Client) -> None:
    assert str(head()) in at_work.get(PAGE).content.decode()


def test_what_waits_for_the_night_is_found_and_taken_away_too(at_work: Client, organiser: Member) -> None:
    nodira = MemberFactory(name="Nodira Karimova")
    record(Act.SIGNED_IN, f"person:{nodira.pk}", by=nodira)
    record(Act.SIGNED_IN, f"person:{organiser.pk}", by=organiser)
    for asked, count in (({"who": "nodira"}, 1), ({"what": "signed_in"}, 2), ({"until": "2020-01-01"}, 0)):
        assert len(at_work.get(PAGE, asked).context["waiting"]) == count, asked
    text = b"".join(at_work.post(f"{SHEET}?who=nodira")).decode()
    assert text.splitlines()[1].startswith(";")
    assert "Nodira Karimova" in text.splitlines()[1]
