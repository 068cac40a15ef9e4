"""taxii2-client, the reference client: every resource, all of ATT&CK paged, write and delete."""

import hashlib
import json
import uuid

import pytest
import requests
from taxii2client.exceptions import TAXIIServiceException
from taxii2client.v21 import Collection, Server, as_pages

from conftest import ATTACK


def indicator(name, **more):
    return {
        "type": "indicator", "spec_version": "2.1", "id": f"indicator--{uuid.uuid4()}",
        "created": "2026-01-02T03:04:05.678Z", "modified": "2026-01-02T03:04:05.678Z",
        "name": name, "pattern": "[ipv4-addr:value = '198.51.100.7']", "pattern_type": "stix",
        "valid_from": "2026-01-02T03:04:05Z", **more,
    }


def test_discovery_names_only_what_the_partner_may_use(server):
    partner = server.partner("walker")
    mine = server.collection("Walker's own")
    server.collection("Somebody else's")
    server.grant(mine, partner)
    found = Server(server.discovery, **partner.login)
    assert [root.url.rstrip("/").rsplit("/", 1)[1] for root in found.api_roots] == ["tansiq"]
    assert found.default is not None
    root = found.default
    assert "application/taxii+json;version=2.1" in root.versions
    assert [(c.id, c.can_read, c.can_write) for c in root.collections] == [(mine, True, True)]


def test_all_objects_of_attack_arrive_in_pages_byte_for_byte(server, attack):
    collection, reader = attack
    expected = {}
    for item in json.loads(ATTACK.read_bytes())["objects"]:
        expected[item["id"]] = item
    remote = Collection(server.objects_url(collection), **reader.login)
    got = {}
    for page in as_pages(remote.get_objects, per_request=1000):
        assert len(page["objects"]) <= 1000
        for item in page["objects"]:
            assert item["id"] not in got, "an object came twice"
            got[item["id"]] = item
    assert got == expected


def test_every_object_of_attack_keeps_its_bytes(server, attack):
    """The raw text of each object on the wire is the raw text in the file."""
    collection, reader = attack
    wanted = digests(ATTACK.read_text())
    got, query = set(), {"limit": 1000}
    while True:
        answer = requests.get(
            server.objects_url(collection) + "objects/", params=query, timeout=60,
            auth=(reader.name, reader.token), headers={"Accept": "application/taxii+json;version=2.1"},
        )
        answer.raise_for_status()
        got |= digests(answer.text)
        body = answer.json()
        if not body.get("more"):
            break
        query = {"limit": 1000, "next": body["next"]}
    assert got == wanted and len(got) == 24771


def digests(text):
    """SHA-256 of every object's own text in an envelope or bundle."""
    decoder, found = json.JSONDecoder(), set()
    at = text.index('"objects"')
    at = text.index("[", at) + 1
    while True:
        while text[at] in " \r\n\t,":
            at += 1
        if text[at] == "]":
            return found
        _, end = decoder.raw_decode(text, at)
        found.add(hashlib.sha256(text[at:end].encode()).hexdigest())
        at = end


def test_the_manifest_of_attack_arrives_in_pages(server, attack):
    collection, reader = attack
    remote = Collection(server.objects_url(collection), **reader.login)
    got = []
    for page in as_pages(remote.get_manifest, per_request=1000):
        got.extend(page["objects"])
    assert len(got) == 24771
    assert len({record["id"] for record in got}) == 24771
    dates = [record["date_added"] for record in got]
    assert dates == sorted(dates) and len(set(dates)) == len(dates)


def test_a_client_that_pages_by_added_after_alone_loses_nothing(server, attack):
    collection, reader = attack
    remote = Collection(server.objects_url(collection), **reader.login)
    got, after = set(), None
    while True:
        query = {"limit": 997}
        if after:
            query["added_after"] = after
        page = remote.get_manifest(**query)
        for record in page.get("objects", []):
            assert record["id"] not in got
            got.add(record["id"])
            after = record["date_added"]
        if not page.get("more"):
            break
    assert len(got) == 24771


def test_write_read_versions_and_delete(server):
    partner = server.partner("writer")
    collection = server.collection("Writing")
    server.grant(collection, partner)
    remote = Collection(server.objects_url(collection), **partner.login)
    first = indicator("مؤشر أول")
    second = dict(first, modified="2026-02-02T03:04:05.678901Z", name="second")
    bad = dict(indicator("bad"), pattern_type=7)
    status = remote.add_objects({"objects": [first, second, bad]})
    status.wait_until_final(poll_interval=0.2)
    assert (status.total_count, status.success_count, status.failure_count) == (3, 2, 1)
    assert status.failures[0]["id"] == bad["id"] and "pattern_type" in status.failures[0]["message"]
    assert remote.get_object(first["id"])["objects"] == [second]
    assert remote.get_object(first["id"], version="first")["objects"] == [first]
    versions = remote.object_versions(first["id"])["versions"]
    assert set(versions) == {first["modified"], second["modified"]}
    assert len(remote.get_objects(version="all")["objects"]) == 2
    remote.delete_object(first["id"])
    with pytest.raises(requests.HTTPError) as refused:
        remote.get_object(first["id"])
    assert refused.value.response.status_code == 404
    assert remote.get_manifest().get("objects", []) == []


def test_a_reader_may_not_write_and_a_stranger_sees_nothing(server):
    reader, stranger = server.partner("only-reads"), server.partner("stranger")
    collection = server.collection("Read only")
    server.grant(collection, reader, "--read")
    remote = Collection(server.objects_url(collection), **reader.login)
    assert remote.can_read and not remote.can_write
    answer = requests.post(
        server.objects_url(collection) + "objects/", json={"objects": [indicator("x")]}, timeout=30,
        auth=(reader.name, reader.token),
        headers={"Content-Type": "application/taxii+json;version=2.1", "Accept": "application/taxii+json;version=2.1"},
    )
    assert answer.status_code == 403 and answer.json()["http_status"] == "403"
    with pytest.raises((requests.HTTPError, TAXIIServiceException)):
        Collection(server.objects_url(collection), **stranger.login).refresh()


def test_two_partners_get_different_answers_from_one_collection(server):
    low, high = server.partner("low", "green"), server.partner("high", "amber")
    collection = server.collection("Shared by two")
    server.grant(collection, low, "--read")
    server.grant(collection, high, "--read", "--write")
    green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
    amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
    source = Collection(server.objects_url(collection), **high.login)
    open_to_both = indicator("for both", object_marking_refs=[green])
    for_one = indicator("for one", object_marking_refs=[amber])
    status = source.add_objects({"objects": [open_to_both, for_one]})
    status.wait_until_final(poll_interval=0.2)
    assert status.success_count == 2
    ids = lambda partner: {o["id"] for o in Collection(server.objects_url(collection), **partner.login).get_objects()["objects"]}
    assert ids(high) == {open_to_both["id"], for_one["id"]}
    assert ids(low) == {open_to_both["id"]}
