//! The effective handling of one object version: its markings joined with what it stands for.
//!
//! Smallest example: an edge of its own `TLP:GREEN` between a `TLP:CLEAR` actor and a `TLP:AMBER` report that
//! names `B` asks for all of it: `TLP:AMBER · a grant or a common community · audience B`.

use crate::clearance::Access;
use std::collections::BTreeSet;
use std::fmt;
use stix::marking::{PermittedActions, Tlp};

/// Most names and marking ids that one label holds. Beyond it the label is closed: nobody but the lane may see
/// the object. It bounds what one object with 10,000 markings can cost every edge that touches it.
pub const MOST_NAMES: usize = 1_024;

/// Interned by the store as an integer: few distinct labels, many objects. Join is commutative,
/// associative, idempotent (apart from the lane), and never gives more than either side.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// strictest TLP level of all parts
    #[serde(with = "crate::json::level")]
    pub(crate) tlp: Tlp,
    /// the weakest right to the collection that is enough: the strictest of the parts that name no audience
    pub(crate) access: Access,
    /// every one of them must name the reader; one that names nobody lets nobody pass
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) audiences: BTreeSet<Names>,
    /// last microsecond at which it may be had
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_after: Option<i64>,
    /// marking ids that were read and say something this server does not understand or does not believe
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) withheld: BTreeSet<String>,
    /// marking ids whose definition has not arrived
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) unresolved: BTreeSet<String>,
    /// more names than [`MOST_NAMES`]
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) closed: bool,
    /// kept for the operator and the lane only, because another lane holds the id
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) lane_only: bool,
    /// onward release needs the originator's consent
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) originator_control: bool,
    /// strictest PAP level
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::json::optional"
    )]
    pub(crate) pap: Option<Tlp>,
    /// strictest IEP `permitted_actions`
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::json::optional"
    )]
    pub(crate) actions: Option<PermittedActions>,
    /// an IEP policy says that it must be encrypted in transit
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) encrypt: bool,
    /// the partner who handed it in, or who owns its `created_by_ref`; none is the operator
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lane: Option<i64>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// One audience: a reader passes who is one of the identities or in one of the communities.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// STIX identity ids
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub identities: BTreeSet<String>,
    /// community names
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub communities: BTreeSet<String>,
}

impl Names {
    /// Whether everybody named here is named there too.
    fn within(&self, other: &Names) -> bool {
        self.identities.is_subset(&other.identities)
            && self.communities.is_subset(&other.communities)
    }

    fn count(&self) -> usize {
        1 + self.identities.len() + self.communities.len()
    }
}

/// What the store knows of a marking id.
pub trait Markings {
    /// What the definition of `id` says to an object in `lane`; `None` when no definition of it counts there.
    ///
    /// A definition counts in the lanes of those who handed it in (handing in one that is known already counts, too)
    /// and, handed in by the operator, in every lane. Never another partner's: whoever learnt the id of a marking
    /// could define it as harmless before its maker does, and so loosen what others marked with it.
    fn marking(&self, id: &str, lane: Option<i64>) -> Option<stix::marking::Marking>;
}

impl Label {
    /// TLP:CLEAR, no other hurdle, in this lane: where every join begins.
    pub fn clear(lane: Option<i64>) -> Self {
        Self {
            tlp: Tlp::Clear,
            access: Access::Public,
            audiences: BTreeSet::new(),
            not_after: None,
            withheld: BTreeSet::new(),
            unresolved: BTreeSet::new(),
            closed: false,
            lane_only: false,
            originator_control: false,
            pap: None,
            actions: None,
            encrypt: false,
            lane,
        }
    }

    /// For the operator and one partner only: an object whose id another lane holds, kept apart so that its
    /// submitter sees what it would see on a free id. Join it to the object's own label; never join it to
    /// something in another lane, or whoever guesses an id could hide what others say of it.
    pub fn lane_only(partner: i64) -> Self {
        Self {
            lane_only: true,
            ..Self::clear(Some(partner))
        }
    }

    /// Both apply. The lane is `self`'s.
    pub fn join(&self, other: &Label) -> Self {
        let mut joined = self.clone();
        joined.raise(other);
        joined
    }

    /// [`Label::join`] in place; whether anything changed.
    pub fn raise(&mut self, other: &Label) -> bool {
        if self.includes(other) {
            return false;
        }
        self.tlp = self.tlp.max(other.tlp);
        self.access = self.access.max(other.access);
        self.audiences.extend(other.audiences.iter().cloned());
        self.not_after = lower(self.not_after, other.not_after);
        self.withheld.extend(other.withheld.iter().cloned());
        self.unresolved.extend(other.unresolved.iter().cloned());
        self.closed |= other.closed;
        self.lane_only |= other.lane_only;
        self.originator_control |= other.originator_control;
        self.pap = self.pap.max(other.pap);
        self.actions = lower(self.actions, other.actions);
        self.encrypt |= other.encrypt;
        self.bound();
        true
    }

    /// Closes the label when it holds more than [`MOST_NAMES`]. The measure only grows as labels are joined,
    /// so it does not matter in which order they were.
    pub(crate) fn bound(&mut self) {
        let names = self.withheld.len()
            + self.unresolved.len()
            + self.audiences.iter().map(Names::count).sum::<usize>();
        if self.closed || names > MOST_NAMES {
            self.closed = true;
            self.audiences.clear();
            self.withheld.clear();
            self.unresolved.clear();
        }
    }

    /// Whether this label is at least as strict as `other` in every respect, so that it gives nobody anything
    /// `other` does not give, and permits no use that `other` does not permit. Lanes are not compared.
    pub fn covers(&self, other: &Label) -> bool {
        let narrower = |there: &Names| self.audiences.iter().any(|here| here.within(there));
        let shut = self.closed || self.audiences.contains(&Names::default());
        let readers = self.access >= other.access && other.audiences.iter().all(narrower);
        self.limits(other) && (shut || readers)
    }

    /// Whether joining `other` would change nothing.
    fn includes(&self, other: &Label) -> bool {
        let listed = self.closed || other.audiences.is_subset(&self.audiences);
        self.limits(other) && self.access >= other.access && listed
    }

    /// Whether every limit of `other` that does not depend on who is named is here too.
    fn limits(&self, other: &Label) -> bool {
        let has = |here: &BTreeSet<String>, there: &BTreeSet<String>| {
            self.closed || there.is_subset(here)
        };
        self.tlp >= other.tlp
            && self.closed >= other.closed
            && has(&self.withheld, &other.withheld)
            && has(&self.unresolved, &other.unresolved)
            && lower(self.not_after, other.not_after) == self.not_after
            && self.lane_only >= other.lane_only
            && self.originator_control >= other.originator_control
            && self.pap >= other.pap
            && lower(self.actions, other.actions) == self.actions
            && self.encrypt >= other.encrypt
    }

    /// The highest TLP level of all parts.
    pub fn tlp(&self) -> Tlp {
        self.tlp
    }

    /// Whether some part is TLP:AMBER or AMBER+STRICT and names no audience, so that only a grant by name will do.
    pub fn needs_grant(&self) -> bool {
        self.access == Access::Granted
    }

    /// The weakest right to a collection that is enough for this label.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The audiences; every one must name the reader.
    pub fn audiences(&self) -> impl Iterator<Item = &Names> {
        self.audiences.iter()
    }

    /// Marking ids a clearance must list.
    pub fn withheld(&self) -> impl Iterator<Item = &str> {
        self.withheld.iter().map(String::as_str)
    }

    /// Marking ids that were not known when the label was made: make it again when one of them arrives.
    pub fn unresolved(&self) -> impl Iterator<Item = &str> {
        self.unresolved.iter().map(String::as_str)
    }

    /// Last microsecond at which it may be had: a cached answer of [`crate::gives`] is void after it.
    pub fn not_after(&self) -> Option<i64> {
        self.not_after
    }

    /// The partner in whose lane the object lies; none is the operator.
    pub fn lane(&self) -> Option<i64> {
        self.lane
    }

    /// Whether only the lane and the operator may see it.
    pub fn is_lane_only(&self) -> bool {
        self.lane_only
    }

    /// Whether it holds more names than [`MOST_NAMES`] and is closed to everybody but its lane.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether it gives to nobody but the lane and the operator, whoever asks.
    pub fn is_for_nobody_else(&self) -> bool {
        self.lane_only
            || self.closed
            || !self.unresolved.is_empty()
            || self.audiences.contains(&Names::default())
    }

    /// Whether onward release needs the originator's consent.
    pub fn originator_control(&self) -> bool {
        self.originator_control
    }

    /// The strictest PAP level.
    pub fn pap(&self) -> Option<Tlp> {
        self.pap
    }

    /// The strictest IEP `permitted_actions`.
    pub fn permitted_actions(&self) -> Option<PermittedActions> {
        self.actions
    }

    /// Whether it must be encrypted in transit.
    pub fn encrypt_in_transit(&self) -> bool {
        self.encrypt
    }

    /// The one text of this label, for interning: equal labels have equal text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a label has only text keys")
    }

    /// Reads [`Label::to_json`]'s text.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The lower of two limits, where none is no limit.
pub(crate) fn lower<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// `TLP:AMBER · audience A,B · unknown marking …`, for people.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", level(self.tlp))?;
        for audience in &self.audiences {
            write!(f, " · {}", audience_text(audience))?;
        }
        if let Some(at) = self.not_after {
            write!(f, " · not after {}", stix::timestamp::format_micros(at))?;
        }
        list(f, "unknown marking", &self.withheld)?;
        list(f, "marking not arrived", &self.unresolved)?;
        if let Some(pap) = self.pap {
            write!(f, " · {}", level(pap).replace("TLP", "PAP"))?;
        }
        let flags = [
            (self.originator_control, "originator control"),
            (self.actions.is_some(), "IEP"),
            (self.encrypt, "encrypt in transit"),
            (self.closed, "too many markings"),
            (self.lane_only, "kept apart"),
        ];
        for (_, text) in flags.iter().filter(|(set, _)| *set) {
            write!(f, " · {text}")?;
        }
        Ok(())
    }
}

/// `TLP:AMBER+STRICT`.
pub(crate) fn level(tlp: Tlp) -> String {
    format!("TLP:{}", tlp.as_str().to_uppercase())
}

/// `audience A,B`, or `audience nobody`; at most three names and how many more.
pub(crate) fn audience_text(names: &Names) -> String {
    let all: Vec<&str> = (names.identities.iter().chain(&names.communities))
        .map(String::as_str)
        .collect();
    if all.is_empty() {
        return "audience nobody".to_owned();
    }
    format!("audience {}", shortened(&all))
}

pub(crate) fn shortened(all: &[&str]) -> String {
    let shown = all.len().min(3);
    let mut text = all[..shown].join(",");
    if all.len() > shown {
        text.push_str(&format!(" and {} more", all.len() - shown));
    }
    text
}

fn list(f: &mut fmt::Formatter<'_>, what: &str, ids: &BTreeSet<String>) -> fmt::Result {
    if ids.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    write!(f, " · {what} {}", shortened(&ids))
}
