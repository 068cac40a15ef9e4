//! What mentions name: people, bodies, offices, places, regions and threat groups; and the ties between them.

use serde_json::{Map, Value, json};
use text::fold_str;

use super::{Draft, Maker, Named, common, id, passage};
use crate::entity::Entity;
use crate::lexicon::LEXICON;
use crate::mention::MentionType;
use crate::term::Term;

/// The languages of an entity's names, in their order.
const LANGUAGES: [&str; 3] = ["ar", "fr", "en"];

impl Maker<'_> {
    /// Everything that can be named.
    pub(super) fn things(&mut self) {
        let found = self.found;
        for (n, entity) in found.entities.iter().enumerate() {
            let passages = self.passages.mentions(n);
            if passages.is_empty() {
                continue;
            }
            let Some(object_type) = object_type(entity.kind) else {
                continue;
            };
            let Some(draft) = self.named(entity, object_type, passages) else {
                continue;
            };
            if entity.kind == MentionType::Location
                && entity.known.is_some()
                && entity.known == entity.country
            {
                let code = entity.country.clone().unwrap_or_default();
                self.countries.insert(code, draft.id.clone());
            }
            self.of[n] = Some(draft.id.clone());
            self.push(draft);
        }
    }

    /// The name in the text's own language, else any.
    pub(super) fn name_of(&self, entity: &Entity) -> Option<(String, Option<&'static str>)> {
        let own = passage::language(self.found.language);
        let at = LANGUAGES.iter().position(|l| Some(*l) == own);
        let order = at.into_iter().chain(0..3);
        let mut names = order.filter_map(|n| Some((entity.names[n].clone()?, Some(LANGUAGES[n]))));
        names.next()
    }

    fn named(
        &mut self,
        entity: &Entity,
        object_type: &'static str,
        passages: Vec<passage::Passage>,
    ) -> Option<Draft> {
        let (name, lang) = self.name_of(entity)?;
        let new = self.id_of(entity, object_type, &name);
        let names: Vec<&str> = entity.names.iter().flatten().map(String::as_str).collect();
        let asked = Named {
            object_type,
            kind: Some(entity.kind),
            names: &names,
            country: entity.country.as_deref(),
            id: &new,
        };
        let country = entity
            .country
            .as_ref()
            .filter(|_| entity.kind != MentionType::Location);
        let country = country.map(|code| format!(" ({code})")).unwrap_or_default();
        let label = format!("{} {name}{country}", entity.kind.as_str());
        if let Some(known) = (self.known)(&asked) {
            return Some(Draft {
                id: known,
                label,
                objects: Vec::new(),
                passages,
                known: true,
            });
        }
        let mut object = common(self.origin, object_type, &new);
        object.insert("name".into(), json!(name));
        if let Some(lang) = lang {
            object.insert("lang".into(), json!(lang));
        }
        object.insert("confidence".into(), json!(self.confidence(None)));
        describe(&mut object, entity, &name);
        let content = self.other_languages(entity, &new, lang, &passages);
        let mut draft = self.draft(object, label, passages)?;
        draft.objects.extend(content);
        Some(draft)
    }

    /// What the lexicon knows, or what has a country beside a full name, is the same in every document. A family name or
    /// "the ministry" is only what this document means by it.
    fn id_of(&self, entity: &Entity, object_type: &str, name: &str) -> String {
        let kind = entity.kind.as_str();
        if let Some(known) = &entity.known {
            return id(object_type, &[kind, "known", known]);
        }
        let folded = fold_str(name);
        let full = match entity.kind {
            MentionType::Person => text::Name::parse(name).parts().len() > 1,
            MentionType::Organization | MentionType::Office => entity.country.is_some(),
            _ => true,
        };
        let country = entity.country.as_deref().unwrap_or_default();
        if full {
            id(object_type, &[kind, &folded, country])
        } else {
            id(object_type, &[kind, &folded, country, self.origin.document])
        }
    }

    /// A language-content with the names in the other languages.
    fn other_languages(
        &self,
        entity: &Entity,
        of: &str,
        own: Option<&str>,
        passages: &[passage::Passage],
    ) -> Option<Value> {
        let mut contents = Map::new();
        for (language, name) in LANGUAGES.iter().zip(&entity.names) {
            if let Some(name) = name.as_ref().filter(|_| Some(*language) != own) {
                contents.insert((*language).to_owned(), json!({"name": name}));
            }
        }
        if contents.is_empty() {
            return None;
        }
        let mut object = common(
            self.origin,
            "language-content",
            &id("language-content", &[of]),
        );
        object.insert("object_ref".into(), json!(of));
        object.insert("object_modified".into(), json!(self.origin.now));
        object.insert("contents".into(), Value::Object(contents));
        let method = if entity.known.is_some() {
            "lexicon"
        } else {
            "rules"
        };
        let entries = passages.iter().map(|p| {
            passage::Passage {
                method: method.to_owned(),
                ..p.clone()
            }
            .to_json(None)
        });
        object.insert("extensions".into(), passage::extension(entries.collect()));
        Some(Value::Object(object))
    }

    /// Who holds which office, which body an office belongs to, which country a body belongs to.
    pub(super) fn ties(&mut self) {
        let found = self.found;
        for (n, entity) in found.entities.iter().enumerate() {
            let Some(from) = self.of[n].clone() else {
                continue;
            };
            if let Some(holder) = entity.holder.and_then(|h| self.of[h].clone()) {
                let sentences = self.passages.sentences_of(n, "rules");
                self.hold(&holder, &from, entity.term, sentences);
            }
            if entity.kind == MentionType::Office
                && let Some((body, passage)) = self.body_inside(n)
            {
                self.tie(&from, "part-of", &body, vec![passage]);
            }
            if matches!(entity.kind, MentionType::Organization | MentionType::Office)
                && let Some(country) = entity.country.as_deref()
                && let Some(place) = self.country(country)
            {
                let method = if entity.known.is_some() {
                    "lexicon"
                } else {
                    "rules"
                };
                let sentences = self.passages.sentences_of(n, method);
                self.tie(&from, "located-at", &place, sentences);
            }
        }
    }

    /// The body named inside a mention of an office: "المدير العام ل[لأمن الوطني]".
    fn body_inside(&self, office: usize) -> Option<(String, passage::Passage)> {
        let mentions = &self.found.mentions;
        mentions
            .iter()
            .filter(|m| m.entity == Some(office))
            .find_map(|outer| {
                let inner = mentions.iter().find(|m| {
                    m.kind == MentionType::Organization
                        && m.start >= outer.start
                        && m.end <= outer.end
                })?;
                let body = self.of[inner.entity?].clone()?;
                Some((body, self.passages.at(outer.start, outer.end, "rules")))
            })
    }

    /// The location of a country, proposed where the text itself does not name it as a place.
    fn country(&mut self, code: &str) -> Option<String> {
        if let Some(id) = self.countries.get(code) {
            return Some(id.clone());
        }
        let place = LEXICON.places.iter().find(|p| p.country && p.iso == code)?;
        let entity = Entity {
            kind: MentionType::Location,
            names: place.named(),
            known: Some(place.id.clone()),
            holder: None,
            country: Some(code.to_owned()),
            term: None,
        };
        let of = self
            .found
            .entities
            .iter()
            .position(|e| e.country.as_deref() == Some(code))?;
        let passages = self.passages.sentences_of(of, "lexicon");
        let draft = self.named(&entity, "location", passages)?;
        let id = draft.id.clone();
        self.countries.insert(code.to_owned(), id.clone());
        self.push(draft);
        Some(id)
    }

    /// `holds-office` with the term the text says; an office that is over, nobody says when, was held: `held-office`.
    fn hold(
        &mut self,
        holder: &str,
        office: &str,
        term: Option<Term>,
        passages: Vec<passage::Passage>,
    ) {
        let mut term = term.unwrap_or_default();
        if let (Some(a), Some(z)) = (term.start, term.stop)
            && a.day > z.day
        {
            // The text contradicts itself: only that it is over is kept.
            (term.start, term.stop) = (None, None);
        }
        let kind = if term.former && term.stop.is_none() {
            "held-office"
        } else {
            "holds-office"
        };
        let mut more = Map::new();
        let mut inexact = Vec::new();
        for (property, bound) in [("start_time", term.start), ("stop_time", term.stop)] {
            let Some(bound) = bound else { continue };
            let time = if property == "start_time" {
                "00:00:00Z"
            } else {
                "23:59:59Z"
            };
            more.insert(property.into(), json!(format!("{}T{time}", bound.day)));
            if bound.precision != text::Precision::Day {
                inexact.push(format!(
                    "{property} is stated to the {}",
                    bound.precision.as_str()
                ));
            }
        }
        if !inexact.is_empty() {
            more.insert("description".into(), json!(inexact.join("; ")));
        }
        self.tie_with(holder, kind, office, passages, more);
    }

    fn tie(&mut self, from: &str, kind: &str, to: &str, passages: Vec<passage::Passage>) {
        self.tie_with(from, kind, to, passages, Map::new());
    }

    fn tie_with(
        &mut self,
        from: &str,
        kind: &str,
        to: &str,
        passages: Vec<passage::Passage>,
        more: Map<String, Value>,
    ) {
        let new = id("relationship", &[from, kind, to, self.origin.document]);
        let mut object = common(self.origin, "relationship", &new);
        object.insert("relationship_type".into(), json!(kind));
        object.insert("source_ref".into(), json!(from));
        object.insert("target_ref".into(), json!(to));
        object.extend(more);
        object.insert("confidence".into(), json!(self.confidence(None)));
        let label = |id: &str| {
            let at = self.by_id.get(id);
            at.map_or_else(|| id.to_owned(), |&at| self.list[at].label.clone())
        };
        let label = format!("{} {kind} {}", label(from), label(to));
        if let Some(draft) = self.draft(object, label, passages) {
            self.push(draft);
        }
    }
}

fn object_type(kind: MentionType) -> Option<&'static str> {
    match kind {
        MentionType::Person | MentionType::Organization | MentionType::Office => Some("identity"),
        MentionType::Location | MentionType::Region => Some("location"),
        MentionType::ThreatGroup => Some("threat-actor"),
        // Topics are words of an engagement; dates, sources and documents are said where they count.
        MentionType::Topic | MentionType::Date | MentionType::Source | MentionType::Document => {
            None
        }
    }
}

/// What the type demands beside a name.
fn describe(object: &mut Map<String, Value>, entity: &Entity, name: &str) {
    match entity.kind {
        MentionType::Person => {
            object.insert("identity_class".into(), json!("individual"));
        }
        MentionType::Organization => {
            object.insert("identity_class".into(), json!("organization"));
        }
        MentionType::Office => {
            object.insert("identity_class".into(), json!("class"));
            object.insert("roles".into(), json!(["office"]));
        }
        MentionType::Location => {
            if let Some(country) = &entity.country {
                object.insert("country".into(), json!(country));
            }
            if entity.known != entity.country {
                let town = |id: &String| id.starts_with("geonames:");
                let kind = match entity.known.as_ref().is_none_or(town) {
                    true => "city",
                    false => "administrative_area",
                };
                object.insert(kind.into(), json!(name));
            }
        }
        MentionType::Region => {
            let region = entity.known.clone().or_else(|| entity.names[2].clone());
            let region = region.unwrap_or_else(|| name.to_owned());
            object.insert("region".into(), json!(fold_str(&region).replace(' ', "-")));
        }
        _ => {}
    }
}
