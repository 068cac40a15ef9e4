//! Indicators to write: one for each construct, and values that try to break out of each form.

use detect::rules::Format;
use detect::rules::{Indicator, Setting, Written, write};
use stix::marking::Tlp;

pub const SHA256: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const SHA1: &str = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";
const MD5: &str = "5D41402ABC4B2A76B9719D911017C592";

pub fn indicator(number: usize, pattern: &str) -> Indicator {
    Indicator {
        id: format!("indicator--{number:08}-0000-4000-8000-000000000000"),
        name: format!("case {number}"),
        pattern: pattern.to_owned(),
        pattern_type: "stix".to_owned(),
        modified: 1_735_689_600_000_000,
        valid_from: "2025-01-01T00:00:00Z".to_owned(),
        valid_until: String::new(),
        confidence: Some(80),
        labels: vec!["c2".to_owned()],
        tlp: Tlp::Green,
    }
}

pub fn in_language(number: usize, language: &str, pattern: &str) -> Indicator {
    Indicator {
        pattern_type: language.to_owned(),
        ..indicator(number, pattern)
    }
}

pub fn quoted(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\'', "\\'")
}

pub fn written(format: Format, indicators: &[Indicator]) -> Written {
    let setting = Setting {
        collection: "6d1f0c0a-5a0e-4b8f-9f0b-2f6f6f3f9a01".to_owned(),
        serial: 1_735_689_600,
        ..Setting::default()
    };
    write(format, indicators, &[], &setting)
}

/// One for each construct.
pub fn constructs() -> Vec<Indicator> {
    let patterns = [
        "[domain-name:value = 'Evil.Example.']".to_owned(),
        "[domain-name:value LIKE '%.evil.example']".to_owned(),
        "[domain-name:value = 'bücher.example' OR ipv4-addr:value = '198.51.100.7/32']".to_owned(),
        "[ipv4-addr:value ISSUBSET '198.51.100.0/24'] OR [ipv6-addr:value = '2001:db8::1']".to_owned(),
        "[ipv4-addr:value = '203.0.113.0/24']".to_owned(),
        "[ipv4-addr:value IN ('192.0.2.1', '192.0.2.2')]".to_owned(),
        "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.9' AND network-traffic:dst_port = 8443 AND network-traffic:protocols[*] = 'tcp']".to_owned(),
        "[network-traffic:dst_ref.value = '192.0.2.10' AND network-traffic:dst_port = 53]".to_owned(),
        "[network-traffic:src_ref.value ISSUBSET '2001:db8:1::/48']".to_owned(),
        "[network-traffic:dst_port = 31337 AND network-traffic:protocols[*] = 'udp']".to_owned(),
        "[url:value = 'http://evil.example/a?b=c']".to_owned(),
        "[url:value = 'https://evil.example/login']".to_owned(),
        format!("[file:hashes.MD5 = '{MD5}' OR file:hashes.'SHA-256' = '{SHA256}']"),
        format!("[file:name = 'a.exe' AND file:hashes.'SHA-1' = '{SHA1}' AND file:size = 5]"),
        format!("[file:name = 'a.exe' AND (file:hashes.MD5 = '{MD5}' OR file:hashes.'SHA-256' = '{SHA256}')]"),
        "[file:name = 'evil.dll']".to_owned(),
        format!("[x509-certificate:hashes.'SHA-1' = '{SHA1}']"),
        "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'Evil/1.0; (x)']".to_owned(),
        "[email-addr:value = 'a@evil.example']".to_owned(),
        "[email-message:from_ref.value = 'b@evil.example']".to_owned(),
        "[email-message:subject = 'Invoice']".to_owned(),
        "[mutex:name = 'Global\\\\evil']".to_owned(),
        "[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Software\\\\Evil']".to_owned(),
        "[process:command_line = 'cmd.exe /c \"evil*\"']".to_owned(),
        "[mac-addr:value = '00:00:5E:00:53:01']".to_owned(),
        "[autonomous-system:number = 64496]".to_owned(),
        "[domain-name:value = 'a.example'] FOLLOWEDBY [file:name = 'b']".to_owned(),
        "[domain-name:value = 'a.example'] WITHIN 5 SECONDS".to_owned(),
        "[domain-name:value = 'a.example'] REPEATS 5 TIMES".to_owned(),
        "[domain-name:value = 'once.example'] REPEATS 1 TIMES".to_owned(),
        "[domain-name:value = 'a.example'] AND [ipv4-addr:value = '192.0.2.1']".to_owned(),
        "[domain-name:value != 'a.example']".to_owned(),
        "[domain-name:value NOT = 'a.example']".to_owned(),
        "[domain-name:value MATCHES '^evil']".to_owned(),
        "[file:size > 5]".to_owned(),
        "[EXISTS file:name]".to_owned(),
        "[domain-name:value = 'com' OR ipv4-addr:value ISSUBSET '0.0.0.0/0']".to_owned(),
        "[domain-name:value = '32.1.2.3.4.rpz-ip' OR domain-name:value = '*.example']".to_owned(),
        "[domain-name:value = ".to_owned(),
        "[domain-name:value = 'evil.example'".to_owned() + " AND ipv4-addr:value = '192.0.2.1']",
    ];
    let mut all: Vec<Indicator> = (1..).zip(&patterns).map(|(n, p)| indicator(n, p)).collect();
    all[1].tlp = Tlp::AmberStrict;
    all[2].name = "=cmd|'/c calc'!A1".to_owned();
    all.extend([
        in_language(90, "yara", "rule evil { strings: $a = \"evil\" condition: $a }"),
        in_language(91, "yara", "include \"/etc/passwd\"\nrule evil { condition: true }"),
        in_language(92, "sigma", "title: Evil\nid: 6f3e2c1a-0b5d-4e7f-8a9b-0c1d2e3f4a5b\nstatus: test\ndescription: d\nauthor: a\ndate: 2025-01-01\nlogsource:\n  category: dns\ndetection:\n  selection:\n    query: evil.example\n  condition: selection\nfalsepositives:\n  - Unknown\nlevel: low\n"),
        in_language(93, "suricata", "alert dns any any -> any any (msg:\"evil\"; dns.query; content:\"evil\"; sid:1; rev:2;)"),
        in_language(94, "suricata", "pass ip any any -> any any (sid:1;)"),
        in_language(95, "snort", "alert tcp any any -> any 80 (msg:\"evil\"; content:\"evil\"; sid:1; rev:2;)"),
        in_language(96, "snort", "alert tcp any any -> any 80 (lua:evil.lua; sid:1;)"),
        in_language(97, "pcre", "^evil$"),
    ]);
    all
}

/// Values that end strings, lines, rules and cells, or mean something to one of the tools.
pub const HOSTILE: [&str; 36] = [
    "a\"b",
    "a'b",
    "a;b",
    "a|b",
    "a\\b",
    "a\\",
    "\\\"; sid:1; x:\"",
    "a\nb",
    "a\r\nb",
    "a\tb",
    "a\0b",
    "# comment",
    "// comment",
    "/* x",
    "*/ x",
    "=1+1",
    "+1",
    "-1",
    "-",
    "@x",
    "'x",
    "(empty)",
    " a",
    "a ",
    "*",
    "?",
    "a*b?c",
    "{{x}}",
    "${x}",
    "%s%n",
    "é\u{200b}\u{202e}x",
    "مثال",
    "\u{feff}x",
    "\u{85}\u{2028}",
    "a\" and true or \"",
    "x}\nrule y { condition: true }",
];

/// Indicators with such a value in each place a value can stand, and as their name.
pub fn hostile<'v>(values: impl IntoIterator<Item = &'v str>) -> Vec<Indicator> {
    let mut all = Vec::new();
    for value in values {
        let text = quoted(value);
        let patterns = [
            format!("[url:value = '{text}']"),
            format!("[url:value = 'http://evil.example/{text}']"),
            format!("[domain-name:value = '{text}']"),
            format!("[domain-name:value = '{text}.evil.example']"),
            format!("[domain-name:value LIKE '%.{text}']"),
            format!("[email-addr:value = '{text}']"),
            format!("[email-message:subject = '{text}']"),
            format!("[file:name = '{text}']"),
            format!("[file:name = '{text}' AND file:hashes.'SHA-256' = '{SHA256}']"),
            format!("[file:hashes.SSDEEP = '{text}']"),
            format!("[mutex:name = '{text}']"),
            format!("[windows-registry-key:key = '{text}']"),
            format!("[process:command_line = '{text}']"),
            format!("[mac-addr:value = '{text}']"),
            format!(
                "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = '{text}']"
            ),
            format!("[file:size = 7 AND file:hashes.'SHA-256' = '{SHA256}']"),
            "[ipv4-addr:value = '192.0.2.77']".to_owned(),
        ];
        for pattern in patterns {
            let mut one = indicator(1_000 + all.len(), &pattern);
            one.name = value.to_owned();
            one.labels = vec![value.to_owned()];
            all.push(one);
        }
    }
    all
}
