//! Constants against values (sections 9.2, 9.6): which types compare, and how.

use std::cmp::Ordering;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use stix::pattern::{Constant, Relation};
use stix::{Timestamp, Value};

use crate::text::{Fold, latin1, text_equal};

/// A value of an object as it is compared: in its native format (section 9.6.4).
pub(crate) enum Native<'v> {
    Text(&'v str),
    Octets(Vec<u8>),
    Number(Number),
    Boolean(bool),
    /// null, a list, a dictionary, or octets that cannot be decoded: comparable with nothing.
    Other,
}

impl<'v> Native<'v> {
    /// The value of a property; its name says whether a string stands for octets.
    pub(crate) fn of(value: &'v Value<'_>, property: &str) -> Self {
        match value {
            Value::String(text) if property.ends_with("_hex") => {
                decoded(HEXLOWER_PERMISSIVE.decode(text.as_bytes()))
            }
            Value::String(text) if property.ends_with("_bin") => {
                decoded(BASE64.decode(text.as_bytes()))
            }
            Value::String(text) => Self::Text(text),
            Value::Number(text) => Number::parse(text).map_or(Self::Other, Self::Number),
            Value::Bool(value) => Self::Boolean(*value),
            Value::Null | Value::Array(_) | Value::Object(_) => Self::Other,
        }
    }
}

fn decoded<E>(octets: Result<Vec<u8>, E>) -> Native<'static> {
    octets.map_or(Native::Other, Native::Octets)
}

/// A JSON number: whole numbers are compared as such, whatever their size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Whole(i128),
    Float(f64),
}

impl Number {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Ok(whole) = text.parse() {
            return Some(Self::Whole(whole));
        }
        text.parse()
            .ok()
            .filter(|f: &f64| f.is_finite())
            .map(Self::Float)
    }

    /// Exact: the full value is compared and nothing is cut off (section 9.2).
    fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => Some(a.cmp(&b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Whole(a), Self::Float(b)) => whole_against_float(a, b),
            (Self::Float(a), Self::Whole(b)) => whole_against_float(b, a).map(Ordering::reverse),
        }
    }

    /// The one spelling that equal numbers share, for the index.
    pub(crate) fn canonical(self) -> Self {
        match self {
            Self::Float(f) if f.fract() == 0.0 && f.abs() < 1e30 => Self::Whole(f as i128),
            other => other,
        }
    }
}

fn whole_against_float(whole: i128, float: f64) -> Option<Ordering> {
    if float.abs() >= 1e30 {
        return 0.0.partial_cmp(&float);
    }
    let floor = float.floor();
    Some(whole.cmp(&(floor as i128)).then(if float > floor {
        Ordering::Less
    } else {
        Ordering::Equal
    }))
}

/// A constant of a pattern, owned, with what comparing needs.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Text(Box<str>),
    Octets(Box<[u8]>),
    Number(Number),
    Boolean(bool),
    /// A timestamp that is known to exist.
    Instant(Box<str>),
}

impl Operand {
    pub(crate) fn of(constant: &Constant<'_>) -> Self {
        match constant {
            Constant::String(text) => Self::Text(text.as_ref().into()),
            Constant::Binary(octets) | Constant::Hex(octets) => {
                Self::Octets(octets.as_slice().into())
            }
            Constant::Integer(value) => Self::Number(Number::Whole(i128::from(*value))),
            Constant::Float(value, _) => Self::Number(Number::Float(*value)),
            Constant::Boolean(value) => Self::Boolean(*value),
            Constant::Timestamp(text) => Self::Instant((*text).into()),
        }
    }

    /// Whether `value relation constant` holds. Incompatible types are unequal, and every other
    /// relation between them is false (section 9.6.1).
    pub(crate) fn holds(&self, relation: Relation, value: &Native<'_>, fold: Fold) -> bool {
        let equality = matches!(relation, Relation::Equal | Relation::NotEqual);
        if equality && let (Native::Text(text), Self::Text(constant)) = (value, self) {
            return text_equal(fold, text, constant) == (relation == Relation::Equal);
        }
        match self.order(value) {
            None => relation == Relation::NotEqual,
            Some(order) => match relation {
                Relation::Equal => order.is_eq(),
                Relation::NotEqual => order.is_ne(),
                Relation::Less => order.is_lt(),
                Relation::LessOrEqual => order.is_le(),
                Relation::Greater => order.is_gt(),
                Relation::GreaterOrEqual => order.is_ge(),
            },
        }
    }

    /// How the value stands to the constant; `None` for incompatible types.
    fn order(&self, value: &Native<'_>) -> Option<Ordering> {
        match (value, self) {
            (Native::Text(text), Self::Text(constant)) => Some((*text).cmp(&**constant)),
            (Native::Text(text), Self::Octets(constant)) => {
                latin1(text).map(|octets| octets.as_slice().cmp(constant))
            }
            (Native::Octets(octets), Self::Text(constant)) => {
                latin1(constant).map(|constant| octets.cmp(&constant))
            }
            (Native::Octets(octets), Self::Octets(constant)) => {
                Some(octets.as_slice().cmp(constant))
            }
            (Native::Text(text), Self::Instant(constant)) => {
                Some(Timestamp::parse(text)?.cmp(&Timestamp::parse(constant)?))
            }
            (Native::Number(number), Self::Number(constant)) => number.compare(*constant),
            (Native::Boolean(value), Self::Boolean(constant)) => {
                (value == constant).then_some(Ordering::Equal)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn numbers_compare_in_full() {
        assert_eq!(number("1").compare(number("1.5")), Some(Ordering::Less));
        assert_eq!(number("1").compare(number("1.0")), Some(Ordering::Equal));
        assert_eq!(number("-2").compare(number("-1.5")), Some(Ordering::Less));
        assert_eq!(
            number("-1").compare(number("-1.5")),
            Some(Ordering::Greater)
        );
        assert_eq!(
            number("9007199254740993").compare(number("9007199254740992.0")),
            Some(Ordering::Greater)
        );
        assert_eq!(number("1").compare(number("1e300")), Some(Ordering::Less));
        assert_eq!(number("2.0").canonical(), number("2"));
    }
}
