"""What the gate costs: a reader who may see one in a hundred of many objects, wherever they lie, and a node that is raised
with very many edges on it.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import tempfile
import threading
import time

import generate
from measure import Client, cpu_seconds, run
from taxii import TANSIQ, Tansiq, number, read_pages, row

CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
AMBER = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
NODE = "malware--0a51c3a6-6d0d-4b4e-9f55-0d9f2f0e5a11"


def marked(line, level):
    return line.replace("{", '{"object_marking_refs":["' + level + '"],', 1) + "\n"


def write(path, count):
    """TLP:AMBER but for one in a hundred (GREEN, spread evenly) and the last hundredth (CLEAR). Edges are AMBER."""
    green = clear = 0
    with open(path, "w", encoding="utf-8") as file:
        for at, line in enumerate(generate.objects(count)):
            edge = line.startswith('{"type":"relationship"')
            level = AMBER
            if at >= count - count // 100 and not edge:
                level, clear = CLEAR, clear + 1
            elif at % 100 == 0 and not edge:
                level, green = GREEN, green + 1
            file.write(marked(line, level))
    return green, clear


class Reader:
    """A partner of a running server with a level of its own."""

    def __init__(self, server, level):
        out = run([TANSIQ, "partner", "add", level, "--max-tlp", level, "--data", server.data, "--json"])[0]
        run([TANSIQ, "collection", "grant", server.id, level, "--read", "--data", server.data])
        self.client = Client(int(server.client.connection.port), level, json.loads(out)["token"])
        self.process, self.collection = server.process, server.collection

    def first_page(self, times=20):
        path, walls = self.collection + "objects/?limit=1000", []
        for _ in range(times):
            begin = time.perf_counter()
            self.client.get(path)
            walls.append((time.perf_counter() - begin) * 1000)
        return statistics.median(walls), max(walls)


def few(folder, count):
    server = Tansiq(folder, "Tansiq")
    file = folder / "marked.ndjson"
    green, clear = write(file, count)
    server.load(file, f"{count:,} marked")
    file.unlink()
    server.start()
    for level, what in [("green", f"{green + clear:,} of {count:,}, spread"), ("clear", f"{clear:,} of {count:,}, the last")]:
        reader = Reader(server, level)
        read_pages(reader, "Tansiq", f"GET {what}, in pages of 1,000")
        middle, most = reader.first_page()
        row("Tansiq", f"first page, {what}: median of 20", number(middle), "ms")
        row("Tansiq", f"first page, {what}: longest of 20", number(most), "ms")
    for what, command in [
        ("a right taken", ["collection", "revoke", server.id, "green"]),
        ("a right given", ["collection", "grant", server.id, "green", "--read"]),
    ]:
        _, wall, cpu, _ = run([TANSIQ, *command, "--data", server.data])
        row("Tansiq", f"{what}: the whole command", number(wall * 1000), "ms")
    server.stop()


def node(level, day):
    return ('{"type":"malware","spec_version":"2.1","id":"' + NODE + '","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-'
            + f'{day:02}T00:00:00.000Z","name":"node","is_family":false,"object_marking_refs":["{level}"]}}\n')


def raised(folder, edges):
    server = Tansiq(folder, "Tansiq")
    file = folder / "edges.ndjson"
    with open(file, "w", encoding="utf-8") as out:
        out.write(node(GREEN, 1))
        for at in range(edges):
            note = f"{at:032x}"
            out.write('{"type":"note","spec_version":"2.1","id":"note--' + f"{note[:8]}-{note[8:12]}-4{note[13:16]}-8{note[17:20]}-{note[20:]}"
                      + '","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","content":"seen","object_refs":["'
                      + NODE + '"],"object_marking_refs":["' + GREEN + '"]}\n')
    server.load(file, f"{edges:,} notes about one object")
    server.start()
    reader = Reader(server, "green")
    waits, over = [], threading.Event()

    def read():
        while not over.is_set():
            begin = time.perf_counter()
            data, _ = reader.client.get(server.collection + "objects/?limit=100")
            waits.append(((time.perf_counter() - begin) * 1000, data.count(b'"note--')))
            time.sleep(0.02)

    thread = threading.Thread(target=read)
    thread.start()
    file.write_text(node(AMBER, 2), encoding="utf-8")
    cpu = cpu_seconds(server.process.pid)
    _, wall, own, _ = run([TANSIQ, "import", str(file), "--collection", server.id, "--data", server.data])
    time.sleep(0.5)
    over.set()
    thread.join()
    row("Tansiq", f"raising an object under {edges:,} notes", number(wall), "s")
    row("Tansiq", "the same", number(own + cpu_seconds(server.process.pid) - cpu), "CPU-s")
    row("Tansiq", "a reader's page meanwhile: longest", number(max(wait for wait, _ in waits)), "ms")
    seen = sorted({count for _, count in waits})
    row("Tansiq", "notes on that page, before and after", "/".join(map(str, reversed(seen))), "notes")
    server.stop()


def main():
    parse = argparse.ArgumentParser(prog="cargo xtask bench handling", description=__doc__)
    parse.add_argument("--objects", type=int, default=1_000_000)
    parse.add_argument("--edges", type=int, default=100_000)
    options = parse.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tansiq-bench-"))
    try:
        for work, count in [(few, options.objects), (raised, options.edges)]:
            (folder / work.__name__).mkdir()
            work(folder / work.__name__, count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
