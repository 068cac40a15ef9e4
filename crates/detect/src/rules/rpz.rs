//! A response policy zone: resolvers answer that these names, or answers with these addresses, do not exist.
//!
//! Smallest example: `a.example CNAME .` is the name itself, `*.a.example CNAME .` what lies below it, and
//! `24.0.100.51.198.rpz-ip CNAME .` any answer from 198.51.100.0/24.

use super::atom::{Atom, Side};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, Setting};
use std::collections::BTreeMap;
use std::net::Ipv6Addr;
use stix::pattern::Network;

/// Its file.
pub(super) const FILE: &str = "tansiq.rpz";

/// Octets on the wire that are left for the name of the zone itself.
const ZONE: usize = 40;

/// Names of the zone so far, each with an indicator it comes from, as they came.
pub(super) struct Zone {
    serial: u32,
    names: Vec<(String, String)>,
}

impl Zone {
    pub(super) fn new(setting: &Setting) -> Self {
        Self {
            serial: setting.serial,
            names: Vec::new(),
        }
    }
}

impl Form for Zone {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let owner = match clause.atoms.as_slice() {
            [Atom::Domain { name, below }] => domain(name, *below)?,
            [Atom::Address(Side::Any, network)] => trigger(network)?,
            _ => return Err(clause.unsaid("a policy zone", "domains, and addresses in answers")),
        };
        self.names.push((owner, from.id.clone()));
        Ok(())
    }

    fn finish(mut self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = head.comment(";");
        text += &format!("$TTL 300\n{}@ IN NS localhost.\n", soa(self.serial));
        self.names.sort_unstable();
        self.names.dedup();
        for names in self.names.chunk_by(|(one, _), (next, _)| one == next) {
            text += &names[0].0;
            text += " IN CNAME . ;";
            for (_, id) in names {
                text.push(' ');
                text += id;
            }
            text.push('\n');
        }
        ([(FILE.to_owned(), text.into_bytes())].into(), Vec::new())
    }
}

/// The line that carries the serial.
fn soa(serial: u32) -> String {
    format!("@ IN SOA localhost. hostmaster.localhost. {serial} 3600 600 604800 300\n")
}

/// Makes a zone that was written with one serial what it is with another.
pub(super) fn set_serial(zone: &mut Vec<u8>, before: u32, serial: u32) {
    let (before, now) = (soa(before), soa(serial));
    let mut lines = zone.windows(before.len());
    // It stands at the top; what comes from others does so below.
    if let Some(at) = lines.position(|line| line == before.as_bytes()) {
        zone.splice(at..at + before.len(), now.bytes());
    }
}

fn domain(name: &str, below: bool) -> Result<String, Reason> {
    let labels: Vec<&str> = name.split('.').collect();
    let (first, last) = (labels[0], labels[labels.len() - 1]);
    if labels.len() == 1 {
        return Err("no indicator blocks a whole top-level domain".to_owned());
    }
    if ["rpz-ip", "rpz-client-ip", "rpz-nsip", "rpz-nsdname"].contains(&last) {
        return Err("a policy zone reads a name that ends so as something else".to_owned());
    }
    if first == "*" {
        return Err("a policy zone reads `*` as every name".to_owned());
    }
    let star = if below { 2 } else { 0 };
    if name.len() + 2 + star + ZONE > 255 {
        return Err(
            "with the name of the zone behind it, it is longer than DNS can hold".to_owned(),
        );
    }
    let mut owner = String::with_capacity(name.len() + star);
    owner += if below { "*." } else { "" };
    name.bytes().for_each(|byte| escape(byte, &mut owner));
    Ok(owner)
}

/// A byte of a name as zone files write it: what is no letter, digit, hyphen or underscore, and no dot between labels,
/// as its decimal number.
fn escape(byte: u8, owner: &mut String) {
    match byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
        true => owner.push(char::from(byte)),
        false => *owner += &format!("\\{byte:03}"),
    }
}

/// Answers with an address of the block: its length, then the address backwards.
fn trigger(network: &Network) -> Result<String, Reason> {
    match *network {
        Network::V4(_, prefix) if prefix < 8 => Err(too_wide()),
        Network::V6(_, prefix) if prefix < 16 => Err(too_wide()),
        Network::V4(bits, prefix) => {
            let [a, b, c, d] = bits.to_be_bytes();
            Ok(format!("{prefix}.{d}.{c}.{b}.{a}.rpz-ip"))
        }
        Network::V6(bits, prefix) => Ok(format!("{prefix}.{}.rpz-ip", backwards(bits))),
    }
}

pub(super) fn too_wide() -> Reason {
    "no indicator blocks so large a part of the network: at most /8, of IPv6 /16".to_owned()
}

/// The groups of the canonical spelling from the last to the first; `zz` stands for `::`.
fn backwards(bits: u128) -> String {
    let segments = Ipv6Addr::from(bits).segments();
    let run = longest_run(&segments);
    let mut groups = Vec::new();
    let mut at = 0;
    while at < 8 {
        match run {
            Some((start, length)) if at == start => {
                groups.push("zz".to_owned());
                at += length;
            }
            _ => {
                groups.push(format!("{:x}", segments[at]));
                at += 1;
            }
        }
    }
    groups.reverse();
    groups.join(".")
}

/// The first of the longest runs of zeros, of two or more.
fn longest_run(segments: &[u16; 8]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = 0;
    while start < 8 {
        let length = segments[start..].iter().take_while(|s| **s == 0).count();
        if length >= 2 && best.is_none_or(|(_, most)| length > most) {
            best = Some((start, length));
        }
        start += length.max(1);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        trigger(&Network::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn addresses_backwards() {
        assert_eq!(of("198.51.100.0/24"), "24.0.100.51.198.rpz-ip");
        assert_eq!(of("2001:db8::1"), "128.1.zz.db8.2001.rpz-ip");
        assert_eq!(of("2001:db8::/32"), "32.zz.db8.2001.rpz-ip");
        assert_eq!(
            of("2001:db8:0:1:1:1:1:1"),
            "128.1.1.1.1.1.0.db8.2001.rpz-ip"
        );
        assert_eq!(of("2001:0:0:1::1"), "128.1.zz.1.0.0.2001.rpz-ip");
        assert!(trigger(&Network::parse("0.0.0.0/0").unwrap()).is_err());
    }

    #[test]
    fn names_that_a_zone_reads_otherwise() {
        assert_eq!(domain("a;b.example", false).unwrap(), "a\\059b.example");
        assert_eq!(domain("a.example", true).unwrap(), "*.a.example");
        for wrong in [
            "com",
            "*.example",
            "32.1.2.3.4.rpz-ip",
            &format!("{0}.{0}.{0}.{0}", "a".repeat(55)),
        ] {
            assert!(domain(wrong, false).is_err(), "{wrong}");
        }
    }
}
