"""A public site starts only when it is safe, and says what to mend."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import hosts_of, mail_settings, proxies, refuse_unsafe

RANDOM = "kO3vQ0mN8xW1zR5tY7uB2cD4fG6hJ9lP_aSeXiVoZ-rTqLwEyUbMd"
SAFE = {
    "debug": False,
    "secret": RANDOM,
    "allowed_origins": ["https://chaikhana.example"],
    "trusted_proxies": ["127.0.0.1/32"],
}
PUBLIC = {"SECRET_KEY": RANDOM, "ALLOWED_ORIGINS": "https://chaikhana.example", "BEHIND_PROXY": "1"}


@pytest.mark.parametrize(
    ("unsafe", "word"),
    [
        ({"debug": True}, "DEBUG"),
        ({"secret": "short"}, "SECRET_KEY"),
        ({"secret": "k" * 60}, "SECRET_KEY"),
        ({"secret": "chaikhana" * 9}, "SECRET_KEY"),
        ({"allowed_origins": ["*"]}, "ALLOWED_ORIGINS"),
        ({"allowed_origins": ["https://*.chaikhana.example"]}, "ALLOWED_ORIGINS"),
        ({"allowed_origins": []}, "ALLOWED_ORIGINS"),
        ({"allowed_origins": ["https://chaikhana.example", "http://chaikhana.example"]}, "Use https"),
        ({"trusted_proxies": []}, "BEHIND_PROXY"),
    ],
)
def test_an_unsafe_setting_is_refused_and_named(unsafe: dict[str, object], word: str) -> None:
    refuse_unsafe(**SAFE)
    with pytest.raises(ImproperlyConfigured, match=word):
        refuse_unsafe(**(SAFE | unsafe))


def manage(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` with nothing set but this."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        env={**kept, "VAR_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        (PUBLIC | {"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        (PUBLIC | {"SECRET_KEY": "", "DEBUG": "1"}, "SECRET_KEY is not set"),
        (PUBLIC | {"ALLOWED_ORIGINS": "*"}, "ALLOWED_ORIGINS"),
        (PUBLIC | {"PROXY_ADDRESSES": "*"}, "PROXY_ADDRESSES"),
        (PUBLIC | {"DEBUG": "1"}, "DEBUG is on"),
    ],
)
def test_the_site_itself_does_not_start_so(environment: dict[str, str], word: str, tmp_path: Path) -> None:
    run = manage("check", folder=tmp_path, **environment)
    assert run.returncode != 0
    assert word in run.stderr
    assert not (tmp_path / "secret-key").exists() or "ALLOWED_ORIGINS" not in environment


def test_on_this_machine_commands_need_no_variable_and_keep_one_key_that_others_cannot_read(tmp_path: Path) -> None:
    asking = ("shell", "--no-imports", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    first, second = (manage(*asking, folder=tmp_path, DEBUG=debug) for debug in ("1", ""))
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.strip()) >= 50
    assert first.stdout == second.stdout
    assert [file.name for file in tmp_path.glob("secret*")] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_what_django_looks_at_before_a_deployment_is_as_it_should_be(tmp_path: Path) -> None:
    run = manage("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **PUBLIC)
    assert run.returncode == 0, run.stderr


def test_the_proxies_are_those_that_are_named_or_those_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxies("PROXY_ADDRESSES", is_here=False) == []
    assert proxies("PROXY_ADDRESSES", is_here=True) == ["127.0.0.1", "::1"]
    monkeypatch.setenv("PROXY_ADDRESSES", "10.0.0.5, 10.1.0.0/16")
    assert proxies("PROXY_ADDRESSES", is_here=True) == ["10.0.0.5/32", "10.1.0.0/16"]


def test_hosts_follow_from_exact_origins() -> None:
    assert hosts_of(["https://chaikhana.example:8443", "http://127.0.0.1:8000"]) == ["chaikhana.example", "127.0.0.1"]


def test_a_mail_address_becomes_mail_settings() -> None:
    read = mail_settings("smtp://post%40office:pa%3Ass@mail.example:587?tls=1")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("post@office", "pa:ss")
