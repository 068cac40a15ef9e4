//! Lines that the lines around them show to be the site's: what stands above the headline, says again what a neighbour
//! says, names who is in a picture, or leads from between two paragraphs to another story.

use foldhash::HashSet;
use std::ops::Range;

use super::{Above, Line, byline, phrase, teaser};
use crate::lexicon::{Hit, LEXICON, Tag};

/// Lines among which those paragraphs are looked for.
const FAR: usize = 40;
/// Letters of a word that two forms of it have in common.
const STEM: usize = 5;
/// Paragraphs on each side, and bytes of each, that a title is held against.
const NEAR: (usize, usize) = (4, 800);

/// Who leads a paper, folded: the line below is a name.
const EDITORS: &[&str] = &[
    "رييس التحرير",
    "رييس مجلس الاداره",
    "رييس مجلسي الاداره والتحرير",
    "رييس مجلس الاداره ورييس التحرير",
    "مدير التحرير",
    "مدير النشر",
    "المدير العام",
    "directeur de publication",
    "directeur de la publication",
    "directeur general",
    "redacteur en chef",
    "editor-in-chief",
    "editor in chief",
    "managing editor",
    "publisher",
];

/// Above who the author is, folded.
const ABOUT: &[&str] = &[
    "about the author",
    "about author",
    "about the writer",
    "a propos de l'auteur",
    "a propos de l auteur",
    "l'auteur",
    "عن الكاتب",
    "نبذه عن الكاتب",
    "عن المولف",
];

/// The lines of a page, its first paragraph and its headline.
pub(super) struct Page<'p, 'a> {
    lines: &'p [(Range<usize>, Line<'a>)],
    /// The first line that reads as a paragraph.
    first: usize,
    /// The longest title above it.
    headline: Option<usize>,
    /// Titles of the newest stories above it.
    newest: HashSet<usize>,
}

impl<'p, 'a> Page<'p, 'a> {
    pub(super) fn new(lines: &'p [(Range<usize>, Line<'a>)]) -> Self {
        let first = lines.iter().position(|(_, l)| l.text());
        let first = first.unwrap_or(0);
        let newest = teaser::ticker(lines, first);
        let title = |n: &usize| {
            let line = &lines[*n].1;
            // "Home National The headline", "Example - the headline"
            let said = |(_, o): &(Range<usize>, Line<'_>)| {
                let shorter = o.words >= 4 && o.words < line.words;
                shorter && line.folded.ends_with(o.folded.as_str())
            };
            let around = &lines[n.saturating_sub(FAR)..first.min(n + FAR)];
            let own = line.words >= 4 && !line.prose() && !newest.contains(n);
            own && !around.iter().any(said)
        };
        let mut titles: Vec<usize> = (0..first).filter(title).collect();
        titles.sort_by_key(|&n| std::cmp::Reverse(lines[n].1.words));
        // What the line is by itself costs most: where it stands alone, nothing hangs on it.
        let site = |n: &usize| first > 1 && by_itself(&lines[*n].1).is_some();
        Page {
            lines,
            first,
            headline: titles.into_iter().find(|n| !site(n)),
            newest,
        }
    }

    /// The first line that reads as a paragraph.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// Line `n` is the title of another story above the headline.
    pub(super) fn newest(&self, n: usize) -> bool {
        self.newest.contains(&n)
    }

    /// The line above who the author is, which a site writes below the text.
    pub(super) fn author(&self) -> Option<usize> {
        let about = |l: &Line<'_>| ABOUT.contains(&l.folded.as_str());
        let behind = self.lines.iter().skip(self.first + 1);
        let at = behind.enumerate().find(|(_, (_, l))| about(l))?.0;
        Some(self.first + 1 + at)
    }

    /// Line `n` is the headline.
    pub(super) fn headed(&self, n: usize) -> bool {
        self.headline == Some(n)
    }

    /// The kind of line `n` by its neighbours; `was` is that of the line above it.
    pub(super) fn kind(
        &self,
        n: usize,
        above: &Above,
        was: Option<&'static str>,
        known: &[&str],
    ) -> Option<&'static str> {
        let line = &self.lines[n].1;
        // The name of the site once more.
        let of_site = |name: &&str| {
            let who = line.folded.strip_prefix(*name);
            !name.is_empty() && who.is_some_and(|w| w.starts_with(" - ") && line.words <= 8)
        };
        if !above.body && above.titled && known.iter().any(of_site) && !line.ends {
            return Some("byline");
        }
        if !above.body && line.words <= 4 && known.contains(&line.folded.as_str()) {
            return Some(if above.content > 0 { "byline" } else { "nav" });
        }
        let title = self.headed(n) || above.content == 0;
        let said = || n > 0 && was == Some("caption") && self.twice(n - 1);
        if !title && !line.ends && line.words >= 5 && (self.twice(n) || said()) {
            return Some("caption");
        }
        if line.words > 20 {
            return None;
        }
        // "رئيس التحرير": the name below it.
        let desk =
            || was.is_some() && n > 0 && EDITORS.contains(&self.lines[n - 1].1.folded.as_str());
        if above.content == 0 && (2..=4).contains(&line.words) && !line.ends && desk() {
            return Some("copyright");
        }
        let top =
            !above.titled && !above.body && self.headline.is_some_and(|h| n < h || self.crumbs(n));
        if top && self.over_headline(n, was) {
            return Some("nav");
        }
        if above.again {
            return None;
        }
        if (n + 1 == self.first || n + 2 == self.first)
            && self.headline.is_none()
            && self.unknown_name(n)
        {
            return Some("byline");
        }
        let below_title = above.content > 0 && !above.body && n < self.first;
        if below_title && (self.echo(n) || above.content <= 2 && self.who_is_seen(n)) {
            return Some("caption");
        }
        if below_title && above.content <= 2 && self.outlet(n) {
            return Some("byline");
        }
        (above.body && (self.arrow(n) || self.other_story(n, above))).then_some("related")
    }

    /// A section, a button or the entry of a menu above the headline: up to three words of which the text has none, a
    /// country, a short line behind a bullet, or once more the line above it.
    fn over_headline(&self, n: usize, was: Option<&'static str>) -> bool {
        let line = &self.lines[n].1;
        // "أخبار فلسطين"
        let news = ["اخبار ", "شوون ", "actualites ", "actualite "];
        let news = news.iter().any(|w| line.folded.starts_with(w));
        let leads = line.raw.ends_with([':', '.', ',', '،', '?', '!', '؟']);
        let bullet = line.raw.starts_with(['•', '·', '●', '▪', '◦', '*']);
        // The name of the site, which stands there once more.
        let again = || {
            let mut below = self.lines[n + 1..].iter().take(10);
            !line.folded.is_empty() && below.any(|(_, l)| l.folded == line.folded)
        };
        let domain = line.words == 1 && site_name(line.raw);
        let same = || n > 0 && line.folded == self.lines[n - 1].1.folded;
        let quoted = line.raw.contains(['"', '“', '«', ':']);
        // "Site icon Example": what stands for a picture.
        let picture = line.folded.starts_with("site icon ") || line.folded.contains(" logo ");
        let logo = line.folded.ends_with(" logo") || line.folded.starts_with("logo ");
        let picture = picture || logo;
        // "صحيفة الصباح", "Home محليات"
        let outlet = ["صحيفه ", "جريده ", "وكاله ", "موقع ", "قناه ", "شبكه "];
        let outlet = outlet.iter().any(|w| line.folded.starts_with(w)) && line.words <= 4;
        let two = line.raw.split_once(' ').filter(|_| line.words <= 3);
        let two = two.is_some_and(|(a, b)| phrase::section(a) && phrase::section(b));
        if self.crumbs(n) {
            return true;
        }
        if leads || quoted || line.words > 9 {
            return false;
        }
        bullet
            || domain
            || picture
            || outlet
            || two
            || line.words <= 4 && again()
            || was.is_some() && same()
            || line.words <= 3
                && (byline::only_place(line.raw)
                    || news
                    || (was.is_some() || self.site(n + 1)) && !self.shared(n, 0))
    }

    /// `Home National 23rd Conference opens` above `23rd Conference opens`: the way to the headline and the headline.
    fn crumbs(&self, n: usize) -> bool {
        let (Some((_, line)), Some((_, next))) = (self.lines.get(n), self.lines.get(n + 1)) else {
            return false;
        };
        let way = line.folded.strip_suffix(next.folded.as_str());
        let way = way.filter(|w| next.words >= 4 && w.split_whitespace().count() <= 6);
        let home = |w: &str| phrase::starts(w).any(|s| s.kind == "nav");
        way.is_some_and(|w| home(phrase::bare(w)))
    }

    /// The line below says the same: what stands behind a picture and below it.
    fn twice(&self, n: usize) -> bool {
        let next = self.lines.get(n + 1).map(|(_, l)| l);
        let plain = |l: &Line<'_>| text::fold_str(l.raw);
        let near = |l: &&Line<'_>| l.words == self.lines[n].1.words && !l.ends;
        next.filter(near)
            .is_some_and(|l| plain(l) == plain(&self.lines[n].1))
    }

    /// One or two words straight above the first paragraph, or above what the site writes there, that the text does not know:
    /// whose it is. `أصوات`, `Example 24`, `Jeanne Ferrand`.
    fn outlet(&self, n: usize) -> bool {
        let line = &self.lines[n].1;
        let near = n + 1 == self.first || self.site(n + 1);
        let plain = !line.ends && !line.raw.contains([':', '"', '«', '“', '?', '؟']);
        let titled = self.headline.is_some_and(|h| h < n);
        // "صحيفة المدى الجديد"
        let outlet = ["صحيفه ", "جريده ", "شبكه "];
        if titled && plain && line.words <= 4 && outlet.iter().any(|w| line.folded.starts_with(w)) {
            return true;
        }
        titled && plain && line.words <= 2 && near && !self.shared(n, 1)
    }

    /// Line `n` by itself is the site's.
    fn site(&self, n: usize) -> bool {
        let line = self.lines.get(n).map(|(_, l)| l);
        line.and_then(by_itself).is_some()
    }

    /// `Rena Murshud` above a text without a headline: two or three capitalised words that neither the text nor the lexicon knows.
    fn unknown_name(&self, n: usize) -> bool {
        let line = &self.lines[n].1;
        let capital = |w: &str| {
            w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase)
        };
        let name = (2..=3).contains(&line.words) && line.raw.split_whitespace().all(capital);
        name && line.known.hits().is_empty() && !self.shared(n, 1)
    }

    /// `Le ministre, Karim Haddad.` above `Le ministre, Karim Haddad. © Agence`, or words of the headline alone: what a picture
    /// shows.
    fn echo(&self, n: usize) -> bool {
        let line = &self.lines[n].1;
        let said = line.folded.as_str();
        let within = |other: &Line<'_>| {
            let whole = other.folded.len() > said.len() && !said.is_empty();
            let at = other.folded.find(said).filter(|_| whole);
            at.is_some_and(|at| {
                let edge = |c: Option<char>| c.is_none_or(|c| !phrase::in_word(c));
                edge(other.folded[..at].chars().next_back())
                    && edge(other.folded[at + said.len()..].chars().next())
            })
        };
        let title = self.headline.filter(|&h| h < n);
        let next = self.lines.get(n + 1).map(|(_, l)| l);
        let below = next.filter(|l| !l.text());
        // Below the way to it stands the headline itself.
        let title = title.filter(|&h| !(h + 1 == n && self.lines[h].1.folded.ends_with(said)));
        let later = self.lines[n + 1..].iter().take(6);
        let once_more =
            line.words >= 5 && title.is_some() && later.clone().any(|(_, l)| l.folded == said);
        // "Example - the headline"
        let whole = title.is_some_and(|h| {
            let (of, words) = (&self.lines[h].1.folded, self.lines[h].1.words);
            of.len() < said.len() && said.ends_with(of.as_str()) && line.words <= words + 4
        });
        line.words >= 3
            && (whole
                || once_more
                || title.is_some_and(|h| within(&self.lines[h].1))
                || below.is_some_and(within))
    }

    /// `وزير الداخلية سالم الغامدي` alone between the headline and the first paragraph: an office and who holds it.
    fn who_is_seen(&self, n: usize) -> bool {
        let line = &self.lines[n].1;
        let long = self.headline.is_some_and(|h| h < n);
        if !long
            || !(3..=8).contains(&line.words)
            || line.raw.contains([':', '"', '«', '،', ',', '?', '؟'])
        {
            return false;
        }
        let (t, hits) = (line.known.tokens(), line.known.hits());
        let office = |h: &&Hit| {
            let of = matches!(
                h.tag,
                Tag::Office | Tag::OfficeFull | Tag::Portfolio | Tag::Minister
            );
            of && h.skip == 0
        };
        let Some(end) = hits.iter().filter(office).map(|h| h.last).max() else {
            return false;
        };
        let begins = hits.iter().any(|h| office(&h) && h.first == 0);
        let tells = |h: &Hit| match h.tag {
            Tag::Verb(_) | Tag::Event(_) | Tag::Source(_) | Tag::Cue(_) => h.skip == 0,
            _ => false,
        };
        let name = |i: usize| {
            let latin = t.list[i].kind == text::Kind::Latin;
            LEXICON.role(t.folded(i)).is_some() || latin && t.list[i].capital
        };
        let rest = end..t.len();
        begins
            && (2..=3).contains(&rest.len())
            && LEXICON.role(t.folded(end)).is_some()
            && rest.clone().all(name)
            && !hits.iter().any(|h| rest.contains(&h.first) && tells(h))
    }

    /// `► Deux aéroports fermés dans le sud` alone between two paragraphs: an arrow points to another page; of several, each is
    /// an item of a list.
    fn arrow(&self, n: usize) -> bool {
        let points = |l: &Line<'_>| l.raw.starts_with(['►', '▶', '→', '⇒', '👉']);
        let line = &self.lines[n].1;
        let beside = [n.checked_sub(1), Some(n + 1)];
        let near = |k: usize| self.lines.get(k).is_some_and(|(_, l)| points(l));
        let item = || beside.into_iter().flatten().any(near);
        let led = || n > 0 && self.lines[n - 1].1.raw.ends_with(':');
        line.words >= 4 && !line.ends && points(line) && !item() && !led()
    }

    /// The title of another story between two paragraphs: none of its words stands in those around it.
    fn other_story(&self, n: usize, above: &Above) -> bool {
        let line = &self.lines[n].1;
        let listed = |c: char| c.is_ascii_digit() && line.raw.contains(['.', ')']);
        let sign = line
            .raw
            .starts_with(['-', '–', '—', '•', '*', '"', '“', '«', '‘']);
        let next = || self.lines[n + 1..].iter().take(3).any(|(_, l)| l.text());
        line.words >= 7
            && !line.ends
            && !sentence(line)
            && !above.title
            && !line.raw.ends_with(':')
            && !sign
            && !line.raw.starts_with(listed)
            && next()
            && !self.shared(n, 4)
    }

    /// Line `n` begins with no phrase of sites and speaks of what the paragraphs around it do.
    pub(super) fn speaks_on(&self, n: usize) -> bool {
        let folded = self.lines[n].1.folded.as_str();
        phrase::starts(folded).next().is_none() && self.shared(n, 1)
    }

    /// A word of line `n` stands in the paragraphs around it, or it has fewer than `least` words to tell by.
    fn shared(&self, n: usize, least: usize) -> bool {
        let stems: Vec<&str> = stems(&self.lines[n].1.folded).collect();
        if stems.len() < least {
            return true;
        }
        let text = |l: &&(Range<usize>, Line<'_>)| l.1.words >= 8 && l.1.anywhere.is_none();
        let below = self.lines[n + 1..].iter().take(FAR);
        let above = self.lines[..n].iter().rev().take(FAR);
        let below = below.filter(text).take(NEAR.0);
        below.chain(above.filter(text).take(NEAR.0)).any(|(_, l)| {
            let end = (0..=l.raw.len().min(NEAR.1)).rfind(|&i| l.raw.is_char_boundary(i));
            let said = match l.folded.is_empty() {
                true => &*text::fold_str(&l.raw[..end.unwrap_or(0)]),
                false => l.folded.as_str(),
            };
            stems.iter().any(|s| begins(said, s))
        })
    }
}

/// `Photographs will be exchanged within 24 hours`, `Fait à Dakar, le 12 mars 2024`: no title says it so.
fn sentence(line: &Line<'_>) -> bool {
    let verb = |w: &str| {
        matches!(
            w,
            "was"
                | "were"
                | "been"
                | "will"
                | "has"
                | "had"
                | "have"
                | "ont"
                | "ete"
                | "etait"
                | "etaient"
                | "sera"
                | "seront"
        )
    };
    let place = [
        "done at ",
        "done in ",
        "signed at ",
        "signed in ",
        "fait a ",
        "حرر ب",
        "حرر في ",
    ];
    // "Key figures: 40 arrests, 12 boats, 3 tonnes of fish"
    let figures = || {
        let figure = |c: char| c.is_ascii_digit();
        line.raw
            .split_whitespace()
            .filter(|w| w.contains(figure))
            .count()
            >= 3
    };
    figures()
        || place.iter().any(|w| line.folded.starts_with(w))
        || line.folded.split(' ').any(verb)
}

/// A word of `said` begins with the stem; in Arabic behind a clitic as well.
pub(super) fn begins(said: &str, stem: &str) -> bool {
    let latin = stem.is_ascii();
    let edge = |at: usize| !said[..at].ends_with(phrase::in_word);
    said.match_indices(stem).any(|(at, _)| !latin || edge(at))
}

/// The kind of a line between headline and text, its neighbours unknown.
fn by_itself(line: &Line<'_>) -> Option<&'static str> {
    let mut above = Above {
        content: 2,
        ..Above::default()
    };
    super::line_kind(line, &mut above)
}

/// `Example.com`
fn site_name(word: &str) -> bool {
    let Some((name, end)) = word.rsplit_once('.') else {
        return false;
    };
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(part)
        && (2..=4).contains(&end.len())
        && end.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The stems of the words of `folded` that speak of something.
pub(super) fn stems(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !phrase::in_word(c));
    words.filter(|w| !LEXICON.is_stop(w)).filter_map(stem)
}

/// What the forms of a word have in common: `securi` of `sécuritaire`, `منطق` of `والمنطقة`; none of a short word.
fn stem(word: &str) -> Option<&str> {
    let arabic = word.starts_with(|c: char| ('\u{620}'..'\u{64B}').contains(&c));
    let word = match arabic {
        true => text::strip_article(word),
        false => word,
    };
    let (least, most) = if arabic { (3, 4) } else { (4, STEM) };
    let letters = word.chars().count();
    let end = word.char_indices().nth(most).map_or(word.len(), |(i, _)| i);
    (letters >= least).then(|| &word[..end])
}
