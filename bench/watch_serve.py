"""A running server with many indicators: what its stream costs at the start, per event posted, and from event to sighting."""

import http.client
import json
import random
import signal
import socket
import statistics
import subprocess
import time

import events
from measure import cpu_seconds, free_port, rss_mb, run, wait_until_up
from taxii import TANSIQ, number, row

BODY = 10_000  # events in one request


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
        out = run([TANSIQ, "collection", "create", "intel", "--data", self.data, "--json"])[0]
        self.intel = json.loads(out)["id"]
        run([TANSIQ, "collection", "grant", self.intel, "reader", "--read", "--data", self.data])
        file = folder / "indicators.ndjson"
        events.write_indicators(file, indicators)
        run([TANSIQ, "import", str(file), "--collection", self.intel, "--default-tlp", "green", "--data", self.data, "--json"])
        self.port, self.wire = free_port(), free_port()
        self.config = folder / "tansiq.toml"
        self.config.write_text(
            "[limits]\nrequests_per_second = 100000\nburst = 100000\n"
            '[[stream]]\nname = "posted"\nformat = "eve"\naccept = ["norland"]\ninto = "sightings"\n'
            f'[[stream]]\nname = "wire"\nformat = "eve"\nsource = ["tcp:127.0.0.1:{self.wire}"]\ninto = "sightings"\n')
        self.begin()

    def begin(self):
        self.process = subprocess.Popen([TANSIQ, "serve", "--data", self.data, "--config", str(self.config), "--listen",
                                         f"127.0.0.1:{self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_up(self.port, "/healthz")

    def settle(self):
        """CPU seconds until it does nothing any more: the indicators are loaded then, and what was imported is in the search index."""
        while True:
            before = cpu_seconds(self.process.pid)
            time.sleep(2)
            after = cpu_seconds(self.process.pid)
            if after - before < 0.1:
                return after

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def post(self, connection, body):
        headers = {"Authorization": f"Bearer {self.norland}", "Content-Type": "application/x-ndjson"}
        connection.request("POST", "/streams/posted/", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise SystemExit(f"POST /streams/posted/: {answer.status} {said[:300]!r}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def event(which):
    """An event with one indicator in it."""
    fields = events.Fields(random.Random(which), which)
    fields.plant(which)
    return fields.line(random.Random(which)).encode()


class Sightings:
    """What a partner reads of them; asked for again and again on one connection."""

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


def serve(folder, indicators, count, times):
    server, said = Server(folder, indicators), f"serve with {indicators:,} indicators"
    try:
        row("Tansiq", f"{said}: first start, two streams loaded and the search index made, CPU", number(server.settle()), "s")
        server.stop()
        server.begin()
        row("Tansiq", f"{said}: next start, two streams loaded, CPU", number(server.settle()), "s")
        row("Tansiq", f"{said}: memory", number(rss_mb(server.process.pid)), "MB")
        posting(server, folder, indicators, count, said)
        latency(server, times, said)
        polling(server, said)
    finally:
        server.stop()


def posting(server, folder, indicators, count, said):
    file = folder / "events.ndjson"
    events.write_events(file, count, indicators, 0.001)
    connection, before, begin = server.connection(), cpu_seconds(server.process.pid), time.perf_counter()
    with open(file, "rb") as lines:
        while body := b"".join(line for line, _ in zip(lines, range(BODY))):
            server.post(connection, body)
    wall = time.perf_counter() - begin
    row("Tansiq", f"{said}: posted, one event in a thousand seen", number(count / (cpu_seconds(server.process.pid) - before)),
        "events/CPU-s")
    row("Tansiq", f"{said}: the same per second", number(count / wall), "events/s")
    file.unlink()


def latency(server, times, said):
    connection, sightings = server.connection(), Sightings(server)
    answered, there = [], []
    for turn in range(times + 5):
        begin = time.perf_counter()
        server.post(connection, event(turn))
        done = time.perf_counter()
        found = sightings.wait_for(events.indicator_id(turn))
        if turn >= 5:
            answered.append((done - begin) * 1000)
            there.append((found - begin) * 1000)
    told(f"{said}: event posted, answer says it is kept", answered)
    told(f"{said}: event posted, sighting read by a partner", there)
    wire, there = socket.create_connection(("127.0.0.1", server.wire)), []
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for turn in range(times + 5):
        which = times + 10 + turn
        begin = time.perf_counter()
        wire.sendall(event(which))
        found = sightings.wait_for(events.indicator_id(which))
        if turn >= 5:
            there.append((found - begin) * 1000)
    told(f"{said}: event over TCP, sighting read by a partner", there)


def polling(server, said, times=50):
    """A feed of a list, the first time and while nothing changes."""
    connection, tag = server.connection(), None
    path = f"/feeds/{server.intel}/plain/domains.txt"
    headers = {"Authorization": f"Bearer {server.reader}"}

    def poll(more):
        connection.request("GET", path, headers=headers | more)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 304):
            raise SystemExit(f"GET {path}: {answer.status}")
        return answer.headers["ETag"]

    def cost(times, more):
        before, found = cpu_seconds(server.process.pid), None
        for _ in range(times):
            found = poll(more)
        return 1000 * (cpu_seconds(server.process.pid) - before) / times, found

    first, tag = cost(1, {})
    row("Tansiq", f"{said}: a feed of their domains, made", number(first), "ms CPU")
    row("Tansiq", f"{said}: polled again, 304", number(cost(times, {"If-None-Match": tag})[0]), "ms CPU")
