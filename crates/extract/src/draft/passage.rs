//! Evidence: the passages a draft rests on, as spans and quotes of the text as received.

use serde_json::{Value, json};
use text::{CharIndex, Language, Span};

use super::{EVIDENCE_EXTENSION, Origin};
use crate::Extraction;

/// As many passages as an object carries; more say nothing more.
const MOST: usize = 8;

/// A passage of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Id of the report that stands for the document.
    pub document: String,
    /// First Unicode scalar value, in the text as received.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// What stands there.
    pub quote: String,
    /// Of the document.
    pub language: Option<String>,
    /// `communique`, `unnamed` or `media`.
    pub attribution: Option<String>,
    /// `rules`, `lexicon` or `analyst`.
    pub method: String,
}

impl Passage {
    /// As an entry of the extension; `about` is the object it supports, where another one carries it.
    pub fn to_json(&self, about: Option<&str>) -> Value {
        let mut value = json!({
            "document": self.document, "start": self.start, "end": self.end, "quote": self.quote, "method": self.method,
        });
        for (name, text) in [
            ("object_ref", about),
            ("language", self.language.as_deref()),
            ("attribution", self.attribution.as_deref()),
        ] {
            if let Some(text) = text {
                value[name] = json!(text);
            }
        }
        value
    }

    /// Reads what [`Passage::to_json`] wrote.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let number = |name: &str| usize::try_from(value[name].as_u64()?).ok();
        Some(Self {
            document: text("document")?,
            start: number("start")?,
            end: number("end")?,
            quote: text("quote")?,
            language: text("language"),
            attribution: text("attribution"),
            method: text("method")?,
        })
    }
}

/// The `extensions` of an object that rests on these passages.
pub(super) fn extension(mut passages: Vec<Value>) -> Value {
    passages.dedup();
    json!({EVIDENCE_EXTENSION: {"extension_type": "property-extension", "passages": passages}})
}

/// Finds passages of one text.
pub(super) struct Finder<'a> {
    text: &'a str,
    found: &'a Extraction,
    origin: &'a Origin<'a>,
    index: CharIndex<'a>,
    sentences: Vec<Span>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str, found: &'a Extraction, origin: &'a Origin<'a>) -> Self {
        Self {
            text,
            found,
            origin,
            index: CharIndex::new(text),
            sentences: text::sentences(&text::unwrapped(text)),
        }
    }

    /// The passage of these bytes.
    pub(super) fn at(&self, start: usize, end: usize, method: &'static str) -> Passage {
        Passage {
            document: self.origin.document.to_owned(),
            start: self.index.char_of(start),
            end: self.index.char_of(end),
            quote: self.text.get(start..end).unwrap_or_default().to_owned(),
            language: language(self.found.language).map(str::to_owned),
            attribution: None,
            method: method.to_owned(),
        }
    }

    /// The sentence these bytes lie in.
    pub(super) fn sentence(&self, start: usize, end: usize, method: &'static str) -> Passage {
        let after = self.sentences.partition_point(|s| s.start <= start);
        let sentence = after.checked_sub(1).and_then(|n| self.sentences.get(n));
        match sentence.filter(|s| s.end >= end) {
            Some(s) => {
                let trimmed = self.text[s.start..s.end].trim();
                let lead =
                    self.text[s.start..s.end].len() - self.text[s.start..s.end].trim_start().len();
                self.at(s.start + lead, s.start + lead + trimmed.len(), method)
            }
            None => self.at(start, end, method),
        }
    }

    /// The mentions of an entity.
    pub(super) fn mentions(&self, entity: usize) -> Vec<Passage> {
        let of = self
            .found
            .mentions
            .iter()
            .filter(|m| m.entity == Some(entity));
        of.take(MOST)
            .map(|m| self.at(m.start, m.end, "rules"))
            .collect()
    }

    /// The sentences that name an entity.
    pub(super) fn sentences_of(&self, entity: usize, method: &'static str) -> Vec<Passage> {
        let of = self
            .found
            .mentions
            .iter()
            .filter(|m| m.entity == Some(entity));
        let mut list: Vec<Passage> = of
            .take(MOST)
            .map(|m| self.sentence(m.start, m.end, method))
            .collect();
        list.dedup();
        list
    }
}

/// RFC 5646 code, where there is one language.
pub(super) fn language(language: Language) -> Option<&'static str> {
    matches!(
        language,
        Language::Arabic | Language::French | Language::English
    )
    .then(|| language.code())
}
