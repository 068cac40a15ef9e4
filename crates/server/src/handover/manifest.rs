//! `manifest.json`: what a folder of rules holds, and what is missing in it and why.

use super::Plan;
use detect::rules::{Format, NotExpressed, Renumbered, Written};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form of the manifest itself.
const VERSION: u32 = 1;

/// What was looked at, and what was left out and why. None of it depends on anything the reader does not see.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Indicators of which something was written.
    pub indicators: u64,
    /// Alternatives of patterns, and native rules, that were written.
    pub rules: u64,
    /// Entries of `not_expressed`.
    pub not_expressed: u64,
    /// Taken back by their producer.
    pub revoked: u64,
    /// Past `valid_until`.
    pub expired: u64,
    /// Before `valid_from`.
    pub not_yet_valid: u64,
    /// Older than was asked for.
    pub too_old: u64,
    /// Less sure than was asked for.
    pub below_confidence: u64,
    /// Objects that cannot be read.
    pub unreadable: u64,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// The manifest. It holds no time of its own: as long as nothing changes, it stays the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this form.
    pub tansiq: u32,
    /// Form of the rules.
    pub format: String,
    /// What they are for: `search`, `watch` or `block`.
    pub purpose: String,
    /// Id of the collection.
    pub collection: String,
    /// The partner whose view it is.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    /// The strictest level of what was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tlp: Option<String>,
    /// How many.
    pub counts: Counts,
    /// The files.
    pub files: Vec<File>,
    /// What the form cannot say.
    pub not_expressed: Vec<NotExpressed>,
    /// Rules that do not have the number made from their indicator, since another has it.
    pub renumbered: Vec<Renumbered>,
    /// The serial of a zone: it rises with every change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<u32>,
    /// How many may not be used so, by rule; only for the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<BTreeMap<String, u64>>,
}

impl Manifest {
    /// The manifest of what was written.
    pub fn new(
        plan: &Plan,
        counts: Counts,
        withheld: BTreeMap<String, u64>,
        written: &Written,
        serial: u32,
    ) -> Self {
        let files = written
            .files
            .iter()
            .map(|(name, bytes)| File::of(name, bytes));
        Self {
            tansiq: VERSION,
            format: plan.format.name().to_owned(),
            purpose: plan.purpose().to_owned(),
            collection: plan.collection.clone(),
            partner: plan.partner.clone(),
            tlp: written.tlp.map(|tlp| tlp.as_str().to_owned()),
            counts: Counts {
                indicators: written.indicators,
                rules: written.rules,
                not_expressed: written.not_expressed.len() as u64,
                ..counts
            },
            files: files.collect(),
            not_expressed: written.not_expressed.clone(),
            renumbered: written.renumbered.clone(),
            serial: (plan.format == Format::Rpz).then_some(serial),
            withheld: plan.partner.is_none().then_some(withheld),
        }
    }

    /// The text of the file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a manifest is JSON") + "\n"
    }
}

impl File {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let hash = digest(&SHA256, bytes);
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: hash
                .as_ref()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}
