//! Family names, and whole names said again, of people the text has named in full.

use foldhash::{HashMap, HashSet, HashSetExt};

use super::Finder;
use crate::lexicon::{Hit, Tag};
use crate::mention::{Found, MentionType};
use text::{Name, Relation, strip_article};

/// Words a family name may begin with.
const PREFIXES: [&str; 19] = [
    "ولد", "بن", "ال", "ابو", "عبد", "ابن", "ben", "bin", "el", "al", "ould", "de", "van", "von",
    "da", "dos", "di", "del", "du",
];

/// Words that a family name of several words begins with: "دي أندرادي", "ولد عبد الله", "آل مكتوم".
const PARTICLES: [&str; 22] = [
    "دي", "دا", "دو", "دوس", "ديل", "ديلا", "فان", "فون", "لو", "لا", "ماك", "سان", "ولد", "بن",
    "ابن", "ال", "ابو", "ايت", "بني", "بنت", "اغ", "عبد",
];

/// The people of a text, to be found by the first or last part of their names.
#[derive(Default)]
struct People {
    names: Vec<Name>,
    last: HashMap<String, Vec<usize>>,
    first: HashMap<String, Vec<usize>>,
    middle: HashMap<String, Vec<usize>>,
    /// Arabic family names of several words, by the first: دي أندرادي, ولد عبد الله, غونزاليس هيرنانديس.
    tails: HashMap<String, Vec<Vec<String>>>,
    /// Arabic family names that have the article wherever the text says the whole name.
    defined: HashSet<String>,
}

impl People {
    fn add(&mut self, name: Name) {
        if self.names.contains(&name) {
            return;
        }
        let n = self.names.len();
        let (Some(first), Some(last)) = (name.parts().first(), name.parts().last()) else {
            return;
        };
        self.first
            .entry(first.stem().to_owned())
            .or_default()
            .push(n);
        self.last.entry(last.stem().to_owned()).or_default().push(n);
        // "Lado" for James Lado Wani, where it is no word of every day.
        if let [_, middle @ .., _] = name.parts()
            && !last.is_arabic()
        {
            for part in middle.iter().filter(|p| p.stem().len() > 3) {
                self.middle
                    .entry(part.stem().to_owned())
                    .or_default()
                    .push(n);
            }
        }
        if let Some(led) = name.leading_family() {
            self.last.entry(led.stem().to_owned()).or_default().push(n);
        }
        self.names.push(name);
    }

    fn is_arabic(&self, n: usize) -> bool {
        self.names[n].parts().last().is_some_and(|p| p.is_arabic())
    }
}

impl Finder<'_, '_> {
    /// Finds them and records them.
    pub fn surnames(&mut self) {
        let doc = self.doc;
        let mut people = People::default();
        let mut seen = HashSet::new();
        for m in self.found.iter().filter(|m| m.kind == MentionType::Person) {
            let said = &doc.t.raw[doc.start(m.first, m.skip)..doc.end(m.last)];
            let new = seen.insert(said);
            if new && doc.arabic(m.first) {
                // "محمان بوكاري" for سليمان محمان بوكاري, and no "كريم حداد" for محمد بن كريم حداد.
                let led = |i: usize| PARTICLES.contains(&doc.w(i));
                let tail = |i: usize| (led(i) || led(i + 1) || i + 2 == m.last) && !led(i - 1);
                for at in (m.first + 1..m.last.saturating_sub(1)).filter(|&i| tail(i)) {
                    let tail = (at..m.last).map(|i| doc.w(i).to_owned()).collect();
                    let head = doc.w(at).to_owned();
                    people.tails.entry(head).or_default().push(tail);
                }
                if let Some(bare) = doc.w(m.last - 1).strip_prefix("ال") {
                    people.defined.insert(bare.to_owned());
                }
            }
            if new {
                let name = Name::parse(said);
                // A letter is nobody's family name.
                let letter = doc.latin(m.last - 1) && doc.w(m.last - 1).len() == 1;
                if name.parts().len() >= 2 && !letter {
                    people.add(name);
                }
            }
        }
        if people.names.is_empty() {
            return;
        }
        let mut i = 0;
        while i < doc.len() {
            let word = doc.arabic(i) || doc.latin(i) && (doc.capital(i) || self.particle(i));
            match (!self.used[i] && word)
                .then(|| self.surname_at(i, &people))
                .flatten()
            {
                Some((last, skip)) => {
                    self.push_person(i, last, skip);
                    i = last;
                }
                None => i += 1,
            }
        }
    }

    fn surname_at(&self, i: usize, people: &People) -> Option<(usize, usize)> {
        let doc = self.doc;
        if doc.particle(i) {
            return None;
        }
        let mut readings: Vec<(usize, &str)> = vec![(0, doc.w(i))];
        if doc.arabic(i) {
            let clitics = text::analyses(doc.w(i)).filter(|a| a.outside > 0);
            readings.extend(clitics.map(|a| (a.outside, a.stem)));
        }
        for &(skip, word) in &readings {
            if let Some(last) = self.whole_again(i, skip, word, people) {
                return Some((last, skip));
            }
        }
        if let Some(last) = self.hyphened(i) {
            return Some((last, 0));
        }
        for &(skip, _) in &readings {
            if let Some(last) = self.tail_again(i, skip, people) {
                return Some((last, skip));
            }
        }
        // "Abdelrahman said": the lists have such a family by what stands behind "abd".
        if doc.language == text::Language::English && doc.w(i).starts_with("abd") {
            let said = Name::parse(doc.t.text(i));
            let same = |n: &&Name| {
                said.parts().len() == 1
                    && n.parts().last() == said.parts().last()
                    && said.relation(n) != Relation::Different
            };
            if !self.opens_another(i) && people.names.iter().any(|n| same(&n)) {
                return Some((i + 1, 0));
            }
        }
        let prefix = PREFIXES.contains(&doc.w(i));
        for (skip, word) in readings {
            let bare = strip_article(word);
            let one = |w: &str| people.last.get(w).into_iter().flatten().copied();
            // "تعاون علمي" where the text has named محمد العلمي; "لله", "له" where ولد عبد الله.
            let article = || {
                let whole = doc.past(i, skip);
                whole.starts_with("ال") || skip > 0 && whole.starts_with('ل')
            };
            let defined = || people.defined.contains(bare) && !article() && !self.bare_family(i);
            if doc.arabic(i) && (bare == "له" || defined()) {
                continue;
            }
            for n in one(bare).chain(one(word).filter(|_| bare != word)) {
                // "زيارة للحموشي": the article of the name is in the second ل.
                if skip > 0
                    && doc.w(i).chars().nth(skip - 1) == Some('ل')
                    && doc.w(i).chars().nth(skip) == Some('ل')
                    && people.is_arabic(n)
                    && people.last.get(bare).is_some_and(|p| p.len() == 1)
                {
                    return Some((i + 1, skip));
                }
                let own = people.is_arabic(n) == doc.arabic(i) && !self.opens_another(i);
                if own || prefix {
                    let said = &doc.t.raw[doc.start(i, skip)..doc.end(i + 1)];
                    if Name::parse(said).relation(&people.names[n]) != Relation::Different {
                        return Some((i + 1, skip));
                    }
                }
            }
            // "وأعرب غيرما عن": a first name that is no word and that one person has.
            let strange = doc.arabic(i) && doc.at(i).is_empty() && doc.role(i).is_none();
            if strange
                && word.chars().count() >= 3
                && !self.joined(i)
                && people.first.get(word).is_some_and(|p| p.len() == 1)
            {
                return Some((i + 1, skip));
            }
            let alone = doc.latin(i) && doc.at(i).is_empty() && !doc.capital(i + 1);
            if alone && people.middle.get(bare).is_some_and(|p| p.len() == 1) {
                return Some((i + 1, skip));
            }
            // "Azhari said": of a people that calls by the given name, of whom the text names one so.
            let given = self.doc.language == text::Language::English
                && doc.latin(i)
                && bare.len() > 3
                && !doc.shouted(i)
                && !(doc.capital(i + 1) && doc.latin(i + 1) && !doc.line_start(i + 1))
                && !(i > 0
                    && doc.capital(i - 1)
                    && doc.latin(i - 1)
                    && !doc.line_start(i)
                    && !doc.is(i - 1, Tag::Rank))
                && doc
                    .at(i)
                    .iter()
                    .all(|h| h.tag.place().is_some_and(|p| !p.strong))
                && !matches!(doc.w(i + 1), "-" | "&");
            if given && people.first.get(bare).is_some_and(|p| p.len() == 1) {
                return Some((i + 1, skip));
            }
            let more = (prefix || doc.w(i + 1) == "-").then(|| self.prefixed(i, skip, people));
            if let Some(last) = more.flatten() {
                return Some((last, skip));
            }
        }
        None
    }

    /// A word of a name stands beside `i`.
    fn joined(&self, i: usize) -> bool {
        let doc = self.doc;
        let part = |k: usize| doc.role(k).is_some() && doc.arabic(k) && doc.at(k).is_empty();
        part(i + 1) && !doc.line_start(i + 1) || i > 0 && part(i - 1) && !doc.line_start(i)
    }

    /// `وقال حموشي` for عبد اللطيف الحموشي: no word of its own, behind a verb, a word of grammar or a title.
    fn bare_family(&self, i: usize) -> bool {
        let doc = self.doc;
        let led = |b: usize| {
            let title = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Rank | Tag::Nat(_));
            let word = ["ان", "بين", "مع", "من", "عن", "الي", "كان", "قد"].contains(&doc.w(b));
            // "تعاون" is a noun here.
            let verb = doc.verb(b).is_some() && !doc.w(b).starts_with('ت');
            word || verb || self.used[b] || doc.at(b).iter().any(title)
        };
        doc.at(i).is_empty() && (doc.line_start(i) || i.checked_sub(1).is_some_and(led))
    }

    /// The whole name again.
    fn whole_again(&self, i: usize, skip: usize, word: &str, people: &People) -> Option<usize> {
        let doc = self.doc;
        // عبد اللطيف and أبو بكر are one part of two words.
        let compound = word.starts_with("عبد") || matches!(word, "ابو" | "بن");
        let all = 0..if compound { people.names.len() } else { 0 };
        let first = people
            .first
            .get(strip_article(word))
            .into_iter()
            .flatten()
            .copied();
        let mut named = first
            .chain(all)
            .filter(|&n| people.is_arabic(n) == doc.arabic(i))
            .peekable();
        named.peek()?;
        let said: Vec<(usize, Name)> = (i + 2..=(i + 5).min(doc.len()))
            .take_while(|&last| self.free(i, last) && !doc.line_start(last - 1))
            .filter(|&last| doc.is_word(last - 1))
            .map(|last| (last, &doc.t.raw[doc.start(i, skip)..doc.end(last)]))
            .map(|(last, said)| (last, Name::parse(said)))
            .collect();
        let same = |name: &Name| said.iter().find(|s| s.1.relation(name) == Relation::Same);
        named.find_map(|n| same(&people.names[n])).map(|s| s.0)
    }

    /// `فان دام` where the text has named ناتالي فان دام, `وآل مكتوم` where سعيد آل مكتوم.
    fn tail_again(&self, i: usize, skip: usize, people: &People) -> Option<usize> {
        let doc = self.doc;
        let word = doc.past(i, skip);
        let said = |tail: &&Vec<String>| {
            let last = i + tail.len();
            self.free(i, last)
                && (i + 1..last).all(|k| doc.w(k) == tail[k - i] && !doc.line_start(k))
        };
        let tails = people.tails.get(word)?;
        // "وال" folds like "وآل".
        let house = word == "ال" && doc.t.text(i).chars().nth(skip).is_none_or(|c| c != 'آ');
        let longest = tails.iter().filter(said).map(Vec::len).max();
        longest.filter(|_| !house).map(|n| i + n)
    }

    /// بن سلمان, El Hammouchi, Garcia-Lopez: a prefix and then the stem.
    fn prefixed(&self, i: usize, skip: usize, people: &People) -> Option<usize> {
        let doc = self.doc;
        [i + 2, i + 3].into_iter().find(|&last| {
            if last > doc.len() || !self.free(i, last) || doc.line_start(last - 1) {
                return false;
            }
            // "Saint-" of "Saint-Georges" is nobody's.
            if !doc.is_word(last - 1) {
                return false;
            }
            let said = Name::parse(&doc.t.raw[doc.start(i, skip)..doc.end(last)]);
            let known = |n: &Name| said.relation(n) != Relation::Different;
            said.parts().len() == 1 && people.names.iter().any(known)
        })
    }

    /// "M. de Jonge", "le général van den Berg": a word in lower case that a family's name may begin with.
    fn particle(&self, i: usize) -> bool {
        let doc = self.doc;
        let led = i > 0
            && (doc.is(i - 1, Tag::Rank)
                || doc.is(i - 1, Tag::Office)
                || i > 1 && doc.w(i - 1) == "." && doc.is(i - 2, Tag::Rank));
        match doc.w(i) {
            "van" | "von" | "ter" | "ten" | "den" => true,
            "de" | "da" | "do" | "dos" | "du" | "di" => led,
            _ => false,
        }
    }

    /// `Adu-Poku`, "de Jonge", as a full name of the text ends.
    fn hyphened(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let mut last = i + 1;
        while last < i + 4 && !doc.capital(last - 1) && doc.latin(last) {
            last += 1;
        }
        while doc.w(last) == "-" && doc.glued(last) && doc.glued(last + 1) && doc.latin(last + 1) {
            last += 2;
        }
        if last == i + 1 || !self.free(i, last) || !doc.capital(last - 1) {
            return None;
        }
        let said = &doc.t.raw[doc.start(i, 0)..doc.end(last)];
        let ends = |m: &Found| {
            m.kind == MentionType::Person
                && m.last - m.first > last - i
                && doc.t.raw[doc.start(m.first, m.skip)..doc.end(m.last)].ends_with(said)
        };
        self.found.iter().any(ends).then_some(last)
    }
}
