"""A running server for real clients: the built binary, a fresh folder, a free port."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import pytest

TANSIQ = os.environ.get("TANSIQ", "target/debug/tansiq")
ATTACK = pathlib.Path(os.environ.get("TANSIQ_SHARED_DATA", "../shared/data")) / "attack-enterprise-18.1.json"


class Partner:
    """A partner's name and password."""

    def __init__(self, name, token):
        self.name = name
        self.token = token

    @property
    def login(self):
        return {"user": self.name, "password": self.token}


class Server:
    """`tansiq serve` on a free loopback port, and the command line on the same folder."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.environment = dict(os.environ, **environment)
        self.process = None
        self.url = None

    def run(self, *words, stdin=None):
        """One command; its JSON output."""
        done = subprocess.run(
            [TANSIQ, *words, "--data", self.folder, "--json"],
            input=stdin, capture_output=True, text=True, env=self.environment, check=False,
        )
        assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def partner(self, name, max_tlp="amber+strict", *more):
        return Partner(name, self.run("partner", "add", name, "--max-tlp", max_tlp, *more)["token"])

    def collection(self, title, *more):
        return self.run("collection", "create", title, *more)["id"]

    def grant(self, collection, partner, *rights):
        done = subprocess.run(
            [TANSIQ, "collection", "grant", collection, partner.name, *(rights or ("--read", "--write")),
             "--data", self.folder], capture_output=True, text=True, env=self.environment, check=False)
        assert done.returncode == 0, done.stderr

    def start(self):
        self.process = subprocess.Popen(
            [TANSIQ, "serve", "--data", self.folder, "--listen", "127.0.0.1:0"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=self.environment,
        )
        seen = []
        for line in self.process.stderr:
            seen.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found and found.group(1) != "0":
                self.url = f"http://127.0.0.1:{found.group(1)}"
                break
        assert self.url, "the server named no address:\n" + "".join(seen)
        # Drain what it says later, so that it never blocks on a full pipe.
        subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)
        return self

    def stop(self):
        if self.process:
            self.process.terminate()
            assert self.process.wait(timeout=30) == 0

    @property
    def discovery(self):
        return self.url + "/taxii2/"

    def objects_url(self, collection):
        return f"{self.url}/tansiq/collections/{collection}/"


@pytest.fixture(scope="session")
def server():
    folder = tempfile.mkdtemp(prefix="tansiq-clients-")
    running = Server(folder).start()
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def attack(server):
    """All of ATT&CK in a collection, with a reader; needs the shared data."""
    if not ATTACK.exists():
        pytest.skip("not run: needs ../shared/data")
    reader = server.partner("attack-reader", "green")
    collection = server.collection("ATT&CK enterprise")
    server.grant(collection, reader, "--read")
    report = server.run("import", str(ATTACK), "--collection", collection, "--default-tlp", "clear")
    assert report["accepted"] == 24771, report
    assert report["refused"] == 0 and report["quarantined"] == 0, report
    return collection, reader
