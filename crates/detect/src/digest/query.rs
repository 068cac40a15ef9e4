//! Indicators against what was kept: which values each would have matched, and which questions what was kept cannot answer.
//!
//! Smallest example: `[url:value LIKE '%/gate.php']` is answered: the URLs are there. `[url:value = 'http://a/' AND
//! process:pid = 4]` is not, as nothing says what stood together; but where no URL was `http://a/`, it did not match.

use super::apart::{Counted, shares};
use super::gate::{Ask, lets, value_hash};
use super::kept::Together;
use super::part::Sections;
use super::{Damaged, Kind, Seen, keeps};
use crate::eval::accepts_value;
use crate::matcher::{Indicator, Refusal, folds, uuid_of};
use crate::program::{Condition, Expression, Node, Predicate, compile};
use crate::value::{Native, Operand};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use stix::pattern::Relation;

/// Why what was kept does not tell whether an indicator matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Open {
    /// It wants several values together or one after the other, and none of them was missing.
    Together,
    /// It asks for something that is not kept.
    NotKept,
}

impl std::fmt::Display for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Together => {
                "it wants several values together or in order, and all of them were there"
            }
            Self::NotKept => "it asks for values that are not kept",
        })
    }
}

/// A value that an indicator would have matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'f> {
    /// The UUID of the indicator's id.
    pub uuid: [u8; 16],
    /// The object path of its pattern that shows it.
    pub path: &'f str,
    /// The value.
    pub value: &'f str,
    /// How often, and when.
    pub seen: Seen,
    /// The events that count for this value and for no other of the indicator: of an event in which it has several, one
    /// has it. Where what is kept does not tell whether values stood in the same events, these are fewer than there were.
    pub share: u64,
}

/// What is known of an indicator once everything was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The UUID of its id.
    pub uuid: [u8; 16],
    /// Whether some value showed it.
    pub was_found: bool,
    /// Why there may be more than was found.
    pub open: Option<Open>,
}

/// Indicators that are searched for together.
#[derive(Debug, Default)]
pub struct Query {
    asked: Vec<Asked>,
    conditions: Vec<One>,
    /// By the hash of a value that a condition asks for.
    values: HashMap<u64, Vec<u32>, foldhash::fast::RandomState>,
}

#[derive(Debug)]
struct Asked {
    uuid: [u8; 16],
    /// Milliseconds.
    from: i64,
    until: i64,
    before: i64,
    shape: Shape,
    /// Whether any condition shows it.
    is_flat: bool,
    was_found: bool,
}

#[derive(Debug)]
struct One {
    asked: u32,
    condition: Condition,
    ask: Ask,
    is_there: bool,
}

/// What must be there for a pattern to have matched.
#[derive(Debug)]
enum Shape {
    One(u32),
    Unknown,
    Any(Vec<Shape>),
    All(Vec<Shape>),
}

/// The conditions that a part may satisfy.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<u32>);

impl Wanted {
    /// Whether the part need not be looked at.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Query {
    /// How many indicators there are.
    pub fn len(&self) -> usize {
        self.asked.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// Adds an indicator that is looked for in parts of an era before this one. Revoked ones match nothing.
    ///
    /// # Errors
    /// When it cannot be matched.
    pub fn add(&mut self, indicator: &Indicator<'_>, before: i64) -> Result<(), Refusal> {
        let uuid = uuid_of(indicator.id).ok_or_else(|| Refusal::Id(indicator.id.to_owned()))?;
        if indicator.revoked {
            return Ok(());
        }
        let program = compile(indicator.pattern).map_err(Refusal::Pattern)?;
        let asked = u32::try_from(self.asked.len()).map_err(|_| Refusal::Large)?;
        let mut leaves: Vec<Option<Shape>> = program
            .leaves
            .into_iter()
            .map(|leaf| Some(self.expression(asked, leaf)))
            .collect();
        let shape = node(&program.root, &mut leaves);
        let milliseconds =
            |moment: Option<i64>, none: i64| moment.map_or(none, |at| at.div_euclid(1_000));
        self.asked.push(Asked {
            uuid,
            from: milliseconds(indicator.valid_from, i64::MIN),
            until: milliseconds(indicator.valid_until, i64::MAX),
            before,
            is_flat: is_flat(&shape),
            shape,
            was_found: false,
        });
        Ok(())
    }

    fn expression(&mut self, asked: u32, expression: Expression) -> Shape {
        let mut shapes = |parts: Vec<Expression>| {
            let parts = parts.into_iter();
            parts.map(|part| self.expression(asked, part)).collect()
        };
        match expression {
            Expression::And(parts) => Shape::All(shapes(parts)),
            Expression::Or(parts) => Shape::Any(shapes(parts)),
            Expression::Test(condition) => self.condition(asked, condition),
        }
    }

    fn condition(&mut self, asked: u32, condition: Condition) -> Shape {
        if condition.negated || !keeps(&condition.path) || !is_of_text(&condition.predicate) {
            return Shape::Unknown;
        }
        let number = u32::try_from(self.conditions.len()).unwrap_or(u32::MAX);
        let ask = Ask::of(&condition, &folds(&condition));
        if let Ask::Values(hashes) = &ask {
            for hash in hashes {
                self.values.entry(*hash).or_default().push(number);
            }
        }
        self.conditions.push(One {
            asked,
            condition,
            ask,
            is_there: false,
        });
        Shape::One(number)
    }

    /// What a part of this era may hold, by its gate.
    pub fn wants(&self, era: i64, gate: &[u8]) -> Wanted {
        let mut wanted = Vec::new();
        for (number, one) in (0..).zip(&self.conditions) {
            if self.asked[one.asked as usize].before <= era {
                continue;
            }
            let may = match &one.ask {
                Ask::Values(hashes) | Ask::Signs(hashes) => {
                    hashes.iter().any(|hash| lets(gate, *hash))
                }
                Ask::All => true,
            };
            if may {
                wanted.push(number);
            }
        }
        Wanted(wanted)
    }

    /// Looks at the values of a part and tells which of them an indicator would have matched, each value once an
    /// indicator.
    ///
    /// # Errors
    /// When the part is damaged.
    pub fn look(
        &mut self,
        opened: i64,
        data: &[u8],
        wanted: &Wanted,
        tell: &mut dyn FnMut(Found<'_>),
    ) -> Result<(), Damaged> {
        let sections = Sections::open(data)?;
        let mut shown = Vec::new();
        for (at, section) in sections.places.iter().enumerate() {
            let here = self.here(&section.place, wanted);
            if here.is_empty() {
                continue;
            }
            let mut kinds: Vec<Kind> = section.place.iter().map(|(_, kind)| *kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let mut hits: Vec<u32> = Vec::new();
            let wants = &mut |value: &str| {
                self.hits(&here, &kinds, value, &mut hits);
                !hits.is_empty()
            };
            let mut found: Vec<(String, Seen)> = Vec::new();
            sections.read(at, opened, wants, &mut |value, seen| {
                found.push((value.to_owned(), seen));
            })?;
            for (value, seen) in found {
                self.hits(&here, &kinds, &value, &mut hits);
                self.show(&hits, (at, value.into()), seen, &mut shown);
            }
        }
        // Of one indicator one after the other, otherwise as they were found.
        shown.sort_by_key(|one| one.asked);
        for of_one in shown.chunk_by(|a, b| a.asked == b.asked) {
            self.tell(of_one, &sections.together, tell);
        }
        Ok(())
    }

    /// The wanted conditions that ask for a path of this place: those that ask for a value, and those that must see all.
    fn here(&self, place: &[(Box<str>, Kind)], wanted: &Wanted) -> Here {
        let mut here = Here::default();
        for number in &wanted.0 {
            let one = &self.conditions[*number as usize];
            let paths = place.iter().filter(|(path, _)| *path == one.condition.path);
            for (_, kind) in paths {
                match one.ask {
                    Ask::Values(_) => {
                        here.exact.insert((*number, *kind));
                    }
                    Ask::Signs(_) | Ask::All => here.all.push((*number, *kind)),
                }
            }
        }
        here
    }

    /// The conditions that a value satisfies, in their order.
    fn hits(&self, here: &Here, kinds: &[Kind], value: &str, hits: &mut Vec<u32>) {
        hits.clear();
        if !here.exact.is_empty() {
            for kind in kinds {
                let known = value_hash(*kind, value).and_then(|hash| self.values.get(&hash));
                let known = known.into_iter().flatten();
                hits.extend(known.filter(|number| {
                    here.exact.contains(&(**number, *kind)) && self.holds(**number, *kind, value)
                }));
            }
        }
        let all = here.all.iter();
        hits.extend(
            all.filter(|(number, kind)| self.holds(*number, *kind, value))
                .map(|(number, _)| *number),
        );
        hits.sort_unstable();
    }

    /// Notes what a value shows.
    fn show(
        &mut self,
        hits: &[u32],
        (place, value): (usize, Arc<str>),
        seen: Seen,
        shown: &mut Vec<Shown>,
    ) {
        // The conditions of one indicator stand together.
        let mut told = None;
        for number in hits {
            let one = &mut self.conditions[*number as usize];
            let asked = &mut self.asked[one.asked as usize];
            let Some(seen) = within(seen, asked.from, asked.until) else {
                continue;
            };
            one.is_there = true;
            if asked.is_flat && told != Some(one.asked) {
                told = Some(one.asked);
                asked.was_found = true;
                shown.push(Shown {
                    asked: one.asked,
                    condition: *number,
                    place,
                    value: Arc::clone(&value),
                    seen,
                });
            }
        }
    }

    /// Tells what showed one indicator.
    fn tell(&self, shown: &[Shown], together: &Together, tell: &mut dyn FnMut(Found<'_>)) {
        let counted: Vec<Counted<'_>> = shown
            .iter()
            .map(|one| Counted {
                place: one.place,
                value: &one.value,
                seen: one.seen,
            })
            .collect();
        for (one, share) in shown.iter().zip(shares(&counted, together)) {
            tell(Found {
                uuid: self.asked[one.asked as usize].uuid,
                path: &self.conditions[one.condition as usize].condition.path,
                value: &one.value,
                seen: one.seen,
                share,
            });
        }
    }

    /// The comparison itself, to the letter.
    fn holds(&self, number: u32, kind: Kind, value: &str) -> bool {
        let condition = &self.conditions[number as usize].condition;
        accepts_value(&condition.predicate, &Native::Text(value), kind.fold())
    }

    /// What became of each indicator, once all parts were looked at.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        self.asked.iter().map(|asked| Verdict {
            uuid: asked.uuid,
            was_found: asked.was_found,
            open: self.open(asked),
        })
    }

    fn open(&self, asked: &Asked) -> Option<Open> {
        if !self.may_hold(&asked.shape) {
            return None;
        }
        if has_unknown(&asked.shape) {
            return Some(Open::NotKept);
        }
        (!asked.is_flat).then_some(Open::Together)
    }

    fn may_hold(&self, shape: &Shape) -> bool {
        match shape {
            Shape::One(number) => self.conditions[*number as usize].is_there,
            Shape::Unknown => true,
            Shape::Any(parts) => parts.iter().any(|part| self.may_hold(part)),
            Shape::All(parts) => parts.iter().all(|part| self.may_hold(part)),
        }
    }
}

/// A value that showed an indicator.
#[derive(Debug)]
struct Shown {
    asked: u32,
    condition: u32,
    place: usize,
    value: Arc<str>,
    seen: Seen,
}

#[derive(Debug, Default)]
struct Here {
    exact: HashSet<(u32, Kind)>,
    all: Vec<(u32, Kind)>,
}

impl Here {
    fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.all.is_empty()
    }
}

fn node(node: &Node, leaves: &mut [Option<Shape>]) -> Shape {
    let mut shapes = |parts: &[Node]| parts.iter().map(|part| self::node(part, leaves)).collect();
    match node {
        Node::Leaf(at) => leaves[*at].take().unwrap_or(Shape::Unknown),
        Node::Or(parts) => Shape::Any(shapes(parts)),
        Node::And(parts) | Node::FollowedBy(parts) => Shape::All(shapes(parts)),
        // More than the values alone is asked for: how often, how soon after each other, when.
        Node::Repeats(inner, _) | Node::Within(inner, _) | Node::StartStop(inner, ..) => {
            Shape::All(vec![self::node(inner, leaves)])
        }
    }
}

fn is_flat(shape: &Shape) -> bool {
    match shape {
        Shape::One(_) | Shape::Unknown => true,
        Shape::Any(parts) => parts.iter().all(is_flat),
        Shape::All(_) => false,
    }
}

fn has_unknown(shape: &Shape) -> bool {
    match shape {
        Shape::One(_) => false,
        Shape::Unknown => true,
        Shape::Any(parts) | Shape::All(parts) => parts.iter().any(has_unknown),
    }
}

/// Whether only a text satisfies it: numbers are not kept, and what is unequal is everywhere.
fn is_of_text(predicate: &Predicate) -> bool {
    let is_text = |operand: &Operand| matches!(operand, Operand::Text(_));
    match predicate {
        Predicate::Compare(Relation::NotEqual, _) | Predicate::Exists => false,
        Predicate::Compare(_, operand) => is_text(operand),
        Predicate::In(set) => set.iter().all(is_text),
        Predicate::Like(_)
        | Predicate::Matches(_)
        | Predicate::IsSubset(_)
        | Predicate::IsSuperset(_) => true,
    }
}

/// What of it certainly lies within a time: of events at the edge only the one that is known to.
fn within(seen: Seen, from: i64, until: i64) -> Option<Seen> {
    let is_valid = |at: i64| from <= at && at < until;
    let one = |at: i64| Seen {
        count: 1,
        first: at,
        last: at,
    };
    match (is_valid(seen.first), is_valid(seen.last)) {
        (true, true) => Some(seen),
        (true, false) => Some(one(seen.first)),
        (false, true) => Some(one(seen.last)),
        (false, false) => None,
    }
}
