"""Whoever reads no English reads none on the pages of his account, nor in the mails about it."""

import re

import pytest
from django.core import mail
from django.utils.translation import override

from search.site import LANGUAGE_NAMES, SITE_NAME, site_origin
from tests.network.people.account_walk import KEY, NAME, Walk, addresses

pytestmark = pytest.mark.django_db(transaction=True)
# What the home page, where signing out ends, offers to look for; and what a device and a key are called.
OFFERED = {"suv taqsimoti", "вододеление", "чек ара"}
SAME_EVERYWHERE = {NAME, *LANGUAGE_NAMES.values(), *OFFERED, "Firefox, Linux", KEY}


@pytest.fixture
def walks() -> dict[str, Walk]:
    found = {}
    for language in LANGUAGE_NAMES:
        mail.outbox.clear()
        found[language] = Walk(language)
    return found


def is_sentence(line: str) -> bool:
    words = line.replace(str(SITE_NAME), "").replace("UNITAR", "")
    return bool(re.search(r"[^\W\d_]{2}", words)) and line not in SAME_EVERYWHERE and "@" not in line


def test_no_line_of_the_account_is_left_in_english(walks: dict[str, Walk]) -> None:
    english = walks.pop("en")
    assert english.seen == {name for name, _is_whole in addresses()}, "an address that nobody opens here"
    left = {
        (language, step, line)
        for language, walk in walks.items()
        for step, lines in (walk.pages | walk.mails).items()
        for line in lines & (english.pages | english.mails)[step]
        if is_sentence(line)
    }
    assert not left, "\n".join(map(str, sorted(left)))
    for language, walk in {"en": english, **walks}.items():
        for subject, body in walk.subjects:
            with override(language):
                assert str(SITE_NAME) in subject, (language, subject)
            assert site_origin().partition("://")[2] not in re.sub(r"https?://\S+", "", subject + body)
        assert len(walk.subjects) == 15, [subject for subject, _body in walk.subjects]
