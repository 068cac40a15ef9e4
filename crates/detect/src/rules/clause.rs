//! From a pattern to alternatives that rules can say: each a few facts about one object that hold together.
//!
//! ```text
//! [file:name = 'a.exe' AND (file:hashes.MD5 = '…1' OR file:hashes.MD5 = '…2')]
//!   ──► name a.exe, MD5 …1   |   name a.exe, MD5 …2
//! ```

use super::Reason;
use super::atom::Atom;
use super::fact::{Fact, Piece, pieces};
use stix::pattern::{self, Comparison, Network, Observation, Qualifier};

/// More alternatives than this are no rule any more.
const MOST: usize = 10_000;

/// Facts that hold together: one alternative of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// In order, without repetition; never empty.
    pub atoms: Vec<Atom>,
    /// The alternative as a pattern.
    pub text: String,
    /// The type of object it is about.
    pub object_type: String,
}

impl Clause {
    /// Whether it is about one of these types; none asks for nothing.
    pub(crate) fn is_about(&self, types: &[String]) -> bool {
        types.is_empty() || types.contains(&self.object_type)
    }

    /// Says that a form has no way to say these facts together.
    pub(crate) fn unsaid(&self, form: &str, has: &str) -> Reason {
        match self.atoms.as_slice() {
            [_] => format!("{form} has no rule for this: it has {has}"),
            _ => format!("{form} has no rule that asks for these together: it has {has}"),
        }
    }
}

/// A part of a pattern that no form can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// It, as a pattern; none when it is the whole.
    pub part: Option<String>,
    /// Why.
    pub reason: Reason,
    types: Vec<String>,
}

impl Unfit {
    /// Whether it tests one of these types; none asks for nothing.
    pub(crate) fn is_about(&self, types: &[String]) -> bool {
        types.is_empty() || self.types.is_empty() || self.types.iter().any(|t| types.contains(t))
    }
}

/// The alternatives of a pattern, in the order written. What cannot be one is told in its place.
pub fn clauses(text: &str) -> Vec<Result<Clause, Unfit>> {
    let whole = |reason: Reason| Unfit {
        part: None,
        reason,
        types: Vec::new(),
    };
    let pattern = match pattern::parse(text) {
        Ok(pattern) => pattern,
        Err(fault) => return vec![Err(whole(format!("its pattern is wrong: {fault}")))],
    };
    let mut found = Vec::new();
    observation(&pattern.root, &mut found);
    if found.len() > MOST {
        return vec![Err(whole(format!("it has more than {MOST} alternatives")))];
    }
    if let [Err(only)] = found.as_mut_slice() {
        only.part = None;
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| one.as_ref().map_or(true, |c| seen.insert(c.atoms.clone())));
    found
}

type Found = Vec<Result<Clause, Unfit>>;

fn observation(root: &Observation<'_>, found: &mut Found) {
    let reason = match root {
        Observation::Or(parts) => {
            return parts.iter().for_each(|part| observation(part, found));
        }
        Observation::Test(comparison) => return alternatives(comparison, found),
        Observation::Qualified(inner, qualifiers) => match qualifiers.as_slice() {
            [Qualifier::Repeats(1)] => return observation(inner, found),
            [Qualifier::Repeats(_), ..] => "REPEATS counts observations: a rule sees one at a time",
            [Qualifier::Within { .. }, ..] => {
                "WITHIN compares the times of observations: a rule sees one at a time"
            }
            _ => "START and STOP bound the time of the observation: a rule has no such bounds",
        },
        Observation::And(_) => "AND between brackets needs two observations: a rule sees one",
        Observation::FollowedBy(_) => {
            "FOLLOWEDBY needs two observations in order: a rule sees one at a time"
        }
    };
    found.push(Err(unfit(root, reason.to_owned())));
}

fn unfit(root: &Observation<'_>, reason: Reason) -> Unfit {
    let mut types = Vec::new();
    root.for_each_test(&mut |test| types.push(test.path.object_type.to_owned()));
    Unfit {
        part: Some(root.to_string()),
        reason,
        types,
    }
}

fn alternatives(comparison: &Comparison<'_>, found: &mut Found) {
    if let Comparison::Or(parts) = comparison {
        return parts.iter().for_each(|part| alternatives(part, found));
    }
    match product(comparison) {
        Some(products) => found.extend(products.iter().map(|pieces| clause(pieces))),
        None => {
            let reason = format!("it has more than {MOST} alternatives");
            found.push(Err(unfit(&Observation::Test(comparison.clone()), reason)));
        }
    }
}

/// A conjunction over disjunctions as a disjunction of conjunctions; `None` past the bound.
fn product(comparison: &Comparison<'_>) -> Option<Vec<Vec<Piece>>> {
    let parts = match comparison {
        Comparison::Test(test) => {
            return Some(pieces(test).into_iter().map(|piece| vec![piece]).collect());
        }
        Comparison::Or(parts) => {
            let products: Option<Vec<_>> = parts.iter().map(product).collect();
            let all: Vec<_> = products?.into_iter().flatten().collect();
            return (all.len() <= MOST).then_some(all);
        }
        Comparison::And(parts) => parts,
    };
    let mut all: Vec<Vec<Piece>> = vec![Vec::new()];
    for part in parts {
        let right = product(part)?;
        if all.len().saturating_mul(right.len()) > MOST {
            return None;
        }
        let joined = |left: &Vec<Piece>| -> Vec<Vec<Piece>> {
            let join = |r: &Vec<Piece>| [left.as_slice(), r].concat();
            right.iter().map(join).collect()
        };
        all = all.iter().flat_map(joined).collect();
    }
    Some(all)
}

/// Facts that must hold together, read as one.
fn clause(pieces: &[Piece]) -> Result<Clause, Unfit> {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let text = format!("[{}]", texts.join(" AND "));
    let unfit = |reason: Reason| Unfit {
        part: Some(text.clone()),
        reason,
        types: pieces.iter().map(|p| p.object_type.clone()).collect(),
    };
    let first = &pieces[0].object_type;
    if pieces.iter().any(|piece| piece.object_type != *first) {
        return Err(unfit("no object is of two types".to_owned()));
    }
    let (mut atoms, mut families) = (Vec::new(), Vec::new());
    for piece in pieces {
        match &piece.read {
            Ok(Fact::Atom(atom)) => atoms.push(atom.clone()),
            Ok(Fact::Family { side, is_v4 }) => families.push((*side, *is_v4)),
            Err(reason) => return Err(unfit(reason.clone())),
        }
    }
    for (side, is_v4) in families {
        let said = |atom: &Atom| matches!(atom, Atom::Address(s, n) if *s == side && matches!(n, Network::V4(..)) == is_v4);
        if !atoms.iter().any(said) {
            let reason = "it asks for an address of a family, and for none in particular";
            return Err(unfit(reason.to_owned()));
        }
    }
    atoms.sort();
    atoms.dedup();
    Ok(Clause {
        atoms,
        object_type: first.clone(),
        text,
    })
}
