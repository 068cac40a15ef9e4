"""Prose with observables whose truth is known: live and defanged, among words that only look like them.

    python bench/observables.py DOCUMENTS SEED    prints JSON: [{"text", "truth": [[type, value], ...]}, ...]

Every value is made up from a seeded generator; addresses avoid the ranges kept for documentation and private use, which
one of the peers leaves out on purpose.
"""

import hashlib
import ipaddress
import json
import random
import sys

WORDS = "delta river mill harbour orchid cobalt summit prairie lantern meadow copper falcon granite willow cedar ember".split()
TLDS = "com net org info ru cn io biz xyz fr de ma top online".split()
SENTENCES = {
    "url": ["The loader fetched {0} two minutes later.", "Download page: {0}", "La charge est servie depuis {0}.",
            "وحمّل البرنامج ملفه الثاني من {0} بعد دقيقتين."],
    "domain": ["Beacons went to {0} every hour.", "The operators registered {0} in March.", "Le domaine {0} a été suspendu.",
               "وسجل المهاجمون النطاق {0} في مارس."],
    "ipv4": ["The server at {0} answered on port 443.", "Command and control: {0}", "Connexions vers {0} pendant la nuit.",
             "ورصد اتصال بالعنوان {0} ليلا."],
    "ipv6": ["A second server listened on {0} as well.", "AAAA record: {0}", "L'adresse {0} est hébergée au même endroit."],
    "email": ["Lures were sent from {0} to accountants.", "Contact in the ransom note: {0}", "Le message venait de {0}.",
              "وجاءت الرسالة من {0} صباحا."],
    "md5": ["The dropper (MD5 {0}) is signed.", "Empreinte {0}."],
    "sha1": ["A variant with SHA1 {0} followed.", "Empreinte {0}."],
    "sha256": ["The payload is {0}.", "SHA-256: {0}", "بصمة الملف {0} ."],
    "sha512": ["Its SHA-512 is {0}."],
    "cve": ["They exploited {0} on unpatched gateways.", "La faille {0} a été corrigée.", "واستغلوا الثغرة {0} ."],
    "mac": ["The rogue access point had {0} as its address."],
    "asn": ["The range is announced by {0}.", "Hosted in {0} since May."],
    "registry": ["Persistence is set under {0} at logon."],
    "technique": ["The behaviour maps to {0} in ATT&CK."],
    "bitcoin": ["Payment was asked to {0} within two days."],
    "path": ["It writes {0} and runs it."],
}
# What looks like an observable and is none.
NOISE = [
    "The tool is at version 4.18.2 since the spring, 4.18 before.", "Section 3.2.1 of the report covers 12/05/2024 to 14/05/2024.",
    "See README.md and setup.py in the archive.", "The meeting ran from 10:30 to 12:45 in room 4.2.",
    "Commit 3f2a9c1 fixed it.", "Order no. 2024-1187 of 3.500,50 euros.", "Le tableau 2.1 est en annexe.",
    "وارتفعت النسبة من 3.5 إلى 4.2 في المئة.", "Ticket INC-20240512-0007 was closed.", "The ratio was 1:2:3 in all runs.",
    "e.g. the Node.js and ASP.NET services.", "Build 10.0.19045 was affected.",
]
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58check(payload):
    data = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = BASE58[rest] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def host(self):
        pick = self.random.choice
        return f"{pick(WORDS)}{pick(['-', ''])}{pick(WORDS)}{self.random.randrange(100)}.{pick(TLDS)}"

    def hexadecimal(self, length):
        return "".join(self.random.choice("0123456789abcdef") for _ in range(length))

    def value(self, kind):
        rand, pick = self.random.randrange, self.random.choice
        match kind:
            case "url":
                port = pick(["", "", ":8080"])
                return f"{pick(['http', 'https'])}://{self.host()}{port}/{pick(WORDS)}/{pick(WORDS)}{pick(['', '.php', '?id=' + str(rand(9999))])}"
            case "domain":
                return pick(["", "cdn.", "update."]) + self.host()
            case "ipv4":
                while True:
                    address = ipaddress.IPv4Address(rand(1 << 32))
                    if address.is_global and not address.is_multicast and str(address).split(".")[3] not in ("0", "255"):
                        return str(address)
            case "ipv6":
                return str(ipaddress.IPv6Address((0x2a01 << 112) | self.random.getrandbits(108)))
            case "email":
                return f"{pick(WORDS)}.{pick(WORDS)}@{self.host()}"
            case "md5" | "sha1" | "sha256" | "sha512":
                return self.hexadecimal({"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}[kind])
            case "cve":
                return f"CVE-{2014 + rand(11)}-{1000 + rand(50000)}"
            case "mac":
                return ":".join(self.hexadecimal(2) for _ in range(6))
            case "asn":
                return f"AS{1000 + rand(60000)}"
            case "registry":
                return "HKEY_LOCAL_MACHINE\\Software\\" + pick(WORDS).title() + "\\Run" + str(rand(99))
            case "technique":
                return f"T1{rand(1, 600):03}" + pick(["", f".{rand(1, 12):03}"])
            case "bitcoin":
                return base58check(b"\0" + self.random.randbytes(20))
            case "path":
                return "C:\\Users\\Public\\" + pick(WORDS) + str(rand(99)) + pick([".exe", ".dll", ".bat"])

    def defanged(self, kind, value):
        """The value as reports write it so that nobody clicks on it; three of five are."""
        if kind not in ("url", "domain", "ipv4", "email") or self.random.random() < 0.4:
            return value
        dot = self.random.choice(["[.]", "[.]", "(.)", "[dot]", "{.}"])
        if kind == "email":
            name, host = value.split("@")
            return name + self.random.choice(["@", "[@]", "[at]"]) + host.replace(".", dot)
        if kind == "url":
            scheme, rest = value.split("://")
            host, slash, path = rest.partition("/")
            scheme = scheme.replace("tt", self.random.choice(["xx", "XX"]))
            return scheme + self.random.choice(["://", "://", "[://]", "[:]//"]) + host.replace(".", dot) + slash + path
        if kind == "ipv4" and self.random.random() < 0.5:
            head, _, tail = value.rpartition(".")
            return head + dot + tail
        return value.replace(".", dot)

    def document(self):
        kinds, truth, lines = list(SENTENCES), [], []
        for _ in range(30):
            if self.random.random() < 0.35:
                lines.append(self.random.choice(NOISE))
                continue
            kind = self.random.choice(kinds)
            value = self.value(kind)
            truth.append([kind, value])
            lines.append(self.random.choice(SENTENCES[kind]).format(self.defanged(kind, value)))
        return {"text": "\n".join(lines) + "\n", "truth": truth}


def documents(count, seed):
    maker = Maker(seed)
    return [maker.document() for _ in range(count)]


if __name__ == "__main__":
    json.dump(documents(int(sys.argv[1]), int(sys.argv[2])), sys.stdout, ensure_ascii=False)
