//! Malformed parameters are 400 on every endpoint that defines them, and name what is wrong.

use crate::support::*;

const MALFORMED: &[(&str, &str)] = &[
    ("added_after=garbage", "added_after"),
    ("added_after=2024-01-01", "added_after"),
    ("added_after=2024-01-01T00:00:00%2B01:00", "added_after"),
    (
        "added_after=2024-01-01T00:00:00Z&added_after=2024-01-01T00:00:00Z",
        "added_after",
    ),
    ("limit=0", "limit"),
    ("limit=-1", "limit"),
    ("limit=1.0", "limit"),
    ("limit=abc", "limit"),
    ("limit=", "limit"),
    ("limit=1&limit=1", "limit"),
    ("limit=99999999999999999999", "limit"),
    ("next=garbage", "next"),
    ("next=", "next"),
    ("next=%00", "next"),
    ("match[spec_version]=x", "match[spec_version]"),
    (
        "match[spec_version]=2.1&match[spec_version]=2.1",
        "match[spec_version]",
    ),
    ("limit=%", "limit"),
];
const OF_VERSION: &[(&str, &str)] = &[
    ("match[version]=garbage", "match[version]"),
    ("match[version]=all,last", "match[version]"),
    ("match[version]=last,last", "match[version]"),
    ("match[version]=", "match[version]"),
    (
        "match%5Bversion%5D=all&match[version]=all",
        "match[version]",
    ),
];
const OF_ID_AND_TYPE: &[(&str, &str)] = &[
    ("match[id]=garbage", "match[id]"),
    ("match[id]=", "match[id]"),
    ("match[type]=indicator,,malware", "match[type]"),
    ("match[type]=indicator,%20malware", "match[type]"),
    ("match[type]=a&match[type]=b", "match[type]"),
    ("match[]=a", "match[]"),
];

#[test]
fn malformed_parameters_are_400_everywhere() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let objects = objects_path(&collection);
    partner
        .post(&objects, &envelope([object(1, 1, GREEN)]))
        .expect(202);
    let manifest = objects.replace("objects/", "manifest/");
    let one = format!("{objects}{}/", id(1));
    let versions = format!("{one}versions/");
    for (path, tables) in [
        (&objects, &[MALFORMED, OF_VERSION, OF_ID_AND_TYPE][..]),
        (&manifest, &[MALFORMED, OF_VERSION, OF_ID_AND_TYPE]),
        (&one, &[MALFORMED, OF_VERSION]),
        (&versions, &[MALFORMED]),
    ] {
        for (query, parameter) in tables.iter().copied().flatten() {
            let error = partner.get(&format!("{path}?{query}")).expect(400).json();
            let description = error["description"].as_str().unwrap();
            assert!(
                description.contains(parameter),
                "{path}?{query}: {description}"
            );
        }
    }
    for (query, _) in OF_VERSION {
        partner.delete(&format!("{one}?{query}")).expect(400);
    }
    for query in [
        "limit=1",
        "match[type]=identity",
        "added_after=2024-01-01T00:00:00Z",
        "x=1",
    ] {
        partner.delete(&format!("{one}?{query}")).expect(400);
    }
    partner.get(&one).expect(200);
}

#[test]
fn what_the_specification_does_not_define_is_passed_over() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let objects = objects_path(&collection);
    partner
        .post(&objects, &envelope([object(1, 1, GREEN)]))
        .expect(202);
    for query in [
        "match[x_field]=a",
        "cache=1&cache=2",
        "match[type]=x-unheard-of,identity",
    ] {
        assert_eq!(
            partner.get(&format!("{objects}?{query}")).expect(200).ids(),
            [id(1)]
        );
    }
    assert_eq!(
        partner
            .get(&format!("{objects}?match[type]=x-other"))
            .expect(200)
            .body,
        b"{}"
    );
}

#[test]
fn filters_are_anded_and_their_values_ored() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let objects = objects_path(&collection);
    partner
        .post(&objects, &envelope((1..=4).map(|n| object(n, 1, GREEN))))
        .expect(202);
    let ids = |query: &str| partner.get(&format!("{objects}?{query}")).expect(200).ids();
    assert_eq!(
        ids(&format!("match[id]={},{}", id(3), id(1))),
        [id(1), id(3)]
    );
    assert_eq!(
        ids(&format!("match[id]={}&match[type]=identity", id(2))),
        [id(2)]
    );
    assert_eq!(
        ids(&format!("match[id]={}&match[type]=malware", id(2))),
        Vec::<String>::new()
    );
    assert_eq!(ids("limit=2"), [id(1), id(2)]);
    assert_eq!(ids("limit=9007199254740991").len(), 4);
    let first = partner.get(&format!("{objects}?limit=1")).expect(200);
    let after = first.header("x-taxii-date-added-last").unwrap().to_owned();
    assert_eq!(ids(&format!("added_after={after}")), [id(2), id(3), id(4)]);
}
