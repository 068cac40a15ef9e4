//! What must be seen before an expression can hold: values, pieces of text, or types of object.
//!
//! `[process:command_line LIKE '%mimikatz%' AND process:pid > 4]` can only hold where some text has
//! `mimi` in it, so only then is it evaluated.

use stix::pattern::{Network, Relation};

use super::grams::Gram;
use crate::index::{Hash, Hasher};
use crate::program::{Condition, Expression, PathStep, Predicate};
use crate::text::{Fold, Key, key};
use crate::value::Operand;

/// One of these must be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trigger {
    /// A value with this hash.
    Value(Hash),
    /// An address in this block.
    Block(Network, Hash),
    /// A text with these letters, in a property of this name.
    Gram(Gram, Box<str>),
    /// An object of this type.
    Type(Box<str>),
}

/// The triggers of an expression: it cannot hold unless one of them is there.
pub(super) fn triggers(expression: &Expression, hasher: &Hasher) -> Vec<Trigger> {
    choose(expression, hasher).1
}

/// The cost of a choice (small is rare), and the choice.
fn choose(expression: &Expression, hasher: &Hasher) -> (u32, Vec<Trigger>) {
    match expression {
        Expression::Test(condition) => of_condition(condition, hasher),
        Expression::And(parts) => parts
            .iter()
            .map(|part| choose(part, hasher))
            .min_by_key(|(cost, triggers)| (*cost, triggers.len()))
            .unwrap_or_default(),
        Expression::Or(parts) => {
            let mut cost = 0;
            let mut all: Vec<Trigger> = Vec::new();
            for part in parts {
                let (more, triggers) = choose(part, hasher);
                cost = cost.max(more);
                for trigger in triggers {
                    if !all.contains(&trigger) {
                        all.push(trigger);
                    }
                }
            }
            (cost, all)
        }
    }
}

fn of_condition(condition: &Condition, hasher: &Hasher) -> (u32, Vec<Trigger>) {
    const TEXT: u32 = 1;
    const NUMBER: u32 = 2;
    const LONG_GRAM: u32 = 2;
    const SHORT_GRAM: u32 = 3;
    const TYPE: u32 = 4;
    if let Some(values) = indexed(condition, hasher) {
        let has_number = match &condition.predicate {
            Predicate::Compare(_, operand) => matches!(operand, Operand::Number(_)),
            Predicate::In(set) => set
                .iter()
                .any(|operand| matches!(operand, Operand::Number(_))),
            _ => false,
        };
        return (if has_number { NUMBER } else { TEXT }, values);
    }
    if let Some(grams) = grams(condition) {
        let is_short = grams.iter().any(|gram| gram.is_short());
        let property: Box<str> = last_key(condition).into();
        let triggers = grams
            .into_iter()
            .map(|gram| Trigger::Gram(gram, property.clone()));
        return (
            if is_short { SHORT_GRAM } else { LONG_GRAM },
            triggers.collect(),
        );
    }
    (TYPE, vec![Trigger::Type(condition.object_type.clone())])
}

fn last_key(condition: &Condition) -> &str {
    let key = condition.steps.iter().rev().find_map(|step| match step {
        PathStep::Key(name) => Some(&**name),
        PathStep::Index(_) | PathStep::Any => None,
    });
    key.unwrap_or_default()
}

/// Whether a property holds octets, which are not compared as the text they are written in.
fn is_octets(property: &str) -> bool {
    property.ends_with("_hex") || property.ends_with("_bin")
}

fn grams(condition: &Condition) -> Option<Vec<Gram>> {
    if condition.negated || is_octets(last_key(condition)) {
        return None;
    }
    match &condition.predicate {
        Predicate::Like(like) => {
            let best = like
                .0
                .literals()
                .filter_map(|text| Gram::of(&text))
                .max_by_key(Gram::rarity);
            Some(vec![best?])
        }
        Predicate::Matches(regular) if !regular.literals().is_empty() => regular
            .literals()
            .iter()
            .map(|text| Gram::of(text))
            .collect(),
        _ => None,
    }
}

/// The values and blocks of which the condition needs one, if that is all it asks.
pub(super) fn indexed(condition: &Condition, hasher: &Hasher) -> Option<Vec<Trigger>> {
    let property = last_key(condition);
    let has_index = condition
        .steps
        .iter()
        .any(|step| matches!(step, PathStep::Index(_)));
    if condition.negated || is_octets(property) || property == "type" || property == "id" {
        return None;
    }
    let folds = folds(condition);
    let mut found = Vec::new();
    match &condition.predicate {
        Predicate::Compare(Relation::Equal, operand) => {
            values(operand, &folds, hasher, &mut found)?;
        }
        Predicate::In(set) if !set.is_empty() => {
            for operand in set {
                values(operand, &folds, hasher, &mut found)?;
            }
        }
        Predicate::IsSubset(network) if folds.contains(&Fold::Address) => {
            found.push(Trigger::Block(
                *network,
                hasher.hash(&Key::Network(*network)),
            ));
        }
        _ => return None,
    }
    (!has_index).then_some(found)
}

/// Adds the hashes that a value equal to the constant can have; `None` if hashes do not tell.
fn values(
    operand: &Operand,
    folds: &[Fold],
    hasher: &Hasher,
    found: &mut Vec<Trigger>,
) -> Option<()> {
    let mut add = |hash| {
        let trigger = Trigger::Value(hash);
        if !found.contains(&trigger) {
            found.push(trigger);
        }
    };
    match operand {
        Operand::Text(text) => folds
            .iter()
            .for_each(|fold| add(hasher.hash(&key(*fold, text)))),
        Operand::Number(number) => add(hasher.hash(&Key::Number(number.canonical()))),
        Operand::Octets(_) | Operand::Boolean(_) | Operand::Instant(_) => return None,
    }
    Some(())
}

/// The house rules that may apply at the end of the path: one, or, behind a reference to an object
/// of unknown type, several.
pub(crate) fn folds(condition: &Condition) -> Vec<Fold> {
    let keys: Vec<&str> = condition
        .steps
        .iter()
        .filter_map(|step| match step {
            PathStep::Key(name) => Some(&**name),
            PathStep::Index(_) | PathStep::Any => None,
        })
        .collect();
    let is_reference = |name: &str| name.ends_with("_ref") || name.ends_with("_refs");
    let [before @ .., last] = keys.as_slice() else {
        return vec![Fold::Exact];
    };
    let parent = before.last().copied().filter(|name| !is_reference(name));
    if !before.iter().any(|name| is_reference(name)) {
        return vec![Fold::of(&condition.object_type, last, parent)];
    }
    let mut folds = Vec::new();
    for object_type in ["ipv4-addr", "domain-name", ""] {
        let fold = Fold::of(object_type, last, parent);
        if !folds.contains(&fold) {
            folds.push(fold);
        }
    }
    folds
}
