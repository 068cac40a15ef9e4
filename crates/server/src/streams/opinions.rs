//! What is said of indicators: whose opinion mutes one.
//!
//! Smallest example: three partners strongly disagree with an indicator; where three are enough it is muted, until the
//! house itself says `neutral` or better. What the house says counts alone, whatever others say.

use handling::{Clearance, Reader};
use std::collections::{BTreeMap, HashMap};
use stix::{Identifier, Limits, Object, Value};
use store::{Position, Result, Store, Told};

/// Who says that an indicator is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dispute {
    /// The house itself: the operator, or the partner through whose eyes is looked.
    House,
    /// So many partners.
    Partners(usize),
}

impl std::fmt::Display for Dispute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::House => f.write_str("the house disagrees with it"),
            Self::Partners(count) => write!(f, "{count} partners strongly disagree with it"),
        }
    }
}

/// One opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Voice {
    lane: Option<i64>,
    /// From 0, strongly disagrees, to 4.
    word: u8,
    version: String,
    about: Vec<[u8; 16]>,
}

/// The opinions that one reader sees, kept up to date.
#[derive(Debug, Default)]
pub struct Opinions {
    position: Option<Position>,
    voices: BTreeMap<String, Voice>,
}

impl Opinions {
    /// Takes in what changed since the last call. Whether anything did.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refresh(&mut self, store: &Store, clearance: &Clearance) -> Result<bool> {
        let mut changes: Vec<(String, Option<Voice>)> = Vec::new();
        let is_known = |id: &str| self.voices.contains_key(id);
        let from = self.position.as_ref();
        let followed = store.follow(clearance, "opinion", from, &is_known, &mut |told| {
            changes.push(match told {
                Told::Gone(id) => (id.to_owned(), None),
                Told::There(row, label) => {
                    let voice = voice(row.bytes, row.version, label.lane());
                    (row.id.to_owned(), voice)
                }
            });
        })?;
        self.position = Some(followed.position);
        if followed.whole {
            let there = changes
                .into_iter()
                .filter_map(|(id, voice)| Some((id, voice?)));
            let voices = there.collect();
            let changed = voices != self.voices;
            self.voices = voices;
            return Ok(changed);
        }
        let changed = !changes.is_empty();
        for (id, voice) in changes {
            match voice {
                Some(voice) => self.voices.insert(id, voice),
                None => self.voices.remove(&id),
            };
        }
        Ok(changed)
    }

    /// The indicators that are wrong, as this reader has it. `enough`: so many partners that strongly disagree mute an
    /// indicator; 0: however many.
    pub fn disputed(&self, clearance: &Clearance, enough: usize) -> HashMap<[u8; 16], Dispute> {
        let own = match &clearance.reader {
            Reader::Partner { key, .. } => Some(*key),
            _ => None,
        };
        // The newest of each lane.
        let mut said: HashMap<([u8; 16], Option<i64>), &Voice> = HashMap::new();
        for voice in self.voices.values() {
            for uuid in &voice.about {
                let newest = said.entry((*uuid, voice.lane)).or_insert(voice);
                if newest.version < voice.version {
                    *newest = voice;
                }
            }
        }
        let mut against: HashMap<[u8; 16], usize> = HashMap::new();
        let mut disputed = HashMap::new();
        for ((uuid, lane), voice) in &said {
            if *lane == own && voice.word < 2 {
                disputed.insert(*uuid, Dispute::House);
            } else if *lane != own && voice.word == 0 {
                *against.entry(*uuid).or_default() += 1;
            }
        }
        for (uuid, count) in against {
            if enough > 0 && count >= enough && !said.contains_key(&(uuid, own)) {
                disputed.insert(uuid, Dispute::Partners(count));
            }
        }
        disputed
    }
}

fn voice(bytes: &[u8], version: &str, lane: Option<i64>) -> Option<Voice> {
    const WORDS: [&str; 5] = [
        "strongly-disagree",
        "disagree",
        "neutral",
        "agree",
        "strongly-agree",
    ];
    let object = Object::parse(bytes, &Limits::default()).ok()?;
    let word = object.value.get("opinion").and_then(Value::as_str)?;
    let word = WORDS.iter().position(|known| *known == word)?;
    if object.header.revoked {
        return None;
    }
    let ids = object
        .header
        .about
        .iter()
        .filter_map(|id| Identifier::parse(id));
    Some(Voice {
        lane,
        word: u8::try_from(word).ok()?,
        version: version.to_owned(),
        about: ids
            .filter(|id| id.type_name() == "indicator")
            .map(|id| id.uuid())
            .collect(),
    })
}
