//! What the grammar cannot say: constants that fit their operator and property, and expressions
//! that are legal but can never hold.

use super::ast::{
    Comparison, Constant, Observation, Operator, Qualifier, Relation, Span, Step, Test,
};
use super::sco::{PropertyKind, property_kind};
use super::token::clip;
use super::{Diagnostic, Network, hashes};
use crate::Timestamp;

/// The warnings, or the first error.
pub(super) fn check(root: &Observation<'_>) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let mut warnings = Vec::new();
    observation(root, &mut warnings)?;
    Ok(warnings)
}

fn observation(
    expression: &Observation<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Box<Diagnostic>> {
    match expression {
        Observation::Test(comparison) => {
            self::comparison(comparison, warnings)?;
            if let Err(span) = root_types(comparison) {
                warnings.push(two_types(span));
            }
            Ok(())
        }
        Observation::And(parts) | Observation::Or(parts) | Observation::FollowedBy(parts) => parts
            .iter()
            .try_for_each(|part| observation(part, warnings)),
        Observation::Qualified(inner, qualifiers) => {
            for qualifier in qualifiers {
                if let Qualifier::StartStop { start, stop } = qualifier
                    && Timestamp::parse(start) >= Timestamp::parse(stop)
                {
                    let at = first_span(inner);
                    warnings.push(empty_interval(at, start, stop));
                }
            }
            observation(inner, warnings)
        }
    }
}

fn comparison(
    expression: &Comparison<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Box<Diagnostic>> {
    match expression {
        Comparison::Test(test) => self::test(test, warnings),
        Comparison::And(parts) | Comparison::Or(parts) => {
            parts.iter().try_for_each(|part| comparison(part, warnings))
        }
    }
}

/// Where the first comparison of an expression stands.
fn first_span(expression: &Observation<'_>) -> Span {
    let mut span = None;
    expression.for_each_test(&mut |test| {
        span.get_or_insert_with(|| test.span.clone());
    });
    span.unwrap_or(0..0)
}

/// The object types an expression can start from, or the place of an AND that no object satisfies.
fn root_types<'t>(expression: &'t Comparison<'_>) -> Result<Vec<&'t str>, Span> {
    match expression {
        Comparison::Test(test) => Ok(vec![test.path.object_type]),
        Comparison::Or(parts) => {
            let mut all = Vec::new();
            for part in parts {
                for name in root_types(part)? {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                }
            }
            Ok(all)
        }
        Comparison::And(parts) => {
            let mut common: Option<Vec<&str>> = None;
            for part in parts {
                let types = root_types(part)?;
                let shared: Vec<&str> = match common {
                    None => types,
                    Some(before) => before.into_iter().filter(|t| types.contains(t)).collect(),
                };
                if shared.is_empty() {
                    let mut span = 0..0;
                    part.for_each_test(&mut |test| span = test.span.clone());
                    return Err(span);
                }
                common = Some(shared);
            }
            Ok(common.unwrap_or_default())
        }
    }
}

fn two_types(span: Span) -> Diagnostic {
    let mut warning = Diagnostic::warning(
        "P101",
        span,
        "this AND joins comparisons on objects of different types and never holds",
        "section 9.5: all operands of AND MUST be satisfiable with the same object",
    );
    warning.hint = Some("join them with OR, or write `[ … ] AND [ … ]`".to_owned());
    warning
}

fn empty_interval(span: Span, start: &str, stop: &str) -> Diagnostic {
    Diagnostic::warning(
        "P103",
        span,
        format!("nothing lies between START `{start}` and STOP `{stop}`"),
        "section 9.5.1: observation times are at or after START and before STOP",
    )
}

fn test(test: &Test<'_>, warnings: &mut Vec<Diagnostic>) -> Result<(), Box<Diagnostic>> {
    match &test.operator {
        Operator::IsSubset(text) | Operator::IsSuperset(text) => network(test, text)?,
        Operator::Compare(Relation::Equal | Relation::NotEqual, constant) => hash(test, constant)?,
        Operator::In(set) => {
            set.iter().try_for_each(|constant| hash(test, constant))?;
            if set.is_empty() {
                warnings.push(Diagnostic::warning(
                    "P106",
                    test.span.clone(),
                    "the list is empty, and nothing is in it",
                    "section 9.6.1: IN is true if the value equals one of the list",
                ));
            }
        }
        _ => {}
    }
    if test
        .path
        .steps
        .iter()
        .any(|step| matches!(step, Step::Index(at) if *at < 0))
    {
        warnings.push(Diagnostic::warning(
            "P104",
            test.span.clone(),
            "an index below zero is in no list",
            "section 9.7.2: out of range, the result of any operation is false",
        ));
    }
    kinds(test, warnings);
    Ok(())
}

fn network(test: &Test<'_>, text: &str) -> Result<(), Box<Diagnostic>> {
    if Network::parse(text).is_some() {
        return Ok(());
    }
    Err(Diagnostic::error(
        "P029",
        test.span.clone(),
        format!("`{}` is no IP address or CIDR block", clip(text)),
        "section 9.6.1: the right side MUST be a valid IPv4 or IPv6 address or block",
    )
    .hint("write for example `'198.51.100.0/24'`"))
}

fn hash(test: &Test<'_>, constant: &Constant<'_>) -> Result<(), Box<Diagnostic>> {
    let [.., Step::Key(parent), Step::Key(algorithm)] = test.path.steps.as_slice() else {
        return Ok(());
    };
    let Constant::String(value) = constant else {
        return Ok(());
    };
    if parent != "hashes" || hashes::fits(algorithm, value) {
        return Ok(());
    }
    Err(Diagnostic::error(
        "P030",
        test.span.clone(),
        format!("`{}` is no {algorithm} hash", clip(value)),
        "sections 2.7 and 10.7: the value MUST have the form of its algorithm",
    )
    .hint("check that the value was copied whole"))
}

/// Warns when the property is known and the constant is of a type it is never compared with.
fn kinds(test: &Test<'_>, warnings: &mut Vec<Diagnostic>) {
    let Some(kind) = property_kind(&test.path) else {
        return;
    };
    let constants: &[Constant<'_>] = match &test.operator {
        Operator::Compare(_, constant) => std::slice::from_ref(constant),
        Operator::In(set) => set,
        _ => return,
    };
    if let Some(wrong) = constants
        .iter()
        .find(|constant| !comparable(kind, constant))
    {
        warnings.push(Diagnostic::warning(
            "P102",
            test.span.clone(),
            format!(
                "`{}` is a {} and never equals a {}",
                test.path,
                kind.name(),
                wrong.type_name()
            ),
            "sections 9.2 and 9.6.1: incompatible types are unequal",
        ));
    }
}

/// The table of section 9.2.
fn comparable(kind: PropertyKind, constant: &Constant<'_>) -> bool {
    use PropertyKind as K;
    match constant {
        Constant::Boolean(_) => kind == K::Boolean,
        Constant::Integer(_) | Constant::Float(..) => kind == K::Number,
        Constant::String(_) | Constant::Binary(_) | Constant::Hex(_) => {
            matches!(kind, K::String | K::Binary | K::Hex)
        }
        Constant::Timestamp(_) => kind == K::Timestamp,
    }
}
