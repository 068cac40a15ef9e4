//! Facts about traffic: who, over what, to whom.

use super::atom::{Atom, Side};
use super::{Clause, address};
use stix::pattern::Network;

/// A clause that asks for ends of traffic and for nothing else.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    /// At either end; then the other two are empty.
    pub(super) any: Option<Network>,
    pub(super) source: Option<Network>,
    pub(super) destination: Option<Network>,
    pub(super) source_port: Option<u16>,
    pub(super) destination_port: Option<u16>,
    /// `tcp`, `udp` or `sctp`
    pub(super) transport: Option<&'static str>,
}

/// The protocols that have ports.
pub(super) const TRANSPORTS: [&str; 3] = ["tcp", "udp", "sctp"];

impl Flow {
    /// The clause as traffic; `None` when it asks for something else, or twice for the same.
    pub(super) fn of(clause: &Clause) -> Option<Self> {
        let mut flow = Self::default();
        let mut families = Vec::new();
        for atom in &clause.atoms {
            let fresh = match atom {
                Atom::Address(Side::Any, network) => flow.any.replace(*network).is_none(),
                Atom::Address(Side::Source, network) => flow.source.replace(*network).is_none(),
                Atom::Address(Side::Destination, network) => {
                    flow.destination.replace(*network).is_none()
                }
                Atom::Port(Side::Source, port) => flow.source_port.replace(*port).is_none(),
                Atom::Port(_, port) => flow.destination_port.replace(*port).is_none(),
                Atom::Protocol(name) if name == "ipv4" || name == "ipv6" => {
                    families.push(name == "ipv4");
                    true
                }
                Atom::Protocol(name) => {
                    let known = TRANSPORTS.into_iter().find(|known| known == name)?;
                    flow.transport.replace(known).is_none()
                }
                _ => false,
            };
            if !fresh {
                return None;
            }
        }
        let said = families.iter().all(|is_v4| flow.is_v4() == Some(*is_v4));
        let mixed = flow.is_mixed();
        (said && !mixed && flow != Self::default()).then_some(flow)
    }

    /// Whether its addresses are of IPv4; none when it has no address.
    pub(super) fn is_v4(&self) -> Option<bool> {
        let any = self.any.or(self.source).or(self.destination)?;
        Some(matches!(any, Network::V4(..)))
    }

    fn is_mixed(&self) -> bool {
        let v4 = |network: &Network| matches!(network, Network::V4(..));
        let two = self.source.as_ref().map(v4) != self.destination.as_ref().map(v4);
        self.source.is_some() && self.destination.is_some() && two
    }

    /// Whether it asks for a port.
    pub(super) fn has_port(&self) -> bool {
        self.source_port.is_some() || self.destination_port.is_some()
    }

    /// What stands before the options of a rule for Suricata or Snort, for each protocol it takes.
    pub(super) fn headers(&self) -> Vec<String> {
        if let Some(network) = &self.any {
            let one = address::text(network);
            return vec![
                format!("alert ip {one} any -> any any"),
                format!("alert ip any any -> {one} any"),
            ];
        }
        let protocols = match (self.transport, self.has_port()) {
            (Some(one), _) => vec![one],
            (None, true) => TRANSPORTS.to_vec(),
            (None, false) => vec!["ip"],
        };
        let end = |network: &Option<Network>| match network {
            Some(network) => address::text(network),
            None => "any".to_owned(),
        };
        let port = |port: Option<u16>| port.map_or_else(|| "any".to_owned(), |p| p.to_string());
        let (from, to) = (end(&self.source), end(&self.destination));
        let (out, into) = (port(self.source_port), port(self.destination_port));
        let header = |protocol| format!("alert {protocol} {from} {out} -> {to} {into}");
        protocols.into_iter().map(header).collect()
    }
}
