//! The label of one object by itself: what its markings say, strictest wins.
//!
//! Smallest example: an object marked TLP:RED and with an audience of identity `A` and community `alpine` has the
//! label `TLP:RED · audience A`. The community is dropped, because TLP:RED goes to people named one by one.

use crate::clearance::Access;
use crate::label::{Label, Markings, Names, lower};
use std::collections::BTreeSet;
use stix::Header;
use stix::marking::{Audience, Iep, Marking, Tlp};

impl Label {
    /// The label of one object by itself: every object marking and granular marking, strictest wins;
    /// `default` where none of them says a TLP level; `lane` is the partner in whose lane the object lies
    /// (None = the operator): a partner always sees what it submitted itself.
    ///
    /// For a marking-definition, `markings` must already know the definition itself: a valid TLP definition is
    /// TLP:CLEAR whatever it is marked with; an audience definition is for those it names, and TLP:CLEAR
    /// to them unless its own markings say more; every other definition is an object like any other. One
    /// that `markings` does not know is withheld like what it would mark.
    pub fn own(
        header: &Header<'_>,
        markings: &dyn Markings,
        default: Tlp,
        lane: Option<i64>,
    ) -> Self {
        let mut part = Part::new(lane);
        if header.object_type == "marking-definition" {
            match say(&header.id, markings, lane) {
                Some(Marking::Tlp(_)) => return Label::clear(lane),
                Some(Marking::Statement | Marking::Pap(_) | Marking::Iep(_) | Marking::Unknown) => {
                }
                Some(Marking::Audience(audience)) => part.audiences.push(audience),
                itself @ (Some(Marking::SpoofedTlp(_)) | None) => part.take(&header.id, itself),
            }
        }
        let default = if part.audiences.is_empty() {
            default
        } else {
            Tlp::Clear
        };
        let ids: BTreeSet<&str> = (header.object_marking_refs.iter())
            .chain(&header.granular_marking_refs)
            .map(AsRef::as_ref)
            .collect();
        for id in ids {
            part.take(id, say(id, markings, lane));
        }
        part.finish(default)
    }
}

/// What a marking id says. The predefined TLP ids say it themselves: content that disagrees with them never
/// passes the gate in.
fn say(id: &str, markings: &dyn Markings, lane: Option<i64>) -> Option<Marking> {
    (Tlp::of_marking_id(id).map(Marking::Tlp)).or_else(|| markings.marking(id, lane))
}

/// The markings of one object, gathered.
struct Part {
    label: Label,
    tlp: Option<Tlp>,
    audiences: Vec<Audience>,
}

impl Part {
    fn new(lane: Option<i64>) -> Self {
        Self {
            label: Label::clear(lane),
            tlp: None,
            audiences: Vec::new(),
        }
    }

    fn take(&mut self, id: &str, marking: Option<Marking>) {
        match marking {
            Some(Marking::Tlp(tlp)) => self.tlp = self.tlp.max(Some(tlp)),
            Some(Marking::Audience(audience)) => self.audiences.push(audience),
            Some(Marking::Statement) => {}
            Some(Marking::Pap(level)) => self.label.pap = self.label.pap.max(Some(level)),
            Some(Marking::Iep(policy)) => self.policy(policy),
            Some(Marking::SpoofedTlp(_) | Marking::Unknown) => {
                self.label.asks.withheld.insert(id.to_owned());
            }
            None => {
                self.label.asks.unresolved.insert(id.to_owned());
            }
        }
    }

    fn policy(&mut self, policy: Iep) {
        self.tlp = self.tlp.max(policy.tlp);
        self.label.encrypt |= policy.encrypt_in_transit;
        self.label.actions = lower(self.label.actions, policy.permitted_actions);
    }

    /// Only now is the level known, and with it what an audience means and what its absence asks.
    fn finish(self, default: Tlp) -> Label {
        let mut label = self.label;
        let asks = &mut label.asks;
        asks.tlp = self.tlp.unwrap_or(default);
        let red = asks.tlp == Tlp::Red;
        if self.audiences.is_empty() {
            match asks.tlp {
                Tlp::Clear => {}
                Tlp::Green => asks.access = Access::Community,
                Tlp::Amber | Tlp::AmberStrict => asks.access = Access::Granted,
                Tlp::Red => {
                    asks.audiences.insert(Names::default());
                }
            }
        }
        for audience in self.audiences {
            label.originator_control |= audience.originator_control;
            asks.not_after = lower(asks.not_after, audience.not_after);
            asks.audiences.insert(Names {
                identities: audience.identities.into_iter().collect(),
                communities: match red {
                    true => BTreeSet::new(),
                    false => audience.communities.into_iter().collect(),
                },
            });
        }
        asks.bound();
        label
    }
}
