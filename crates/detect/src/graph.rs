//! The objects of one observation, and where a path leads among them (section 9.7).

use std::collections::HashMap;

use stix::Value;

use crate::program::PathStep;
use crate::text::Fold;

/// Beyond this many objects, references are followed through a map.
const SCAN_LIMIT: usize = 16;

/// The cyber-observable objects of one observation.
#[derive(Debug, Default)]
pub struct Graph<'v> {
    nodes: Vec<Node<'v>>,
    by_id: HashMap<&'v str, usize>,
}

#[derive(Debug)]
struct Node<'v> {
    id: &'v str,
    object_type: &'v str,
    value: &'v Value<'v>,
}

/// A value at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'v> {
    pub(crate) value: &'v Value<'v>,
    /// The type of the object that holds it.
    pub(crate) object_type: &'v str,
    /// The last property on the way; an element of a list has the list's.
    pub(crate) property: &'v str,
    /// The property before that.
    parent: Option<&'v str>,
}

impl Found<'_> {
    /// The house rule that texts at this place compare under.
    pub(crate) fn fold(&self) -> Fold {
        Fold::of(self.object_type, self.property, self.parent)
    }
}

impl<'v> Graph<'v> {
    /// A graph of these objects; `id` is what references name them by. Values that are no objects
    /// or have no `type` are left out.
    pub fn new(objects: impl IntoIterator<Item = (&'v str, &'v Value<'v>)>) -> Self {
        let mut graph = Self::default();
        for (id, value) in objects {
            if let Some(object_type) = value.get("type").and_then(Value::as_str) {
                graph.nodes.push(Node {
                    id,
                    object_type,
                    value,
                });
            }
        }
        if graph.nodes.len() > SCAN_LIMIT {
            let ids = graph.nodes.iter().enumerate();
            graph.by_id = ids.map(|(index, node)| (node.id, index)).collect();
        }
        graph
    }

    /// How many objects there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub(crate) fn object_type(&self, node: usize) -> &'v str {
        self.nodes[node].object_type
    }

    pub(crate) fn value(&self, node: usize) -> &'v Value<'v> {
        self.nodes[node].value
    }

    /// The object that a reference names.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        if self.nodes.len() > SCAN_LIMIT {
            return self.by_id.get(id).copied();
        }
        self.nodes.iter().position(|node| node.id == id)
    }

    /// The values that a path reaches from an object. A reference met twice at one step is followed
    /// once, so the work is bounded by steps times the size of the graph.
    pub(crate) fn resolve(&self, root: usize, steps: &[PathStep]) -> Vec<Found<'v>> {
        let node = &self.nodes[root];
        let mut here = vec![Found {
            value: node.value,
            object_type: node.object_type,
            property: "",
            parent: None,
        }];
        for step in steps {
            let mut next = Vec::with_capacity(here.len());
            let mut followed: Vec<bool> = Vec::new();
            for at in here {
                match step {
                    PathStep::Key(name) => {
                        next.extend(self.enter(at, name, &mut followed));
                    }
                    PathStep::Index(index) => {
                        let item = usize::try_from(*index)
                            .ok()
                            .and_then(|index| at.value.as_array()?.get(index));
                        next.extend(item.map(|value| Found { value, ..at }));
                    }
                    PathStep::Any => {
                        let items = at.value.as_array().unwrap_or_default();
                        next.extend(items.iter().map(|value| Found { value, ..at }));
                    }
                }
            }
            here = next;
            if here.is_empty() {
                break;
            }
        }
        here
    }

    /// Takes one key: of a dictionary, or of the object that a reference names.
    fn enter(&self, at: Found<'v>, name: &str, followed: &mut Vec<bool>) -> Option<Found<'v>> {
        let is_reference = at.property.ends_with("_ref") || at.property.ends_with("_refs");
        let (holder, object_type, parent) = match at.value {
            Value::Object(_) if at.property.is_empty() => (at.value, at.object_type, None),
            Value::Object(_) => (at.value, at.object_type, Some(at.property)),
            Value::String(id) if is_reference => {
                let target = self.find(id)?;
                followed.resize(self.nodes.len(), false);
                if std::mem::replace(&mut followed[target], true) {
                    return None;
                }
                let node = &self.nodes[target];
                (node.value, node.object_type, None)
            }
            _ => return None,
        };
        let members = holder.as_object()?;
        let (property, value) = members.iter().find(|(key, _)| key == name)?;
        Some(Found {
            value,
            object_type,
            property,
            parent,
        })
    }
}
