"""From an event to its sighting, in `serve`: how long until a reader of the collection has it, over TAXII.

    python3 bench/latency.py TANSIQ [--events 500] [--indicators 10000] [--digest-days 30]

Every event that matches is the first of its indicator, so each makes a sighting of its own; twenty others come with it.
What is measured is from just before the event is written to the moment when a GET has the sighting: matching,
the durable commit, and up to one round of polling. `measure()` is for `cargo xtask bench watch`.
"""

import argparse
import base64
import datetime
import http.client
import json
import pathlib
import re
import socket
import subprocess
import tempfile
import threading
import time
import uuid

GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
TAXII = "application/taxii+json;version=2.1"
SOURCES = ("post", "tcp", "file")
NOISE = 20
PAUSE = 0.02


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def indicator_id(number):
    return f"indicator--{uuid.UUID(int=(4 << 76) | (2 << 62) | number)}"


def indicator(number):
    return json.dumps({
        "type": "indicator", "spec_version": "2.1", "id": indicator_id(number), "created": "2025-01-01T00:00:00.000Z",
        "modified": "2025-01-01T00:00:00.000Z", "pattern_type": "stix", "valid_from": "2020-01-01T00:00:00Z",
        "pattern": f"[ipv4-addr:value = '{address(number)}']", "object_marking_refs": [GREEN]})


def event(ip):
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
    return json.dumps({"time": now, "src_ip": ip, "dst_ip": "192.0.2.1", "query": "www.example.org"}) + "\n"


class Server:
    def __init__(self, binary, folder, indicators, digest_days):
        self.folder = pathlib.Path(folder)
        self.command = [str(pathlib.Path(binary).resolve())]
        self.run("collection", "create", "intel")
        sightings = json.loads(self.run("collection", "create", "sightings", "--json"))["id"]
        self.token = json.loads(self.run("partner", "add", "norland", "--max-tlp", "amber", "--json"))["token"]
        self.run("collection", "grant", sightings, "norland", "--read")
        lines = "\n".join(indicator(number) for number in range(indicators))
        self.run("import", "-", "--collection", "intel", input=lines)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.tcp = probe.getsockname()[1]
        self.file = self.folder / "events.ndjson"
        self.file.write_text("")
        stream = "".join(
            f'[[stream]]\nname = "{name}"\nformat = "ndjson"\ninto = "sightings"\ntlp = "green"\n'
            f'digest_days = {digest_days}\n{more}\n'
            for name, more in (("post", 'accept = ["norland"]'), ("tcp", f'source = ["tcp:127.0.0.1:{self.tcp}"]'),
                               ("file", f'source = ["{self.file}"]')))
        (self.folder / "tansiq.toml").write_text(stream)
        self.process = subprocess.Popen(
            [*self.command, "serve", "--listen", "127.0.0.1:0", "--config", "tansiq.toml", "--data", "data"],
            cwd=self.folder, stderr=subprocess.PIPE, text=True)
        welcome = ""
        while "stop it with" not in welcome:
            line = self.process.stderr.readline()
            if not line:
                raise SystemExit(f"the server ended: {welcome}")
            welcome += line
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()
        self.http = re.search(r"http://([^/\s]+)", welcome).group(1)
        self.objects = f"/tansiq/collections/{sightings}/objects/?match[type]=sighting&limit=1000"
        pair = base64.b64encode(f"norland:{self.token}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}", "Accept": TAXII}

    def run(self, *arguments, input=None):
        done = subprocess.run([*self.command, *arguments, "--data", "data"], cwd=self.folder, input=input, text=True,
                              capture_output=True)
        if done.returncode:
            raise SystemExit(f"{arguments}: {done.stderr}")
        return done.stdout

    def poll(self, seen, stop):
        connection = http.client.HTTPConnection(self.http)
        after = ""
        while not stop.is_set():
            connection.request("GET", self.objects + after, headers=self.headers)
            answer = connection.getresponse()
            body = answer.read()
            now = time.perf_counter()
            for sighting in json.loads(body).get("objects", ()):
                seen.setdefault(sighting["sighting_of_ref"], now)
            if last := answer.headers.get("X-TAXII-Date-Added-Last"):
                after = f"&added_after={last}"

    def writer(self, source):
        if source == "post":
            connection = http.client.HTTPConnection(self.http)

            def post(text):
                connection.request("POST", "/streams/post/", text, {**self.headers, "Content-Type": "application/x-ndjson"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise SystemExit(f"POST: {answer.status}")
            return post
        if source == "tcp":
            connection = socket.create_connection(("127.0.0.1", self.tcp))
            return lambda text: connection.sendall(text.encode())
        file = self.file.open("a")

        def append(text):
            file.write(text)
            file.flush()
        return append

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(binary, events=500, indicators=10_000, digest_days=0):
    """By source: p50, p99 and the longest, in milliseconds."""
    if events * len(SOURCES) > indicators:
        raise SystemExit("there must be an indicator for each event")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(binary, folder, indicators, digest_days)
        seen, stop = {}, threading.Event()
        poller = threading.Thread(target=server.poll, args=(seen, stop), daemon=True)
        poller.start()
        figures = {}
        try:
            for which, source in enumerate(SOURCES):
                write, sent = server.writer(source), {}
                for number in range(which * events, (which + 1) * events):
                    text = "".join(event(f"172.16.{number & 255}.{at}") for at in range(NOISE))
                    text += event(address(number))
                    sent[indicator_id(number)] = time.perf_counter()
                    write(text)
                    time.sleep(PAUSE)
                deadline = time.perf_counter() + 30
                while len(seen.keys() & sent.keys()) < events and time.perf_counter() < deadline:
                    time.sleep(0.05)
                took = sorted((seen[name] - at) * 1_000 for name, at in sent.items() if name in seen)
                figures[source] = {
                    "events": events, "sightings": len(took), "p50_ms": round(took[len(took) // 2], 1),
                    "p99_ms": round(took[len(took) * 99 // 100], 1), "most_ms": round(took[-1], 1)}
        finally:
            stop.set()
            server.stop()
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tansiq")
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--indicators", type=int, default=10_000)
    parser.add_argument("--digest-days", type=int, default=0)
    given = parser.parse_args()
    for source, row in measure(given.tansiq, given.events, given.indicators, given.digest_days).items():
        print(source, json.dumps(row))
