//! Clauses of one sentence that tell one thing after the other, each with a trigger of its own.
//!
//! "استقبل X سفيرا، كما التقى Y" is two meetings: cut at كما.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::lexicon::{Class, Tag};
use crate::mention::{Found, MentionType};

/// Classes of verbs that begin a clause of their own behind و: "…، والتقى …".
const THEN: &[Class] = &[
    Class::Meet,
    Class::Receive,
    Class::Face,
    Class::Discuss,
    Class::Consult,
    Class::Visit,
    Class::Arrive,
    Class::Travel,
    Class::Move,
    Class::Leave,
    Class::Phone,
    Class::Ring,
    Class::Sign,
    Class::Hold,
    Class::Chair,
    Class::Attend,
    Class::Undertake,
];

impl Teller<'_, '_> {
    /// The clauses of a sentence. Each but one sentence without a cut has a trigger.
    pub(super) fn clauses(
        &self,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Vec<(Range<usize>, Range<usize>)> {
        let cues: Vec<usize> = r.clone().skip(1).filter(|&i| self.cue(i)).collect();
        if cues.is_empty() {
            return vec![(r, m)];
        }
        let triggers = self.triggers(r.clone());
        let mut out = Vec::new();
        let (mut start, mut from) = (r.start, m.start);
        let mut seen = 0;
        for cut in cues {
            let before = triggers.partition_point(|t| t.first < cut);
            // "…, and officers of A and B arrested 14 people": read with the clause's own subject.
            let last = before == triggers.len()
                && (!self.english() || self.triggers(cut + 1..r.end).is_empty());
            let told = before > seen && self.complete(&triggers[seen..before], cut);
            let apart = told || self.behind_semicolon(cut) || self.stands_alone(cut, r.end);
            if last || !apart {
                continue;
            }
            let at = (from..m.end)
                .find(|&k| self.found[k].first >= cut)
                .unwrap_or(m.end);
            out.push((start..cut, from..at));
            (start, from, seen) = (cut, at, before);
        }
        out.push((start..r.end, from..m.end));
        out
    }

    /// A word that a further clause may begin with.
    fn cue(&self, i: usize) -> bool {
        match self.doc.arabic(i) || self.doc.w(i) == ";" && self.doc.arabic(i + 1) {
            true => self.arabic_cue(i),
            false => self.latin_cue(i),
        }
    }

    /// "ثم", "قبل أن", "… والتقى": such a word in Arabic.
    fn arabic_cue(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        let and_then = matches!(w, "قبل" | "بعد") && doc.w(i + 1) == "ان";
        // "ثم بX": the same verb goes on.
        let on = w == "ثم" && (doc.w(i + 1).starts_with('ب') || doc.w(i + 1) == "مع");
        // "فيما مثل الجانب الآخر فلان": more who were there.
        let for_side = matches!(w, "فيما" | "بينما")
            && matches!(doc.w(i + 1), "مثل" | "ناب" | "مثلت" | "نابت" | "راس");
        // "استقبل، كما أفاد بيان للوزارة، وزير الداخلية": set apart by commas, where who says so stands.
        let aside = w == "كما" && doc.w(i - 1) == "," && self.says_aside(i + 1);
        let word = !on
            && !for_side
            && !aside
            && matches!(
                w,
                "وهناك" | "وهنالك" | "وبعدها" | "ثم" | "كما" | "فيما" | "بينما" | "حيث"
            );
        let noun = matches!(
            w,
            "عقب" | "اثر" | "وعقب" | "قبيل" | "فضلا" | "علاوه" | "اضافه" | "بالاضافه"
        ) && doc.w(i - 1) == ",";
        // "…، في حين خصص اللقاء مع Y"
        let while_ = w == "في" && doc.w(i + 1) == "حين";
        // "في زيارة بدعوة من X وينتظر أن يلتقي Y"
        let expected = doc.w(i + 1) == "ان"
            && doc.does(i + 2, THEN)
            && matches!(w, "وينتظر" | "ويرتقب" | "ويتوقع")
            || w == "ومن"
                && matches!(doc.w(i + 1), "المنتظر" | "المقرر" | "المرتقب" | "المتوقع")
                && doc.w(i + 2) == "ان"
                && doc.does(i + 3, THEN);
        // "… أن يلتقي X، وأن يجتمع بY"
        // "…، على أن يجتمعا مرة أخرى": what is to come.
        let provided = w == "علي" && doc.w(i + 1) == "ان" && doc.does(i + 2, THEN);
        let and_that = expected || provided || w == "وان" && doc.does(i + 1, THEN);
        // "عملية قادها X وشاركت فيها Y": of the thing named before.
        let in_it = matches!(doc.w(i + 1), "فيها" | "فيه" | "بها" | "خلالها");
        let verb = w.starts_with('و') && self.then(i) && !doc.line_start(i) && !in_it;
        // "…، وهي المدرسة التي احتضنت دورة": of a thing named beside, another thing is told.
        let which = matches!(w, "وهي" | "وهو")
            && (i + 2..i + 5).any(|k| {
                matches!(doc.w(k), "التي" | "الذي")
                    && doc.does(k + 1, &[Class::Host, Class::Hold, Class::Organise])
            });
        // "…، وأن أول اجتماع لقادة السرايا سيعقد في …"
        let that_too = w == "وان" && (i + 1..i + 4).any(|k| self.event_noun(k));
        let second = self.second_paper(i) && w.starts_with('و');
        let end = doc.sentence_of(i).end;
        let own = w.starts_with('و') && !doc.line_start(i) && self.stands_alone(i, end);
        second
            || own
            || self.behind_semicolon(i)
            || self.agreed_further(i)
            || self.after_theirs(i)
            || which
            || that_too
            || self.organised(i)
            || and_then
            || while_
            || and_that
            || word
            || noun
            || verb
    }

    /// "أفاد به بيان رسمي،", "جاء في بلاغ للوزارة،"
    pub(super) fn says_aside(&self, i: usize) -> bool {
        let doc = self.doc;
        let close = (i + 1..i + 8).find(|&k| doc.w(k) == "," || doc.line_start(k));
        let source = |h: &crate::lexicon::Hit| {
            matches!(h.tag, Tag::SourceWord | Tag::Unnamed | Tag::SameSource)
        };
        close.is_some_and(|c| (i + 1..c).any(|k| doc.at(k).iter().any(source)))
            && (i..i + 7).all(|k| doc.w(k) != "ان" && doc.w(k) != "انه")
    }

    /// "هاتف X نظيره Y، واتفقا على عقد لقاء في ماي المقبل": what the two are to do next.
    fn agreed_further(&self, i: usize) -> bool {
        let agreed = matches!(self.doc.w(i), "واتفقا" | "واتفق" | "واتفقوا");
        agreed && (i + 1..i + 7).any(|k| self.doc.w(k) == "علي" && self.event_soon(k))
    }

    fn event_soon(&self, k: usize) -> bool {
        (k + 1..k + 4).any(|n| self.event_noun(n))
    }

    /// "وقع X وY اتفاقا عقب مباحثات جرت بينهما": what the two did before.
    fn after_theirs(&self, i: usize) -> bool {
        let doc = self.doc;
        let after = matches!(doc.w(i), "عقب" | "بعد" | "اثر");
        after
            && (i + 1..i + 5).any(|k| {
                self.event_noun(k)
                    && (k + 1..k + 5).any(|n| matches!(doc.w(n), "بينهما" | "جمعهما" | "جمعتهما"))
            })
    }

    /// A word that tells an event begins at `i`, in no mention.
    pub(super) fn event_word(&self, i: usize) -> bool {
        let event = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
        self.covered.get(i).is_some_and(|c| !c) && self.doc.at(i).iter().any(event)
    }

    /// The same of a noun.
    fn event_noun(&self, i: usize) -> bool {
        self.event_word(i) && self.doc.verb(i).is_none()
    }

    /// "بحث معه ترتيبات الدورة المتقدمة التي تنظمها الأكاديمية": a course or conference that is spoken of, with who holds it.
    fn organised(&self, i: usize) -> bool {
        let doc = self.doc;
        let Some(last) = self.course_noun(i) else {
            return false;
        };
        // "للمشاركة في مؤتمر تنظمه الوكالة": who goes there takes part.
        let b = |n: usize| doc.before(i, n);
        if b(1) == "في" && (b(2).contains("مشارك") || doc.does(i.wrapping_sub(2), &[Class::Attend]))
            || b(1).contains("حضور")
        {
            return false;
        }
        let near = || {
            (last..(last + 12).min(doc.len())).take_while(|&k| doc.sentence[k] == doc.sentence[i])
        };
        let relative = near()
            .take_while(|&k| doc.verb(k).is_none())
            .find(|&k| matches!(doc.w(k), "التي" | "الذي"));
        // "خلال مؤتمر تحتضنه لوكسمبورغ": behind an indefinite noun the verb stands at once.
        let bare = !doc.w(last - 1).contains("ال") && !doc.w(i).contains("ال");
        let at_once = || {
            near()
                .take_while(|&k| doc.w(k) != ",")
                .find(|&k| doc.verb(k).is_some())
        };
        relative.is_some_and(|k| self.held_behind(k + 1))
            || self.held_of_body(i)
            || bare && at_once().is_some_and(|k| self.held_behind(k))
    }

    /// "مؤتمر المنظمة الدولية المنعقد في كيغالي": a conference with the body whose it is, and a participle that says it is on.
    pub(super) fn held_of_body(&self, i: usize) -> bool {
        let doc = self.doc;
        let end = (i..(i + 16).min(doc.len()))
            .find(|&k| doc.sentence[k] != doc.sentence[i] || doc.w(k) == ",")
            .unwrap_or(i);
        let held = (i..end).find(|&k| {
            matches!(
                doc.w(k),
                "المنعقد" | "المنعقده" | "المقام" | "المقامه" | "الملتيم" | "الملتيمه"
            )
        });
        let body = |k: &usize| self.found[*k].kind == MentionType::Organization;
        doc.arabic(i) && held.is_some_and(|h| self.between(i, h).any(|k| body(&k)))
    }

    /// The token behind the name of a course or conference at `i`.
    fn course_noun(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let h = doc.find(i, |h| matches!(h.tag, Tag::Event(_)))?;
        let Tag::Event(n) = h.tag else { return None };
        let kind = self.course(h.last, crate::lexicon::EVENTS[n as usize]);
        let of = matches!(kind, "training" | "conference");
        (of && doc.arabic(i) && !self.covered[i] && doc.verb(i).is_none()).then_some(h.last)
    }

    /// "تنظمها", "ستحتضنه", "انعقد": a verb that says who holds it, or that it was held.
    pub(super) fn held_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        let by = doc.verb(i).is_some_and(|v| {
            let holds = matches!(v.class, Class::Host | Class::Hold | Class::Organise);
            holds && v.form.object.is_some()
        });
        by || doc.w(i).contains("نعقد")
    }

    /// "والتقى", "وتلقت", not "وقع" that begins with its own و.
    fn then(&self, i: usize) -> bool {
        let doc = self.doc;
        let joined = doc.at(i).iter().any(|h| {
            h.skip > 0 && matches!(h.tag, Tag::Verb(v) if THEN.contains(&v.class) && (v.form.object.is_none() || v.class == Class::Chair))
        });
        joined && doc.verb(i).is_some() || matches!(doc.w(i), "وتلقي" | "وتلقت")
    }

    /// A word behind which French and English tell another thing, with a subject of its own: "after X travelled",
    /// "follows a meeting between X and Y", "; X is to visit".
    fn latin_cue(&self, i: usize) -> bool {
        let doc = self.doc;
        let (w, next) = (doc.w(i), doc.w(i + 1));
        let semicolon = w == ";" && doc.latin(i + 1);
        let then = match w {
            "puis" | "where" | "ou" => true,
            "avant" => matches!(next, "de" | "d"),
            "before" => matches!(next, "meeting" | "holding" | "travelling" | "visiting"),
            "after" if self.english() => {
                let with = usize::from(doc.w(i + 2) == "with");
                matches!(next, "meeting" | "holding") && self.somebody_behind(i + 2 + with, 9)
            }
            // "au terme de laquelle un accord a été signé", "after which they signed"
            "terme" | "issue" => {
                next == "duquel" || next == "de" && matches!(doc.w(i + 2), "laquelle" | "quoi")
            }
            "which" => matches!(doc.w(i - 1), "after" | "following"),
            _ => false,
        };
        let word = doc.latin(i)
            && matches!(
                w,
                "after"
                    | "apres"
                    | "before"
                    | "ahead"
                    | "follows"
                    | "followed"
                    | "following"
                    | "suite"
                    | "while"
                    | "tandis"
                    | "alors"
            )
            // "…, pendant que X signait"
            || matches!(w, "pendant" | "cependant") && matches!(next, "que" | "qu") && self.french();
        semicolon
            || then
            || self.english_which(i)
            || self.english_further(i)
            || self.english_and(i)
            || self.english_clause_at(i)
            || self.french_and(i)
            || self.french_whom(i)
            || self.and_signs(i)
            || word && self.told_behind(i + 1)
    }

    /// "… and signed", "et ont paraphé": those who met sign too.
    pub(super) fn and_signs(&self, i: usize) -> bool {
        let doc = self.doc;
        let signs = |k: usize| {
            matches!(
                doc.w(k),
                "signed"
                    | "sign"
                    | "signs"
                    | "inked"
                    | "initialled"
                    | "signe"
                    | "paraphe"
                    | "signer"
                    | "signeront"
                    | "signera"
                    | "parapher"
            )
        };
        doc.latin(i)
            && matches!(doc.w(i), "and" | "et")
            && (signs(i + 1)
                || matches!(doc.w(i + 1), "a" | "ont" | "y" | "to" | "will")
                    && (signs(i + 2) || signs(i + 3)))
    }

    /// "signed a memorandum, under which officers will attend a course", "a visit during which an accord was signed": another thing.
    fn english_which(&self, i: usize) -> bool {
        let doc = self.doc;
        // "toured the College, which gave a course for officers"
        let gives = doc.w(i) == "which"
            && matches!(doc.w(i.saturating_sub(1)), ",")
            && (i + 1..i + 3).any(|k| {
                matches!(
                    doc.w(k),
                    "gave"
                        | "ran"
                        | "runs"
                        | "hosted"
                        | "organised"
                        | "organized"
                        | "held"
                        | "trained"
                        | "conducted"
                        | "delivered"
                )
            });
        if self.english() && gives {
            let s = self.sentence_of(i);
            let behind = self.triggers(i + 1..s.end);
            return behind.first().is_some_and(|t| t.kind == "training");
        }
        if !self.english()
            || !matches!(doc.w(i), "under" | "during" | "at" | "in" | "through")
            || doc.w(i + 1) != "which"
        {
            return false;
        }
        let s = self.sentence_of(i);
        let before = self.triggers(s.start..i);
        let behind = self.triggers(i + 2..s.end);
        let kind = before.last().map_or("", |t| t.kind);
        matches!(kind, "agreement" | "visit" | "meeting" | "conference")
            && behind.first().is_some_and(|t| t.kind != kind)
    }

    /// "… a rencontré X et a eu des entretiens avec Y", "et s'est entretenu avec Y": the same subject meets another.
    fn french_and(&self, i: usize) -> bool {
        let doc = self.doc;
        if !self.french() || doc.w(i) != "et" {
            return false;
        }
        let k = i + 1;
        let k = k + usize::from(matches!(doc.w(k), "a" | "ont" | "aura") && doc.t.text(k) != "à");
        let k = if doc.w(k) == "s" { k + 3 } else { k };
        let k = k + usize::from(matches!(doc.w(k), "ensuite" | "egalement" | "aussi"));
        let meets = matches!(doc.w(k), "rencontre" | "recu" | "entretenu" | "entretenue")
            && doc.t.text(k).ends_with(['é', 'u', 'e'])
            && !doc.t.text(k).ends_with("rencontre")
            || doc.w(k) == "eu"
                && (k + 1..k + 4).any(|j| {
                    matches!(
                        doc.w(j),
                        "entretiens" | "entretien" | "echanges" | "rencontre"
                    )
                });
        // "a reçu et s'est entretenu avec X": one.
        meets
            && self
                .shortly_before(i)
                .iter()
                .any(|f| f.last <= i && f.last + 3 > i && f.kind.acts())
    }

    /// The next trigger behind `from` has a subject before it, or says between whom it was.
    fn told_behind(&self, from: usize) -> bool {
        let doc = self.doc;
        let end = (from..doc.len())
            .find(|&k| doc.sentence[k] != doc.sentence[from] || doc.line_start(k))
            .unwrap_or(doc.len());
        let Some(t) = self.triggers(from..end).into_iter().next() else {
            return false;
        };
        let who = |f: &Found| f.kind.acts() && !f.inside;
        let subject = self
            .begin(from, from + 8)
            .iter()
            .any(|f| who(f) && f.last <= t.first);
        let between = t.first < from + 4
            && (t.last..(t.last + 8).min(end)).any(|k| matches!(doc.w(k), "between" | "entre"));
        let one = doc.w(t.first) == "one" && t.first < from + 3
            || doc.w(t.first.saturating_sub(1)) == "their"
                && t.first < from + 4
                && self.placed_behind(&t);
        // "tandis qu'une réunion a rassemblé à Rome X et Y"
        let noun = self.french()
            && t.first < from + 4
            && (from..t.last).any(|k| matches!(doc.w(k), "une" | "un"))
            && (self.begin(t.last, end).iter().filter(|f| who(f))).count() > 1;
        subject || between || one || noun || t.first < from + 6 && self.with_another(&t)
    }

    /// What stands before the cut tells something of its own; "where" opens a clause only behind a journey or a conference.
    fn complete(&self, before: &[Trigger], cut: usize) -> bool {
        let first = before.first().map_or("", |t| t.kind);
        // "وخلال هذه الزيارة، أكد X، عقب لقائه Y": what is only pointed at tells nothing of its own.
        let this = |t: &Trigger| matches!(self.doc.before(t.first, 1), "هذه" | "هذا");
        let after = matches!(self.doc.w(cut), "عقب" | "اثر" | "قبيل");
        if after && before.iter().all(|t| t.definite && this(t)) {
            return false;
        }
        match self.doc.w(cut) {
            // "hosted X in Ankara, where the pair signed an accord"
            "where" if self.english() => {
                let own = |k: usize| {
                    matches!(
                        self.doc.w(k),
                        "they" | "pair" | "two" | "both" | "ministers" | "sides"
                    )
                };
                // "visited the Academy, where officers are attending a course"
                let course = || {
                    let end = self.sentence_of(cut).end;
                    let next = self.triggers(cut + 1..end).into_iter().next();
                    next.is_some_and(|t| {
                        t.kind == "training"
                            && (cut + 2..t.first).any(|k| {
                                matches!(self.doc.w(k), "is" | "are" | "was" | "were" | "attend")
                            })
                    })
                };
                first == "conference"
                    || first == "visit" && course()
                    || first == "meeting" && (cut + 1..cut + 4).any(own)
                    || first == "agreement"
                        && ((cut + 1..cut + 4).any(own) || self.doc.w(cut + 1) == "their")
            }
            "where" | "ou" => first == "conference",
            "حيث" => matches!(first, "conference" | "visit"),
            _ => true,
        }
    }

    /// The clause goes on from one before it in the same sentence.
    pub(super) fn goes_on(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        r.start
            .checked_sub(1)
            .is_some_and(|b| doc.sentence[b] == doc.sentence[r.start] && !doc.line_start(r.start))
    }
}
