"""CPU seconds, memory and HTTP for the benchmarks; loopback only."""

import base64
import http.client
import json
import os
import pathlib
import socket
import time

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _descendants(pid):
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _descendants(int(child))
    return found


def cpu_seconds(pid):
    """User and system time of a process and its children so far."""
    total = 0
    for one in _descendants(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def rss_mb(pid):
    """Resident memory of a process and its children, in MB."""
    total = 0
    for one in _descendants(pid):
        for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total / 1024


def run(command):
    """Runs a command to its end: (standard output, wall seconds, CPU seconds, peak RSS in MB)."""
    begin = time.perf_counter()
    read, write = os.pipe()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command} failed: {output[-2000:]!r}")
    return output, time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Client:
    """One keep-alive connection with Basic credentials."""

    def __init__(self, port, user, password):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {secret}", "Accept": "application/taxii+json;version=2.1"}

    def request(self, method, path, body=None):
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/taxii+json;version=2.1"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {data[:300]!r}")
        return data, answer.headers

    def get(self, path):
        return self.request("GET", path)

    def pages(self, path, limit, most=None, by_next=True):
        """Pages of a collection as raw bytes; `more` and `next` are read at the page's ends only."""
        query, pages = f"?limit={limit}", 0
        while most is None or pages < most:
            data, headers = self.get(path + query)
            yield data
            pages += 1
            ends = data[:4096] + data[-4096:]
            if b'"more":true' not in ends.replace(b" ", b""):
                return
            if by_next:
                at = ends.replace(b'"next": ', b'"next":').split(b'"next":"', 1)[1]
                following = at.split(b'"', 1)[0].decode()
                query = f"?limit={limit}&next={following}"
            else:
                query = f"?limit={limit}&added_after={headers['X-TAXII-Date-Added-Last']}"


def wait_until_up(port, path="/taxii2/", seconds=60):
    """Seconds until the port answers anything over HTTP."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            connection.getresponse().read()
            return time.perf_counter() - begin
        except OSError:
            time.sleep(0.002)
    raise SystemExit(f"nothing answers on port {port}")


def count_objects(data):
    return len(json.loads(data).get("objects", []))
