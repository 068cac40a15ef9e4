//! What became of every object: counts, and for the first of those that were not taken in, why and where.

use super::check::Place;
use crate::cli::problem::{at_path, called};
use crate::cli::terminal::{Paint, visible};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use stix::Refusal;
use stix::validate::Finding;
use store::Outcome;

/// So many refusals, and so many quarantined objects, are listed one by one; all are counted.
const LISTED: usize = 100;
/// So many are shown as text.
const SHOWN: usize = 20;

/// The closing report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// New versions taken in.
    pub accepted: u64,
    /// Already there, with the same content.
    pub known: u64,
    /// Kept, served to nobody until the operator decides.
    pub quarantined: u64,
    /// Not taken in.
    pub refused: u64,
    /// The first refusals.
    pub refusals: Vec<Refused>,
    /// The first quarantined objects.
    pub quarantine: Vec<Held>,
    /// How often each code was the reason.
    pub reasons: BTreeMap<String, u64>,
    /// Inputs that ended in a fault; what came before it was dealt with.
    pub faults: Vec<InputFault>,
}

/// An object that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Input it stands in.
    pub file: String,
    /// Line it begins on, from 1.
    pub line: u64,
    /// Byte offset of the object, decompressed.
    pub offset: u64,
    /// Position among the objects, from 0.
    pub index: u64,
    /// Its id, if one could be read.
    pub id: Option<String>,
    /// The rule that it breaks.
    pub code: String,
    /// Where in the object.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Further rules that it breaks.
    pub further: usize,
}

impl Refused {
    /// Not JSON, or no object.
    pub fn unreadable(file: &str, line: u64, refusal: Refusal) -> Self {
        Self {
            file: file.to_owned(),
            line,
            offset: refusal.offset,
            index: refusal.index,
            id: refusal.id,
            code: refusal.fault.code.into(),
            path: refusal.fault.path,
            message: refusal.fault.message,
            hint: None,
            further: 0,
        }
    }

    /// Breaks a rule of STIX. `place`: offset, index, id.
    pub fn invalid(
        file: &str,
        line: u64,
        place: (u64, u64, String),
        finding: &Finding,
        further: usize,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            offset: place.0,
            index: place.1,
            id: Some(place.2),
            code: finding.code.into(),
            path: finding.path.clone(),
            message: finding.message.clone(),
            hint: finding.hint.clone(),
            further,
        }
    }

    fn text(&self) -> String {
        let id = called(self.id.as_deref());
        let path = at_path(&self.path);
        let further = match self.further {
            0 => String::new(),
            count => format!(", and {count} more"),
        };
        format!(
            "{}:{} object {}{id}: {}{path}: {}{further}",
            self.file, self.line, self.index, self.code, self.message
        )
    }
}

/// An object in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Number of the entry.
    pub key: i64,
    /// Its id.
    pub id: String,
    /// Why.
    pub reasons: Vec<String>,
    /// Input it stands in.
    pub file: String,
    /// Line it begins on, from 1.
    pub line: u64,
    /// Position among the objects, from 0.
    pub index: u64,
}

/// What is wrong with the end of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFault {
    /// Which input.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Byte offset, decompressed.
    pub offset: u64,
    /// Stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
}

impl Report {
    /// Objects dealt with.
    pub fn total(&self) -> u64 {
        self.accepted + self.known + self.quarantined + self.refused
    }

    /// Whether anything was not as it should be: exit status 1.
    pub fn has_faults(&self) -> bool {
        self.refused > 0 || !self.faults.is_empty()
    }

    /// Counts one refusal.
    pub fn refuse(&mut self, refused: Refused) {
        self.refused += 1;
        *self.reasons.entry(refused.code.clone()).or_default() += 1;
        if self.refusals.len() < LISTED {
            self.refusals.push(refused);
        }
    }

    /// Counts what the store said of a batch.
    pub fn admit(&mut self, outcomes: &[Outcome], places: &[Place]) {
        for (outcome, place) in outcomes.iter().zip(places) {
            match outcome {
                Outcome::Accepted { .. } => self.accepted += 1,
                Outcome::Known => self.known += 1,
                Outcome::Quarantined { key, reasons } => self.hold(*key, reasons, place),
            }
        }
    }

    fn hold(&mut self, key: i64, reasons: &[String], place: &Place) {
        self.quarantined += 1;
        for reason in reasons {
            let code = reason.split([':', ' ']).next().unwrap_or_default();
            *self.reasons.entry(code.to_owned()).or_default() += 1;
        }
        if self.quarantine.len() < LISTED {
            self.quarantine.push(Held {
                key,
                id: place.id.clone(),
                reasons: reasons.to_vec(),
                file: place.file.to_string(),
                line: place.line,
                index: place.index,
            });
        }
    }

    /// The report for people.
    pub fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for (name, count) in [
            ("accepted", self.accepted),
            ("known", self.known),
            ("quarantined", self.quarantined),
            ("refused", self.refused),
        ] {
            text += &format!("{name:<11}  {:>11}\n", thousands(count));
        }
        let held = self.quarantine.iter().map(Held::text).collect();
        text += &listed(paint, "quarantined", held, self.quarantined);
        let refused = self.refusals.iter().map(Refused::text).collect();
        text += &listed(paint, "refused", refused, self.refused);
        for fault in &self.faults {
            text += &format!(
                "\n{}\n  {}\n",
                paint.bold("input fault"),
                visible(&fault.text())
            );
        }
        text
    }
}

impl Held {
    fn text(&self) -> String {
        format!(
            "{}  {}:{} `{}`: {}",
            self.key,
            self.file,
            self.line,
            self.id,
            self.reasons.join("; ")
        )
    }
}

impl InputFault {
    fn text(&self) -> String {
        format!(
            "{}:{}: {}: {}; everything before it was dealt with",
            self.file, self.line, self.code, self.message
        )
    }
}

fn listed(paint: Paint, heading: &str, lines: Vec<String>, total: u64) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.bold(heading));
    let shown = lines.len().min(SHOWN);
    for line in &lines[..shown] {
        text += &format!("  {}\n", visible(line));
    }
    let left = total - shown as u64;
    if left > 0 {
        text += &format!(
            "  … and {} more; `--json` lists {LISTED}\n",
            thousands(left)
        );
    }
    text
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(index: u64) -> Refused {
        Refused {
            file: "a.json".into(),
            line: 3,
            offset: 40,
            index,
            id: Some("malware--x".into()),
            code: "E012".into(),
            path: "name".into(),
            message: "`name` is missing".into(),
            hint: None,
            further: 1,
        }
    }

    #[test]
    fn every_refusal_is_counted_and_the_first_are_listed() {
        let mut report = Report::default();
        (0..250).for_each(|index| report.refuse(refused(index)));
        assert_eq!((report.refused, report.refusals.len()), (250, LISTED));
        assert_eq!(report.reasons["E012"], 250);
        let text = report.text(Paint::plain());
        assert!(
            text.contains(
                "a.json:3 object 0 `malware--x`: E012 at `name`: `name` is missing, and 1 more"
            ),
            "{text}"
        );
        assert!(text.contains("… and 230 more"), "{text}");
        assert!(report.has_faults());
    }

    #[test]
    fn counts_have_separators() {
        assert_eq!(
            ["0", "999", "1,000", "24,771", "1,000,000"],
            [0, 999, 1_000, 24_771, 1_000_000]
                .map(thousands)
                .each_ref()
                .map(String::as_str)
        );
    }
}
