"""One command serves the site: alone in its place, and with all that its pages point to."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from portal.serving.instance_lock import InstanceConflict, lock_instance
from portal.serving.static import gather
from tests.machine import free_port

HOLDS = """
import sys
from pathlib import Path
from portal.serving.instance_lock import lock_instance
with lock_instance(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2])):
    print("here", flush=True)
    sys.stdin.read()
"""


def test_the_second_in_one_folder_is_told_who_is_there_until_that_one_is_gone(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path), str(free_port())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout
    assert first.stdout.readline() == "here\n"
    with (
        pytest.raises(InstanceConflict, match=f"process {first.pid}"),
        lock_instance(tmp_path, "127.0.0.1", free_port()),
    ):
        pytest.fail("two serve one folder")
    first.kill()
    first.wait()
    with lock_instance(tmp_path, "127.0.0.1", free_port()):
        pass


def test_the_second_on_one_port_is_told_so(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InstanceConflict, match=f"port {port}"), lock_instance(tmp_path, "127.0.0.1", port):
            pytest.fail("two serve one port")


@pytest.mark.django_db
def test_a_site_without_its_style_sheets_says_so_and_gathers_them_once(
    client: Client, settings: Any, tmp_path: Path, trees: None
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    client.raise_request_exception = False
    bare = client.get("/readyz")
    assert bare.status_code == 503
    assert "not gathered" in bare.json()["static files"]
    assert bare.json()["database"] == "ok"
    assert gather()
    assert client.get("/readyz").json() == {"database": "ok", "static files": "ok", "page": "ok"}
    sheets = re.findall(r'href="/static/([^"]+\.css)"', client.get("/en/").content.decode())
    assert sheets
    assert all(staticfiles_storage.exists(sheet) for sheet in sheets)
    assert not gather()
