//! Tables of values: plain lists, `type,value` tables, and the columns that MISP writes.

use csv::StringRecord;
use stix::pattern::Network;
use stix::timestamp::parse_tolerant;
use uuid::Uuid;

use super::Taken;
use crate::matcher::{Added, Indicator, Matcher};

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct TableFault {
    /// From 1.
    pub line: u64,
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// Which column holds what.
#[derive(Debug, Default)]
struct Head {
    id: Option<usize>,
    pattern: Option<usize>,
    kind: Option<usize>,
    value: Option<usize>,
    valid_from: Option<usize>,
    valid_until: Option<usize>,
    confidence: Option<usize>,
}

pub(super) fn take(bytes: &[u8], matcher: &mut Matcher) -> Result<Taken, TableFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(bytes);
    let mut head: Option<Head> = None;
    let mut taken = Taken::default();
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(taken),
            Ok(true) => {}
            Err(error) => {
                return Err(TableFault {
                    line,
                    message: error.to_string(),
                });
            }
        }
        if head.is_none() {
            let found = Head::of(&record);
            let is_head = found.pattern.is_some() || found.value.is_some();
            head = Some(if is_head {
                found
            } else {
                Head {
                    value: Some(0),
                    ..Head::default()
                }
            });
            if is_head {
                continue;
            }
        }
        if let Some(head) = &head {
            head.row(&record, line, matcher, &mut taken);
        }
    }
}

impl Head {
    fn of(record: &StringRecord) -> Self {
        let find = |names: &[&str]| {
            record.iter().position(|cell| {
                names.contains(&cell.trim_matches('\u{feff}').to_ascii_lowercase().as_str())
            })
        };
        Self {
            id: find(&["id", "uuid"]),
            pattern: find(&["pattern"]),
            kind: find(&["type", "indicator_type"]),
            value: find(&["value", "indicator"]),
            valid_from: find(&["valid_from"]),
            valid_until: find(&["valid_until"]),
            confidence: find(&["confidence"]),
        }
    }

    fn row(&self, record: &StringRecord, line: u64, matcher: &mut Matcher, taken: &mut Taken) {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).filter(|c| !c.is_empty());
        let pattern = match (cell(self.pattern), cell(self.value)) {
            (Some(pattern), _) => Some(pattern.to_owned()),
            (None, Some(value)) => {
                let kind = cell(self.kind).map(str::to_ascii_lowercase);
                let kind = kind.as_deref().or_else(|| plain_kind(value));
                kind.and_then(|kind| pattern_of(kind, value))
            }
            (None, None) => {
                taken.others += 1;
                return;
            }
        };
        let Some(pattern) = pattern else {
            taken
                .refused
                .push((line, "no pattern can be made of this value".to_owned()));
            return;
        };
        let id = match cell(self.id).map(|id| id.strip_prefix("indicator--").unwrap_or(id)) {
            Some(id) => format!("indicator--{}", id.to_ascii_lowercase()),
            None => format!(
                "indicator--{}",
                Uuid::new_v5(&Uuid::NAMESPACE_URL, pattern.as_bytes())
            ),
        };
        let indicator = Indicator {
            id: &id,
            pattern: &pattern,
            valid_from: cell(self.valid_from).and_then(parse_tolerant),
            valid_until: cell(self.valid_until).and_then(parse_tolerant),
            revoked: false,
            confidence: cell(self.confidence).and_then(|c| c.parse().ok()),
        };
        match matcher.add(&indicator) {
            Ok(Added::Active) => taken.active += 1,
            Ok(Added::LeftOut) => taken.left_out += 1,
            Err(refusal) => taken.refused.push((line, refusal.to_string())),
        }
    }
}

/// The type of a value that is plain to see.
fn plain_kind(value: &str) -> Option<&'static str> {
    let is_hex = value.bytes().all(|b| b.is_ascii_hexdigit());
    Some(match value.len() {
        32 if is_hex => "md5",
        40 if is_hex => "sha1",
        64 if is_hex => "sha256",
        128 if is_hex => "sha512",
        _ if Network::parse(value).is_some() => "ip",
        _ if value.contains("://") => "url",
        _ if value.contains('@') => "email",
        _ if value.contains('.') && !value.contains(['/', ' ', '\\']) => "domain",
        _ => return None,
    })
}

/// The pattern for a value of a type, by its name in STIX, MISP or common lists.
fn pattern_of(kind: &str, value: &str) -> Option<String> {
    let quoted = value.replace('\\', "\\\\").replace('\'', "\\'");
    let equals = |path: &str| Some(format!("[{path} = '{quoted}']"));
    match kind {
        "ip" | "ip-src" | "ip-dst" | "ipv4-addr" | "ipv6-addr" | "ipv4" | "ipv6" | "cidr" => {
            let network = Network::parse(value)?;
            let (object, single) = match network {
                Network::V4(_, prefix) => ("ipv4-addr", prefix == 32),
                Network::V6(_, prefix) => ("ipv6-addr", prefix == 128),
            };
            let operator = if single { "=" } else { "ISSUBSET" };
            Some(format!("[{object}:value {operator} '{quoted}']"))
        }
        "domain" | "hostname" | "domain-name" | "fqdn" => equals("domain-name:value"),
        "url" | "uri" | "link" => equals("url:value"),
        "email" | "email-addr" | "email-src" | "email-dst" => equals("email-addr:value"),
        "md5" => equals("file:hashes.MD5"),
        "sha1" | "sha-1" => equals("file:hashes.'SHA-1'"),
        "sha256" | "sha-256" => equals("file:hashes.'SHA-256'"),
        "sha512" | "sha-512" => equals("file:hashes.'SHA-512'"),
        "ssdeep" => equals("file:hashes.SSDEEP"),
        "filename" | "file" => equals("file:name"),
        "mutex" => equals("mutex:name"),
        "regkey" | "windows-registry-key" => equals("windows-registry-key:key"),
        "user-agent" => {
            equals("network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'")
        }
        _ => None,
    }
}
