//! A table for nftables: sets of addresses, and rules where a port or protocol belongs to the address. Loading it
//! replaces the table of the last time in one step.

use super::atom::{Atom, Side};
use super::flow::{Flow, TRANSPORTS};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, address, rpz};
use std::collections::{BTreeMap, BTreeSet};
use stix::pattern::Network;

/// Name of the table.
const TABLE: &str = "tansiq";

/// What is dropped so far.
#[derive(Default)]
pub(super) struct Table {
    sets: BTreeMap<Side, Vec<(Network, String)>>,
    rules: BTreeSet<String>,
}

impl Form for Table {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let unsaid = || clause.unsaid("nftables", "addresses, ports, TCP, UDP and SCTP");
        let flow = Flow::of(clause).ok_or_else(unsaid)?;
        let ends = [flow.any, flow.source, flow.destination];
        if ends.iter().all(Option::is_none) {
            return Err("without an address it would block everybody".to_owned());
        }
        let wide = |network: &Network| match *network {
            Network::V4(_, prefix) => prefix < 8,
            Network::V6(_, prefix) => prefix < 16,
        };
        if ends.iter().flatten().any(wide) {
            return Err(rpz::too_wide());
        }
        match clause.atoms.as_slice() {
            [Atom::Address(side, network)] => {
                let set = self.sets.entry(*side).or_default();
                set.push((*network, from.id.clone()));
            }
            _ => rules(&flow, &from.id, &mut self.rules),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = format!("#!/usr/sbin/nft -f\n{}", head.comment("#"));
        text += &format!("table inet {TABLE}\ndelete table inet {TABLE}\ntable inet {TABLE} {{\n");
        let (mut lookups, mut sets) = (Vec::new(), String::new());
        for (side, blocks) in std::mem::take(&mut self.sets) {
            for is_v4 in [true, false] {
                let family =
                    |(network, _): &(Network, String)| matches!(network, Network::V4(..)) == is_v4;
                let of_family: Vec<_> = blocks.iter().filter(|b| family(b)).cloned().collect();
                if !of_family.is_empty() {
                    sets += &set(side, is_v4, address::outermost(of_family), &mut lookups);
                }
            }
        }
        text += &sets;
        text += "\tchain watch {\n\t\tiifname \"lo\" return\n\t\toifname \"lo\" return\n";
        for line in lookups.iter().chain(&self.rules) {
            text += &format!("\t\t{line}\n");
        }
        text += "\t}\n";
        for hook in ["input", "output", "forward"] {
            text += &format!(
                "\tchain {hook} {{\n\t\ttype filter hook {hook} priority filter - 10; policy accept;\n\t\tjump watch\n\t}}\n"
            );
        }
        text += "}\n";
        (
            [("tansiq.nft".to_owned(), text.into_bytes())].into(),
            Vec::new(),
        )
    }
}

/// One set, and the lines that look into it.
fn set(
    side: Side,
    is_v4: bool,
    blocks: Vec<(Network, String)>,
    lookups: &mut Vec<String>,
) -> String {
    let (family, kind, tail) = match is_v4 {
        true => ("ip", "ipv4_addr", "v4"),
        false => ("ip6", "ipv6_addr", "v6"),
    };
    let (name, fields): (_, &[&str]) = match side {
        Side::Any => ("any", &["saddr", "daddr"]),
        Side::Source => ("from", &["saddr"]),
        Side::Destination => ("to", &["daddr"]),
    };
    for field in fields {
        lookups.push(format!("{family} {field} @{name}_{tail} counter drop"));
    }
    let elements: Vec<String> = blocks
        .iter()
        .map(|(network, from)| format!("\t\t\t{} comment \"{from}\"", address::text(network)))
        .collect();
    format!(
        "\tset {name}_{tail} {{\n\t\ttype {kind}\n\t\tflags interval\n\t\telements = {{\n{}\n\t\t}}\n\t}}\n",
        elements.join(",\n")
    )
}

/// The lines for traffic that a set cannot hold.
fn rules(flow: &Flow, from: &str, rules: &mut BTreeSet<String>) {
    let family = if flow.is_v4() == Some(true) {
        "ip"
    } else {
        "ip6"
    };
    let mut tail = String::new();
    match (flow.transport, flow.has_port()) {
        (Some(transport), _) => tail += &format!("meta l4proto {transport} "),
        (None, true) => tail += &format!("meta l4proto {{ {} }} ", TRANSPORTS.join(", ")),
        (None, false) => {}
    }
    for (port, field) in [
        (flow.source_port, "sport"),
        (flow.destination_port, "dport"),
    ] {
        tail += &port
            .map(|port| format!("th {field} {port} "))
            .unwrap_or_default();
    }
    tail += &format!("counter drop comment \"{from}\"");
    let end =
        |field: &str, network: &Network| format!("{family} {field} {} ", address::text(network));
    let source = flow.source.as_ref().map(|n| end("saddr", n));
    let destination = flow.destination.as_ref().map(|n| end("daddr", n));
    rules.insert(source.unwrap_or_default() + &destination.unwrap_or_default() + &tail);
}
