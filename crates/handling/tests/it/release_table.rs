//! clearance × access × marking × object kind → give or withhold, and the rule that decided.

use crate::golden;
use crate::kinds::kinds;
use crate::world::{self, ALPINE, NORLAND, NOW, header, tlp_id, world};
use handling::release::RULES;
use handling::{Access, Clearance, Label, Reader, gives, release};
use std::collections::BTreeSet;
use stix::marking::{Marking, Tlp};

const SENDER: i64 = 9;
/// Writes notes about what the sender hands in.
const OTHER: i64 = 8;

kinds! {
    /// Who reads.
    ReaderKind {
        Anonymous = "anonymous",
        Clear = "clear",
        Green = "green",
        Amber = "amber",
        Strict = "amber+strict",
        Red = "red",
        NamedGreen = "named, green",
        NamedRed = "named, red",
        MemberRed = "member, red",
        Cleared = "cleared, red",
        Sender = "sender, clear",
        Operator = "operator",
    }
}

kinds! {
    /// How an object is marked.
    MarkingKind {
        None = "no marking (default amber+strict)",
        White1 = "TLP1 white",
        Green1 = "TLP1 green",
        Amber1 = "TLP1 amber",
        Red1 = "TLP1 red",
        Clear = "TLP2 clear",
        Green = "TLP2 green",
        Amber = "TLP2 amber",
        Strict = "TLP2 amber+strict",
        Red = "TLP2 red",
        ClearAndRed = "TLP2 clear and red",
        GranularRed = "TLP2 clear, granular red",
        AudienceOnly = "audience norland (default amber+strict)",
        ClearNorland = "clear, audience norland",
        GreenAlpine = "green, audience alpine",
        AmberNorland = "amber, audience norland",
        AmberAlpine = "amber, audience alpine",
        AmberBoth = "amber, audiences norland and alpine",
        RedNorland = "red, audience norland",
        RedAlpine = "red, audience alpine",
        AmberNobody = "amber, audience of nobody",
        Expired = "amber, audience norland, expired",
        LastMoment = "amber, audience norland, last moment",
        Statement = "clear, statement",
        Pap = "clear, PAP red",
        IepRed = "IEP that says red",
        IepSilent = "green, IEP without TLP",
        Acs = "clear, unknown (ACS)",
        Spoofed = "clear, spoofed TLP",
        Unresolved = "clear, marking not arrived",
        TooMany = "clear, 2,000 markings not arrived",
        Apart = "clear, kept apart",
        Recalled = "clear, taken back",
    }
}

kinds! {
    /// What kind of object it is, and where the marking sits.
    ObjectKind {
        Sdo = "sdo",
        Sco = "sco",
        Relationship = "relationship",
        EdgeOfMarked = "edge_of_a_marked_end",
        NoteOfAnother = "another_partners_note",
        OlderVersion = "older_version_of_a_marked_one",
        MarkedDefinition = "marked_definition",
        DefinitionItself = "definition_itself",
    }
}

/// The library's kinds of reader, each with the columns that stand for it: a new kind does not compile
/// until it has one.
fn columns_of(reader: &Reader) -> &'static [ReaderKind] {
    match reader {
        Reader::Anonymous => &[ReaderKind::Anonymous],
        Reader::Partner { .. } => &[ReaderKind::Red],
        Reader::System => &[ReaderKind::Operator],
    }
}

/// The same for the kinds of marking.
fn rows_of(marking: &Marking) -> &'static [MarkingKind] {
    match marking {
        Marking::Tlp(Tlp::Clear) => &[MarkingKind::Clear, MarkingKind::White1],
        Marking::Tlp(Tlp::Green) => &[MarkingKind::Green, MarkingKind::Green1],
        Marking::Tlp(Tlp::Amber) => &[MarkingKind::Amber, MarkingKind::Amber1],
        Marking::Tlp(Tlp::AmberStrict) => &[MarkingKind::Strict],
        Marking::Tlp(Tlp::Red) => &[MarkingKind::Red, MarkingKind::Red1],
        Marking::SpoofedTlp(_) => &[MarkingKind::Spoofed],
        Marking::Audience(_) => &[MarkingKind::AmberNorland],
        Marking::Statement => &[MarkingKind::Statement],
        Marking::Pap(_) => &[MarkingKind::Pap],
        Marking::Iep(_) => &[MarkingKind::IepRed],
        Marking::Unknown => &[MarkingKind::Acs],
    }
}

fn access_kinds() -> [Access; 3] {
    let all = [Access::Public, Access::Community, Access::Granted];
    for access in all {
        match access {
            Access::Public | Access::Community | Access::Granted => {}
        }
    }
    all
}

fn reader(kind: ReaderKind) -> Clearance {
    let partner = |tlp, identities: &[&str], communities: &[&str], markings: &[&str]| {
        Clearance::partner(
            7,
            "norland",
            tlp,
            identities.to_vec(),
            communities.to_vec(),
            markings.to_vec(),
        )
    };
    match kind {
        ReaderKind::Anonymous => Clearance::anonymous(),
        ReaderKind::Clear => partner(Tlp::Clear, &[], &[], &[]),
        ReaderKind::Green => partner(Tlp::Green, &[], &[], &[]),
        ReaderKind::Amber => partner(Tlp::Amber, &[], &[], &[]),
        ReaderKind::Strict => partner(Tlp::AmberStrict, &[], &[], &[]),
        ReaderKind::Red => partner(Tlp::Red, &[], &[], &[]),
        ReaderKind::NamedGreen => partner(Tlp::Green, &[NORLAND], &[], &[]),
        ReaderKind::NamedRed => partner(Tlp::Red, &[NORLAND], &[], &[]),
        ReaderKind::MemberRed => partner(Tlp::Red, &[], &[ALPINE], &[]),
        ReaderKind::Cleared => {
            partner(Tlp::Red, &[], &[], &["acs", "spoofed-red", "not-arrived-0"])
        }
        ReaderKind::Sender => Clearance {
            reader: Reader::Partner {
                key: SENDER,
                name: "the sender".to_owned(),
            },
            ..partner(Tlp::Clear, &[], &[], &[])
        },
        ReaderKind::Operator => Clearance::system(),
    }
}

/// Object markings and granular markings.
fn markings(kind: MarkingKind) -> (Vec<String>, Vec<String>) {
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
    let with = |tlp: Tlp, more: &[&str]| {
        let mut all = ids(&[tlp_id(tlp)]);
        all.extend(ids(more));
        all
    };
    let object = match kind {
        MarkingKind::None => vec![],
        MarkingKind::White1 => ids(&["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"]),
        MarkingKind::Green1 => ids(&["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"]),
        MarkingKind::Amber1 => ids(&["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"]),
        MarkingKind::Red1 => ids(&["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"]),
        MarkingKind::Clear | MarkingKind::Apart | MarkingKind::Recalled => with(Tlp::Clear, &[]),
        MarkingKind::Green => with(Tlp::Green, &[]),
        MarkingKind::Amber => with(Tlp::Amber, &[]),
        MarkingKind::Strict => with(Tlp::AmberStrict, &[]),
        MarkingKind::Red => with(Tlp::Red, &[]),
        MarkingKind::ClearAndRed => with(Tlp::Clear, &[tlp_id(Tlp::Red)]),
        MarkingKind::GranularRed => {
            return (with(Tlp::Clear, &[]), with(Tlp::Red, &[]));
        }
        MarkingKind::AudienceOnly => ids(&["audience-norland"]),
        MarkingKind::ClearNorland => with(Tlp::Clear, &["audience-norland"]),
        MarkingKind::GreenAlpine => with(Tlp::Green, &["audience-alpine"]),
        MarkingKind::AmberNorland => with(Tlp::Amber, &["audience-norland"]),
        MarkingKind::AmberAlpine => with(Tlp::Amber, &["audience-alpine"]),
        MarkingKind::AmberBoth => with(Tlp::Amber, &["audience-norland", "audience-alpine"]),
        MarkingKind::RedNorland => with(Tlp::Red, &["audience-norland"]),
        MarkingKind::RedAlpine => with(Tlp::Red, &["audience-alpine"]),
        MarkingKind::AmberNobody => with(Tlp::Amber, &["audience-nobody"]),
        MarkingKind::Expired => with(Tlp::Amber, &["audience-until-yesterday"]),
        MarkingKind::LastMoment => with(Tlp::Amber, &["audience-until-now"]),
        MarkingKind::Statement => with(Tlp::Clear, &["statement"]),
        MarkingKind::Pap => with(Tlp::Clear, &["pap-red"]),
        MarkingKind::IepRed => ids(&["iep-red"]),
        MarkingKind::IepSilent => with(Tlp::Green, &["iep-silent"]),
        MarkingKind::Acs => with(Tlp::Clear, &["acs"]),
        MarkingKind::Spoofed => with(Tlp::Clear, &["spoofed-red"]),
        MarkingKind::Unresolved => with(Tlp::Clear, &["not-arrived-0"]),
        MarkingKind::TooMany => {
            let mut all = with(Tlp::Clear, &[]);
            all.extend((0..2_000).map(|n| format!("not-arrived-{n}")));
            all
        }
    };
    (object, vec![])
}

fn own(object_type: &str, marking: MarkingKind) -> Label {
    let (object, granular) = markings(marking);
    let mut header = header(object_type, &object);
    if object_type == "marking-definition" {
        header.id = "statement".into();
    }
    header.granular_marking_refs = granular.into_iter().map(Into::into).collect();
    let label = Label::own(&header, &world(), Tlp::AmberStrict, Some(SENDER));
    match marking {
        MarkingKind::Apart => label.join(&Label::lane_only(SENDER)),
        MarkingKind::Recalled => label.join(&Label::recalled()),
        _ => label,
    }
}

/// The effective label of this kind of object; an edge or an older version is joined as the store joins it.
fn label(object: ObjectKind, marking: MarkingKind) -> Label {
    match object {
        ObjectKind::Sdo => own("indicator", marking),
        ObjectKind::Sco => own("ipv4-addr", marking),
        ObjectKind::Relationship => {
            own("relationship", marking).join(&own("actor", MarkingKind::Clear))
        }
        ObjectKind::EdgeOfMarked => {
            own("sighting", MarkingKind::Clear).join(&own("indicator", marking))
        }
        ObjectKind::NoteOfAnother => {
            let note = header("note", &[tlp_id(Tlp::Clear).to_owned()]);
            Label::own(&note, &world(), Tlp::AmberStrict, Some(OTHER)).join(&own("report", marking))
        }
        ObjectKind::OlderVersion => own("report", MarkingKind::Clear).join(&own("report", marking)),
        ObjectKind::MarkedDefinition => own("marking-definition", marking),
        ObjectKind::DefinitionItself => {
            let (object, granular) = markings(marking);
            let last = granular
                .last()
                .or(object.last())
                .map_or("statement", String::as_str);
            let mut header = header("marking-definition", &[]);
            header.id = last.to_owned().into();
            Label::own(&header, &world(), Tlp::AmberStrict, Some(SENDER))
        }
    }
}

fn cell(label: &Label, clearance: &Clearance, access: Access) -> String {
    let decision = release(label, clearance, access, NOW);
    assert_eq!(
        decision.give,
        gives(label, clearance, access, NOW),
        "{label} for {clearance:?}"
    );
    let rule = decision.deciding().expect("a decision has a step").rule;
    match (decision.give, rule) {
        (true, "R-LANE" | "R-SYSTEM" | "R-END") => format!("give {rule}"),
        (true, _) => "give".to_owned(),
        (false, _) => rule.to_owned(),
    }
}

fn table(object: ObjectKind) -> String {
    let mut head = vec!["marking".to_owned(), "access".to_owned()];
    head.extend(ReaderKind::ALL.iter().map(|kind| kind.text().to_owned()));
    let mut rows = vec![head];
    for &marking in MarkingKind::ALL {
        let label = label(object, marking);
        let cells = |access| {
            let readers = ReaderKind::ALL.iter();
            readers
                .map(|&kind| cell(&label, &reader(kind), access))
                .collect::<Vec<_>>()
        };
        let [public, community, granted] = access_kinds().map(|access| (access, cells(access)));
        let same = public.1 == community.1 && community.1 == granted.1;
        let shown = if same {
            vec![public]
        } else {
            vec![public, community, granted]
        };
        for (access, cells) in shown {
            let access = format!("{access:?}").to_lowercase();
            let mut row = vec![
                marking.text().to_owned(),
                if same { "any".to_owned() } else { access },
            ];
            row.extend(cells);
            rows.push(row);
        }
    }
    format!(
        "# {}: `give`, or the rule that withholds. Audiences name the identity norland or the community alpine.\n{}",
        object.text(),
        golden::columns(&rows)
    )
}

#[test]
fn release_tables() {
    for &object in ObjectKind::ALL {
        golden::check(&format!("release/{}.txt", object.text()), &table(object));
    }
}

#[test]
fn every_rule_decides_somewhere() {
    let all: String = ObjectKind::ALL
        .iter()
        .map(|&object| table(object))
        .collect();
    for rule in RULES {
        assert!(
            all.contains(rule),
            "no row of the tables is decided by {rule}"
        );
    }
}

#[test]
fn every_kind_of_reader_and_marking_has_a_place() {
    let readers = ReaderKind::ALL.iter().map(|&kind| reader(kind).reader);
    let columns: BTreeSet<_> = readers.flat_map(|reader| columns_of(&reader)).collect();
    assert_eq!(columns.len(), 3);
    let levels = [
        Tlp::Clear,
        Tlp::Green,
        Tlp::Amber,
        Tlp::AmberStrict,
        Tlp::Red,
    ];
    let known = world().0.into_values().chain(levels.map(Marking::Tlp));
    let rows: BTreeSet<_> = known.flat_map(|marking| rows_of(&marking)).collect();
    assert_eq!(rows.len(), 15);
}

#[test]
fn a_reason_is_a_sentence_one_can_read() {
    let label = own("report", MarkingKind::AmberBoth);
    let decision = release(&label, &reader(ReaderKind::NamedRed), Access::Public, NOW);
    let told: Vec<String> = (decision.steps.iter())
        .map(|step| {
            format!(
                "{} {} {}",
                step.rule,
                step.sentence,
                step.change.unwrap_or("-")
            )
        })
        .collect();
    let community = "it was released by name, and norland is not among audience alpine";
    let change = "an audience marking that names this reader, from the originator";
    assert_eq!(
        told,
        [
            "R-TLP norland may read up to TLP:RED; the object is TLP:AMBER -".to_owned(),
            "R-ACCESS norland reads this collection because it is public; no more is asked -"
                .to_owned(),
            format!("R-AUDIENCE {community} {change}"),
            format!(
                "R-AUDIENCE it was released by name, and norland is among audience {} -",
                world::NORLAND
            ),
        ]
    );
    assert_eq!(decision.deciding().map(|step| step.allows), Some(false));
}
