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
//! its own lane (`R-LANE`). After them every hurdle of the label is looked at, and each must allow. What comes only
//! from an end that the reader handed in, or from beyond one, is not asked of it (`R-END`).

use crate::clearance::{Access, Clearance, Reader};
use crate::hurdles::{Hurdles, audience_text, level, shortened};
use crate::label::{End, Label, Names};
use stix::marking::Tlp;
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
pub const RULES: [&str; 12] = [
    "R-SYSTEM",
    "R-LANE",
    "R-APART",
    "R-RECALLED",
    "R-CLOSED",
    "R-UNRESOLVED",
    "R-TLP",
    "R-ACCESS",
    "R-EXPIRED",
    "R-AUDIENCE",
    "R-MARKING",
    "R-END",
];

/// The decision and its reasons. `now` in microseconds since the epoch (audiences may expire).
pub fn release(label: &Label, clearance: &Clearance, access: Access, now: i64) -> Decision {
    if let Some(step) = unconditional(label, clearance) {
        return Decision::of(vec![step]);
    }
    let hurdles = |of: Option<&End>, asks| Look {
        of: of.map(|end| format!("what it is about ({})", end.from())),
        asks,
        clearance,
        access,
        now,
    };
    let mut steps = hurdles(None, &label.asks).steps();
    for end in &label.ends {
        match end.spares(&clearance.reader) {
            true => steps.push(spared(end, clearance.name())),
            false => steps.extend(hurdles(Some(end), &end.asks).steps()),
        }
    }
    for step in steps.iter_mut().filter(|step| step.allows) {
        step.change = None;
    }
    Decision::of(steps)
}

fn spared(end: &End, reader: &str) -> Step {
    Step {
        rule: "R-END",
        sentence: format!(
            "what it is about ({}) is {}; that is not asked of {reader}, who handed in what leads there",
            end.from(),
            end.asks
        ),
        allows: true,
        change: None,
    }
}

/// The readers for whom the label does not matter.
fn unconditional(label: &Label, clearance: &Clearance) -> Option<Step> {
    let (rule, sentence) = match &clearance.reader {
        Reader::System => ("R-SYSTEM", "the operator sees everything".to_owned()),
        reader @ Reader::Partner { name, .. } if label.is_of(reader) => (
            "R-LANE",
            format!("{name} handed it in, or owns the identity that created it"),
        ),
        Reader::Partner { .. } | Reader::Anonymous => return None,
    };
    Some(Step {
        rule,
        sentence,
        allows: true,
        change: None,
    })
}

/// One list of hurdles, looked at for one reader.
struct Look<'a> {
    /// what puts them up, if not the object itself
    of: Option<String>,
    asks: &'a Hurdles,
    clearance: &'a Clearance,
    access: Access,
    now: i64,
}

impl Look<'_> {
    fn steps(&self) -> Vec<Step> {
        let mut steps = self.closed();
        // Of the object itself it is said, too, that nothing is asked.
        let told = self.of.is_none();
        if told || self.asks.tlp > Tlp::Clear {
            steps.push(self.level());
        }
        if told || self.asks.access > Access::Public {
            steps.push(self.access());
        }
        if let Some(at) = self.asks.not_after {
            steps.push(Step {
                rule: "R-EXPIRED",
                allows: self.now <= at,
                sentence: format!("{} may be had until {}", self.it(), format_micros(at)),
                change: Some(
                    "a new audience marking with a later `not_after`, from the originator",
                ),
            });
        }
        steps.extend(self.asks.audiences.iter().map(|names| self.audience(names)));
        steps.extend(self.marking());
        steps
    }

    /// The object again, within a sentence about it.
    fn it(&self) -> &str {
        self.of.as_deref().unwrap_or("it")
    }

    /// What withholds from everybody, whoever it is.
    fn closed(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut withhold = |rule, sentence, change| {
            steps.push(Step {
                rule,
                sentence,
                allows: false,
                change: Some(change),
            });
        };
        let it = self.it();
        if self.asks.lane_only {
            withhold(
                "R-APART",
                format!(
                    "{it} is kept apart, because its id belongs to what another partner handed in"
                ),
                "the operator's decision in the quarantine",
            );
        }
        if self.asks.recalled {
            withhold(
                "R-RECALLED",
                format!("{it} was taken back, or a newer version revoked it"),
                "a newer version, from the originator",
            );
        }
        if self.asks.closed {
            withhold(
                "R-CLOSED",
                format!(
                    "{it} carries more than {} marking ids and names",
                    crate::label::MOST_NAMES
                ),
                "a version with fewer markings, from the originator",
            );
        }
        if !self.asks.unresolved.is_empty() {
            let ids: Vec<&str> = self.asks.unresolved.iter().map(String::as_str).collect();
            withhold(
                "R-UNRESOLVED",
                format!(
                    "{it} carries markings whose definition has not arrived: {}",
                    shortened(&ids)
                ),
                "the marking-definition, sent by whoever made it",
            );
        }
        steps
    }

    fn level(&self) -> Step {
        let reach = self.clearance.reach();
        Step {
            rule: "R-TLP",
            allows: self.asks.tlp <= reach,
            sentence: format!(
                "{} may read up to {}; {} is {}",
                self.clearance.name(),
                level(reach),
                self.of.as_deref().unwrap_or("the object"),
                level(self.asks.tlp)
            ),
            change: Some("a higher level for this reader, set by the operator"),
        }
    }

    fn access(&self) -> Step {
        let has = match self.access {
            Access::Public => "reads this collection because it is public",
            Access::Community => "reads this collection as a member of a community",
            Access::Granted => "was granted this collection by name",
        };
        let (asks, change) = match self.asks.access {
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
            allows: self.access >= self.asks.access,
            sentence: format!("{} {has}; {asks}", self.clearance.name()),
            change: Some(change),
        }
    }

    fn audience(&self, names: &Names) -> Step {
        let named = self.clearance.is_named(names);
        let verb = if named { "is" } else { "is not" };
        Step {
            rule: "R-AUDIENCE",
            allows: named,
            sentence: format!(
                "{} was released by name, and {} {verb} among {}",
                self.it(),
                self.clearance.name(),
                audience_text(names)
            ),
            change: Some("an audience marking that names this reader, from the originator"),
        }
    }

    fn marking(&self) -> Option<Step> {
        if self.asks.withheld.is_empty() {
            return None;
        }
        let missing = self.asks.withheld.difference(&self.clearance.markings);
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        let (reader, it) = (self.clearance.name(), self.it());
        Some(Step {
            rule: "R-MARKING",
            allows: missing.is_empty(),
            sentence: match missing.is_empty() {
                true => format!("{reader} is cleared for every other marking {it} carries"),
                false => format!(
                    "{it} carries markings this server cannot judge, and {reader} is not cleared for {}",
                    shortened(&missing)
                ),
            },
            change: Some("the marking's id added to this reader's clearance, by the operator"),
        })
    }
}

/// The same without the reasons, for the hot path.
pub fn gives(label: &Label, clearance: &Clearance, access: Access, now: i64) -> bool {
    clearance.reader == Reader::System
        || label.is_of(&clearance.reader)
        || label.is_cleared(clearance, access, now)
}
