//! The JSON form scripts rely on. Offsets are Unicode scalar values of the text as received.

use serde_json::{Map, Value, json};
use text::{CharIndex, Date};

use crate::Extraction;
use crate::entity::Entity;

/// `extract(text, published)` in the stable JSON form.
pub fn to_json(text: &str, published: Option<Date>) -> Value {
    let x = crate::extract(text, published);
    x.to_json(text)
}

fn id(n: usize) -> String {
    format!("e{}", n + 1)
}

fn names(e: &Entity) -> Value {
    let mut m = Map::new();
    for (code, name) in ["ar", "fr", "en"].iter().zip(&e.names) {
        m.insert((*code).to_owned(), json!(name));
    }
    Value::Object(m)
}

impl Extraction {
    /// The stable JSON form; `text` is the text it was made from.
    pub fn to_json(&self, text: &str) -> Value {
        let index = CharIndex::new(text);
        let at = |b: usize| index.char_of(b);
        let ids = |list: &[usize]| list.iter().map(|&e| id(e)).collect::<Vec<_>>();
        let furniture: Vec<Value> = self
            .furniture
            .iter()
            .map(|f| json!({"start": at(f.start), "end": at(f.end), "kind": f.kind}))
            .collect();
        let repeats: Vec<Value> = self
            .repeats
            .iter()
            .map(|r| json!({"start": at(r.start), "end": at(r.end), "of_start": at(r.of_start), "of_end": at(r.of_end)}))
            .collect();
        let mentions: Vec<Value> = self
            .mentions
            .iter()
            .map(|m| json!({"start": at(m.start), "end": at(m.end), "text": text.get(m.start..m.end), "type": m.kind.as_str(), "entity": m.entity.map(id)}))
            .collect();
        let entities: Vec<Value> = self
            .entities
            .iter()
            .enumerate()
            .map(|(n, e)| {
                let mut v = json!({"id": id(n), "type": e.kind.as_str(), "names": names(e), "known": e.known});
                if let Some(h) = e.holder {
                    v["holder"] = json!(id(h));
                }
                if let Some(c) = &e.country {
                    v["country"] = json!(c);
                }
                if let Some(t) = e.term {
                    let day = |b: Option<crate::Bound>| b.map(|b| b.day.to_string());
                    v["term"] = json!({"start": day(t.start), "stop": day(t.stop), "former": t.former});
                }
                v
            })
            .collect();
        let events: Vec<Value> = self
            .events
            .iter()
            .map(|e| {
                let participants: Vec<Value> =
                    e.participants.iter().map(|p| json!({"entity": p.entity.map(id), "office": p.office.map(id)})).collect();
                json!({
                    "type": e.kind, "trigger": {"start": at(e.trigger.start), "end": at(e.trigger.end)},
                    "participants": participants, "place": ids(&e.place),
                    "start": e.start.map(|d| d.to_string()), "stop": e.stop.map(|d| d.to_string()),
                    "precision": e.precision, "basis": e.basis,
                    "topics": ids(&e.topics), "regions": ids(&e.regions), "source": ids(&e.source),
                    "attribution": e.attribution, "part_of": e.part_of, "follows": e.follows,
                })
            })
            .collect();
        let observables: Vec<Value> = self
            .observables
            .iter()
            .map(|o| {
                let mut v = json!({"start": at(o.start), "end": at(o.end), "type": o.kind.stix_type(), "value": o.value});
                if let Some(h) = o.kind.hash() {
                    v["hash"] = json!(h);
                }
                v
            })
            .collect();
        json!({
            "language": self.language.code(), "furniture": furniture, "repeats": repeats, "mentions": mentions,
            "entities": entities, "events": events, "observables": observables,
        })
    }
}
