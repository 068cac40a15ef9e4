"""One peer over the documents of a JSON file: `extract_peer.py TOOL FILE`; prints [[type, value], ...] for each, as JSON lines."""

import json
import sys

IOCSEARCHER = {"url": "url", "fqdn": "domain", "ip4": "ipv4", "ip6": "ipv6", "email": "email", "md5": "md5", "sha1": "sha1",
               "sha256": "sha256", "cve": "cve", "registry": "registry", "ttp": "technique", "bitcoin": "bitcoin"}
IOC_FINDER = {"urls": "url", "domains": "domain", "ipv4s": "ipv4", "ipv6s": "ipv6", "email_addresses": "email", "md5s": "md5",
              "sha1s": "sha1", "sha256s": "sha256", "cves": "cve"}


def reader(tool):
    if tool == "iocsearcher":
        from iocsearcher.searcher import Searcher
        searcher = Searcher()
        return lambda text: [(IOCSEARCHER.get(i.name), i.value) for i in searcher.search_data(text)]
    from ioc_finder import find_iocs
    return lambda text: [(IOC_FINDER.get(kind), value) for kind, values in find_iocs(text).items() for value in values]


if __name__ == "__main__":
    read = reader(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        for document in json.load(file):
            print(json.dumps([found for found in read(document["text"]) if found[0]]))
