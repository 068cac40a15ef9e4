//! A question to the index, and why something answers it.

use super::terms::{self, Texts};
use std::collections::BTreeSet;
use text::{Name, Relation, fold_str};

/// Letters of a snippet on each side of what was found.
const AROUND: usize = 40;

/// Words of a question that count.
const MOST_WORDS: usize = 64;

/// Why an object is an answer, the strongest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One of its values is just this
    Value,
    /// It is called so, in some script
    Name,
    /// The host of one of its URLs is just this
    Host,
    /// Words of its name
    PartOfName,
    /// Words of its texts
    Words,
}

impl Reason {
    const ALL: [Self; 5] = [
        Self::Value,
        Self::Name,
        Self::Host,
        Self::PartOfName,
        Self::Words,
    ];

    /// Reads [`Reason::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }

    /// `same value`, `same name`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Value => "same value",
            Self::Name => "same name",
            Self::Host => "host of a URL",
            Self::PartOfName => "part of the name",
            Self::Words => "words of the text",
        }
    }
}

/// A question, read.
pub(crate) struct Ask {
    whole: String,
    words: Vec<String>,
    name: Option<Name>,
}

impl Ask {
    /// `None` where there is nothing to look for.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let ask = Self {
            whole: fold_str(text.trim()),
            words: terms::asked(text).into_iter().take(MOST_WORDS).collect(),
            name: terms::name(text),
        };
        (!ask.whole.is_empty()).then_some(ask)
    }

    /// What the index is asked for objects with this value or name.
    pub(crate) fn strong(&self) -> Option<String> {
        let parts = [
            all("value", &mut terms::value(&self.whole).into_iter()),
            all("name", &mut self.words.iter().cloned()),
            self.name
                .as_ref()
                .and_then(|name| all("key", &mut terms::keys(name))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" OR "))
    }

    /// What the index is asked for texts with these words.
    pub(crate) fn rest(&self) -> Option<String> {
        all("name body", &mut self.words.iter().cloned())
    }

    /// Why these texts answer, and the passage that shows it.
    pub(crate) fn judge(&self, texts: &Texts) -> Option<(Reason, String)> {
        if let Some(value) = texts
            .values
            .iter()
            .find(|value| fold_str(value.trim()) == self.whole)
        {
            let called = texts.names.contains(value);
            return Some((
                if called { Reason::Name } else { Reason::Value },
                value.clone(),
            ));
        }
        let relation = |text: &String| {
            let name = terms::name(text)?;
            Some(self.name.as_ref()?.relation(&name))
        };
        if let Some(name) = texts
            .names
            .iter()
            .find(|n| relation(n) == Some(Relation::Same))
        {
            return Some((Reason::Name, name.clone()));
        }
        let host = |value: &&String| terms::host(value).is_some_and(|h| fold_str(h) == self.whole);
        if let Some(url) = texts.values.iter().find(host) {
            return Some((Reason::Host, url.clone()));
        }
        if let Some(name) = texts
            .names
            .iter()
            .find(|n| self.all_in(n) || relation(n) == Some(Relation::Short))
        {
            return Some((Reason::PartOfName, name.clone()));
        }
        let mut kept = BTreeSet::new();
        texts
            .names
            .iter()
            .chain(&texts.others)
            .for_each(|text| terms::words(text, &mut kept));
        let found = !self.words.is_empty() && self.words.iter().all(|word| kept.contains(word));
        found.then(|| (Reason::Words, self.snippet(texts)))
    }

    fn all_in(&self, text: &str) -> bool {
        let mut kept = BTreeSet::new();
        terms::words(text, &mut kept);
        !self.words.is_empty() && self.words.iter().all(|word| kept.contains(word))
    }

    /// The text that holds most of the words, around the first of them.
    fn snippet(&self, texts: &Texts) -> String {
        let score = |text: &&String| {
            let mut kept = BTreeSet::new();
            terms::words(text, &mut kept);
            self.words
                .iter()
                .filter(|word| kept.contains(*word))
                .count()
        };
        let best = texts
            .others
            .iter()
            .chain(&texts.names)
            .rev()
            .max_by_key(score);
        best.map_or_else(String::new, |text| around(text, &self.words))
    }
}

/// That all these words are in the columns.
fn all(columns: &str, words: &mut dyn Iterator<Item = String>) -> Option<String> {
    let words: Vec<_> = words.map(|word| format!("\"{word}\"")).collect();
    (!words.is_empty()).then(|| format!("({{{columns}}} : ({}))", words.join(" AND ")))
}

/// The text near the first of these words.
fn around(text: &str, words: &[String]) -> String {
    let tokens = text::tokenize(text);
    let at = (0..tokens.len()).find(|&at| {
        let mut kept = BTreeSet::new();
        terms::words(tokens.text(at), &mut kept);
        words.iter().any(|word| kept.contains(word))
    });
    let at = at.map_or(0, |at| tokens.list[at].start as usize);
    let before = text[..at].char_indices().rev().take(AROUND).last();
    let start = before.map_or(at, |(n, _)| n);
    let end = text[at..]
        .char_indices()
        .nth(2 * AROUND)
        .map_or(text.len(), |(n, _)| at + n);
    let mark = |cut: bool| if cut { "…" } else { "" };
    let words: Vec<_> = text[start..end].split_whitespace().collect();
    format!(
        "{}{}{}",
        mark(start > 0),
        words.join(" "),
        mark(end < text.len())
    )
}
