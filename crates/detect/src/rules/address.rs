//! Blocks of addresses as the tools write them.

use std::net::{Ipv4Addr, Ipv6Addr};
use stix::pattern::Network;

/// `198.51.100.7`, `198.51.100.0/24`
pub(super) fn text(network: &Network) -> String {
    match *network {
        Network::V4(bits, 32) => Ipv4Addr::from(bits).to_string(),
        Network::V4(bits, prefix) => format!("{}/{prefix}", Ipv4Addr::from(bits)),
        Network::V6(bits, 128) => Ipv6Addr::from(bits).to_string(),
        Network::V6(bits, prefix) => format!("{}/{prefix}", Ipv6Addr::from(bits)),
    }
}

/// Whether it is one address.
pub(super) fn is_single(network: &Network) -> bool {
    matches!(network, Network::V4(_, 32) | Network::V6(_, 128))
}

/// What is left when blocks inside others are taken out: the same addresses, none named twice.
pub(super) fn outermost<T>(mut blocks: Vec<(Network, T)>) -> Vec<(Network, T)> {
    let order = |network: &Network| match *network {
        Network::V4(bits, prefix) => (4, u128::from(bits), prefix),
        Network::V6(bits, prefix) => (6, bits, prefix),
    };
    blocks.sort_by_key(|(network, _)| order(network));
    let mut kept: Vec<(Network, T)> = Vec::new();
    for (network, what) in blocks {
        if !kept.last().is_some_and(|(last, _)| last.contains(&network)) {
            kept.push((network, what));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_inside_others_go() {
        let all = [
            "10.0.0.0/8",
            "10.1.0.0/16",
            "10.0.0.0/8",
            "::/0",
            "11.0.0.1",
            "2001:db8::1",
        ];
        let blocks = all
            .iter()
            .map(|t| (Network::parse(t).unwrap(), ()))
            .collect();
        let kept: Vec<String> = outermost(blocks).iter().map(|(n, ())| text(n)).collect();
        assert_eq!(kept, ["10.0.0.0/8", "11.0.0.1", "::/0"]);
    }
}
