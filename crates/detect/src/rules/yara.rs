//! Rules for YARA: hashes and sizes of files. Rules that came as YARA go through as they are, each in a file of its
//! own, since two of them may have one name.

use super::atom::{Atom, Hash};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, native, stable};
use std::collections::BTreeMap;

/// Rules by name, and sources by file.
#[derive(Default)]
pub(super) struct Rules {
    rules: BTreeMap<String, String>,
    sources: BTreeMap<String, Vec<u8>>,
}

impl Form for Rules {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let mut conditions = Vec::new();
        for atom in &clause.atoms {
            conditions.push(match atom {
                Atom::FileHash(hash @ (Hash::Md5 | Hash::Sha1 | Hash::Sha256), value) => {
                    format!("hash.{}(0, filesize) == \"{value}\"", hash.name())
                }
                Atom::FileSize(size) if i64::try_from(*size).is_ok() => {
                    format!("filesize == {size}")
                }
                _ => {
                    return Err(
                        clause.unsaid("YARA", "the content of files: MD5, SHA-1, SHA-256 and size")
                    );
                }
            });
        }
        let name = format!("tansiq_{}", stable(&from.id, &clause.text).simple());
        let rule = format!(
            "rule {name} {{\n    meta:\n        indicator = \"{}\"\n        name = \"{}\"\n        tlp = \"{}\"\n    condition:\n        {}\n}}\n",
            from.id,
            escaped(&from.name),
            from.tlp.as_str(),
            conditions.join(" and ")
        );
        self.rules.insert(name, rule);
        Ok(())
    }

    fn native(&mut self, from: &Indicator) -> Result<(), Reason> {
        if from.pattern_type != "yara" {
            let other = native::shown(&from.pattern_type);
            return Err(format!(
                "it is written for `{other}`, not as a STIX pattern"
            ));
        }
        native::yara(&from.pattern)?;
        let name = format!("tansiq-{}.yar", from.id);
        self.sources.insert(name, from.pattern.clone().into_bytes());
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = head.comment("//") + "import \"hash\"\n\n";
        self.rules
            .values()
            .for_each(|rule| text += &format!("{rule}\n"));
        let mut files = self.sources;
        files.insert("tansiq.yar".to_owned(), text.into_bytes());
        (files, Vec::new())
    }
}

/// Text between double quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii_control() => out += &format!("\\x{:02x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}
