import pytest

from network.access.byline import byline
from network.access.viewer import ANONYMOUS, viewer_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def test_a_named_author_is_told_to_everybody(trees, member):
    case = CaseFactory(authors=[member])
    assert byline(case, ANONYMOUS).text == "Aigerim Bekova"


def test_under_the_chatham_house_rule_nobody_is_told_a_name(trees, member, other_member, editor):
    case = CaseFactory(authors=[member], attribution="chatham-house")
    for viewer in (ANONYMOUS, viewer_of(other_member), viewer_of(editor), viewer_of(member)):
        assert byline(case, viewer).people == ()
        assert "Aigerim" not in byline(case, viewer).text


def test_under_the_chatham_house_rule_the_author_alone_is_told_that_it_is_his(trees, member, editor):
    case = CaseFactory(authors=[member], attribution="chatham-house")
    assert byline(case, viewer_of(member)).is_mine
    assert not byline(case, viewer_of(editor)).is_mine
