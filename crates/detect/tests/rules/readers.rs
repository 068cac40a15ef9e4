//! Small readers of each form, written after its documentation and not after the writer.

use detect::rules::Format;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, Vec<u8>>;

/// The values in the files: `*.` before what lies below a domain, `|` between what belongs together.
pub fn read(format: Format, files: &Files) -> BTreeSet<String> {
    match format {
        Format::Plain => plain(files),
        Format::Csv => table(text(files, "indicators.csv")),
        Format::Zeek => zeek(text(files, "tansiq.intel")),
        Format::Rpz => zone(text(files, "tansiq.rpz")),
        Format::Nftables => nftables(text(files, "tansiq.nft")),
        Format::Sigma => files
            .values()
            .map(|bytes| sigma(std::str::from_utf8(bytes).unwrap()))
            .collect(),
        Format::Misp => misp(text(files, "misp-event.json")),
        Format::Yara => yara(text(files, "tansiq.yar")),
        Format::Suricata => {
            let mut all = lines(text(files, "tansiq.rules"), suricata);
            for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".list")) {
                assert!(name.starts_with("tansiq-"));
                all.extend(
                    std::str::from_utf8(bytes)
                        .unwrap()
                        .lines()
                        .map(str::to_owned),
                );
            }
            all
        }
        Format::Snort => lines(text(files, "tansiq.rules"), snort),
    }
}

fn text<'f>(files: &'f Files, name: &str) -> &'f str {
    std::str::from_utf8(&files[name]).unwrap()
}

/// Lines as every reader of lines cuts them, without comments.
fn lines(text: &str, one: fn(&str) -> Option<String>) -> BTreeSet<String> {
    let rows = text
        .split('\n')
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.filter_map(one).collect()
}

fn plain(files: &Files) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (name, bytes) in files {
        let star = if name == "domains-below.txt" {
            "*."
        } else {
            ""
        };
        let text = std::str::from_utf8(bytes).unwrap();
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        all.extend(rows.map(|line| format!("{star}{line}")));
    }
    all
}

fn table(text: &str) -> BTreeSet<String> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        for cell in &row {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "a formula: {cell:?}"
            );
        }
        let value = row[3].strip_prefix('\'').unwrap_or(&row[3]).to_owned();
        format!(
            "{}{value}",
            if &row[2] == "domain-below" { "*." } else { "" }
        )
    });
    rows.collect()
}

fn zeek(text: &str) -> BTreeSet<String> {
    lines(text, |line| {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 4, "{line:?}");
        assert!(!["-", "(empty)", ""].contains(&fields[0]));
        let value = unescape_hex(fields[0]);
        Some(match fields[1] {
            "Intel::URL" => format!("http://{value}"),
            _ => value,
        })
    })
}

/// `\xHH` as the byte.
fn unescape_hex(text: &str) -> String {
    let mut parts = text.split("\\x");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let code = u8::from_str_radix(&part[..2], 16).unwrap();
        out.push(char::from(code));
        out += &part[2..];
    }
    assert!(!text.replace("\\x", "").contains('\\'));
    out
}

fn zone(text: &str) -> BTreeSet<String> {
    let records = text.lines().filter(|line| line.contains(" IN CNAME . ;"));
    assert_eq!(
        records.clone().count(),
        text.lines().count() - 5,
        "only records and the head"
    );
    records
        .map(|line| {
            let owner = line.split(' ').next().unwrap();
            let mut name = String::new();
            let mut rest = owner.chars();
            while let Some(c) = rest.next() {
                match c {
                    '\\' => {
                        let digits: String = rest.by_ref().take(3).collect();
                        name.push(char::from(digits.parse::<u8>().unwrap()));
                    }
                    c => {
                        assert!(c.is_ascii_alphanumeric() || "-_.*".contains(c), "{owner}");
                        name.push(c);
                    }
                }
            }
            match name.strip_suffix(".rpz-ip") {
                Some(trigger) => {
                    let parts: Vec<&str> = trigger.split('.').skip(1).collect();
                    parts.into_iter().rev().collect::<Vec<_>>().join(".")
                }
                None => name,
            }
        })
        .collect()
}

fn nftables(text: &str) -> BTreeSet<String> {
    let elements = text
        .lines()
        .filter(|line| line.starts_with("\t\t\t") && line.contains(" comment "));
    elements
        .map(|line| line.trim().split(' ').next().unwrap().to_owned())
        .collect()
}

fn sigma(text: &str) -> String {
    let inside = text.split("detection:\n").nth(1).unwrap();
    let line = inside.lines().nth(1).unwrap().trim();
    let (field, value) = line.split_once(": ").unwrap();
    if let Some(address) = value.strip_prefix('\'') {
        return address.trim_end_matches('\'').to_owned();
    }
    let json: String = serde_json::from_str(value).unwrap();
    let mut plain = String::new();
    let mut rest = json.chars();
    while let Some(c) = rest.next() {
        assert!(c != '*' && c != '?', "a wildcard in {json}");
        plain.push(if c == '\\' { rest.next().unwrap() } else { c });
    }
    match field {
        "query|endswith" => format!("*{plain}"),
        "TargetFilename|endswith|cased" => plain[1..].to_owned(),
        "Hashes|contains" => plain.split_once('=').unwrap().1.to_owned(),
        _ => plain,
    }
}

fn misp(text: &str) -> BTreeSet<String> {
    let event: serde_json::Value = serde_json::from_str(text).unwrap();
    let attributes = event["Event"]["Attribute"].as_array().unwrap();
    attributes
        .iter()
        .map(|one| one["value"].as_str().unwrap().to_owned())
        .collect()
}

/// Rules of one condition each; a name that breaks out of its string leaves another number of lines.
fn yara(text: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = text.split('\n').skip(4).collect();
    let rules: Vec<_> = lines.chunks(9).filter(|chunk| chunk.len() == 9).collect();
    assert_eq!(lines.len() % 9, 1, "{text}");
    let values = rules.iter().map(|rule| {
        assert!(
            rule[0].starts_with("rule tansiq_") && rule[7] == "}",
            "{rule:?}"
        );
        let name = rule[3]
            .trim()
            .strip_prefix("name = \"")
            .unwrap()
            .strip_suffix('"')
            .unwrap();
        assert!(
            !name.replace("\\\\", "").replace("\\\"", "").contains('"'),
            "{name}"
        );
        let condition = rule[6].trim();
        let size = condition.split("filesize == ").nth(1);
        let size = size.map(|rest| rest.split(' ').next().unwrap());
        let hash = condition.split('"').nth(1);
        [size, hash]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("|")
    });
    values.collect()
}

/// Every `content` of a rule, decoded; nothing in a rule may end it early.
fn contents(rule: &str) -> Vec<String> {
    assert!(rule.starts_with("alert ") && rule.ends_with(";)"), "{rule}");
    assert_eq!(rule.matches("; sid:").count(), 1, "{rule}");
    let quotes = rule.matches('"').count();
    let strings = rule.matches("content:\"").count() + rule.matches("msg:\"").count();
    assert_eq!(quotes, 2 * strings, "{rule}");
    let parts = rule.split("content:\"").skip(1);
    parts
        .map(|part| decoded(part.split('"').next().unwrap()))
        .collect()
}

fn decoded(content: &str) -> String {
    // Each of them ends or escapes something, in quotes too.
    assert!(!content.contains([';', ':', '\\', '"']), "{content}");
    let mut bytes = Vec::new();
    for (at, part) in content.split('|').enumerate() {
        match at % 2 {
            0 => bytes.extend(part.bytes()),
            _ => bytes.extend(
                part.split(' ')
                    .map(|hex| u8::from_str_radix(hex, 16).unwrap()),
            ),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn suricata(rule: &str) -> Option<String> {
    let found = contents(rule);
    let star = if rule.contains("endswith; ") { "*" } else { "" };
    match found.as_slice() {
        [] if rule.contains("file") && rule.contains(".list;") => None,
        [] => address(rule),
        [one] => Some(format!("{star}{one}")),
        [host, target] => Some(format!("http://{host}{target}")),
        more => panic!("{more:?}"),
    }
}

fn snort(rule: &str) -> Option<String> {
    let found = contents(rule);
    let Some(question) = found.first() else {
        return address(rule);
    };
    let (mut labels, mut rest) = (Vec::new(), question.as_bytes());
    while rest[0] > 0 {
        let (label, behind) = rest[1..].split_at(usize::from(rest[0]));
        labels.push(std::str::from_utf8(label).unwrap());
        rest = behind;
    }
    assert_eq!(rest, [0]);
    let star = if rule.contains("offset 14;") {
        "*."
    } else {
        ""
    };
    Some(format!("{star}{}", labels.join(".")))
}

fn address(rule: &str) -> Option<String> {
    let words: Vec<&str> = rule.split(' ').collect();
    [words[2], words[5]]
        .into_iter()
        .find(|word| *word != "any")
        .map(str::to_owned)
}
