//! A file for Zeek's intelligence framework: values with their types, separated by tabs.
//!
//! The framework compares without regard to case, and looks at both ends of a connection.

use super::atom::{Atom, Hash, Side};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, address, web};
use std::collections::BTreeMap;

/// Lines so far.
#[derive(Default)]
pub(super) struct Intel(Vec<[String; 4]>);

impl Form for Intel {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let has = "whole values: addresses, domains, addresses of pages and of e-mail, hashes, \
                   file names, browsers";
        let unsaid = || clause.unsaid("Zeek's framework", has);
        let [atom] = clause.atoms.as_slice() else {
            return Err(unsaid());
        };
        let (kind, value) = match atom {
            Atom::Address(Side::Any, network) if address::is_single(network) => {
                ("ADDR", address::text(network))
            }
            Atom::Address(Side::Any, network) => ("SUBNET", address::text(network)),
            Atom::Domain { name, below: false } => ("DOMAIN", name.clone()),
            Atom::Url(url) => {
                let request = web::request(url)?;
                ("URL", request.host + &request.target)
            }
            Atom::Email(value) => ("EMAIL", value.clone()),
            Atom::FileHash(Hash::Md5 | Hash::Sha1 | Hash::Sha256, value) => {
                ("FILE_HASH", value.clone())
            }
            Atom::CertificateHash(Hash::Sha1, value) => ("CERT_HASH", value.clone()),
            Atom::FileName(value) => ("FILE_NAME", value.clone()),
            Atom::UserAgent(value) => ("SOFTWARE", value.clone()),
            _ => return Err(unsaid()),
        };
        if value.is_empty() {
            return Err("it is empty, which Zeek reads as no value".to_owned());
        }
        self.0.push([
            escaped(&value),
            format!("Intel::{kind}"),
            "tansiq".to_owned(),
            escaped(&format!("{} {}", from.id, from.name)),
        ]);
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = head.comment("#");
        text += "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\n";
        self.0
            .iter()
            .for_each(|line| text += &(line.join("\t") + "\n"));
        (
            [("tansiq.intel".to_owned(), text.into_bytes())].into(),
            Vec::new(),
        )
    }
}

/// A field as Zeek's reader takes it back: separators, backslashes and the marks for nothing are written as bytes.
fn escaped(value: &str) -> String {
    let mut out = String::new();
    for (at, c) in value.chars().enumerate() {
        let marks = at == 0 && (c == '#' || value == "-" || value == "(empty)");
        match c {
            '\\' => out += "\\x5c",
            c if c.is_ascii_control() || marks => out += &format!("\\x{:02x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}
