"""A public site starts only when it is safe, and says what to mend."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import DEVELOPMENT_SECRET, hosts_of, mail_settings, refuse_unsafe

SAFE = {"debug": False, "secret": "x" * 32, "allowed_origins": ["https://chaikhana.example"]}


@pytest.mark.parametrize(
    ("unsafe", "word"),
    [
        ({"debug": True}, "DEBUG"),
        ({"secret": DEVELOPMENT_SECRET}, "SECRET_KEY"),
        ({"secret": "short"}, "SECRET_KEY"),
        ({"allowed_origins": ["*"]}, "ALLOWED_ORIGINS"),
        ({"allowed_origins": ["https://*.chaikhana.example"]}, "ALLOWED_ORIGINS"),
        ({"allowed_origins": []}, "ALLOWED_ORIGINS"),
    ],
)
def test_an_unsafe_setting_is_refused_and_named(unsafe: dict[str, object], word: str) -> None:
    refuse_unsafe(**SAFE)
    with pytest.raises(ImproperlyConfigured, match=word):
        refuse_unsafe(**(SAFE | unsafe))


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 40, "ALLOWED_ORIGINS": "*"}, "ALLOWED_ORIGINS"),
    ],
)
def test_the_site_itself_does_not_start_so(environment: dict[str, str], word: str, tmp_path: object) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**kept, "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert word in run.stderr


def test_the_production_settings_refuse_debug(tmp_path: object) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {"DEBUG": "1", "SECRET_KEY": "x" * 40, "DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**kept, "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "DEBUG is on" in run.stderr


def test_hosts_follow_from_exact_origins() -> None:
    assert hosts_of(["https://chaikhana.example:8443", "http://127.0.0.1:8000"]) == ["chaikhana.example", "127.0.0.1"]


def test_a_mail_address_becomes_mail_settings() -> None:
    read = mail_settings("smtp://post%40office:pa%3Ass@mail.example:587?tls=1")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("post@office", "pa:ss")
