//! Observables that only their label gives away: mutexes, certificates, rules, message ids, commands.

use super::{Kind, Observable};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

const LABELS: &[(&str, Label)] = &[
    ("mutex", Label::Mutex),
    ("thumbprint", Label::Certificate),
    ("serial number", Label::Certificate),
    ("message-id:", Label::MessageId),
    ("yara rule", Label::Rule),
    ("sigma rule", Label::Rule),
    ("\nrule ", Label::YaraHead),
    ("cmd.exe /c ", Label::Command),
    ("powershell -", Label::Command),
    ("powershell.exe -", Label::Command),
    ("rundll32 ", Label::Command),
    ("rundll32.exe ", Label::Command),
    ("regsvr32 ", Label::Command),
    (";base64,", Label::Payload),
];

#[derive(Clone, Copy)]
enum Label {
    Mutex,
    Certificate,
    MessageId,
    Rule,
    YaraHead,
    Command,
    Payload,
}

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(LABELS.iter().map(|l| l.0))
        .ok()
});

/// Pushes what labels announce.
pub(super) fn scan(text: &str, found: &mut Vec<Observable>) {
    let Some(finder) = FINDER.as_ref() else {
        return;
    };
    if text.starts_with("rule ") {
        labelled(text, 0, 5, Label::YaraHead, found);
    }
    for m in finder.find_iter(text) {
        labelled(
            text,
            m.start(),
            m.end(),
            LABELS[m.pattern().as_usize()].1,
            found,
        );
    }
}

fn labelled(text: &str, start: usize, end: usize, label: Label, found: &mut Vec<Observable>) {
    let rest = text[end..].split('\n').next().unwrap_or("");
    let hit = match label {
        Label::Mutex => quoted(rest)
            .or_else(|| global(rest))
            .map(|r| (r, Kind::Mutex)),
        Label::Certificate => hex(rest).map(|r| (r, Kind::X509Certificate)),
        Label::MessageId => angle(rest).map(|r| (r, Kind::EmailMessage)),
        Label::Rule => word(rest)
            .filter(|r| rest[r.clone()].contains('_'))
            .map(|r| (r, Kind::Indicator)),
        Label::YaraHead => word(rest)
            .filter(|r| {
                matches!(
                    text[end + r.end..].trim_start().bytes().next(),
                    Some(b'{' | b':')
                )
            })
            .map(|r| (r, Kind::Indicator)),
        Label::Command => {
            let line = rest.split(['"', '`']).next().unwrap_or("").trim_end();
            let whole = start..end + line.len().min(2048);
            if line.is_empty() || !text.is_char_boundary(whole.end) {
                return;
            }
            // The command begins at its own name, not after it.
            let value = text[whole.clone()].to_owned();
            found.push(Observable {
                start: whole.start,
                end: whole.end,
                kind: Kind::Process,
                value,
            });
            return;
        }
        Label::Payload => {
            let n = rest
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
                .count();
            (n >= 16).then_some((0..n, Kind::Artifact))
        }
    };
    if let Some((r, kind)) = hit {
        let value = rest[r.clone()].to_owned();
        found.push(Observable {
            start: end + r.start,
            end: end + r.end,
            kind,
            value,
        });
    }
}

type Range = std::ops::Range<usize>;

/// A quoted name within the next few characters.
fn quoted(rest: &str) -> Option<Range> {
    let open = rest.find(['"', '\'', '`', '“'])?;
    if open > 24 {
        return None;
    }
    let q = rest[open..].chars().next()?;
    let close = match q {
        '“' => '”',
        q => q,
    };
    let from = open + q.len_utf8();
    let n = rest[from..].find(close)?;
    (3..=128).contains(&n).then_some(from..from + n)
}

fn global(rest: &str) -> Option<Range> {
    let from = rest
        .find("Global\\")
        .or_else(|| rest.find("Local\\"))
        .filter(|&n| n <= 24)?;
    let n = rest[from..]
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')'))
        .unwrap_or(rest.len() - from);
    Some(from..from + rest[from..from + n].trim_end_matches('.').len())
}

fn hex(rest: &str) -> Option<Range> {
    let from = rest
        .find(|c: char| c.is_ascii_hexdigit() && c != 'e' && c != 'a' && c != 'd')
        .filter(|&n| n <= 16)?;
    let n = rest[from..]
        .bytes()
        .take_while(|b| b.is_ascii_hexdigit() || *b == b':')
        .count();
    (rest[..from]
        .bytes()
        .all(|b| !b.is_ascii_alphanumeric() || b.is_ascii_lowercase())
        && n >= 8
        && rest[from..from + n].bytes().any(|b| b.is_ascii_digit()))
    .then_some(from..from + n)
}

fn angle(rest: &str) -> Option<Range> {
    let from = rest.find('<').filter(|&n| n <= 4)? + 1;
    let n = rest[from..].find('>')?;
    rest[from..from + n].contains('@').then_some(from..from + n)
}

fn word(rest: &str) -> Option<Range> {
    let from = rest
        .find(|c: char| c.is_ascii_alphanumeric() || c == '_')
        .filter(|&n| n <= 3)?;
    let n = rest[from..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count();
    (n >= 3).then_some(from..from + n)
}
