//! Page furniture: lines that belong to the site, not to the text, and the by-line before it.
//!
//! A page is read line by line in three zones: what stands above the text (menus, sections, who wrote and when), the text with what is
//! pushed in between (leads to other pages, offers), and what follows its last paragraph. A bare heading such as
//! `اقرأ أيضا` takes the titles below it along.

mod around;
mod byline;
mod code;
mod dateline;
mod day;
mod form;
mod known;
mod phrase;
mod teaser;

use foldhash::{HashSet, HashSetExt};
use std::ops::Range;

use text::{fold_str, paragraphs};

use crate::lexicon::{Hit, Tag};
use known::Known;

/// A span of the page that is not the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// `byline`, `date-line`, `nav`, `share`, `related`, `top`, `comments`, `copyright`, `tags`, `caption`, `counter` or `ad`.
    pub kind: &'static str,
}

/// Whether `said`, folded, is the mark of a news agency.
pub(crate) fn agency(said: &str) -> bool {
    byline::AGENCIES.contains(&said)
}

/// More words than furniture has.
const LONG: usize = 24;
/// Letters that the end of a line which says it comes from an archive may take.
const ARCHIVE: usize = 20;
/// More words than an offer or the words below a picture have.
const LONGEST: usize = 60;

/// A line of the page.
struct Line<'a> {
    raw: &'a str,
    known: Known<'a>,
    /// Folded, without signs around it; empty where the line is too long for furniture.
    folded: String,
    /// The kind a phrase anywhere in it gives.
    anywhere: Option<&'static str>,
    words: usize,
    /// It ends as a sentence does.
    ends: bool,
}

impl<'a> Line<'a> {
    fn new(raw: &'a str) -> Self {
        let words = raw.split_whitespace().count();
        let mut folded = if words <= LONGEST {
            fold_str(raw)
        } else {
            String::new()
        };
        // What somebody says is no furniture.
        let quotes = ['"', '“', '«'];
        let quoted = raw.starts_with(quotes) || words > 12 && raw.contains(quotes);
        let anywhere = phrase::anywhere(&folded, words > LONG).filter(|_| !quoted);
        if words > LONG {
            folded.clear();
        }
        Line {
            raw,
            known: Known::new(raw),
            words,
            anywhere,
            ends: raw.ends_with(['.', '!', '؟', '?', '،', ',', ';', '؛']),
            folded: phrase::bare(&folded).to_owned(),
        }
    }

    /// It breaks off: `Guwahati, Sept 25: There...`.
    fn cut(&self) -> bool {
        let said = self.raw.trim_end_matches(['|', ' ', ']', ')']);
        said.ends_with('…') || said.ends_with("..")
    }

    /// It reads as a paragraph, not as a title.
    fn prose(&self) -> bool {
        self.words > LONG || self.words >= 8 && self.ends || self.words >= 10 && self.goes_on()
    }

    /// An Arabic paragraph that nothing closes, as some sites write all of theirs: `وتشهد الحدود عمليات تهريب …`. No title begins so.
    fn goes_on(&self) -> bool {
        let first = self.raw.split_whitespace().next().unwrap_or("");
        let Some(rest) = first.strip_prefix('و') else {
            return matches!(first, "كما" | "فيما" | "يذكر" | "يشار");
        };
        let title = [
            "زير", "زار", "فد", "كيل", "كال", "فاة", "الي", "سط", "صول", "قف", "رش", "ثائق", "لاي",
        ];
        rest.chars().count() >= 3 && !title.iter().any(|t| rest.starts_with(t))
    }

    /// A paragraph of the text, not one that the site adds below it.
    fn text(&self) -> bool {
        let site = || {
            let quoted = self.raw.starts_with(['"', '“', '«']);
            let mut starts = phrase::starts(&self.folded);
            !quoted
                && starts.any(|s| {
                    matches!(
                        s.kind,
                        "copyright" | "ad" | "comments" | "related" | "tags" | "share"
                    ) && (s.words >= 2 || s.parted || self.folded.starts_with('©'))
                })
        };
        let comment = || phrase::counted_first(&self.folded, "comment");
        let breaks_off = self.cut() && self.words <= 40;
        self.prose() && !breaks_off && self.anywhere.is_none() && !site() && !comment()
    }
}

/// What was read of the page before a line.
#[derive(Default)]
struct Above {
    /// Lines that are not furniture.
    content: usize,
    /// One of them was a paragraph.
    body: bool,
    /// One of them may have been a title.
    titled: bool,
    /// No paragraph comes any more.
    over: bool,
    /// A bare heading whose titles follow.
    list: Option<&'static str>,
    /// The last line that is not furniture was a title.
    title: bool,
    /// Furniture was seen since the last paragraph.
    site: bool,
    /// The line stands on the page before: a repeat of the text, not another story.
    again: bool,
}

/// Furniture of `raw`, in order.
pub fn furniture(raw: &str) -> Vec<Furniture> {
    let lines: Vec<(Range<usize>, Line<'_>)> = paragraphs(raw)
        .map(|p| (p.clone(), Line::new(&raw[p])))
        .collect();
    let again = said_before(&lines);
    let page = around::Page::new(&lines);
    let author = page.author();
    let heading = teaser::heading(&lines, page.first());
    let end = author.or(heading).unwrap_or(lines.len());
    let last = (0..end).rfind(|&n| lines[n].1.text() && !again.contains(&n));
    // The only paragraph breaks off.
    let last = last.or_else(|| (0..end).rfind(|&n| lines[n].1.prose() && lines[n].1.cut()));
    // A text broken into lines of one length goes on behind its last whole paragraph: a line there holds the end of a sentence.
    let stories = last.is_some_and(|last| {
        let mut behind = lines[last + 1..].iter();
        !behind.any(|(_, l)| l.words >= 5 && l.raw.contains(". "))
    });
    let teasers = last.map(|last| teaser::behind(&lines, last));
    let other = |n: usize| {
        let told = heading.is_some_and(|h| n > h) && lines[n].1.prose();
        told || page.newest(n) || teasers.as_ref().is_some_and(|t| t.contains(&n))
    };
    let mut out: Vec<Furniture> = Vec::new();
    let mut above = Above::default();
    // Short lines of the site above the headline.
    let mut known: Vec<&str> = Vec::new();
    for (n, (p, line)) in lines.iter().enumerate() {
        // The kind of the line above.
        let was = out.last().filter(|f| n > 0 && f.end == lines[n - 1].0.end);
        let was = was.map(|f| f.kind);
        above.over = last.is_some_and(|last| n > last);
        above.again = again.contains(&n);
        let mut kind = line_kind(line, &mut above);
        // "Ministère de l'Intérieur" above the headline, "Cellule de communication" below the text: whose page it is.
        let alone = kind.is_none() && !above.again && !line.ends;
        if alone && (above.content == 0 || above.over && above.body) && form::owner(line) {
            kind = Some(if above.over { "byline" } else { "nav" });
        }
        // "Agence Ecofin" above the menu: the site's name.
        if kind.is_none() && above.content == 0 && line.words <= 9 && !line.ends {
            let next = lines.get(n + 1).map(|(_, next)| next);
            kind = next
                .filter(|next| form::site_name(line.raw) && form::menu(next))
                .map(|_| "nav");
        }
        // Two Arabic titles and more behind the last paragraph: other stories of the site. In other languages they list who took part.
        let title = |l: &Line| {
            let arabic = |c: char| ('\u{620}'..'\u{64B}').contains(&c);
            !l.ends
                && (5..=20).contains(&l.words)
                && l.anywhere.is_none()
                && l.raw.starts_with(arabic)
        };
        if kind.is_none() && above.over && above.body && stories && title(line) {
            // Beside "Mots-clés : …", "كلمات مفتاحية …" a line may be the end of the text.
            let plain = |l: &Line| phrase::starts(&l.folded).next().is_none();
            let near = |k: Option<usize>| {
                let beside = k.and_then(|k| lines.get(k));
                beside.is_some_and(|(_, l)| title(l) && plain(l))
            };
            let before = n
                .checked_sub(1)
                .filter(|&k| last.is_some_and(|last| k > last));
            kind = (near(Some(n + 1)) || near(before)).then_some("related");
        }
        if kind.is_none() && !above.again && other(n) {
            kind = Some("related");
        }
        // "الأكثر مشاهدة" in a menu takes no headline along.
        if kind == Some("related")
            && !above.body
            && !above.titled
            && page.headed(n)
            && page.speaks_on(n)
        {
            kind = None;
            above.list = None;
        }
        // Where nothing closes the paragraphs, a line that speaks of what they do is one.
        let open = last.is_some_and(|last| !lines[last].1.ends && lines[last].1.words <= LONG);
        if open && kind == Some("related") && above.list.is_none() && page.speaks_on(n) {
            kind = None;
        }
        let told = |at: &usize| (at + 1..=at + 2).contains(&n) && line.words <= LONGEST;
        if kind.is_none() && author.filter(told).is_some() {
            kind = Some("byline");
        }
        kind = kind.or_else(|| page.kind(n, &above, was, &known));
        if let Some(kind) = kind {
            let text = code::credit_behind(line.raw).filter(|_| line.prose());
            out.push(Furniture {
                start: p.start + text.unwrap_or(0),
                end: p.end,
                kind,
            });
            if above.content == 0 && line.words <= 4 && known.len() < 40 {
                known.push(&line.folded);
            }
            if text.is_none() {
                above.site = true;
                continue;
            }
        }
        above.list = None;
        // "(بترا)": whose the text is; below it stand those who wrote it.
        above.site |= above.over && agency(&line.folded);
        let end = match !above.body || above.title {
            _ if above.again => None,
            true => dateline::dateline(&line.known),
            // Below a caption of a whole sentence.
            false if above.content < 5 => dateline::shouted(&line.known),
            false => None,
        };
        if let Some(end) = end {
            out.push(Furniture {
                start: p.start,
                end: p.start + end,
                kind: "byline",
            });
        }
        above.content += usize::from(!above.again);
        above.titled |= line.words >= 5;
        above.site &= !line.prose();
        above.body |= line.words > 18 && !page.headed(n) || line.prose();
        above.title = !line.prose();
    }
    out
}

/// Which lines of some words stand on the page before, word for word.
fn said_before(lines: &[(Range<usize>, Line<'_>)]) -> HashSet<usize> {
    let mut seen = HashSet::new();
    let long = |n: &usize| lines[*n].1.words >= 4;
    (0..lines.len())
        .filter(long)
        .filter(|&n| !seen.insert(lines[n].1.raw.trim()))
        .collect()
}

fn line_kind(line: &Line, above: &mut Above) -> Option<&'static str> {
    if line.words == 0 {
        return None;
    }
    // "Officers on patrol. Photo: EPA-EFE", "Sign up for our Newsletter": not the lead itself.
    if let Some(kind) = line
        .anywhere
        .filter(|_| above.content > 0 || line.words <= LONG)
    {
        above.list = None;
        return Some(kind);
    }
    if code::program(line.raw) {
        return Some("ad");
    }
    if above.body && line.words <= LONGEST && teaser::titles(line) {
        return Some("related");
    }
    // The first words of other stories: "… de l'organisat… |"
    let behind = above.over && above.body && above.site;
    if behind && line.cut() && (line.words <= 20 || line.raw.ends_with(['|', ']', ')'])) {
        return Some("related");
    }
    if line.words > LONG {
        return None;
    }
    if let Some((kind, heads)) = said(line, above) {
        above.list = heads.then_some(kind);
        return Some(kind);
    }
    let kind = alone(line, above);
    if kind.is_some() {
        above.list = None;
        return kind;
    }
    // A title below a heading, or anywhere among furniture once the text is over.
    // "Les deux parties conviennent de :" leads on to what follows.
    let leads = line.raw.ends_with(':') && line.words > 3;
    let title = line.words <= 20 && !(line.ends || leads || above.again);
    match above.list {
        Some(kind) if title => Some(kind),
        // "1 - ولد طنجة: تحية لرجال الأمن."
        Some("comments") if comment(line.raw) => Some("comments"),
        _ if above.over && above.site && above.body && title => Some("related"),
        _ => None,
    }
}

/// A reader's comment: a number or a name before a dash or colon.
fn comment(line: &str) -> bool {
    let head: String = line.chars().take(40).collect();
    line.starts_with(|c: char| c.is_ascii_digit()) || head.contains(':')
}

/// The kind of a line that begins with a site's phrase, and whether it is a bare heading of a list.
fn said(line: &Line, above: &Above) -> Option<(&'static str, bool)> {
    if phrase::counted(&line.folded) {
        let comments = line.folded.contains("تعليق") || line.folded.contains("comment");
        return Some(if comments {
            ("comments", above.over)
        } else {
            ("counter", false)
        });
    }
    // "1 Commentaire. Le Citoyen : Et nos routes ?"
    if above.over && phrase::counted_first(&line.folded, "comment") {
        return Some(("comments", true));
    }
    if phrase::times(&line.folded) {
        return Some(("counter", false));
    }
    if phrase::only_buttons(&line.folded) {
        return Some(("share", false));
    }
    // "منذ ساعتين", "il y a 2 heures", "2 hours ago"
    if line.words <= 5 && phrase::ago(&line.folded, !above.body) {
        return Some(("date-line", false));
    }
    // "Sign up here," the instructor told …
    if line.raw.starts_with(['"', '“', '«']) && line.words > 6 {
        return None;
    }
    let start = phrase::starts(&line.folded).find(|s| fits(s, line, above))?;
    // "التعليقات (3)"
    let tail = &line.folded[line.folded.len() - start.rest..];
    let bare = !tail.contains(char::is_alphabetic);
    let heads = bare && matches!(start.kind, "related" | "tags" | "comments") && above.content > 0;
    Some((start.kind, heads))
}

fn fits(start: &phrase::Start, line: &Line, above: &Above) -> bool {
    let bare = start.rest == 0;
    let digits = line.folded.bytes().any(|b| b.is_ascii_digit());
    let loose = (start.words >= 2 || start.parted) && !line.ends;
    let behind = above.over && above.body;
    match start.kind {
        // "Par A. Ndoye - Publié le 12 septembre 2023 à 09:40"
        "byline" => {
            let short = line.words <= 8 || line.words <= 14 && digits;
            let credit = above.over
                && (bare
                    || line.words <= 8 && start.parted
                    || line.words <= 12 && start.words >= 2);
            // "From: Home Office", not "from the border".
            let issued = start.words == 1
                && (line.folded.starts_with("from") || line.folded.starts_with("de"));
            if issued {
                return line.words <= 10
                    && above.content < 4
                    && !line.ends
                    && start.parted
                    && line.raw.contains(':')
                    && line.raw.find(':').is_some_and(|n| n <= 6);
            }
            let top = !above.body && above.content < 4 && short;
            // Below a standfirst, too: "By Mary Izuaka".
            let named = above.content < 6 && form::by_name(line.raw);
            // "إدارة العلاقات العامة تستقبل وفدا" is a headline.
            let body = start.words >= 2 && !bare && !start.parted;
            (top || named) && !line.ends && signs(start, line) && !(body && tells(line)) || credit
        }
        "date-line" => {
            let long = start.words >= 2 || start.parted;
            let reading = ["min.", "minute.", "minutes."];
            let short = reading.iter().any(|r| line.raw.ends_with(r)) || !line.ends;
            // "Published", the day on the next line; not "Mise à jour de l'accord de 2012"
            bare && !above.body && above.content > 0
                || !bare
                    && !of_something(start, line)
                    && line.words <= if long { 20 } else { 12 }
                    && digits
                    && short
        }
        "nav" => bare && (!above.body || behind && (start.words >= 2 || above.site)),
        "share" => {
            let titled = above.content > 0 && start.words >= 3;
            bare || loose && line.words <= 10 && (above.body || start.parted || titled)
        }
        "ad" => {
            bare || (above.body || start.words >= 3)
                && line.words <= 14
                && (loose || start.words >= if behind { 2 } else { 3 })
        }
        // "READ MORE: Serbia's Border Deal with EU: What's in It?"
        "related" => {
            let asks = start.parted && line.raw.ends_with(['?', '!', '؟']);
            // "Read the full story here."
            let closes = behind && start.words >= 3 && line.words <= 8;
            // "Lire aussi Titre": in the text "More from the same network" heads a part of it.
            let leads = start.parted || behind || start.words >= 3 || start.leads;
            // "À suivre de près selon les experts, …", "في السياق ذاته التقى الوزير نظيره"
            let told = !start.parted && (start.inner || start.words <= 2 && goes_on(start, line));
            bare || !told && (loose || asks || closes) && (start.parted || above.body) && leads
        }
        // "Categories: Politics, Brazil."
        "tags" => {
            // "TAGS police border smuggling"
            let row = behind && start.row && !line.ends && line.words <= 12;
            row || bare || start.parted && (!line.ends || behind && line.words <= 12)
        }
        // "جانب من حفل ختام الدورة"
        "caption" => {
            !bare && start.parted && line.words <= 20
                || bare && above.content > 0
                || start.words >= 2 && (bare || start.sure && line.words <= 14 && !line.ends)
        }
        // "جميع حقوق النشر محفوظة لدى …، ويحظر نشر أو توزيع …"
        "copyright" => {
            let sign = line.folded.starts_with('©')
                || line.folded.starts_with("c)")
                || line.folded.strip_prefix("copyright").is_some_and(|r| {
                    let said = ["all ", "by ", "notice", "reserved"];
                    let r = r.trim_start();
                    !r.starts_with(char::is_alphabetic) || said.iter().any(|w| r.starts_with(w))
                });
            // "المكتب الإعلامي للوزارة يصدر بيانا" is a headline.
            let parted = start.parted && above.content > 0;
            let said = start.words >= 4 || start.words >= 2 && (behind || parted);
            // "Copyright Lusaka Post 2024"
            let dated = || behind && digits && line.words <= 7 && start.words == 1;
            bare && (behind || !above.body)
                || sign
                || line.folded.starts_with("copyright ") && dated()
                || start.words >= 3 && start.sure
                || line.words <= 14 && (said || start.parted && above.over)
        }
        "counted" => false,
        // "ردود الفعل الدولية على الهجوم" is a headline.
        _ => {
            let said = start.words >= 4 || start.words >= 2 && behind;
            bare || (line.words <= 14 || above.over && start.parted) && (said || start.parted)
        }
    }
}

/// Behind the phrase the sentence goes on in small letters.
fn goes_on(start: &phrase::Start, line: &Line) -> bool {
    let mut words = line
        .raw
        .split_whitespace()
        .filter(|w| w.contains(phrase::in_word));
    let next = words.nth(start.words);
    !start.leads && next.is_some_and(|w| w.starts_with(char::is_lowercase))
}

/// `Mise à jour de l'accord de 2012`, `تحديث الاتفاق الموقع سنة 2012`: what the phrase speaks of is no day.
fn of_something(start: &phrase::Start, line: &Line) -> bool {
    let tail = &line.folded[line.folded.len() - start.rest..];
    let of = ["de ", "du ", "des ", "d'", "d’", "l'", "la "];
    let day = [
        "الساع",
        "الاحد",
        "الاثنين",
        "الثلاثا",
        "الاربعا",
        "الخميس",
        "الجمع",
        "السبت",
        "اليوم",
    ];
    !start.parted
        && (of.iter().any(|w| tail.starts_with(w))
            || tail.starts_with("ال") && !day.iter().any(|w| tail.starts_with(w)))
}

/// A verb stands behind the first words of the line.
fn tells(line: &Line) -> bool {
    let verb = |h: &Hit| h.first >= 2 && h.skip == 0 && matches!(h.tag, Tag::Verb(_));
    line.known.hits().iter().any(verb)
}

/// `بقلم فلان`, not `تحرير رهينتين في مالي`: a word that headlines use as well wants a colon, or nothing behind it.
fn signs(start: &phrase::Start, line: &Line) -> bool {
    let first = line
        .folded
        .split(|c: char| !phrase::in_word(c))
        .next()
        .unwrap_or("");
    let sure = matches!(first, "par" | "by" | "بقلم" | "بواسطه" | "ارسله") || first.ends_with("نا");
    let wrote = matches!(first, "كتب" | "كتبت") && (line.words <= 5 || line.raw.contains('|'));
    start.words > 1 || start.parted || start.rest == 0 || sure || wrote
}

/// The kind of a line by its form: a row of links, a day and an hour, a town and who wrote from there.
fn alone(line: &Line, above: &Above) -> Option<&'static str> {
    // "Accueil » Police", and what a body calls out below its text: "« Pour la patrie »"; not "un « narco » arrêté".
    let motto = line.raw.starts_with('«') && line.raw.ends_with('»') && above.over;
    let quoted = line.raw.contains('«') && line.raw.contains('»') && !motto;
    let bar = |c: char| match c {
        '|' | '›' | '>' | '•' | '·' | '‹' | '→' => true,
        '«' | '»' => !quoted,
        _ => false,
    };
    let bars = line.raw.matches(bar).count();
    let top = !above.body && above.content == 0;
    let bars = bars + line.raw.matches(" / ").count() + line.raw.matches(" ~ ").count();
    // "كلمة الأمين العام - الاتفاقيات - المؤتمرات والاجتماعات - المكتبة"
    let mut dashed = line.raw.split(" - ");
    let short = |p: &str| p.split_whitespace().count() <= 3;
    if !above.body && !line.ends && dashed.clone().count() >= 4 && dashed.all(short) {
        return Some("nav");
    }
    let word = |w: &&str| w.contains(phrase::in_word);
    let words = || line.raw.split_whitespace().filter(word).count();
    let each = if top { 4 } else { 3 };
    // "Accueil / Afrique / Cameroun / Un accord qui tient !"
    let crumbs = || {
        let first = line.raw.split(bar).next().unwrap_or("");
        let first = first.split(" / ").next().unwrap_or("");
        bars >= 2 && !above.body && phrase::section(first)
    };
    if bars >= 2 && (!line.ends || crumbs()) && words() <= each * (bars + 1) {
        return Some("nav");
    }
    if !above.body && above.content <= 1 && !line.ends && form::sections(line.raw, &line.folded) {
        return Some("nav");
    }
    if above.over && above.body && !line.ends && form::listed(line.raw) {
        return Some("tags");
    }
    if let Some(kind) = form::row(line.raw, &line.folded, line.ends, above) {
        return Some(kind);
    }
    if let Some(kind) = code::code(line, above) {
        return Some(kind);
    }
    // "الرئيسية / أخبار / دولي"
    if top && !line.ends && phrase::section(line.raw) {
        return Some("nav");
    }
    let home = || phrase::starts(&line.folded).any(|s| s.kind == "nav");
    let dashes = || line.raw.matches(" - ").count();
    let parted = || line.raw.contains(bar) || line.raw.contains('/') || dashes() >= 2;
    if line.words <= 12 && !line.ends && parted() && home() {
        return Some("nav");
    }
    // "Programme Office in Dushanbe > News and press releases"
    let mut behind = line.raw.split(['>', '›']).skip(1);
    if top && line.words <= 14 && !line.ends && behind.any(phrase::section) {
        return Some("nav");
    }
    // "سبأنت - الأخبار - محلي - عربي ودولي"
    let named = || {
        let signs = [" - ", " | ", " / "];
        let sign = signs.into_iter().find(|s| line.raw.contains(s));
        let parts = line.raw.split(sign.unwrap_or("|"));
        parts.filter(|part| phrase::section(part)).count()
    };
    if line.words <= 16 && !line.ends && !above.body && named() >= 2 {
        return Some("nav");
    }
    let archive = [
        "(أرشيف)",
        "(ارشيف)",
        "(أرشيفية)",
        "(ارشيفية)",
        "- أرشيف",
        "- أرشيفية",
        "(غيتي)",
        "(غيتي إيميجز)",
        "[غيتي]",
        "(getty)",
        "| file",
        ". archives",
        "photo/courtesy",
        ". file photo",
        "(صورة أرشيفية)",
        ". من المصدر",
        "(من المصدر)",
        "(archives)",
        "(file)",
        "(file photo)",
        "(photo d'archives)",
    ];
    // "عناصر من الشرطة خلال مداهمة (أ.ف.ب)"
    let inside = line.raw.strip_suffix(')').and_then(|l| l.rsplit_once('('));
    let square = line.raw.strip_suffix(']').and_then(|l| l.rsplit_once('['));
    let inside = inside.or(square);
    let signed = |(said, by): (&str, &str)| {
        let by = by.trim();
        // "(OSCE/Munira Shoh)"
        let whose = by.split_once('/').is_some_and(|(of, who)| {
            let name = |w: &str| w.starts_with(char::is_uppercase);
            name(of)
                && who.split_whitespace().all(name)
                && (1..=3).contains(&who.split_whitespace().count())
        });
        (agency(&fold_str(by)) || whose) && said.split_whitespace().count() >= 4
    };
    if line.words <= 18 && !line.ends && inside.is_some_and(signed) {
        return Some("caption");
    }
    let credited = line.raw.contains('©') && !line.raw.starts_with('©');
    // "Le ministre à Brasilia, le 20 mai - O&O/Archives"
    let filed = |(_, by): (&str, &str)| {
        let by = by.trim().to_lowercase();
        by.split_whitespace().count() <= 3 && by.ends_with("archives")
    };
    let kept = || {
        let tail = line
            .raw
            .char_indices()
            .rev()
            .nth(ARCHIVE)
            .map_or(0, |c| c.0);
        let low = line.raw[tail..].to_lowercase();
        archive.iter().any(|a| low.ends_with(a)) || line.raw.rsplit_once(" - ").is_some_and(filed)
    };
    if above.content > 0 && !line.ends && form::pictured(line, above.body) {
        return Some("caption");
    }
    // Between the title and the text, or behind it.
    let beside = (1..4).contains(&above.content) && !above.body;
    if (beside || above.over && above.body && !line.ends) && form::shown(line) {
        return Some("caption");
    }
    if above.content == 0 && !line.ends && form::slogan(line) {
        return Some("nav");
    }
    if line.words <= 22 && (credited || kept()) {
        return Some("caption");
    }
    // "Jules Ferrand est journaliste au Messager.", "Kwame Boadi covers security for The Courier."
    if above.over && line.words <= 16 && form::author(line) {
        return Some("byline");
    }
    // "- 30 -", "###": the end of a release.
    if above.over && line.words <= 3 && matches!(line.folded.as_str(), "" | "30") {
        return Some("copyright");
    }
    if !above.body && segments(line) {
        return Some("byline");
    }
    // "www.example.org", "press@example.org": nothing but an address.
    // "Communication DFJP, info@ejpd.example, T +41 58 000 00 00"
    if above.over && line.words <= 16 && !line.ends && form::contact(line.raw) {
        return Some("copyright");
    }
    let address = |w: &str| {
        w.starts_with("http") || w.starts_with("www.") || w.contains('@') && w.contains('.')
    };
    if line.words <= 2 && line.raw.split_whitespace().any(address) && (above.over || !above.body) {
        return Some("copyright");
    }
    let tags = line.raw.split_whitespace().all(|w| w.starts_with('#'));
    if tags {
        return Some("tags");
    }
    let edge = !above.body || above.over;
    let whole = !line.ends || line.raw.ends_with(".m.");
    if line.words <= 12 && whole && day::only_date(&line.known)
        || line.words <= 9 && whole && !above.body && day::day_and_place(&line.known)
        || line.words <= 10 && edge && day::section_and_date(line.raw)
        || line.words == 1 && day::stamp(line.raw)
    {
        return Some("date-line");
    }
    // "Follow us on Facebook", "Facebook | X"; "Le groupe diffuse sur Telegram" heads a part of the text.
    let words = || {
        line.folded
            .split(' ')
            .filter(|w| w.contains(phrase::in_word))
    };
    let other = || words().filter(|w| !phrase::button(w)).count();
    if above.body && line.words <= 8 && !line.ends && words().any(phrase::network) && other() <= 1 {
        return Some("share");
    }
    let signed = match above.body {
        true => {
            above.over
                && (form::agency(line.raw, &line.folded)
                    || byline::closes(line.raw, &line.folded)
                    || !above.title && byline::person_line(&line.known)
                    || byline::below(&line.known, &line.folded)
                    || !line.ends && dateline::dated_place(&line.known)
                    || !above.title && form::signature(&line.known, !above.site))
                || above.content < 4
                    && (form::signature(&line.known, false) || form::agency(line.raw, &line.folded))
        }
        false => {
            byline::is(&line.known, &line.folded, above.content)
                || above.content > 0
                    && (section(line)
                        || form::signature(&line.known, false)
                        || form::agency(line.raw, &line.folded))
        }
    };
    signed.then_some("byline")
}

/// `Belga | Publié le 16 mai 2024 | Temps de lecture : 2 min`: one of the parts between bars says when or who.
fn segments(line: &Line) -> bool {
    // "12 Mar 2024 10:44AM (Updated: 12 Mar 2024 11:20AM)"
    let bracket = if line.raw.ends_with(')') { '(' } else { '|' };
    let parts = || line.raw.split(['|', '•', '·', bracket]);
    let says = |part: &str| {
        let folded = fold_str(part);
        let folded = phrase::bare(&folded);
        let phrase =
            phrase::starts(folded).any(|s| matches!(s.kind, "date-line" | "byline") && s.rest > 0);
        phrase || day::only_date(&Known::new(part.trim()))
    };
    line.words <= 20 && parts().count() >= 2 && parts().any(says)
}

/// `السومرية نيوز – أمن`: an outlet and its section.
fn section(line: &Line) -> bool {
    let behind = line
        .folded
        .rsplit_once(" - ")
        .map(|(_, behind)| behind.trim());
    let is = |name: &str| phrase::starts(name).any(|s| s.kind == "nav" && s.rest == 0);
    line.words <= 6 && behind.is_some_and(is)
}

#[cfg(test)]
mod inside;
#[cfg(test)]
mod tests;
