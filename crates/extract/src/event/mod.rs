//! Events: who met, called, visited, signed or trained with whom, where, when, about what, says who.
//!
//! Each sentence is asked for trigger words. A trigger takes the people, offices and bodies of its
//! sentence; a later sentence that speaks of "the meeting" adds its topics to the same event.

mod arabic_real;
mod attach;
mod back;
mod clause;
mod company;
mod course;
mod cue;
mod delegation;
mod denied;
mod english;
mod english_join;
mod french;
mod french_join;
mod french_role;
mod latin;
mod latin_apart;
mod latin_join;
mod latin_unreal;
mod latin_verb;
mod parts;
mod place;
mod scope;
mod visit;

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
    teller.headlines();
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
    fn triggers(&self, r: Range<usize>) -> Vec<Trigger> {
        let mut out: Vec<Trigger> = Vec::new();
        let mut i = r.start;
        while i < r.end {
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::Event(_))
                    && h.last <= r.end
                    && !self.covered[h.first..h.last].iter().any(|c| *c)
            });
            let Some(h) = hit else {
                if let Some(kind) = self.latin_verb(i, r.start) {
                    out.push(Trigger {
                        first: i,
                        last: i + 1,
                        skip: 0,
                        kind,
                        definite: false,
                    });
                }
                i += 1;
                continue;
            };
            let Tag::Event(n) = h.tag else { continue };
            let kind = self.course(h.last, EVENTS[n as usize]);
            if self.beside(i, r.start, kind) {
                i = h.last;
                continue;
            }
            let w = self.doc.w(i);
            let bare: String = w.chars().skip(h.skip).collect();
            let before = i.checked_sub(1).map_or("", |b| self.doc.w(b));
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
            let definite = !several && bare.starts_with("ال") && !bare.starts_with("الت")
                || ["التدريب", "التمرين", "التشاور"].contains(&bare.as_str())
                || h.last > i + 1
                    && self.doc.w(h.last - 1).starts_with("ال")
                    && self.doc.w(h.last - 1) != "الي"
                || (w.starts_with('ل') && h.skip > 0)
                || matches!(
                    before,
                    "the" | "this" | "cette" | "ce" | "their" | "leur" | "leurs" | "هذا" | "هذه"
                )
                || (h.skip == 0 && bare.ends_with("ته"))
                || self.told_before(i, h.last, r.start);
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

    fn word(&self, t: &Trigger) -> String {
        self.doc.w(t.first).chars().skip(t.skip).collect()
    }

    fn sentence(&mut self, r: Range<usize>, m: Range<usize>) {
        let mut triggers = self.triggers(r.clone());
        self.choose(&mut triggers, r.clone());
        let told_before = self.events.len();
        let mut done: Vec<(&'static str, usize)> = Vec::new();
        for t in &triggers {
            let t = &self.calls_on(t, r.clone(), m.clone());
            if done.iter().any(|d| d.0 == t.kind) {
                continue;
            }
            if self.purpose(t, &triggers, m.clone()) || self.denied(t, &r) || self.quoted(t, &r) {
                continue;
            }
            self.read_delegation(r.clone());
            let apart = self.latin_apart(t, r.clone(), m.clone());
            let apart = apart.or_else(|| self.latin_again(t, &r, m.clone()));
            if let Some(apart) = apart.or_else(|| self.then_apart(t, r.clone(), m.clone())) {
                done.extend(apart.into_iter().map(|e| (t.kind, e)));
                continue;
            }
            if let Some(e) = self.tell_one(t, &triggers, r.clone(), m.clone()) {
                done.push((t.kind, e));
                if t.kind == "visit" {
                    self.host = self.inviting(m.clone());
                }
            }
        }
        if triggers.is_empty() {
            self.read_delegation(r.clone());
        }
        self.signed_by(r.clone(), m.clone());
        self.statement_issued(r.clone(), m.clone());
        self.french_company(&r, m.clone());
        self.french_attends(told_before, &r, m.clone());
        self.attach(&done, told_before, r.clone(), m);
        self.order(&done, r);
    }

    /// "زارت سفيرة كندا فلانة المدير العام فلانا في مكتبه": who calls on somebody meets him.
    fn calls_on(&self, t: &Trigger, r: Range<usize>, m: Range<usize>) -> Trigger {
        let verb = self.doc.does(t.first, &[Class::Visit]);
        if t.kind != "visit" || !verb || !self.place(t, r, m.clone()).is_empty() {
            return *t;
        }
        let mut people: Vec<usize> = Vec::new();
        for k in m {
            let f = &self.found[k];
            // "يزور X وY": both go.
            if f.first >= t.last && f.skip > 0 && self.doc.w(f.first).starts_with('و') {
                return *t;
            }
            if f.kind == MentionType::Person
                && !f.inside
                && f.first >= t.last
                && !self.absent(f)
                && let Some(e) = self.resolved.of[k]
                && !people.contains(&e)
            {
                people.push(e);
            }
        }
        let kind = if people.len() == 2 { "meeting" } else { t.kind };
        Trigger { kind, ..*t }
    }

    /// Which triggers of a sentence speak of events of their own.
    fn choose(&self, triggers: &mut Vec<Trigger>, r: Range<usize>) {
        triggers.retain(|t| !self.english_unreal(t, &r));
        self.latin_during(triggers);
        self.before_told(triggers, &r);
        self.beside_new(triggers);
        self.latin_gathers(triggers);
        triggers.retain(|t| !self.french_gathers(t, &r));
        let has = |ts: &[Trigger], k: &str| ts.iter().any(|t| t.kind == k);
        let signing = r.clone().any(|i| {
            self.doc.does(i, &[Class::Sign])
                || self.doc.cue(i, Cue::Signing)
                || self.latin_signs(i)
                || matches!(
                    self.doc.w(i),
                    "signed"
                        | "signe"
                        | "signee"
                        | "signes"
                        | "signees"
                        | "signent"
                        | "paraphe"
                        | "paraphee"
                        | "signer"
                        | "signera"
                        | "signeront"
                        | "sign"
                        | "signing"
                        | "inked"
                        | "conclu"
                        | "conclue"
                        | "concluded"
                        | "scelle"
                        | "signature"
                )
        });
        let signing = if self.english() {
            self.english_signing(triggers, r.clone())
        } else {
            signing
        };
        if has(triggers, "agreement") && !signing {
            triggers.retain(|t| t.kind != "agreement");
        }
        triggers.retain(|t| !self.one_from_afar(t, &r) && !self.french_other_sense(t));
        if has(triggers, "call") {
            triggers.retain(|t| t.kind != "meeting");
        }
        if signing && has(triggers, "agreement") {
            triggers
                .retain(|t| t.kind != "meeting" && t.kind != "operation" && t.kind != "training");
        }
        if let Some(first) = triggers.first().copied() {
            // A noun of training or conference behind a verb of meeting is what was talked about.
            if matches!(first.kind, "meeting" | "call" | "visit" | "consultation")
                && !first.definite
            {
                triggers.retain(|t| {
                    !matches!(
                        t.kind,
                        "training" | "operation" | "agreement" | "consultation"
                    ) || t.first == first.first
                        || self.goes_for(t)
                        || first.kind == "visit" && self.signed_there(t)
                });
                if first.kind == "meeting" {
                    triggers.retain(|t| t.kind != "conference" || self.aside(t.first));
                }
            }
            if matches!(first.kind, "training" | "conference" | "operation") {
                triggers.retain(|t| {
                    !matches!(
                        t.kind,
                        "training" | "conference" | "operation" | "consultation"
                    ) || t.kind == first.kind
                });
            }
        }
        triggers.retain(|t| self.real(t, r.end) && !self.field(t, r.start));
    }

    /// "للمشاركة في دورة تكوينية ينظمها X": what somebody comes for.
    fn goes_for(&self, t: &Trigger) -> bool {
        t.kind == "training"
            && t.first > 1
            && self.doc.w(t.first - 1) == "في"
            && matches!(
                self.doc.w(t.first - 2),
                "للمشاركه" | "المشاركه" | "بالمشاركه" | "لمشاركه"
            )
    }

    /// "التحضير لهذه العملية تم خلال اجتماع جمع X وY": what was told is only spoken of beside what is new.
    fn beside_new(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let all = triggers.clone();
        let new = |t: &Trigger, o: &Trigger| {
            let other = o.kind != t.kind && (t.kind == "operation" || o.kind != "agreement");
            !o.definite && doc.arabic(o.first) && self.verb(o).is_none() && other
        };
        let told = |t: &Trigger| self.events.iter().any(|e| e.kind == t.kind);
        let attended = |t: &Trigger| {
            t.first > 0 && doc.does(t.first - 1, &[Class::Attend, Class::Chair, Class::Gather])
        };
        triggers.retain(|t| {
            let article = doc.w(t.first).contains("ال") || doc.w(t.first).contains("لل");
            let noun = t.definite && doc.arabic(t.first) && article;
            let with =
                (t.last..t.last + 4).any(|i| matches!(doc.w(i), "مع" | "بين" | "الذي" | "التي"));
            let old = noun && (t.kind == "operation" || !with);
            let some = all.iter().any(|o| new(t, o));
            !(old && some && told(t) && !attended(t))
        });
    }

    /// The sentence says what came before or after another thing: "وسبق الاجتماع", "وتلا اللقاء".
    fn orders(&self, r: &Range<usize>) -> bool {
        r.clone().take(4).any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches(['و', 'ف']),
                "سبق"
                    | "سبقت"
                    | "تلا"
                    | "تلت"
                    | "اعقب"
                    | "اعقبت"
                    | "مهد"
                    | "مهدت"
                    | "تاتي"
                    | "ياتي"
                    | "جات"
                    | "جا"
            ) && self.doc.arabic(i)
        }) || self.latin_orders(r)
    }

    /// "The meeting came on the heels of …", "Cette audience fait suite à …".
    fn latin_orders(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        r.clone().take(9).any(|i| {
            doc.latin(i)
                && (matches!(
                    doc.w(i),
                    "followed"
                        | "follows"
                        | "preceded"
                        | "precede"
                        | "suit"
                        | "succede"
                        | "intervient"
                ) || matches!(doc.w(i), "comes" | "came")
                    && matches!(
                        doc.w(i + 1),
                        "on" | "after" | "days" | "weeks" | "a" | "hours"
                    )
                    || matches!(doc.w(i), "fait" | "faisait") && doc.w(i + 1) == "suite")
        })
    }

    /// "سبق هذا الاجتماع لقاء", "مهد للعملية اجتماع": the definite one was told, the other is.
    fn before_told(&self, triggers: &mut Vec<Trigger>, r: &Range<usize>) {
        let order = self.orders(r);
        if let [first, second, ..] = triggers[..]
            && order
            && first.definite
            && first.first < r.start + 6
            && !second.definite
            && !self.relative(&first)
        {
            triggers.remove(0);
        }
    }

    /// "على هامش المؤتمر", "on the sidelines of the conference": what it happened beside is named, not told.
    fn beside(&self, i: usize, start: usize, kind: &str) -> bool {
        let edge = |k: &usize| {
            matches!(
                self.doc.w(*k),
                "هامش" | "وهامش" | "sidelines" | "margins" | "margin" | "marge"
            )
        };
        let small = |k: usize| {
            matches!(
                self.doc.w(k),
                "of" | "the"
                    | "a"
                    | "cette"
                    | "ces"
                    | "these"
                    | "those"
                    | "ce"
                    | "cet"
                    | "this"
                    | "that"
                    | "de"
                    | "la"
                    | "le"
                    | "l"
                    | "'"
                    | "du"
                    | "des"
                    | "travaux"
                    | "اعمال"
                    | "اشغال"
                    | "فعاليات"
            )
        };
        let found = (start.max(i.saturating_sub(12))..i).rev().find(edge);
        let phrase = |k: usize| {
            // "على هامش أشغال الدورة 92 للجمعية العامة": one phrase, up to its comma.
            let w = self.doc.w(i);
            let genitive =
                w.contains("ال") || w.starts_with("لل") || !self.doc.w(i - 1).starts_with("ال");
            self.doc.arabic(i)
                && kind == "conference"
                && genitive
                && !(k..i).any(|j| matches!(self.doc.w(j), "," | "."))
                && i > k + 1
                && self.triggers_of_beside(k, i)
        };
        // "على هامش زيارته للقاهرة", "على هامش القمة التي تنظمها الوكالة": told all the same.
        let journey = self.doc.w(i).starts_with("زيارت") && self.to_land(i);
        let organised = (i..i + 5).any(|k| {
            matches!(self.doc.w(k), "التي" | "الذي")
                && self
                    .doc
                    .does(k + 1, &[Class::Organise, Class::Host, Class::Hold])
        });
        if self.doc.arabic(i) && (journey || organised) {
            return false;
        }
        found.is_some_and(|k| (k + 1..i).all(small) || phrase(k) || self.named_beside(k, i))
    }

    /// Between "beside" and `i` stand only nouns of the same happening.
    fn triggers_of_beside(&self, k: usize, i: usize) -> bool {
        let noun = |j: usize| {
            let w = self.doc.w(j);
            self.covered[j]
                || !self.doc.arabic(j)
                || w.starts_with("ال")
                || w.starts_with("لل")
                || w.starts_with('ل')
                || matches!(
                    w,
                    "اشغال"
                        | "اعمال"
                        | "فعاليات"
                        | "انعقاد"
                        | "مشاركته"
                        | "مشاركتها"
                        | "حضوره"
                        | "افتتاح"
                        | "اختتام"
                        | "في"
                        | "موتمر"
                        | "معرض"
                        | "قمه"
                        | "منتدي"
                        | "جلسات"
                )
        };
        (k + 1..i).all(noun)
    }

    /// The tokens of the sentence around `i`.
    pub(super) fn sentence_of(&self, i: usize) -> Range<usize> {
        let s = self.doc.sentence[i];
        let first = self.doc.sentence.partition_point(|&x| x < s);
        first..self.doc.sentence.partition_point(|&x| x <= s)
    }

    /// A conference stands alone only behind a rank.
    fn aside(&self, i: usize) -> bool {
        i == 0 && self.doc.is(i, Tag::Rank)
    }

    /// Words that are triggers only in company.
    fn real(&self, t: &Trigger, end: usize) -> bool {
        let w = self.word(t);
        let next = self.doc.w(t.last);
        match w.as_str() {
            // "وكان في استقباله": who waits at the door.
            "استقبال" | "استقباله" | "استقبالها" | "استقبالهم"
                if t.first > 0 && self.doc.w(t.first - 1) == "في" =>
            {
                false
            }
            _ if w == "حلول" || self.doc.does(t.first, &[Class::Alight]) => {
                self.doc.is_person_or_title(t.last)
                    || self.doc.cue(t.last, Cue::Delegation) && self.to_a_place(t, end)
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
                let told = self.events.iter().any(|e| e.kind == "operation");
                let done = |i: usize| {
                    matches!(
                        self.doc.w(i).trim_start_matches('و'),
                        "نفذت"
                            | "نفذ"
                            | "نفذتها"
                            | "نفذها"
                            | "شنت"
                            | "قادت"
                            | "mene"
                            | "menee"
                            | "conducted"
                    )
                };
                let led_by = ["نفذ", "نسق", "قاد", "شارك", "اشرف"];
                let before = t.first.checked_sub(1).map_or("", |b| self.doc.w(b));
                let result = matches!(
                    before,
                    "اسفرت"
                        | "مكنت"
                        | "افضت"
                        | "ادت"
                        | "واسفرت"
                        | "ومكنت"
                        | "قادت"
                        | "اطاحت"
                );
                let together = || {
                    (self.sentence_of(t.first)).any(|i| {
                        matches!(
                            self.doc.w(i),
                            "بالتنسيق" | "بالتعاون" | "بالاشتراك" | "بشراكه" | "بمشاركه"
                        )
                    })
                };
                t.last > t.first + 1
                    || next == "التي" && self.doc.does(t.last + 1, &[Class::Carry, Class::Lead])
                    || matches!(before, "خلال" | "في" | "اثر")
                        && self.doc.arabic(t.first)
                        && together()
                    || self.doc.arabic(t.last) && led_by.iter().any(|v| next.starts_with(v))
                    || result
                    || (t.first.saturating_sub(16)..t.first).any(done) && self.doc.arabic(t.first)
                    || matches!(
                        next,
                        "اسفرت" | "مكنت" | "استهدفت" | "نوعيه" | "متزامنه" | "واسعه"
                    )
                    || matches!(
                        next,
                        "مشتركه"
                            | "امنيه"
                            | "conjointe"
                            | "by"
                            | "par"
                            | "led"
                            | "conducted"
                            | "mounted"
                            | "menee"
                            | "dirigee"
                            | "coordonnee"
                            | "coordinated"
                    )
                    || t.definite && told
                    || self.done_by_bodies(t, end)
                    || self.english_operation(t, end)
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
            _ if self.doc.does(t.first, &[Class::Phone]) && !self.object(t) => {
                self.who_behind(t.last + usize::from(next == ",") * 2)
            }
            _ if self.imperfect(t) && self.doc.does(t.first, &[Class::Leave]) => {
                (t.last..end).any(|i| self.doc.w(i) == "الي")
            }
            "البحث" | "جلسه" if t.last == t.first + 1 => false,
            "rendu" | "rendue" | "rendus" | "rencontre" | "entretenu" | "entretenue"
            | "entretenus" | "reuni" | "reunie" | "reunis" | "rencontres" => {
                let from = t.first.saturating_sub(5);
                t.last > t.first + 1
                    || !self.doc.t.text(t.first).ends_with(['é', 's', 'u', 'i'])
                    || (from..t.first).any(|i| {
                        matches!(
                            self.doc.w(i),
                            "a" | "ont"
                                | "est"
                                | "sont"
                                | "avait"
                                | "avaient"
                                | "etait"
                                | "etaient"
                                | "aura"
                                | "ayant"
                                | "avoir"
                                | "etre"
                        )
                    })
            }
            "course" | "stage" | "exercice" | "exercise" | "accord" => {
                self.doc.language != text::Language::English || w != "accord"
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
