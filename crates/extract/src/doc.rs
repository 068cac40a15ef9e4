//! One text made ready: tokens, phrases of the lexicon, dates, sentences, and what is furniture.

use crate::lexicon::{AR, Class, Cue, EN, FR, Hit, LEXICON, Role, Tag, Verb};
use crate::spelling::Spelling;
use foldhash::{HashSet, HashSetExt};
use text::{Date, DateMention, Kind, Language, Tokens, find_dates, sentences};

/// A text with everything the rules look at.
pub(crate) struct Doc<'a> {
    pub t: &'a Tokens<'a>,
    /// The folded form of each token.
    words: Vec<&'a str>,
    /// How each token is used in names.
    roles: Vec<Option<Role>>,
    /// Family names in capitals.
    families: HashSet<&'a str>,
    pub language: Language,
    pub(crate) spelling: Spelling,
    /// Which Arabic verb each token is.
    verbs: Vec<Option<Verb>>,
    /// The cues that begin at each token, one bit for each.
    cues: Vec<u16>,
    /// The next bracket that opens at or behind each token.
    brackets: Vec<u32>,
    hits: Vec<Hit>,
    /// `hits[from[i]..from[i + 1]]` begin at token `i`.
    from: Vec<u32>,
    pub dates: Vec<DateMention>,
    /// Sentence number of each token.
    pub sentence: Vec<u32>,
    /// The first token of each sentence, and behind them all how many tokens there are.
    begins: Vec<u32>,
    /// Tokens that rules must not look at: furniture and repeats.
    pub masked: Vec<bool>,
}

impl<'a> Doc<'a> {
    pub fn new(
        t: &'a Tokens<'a>,
        published: Option<Date>,
        masked: &[std::ops::Range<usize>],
    ) -> Self {
        let language = text::detect_tokens(t, 0..usize::MAX);
        let languages = match language {
            Language::Arabic => AR | FR | EN,
            Language::French => FR | AR,
            Language::English => EN | AR,
            _ => AR | FR | EN,
        };
        let mut hits = LEXICON.find(t, languages);
        // "دعا إلى تكثيف الدوريات وإلى فتح خط": folded it is spelt like a governor and like a name.
        let and_to = |i: usize| t.text(i) == "وإلى";
        hits.retain(|h| !and_to(h.first));
        let mut from = vec![0u32; t.len() + 1];
        let mut h = 0;
        for (i, slot) in from.iter_mut().enumerate() {
            while h < hits.len() && hits[h].first < i {
                h += 1;
            }
            *slot = h as u32;
        }
        let dates = find_dates(t, published);
        let mut sentence = vec![0u32; t.len()];
        let spans = sentences(t.raw);
        let mut s = 0;
        for (k, token) in t.list.iter().enumerate() {
            while s + 1 < spans.len() && spans[s].end <= token.start as usize {
                s += 1;
            }
            sentence[k] = s as u32;
        }
        let mut begins = vec![0; spans.len() + 2];
        for &s in &sentence {
            begins[s as usize + 1] += 1;
        }
        for s in 1..begins.len() {
            begins[s] += begins[s - 1];
        }
        let mut m = 0;
        let hidden = t.list.iter().map(|k| {
            while m < masked.len() && masked[m].end <= k.start as usize {
                m += 1;
            }
            masked
                .get(m)
                .is_some_and(|r| r.contains(&(k.start as usize)))
        });
        let masked = hidden.collect();
        let mut doc = Self {
            t,
            verbs: Vec::new(),
            cues: Vec::new(),
            families: HashSet::new(),
            brackets: Vec::new(),
            roles: (0..t.len())
                .map(|i| role(t, i).filter(|_| !and_to(i)))
                .collect(),
            words: (0..t.len()).map(|i| word(t, i, language)).collect(),
            language,
            spelling: Spelling::of(t),
            hits,
            from,
            dates,
            begins,
            sentence,
            masked,
        };
        doc.verbs = (0..t.len()).map(|i| doc.read_verb(i)).collect();
        doc.cues = (0..t.len()).map(|i| doc.read_cues(i)).collect();
        doc.brackets = doc.read_brackets();
        doc.families = doc.shouted_families();
        doc
    }

    /// The tokens of the sentence around `i`.
    pub fn sentence_of(&self, i: usize) -> std::ops::Range<usize> {
        let s = self.sentence[i] as usize;
        self.begins[s] as usize..self.begins[s + 1] as usize
    }

    /// Phrases that begin at token `i`, longest first.
    pub fn at(&self, i: usize) -> &[Hit] {
        match self.from.get(i..) {
            Some(&[a, b, ..]) => &self.hits[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The longest phrase at `i` that `want` takes.
    pub fn find(&self, i: usize, want: impl Fn(&Hit) -> bool) -> Option<Hit> {
        self.at(i).iter().find(|h| want(h)).copied()
    }

    /// Whether a phrase with `tag` begins at `i` without clitics.
    pub fn is(&self, i: usize, tag: Tag) -> bool {
        self.at(i).iter().any(|h| h.tag == tag && h.skip == 0)
    }

    /// Token `i` lies in an adjective of a nation: "sud-africain" has three tokens.
    pub fn in_nationality(&self, i: usize) -> bool {
        let over = |j: usize| {
            let of = |h: &Hit| matches!(h.tag, Tag::Nat(_)) && h.last > i;
            self.at(j).iter().any(of)
        };
        (i.saturating_sub(2)..=i).any(over)
    }

    /// The Arabic verb that token `i` is, behind و or ف too: "والتقى". An imperfect may stand behind ل: "ليستقبل".
    pub fn verb(&self, i: usize) -> Option<Verb> {
        self.verbs.get(i).copied().flatten()
    }

    fn read_verb(&self, i: usize) -> Option<Verb> {
        self.at(i).iter().find_map(|h| {
            let Tag::Verb(v) = h.tag else { return None };
            let w = self.w(i);
            let rest = w.char_indices().nth(h.skip).map_or(w, |c| &w[c.0..]);
            // "التابع" is no verb, التقى and التأم are.
            let article = rest.starts_with("ال") && v.class != Class::Meet;
            let lead = w[..w.len() - rest.len()].trim_start_matches(['و', 'ف']);
            let purpose = lead == "ل" && v.form.imperfect;
            (!article && (lead.is_empty() || purpose)).then_some(v)
        })
    }

    /// Token `i` is a form of a verb of one of `classes`.
    pub fn does(&self, i: usize, classes: &[Class]) -> bool {
        self.verb(i).is_some_and(|v| classes.contains(&v.class))
    }

    /// A phrase of that cue begins at `i`, behind clitics too.
    pub fn cue(&self, i: usize, cue: Cue) -> bool {
        self.cues.get(i).is_some_and(|c| c & bit(cue) != 0)
    }

    fn read_cues(&self, i: usize) -> u16 {
        let cue = |h: &Hit| match h.tag {
            Tag::Cue(cue) => bit(cue),
            _ => 0,
        };
        self.at(i).iter().map(cue).fold(0, |all, one| all | one)
    }

    /// The next bracket that opens at or behind token `i`.
    pub fn bracket(&self, i: usize) -> Option<usize> {
        let open = *self.brackets.get(i)? as usize;
        (open < self.len()).then_some(open)
    }

    fn read_brackets(&self) -> Vec<u32> {
        let mut next = self.len() as u32;
        let mut out = vec![next; self.len()];
        for (i, slot) in out.iter_mut().enumerate().rev() {
            if self.w(i) == "(" {
                next = i as u32;
            }
            *slot = next;
        }
        out
    }

    /// Token `i`, folded; empty past the end.
    pub fn w(&self, i: usize) -> &'a str {
        self.words.get(i).copied().unwrap_or("")
    }

    /// The token `n` before `i`, folded; empty before the first.
    pub fn before(&self, i: usize, n: usize) -> &'a str {
        i.checked_sub(n).map_or("", |b| self.w(b))
    }

    /// Where what begins at `i` begins with its English article.
    pub fn with_the(&self, i: usize) -> usize {
        i - usize::from(self.before(i, 1) == "the")
    }

    /// The token `n` before `i`, folded; empty before `start`.
    pub fn before_in(&self, start: usize, i: usize, n: usize) -> &'a str {
        let at = i.checked_sub(n).filter(|&b| b >= start);
        at.map_or("", |b| self.w(b))
    }

    /// Token `i` without its first `skip` letters.
    pub fn past(&self, i: usize, skip: usize) -> &'a str {
        let w = self.w(i);
        w.char_indices().nth(skip).map_or("", |(n, _)| &w[n..])
    }

    pub fn len(&self) -> usize {
        self.t.len()
    }

    pub fn arabic(&self, i: usize) -> bool {
        self.t.list.get(i).is_some_and(|k| k.kind == Kind::Arabic)
    }

    pub fn latin(&self, i: usize) -> bool {
        self.t.list.get(i).is_some_and(|k| k.kind == Kind::Latin)
    }

    pub fn capital(&self, i: usize) -> bool {
        self.t.list.get(i).is_some_and(|k| k.capital)
    }

    /// Every letter of the word is a capital: `INTERPOL`. A family written so, `Marcelo FERREYRA`, is a name as others are.
    pub fn shouted(&self, i: usize) -> bool {
        let mut letters = self.t.text(i).chars().filter(|c| c.is_alphabetic());
        letters.all(char::is_uppercase) && !self.families.contains(self.w(i))
    }

    /// Family names that the text writes in capitals, behind a given name that it does not: what is written so elsewhere is no abbreviation.
    fn shouted_families(&self) -> HashSet<&'a str> {
        let plain = |i: usize| self.capital(i) && !self.shouted(i);
        let family = |&i: &usize| {
            self.capital(i)
                && self.latin(i)
                && self.t.text(i).len() > 3
                && !self.line_start(i)
                && self.shouted(i)
                && plain(i - 1)
                && self.role(i - 1).is_some_and(|r| r.given)
                && !self.at(i).iter().any(|h| matches!(h.tag, Tag::Org(_)))
        };
        (1..self.t.len())
            .filter(family)
            .map(|i| self.words[i])
            .collect()
    }

    /// A word no name holds. With the article that the lexicon's form lacks it may be a family's: الصباح.
    pub fn stops(&self, i: usize) -> bool {
        // "السامي" is no name, سامي and الصباح are.
        let named = || match self.w(i).starts_with("ال") {
            true => self.role(i).is_some_and(|r| r.surname),
            false => self.role(i).is_some_and(|r| r.given && r.count >= 20),
        };
        self.is(i, Tag::Stop) && (LEXICON.is_stop(self.w(i)) || !named())
    }

    /// Token `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.arabic(i) || self.latin(i)
    }

    /// A line begins at `i`.
    pub fn line_start(&self, i: usize) -> bool {
        self.t.list.get(i).is_none_or(|k| k.line_start)
    }

    /// No space before token `i`.
    pub fn glued(&self, i: usize) -> bool {
        self.t.list.get(i).is_some_and(|k| !k.spaced)
    }

    /// How the word at `i` is used in names.
    pub fn role(&self, i: usize) -> Option<Role> {
        self.roles.get(i).copied().flatten()
    }

    /// Byte where token `i` begins after `skip` letters.
    pub fn start(&self, i: usize, skip: usize) -> usize {
        if skip == 0 {
            self.t.list[i].start as usize
        } else {
            self.t.skip_letters(i, skip)
        }
    }

    /// The token at or behind byte `at`.
    pub fn start_of(&self, at: usize) -> usize {
        self.t
            .list
            .partition_point(|k| (k.start as usize) < at)
            .min(self.len().saturating_sub(1))
    }

    /// Byte where token `last - 1` ends.
    pub fn end(&self, last: usize) -> usize {
        last.checked_sub(1)
            .and_then(|i| self.t.list.get(i))
            .map_or(0, |k| k.end as usize)
    }
}

/// The place of a cue in `Doc::cues`.
fn bit(cue: Cue) -> u16 {
    1 << cue as u16
}

/// The folded form of token `i`; `محمد ابن نايف` is محمد بن نايف, a French `Mr Diallo` M. Diallo.
fn word<'a>(t: &'a Tokens<'_>, i: usize, language: Language) -> &'a str {
    let w = t.folded(i);
    if w == "mr" && language == Language::French {
        return "m";
    }
    let kin = ["عم", "عمه", "خال", "خاله", "اخ", "اخت", "شقيق", "شقيقه"];
    let given = || i > 0 && !t.list[i].line_start && role(t, i - 1).is_some_and(|r| r.given);
    if w == "ابن" && given() && i + 1 < t.len() && !kin.contains(&t.folded(i + 1)) {
        return "بن";
    }
    w
}

/// How the lists use the word at `i` in names.
fn role(t: &Tokens<'_>, i: usize) -> Option<Role> {
    let word = !matches!(t.list[i].kind, Kind::Number | Kind::Mark);
    let name = || LEXICON.role(text::strip_article(t.folded(i)));
    word.then(name).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "التابع" has an article and is no verb; التقى begins like one.
    #[test]
    fn verbs_are_told_from_words_with_an_article_or_a_preposition() {
        let tokens = text::tokenize("التابع والتقى ليستقبل بوقع سيستقبله");
        let doc = Doc::new(&tokens, None, &[]);
        let classes: Vec<Option<Class>> = (0..5).map(|i| doc.verb(i).map(|v| v.class)).collect();
        let want = [
            None,
            Some(Class::Meet),
            Some(Class::Receive),
            None,
            Some(Class::Receive),
        ];
        assert_eq!(classes, want);
        let object = doc.verb(4).and_then(|v| v.form.object);
        assert_eq!(object, Some(crate::lexicon::Number::One));
    }
}
