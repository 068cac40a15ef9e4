//! Titles in English by what stands around them: the field or body straight behind, the letters before, the person they are said of.

use super::{Finder, Office};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// A word for the country spoken of.
fn country_noun(w: &str) -> bool {
    matches!(
        w,
        "country" | "nation" | "republic" | "kingdom" | "sultanate" | "emirate"
    )
}

/// "Administration", "Oversight", not "Khamsing": a noun by its ending, no name.
fn abstract_noun(w: &str) -> bool {
    [
        "tion", "tions", "ment", "ity", "ities", "ship", "ance", "ence", "ness", "affairs",
    ]
    .iter()
    .any(|e| w.len() > e.len() + 2 && w.ends_with(e))
}

/// What stands before a title and says its grade or reach: "Senior", "Regional".
fn grade(w: &str) -> bool {
    matches!(
        w,
        "senior"
            | "regional"
            | "international"
            | "national"
            | "principal"
            | "special"
            | "assistant"
            | "liaison"
            | "joint"
            | "lead"
    )
}

impl Finder<'_, '_> {
    /// "Deputy Secretary of the Bureau (B), Oslo, Ms X": past the town where he sits.
    pub(super) fn past_seat_town(&self, k: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::English || doc.w(k) != "," || doc.line_start(k + 1) {
            return k;
        }
        let place = doc.find(k + 1, |h| h.tag.place().is_some_and(|p| p.strong));
        let rank = |i: usize| doc.find(i, |h| h.tag == Tag::Rank).is_some();
        place
            .filter(|h| doc.capital(h.first) && doc.w(h.last) == "," && rank(h.last + 1))
            .map_or(k, |h| h.last)
    }

    /// "the Chief of the Federal Police, Commissioner General X": a title that is a rank where the office stands before it.
    pub(super) fn past_rank_title(&self, k: usize) -> usize {
        let doc = self.doc;
        let ranks = |w: &str, next: &str| {
            matches!(
                (w, next),
                (
                    "commissioner" | "commander" | "inspector" | "superintendent",
                    "general"
                )
            ) || matches!(
                (w, next),
                (
                    "chief" | "senior" | "first",
                    "commissioner" | "superintendent" | "inspector"
                )
            )
        };
        let hyphen = usize::from(doc.w(k + 1) == "-");
        let rank = doc.language == text::Language::English
            && doc.capital(k)
            && !doc.line_start(k)
            && ranks(doc.w(k), doc.w(k + 1 + hyphen));
        if rank { k + 2 + hyphen } else { k }
    }

    /// "Commander Pacific of the Australian Federal Police": the area of a title before its body.
    pub(super) fn over_area(&self, o: &Office) -> Option<Office> {
        let doc = self.doc;
        let k = o.last;
        if !doc.capital(o.first) || !doc.capital(k) || doc.line_start(k) || !doc.latin(k) {
            return None;
        }
        let area = doc
            .find(k, |h| {
                matches!(h.tag, Tag::Region(_) | Tag::Field | Tag::Portfolio)
            })
            .map(|h| h.last);
        // "Commander West of the Australian Border Force"
        let side =
            matches!(doc.w(k), "north" | "south" | "east" | "west" | "central").then_some(k + 1);
        let area = area.or(side)?;
        let of = area + 1 + usize::from(doc.w(area + 1) == "the");
        let org = self.latin_org(of, true).filter(|_| doc.w(area) == "of")?;
        let mut whole = o.clone();
        whole.last = org.last;
        whole.orgs.push(org);
        whole.bare = false;
        Some(whole)
    }

    /// "President of Customs Affairs", "Director of Interpol and International Relations": the fields that go on behind the first
    /// are the title's too.
    pub(super) fn with_fields(&self, mut o: Office) -> Office {
        let doc = self.doc;
        let k = o.last;
        if o.bare
            || !doc.capital(k - 1)
            || doc.line_start(k)
            || !(o.first + 1..k).any(|i| doc.w(i) == "of")
        {
            return o;
        }
        // A name may follow, another word of a name not.
        let ends = |k: usize| {
            doc.line_start(k)
                || !doc.latin(k)
                || !doc.capital(k)
                || doc.role(k).is_some_and(|r| r.given)
                || doc.is(k, Tag::Rank)
        };
        let field = |k: usize| {
            doc.find(k, |h| matches!(h.tag, Tag::Field | Tag::Portfolio))
                .filter(|h| {
                    doc.capital(k)
                        && !doc.line_start(k)
                        && ends(h.last)
                        && !self.org_noun(h.last - 1)
                })
                .map(|h| h.last)
        };
        let affairs =
            |k: usize| (doc.w(k) == "affairs" && doc.capital(k) && ends(k + 1)).then_some(k + 1);
        let one = matches!(
            doc.w(k - 1),
            "customs" | "police" | "border" | "immigration" | "intelligence" | "prisons"
        );
        let end = match doc.w(k) {
            "'" => affairs(k + 1).filter(|_| doc.w(k - 1).ends_with('s')),
            "and" | "&" => field(k + 1),
            _ if one => affairs(k).or_else(|| field(k)),
            _ => None,
        };
        if let Some(end) = end {
            // "Customs" of "Customs Affairs" is no body.
            let whole = doc.w(k) == "affairs";
            o.orgs
                .retain(|g| !(whole && g.last == k && g.first + 1 == k));
            o.last = end;
        }
        o
    }

    /// "Secretary of Foreign Relations", "Minister of Justice, Community Safety and Correctional Services": words of every day with
    /// capitals, straight behind a field or joined to it, are of the portfolio that ends before `k`.
    pub(super) fn whole_portfolio(&self, k: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::English || !doc.capital(k - 1) {
            return k;
        }
        let other = |h: &crate::lexicon::Hit| {
            h.tag.title()
                || matches!(
                    h.tag,
                    Tag::Place(_) | Tag::Nat(_) | Tag::Stop | Tag::FieldTitle | Tag::OrgHead
                )
        };
        let field = |i: usize| doc.is(i, Tag::Field) || doc.is(i, Tag::Portfolio);
        let body = |i: usize| doc.at(i).iter().any(|h| matches!(h.tag, Tag::Org(_))) && !field(i);
        let word = |i: usize| {
            doc.latin(i)
                && doc.capital(i)
                && !doc.shouted(i)
                && !self.used[i]
                && !doc.line_start(i)
                && !doc.at(i).iter().any(other)
                && !body(i)
                && (!doc.at(i).is_empty() || abstract_noun(doc.w(i)))
                && doc.role(i).is_none_or(|r| !r.given)
        };
        let run = |from: usize| {
            (from..from + 4)
                .take_while(|&i| word(i))
                .last()
                .map(|i| i + 1)
        };
        let mut end = run(k).unwrap_or(k);
        for _ in 0..4 {
            let and = usize::from(matches!(doc.w(end), "and" | "&"));
            let comma = usize::from(doc.w(end) == ",");
            let both = usize::from(comma == 1 && matches!(doc.w(end + 1), "and" | "&"));
            let Some(next) = run(end + and + comma + both).filter(|_| and + comma > 0) else {
                break;
            };
            // A list of fields ends with "and": "Minister of Justice, Community Safety and Prisons".
            let listed = || {
                let more = (next..next + 12).find(|&i| doc.w(i) == "and" || doc.line_start(i));
                more.is_some_and(|i| {
                    doc.w(i) == "and"
                        && (next..i).all(|n| word(n) || doc.w(n) == ",")
                        && run(i + 1).is_some()
                })
            };
            if comma == 1 && both == 0 && !listed() {
                break;
            }
            end = next;
        }
        end
    }

    /// "head of the country's State Security Service": a body of the country spoken of.
    pub(super) fn of_own_country(&self, o: &Office) -> Option<Office> {
        let doc = self.doc;
        let k = o.last;
        let own = doc.w(k) == "of"
            && doc.w(k + 1) == "the"
            && country_noun(doc.w(k + 2))
            && doc.w(k + 3) == "'"
            && doc.w(k + 4) == "s"
            && !doc.line_start(k + 5);
        let org = own.then(|| self.latin_org(k + 5, true)).flatten()?;
        let mut whole = o.clone();
        whole.last = org.last;
        whole.orgs.push(org);
        whole.bare = false;
        Some(whole)
    }

    /// "Secretary of the Security Council under the President of Uzbekistan X": an office that another is under, at `k`; X holds
    /// the other.
    pub(super) fn under_president(&self, k: usize) -> Option<Office> {
        let doc = self.doc;
        let under = doc.language == text::Language::English
            && doc.w(k) == "under"
            && doc.w(k + 1) == "the"
            && doc.w(k + 2) == "president"
            && doc.w(k + 3) == "of"
            && !doc.line_start(k);
        under.then(|| self.latin_office(k + 2, 1)).flatten()
    }

    /// "Minister Fortier", "Commissioner MacLeod" of somebody named before, "Assistant Commissioner X Y", "retired director X": no office but a courtesy or
    /// a rank.
    pub(super) fn points_back(&self, o: &Office, first: usize, end: usize) -> bool {
        let doc = self.doc;
        let retired = o.first > 0 && doc.w(o.first - 1) == "retired"
            || o.bare
                && o.last == o.first + 1
                && matches!(doc.w(o.first), "prosecutor" | "magistrate");
        if doc.language != text::Language::English
            || first > o.last
            || !(doc.capital(o.first) || retired || o.last == o.first + 1)
        {
            return false;
        }
        let last = doc.w(o.last - 1);
        let graded = last == "commissioner"
            && o.last == o.first + 2
            && matches!(doc.w(o.first), "assistant" | "deputy" | "senior");
        let courtesy = matches!(
            last,
            "minister"
                | "commissioner"
                | "secretary"
                | "director"
                | "ambassador"
                | "commander"
                | "general"
                | "chief"
                | "chairman"
                | "chairperson"
                | "governor"
                | "prosecutor"
                | "undersecretary"
                | "envoy"
        );
        let one = doc.w(end - 1);
        let word = (first..end).all(|n| {
            n == first || matches!(doc.w(n - 1), "-" | "'") || matches!(doc.w(n), "-" | "'")
        });
        // "minister Wang" of Wang Xinhong: the family's name may come first.
        let eastern =
            self.full.contains_key(one) && doc.role(first).is_none_or(|r| !r.given || r.surname);
        // "Commissioner Dimitrov Shevchenko" of Petar Dimitrov Shevchenko
        let tail = || {
            let said: Vec<&str> = (first..end).map(|n| doc.w(n)).collect();
            let ends = |full: &Vec<String>| {
                full.len() > said.len()
                    && full
                        .iter()
                        .rev()
                        .zip(said.iter().rev())
                        .all(|(a, b)| a == b)
            };
            self.full.values().flatten().any(ends)
        };
        let named = word && (eastern || self.families.contains(text::strip_article(one)))
            || o.bare && courtesy && end > first + 1 && tail();
        let hyphen = usize::from((o.first..o.last).any(|k| doc.w(k) == "-"));
        retired && o.orgs.is_empty()
            || o.bare && (graded || courtesy && named && o.last - o.first <= 2 + hyphen)
    }

    /// "X, the United States Assistant Secretary of State": past the country before a title, at `k`.
    pub(super) fn past_land(&self, k: usize) -> usize {
        let doc = self.doc;
        let title = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Office | Tag::OfficeFull);
        doc.find(k, |h| h.tag.place().is_some_and(|p| p.country))
            .filter(|h| {
                doc.language == text::Language::English
                    && doc.find(h.last, title).is_some()
                    && !doc.line_start(h.last)
            })
            .map_or(k, |h| h.last)
    }

    /// "Director-General of the Department of State Services, DSS, X": past the body's letters between commas behind `after`.
    pub(super) fn past_own_letters(&self, o: &Office, after: usize) -> usize {
        let doc = self.doc;
        let k = after + 1;
        let letters = doc.language == text::Language::English
            && doc.w(after) == ","
            && doc.w(k + 1) == ","
            && doc.shouted(k)
            && !doc.line_start(k);
        let spelled = |g: &super::Org| {
            let words: Vec<&str> = (g.first..g.last)
                .filter(|&i| doc.latin(i) && doc.capital(i))
                .map(|i| doc.w(i))
                .collect();
            super::acronym::spells(doc.t.text(k), &words)
        };
        match letters && o.orgs.iter().any(spelled) {
            true => k + 1,
            false => after,
        }
    }

    /// "for South and Central Asian Affairs": capitalised words from `k` that end with what they are of.
    pub(super) fn up_to_affairs(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let word = |i: usize| {
            doc.latin(i) && !doc.line_start(i) && (doc.capital(i) || doc.w(i) == "and" && i > k)
        };
        (k..k + 9)
            .take_while(|&i| word(i) && !doc.is(i, Tag::Rank))
            .find(|&i| matches!(doc.w(i), "affairs" | "matters") && i > k)
            .map(|i| i + 1)
    }

    /// "UNODC International Programme Coordinator", "FBI Assistant Legal Attaché": words of every day with capitals between a body
    /// and the title, from `k`. The token after the title.
    pub(super) fn worded_title(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let title = |i: usize| doc.find(i, |h| matches!(h.tag, Tag::Office | Tag::FieldTitle));
        let plain = |i: usize| {
            let other = |h: &crate::lexicon::Hit| {
                matches!(
                    h.tag,
                    Tag::Place(_)
                        | Tag::Nat(_)
                        | Tag::Rank
                        | Tag::Stop
                        | Tag::Org(_)
                        | Tag::OfficeFull
                )
            };
            doc.latin(i)
                && doc.capital(i)
                && !doc.shouted(i)
                && !doc.line_start(i)
                && !self.used[i]
                && (self.common_word(i) || grade(doc.w(i)))
                && !doc.at(i).iter().any(other)
        };
        (k + 1..k + 5)
            .take_while(|&i| plain(i - 1))
            .find_map(|i| title(i).filter(|_| doc.capital(i) && !doc.line_start(i)))
            .map(|h| h.last)
    }

    /// "The Director General, NCB held …": letters of a body whose verb, or whose chief's name, follows.
    pub(super) fn letters_and_verb(&self, first: usize, last: usize) -> bool {
        let doc = self.doc;
        let verb = matches!(
            doc.w(last),
            "held"
                | "met"
                | "said"
                | "will"
                | "has"
                | "was"
                | "is"
                | "also"
                | "told"
                | "chaired"
                | "led"
                | "visited"
                | "attended"
                | "received"
                | "called"
                | "briefed"
                | "welcomed"
                | "thanked"
                | "in"
                | "on"
        );
        let name = doc.capital(last) && doc.role(last).is_some_and(|r| r.given);
        last == first + 1 && doc.shouted(first) && (verb || name)
    }

    /// "Director General ANF", "Secretary Narcotics Control X", "Joint Director Enforcement": the body or the field straight
    /// behind a title that takes one.
    pub(super) fn title_and_field(&self, o: &Office) -> Option<Office> {
        let doc = self.doc;
        let k = o.last;
        let takes = matches!(
            doc.w(k - 1),
            "general"
                | "director"
                | "secretary"
                | "commissioner"
                | "chairman"
                | "commandant"
                | "inspector"
                | "head"
        ) && doc.capital(o.first)
            && doc.capital(k - 1);
        if !takes || self.used[k] {
            return None;
        }
        let mut out = o.clone();
        let body = self
            .latin_org(k, true)
            .or_else(|| self.body_letters(k).then(|| super::Org::new(k, k + 1, 0)))
            .filter(|g| g.known.is_some() || doc.shouted(k) || self.org_noun(g.last - 1));
        if let Some(org) = body {
            // "Secretary General Interpol Chief": a title of its own begins here.
            self.body_chief(k).is_none().then_some(())?;
            out.last = org.last;
            out.orgs.push(org);
            return Some(out);
        }
        let field = |n: usize| {
            doc.find(n, |h| {
                matches!(h.tag, Tag::Field | Tag::Portfolio | Tag::Topic(_))
            })
            .filter(|h| {
                (h.first..h.last).all(|m| doc.capital(m) || !doc.latin(m)) && !doc.line_start(n)
            })
            .map(|h| h.last)
            .or_else(|| {
                let known = matches!(
                    doc.w(n),
                    "enforcement"
                        | "control"
                        | "international"
                        | "corporate"
                        | "admin"
                        | "headquarters"
                        | "administration"
                        | "monitoring"
                );
                (known && doc.capital(n) && !doc.line_start(n)).then_some(n + 1)
            })
        };
        // "Secretary General Police Cooperation": no title goes on in another body's name.
        let mut end = field(k)?;
        for _ in 0..3 {
            let and = usize::from(matches!(doc.w(end), "&" | "and"));
            let next = end + and;
            // "Director-General Legal and Prosecutions"
            let word = and > 0
                && doc.latin(next)
                && doc.capital(next)
                && !doc.line_start(next)
                && self.common_word(next)
                && doc.role(next).is_none_or(|r| !r.given);
            match field(next).or(word.then_some(next + 1)) {
                Some(next) => end = next,
                None => break,
            }
        }
        let title = doc
            .at(end)
            .iter()
            .any(|h| matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::FieldTitle));
        if title || self.used[k..end].iter().any(|u| *u) {
            return None;
        }
        // "Additional Secretary Home Punjab X"
        out.last = end;
        Some(out)
    }

    /// "The French ambassador", "the UK High Commissioner", "Algeria's president": a state's own by the nation before the title,
    /// where no holder of that title was named.
    pub(super) fn state_envoy(&self, o: &Office) -> bool {
        let doc = self.doc;
        let title = doc.w(o.last - 1);
        let kind = match title {
            "ambassador" | "president" | "chancellor" => o.last == o.first + 1,
            "commissioner" => o.last == o.first + 2 && doc.w(o.first) == "high",
            "general" => o.last == o.first + 2 && doc.w(o.first) == "consul",
            "affaires" => true,
            _ => false,
        };
        if doc.language != text::Language::English || !kind || doc.line_start(o.first) {
            return false;
        }
        let Some(b) = o.first.checked_sub(1) else {
            return false;
        };
        let land = |end: usize| self.land_before(end, true).is_some();
        let whose = doc.w(b) == "s" && doc.glued(b) && b > 1 && land(b - 1) || land(o.first);
        // "a former Dutch ambassador"
        let one = (b.saturating_sub(3)..=b)
            .any(|k| matches!(doc.w(k), "former" | "a" | "an" | "any" | "late" | "new"));
        let named = self.found.iter().any(|f| {
            f.kind == MentionType::Office
                && f.link.is_some()
                && (f.first..f.last).any(|k| doc.w(k) == title)
        });
        whose && !one && !named
    }

    /// "Bukit Aman CID director": words no list has and the letters of the body there.
    pub(super) fn station(&self, i: usize) -> Option<super::Org> {
        let doc = self.doc;
        let word = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !doc.shouted(k)
                && doc
                    .at(k)
                    .iter()
                    .all(|h| h.tag.place().is_some_and(|p| !p.strong))
                && (k == i || !doc.line_start(k))
        };
        let end = (i..i + 3).find(|&k| !word(k)).unwrap_or(i + 3);
        let given = doc.role(i).is_some_and(|r| r.given);
        (end > i && !given && !doc.line_start(end) && self.letters_before_title(end))
            .then(|| super::Org::new(i, end + 1, 0))
    }

    /// "Paul Nyamwasa was appointed director of …", "Grace Banda, who took over as Inspector General of Police": the subject holds
    /// the office.
    pub(super) fn english_predicates(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::English {
            return;
        }
        for k in 0..self.found.len() {
            let o = &self.found[k];
            if o.kind != MentionType::Office || o.inside || o.link.is_some() || !doc.latin(o.first)
            {
                continue;
            }
            let (first, mut b, mut key) = (o.first, o.first, false);
            while b > 0
                && first - b < 12
                && doc.sentence[b - 1] == doc.sentence[first]
                && !doc.line_start(b)
            {
                let w = doc.w(b - 1);
                let small = matches!(
                    w,
                    "who"
                        | "was"
                        | "is"
                        | "has"
                        | "had"
                        | "been"
                        | "the"
                        | "a"
                        | "an"
                        | "its"
                        | "his"
                        | "her"
                        | "in"
                        | "new"
                        | "newly"
                        | "recently"
                        | "also"
                        | "currently"
                        | "then"
                        | "now"
                        | "over"
                        | "took"
                        | "takes"
                        | "taken"
                        | ","
                        | "sworn"
                        | "later"
                        | "since"
                        | "country"
                        | "'"
                        | "s"
                        | "next"
                        | "country's"
                );
                let tells = matches!(
                    w,
                    "appointed"
                        | "named"
                        | "elected"
                        | "nominated"
                        | "as"
                        | "became"
                        | "becomes"
                        | "serves"
                        | "served"
                        | "serving"
                        | "capacity"
                        | "promoted"
                );
                if !(small || tells) {
                    break;
                }
                key |= tells;
                b -= 1;
            }
            // "the man who is minister": who is.
            let is = (b..first).any(|i| matches!(doc.w(i), "is" | "was"))
                && (b..first).any(|i| doc.w(i) == "who");
            let holder = self
                .found
                .iter()
                .position(|p| p.kind == MentionType::Person && p.last == b && b < first);
            // "was succeeded by", "replaced X as director": X is told of, and who came after him stands elsewhere.
            let other = holder.is_some_and(|h| {
                let f = self.found[h].first;
                f > 0
                    && matches!(
                        doc.w(f - 1),
                        "by" | "replaced"
                            | "replaces"
                            | "succeeded"
                            | "succeeds"
                            | "replacing"
                            | "succeeding"
                    )
            });
            if key || is {
                self.found[k].link = holder.filter(|_| !other);
            }
        }
    }
}
