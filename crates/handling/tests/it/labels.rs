//! Named cases of labels: what is written, what is bounded, what is said.

use crate::world::{NORLAND, NOW, World, audience, header, tlp_id, world};
use handling::label::MOST_NAMES;
use handling::{Access, Clearance, Label, Markings, gives};
use stix::marking::{Audience, Marking, Tlp};

fn marked(ids: &[&str]) -> Label {
    let ids: Vec<String> = ids.iter().map(|&id| id.to_owned()).collect();
    Label::own(&header("report", &ids), &world(), Tlp::AmberStrict, Some(4))
}

#[test]
fn a_label_reads_as_a_line() {
    let ids = [
        tlp_id(Tlp::Amber),
        "audience-alpine",
        "acs",
        "not-arrived",
        "pap-red",
        "iep-silent",
    ];
    assert_eq!(
        marked(&ids).to_string(),
        "TLP:AMBER · audience alpine · unknown marking acs · marking not arrived not-arrived · PAP:RED · IEP · encrypt in transit"
    );
    assert_eq!(
        marked(&[tlp_id(Tlp::Red)]).to_string(),
        "TLP:RED · audience nobody"
    );
}

#[test]
fn a_label_has_one_text() {
    let label = marked(&[
        tlp_id(Tlp::Amber),
        "audience-controlled",
        "audience-until-now",
        "acs",
        "pap-red",
    ]);
    let text = label.to_json();
    assert_eq!(
        text,
        format!(
            r#"{{"tlp":"amber","access":"public","audiences":[{{"identities":["{NORLAND}"]}}],"not_after":{NOW},"withheld":["acs"],"originator_control":true,"pap":"red","lane":4}}"#
        )
    );
    assert_eq!(Label::from_json(&text).ok(), Some(label));
    assert_eq!(
        marked(&[tlp_id(Tlp::Clear)]).to_json(),
        r#"{"tlp":"clear","access":"public","lane":4}"#
    );
}

#[test]
fn a_label_with_unknown_parts_is_refused() {
    for text in [
        r#"{"tlp":"clear","access":"public","surprise":1}"#,
        r#"{"tlp":"blue","access":"public"}"#,
        r#"{"access":"public"}"#,
    ] {
        assert!(Label::from_json(text).is_err(), "{text}");
    }
}

#[test]
fn ten_thousand_markings_close_a_label_and_cost_their_edges_nothing() {
    let ids: Vec<String> = (0..10_000)
        .map(|n| format!("marking-definition--{n}"))
        .collect();
    let label = Label::own(
        &header("report", &ids),
        &World::default(),
        Tlp::Clear,
        Some(4),
    );
    assert!(label.is_closed());
    assert!(label.to_json().len() < 200, "{}", label.to_json());
    let edge = marked(&[tlp_id(Tlp::Clear)]).join(&label);
    assert!(edge.is_closed() && edge.unresolved().next().is_none());
}

#[test]
fn ten_thousand_statements_ask_nothing() {
    let ids: Vec<String> = (0..10_000).map(|n| format!("statement-{n}")).collect();
    let statements = World(
        ids.iter()
            .map(|id| (id.clone(), Marking::Statement))
            .collect(),
    );
    let label = Label::own(&header("report", &ids), &statements, Tlp::Clear, None);
    assert_eq!(label, Label::clear(None));
}

#[test]
fn as_many_names_as_allowed_stay_open() {
    let name = |n| format!("marking-definition--{n}");
    let ids = |count| (0..count).map(name).collect::<Vec<_>>();
    let label = |count| {
        Label::own(
            &header("report", &ids(count)),
            &World::default(),
            Tlp::Clear,
            None,
        )
    };
    assert!(!label(MOST_NAMES).is_closed());
    assert!(label(MOST_NAMES + 1).is_closed());
}

#[test]
fn markings_that_mark_each_other_add_nothing() {
    let mut world = world();
    for id in ["m1", "m2"] {
        world.0.insert(id.to_owned(), Marking::Statement);
    }
    let definition = |id: &str, by: &str| {
        let mut header = header("marking-definition", &[by.to_owned()]);
        header.id = id.to_owned().into();
        Label::own(&header, &world, Tlp::Green, None)
    };
    assert_eq!(definition("m1", "m2"), definition("m1", "m1"));
    assert_eq!(definition("m1", "m2").tlp(), Tlp::Green);
}

#[test]
fn an_audience_is_read_by_those_it_names_and_by_nobody_else() {
    let mut header = header("marking-definition", &[]);
    header.id = "audience-norland".into();
    let label = Label::own(&header, &world(), Tlp::AmberStrict, Some(4));
    let reader = |identity: &str| Clearance::partner(7, "x", Tlp::Clear, [identity], [], []);
    assert!(gives(&label, &reader(NORLAND), Access::Public, NOW));
    assert!(!gives(
        &label,
        &reader("identity--other"),
        Access::Granted,
        NOW
    ));
}

#[test]
fn the_limits_of_several_audiences_all_count() {
    let mut world = world();
    let until = |not_after| {
        Marking::Audience(Audience {
            not_after,
            ..audience(&[NORLAND], &[])
        })
    };
    world.0.insert("late".to_owned(), until(Some(9)));
    world.0.insert("early".to_owned(), until(Some(3)));
    world.0.insert("open".to_owned(), until(None));
    let ids = ["open", "late", "early"].map(str::to_owned);
    let label = Label::own(&header("report", &ids), &world, Tlp::Clear, None);
    assert_eq!(label.not_after(), Some(3));
    assert_eq!(label.audiences().count(), 1);
}

#[test]
fn an_edge_keeps_its_lane_and_takes_the_hurdles_of_its_end() {
    let edge = Label::clear(Some(1)).join(&marked(&[tlp_id(Tlp::Red)]));
    assert_eq!((edge.lane(), edge.tlp()), (Some(1), Tlp::Red));
    let sender = |key| Clearance::partner(key, "x", Tlp::Clear, [""; 0], [], []);
    assert!(gives(&edge, &sender(1), Access::Public, NOW));
    assert!(!gives(&edge, &sender(4), Access::Public, NOW));
}

#[test]
fn nobody_in_particular_gets_clear_only_whatever_the_fields_say() {
    let mut reader = Clearance::anonymous();
    reader.max_tlp = Tlp::Red;
    reader.identities.insert(NORLAND.to_owned());
    assert!(!gives(
        &marked(&[tlp_id(Tlp::Amber), "audience-norland"]),
        &reader,
        Access::Granted,
        NOW
    ));
    assert!(!gives(
        &marked(&[tlp_id(Tlp::Clear), "audience-norland"]),
        &reader,
        Access::Granted,
        NOW
    ));
    assert!(gives(
        &marked(&[tlp_id(Tlp::Clear)]),
        &reader,
        Access::Public,
        NOW
    ));
    assert!(!gives(
        &marked(&[tlp_id(Tlp::Green)]),
        &reader,
        Access::Granted,
        NOW
    ));
}

#[test]
fn fingerprints_tell_apart_what_is_given_differently() {
    let base = || Clearance::partner(7, "norland", Tlp::Amber, ["a"], ["b"], ["c"]);
    let renamed = Clearance::partner(7, "norland-2", Tlp::Amber, ["a"], ["b"], ["c"]);
    assert_eq!(base().fingerprint(), renamed.fingerprint());
    let others = [
        Clearance::partner(8, "norland", Tlp::Amber, ["a"], ["b"], ["c"]),
        Clearance::partner(7, "norland", Tlp::Red, ["a"], ["b"], ["c"]),
        Clearance::partner(7, "norland", Tlp::Amber, ["a", "b"], [], ["c"]),
        Clearance::partner(7, "norland", Tlp::Amber, ["a\",\"b"], [], ["c"]),
        Clearance::partner(7, "norland", Tlp::Amber, ["a"], ["b", "c"], []),
        Clearance::partner(7, "norland", Tlp::Amber, ["a"], ["b"], []),
        Clearance::partner(7, "norland", Tlp::Amber, ["a"], [], ["c"]),
        Clearance::partner(7, "norland", Tlp::Amber, [], ["b"], ["c"]),
        Clearance::analyst("norland", Tlp::Amber),
        Clearance::anonymous(),
        Clearance::system(),
    ];
    let mut all: Vec<String> = others.iter().map(Clearance::fingerprint).collect();
    all.push(base().fingerprint());
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}

/// A definition that only partner 2 handed in.
struct OfAnotherLane;

impl Markings for OfAnotherLane {
    fn marking(&self, _id: &str, lane: Option<i64>) -> Option<Marking> {
        (lane == Some(2)).then_some(Marking::Statement)
    }
}

#[test]
fn a_definition_is_asked_for_in_the_lane_of_the_object() {
    let unresolved = |lane| {
        let header = header("report", &["m".to_owned()]);
        let label = Label::own(&header, &OfAnotherLane, Tlp::Clear, lane);
        label.unresolved().count()
    };
    assert_eq!(
        [unresolved(Some(1)), unresolved(Some(2)), unresolved(None)],
        [1, 0, 1]
    );
}
