"""Finding people, and what each shows of himself."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from network.access.byline import Attribution
from network.access.viewer import MEMBERS, edition_key
from network.people.alphabets import display_name, first_letter, sort_key
from network.people.models import Member, Profile
from network.trainings.models import Participation
from search.index.models import Change
from tests.factories import CaseFactory, ConceptFactory, MemberFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def soup(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def names(client: Client, path: str) -> list[str]:
    return [link.get_text(strip=True) for link in soup(client, path).select(".person-row__name")]


def person(name: str, native: str = "", **profile: Any) -> Member:
    member = MemberFactory(name=name)
    found = Profile.objects.get(member=member)
    found.name_native = native
    for field, value in profile.items():
        setattr(found, field, value)
    found.save()
    return member


@pytest.mark.parametrize(
    ("language", "given", "sorted_names"),
    [
        ("kk", ["Болат", "Әсел", "Азат"], ["Азат", "Әсел", "Болат"]),
        ("kk", ["Қанат", "Лаура", "Камила"], ["Камила", "Қанат", "Лаура"]),
        ("tk", ["Ýazgül", "Zöhre", "Yusup"], ["Yusup", "Ýazgül", "Zöhre"]),
        ("tk", ["Çary", "Döwlet", "Batyr"], ["Batyr", "Çary", "Döwlet"]),
        ("tg", ["Қосим", "Лола", "Карим"], ["Карим", "Қосим", "Лола"]),
        ("ru", ["Жанна", "Ёлкин", "Елена"], ["Елена", "Ёлкин", "Жанна"]),
        ("en", ["Alia", "Ali Reza"], ["Ali Reza", "Alia"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_alphabet(
    language: str, given: list[str], sorted_names: list[str]
) -> None:
    with translation.override(language):
        assert sorted(given, key=sort_key) == sorted_names


def test_a_name_stands_under_a_letter_that_its_reader_knows() -> None:
    with translation.override("en"):
        assert first_letter("Çary") == "C"
    with translation.override("tk"):
        assert first_letter("Çary") == "Ç"


def test_a_name_is_shown_in_the_readers_script() -> None:
    with translation.override("ru"):
        assert display_name("Gulnara Asanova", "Гүлнара Асанова") == "Гүлнара Асанова"
    with translation.override("uz"):
        assert display_name("Gulnara Asanova", "Гүлнара Асанова") == "Gulnara Asanova"
    with translation.override("ru"):
        assert display_name("Çary Ataýew", "Çary Ataýew") == "Çary Ataýew"


def test_the_directory_is_for_members(client: Client, member: Member) -> None:
    assert client.get("/en/people/").headers["Location"] == "/en/account/login/?next=/en/people/"
    client.force_login(member)
    assert names(client, "/en/people/") == [member.name]


@pytest.mark.parametrize("query", ["Nazarova", "Назарова", "Nazarowa", "nazarova dil", "НАЗАРОВА"])
def test_a_person_is_found_however_the_name_is_spelt(client: Client, member: Member, query: str) -> None:
    person("Dilnoza Nazarova")
    person("Rustam Qodirov")
    client.force_login(member)
    assert names(client, f"/en/people/?q={query}") == ["Dilnoza Nazarova"]


def test_the_list_is_narrowed_by_country_theme_week_and_letter(client: Client, member: Member) -> None:
    theme = ConceptFactory(scheme="themes", slug="human-security")
    found = person("Bolot Akmatov", country=ConceptFactory(scheme="countries", slug="kz"))
    Profile.objects.get(member=found).themes.add(theme)
    week = ParticipationFactory(member=found).workshop
    person("Anvar Saidov")
    client.force_login(member)
    for choice in ("country=kz", "theme=human-security", f"week={week.pk}", "letter=B"):
        assert names(client, f"/en/people/?{choice}") == ["Bolot Akmatov"]
    assert client.get("/en/people/?week=99999999999999999999&after=x&letter=%00").status_code == 200


def test_a_long_list_goes_on_where_the_page_ended(client: Client, member: Member) -> None:
    for number in range(70):
        person(f"Person {number:03}")
    client.force_login(member)
    first = soup(client, "/en/people/?q=Person")
    rest = names(client, f"/en/people/{first.select_one('a[rel=next]')['href']}")
    assert (len(first.select(".person-row")), rest[0], rest[-1]) == (60, "Person 060", "Person 069")


def test_a_closed_account_is_nowhere(client: Client, member: Member) -> None:
    gone = person("Gone Away")
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    client.force_login(member)
    assert "Gone Away" not in names(client, "/en/people/")
    assert client.get(f"/en/people/{gone.pk}/").content == client.get("/en/people/987654/").content


def test_each_contact_is_shown_to_its_own_audience(client: Client, alumna: Member, alumnus: Member) -> None:
    edition = Participation.objects.get(member=alumna).workshop.edition
    colleague = ParticipationFactory(workshop=Participation.objects.get(member=alumna).workshop).member
    Profile.objects.filter(member=alumna).update(
        phone="+996 555 010203", phone_audience=edition_key(edition.pk), contact_email="g@office.example"
    )
    for reader, sees_phone, sees_mail in ((colleague, True, False), (alumnus, False, False), (alumna, True, True)):
        client.force_login(reader)
        page = client.get(f"/en/people/{alumna.pk}/").content.decode()
        assert ("+996 555 010203" in page, "g@office.example" in page) == (sees_phone, sees_mail)


def test_the_address_one_signs_in_with_is_shown_to_nobody(client: Client, member: Member, alumna: Member) -> None:
    client.force_login(member)
    assert alumna.email not in client.get(f"/en/people/{alumna.pk}/").content.decode()


def test_a_page_shows_named_cases_and_never_those_under_the_chatham_house_rule(
    client: Client, trees: None, member: Member, alumna: Member
) -> None:
    CaseFactory(title="Signed with a name", authors=[alumna])
    CaseFactory(title="Said without a name", authors=[alumna], attribution=Attribution.CHATHAM_HOUSE)
    for reader in (member, alumna):
        client.force_login(reader)
        page = client.get(f"/en/people/{alumna.pk}/").content.decode()
        assert "Signed with a name" in page
        assert "Said without a name" not in page


def test_a_member_changes_what_others_see(client: Client, member: Member, other_member: Member) -> None:
    client.force_login(member)
    page = soup(client, "/en/people/me/edit/")
    assert [option["value"] for option in page.select("#id_phone_audience option")] == ["", MEMBERS]
    country = Profile.objects.get(member=member).country
    fields = {"name_native": "Айгерим Бекова", "position": "Head of section", "institution": "Water authority"}
    fields |= {"country": country.pk, "about": "Small dams", "phone": "+7 700 0102030", "phone_audience": MEMBERS}
    fields |= {"language": "ru", "time_zone": "Asia/Bishkek", "email_audience": "", "contact_email": ""}
    assert client.post("/en/people/me/edit/", fields).status_code == 302
    member.refresh_from_db()
    assert (member.language, member.time_zone) == ("ru", "Asia/Bishkek")
    assert Change.objects.filter(kind="person", thing=member.pk).exists()
    client.force_login(other_member)
    seen = client.get(f"/ru/people/{member.pk}/").content.decode()
    for word in ("Айгерим Бекова", "Head of section", "Small dams", "+7 700 0102030"):
        assert word in seen


def test_a_contact_cannot_be_shown_to_an_audience_that_is_not_mine(
    client: Client, member: Member, alumna: Member
) -> None:
    key = edition_key(Participation.objects.get(member=alumna).workshop.edition_id)
    client.force_login(member)
    answer = client.post(
        "/en/people/me/edit/", {"phone": "+7", "phone_audience": key, "language": "ru", "about": "Kept"}
    )
    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()


def test_pages_of_people_cost_the_same_number_of_queries_however_many_there_are(
    client: Client, trees: None, member: Member, django_assert_max_num_queries: Any
) -> None:
    week = ParticipationFactory(member=member).workshop
    for number in range(30):
        colleague = ParticipationFactory(workshop=week, member=person(f"Person {number}")).member
        CaseFactory(authors=[colleague, member], workshop=week)
    client.force_login(member)
    paths = ("/en/people/", f"/en/people/{member.pk}/", f"/en/trainings/{week.edition.slug}/{week.slug}/")
    for path in paths:
        client.get(path)
        with django_assert_max_num_queries(25):
            client.get(path)
