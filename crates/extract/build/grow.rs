//! The lexicon while the lists are read: phrases are added one by one, then all is laid out as the binary carries it.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, Hash};

use super::canon::canon;
use super::frozen::{Frozen, Numbers};
use super::hash::Quick;
use super::tag::{AR, Case, Entry, FR, Named, Place, Role, Tag};
use text::{Kind, tokenize};

/// What was read so far.
#[derive(Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, u32, Quick>,
    /// The node behind another node and a word; 0 is the root.
    edges: HashMap<(u32, u32), u32, Quick>,
    /// What ends at each node, in the order it was read.
    nodes: Vec<Vec<Entry>>,
    pub named: Vec<Named>,
    pub places: Vec<Place<'static>>,
    pub people: HashMap<String, Role, Quick>,
    pub stops: BTreeSet<String>,
}

impl Lexicon {
    /// One with nothing but the root.
    pub fn new() -> Self {
        Self {
            nodes: vec![Vec::new()],
            ..Self::default()
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&n) = self.words.get(word) {
            return n;
        }
        let n = self.words.len() as u32;
        self.words.insert(word.to_owned(), n);
        n
    }

    /// The node behind `node` and a folded word, a new one where there is none.
    fn grow(&mut self, node: u32, folded: &str, arabic: bool) -> u32 {
        let word = match arabic {
            true => self.intern(&canon(folded)),
            false => self.intern(folded),
        };
        let new = self.nodes.len() as u32;
        let next = *self.edges.entry((node, word)).or_insert(new);
        if next == new {
            self.nodes.push(Vec::new());
        }
        next
    }

    /// Adds an Arabic word of every day, unless it is a common given name or a rule of grammar knows it.
    pub fn add_plain(&mut self, form: &str) {
        let folded = text::fold_str(form);
        let name = self.people.get(text::strip_article(&folded));
        if name.is_some_and(|r| r.given && r.count >= 10) {
            return;
        }
        let word = self.words.get(&*canon(&folded));
        let known = word.and_then(|&word| self.edges.get(&(0, word)));
        let place = |e: &Entry| matches!(e.tag, Tag::Place(_));
        let taken = known.is_some_and(|&n| !self.nodes[n as usize].iter().all(place));
        if !taken {
            self.add(form, Tag::Plain, AR, false);
        }
    }

    /// Adds one form. With `cased`, a form written with a capital is found only so written.
    pub fn add(&mut self, form: &str, tag: Tag, language: u8, cased: bool) {
        // As the ampersands of a text are read.
        if form.contains(" & ") {
            let and = if language == FR { " et " } else { " and " };
            return self.add(&form.replace(" & ", and), tag, language, cased);
        }
        // One word of plain letters, as most are: nothing to part.
        let latin = form.bytes().all(|b| b.is_ascii_alphabetic());
        if !form.is_empty() && (latin || form.chars().all(arabic)) {
            let node = self.grow(0, &text::fold_str(form), !latin);
            return self.enter(node, tag, language, case(form, 1, cased && latin, language));
        }
        let t = tokenize(form);
        let Some(head) = t.list.first() else { return };
        let mut node = 0;
        for (i, token) in t.list.iter().enumerate() {
            node = self.grow(node, t.folded(i), token.kind == Kind::Arabic);
        }
        let cased = cased && head.kind == Kind::Latin;
        self.enter(
            node,
            tag,
            language,
            case(t.text(0), t.len(), cased, language),
        );
    }

    /// Notes what ends at `node`.
    fn enter(&mut self, node: u32, tag: Tag, languages: u8, case: Case) {
        let entries = &mut self.nodes[node as usize];
        match entries.iter_mut().find(|e| e.tag == tag) {
            Some(e) => {
                e.languages |= languages;
                if case == Case::Any {
                    e.case = case;
                }
            }
            None => entries.push(Entry {
                tag,
                languages,
                case,
            }),
        }
    }

    /// All of it laid out as the binary carries it.
    pub fn freeze(mut self) -> Result<Vec<u8>, postcard::Error> {
        let mut people: Vec<(String, Role)> = self.people.drain().collect();
        people.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let people: Vec<(u32, Role)> = people
            .iter()
            .map(|(name, role)| (self.intern(name), *role))
            .collect();
        let mut words = vec![""; self.words.len()];
        for (word, &n) in &self.words {
            words[n as usize] = word;
        }
        let (mut roots, mut names) = (vec![0; words.len()], vec![0; words.len()]);
        let mut roles = Distinct::default();
        for (word, role) in people {
            names[word as usize] = roles.number(role) + 1;
        }
        let mut edges: Vec<((u32, u32), u32)> = Vec::new();
        for (&(node, word), &next) in &self.edges {
            match node {
                0 => roots[word as usize] = next,
                _ => edges.push(((node, word), next)),
            }
        }
        edges.sort_unstable();
        let mut edges_from = vec![0; self.nodes.len() + 1];
        for ((node, _), _) in &edges {
            edges_from[*node as usize + 1] += 1;
        }
        let mut entries = Distinct::default();
        let mut ends_from = vec![0];
        let mut ends = Vec::new();
        for node in &self.nodes {
            ends.extend(node.iter().map(|e| entries.number(*e)));
            ends_from.push(ends.len() as u32);
        }
        postcard::to_allocvec(&Frozen {
            letters: words.concat().as_bytes(),
            starts: Numbers(&bytes(sums(words.iter().map(|w| w.len() as u32)))),
            slots: Numbers(&bytes(slots(&words))),
            roots: Numbers(&bytes(roots)),
            names: Numbers(&bytes(names)),
            edges_from: Numbers(&bytes(sums(edges_from.into_iter().skip(1)))),
            edges: Numbers(&bytes(edges.iter().map(|e| e.0.1))),
            targets: Numbers(&bytes(edges.iter().map(|e| e.1))),
            ends_from: Numbers(&bytes(ends_from)),
            ends: Numbers(&bytes(ends)),
            entries: entries.list,
            roles: roles.list,
            named: self.named,
            places: self.places,
            stops: self.stops.iter().map(String::as_str).collect(),
        })
    }
}

/// Values with numbers, equal ones with the same.
struct Distinct<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Copy + Eq + Hash> Distinct<T> {
    fn number(&mut self, value: T) -> u32 {
        *self.numbers.entry(value).or_insert_with(|| {
            self.list.push(value);
            self.list.len() as u32 - 1
        })
    }
}

/// 0 and the sums of the first one, two … of `counts`.
fn sums(counts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut out = vec![0];
    let mut sum = 0;
    out.extend(counts.map(|n| {
        sum += n;
        sum
    }));
    out
}

fn bytes(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The hash table of `Frozen::slots`: at most three quarters full.
fn slots(words: &[&str]) -> Vec<u32> {
    let mut slots = vec![0; (words.len() * 4 / 3 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for (n, word) in words.iter().enumerate() {
        let mut at = Quick::default().hash_one(word) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = n as u32 + 1;
    }
    slots
}

/// How the `first` of the words of a phrase must be written.
fn case(first: &str, words: usize, cased: bool, language: u8) -> Case {
    let upper = || first.chars().all(|c| c.is_uppercase() || c == '.');
    match cased && first.starts_with(char::is_uppercase) {
        true if words == 1 && first.chars().nth(1).is_some() && upper() => Case::Upper,
        // French writes the names of its services with and without capitals.
        true if words < 3 || language != FR => Case::Capital,
        _ => Case::Any,
    }
}

/// A letter of the Arabic alphabet, without signs.
fn arabic(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}
