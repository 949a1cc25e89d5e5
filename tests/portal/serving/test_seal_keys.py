"""A public site whose keys would break its promise does not start, and says what to do."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from network.access.byline import Attribution
from network.access.seals import SealKey
from portal.serving.seal_keys import refuse_unsafe_keys
from tests.factories import CaseFactory, RoomFactory

pytestmark = pytest.mark.django_db
OWN = [SealKey("2026-11", b"k" * 40), SealKey("sessions", b"s" * 32)]


@pytest.fixture
def public(settings: Any, tmp_path: Path) -> Any:
    settings.IS_PUBLIC, settings.SEAL_KEYS_ARE_OWN, settings.VAR_DIR = True, False, tmp_path
    return settings


@pytest.mark.parametrize("factory", [RoomFactory, CaseFactory])
def test_under_the_rule_it_wants_a_key_of_its_own(public: Any, trees: None, factory: Any) -> None:
    factory()
    refuse_unsafe_keys()  # with names it starts without
    factory(attribution=Attribution.CHATHAM_HOUSE)
    with pytest.raises(ImproperlyConfigured, match="seal_key"):
        refuse_unsafe_keys()
    public.SEAL_KEYS_ARE_OWN, public.SEAL_KEYS = True, OWN
    refuse_unsafe_keys()


def test_a_key_beside_the_data_is_found(public: Any, tmp_path: Path) -> None:
    public.SEAL_KEYS_ARE_OWN, public.SEAL_KEYS = True, OWN
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "environment").write_bytes(b"SEAL_KEYS=2026-11:" + OWN[0].secret)
    with pytest.raises(ImproperlyConfigured, match="environment"):
        refuse_unsafe_keys()


def test_on_this_machine_nothing_is_asked_for(public: Any) -> None:
    public.IS_PUBLIC = False
    RoomFactory(attribution=Attribution.CHATHAM_HOUSE)
    refuse_unsafe_keys()
