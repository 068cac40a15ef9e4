//! What an object is found by: the words of its names and of its other texts, the sounds of its names, its values.
//!
//! Smallest example: `{"type": "identity", "name": "الحموشي", …}` is found by the word `حموشي`, by the key `mS`
//! that every spelling of the name shares (Hammouchi too), and by the value `الحموشي` as a whole.

use ring::digest::{SHA256, digest};
use std::collections::BTreeSet;
use std::ops::Range;
use stix::Value;
use text::{Kind, Name, Tokens, analyses, fold_str, strip_article, tokenize};

/// Names longer than this are sentences.
const LONGEST_NAME: usize = 8;
/// A value longer than this is a text.
const LONGEST_VALUE: usize = 2_048;

/// Properties that say what an object is called.
const NAMES: [&str; 3] = ["name", "aliases", "x_mitre_aliases"];
/// Properties whose texts are found whole.
const VALUES: [&str; 14] = [
    "name",
    "aliases",
    "x_mitre_aliases",
    "value",
    "hashes",
    "path",
    "key",
    "external_id",
    "url",
    "account_login",
    "user_id",
    "serial_number",
    "message_id",
    "command_line",
];
/// Properties that are no text of the object.
const SILENT: [&str; 12] = [
    "type",
    "spec_version",
    "id",
    "created",
    "modified",
    "lang",
    "extension_type",
    "document",
    "method",
    "hashes",
    "payload_bin",
    "object_marking_refs",
];

/// The texts of an object.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) names: Vec<String>,
    pub(crate) others: Vec<String>,
    pub(crate) values: Vec<String>,
}

impl Texts {
    /// Reads them out of an object.
    pub(crate) fn of(value: &Value<'_>) -> Self {
        let mut texts = Self::default();
        texts.gather("", value);
        let id = value.get("id").and_then(Value::as_str);
        texts.values.extend(id.map(str::to_owned));
        texts
    }

    fn gather(&mut self, property: &str, value: &Value<'_>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    // The algorithm of a hash is no property of its own.
                    let name = if property == "hashes" { property } else { name };
                    self.gather(name, value);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| self.gather(property, value)),
            Value::String(text) => self.text(property, text),
            value => {
                if property == "number"
                    && let Some(number) = value.as_i64()
                {
                    self.values.push(number.to_string());
                    self.values.push(format!("AS{number}"));
                }
            }
        }
    }

    fn text(&mut self, property: &str, text: &str) {
        if VALUES.contains(&property) {
            self.values.push(text.to_string());
        }
        if property == "pattern" {
            self.values.extend(literals(text));
        }
        if NAMES.contains(&property) {
            self.names.push(text.to_string());
        } else if !SILENT.contains(&property)
            && !property.ends_with("_ref")
            && !property.ends_with("_refs")
        {
            self.others.push(text.to_string());
        }
    }
}

/// The constants of a pattern, by their quotes.
fn literals(pattern: &str) -> Vec<String> {
    let parts = pattern.split('\'').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

/// The words of a text as they are kept: folded, Arabic also without article and clitics; `APT29` also as a whole.
pub(crate) fn words(text: &str, into: &mut BTreeSet<String>) {
    let tokens = tokenize(text);
    for run in runs(&tokens) {
        if run.len() > 1 {
            into.insert(run.clone().map(|at| tokens.folded(at)).collect());
        }
        for at in run {
            let word = tokens.folded(at);
            match tokens.list[at].kind {
                Kind::Arabic => into.extend(
                    analyses(word)
                        .map(|a| a.stem.to_owned())
                        .chain([bare(word)]),
                ),
                _ => drop(into.insert(word.to_owned())),
            }
        }
    }
}

fn bare(word: &str) -> String {
    strip_article(word).to_owned()
}

/// The words a query asks for: each is one of those that [`words`] keeps for the same text.
pub(crate) fn asked(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let whole = |run: Range<usize>| match run.len() {
        1 => bare(tokens.folded(run.start)),
        _ => run.map(|at| tokens.folded(at)).collect(),
    };
    runs(&tokens)
        .into_iter()
        .map(whole)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Words and numbers that nothing stands between.
fn runs(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, token) in tokens.list.iter().enumerate() {
        if token.kind == Kind::Mark {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at && !token.spaced => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The name, where the text may be one.
pub(crate) fn name(text: &str) -> Option<Name> {
    let name = Name::parse(text);
    let parts = name.parts();
    let heard = parts.iter().any(|part| !part.key().is_empty());
    // Numbers are no part of a name: two that differ in them would be one.
    let fits = parts.len() <= LONGEST_NAME && heard && !text.chars().any(char::is_numeric);
    fits.then_some(name)
}

/// The keys of a name's parts.
pub(crate) fn keys(name: &Name) -> impl Iterator<Item = String> + '_ {
    let keys = name.parts().iter().map(|part| part.key().to_lowercase());
    keys.filter(|key| !key.is_empty())
        .map(|key| format!("k{}", key.replace(|c: char| !c.is_alphanumeric(), "")))
}

/// The host of a URL, without user, port and brackets: `https://me@evil.example:8443/a` has `evil.example`.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let named = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    if scheme.is_empty() || !scheme.bytes().all(named) {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let place = authority.rsplit('@').next()?;
    let host = match place.strip_prefix('[') {
        Some(v6) => v6.split(']').next()?,
        None => place.split(':').next()?,
    };
    let host = host.trim_end_matches('.');
    (!host.is_empty()).then_some(host)
}

/// A value as one word.
pub(crate) fn value(text: &str) -> Option<String> {
    let folded = fold_str(text.trim());
    let fits = !folded.is_empty() && folded.len() <= LONGEST_VALUE;
    fits.then(|| {
        let digest = digest(&SHA256, folded.as_bytes());
        crate::audit::hex(&digest.as_ref()[..8])
    })
}

/// The columns of the index.
pub(crate) struct Columns {
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) key: String,
    pub(crate) value: String,
}

impl Columns {
    pub(crate) fn of(texts: &Texts) -> Self {
        let (mut names, mut others, mut spoken) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for text in &texts.names {
            words(text, &mut names);
            spoken.extend(name(text).iter().flat_map(keys));
        }
        texts
            .others
            .iter()
            .for_each(|text| words(text, &mut others));
        let whole = texts.values.iter().map(String::as_str);
        let hosts = texts.values.iter().filter_map(|text| host(text));
        let values: BTreeSet<String> = whole.chain(hosts).filter_map(value).collect();
        let join = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(" ");
        Self {
            name: join(names),
            body: join(others),
            key: join(spoken),
            value: join(values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stix::{Limits, json};

    #[test]
    fn every_word_asked_for_is_kept_for_the_same_text() {
        for text in [
            "الأمن الوطني",
            "وللمديرية بالرباط",
            "Évêque d'Alger",
            "APT-29 ٢٠٢٣",
            "في",
        ] {
            let mut kept = BTreeSet::new();
            words(text, &mut kept);
            for word in asked(text) {
                assert!(kept.contains(&word), "{word} of {text}");
            }
        }
    }

    #[test]
    fn spellings_of_a_name_share_their_keys() {
        let of = |text: &str| name(text).iter().flat_map(keys).collect::<Vec<_>>();
        assert_eq!(of("عبد اللطيف حموشي"), of("Abdellatif Hammouchi"));
        assert_ne!(of("الحموشي"), of("بناني"));
    }

    #[test]
    fn the_host_of_a_url_is_what_stands_between_user_and_port() {
        for (url, said) in [
            (
                "https://me:pw@Evil.example:8443/a?b=://c",
                Some("Evil.example"),
            ),
            ("http://[2001:db8::1]:80/", Some("2001:db8::1")),
            ("ftp://evil.example.", Some("evil.example")),
            ("evil.example/a", None),
            ("see ://x", None),
            ("http:///a", None),
        ] {
            assert_eq!(host(url), said, "{url}");
        }
    }

    #[test]
    fn values_are_found_whole_whatever_their_case() {
        let text = r#"{"type":"indicator","pattern":"[domain-name:value = 'Evil.example'] AND [file:hashes.MD5 = 'AA']","hashes":{"MD5":"BB"},"x":{"name":"n"}}"#;
        let parsed = json::parse(text.as_bytes(), &Limits::default()).expect("strict JSON");
        let texts = Texts::of(&parsed);
        assert_eq!(texts.values, ["Evil.example", "AA", "BB", "n"]);
        assert_eq!(value("Evil.example"), value(" evil.EXAMPLE "));
    }
}
