//! Who may see, send or change what. Pure: no IO, no clock; the same question always has the same answer.
//!
//! Four words carry the model, each in its own module:
//!
//! * [`Label`]: what an object version asks of its readers. A report marked TLP:AMBER that names its audience
//!   `A` and `B` has the label `TLP:AMBER · audience A,B`.
//! * [`Clearance`]: what a reader has. Partner `A` may read up to TLP:RED, is the identity `A`, and belongs to
//!   the community `alpine`.
//! * [`release()`]: the way out. The label above and the clearance of `A` give; the clearance of `C` does not, and
//!   the decision says so: `R-AUDIENCE … names other readers`.
//! * [`admit()`]: the way in. A newer version of `A`'s report handed in by `C` is quarantined: `Q-FOREIGN`.
//!
//! A fifth, [`may_hand_over()`], says what may be done with an object that one may see: a report under PAP:RED
//! may be searched for in logs, but not looked up with a third party.
//!
//! # Why labels can be joined
//!
//! A label is a list of hurdles that must all be cleared. [`Label::join`] puts two lists together, so nobody can
//! pass the joined label who could not pass both parts; within a lane, order and repetition do not matter. That is
//! what lets the store raise an edge when one of its ends is raised, in any order of arrival, and always reach the same
//! label. The exception is the lane: whoever handed an object in always sees it again, whatever its label, and is asked
//! nothing on its account by what rests on it. So each hurdle that comes from an end is kept with the lanes it is not
//! asked of: whoever passes `a.join(b)` is in the lane of `a`, or passes both.
//!
//! # Why cycles of markings cannot matter
//!
//! A marking-definition may itself be marked, with itself even. The label of an object takes what each of its
//! marking ids *says*, one level deep, never the label of the definition: marking `m1` marked with `m2` marked
//! with `m1` gives the object marked `m1` exactly what `m1` says, and nothing of `m2`.

/// `planted!(Leak, wrong, right)` is `right`, unless that very leak is planted.
#[cfg(not(feature = "planted-leaks"))]
#[macro_export]
macro_rules! planted {
    ($leak:ident, $wrong:expr, $right:expr) => {
        ::std::convert::identity($right)
    };
}

/// `planted!(Leak, wrong, right)` is `right`, unless that very leak is planted.
#[cfg(feature = "planted-leaks")]
#[macro_export]
macro_rules! planted {
    ($leak:ident, $wrong:expr, $right:expr) => {
        if $crate::leak::active($crate::leak::Leak::$leak) {
            $wrong
        } else {
            $right
        }
    };
}

pub mod admit;
pub mod clearance;
mod handover;
mod hurdles;
mod json;
pub mod label;
#[cfg(feature = "planted-leaks")]
pub mod leak;
mod local;
mod own;
pub mod recall;
pub mod release;
pub mod tearline;

pub use admit::{Admission, Candidate, Cause, KnownVersion, Reason, Submitter, admit};
pub use clearance::{Access, Clearance, Reader};
pub use handover::{RULES as HAND_OVER_RULES, Use, may_hand_over};
pub use label::{Label, Markings, Names};
pub use local::Local;
pub use release::{Decision, Step, gives, release};
