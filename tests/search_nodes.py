"""Elasticsearch for tests: the real server, without the modules that need a licence, one node or several.

The distribution comes through Maven's local repository. It is unpacked anew for each run, and runs as a user without rights.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machine import RUNAWAY_SECONDS, Missing, free_port

VERSION = "8.19.3"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
MEMORY = "512m"
USER_WITHOUT_RIGHTS, GROUP_WITHOUT_RIGHTS = "nobody", "nogroup"


@dataclass
class Node:
    process: subprocess.Popen[bytes]
    url: str

    def kill(self) -> None:
        """The server and the launcher that started it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def cluster(nodes: int = 1) -> Iterator[list[Node]]:
    """So many nodes that know each other."""
    folder = Path(tempfile.mkdtemp(prefix="chaikhana-elasticsearch-"))
    folder.chmod(0o755)
    try:
        home = _unpacked(folder)
        ports = [(free_port(), free_port()) for _number in range(nodes)]
        with ExitStack() as stack:
            running = [stack.enter_context(_node(home, folder, number, ports)) for number in range(nodes)]
            for node in running:
                _wait_for(node, nodes)
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def forget(url: str, prefix: str) -> None:
    """Remove all indices whose names begin so."""
    urllib.request.urlopen(urllib.request.Request(f"{url}/{prefix}*", method="DELETE"), timeout=RUNAWAY_SECONDS).close()


def _unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(_distribution()) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    return home


def _distribution() -> Path:
    repository = Path.home() / ".m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch"
    file = repository / VERSION / f"elasticsearch-{VERSION}.zip"
    if not file.exists():
        if shutil.which("mvn") is None:
            raise Missing("Elasticsearch cannot be fetched here: apt-get install maven")
        fetch = ["mvn", "-q", "dependency:get", "-Dtransitive=false", f"-Dartifact={ARTIFACT}"]
        if subprocess.run(fetch, check=False, timeout=RUNAWAY_SECONDS).returncode or not file.exists():
            raise Missing(f"Elasticsearch was not found in Maven's repositories: {ARTIFACT}")
    return file


def _java() -> Path:
    for home in (*sorted(Path("/usr/lib/jvm").glob("*17*")), *sorted(Path("/usr/lib/jvm").glob("*21*"))):
        if (home / "bin/java").exists():
            return home
    raise Missing("There is no Java 17 here: apt-get install openjdk-17-jre-headless")


@contextmanager
def _node(home: Path, folder: Path, number: int, ports: list[tuple[int, int]]) -> Iterator[Node]:
    name, (http, transport) = f"node-{number}", ports[number]
    own = folder / name
    config = own / "config"
    shutil.copytree(home / "config", config)
    for part in ("data", "logs", "temporary"):
        (own / part).mkdir()
    settings = {
        "cluster.name": folder.name,
        "node.name": name,
        "network.host": "127.0.0.1",
        "http.port": http,
        "transport.port": transport,
        "path.data": str(own / "data"),
        "path.logs": str(own / "logs"),
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
        "action.destructive_requires_name": False,
    }
    if len(ports) == 1:
        settings["discovery.type"] = "single-node"
    else:
        settings["discovery.seed_hosts"] = [f"127.0.0.1:{pair[1]}" for pair in ports]
        settings["cluster.initial_master_nodes"] = [f"node-{other}" for other in range(len(ports))]
    (config / "elasticsearch.yml").write_text(
        "\n".join(f"{key}: {json.dumps(value)}" for key, value in settings.items())
    )
    environment = os.environ | {
        "ES_JAVA_HOME": str(_java()),
        "ES_JAVA_OPTS": f"-Xms{MEMORY} -Xmx{MEMORY}",
        "ES_PATH_CONF": str(config),
        "ES_TMPDIR": str(own / "temporary"),
        "HOME": str(own),
    }
    become = []
    if os.geteuid() == 0:
        for path in (own, *own.rglob("*")):
            shutil.chown(path, USER_WITHOUT_RIGHTS, GROUP_WITHOUT_RIGHTS)
        become = ["setpriv", f"--reuid={USER_WITHOUT_RIGHTS}", f"--regid={GROUP_WITHOUT_RIGHTS}", "--clear-groups"]
    process = subprocess.Popen(
        [*become, str(home / "bin/elasticsearch")],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    node = Node(process, f"http://127.0.0.1:{http}")
    try:
        yield node
    finally:
        if process.poll() is None:
            node.kill()  # what it holds is thrown away


def _wait_for(node: Node, nodes: int) -> None:
    until = time.monotonic() + RUNAWAY_SECONDS
    # Nodes that have found each other still refuse everything until they have read what they kept; they say red till then.
    address = f"{node.url}/_cluster/health?wait_for_nodes={nodes}&wait_for_status=green&timeout=5s"
    while time.monotonic() < until:
        if node.process.poll() is not None:
            raise RuntimeError(f"Elasticsearch ended with {node.process.returncode} before it answered")
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if not json.load(answer)["timed_out"]:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"Elasticsearch does not answer after {RUNAWAY_SECONDS:g} s")
