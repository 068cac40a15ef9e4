//! Events as `engagement` objects: who took part in which office, where, when, about what, and who says so.

use serde_json::{Map, Value, json};

use super::{ENGAGEMENT_EXTENSION, Maker, common, id};
use crate::event::{Event, Participant};
use crate::mention::MentionType;

impl Maker<'_> {
    /// Every event of which at least one participant could be drafted.
    pub(super) fn events(&mut self) {
        let found = self.found;
        let ids: Vec<Option<String>> = (0..found.events.len())
            .map(|n| self.engagement_id(n))
            .collect();
        for (event, new) in found.events.iter().zip(&ids) {
            let Some(new) = new else { continue };
            let mut object = common(self.origin, "engagement", new);
            object.insert("kind".into(), json!(event.kind));
            object.insert("source".into(), json!(self.origin.source));
            object.insert(
                "confidence".into(),
                json!(self.confidence(event.attribution)),
            );
            let name = self.title(event);
            object.insert("name".into(), json!(name));
            let participants: Vec<Value> = event
                .participants
                .iter()
                .filter_map(|p| self.participant(p))
                .collect();
            object.insert("participants".into(), json!(participants));
            self.refs(&mut object, "location_refs", &event.place);
            self.refs(&mut object, "region_refs", &event.regions);
            self.topics(&mut object, event);
            when(&mut object, event);
            self.order(&mut object, event, &ids, new);
            self.attributed(&mut object, event);
            let extension = json!({ENGAGEMENT_EXTENSION: {"extension_type": "new-sdo"}});
            object.insert("extensions".into(), extension);
            let (start, end) = (event.trigger.start, event.trigger.end);
            let mut passage = self.passages.sentence(start, end, "rules");
            passage.attribution = event.attribution.map(str::to_owned);
            let label = format!("{} {name}", event.kind);
            if let Some(draft) = self.draft(object, label, vec![passage]) {
                self.push(draft);
            }
        }
    }

    /// The id an event gets; none where nobody who took part could be drafted.
    fn engagement_id(&self, n: usize) -> Option<String> {
        let event = &self.found.events[n];
        event
            .participants
            .iter()
            .any(|p| self.participant(p).is_some())
            .then(|| {
                let place = event.trigger.start.to_string();
                id("engagement", &[self.origin.document, event.kind, &place])
            })
    }

    fn id_of_entity(&self, entity: Option<usize>) -> Option<&String> {
        self.of.get(entity?)?.as_ref()
    }

    fn participant(&self, p: &Participant) -> Option<Value> {
        let mut value = Map::new();
        for (name, entity) in [("identity_ref", p.entity), ("office_ref", p.office)] {
            if let Some(id) = self
                .id_of_entity(entity)
                .filter(|id| id.starts_with("identity--"))
            {
                value.insert(name.into(), json!(id));
            }
        }
        if value.is_empty() {
            return None;
        }
        let country = |entity: Option<usize>| self.found.entities.get(entity?)?.country.as_ref();
        if let Some(side) = country(p.office).or_else(|| country(p.entity)) {
            value.insert("side".into(), json!(side));
        }
        Some(Value::Object(value))
    }

    /// "visit: A, B, Rabat, 2024-06-13"
    fn title(&self, event: &Event) -> String {
        let name = |entity: usize| self.name_of(&self.found.entities[entity]).map(|n| n.0);
        let who = event
            .participants
            .iter()
            .filter_map(|p| name(p.entity.or(p.office)?));
        let mut parts: Vec<String> = who.collect();
        parts.extend(event.place.iter().filter_map(|&p| name(p)));
        parts.extend(event.start.map(|day| day.to_string()));
        parts.join(", ")
    }

    fn refs(&self, object: &mut Map<String, Value>, name: &str, entities: &[usize]) {
        let ids: Vec<&String> = entities
            .iter()
            .filter_map(|&e| self.id_of_entity(Some(e)))
            .collect();
        let ids: Vec<&&String> = ids
            .iter()
            .filter(|id| id.starts_with("location--"))
            .collect();
        if !ids.is_empty() {
            object.insert(name.into(), json!(ids));
        }
    }

    fn topics(&self, object: &mut Map<String, Value>, event: &Event) {
        let (mut words, mut refs) = (Vec::new(), Vec::new());
        for &entity in &event.topics {
            let topic = &self.found.entities[entity];
            match (topic.kind, self.id_of_entity(Some(entity))) {
                (MentionType::ThreatGroup, Some(id)) => refs.push(id.clone()),
                _ => words.extend(topic.known.clone().or_else(|| Some(self.name_of(topic)?.0))),
            }
        }
        for (name, list) in [("topics", words), ("topic_refs", refs)] {
            if !list.is_empty() {
                object.insert(name.into(), json!(list));
            }
        }
    }

    /// What came before and after, what it is part of, and what came of it.
    fn order(
        &self,
        object: &mut Map<String, Value>,
        event: &Event,
        ids: &[Option<String>],
        own: &str,
    ) {
        let id_at = |n: usize| ids.get(n).cloned().flatten();
        let events = || self.found.events.iter().zip(ids);
        let me = |n: Option<usize>| n.and_then(id_at).as_deref() == Some(own);
        let after = events()
            .filter(|(e, _)| me(e.follows))
            .filter_map(|(_, id)| id.clone());
        let outcomes = events()
            .filter(|(e, _)| me(e.part_of) && matches!(e.kind, "agreement" | "communique"))
            .filter_map(|(_, id)| id.clone());
        for (name, list) in [
            ("precedes_refs", after.collect::<Vec<_>>()),
            ("outcome_refs", outcomes.collect()),
            (
                "follows_refs",
                event.follows.and_then(id_at).into_iter().collect(),
            ),
        ] {
            if !list.is_empty() {
                object.insert(name.into(), json!(list));
            }
        }
        if let Some(whole) = event.part_of.and_then(id_at) {
            object.insert("part_of_ref".into(), json!(whole));
        }
    }

    fn attributed(&self, object: &mut Map<String, Value>, event: &Event) {
        if let Some(attribution) = event.attribution {
            object.insert("attribution".into(), json!(attribution));
        }
        let names = event
            .source
            .iter()
            .filter_map(|&e| Some(self.name_of(&self.found.entities[e])?.0));
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            object.insert("attributed_to".into(), json!(names));
        }
    }
}

/// The interval, how exactly it is known, and what its reading rests on.
fn when(object: &mut Map<String, Value>, event: &Event) {
    for (name, text) in [
        ("start", event.start.map(|day| day.to_string())),
        ("stop", event.stop.map(|day| day.to_string())),
        ("precision", event.precision.map(str::to_owned)),
        ("basis", event.basis.map(str::to_owned)),
    ] {
        if let Some(text) = text {
            object.insert(name.into(), json!(text));
        }
    }
}
