//! What of a restricted object may go into a tear-line: a new object that may go further.
//!
//! Smallest example: a report is TLP:RED for `B`, and one of its `granular_markings` says TLP:GREEN of `description`. A
//! tear-line under TLP:GREEN may carry `description` and no other property: what nobody marked by itself is marked as
//! the object is.
//!
//! How the handling of a part is found: what the markings of the part itself say counts, and of the object's markings
//! those of another kind. A TLP level of a part takes the place of the object's level *and* audience, for with the
//! level its originator said how far the part may go; an audience of a part takes the place of the object's audience;
//! likewise PAP and IEP. A marking that cannot be judged always stays. If a part of a part is marked stricter, that
//! counts for the whole of it. And whatever the object is about is asked for by every part of it.

use crate::label::{Label, Markings};
use crate::release::Step;
use std::borrow::Cow;
use std::collections::BTreeSet;
use stix::marking::{Marking, Tlp};
use stix::{Header, Object, Selector, Value};

/// Every rule code of tear-lines, in the order they are looked at.
pub const RULES: [&str; 5] = [
    "T-APART",
    "T-RECALLED",
    "T-REVOKED",
    "T-ORIGINATOR",
    "T-PART",
];

/// The object that a tear-line is made of, as far as its handling goes.
pub struct Original<'a> {
    header: &'a Header<'a>,
    portions: Vec<(Selector<'a>, &'a str)>,
    markings: &'a dyn Markings,
    default: Tlp,
    lane: Option<i64>,
    about: Label,
}

/// What a marking is about; a part's marking takes the place of the object's markings of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Level,
    Audience,
    Pap,
    Policy,
    Statement,
    Unjudged,
}

fn kind(marking: Option<&Marking>) -> Kind {
    match marking {
        Some(Marking::Tlp(_)) => Kind::Level,
        Some(Marking::Audience(_)) => Kind::Audience,
        Some(Marking::Pap(_)) => Kind::Pap,
        Some(Marking::Iep(_)) => Kind::Policy,
        Some(Marking::Statement) => Kind::Statement,
        Some(Marking::SpoofedTlp(_) | Marking::Unknown) | None => Kind::Unjudged,
    }
}

impl Kind {
    /// Whether a part marked with these kinds need not heed the object's marking of this kind.
    fn is_replaced_by(self, kinds: &BTreeSet<Kind>) -> bool {
        match self {
            Kind::Audience => kinds.contains(&Kind::Level) || kinds.contains(&Kind::Audience),
            Kind::Unjudged => false,
            Kind::Level | Kind::Pap | Kind::Policy | Kind::Statement => kinds.contains(&self),
        }
    }
}

impl<'a> Original<'a> {
    /// `default`: the level of what has none; `lane`: where the object lies; `about`: the labels of what it is about.
    pub fn new<'l>(
        object: &'a Object<'a>,
        markings: &'a dyn Markings,
        default: Tlp,
        lane: Option<i64>,
        about: impl IntoIterator<Item = &'l Label>,
    ) -> Self {
        let clear = Label::clear(lane);
        Self {
            header: &object.header,
            portions: portions(&object.value),
            markings,
            default,
            lane,
            about: about.into_iter().fold(clear, |sum, label| sum.join(label)),
        }
    }

    /// The handling of what the selector selects.
    pub fn handling_of(&self, part: &Selector<'_>) -> Label {
        let within = self.portions.iter().map(|(marked, _)| marked);
        let within = within.filter(|marked| part.covers(marked) && !marked.covers(part));
        let own = self.marked(part).join(&self.about);
        within.fold(own, |label, inner| label.join(&self.marked(inner)))
    }

    /// What the markings of everything around it say.
    fn marked(&self, part: &Selector<'_>) -> Label {
        let around = self
            .portions
            .iter()
            .filter(|(marked, _)| marked.covers(part));
        let own: BTreeSet<&str> = around.map(|(_, id)| *id).collect();
        let kinds = own.iter().map(|id| self.kind(id)).collect();
        let whole = self.header.object_marking_refs.iter().map(AsRef::as_ref);
        let stays = whole.filter(|id| !self.kind(id).is_replaced_by(&kinds));
        label(
            stays.chain(own.iter().copied()),
            self.markings,
            self.default,
            self.lane,
        )
    }

    fn kind(&self, id: &str) -> Kind {
        if Tlp::of_marking_id(id).is_some() {
            return Kind::Level;
        }
        kind(self.markings.marking(id, self.lane).as_ref())
    }

    /// Whether a tear-line under `target` may carry the part.
    pub fn may_carry(&self, part: &Selector<'_>, target: &Label) -> Step {
        let label = self.handling_of(part);
        Step {
            rule: "T-PART",
            allows: target.covers(&label),
            sentence: format!("`{part}` is {label}; the tear-line is {target}"),
            change: Some("a marking of that part alone (`granular_markings`), from the originator"),
        }
    }
}

/// Whether a tear-line may be made of the object at all. `label` is its effective handling; `for_originator`, whether
/// whoever makes it acts for who made the object.
pub fn may_tear(header: &Header<'_>, label: &Label, for_originator: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    if label.is_lane_only() {
        steps.push(Step {
            rule: "T-APART",
            allows: false,
            sentence: "it is kept apart, because its id belongs to what another partner handed in"
                .to_owned(),
            change: Some("the operator's decision in the quarantine"),
        });
    }
    if label.is_recalled() {
        steps.push(Step {
            rule: "T-RECALLED",
            allows: false,
            sentence: "it was taken back".to_owned(),
            change: None,
        });
    }
    if header.revoked {
        steps.push(Step {
            rule: "T-REVOKED",
            allows: false,
            sentence: "its originator revoked it".to_owned(),
            change: None,
        });
    }
    if label.originator_control() {
        let maker = header
            .created_by_ref
            .as_deref()
            .unwrap_or("whoever made it");
        let consent = "the originator's consent";
        steps.push(Step {
            rule: "T-ORIGINATOR",
            allows: for_originator,
            sentence: match for_originator {
                true => format!("it is under originator control, and this is done for {maker}"),
                false => format!(
                    "it is under originator control: nothing of it goes further without the consent of {maker}"
                ),
            },
            change: (!for_originator).then_some(consent),
        });
    }
    steps
}

/// The handling of an object that is marked with these and nothing else.
pub fn label<'m>(
    ids: impl IntoIterator<Item = &'m str>,
    markings: &dyn Markings,
    default: Tlp,
    lane: Option<i64>,
) -> Label {
    let header = Header {
        object_type: Cow::Borrowed(""),
        id: Cow::Borrowed(""),
        spec_version: stix::SpecVersion::V21,
        created: None,
        modified: None,
        revoked: false,
        created_by_ref: None,
        object_marking_refs: ids.into_iter().map(Cow::Borrowed).collect(),
        granular_marking_refs: Vec::new(),
        about: Vec::new(),
    };
    Label::own(&header, markings, default, lane)
}

/// Every selector of `granular_markings` with its `marking_ref`. A selector that cannot be read would mark nothing; the
/// gate in refuses it (`E602`).
fn portions<'a>(value: &'a Value<'_>) -> Vec<(Selector<'a>, &'a str)> {
    let all = value.get("granular_markings").and_then(Value::as_array);
    let mut found = Vec::new();
    for entry in all.unwrap_or_default() {
        let id = entry.get("marking_ref").and_then(Value::as_str);
        let selectors = entry.get("selectors").and_then(Value::as_array);
        for text in selectors.unwrap_or_default() {
            let selector = text.as_str().and_then(Selector::parse);
            found.extend(selector.zip(id));
        }
    }
    found
}
