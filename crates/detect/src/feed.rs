//! Indicators out of files: STIX objects in any of their wrappings, and tables of values.

mod table;

use stix::object::Header;
use stix::{Limits, Object, Splitter, Value, timestamp};

use crate::matcher::{Added, Indicator, Matcher, uuid_of};

pub use table::TableFault;

/// What was in a file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Indicators that are matched from now on.
    pub active: u64,
    /// Indicators that are revoked, too weak, or not in STIX patterning.
    pub left_out: u64,
    /// Objects that are no indicators.
    pub others: u64,
    /// What could not be used: where it stands (object or line, from 1), and why.
    pub refused: Vec<(u64, String)>,
}

/// Takes the indicators out of STIX content as it comes: a bundle, an envelope, a list, one object or
/// one a line. Of several versions of an indicator the newest counts.
#[derive(Debug)]
pub struct StixFeed {
    splitter: Splitter,
    count: u64,
    newest: std::collections::HashMap<[u8; 16], i64>,
    /// What was found so far.
    pub taken: Taken,
}

impl Default for StixFeed {
    fn default() -> Self {
        Self {
            splitter: Splitter::new(Limits::default(), false),
            count: 0,
            newest: std::collections::HashMap::new(),
            taken: Taken::default(),
        }
    }
}

impl StixFeed {
    /// Takes in more bytes.
    pub fn push(&mut self, bytes: &[u8], matcher: &mut Matcher) {
        self.splitter.push(bytes);
        self.drain(matcher);
    }

    /// Says that this was all.
    pub fn finish(mut self, matcher: &mut Matcher) -> Taken {
        let end = self.splitter.finish();
        self.drain(matcher);
        if let Err(fault) = end {
            self.refuse(fault.message);
        }
        self.taken
    }

    fn drain(&mut self, matcher: &mut Matcher) {
        while let Some(piece) = self.splitter.next_piece() {
            self.count += 1;
            match piece {
                Ok(piece) => self.object(&piece.bytes, matcher),
                Err(refusal) => self.refuse(refusal.fault.message),
            }
        }
    }

    fn refuse(&mut self, why: String) {
        self.taken.refused.push((self.count, why));
    }

    fn object(&mut self, bytes: &[u8], matcher: &mut Matcher) {
        let object = match Object::parse(bytes, &Limits::default()) {
            Ok(object) => object,
            Err(fault) => return self.refuse(fault.message),
        };
        if object.header.object_type != "indicator" {
            self.taken.others += 1;
            return;
        }
        let version = version(&object.header);
        if let Some(uuid) = uuid_of(&object.header.id) {
            let newest = self.newest.entry(uuid).or_insert(version);
            if *newest > version {
                self.taken.left_out += 1;
                return;
            }
            *newest = version;
        }
        match indicator(&object).map(|indicator| matcher.add(&indicator)) {
            None | Some(Ok(Added::LeftOut)) => self.taken.left_out += 1,
            Some(Ok(Added::Active)) => self.taken.active += 1,
            Some(Err(refusal)) => self.refuse(refusal.to_string()),
        }
    }
}

fn version(header: &Header<'_>) -> i64 {
    header.version_at().map_or(0, |at| at.micros())
}

/// What the matcher needs of an indicator object; `None` for a pattern in another language. An
/// indicator of STIX 2.0 has no `pattern_type` and is in STIX patterning.
pub fn indicator<'o>(object: &'o Object<'_>) -> Option<Indicator<'o>> {
    let text = |key: &str| object.value.get(key).and_then(Value::as_str);
    if text("pattern_type").unwrap_or("stix") != "stix" {
        return None;
    }
    let moment = |key: &str| text(key).and_then(timestamp::parse_tolerant);
    let confidence = match object.value.get("confidence") {
        Some(Value::Number(number)) => number.parse().ok(),
        _ => None,
    };
    Some(Indicator {
        id: &object.header.id,
        pattern: text("pattern").unwrap_or_default(),
        valid_from: moment("valid_from"),
        valid_until: moment("valid_until"),
        revoked: object.header.revoked,
        confidence,
    })
}

/// Takes indicators out of a table with a comma between its columns. A head that names `pattern`, or
/// `type` and `value`, says what they hold; `id`, `uuid`, `valid_from`, `valid_until` and `confidence`
/// are read, too. Without such a head the first column holds values whose type is plain to see.
///
/// # Errors
/// When it is no such table.
pub fn take_table(bytes: &[u8], matcher: &mut Matcher) -> Result<Taken, TableFault> {
    table::take(bytes, matcher)
}
