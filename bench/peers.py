"""The two peers from PyPI, started by their own commands on loopback."""

import json
import os
import pathlib
import re
import subprocess
import sys

from measure import Client, free_port, wait_until_up

BIN = pathlib.Path(sys.executable).parent
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Peer:
    """A running server: name, process, client, path of its collection."""

    def __init__(self, name, process, port, collection, started):
        self.name, self.process, self.port, self.collection, self.started = name, process, port, collection, started
        self.client = Client(port, "bench", "bench")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def medallion(folder):
    """medallion with its memory backend (its other one needs MongoDB)."""
    collection = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
    data = folder / "medallion-data.json"
    data.write_text(json.dumps({
        "/discovery": {"title": "bench", "default": "http://127.0.0.1/root/", "api_roots": ["http://127.0.0.1/root/"]},
        "root": {
            "information": {"title": "bench", "versions": ["application/taxii+json;version=2.1"],
                            "max_content_length": 1 << 30},
            "status": [],
            "collections": [{"id": collection, "title": "bench", "can_read": True, "can_write": True,
                             "media_types": ["application/stix+json;version=2.1"], "objects": [], "manifest": []}],
        },
    }))
    config = folder / "medallion.json"
    config.write_text(json.dumps({
        "backend": {"module": "medallion.backends.memory_backend", "module_class": "MemoryBackend", "filename": str(data)},
        "users": {"bench": "bench"}, "taxii": {"max_page_size": 1000},
    }))
    port = free_port()
    process = subprocess.Popen([BIN / "medallion", "--port", str(port), str(config)], **QUIET)
    started = wait_until_up(port)
    return Peer("medallion", process, port, f"/root/collections/{collection}/", started)


def opentaxii(folder):
    """OpenTAXII with SQLite under one gunicorn worker."""
    config = folder / "opentaxii.yml"
    config.write_text(f"""
domain: "127.0.0.1"
auth_api:
  class: opentaxii.auth.sqldb.SQLDatabaseAPI
  parameters: {{db_connection: "sqlite:///{folder}/auth.db", create_tables: yes, secret: bench-bench-bench-bench-bench-bench, token_ttl_secs: 36000}}
taxii1:
taxii2:
  contact: bench@example.org
  description: bench
  title: bench
  public_discovery: true
  max_content_length: 1000000000
  persistence_api:
    class: opentaxii.persistence.sqldb.Taxii2SQLDatabaseAPI
    parameters: {{db_connection: "sqlite:///{folder}/data.db", create_tables: yes}}
logging: {{opentaxii: error, root: error}}
""")
    environment = dict(os.environ, OPENTAXII_CONFIG=str(config))
    do = lambda *words: subprocess.run([BIN / words[0], *words[1:]], env=environment, check=False,
                                       capture_output=True, text=True)
    do("opentaxii-create-account", "-u", "bench", "-p", "bench", "-a")
    do("opentaxii-add-api-root", "-t", "bench", "--default")
    roots = do("opentaxii-add-collection", "-h").stdout
    root = re.search(r"\{([0-9a-f-]{36})", roots).group(1)
    added = do("opentaxii-add-collection", "-r", root, "-t", "bench", "-a", "bench", "--public", "--public-write")
    if added.returncode:
        raise SystemExit(added.stderr)
    port = free_port()
    process = subprocess.Popen(
        [BIN / "gunicorn", "-w", "1", "-b", f"127.0.0.1:{port}", "--timeout", "600", "--chdir", str(pathlib.Path(__file__).parent), "opentaxii_app:app"],
        env=environment, **QUIET)
    started = wait_until_up(port)
    return Peer("OpenTAXII", process, port, f"/taxii2/{root}/collections/bench/", started)


def envelope(objects):
    return json.dumps({"objects": objects}).encode()
