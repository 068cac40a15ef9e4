//! The events a text tells, in its order.

use extract::extract;
use text::Date;

/// Each event as `kind: name، name`.
pub fn in_order(text: &str) -> Vec<String> {
    let x = extract(text, Date::parse("2024-03-12"));
    let name = |e: usize| {
        let names = &x.entities[e].names;
        names.iter().flatten().next().cloned().unwrap_or_default()
    };
    let who = |e: &extract::Event| {
        let ids = e.participants.iter().filter_map(|p| p.entity.or(p.office));
        ids.map(name).collect::<Vec<_>>().join("، ")
    };
    x.events
        .iter()
        .map(|e| format!("{}: {}", e.kind, who(e)))
        .collect()
}
