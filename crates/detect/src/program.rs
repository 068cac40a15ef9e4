//! A pattern made ready: owned, regular expressions checked, constants prepared.

use stix::Timestamp;
use stix::pattern::{
    self, Comparison, Diagnostic, Network, Observation, Operator, Pattern, Qualifier, Relation,
    Severity, Step, Test,
};

use crate::text::{Like, Regular};
use crate::value::Operand;

/// A pattern that can be evaluated.
#[derive(Debug)]
pub struct Program {
    /// The bracketed expressions, from left to right.
    pub(crate) leaves: Vec<Expression>,
    pub(crate) root: Node,
}

/// The observation operators and qualifiers over the leaves.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Leaf(usize),
    And(Vec<Node>),
    Or(Vec<Node>),
    FollowedBy(Vec<Node>),
    Repeats(Box<Node>, u64),
    /// All less than so many microseconds apart.
    Within(Box<Node>, i64),
    /// From the first (included) to the second (excluded), in microseconds.
    StartStop(Box<Node>, i64, i64),
}

/// What stands in one pair of brackets.
#[derive(Debug)]
pub(crate) enum Expression {
    Test(Condition),
    And(Vec<Expression>),
    Or(Vec<Expression>),
}

/// One comparison expression.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) object_type: Box<str>,
    pub(crate) steps: Box<[PathStep]>,
    pub(crate) negated: bool,
    pub(crate) predicate: Predicate,
    /// The path as the canonical pattern spells it.
    pub(crate) path: Box<str>,
}

/// One step of a path, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathStep {
    Key(Box<str>),
    Index(i64),
    Any,
}

#[derive(Debug)]
pub(crate) enum Predicate {
    Compare(Relation, Operand),
    In(Vec<Operand>),
    /// LIKE as it is written, and without regard to case where the house rules say so.
    Like(Box<(Like, Like)>),
    Matches(Box<Regular>),
    IsSubset(Network),
    IsSuperset(Network),
    Exists,
}

/// Parses, checks and prepares a pattern.
///
/// # Errors
/// The rule that the pattern breaks. It matches nothing (section 9.4).
pub fn compile(text: &str) -> Result<Program, Box<Diagnostic>> {
    Program::new(&pattern::parse(text)?)
}

/// Everything there is to say about a pattern: the error that stops it, or else its warnings.
/// More than [`stix::pattern::check`] says: regular expressions are compiled too.
pub fn check(text: &str) -> Vec<Diagnostic> {
    match pattern::parse(text) {
        Err(error) => vec![*error],
        Ok(pattern) => match Program::new(&pattern) {
            Err(error) => vec![*error],
            Ok(_) => pattern.warnings,
        },
    }
}

impl Program {
    /// Prepares a parsed pattern.
    ///
    /// # Errors
    /// `P031`: a regular expression that is none.
    pub fn new(pattern: &Pattern<'_>) -> Result<Self, Box<Diagnostic>> {
        let mut leaves = Vec::new();
        let root = node(&pattern.root, &mut leaves)?;
        Ok(Self { leaves, root })
    }

    /// Whether one observation, whatever its time, decides the pattern.
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.root, Node::Leaf(_))
    }
}

fn node(
    observation: &Observation<'_>,
    leaves: &mut Vec<Expression>,
) -> Result<Node, Box<Diagnostic>> {
    let mut nodes = |parts: &[Observation<'_>]| -> Result<Vec<Node>, Box<Diagnostic>> {
        parts.iter().map(|part| node(part, leaves)).collect()
    };
    Ok(match observation {
        Observation::And(parts) => Node::And(nodes(parts)?),
        Observation::Or(parts) => Node::Or(nodes(parts)?),
        Observation::FollowedBy(parts) => Node::FollowedBy(nodes(parts)?),
        Observation::Test(comparison) => {
            leaves.push(expression(comparison)?);
            Node::Leaf(leaves.len() - 1)
        }
        Observation::Qualified(inner, qualifiers) => {
            let inner = node(inner, leaves)?;
            qualifiers.iter().fold(inner, qualify)
        }
    })
}

fn qualify(inner: Node, qualifier: &Qualifier<'_>) -> Node {
    let inner = Box::new(inner);
    match qualifier {
        Qualifier::Repeats(times) => Node::Repeats(inner, *times),
        Qualifier::Within { micros, .. } => {
            Node::Within(inner, i64::try_from(*micros).unwrap_or(i64::MAX / 2))
        }
        Qualifier::StartStop { start, stop } => {
            Node::StartStop(inner, whole_micros(start), whole_micros(stop))
        }
    }
}

/// Microseconds, rounded up: an observation's time is a whole number of them.
fn whole_micros(text: &str) -> i64 {
    Timestamp::parse(text).map_or(i64::MAX, |at| {
        at.micros() + i64::from(at.is_finer_than_micros())
    })
}

fn expression(comparison: &Comparison<'_>) -> Result<Expression, Box<Diagnostic>> {
    let expressions = |parts: &[Comparison<'_>]| -> Result<Vec<Expression>, Box<Diagnostic>> {
        parts.iter().map(expression).collect()
    };
    Ok(match comparison {
        Comparison::Test(test) => Expression::Test(condition(test)?),
        Comparison::And(parts) => Expression::And(expressions(parts)?),
        Comparison::Or(parts) => Expression::Or(expressions(parts)?),
    })
}

fn condition(test: &Test<'_>) -> Result<Condition, Box<Diagnostic>> {
    let predicate = match &test.operator {
        Operator::Compare(relation, constant) => {
            Predicate::Compare(*relation, Operand::of(constant))
        }
        Operator::In(set) => Predicate::In(set.iter().map(Operand::of).collect()),
        Operator::Like(text) => {
            Predicate::Like(Box::new((Like::new(text, false), Like::new(text, true))))
        }
        Operator::Matches(text) => Predicate::Matches(Box::new(regular(text, test)?)),
        Operator::IsSubset(text) => Predicate::IsSubset(network(text, test)?),
        Operator::IsSuperset(text) => Predicate::IsSuperset(network(text, test)?),
        Operator::Exists => Predicate::Exists,
    };
    let steps = test.path.steps.iter().map(|step| match step {
        Step::Key(name) => PathStep::Key(name.as_ref().into()),
        Step::Index(index) => PathStep::Index(*index),
        Step::Any => PathStep::Any,
    });
    Ok(Condition {
        object_type: test.path.object_type.into(),
        steps: steps.collect(),
        negated: test.negated,
        predicate,
        path: test.path.to_string().into(),
    })
}

fn regular(text: &str, test: &Test<'_>) -> Result<Regular, Box<Diagnostic>> {
    Regular::new(text).map_err(|fault| {
        Box::new(Diagnostic {
            code: "P031",
            severity: Severity::Error,
            span: test.span.clone(),
            message: fault.message,
            why: "section 9.6.1: MATCHES is followed by a PCRE regular expression",
            hint: None,
        })
    })
}

/// `stix::pattern` has checked the operand; a pattern built by hand meets the same rule here.
fn network(text: &str, test: &Test<'_>) -> Result<Network, Box<Diagnostic>> {
    Network::parse(text).ok_or_else(|| {
        Box::new(Diagnostic {
            code: "P029",
            severity: Severity::Error,
            span: test.span.clone(),
            message: format!("`{text}` is no IP address or CIDR block"),
            why: "section 9.6.1: the right side MUST be a valid IPv4 or IPv6 address or block",
            hint: None,
        })
    })
}
