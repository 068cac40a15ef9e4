//! A table for spreadsheets: one value a row.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it; so does one that begins with an
//! apostrophe, and so taking one away gives back every cell.

use super::atom::{Atom, Side};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, address};
use std::collections::BTreeMap;

const HEAD: [&str; 9] = [
    "indicator",
    "name",
    "type",
    "value",
    "valid_from",
    "valid_until",
    "confidence",
    "tlp",
    "labels",
];

/// Rows so far.
#[derive(Default)]
pub(super) struct Table(Vec<[String; 9]>);

impl Form for Table {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let unsaid = || clause.unsaid("the table", "values that stand alone");
        let [atom] = clause.atoms.as_slice() else {
            return Err(unsaid());
        };
        let (kind, value) = cell(atom).ok_or_else(unsaid)?;
        if value.contains(is_bad) {
            return Err(
                "the value holds control characters, at which readers of tables stop".to_owned(),
            );
        }
        let plain = |text: &str| text.replace(is_bad, " ");
        self.0.push([
            from.id.clone(),
            plain(&from.name),
            kind,
            value,
            from.valid_from.clone(),
            from.valid_until.clone(),
            from.confidence.map(|c| c.to_string()).unwrap_or_default(),
            from.tlp.as_str().to_owned(),
            plain(&from.labels.join(" ")),
        ]);
        Ok(())
    }

    fn finish(self: Box<Self>, _: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = row(&HEAD.map(str::to_owned));
        self.0.iter().for_each(|cells| text += &row(cells));
        (
            [("indicators.csv".to_owned(), text.into_bytes())].into(),
            Vec::new(),
        )
    }
}

/// What no cell may hold: control characters that are no space and no end of a line.
fn is_bad(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn row(cells: &[String; 9]) -> String {
    let quoted = cells.iter().map(|cell| {
        let guard = match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) {
            true => "'",
            false => "",
        };
        let cell = format!("{guard}{cell}").replace('"', "\"\"");
        match cell.contains([',', '"', '\n', '\r', ';', '\t', ' ']) {
            true => format!("\"{cell}\""),
            false => cell,
        }
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

/// The kind of value, by the property it is in.
fn cell(atom: &Atom) -> Option<(String, String)> {
    let (kind, value) = match atom {
        Atom::Address(side, network) => {
            let kind = match side {
                Side::Any => "address",
                Side::Source => "address-from",
                Side::Destination => "address-to",
            };
            let block = if address::is_single(network) {
                ""
            } else {
                "-block"
            };
            return Some((format!("{kind}{block}"), address::text(network)));
        }
        Atom::Domain { name, below: false } => ("domain", name),
        Atom::Domain { name, below: true } => ("domain-below", name),
        Atom::Url(value) => ("url", value),
        Atom::Email(value) => ("email", value),
        Atom::Sender(value) => ("email-from", value),
        Atom::Subject(value) => ("email-subject", value),
        Atom::FileName(value) => ("file-name", value),
        Atom::FileHash(hash, value) => return Some((hash.name().to_owned(), value.clone())),
        Atom::CertificateHash(hash, value) => {
            return Some((format!("certificate-{}", hash.name()), value.clone()));
        }
        Atom::UserAgent(value) => ("user-agent", value),
        Atom::Mutex(value) => ("mutex", value),
        Atom::RegistryKey(value) => ("registry-key", value),
        Atom::CommandLine(value) => ("command-line", value),
        Atom::Mac(value) => ("mac-address", value),
        Atom::AutonomousSystem(number) => {
            return Some(("autonomous-system".to_owned(), number.to_string()));
        }
        Atom::Port(..) | Atom::Protocol(_) | Atom::FileSize(_) => return None,
    };
    Some((kind.to_owned(), value.clone()))
}
