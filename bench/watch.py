"""Events against indicators: Tansiq beside matchy, ripgrep and the OASIS matcher, in one run, each against the truth.

Rates are per CPU second (user and system) after the indicators are loaded; sizes are resident memory. At the end all of it
stands in one table.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import tempfile
import time

import events
import latency
import watch_peers
import watch_serve
from measure import TICKS, run
from taxii import ROWS, TANSIQ, number, row

MIXES = (("realistic", 0.001), ("hit-heavy", 0.5))


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_of(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


class Matching:
    """A run of a command that says how many indicators it has, and then matches: what it took after that."""

    def __init__(self, command, output, stdin=None):
        begin = time.perf_counter()
        with open(output, "wb") as out:
            self.process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=subprocess.PIPE, text=True)
        self.said = []
        for line in self.process.stderr:
            self.said.append(line.strip())
            if " indicators" in line:
                break
        self.loaded, self.loading = time.perf_counter(), cpu_of(self.process.pid)
        self.load_wall = self.loaded - begin

    def finish(self):
        self.said += self.process.stderr.read().splitlines()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        if self.process.returncode not in (0, 1):
            raise SystemExit(f"{self.process.args} failed: {self.said}")
        self.wall = time.perf_counter() - self.loaded
        self.cpu = usage.ru_utime + usage.ru_stime - self.loading
        return self


def match(file, indicators, output, threads=1):
    alone = ["taskset", "-c", "0"] if threads == 1 and output == os.devnull else []
    return Matching([*alone, TANSIQ, "match", str(file), "--indicators", str(indicators), "--format", "eve", "--json",
                     "--threads", str(threads)], output).finish()


def told(output):
    """(line, indicator) as Tansiq tells them."""
    with open(output, encoding="utf-8") as lines:
        return {(hit["line"], hit["indicator"]) for hit in map(json.loads, lines)}


def judge(who, what, found, truth):
    row(who, f"{what}: missed, false", f"{len(truth - found)}, {len(found - truth)}", f"of {len(truth):,}")
    return found == truth


def throughput(folder, count, sizes, peers):
    rates = {}
    for size in sizes:
        indicators, output, file = folder / "indicators.ndjson", folder / "out", folder / "events.ndjson"
        events.write_indicators(indicators, size)
        for mix, share in MIXES:
            truth = events.write_events(file, count, size, share)
            what = f"{size:,} indicators, {mix}"
            ran = match(file, indicators, output)
            rates[size, mix] = count / ran.cpu
            row("Tansiq", what, number(count / ran.cpu), "events/CPU-s")
            judge("Tansiq", what, told(output), {(line, events.indicator_id(which)) for line, which in truth})
            if peers:
                watch_peers.matchy(folder, file, count, size, truth, what)
                watch_peers.ripgrep(folder, file, count, size, truth, what)
            if size == max(sizes):
                two_cores(mix, count, file, indicators)
    for mix, _ in MIXES:
        few, many = rates[min(sizes), mix], rates[max(sizes), mix]
        row("Tansiq", f"loss from {min(sizes):,} to {max(sizes):,}, {mix}", number(100 * (1 - many / few)), "%")


def two_cores(mix, count, file, indicators):
    """Wall time without a disk behind the output, so it needs a quiet machine; the best of three each, in turn. The one thread is held
    on one core. What all threads take in CPU shows what a busy machine hides."""
    pairs = [[match(file, indicators, os.devnull, threads) for threads in (1, 2)] for _ in range(3)]
    best = {threads: min((pair[threads - 1] for pair in pairs), key=lambda ran: ran.wall) for threads in (1, 2)}
    for threads, ran in best.items():
        row("Tansiq", f"{mix} on {threads} core{'s' * (threads - 1)}, per second", number(count / ran.wall), "events/s")
        row("Tansiq", f"{mix} on {threads} core{'s' * (threads - 1)}, CPU", f"{ran.cpu:.2f}", "s")
    row("Tansiq", f"{mix}: two cores against one", number(best[1].wall / best[2].wall), "times")


def memory(folder, size):
    """Of a process that has loaded the indicators and waits, against one that has none."""
    resident = []
    for count in (0, size):
        indicators = folder / "indicators.ndjson"
        events.write_indicators(indicators, count)
        ran = Matching([TANSIQ, "match", "-", "--indicators", str(indicators), "--format", "eve"], folder / "out",
                       subprocess.PIPE)
        time.sleep(0.5)
        resident.append(rss_of(ran.process.pid))
        ran.process.stdin.close()
        ran.finish()
    row("Tansiq", f"memory of {size:,} indicators from a file", number((resident[1] - resident[0]) / size), "bytes each")


def store(folder, size):
    """Loading from a store, as the operator and as a partner, and what it keeps in memory."""
    data, indicators = str(folder / "data"), folder / "indicators.ndjson"
    events.write_indicators(indicators, size)
    run([TANSIQ, "partner", "add", "norland", "--max-tlp", "amber", "--data", data, "--json"])
    name = json.loads(run([TANSIQ, "collection", "create", "shared", "--data", data, "--json"])[0])["id"]
    run([TANSIQ, "collection", "grant", name, "norland", "--read", "--data", data])

    def watch(who, *more):
        ran = Matching([TANSIQ, "watch", "-", "--format", "eve", "--once", "--data", data, *more], folder / "out",
                       subprocess.PIPE)
        time.sleep(0.5)
        resident = rss_of(ran.process.pid)
        ran.process.stdin.close()
        ran.finish()
        if resident_of_none:
            said = next(line for line in ran.said if " indicators" in line)
            what = f"{size:,} indicators from a store, for {who}"
            row("Tansiq", f"{what}: all loaded, by the clock", number(ran.load_wall), "s")
            row("Tansiq", f"{what}: CPU", number(ran.loading), "s")
            row("Tansiq", f"{what}: memory", number((resident - resident_of_none) / size), "bytes each")
            print("   ", said)
        return resident

    resident_of_none = 0
    resident_of_none = watch("none yet")
    run([TANSIQ, "import", str(indicators), "--collection", name, "--default-tlp", "green", "--data", data, "--json"])
    watch("the operator")
    watch("a partner", "--as", "norland", "--name", "norland")


def complexes(folder, count, size):
    indicators, file, output = folder / "indicators.ndjson", folder / "events.ndjson", folder / "out"
    events.write_indicators(indicators, size, events.complex_pattern)
    truth = events.write_complex_events(file, count, size)
    ran = match(file, indicators, output)
    what = f"{size:,} patterns that are evaluated"
    row("Tansiq", what, number(count / ran.cpu), "events/CPU-s")
    judge("Tansiq", what, told(output), {(line, events.indicator_id(which)) for line, which in truth})


def parsing(folder, count):
    file = folder / "patterns"
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(events.pattern(n) + "\n" for n in range(count))
    _, _, cpu, _ = run(["sh", "-c", f"exec '{TANSIQ}' pattern check - < '{file}'"])
    row("Tansiq", "pattern check -, regular expressions compiled too", number(count / cpu), "patterns/CPU-s")


def from_event_to_sighting(times):
    for source, took in latency.measure(TANSIQ, times, 3 * times).items():
        figures = ", ".join(str(took[name]) for name in ("p50_ms", "p99_ms", "most_ms"))
        row("Tansiq", f"event by {source}, twenty others with it, to a reader's sighting: median, p99, longest of {took['sightings']}",
            figures, "ms")


def table():
    """Every row once, the programs beside each other."""
    who = list(dict.fromkeys(program for program, *_ in ROWS))
    cells = {}
    for program, what, value, unit in ROWS:
        cells.setdefault((what, unit if not unit.startswith("of ") else ""), {})[program] = (
            f"{value} {unit}" if unit.startswith("of ") else value)
    print(f"\n| | {' | '.join(who)} |\n|---{'|---' * len(who)}|")
    for (what, unit), found in cells.items():
        name = f"{what}, {unit}" if unit else what
        print(f"| {name} | {' | '.join(found.get(program, '–') for program in who)} |")


def main():
    parse = argparse.ArgumentParser(prog="cargo xtask bench watch", description=__doc__)
    parse.add_argument("--events", type=int, default=1_000_000)
    parse.add_argument("--indicators", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parse.add_argument("--times", type=int, default=400, help="events that are followed to their sighting")
    parse.add_argument("--no-peers", action="store_true")
    parts = {
        "throughput": lambda folder: throughput(folder, options.events, options.indicators, peers),
        "memory": lambda folder: memory(folder, most),
        "store": lambda folder: store(folder, most),
        "complex": lambda folder: complexes(folder, options.events, 10_000),
        "parsing": lambda folder: parsing(folder, options.events),
        "oasis": lambda folder: watch_peers.oasis(folder) if peers else None,
        "latency": lambda folder: from_event_to_sighting(options.times),
        "serve": lambda folder: watch_serve.serve(folder, most, options.events, options.times),
    }
    parse.add_argument("--only", choices=list(parts), nargs="+")
    options = parse.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, "
          f"{time.strftime('%Y-%m-%d')}")
    most, peers = max(options.indicators), not options.no_peers
    for name in options.only or parts:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tansiq-bench-"))
        try:
            parts[name](folder)
        except (Exception, SystemExit) as fault:
            # What the other parts took an hour for is told all the same.
            row("Tansiq", f"{name} failed", "-", str(fault).splitlines()[-1] if str(fault) else repr(fault))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    table()


if __name__ == "__main__":
    main()
