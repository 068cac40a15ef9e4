//! Mentions the lexicon gives directly: dates, topics, regions, groups, places, sources, documents.

use super::Finder;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};
use text::Kind;

impl Finder<'_, '_> {
    pub fn dates(&mut self) {
        for (n, d) in self.doc.dates.iter().enumerate() {
            // "Jan Castelnau": no month.
            let i = d.tokens.start;
            let said = matches!(
                self.doc.before(i, 1),
                "in" | "since"
                    | "until"
                    | "till"
                    | "last"
                    | "this"
                    | "next"
                    | "early"
                    | "late"
                    | "mid"
                    | "from"
                    | "of"
                    | "and"
                    | "-"
                    | "en"
                    | "de"
                    | "'"
                    | "depuis"
            );
            let name = d.tokens.len() == 1 && !said && self.begins_name(i);
            if !name && self.free(d.tokens.start, d.tokens.end) {
                self.take(d.tokens.start, d.tokens.end);
                let skip = usize::from(d.start > self.doc.start(d.tokens.start, 0));
                let mut m = Found::new(MentionType::Date, d.tokens.start, d.tokens.end, skip);
                m.known = Some(n as u32);
                self.push(m);
            }
        }
    }

    /// "Petra Lundh", "Lazarus Romero": a given name straight before a capital that means nothing else.
    pub(super) fn begins_name(&self, i: usize) -> bool {
        let doc = self.doc;
        let next = i + 1;
        doc.latin(i)
            && doc.latin(next)
            && doc.capital(next)
            && !doc.line_start(next)
            && !doc.shouted(i)
            && !doc.shouted(next)
            && doc.role(i).is_some_and(|r| r.given)
            && (doc.at(next).iter()).all(|x| x.tag.place().is_some_and(|p| !p.strong))
    }

    fn named(&mut self, h: Hit, kind: MentionType, n: u16) -> usize {
        self.take(h.first, h.last);
        let mut m = Found::new(kind, h.first, h.last, h.skip);
        m.known = Some(u32::from(n));
        self.push(m)
    }

    /// Topics, regions and groups.
    pub fn topics(&mut self) {
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::Topic(_) | Tag::Region(_) | Tag::Threat(_))
            });
            let Some(h) = hit.filter(|h| {
                self.free(h.first, h.last)
                    && !self.in_country(*h)
                    && self.with_article(h)
                    && !self.part_of_org(*h)
                    && !self.part_of_latin_office(*h)
                    && !self.force_as_topic(*h)
                    && !self.of_people(*h)
            }) else {
                i += 1;
                continue;
            };
            match h.tag {
                Tag::Topic(n) if self.in_passing(h, n) => {}
                Tag::Threat(_) if self.somebody(h) => {}
                Tag::Topic(n) => {
                    self.named(h, MentionType::Topic, n);
                }
                Tag::Region(n) => {
                    self.named(h, MentionType::Region, n);
                }
                Tag::Threat(n) => self.group(h, n),
                _ => {}
            }
            i = h.last;
        }
        self.goods();
    }

    /// "la Police scientifique": a body where French writes it with a capital.
    pub(super) fn force_as_topic(&self, h: Hit) -> bool {
        let doc = self.doc;
        matches!(h.tag, Tag::Topic(_))
            && doc.language == text::Language::French
            && doc.capital(h.first)
            && !doc.line_start(h.first)
            && doc.is(h.first, Tag::BodyHead)
            && matches!(doc.before(h.first, 1), "la" | "le" | "'" | "du" | "au")
    }

    /// `نظيره الجنوب إفريقي`: whose he is; the region has the article twice.
    fn of_people(&self, h: Hit) -> bool {
        let article = |i: usize| self.doc.w(i).starts_with("ال");
        matches!(h.tag, Tag::Region(_))
            && h.last == h.first + 2
            && article(h.first)
            && !article(h.first + 1)
            && self.nationality(h.first).is_some_and(|n| n.1 == h.last)
    }

    /// "Afrique du Sud", "جمهورية أفريقيا الوسطى": a country's name, longer than the region or topic in it.
    fn in_country(&self, h: Hit) -> bool {
        let longer = |t: &Hit| {
            t.tag.place().is_some_and(|p| p.country)
                && t.last >= h.last
                && t.last - t.first > h.last - h.first
        };
        (h.first.saturating_sub(2)..=h.first).any(|i| self.doc.at(i).iter().any(longer))
    }

    /// `وتبادل المعلومات حول الاتجار بالبشر`: sharing is a topic where something is about it, not where it is about something.
    fn in_passing(&self, h: Hit, n: u16) -> bool {
        let doc = self.doc;
        let about = matches!(
            doc.w(h.last),
            "حول" | "بشان" | "بخصوص" | "عن" | "المتعلقه" | "البحريه"
        );
        let before = doc.before(h.first, 1);
        let done = matches!(
            before,
            "مواصله"
                | "تعزيز"
                | "مركز"
                | "تكثيف"
                | "قنوات"
                | "سرعه"
                | "اليات"
                | "عبر"
        );
        let sharing = LEXICON.named[n as usize].id == "intelligence-sharing";
        if doc.latin(h.first) && doc.language == text::Language::French {
            return self.french_passing(h, sharing);
        }
        sharing && doc.arabic(h.first) && (about || done || doc.w(h.first).starts_with('و'))
    }

    /// `ميشائيل فاغنر` is nobody's army: a group that is called like a family, behind a given name.
    fn somebody(&self, h: Hit) -> bool {
        let doc = self.doc;
        if h.last == h.first + 1 && self.begins_name(h.first) {
            return true;
        }
        if h.last != h.first + 1 || !matches!(doc.w(h.first), "فاغنر" | "wagner") {
            return false;
        }
        let given = |k: usize| {
            let word = k.checked_sub(1).filter(|_| !doc.line_start(k));
            let titled = |b: usize| b > 0 && doc.is(b - 1, Tag::Rank) && doc.at(b).is_empty();
            word.is_some_and(|b| {
                doc.role(b).is_some_and(|r| r.given) || doc.is(b, Tag::Rank) || titled(b)
            })
        };
        (0..doc.len()).any(|k| doc.w(k) == doc.w(h.first) && given(k))
    }

    /// `قاعدة عسكرية` is no القاعدة, `ساحل` no الساحل.
    fn with_article(&self, h: &Hit) -> bool {
        let (Tag::Region(n) | Tag::Threat(n)) = h.tag else {
            return true;
        };
        let w = self.doc.w(h.first);
        let name = LEXICON.named[n as usize].names[0].as_deref().unwrap_or("");
        h.last > h.first + 1
            || !self.doc.arabic(h.first)
            || !name.starts_with("ال")
            || w.contains("ال")
            || w.starts_with("لل")
            || w.starts_with("ولل")
    }

    /// A topic word inside a longer name of an organisation is that organisation's.
    fn part_of_org(&self, h: Hit) -> bool {
        let from = h.first.saturating_sub(14);
        (from..=h.first).any(|i| {
            self.doc.at(i).iter().any(|o| {
                matches!(o.tag, Tag::Org(_))
                    && o.last >= h.last
                    && o.last - o.first > h.last - h.first
            })
                // "الجريمة المنظمة العابرة للحدود والهجرة": no organisation begins inside a topic.
                || i < h.first
                    && self.org_at(i).is_some_and(|o| o.last >= h.last)
                    && self.free(i, i + 1)
                // "Migration Service"
                || i == h.first
                    && self.doc.capital(i)
                    && self.doc.latin(i)
                    && self.doc.language != text::Language::French
                    && self.capital_org(i).is_some_and(|o| o > h.last)
                || i == h.first && self.doc.arabic(i) && self.civil_service(i)
                // "counter-terrorism chief"
                || i == h.first && self.field_title(i).is_some_and(|o| o.last > h.last)
                || (i < h.first && self.office_over(i, h.last))
        })
    }

    /// An office begins at `i` and goes on to `last`: "وزير الأمن والحماية المدنية".
    fn office_over(&self, i: usize, last: usize) -> bool {
        let title = |h: &Hit| matches!(h.tag, Tag::Office | Tag::Minister | Tag::OfficeFull);
        if !self.doc.at(i).iter().any(title) {
            return false;
        }
        let office = if self.doc.arabic(i) {
            self.arabic_office(i, 0)
        } else {
            self.latin_office(i, 0)
        };
        office.is_some_and(|o| !o.bare && o.last >= last)
    }

    fn org_at(&self, i: usize) -> Option<super::Org> {
        if self.doc.arabic(i) {
            self.arabic_org(i)
        } else {
            self.latin_org(i, false)
        }
    }

    /// A group, with its kind (`تنظيم`, `جماعة`) where that stands before it.
    fn group(&mut self, mut h: Hit, n: u16) {
        let doc = self.doc;
        let quote = h.first > 0 && doc.w(h.first - 1) == "\"";
        let before = h.first.checked_sub(1 + usize::from(quote));
        if let Some(b) = before.filter(|&b| h.skip == 0 && !self.used[b] && doc.arabic(b)) {
            let w = doc.w(b);
            let kinds = [
                "تنظيم",
                "جماعه",
                "حركه",
                "جبهه",
                "منظمه",
                "مجموعه",
                "عصابه",
                "ميليشيا",
                "مليشيا",
                "كتيبه",
                "كارتل",
                "مافيا",
            ];
            if let Some(rest) = kinds.iter().find(|k| w.ends_with(**k)) {
                let skip = w.chars().count() - rest.chars().count();
                if skip == 0
                    || w.chars()
                        .take(skip)
                        .all(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك'))
                {
                    h.first = b;
                    h.skip = skip;
                    if quote && doc.w(h.last) == "\"" {
                        h.last += 1;
                    }
                }
            }
        }
        let doc = self.doc;
        self.named(h, MentionType::ThreatGroup, n);
        // "First Capital Command (PCC)": the letters are its own all over the text.
        let open = h.last;
        let letters = doc.t.text(open + 1);
        if doc.w(open) == "("
            && doc.w(open + 2) == ")"
            && doc.latin(open + 1)
            && (2..=8).contains(&letters.len())
            && doc.shouted(open + 1)
        {
            self.acronyms.remove(letters);
            for k in open + 1..doc.len() {
                if doc.t.text(k) == letters && self.free(k, k + 1) {
                    let mut m = Found::new(MentionType::ThreatGroup, k, k + 1, 0);
                    m.known = Some(u32::from(n));
                    self.take(k, k + 1);
                    self.push(m);
                }
            }
        }
    }

    /// Agencies and newspapers.
    pub fn sources_known(&mut self) {
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| matches!(h.tag, Tag::Source(_)));
            // "AFP" where the text names a police that is called so.
            let police = |h: &crate::lexicon::Hit| {
                self.doc.language == text::Language::English
                    && h.last == h.first + 1
                    && self.acronyms.contains(self.doc.t.text(h.first))
            };
            // "Commissioner Petra Lundh"
            let named =
                |h: &crate::lexicon::Hit| h.last == h.first + 1 && self.begins_name(h.first);
            match hit.filter(|h| self.free(h.first, h.last) && !police(h) && !named(h)) {
                Some(h) => {
                    let Tag::Source(n) = h.tag else { continue };
                    let at = self.named(h, MentionType::Source, n);
                    self.media_before(at);
                    i = h.last;
                }
                None => {
                    self.quoted_paper(i);
                    self.paper_by_kind(i);
                    self.some_agency(i);
                    self.learnt_by(i);
                    self.told_to(i);
                    self.signed(i);
                    i += 1;
                }
            }
        }
    }

    /// `(بترا)`, `/العُمانية/` at the end or before a headline: the agency, by its mark.
    fn signed(&mut self, i: usize) {
        let doc = self.doc;
        let close = match doc.w(i) {
            "(" => ")",
            "/" => "/",
            _ => return,
        };
        let Some(end) = (i + 2..(i + 6).min(doc.len())).find(|&k| doc.w(k) == close) else {
            return;
        };
        let said: Vec<&str> = (i + 1..end).map(|k| doc.w(k)).collect();
        let agency = doc.arabic(i + 1) && crate::clean::agency(&said.join(" "));
        if agency && self.free(i + 1, end) {
            self.take(i + 1, end);
            self.push(Found::new(MentionType::Source, i + 1, end, 0));
        }
    }

    /// `كشفت مصادر متطابقة لـ«الشرق الأوسط»`: the paper somebody spoke to.
    fn told_to(&mut self, i: usize) {
        let doc = self.doc;
        let before = doc.before(i, 1);
        let to = matches!(before, "ل" | "الي");
        let mark = match doc.w(i) {
            "\"" => "\"",
            "(" => ")",
            _ => return,
        };
        if !to || self.used[i] {
            return;
        }
        let from = i.saturating_sub(14);
        let speaks = |k: usize| {
            let at = doc.find(k, |h| {
                matches!(h.tag, Tag::Unnamed | Tag::SourceWord | Tag::Trade)
            });
            let word = doc.w(k).trim_start_matches(['و', 'ف']);
            at.is_some()
                || matches!(
                    word,
                    "قال"
                        | "قالت"
                        | "اكد"
                        | "اكدت"
                        | "صرح"
                        | "صرحت"
                        | "اوضح"
                        | "اوضحت"
                        | "كشف"
                        | "كشفت"
                        | "تحدث"
                        | "تحدثت"
                        | "ذكر"
                        | "ذكرت"
                        | "افاد"
                        | "افادت"
                        | "تصريح"
                        | "حديث"
                        | "مصدر"
                        | "مصادر"
                        | "مسوول"
                        | "اضاف"
                )
        };
        let said = (from..i).any(|k| doc.sentence[k] == doc.sentence[i] && speaks(k));
        let Some(close) = (i + 2..(i + 6).min(doc.len())).find(|&k| doc.w(k) == mark) else {
            return;
        };
        let other = |h: &Hit| match h.tag {
            Tag::Org(_) | Tag::Threat(_) => true,
            // "لـ(سونا نت)" is another than سونا.
            Tag::Source(_) => h.last == close,
            _ => false,
        };
        if said && doc.find(i + 1, other).is_none() && self.free(i + 1, close) {
            self.take(i + 1, close);
            self.push(Found::new(MentionType::Source, i + 1, close, 0));
        }
    }

    /// `صحيفة "…"`: the kind of paper belongs to the span in Arabic.
    fn media_before(&mut self, at: usize) {
        let m = &self.found[at];
        let quote = m.first > 0 && self.doc.w(m.first - 1) == "\"";
        let Some(b) = m.first.checked_sub(1 + usize::from(quote)) else {
            return;
        };
        if m.skip > 0 || self.used[b] || !self.doc.arabic(b) {
            return;
        }
        let word = |h: &Hit| h.tag == Tag::MediaWord && h.last == b + 1;
        let Some(kind) = self.doc.find(b, word) else {
            return;
        };
        let last = if quote && self.doc.w(m.last) == "\"" {
            m.last + 1
        } else {
            m.last
        };
        self.found[at].first = b;
        self.found[at].skip = kind.skip;
        self.found[at].last = last;
        self.take(b, last);
    }

    /// Communiqués, unnamed sources, "the same source", and papers named after their kind.
    pub fn sources(&mut self) {
        let doc = self.doc;
        let mut i = 0;
        while i < self.doc.len() {
            self.someone_said(i);
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::SourceWord | Tag::Unnamed | Tag::SameSource)
            });
            match hit.filter(|h| self.free(h.first, h.last)) {
                Some(h) => {
                    let before = self.doc.before(i, 1);
                    // "في تصريح للتلفزيون": whom it was said to is the source.
                    if doc.w(i) == "تصريح" && before == "في" && doc.w(h.last).starts_with('ل')
                    {
                        i = h.last;
                        continue;
                    }
                    let verb = h.last == i + 1
                        && doc.language == text::Language::French
                        && (doc.w(i) == "communique"
                            && matches!(
                                before,
                                "a" | "ont" | "est" | "ete" | "avait" | "sera" | "'"
                            )
                            || doc.w(i).starts_with("depech")
                                && doc.t.text(i).trim_end_matches('s').ends_with('é'));
                    // "المسؤول الأمني المغربي" points back at somebody named.
                    let official = matches!(
                        doc.w(i).trim_start_matches(['و', 'ف']),
                        "المسوول" | "المسوولين" | "المسوولان"
                    );
                    // "المصادر" points back, "مصادر" alone says nothing.
                    let some =
                        h.last == i + 1 && doc.w(i).ends_with("مصادر") && !doc.w(i).contains("ال");
                    if verb
                        || self.met_officials(h)
                        || official
                        || some
                        || matches!(before, "اي" | "دون" | "aucun" | "no" | "any")
                    {
                        i = h.last;
                        continue;
                    }
                    self.take(h.first, h.last);
                    self.push(Found::new(MentionType::Source, h.first, h.last, h.skip));
                    i = h.last;
                }
                None => {
                    self.quoted_paper(i);
                    self.told_paper(i);
                    self.english_source(i);
                    if doc.language == text::Language::English
                        && let Some((first, last)) = self.paper_of_kind(i)
                    {
                        self.take(first, last);
                        self.push(Found::new(MentionType::Source, first, last, 0));
                    }
                    self.french_paper(i);
                    i += 1;
                }
            }
        }
    }

    /// "told BIRN", "told The Daily Star": whom it was said to, by its letters, article or last word.
    fn told_paper(&mut self, i: usize) {
        let doc = self.doc;
        if !matches!(doc.w(i), "told" | "tells" | "tell") || doc.language != text::Language::English
        {
            return;
        }
        let article = doc.w(i + 1) == "the";
        let named = article && doc.capital(i + 1);
        let first = i + 1 + usize::from(article && !named);
        let mut last = first;
        while last < (first + 5).min(doc.len())
            && doc.latin(last)
            && doc.capital(last)
            && !self.used[last]
            && !doc.line_start(last)
        {
            last += 1;
        }
        let letters = last == first + 1
            && doc.t.text(first).len() > 2
            && doc.t.text(first).chars().all(char::is_uppercase);
        let paper = last > first && doc.is(last - 1, Tag::MediaWord);
        // "told the Courier", "told MercoSouth": a name that no list has, a capital within it.
        let strange = last == first + 1
            && !doc.line_start(i)
            && doc.at(first).is_empty()
            && doc.role(first).is_none()
            && (article
                || doc.t.text(first).chars().skip(1).any(char::is_uppercase)
                    && doc.t.text(first).len() > 5);
        if last > first + usize::from(named) && (letters || named || paper || strange) {
            self.take(first, last);
            self.push(Found::new(MentionType::Source, first, last, 0));
        }
    }

    fn quoted_paper(&mut self, i: usize) {
        let doc = self.doc;
        // "Le quotidien belgradois « Danas »"
        let open = i + 1 + usize::from(doc.latin(i) && doc.latin(i + 1) && !doc.capital(i + 1));
        if self.used[i] || doc.w(open) != "\"" {
            return;
        }
        let Some(kind) = doc.find(i, |h| h.tag == Tag::MediaWord && h.last == i + 1) else {
            return;
        };
        // `منصة "إكس"` says where, not who.
        if matches!(
            doc.w(open + 1),
            "اكس"
                | "فيسبوك"
                | "تويتر"
                | "يوتيوب"
                | "انستغرام"
                | "تلغرام"
                | "واتساب"
                | "تيك"
        ) {
            return;
        }
        let Some(close) = (open + 1..(open + 6).min(doc.len())).find(|&k| doc.w(k) == "\"") else {
            return;
        };
        // `وكالة "اليوروبول"`: a body, no paper.
        if doc
            .at(open + 1)
            .iter()
            .any(|h| matches!(h.tag, Tag::Org(_)) && h.last == close)
        {
            return;
        }
        if self.free(i, close + 1) && close > open + 1 {
            let (first, last) = if doc.arabic(i) {
                (i, close + 1)
            } else {
                (open + 1, close)
            };
            self.take(first, last);
            let skip = if first == i { kind.skip } else { 0 };
            self.push(Found::new(MentionType::Source, first, last, skip));
        }
    }

    /// `وكالة الأنباء الرسمية`, `وكالة أنباء النظام السوري`: an agency that the lexicon does not know by name.
    fn some_agency(&mut self, i: usize) {
        let doc = self.doc;
        let w = doc.w(i);
        let skip = usize::from(matches!(w, "لوكاله" | "ووكاله" | "بوكاله"));
        let news = matches!(doc.w(i + 1), "الانباء" | "الانبا" | "انباء" | "انبا");
        if doc.past(i, skip) != "وكاله" || !news || doc.line_start(i + 1) {
            return;
        }
        let mut last = i + 2;
        while last < i + 5
            && !doc.line_start(last)
            && (matches!(doc.w(last), "الرسميه" | "الحكوميه" | "النظام" | "المحليه")
                || doc.find(last, |h| matches!(h.tag, Tag::Nat(_))).is_some()
                    && doc.w(last).starts_with("ال"))
        {
            last += 1;
        }
        if last > i + 2 && self.free(i, last) {
            self.take(i, last);
            self.push(Found::new(MentionType::Source, i, last, skip));
        }
    }

    /// `علم موقع صدى النهر من مصدر`, `في بيان تلقت وكالة الضفاف نسخة منه`: whoever learnt or was sent it, by the kind of paper.
    fn learnt_by(&mut self, i: usize) {
        let doc = self.doc;
        let kind = doc.find(i, |h| {
            h.tag == Tag::MediaWord && h.last == i + 1 && h.skip <= 1
        });
        let Some(h) = kind.filter(|_| !self.used[i] && doc.arabic(i) && !doc.line_start(i)) else {
            return;
        };
        let before = doc.before(i, 1);
        let learnt = matches!(
            before.trim_start_matches('و'),
            "علم"
                | "علمت"
                | "توصل"
                | "توصلت"
                | "تلقي"
                | "تلقت"
                | "تلقته"
                | "تلقاه"
                | "حصل"
                | "حصلت"
        );
        let sent = h.skip == 1
            && doc.w(i).starts_with('ل')
            && matches!(before, "رد" | "ورد" | "وردت" | "صل" | "وصل" | "خص" | "به");
        let name = |k: usize| {
            doc.arabic(k)
                && !self.used[k]
                && !doc.line_start(k)
                && !doc.stops(k)
                && doc.verb(k).is_none()
                && !matches!(
                    doc.w(k),
                    "نسخه" | "من" | "منه" | "عليه" | "ان" | "انه" | "علي"
                )
        };
        let last = (h.last..h.last + 3)
            .find(|&k| !name(k))
            .unwrap_or(h.last + 3);
        if (learnt || sent) && last > h.last {
            self.take(i, last);
            self.push(Found::new(MentionType::Source, i, last, h.skip));
        }
    }

    /// `القرار رقم 2396`, `Resolution 2396 (2017)`, `loi n° 03-03`.
    pub fn documents(&mut self) {
        let doc = self.doc;
        let mut i = 0;
        while i < doc.len() {
            let Some(h) = doc
                .find(i, |h| h.tag == Tag::Document)
                .filter(|h| !self.used[h.first])
            else {
                i += 1;
                continue;
            };
            let mut k = h.last;
            while matches!(
                doc.w(k),
                "رقم" | "no" | "n" | "°" | "º" | "number" | "o" | "." | "الاممي" | "عدد"
            ) && k < h.last + 4
            {
                k += 1;
            }
            // "ont arrêté 49 suspects"
            let participle = doc.w(h.first) == "arrete"
                && k == h.last
                && h.first > 0
                && matches!(
                    doc.w(h.first - 1),
                    "a" | "ont"
                        | "ete"
                        | "avait"
                        | "avaient"
                        | "avoir"
                        | "aurait"
                        | "auraient"
                        | "est"
                );
            if !participle
                && doc.t.list.get(k).is_some_and(|t| t.kind == Kind::Number)
                && k <= h.last + 3
            {
                let mut end = k + 1;
                while doc.glued(end)
                    && doc.glued(end + 1)
                    && matches!(doc.w(end), "." | "-" | "/")
                    && doc
                        .t
                        .list
                        .get(end + 1)
                        .is_some_and(|t| t.kind == Kind::Number)
                {
                    end += 2;
                }
                self.take(h.first, end);
                self.push(Found::new(MentionType::Document, h.first, end, h.skip));
                i = end;
            } else {
                i += 1;
            }
        }
    }
}
