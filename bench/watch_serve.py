"""From an event to its sighting in a running server: posted over HTTP, and sent over TCP."""

import http.client
import json
import pathlib
import signal
import socket
import statistics
import subprocess
import time

import events
from measure import free_port, run, wait_until_up
from taxii import TANSIQ, number, row


class Server:
    """A server with two streams: `posted` takes requests, `wire` listens on a port."""

    def __init__(self, folder, indicators):
        self.data = str(folder / "data")
        for name in ("norland", "reader"):
            out = run([TANSIQ, "partner", "add", name, "--max-tlp", "amber+strict", "--data", self.data, "--json"])[0]
            setattr(self, name, json.loads(out)["token"])
        out = run([TANSIQ, "collection", "create", "sightings", "--data", self.data, "--json"])[0]
        self.collection = json.loads(out)["id"]
        run([TANSIQ, "collection", "grant", self.collection, "reader", "--read", "--data", self.data])
        file = folder / "indicators.ndjson"
        events.write_indicators(file, indicators)
        run([TANSIQ, "import", str(file), "--default-tlp", "green", "--data", self.data, "--json"])
        self.port, self.wire = free_port(), free_port()
        config = folder / "tansiq.toml"
        config.write_text(
            '[[stream]]\nname = "posted"\nformat = "eve"\naccept = ["norland"]\ninto = "sightings"\n'
            f'[[stream]]\nname = "wire"\nformat = "eve"\nsource = ["tcp:127.0.0.1:{self.wire}"]\ninto = "sightings"\n')
        self.process = subprocess.Popen([TANSIQ, "serve", "--data", self.data, "--config", str(config), "--listen",
                                         f"127.0.0.1:{self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_up(self.port, "/healthz")

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def event(which):
    """An event of now with one indicator in it."""
    fields = events.Fields(__import__("random").Random(which), which)
    fields.plant(which)
    return fields.line(__import__("random").Random(which)).encode()


class Sightings:
    """How many the reader sees; asked for again and again on one connection."""

    def __init__(self, server):
        self.connection, self.path = server.connection(), f"/tansiq/collections/{server.collection}/objects/"
        self.headers = {"Authorization": f"Bearer {server.reader}", "Accept": "application/taxii+json;version=2.1"}
        self.after = None

    def wait_for(self, indicator):
        """Until a sighting of this indicator is there."""
        while True:
            path = f"{self.path}?match[type]=sighting&limit=1000" + (f"&added_after={self.after}" if self.after else "")
            self.connection.request("GET", path, headers=self.headers)
            answer = self.connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"GET {path}: {answer.status} {body[:300]!r}")
            at = time.perf_counter()
            self.after = answer.headers.get("X-TAXII-Date-Added-Last") or self.after
            if indicator.encode() in body:
                return at
            time.sleep(0.001)


def told(what, waits):
    waits.sort()
    p99 = waits[min(len(waits) - 1, int(len(waits) * 0.99))]
    row("Tansiq", f"{what}: median, p99, longest of {len(waits)}",
        f"{statistics.median(waits):.1f}, {p99:.1f}, {waits[-1]:.1f}", "ms")


def latency(folder, times, indicators=10_000):
    server = Server(folder, indicators)
    try:
        posting, sightings = server.connection(), Sightings(server)
        headers = {"Authorization": f"Bearer {server.norland}", "Content-Type": "application/x-ndjson"}
        answered, there = [], []
        for turn in range(times + 5):
            begin = time.perf_counter()
            posting.request("POST", "/streams/posted/", event(turn), headers)
            answer = posting.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"POST /streams/posted/: {answer.status}")
            done = time.perf_counter()
            found = sightings.wait_for(events.indicator_id(turn))
            if turn >= 5:
                answered.append((done - begin) * 1000)
                there.append((found - begin) * 1000)
        told("event posted, answer says it is kept", answered)
        told("event posted, sighting read by a partner", there)
        wire, there = socket.create_connection(("127.0.0.1", server.wire)), []
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for turn in range(times + 5):
            which = times + 10 + turn
            begin = time.perf_counter()
            wire.sendall(event(which))
            found = sightings.wait_for(events.indicator_id(which))
            if turn >= 5:
                there.append((found - begin) * 1000)
        told("event over TCP, sighting read by a partner", there)
    finally:
        server.stop()
