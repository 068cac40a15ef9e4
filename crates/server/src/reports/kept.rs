//! A draft with what was asked about it, as it is kept between the commands.

use extract::draft::{Draft, Named, told};
use handling::Clearance;
use serde_json::{Value, json};
use store::{DraftState, Store, StoredDraft};

/// A draft of a document.
#[derive(Debug, Clone)]
pub struct Item {
    /// Number, from 1.
    pub number: i64,
    /// What was decided.
    pub state: DraftState,
    /// The draft.
    pub draft: Draft,
    /// What it is called, to ask again whether it is known.
    pub asked: Option<Asked>,
    /// Known objects that may be it; the analyst says which.
    pub similar: Vec<String>,
}

/// What is asked of the store about something named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// STIX type
    pub object_type: String,
    /// `person`, `organization`, …; empty for a value
    pub kind: String,
    /// its names or its value
    pub names: Vec<String>,
    /// ISO 3166
    pub country: Option<String>,
    /// the id it would get
    pub id: String,
}

impl Asked {
    /// Owns what is asked.
    pub fn of(named: &Named<'_>) -> Self {
        Self {
            object_type: named.object_type.to_owned(),
            kind: named
                .kind
                .map_or("", extract::MentionType::as_str)
                .to_owned(),
            names: named.names.iter().map(|name| (*name).to_owned()).collect(),
            country: named.country.map(str::to_owned),
            id: named.id.to_owned(),
        }
    }
}

impl Item {
    /// To keep it.
    pub fn content(&self) -> String {
        let mut value = self.draft.to_json();
        value["similar"] = json!(self.similar);
        if let Some(asked) = &self.asked {
            value["asked"] = json!({
                "type": asked.object_type, "kind": asked.kind, "names": asked.names, "country": asked.country, "id": asked.id,
            });
        }
        value.to_string()
    }

    /// Reads a draft that was kept.
    pub fn read(stored: &StoredDraft) -> Option<Self> {
        let value: Value = serde_json::from_str(&stored.content).ok()?;
        let texts = |value: &Value| -> Vec<String> {
            let list = value.as_array().into_iter().flatten();
            list.filter_map(|v| v.as_str().map(str::to_owned)).collect()
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let asked = &value["asked"];
        Some(Self {
            number: stored.item,
            state: stored.state,
            draft: Draft::from_json(&value)?,
            asked: asked.is_object().then(|| Asked {
                object_type: text(&asked["type"]).unwrap_or_default(),
                kind: text(&asked["kind"]).unwrap_or_default(),
                names: texts(&asked["names"]),
                country: text(&asked["country"]),
                id: text(&asked["id"]).unwrap_or_default(),
            }),
            similar: texts(&value["similar"]),
        })
    }

    /// For the store.
    pub fn stored(&self) -> StoredDraft {
        StoredDraft {
            item: self.number,
            id: self.draft.id.clone(),
            state: self.state,
            content: self.content(),
            tells: self
                .draft
                .objects
                .first()
                .map(told)
                .unwrap_or_default()
                .iter()
                .map(|text| super::same::hash(&[text.as_str()]))
                .collect(),
        }
    }

    /// Puts another id in place of one, wherever it stands.
    pub fn rename(&mut self, from: &str, to: &str) {
        let content = self
            .content()
            .replace(&json!(from).to_string(), &json!(to).to_string());
        let mut stored = self.stored();
        stored.content = content;
        if let Some(renamed) = Self::read(&stored) {
            *self = renamed;
        }
    }
}

/// The drafts of a document.
pub fn items(store: &Store, clearance: &Clearance, document: i64) -> store::Result<Vec<Item>> {
    let drafts = store.drafts(clearance, document)?;
    Ok(drafts.iter().filter_map(Item::read).collect())
}
