//! What of a collection becomes rules: indicators that the reader sees, that hold now, and that may be used so.

use super::{Counts, Plan};
use detect::rules::Indicator;
use handling::{Clearance, Label, Reader, may_hand_over, planted};
use std::collections::BTreeMap;
use stix::marking::Tlp;
use stix::timestamp::parse_tolerant;
use stix::{Limits, Object, Value};
use store::{PageEnd, Query, Result, Row, Served, Store};

const PAGE: usize = 1_000;
const PAGE_BYTES: usize = 8 << 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// To be written.
    pub indicators: Vec<Indicator>,
    /// What was looked at, and what was left out and why.
    pub counts: Counts,
    /// How many may not be used so, by the rule that forbids it; for the operator's eyes.
    pub withheld: BTreeMap<String, u64>,
    /// What of it was served, once it is.
    pub served: Vec<Served>,
    /// The last moment up to now at which one of those looked at came, began or ceased to hold, microseconds.
    pub changed: Option<i64>,
    /// The first moment after now at which one of them begins or ceases to hold, microseconds.
    pub until: Option<i64>,
    /// The newest date of those looked at, microseconds.
    pub last: Option<i64>,
}

/// Reads the newest version of every indicator that the reader sees. `None`: it may not read the collection.
pub fn gather(
    store: &Store,
    clearance: &Clearance,
    plan: &Plan,
    now: i64,
    what: &'static str,
) -> Result<Option<Gathered>> {
    let mut query = Query {
        after: plan.since.map(|since| since.saturating_sub(1)),
        types: vec!["indicator".to_owned()],
        limit: PAGE,
        max_bytes: PAGE_BYTES,
        ..Query::default()
    };
    let mut gathered = Gathered::default();
    loop {
        let (mut past, mut last, mut taken) = (false, None, Vec::new());
        let mut each = |row: Row<'_>, label: &Label| {
            past |= plan.until.is_some_and(|until| row.date_added > until);
            if !past {
                last = Some(row.date_added);
                gathered.last = gathered.last.max(last);
                if gathered.row(&row, label, &clearance.reader, plan, now) {
                    taken.push(row.id.to_owned());
                }
            }
        };
        let page = store.page_with_labels(clearance, &plan.collection, &query, &mut each)?;
        let Some(end) = page else { return Ok(None) };
        let page = PageEnd { last, ..end };
        let served = served(&clearance.reader, plan, &query, page, taken);
        gathered
            .served
            .extend(served.map(|served| Served { what, ..served }));
        query.after = end.last.or(query.after);
        if past || !end.more {
            planted!(
                RulesCountHidden,
                gathered.counts.unreadable = store.planted_count(&plan.collection)?.unsigned_abs(),
                ()
            );
            return Ok(Some(gathered));
        }
    }
}

/// What is made for a reader is served to it: those indicators, and no others of the page.
fn served(
    reader: &Reader,
    plan: &Plan,
    query: &Query,
    end: PageEnd,
    taken: Vec<String>,
) -> Option<Served> {
    if *reader == Reader::System || taken.is_empty() {
        return None;
    }
    let count = taken.len();
    let ids = if count == end.count {
        Vec::new()
    } else {
        taken
    };
    Some(Served {
        reader: reader.clone(),
        collection: Some(plan.collection.clone()),
        what: "export",
        query: Query {
            ids,
            ..query.clone()
        },
        end: PageEnd { count, ..end },
        dates: Vec::new(),
    })
}

impl Gathered {
    /// Takes an indicator, or counts why not.
    fn row(
        &mut self,
        row: &Row<'_>,
        label: &Label,
        reader: &Reader,
        plan: &Plan,
        now: i64,
    ) -> bool {
        let Ok(object) = Object::parse(row.bytes, &Limits::default()) else {
            self.counts.unreadable += 1;
            return false;
        };
        let found = Found::of(&object);
        let moments = found.moments(plan).chain([row.date_added]);
        self.changed = self.changed.max(moments.filter(|at| *at <= now).max());
        // What is too old is so after its moment, not at it.
        let next = found.moments(plan).filter(|at| *at >= now).min();
        let next = next.map(|at| at.max(now + 1)).into_iter();
        self.until = next.chain(self.until).min();
        let counts = &mut self.counts;
        let older = |age: i64| found.modified < now.saturating_sub(age);
        let weak = |least: u8| found.confidence.is_none_or(|c| c < least);
        let left_out = if object.header.revoked {
            Some(&mut counts.revoked)
        } else if found.until.is_some_and(|until| until <= now) {
            Some(&mut counts.expired)
        } else if found.from.is_some_and(|from| from > now) {
            Some(&mut counts.not_yet_valid)
        } else if plan.max_age.is_some_and(older) {
            Some(&mut counts.too_old)
        } else if plan.min_confidence.is_some_and(weak) {
            Some(&mut counts.below_confidence)
        } else {
            None
        };
        if let Some(count) = left_out {
            *count += 1;
            return false;
        }
        // Nothing is asked of a partner on account of what it handed in itself.
        let own = matches!(reader, Reader::Partner { key, .. } if label.lane() == Some(*key));
        let decision = may_hand_over(label, plan.to(), now);
        if !own && !decision.give {
            let rule = decision.deciding().map_or("", |step| step.rule);
            *self.withheld.entry(rule.to_owned()).or_default() += 1;
            return false;
        }
        let tlp = level_told(&object, label, reader);
        self.indicators.push(found.indicator(&object, tlp));
        true
    }
}

/// The level beside a rule: for the operator the effective one, for a reader the one the object states. The effective level
/// rests on newer versions, too, and these may lie where the reader does not look.
fn level_told(object: &Object<'_>, label: &Label, reader: &Reader) -> Tlp {
    if *reader == Reader::System {
        return label.tlp();
    }
    let header = &object.header;
    let stated = (header.object_marking_refs.iter()).chain(&header.granular_marking_refs);
    let strictest = stated.filter_map(|id| Tlp::of_marking_id(id)).max();
    strictest.unwrap_or(Tlp::AmberStrict)
}

/// What decides whether it becomes a rule.
struct Found {
    modified: i64,
    from: Option<i64>,
    until: Option<i64>,
    confidence: Option<u8>,
}

impl Found {
    fn of(object: &Object<'_>) -> Self {
        let moment = |name: &str| object.value.get(name)?.as_str().and_then(parse_tolerant);
        let confidence = match object.value.get("confidence") {
            Some(Value::Number(number)) => number.parse().ok().filter(|c| *c <= 100),
            _ => None,
        };
        Self {
            modified: object.header.version_at().map_or(0, |at| at.micros()),
            from: moment("valid_from"),
            until: moment("valid_until"),
            confidence,
        }
    }

    /// When it begins or ceases to be taken.
    fn moments(&self, plan: &Plan) -> impl Iterator<Item = i64> + use<> {
        let too_old = plan.max_age.map(|age| self.modified.saturating_add(age));
        [self.from, self.until, too_old].into_iter().flatten()
    }

    fn indicator(self, object: &Object<'_>, tlp: Tlp) -> Indicator {
        let text = |name: &str| {
            let value = object.value.get(name).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        let labels = match object.value.get("labels") {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let language = text("pattern_type");
        Indicator {
            id: object.header.id.to_string(),
            name: text("name"),
            pattern: text("pattern"),
            pattern_type: if language.is_empty() {
                "stix".to_owned()
            } else {
                language
            },
            modified: self.modified,
            valid_from: text("valid_from"),
            valid_until: text("valid_until"),
            confidence: self.confidence,
            labels: labels.into_iter().map(str::to_owned).collect(),
            tlp,
        }
    }
}
