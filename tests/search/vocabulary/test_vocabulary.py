"""The thesaurus: what it holds, how it goes in and out, and what it finds."""

import re

import pytest
from django.core.management import CommandError, call_command

from portal.serving.setup import missing_subjects
from search.analysis import LANGUAGES
from search.vocabulary.actions import import_concepts
from search.vocabulary.models import Concept
from search.vocabulary.records import SUBJECTS, read_table
from tests.search.conftest import ids
from tests.search.shelf import document

CYRILLIC = re.compile("[А-Яа-яЁё]")


@pytest.fixture(scope="module")
def subjects():
    return read_table(SUBJECTS.read_text(encoding="utf-8"))


def test_the_thesaurus_names_three_hundred_subjects_in_english_and_russian(subjects):
    assert len(subjects) >= 300
    assert all(entry.names.get("en") and entry.names.get("ru") for entry in subjects)
    assert len({entry.slug for entry in subjects}) == len(subjects)


def test_every_language_is_written_in_its_script(subjects):
    for entry in subjects:
        for code in LANGUAGES:
            for name in filter(None, (entry.names.get(code), *entry.others.get(code, ()))):
                assert bool(CYRILLIC.search(name)) == (code in ("ru", "kk", "ky", "tg")), (entry.slug, code, name)


def test_no_subject_is_broader_than_itself(subjects):
    broader = {entry.slug: entry.broader for entry in subjects}
    for slug in broader:
        seen = [slug]
        while above := broader[seen[-1]]:
            assert above not in seen, seen
            seen.append(above)


def test_loading_twice_changes_nothing(db, subjects):
    assert len(import_concepts(subjects).added) == len(subjects)
    again = import_concepts(subjects)
    assert (again.added, again.changed) == ((), ())
    assert Concept.objects.get(slug="drip-irrigation").broader.slug == "irrigation"


def test_a_new_version_brings_new_subjects_and_leaves_what_editors_changed(db, subjects):
    import_concepts(subjects)
    Concept.objects.filter(slug="icwc").delete()
    Concept.objects.filter(slug="canal").update(names={"en": "Waterway"})
    assert [entry.slug for entry in missing_subjects()] == ["icwc"]
    import_concepts(missing_subjects())
    assert missing_subjects() == []
    assert Concept.objects.get(slug="icwc").broader.slug == "water-management"
    assert Concept.objects.get(slug="canal").names == {"en": "Waterway"}


ABBREVIATIONS = [
    ("МКВК", "ru", "ICWC"),
    ("IFAS", "en", "МФСА"),
    ("ФБНА", "tg", "IFAS"),
    ("ШЫҰ", "kk", "ШОС"),
    ("IIV", "uz", "МВД"),
]


def test_institutions_are_known_by_their_abbreviations_in_every_language(subjects):
    for typed, language, also in ABBREVIATIONS:
        found = [one for one in subjects if typed in one.others.get(language, ())]
        assert len(found) == 1, typed
        assert also in {name for names in found[0].others.values() for name in names}


@pytest.mark.parametrize("suffix", [".csv", ".ttl"])
def test_what_goes_out_comes_in_unchanged(db, subjects, tmp_path, suffix, capsys):
    import_concepts(subjects)
    canal = Concept.objects.get(slug="canal")
    canal.related.add(Concept.objects.get(slug="pump"))
    Concept.objects.filter(slug="mirab").update(is_retired=True)
    file = tmp_path / f"vocabulary{suffix}"
    call_command("vocabulary", "export", str(file))
    before = list(Concept.objects.order_by("pk").values())
    Concept.objects.filter(slug="canal").update(names={"en": "changed"}, others={})
    call_command("vocabulary", "import", str(file), "--check")
    assert "1 would be changed" in capsys.readouterr().out
    call_command("vocabulary", "import", str(file))
    assert Concept.objects.get(slug="canal").names == canal.names
    if suffix == ".csv":  # in SKOS the other names of a language have no order
        assert list(Concept.objects.order_by("pk").values()) == before
    assert [one.slug for one in Concept.objects.get(slug="canal").related.all()] == ["pump"]


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_changed(db, tmp_path):
    file = tmp_path / "vocabulary.csv"
    file.write_text("slug;en;ru\nwater;Water;Вода\nriver;;Река\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 3"):
        call_command("vocabulary", "import", str(file))
    file.write_text("slug;broader;en\nriver;sea;River\n", encoding="utf-8")
    with pytest.raises(CommandError, match="sea"):
        call_command("vocabulary", "import", str(file))
    assert not Concept.objects.exists()


def test_another_name_in_another_language_finds_it_below_what_says_it(papers, find, subjects):
    import_concepts(subjects)
    papers.put(
        document(1, "Водораспределение в долине", language="ru"),
        document(2, "Water allocation in the valley"),
        document(3, "Road"),
    )
    found = find("water allocation")
    assert ids(found) == [2, 1]
    assert "распределение воды" in {other.name for other in found.expansions}
    assert ids(find("water allocation", exact=True)) == [2]


def test_what_is_part_of_the_subject_is_found_too_and_says_so(papers, find, subjects):
    import_concepts(subjects)
    papers.put(
        document(1, "Irrigation in the valley"),
        document(2, "Полив в долине", language="ru"),
        document(3, "Drip irrigation"),
    )
    found = find("irrigation")
    assert {other.kind for other in found.expansions if other.name == "drip irrigation"} == set(), (
        "it says irrigation already"
    )
    broader = Concept.objects.get(slug="irrigation").broader
    found = find(broader.names["en"])
    assert "irrigation" in {other.name for other in found.expansions if other.kind == "narrower"}
    assert {hit.row.id: hit.reason for hit in found.hits}[1] == "Found as “irrigation”: a part of what you typed."


def test_names_stand_in_the_order_of_the_languages_in_every_process():
    concept = Concept(names={"uz": "suv", "tg": "об", "kk": "су", "en": "water", "ru": "вода"}, others={"ky": ["суу"]})
    assert list(concept.all_names()) == ["en", "ru", "kk", "ky", "tg", "uz"]
