//! One bracketed expression on one observation (section 9.5): does some object satisfy it, and by
//! which value?

use stix::Value;
use stix::pattern::{Network, Relation};

use crate::graph::{Found, Graph};
use crate::program::{Condition, Expression, Predicate};
use crate::text::Fold;
use crate::value::Native;

/// What made an expression true: for a reader to see why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The object path, as the canonical pattern spells it.
    pub path: String,
    /// The value found there.
    pub value: String,
}

/// Whether some object of the observation satisfies the expression, and what shows it.
pub(crate) fn satisfied(expression: &Expression, graph: &Graph<'_>) -> Option<Witness> {
    (0..graph.len()).find_map(|root| on_object(expression, graph, root))
}

/// All comparisons start from this one object.
fn on_object(expression: &Expression, graph: &Graph<'_>, root: usize) -> Option<Witness> {
    match expression {
        Expression::Test(condition) => holds(condition, graph, root),
        Expression::Or(parts) => parts.iter().find_map(|part| on_object(part, graph, root)),
        Expression::And(parts) => {
            let mut first = None;
            for part in parts {
                let witness = on_object(part, graph, root)?;
                first.get_or_insert(witness);
            }
            first
        }
    }
}

fn holds(condition: &Condition, graph: &Graph<'_>, root: usize) -> Option<Witness> {
    if graph.object_type(root) != &*condition.object_type {
        return None;
    }
    let values = graph.resolve(root, &condition.steps);
    if let Predicate::Exists = condition.predicate {
        let found = values.first();
        return (found.is_some() != condition.negated).then(|| Witness {
            path: condition.path.to_string(),
            value: found.map_or_else(String::new, |found| shown(found.value)),
        });
    }
    values
        .iter()
        .find(|found| accepts(&condition.predicate, found) != condition.negated)
        .map(|found| Witness {
            path: condition.path.to_string(),
            value: shown(found.value),
        })
}

/// The predicate without its NOT, on a value that is there.
fn accepts(predicate: &Predicate, found: &Found<'_>) -> bool {
    let native = Native::of(found.value, found.property);
    accepts_value(predicate, &native, found.fold())
}

/// The same, on a value that was taken out of its object, and the house rule it is under.
pub(crate) fn accepts_value(predicate: &Predicate, native: &Native<'_>, fold: Fold) -> bool {
    match predicate {
        Predicate::Compare(relation, operand) => operand.holds(*relation, native, fold),
        Predicate::In(set) => set
            .iter()
            .any(|operand| operand.holds(Relation::Equal, native, fold)),
        Predicate::Like(like) => {
            let like = if matches!(fold, Fold::Domain | Fold::Hash) {
                &like.1
            } else {
                &like.0
            };
            match native {
                Native::Text(text) => like.matches(text),
                Native::Octets(octets) => like.matches_octets(octets),
                _ => false,
            }
        }
        Predicate::Matches(regular) => match native {
            Native::Text(text) => regular.matches(text),
            Native::Octets(octets) => regular.matches_octets(octets),
            _ => false,
        },
        Predicate::IsSubset(outer) => network(native).is_some_and(|inner| outer.contains(&inner)),
        Predicate::IsSuperset(inner) => network(native).is_some_and(|outer| outer.contains(inner)),
        Predicate::Exists => true,
    }
}

/// An address or block; false, never an error, for a value that is none.
fn network(native: &Native<'_>) -> Option<Network> {
    match native {
        Native::Text(text) => Network::parse(text),
        _ => None,
    }
}

/// A value as a person reads it: strings as they are, short.
pub(crate) fn shown(value: &Value<'_>) -> String {
    const LONGEST: usize = 256;
    match value {
        Value::String(text) => text.chars().take(LONGEST).collect(),
        Value::Number(text) => (*text).to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}
