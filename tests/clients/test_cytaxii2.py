"""cytaxii2, which joins addresses by hand and cannot follow relative api roots."""

import json

from cytaxii2 import cytaxii2

from test_taxii2_client import indicator


def test_every_request_it_knows(server):
    partner = server.partner("cyware")
    collection = server.collection("For cytaxii2")
    server.grant(collection, partner)
    client = cytaxii2.cytaxii2(server.discovery, partner.name, partner.token, version=2.1)
    assert client.discovery_request()["response"]["default"] == server.url + "/tansiq/"
    assert client.root_discovery()["response"]["max_content_length"] > 0
    assert [c["id"] for c in client.collection_request()["response"]["collections"]] == [collection]
    assert client.collection_data_request(collection)["response"]["can_write"] is True
    items = [indicator(f"number {n}") for n in range(25)]
    posted = client.inbox_request(collection, json.dumps({"objects": items}))
    assert posted["status_code"] == 202, posted
    assert posted["response"]["success_count"] == 25
    got, following = [], None
    while True:
        page = client.poll_request(collection, limit=10, next=following, object_type="indicator")
        assert page["status"], page
        got += page["response"]["objects"]
        if not page["response"].get("more"):
            break
        following = page["response"]["next"]
    assert got == items


def test_wrong_password(server):
    client = cytaxii2.cytaxii2(server.discovery, "cyware", "wrong", version=2.1)
    answer = client.discovery_request()
    assert answer["status_code"] == 401 and answer["response"]["http_status"] == "401"
