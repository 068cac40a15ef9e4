//! What digests cost: `cargo run --release -p detect --example digests [EVENTS AN HOUR] [HOURS]`.
//!
//! EVE events of a network with many clients, of whose targets few are asked for often and many seldom (Zipf's law), hour after
//! hour; then 1,000 new indicators against all of it.

use detect::digest::{Part, Query, SLICE};
use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::named;

const START: i64 = 1_772_323_200_000_000;

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 1 to `most`, each so much the rarer.
    fn rank(&mut self, most: f64) -> u64 {
        most.powf(self.roll()) as u64
    }
}

fn event(dice: &mut Dice, at: i64) -> String {
    let time = stix::timestamp::format_micros(at);
    let client = dice.rank(5_000.0);
    let source = format!(
        "10.{}.{}.{}",
        client >> 16 & 255,
        client >> 8 & 255,
        client & 255
    );
    let site = dice.rank(2_000_000.0);
    let spread = (site as u32).wrapping_mul(2_654_435_761);
    let target = std::net::Ipv4Addr::from(spread | 0x2000_0000);
    let name = format!("www{}.site-{}.example", site % 7, site);
    let port = 1_024 + (dice.roll() * 60_000.0) as u64;
    let what = match (dice.roll() * 4.0) as u8 {
        0 => format!(r#""event_type":"dns","dns":{{"type":"query","rrname":"{name}","rrtype":"A"}}"#),
        1 => format!(
            r#""event_type":"http","http":{{"hostname":"{name}","url":"/page/{}?id={}","http_user_agent":"Mozilla/5.0 ({}; rv:{}.0)","http_method":"GET","status":200}}"#,
            dice.rank(500.0),
            dice.rank(3_000.0),
            client % 40,
            client % 9
        ),
        2 => format!(r#""event_type":"tls","tls":{{"sni":"{name}","version":"TLS 1.3","ja3":{{"hash":"{:032x}"}}}}"#, client % 300),
        _ => r#""event_type":"flow","flow":{"pkts_toserver":12,"bytes_toserver":3456,"state":"closed"}"#.to_owned(),
    };
    format!(
        r#"{{"timestamp":"{time}","flow_id":{port}{site},"in_iface":"eth0","src_ip":"{source}","src_port":{port},"dest_ip":"{target}","dest_port":443,"proto":"TCP",{what}}}"#
    )
}

/// CPU time of this thread, seconds: a busy machine does not count.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split_whitespace().next();
    nanos.and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn main() {
    let argument = |at: usize, usual: usize| {
        std::env::args()
            .nth(at)
            .map_or(usual, |text| text.parse().expect("a number"))
    };
    let (count, hours) = (argument(1, 200_000), argument(2, 720));
    let mut dice = Dice(1);
    let matcher = Matcher::new(Settings::default());
    let mut parts: Vec<Part> = Vec::new();
    let (mut plain, mut keeping, mut packing, mut bytes) = (0.0, 0.0, 0.0, 0);
    // A few hours are made; the others are these again, as far as size and search go.
    let made = hours.min(6);
    for hour in 0..made {
        let opened = START + SLICE * hour as i64;
        let step = SLICE / count as i64;
        let lines: Vec<String> = (0..count)
            .map(|at| event(&mut dice, opened + step * at as i64))
            .collect();
        bytes += lines.iter().map(String::len).sum::<usize>();
        for keeps in [false, true] {
            let mut session = named("eve").expect("a format");
            if keeps {
                session.keep_values();
            }
            let begun = cpu();
            for line in &lines {
                session
                    .line(&matcher, line.as_bytes(), Some(i64::MAX / 2), &mut |_| {})
                    .expect("an event");
            }
            match keeps {
                false => plain += cpu() - begun,
                true => {
                    keeping += cpu() - begun;
                    let begun = cpu();
                    parts.extend(session.kept_values().parts());
                    packing += cpu() - begun;
                }
            }
        }
    }
    let events = (count * made) as f64;
    let values: u64 = parts.iter().map(|part| part.values).sum();
    let data: usize = parts.iter().map(|part| part.data.len()).sum();
    let gates: usize = parts.iter().map(|part| part.gate.len()).sum();
    let size = (data + gates) as f64;
    println!(
        "{} events an hour of {} bytes, {} different values an hour",
        count,
        bytes / (count * made),
        values as usize / made
    );
    println!(
        "kept: {:.1} bytes an event, {:.1} a value (of it the filter {:.1})",
        size / events,
        size / values as f64,
        gates as f64 / values as f64
    );
    println!(
        "{hours} hours: {:.0} MB",
        size / made as f64 * hours as f64 / 1e6
    );
    println!(
        "events per CPU second: {:.0} k without, {:.0} k with; packing {:.2} s an hour",
        events / plain / 1e3,
        events / keeping / 1e3,
        packing / made as f64
    );
    for (what, present) in [("none of them seen", false), ("100 of them seen", true)] {
        let mut query = Query::default();
        for number in 0..1_000_u32 {
            let id = format!("indicator--{number:08x}-0000-4000-8000-000000000000");
            let (site, seen) = (number % 100 + 1, present && number < 100);
            let pattern = match number % 10 {
                _ if seen => format!(
                    "[domain-name:value = 'www{}.site-{site}.example']",
                    site % 7
                ),
                0 => format!(
                    "[ipv4-addr:value ISSUBSET '192.{}.{}.0/24']",
                    number >> 8,
                    number & 255
                ),
                1 => format!("[domain-name:value LIKE '%.evil-{number}.example']"),
                2 => format!("[url:value = 'http://evil-{number}.example/gate.php']"),
                3..6 => format!(
                    "[ipv4-addr:value = '198.51.{}.{}']",
                    number >> 8,
                    number & 255
                ),
                _ => format!("[domain-name:value = 'evil-{number}.example']"),
            };
            let indicator = Indicator {
                id: &id,
                pattern: &pattern,
                ..Indicator::default()
            };
            query.add(&indicator, i64::MAX).expect("a pattern");
        }
        let (begun, mut hits, mut opened) = (cpu(), 0_u64, 0);
        for part in parts.iter().cycle().take(hours) {
            let wanted = query.wants(0, &part.gate);
            if !wanted.is_empty() {
                opened += 1;
                query
                    .look(part.opened, &part.data, &wanted, &mut |_| hits += 1)
                    .expect("a part");
            }
        }
        println!(
            "1,000 indicators, {what}: {:.2} s, {hits} values found, {opened} of {hours} hours opened",
            cpu() - begun
        );
    }
}
