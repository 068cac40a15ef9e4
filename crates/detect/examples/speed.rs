//! Events a second on one core, and memory an indicator, with made-up EVE events and indicators.
//!
//! `cargo run --release -p detect --example speed -- INDICATORS [EVENTS] [complex]`

use std::fmt::Write as _;

use detect::event::{FORMATS, Mapping};
use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::Session;

/// A small generator, so that every run sees the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) ^ (self.0 >> 20)
    }
}

fn pattern(n: u64, random: &mut Random) -> String {
    match n % 5 {
        0 | 1 => format!(
            "[ipv4-addr:value = '{}']",
            std::net::Ipv4Addr::from(random.next() as u32)
        ),
        2 => format!("[domain-name:value = 'host{n}.bad-{}.example']", n % 977),
        3 => format!("[url:value = 'http://host{n}.example/a/{n}.php']"),
        _ => format!(
            "[file:hashes.'SHA-256' = '{:016x}{:048x}']",
            random.next(),
            n
        ),
    }
}

/// Patterns that are evaluated once their triggers are there.
fn complex(n: u64, random: &mut Random) -> String {
    let address = std::net::Ipv4Addr::from(random.next() as u32);
    match n % 4 {
        0 => format!("[url:value LIKE '%/evil{n}x/%.php']"),
        1 => format!("[file:name MATCHES '(?i)^drop{n}.*\\\\.exe$']"),
        2 => format!(
            "([ipv4-addr:value = '{address}'] FOLLOWEDBY [domain-name:value = 'h{n}.example']) WITHIN 60 SECONDS"
        ),
        _ => format!(
            "[network-traffic:dst_ref.value = '{address}' AND network-traffic:dst_port = 443]"
        ),
    }
}

fn event(n: u64, random: &mut Random) -> String {
    let (a, b) = (
        std::net::Ipv4Addr::from(random.next() as u32),
        random.next() % 254,
    );
    let (p, q) = (
        random.next() % 60_000 + 1024,
        [53, 80, 443, 8080][n as usize % 4],
    );
    let head = format!(
        r#"{{"timestamp":"2026-03-01T12:{:02}:{:02}.{:06}+0000","flow_id":{},"in_iface":"eth0","event_type":"{}","src_ip":"10.0.3.{b}","src_port":{p},"dest_ip":"{a}","dest_port":{q},"proto":"TCP","#,
        n / 60 % 60,
        n % 60,
        n % 1_000_000,
        random.next(),
        ["dns", "http", "tls", "fileinfo"][n as usize % 4]
    );
    let tail = match n % 4 {
        0 => format!(
            r#""dns":{{"type":"query","id":{},"rrname":"www{n}.shop-{}.example","rrtype":"A","tx_id":0,"opcode":0}},"community_id":"1:abcdefghijklmnopqrstuvwxyz=","host":"sensor-03.region-west.example","pcap_cnt":{n},"vlan":[100],"flow":{{"pkts_toserver":3,"bytes_toserver":211}}}}"#,
            random.next() % 90_000,
            n % 50_000
        ),
        1 => format!(
            r#""tx_id":0,"http":{{"hostname":"www.site{}.example","url":"/index/{n}.html","http_user_agent":"Mozilla/5.0 (X11; Linux x86_64)","http_content_type":"text/html","http_method":"GET","protocol":"HTTP/1.1","status":200,"length":{}}},"app_proto":"http"}}"#,
            n % 40_000,
            random.next() % 99_999
        ),
        2 => format!(
            r#""tls":{{"subject":"CN=*.cdn{}.example","issuerdn":"C=US, O=Example CA, CN=Example CA R3","serial":"04:{:02X}:AA:BB","sni":"a{n}.cdn{}.example","version":"TLS 1.3","ja3":{{"hash":"{:032x}"}}}},"app_proto":"tls"}}"#,
            n % 3000,
            n % 256,
            n % 3000,
            random.next()
        ),
        _ => format!(
            r#""fileinfo":{{"filename":"/download/{n}.bin","sha256":"{:064x}","gaps":false,"state":"CLOSED","stored":false,"size":{},"tx_id":0}},"app_proto":"http"}}"#,
            random.next(),
            random.next() % 1_000_000
        ),
    };
    head + &tail
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}

/// CPU time of this thread: a busy machine does not count. Seconds.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text
        .split_whitespace()
        .next()
        .and_then(|ns| ns.parse::<f64>().ok());
    nanos.unwrap_or(0.0) / 1e9
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter_map(|a| a.parse::<u64>().ok());
    let indicators = arguments.next().unwrap_or(10_000);
    let events = arguments.next().unwrap_or(200_000);
    let is_complex = std::env::args().any(|argument| argument == "complex");
    let mut random = Random(7);
    let lines: Vec<String> = (0..events).map(|n| event(n, &mut random)).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let before = resident();
    let start = cpu();
    let mut matcher = Matcher::new(Settings::default());
    let mut text = String::new();
    for n in 0..indicators {
        text.clear();
        let _ = write!(
            text,
            "indicator--{:08x}-0000-4000-8000-{:012x}",
            random.next() as u32,
            n
        );
        let pattern = if is_complex {
            complex(n, &mut random)
        } else {
            pattern(n, &mut random)
        };
        matcher
            .add(&Indicator {
                id: &text,
                pattern: &pattern,
                ..Indicator::default()
            })
            .expect("a good pattern");
    }
    let loaded = cpu() - start;
    let memory = resident().saturating_sub(before);
    let (_, eve) = FORMATS[0];
    let mut session = Session::mapped(Mapping::parse(eve).expect("a mapping that comes along"));
    let start = cpu();
    let mut matches = 0;
    for line in &lines {
        session
            .line(&matcher, line.as_bytes(), None, &mut |_| matches += 1)
            .expect("a good event");
    }
    let took = cpu() - start;
    println!(
        "{indicators} indicators: loaded in {:.2} s, {:.1} bytes each; {events} events of {} bytes: {:.0}/s, {matches} matches",
        loaded,
        memory as f64 / indicators as f64,
        bytes / lines.len(),
        events as f64 / took,
    );
}
