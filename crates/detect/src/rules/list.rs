//! Plain lists: one value a line, one file a kind, `#` before comments.

use super::atom::{Atom, Hash, Side};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, Setting, address};
use std::collections::BTreeMap;

/// Values by the file they go to, as they came.
pub(super) struct Lists(BTreeMap<String, Vec<String>>);

impl Lists {
    /// A list that stands there already stays, empty if need be: whoever reads it must learn that nothing is left.
    pub(super) fn new(setting: &Setting) -> Self {
        let lists = setting.files.keys().filter(|name| name.ends_with(".txt"));
        Self(lists.map(|name| (name.clone(), Vec::new())).collect())
    }
}

impl Form for Lists {
    fn clause(&mut self, _: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let unsaid = || clause.unsaid("a list", "values that stand alone");
        let [atom] = clause.atoms.as_slice() else {
            return Err(unsaid());
        };
        let (file, value) = entry(atom).ok_or_else(unsaid)?;
        let plain = value.trim() == value && !value.contains(char::is_control);
        if !plain || value.is_empty() || value.starts_with('#') {
            return Err("the value would not be one line of a list".to_owned());
        }
        self.0.entry(format!("{file}.txt")).or_default().push(value);
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let file = |mut values: Vec<String>| {
            values.sort_unstable();
            values.dedup();
            let mut text = head.comment("#");
            for value in &values {
                text += value;
                text.push('\n');
            }
            text.into_bytes()
        };
        let files = self.0.into_iter();
        let files = files.map(|(name, values)| (name, file(values)));
        (files.collect(), Vec::new())
    }
}

/// The list a value goes to.
fn entry(atom: &Atom) -> Option<(String, String)> {
    let hash = |of: &str, hash: Hash| format!("{of}{}", hash.name());
    let (file, value) = match atom {
        Atom::Address(Side::Any, network) => ("addresses", address::text(network)),
        Atom::Address(Side::Source, network) => ("addresses-from", address::text(network)),
        Atom::Address(Side::Destination, network) => ("addresses-to", address::text(network)),
        Atom::Domain { name, below: false } => ("domains", name.clone()),
        Atom::Domain { name, below: true } => ("domains-below", name.clone()),
        Atom::Url(value) => ("urls", value.clone()),
        Atom::Email(value) => ("emails", value.clone()),
        Atom::Sender(value) => ("emails-from", value.clone()),
        Atom::Subject(value) => ("subjects", value.clone()),
        Atom::FileName(value) => ("file-names", value.clone()),
        Atom::FileHash(kind, value) => return Some((hash("file-", *kind), value.clone())),
        Atom::CertificateHash(kind, value) => {
            return Some((hash("certificate-", *kind), value.clone()));
        }
        Atom::UserAgent(value) => ("user-agents", value.clone()),
        Atom::Mutex(value) => ("mutexes", value.clone()),
        Atom::RegistryKey(value) => ("registry-keys", value.clone()),
        Atom::CommandLine(value) => ("command-lines", value.clone()),
        Atom::Mac(value) => ("mac-addresses", value.clone()),
        Atom::AutonomousSystem(number) => ("autonomous-systems", number.to_string()),
        Atom::Port(..) | Atom::Protocol(_) | Atom::FileSize(_) => return None,
    };
    Some((file.to_owned(), value))
}
