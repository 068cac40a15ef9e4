//! What may be done with an object by whoever may see it: PAP, IEP and originator control.
//!
//! Smallest example: an indicator under PAP:RED may be searched for in logs (nobody outside can notice), but not looked
//! up with a third party, and not put on a blocklist (its subject would notice).
//!
//! | use | PAP allows it up to | IEP `permitted_actions` at least |
//! |---|---|---|
//! | search own logs | PAP:RED | internally visible |
//! | watch on own sensors | PAP:AMBER | internally visible |
//! | look up with a third party | PAP:AMBER | externally visible, indirect |
//! | block | PAP:GREEN | externally visible, direct |
//! | export to a file for others, forward to another server | – | – |
//!
//! An export or a forward additionally asks for encryption where IEP says so, and for the originator's consent where the
//! audience is under originator control; TLP:AMBER+STRICT and TLP:RED are never forwarded.

use crate::hurdles::{level, shortened};
use crate::label::Label;
use crate::release::{Decision, Step};
use stix::marking::{PermittedActions, Tlp};

/// What somebody is about to do with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// Look for it in one's own records.
    Search,
    /// Put it on sensors in one's own network.
    Watch,
    /// Ask a third party's service about it.
    LookUp,
    /// Block, ping, or otherwise act so that the other side can notice.
    Block,
    /// Write it to a file for somebody else.
    Export {
        /// whether the file is encrypted to its recipient
        encrypted: bool,
    },
    /// Pass it on to another server by itself.
    Forward {
        /// whether the connection is encrypted
        encrypted: bool,
    },
}

/// Every rule code of [`may_hand_over`], in the order they are looked at.
pub const RULES: [&str; 7] = [
    "H-UNJUDGED",
    "H-EXPIRED",
    "H-PAP",
    "H-IEP",
    "H-ENCRYPT",
    "H-ORIGINATOR",
    "H-TLP",
];

impl Use {
    fn name(self) -> &'static str {
        match self {
            Use::Search => "search for it in one's own records",
            Use::Watch => "watch for it on one's own sensors",
            Use::LookUp => "look it up with a third party",
            Use::Block => "act on it where the other side can notice",
            Use::Export { .. } => "export it for others",
            Use::Forward { .. } => "forward it to another server",
        }
    }

    /// The strictest PAP level under which it may be done.
    fn pap(self) -> Option<Tlp> {
        match self {
            Use::Search => Some(Tlp::Red),
            Use::Watch | Use::LookUp => Some(Tlp::Amber),
            Use::Block => Some(Tlp::Green),
            Use::Export { .. } | Use::Forward { .. } => None,
        }
    }

    /// The least IEP permission with which it may be done.
    fn actions(self) -> Option<PermittedActions> {
        match self {
            Use::Search | Use::Watch => Some(PermittedActions::InternallyVisible),
            Use::LookUp => Some(PermittedActions::ExternallyVisibleIndirect),
            Use::Block => Some(PermittedActions::ExternallyVisibleDirect),
            Use::Export { .. } | Use::Forward { .. } => None,
        }
    }

    /// Whether it leaves one's own house, and if so, whether encrypted.
    fn leaves(self) -> Option<bool> {
        match self {
            Use::Search | Use::Watch | Use::LookUp | Use::Block => None,
            Use::Export { encrypted } | Use::Forward { encrypted } => Some(encrypted),
        }
    }
}

/// Whether somebody who may see the object may also do this with it. It says nothing of who may see it: ask
/// [`crate::release()`] for that first.
pub fn may_hand_over(label: &Label, to: Use, now: i64) -> Decision {
    let mut steps = vec![unjudged(label), expired(label, now)];
    if let (Some(set), Some(most)) = (label.pap, to.pap()) {
        steps.push(step(
            "H-PAP",
            set <= most,
            format!(
                "it is {}; to {} is allowed up to {}",
                level(set).replace("TLP", "PAP"),
                to.name(),
                level(most).replace("TLP", "PAP")
            ),
            "a version with a lower PAP level, from the originator",
        ));
    }
    if let (Some(set), Some(least)) = (label.actions, to.actions()) {
        steps.push(step(
            "H-IEP",
            set >= least,
            format!(
                "its exchange policy permits `{}`; to {} needs `{}`",
                set.as_str(),
                to.name(),
                least.as_str()
            ),
            "the provider's consent",
        ));
    }
    if let Some(encrypted) = to.leaves() {
        steps.push(step(
            "H-ENCRYPT",
            encrypted || !label.encrypt,
            match label.encrypt {
                true => "its exchange policy asks for encryption in transit".to_owned(),
                false => "nothing asks for encryption in transit".to_owned(),
            },
            "an encrypted way",
        ));
        steps.push(step(
            "H-ORIGINATOR",
            !label.originator_control,
            match label.originator_control {
                true => "it goes further only with the originator's consent".to_owned(),
                false => "the originator did not keep onward release to itself".to_owned(),
            },
            "the originator's consent",
        ));
    }
    if let Use::Forward { .. } = to {
        steps.push(step(
            "H-TLP",
            label.tlp() <= Tlp::Amber,
            format!("it is {}; up to TLP:AMBER is forwarded", level(label.tlp())),
            "a version with a lower TLP level, from the originator",
        ));
    }
    Decision::of(steps)
}

/// What is not understood, or nobody may have, is not handed over either.
fn unjudged(label: &Label) -> Step {
    let ids: Vec<&str> = label.withheld().chain(label.unresolved()).collect();
    let shut = label
        .lists()
        .any(|list| list.closed || list.lane_only || list.recalled);
    let clear = ids.is_empty() && !shut;
    step(
        "H-UNJUDGED",
        clear,
        match (clear, ids.is_empty()) {
            (true, _) => "every marking it carries is understood".to_owned(),
            (false, false) => format!(
                "it carries markings that may forbid it: {}",
                shortened(&ids)
            ),
            (false, true) => "it is kept from everybody".to_owned(),
        },
        "a version without these markings, from the originator",
    )
}

fn expired(label: &Label, now: i64) -> Step {
    let over = label.not_after().is_some_and(|at| now > at);
    step(
        "H-EXPIRED",
        !over,
        match over {
            true => "the time until which it may be had is over".to_owned(),
            false => "its time is not over".to_owned(),
        },
        "a new audience marking with a later `not_after`, from the originator",
    )
}

fn step(rule: &'static str, allows: bool, sentence: String, change: &'static str) -> Step {
    Step {
        rule,
        sentence,
        allows,
        change: (!allows).then_some(change),
    }
}
