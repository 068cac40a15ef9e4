//! Events: who met, called, visited, signed or trained with whom, where, when, about what, says who.
//!
//! Each sentence is asked for trigger words. A trigger takes the people, offices and bodies of its
//! sentence; a later sentence that speaks of "the meeting" adds its topics to the same event.

mod again;
mod apart;
mod arabic_goes_on;
mod arabic_guest;
mod arabic_join;
mod arabic_lasting;
mod arabic_later;
mod arabic_own;
mod arabic_real;
mod arabic_sign;
mod arabic_tail;
mod arabic_unreal;
mod attach;
mod back;
mod bystander;
mod ceremony;
mod choose;
mod clause;
mod company;
mod course;
mod cue;
mod delegation;
mod denied;
mod english;
mod english_absent;
mod english_back;
mod english_clause;
mod english_company;
mod english_formal;
mod english_further;
mod english_idle;
mod english_join;
mod english_next;
mod english_parts;
mod english_present;
mod english_real;
mod english_sign;
mod english_verb;
mod french;
mod french_again;
mod french_back;
mod french_beside;
mod french_doing;
mod french_guests;
mod french_idle;
mod french_join;
mod french_met;
mod french_other;
mod french_role;
mod french_sign;
mod french_talks;
mod french_there;
mod french_told;
mod french_unreal;
mod french_verb;
mod french_visit;
mod further;
mod implicit;
mod latin;
mod latin_apart;
mod latin_join;
mod latin_unreal;
mod latin_verb;
mod operation;
mod parts;
mod place;
mod put;
mod quoted;
mod remark;
mod scope;
mod visit;
mod voice;

use std::ops::Range;

use text::Date;

use crate::doc::Doc;
use crate::entity::Resolved;
use crate::lexicon::{Class, Cue, EVENTS, Tag};
use crate::mention::{Found, MentionType};

/// Somebody who takes part: an entity, the office held, or an office whose holder is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    /// The person or organisation.
    pub entity: Option<usize>,
    /// The office, as an entity.
    pub office: Option<usize>,
}

impl Participant {
    /// Somebody of `all` is the same person, body or office without a holder.
    fn among(&self, all: &[Participant]) -> bool {
        all.iter()
            .any(|q| q.entity == self.entity && (self.entity.is_some() || q.office == self.office))
    }
}

/// Adds `p` unless it is there.
fn push(out: &mut Vec<Participant>, p: Participant) {
    if !p.among(out) {
        out.push(p);
    }
}

/// What happened, as the text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// One of the event types.
    pub kind: &'static str,
    /// Bytes of the word that says so.
    pub trigger: Range<usize>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Vec<usize>,
    /// First day, where known.
    pub start: Option<Date>,
    /// Last day.
    pub stop: Option<Date>,
    /// How exactly, where a date is said.
    pub precision: Option<&'static str>,
    /// What the reading of the date rests on.
    pub basis: Option<&'static str>,
    /// About what: topics and threat groups.
    pub topics: Vec<usize>,
    /// Which regions it is about.
    pub regions: Vec<usize>,
    /// Who says it.
    pub source: Vec<usize>,
    /// `communique`, `unnamed` or `media`, from the source.
    pub attribution: Option<&'static str>,
    /// Index of the event this is a part of.
    pub part_of: Option<usize>,
    /// Index of the event before this one.
    pub follows: Option<usize>,
}

impl Event {
    /// What a trigger tells, with nothing known of it but who took part.
    fn told(kind: &'static str, trigger: Range<usize>, participants: Vec<Participant>) -> Self {
        Self {
            kind,
            trigger,
            participants,
            place: Vec::new(),
            start: None,
            stop: None,
            precision: None,
            basis: None,
            topics: Vec::new(),
            regions: Vec::new(),
            source: Vec::new(),
            attribution: None,
            part_of: None,
            follows: None,
        }
    }
}

/// A trigger word of a sentence.
#[derive(Debug, Clone, Copy)]
struct Trigger {
    first: usize,
    last: usize,
    skip: usize,
    kind: &'static str,
    /// A definite noun: it may speak of an event already told.
    definite: bool,
}

struct Teller<'d, 'a> {
    doc: &'d Doc<'a>,
    found: &'d [Found],
    resolved: &'d Resolved,
    /// Token lies in a mention that a trigger must not begin in.
    covered: Vec<bool>,
    /// Each mention with the offices or the person that are linked to it, as one run of tokens.
    spans: Vec<(usize, usize)>,
    /// Which title before it each mention is linked to first.
    titles: Vec<Option<usize>>,
    /// Tokens of the longest mention.
    longest: usize,
    /// The first office an entity holds and is not said to have left.
    offices: Vec<Option<usize>>,
    /// The country of people, as far as the text says.
    lands: Vec<back::Land>,
    /// Who asked the last visitor to come.
    host: Option<Participant>,
    /// Who the delegation is that the text spoke of last.
    delegation: Vec<Participant>,
    events: Vec<Event>,
}

/// The events of a text.
pub(crate) fn tell(doc: &Doc<'_>, found: &[Found], resolved: &Resolved) -> Vec<Event> {
    let found = &remark::with_remarks(doc, found)[..];
    let mut covered = doc.masked.clone();
    for m in found {
        if m.kind != MentionType::Location {
            covered[m.first..m.last].fill(true);
        }
    }
    let mut teller = Teller {
        doc,
        found,
        resolved,
        covered,
        spans: Teller::with_offices(found),
        titles: Teller::titles(found),
        longest: found.iter().map(|m| m.last - m.first).max().unwrap_or(0),
        offices: Teller::offices(resolved),
        lands: Vec::new(),
        host: None,
        delegation: Vec::new(),
        events: Vec::new(),
    };
    teller.lands = teller.lands();
    let mut first = 0;
    let mut at = 0;
    while first < doc.len() {
        let s = doc.sentence[first];
        let mut last = first + 1;
        while last < doc.len() && doc.sentence[last] == s && !doc.line_start(last) {
            last += 1;
        }
        let from = at;
        while at < found.len() && found[at].first < last {
            at += 1;
        }
        for (tokens, mentions) in teller.clauses(first..last, from..at) {
            teller.sentence(tokens, mentions);
        }
        first = last;
    }
    teller.listed_bodies();
    teller.common_bodies();
    teller.purposes();
    teller.headlines();
    teller.offices_once();
    teller.arabic_lasting();
    teller.arabic_headlines();
    teller.french_retold();
    // Somebody takes part in whatever is told.
    teller.events.retain(|e| !e.participants.is_empty());
    let mut events = teller.events;
    let n = events.len();
    for e in &mut events {
        e.part_of = e.part_of.filter(|&p| p < n);
        e.follows = e.follows.filter(|&p| p < n);
    }
    events
}

impl Teller<'_, '_> {
    /// Which of the mentions `m` is.
    fn index(&self, m: &Found) -> Option<usize> {
        let from = self.found.partition_point(|f| f.first < m.first);
        let same = self.found[from..].iter().position(|f| std::ptr::eq(f, m));
        same.map(|n| from + n)
    }

    /// The mentions that begin in `first..last`.
    fn between(&self, first: usize, last: usize) -> Range<usize> {
        let from = self.found.partition_point(|f| f.first < first);
        from..self.found.partition_point(|f| f.first < last)
    }

    /// The mentions that begin in `first..last`, themselves; none where it is empty.
    fn begin(&self, first: usize, last: usize) -> &[Found] {
        &self.found[self.between(first, last.max(first))]
    }

    /// The mentions near enough for token `i` to lie in or stand straight behind them.
    fn around(&self, i: usize) -> &[Found] {
        self.begin(i.saturating_sub(self.longest), i + 1)
    }

    /// The mentions that may end up to four tokens before token `i`.
    fn shortly_before(&self, i: usize) -> &[Found] {
        self.begin(i.saturating_sub(self.longest + 4), i)
    }

    /// The token behind the date that begins at `k`.
    fn past_date(&self, k: usize) -> Option<usize> {
        let mut here = self.begin(k, k + 1).iter();
        here.find(|f| f.kind == MentionType::Date).map(|f| f.last)
    }

    /// A date begins in `first..last`.
    fn dated(&self, first: usize, last: usize) -> bool {
        let mut here = self.begin(first, last).iter();
        here.any(|f| f.kind == MentionType::Date)
    }

    /// Token `i` lies in a mention of `kind`.
    fn within(&self, i: usize, kind: MentionType) -> bool {
        let here = |f: &Found| f.kind == kind && (f.first..f.last).contains(&i);
        self.around(i).iter().any(here)
    }

    /// The mentions that end straight before token `i`.
    fn ending(&self, i: usize) -> impl DoubleEndedIterator<Item = &Found> {
        self.around(i).iter().filter(move |f| f.last == i)
    }

    fn triggers(&self, r: Range<usize>) -> Vec<Trigger> {
        let mut out: Vec<Trigger> = Vec::new();
        let mut i = r.start;
        while i < r.end {
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::Event(_))
                    && h.last <= r.end
                    && (!self.covered[h.first..h.last].iter().any(|c| *c)
                        || self.work_of_committee(h)
                        || self.paper_of_intent(h)
                        || i > r.start + 1 && self.own_part(i - 2) && self.doc.w(i - 1) == "في")
                    // "كالقمة العربية": like one.
                    && !(h.skip > 0 && self.doc.w(h.first).starts_with("كال"))
                    // "مثل هذه الاجتماعات": any of them.
                    && !(i > r.start + 1
                        && matches!(self.doc.w(i - 1), "هذه" | "هذا" | "تلك")
                        && matches!(self.doc.w(i - 2), "مثل" | "لمثل" | "بمثل"))
            });
            let Some(h) = hit else {
                let kind = match self.doc.arabic(i) {
                    true => self.arabic_unlisted(i),
                    false => self.latin_verb(i, r.start),
                };
                out.extend(kind.map(|kind| Trigger {
                    first: i,
                    last: i + 1,
                    skip: 0,
                    kind,
                    definite: false,
                }));
                i += 1;
                continue;
            };
            let Tag::Event(n) = h.tag else { continue };
            let kind = self.course(h.last, EVENTS[n as usize]);
            let kind = self.french_forum(&h, kind);
            // "تختص بتبادل المدربين": behind ب no verb stands.
            let verb = |v: &crate::lexicon::Hit| {
                matches!(v.tag, Tag::Verb(_)) && v.skip == h.skip && v.last == h.last
            };
            // "لتبادل الخبرات": nor behind ل a perfect.
            let perfect = self.doc.verb(i).is_none_or(|v| !v.form.imperfect);
            let bound = self.doc.w(i).trim_start_matches('و');
            let no_verb = h.skip > 0
                // "وبحث X مع Y": the ب is the verb's own.
                && (matches!(self.doc.w(i).chars().nth(h.skip - 1), Some('ب' | 'ك'))
                    || perfect && bound.starts_with('ل'))
                && kind == "meeting"
                && self.doc.at(i).iter().any(verb);
            // "وزارة داخلية البلد": not "وزاره". "وغيره من المؤتمرات": others.
            // "توحيد الأطر": behind an article no verb stands.
            let article = self.doc.verb(i).is_none()
                && self.doc.past(i, h.skip).starts_with("ال")
                && self.doc.at(i).iter().any(verb)
                && matches!(kind, "training" | "meeting");
            let others = article
                || i > r.start + 1
                    && self.doc.w(i - 1) == "من"
                    && self.doc.w(i - 2).starts_with("وغير")
                || self.doc.w(i).contains("والموتمرات")
                || matches!(self.doc.w(i), "للموتمرات" | "للاجتماعات" | "للندوات")
                || self.doc.w(i).ends_with("القبضه")
                || self.it_was_chaired(i)
                || self.named_after(i);
            if self.beside(i, r.start, kind)
                || self.opens_itself(i, r.end)
                || matches!(self.doc.w(i), "وزاره" | "وزارته" | "وزارتها" | "وزارتي")
                || others
                || no_verb
                || self.behind_preposition(i, kind)
            {
                i = h.last;
                continue;
            }
            if self.doc.does(i, &[Class::Show]) && !self.shows(h.last, r.end) {
                i = h.last;
                continue;
            }
            let w = self.doc.w(i);
            let bare = self.doc.past(i, h.skip);
            let before = self.doc.before(i, 1);
            // التقى and its forms begin like an article.
            // "سلسلة من اللقاءات" is new.
            let several = before == "من"
                && i > r.start + 1
                && matches!(
                    self.doc.w(i - 2),
                    "سلسله" | "عدد" | "عددا" | "جمله" | "العديد" | "مجموعه"
                );
            // "الدورة القادمة" is another one.
            let several = several
                || matches!(
                    self.doc.w(h.last),
                    "القادمه" | "المقبله" | "القادم" | "المقبل"
                )
                || self.new_session(i, h.last, r.start);
            let another = self.another(h.last);
            let several = several || another;
            let definite = !several && bare.starts_with("ال") && !bare.starts_with("الت")
                || ["التدريب", "التمرين", "التشاور"].contains(&bare)
                || h.last > i + 1
                    && self.doc.w(h.last - 1).starts_with("ال")
                    && self.doc.w(h.last - 1) != "الي"
                || (w.starts_with('ل')
                    && h.skip > 0
                    && self.doc.verb(i).is_none()
                    && !self.new_course(i, h.last, kind))
                || matches!(
                    before,
                    "the"
                        | "this"
                        | "cette"
                        | "ce"
                        | "cet"
                        | "ces"
                        | "their"
                        | "leur"
                        | "leurs"
                        | "هذا"
                        | "هذه"
                )
                || self.the_long(i)
                || self.the_praised(i)
                || (h.skip == 0 && bare.ends_with("ته"))
                || !another && self.told_before(i, h.last, r.start);
            out.push(Trigger {
                first: i,
                last: h.last,
                skip: h.skip,
                kind,
                definite,
            });
            i = h.last;
        }
        out
    }

    /// What an Arabic word at `i` tells that the lexicon has for no event: "الثانية مع Y", "ومن زواره".
    fn arabic_unlisted(&self, i: usize) -> Option<&'static str> {
        if self.second_paper(i) || self.any_paper(i) {
            Some("agreement")
        } else if self.among_callers(i) {
            Some("meeting")
        } else {
            self.hosts_delegation(i).then_some("visit")
        }
    }

    fn word(&self, t: &Trigger) -> &str {
        self.doc.past(t.first, t.skip)
    }

    fn sentence(&mut self, r: Range<usize>, m: Range<usize>) {
        self.french_retracts(&r);
        self.read_french_delegation(&r, m.clone());
        if self.at_both_meetings(&r, m.clone()) {
            return;
        }
        self.opens_in_session(&r);
        let mut triggers = self.triggers(r.clone());
        self.choose(&mut triggers, r.clone());
        let told_before = self.events.len();
        let mut done: Vec<(&'static str, usize)> = Vec::new();
        for t in &triggers {
            let t = &self.this_one(&self.calls_on(t, r.clone(), m.clone()));
            let t = &self.of_body(t);
            if done.iter().any(|d| d.0 == t.kind)
                && !self.after_opening(t, &triggers, &r, m.clone())
                && !self.french_goes_on(t)
            {
                continue;
            }
            if self.purpose(t, &triggers, m.clone())
                || self.denied(t, &r)
                || self.only_invited(t, &r)
                || self.quoted(t, &r)
            {
                continue;
            }
            if let Some(host) = self.met_at_airport(t, &r, m.clone()) {
                self.host = Some(host);
                continue;
            }
            self.read_delegation(r.clone());
            let apart = self.latin_apart(t, r.clone(), m.clone());
            let apart = apart.or_else(|| self.latin_again(t, &r, m.clone()));
            let next = |this: &mut Self| {
                let e = this.english_next(t, &r, m.clone());
                e.or_else(|| this.signed_at_the_end(t, &r, m.clone()))
                    .map(|e| vec![e])
            };
            let apart = apart.or_else(|| next(self));
            if let Some(apart) = apart.or_else(|| self.then_apart(t, r.clone(), m.clone())) {
                done.extend(apart.into_iter().map(|e| (t.kind, e)));
                continue;
            }
            if let Some(e) = self.tell_one(t, &triggers, r.clone(), m.clone()) {
                done.push((t.kind, e));
                if t.kind == "visit" {
                    self.host = self
                        .inviting(m.clone())
                        .or_else(|| self.at_the_door(&r, m.clone()));
                }
            }
        }
        // "welcomed the visitors, who were headed by X": nothing new, and who they are.
        if self.english() && done.is_empty() && !triggers.is_empty() {
            self.read_delegation(r.clone());
        }
        if triggers.is_empty() {
            self.read_delegation(r.clone());
            self.invited_after(&r, m.clone());
            let visit = self.events.last().is_some_and(|e| e.kind == "visit");
            if self.host.is_none() && visit && self.doc.arabic(r.start) {
                self.host = self.at_the_door(&r, m.clone());
            }
        }
        self.signed_after_talks(&mut done, r.clone(), m.clone());
        self.signed_by(r.clone(), m.clone());
        self.statement_issued(r.clone(), m.clone());
        if self.doc.arabic(r.start) {
            self.head_joins(&r);
            if !done.is_empty() && done.iter().all(|d| d.0 == "visit" && d.1 < told_before) {
                self.come_along(told_before, r.clone());
            }
            if done.is_empty() {
                self.at_the_closing(told_before, &r);
                self.speakers_join(told_before, &r);
            }
        }
        self.french_company(&r, m.clone());
        self.french_led(told_before, &r, m.clone());
        self.french_escort(&r, m.clone());
        self.french_went_along(&r, m.clone());
        self.french_attends(told_before, &r, m.clone());
        self.attach(&done, told_before, r.clone(), m);
        self.order(&done, r);
    }

    /// "زارت سفيرة كندا فلانة المدير العام فلانا في مكتبه": who calls on somebody meets him.
    fn calls_on(&self, t: &Trigger, r: Range<usize>, m: Range<usize>) -> Trigger {
        if let Some(t) = self.only_visits(t, &r) {
            return t;
        }
        if self.same_gathering(t, &r) {
            return Trigger {
                kind: "meeting",
                ..*t
            };
        }
        if self.at_the_gate(t, &r) {
            return Trigger {
                kind: "visit",
                definite: self.events.last().is_some_and(|e| e.kind == "visit"),
                ..*t
            };
        }
        if self.visits_somebody(t, &r) || self.pays_call(t, &r, m.clone()) || self.pays_visit(t) {
            return Trigger {
                kind: "meeting",
                ..*t
            };
        }
        if self.courtesy_call(t) && self.people(t.last..r.end.min(t.last + 12)) > 0 {
            return Trigger {
                kind: "meeting",
                definite: false,
                ..*t
            };
        }
        // "حل السفير ضيفا على المدير العام"
        let guest = self.doc.does(t.first, &[Class::Alight])
            && (t.last..r.end).any(|i| {
                matches!(self.doc.w(i), "ضيفا" | "ضيفه" | "ضيوفا")
                    && self.doc.w(i + 1) == "علي"
                    && self.who_behind(i + 2)
            });
        if guest {
            return Trigger {
                kind: "meeting",
                ..*t
            };
        }
        let verb = self.doc.does(t.first, &[Class::Visit]);
        // "زار السفير بنواكشوط فلان قائد الدرك فلانا في مكتبه"
        let office = r.clone().any(|i| {
            i > t.last && matches!(self.doc.w(i), "مكتبه" | "بمكتبه" | "مكتبها" | "بمكتبها")
        });
        if t.kind != "visit" || !verb || !office && !self.place(t, r, m.clone()).is_empty() {
            return *t;
        }
        let mut people: Vec<Participant> = Vec::new();
        for k in m {
            let f = &self.found[k];
            // "يزور X وY": both go.
            if f.first >= t.last && f.skip > 0 && self.doc.w(f.first).starts_with('و') {
                return *t;
            }
            // "… وكان في استقباله Z"
            let door = (t.last..f.first).any(|i| {
                matches!(
                    self.doc.w(i),
                    "استقباله"
                        | "استقبالها"
                        | "استقبالهم"
                        | "وكان"
                        | "برفقه"
                        | "رفقه"
                        | "بمعيه"
                        | "مرفوقا"
                        | "مرفوقه"
                        | "يرافقه"
                )
            });
            if (f.kind == MentionType::Person || office && company::somebody(f))
                && !f.inside
                && f.first >= t.last
                && !door
                && !self.absent(f)
                && let Some(p) = self.participant(k)
                && !p.among(&people)
            {
                people.push(p);
            }
        }
        let kind = if people.len() == 2 { "meeting" } else { t.kind };
        Trigger { kind, ..*t }
    }

    /// The tokens of the sentence around `i`.
    pub(super) fn sentence_of(&self, i: usize) -> Range<usize> {
        self.doc.sentence_of(i)
    }

    /// The number of the sentence that tells of an event.
    pub(super) fn told_in(&self, e: &Event) -> u32 {
        self.doc.sentence[self.doc.start_of(e.trigger.start)]
    }

    /// A conference stands alone only behind a rank.
    fn aside(&self, i: usize) -> bool {
        i == 0 && self.doc.is(i, Tag::Rank)
    }

    /// Past what an operation is called: "عملية «فجر 3»، التي نفذتها".
    fn past_name(&self, i: usize) -> usize {
        let doc = self.doc;
        if doc.w(i) != "\"" || !doc.arabic(i.wrapping_sub(1)) {
            return i;
        }
        let close = (i + 2..i + 6).find(|&k| doc.w(k) == "\"");
        close.map_or(i, |k| k + 1 + usize::from(doc.w(k + 1) == ","))
    }

    /// Words that are triggers only in company.
    pub(super) fn real(&self, t: &Trigger, end: usize) -> bool {
        let w = self.word(t);
        let quoted = self.past_name(t.last);
        let next = self.doc.w(quoted);
        match w {
            // "وكان في استقباله": who waits at the door.
            "استقبال" | "استقباله" | "استقبالها" | "استقبالهم"
                if t.first > 0
                    && matches!(self.doc.w(t.first - 1), "في" | "مراسم" | "حفل" | "مراسيم") =>
            {
                false
            }
            // "لحفاوة الاستقبال": how somebody was treated.
            "الاستقبال"
                if t.first > 0
                    && matches!(
                        self.doc
                            .w(t.first - 1)
                            .trim_start_matches(['و', 'ب', 'ل', 'ع']),
                        "حفاوه"
                            | "حسن"
                            | "كرم"
                            | "قاعه"
                            | "صاله"
                            | "مركز"
                            | "مراكز"
                            | "مراسم"
                    ) =>
            {
                false
            }
            _ if w == "حلول" || self.doc.does(t.first, &[Class::Alight]) => {
                self.doc.is_person_or_title(t.last)
                    || self.doc.cue(t.last, Cue::Delegation)
                        && (self.to_a_place(t, end)
                            || (t.last..end).any(|i| matches!(self.doc.w(i), "ضيفا" | "ضيوفا")))
                    || self.doc.w(t.last).starts_with('ب')
                        && self.found.iter().any(|m| {
                            m.kind == MentionType::Location
                                && (t.last..t.last + 4).contains(&m.first)
                        })
                    || self
                        .found
                        .iter()
                        .any(|m| m.kind == MentionType::Location && m.first == t.last && m.skip > 0)
                    || matches!(next, "ب" | "اليوم")
                    || self.found.iter().any(|m| {
                        m.first == t.last
                            && matches!(m.kind, MentionType::Person | MentionType::Office)
                            || m.last == t.first && m.kind == MentionType::Person
                    })
            }
            "عمليه" | "العمليه" | "عمليات" | "operation" => {
                self.operation_real(t, end)
            }
            _ if text::fold_str("أطاح") == w || w == "اطاحت" => (t.last..end).any(|i| {
                let w = self.doc.w(i);
                [
                    "بشبك",
                    "بخلي",
                    "بعصاب",
                    "بتنظيم",
                    "بمروج",
                    "بمهرب",
                    "بافراد",
                    "باعضا",
                ]
                .iter()
                .any(|p| w.starts_with(p))
            }),
            _ if self.doc.does(t.first, &[Class::Phone]) => {
                self.who_behind(t.last + usize::from(next == ",") * 2)
            }
            _ if self.imperfect(t) && self.doc.does(t.first, &[Class::Leave]) => {
                (t.last..end).any(|i| self.doc.w(i) == "الي")
            }
            "البحث" | "جلسه" if t.last == t.first + 1 => false,
            // "il a rendu un hommage appuyé à la CEDEAO": no journey.
            "rendu" | "rendue" | "rendus"
                if self.french()
                    && t.last == t.first + 1
                    && !(self.aux_before(t.first).saturating_sub(5)..t.first)
                        .any(|i| matches!(self.doc.w(i), "s" | "se"))
                    && self.sentence_of(t.first).start != t.first =>
            {
                false
            }
            "rendu" | "rendue" | "rendus" | "rencontre" | "entretenu" | "entretenue"
            | "entretenus" | "reuni" | "reunie" | "reunis" | "rencontres" => {
                // "avait visité l'École et rencontré X"
                let joined = t.first > 0
                    && matches!(self.doc.w(t.first - 1), "et" | "puis" | "ensuite")
                    && self.french();
                let near = self.aux_before(t.first);
                let from = near.saturating_sub(if joined { 16 } else { 5 });
                t.last > t.first + 1
                    || self.sat_under(t.first, self.sentence_of(t.first).start)
                    || self.sentence_of(t.first).start == t.first && self.opens(t.first, t.first)
                    || !self.doc.t.text(t.first).ends_with(['é', 's', 'u', 'i'])
                    || (from..t.first).any(|i| french_verb::auxiliary(self.doc.w(i)))
            }
            "course" | "stage" | "exercice" | "exercise" | "accord" => {
                w != "accord" || !self.english() || self.accord_noun(t.first)
            }
            _ => self.arabic_real(t, end),
        }
    }
}

impl Teller<'_, '_> {
    /// A person or office begins at `i`, past ranks and words of courtesy; or "with" does.
    fn who_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        let rank = |k: usize| doc.at(k).iter().any(|h| h.tag == Tag::Rank);
        let k = (i..i + 6).find(|&k| !rank(k)).unwrap_or(i);
        doc.w(k) == "مع"
            || self.found.iter().any(|m| {
                (i..=k + 1).contains(&m.first)
                    && matches!(m.kind, MentionType::Person | MentionType::Office)
            })
    }
}

impl Doc<'_> {
    fn is_person_or_title(&self, i: usize) -> bool {
        self.at(i).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank
            )
        })
    }
}
