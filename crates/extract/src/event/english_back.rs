//! English: whom a clause means without a name: "the Secretary General", "the delegation", "both agencies"; and who a
//! delegation is.

use std::ops::Range;

use super::company::somebody;
use super::english::{finite, signs};
use super::english_company::led_by;
use super::{Participant, Teller, Trigger, push};
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// Words that make the noun behind them no subject.
fn preposition(w: &str) -> bool {
    matches!(
        w,
        "of" | "for"
            | "to"
            | "by"
            | "with"
            | "from"
            | "between"
            | "on"
            | "in"
            | "at"
            | "under"
            | "than"
            | "as"
            | "about"
            | "against"
            | "behalf"
            | "towards"
    )
}

/// Verbs that only help another one.
fn helps(w: &str) -> bool {
    matches!(
        w,
        "will"
            | "is"
            | "are"
            | "has"
            | "have"
            | "had"
            | "was"
            | "were"
            | "been"
            | "agreed"
            | "decided"
            | "planned"
            | "scheduled"
            | "expected"
    )
}

/// Those who come, as a text speaks of them again.
fn guests(w: &str) -> bool {
    matches!(
        w,
        "delegation" | "guests" | "visitors" | "team" | "delegates" | "mission"
    )
}

/// Bodies of one kind, of which a text says "both" or "the two".
fn bodies(w: &str) -> bool {
    matches!(
        w,
        "agencies"
            | "organizations"
            | "organisations"
            | "institutions"
            | "forces"
            | "services"
            | "bodies"
            | "ministries"
            | "bureaus"
            | "bureaux"
            | "commissions"
            | "authorities"
            | "directorates"
            | "departments"
            | "units"
            | "offices"
            | "polices"
    )
}

impl Teller<'_, '_> {
    /// Whom the clause of `t` means without a name, with the token that says so: as its subject, or straight behind it.
    pub(super) fn english_back(&self, t: &Trigger, r: &Range<usize>) -> Vec<(usize, Participant)> {
        let doc = self.doc;
        let mut out = Vec::new();
        if !self.english() || t.definite && t.kind != "agreement" {
            return out;
        }
        let people = matches!(
            t.kind,
            "meeting" | "call" | "agreement" | "consultation" | "visit" | "conference"
        );
        let end = r.end.min(t.last + 12);
        for i in r.start..end {
            let many = match doc.w(i) {
                "both" | "two" => 2,
                "three" => 3,
                "four" => 4,
                _ => 0,
            };
            let article = usize::from(i > r.start && doc.w(i - 1) == "the");
            if many > 0
                && bodies(doc.w(i + 1))
                && (article == 1 || doc.w(i) == "both")
                && self.stands_as_side(i - article, i + 2, t, r)
            {
                out.extend(self.those_bodies(i, many).into_iter().map(|p| (i, p)));
                continue;
            }
            if many == 2 && self.between_the_two(i, t, r) {
                let told = self.events.iter().rev().take(2);
                let two = told.map(|e| e.participants.iter().filter(|p| self.is_person(p)));
                let pair = two.into_iter().find(|p| p.clone().count() == 2);
                out.extend(pair.into_iter().flatten().map(|p| (i, *p)));
                continue;
            }
            if t.kind != "visit"
                && let Some(p) = self.body_again(i)
                && (self.stands_as_side(i, i + 2, t, r) || self.body_begins(i, t, r))
            {
                out.push((i, p));
                continue;
            }
            if !people || doc.w(i) != "the" || self.covered[i] || t.definite {
                continue;
            }
            let j = self.past_nation(i + 1);
            let come = doc.w(i + 1) == "visiting"
                && matches!(
                    doc.w(j),
                    "ministers"
                        | "officials"
                        | "chiefs"
                        | "directors"
                        | "commissioners"
                        | "generals"
                        | "officers"
                );
            if come && self.stands_as_side(i, j + 1, t, r) {
                let told = self
                    .events
                    .iter()
                    .rev()
                    .find(|e| e.participants.iter().filter(|p| self.is_person(p)).count() > 2);
                // The first is who received them.
                let all = told.into_iter().flat_map(|e| e.participants.iter().skip(1));
                out.extend(all.filter(|p| self.is_person(p)).map(|p| (i, *p)));
            } else if guests(doc.w(j))
                && !self.covered[j]
                && self.stands_as_side(i, self.past_head(j + 1, t.first), t, r)
            {
                let alone = !matches!(doc.w(j + 1), "of" | "from" | "led" | "headed");
                let who = self.those_who_came().filter(|_| alone);
                out.extend(who.into_iter().flatten().map(|p| (i, *p)));
            } else if let Some((last, p)) = self.title_again(i + 1, j)
                && self.stands_as_side(i, self.past_aside(last, t.first), t, r)
            {
                out.push((i, p));
            }
        }
        out
    }

    /// Past "visiting" and a nationality.
    pub(super) fn past_nation(&self, i: usize) -> usize {
        let doc = self.doc;
        let mut k = i;
        while k < i + 5 {
            let small = matches!(
                doc.w(k),
                "visiting" | "accompanying" | "high" | "level" | "-" | "same"
            );
            let nation = doc.find(k, |h| matches!(h.tag, Tag::Nat(_)));
            match nation {
                Some(h) => k = h.last,
                None if small => k += 1,
                None => return k,
            }
        }
        i
    }

    /// Past ", headed by X," at `i`.
    fn past_head(&self, i: usize, end: usize) -> usize {
        let doc = self.doc;
        let by = doc.w(i) == "," && led_by(doc.w(i + 1), doc.w(i + 2));
        let close = (i + 3..end).rev().find(|&k| doc.w(k) == ",");
        close.filter(|_| by).map_or(i, |k| k + 1)
    }

    fn those_who_came(&self) -> Option<&[Participant]> {
        if !self.delegation.is_empty() {
            return Some(&self.delegation);
        }
        let came = self.events.iter().rev().find(|e| e.kind == "visit");
        came.map(|e| &e.participants[..])
    }

    /// Tokens `first..last` are the subject of `t`, or whom it takes: "received by …", "met with …", "received …".
    fn stands_as_side(&self, first: usize, last: usize, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if last <= t.first {
            let before = first.checked_sub(1).filter(|&b| b >= r.start);
            let free = before.is_none_or(|b| !preposition(doc.w(b)) && !finite(doc.w(b)));
            let own = (last..t.first).all(|i| !finite(doc.w(i)) || helps(doc.w(i)));
            let other = self
                .begin(last, t.first)
                .iter()
                .any(|f| f.kind == MentionType::Person && f.last <= t.first);
            // "The Iraqi minister will meet X and visit Y": the second verb of one subject.
            let second = t.kind == "visit"
                && before.is_none_or(|b| doc.w(b) == ",")
                && t.first > 0
                && matches!(doc.w(t.first - 1), "and" | "then");
            return free && (second || own && !other) && t.first - last < 16;
        }
        let taken = first == t.last && !matches!(t.kind, "visit" | "conference")
            || first > t.last
                && matches!(doc.w(first - 1), "with" | "by" | "between" | "of")
                && (doc.w(first - 1) != "of" || first - 1 == t.last)
                && t.kind != "visit"
                && (t.last..first - 1).all(|i| {
                    (!finite(doc.w(i)) || signs(doc.w(i)) || helps(doc.w(i)))
                        && !preposition(doc.w(i))
                        || doc.w(i) == "on"
                });
        // "In a meeting held by video, the Secretary General and X discussed …"
        let opens = first > t.last
            && doc.w(first - 1) == ","
            && t.first < r.start + 5
            && t.kind != "visit"
            && matches!(doc.w(r.start), "in" | "during" | "at");
        if opens {
            return true;
        }
        first >= t.last && taken && first - t.last < 9
    }

    /// "Secretary General" at `i`, of nobody named there: who was last named by it, or by that rank; and its end.
    pub(super) fn title_again(&self, nation: usize, i: usize) -> Option<(usize, Participant)> {
        let doc = self.doc;
        // "the Kenyan commissioner": not one who is known to be of another country.
        let iso = (nation..i).find_map(|k| self.country_at(k));
        let foreign = |p: &Participant| {
            let land = self.lands.iter().find(|l| Some(l.person) == p.entity);
            // A counterpart has no office of his own.
            let some = |iso: &str| {
                let mut all = self.lands.iter();
                all.any(|l| l.iso == iso && self.offices[l.person].is_none())
            };
            let home = iso.is_some_and(|iso| match land {
                Some(l) => l.iso != iso,
                None => some(iso),
            });
            let visits = (nation..i).any(|k| doc.w(k) == "visiting");
            let came = self.events.iter().rev().find(|e| e.kind == "visit");
            home || visits && came.is_some_and(|e| !p.among(&e.participants))
        };
        let title = doc.find(i, |h| {
            matches!(
                h.tag,
                Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank
            )
        })?;
        let (from, to) = (title.first, title.last);
        let named = |f: &Found| f.first == to && f.kind == MentionType::Person;
        let whose = doc.w(to) == "'"
            && (to + 1..to + 5).any(|k| matches!(doc.w(k), "visit" | "mission" | "trip" | "tour"));
        let goes_on = matches!(doc.w(to), "of" | "for" | "-")
            || doc.w(to) == "'" && !whose
            || doc.w(to) == "in" && doc.w(to + 1) == "charge"
            || doc.capital(to) && doc.latin(to)
            || (from..to).any(|k| self.covered[k])
            || self.found.iter().any(named);
        if goes_on {
            return None;
        }
        let long = |w: &str| match w {
            "igp" | "ig" => "inspector".to_owned(),
            "dg" => "director".to_owned(),
            "cgp" => "commissioner".to_owned(),
            "cs" | "ps" => "secretary".to_owned(),
            w => w.to_owned(),
        };
        let want: Vec<String> = (from..to).map(|k| long(doc.w(k))).collect();
        let said = |a: usize, b: usize| {
            (a..b).any(|k| {
                want.iter()
                    .zip(k..b)
                    .filter(|(w, n)| **w == doc.w(*n))
                    .count()
                    == want.len()
                    // The deputy has another title.
                    && (k == a || !matches!(doc.w(k - 1), "deputy" | "vice" | "assistant" | "high" | "under"))
            })
        };
        let known = self.found.partition_point(|f| f.first < i);
        let bears = |k: usize| {
            let f = &self.found[k];
            let same = f.kind == MentionType::Office && !f.inside && said(f.first, f.last);
            let p = self.participant(k).filter(|_| same);
            p.is_some_and(|p| p.entity.is_some() && !foreign(&p))
        };
        let last = (0..known).rev().take(300).find(|&k| bears(k));
        let office = last.and_then(|k| self.bearer(k, i, bears));
        let rank = || {
            (0..known).rev().take(300).find_map(|k| {
                let f = &self.found[k];
                let same =
                    f.kind == MentionType::Person && said(f.first.saturating_sub(3), f.first);
                self.participant(k).filter(|p| same && !foreign(p))
            })
        };
        // "the Iraqi minister" behind "his Iraqi counterpart X"
        let countryman = || {
            let mut all = self.lands.iter().rev();
            let one = all.find(|l| {
                Some(l.iso.as_str()) == iso && l.first < i && self.offices[l.person].is_none()
            })?;
            Some(Participant {
                entity: Some(one.person),
                office: self.offices[one.person],
            })
        };
        // "The Secretary General met X", and below "Secretary General Y": the only one so called.
        let later = || {
            let named = |k: usize| {
                let f = &self.found[k];
                let same = f.kind == MentionType::Office && !f.inside && said(f.first, f.last);
                self.participant(k).filter(|p| same && p.entity.is_some())
            };
            let mut all = (known..self.found.len()).take(120).filter_map(named);
            let one = all.next().filter(|_| to > from + 1 && iso.is_none())?;
            all.all(|p| p.entity == one.entity).then_some(one)
        };
        let known = office.or_else(rank).or_else(countryman);
        known.or_else(later).map(|p| (to, p))
    }

    /// "the interior minister" behind "Minister of Interior X": the one of the same words who was named last.
    pub(super) fn same_office(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let m = &self.found[k];
        let before = doc.before(m.first, 1);
        if let Some(p) = self.first_of_land(m) {
            return Some(p);
        }
        if self.french() {
            return self.head_of_body(k);
        }
        if self.english() && self.visiting_nation(m.first) {
            let came = self.events.iter().rev().find(|e| e.kind == "visit")?;
            let mut people = came.participants.iter().filter(|p| self.is_person(p));
            let one = people.next().filter(|_| people.next().is_none());
            return one.and_then(|p| p.entity);
        }
        if !self.english() || before != "the" || matches!(doc.w(m.last), "of" | "for" | "to") {
            return None;
        }
        let small = |i: &usize| !matches!(doc.w(*i), "of" | "for" | "the" | "and");
        // "the DGSE boss": who heads that body.
        let body = |m: &Found| {
            self.organization_inside(m)
                .and_then(|o| self.resolved.of[o])
        };
        if matches!(doc.w(m.last - 1), "boss" | "chief" | "head")
            && let Some(of) = body(m)
        {
            return (0..k).rev().take(120).find_map(|o| {
                let f = &self.found[o];
                let held = f.kind == MentionType::Office && body(f) == Some(of);
                self.resolved.entities[self.resolved.of[o]?]
                    .holder
                    .filter(|_| held)
            });
        }
        let own = body(m);
        (0..k).rev().take(120).find_map(|o| {
            let f = &self.found[o];
            let holder = self.resolved.entities[self.resolved.of[o]?].holder?;
            // "the EACC CEO" behind "the Ethics Commission (EACC) CEO X"
            let last = doc.w(f.last - 1) == doc.w(m.last - 1);
            if own.is_some() && f.kind == MentionType::Office && last && body(f) == own {
                return Some(holder);
            }
            let says = |i: usize| (f.first..f.last).any(|n| doc.w(n) == doc.w(i));
            let same = f.kind == MentionType::Office
                && (m.first..m.last).filter(small).all(says)
                && (f.first..f.last).filter(small).count() <= m.last - m.first;
            same.then_some(holder)
        })
    }

    /// "both agencies", "the two organizations": the two bodies that did something last, those of the two who did, or the two
    /// named last.
    fn those_bodies(&self, i: usize, many: usize) -> Vec<Participant> {
        let body = |p: &&Participant| !self.is_person(p);
        let own = |e: &&super::Event| e.participants.iter().filter(body).count() == many;
        if let Some(e) = self.events.iter().rev().find(own) {
            return e.participants.iter().filter(body).copied().collect();
        }
        // "the three services", of five: those named first.
        let more = |e: &&super::Event| e.participants.iter().filter(body).count() > many;
        if let Some(e) = self.events.last().filter(|e| many > 2 && more(e)) {
            let all = e.participants.iter().filter(body).copied();
            return all.take(many).collect();
        }
        if let Some(e) = self.events.last().filter(|_| many == 2) {
            let mut theirs = Vec::new();
            for p in &e.participants {
                let of = p.office.and_then(|o| self.office_body(o));
                theirs.extend(of.filter(|b| !b.among(&theirs)));
            }
            if theirs.len() == 2 {
                return theirs;
            }
        }
        let known = self.found.partition_point(|f| f.first < i);
        let mut last: Vec<Participant> = Vec::new();
        for k in (0..known).rev().take(60) {
            let f = &self.found[k];
            if f.kind == MentionType::Organization
                && i - f.first < 120
                && let Some(p) = self.participant(k)
            {
                push(&mut last, p);
            }
            if last.len() == 2 {
                break;
            }
        }
        last.truncate(if last.len() == 2 && many == 2 { 2 } else { 0 });
        last
    }

    /// The body inside the name of an office.
    fn office_body(&self, office: usize) -> Option<Participant> {
        let k = self.resolved.of.iter().position(|&o| o == Some(office))?;
        self.organization_inside(&self.found[k])
            .and_then(|o| self.participant(o))
    }

    /// The body named inside an office.
    pub(super) fn organization_inside(&self, office: &Found) -> Option<usize> {
        self.between(office.first, office.last).find(|&o| {
            self.found[o].kind == MentionType::Organization && self.found[o].last <= office.last
        })
    }

    /// Reads who a delegation is: "a delegation of the Bureau led by X", "The delegation included Y and Z", "X and his delegation".
    /// Who is said to belong to it later was at what it did.
    pub(super) fn read_english_delegation(&mut self, r: Range<usize>) {
        let doc = self.doc;
        let led = |i: usize| led_by(doc.w(i), doc.w(i + 1));
        let Some(at) = r.clone().find(|&i| {
            !self.covered[i]
                && (matches!(doc.w(i), "delegation")
                    || matches!(
                        doc.w(i),
                        "team" | "mission" | "group" | "visitors" | "guests"
                    ) && (i + 1..(i + 16).min(r.end)).any(led))
        }) else {
            return;
        };
        let the = (r.start.max(at.saturating_sub(5))..at)
            .rev()
            .take_while(|&i| !matches!(doc.w(i), "a" | "an" | "," | "of"))
            .any(|i| doc.w(i) == "the");
        let person = |k: &usize| {
            let f = &self.found[*k];
            somebody(f)
        };
        let all = self.between(r.start, r.end);
        let mut who: Vec<usize> = Vec::new();
        // "a delegation from the Bureau", "an ANF delegation"
        who.extend(all.clone().find(|&k| {
            let f = &self.found[k];
            let of = (at + 1..f.first).all(|i| {
                matches!(
                    doc.w(i),
                    "of" | "from" | "the" | "officers" | "officials" | "members"
                )
            });
            f.kind == MentionType::Organization
                && !f.inside
                && (f.last == at || f.first > at + 1 && f.first < at + 6 && of)
        }));
        let by = (at..r.end.min(at + 24)).find(|&i| led(i));
        let leads = (r.start.max(at.saturating_sub(5))..at).find(|&i| {
            matches!(
                doc.w(i),
                "led"
                    | "leads"
                    | "lead"
                    | "heads"
                    | "headed"
                    | "head"
                    | "leading"
                    | "heading"
                    | "his"
                    | "her"
            )
        });
        if let Some(by) = by {
            who.extend(
                all.clone()
                    .filter(person)
                    .find(|&k| self.found[k].first > by),
            );
        } else if let Some(v) = leads {
            who.extend(
                all.clone()
                    .filter(person)
                    .rfind(|&k| self.found[k].last <= v),
            );
        }
        let members = (at..r.end).find(|&i| {
            matches!(
                doc.w(i),
                "included"
                    | "includes"
                    | "including"
                    | "comprised"
                    | "comprises"
                    | "comprising"
                    | "consisting"
                    | "consisted"
                    | "composed"
            ) || doc.w(i) == "made" && doc.w(i + 1) == "up"
        });
        let own = who.len();
        if let Some(from) = members {
            who.extend(all.filter(person).filter(|&k| self.found[k].first > from));
        }
        let mut named: Vec<Participant> = Vec::new();
        for p in who.iter().filter_map(|&k| self.participant(k)) {
            push(&mut named, p);
        }
        // "The FPF delegation": the body stands for those who came.
        let only = the && own == 1 && who.len() == 1 && self.found[who[0]].last == at;
        if only || named.is_empty() || own == 0 && self.delegation.is_empty() && !the {
            return;
        }
        let before = self.those_who_came().unwrap_or_default().to_vec();
        if !the || before.is_empty() {
            self.delegation = named;
            return;
        }
        let n = self.events.len();
        for e in &mut self.events[n.saturating_sub(4)..] {
            let theirs = matches!(e.kind, "visit" | "meeting" | "conference")
                && before.iter().any(|p| p.among(&e.participants));
            for p in named.iter().filter(|_| theirs) {
                push(&mut e.participants, *p);
            }
        }
        let mut now = before;
        for p in named {
            push(&mut now, p);
        }
        self.delegation = now;
    }

    /// The mentions of `m` that stand in the clause of `t`: "X said that Y had seized …", "signed …, under which Z will train".
    pub(super) fn english_clause(&self, t: &Trigger, m: Range<usize>) -> Range<usize> {
        let doc = self.doc;
        if !self.english() {
            return m;
        }
        let meets = matches!(t.kind, "meeting" | "call" | "visit");
        let s = self.sentence_of(t.first);
        let says = |i: usize| {
            matches!(
                doc.w(i),
                "said"
                    | "says"
                    | "saying"
                    | "noted"
                    | "recalled"
                    | "recalling"
                    | "added"
                    | "adding"
                    | "announced"
                    | "stated"
                    | "explained"
                    | "revealed"
                    | "disclosed"
                    | "stressed"
                    | "confirmed"
                    | "out"
                    | "told"
                    | "noting"
            )
        };
        let that = (s.start..t.first)
            .rev()
            .find(|&i| doc.w(i) == "that" && (s.start.max(i.saturating_sub(4))..i).any(says));
        let own = |q: usize| {
            (q..t.first).any(|i| {
                matches!(
                    doc.w(i),
                    "he" | "she" | "they" | "it" | "its" | "his" | "her" | "their" | "both" | "two"
                )
            })
        };
        // Who says that he met somebody was there; who says that another did was not.
        let other = |q: usize| {
            self.begin(q + 1, t.first)
                .iter()
                .any(|f| somebody(f) && f.first > q && f.last <= t.first)
        };
        let from = that
            .filter(|&q| !own(q) && (!meets || other(q)))
            .map_or(m.start, |q| {
                m.start.max(self.found.partition_point(|f| f.first < q))
            });
        // "recalled the memorandum which A and B signed"
        let which =
            (t.last..(t.last + 16).min(s.end)).find(|&i| matches!(doc.w(i), "which" | "that"));
        let signed = which.filter(|&q| {
            let verb = (q + 2..(q + 22).min(s.end)).find(|&i| signs(doc.w(i)));
            t.kind == "agreement"
                && verb.is_some_and(|v| {
                    self.between(q + 1, v)
                        .any(|k| super::company::who(&self.found[k]))
                        && !(q + 1..v).any(|i| matches!(doc.w(i), "was" | "were" | "been"))
                })
        });
        let from = signed.map_or(from, |q| {
            from.max(self.found.partition_point(|f| f.first < q))
        });
        let acts = (from..m.end).any(|k| {
            let f = &self.found[k];
            f.kind.acts() && !f.inside && !self.bystander(f, t.kind)
        });
        let from = if acts { from } else { m.start };
        // Under what was signed others will act.
        let tail = (t.last..s.end).find(|&i| {
            matches!(doc.w(i), "under" | "by" | "through") && doc.w(i + 1) == "which"
                || doc.w(i) == "whereby"
        });
        let to = tail.filter(|_| t.kind == "agreement").map_or(m.end, |q| {
            m.end.min(self.found.partition_point(|f| f.first < q))
        });
        from..to.max(from)
    }

    /// "received X on the occasion of his visit to Y": it is the guest who visits.
    pub(super) fn english_guest(&self, t: &Trigger, m: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let own = (t.first.saturating_sub(3)..t.first)
            .any(|i| matches!(doc.w(i), "his" | "her" | "their" | "whose"));
        let verb = (s.start..t.first).find(|&i| {
            matches!(
                doc.w(i),
                "received" | "receives" | "welcomed" | "welcomes" | "hosted" | "hosts" | "greeted"
            ) && !matches!(doc.w(i.wrapping_sub(1)), "was" | "were" | "been" | "be")
        })?;
        let host = m
            .clone()
            .any(|k| self.found[k].last <= verb && self.found[k].kind.acts());
        self.named_from(verb, t, m).filter(|_| own && host)
    }

    /// Whom the clause names first between `verb` and `t`.
    fn named_from(&self, verb: usize, t: &Trigger, mut m: Range<usize>) -> Option<Participant> {
        let k = m.find(|&k| {
            let f = &self.found[k];
            f.first > verb && f.last <= t.first && somebody(f)
        })?;
        self.participant(k)
    }

    /// "invited X to visit Y": X, where the text says that he will.
    pub(super) fn english_invited(&self, t: &Trigger, m: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let verb =
            (s.start..t.first).find(|&i| matches!(doc.w(i), "invited" | "invites" | "inviting"))?;
        self.named_from(verb, t, m)
    }

    /// "is in Lima for talks with the Agency", where a meeting of the same person is told below: one.
    pub(super) fn purposes(&mut self) {
        if !self.english() {
            return;
        }
        let n = self.events.len();
        let gone: Vec<bool> = (0..n)
            .map(|k| {
                let e = &self.events[k];
                let at = self.doc.start_of(e.trigger.start);
                let purpose = at > 0 && self.doc.w(at - 1) == "for";
                let mut people = e.participants.iter().filter(|p| self.is_person(p));
                let one = people.next().filter(|_| people.next().is_none());
                e.kind == "meeting"
                    && purpose
                    && self.events[k + 1..].iter().take(6).any(|o| {
                        o.kind == "meeting" && one.is_some_and(|p| p.among(&o.participants))
                    })
            })
            .collect();
        self.keep(&gone);
    }

    /// "will attend the meeting of the Council": another one than was told, where the Council was not at that.
    pub(super) fn of_body(&self, t: &Trigger) -> Trigger {
        let doc = self.doc;
        let from = t.last + 1 + usize::from(doc.w(t.last + 1) == "the");
        let goes = (t.first.saturating_sub(4)..t.first)
            .any(|i| matches!(doc.w(i), "attend" | "attended" | "attends" | "attending"));
        let of = self.english() && t.definite && goes && doc.w(t.last) == "of";
        let at = self.found.partition_point(|f| f.first < from);
        let body = self.found[at..]
            .iter()
            .take(2)
            .position(|f| f.first == from && f.kind == MentionType::Organization);
        let Some(p) = body.filter(|_| of).and_then(|n| self.participant(at + n)) else {
            return *t;
        };
        let told = self.events.iter().any(|e| p.among(&e.participants));
        Trigger {
            definite: told,
            ..*t
        }
    }

    /// "X will visit the Institute" of somebody whose journey was told: a stop on it.
    pub(super) fn a_stop(&self, t: &Trigger, who: &[Participant]) -> Option<usize> {
        let doc = self.doc;
        let tours = self.english()
            && matches!(
                doc.w(t.last - 1),
                "toured" | "tour" | "tours" | "visited" | "visit" | "visits"
            );
        let from = t.last + usize::from(doc.w(t.last) == "the");
        let site = self
            .begin(from, from + 1)
            .iter()
            .any(|f| f.kind == MentionType::Organization);
        self.events.iter().rposition(|e| {
            tours
                && site
                && e.kind == "visit"
                && !who.is_empty()
                && who.iter().all(|p| p.among(&e.participants))
        })
    }

    /// "Meeting Y", "…, which funds Z": a body that only a relative clause behind the trigger names.
    pub(super) fn in_relative(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        self.english()
            && matches!(t.kind, "meeting" | "call" | "visit")
            && f.first > t.last
            && (t.last..f.first)
                .any(|i| doc.w(i) == "," && matches!(doc.w(i + 1), "which" | "who" | "whose"))
    }

    /// Of several told, the one a text goes on about: not one it only looks back on ("where he had met X last month").
    pub(super) fn foremost(&self, kind: u8) -> Option<usize> {
        let doc = self.doc;
        let of = |e: &usize| super::scope::family(self.events[*e].kind) == kind;
        let aside = |e: &usize| {
            let at = doc.start_of(self.events[*e].trigger.start);
            let s = self.sentence_of(at);
            (s.start.max(at.saturating_sub(14))..at).any(|i| {
                matches!(
                    doc.w(i),
                    "had"
                        | "where"
                        | "recalled"
                        | "recalling"
                        | "since"
                        | "follows"
                        | "follow"
                        | "previous"
                        | "previously"
                        | "earlier"
                )
            })
        };
        let n = self.events.len();
        let last = (0..n).rev().find(of);
        if !self.english() {
            return last;
        }
        (0..n).rev().filter(of).find(|e| !aside(e)).or(last)
    }
}
