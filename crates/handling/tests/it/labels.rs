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
            r#"{{"asks":{{"tlp":"amber","access":"public","audiences":[{{"identities":["{NORLAND}"]}}],"not_after":{NOW},"withheld":["acs"]}},"originator_control":true,"pap":"red","lane":4}}"#
        )
    );
    assert_eq!(Label::from_json(&text).ok(), Some(label));
    assert_eq!(
        marked(&[tlp_id(Tlp::Clear)]).to_json(),
        r#"{"asks":{"tlp":"clear","access":"public"},"lane":4}"#
    );
}

#[test]
fn a_label_with_unknown_parts_is_refused() {
    for text in [
        r#"{"asks":{"tlp":"clear","access":"public"},"surprise":1}"#,
        r#"{"asks":{"tlp":"clear","access":"public","surprise":1}}"#,
        r#"{"asks":{"tlp":"blue","access":"public"}}"#,
        r#"{"asks":{"access":"public"}}"#,
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
    assert!(gives(&edge, &sender(4), Access::Public, NOW));
    assert!(!gives(&edge, &sender(5), Access::Public, NOW));
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

fn of(lane: i64, ids: &[&str]) -> Label {
    let ids: Vec<String> = ids.iter().map(|&id| id.to_owned()).collect();
    Label::own(&header("report", &ids), &world(), Tlp::Clear, Some(lane))
}

fn numbered(key: i64) -> Clearance {
    Clearance::partner(key, format!("partner {key}"), Tlp::Clear, [""; 0], [], [])
}

fn readers_of(label: &Label) -> Vec<i64> {
    let given = |key: &i64| gives(label, &numbered(*key), Access::Granted, NOW);
    (1..=5).filter(given).collect()
}

/// 1 relates its own to what 3 keeps under TLP:RED; 2 writes a note about that, 4 one about the note.
#[test]
fn who_handed_in_an_end_is_not_asked_for_what_lies_beyond() {
    let restricted = of(3, &[tlp_id(Tlp::Red)]);
    let relationship = of(1, &[]).join(&restricted);
    let note = of(2, &[]).join(&relationship);
    let above = of(4, &[]).join(&note);
    assert_eq!(readers_of(&restricted), [3]);
    assert_eq!(readers_of(&relationship), [1, 3]);
    assert_eq!(readers_of(&note), [1, 2, 3]);
    assert_eq!(readers_of(&above), [1, 2, 3, 4]);
    // What also leads there by another way is asked of 1.
    assert_eq!(readers_of(&note.join(&restricted)), [2, 3]);
    let directly = above.join(&of(4, &[]).join(&restricted));
    assert_eq!(readers_of(&directly), [3, 4]);
}

#[test]
fn a_label_says_of_whom_it_asks_more() {
    let note = of(2, &[tlp_id(Tlp::Green)]).join(&of(1, &[]).join(&of(3, &[tlp_id(Tlp::Red)])));
    assert_eq!(
        note.to_string(),
        "TLP:GREEN · unless from partner 1,3: TLP:RED · audience nobody"
    );
    let told = |key| {
        let decision = handling::release(&note, &numbered(key), Access::Granted, NOW);
        let steps = decision.steps.into_iter();
        let told = steps.map(|step| format!("{} {}", step.rule, step.sentence));
        told.collect::<Vec<_>>()
    };
    let mine = "R-END what it is about (from partner 1,3) is TLP:RED · audience nobody; that is not asked of partner 1, \
                who handed in what leads there";
    assert_eq!(told(1).last().map(String::as_str), Some(mine));
    assert_eq!(
        told(5)[2..],
        [
            "R-TLP partner 5 may read up to TLP:CLEAR; what it is about (from partner 1,3) is TLP:RED",
            "R-AUDIENCE what it is about (from partner 1,3) was released by name, and partner 5 is not among audience nobody",
        ]
    );
}

#[test]
fn what_is_asked_already_is_written_once() {
    let strict = [tlp_id(Tlp::Amber), "audience-norland", "acs"];
    let edge = of(1, &strict)
        .join(&of(2, &strict))
        .join(&of(3, &strict[1..]));
    assert_eq!(edge, of(1, &strict));
    // Whoever is named by the narrower audience is named by the wider one.
    let nobody = of(1, &["audience-nobody"]);
    assert_eq!(nobody.join(&of(1, &["audience-norland"])), nobody);
    let wider = of(1, &[]).join(&of(2, &strict));
    assert_eq!(wider.join(&of(3, &[]).join(&of(2, &strict))), wider);
}

/// However many lanes meet on one note, its label stays short. Nobody is spared any more, but nobody is given more.
#[test]
fn too_many_ends_are_asked_for_of_everybody() {
    let mut note = of(100, &[]);
    let end = |lane: i64| of(lane, &[&format!("not-arrived-{lane}")]);
    for lane in 1..=handling::label::MOST_ENDS as i64 {
        note = note.join(&end(lane));
    }
    assert!(!note.is_for_nobody_else());
    let full = note.join(&end(99));
    assert!(full.is_for_nobody_else());
    assert_eq!(full.unresolved().count(), handling::label::MOST_ENDS + 1);
    assert!(full.covers(&note) && !note.covers(&full));
}
