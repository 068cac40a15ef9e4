//! The decision (label, clearance) → give or withhold, with the reason.
//!
//! Smallest example: a label `TLP:AMBER · audience B` and partner `C`, up to TLP:RED, granted the collection:
//!
//! ```text
//! R-TLP       allows    norland may read up to TLP:RED; the object is TLP:AMBER
//! R-AUDIENCE  withholds it was released by name, and norland is not among audience B
//! ```
//!
//! Two answers stand before all others: the operator sees everything (`R-SYSTEM`), and a partner sees what lies in
//! its own lane (`R-LANE`). After them every hurdle of the label is looked at, and each must allow.

use crate::clearance::{Access, Clearance, Reader};
use crate::label::{Label, audience_text, level, shortened};
use stix::timestamp::format_micros;

/// Give or withhold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// give?
    pub give: bool,
    /// every rule that was looked at, in order; see [`Decision::deciding`]
    pub steps: Vec<Step>,
}

impl Decision {
    pub(crate) fn of(steps: Vec<Step>) -> Self {
        Self {
            give: steps.iter().all(|step| step.allows),
            steps,
        }
    }

    /// The step that decided: the first that withholds, else the last.
    pub fn deciding(&self) -> Option<&Step> {
        let refusing = self.steps.iter().find(|step| !step.allows);
        refusing.or(self.steps.last())
    }
}

/// One rule that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// stable code, such as `R-TLP`
    pub rule: &'static str,
    /// one sentence
    pub sentence: String,
    /// whether this step allows
    pub allows: bool,
    /// where it does not: what would have to change, and who can change it
    pub change: Option<&'static str>,
}

/// Every rule code of [`release`], in the order they are looked at.
pub const RULES: [&str; 10] = [
    "R-SYSTEM",
    "R-LANE",
    "R-APART",
    "R-CLOSED",
    "R-UNRESOLVED",
    "R-TLP",
    "R-ACCESS",
    "R-EXPIRED",
    "R-AUDIENCE",
    "R-MARKING",
];

/// The decision and its reasons. `now` in microseconds since the epoch (audiences may expire).
pub fn release(label: &Label, clearance: &Clearance, access: Access, now: i64) -> Decision {
    let reader = clearance.name();
    if let Some(step) = unconditional(label, clearance) {
        return Decision::of(vec![step]);
    }
    let mut steps = Vec::new();
    closed_steps(label, &mut steps);
    steps.push(Step {
        rule: "R-TLP",
        allows: label.tlp <= clearance.reach(),
        sentence: format!(
            "{reader} may read up to {}; the object is {}",
            level(clearance.reach()),
            level(label.tlp)
        ),
        change: Some("a higher level for this reader, set by the operator"),
    });
    steps.push(access_step(label, reader, access));
    if let Some(at) = label.not_after {
        steps.push(Step {
            rule: "R-EXPIRED",
            allows: now <= at,
            sentence: format!("it may be had until {}", format_micros(at)),
            change: Some("a new audience marking with a later `not_after`, from the originator"),
        });
    }
    for audience in &label.audiences {
        let named = clearance.is_named(audience);
        let verb = if named { "is" } else { "is not" };
        steps.push(Step {
            rule: "R-AUDIENCE",
            allows: named,
            sentence: format!(
                "it was released by name, and {reader} {verb} among {}",
                audience_text(audience)
            ),
            change: Some("an audience marking that names this reader, from the originator"),
        });
    }
    steps.extend(marking_step(label, clearance));
    for step in steps.iter_mut().filter(|step| step.allows) {
        step.change = None;
    }
    Decision::of(steps)
}

/// The readers for whom the label does not matter.
fn unconditional(label: &Label, clearance: &Clearance) -> Option<Step> {
    let (rule, sentence) = match &clearance.reader {
        Reader::System => ("R-SYSTEM", "the operator sees everything".to_owned()),
        Reader::Partner { key, name } if label.lane == Some(*key) => (
            "R-LANE",
            format!("{name} handed it in, or owns the identity that created it"),
        ),
        Reader::Partner { .. } | Reader::Analyst { .. } | Reader::Anonymous => return None,
    };
    Some(Step {
        rule,
        sentence,
        allows: true,
        change: None,
    })
}

/// What withholds from everybody, whoever it is.
fn closed_steps(label: &Label, steps: &mut Vec<Step>) {
    let mut withhold = |rule, sentence, change| {
        steps.push(Step {
            rule,
            sentence,
            allows: false,
            change: Some(change),
        });
    };
    if label.lane_only {
        withhold(
            "R-APART",
            "it is kept apart, because its id belongs to what another partner handed in".to_owned(),
            "the operator's decision in the quarantine",
        );
    }
    if label.closed {
        withhold(
            "R-CLOSED",
            format!(
                "it carries more than {} marking ids and names",
                crate::label::MOST_NAMES
            ),
            "a version with fewer markings, from the originator",
        );
    }
    if !label.unresolved.is_empty() {
        let ids: Vec<&str> = label.unresolved().collect();
        withhold(
            "R-UNRESOLVED",
            format!(
                "it carries markings whose definition has not arrived: {}",
                shortened(&ids)
            ),
            "the marking-definition, sent by whoever made it",
        );
    }
}

fn access_step(label: &Label, reader: &str, access: Access) -> Step {
    let has = match access {
        Access::Public => "reads this collection because it is public",
        Access::Community => "reads this collection as a member of a community",
        Access::Granted => "was granted this collection by name",
    };
    let (asks, change) = match label.access {
        Access::Public => ("no more is asked", ""),
        Access::Community => (
            "a common community or a grant is asked",
            "a grant of the collection or membership in one of its communities, from the operator",
        ),
        Access::Granted => (
            "a grant by name is asked",
            "a grant of the collection by name, from the operator",
        ),
    };
    Step {
        rule: "R-ACCESS",
        allows: access >= label.access,
        sentence: format!("{reader} {has}; {asks}"),
        change: Some(change),
    }
}

fn marking_step(label: &Label, clearance: &Clearance) -> Option<Step> {
    if label.withheld.is_empty() {
        return None;
    }
    let missing: Vec<&str> = (label.withheld.difference(&clearance.markings))
        .map(String::as_str)
        .collect();
    let reader = clearance.name();
    Some(Step {
        rule: "R-MARKING",
        allows: missing.is_empty(),
        sentence: match missing.is_empty() {
            true => format!("{reader} is cleared for every other marking it carries"),
            false => format!(
                "it carries markings this server cannot judge, and {reader} is not cleared for {}",
                shortened(&missing)
            ),
        },
        change: Some("the marking's id added to this reader's clearance, by the operator"),
    })
}

/// The same without the reasons, for the hot path.
pub fn gives(label: &Label, clearance: &Clearance, access: Access, now: i64) -> bool {
    match &clearance.reader {
        Reader::System => return true,
        Reader::Partner { key, .. } if label.lane == Some(*key) => return true,
        Reader::Partner { .. } | Reader::Analyst { .. } | Reader::Anonymous => {}
    }
    let named = |names| clearance.is_named(names);
    planted!(ApartIsShown, true, !label.lane_only)
        && !label.closed
        && planted!(UnresolvedIsShown, true, label.unresolved.is_empty())
        && planted!(LevelIgnored, true, label.tlp <= clearance.reach())
        && planted!(AccessIgnored, true, access >= label.access)
        && planted!(
            ExpiryIgnored,
            true,
            label.not_after.is_none_or(|at| now <= at)
        )
        && planted!(AudienceIgnored, true, label.audiences.iter().all(named))
        && planted!(
            MarkingIgnored,
            true,
            label.withheld.is_subset(&clearance.markings)
        )
}
