//! Rule numbers: made from the indicator and what the rule says, so that they are the same everywhere and for ever.
//!
//! Two rules may come to the same number. The one that stands in the folder already keeps it, and else the first by
//! id; the other takes the next free one, which is told.

use super::{Renumbered, Setting, stable};
use std::collections::{HashMap, HashSet};

/// Below lie the numbers of public rule sets, above those that do not fit a signed integer of 32 bits.
const FIRST: u32 = 1_100_000_000;
const COUNT: u32 = 1_000_000_000;

/// Fixed numbers for rules that stand for no single indicator.
pub(super) const OWN: u32 = FIRST - 100;

/// Numbers given out so far.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// name → number, of the rules that stand there already
    before: HashMap<String, u32>,
    held: HashSet<u32>,
    given: HashSet<u32>,
    pub(super) renumbered: Vec<Renumbered>,
}

impl Numbers {
    /// Remembers the numbers in a file of rules that was written here.
    pub(super) fn new(setting: &Setting, file: &str) -> Self {
        let text = setting
            .files
            .get(file)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let text = String::from_utf8_lossy(text);
        let known: HashMap<String, u32> = text.lines().filter_map(numbered).collect();
        let held = known.values().copied().collect();
        Self {
            before: known,
            held,
            ..Self::default()
        }
    }

    /// The rule's name, and its number.
    pub(super) fn of(&mut self, indicator: &str, says: &str) -> (String, u32) {
        let hash = stable(indicator, says);
        let name = format!("tsq-{}", &hash.simple().to_string()[..16]);
        let wanted = FIRST + (hash.as_u64_pair().1 % u64::from(COUNT)) as u32;
        let kept = self.before.get(&name).filter(|n| !self.given.contains(n));
        let number = kept.copied().unwrap_or_else(|| self.free_from(wanted));
        self.given.insert(number);
        if number != wanted {
            self.renumbered.push(Renumbered {
                indicator: indicator.to_owned(),
                wanted,
                number,
            });
        }
        (name, number)
    }

    fn free_from(&self, wanted: u32) -> u32 {
        let mut number = wanted;
        while self.given.contains(&number) || self.held.contains(&number) {
            number = FIRST + (number - FIRST + 1) % COUNT;
        }
        number
    }
}

/// Name and number of a rule: `… metadata:tansiq tsq-0123456789abcdef, …; sid:1234567890; …`.
fn numbered(line: &str) -> Option<(String, u32)> {
    let name = line
        .rsplit_once("metadata:tansiq ")?
        .1
        .split([',', ';'])
        .next()?;
    let number = line
        .rsplit_once("; sid:")?
        .1
        .split(';')
        .next()?
        .parse()
        .ok()?;
    (FIRST..FIRST + COUNT)
        .contains(&number)
        .then(|| (name.to_owned(), number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn standing(files: BTreeMap<String, Vec<u8>>) -> Setting {
        Setting {
            files,
            ..Setting::default()
        }
    }

    fn line(name: &str, number: u32) -> String {
        format!("alert x (msg:\"y\"; metadata:tansiq {name}, indicator z; sid:{number}; rev:1;)\n")
    }

    #[test]
    fn what_stands_there_keeps_its_number() {
        let mut fresh = Numbers::default();
        let (name, wanted) = fresh.of("indicator--b", "x");
        assert_eq!(fresh.of("indicator--b", "x").1, wanted + 1, "taken");
        assert_eq!(fresh.renumbered.len(), 1);

        let other = line("tsq-another", wanted);
        let files = [("r".to_owned(), other.into_bytes())].into();
        let mut numbers = Numbers::new(&standing(files), "r");
        assert_eq!(numbers.of("indicator--b", "x").1, wanted + 1);
        assert_eq!(numbers.renumbered[0].wanted, wanted);

        let files = [("r".to_owned(), line(&name, 1_500_000_000).into_bytes())].into();
        let mut numbers = Numbers::new(&standing(files), "r");
        assert_eq!(numbers.of("indicator--b", "x").1, 1_500_000_000);
    }
}
