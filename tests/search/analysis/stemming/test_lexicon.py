"""How the lists of roots are read."""

import pytest

from search.analysis.stemming import lexicon
from search.analysis.stemming.lexicon import Lexicon, Words, as_it_is, never


def softened(root):
    return [root, root[:-1] + "b"] if root.endswith("p") else [root]


@pytest.fixture
def learned(tmp_path, monkeypatch):
    (tmp_path / "xx.txt").write_text("# nouns tab\ntap or(u)n\nord=orun\n# verbs\ntap- bar- tany-\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "ROOTS", tmp_path)
    return Lexicon(Words(softened, never), Words(as_it_is, lambda root: [root[:-1] + "a"])).learn("xx")


def test_a_root_is_found_under_each_of_its_spellings(learned):
    assert learned.nouns.stems == {"tap": "tap", "tab": "tap", "orun": "orun", "orn": "orun", "ord": "orun"}


def test_a_hyphen_makes_a_verb(learned):
    assert learned.verbs.stems == {"tap": "tap", "bar": "bar", "tany": "tany"}


def test_a_verb_is_found_by_its_stem_and_the_letter_that_stands_for_both(learned):
    assert learned.verbs.clipped["tana"] == "tany"


def test_the_spelling_of_a_root_itself_goes_before_what_becomes_of_another():
    words = Words(softened, never)
    for root in ("tab", "tap"):
        words.add(root, root)
    assert words.stems["tab"] == "tab"
    words = Words(softened, never)
    for root in ("tap", "tab"):
        words.add(root, root)
    assert words.stems["tab"] == "tab"
