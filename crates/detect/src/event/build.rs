//! The observation of an event: its objects as STIX values, made only when a pattern needs them.

use std::borrow::Cow;

use stix::Value;
use stix::pattern::Network;

use super::lines::Lines;
use super::mapping::{Content, Kind, Mapping, ObjectSpec};
use super::scan::{Field, Fields, LineFault};
use super::source::Scratch;
use crate::graph::Graph;

/// The values that an event gives to the properties of its mapping, in the order of both.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    values: Vec<Vec<Owned>>,
}

#[derive(Debug)]
enum Owned {
    Text(String),
    Number(String),
    Boolean(bool),
}

/// The objects of one event.
#[derive(Debug, Default)]
pub(crate) struct EventGraph<'g> {
    objects: Vec<(String, Value<'g>)>,
}

impl EventGraph<'_> {
    pub(crate) fn graph(&self) -> Graph<'_> {
        Graph::new(self.objects.iter().map(|(id, value)| (id.as_str(), value)))
    }

    /// As JSON: the `objects` of an observed-data (section 4.14).
    pub(crate) fn json(&self) -> String {
        let members = self.objects.iter();
        let members = members.map(|(id, value)| (id.clone(), to_json(value)));
        serde_json::Value::Object(members.collect()).to_string()
    }
}

/// Takes the values out of the fields.
pub(crate) fn gather(mapping: &Mapping, fields: &Fields<'_>, scratch: &mut Scratch) -> Gathered {
    let mut values = Vec::new();
    for property in mapping.objects.iter().flat_map(|spec| &spec.properties) {
        let mut found = Vec::new();
        for source in property.sources() {
            source.each(fields, scratch, |field| found.push(owned(field)));
        }
        values.push(found);
    }
    Gathered { values }
}

fn owned(field: &Field<'_>) -> Owned {
    match field {
        Field::Text(text) => Owned::Text(text.clone().into_owned()),
        Field::Number(text) => Owned::Number((*text).to_owned()),
        Field::Boolean(value) => Owned::Boolean(*value),
    }
}

/// Makes the objects. One is there if one of its fields is, or an object that it refers to.
pub(crate) fn build<'g>(mapping: &Mapping, gathered: &'g Gathered) -> EventGraph<'g> {
    let mut made: Vec<Vec<usize>> = Vec::new();
    let mut objects: Vec<(String, Value<'g>)> = Vec::new();
    let mut values = gathered.values.iter();
    for spec in &mapping.objects {
        let from = objects.len();
        for members in variants(spec, &mut values, &made) {
            // A NUL: no reference that a pattern could name by accident.
            objects.push((format!("\0{}", objects.len()), Value::Object(members)));
        }
        made.push((from..objects.len()).collect());
    }
    EventGraph { objects }
}

type Members<'g> = Vec<(Cow<'g, str>, Value<'g>)>;

/// The objects of one spec: none, one, or one for each value of a list.
fn variants<'g>(
    spec: &ObjectSpec,
    gathered: &mut impl Iterator<Item = &'g Vec<Owned>>,
    made: &[Vec<usize>],
) -> Vec<Members<'g>> {
    let mut all: Vec<Members<'g>> = Vec::new();
    let mut members: Members<'g> = Vec::new();
    let mut is_there = false;
    for property in &spec.properties {
        let found = gathered.next().map_or(&[][..], Vec::as_slice);
        let mut values: Vec<Value<'g>> = found.iter().map(value).collect();
        let is_many = match &property.content {
            Content::Reference(targets) => {
                let ids = targets.iter().flat_map(|target| &made[*target]);
                values.extend(ids.map(|id| Value::String(Cow::Owned(format!("\0{id}")))));
                property.is_list_of_references()
            }
            Content::One(_) => false,
            Content::List(_) => true,
        };
        is_there |= !values.is_empty() && !property.is_constant();
        if spec.is_list {
            for value in values {
                let mut members = Vec::new();
                put(&mut members, &property.steps, value);
                all.extend(typed(&spec.kind, members));
            }
        } else if is_many && !values.is_empty() {
            put(&mut members, &property.steps, Value::Array(values));
        } else if let Some(value) = values.into_iter().next() {
            put(&mut members, &property.steps, value);
        }
    }
    if !spec.is_list && is_there {
        all.extend(typed(&spec.kind, members));
    }
    all
}

fn value(owned: &Owned) -> Value<'_> {
    match owned {
        Owned::Text(text) => Value::String(Cow::Borrowed(text)),
        Owned::Number(text) => Value::Number(text),
        Owned::Boolean(value) => Value::Bool(*value),
    }
}

/// Puts a value at the end of a way through dictionaries.
fn put<'g>(members: &mut Members<'g>, steps: &[String], value: Value<'g>) {
    let [first, rest @ ..] = steps else { return };
    if rest.is_empty() {
        members.push((Cow::Owned(first.clone()), value));
        return;
    }
    let known = members.iter().position(|(key, _)| key == first);
    let at = known.unwrap_or_else(|| {
        members.push((Cow::Owned(first.clone()), Value::Object(Vec::new())));
        members.len() - 1
    });
    if let Value::Object(inner) = &mut members[at].1 {
        put(inner, rest, value);
    }
}

/// The members with their `type`, if there is one for them.
fn typed<'g>(kind: &Kind, mut members: Members<'g>) -> Option<Members<'g>> {
    let network = || {
        let (_, value) = members.iter().find(|(key, _)| key == "value")?;
        Network::parse(value.as_str()?)
    };
    let name = match kind {
        Kind::Fixed(name) => Cow::Owned(name.clone()),
        Kind::Ip | Kind::Host => match (network(), kind) {
            (Some(Network::V4(..)), _) => Cow::Borrowed("ipv4-addr"),
            (Some(Network::V6(..)), _) => Cow::Borrowed("ipv6-addr"),
            (None, Kind::Host) => Cow::Borrowed("domain-name"),
            (None, _) => return None,
        },
    };
    members.push((Cow::Borrowed("type"), Value::String(name)));
    Some(members)
}

impl Mapping {
    /// The objects that a line makes, as JSON: the `objects` of an observed-data (section 4.14).
    ///
    /// # Errors
    /// When the line is no event of this format. Formats with header lines are not taken.
    pub fn objects_json(&self, line: &str) -> Result<String, LineFault> {
        let mut fields = Fields::default();
        if !Lines::new(self).read(self, line, &mut fields)? {
            return Err(LineFault::Header);
        }
        let gathered = gather(self, &fields, &mut Scratch::default());
        Ok(build(self, &gathered).json())
    }
}

fn to_json(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_default(),
        Value::String(text) => text.as_ref().into(),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone().into_owned(), to_json(value)))
            .collect(),
    }
}
