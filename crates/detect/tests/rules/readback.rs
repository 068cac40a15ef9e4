//! Whatever a value holds, a reader of each form takes back that value, and nothing besides it.

use crate::corpus::{HOSTILE, hostile, written};
use crate::readers;
use detect::rules::{Atom, Clause, Format, Hash, Indicator, clauses};
use proptest::prelude::*;
use std::collections::BTreeSet;
use stix::pattern::Network;

/// What a form should have written of one alternative, as the readers spell it.
fn said(clause: &Clause) -> String {
    match clause.atoms.as_slice() {
        [Atom::FileName(name), Atom::FileHash(Hash::Sha256, value)] => format!("{name}|{value}"),
        [Atom::FileSize(size), Atom::FileHash(_, value)] => format!("{size}|{value}"),
        [Atom::Domain { name, below }] => format!("{}{name}", if *below { "*." } else { "" }),
        [Atom::Address(_, Network::V4(bits, 32))] => std::net::Ipv4Addr::from(*bits).to_string(),
        [
            Atom::Url(value)
            | Atom::Email(value)
            | Atom::Subject(value)
            | Atom::FileName(value)
            | Atom::FileHash(_, value)
            | Atom::Mutex(value)
            | Atom::RegistryKey(value)
            | Atom::CommandLine(value)
            | Atom::Mac(value)
            | Atom::UserAgent(value),
        ] => value.clone(),
        other => panic!("the corpus has no {other:?}"),
    }
}

fn check(indicators: &[Indicator]) {
    for format in Format::ALL {
        let written = written(format, indicators);
        let is_left = |id: &str| {
            written
                .not_expressed
                .iter()
                .any(|left| left.indicator == id)
        };
        let mut expected = BTreeSet::new();
        for one in indicators.iter().filter(|one| !is_left(&one.id)) {
            expected.extend(clauses(&one.pattern).iter().flatten().map(said));
        }
        let read = readers::read(format, &written.files);
        assert_eq!(
            read,
            expected,
            "{}\n{}",
            format.name(),
            text(&written.files)
        );
    }
}

fn text(files: &std::collections::BTreeMap<String, Vec<u8>>) -> String {
    files
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes))
        .collect()
}

#[test]
fn hostile_values_come_back() {
    check(&hostile(HOSTILE));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn any_value_comes_back(
        value in prop_oneof!["\\PC{0,12}", "[\"';|\\\\\n\r\t #=+*?{}$%:(),a]{1,10}", any::<String>()],
    ) {
        check(&hostile([value.as_str()]));
    }
}
