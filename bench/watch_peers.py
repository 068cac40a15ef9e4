"""The others on the same events: matchy and ripgrep (from `target/tools` or the path), and the OASIS matcher (PyPI)."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
from collections import Counter

import events
from taxii import number, row

TOOLS = pathlib.Path(os.environ.get("TANSIQ_TOOLS", "target/tools")) / "bin"
MOST_FOR_RIPGREP = 10_000  # at 100,000 it asks for gigabytes, at 1,000,000 it does not finish


def program(name):
    found = TOOLS / name if (TOOLS / name).exists() else shutil.which(name)
    if found:
        return str(found)
    row(name, "not measured", "-", "not installed")
    return None


def timed(command, output):
    """CPU seconds and peak memory in MB."""
    with open(output, "wb") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command} failed ({child.returncode})")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(who, what, count, cpu, peak, found, truth):
    row(who, what, number(count / cpu), "events/CPU-s")
    row(who, f"{what}: peak memory", number(peak), "MB")
    missed, wrong = truth - found, found - truth
    of_urls = sum(times for (_, text), times in missed.items() if "://" in text)
    row(who, f"{what}: missed, false", f"{missed.total():,}, {wrong.total():,}",
        f"of {truth.total():,} ({of_urls:,} missed are URLs)")


def pairs(truth, lines=True):
    return Counter((line if lines else None, events.value(which)[1]) for line, which in truth)


def matchy(folder, file, count, size, truth, what):
    tool = program("matchy")
    if not tool:
        return
    table, database, output = folder / "keys.csv", folder / "keys.mxy", folder / "matchy.out"
    with open(table, "w", encoding="utf-8") as out:
        out.write("key\n")
        out.writelines(events.value(n)[1] + "\n" for n in range(size))
    if not database.exists() or database.stat().st_mtime < table.stat().st_mtime:
        timed([tool, "build", "--format", "csv", "-o", str(database), str(table)], output)
    cpu, peak = timed([tool, "match", str(database), str(file), "-j", "1", "--format", "json"], output)
    with open(output, encoding="utf-8") as lines:
        # It does not say on which line: values are counted.
        found = Counter((None, hit["matched_text"]) for hit in map(json.loads, lines))
    report("matchy", what, count, cpu, peak, found, pairs(truth, lines=False))


def ripgrep(folder, file, count, size, truth, what):
    tool = program("rg")
    if not tool:
        return
    if size > MOST_FOR_RIPGREP:
        row("ripgrep -F -f", what, "not run", "events/CPU-s")
        return
    patterns, output, empty = folder / "patterns.txt", folder / "rg.out", folder / "empty"
    with open(patterns, "w", encoding="utf-8") as out:
        for n in range(size):
            kind, text = events.value(n)
            # An EVE event has a URL in two pieces; its path is what a list for grep would hold.
            out.write((text.split("example", 1)[1] if kind == "url" else text) + "\n")
    empty.write_text("\n")
    command = [tool, "-F", "-f", str(patterns), "-n", "-o", "--no-heading", "--no-filename", "-j", "1"]
    loading, _ = timed([*command, str(empty)], output)
    cpu, peak = timed([*command, str(file)], output)
    paths = {events.value(n)[1].split("example", 1)[1]: events.value(n)[1] for n in range(size) if events.KINDS[n % 10] == "url"}
    found = Counter()
    with open(output, encoding="utf-8") as lines:
        for line in lines:
            place, text = line.rstrip("\n").split(":", 1)
            found[int(place), paths.get(text, text)] += 1
    report("ripgrep -F -f", what, count, max(cpu - loading, 0.01), peak, found, pairs(truth))


ORACLE = """
import json, sys, time
from stix2matcher.matcher import Pattern
patterns = [Pattern(json.loads(line)["pattern"], stix_version="2.1") for line in open(sys.argv[1])]
observed = [json.loads(line) for line in open(sys.argv[2])]
begin, found = time.process_time(), 0
for pattern in patterns:
    for one in observed:
        found += bool(pattern.match([one]))
print(json.dumps({"found": found, "cpu": time.process_time() - begin}))
"""


def oasis(folder, patterns=100, observations=200):
    """Pattern times observation is all it knows; Tansiq's `pattern match` would be the same work."""
    indicators, observed = folder / "indicators.ndjson", folder / "observed.ndjson"
    events.write_indicators(indicators, patterns)
    planted = 0
    with open(observed, "w", encoding="utf-8") as out:
        for number_of in range(observations):
            which = number_of if number_of < patterns and events.KINDS[number_of % 10] != "url" else None
            planted += which is not None
            kind, text = events.value(which) if which is not None else ("ip", f"192.0.2.{number_of % 250}")
            content = {"ip": {"type": "ipv4-addr", "value": text}, "domain": {"type": "domain-name", "value": text},
                       "sha256": {"type": "file", "hashes": {"SHA-256": text}}}[kind]
            content["id"] = f"{content['type']}--00000000-0000-4000-8000-{number_of:012x}"
            bundle = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000001", "objects": [
                {"type": "observed-data", "id": f"observed-data--00000000-0000-4000-8000-{number_of:012x}", "spec_version": "2.1",
                 "created": events.STAMP, "modified": events.STAMP, "first_observed": events.STAMP, "last_observed": events.STAMP,
                 "number_observed": 1, "object_refs": [content["id"]]}, content]}
            out.write(json.dumps(bundle) + "\n")
    out = subprocess.run([sys.executable, "-c", ORACLE, str(indicators), str(observed)], capture_output=True, text=True, check=False)
    if out.returncode:
        row("stix2-matcher", "not measured", "-", out.stderr.strip().splitlines()[-1])
        return
    result = json.loads(out.stdout)
    rate = patterns * observations / result["cpu"]
    row("stix2-matcher", f"{patterns} patterns on {observations} observations", number(rate), "pairs/CPU-s")
    row("stix2-matcher", "that is, at 10,000 indicators", number(rate / 10_000), "events/CPU-s")
    row("stix2-matcher", "missed and false together", str(abs(planted - result["found"])), f"of {planted}")
