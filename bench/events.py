"""Indicators and EVE events with a known truth: what is planted is all there is to find. The same for the same seed."""

import hashlib
import json
import random
import uuid

NAMESPACE = uuid.UUID("5b3c1f0e-2d6a-4c0e-9a53-0c1d2e3f4a5b")
STAMP = "2026-01-01T00:00:00.000Z"
FIRST = 1_767_225_600  # 2026-01-01
KINDS = ("ip", "ip", "ip", "ip", "domain", "domain", "domain", "url", "sha256", "sha256")
AGENTS = ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "curl/8.14.1", "okhttp/4.12.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64)")


def address(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def value(number):
    """The kind and value of an indicator. Benign values never look like one."""
    kind = KINDS[number % 10]
    if kind == "ip":  # 96.0.0.0/6, each once; benign addresses lie elsewhere
        return kind, address((96 << 24) + number * 0x9E3779B1 % (1 << 26))
    if kind == "domain":
        return kind, f"login-{number:x}.bad-{number % 977}.example"
    if kind == "url":
        return kind, f"http://files-{number:x}.worse.example/get/{number}.php"
    return kind, hashlib.sha256(str(number).encode()).hexdigest()


def pattern(number):
    kind, text = value(number)
    path = {"ip": "ipv4-addr:value", "domain": "domain-name:value", "url": "url:value",
            "sha256": "file:hashes.'SHA-256'"}[kind]
    return f"[{path} = '{text}']"


def indicator_id(number):
    digits = f"{number * 0x9E3779B97F4A7C15 % (1 << 64):016x}{number:016x}"
    return f"indicator--{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def indicator(number, text):
    return ('{"type":"indicator","spec_version":"2.1","id":"' + indicator_id(number) + f'","created":"{STAMP}","modified":"{STAMP}",'
            f'"name":"planted {number}","pattern_type":"stix","pattern":{json.dumps(text)},"valid_from":"{STAMP}","confidence":80}}\n')


def write_indicators(path, count, of=pattern):
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            out.write(indicator(number, of(number)))


def moment(number):
    """A thousand events a second."""
    second, rest = divmod(number, 1000)
    return f"2026-01-01T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}.{rest:03}000+0000"


class Fields:
    """What may be planted in an event."""

    def __init__(self, rng, number):
        bits = rng.getrandbits(64)
        self.kind, self.bits, self.number = number % 4, bits, number
        self.ip = address((128 << 24) + (bits & 0x1FFFFFFF))
        self.host = f"www{bits >> 40 & 0xFFF}.shop-{bits >> 20 & 0xFFFF}.example.net"
        self.url = f"/index/{bits & 0xFFFFF}.html"
        self.file = f"/download/{bits & 0xFFFFFF:x}.bin"
        self.port = (53, 80, 443, 8080)[self.kind]
        self.digest = None

    def line(self, rng):
        bits, number = self.bits, self.number
        name = ("dns", "http", "tls", "fileinfo")[self.kind]
        head = (f'{{"timestamp":"{moment(number)}","flow_id":{bits >> 8},"in_iface":"eth0","event_type":"{name}",'
                f'"src_ip":"10.{bits & 3}.{bits >> 2 & 255}.{bits >> 10 & 255}","src_port":{1024 + (bits >> 33) % 60000},'
                f'"dest_ip":"{self.ip}","dest_port":{self.port},"proto":"TCP",')
        if self.kind == 0:
            return (f'{head}"dns":{{"type":"query","id":{bits & 0xFFFF},"rrname":"{self.host}","rrtype":"A","tx_id":0,"opcode":0}},'
                    f'"community_id":"1:{bits:022x}=","host":"sensor-03.region-west.example.net","pcap_cnt":{number},"vlan":[100],'
                    f'"flow":{{"pkts_toserver":3,"pkts_toclient":2,"bytes_toserver":211,"bytes_toclient":340}}}}\n')
        if self.kind == 1:
            return (f'{head}"tx_id":0,"http":{{"hostname":"{self.host}","url":"{self.url}","http_user_agent":"{AGENTS[bits & 3]}",'
                    f'"http_content_type":"text/html","http_method":"GET","protocol":"HTTP/1.1","status":200,'
                    f'"length":{bits >> 12 & 0xFFFF}}},"app_proto":"http"}}\n')
        if self.kind == 2:
            return (f'{head}"tls":{{"subject":"CN=*.cdn{bits & 0xFFF}.example.net","issuerdn":"C=US, O=Example CA, CN=Example CA R3",'
                    f'"serial":"04:{bits & 255:02X}:AA:BB","sni":"{self.host}","version":"TLS 1.3","notbefore":"2025-11-01T00:00:00",'
                    f'"notafter":"2026-11-01T00:00:00","ja3":{{"hash":"{bits:032x}"}}}},"app_proto":"tls"}}\n')
        digest = self.digest or f"{rng.getrandbits(256):064x}"
        return (f'{head}"fileinfo":{{"filename":"{self.file}","sha256":"{digest}","gaps":false,"state":"CLOSED",'
                f'"stored":false,"size":{bits & 0xFFFFF},"tx_id":0}},"app_proto":"http"}}\n')

    def plant(self, number, nearly=False):
        """Puts an indicator's value in; nearly: a value that holds it but is another."""
        kind, text = value(number)
        if kind == "ip":
            self.ip = text
        elif kind == "domain":
            self.kind = min(self.kind, 2)  # a fileinfo event names no host
            self.host = f"www.{text}" if nearly else text
        elif kind == "url":
            self.kind = 1
            self.host, path = text.removeprefix("http://").split("/", 1)
            self.url = f"/{path}?x=1" if nearly else f"/{path}"
        else:
            self.kind, self.digest = 3, text
        return text


def write_events(path, count, indicators, share, seed=11):
    """Events of which this share holds one indicator; one in a thousand more holds a value that is nearly one. The
    truth: (line, number of the indicator)."""
    rng, truth = random.Random(seed), set()
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as out:
        for number in range(count):
            fields, draw = Fields(rng, number), rng.random()
            if draw < share:
                which = rng.randrange(indicators)
                fields.plant(which)
                truth.add((number + 1, which))
            elif draw > 0.999:
                which = rng.randrange(indicators)
                if KINDS[which % 10] in ("domain", "url"):
                    fields.plant(which, nearly=True)
            out.write(fields.line(rng))
    return truth


def complex_pattern(number):
    """Patterns that are evaluated: LIKE, MATCHES, two events within a minute, two properties of one object."""
    ip = address((96 << 24) + number * 0x9E3779B1 % (1 << 26))
    return (f"[url:value LIKE '%/evil-{number}x/%.php']",
            f"[file:name MATCHES '(?i)^drop-{number}-.*\\\\.exe$']",
            f"([ipv4-addr:value = '{ip}'] FOLLOWEDBY [domain-name:value = 'after-{number}.example']) WITHIN 60 SECONDS",
            f"[network-traffic:dst_ref.value = '{ip}' AND network-traffic:dst_port = 443]")[number % 4]


def write_complex_events(path, count, patterns, share=0.001, seed=13):
    """The same for `complex_pattern`; each pattern over two events is planted at most once."""
    rng, truth, later, used = random.Random(seed), set(), {}, set()
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as out:
        for number in range(count):
            fields = Fields(rng, number)
            which = rng.randrange(patterns) if rng.random() < share else None
            if number in later:
                fields.kind, fields.host = 0, f"after-{later[number]}.example"
                truth.add((number + 1, later[number]))
            elif which is not None and which % 4 == 0:
                fields.kind, fields.url = 1, f"/evil-{which}x/{number}.php"
                truth.add((number + 1, which))
            elif which is not None and which % 4 == 1:
                fields.kind, fields.file = 3, f"/tmp/Drop-{which}-{number}.EXE"
                truth.add((number + 1, which))
            elif which is not None:
                fields.ip = address((96 << 24) + which * 0x9E3779B1 % (1 << 26))
                if which % 4 == 3 and fields.kind == 2:
                    truth.add((number + 1, which))
                elif which % 4 == 2 and which not in used and number + 500 < count and number + 500 not in later:
                    used.add(which)
                    later[number + 500] = which
            out.write(fields.line(rng))
    return truth
