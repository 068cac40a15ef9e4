//! What a query asks of a feed: the options of `export --to`, with `_` for `-`.
//!
//! A parameter that nothing knows is an error: whoever mistypes `min_confidence` would block what is not sure.

use crate::config::duration;
use crate::handover::Plan;
use crate::http::Problem;
use detect::rules::{Bounds, Format};
use stix::Timestamp;
use taxii::percent;

/// Reads a query; whose view of which collection it is about is not in it.
pub(super) fn plan(format: Format, query: &str) -> Result<Plan, Problem> {
    let mut plan = Plan {
        format,
        bounds: format.usual(),
        collection: String::new(),
        partner: None,
        types: Vec::new(),
        since: None,
        until: None,
        min_confidence: None,
        max_age: None,
    };
    let mut seen = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let undecodable = || wrong("the query is not percent-encoded UTF-8");
        let name = percent::decode(name).ok_or_else(undecodable)?;
        let value = percent::decode(value).ok_or_else(undecodable)?;
        if seen.contains(&name) {
            return Err(wrong("a parameter stands twice in the query"));
        }
        set(&mut plan, &name, &value)?;
        seen.push(name);
    }
    Ok(plan)
}

fn set(plan: &mut Plan, name: &str, value: &str) -> Result<(), Problem> {
    match name {
        "type" => {
            let types = value.split(',').map(str::to_owned);
            plan.types = types.collect();
            if !plan.types.iter().all(|name| is_type(name)) {
                return Err(wrong(
                    "`type` is a list of STIX types such as `domain-name,url`",
                ));
            }
        }
        "min_confidence" => {
            let number = value.parse().ok().filter(|number| *number <= 100);
            let number =
                number.ok_or_else(|| wrong("`min_confidence` is a number from 0 to 100"))?;
            plan.min_confidence = Some(number);
        }
        "max_age" => {
            let age = duration(value).and_then(|age| i64::try_from(age.as_micros()).ok());
            plan.max_age =
                Some(age.ok_or_else(|| wrong("`max_age` is an age such as `90d` or `12h`"))?);
        }
        "since" => plan.since = Some(moment(value).ok_or_else(|| no_time("since"))?),
        "until" => plan.until = Some(moment(value).ok_or_else(|| no_time("until"))?),
        "for" => {
            plan.bounds = match value {
                "search" => Bounds::Looks,
                "watch" => Bounds::Watches,
                "block" => Bounds::Blocks,
                _ => return Err(wrong("`for` is `search`, `watch` or `block`")),
            };
            if plan.bounds < plan.format.least() {
                return Err(wrong("rules of this form do more than `for` says"));
            }
        }
        _ => {
            return Err(wrong(
                "the query has `type`, `min_confidence`, `max_age`, `since`, `until` and `for` only",
            ));
        }
    }
    Ok(())
}

fn is_type(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=250).contains(&name.len()) && name.bytes().all(plain)
}

/// A moment, or a day from its beginning.
fn moment(text: &str) -> Option<i64> {
    let text = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        _ => text.to_owned(),
    };
    Timestamp::parse(&text).map(|moment| moment.micros())
}

fn no_time(name: &str) -> Problem {
    wrong(&format!(
        "`{name}` is a time such as `2026-01-31` or `2026-01-31T12:00:00Z`"
    ))
}

fn wrong(what: &str) -> Problem {
    Problem::bad_request(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_or_refused_whole() {
        let asked = "type=domain-name,url&min_confidence=70&max_age=90d&since=2026-01-31&until=2026-02-01T00:00:00Z&for=watch";
        let plan = plan(Format::Plain, asked).expect("a plan");
        assert_eq!(plan.types, ["domain-name", "url"]);
        assert_eq!(plan.min_confidence, Some(70));
        assert_eq!(plan.max_age, Some(90 * 86_400_000_000));
        assert_eq!(
            plan.until.zip(plan.since).map(|(u, s)| u - s),
            Some(86_400_000_000)
        );
        assert_eq!(plan.bounds, Bounds::Watches);
        for query in [
            "min-confidence=70",
            "min_confidence=101",
            "min_confidence=",
            "max_age=soon",
            "since=yesterday",
            "type=",
            "type=a,,b",
            "for=all",
            "for=search&for=watch",
            "%FF=1",
            "next=x",
        ] {
            assert!(super::plan(Format::Csv, query).is_err(), "{query}");
        }
        assert!(
            super::plan(Format::Rpz, "for=watch").is_err(),
            "a zone blocks"
        );
    }
}
