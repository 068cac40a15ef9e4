//! What a label puts in a reader's way, as one list that must be cleared whole.
//!
//! Smallest example: TLP:RED with an audience of `A` is the list `TLP:RED`, `audience A`. A reader up to TLP:AMBER is
//! stopped by the first, `B` by the second.

use crate::clearance::{Access, Clearance};
use crate::label::{MOST_NAMES, Names, lower};
use std::collections::BTreeSet;
use std::fmt;
use stix::marking::Tlp;

/// Every one of them must be cleared. See [`crate::Label`] for by whom.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hurdles {
    /// strictest TLP level
    #[serde(with = "crate::json::level")]
    pub(crate) tlp: Tlp,
    /// the weakest right to the collection that is enough
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
    /// kept apart, because another lane holds the id
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) lane_only: bool,
    /// taken back, or older than what revoked it
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) recalled: bool,
}

pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}

impl Hurdles {
    /// TLP:CLEAR, nothing more.
    pub(crate) fn none() -> Self {
        Self {
            tlp: Tlp::Clear,
            access: Access::Public,
            audiences: BTreeSet::new(),
            not_after: None,
            withheld: BTreeSet::new(),
            unresolved: BTreeSet::new(),
            closed: false,
            lane_only: false,
            recalled: false,
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        *self == Self::none()
    }

    /// Both lists.
    pub(crate) fn raise(&mut self, other: &Self) {
        self.tlp = self.tlp.max(other.tlp);
        self.access = self.access.max(other.access);
        self.audiences.extend(other.audiences.iter().cloned());
        self.not_after = lower(self.not_after, other.not_after);
        self.withheld.extend(other.withheld.iter().cloned());
        self.unresolved.extend(other.unresolved.iter().cloned());
        self.closed |= other.closed;
        self.lane_only |= other.lane_only;
        self.recalled |= other.recalled;
        self.bound();
    }

    /// Drops audiences that a narrower one makes idle, and closes the list when it holds more than [`MOST_NAMES`].
    pub(crate) fn bound(&mut self) {
        if self.audiences.len() > 1 {
            let all = self.audiences.clone();
            let narrower = |names: &Names| all.iter().any(|n| n != names && n.within(names));
            self.audiences.retain(|names| !narrower(names));
        }
        let names = self.withheld.len()
            + self.unresolved.len()
            + self.audiences.iter().map(Names::count).sum::<usize>();
        if self.closed || names > MOST_NAMES {
            self.closed = true;
            self.forget_names();
        }
    }

    fn forget_names(&mut self) {
        self.audiences.clear();
        self.withheld.clear();
        self.unresolved.clear();
    }

    /// Takes out what whoever clears `others` has cleared.
    pub(crate) fn beyond(&mut self, others: &Self) {
        if others.tlp >= self.tlp {
            self.tlp = Tlp::Clear;
        }
        if others.access >= self.access {
            self.access = Access::Public;
        }
        let narrower = |names: &Names| others.audiences.iter().any(|other| other.within(names));
        self.audiences.retain(|names| !narrower(names));
        if lower(others.not_after, self.not_after) == others.not_after {
            self.not_after = None;
        }
        self.withheld.retain(|id| !others.withheld.contains(id));
        self.unresolved.retain(|id| !others.unresolved.contains(id));
        if others.closed {
            self.closed = false;
            self.forget_names();
        }
        self.lane_only &= !others.lane_only;
        self.recalled &= !others.recalled;
    }

    /// Takes out who may read it; what is left limits the use as well.
    pub(crate) fn forget_readers(&mut self) {
        self.audiences.clear();
        self.access = Access::Public;
    }

    /// Whether nobody clears it, whoever it is.
    pub(crate) fn is_shut(&self) -> bool {
        self.lane_only
            || self.recalled
            || self.closed
            || !self.unresolved.is_empty()
            || self.audiences.contains(&Names::default())
    }

    /// Whether this reader clears every one.
    pub(crate) fn cleared_by(&self, clearance: &Clearance, access: Access, now: i64) -> bool {
        let named = |names| clearance.is_named(names);
        planted!(ApartIsShown, true, !self.lane_only)
            && planted!(RecalledIsShown, true, !self.recalled)
            && !self.closed
            && planted!(UnresolvedIsShown, true, self.unresolved.is_empty())
            && planted!(LevelIgnored, true, self.tlp <= clearance.reach())
            && planted!(AccessIgnored, true, access >= self.access)
            && planted!(
                ExpiryIgnored,
                true,
                self.not_after.is_none_or(|at| now <= at)
            )
            && planted!(AudienceIgnored, true, self.audiences.iter().all(named))
            && planted!(
                MarkingIgnored,
                true,
                self.withheld.is_subset(&clearance.markings)
            )
    }
}

/// `TLP:AMBER · audience A,B · unknown marking …`, for people.
impl fmt::Display for Hurdles {
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
        let flags = [
            (self.closed, "too many markings"),
            (self.lane_only, "kept apart"),
            (self.recalled, "taken back"),
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
