"""The OASIS `stix2` library's TAXII source and sink."""

import stix2
from taxii2client.v21 import Collection


def make(server, name):
    partner = server.partner(name)
    collection = server.collection(f"{name}'s collection")
    server.grant(collection, partner)
    return Collection(server.objects_url(collection), **partner.login)


def test_what_the_sink_adds_the_source_gives_back(server):
    remote = make(server, "librarian")
    actor = stix2.ThreatActor(name="جماعة الاختبار", threat_actor_types=["crime-syndicate"])
    address = stix2.IPv4Address(value="198.51.100.3")
    indicator = stix2.Indicator(pattern="[ipv4-addr:value = '198.51.100.3']", pattern_type="stix",
                                valid_from="2026-01-01T00:00:00Z")
    edge = stix2.Relationship(indicator, "indicates", actor)
    sink = stix2.TAXIICollectionSink(remote)
    sink.add(stix2.Bundle(actor, address, indicator, edge))
    source = stix2.TAXIICollectionSource(remote)
    for item in (actor, address, indicator, edge):
        assert source.get(item.id) == item
    assert {found.id for found in source.query([stix2.Filter("type", "=", "indicator")])} == {indicator.id}
    assert {found.id for found in source.relationships(actor)} == {edge.id}


def test_all_versions(server):
    remote = make(server, "versions")
    sink, source = stix2.TAXIICollectionSink(remote), stix2.TAXIICollectionSource(remote)
    first = stix2.Campaign(name="first")
    second = first.new_version(name="second")
    sink.add([first, second])
    assert {found.name for found in source.all_versions(first.id)} == {"first", "second"}
    assert source.get(first.id).name == "second"


def test_the_source_reads_all_of_attack(server, attack):
    collection, reader = attack
    source = stix2.TAXIICollectionSource(Collection(server.objects_url(collection), **reader.login))
    tactics = source.query([stix2.Filter("type", "=", "attack-pattern")])
    assert len(tactics) == 835


def test_the_source_answers_none_for_an_unknown_id(server):
    remote = make(server, "unknown")
    assert stix2.TAXIICollectionSource(remote).get("campaign--00000000-0000-4000-8000-000000000000") is None
