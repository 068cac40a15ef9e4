//! What of an object a tear-line may carry: object marking × marking of the part × tear-line, in a table.

use crate::golden;
use crate::world::{NORLAND, SUDMARK, World, audience, tlp_id};
use handling::tearline::{Original, label, may_tear};
use handling::{Label, Markings};
use stix::marking::{Marking, Tlp};
use stix::{Limits, Object, Selector};

const FOR_SUDMARK: &str = "marking-definition--000000aa-0000-4000-8000-000000000000";
const FOR_BOTH: &str = "marking-definition--000000ab-0000-4000-8000-000000000000";
const PAP_RED: &str = "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e";
const STRANGE: &str = "marking-definition--000000ac-0000-4000-8000-000000000000";
const MISSING: &str = "marking-definition--000000ad-0000-4000-8000-000000000000";
const ORCON: &str = "marking-definition--000000ae-0000-4000-8000-000000000000";

fn world() -> World {
    let controlled = stix::marking::Audience {
        originator_control: true,
        ..audience(&[SUDMARK], &[])
    };
    World(
        [
            (FOR_SUDMARK, Marking::Audience(audience(&[SUDMARK], &[]))),
            (
                FOR_BOTH,
                Marking::Audience(audience(&[SUDMARK, NORLAND], &[])),
            ),
            (PAP_RED, Marking::Pap(Tlp::Red)),
            (STRANGE, Marking::Unknown),
            (ORCON, Marking::Audience(controlled)),
        ]
        .map(|(id, marking)| (id.to_owned(), marking))
        .into(),
    )
}

fn sets() -> Vec<(&'static str, Vec<&'static str>)> {
    let (green, red) = (tlp_id(Tlp::Green), tlp_id(Tlp::Red));
    vec![
        ("-", vec![]),
        ("clear", vec![tlp_id(Tlp::Clear)]),
        ("green", vec![green]),
        ("amber", vec![tlp_id(Tlp::Amber)]),
        ("green, both", vec![green, FOR_BOTH]),
        ("red, sudmark", vec![red, FOR_SUDMARK]),
        ("both", vec![FOR_BOTH]),
        ("green, pap:red", vec![green, PAP_RED]),
        ("green, strange", vec![green, STRANGE]),
        ("missing", vec![MISSING]),
    ]
}

fn object(whole: &[&str], portions: &[(&str, &[&str])]) -> String {
    let list = |ids: &[&str]| {
        ids.iter()
            .map(|id| format!("\"{id}\""))
            .collect::<Vec<_>>()
            .join(",")
    };
    let entries = portions.iter().flat_map(|(selector, ids)| {
        (ids.iter())
            .map(move |id| format!(r#"{{"marking_ref":"{id}","selectors":["{selector}"]}}"#))
    });
    format!(
        r#"{{"type":"malware","spec_version":"2.1","id":"malware--00000001-0000-4000-8000-000000000000",
        "created":"2025-01-01T00:00:00Z","modified":"2025-01-01T00:00:00Z","name":"n","is_family":false,
        "external_references":[{{"source_name":"a","url":"u"}},{{"source_name":"b"}}],
        "object_marking_refs":[{}],"granular_markings":[{}]}}"#,
        list(whole),
        entries.collect::<Vec<_>>().join(",")
    )
}

/// Whether the part may go under these markings.
fn may(text: &str, part: &str, under: &[&str], about: &[Label]) -> bool {
    let world = world();
    let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an object");
    let original = Original::new(&object, &world, Tlp::AmberStrict, Some(1), about);
    let target = label(under.iter().copied(), &world, Tlp::AmberStrict, None);
    let part = Selector::parse(part).expect("a selector");
    original.may_carry(&part, &target).allows
}

#[test]
fn what_a_tear_line_may_carry_is_as_written() {
    let sets = sets();
    let mut heading = vec!["object is".to_owned(), "part is".to_owned()];
    heading.extend(sets.iter().map(|(name, _)| name.to_string()));
    let mut rows = vec![heading];
    for (whole, ids) in &sets {
        for (part, own) in &sets {
            let text = object(ids, &[("name", own)]);
            let mut row = vec![whole.to_string(), part.to_string()];
            row.extend(
                sets.iter()
                    .map(|(_, under)| match may(&text, "name", under, &[]) {
                        true => "carried".to_owned(),
                        false => ".".to_owned(),
                    }),
            );
            rows.push(row);
        }
    }
    golden::check(
        "tearline.txt",
        &format!(
            "# may a tear-line marked like the column carry the part\n{}",
            golden::columns(&rows)
        ),
    );
}

#[test]
fn a_stricter_part_of_a_part_counts_for_the_whole_of_it() {
    let (green, red) = (tlp_id(Tlp::Green), tlp_id(Tlp::Red));
    let text = object(
        &[red],
        &[
            ("external_references", &[green]),
            ("external_references.[0].url", &[red]),
        ],
    );
    let may = |part| may(&text, part, &[green], &[]);
    assert!(may("external_references.[1]") && may("external_references.[0].source_name"));
    assert!(!may("external_references") && !may("external_references.[0]"));
    assert!(!may("external_references.[0].url") && !may("name"));
}

/// `name` must not be taken for `name_x`, nor item 1 for item 10.
#[test]
fn a_marking_reaches_its_own_part_only() {
    let green = tlp_id(Tlp::Green);
    let text = object(
        &[tlp_id(Tlp::Red)],
        &[("external_references.[1]", &[green])],
    );
    assert!(may(
        &text,
        "external_references.[1].source_name",
        &[green],
        &[]
    ));
    assert!(!may(
        &text,
        "external_references.[0].source_name",
        &[green],
        &[]
    ));
}

#[test]
fn what_it_is_about_is_asked_for_by_every_part() {
    let green = tlp_id(Tlp::Green);
    let text = object(&[green], &[]);
    let about = label([tlp_id(Tlp::Amber)], &world(), Tlp::Red, Some(2));
    assert!(may(&text, "name", &[green], &[]));
    assert!(!may(&text, "name", &[green], std::slice::from_ref(&about)));
    assert!(may(&text, "name", &[tlp_id(Tlp::Amber)], &[about]));
}

#[test]
fn originator_control_forbids_it_unless_done_for_the_originator_and_recall_always() {
    let world = world();
    let text = object(&[tlp_id(Tlp::Amber), ORCON], &[]);
    let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an object");
    let own = Label::own(&object.header, &world, Tlp::Red, None);
    let allowed = |for_originator| {
        let steps = may_tear(&object.header, &own, for_originator);
        assert_eq!(steps[0].rule, "T-ORIGINATOR");
        steps.iter().all(|step| step.allows)
    };
    assert!(!allowed(false) && allowed(true));
    let back = may_tear(&object.header, &own.join(&Label::recalled()), true);
    assert!(
        back.iter()
            .any(|step| step.rule == "T-RECALLED" && !step.allows)
    );
    let free = label([tlp_id(Tlp::Red)], &world as &dyn Markings, Tlp::Red, None);
    assert!(may_tear(&object.header, &free, false).is_empty());
}

#[test]
fn the_page_names_every_rule_of_tear_lines() {
    let page = include_str!("../../../../docs/HANDLING.md");
    for code in handling::tearline::RULES {
        assert!(
            page.contains(&format!("| `{code}` |")),
            "{code} is not explained"
        );
    }
}
