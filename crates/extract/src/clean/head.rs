//! The grammar of a dateline: a town, its country, a day, an hour and an agency, in this order, and the sign that parts them from
//! the text.

use text::Kind;

use super::byline::{AGENCIES, LETTERS, strong};
use crate::lexicon::{Hit, LEXICON, Tag};

/// What stands before the text, as far as read.
struct Head<'t> {
    t: text::Tokens<'t>,
    hits: Vec<Hit>,
    dates: Vec<text::DateMention>,
    /// The next token.
    at: usize,
    /// The town is in the gazetteer.
    known: bool,
    day: bool,
    /// An agency or outlet is named, in brackets or by itself.
    agency: bool,
}

/// `Odienné, 29 août 2025 (AIP) - …`, `Accra, July 19, GNA – …`, `Gaborone, 3 March 2026 The …`: where the dateline ends in `line`.
pub(super) fn dateline(line: &str) -> Option<usize> {
    let end = line.char_indices().nth(110).map_or(line.len(), |(n, _)| n);
    let t = text::tokenize(&line[..end]);
    let mut head = Head {
        hits: LEXICON.find(&t, 7),
        dates: text::find_dates(&t, None),
        t,
        at: 0,
        known: false,
        day: false,
        agency: false,
    };
    head.town()?;
    head.rest();
    let end = head.t.list.get(head.at.checked_sub(1)?)?.end as usize;
    let behind = &line[end..];
    let text = behind.trim_start_matches([' ', '-', '–', '—', ':', '.', ',']);
    let sign = behind[..behind.len() - text.len()].trim();
    let dash = sign.contains(['-', '–', '—']);
    let opens = text.starts_with(|c: char| {
        c.is_uppercase() || ('\u{620}'..'\u{64B}').contains(&c) || matches!(c, '"' | '«' | '“')
    });
    let long = text.split_whitespace().count() >= 8;
    let parted = match (head.known, head.day, head.agency) {
        // "Nouakchott, 03/03/2026 Le préfet …": a whole day needs no sign.
        (true, true, true) => true,
        (true, true, false) => !sign.is_empty() || head.whole_day(),
        (true, false, true) => !sign.is_empty(),
        // "Alger- Le préfet", "الرباط- استقبل": the sign hangs on the town.
        (true, false, false) => sign == "-" && behind.starts_with("- "),
        (false, true, agency) => dash || agency,
        (false, false, _) => false,
    };
    (parted && opens && long).then_some(end)
}

impl Head<'_> {
    fn w(&self, i: usize) -> &str {
        self.t.folded(i)
    }

    /// The town, perhaps with its country or district behind a comma or in brackets.
    fn town(&mut self) -> Option<()> {
        let place = |hits: &[Hit], i: usize| {
            let here = hits
                .iter()
                .filter(|h| h.first == i && h.skip == 0 && strong(h));
            here.map(|h| h.last).max()
        };
        // "(AIP) - Le préfet", "(Agence Ecofin) - Le préfet"
        if self.w(0) == "("
            && let Some(end) = self.bracket(0)
            && self.w(end) == "-"
        {
            (self.at, self.known, self.agency) = (end, true, true);
            return Some(());
        }
        if let Some(end) = place(&self.hits, 0) {
            (self.at, self.known) = (end, true);
        } else {
            self.at = self.unknown()?;
        }
        let sign = matches!(self.w(self.at), "," | "(");
        if let Some(end) = place(&self.hits, self.at + 1).filter(|_| sign) {
            self.at = end + usize::from(self.w(end) == ")");
        } else if self.w(self.at) == "(" && self.w(self.at + 2) == "/" && self.w(self.at + 4) == ")"
        {
            // "Tamale (N/R)": a district.
            self.at += 5;
        }
        Some(())
    }

    /// One to three capitalised words of a town that no list has.
    fn unknown(&self) -> Option<usize> {
        let capital = |i: usize| {
            let token = &self.t.list[i];
            token.kind == Kind::Latin
                && self.t.raw[token.start as usize..].starts_with(char::is_uppercase)
        };
        let end = (0..self.t.len().min(6)).find(|&i| !capital(i) && self.w(i) != "-")?;
        let other = |h: &Hit| {
            h.first < end
                && matches!(
                    h.tag,
                    Tag::Office
                        | Tag::OfficeFull
                        | Tag::Rank
                        | Tag::Verb(_)
                        | Tag::Event(_)
                        | Tag::Org(_)
                )
        };
        let comma = self.w(end) == ",";
        (comma && end > 0 && !self.hits.iter().any(other)).then_some(end)
    }

    /// Day, hour and agency, with the small signs between them.
    fn rest(&mut self) {
        let mut i = self.at;
        while i < self.t.len() {
            if let Some(d) = self.dates.iter().find(|d| d.tokens.contains(&i)) {
                i = d.tokens.end;
                (self.at, self.day) = (i, true);
            } else if let Some(end) = self.bracket(i).or_else(|| self.agency(i)) {
                (self.at, self.agency) = (end, true);
                return;
            } else if let Some(end) = self.hour(i) {
                (self.at, i) = (end, end);
            } else if matches!(self.w(i), "," | "في" | "le" | "on") {
                i += 1;
            } else {
                return;
            }
        }
    }

    /// `14h30`, `14:30`.
    fn hour(&self, i: usize) -> Option<usize> {
        let number = |i: usize| self.t.list.get(i).is_some_and(|x| x.kind == Kind::Number);
        let hour = self.day && number(i) && matches!(self.w(i + 1), "h" | ":") && number(i + 2);
        hour.then_some(i + 3)
    }

    /// `(AIP)`, `(News 1st)`, `((site.com))`: who tells it.
    fn bracket(&self, i: usize) -> Option<usize> {
        let close = (i + 2..self.t.len().min(i + 9)).find(|&k| self.w(k) == ")")?;
        let inside = (i + 1..close).filter(|&k| self.w(k) != "(");
        let named = inside.clone().count() <= 6 && self.day
            || self.upper(i + 1)
            || self.agency(i + 1).is_some();
        let twice = usize::from(self.w(i + 1) == "(" && self.w(close + 1) == ")");
        (self.w(i) == "(" && named).then_some(close + 1 + twice)
    }

    /// An agency's name at `i`, perhaps between slashes.
    fn agency(&self, i: usize) -> Option<usize> {
        let letters =
            |x: &text::Token| LETTERS.contains(&&self.t.raw[x.start as usize..x.end as usize]);
        if self.t.list.get(i).is_some_and(letters) {
            return Some(i + 1);
        }
        let slash = usize::from(self.w(i) == "/");
        let from = i + slash;
        let named = AGENCIES.iter().find_map(|a| {
            let words = a.split([' ', '.']).enumerate();
            let said = words.clone().all(|(n, w)| self.w(from + n) == w);
            said.then(|| from + words.count())
        })?;
        let latin = self.t.list[from].kind == Kind::Latin;
        let closed = self.w(named) == "/";
        ((slash == 1) == closed && (slash == 1 || latin && self.upper(from)))
            .then_some(named + usize::from(closed))
    }

    /// The token at `i` is in capitals.
    fn upper(&self, i: usize) -> bool {
        let Some(token) = self.t.list.get(i) else {
            return false;
        };
        let word = &self.t.raw[token.start as usize..token.end as usize];
        word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
    }

    /// A day that names its year.
    fn whole_day(&self) -> bool {
        let year = |i: usize| self.w(i).len() == 4 && self.w(i).starts_with(['1', '2']);
        self.dates
            .first()
            .is_some_and(|d| d.tokens.clone().any(year))
    }
}
