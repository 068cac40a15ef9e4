//! The files of a form as answers: its own file with what it cannot say in comments, each file by its name, all of them
//! in one archive, and `about.json`.

use super::archive;
use crate::handover::{Made, Plan};
use detect::rules::{Format, NotExpressed};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most parts that are named in comments; `about.json` names all.
const MOST_COMMENTS: usize = 1_000;
/// What the files hold.
const ABOUT: &str = "about.json";
/// All files.
const ARCHIVE: &str = "rules.tar.gz";
const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";

/// An answer.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Body {
    /// The file of this name, or the form's own, taken out of what was made; `None` where there is no such file.
    pub(super) fn of(plan: &Plan, made: &mut Made, file: Option<&str>) -> Option<Self> {
        let files = std::mem::take(&mut made.written.files);
        let about = || made.manifest.to_json().into_bytes();
        Some(match file {
            None => Self {
                media_type: media_type(plan.format, None),
                bytes: own(plan.format, files, &made.written.not_expressed),
            },
            Some(ABOUT) => Self {
                media_type: JSON,
                bytes: about(),
            },
            Some(ARCHIVE) => {
                let mut all = by_name(plan.format, files);
                all.insert(ABOUT.to_owned(), about());
                Self {
                    media_type: "application/gzip",
                    bytes: archive::pack(&all),
                }
            }
            Some(name) => Self {
                media_type: media_type(plan.format, Some(name)),
                bytes: by_name(plan.format, files).remove(name)?,
            },
        })
    }
}

/// The files of a form as they are asked for; MISP finds its event by a list of events.
fn by_name(format: Format, mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    if format == Format::Misp
        && let Some((name, event, list)) = files.values().next().and_then(|event| misp(event))
    {
        files.insert(name, event);
        files.insert("manifest.json".to_owned(), list);
    }
    files
}

/// The event under the name MISP asks for, and the list that names it.
fn misp(event: &[u8]) -> Option<(String, Vec<u8>, Vec<u8>)> {
    let whole: Value = serde_json::from_slice(event).ok()?;
    let about = whole.get("Event")?;
    let uuid = about.get("uuid")?.as_str()?;
    let mut entry = serde_json::Map::new();
    for name in [
        "info",
        "date",
        "analysis",
        "threat_level_id",
        "timestamp",
        "Tag",
        "Orgc",
    ] {
        entry.extend(
            about
                .get(name)
                .map(|value| (name.to_owned(), value.clone())),
        );
    }
    let list = json!({ uuid: entry }).to_string();
    Some((format!("{uuid}.json"), event.to_vec(), list.into_bytes()))
}

/// Whether a file of this name stays when there is nothing to write into it.
pub(super) fn is_list(format: Format, name: &str) -> bool {
    const LISTS: [&str; 15] = [
        "addresses",
        "addresses-from",
        "addresses-to",
        "domains",
        "domains-below",
        "urls",
        "emails",
        "emails-from",
        "subjects",
        "file-names",
        "user-agents",
        "mutexes",
        "registry-keys",
        "command-lines",
        "mac-addresses",
    ];
    const HASHES: [&str; 8] = [
        "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "ssdeep", "tlsh",
    ];
    match format {
        Format::Plain => {
            let kind = name.strip_suffix(".txt").unwrap_or_default();
            let hash = kind
                .strip_prefix("file-")
                .or(kind.strip_prefix("certificate-"));
            let is_hash = hash.is_some_and(|hash| HASHES.contains(&hash));
            LISTS.contains(&kind) || kind == "autonomous-systems" || is_hash
        }
        Format::Suricata => {
            let hash = name
                .strip_prefix("tansiq-")
                .and_then(|rest| rest.strip_suffix(".list"));
            hash.is_some_and(|hash| HASHES[..4].contains(&hash) && hash != "sha224")
        }
        _ => false,
    }
}

/// What a form is asked for by itself.
fn own(format: Format, mut files: BTreeMap<String, Vec<u8>>, left_out: &[NotExpressed]) -> Vec<u8> {
    let mut first = |name: &str| files.remove(name).unwrap_or_default();
    match format {
        Format::Csv => first("indicators.csv"),
        Format::Misp => first("misp-event.json"),
        // Documents of one stream.
        Format::Sigma => with_comments("#", joined(&files, |_| "---\n".to_owned()), left_out),
        Format::Plain => {
            let head = |name: &str| format!("# {}\n", name.trim_end_matches(".txt"));
            with_comments("#", joined(&files, head), left_out)
        }
        Format::Rpz => with_comments(";", first("tansiq.rpz"), left_out),
        Format::Nftables => with_comments("#", first("tansiq.nft"), left_out),
        Format::Zeek => with_comments("#", first("tansiq.intel"), left_out),
        Format::Suricata | Format::Snort => with_comments("#", first("tansiq.rules"), left_out),
        Format::Yara => {
            let mut text = first("tansiq.yar");
            // Two of them may have one name, so they do not stand in one file.
            for name in files.keys() {
                text.extend_from_slice(format!("// in a file of its own: {name}\n").as_bytes());
            }
            with_comments("//", text, left_out)
        }
    }
}

fn joined(files: &BTreeMap<String, Vec<u8>>, head: impl Fn(&str) -> String) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, text) in files {
        all.extend_from_slice(head(name).as_bytes());
        all.extend_from_slice(text);
        if !text.ends_with(b"\n") {
            all.push(b'\n');
        }
    }
    all
}

/// What the form cannot say, at the end: no line before it moves.
fn with_comments(mark: &str, mut text: Vec<u8>, left_out: &[NotExpressed]) -> Vec<u8> {
    for left in left_out.iter().take(MOST_COMMENTS) {
        let part = left.part.as_deref().unwrap_or("the whole of it");
        let line = format!("{}: {part}: {}", left.indicator, left.reason);
        text.extend_from_slice(format!("{mark} not expressed: {}\n", one_line(&line)).as_bytes());
    }
    if let Some(more) = left_out
        .len()
        .checked_sub(MOST_COMMENTS)
        .filter(|more| *more > 0)
    {
        text.extend_from_slice(
            format!("{mark} not expressed: {more} more, in {ABOUT}\n").as_bytes(),
        );
    }
    text
}

/// Nothing that ends a line, or that a terminal obeys; and no backslash before the line's end, which would go on with it.
fn one_line(text: &str) -> String {
    let seen = |c: char| match c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
        true => ' ',
        false => c,
    };
    let line: String = text.chars().map(seen).collect();
    line.trim_end_matches('\\').to_owned()
}

fn media_type(format: Format, file: Option<&str>) -> &'static str {
    match (format, file) {
        (Format::Csv, _) => "text/csv; charset=utf-8",
        (Format::Misp, _) => JSON,
        (Format::Sigma, _) => "application/yaml",
        _ => TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_stays_a_comment() {
        let left = |part: &str| NotExpressed {
            indicator: "indicator--1".to_owned(),
            part: Some(part.to_owned()),
            reason: "it cannot".to_owned(),
        };
        let all = ["a\nalert tcp any", "b\r\u{2028}c", "d\u{1b}[2J"].map(left);
        let text = with_comments(";", b"zone\n".to_vec(), &all);
        let text = String::from_utf8(text).expect("text");
        assert!(
            text.lines()
                .skip(1)
                .all(|line| line.starts_with("; not expressed: "))
        );
        assert_eq!(text.lines().count(), 4);
        assert!(!text.contains(['\u{1b}', '\u{2028}', '\r']));
        assert_eq!(one_line("a\\"), "a");
    }

    #[test]
    fn lists_that_stay_are_known_by_name() {
        assert!(is_list(Format::Plain, "domains.txt"));
        assert!(is_list(Format::Plain, "file-sha256.txt"));
        assert!(!is_list(Format::Plain, "domians.txt"));
        assert!(!is_list(Format::Plain, "../domains.txt"));
        assert!(is_list(Format::Suricata, "tansiq-sha256.list"));
        assert!(!is_list(Format::Suricata, "tansiq-sha512.list"));
        assert!(!is_list(Format::Csv, "domains.txt"));
    }
}
