"""Writes N generated STIX 2.1 objects, one a line, 1.3 KB on average, the same for the same seed."""

import random
import sys
import uuid

STIX = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
WORDS = ("شبكة تنسيق مؤشر خادم تصيد احتيال بريد نطاق تمويل تهريب campaign loader beacon phishing "
         "infrastructure registrar wallet courier forged document réseau serveur hameçonnage indicateur").split()


def new_id(rng, kind):
    digits = f"{rng.getrandbits(128):032x}"
    return f"{kind}--{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def pool(rng, size, count=2000):
    """Texts of about `size` characters, to be drawn from."""
    texts = []
    for _ in range(count):
        text = ""
        while len(text) < size:
            text += rng.choice(WORDS) + " "
        texts.append(text.strip())
    return texts


def objects(count, seed=7):
    rng = random.Random(seed)
    short, middle, long, longest = (pool(rng, size) for size in (20, 40, 700, 1000))
    stamps = [f"2026-{rng.randrange(1, 11):02}-{rng.randrange(1, 28):02}T{rng.randrange(24):02}:{rng.randrange(60):02}:"
              f"{rng.randrange(60):02}.{rng.randrange(1000):03}Z" for _ in range(10_000)]
    creator = new_id(rng, "identity")
    indicators = [new_id(rng, "indicator")]
    malware = [new_id(rng, "malware")]
    pick = lambda texts: texts[int(rng.random() * len(texts))]
    for number in range(count):
        stamp, kind = pick(stamps), number % 10
        common = f'"spec_version":"2.1","created":"{stamp}","modified":"{stamp}","created_by_ref":"{creator}"'
        if kind < 5:
            bits = rng.getrandbits(32)
            address = f"{1 + bits % 223}.{bits >> 8 & 255}.{bits >> 16 & 255}.{bits >> 24}"
            item = new_id(rng, "indicator")
            yield (f'{{"type":"indicator","id":"{item}",{common},"name":"{pick(middle)}","description":"{pick(long)}",'
                   f'"pattern_type":"stix","pattern":"[ipv4-addr:value = \'{address}\']","valid_from":"{stamp}",'
                   f'"indicator_types":["malicious-activity"],"labels":["{pick(short)}"],"confidence":{bits % 101}}}')
            indicators.append(item)
            del indicators[:-1000]
        elif kind < 8:
            yield (f'{{"type":"relationship","id":"{new_id(rng, "relationship")}",{common},'
                   f'"relationship_type":"indicates","source_ref":"{pick(indicators)}","target_ref":"{pick(malware)}",'
                   f'"description":"{pick(long)}"}}')
        elif kind == 8:
            item = new_id(rng, "malware")
            yield (f'{{"type":"malware","id":"{item}",{common},"is_family":false,"name":"{pick(short)}",'
                   f'"description":"{pick(longest)}","malware_types":["trojan"]}}')
            malware.append(item)
            del malware[:-1000]
        else:
            value = f"host-{rng.getrandbits(64):016x}.example"
            name = uuid.uuid5(STIX, f'{{"value":"{value}"}}')
            yield (f'{{"type":"domain-name","spec_version":"2.1","id":"domain-name--{name}","value":"{value}",'
                   f'"x_note":"{rng.getrandbits(256):064x} {pick(long)}"}}')


def write(path, count):
    with open(path, "w", encoding="utf-8") as file:
        for line in objects(count):
            file.write(line + "\n")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
