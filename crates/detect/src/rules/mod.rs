//! Indicators handed over to the tools that enforce them: rules for sensors, firewalls, resolvers and scanners.
//!
//! ```text
//! [domain-name:value = 'a.example' OR ipv4-addr:value = '198.51.100.7'] ── clause ──► a.example | 198.51.100.7
//!                       RPZ   a.example CNAME .          32.7.100.51.198.rpz-ip CNAME .
//!                       nft   not expressed: domains     198.51.100.7 in a set
//! ```
//!
//! A rule is written only when it says what the pattern says: each alternative of a disjunction becomes rules of its
//! own, a conjunction is written where the form has one, and everything else is listed with the reason. Equal
//! input gives equal bytes.

mod address;
mod atom;
mod clause;
mod csv;
mod fact;
mod flow;
mod format;
mod list;
mod misp;
mod native;
mod nftables;
mod number;
mod rpz;
mod sigma;
mod snort;
mod suricata;
mod web;
mod yara;
mod zeek;

pub use atom::{Atom, Hash, Side};
pub use clause::{Clause, Unfit, clauses};
pub use format::{Bounds, Format};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use stix::marking::Tlp;
use uuid::Uuid;

/// Why something was not written: one sentence, lower case, no full stop.
pub(crate) type Reason = String;

/// What a rule is made from.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its STIX id.
    pub id: String,
    /// `name`, for people.
    pub name: String,
    /// `pattern`
    pub pattern: String,
    /// `pattern_type`; `stix` where an indicator of STIX 2.0 has none.
    pub pattern_type: String,
    /// When this version was made, microseconds since the epoch.
    pub modified: i64,
    /// `valid_from`, as written.
    pub valid_from: String,
    /// `valid_until`, as written; empty when it has none.
    pub valid_until: String,
    /// `confidence`
    pub confidence: Option<u8>,
    /// `labels`
    pub labels: Vec<String>,
    /// The strictest TLP level that holds for it.
    pub tlp: Tlp,
}

/// What surrounds a hand-over.
#[derive(Debug, Default, Clone)]
pub struct Setting {
    /// Id of the collection.
    pub collection: String,
    /// The files that stand there from the last time, by name: what has a number keeps it.
    pub files: BTreeMap<String, Vec<u8>>,
    /// A number that rises with every change, for forms that carry one: seconds since the epoch.
    pub serial: u32,
}

/// An indicator, or a part of one, that the form cannot say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NotExpressed {
    /// Its id.
    pub indicator: String,
    /// The alternative that is missing; none when it is the whole pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Why.
    pub reason: String,
}

/// A rule whose own number was another's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Renumbered {
    /// Which indicator's.
    pub indicator: String,
    /// The number that is taken.
    pub wanted: u32,
    /// The number it has instead.
    pub number: u32,
}

/// What a hand-over consists of.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Written {
    /// Contents by name. They stand side by side.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Indicators of which something was written.
    pub indicators: u64,
    /// Alternatives and native rules that were written.
    pub rules: u64,
    /// What the form cannot say, in order.
    pub not_expressed: Vec<NotExpressed>,
    /// Rules that do not have the number made from their indicator.
    pub renumbered: Vec<Renumbered>,
    /// The strictest level of what was written.
    pub tlp: Option<Tlp>,
}

impl Written {
    /// Puts another serial into a zone that was written with `before`: it is then what [`write()`] makes with that serial.
    pub fn set_serial(&mut self, before: u32, serial: u32) {
        if let Some(zone) = self.files.get_mut(rpz::FILE) {
            rpz::set_serial(zone, before, serial);
        }
    }
}

/// One form's writer: takes clauses one by one, gives files at the end.
pub(crate) trait Form {
    /// Writes one alternative of an indicator's pattern, whole or not at all.
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason>;

    /// Writes a pattern in the form's own language, if it is.
    fn native(&mut self, from: &Indicator) -> Result<(), Reason> {
        Err(format!(
            "it is written for `{}`, not as a STIX pattern",
            native::shown(&from.pattern_type)
        ))
    }

    /// What was written.
    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>);
}

/// A name for one thing that is made from an indicator: the same everywhere and for ever.
pub(crate) fn stable(indicator: &str, says: &str) -> Uuid {
    Uuid::new_v5(
        &Uuid::NAMESPACE_URL,
        format!("{indicator} {says}").as_bytes(),
    )
}

/// The date of a moment in microseconds, `2025-01-31`.
pub(crate) fn day(micros: i64) -> String {
    stix::timestamp::format_micros(micros)[..10].to_owned()
}

/// What stands at the top of a file.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) tlp: Option<Tlp>,
}

impl Head {
    /// The lines at the top of a file whose comments begin with `mark`.
    pub(crate) fn comment(&self, mark: &str) -> String {
        let level = match self.tlp {
            Some(tlp) => format!("TLP:{}", tlp.as_str().to_uppercase()),
            None => "nothing is in it".to_owned(),
        };
        format!("{mark} {level}: the strictest marking of what follows\n{mark} written by tansiq\n")
    }
}

/// Writes indicators in a form. Each must be valid now and allowed to be used so: that is for the caller to see to.
/// `types`: only what tests objects of these types; empty is all.
pub fn write(
    format: Format,
    indicators: &[Indicator],
    types: &[String],
    setting: &Setting,
) -> Written {
    let mut indicators: Vec<&Indicator> = indicators.iter().collect();
    indicators.sort_by(|a, b| a.id.cmp(&b.id));
    let mut form = format.writer(setting);
    let mut written = Written::default();
    for indicator in indicators {
        let rules = one(form.as_mut(), indicator, types, &mut written.not_expressed);
        if rules > 0 {
            written.rules += rules;
            written.indicators += 1;
            written.tlp = written.tlp.max(Some(indicator.tlp));
        }
    }
    (written.files, written.renumbered) = form.finish(&Head { tlp: written.tlp });
    written.not_expressed.sort();
    written
}

/// Writes one indicator; gives how many rules came of it.
fn one(
    form: &mut dyn Form,
    indicator: &Indicator,
    types: &[String],
    left: &mut Vec<NotExpressed>,
) -> u64 {
    let mut leave = |part: Option<String>, reason: String| {
        left.push(NotExpressed {
            indicator: indicator.id.clone(),
            part,
            reason,
        });
    };
    if indicator.pattern_type != "stix" {
        if !types.is_empty() {
            return 0;
        }
        return match form.native(indicator) {
            Ok(()) => 1,
            Err(reason) => {
                leave(None, reason);
                0
            }
        };
    }
    let mut rules = 0;
    for found in clauses(&indicator.pattern) {
        match found {
            Ok(clause) if clause.is_about(types) => match form.clause(indicator, &clause) {
                Ok(()) => rules += 1,
                Err(reason) => leave(Some(clause.text), reason),
            },
            Ok(_) => {}
            Err(unfit) if unfit.is_about(types) => leave(unfit.part, unfit.reason),
            Err(_) => {}
        }
    }
    rules
}
