//! Datelines: what stands before the first word of a paragraph.
//!
//! `Odienné, 29 août 2025 (AIP) - Le préfet …`: the head of the line is read once, as tokens with what the lexicon and the
//! calendar know of them. In it stand, in this order, a town with its country or district, a day and an hour, and whoever
//! reports; then a sign and the text. The less of it is known, the more the sign and the text must say.

use text::{Kind, fold_str};

use super::byline::{AGENCIES, LETTERS, agency_line, ends_or_begins, strong};
use super::known::{HEAD, Known};
use crate::lexicon::{Hit, LEXICON, Tag};

/// The head of a line.
struct Head<'k, 'l> {
    line: &'l str,
    t: &'k text::Tokens<'l>,
    hits: &'k [Hit],
    dates: &'k [text::DateMention],
}

/// A dateline as far as read.
#[derive(Default)]
struct Read {
    /// The token behind it.
    end: usize,
    /// The town is in the gazetteer.
    known: bool,
    day: bool,
    /// An agency or outlet is named, in brackets or by itself.
    agency: bool,
}

/// Where the dateline of a paragraph ends: `RABAT, Sept 20 (Reuters) -`, `الرباط 3 ماي (و م ع) –`.
pub(super) fn dateline(known: &Known<'_>) -> Option<usize> {
    let line = known.raw;
    let letter = |c: char| matches!(c, ' ' | '\u{0620}'..='\u{064A}') || c.is_ascii_alphabetic();
    let sign = |c: char| match c {
        '-' | '–' | '—' | ':' | '|' | '/' | '(' => true,
        _ => !letter(c) && c.is_numeric(),
    };
    let town = || {
        line.split(' ')
            .next()
            .is_some_and(|w| w.ends_with('.') && w.len() > 4)
    };
    if !line.chars().take(HEAD).any(sign) && !line.contains(", The ") && !town() {
        return None;
    }
    let head = Head::read(known);
    head.signed()
        .or_else(|| head.in_capitals())
        .or_else(|| head.letters())
        .or_else(|| head.before_colon())
        .or_else(|| head.filed())
        .or_else(|| {
            let dated = head.dated_or_signed();
            dated.max(head.before_dash()).max(head.before_verb())
        })
        .or_else(|| head.quoted())
        .or_else(|| head.colon_and_dash())
        .or_else(|| head.outlet_and_dash())
        .or_else(|| head.long_dash())
        .or_else(|| head.day_and_bracket())
        .or_else(|| head.outlet_and_country())
        .or_else(|| head.one_word())
        .or_else(|| head.day_first())
        .or_else(|| head.unknown_capitals())
        .or_else(|| head.with_outlet())
        .or_else(|| head.agency_and_sign())
}

/// The dateline of a paragraph that stands below another: only a town in capitals begins one.
pub(super) fn shouted(known: &Known<'_>) -> Option<usize> {
    let line = known.raw;
    town_in_capitals(line)?;
    let head = Head::read(known);
    let dash = |n: &usize| line[*n..].starts_with('—');
    head.in_capitals()
        .or_else(|| head.unknown_capitals().filter(dash))
}

/// The first word of a line, or the first two, in capitals.
fn town_in_capitals(line: &str) -> Option<&str> {
    let upper = |c: char| c.is_uppercase() || matches!(c, '-' | ' ');
    let capitals = |town: &&str| town.chars().all(upper) && town.chars().count() >= 4;
    let word = line.split([',', ' ', '(', '—']).next()?;
    let two = line.split([',', '(', '—']).next().map(str::trim_end);
    let two = two.filter(|t| t.split(' ').count() == 2);
    Some(word).filter(capitals).or(two.filter(capitals))
}

/// Bytes within which an agency or the first day stands.
const NEAR: usize = 70;

impl<'k, 'l> Head<'k, 'l> {
    fn read(line: &'k Known<'l>) -> Self {
        let head = line.head();
        Head {
            line: line.raw,
            t: head.tokens(),
            hits: head.hits(),
            dates: head.dates(),
        }
    }

    fn w(&self, i: usize) -> &str {
        self.t.folded(i)
    }

    fn is(&self, i: usize, kind: Kind) -> bool {
        self.t.list.get(i).is_some_and(|x| x.kind == kind)
    }

    fn spaced(&self, i: usize) -> bool {
        self.t.list.get(i).is_none_or(|x| x.spaced)
    }

    /// The byte where the tokens before `k` end.
    fn end(&self, k: usize) -> usize {
        let last = k.checked_sub(1).and_then(|i| self.t.list.get(i));
        last.map_or(0, |x| x.end as usize)
    }

    fn behind(&self, k: usize) -> &'l str {
        &self.line[self.end(k)..]
    }

    /// At least so many words stand behind the tokens before `k`, the sign one of them.
    fn long(&self, k: usize, words: usize) -> bool {
        self.behind(k).split_whitespace().count() >= words
    }

    /// The first token with these signs, within so many bytes.
    fn sign(&self, bytes: usize, is: impl Fn(usize) -> bool) -> Option<usize> {
        let near = |&k: &usize| self.t.list[k].start as usize <= bytes;
        (0..self.t.len()).take_while(near).find(|&k| is(k))
    }

    /// " - ", " -- "
    fn dash(&self, k: usize) -> bool {
        let two = usize::from(self.w(k + 1) == "-");
        self.w(k) == "-" && self.spaced(k) && self.spaced(k + 1 + two)
    }

    /// The bracket that closes first, and the one that opens it.
    fn bracket(&self, bytes: usize) -> Option<(usize, usize)> {
        let close = self.sign(bytes, |k| self.w(k) == ")")?;
        Some(((0..close).find(|&k| self.w(k) == "(")?, close))
    }

    /// The text between two tokens, folded.
    fn between(&self, open: usize, close: usize) -> String {
        let to = self.t.list[close].start as usize;
        fold_str(self.line[self.end(open + 1)..to].trim())
    }

    /// Past the longest place at `i` that `want` takes.
    fn place_at(&self, i: usize, want: impl Fn(&Hit) -> bool) -> Option<usize> {
        let here = self.hits.iter().filter(|h| h.first == i && h.skip == 0);
        here.filter(|h| h.tag.place().is_some() && want(h))
            .map(|h| h.last)
            .max()
    }

    /// The tokens `first..last` are a well-known place.
    fn place(&self, first: usize, last: usize) -> bool {
        super::byline::place(self.hits, first, last)
    }

    /// The line begins with the name of a country: "Libya: minister meets …" is a headline.
    fn country(&self) -> bool {
        let country = |h: &Hit| h.tag.place().is_some_and(|p| p.country);
        self.hits.iter().any(|h| h.first == 0 && country(h))
    }

    /// `الرباط 3 ماي (و م ع) –`, `الدوحة في 21 نوفمبر /قنا/`: an agency in brackets before a sign, or between slashes, behind a few words.
    fn signed(&self) -> Option<usize> {
        let few = |open: usize| self.line[..self.end(open)].split_whitespace().count() <= 6;
        if let Some((open, close)) = self.bracket(NEAR) {
            let said = self.between(open, close);
            let town = open - usize::from(open > 0 && self.w(open - 1) == ",");
            let letters = said.chars().all(char::is_alphabetic) && said.len() <= 12;
            let placed = || town > 0 && (self.place(0, town) || self.dated(town));
            let known = |a: &&str| said == **a || said.len() <= 24 && ends_or_begins(&said, a);
            let agency = letters && placed() || AGENCIES.iter().any(known);
            if agency && few(open) && matches!(self.w(close + 1), "-" | ":") {
                return Some(self.end(close + 1));
            }
        }
        let open = self.sign(NEAR, |k| self.w(k) == "/")?;
        let close = self.sign(NEAR, |k| k > open && self.w(k) == "/")?;
        let agency = AGENCIES.contains(&self.between(open, close).as_str());
        (agency && few(open)).then(|| self.end(close + 1))
    }

    /// `DUSHANBE, 14.08.2017 /Agency/. The …`, `NAIROBI, Kenya, Mar 6 – The …`, `ISLAMABAD (Point News) - The …`: a town in capitals
    /// with a day or an outlet.
    fn in_capitals(&self) -> Option<usize> {
        let town = town_in_capitals(self.line)?;
        if !self.hits.iter().any(|h| h.first == 0 && strong(h)) {
            return None;
        }
        let open = self.sign(NEAR, |k| self.end(k) >= town.len());
        if open.is_some_and(|k| self.w(k) == "(")
            && let Some(close) = self.sign(NEAR, |k| self.w(k) == ")" && self.dash(k + 1))
            && self.long(close + 1, 9)
        {
            return Some(self.end(close + 1));
        }
        // "ABU DHABI, (Point / WAM - 28th Nov, 2021) The …"
        let open = (1..4).find(|&k| self.w(k) == "(");
        let close = open.and_then(|open| (open + 2..open + 16).find(|&k| self.w(k) == ")"));
        if let (Some(open), Some(close)) = (open, close)
            && (open + 1..close).any(|k| self.w(k) == "/" || self.agency_named(k).is_some())
            && self
                .behind(close + 1)
                .trim_start()
                .starts_with(char::is_uppercase)
            && self.long(close + 1, 9)
        {
            return Some(self.end(close + 1));
        }
        let day = self.dates.iter().find(|d| d.tokens.start <= 6)?;
        let (after, rest) = (self.end(day.tokens.end), self.behind(day.tokens.end));
        // The agency stands between, in brackets, slashes or alone.
        let (n, sign) = [
            "--", " – ", " — ", " - ", "— ", "– ", "/. ", "/ ", "). ", ". ",
        ]
        .iter()
        .filter_map(|d| rest.find(d).map(|n| (n, *d)))
        .min()?;
        let own = rest[..n].split_whitespace().count() <= 4 && n <= 40;
        let text = rest[n + sign.len()..].trim_start();
        let opens = text.starts_with(|c: char| c.is_uppercase() || c == '(');
        let kept = sign.trim_start_matches(['/', ')', '.']);
        let end = after + rest[..n + sign.len() - kept.len()].trim_end().len();
        (own && opens && text.split_whitespace().count() >= 8).then_some(end)
    }

    /// `MPS - `, `PSNews – `, `(MENAFN- Gulf Times) `, `(News 1st): `, `(Agence Ecofin) - `: who reports, before the first word.
    fn letters(&self) -> Option<usize> {
        let opens = |rest: &str| {
            let text = rest.trim_start_matches(['-', '–', '—', ':', ' ']);
            text.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
                && rest.split_whitespace().count() >= 8
        };
        if self.w(0) == "(" {
            let (_, close) = self.bracket(50)?;
            let capital =
                |i: usize| self.t.list[i].capital || !self.spaced(i) || self.is(i, Kind::Number);
            let source = matches!(self.w(1), "menafn" | "vov" | "vna");
            let outlet = (2..=5).contains(&close) && (1..close).all(capital);
            let parted = outlet && matches!(self.w(close + 1), "-" | ":");
            return ((source || parted) && opens(self.behind(close + 1)))
                .then(|| self.end(close + 1));
        }
        let word = self.line.split(['-', '–', '—']).next()?.trim_end();
        let rest = &self.line[word.len()..];
        let name = (2..=12).contains(&word.len())
            && word.chars().all(|c| c.is_ascii_alphabetic() || c == '.')
            && word.chars().filter(|c| c.is_uppercase()).count() >= 2;
        // "PSNews-Senior officers": no compound word.
        let outlet = word.ends_with("News");
        let spaced = rest.starts_with(' ') || rest.chars().nth(1) == Some(' ') || outlet;
        let agency = || LETTERS.contains(&word) || AGENCIES.contains(&fold_str(word).as_str());
        (name && spaced && agency() && opens(rest)).then_some(word.len())
    }

    /// `Doha, Qatar: The minister …`, `KABUL: The …`, `Baghdad, The …`: a town and a colon before the text.
    fn before_colon(&self) -> Option<usize> {
        if let Some(k) = self.sign(40, |k| self.w(k) == ":" && self.spaced(k + 1)) {
            let before = &self.line[..self.end(k)];
            let shouted = before.chars().any(char::is_uppercase)
                && !before.chars().any(char::is_lowercase)
                && before.chars().count() > 4;
            let town = self.place(0, k) && (shouted || !self.country());
            // "Tchad – Cameroun : les gouverneurs …" is a headline.
            let with_country = || self.with_country(k) && !self.country();
            if self.long(k, 9) && (town || with_country() || self.dated(k)) {
                return Some(self.end(k));
            }
        }
        let k = self.sign(24, |k| self.behind(k).starts_with(", The "))?;
        (self.long(k, 9) && self.place(0, k) && !self.country()).then(|| self.end(k))
    }

    /// `باماكو - اختتمت …`, `Tunis, 6 février 2024 - Le ministre …`: a town, perhaps a day or who wrote, and a dash before the text.
    fn before_dash(&self) -> Option<usize> {
        let k = self.sign(60, |k| self.dash(k))?;
        let headline = || self.country() && self.behind(k).chars().take(30).any(|c| c == ':');
        let town = self.place(0, k) || self.dated(k) || self.with_country(k);
        (town && self.long(k, 9) && !headline()).then(|| self.end(k))
    }

    /// `MANILA, Philippines`, `Kinshasa (RD Congo)`: the tokens before `k` are a town and its country.
    fn with_country(&self, k: usize) -> bool {
        let Some(town) = self.place_at(0, |_| true) else {
            return false;
        };
        let sign = matches!(self.w(town), "," | "(" | "/" | "-");
        // "Rabat-Madrid : …" is a headline.
        let land = |h: &Hit| h.tag.place().is_some_and(|p| p.country);
        let joined = self.w(town) == "-" && !self.spaced(town);
        let end = self
            .place_at(town + 1, |_| true)
            .filter(|_| !joined || self.place_at(town + 1, land).is_some());
        sign && end.is_some_and(|e| e == k || e + 1 == k && self.w(e) == ")")
    }

    /// `تونس 4/3/2022`, `LYON (France), 14 mars 2023`, `العربي الناصري - مدريد`: the tokens before `k` are a town and nothing else but
    /// a day or who wrote.
    fn dated(&self, k: usize) -> bool {
        if k > 10 {
            return false;
        }
        let day = self.dates.first().is_some_and(|d| {
            let from = d.tokens.start;
            let town = (1..=from).filter(|&e| self.place(0, e)).max();
            // "Bangui (République centrafricaine), 12 mai 2026", "Baku, Azerbaijan, April 8"
            let country = |i: usize| {
                let of = |h: &&Hit| (h.first..h.last).contains(&i) && h.skip == 0 && strong(h);
                let beside = |h: &Hit| h.first > 1 && matches!(self.w(h.first - 1), "(" | ",");
                self.hits.iter().filter(of).any(beside)
            };
            let small = |i: usize| {
                matches!(self.w(i), "," | "-" | "(" | ")" | "في" | "le" | "on") || country(i)
            };
            d.tokens.end == k && town.is_some_and(|e| (e..from).all(small))
        });
        let dash = (1..k).find(|&i| self.w(i) == "-" && self.spaced(i));
        let person = |i| LEXICON.role(text::strip_article(self.w(i))).is_some();
        let people = |mut r: std::ops::Range<usize>| (2..=4).contains(&r.len()) && r.all(person);
        day || dash.is_some_and(|d| {
            self.place(d + 1, k) && people(0..d) || self.place(0, d) && people(d + 1..k)
        })
    }

    /// `الرياض 14 ربيع الآخر 1445 هـ الموافق 29 أكتوبر 2023 م واس`: a town, a day or two, an agency, and the text after it.
    fn filed(&self) -> Option<usize> {
        let mut i = self.place_at(0, strong)?;
        let mut marks = 0;
        while i < self.t.len() {
            if let Some(d) = self.dates.iter().find(|d| d.tokens.contains(&i)) {
                i = d.tokens.end;
                marks += 1;
                continue;
            }
            match self.w(i) {
                "/" | "-" | "(" => marks += 1,
                "," | "في" | "الموافق" | "م" | "ه" | "ميلاديه" | "هجريه" | "|" | "." =>
                    {}
                _ => break,
            }
            i += 1;
        }
        // "(و ا ك)": letters in brackets behind town and day are an agency, known or not.
        let letters = || {
            let close = (i..self.t.len().min(i + 7)).find(|&k| self.w(k) == ")")?;
            let single = |k: usize| self.w(k).chars().count() == 1;
            (self.w(i - 1) == "(" && !self.dates.is_empty() && (i..close).all(single))
                .then_some(close)
        };
        let mut agency = self.agency_named(i).or_else(letters)?;
        // "أريحا - معا برس - اختتمت …"
        if self.is(agency, Kind::Arabic) && self.w(agency + 1) == "-" && self.spaced(agency + 1) {
            agency += 1;
        }
        let closed = matches!(self.w(agency), ")" | "/");
        (marks > 0).then(|| self.end(agency + usize::from(closed)))
    }

    /// Past the name of an agency at `i`.
    fn agency_named(&self, i: usize) -> Option<usize> {
        AGENCIES.iter().find_map(|a| {
            let words = a.split([' ', '.']).enumerate();
            let said = words.clone().all(|(n, w)| self.w(i + n) == w);
            said.then(|| i + words.count())
        })
    }

    /// `Odienné, 29 août 2025 (AIP) - …`, `Accra, July 19, GNA – …`, `Gaborone, 3 March 2026 The …`, `Alger- Le …`.
    fn dated_or_signed(&self) -> Option<usize> {
        let read = self.rest(self.town()?);
        let behind = self.behind(read.end);
        let text = behind.trim_start_matches([' ', '-', '–', '—', ':', '.', ',']);
        let sign = behind[..behind.len() - text.len()].trim();
        let dash = sign.contains(['-', '–', '—']);
        let opens = text.starts_with(|c: char| {
            c.is_uppercase() || ('\u{620}'..'\u{64B}').contains(&c) || matches!(c, '"' | '«' | '“')
        });
        let parted = match (read.known, read.day, read.agency) {
            // "Nouakchott, 03/03/2026 Le préfet …": a whole day needs no sign.
            (true, true, true) => true,
            (true, true, false) => !sign.is_empty() || self.whole_day(),
            (true, false, true) => !sign.is_empty(),
            // "Alger- Le préfet", "الرباط- استقبل": the sign hangs on the town.
            // "Berne. La police": of one word, and no country.
            (true, false, false) => {
                let alone = read.end == 1 && !self.country() && behind.starts_with(". ");
                sign == "-" && behind.starts_with("- ") || sign == "." && alone
            }
            (false, true, agency) => dash || agency,
            (false, false, _) => false,
        };
        let long = text.split_whitespace().count() >= 8;
        (parted && opens && long).then(|| self.end(read.end))
    }

    /// The town, known or not, perhaps with its country or district behind a comma or in brackets.
    fn town(&self) -> Option<Read> {
        let known = self.place_at(0, strong);
        let town = known.or_else(|| self.unknown())?;
        let mut end = town;
        let sign = matches!(self.w(town), "," | "(");
        if let Some(land) = self.place_at(town + 1, strong).filter(|_| sign) {
            end = land + usize::from(self.w(land) == ")");
        } else if self.w(town) == "(" && self.w(town + 2) == "/" && self.w(town + 4) == ")" {
            // "Tamale (N/R)": a district.
            end += 5;
        }
        Some(Read {
            end,
            known: known.is_some(),
            ..Read::default()
        })
    }

    /// One to three capitalised words of a town that no list has.
    fn unknown(&self) -> Option<usize> {
        let capital = |i: usize| self.is(i, Kind::Latin) && self.t.list[i].capital;
        let end = (0..self.t.len().min(6)).find(|&i| !capital(i) && self.w(i) != "-")?;
        let other = |h: &Hit| {
            let title = h.tag.title() && !matches!(h.tag, Tag::Minister | Tag::Counterpart);
            h.first < end && (title || matches!(h.tag, Tag::Verb(_) | Tag::Event(_) | Tag::Org(_)))
        };
        (self.w(end) == "," && end > 0 && !self.hits.iter().any(other)).then_some(end)
    }

    /// Day, hour and agency, with the small signs between them.
    fn rest(&self, mut read: Read) -> Read {
        let mut i = read.end;
        let number = |i: usize| self.is(i, Kind::Number);
        while i < self.t.len() {
            if let Some(d) = self.dates.iter().find(|d| d.tokens.contains(&i)) {
                i = d.tokens.end;
                (read.end, read.day) = (i, true);
            } else if let Some(end) = self.outlet(i, read.day).or_else(|| self.agency(i)) {
                (read.end, read.agency) = (end, true);
                break;
            } else if read.day && number(i) && matches!(self.w(i + 1), "h" | ":") && number(i + 2) {
                // "14h30"
                i += 3;
                read.end = i;
            } else if matches!(self.w(i), "," | "في" | "le" | "on") {
                i += 1;
            } else {
                break;
            }
        }
        read
    }

    /// `(AIP)`, behind a day `(News 1st)` and `((site.com))` too: who tells it.
    fn outlet(&self, i: usize, day: bool) -> Option<usize> {
        if self.w(i) != "(" {
            return None;
        }
        let close = (i + 2..self.t.len().min(i + 9)).find(|&k| self.w(k) == ")")?;
        let words = (i + 1..close).filter(|&k| self.w(k) != "(").count();
        let named = words <= 6 && day || self.upper(i + 1) || self.agency(i + 1).is_some();
        let twice = usize::from(self.w(i + 1) == "(" && self.w(close + 1) == ")");
        named.then_some(close + 1 + twice)
    }

    /// An agency's name at `i`, perhaps between slashes.
    fn agency(&self, i: usize) -> Option<usize> {
        if LETTERS.contains(&self.t.text(i)) {
            return Some(i + 1);
        }
        let slash = self.w(i) == "/";
        let from = i + usize::from(slash);
        let end = self.agency_named(from)?;
        let closed = self.w(end) == "/";
        (slash == closed && (slash || self.is(from, Kind::Latin) && self.upper(from)))
            .then_some(end + usize::from(closed))
    }

    /// The token at `i` is in capitals.
    fn upper(&self, i: usize) -> bool {
        let word = self.t.text(i);
        word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
    }

    /// A day that names its year.
    fn whole_day(&self) -> bool {
        let year = |i: usize| self.w(i).len() == 4 && self.w(i).starts_with(['1', '2']);
        let day = self.dates.first();
        day.is_some_and(|d| d.tokens.clone().any(year))
    }

    /// `مرايا – بحث X …`, `أبوظبي - سيف حمدان - استقبل X …`, `مسقط | العين الإخبارية - 24 يناير 2026 التقى X …`: up to six words that
    /// tell nothing, parted by a dash from the verb a report begins with.
    fn before_verb(&self) -> Option<usize> {
        let parts = |i: usize| matches!(self.w(i), "-" | "|") && self.spaced(i);
        let told = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Verb(v) if !v.form.imperfect);
        let verb = |i: usize| {
            !self.w(i).starts_with("ال") && self.hits.iter().any(|h| h.first == i && told(h))
        };
        let first = (2..self.t.len().min(12)).find(|&i| verb(i))?;
        // Between the last dash and the verb at most a day.
        let hangs = |i: usize| self.w(i) == "-" && self.spaced(i + 1);
        let last = (1..first).rfind(|&i| parts(i) || hangs(i) || self.w(i) == ":")?;
        let day = |i: usize| {
            matches!(self.w(i), "," | ":") || self.dates.iter().any(|d| d.tokens.contains(&i))
        };
        let arabic = |i: usize| self.is(i, Kind::Arabic);
        let plain = |i: usize| arabic(i) || parts(i) || day(i) || self.is(i, Kind::Number);
        let words = (0..last).filter(|&i| arabic(i)).count();
        // "المرصد الإخباري- أعلن", "مرايا نيوز :- أعلن": the sign hangs on the outlet.
        let sign = self.w(last) == "-" && (parts(last) || hangs(last));
        // "أفريقيا اليوم – السودان. اطلع": a country behind the dash.
        let land = self
            .place_at(last + 1, strong)
            .filter(|&e| self.w(e) == ".");
        let land = land.filter(|e| e + 1 == first);
        let close = sign && (land.is_some() || (last + 1..first).all(day));
        let whole = self.line.split_whitespace().count() > first + 8;
        let end = match land {
            Some(land) => land,
            None if first == last + 1 => last - usize::from(self.w(last - 1) == ":"),
            None => first,
        };
        (close && (0..last).all(plain) && whole && (1..=5).contains(&words)).then(|| self.end(end))
    }

    /// `دبي:«الجريدة» استقبل X …`: a town, an outlet in quotation marks, and the verb.
    fn quoted(&self) -> Option<usize> {
        let town = self.place_at(0, strong)?;
        let open = town + usize::from(matches!(self.w(town), ":" | "-" | ","));
        let close = (open + 2..open + 5).find(|&k| self.w(k) == "\"")?;
        let told = |h: &Hit| h.first == close + 1 && h.skip == 0 && matches!(h.tag, Tag::Verb(_));
        let verb = self.w(open) == "\"" && self.hits.iter().any(told);
        (verb && self.long(close + 1, 8)).then(|| self.end(close + 1))
    }

    /// `صدى نيوز - تسلم X …`: up to three words, the last of which an outlet's name ends with.
    fn outlet_and_dash(&self) -> Option<usize> {
        let k = (1..self.t.len().min(5)).find(|&k| self.w(k) == "-" && self.spaced(k + 1))?;
        let ends = [
            "نيوز",
            "برس",
            "اونلاين",
            "نت",
            "الاخباري",
            "الاخباريه",
            "بوست",
            "تايمز",
        ];
        let arabic = |i: usize| self.is(i, Kind::Arabic) || self.is(i, Kind::Number);
        let outlet = k > 1 && ends.contains(&self.w(k - 1)) && (0..k).all(arabic);
        (outlet && self.long(k, 9)).then(|| self.end(k))
    }

    /// `Bukoba — TANZANIA and Uganda …`: one or two words that no list has and a long dash between spaces.
    fn long_dash(&self) -> Option<usize> {
        let n = self.line.find(" — ")?;
        let town = &self.line[..n];
        let capital = |w: &str| {
            w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-')
        };
        let few = town.split(' ').count() <= 2 && town.split(' ').all(capital);
        let text = &self.line[n + " — ".len()..];
        let folded = fold_str(town);
        let section = || super::phrase::starts(&folded).any(|s| s.rest == 0);
        let opens = text.starts_with(char::is_uppercase) && text.split_whitespace().count() >= 12;
        (few && opens && !self.country() && !section()).then_some(n)
    }

    /// `P-au-P, 6 août 2010 [Agence] --- Les chefs …`: a day, who tells it in brackets, and a dash.
    fn day_and_bracket(&self) -> Option<usize> {
        let day = self
            .dates
            .first()
            .filter(|d| (2..=6).contains(&d.tokens.start))?;
        let open = day.tokens.end;
        let parted = self.w(day.tokens.start - 1) == "," && matches!(self.w(open), "[" | "(");
        let close = (open + 2..open + 7).find(|&k| matches!(self.w(k), "]" | ")"))?;
        (parted && self.w(close + 1) == "-" && self.long(close + 1, 9)).then(|| self.end(close + 1))
    }

    /// `Africa-Press – Sierra-Leone. The …`: an outlet, a country, and a full stop.
    fn outlet_and_country(&self) -> Option<usize> {
        let k = (1..6).find(|&k| self.dash(k))?;
        let capital = |i: usize| self.t.list[i].capital || self.w(i) == "-";
        let end = self.place_at(k + 1, strong)?;
        let text = self.behind(end).strip_prefix(". ")?;
        let opens = text.starts_with(char::is_uppercase) && self.long(end, 9);
        (opens && (0..k).all(capital)).then(|| self.end(end))
    }

    /// `10 June 2024, Gaborone, Botswana: The …`: the day before the town.
    fn day_first(&self) -> Option<usize> {
        let day = self
            .dates
            .first()
            .filter(|d| d.tokens.start == 0 && d.tokens.len() >= 3)?;
        let mut end = self.place_at(day.tokens.end + 1, |_| true)?;
        if let Some(land) = self
            .place_at(end + 1, strong)
            .filter(|_| self.w(end) == ",")
        {
            end = land;
        }
        let parted = self.w(day.tokens.end) == "," && matches!(self.w(end), ":" | "-");
        (parted && self.spaced(end + 1) && self.long(end, 9)).then(|| self.end(end))
    }

    /// `للعلم - أقر مجلس الوزراء …`: one Arabic word and a dash before a whole paragraph.
    fn one_word(&self) -> Option<usize> {
        let place = self.place_at(2, |_| true).is_some();
        let closed = self.line.ends_with(['.', '"', '”', '»']);
        let word = self.is(0, Kind::Arabic) && self.is(2, Kind::Arabic) && self.dash(1);
        (word && !place && closed && self.long(1, 14)).then(|| self.end(1))
    }

    /// `المدينة نيوز :- X …`: no headline has the two signs.
    fn colon_and_dash(&self) -> Option<usize> {
        let k = (1..self.t.len().min(6)).find(|&k| self.w(k) == ":" && self.w(k + 1) == "-")?;
        let arabic = |i: usize| self.is(i, Kind::Arabic);
        (!self.spaced(k + 1) && (0..k).all(arabic) && self.long(k + 2, 9)).then(|| self.end(k))
    }

    /// `WASHINGTON—The director …`, `SAINT-JEAN-SUR-RICHELIEU | Sept présumés …`: capitals before a dash or bar.
    fn unknown_capitals(&self) -> Option<usize> {
        let before = |signs: &[&str]| {
            let n = signs.iter().filter_map(|d| self.line.find(d)).min()?;
            let town = self.line[..n].trim_end();
            let capital =
                |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | ',' | '-' | '\'' | '’');
            town.chars().all(capital).then_some(town)
        };
        let short = |town: &&str| town.chars().count() > 3 && town.split_whitespace().count() <= 3;
        if let Some(town) = before(&["—", "–"]).filter(short) {
            return Some(town.len());
        }
        let town = before(&[" | ", " – ", " — ", " -- ", " - "])?;
        // "ENQUÊTE | …" names a section.
        let section = || {
            let folded = fold_str(town);
            super::phrase::starts(super::phrase::bare(&folded)).any(|s| s.rest == 0)
        };
        let text = self.line[town.len()..].split_whitespace().count() >= 12;
        (town.len() <= 40 && town.chars().count() >= 5 && text && !section()).then_some(town.len())
    }

    /// `Bruxelles, 22/06/2023 (Bulletin du Soir)`: a town, a day and an outlet in brackets, before a paragraph or alone.
    fn with_outlet(&self) -> Option<usize> {
        let (open, close) = self.bracket(80)?;
        let town = open - usize::from(open > 0 && self.w(open - 1) == ",");
        let outlet = self.between(open, close).split_whitespace().count() <= 5;
        let alone = self.behind(close + 1).trim().is_empty();
        (outlet && self.dates.len() == 1 && self.dated(town) && (alone || self.long(close + 1, 12)))
            .then(|| self.end(close + 1))
    }

    /// `الرباط - و م ع : …`, `Rabat/MAP - …`: a few words that begin or end with an agency, and a sign.
    fn agency_and_sign(&self) -> Option<usize> {
        let near = &self.line[..self
            .line
            .char_indices()
            .nth(NEAR)
            .map_or(self.line.len(), |c| c.0)];
        let ends = [" - ", " – ", " — ", ": ", " : "];
        ends.iter().filter_map(|sign| near.find(sign)).find(|&n| {
            let before = &near[..n];
            before.split_whitespace().count() <= 6
                && !before.contains(['.', '،'])
                && agency_line(fold_str(before).trim())
        })
    }
}

/// `line` is a town and nothing else but a day or who wrote.
pub(super) fn dated_place(line: &Known<'_>) -> bool {
    let short = line.raw.split_whitespace().count() <= 10;
    short && {
        let head = Head::read(line);
        head.dated(head.t.len())
    }
}

/// `line` is nothing but a town, a day and an agency.
pub(super) fn filed(line: &Known<'_>) -> bool {
    Head::read(line).filed() == Some(line.raw.len())
}
