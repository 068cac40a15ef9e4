//! Which values of STIX content are kept in digests: those that a path leads to, from any object of an observation, over
//! references too.

use crate::digest::{Kept, keeps};
use crate::observed::Observation;
use crate::session::keep::Gather;
use crate::text::{Fold, key};
use std::collections::HashMap;
use stix::Value;
use stix::pattern::{ObjectPath, Step};

/// References that a path follows one after the other.
const MOST_REFERENCES: usize = 4;
/// Values looked at in one observation, each as often as paths lead to it.
const MOST_STEPS: usize = 100_000;
/// Different paths; values at others are not kept.
const MOST_PATHS: usize = 4_096;

/// Gathers the values of one source of STIX content.
#[derive(Debug, Default)]
pub(in crate::session) struct Keeper {
    /// The number of each path that is kept; none for others.
    numbers: HashMap<String, Option<u32>>,
    paths: Vec<Box<str>>,
    gather: Gather,
}

impl Keeper {
    /// Takes the values of one observation.
    pub(super) fn observation(&mut self, observation: &Observation<'_>, arrival: Option<i64>) {
        self.gather.begin();
        for root in 0..observation.graph.len() {
            let mut walk = Walk {
                keeper: self,
                observation,
                root: observation.graph.object_type(root),
                steps: Vec::new(),
                through: vec![root],
                left: MOST_STEPS / observation.graph.len(),
            };
            walk.object(root);
        }
        let at = observation.seen.interval.map(|(first, _)| first);
        let paths = &self.paths;
        self.gather.end(at, arrival, |number, kind, all| {
            all.push((paths[number as usize].clone(), kind));
        });
    }

    /// The number of a path whose values are kept.
    fn number(&mut self, path: String) -> Option<u32> {
        if let Some(known) = self.numbers.get(&path) {
            return *known;
        }
        if self.numbers.len() >= MOST_PATHS {
            return None;
        }
        let number = u32::try_from(self.paths.len())
            .ok()
            .filter(|_| keeps(&path));
        if number.is_some() {
            self.paths.push(path.as_str().into());
        }
        self.numbers.insert(path, number);
        number
    }

    /// The values since the last call.
    pub(in crate::session) fn kept(&mut self) -> Kept {
        self.gather.kept()
    }
}

/// The values that paths from one object lead to.
struct Walk<'w, 'v> {
    keeper: &'w mut Keeper,
    observation: &'w Observation<'v>,
    root: &'v str,
    steps: Vec<Step<'v>>,
    /// The objects on the way.
    through: Vec<usize>,
    left: usize,
}

impl<'v> Walk<'_, 'v> {
    fn object(&mut self, node: usize) {
        let graph = &self.observation.graph;
        let (value, object_type) = (graph.value(node), graph.object_type(node));
        for (name, value) in value.as_object().unwrap_or_default() {
            self.steps.push(Step::Key(name.as_ref().into()));
            self.value(value, (object_type, name, None));
            self.steps.pop();
        }
    }

    /// A value of a property of an object of this type, and the property before it.
    fn value(&mut self, value: &'v Value<'v>, at: (&'v str, &'v str, Option<&'v str>)) {
        let Some(left) = self.left.checked_sub(1) else {
            return;
        };
        self.left = left;
        let (object_type, property, parent) = at;
        match value {
            Value::String(text) => {
                if property.ends_with("_ref") || property.ends_with("_refs") {
                    self.reference(text);
                } else {
                    self.text(text, Fold::of(object_type, property, parent));
                }
            }
            Value::Array(items) => {
                self.steps.push(Step::Any);
                items.iter().for_each(|item| self.value(item, at));
                self.steps.pop();
            }
            Value::Object(members) => {
                for (name, value) in members {
                    self.steps.push(Step::Key(name.as_ref().into()));
                    self.value(value, (object_type, name, Some(property)));
                    self.steps.pop();
                }
            }
            Value::Number(_) | Value::Null | Value::Bool(_) => {}
        }
    }

    fn reference(&mut self, id: &str) {
        let Some(node) = self.observation.graph.find(id) else {
            return;
        };
        if self.through.len() <= MOST_REFERENCES && !self.through.contains(&node) {
            self.through.push(node);
            self.object(node);
            self.through.pop();
        }
    }

    fn text(&mut self, text: &str, fold: Fold) {
        let path = ObjectPath {
            object_type: self.root,
            steps: self.steps.clone(),
        };
        if let Some(number) = self.keeper.number(path.to_string()) {
            self.keeper.gather.take(text, number, &key(fold, text));
        }
    }
}
