//! What a query may and may not say.

use super::*;
use stix::SpecVersion;

const ID: &str = "indicator--3600ad1b-fff1-4c98-bcc9-4de3bc2e2ffb";
const OTHER: &str = "sighting--4600ad1b-fff1-4c58-bcc9-4de3bc5e2ffd";

fn objects(query: &str) -> Result<Filter, FilterError> {
    parse_filter(query, Allowed::OBJECTS)
}

fn matching(query: &str) -> Matching {
    objects(query).expect(query).matching
}

#[test]
fn no_query_asks_for_everything() {
    assert_eq!(objects(""), Ok(Filter::default()));
    assert_eq!(objects("&&"), Ok(Filter::default()));
    assert!(matching("").is_empty());
}

#[test]
fn every_parameter_of_the_specification() {
    let filter = objects(&format!(
        "added_after=2016-02-21T00:00:01.000001Z&limit=10&next=abc&match[id]={OTHER},{ID}\
         &match%5Btype%5D=indicator%2Csighting&match[version]=first,2018-03-02T01:01:01.123Z,last\
         &match[spec_version]=2.1,2.0"
    ))
    .expect("well formed");
    assert_eq!(filter.added_after, Some(1_456_012_801_000_001));
    assert_eq!(filter.limit, Some(10));
    assert_eq!(filter.next.as_deref(), Some("abc"));
    assert_eq!(filter.matching.ids, [ID, OTHER]);
    assert_eq!(filter.matching.types, ["indicator", "sighting"]);
    assert_eq!(
        filter.matching.versions,
        Some(VersionMatch::Some {
            last: true,
            first: true,
            exact: vec![1_519_952_461_123_000]
        })
    );
    assert_eq!(
        filter.matching.spec_versions,
        Some(vec![SpecVersion::V20, SpecVersion::V21])
    );
}

#[test]
fn added_after_takes_any_precision_in_utc() {
    for (text, micros) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.5Z", 500_000),
        ("1970-01-01T00:00:00.000001999Z", 1),
    ] {
        assert_eq!(
            objects(&format!("added_after={text}")).unwrap().added_after,
            Some(micros)
        );
    }
}

#[test]
fn malformed_parameters_are_named() {
    let table = [
        ("added_after=garbage", "added_after"),
        ("added_after=", "added_after"),
        ("added_after", "added_after"),
        ("added_after=2016-02-30T00:00:00Z", "added_after"),
        ("added_after=2016-02-21", "added_after"),
        ("added_after=2016-02-21T00:00:00%2B00:00", "added_after"),
        (
            "added_after=2016-02-21T00:00:00Z,2016-02-22T00:00:00Z",
            "added_after",
        ),
        (
            "added_after=2016-02-21T00:00:00Z&added_after=2016-02-21T00:00:00Z",
            "added_after",
        ),
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=%2B5", "limit"),
        ("limit=1.5", "limit"),
        ("limit=ten", "limit"),
        ("limit=", "limit"),
        ("limit=9007199254740992", "limit"),
        ("limit=99999999999999999999999", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limit=%D9%A3", "limit"),
        ("next=", "next"),
        ("next=a&next=a", "next"),
        ("match[id]=", "match[id]"),
        ("match[id]=garbage", "match[id]"),
        ("match[id]=indicator--1", "match[id]"),
        (
            "match[id]=indicator--3600ad1b-fff1-4c98-bcc9-4de3bc2e2ffb,",
            "match[id]",
        ),
        ("match[type]=", "match[type]"),
        ("match[type]=,", "match[type]"),
        ("match[type]=indicator,,malware", "match[type]"),
        ("match[type]=indicator,%20malware", "match[type]"),
        ("match[type]=a&match[type]=b", "match[type]"),
        ("match[type]=a&match%5Btype%5D=b", "match[type]"),
        ("match[type]=%D8%AA", "match[type]"),
        ("match[version]=garbage", "match[version]"),
        ("match[version]=", "match[version]"),
        ("match[version]=all,last", "match[version]"),
        ("match[version]=first,all", "match[version]"),
        ("match[version]=all,2016-01-01T00:00:00Z", "match[version]"),
        ("match[version]=last,last", "match[version]"),
        ("match[version]=all,all", "match[version]"),
        (
            "match[version]=2016-01-01T00:00:00Z,2016-01-01T00:00:00.000Z",
            "match[version]",
        ),
        ("match[version]=LAST", "match[version]"),
        ("match[spec_version]=", "match[spec_version]"),
        ("match[spec_version]=2", "match[spec_version]"),
        ("match[spec_version]=2.x", "match[spec_version]"),
        ("match[spec_version]=2.1,", "match[spec_version]"),
        ("match[x_ours]=1&match[x_ours]=2", "match[x_ours]"),
        ("match", "match"),
        ("match=type", "match"),
        ("match[]=a", "match[]"),
        ("match[type=a", "match[type"),
        ("match[[type]]=a", "match[[type]]"),
        ("match[type]%00=a", "match[type]\0"),
        ("limit=%", "limit"),
        ("limit=%zz", "limit"),
        ("x=%ff", "x"),
        ("%ff=x", "%ff"),
    ];
    for (query, parameter) in table {
        let error = objects(query).expect_err(query);
        assert_eq!(error.parameter(), parameter, "{query}");
        assert!(error.to_string().contains('`'), "{query}");
    }
}

#[test]
fn undefined_fields_and_parameters_are_passed_over() {
    let query = "match[x_ours]=a,,b&foo=bar&foo=baz&matched=1&page=7";
    assert_eq!(objects(query), Ok(Filter::default()));
    // Fields of the specification that this endpoint does not define count as undefined.
    let query = "match[type]=indicator&match[version]=nonsense";
    assert_eq!(
        parse_filter(query, Allowed::VERSIONS),
        Ok(Filter::default())
    );
    assert_eq!(
        parse_filter("limit=0", Allowed::NONE),
        Ok(Filter::default())
    );
}

#[test]
fn a_deletion_is_never_widened() {
    let allowed = "match[version]=all&match[spec_version]=2.1";
    assert!(parse_filter(allowed, Allowed::DELETE).is_ok());
    for query in [
        "match[verson]=all",
        "match[type]=malware",
        "limit=1",
        "added_after=x",
        "foo=1",
    ] {
        let error = parse_filter(query, Allowed::DELETE).expect_err(query);
        assert!(matches!(error, FilterError::NotHere(_)), "{query}");
    }
}

#[test]
fn unknown_specification_versions_match_nothing() {
    assert_eq!(
        matching("match[spec_version]=3.0").spec_versions,
        Some(vec![])
    );
    assert_eq!(
        matching("match[spec_version]=3.0,2.1,2.1").spec_versions,
        Some(vec![SpecVersion::V21])
    );
}

#[test]
fn canonical_text_is_the_same_for_the_same_match() {
    for (a, b) in [
        (
            "match[type]=b,a&match[id]=ID",
            "match[id]=ID,ID&match[type]=a,b,b",
        ),
        ("match[version]=last,first", "match[version]=first,last"),
        ("match[spec_version]=3.0", "match[spec_version]=4.0"),
        (
            "match[version]=2016-01-01T00:00:00Z",
            "match[version]=2016-01-01T00:00:00.000Z",
        ),
        ("", "match[x_ours]=1&limit=3"),
    ] {
        let (a, b) = (a.replace("ID", ID), b.replace("ID", ID));
        let text = matching(&a).to_query();
        assert_eq!(text, matching(&b).to_query());
        assert_eq!(matching(&text), matching(&a), "{text}");
    }
    assert_ne!(
        matching("match[version]=all").to_query(),
        matching("").to_query()
    );
}

#[test]
fn messages_show_hostile_text_short_and_escaped() {
    let query = format!("limit=%1B]0;x%07{}", "9".repeat(500));
    let message = objects(&query).expect_err("too large").to_string();
    assert!(message.contains("\\u{1b}"), "{message}");
    assert!(
        !message.contains('\x1b') && message.chars().count() < 250,
        "{message}"
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(query in "(match\\[(id|type|version|spec_version)\\]|limit|next|added_after|%|&|=|,|[ -~]|\\PC){0,60}") {
        if let Ok(filter) = objects(&query) {
            let text = filter.matching.to_query();
            proptest::prop_assert_eq!(matching(&text), filter.matching);
        }
    }
}
