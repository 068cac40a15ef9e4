//! Terms of office, where the text says them: since when, until when, or that the office is a former one.
//!
//! "Burns, who was appointed in March 2021" begins a term, "الذي شغل المنصب حتى 2020" ends one, "وزير الداخلية
//! الأسبق" says it is over and not when. What is not said stays open.

use std::ops::Range;

use text::{Date, Interval, Kind, Precision};

use crate::doc::Doc;
use crate::entity::Resolved;
use crate::mention::{Found, MentionType};

/// One end of a term: a day, and how exactly the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The first day it may mean for a start, the last for an end.
    pub day: Date,
    /// To the day, week, month or year.
    pub precision: Precision,
}

/// When an office was held, as far as the text says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Term {
    /// Since when.
    pub start: Option<Bound>,
    /// Until when.
    pub stop: Option<Bound>,
    /// It is over, whether or not the text says since when.
    pub former: bool,
}

/// What a word before a date says of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Begins,
    Ends,
}

/// The terms of the offices in `resolved`, by entity.
pub(crate) fn terms(doc: &Doc<'_>, found: &[Found], resolved: &Resolved) -> Vec<(usize, Term)> {
    let reader = Reader {
        doc,
        found,
        resolved,
    };
    let mut out: Vec<(usize, Term)> = Vec::new();
    for (k, m) in found.iter().enumerate() {
        let Some(e) = resolved.of[k].filter(|_| m.kind == MentionType::Office && !m.inside) else {
            continue;
        };
        if m.link.is_some() && reader.former(m) {
            term_of(&mut out, e).former = true;
        }
    }
    for i in 0..doc.len() {
        let Some(says) = says(doc, i) else { continue };
        let Some(person) = reader.person(i, says) else {
            continue;
        };
        let Some(office) = reader.office(person, i) else {
            continue;
        };
        let term = term_of(&mut out, office);
        let (from, to) = reader.span(i, says);
        term.start = term.start.or(from);
        if to.is_some() {
            term.stop = term.stop.or(to);
        }
        term.former |= term.stop.is_some() || (says == Says::Ends && over(doc, i));
    }
    out.retain(|(_, t)| *t != Term::default());
    out
}

fn term_of(out: &mut Vec<(usize, Term)>, e: usize) -> &mut Term {
    let at = out.iter().position(|x| x.0 == e).unwrap_or_else(|| {
        out.push((e, Term::default()));
        out.len() - 1
    });
    &mut out[at].1
}

fn bare<'a>(doc: &'a Doc<'_>, i: usize) -> &'a str {
    doc.w(i).trim_start_matches(['و', 'ف'])
}

fn says(doc: &Doc<'_>, i: usize) -> Option<Says> {
    let begins = matches!(
        bare(doc, i),
        "عين"
            | "عينت"
            | "عينه"
            | "تعيين"
            | "تعيينه"
            | "تعيينها"
            | "تولي"
            | "تولت"
            | "يتولي"
            | "تتولي"
            | "توليه"
            | "تقلد"
            | "تقلدت"
            | "شغل"
            | "شغلت"
            | "يشغل"
            | "تشغل"
            | "نصب"
            | "تنصيب"
            | "تنصيبه"
            | "انتخب"
            | "انتخبت"
            | "انتخابه"
            | "appointed"
            | "took"
            | "assumed"
            | "elected"
            | "served"
            | "serves"
            | "serving"
            | "held"
            | "sworn"
            | "became"
            | "nomme"
            | "nommee"
            | "nommes"
            | "occupe"
            | "elu"
            | "elue"
            | "installe"
            | "installee"
            | "dirige"
            | "succede"
            | "تسلم"
            | "تسلمت"
            | "يقود"
            | "يراس"
            | "ترأس"
            | "heads"
            | "headed"
            | "led"
            | "directed"
    );
    let ends = matches!(
        bare(doc, i),
        "اقيل"
            | "اقيلت"
            | "اقاله"
            | "اعفي"
            | "اعفيت"
            | "اعفا"
            | "استقال"
            | "استقالت"
            | "غادر"
            | "انتهت"
            | "dismissed"
            | "sacked"
            | "fired"
            | "resigned"
            | "stepped"
            | "retired"
            | "ousted"
            | "removed"
            | "limoge"
            | "limogee"
            | "demis"
            | "demissionne"
            | "quitte"
            | "remercie"
            | "releve"
    );
    match (begins, ends) {
        (true, _) => Some(Says::Begins),
        (_, true) => Some(Says::Ends),
        _ => None,
    }
}

/// The verb itself says that an office is left: "أقيل من مهامه", "was dismissed".
fn over(doc: &Doc<'_>, i: usize) -> bool {
    let office = |k: usize| {
        matches!(
            doc.w(k),
            "مهامه"
                | "منصبه"
                | "مهامها"
                | "منصبها"
                | "fonctions"
                | "poste"
                | "post"
                | "office"
                | "position"
                | "down"
        )
    };
    !matches!(
        bare(doc, i),
        "غادر" | "انتهت" | "quitte" | "stepped" | "removed" | "releve"
    ) || (i + 1..i + 6).any(office)
}

struct Reader<'d, 'a> {
    doc: &'d Doc<'a>,
    found: &'d [Found],
    resolved: &'d Resolved,
}

impl Reader<'_, '_> {
    /// "السابق", "former", "l'ancien": said of the office beside its holder.
    fn former(&self, m: &Found) -> bool {
        let doc = self.doc;
        let holder = m.link.map_or(m.last, |l| self.found[l].first);
        let end = holder.max(m.last).min(m.last + 5);
        let mut before = m.first;
        while before > 0 && matches!(doc.w(before - 1), "the" | "'" | "-" | "s")
            || self.nationality(before)
        {
            before -= 1;
        }
        let arabic = |i: usize| {
            matches!(
                doc.w(i),
                "السابق"
                    | "السابقه"
                    | "الاسبق"
                    | "سابقا"
                    | "الراحل"
                    | "المقال"
                    | "المنتهيه"
            )
        };
        let latin = |i: usize| {
            matches!(
                doc.w(i),
                "former"
                    | "ex"
                    | "ancien"
                    | "ancienne"
                    | "late"
                    | "onetime"
                    | "outgoing"
                    | "sortant"
            )
        };
        (m.last..end).any(arabic)
            || doc.w(m.last) == "sortant"
            || (before.saturating_sub(1)..m.first).any(latin)
            || m.link.is_some_and(|l| {
                let p = &self.found[l];
                m.first >= p.last && (m.last..m.last + 2).any(arabic)
            })
    }

    /// A nationality stands before `i`: "former Spanish interior minister".
    fn nationality(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        before.is_some_and(|b| {
            self.doc
                .at(b)
                .iter()
                .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)) && h.last == i)
        })
    }

    /// Whom the verb at `i` speaks of: in Arabic the person behind it, else the one before.
    fn person(&self, i: usize, says: Says) -> Option<usize> {
        let doc = self.doc;
        let near =
            |m: &Found| m.kind == MentionType::Person && doc.sentence[m.first] == doc.sentence[i];
        let noun = doc.arabic(i);
        let behind = self.found.iter().position(|m| {
            near(m) && m.first > i && (m.first - i <= 2 || self.only_titles(i + 1, m.first))
        });
        let before = self
            .found
            .iter()
            .rposition(|m| near(m) && m.last <= i && i - m.last <= 12);
        let relative = (i.saturating_sub(3)..i).any(|k| {
            matches!(
                doc.w(k),
                "الذي" | "التي" | "who" | "qui" | "وهو" | "he" | "she" | "il" | "elle" | "قد"
            )
        });
        // "ترأس فلان", "led the talks": without a date these say nothing of an office; the date is asked for later.
        let _ = says;
        if noun && !relative {
            behind.or(before)
        } else {
            before
        }
    }

    /// Between a verb and a person nothing but ranks, offices and what belongs to them.
    fn only_titles(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            self.found
                .iter()
                .any(|m| m.kind == MentionType::Office && (m.first..m.last).contains(&i))
                || self.doc.at(i).iter().any(|h| {
                    matches!(
                        h.tag,
                        crate::lexicon::Tag::Rank | crate::lexicon::Tag::Nat(_)
                    )
                })
                || matches!(self.doc.w(i), "السابق" | "السابقه" | "الاسبق" | ",")
        })
    }

    /// The office of that person: the one of this sentence, else the only one.
    fn office(&self, person: usize, i: usize) -> Option<usize> {
        let doc = self.doc;
        let holder = self.resolved.of[person]?;
        let held = |e: usize| self.resolved.entities[e].holder == Some(holder);
        let here = self.found.iter().enumerate().find(|(_, m)| {
            m.kind == MentionType::Office
                && doc.sentence[m.first] == doc.sentence[i]
                && m.link.is_some_and(|l| self.resolved.of[l] == Some(holder))
        });
        if let Some((k, _)) = here {
            return self.resolved.of[k];
        }
        let mut all = (0..self.resolved.entities.len())
            .filter(|&e| self.resolved.entities[e].kind == MentionType::Office && held(e));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// The dates that belong to the verb at `i`: a start, an end, or both ("من 2015 إلى 2020").
    fn span(&self, i: usize, says: Says) -> (Option<Bound>, Option<Bound>) {
        let doc = self.doc;
        let end = (i + 16..doc.len())
            .find(|&k| doc.sentence[k] != doc.sentence[i])
            .unwrap_or(doc.len())
            .min(i + 16);
        // What another verb says belongs to that one.
        let end = (i + 1..end)
            .find(|&k| self::says(doc, k).is_some())
            .unwrap_or(end);
        if let Some(years) = self.years(i + 1..end) {
            return years;
        }
        let mut start = None;
        let mut stop = None;
        for m in self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Date && m.first > i && m.first < end)
        {
            let Some(d) = m.known.and_then(|n| doc.dates.get(n as usize)) else {
                continue;
            };
            let Some(Interval { start: a, stop: z }) = d.interval else {
                continue;
            };
            let word = doc.before(m.first, 1);
            let word = if matches!(
                word,
                "au" | "the" | "fin" | "يوم" | "غايه" | "en" | "l" | "'"
            ) {
                m.first.checked_sub(2).map_or(word, |b| doc.w(b))
            } else {
                word
            };
            let until = matches!(
                word,
                "until" | "till" | "jusqu" | "حتي" | "لغايه" | "الي" | "to"
            );
            let first = Bound {
                day: a,
                precision: d.precision,
            };
            let last = Bound {
                day: z,
                precision: d.precision,
            };
            let since = matches!(word, "منذ" | "since" | "depuis");
            let holds = matches!(bare(doc, i), "شغل" | "شغلت" | "يشغل" | "تشغل" | "يتولي" | "تتولي" | "يقود" | "يراس" | "served" | "serves" | "serving" | "held" | "occupe" | "dirige" | "heads" | "headed" | "led" | "directed" | "ترأس" | "تسلم" if !since && !until && !matches!(bare(doc, i), "تسلم"));
            match says {
                _ if until => stop = stop.or(Some(last)),
                Says::Begins if !holds => start = start.or(Some(first)),
                Says::Ends => stop = stop.or(Some(last)),
                Says::Begins => {}
            }
        }
        (start, stop)
    }

    /// "من 2015 إلى 2020", "between 2015 and 2020", "de 2015 à 2020".
    fn years(&self, r: Range<usize>) -> Option<(Option<Bound>, Option<Bound>)> {
        let doc = self.doc;
        let year = |i: usize| -> Option<i32> {
            let t = doc.t.list.get(i).filter(|t| t.kind == Kind::Number)?;
            let n: i32 = doc.w(i).parse().ok()?;
            ((1900..2100).contains(&n) && t.spaced).then_some(n)
        };
        r.clone().find_map(|i| {
            let joined = matches!(
                doc.w(i + 1),
                "الي" | "حتي" | "to" | "a" | "and" | "et" | "-"
            );
            let opened = i > 0
                && matches!(
                    doc.w(i - 1),
                    "من" | "بين"
                        | "from"
                        | "between"
                        | "de"
                        | "entre"
                        | "عامي"
                        | "سنتي"
                        | "الفتره"
                        | "عام"
                        | "سنه"
                );
            let next = if matches!(doc.w(i + 2), "عام" | "سنه") {
                i + 3
            } else {
                i + 2
            };
            let (a, z) = (year(i)?, year(next).filter(|_| joined && opened)?);
            let precision = Precision::Year;
            let first = Bound {
                day: Date::new(a, 1, 1)?,
                precision,
            };
            let last = Bound {
                day: Date::new(z, 12, 31)?,
                precision,
            };
            (a <= z).then_some((Some(first), Some(last)))
        })
    }
}
