//! The effective handling of one object version: its markings joined with what it stands for.
//!
//! Smallest example: an edge of its own `TLP:GREEN` between a `TLP:CLEAR` actor and a `TLP:AMBER` report that
//! names `B` asks for all of it: `TLP:AMBER · a grant or a common community · audience B`.
//!
//! Who handed something in sees it, and is asked nothing on its account: not by what rests on it, either. So the
//! label keeps, for whatever it takes from an end, in whose lanes that lies. `Q`'s note about `P`'s relationship to
//! an object of `R` under TLP:RED asks TLP:RED of everybody but `P`, `Q` and `R`. Were `P` asked, too, the
//! note would go when `P` hands in the relationship, and tell `P` of an object it may not see.

use crate::clearance::{Access, Clearance, Reader};
use crate::hurdles::{Hurdles, is_false, level};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use stix::marking::{PermittedActions, Tlp};

/// Most names and marking ids that one list of hurdles holds. Beyond it the list is closed: only the lanes it does not
/// ask may see the object. It bounds what one object with 10,000 markings can cost every edge that touches it.
pub const MOST_NAMES: usize = 1_024;

/// Most lists that one label takes from ends. Beyond it everybody but the lane is asked for all of them.
pub const MOST_ENDS: usize = 32;

/// Interned by the store as an integer: few distinct labels, many objects.
///
/// Whoever passes a join is in its lane, or passes both sides. Within one lane, join is commutative,
/// associative and idempotent; it never gives more than either side.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// asked of everybody but the lane
    pub(crate) asks: Hurdles,
    /// asked of everybody but the lane and those of the entry, in their order; only what `asks`, or an entry of fewer
    /// lanes, does not ask already
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ends: Vec<End>,
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

/// Partners, by the store's key.
pub(crate) type Lanes = BTreeSet<i64>;

/// What ends ask that lie in these lanes, or lead through them.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    /// who is not asked; never empty, never with the label's own lane
    pub(crate) lanes: Lanes,
    pub(crate) asks: Hurdles,
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
    pub(crate) fn within(&self, other: &Names) -> bool {
        self.identities.is_subset(&other.identities)
            && self.communities.is_subset(&other.communities)
    }

    pub(crate) fn count(&self) -> usize {
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
            asks: Hurdles::none(),
            ends: Vec::new(),
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
        let mut label = Self::clear(Some(partner));
        label.asks.lane_only = true;
        label
    }

    /// What was taken back, or is older than the version that revoked it. Unlike [`Label::lane_only`] it is joined to
    /// whatever stands on the object, in every lane.
    pub fn recalled() -> Self {
        let mut label = Self::clear(None);
        label.asks.recalled = true;
        label
    }

    /// Both apply, to everybody but `self`'s lane, which is the lane of the join. What `other` does not ask of its own
    /// lane is not asked of that lane here, either.
    pub fn join(&self, other: &Label) -> Self {
        let mut joined = self.clone();
        joined.originator_control |= other.originator_control;
        joined.pap = joined.pap.max(other.pap);
        joined.actions = lower(joined.actions, other.actions);
        joined.encrypt |= other.encrypt;
        let ends = std::mem::take(&mut joined.ends).into_iter();
        let mut ends: BTreeMap<Lanes, Hurdles> = ends.map(|end| (end.lanes, end.asks)).collect();
        for (lanes, asks) in other.asked_of_lane(self.lane) {
            match lanes.is_empty() {
                true => joined.asks.raise(asks),
                false => ends.entry(lanes).or_insert_with(Hurdles::none).raise(asks),
            }
        }
        joined.set_ends(ends);
        joined
    }

    /// [`Label::join`] in place; whether anything changed.
    pub fn raise(&mut self, other: &Label) -> bool {
        let joined = self.join(other);
        let changed = joined != *self;
        *self = joined;
        changed
    }

    /// Every list of hurdles with the lanes that are not asked, but for `lane`, of which nothing is asked anyway.
    fn asked_of_lane(&self, lane: Option<i64>) -> impl Iterator<Item = (Lanes, &Hurdles)> {
        let asks = std::iter::once((Lanes::new(), &self.asks));
        let ends = self.ends.iter().map(|end| (end.lanes.clone(), &end.asks));
        asks.chain(ends).map(move |(mut lanes, asks)| {
            lanes.extend(self.lane);
            lanes.retain(|of| Some(*of) != lane);
            (lanes, asks)
        })
    }

    /// Keeps of each list what a list of fewer lanes does not ask, so that equal labels are written in one way.
    fn set_ends(&mut self, ends: BTreeMap<Lanes, Hurdles>) {
        for (lanes, asks) in &ends {
            let mut asks = asks.clone();
            asks.beyond(&self.asks);
            let fewer = |(of, _): &(&Lanes, &Hurdles)| *of != lanes && of.is_subset(lanes);
            for (_, others) in ends.iter().filter(fewer) {
                asks.beyond(others);
            }
            if !asks.is_none() {
                let lanes = lanes.clone();
                self.ends.push(End { lanes, asks });
            }
        }
        if self.ends.len() > MOST_ENDS {
            for end in std::mem::take(&mut self.ends) {
                self.asks.raise(&end.asks);
            }
        }
    }

    /// Whether this label is at least as strict as `other` in every respect, so that it gives nobody outside its own
    /// lane anything `other` does not give, and permits no use that `other` does not permit.
    pub fn covers(&self, other: &Label) -> bool {
        let mut asked = other.asked_of_lane(self.lane);
        self.originator_control >= other.originator_control
            && self.pap >= other.pap
            && lower(self.actions, other.actions) == self.actions
            && self.encrypt >= other.encrypt
            && asked.all(|(lanes, asks)| self.asks_all(&lanes, asks))
    }

    /// Whether whoever passes, and is not in these lanes, has cleared these hurdles.
    fn asks_all(&self, lanes: &Lanes, asks: &Hurdles) -> bool {
        let mut left = asks.clone();
        let ends = self.ends.iter().filter(|end| end.lanes.is_subset(lanes));
        for asked in std::iter::once(&self.asks).chain(ends.map(|end| &end.asks)) {
            left.beyond(asked);
            if asked.closed || asked.audiences.contains(&Names::default()) {
                left.forget_readers();
            }
        }
        left.is_none()
    }

    /// Every list of hurdles.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &Hurdles> {
        std::iter::once(&self.asks).chain(self.ends.iter().map(|end| &end.asks))
    }

    /// Whether this reader is in the lane.
    pub(crate) fn is_of(&self, reader: &Reader) -> bool {
        matches!(reader, Reader::Partner { key, .. } if self.lane == Some(*key))
    }

    /// Whether this reader, outside the lane, clears all that is asked of it.
    pub(crate) fn is_cleared(&self, clearance: &Clearance, access: Access, now: i64) -> bool {
        let cleared = |asks: &Hurdles| asks.cleared_by(clearance, access, now);
        let spared = |end: &End| planted!(EndsSpareNobody, false, end.spares(&clearance.reader));
        cleared(&self.asks) && (self.ends.iter()).all(|end| spared(end) || cleared(&end.asks))
    }

    /// The highest TLP level of all parts.
    pub fn tlp(&self) -> Tlp {
        self.lists()
            .fold(Tlp::Clear, |most, list| most.max(list.tlp))
    }

    /// The weakest right to a collection that is enough for this label.
    pub fn access(&self) -> Access {
        let most = |most: Access, list: &Hurdles| most.max(list.access);
        self.lists().fold(Access::Public, most)
    }

    /// The audiences; every one must name the reader, but for those that handed in what it is about.
    pub fn audiences(&self) -> impl Iterator<Item = &Names> {
        self.lists().flat_map(|list| &list.audiences)
    }

    /// Marking ids a clearance must list.
    pub fn withheld(&self) -> impl Iterator<Item = &str> {
        (self.lists().flat_map(|list| &list.withheld)).map(String::as_str)
    }

    /// Marking ids that were not known when the label was made: make it again when one of them arrives.
    pub fn unresolved(&self) -> impl Iterator<Item = &str> {
        (self.lists().flat_map(|list| &list.unresolved)).map(String::as_str)
    }

    /// Last microsecond at which it may be had: a cached answer of [`crate::gives`] is void after it.
    pub fn not_after(&self) -> Option<i64> {
        self.lists().filter_map(|list| list.not_after).min()
    }

    /// The partner in whose lane the object lies; none is the operator.
    pub fn lane(&self) -> Option<i64> {
        self.lane
    }

    /// Whether only the lane and the operator may see it.
    pub fn is_lane_only(&self) -> bool {
        self.asks.lane_only
    }

    /// Whether it was taken back, or is older than what revoked it.
    pub fn is_recalled(&self) -> bool {
        self.asks.recalled
    }

    /// Whether it holds more names than [`MOST_NAMES`] and is closed to everybody but its lane.
    pub fn is_closed(&self) -> bool {
        self.asks.closed
    }

    /// Whether more than its TLP level stands between it and a reader: an audience, an unjudged marking, an end of time.
    pub fn is_narrowed(&self) -> bool {
        self.is_closed()
            || self.is_lane_only()
            || self.is_recalled()
            || self.not_after().is_some()
            || self.audiences().next().is_some()
            || self.withheld().next().is_some()
            || self.unresolved().next().is_some()
    }

    /// Whether it gives to nobody but the lane and the operator, whoever asks.
    pub fn is_for_nobody_else(&self) -> bool {
        self.asks.is_shut()
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

impl End {
    /// `from partner 1,3`: the store's keys of those in whose lanes it lies, or that lead there.
    pub(crate) fn from(&self) -> String {
        let lanes: Vec<String> = self.lanes.iter().map(i64::to_string).collect();
        format!("from partner {}", lanes.join(","))
    }

    /// Whether nothing of it is asked of this reader.
    pub(crate) fn spares(&self, reader: &Reader) -> bool {
        matches!(reader, Reader::Partner { key, .. } if self.lanes.contains(key))
    }
}

/// The lower of two limits, where none is no limit.
pub(crate) fn lower<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// `TLP:AMBER · audience A,B · PAP:RED · unless from partner 3: TLP:RED · …`, for people.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.asks)?;
        if let Some(pap) = self.pap {
            write!(f, " · {}", level(pap).replace("TLP", "PAP"))?;
        }
        let flags = [
            (self.originator_control, "originator control"),
            (self.actions.is_some(), "IEP"),
            (self.encrypt, "encrypt in transit"),
        ];
        for (_, text) in flags.iter().filter(|(set, _)| *set) {
            write!(f, " · {text}")?;
        }
        for end in &self.ends {
            write!(f, " · unless {}: {}", end.from(), end.asks)?;
        }
        Ok(())
    }
}
