"""What the gate costs: a reader who may see one in a hundred of many objects, wherever they lie; a node that is raised and
lowered with very many edges on it; very many objects that are taken back. 0 of any of these leaves it out.
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
from measure import Client, count_objects, cpu_seconds, run
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
        read_pages(reader, "Tansiq", f"GET {what}, in pages of 1,000, ten times", times=10)
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


class Watch(threading.Thread):
    """A reader that walks through the whole collection without pause: every walk's beginning and number of notes, and the
    longest page."""

    def __init__(self, reader):
        super().__init__()
        self.reader, self.over, self.walks, self.longest = reader, threading.Event(), [], 0
        self.start()

    def run(self):
        while not self.over.is_set():
            begin, notes = time.perf_counter(), 0
            last = begin
            for page in self.reader.client.pages(self.reader.collection + "objects/", 1000):
                now = time.perf_counter()
                self.longest = max(self.longest, (now - last) * 1000)
                last = now
                notes += page.count(b'"id":"note--')
            self.walks.append((begin, notes))

    def stop(self):
        self.over.set()
        self.join()
        return self


def changed(server, readers, file, edges, what, tightens):
    """The node's newer version comes in while two readers walk: one that loses or gains its notes, one that keeps them."""
    concerned, keeps = watches = [Watch(reader) for reader in readers]
    cpu = cpu_seconds(server.process.pid)
    # The command returns when everything is relabelled.
    _, wall, own, _ = run([TANSIQ, "import", str(file), "--collection", server.id, "--data", server.data])
    time.sleep(0.5)
    for watch in watches:
        watch.stop()
    cpu = cpu_seconds(server.process.pid) - cpu
    row("Tansiq", f"{what}: until all is relabelled", number(wall), "s")
    row("Tansiq", f"{what}: the command", number(own), "CPU-s")
    row("Tansiq", f"{what}: the server, two readers without pause", number(cpu), "CPU-s")
    row("Tansiq", f"{what}: longest page of whom it concerns", number(concerned.longest), "ms")
    row("Tansiq", f"{what}: longest page of whoever keeps them", number(keeps.longest), "ms")
    wrong = sum(notes != edges for _, notes in keeps.walks)
    if tightens:
        gone = next(at for at, notes in concerned.walks if not notes)
        wrong += sum(notes > 0 for at, notes in concerned.walks if at > gone)
    row("Tansiq", f"{what}: walks", f"{len(concerned.walks):,}, {len(keeps.walks):,}", "walks")
    row("Tansiq", f"{what}: notes too many or too few", f"{wrong:,}", "walks")


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
    readers = [Reader(server, level) for level in ("green", "amber")]
    for level, day, what in [(AMBER, 2, "raised"), (GREEN, 3, "lowered"), (AMBER, 4, "raised again"), (GREEN, 5, "lowered again")]:
        file.write_text(node(level, day), encoding="utf-8")
        changed(server, readers, file, edges, what, level == AMBER)
    for reader, who in zip(readers, ("who gained them", "who had them all along")):
        read_pages(reader, "Tansiq", f"GET then by {who}, in pages of 1,000")
        middle, most = reader.first_page()
        row("Tansiq", f"first page of {who}: median of 20", number(middle), "ms")
        row("Tansiq", f"first page of {who}: longest of 20", number(most), "ms")
    server.stop()


def notices(server, reader):
    """How many notices a partner is given, what they name, and their bytes."""
    found = [0, 0, 0]
    # The server closes connections that are idle for long.
    reader.client.connection.close()
    for one in json.loads(reader.client.get("/tansiq/collections/")[0]).get("collections", []):
        if one["title"].startswith("Notices"):
            for page in reader.client.pages(f"/tansiq/collections/{one['id']}/objects/", 1000):
                for notice in json.loads(page)["objects"]:
                    named = len(notice["recalled"])
                    found = [found[0] + 1, found[1] + named, max(found[2], len(json.dumps(notice)))]
    return found


def recalled(folder, count):
    """Two partners are served everything, one in many small pages; a third nothing. Then all is taken back."""
    server = Tansiq(folder, "Tansiq")
    file = folder / "recalled.ndjson"
    with open(file, "w", encoding="utf-8") as out:
        for line in generate.objects(count):
            out.write(marked(line, GREEN))
    server.load(file, f"{count:,} to take back")
    server.start()
    had, small, none = readers = [Reader(server, level) for level in ("green", "amber", "red")]
    for reader, limit in [(had, 1000), (small, 100)]:
        read_pages(reader, "Tansiq", f"GET {count:,} in pages of {limit:,}", limit=limit)
    time.sleep(1)
    cpu = cpu_seconds(server.process.pid)
    out, wall, own, peak = run([TANSIQ, "recall", "--collection", server.id, "--reason", "wrong", "--data", server.data, "--json"])
    row("Tansiq", f"recall of {count:,}: the command", number(wall), "s")
    row("Tansiq", "the same", number(own), "CPU-s")
    row("Tansiq", "the same, peak memory", number(peak), "MB")
    row("Tansiq", "the same, what it prints", number(len(out) / 1e6), "MB")
    for reader, who in zip(readers, ("served in pages of 1,000", "served in pages of 100", "served nothing")):
        sent, named, largest = notices(server, reader)
        row("Tansiq", f"notices to who was {who}", f"{sent:,}", "notices")
        row("Tansiq", "what they name", f"{named:,}", "objects")
        row("Tansiq", "largest of them", number(largest / 1e6), "MB")
        left = count_objects(reader.client.get(server.collection + "objects/?limit=1")[0])
        row("Tansiq", "what is left to it", f"{left:,}", "objects")
    row("Tansiq", "the server, all this while", number(cpu_seconds(server.process.pid) - cpu), "CPU-s")
    _, wall, own, peak = run([TANSIQ, "recall", "status", "--data", server.data, "--json"])
    row("Tansiq", "recall status", number(own), "CPU-s")
    row("Tansiq", "the same, peak memory", number(peak), "MB")
    server.stop()


def main():
    parse = argparse.ArgumentParser(prog="cargo xtask bench handling", description=__doc__)
    parse.add_argument("--objects", type=int, default=1_000_000)
    parse.add_argument("--edges", type=int, default=100_000)
    parse.add_argument("--recalled", type=int, default=100_000)
    options = parse.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tansiq-bench-"))
    try:
        for work, count in [(few, options.objects), (raised, options.edges), (recalled, options.recalled)]:
            if not count:
                continue
            (folder / work.__name__).mkdir()
            work(folder / work.__name__, count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
