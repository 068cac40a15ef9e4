//! The tree of a pattern. Chains of one operator are flat lists, so a long pattern is not a deep one.

use std::borrow::Cow;
use std::ops::Range;

use super::Diagnostic;

/// Byte positions in the text of the pattern.
pub type Span = Range<usize>;

/// A pattern that passed every check of section 9.
#[derive(Debug, Clone)]
pub struct Pattern<'a> {
    /// The whole expression.
    pub root: Observation<'a>,
    /// What is legal but cannot do what its author meant.
    pub warnings: Vec<Diagnostic>,
}

/// An observation expression (section 9.5).
#[derive(Debug, Clone, PartialEq)]
pub enum Observation<'a> {
    /// `[ … ]`: holds on one observation.
    Test(Comparison<'a>),
    /// All hold, each on observations of its own.
    And(Vec<Observation<'a>>),
    /// One of them holds.
    Or(Vec<Observation<'a>>),
    /// All hold on observations of their own, each not earlier than the one before it.
    FollowedBy(Vec<Observation<'a>>),
    /// An expression and the qualifiers behind it, in the order written.
    Qualified(Box<Observation<'a>>, Vec<Qualifier<'a>>),
}

/// A qualifier (section 9.5.1).
#[derive(Debug, Clone, PartialEq)]
pub enum Qualifier<'a> {
    /// `REPEATS n TIMES`, n at least 1.
    Repeats(u64),
    /// `WITHIN x SECONDS`.
    Within {
        /// The number as written.
        seconds: &'a str,
        /// The same in microseconds, rounded up: two observations fit when they are *less* than
        /// this apart.
        micros: u64,
    },
    /// `START t'…' STOP t'…'`: from the first (included) to the second (excluded).
    StartStop {
        /// START as written.
        start: &'a str,
        /// STOP as written.
        stop: &'a str,
    },
}

/// What stands in one pair of brackets (section 9.6).
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison<'a> {
    /// One comparison expression.
    Test(Box<Test<'a>>),
    /// All hold for the same object.
    And(Vec<Comparison<'a>>),
    /// One of them holds.
    Or(Vec<Comparison<'a>>),
}

/// One comparison expression: a path, and what is said of it.
#[derive(Debug, Clone)]
pub struct Test<'a> {
    /// What is looked at.
    pub path: ObjectPath<'a>,
    /// Whether `NOT` stands before the operator.
    pub negated: bool,
    /// The operator with its constant.
    pub operator: Operator<'a>,
    /// Where it stands in the text.
    pub span: Span,
}

impl PartialEq for Test<'_> {
    /// Equal in meaning: where it stood does not count.
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.negated == other.negated && self.operator == other.operator
    }
}

/// `type:property.property[index]` (section 9.7).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectPath<'a> {
    /// The type of object that the path starts from.
    pub object_type: &'a str,
    /// The way from the object to the value; never empty, the first step is a key.
    pub steps: Vec<Step<'a>>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step<'a> {
    /// A property or a key of a dictionary; a name ending in `_ref` or `_refs` is followed.
    Key(Cow<'a, str>),
    /// An element of a list. A negative index is legal and never there.
    Index(i64),
    /// Any element of a list.
    Any,
}

/// An operator and its right side (section 9.6.1).
#[derive(Debug, Clone, PartialEq)]
pub enum Operator<'a> {
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`
    Compare(Relation, Constant<'a>),
    /// `IN ( … )`
    In(Vec<Constant<'a>>),
    /// `LIKE '…'`, unescaped
    Like(Cow<'a, str>),
    /// `MATCHES '…'`, unescaped
    Matches(Cow<'a, str>),
    /// `ISSUBSET '…'`
    IsSubset(Cow<'a, str>),
    /// `ISSUPERSET '…'`
    IsSuperset(Cow<'a, str>),
    /// `EXISTS`
    Exists,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Relation {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// A constant (section 9.2).
#[derive(Debug, Clone, PartialEq)]
pub enum Constant<'a> {
    /// `'…'`, unescaped
    String(Cow<'a, str>),
    /// Within ±(2^53 − 1)
    Integer(i64),
    /// A float: its value, and the text as written.
    Float(f64, &'a str),
    /// `true` or `false`
    Boolean(bool),
    /// `b'…'`, decoded
    Binary(Vec<u8>),
    /// `h'…'`, decoded
    Hex(Vec<u8>),
    /// `t'…'`: a timestamp that exists, without the quotes.
    Timestamp(&'a str),
}

impl Constant<'_> {
    /// The section's word for the type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::String(_) => "string",
            Self::Integer(_) => "integer",
            Self::Float(..) => "float",
            Self::Boolean(_) => "boolean",
            Self::Binary(_) => "binary",
            Self::Hex(_) => "hex",
            Self::Timestamp(_) => "timestamp",
        }
    }
}

impl<'a> Observation<'a> {
    /// Calls `visit` for every comparison expression, from left to right.
    pub fn for_each_test<'t>(&'t self, visit: &mut impl FnMut(&'t Test<'a>)) {
        match self {
            Self::Test(comparison) => comparison.for_each_test(visit),
            Self::And(parts) | Self::Or(parts) | Self::FollowedBy(parts) => {
                parts.iter().for_each(|part| part.for_each_test(visit));
            }
            Self::Qualified(inner, _) => inner.for_each_test(visit),
        }
    }
}

impl<'a> Comparison<'a> {
    /// Calls `visit` for every comparison expression, from left to right.
    pub fn for_each_test<'t>(&'t self, visit: &mut impl FnMut(&'t Test<'a>)) {
        match self {
            Self::Test(test) => visit(test),
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().for_each(|part| part.for_each_test(visit));
            }
        }
    }
}
