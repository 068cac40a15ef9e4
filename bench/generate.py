"""Writes N generated STIX 2.1 objects, one a line, 1.3 KB on average, the same for the same seed."""

import hashlib
import json
import random
import sys
import uuid

STIX = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
WORDS = ("شبكة تنسيق مؤشر خادم تصيد احتيال بريد نطاق تمويل تهريب campaign loader beacon phishing "
         "infrastructure registrar wallet courier forged document réseau serveur hameçonnage indicateur").split()


def new_id(rng, kind):
    return f"{kind}--{uuid.UUID(int=rng.getrandbits(128), version=4)}"


def prose(rng, size):
    text = ""
    while len(text) < size:
        text += rng.choice(WORDS) + " "
    return text.strip()


def objects(count, seed=7):
    rng = random.Random(seed)
    creator = new_id(rng, "identity")
    indicators = [new_id(rng, "indicator")]
    malware = [new_id(rng, "malware")]
    for number in range(count):
        second = rng.randrange(0, 86400 * 300)
        stamp = f"2026-{1 + second // 2592000:02}-{1 + second // 86400 % 28:02}T" \
                f"{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}.{rng.randrange(1000):03}Z"
        common = {"spec_version": "2.1", "created": stamp, "modified": stamp, "created_by_ref": creator}
        kind = number % 10
        if kind < 5:
            address = f"{rng.randrange(1, 224)}.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}"
            item = {"type": "indicator", "id": new_id(rng, "indicator"), **common,
                    "name": prose(rng, 40), "description": prose(rng, 700), "pattern_type": "stix",
                    "pattern": f"[ipv4-addr:value = '{address}']", "valid_from": stamp,
                    "indicator_types": ["malicious-activity"], "labels": [prose(rng, 12)], "confidence": rng.randrange(101)}
            indicators.append(item["id"])
            del indicators[:-1000]
        elif kind < 8:
            item = {"type": "relationship", "id": new_id(rng, "relationship"), **common,
                    "relationship_type": "indicates", "source_ref": rng.choice(indicators),
                    "target_ref": rng.choice(malware), "description": prose(rng, 700)}
        elif kind == 8:
            item = {"type": "malware", "id": new_id(rng, "malware"), **common, "is_family": False,
                    "name": prose(rng, 20), "description": prose(rng, 1000), "malware_types": ["trojan"]}
            malware.append(item["id"])
            del malware[:-1000]
        else:
            value = f"host-{rng.getrandbits(64):016x}.example"
            sha = uuid.uuid5(STIX, json.dumps({"value": value}, separators=(",", ":")))
            item = {"type": "domain-name", "spec_version": "2.1", "id": f"domain-name--{sha}", "value": value,
                    "x_note": hashlib.sha256(value.encode()).hexdigest() + prose(rng, 700)}
        yield json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def write(path, count):
    with open(path, "w", encoding="utf-8") as file:
        for line in objects(count):
            file.write(line + "\n")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
