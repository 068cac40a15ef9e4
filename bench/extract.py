"""Observables beside iocsearcher and ioc-finder: correctness on a shared text with known truth, and speed.

    cargo xtask bench extract [--documents 400] [--seed 1] [--large-mb 50]

All three read the same documents (`bench/observables.py`). A host inside a URL or an e-mail address counts neither for
nor against anybody. CPU seconds are those of the whole process less those of the same process over one short document.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import sys
import tempfile

from extract_peer import IOC_FINDER, IOCSEARCHER
from measure import run
from observables import SENTENCES, documents

HERE = pathlib.Path(__file__).parent
STIX = {"ipv4-addr": "ipv4", "ipv6-addr": "ipv6", "domain-name": "domain", "url": "url", "email-addr": "email", "mac-addr": "mac",
        "autonomous-system": "asn", "vulnerability": "cve", "windows-registry-key": "registry", "attack-pattern": "technique",
        "cryptocurrency-wallet": "bitcoin", "file:MD5": "md5", "file:SHA-1": "sha1", "file:SHA-256": "sha256",
        "file:SHA-512": "sha512", "file": "path"}
KNOWS = {"tansiq": set(SENTENCES), "iocsearcher": set(IOCSEARCHER.values()), "ioc-finder": set(IOC_FINDER.values())}


def command(tool, path):
    if tool == "tansiq":
        return [os.environ["TANSIQ_OBSERVABLES"], str(path)]
    return [sys.executable, str(HERE / "extract_peer.py"), tool, str(path)]


def answers(tool, output):
    for line in output.decode().splitlines():
        found = json.loads(line)
        if tool == "tansiq":
            # A file's name alone (setup.py) is not asked for here, a path is.
            found = [(STIX.get(kind, kind), value) for kind, value in found if kind != "file" or "\\" in value or "/" in value]
        yield [tuple(f) for f in found]


def same(kind, value):
    """One spelling of a value: schemes and hosts in lower case, no slash at the end, a registry key by its long name."""
    value = value.rstrip("/.").lower() if kind not in ("url", "bitcoin", "path") else value.rstrip("/")
    if kind == "url":
        head, slash, rest = value.partition("://")
        host, cut, path = rest.partition("/")
        value = head.lower() + slash + host.lower() + cut + path
    return value.replace("hklm\\", "hkey_local_machine\\") if kind == "registry" else value


def hosts(truth):
    out = set()
    for kind, value in truth:
        if kind in ("url", "email"):
            host = re.split(r"[/:?]", value.split("://")[-1].split("@")[-1])[0].lower()
            out |= {("domain", host)}
    return out


def score(tool, output, corpus):
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for said, document in zip(answers(tool, output), corpus, strict=True):
        truth = {(k, same(k, v)) for k, v in document["truth"]}
        inner = hosts(document["truth"])
        said = {(k, same(k, v)) for k, v in said if k in SENTENCES} - (inner - truth)
        for kind in SENTENCES:
            gold, got = {x for x in truth if x[0] == kind}, {x for x in said if x[0] == kind}
            for n, size in enumerate((len(gold & got), len(got), len(gold))):
                counts[kind][n] += size
    return counts


def f1(count):
    right, said, gold = count
    return 200 * right / (said + gold) if said + gold else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large-mb", type=int, default=50)
    options = parser.parse_args()
    corpus = documents(options.documents, options.seed)
    size = sum(len(d["text"].encode()) for d in corpus) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path, short = folder / "corpus.json", folder / "short.json"
        path.write_text(json.dumps(corpus, ensure_ascii=False), encoding="utf-8")
        short.write_text(json.dumps(corpus[:1], ensure_ascii=False), encoding="utf-8")
        scores, rows = {}, []
        for tool in KNOWS:
            output, _, cpu, memory = run(command(tool, path))
            _, _, start, _ = run(command(tool, short))
            scores[tool] = score(tool, output, corpus)
            rows.append((tool, size / max(cpu - start, 1e-9), memory))
        print(f"{len(corpus)} documents, {size:.2f} MB, {sum(len(d['truth']) for d in corpus)} observables, seed {options.seed}\n")
        print("| F1 (precision / recall) | n | " + " | ".join(KNOWS) + " |\n|---|---|" + "---|" * len(KNOWS))
        shared = collections.defaultdict(lambda: [0, 0, 0])
        for kind in SENTENCES:
            cells = []
            for tool in KNOWS:
                count = scores[tool][kind]
                right, said, gold = count
                known = kind in KNOWS[tool]
                cells.append(f"{f1(count):.1f} ({100 * right / max(said, 1):.0f} / {100 * right / max(gold, 1):.0f})" if known else "–")
                if all(kind in k for k in KNOWS.values()):
                    shared[tool] = [a + b for a, b in zip(shared[tool], count)]
            print(f"| {kind} | {scores['tansiq'][kind][2]} | " + " | ".join(cells) + " |")
        print("| **all nine that all three know** | " + f"{shared['tansiq'][2]} | " + " | ".join(f"**{f1(shared[t]):.1f}**" for t in KNOWS) + " |")
        print("| MB per CPU second | | " + " | ".join(f"{speed:.2f}" for _, speed, _ in rows) + " |")
        print("| memory at the peak, MB | | " + " | ".join(f"{memory:.0f}" for _, _, memory in rows) + " |")
        large(folder, corpus, options.large_mb)


def large(folder, corpus, megabytes):
    """Tansiq alone over one large document: observables, then everything."""
    text = "".join(d["text"] for d in corpus).encode()
    path = folder / "large.txt"
    with path.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            file.write(text)
    size = path.stat().st_size / 1e6
    for mode in ("observables", "everything"):
        output, _, cpu, memory = run([os.environ["TANSIQ_OBSERVABLES"], "--large", mode, str(path)])
        print(f"\none document of {size:.0f} MB, {mode}: {output.decode().strip()}, {size / cpu:.1f} MB per CPU second, {memory:.0f} MB at the peak")


if __name__ == "__main__":
    main()
