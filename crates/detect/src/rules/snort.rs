//! Rules for Snort 3: traffic, and domains in DNS questions as they stand on the wire.
//!
//! Smallest example: `a.example` in a question is `01 a 07 example 00` from the 12th byte of a message on.

use super::atom::Atom;
use super::flow::Flow;
use super::number::Numbers;
use super::suricata::{line, own};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, Setting};
use std::collections::BTreeMap;

const FILE: &str = "tansiq.rules";

/// Where the questions of a DNS message begin.
const QUESTIONS: usize = 12;

/// Rules so far.
pub(super) struct Rules {
    numbers: Numbers,
    rules: Vec<String>,
}

impl Rules {
    pub(super) fn new(setting: &Setting) -> Self {
        Self {
            numbers: Numbers::new(setting, FILE),
            rules: Vec::new(),
        }
    }
}

impl Form for Rules {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let rules: Vec<(String, String)> = match (Flow::of(clause), clause.atoms.as_slice()) {
            (Some(flow), _) if flow.transport == Some("sctp") => {
                return Err("Snort has no rules for SCTP".to_owned());
            }
            (Some(flow), _) if flow.transport.is_none() && flow.has_port() => {
                return Err(
                    "Snort has no rules for SCTP, and the pattern does not rule it out".to_owned(),
                );
            }
            (Some(flow), _) => flow
                .headers()
                .into_iter()
                .map(|h| (h, String::new()))
                .collect(),
            (None, [Atom::Domain { name, below }]) => {
                vec![(
                    "alert udp any any -> any 53".to_owned(),
                    question(name, *below),
                )]
            }
            _ => {
                return Err(clause.unsaid(
                    "the form for Snort",
                    "traffic, and domains in DNS questions",
                ));
            }
        };
        for (header, options) in rules {
            let says = format!("{header} {options}");
            let rule = line(from, &mut self.numbers, &says, &header, &options);
            self.rules.push(rule);
        }
        Ok(())
    }

    fn native(&mut self, from: &Indicator) -> Result<(), Reason> {
        let rule = own("snort", from, &mut self.numbers)?;
        self.rules.push(rule);
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = head.comment("#");
        self.rules.iter().for_each(|rule| text += rule);
        (
            [(FILE.to_owned(), text.into_bytes())].into(),
            self.numbers.renumbered,
        )
    }
}

/// A name in a question: all of it at its place, or its end behind a label of one byte or more.
fn question(name: &str, below: bool) -> String {
    let mut bytes = Vec::new();
    for label in name.split('.') {
        bytes.push(label.len() as u8);
        bytes.extend(label.bytes());
    }
    bytes.push(0);
    let hex: Vec<String> = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let place = match below {
        true => format!("offset {}", QUESTIONS + 2),
        false => format!("offset {QUESTIONS}, depth {}", bytes.len()),
    };
    format!("content:\"|{}|\", nocase, {place}; ", hex.join(" "))
}
