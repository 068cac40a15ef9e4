//! Markings: published definitions are recognised by id and content, everything else fails closed.

use stix::marking::{
    AUDIENCE_EXTENSION, AUDIENCE_EXTENSION_DEFINITION, Audience, Iep, Marking, PermittedActions,
    Tlp, read,
};
use stix::{Limits, Object};

const TLP1_RED: &str = r#"{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed","created":"2017-01-20T00:00:00.000Z","definition_type":"tlp","name":"TLP:RED","definition":{"tlp":"red"}}"#;
const ANY_ID: &str = "marking-definition--4a0042fe-8b88-40fe-9600-dfa128ce6fbd";

fn marking(text: &str) -> Marking {
    read(&Object::parse(text.as_bytes(), &Limits::default()).expect("a readable object"))
}

fn spoofed(text: &str) -> bool {
    matches!(marking(text), Marking::SpoofedTlp(_))
}

fn with_extension(id: &str, key: &str, entry: &str) -> String {
    format!(
        r#"{{"type":"marking-definition","spec_version":"2.1","id":"{id}","created":"2024-01-01T00:00:00Z","extensions":{{"{key}":{entry}}}}}"#
    )
}

fn audience(entry: &str) -> Marking {
    marking(&with_extension(ANY_ID, AUDIENCE_EXTENSION, entry))
}

#[test]
fn every_level_knows_its_own_definition() {
    for level in Tlp::ALL {
        let definition = level.definition();
        assert_eq!(marking(definition), Marking::Tlp(level), "{definition}");
        assert!(definition.contains(level.marking_id()));
        assert_eq!(Tlp::of_marking_id(level.marking_id()), Some(level));
        assert!(!Tlp::is_predefined_in_stix(level.marking_id()));
        assert_eq!(Tlp::parse(level.as_str()), Some(level));
    }
    assert!(Tlp::ALL.is_sorted());
}

#[test]
fn tlp_1_is_known_in_both_stix_versions() {
    assert_eq!(marking(TLP1_RED), Marking::Tlp(Tlp::Red));
    let v20 = TLP1_RED
        .replace(r#""spec_version":"2.1","#, "")
        .replace(r#""name":"TLP:RED","#, "");
    assert_eq!(marking(&v20), Marking::Tlp(Tlp::Red));
    let white = v20.replace(
        "5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
        "613f2e26-407d-48c7-9eca-b8e91df99dc9",
    );
    assert_eq!(
        marking(&white.replace("red", "white")),
        Marking::Tlp(Tlp::Clear)
    );
    assert!(Tlp::is_predefined_in_stix(
        "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
    ));
}

#[test]
fn another_form_of_the_same_content_is_the_same() {
    let spread = Tlp::Red
        .definition()
        .replace(',', " ,\n")
        .replace("2022-10-01T00:00:00.000Z", "2022-10-01T00:00:00Z");
    assert_eq!(marking(&spread), Marking::Tlp(Tlp::Red));
}

#[test]
fn a_tlp_id_with_other_content_is_spoofed() {
    let red = Tlp::Red.definition();
    for changed in [
        red.replace(r#""tlp_2_0":"red""#, r#""tlp_2_0":"clear""#),
        red.replace("TLP:RED", "TLP:CLEAR"),
        red.replace("2022-10-01", "2022-10-02"),
        red.replace("property-extension", "toplevel-property-extension"),
        red.replace(r#""tlp_2_0":"red""#, r#""tlp_2_0":"red","x":1"#),
        red.replace(
            "extension-definition--60a3c5c5",
            "extension-definition--60a3c5c6",
        ),
        red.replace(r#""name""#, r#""x_note":"go on","name""#),
        red.replace(r#""name":"TLP:RED","#, ""),
        red.replace(
            r#""name""#,
            r#""definition_type":"tlp","definition":{"tlp":"white"},"name""#,
        ),
        red.replace(r#""type":"marking-definition""#, r#""type":"x-other""#),
        TLP1_RED.replace(r#"{"tlp":"red"}"#, r#"{"tlp":"white"}"#),
        TLP1_RED.replace(r#"{"tlp":"red"}"#, r#"{"tlp":"red","tlp2":"white"}"#),
        TLP1_RED.replace(
            r#""definition_type":"tlp""#,
            r#""definition_type":"statement""#,
        ),
        TLP1_RED.replace(r#""name""#, r#""extensions":{},"name""#),
    ] {
        assert!(spoofed(&changed), "{changed}");
    }
}

#[test]
fn tlp_content_under_another_id_is_spoofed() {
    for (from, text) in [
        (
            "e828b379-4e03-4974-9ac4-e53a884c97c1",
            Tlp::Red.definition(),
        ),
        ("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", TLP1_RED),
    ] {
        assert!(spoofed(
            &text.replace(from, "11111111-1111-4111-8111-111111111111")
        ));
    }
    let hidden = with_extension(
        ANY_ID,
        AUDIENCE_EXTENSION,
        r#"{"extension_type":"property-extension","releasable_to":{}}"#,
    )
    .replace(
        r#""extensions":{"#,
        r#""extensions":{"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d":{},"#,
    );
    assert!(spoofed(&hidden));
}

#[test]
fn statements_restrict_nobody() {
    let statement = format!(
        r#"{{"type":"marking-definition","spec_version":"2.1","id":"{ANY_ID}","created":"2016-08-01T00:00:00.000Z","definition_type":"statement","definition":{{"statement":"Copyright 2019, Example Corp"}}}}"#
    );
    assert_eq!(marking(&statement), Marking::Statement);
    for changed in [
        statement.replace(r#""statement":"Copy"#, r#""x":1,"statement":"Copy"#),
        statement.replace(r#""definition_type":"statement""#, r#""definition_type":"x-secret""#),
        statement.replace(r#""created""#, r#""extensions":{"extension-definition--3a65884d-005a-4290-8335-cb2d778a83ce":{}},"created""#),
    ] {
        assert_eq!(marking(&changed), Marking::Unknown, "{changed}");
    }
}

#[test]
fn audiences_are_read_whole_or_not_at_all() {
    let identity = "identity--3c0b2f0e-5f0b-4b53-9d52-6e0f4b7d9a21";
    let full = format!(
        r#"{{"extension_type":"property-extension","releasable_to":{{"identities":["{identity}"],"communities":["alpine"]}},"originator_control":true,"not_after":"1970-01-01T00:00:01Z"}}"#
    );
    let expected = Audience {
        identities: vec![identity.to_owned()],
        communities: vec!["alpine".to_owned()],
        originator_control: true,
        not_after: Some(1_000_000),
    };
    assert_eq!(audience(&full), Marking::Audience(expected));
    let nobody = r#"{"extension_type":"property-extension","releasable_to":{}}"#;
    assert_eq!(audience(nobody), Marking::Audience(Audience::default()));
    for changed in [
        full.replace("property-extension", "new-sdo"),
        full.replace("releasable_to", "releasable"),
        full.replace("communities", "community"),
        full.replace("identity--", "malware--"),
        full.replace(r#"["alpine"]"#, r#""alpine""#),
        full.replace(r#"["alpine"]"#, "[1]"),
        full.replace(r#"["alpine"]"#, r#"[""]"#),
        full.replace(":true", ":\"true\""),
        full.replace("1970-01-01T", "1970-02-30T"),
        full.replace("not_after", "not_before"),
        r#"{"extension_type":"property-extension"}"#.to_owned(),
    ] {
        assert_eq!(audience(&changed), Marking::Unknown, "{changed}");
    }
}

#[test]
fn the_audience_extension_definition_is_an_object_of_ours() {
    let object = Object::parse(AUDIENCE_EXTENSION_DEFINITION.as_bytes(), &Limits::default())
        .expect("a readable object");
    assert_eq!(object.header.id, AUDIENCE_EXTENSION);
    assert_eq!(object.header.object_type, "extension-definition");
}

#[test]
fn pap_needs_its_own_ids() {
    const PAP: &str = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";
    const GREEN: &str = "marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9";
    let entry = r#"{"extension_type":"property-extension","pap":"green"}"#;
    assert_eq!(
        marking(&with_extension(GREEN, PAP, entry)),
        Marking::Pap(Tlp::Green)
    );
    assert_eq!(
        marking(&with_extension(ANY_ID, PAP, entry)),
        Marking::Unknown
    );
    assert_eq!(
        marking(&with_extension(GREEN, PAP, &entry.replace("green", "red"))),
        Marking::Unknown
    );
}

#[test]
fn iep_is_taken_at_its_strictest_where_it_cannot_be_read() {
    const IEP: &str = "extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a";
    let read = |entry: &str| marking(&with_extension(ANY_ID, IEP, entry));
    let entry = r#"{"extension_type":"property-extension","encrypt_in_transit":"must","permitted_actions":"none","tlp":"white"}"#;
    let policy = Iep {
        permitted_actions: Some(PermittedActions::Nothing),
        encrypt_in_transit: true,
        tlp: Some(Tlp::Clear),
    };
    assert_eq!(read(entry), Marking::Iep(policy));
    assert_eq!(
        read(&entry.replace("none", "whatever").replace("must", "??")),
        Marking::Iep(policy)
    );
    assert_eq!(read(&entry.replace("white", "purple")), Marking::Unknown);
}

#[test]
fn what_nobody_knows_is_unknown() {
    const ACS: &str = "extension-definition--3a65884d-005a-4290-8335-cb2d778a83ce";
    assert_eq!(
        marking(&with_extension(
            ANY_ID,
            ACS,
            r#"{"extension_type":"property-extension"}"#
        )),
        Marking::Unknown
    );
    assert_eq!(
        marking(&format!(
            r#"{{"type":"malware","id":"malware{}"}}"#,
            &ANY_ID[18..]
        )),
        Marking::Unknown
    );
}

/// The published schema names exactly what the reader knows.
#[test]
fn the_audience_schema_and_the_reader_agree() {
    let schema = include_bytes!("../../../docs/extensions/audience.schema.json");
    let schema = stix::json::parse(schema, &Limits::default()).expect("strict JSON");
    let names = |value: &stix::Value<'_>| {
        let members = value
            .get("properties")
            .and_then(|p| p.as_object())
            .expect("properties");
        members
            .iter()
            .map(|(name, _)| name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&schema),
        [
            "extension_type",
            "releasable_to",
            "originator_control",
            "not_after"
        ]
    );
    let releasable = schema
        .get("properties")
        .and_then(|p| p.get("releasable_to"))
        .expect("releasable_to");
    assert_eq!(names(releasable), ["identities", "communities"]);
}
