"""Import, paging, single reads, start and memory: Tansiq beside medallion and OpenTAXII, in one run.

Every figure is per CPU second of the server (or of the import command) and per second of wall time.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import generate
import peers
from measure import Client, count_objects, cpu_seconds, free_port, rss_mb, run, wait_until_up

TANSIQ = os.environ["TANSIQ"]
ATTACK = pathlib.Path(os.environ["TANSIQ_SHARED_DATA"]) / "attack-enterprise-18.1.json"
ROWS = []


def row(who, what, value, unit):
    ROWS.append((who, what, value, unit))
    print(f"{who:<28} {what:<52} {value:>12} {unit}", flush=True)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def rate(who, what, count, cpu, wall):
    row(who, what + ", per CPU second", number(count / cpu) if cpu else "-", "objects/CPU-s")
    row(who, what + ", per second", number(count / wall), "objects/s")


class Tansiq:
    """A data folder, its command line, and its server."""

    def __init__(self, folder, who):
        self.data, self.who = str(folder / "tansiq"), who
        out = run([TANSIQ, "partner", "add", "bench", "--max-tlp", "amber+strict", "--data", self.data, "--json"])[0]
        self.token = json.loads(out)["token"]
        out = run([TANSIQ, "collection", "create", "bench", "--data", self.data, "--json"])[0]
        self.id = json.loads(out)["id"]
        run([TANSIQ, "collection", "grant", self.id, "bench", "--read", "--write", "--data", self.data])

    def load(self, file, what):
        out, wall, cpu, peak = run([TANSIQ, "import", str(file), "--collection", self.id, "--default-tlp", "clear",
                                    "--data", self.data, "--json"])
        report = json.loads(out)
        rate(self.who, f"import {what}, validated and durable", report["accepted"], cpu, wall)
        row(self.who, f"import {what}, peak memory", number(peak), "MB")
        size = sum(f.stat().st_size for f in pathlib.Path(self.data).iterdir())
        row(self.who, f"import {what}, bytes on disk per object", number(size / max(1, report["accepted"])), "bytes")

    def start(self):
        port = free_port()
        self.process = subprocess.Popen([TANSIQ, "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}"],
                                        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.started = wait_until_up(port, "/healthz")
        self.client, self.collection = Client(port, "bench", self.token), f"/tansiq/collections/{self.id}/"
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def read_pages(server, who, what, limit=1000, most=None, by_next=True, times=1):
    path, pid = server.collection + "objects/", server.process.pid
    server.client.get(path + "?limit=1")
    cpu, begin, total = cpu_seconds(pid), time.perf_counter(), 0
    for _ in range(times):
        for last in server.client.pages(path, limit, most, by_next):
            total += limit
        total += count_objects(last) - limit
    rate(who, what, total, cpu_seconds(pid) - cpu, time.perf_counter() - begin)


def read_one(server, who, ids, times):
    path, pid = server.collection + "objects/", server.process.pid
    server.client.get(path + ids[0] + "/")
    cpu, begin = cpu_seconds(pid), time.perf_counter()
    for turn in range(times):
        server.client.get(path + ids[turn % len(ids)] + "/")
    row(who, "one object by id with Basic", number((cpu_seconds(pid) - cpu) / times * 1000), "ms CPU")
    row(who, "one object by id with Basic, wall", number((time.perf_counter() - begin) / times * 1000), "ms")


def bench_tansiq(folder, who, file, what, ids):
    server = Tansiq(folder, who)
    server.load(file, what)
    server.start()
    row(who, f"start on {what}", number(server.started * 1000), "ms")
    time.sleep(1)
    row(who, f"memory idle on {what}", number(rss_mb(server.process.pid)), "MB")
    read_pages(server, who, f"GET {what} in pages of 1,000")
    row(who, f"memory after paging {what}", number(rss_mb(server.process.pid)), "MB")
    read_one(server, who, ids, 5000)
    server.stop()
    return server


def bench_peer(make, folder, objects, ids, most):
    server = make(folder)
    who = server.name
    row(who, "start, empty", number(server.started * 1000), "ms")
    pid = server.process.pid
    cpu, begin, added = cpu_seconds(pid), time.perf_counter(), 0
    for at in range(0, min(most, len(objects)), 500):
        part = objects[at:at + 500]
        server.client.request("POST", server.collection + "objects/", peers.envelope(part))
        added += len(part)
    # OpenTAXII and medallion both answer when the work is done.
    rate(who, f"POST {added:,} objects of ATT&CK in 500s", added, cpu_seconds(pid) - cpu, time.perf_counter() - begin)
    read_pages(server, who, f"GET {added:,} objects of ATT&CK in pages of 1,000", by_next=True)
    row(who, "memory after paging", number(rss_mb(pid)), "MB")
    read_one(server, who, ids, 50)
    server.stop()


def main():
    parse = argparse.ArgumentParser(prog="cargo xtask bench taxii", description=__doc__)
    parse.add_argument("--objects", type=int, default=1_000_000, help="generated objects (default 1,000,000; 0 for none)")
    parse.add_argument("--peer-objects", type=int, default=5_000,
                       help="how many objects of ATT&CK the peers get (medallion's time grows with the square)")
    parse.add_argument("--no-peers", action="store_true")
    parse.add_argument("--no-attack", action="store_true")
    options = parse.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tansiq-bench-"))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}")
    try:
        if not options.no_attack:
            if not ATTACK.exists():
                sys.exit("needs ../shared/data/attack-enterprise-18.1.json")
            objects = json.loads(ATTACK.read_bytes())["objects"]
            # OpenTAXII answers 500 to an object without `modified` (the one marking-definition).
            objects = [item for item in objects if "modified" in item]
            ids = [item["id"] for item in objects[:options.peer_objects]]
            (folder / "a").mkdir()
            bench_tansiq(folder / "a", "Tansiq", ATTACK, "ATT&CK (24,771)", ids)
            if not options.no_peers:
                for make in (peers.medallion, peers.opentaxii):
                    (folder / make.__name__).mkdir()
                    bench_peer(make, folder / make.__name__, objects, ids, options.peer_objects)
        if options.objects:
            file = folder / "generated.ndjson"
            generate.write(file, options.objects)
            with open(file, encoding="utf-8") as lines:
                ids = [json.loads(next(lines))["id"] for _ in range(5000)]
            (folder / "g").mkdir()
            bench_tansiq(folder / "g", "Tansiq", file, f"{options.objects:,} generated", ids)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
