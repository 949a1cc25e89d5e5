"""An author writes, sends, compares and mends in his own language, and the mails to him are in it."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.cases.desk import begin, decide, save, submitted
from tests.translations import LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_is_left_in_english(author, at_the_editors_desk, member, english, language):
    member.language = language
    member.save()
    with translation.override(language):
        page = begin(author)
        addresses = [reverse("contribute"), f"{reverse('contribute_new')}?kind=practice"]
        addresses += [reverse(f"contribute_{name}", args=[page.pk]) for name in ("edit", "preview")]
        assert all(author.get(address).status_code == 200 for address in addresses)
        assert save(author, page, base="0:0", title="Another").status_code == 409
        missing = save(
            author, page, action="submit", title="", countries=[], themes=[], summary="", results="", context="A."
        )
        assert missing.status_code == 422
        sent = submitted(author)
        for name in ("preview", "take_back"):
            assert author.get(reverse(f"contribute_{name}", args=[sent.pk])).status_code == 200
    decide(at_the_editors_desk, sent, "return", "Say who paid for the gate.")
    with translation.override(language):
        for address in (reverse("contribute"), reverse("contribute_edit", args=[sent.pk]), reverse("notices")):
            assert author.get(address).status_code == 200
        save(author, sent, action="submit")
    decide(at_the_editors_desk, sent, "approve")
    with translation.override(language):
        assert author.get(reverse("contribute_withdraw", args=[sent.pk])).status_code == 200
        assert author.get(reverse("contribute")).status_code == 200
        assert author.get(reverse("account_reset_password")).status_code == 200
        author.logout()
        assert author.get(reverse("account_signup")).status_code == 200
    assert english(language) == set()
