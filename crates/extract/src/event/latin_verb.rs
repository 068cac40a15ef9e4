//! English verbs, and what both languages share, that tell without being in the lexicon: by their auxiliary, their object or the
//! participle that opens a sentence.

use super::Teller;
use crate::mention::{Found, MentionType};

/// What people do with each other at a table.
pub(super) fn confers(w: &str) -> bool {
    matches!(
        w,
        "dined"
            | "lunched"
            | "breakfasted"
            | "huddled"
            | "conferred"
            | "exchanged"
            | "discussed"
            | "reviewed"
            | "negotiated"
            | "deliberated"
            | "compared"
            | "debated"
            | "raised"
            | "examined"
            | "explored"
            | "dine"
            | "dejeune"
            | "planche"
            | "confere"
            | "negocie"
            | "converse"
            | "devise"
            | "dialogue"
            | "debattu"
            | "discute"
            | "echange"
            | "evoque"
            | "aborde"
            | "examine"
            | "passe"
            | "fait"
            | "etudie"
            | "parle"
            | "attable"
            | "peaufine"
    )
}

impl Teller<'_, '_> {
    /// A verb at `i` that tells, where its auxiliary, its subject or its object says so.
    pub(super) fn latin_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        if !doc.latin(i) || self.covered[i] {
            return None;
        }
        if doc.capital(i) {
            let came = matches!(
                doc.w(i),
                "arrive" | "arrivee" | "arrives" | "venu" | "venue" | "venus"
            ) && i == start
                && self.place_behind(i + 1, 6);
            return if came {
                Some("visit")
            } else {
                self.opens(i, start).then_some("meeting")
            };
        }
        // "participera à la 18e session de la Conférence", "la prochaine session"
        if doc.w(i) == "session"
            && doc.language == text::Language::French
            && i > start
            && (doc.w(i - 1) == "e"
                || matches!(
                    doc.w(i - 1),
                    "eme"
                        | "ere"
                        | "prochaine"
                        | "seconde"
                        | "deuxieme"
                        | "nouvelle"
                        | "premiere"
                        | "troisieme"
                )
                || doc.w(i - 1).ends_with('e')
                    && doc.w(i - 1).starts_with(|c: char| c.is_ascii_digit()))
        {
            let told = self
                .events
                .iter()
                .rev()
                .find(|e| matches!(e.kind, "training" | "conference"));
            return Some(told.map_or("conference", |e| e.kind));
        }
        if doc.language == text::Language::English {
            self.english_verb(i, start)
        } else {
            self.french_verb(i, start)
        }
    }

    /// "Reçu mardi par X, Y …", "Received on Monday by X, Y …".
    pub(super) fn opens(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let participle = matches!(
            doc.w(i),
            "recu"
                | "recue"
                | "recus"
                | "recues"
                | "accueilli"
                | "accueillie"
                | "accueillis"
                | "received"
                | "welcomed"
                | "hosted"
        );
        // "Recevant X, Y …", "Receiving X, Y …"
        let receiving = matches!(
            doc.w(i),
            "recevant" | "accueillant" | "receiving" | "welcoming" | "hosting"
        );
        // "Réunis à X, les directeurs …"
        let together = matches!(
            doc.w(i),
            "reunis" | "reunies" | "rassembles" | "rassemblees" | "attables"
        ) && self.french()
            && (i + 1..(i + 30).min(doc.len()))
                .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                .any(|k| doc.w(k) == "ont" || doc.w(k) == "sont");
        i == start
            && (together
                || participle && self.by_behind(i)
                || receiving && self.somebody_behind(i + 1, 10))
    }

    /// "par" or "by" a few words behind, in its sentence and before a comma.
    pub(super) fn by_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..(i + 9).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i] && doc.w(k) != ",")
            .any(|k| matches!(doc.w(k), "par" | "by"))
    }

    pub(super) fn someone(f: &Found) -> bool {
        matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
    }

    /// Somebody is named straight behind `from`, within `n` words and before anything else is.
    pub(super) fn somebody_behind(&self, from: usize, n: usize) -> bool {
        let near = |f: &&Found| (from..from + n).contains(&f.first) && !f.inside;
        let told = |f: &&Found| !matches!(f.kind, MentionType::Date | MentionType::Location);
        let first = self.found.iter().filter(near).find(told);
        let plain = |k: usize| {
            self.doc.w(k) == "par" && self.doc.w(k + 2) == "suite"
                || !matches!(
                    self.doc.w(k),
                    "by" | "par" | "a" | "an" | "un" | "une" | "with" | "for" | "avec" | "pour"
                )
                || self.doc.t.text(k) == "à"
        };
        first.is_some_and(|f| Self::someone(f) && (from..f.first).all(plain))
    }

    pub(super) fn body_behind(&self, from: usize, n: usize) -> bool {
        let sentence = self.doc.sentence.get(from.min(self.doc.len() - 1));
        self.found.iter().any(|f| {
            f.kind == MentionType::Organization
                && (from..from + n).contains(&f.first)
                && self.doc.sentence.get(f.first) == sentence
        })
    }

    pub(super) fn body_in_sentence(&self, i: usize) -> bool {
        let s = self.sentence_of(i);
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && !f.inside && s.contains(&f.first))
    }

    pub(super) fn body_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && f.last <= i && f.last + 4 > i)
    }

    pub(super) fn person_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| Self::someone(f) && f.last <= i && f.last + 2 > i)
    }

    /// "with X", "avec son homologue, X" behind the verb at `i`.
    pub(super) fn with_somebody(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..(i + 16).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i])
            .any(|k| matches!(doc.w(k), "with" | "avec") && self.somebody_behind(k + 1, 6))
    }

    /// Two people joined as the subject before `i`, of whom nothing was told together yet: "X and Y discussed …".
    pub(super) fn two_before_verb(&self, i: usize, start: usize) -> bool {
        let mut who: Vec<usize> = Vec::new();
        for k in self.between(start, i) {
            let f = &self.found[k];
            let named = Self::someone(f) && f.last <= i;
            if let Some(e) = self.participant(k).filter(|_| named).and_then(|p| p.entity)
                && !who.contains(&e)
            {
                who.push(e);
            }
        }
        let joined = (start..i).any(|k| matches!(self.doc.w(k), "and" | "et"));
        let told = self.events.iter().any(|e| {
            who.iter()
                .all(|w| e.participants.iter().any(|p| p.entity == Some(*w)))
        });
        who.len() == 2 && joined && !told
    }

    /// A body's people are taught, and the school or who teaches them is named: "… will be trained at the College".
    fn taught_at(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let body = |f: &&Found| f.kind == MentionType::Organization && !f.inside;
        let same = |f: &&Found| doc.sentence[f.first] == doc.sentence[i];
        let pupils = self
            .found
            .iter()
            .filter(body)
            .any(|f| f.first >= start && f.last <= i);
        let school = self.found.iter().filter(body).filter(same).any(|f| {
            f.first > i
                && (f.first.saturating_sub(2)..f.first).any(|k| matches!(doc.w(k), "at" | "by"))
        });
        pupils && school
    }

    pub(super) fn place_behind(&self, from: usize, n: usize) -> bool {
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Location && (from..from + n).contains(&f.first))
    }

    fn english_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let w = doc.w(i);
        let before = i
            .checked_sub(1)
            .filter(|&b| b >= start)
            .map_or("", |b| doc.w(b));
        // "will be in Helsinki", "X was in Rabat"
        let there = w == "in"
            && i > start + 1
            && (before == "be" && doc.w(i - 2) == "will"
                || before == "been"
                || matches!(before, "is" | "was")
                    && (self.person_before(i - 1) || i > start + 2 && doc.w(i - 2) == "who"))
            && self.place_behind(i + 1, 1);
        if there {
            return Some("visit");
        }
        match w {
            // "Berg's mission to Kingston", "his own mission to Kingston"
            "mission"
                if doc.w(i + 1) == "to"
                    && self.place_behind(i + 2, 1)
                    && (start.max(i.saturating_sub(3))..i)
                        .any(|k| matches!(doc.w(k), "s" | "'" | "his" | "her" | "own")) =>
            {
                Some("visit")
            }
            // "is scheduled to call on Minister X"
            "call"
                if matches!(before, "to" | "will" | "also")
                    && matches!(doc.w(i + 1), "on" | "upon")
                    && self.somebody_behind(i + 2, 7) =>
            {
                Some("meeting")
            }
            // "hosted his counterparts from X and Y: A and B", "hosted the team at Customs House"
            "hosted" | "hosts"
                if (i + 1..i + 9).any(|k| {
                    matches!(
                        doc.w(k),
                        "counterparts"
                            | "counterpart"
                            | "chiefs"
                            | "ministers"
                            | "heads"
                            | "colleagues"
                    ) && self.somebody_behind(k + 1, 14)
                        || matches!(doc.w(k), "delegation" | "team" | "guests" | "visitors")
                            && (i + 1..k).all(|n| matches!(doc.w(n), "the" | "a" | "visiting"))
                }) =>
            {
                Some("meeting")
            }
            // "a call on Monday between X and Y"
            "call"
                if matches!(
                    before,
                    "a" | "the" | "earlier" | "brief" | "video" | "introductory"
                ) && (i + 1..(i + 8).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| matches!(doc.w(k), "between" | "with")) =>
            {
                Some("call")
            }
            // "hosted a reception in Hanoi for X", "at a luncheon for X"
            "reception" | "luncheon" | "banquet" | "lunch" | "dinner"
                if (i + 1..(i + 10).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| {
                        matches!(doc.w(k), "for" | "with") && self.somebody_behind(k + 1, 5)
                    }) =>
            {
                Some("meeting")
            }
            // "discussed the border with the Agency"
            "discussed" | "discusses"
                if (i + 1..(i + 14).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| doc.w(k) == "with" && self.body_behind(k + 1, 2))
                    && self.found.iter().any(|f| {
                        Self::someone(f)
                            && f.first >= start
                            && f.last <= i
                            && !self.latin_announces(f)
                    }) =>
            {
                Some("meeting")
            }
            // "A and B held a two-hour closed-door session", "held a debriefing with X"
            "session" | "sessions" | "debriefing" | "huddle" | "conversation" | "audience"
                if (start.max(i.saturating_sub(10))..i)
                    .any(|k| matches!(doc.w(k), "held" | "had" | "hold"))
                    && (self.with_somebody(i) || self.two_before_verb(i, start)) =>
            {
                Some("meeting")
            }
            // "will travel to Lima to settle the details with X"
            "discuss" | "review" | "finalise" | "finalize" | "settle" | "negotiate"
                if before == "to" && self.with_somebody(i) =>
            {
                Some("meeting")
            }
            // "A follow-up session", where a course was told.
            "session"
                if matches!(
                    before,
                    "up" | "second" | "third" | "further" | "next" | "similar" | "additional"
                ) && self.events.last().is_some_and(|e| e.kind == "training") =>
            {
                Some("training")
            }
            "host" | "hosts" | "hosted" | "hosting" | "saw" | "greeted"
                if self.somebody_behind(i + 1, 6)
                    && (w != "host"
                        || matches!(before, "will" | "to" | "would" | "also" | "and" | "they")) =>
            {
                Some("meeting")
            }
            "train"
                if (start.max(i.saturating_sub(6))..i)
                    .any(|k| matches!(doc.w(k), "will" | "to" | "also" | "would"))
                    && self.body_behind(i + 1, 10) =>
            {
                Some("training")
            }
            // "Officers of X will be trained at the College"
            "trained"
                if matches!(before, "be" | "were" | "was" | "been" | "being")
                    && self.taught_at(i, start) =>
            {
                Some("training")
            }
            // "The Agency trained 30 Tajik officers at its academy"
            "trained" | "trains"
                if self.body_before(i)
                    && before != "who"
                    && (i + 1..i + 7).any(|k| {
                        matches!(
                            doc.w(k),
                            "officers"
                                | "police"
                                | "prosecutors"
                                | "detectives"
                                | "investigators"
                                | "guards"
                                | "cadets"
                                | "troops"
                                | "soldiers"
                                | "agents"
                                | "recruits"
                                | "policemen"
                                | "analysts"
                        )
                    }) =>
            {
                Some("training")
            }
            _ if self.act_together(i, start) => Some("operation"),
            "trained" | "trains" | "instructed" | "drilled" | "taught" | "mentored"
                if self.body_behind(i + 1, 10)
                    && !matches!(before, "who" | "be")
                    && doc.w(i + 1) != "by" =>
            {
                Some("training")
            }
            "went" | "slipped" | "moved" | "continued" | "proceeded" | "headed" | "drove"
            | "crossed" | "sailed" | "returning"
                if (i + 1..i + 3)
                    .any(|k| matches!(doc.w(k), "to" | "into") && self.place_behind(k + 1, 1)) =>
            {
                Some("visit")
            }
            // "…, where the chairman hosted him"
            "hosted" | "received" | "welcomed" | "hosts" | "receives"
                if matches!(doc.w(i + 1), "him" | "her")
                    && self.found.iter().any(|f| {
                        Self::someone(f) && f.first >= start && f.last <= i && i - f.last < 4
                    }) =>
            {
                Some("meeting")
            }
            "see" if matches!(before, "to" | "will") && self.somebody_behind(i + 1, 5) => {
                Some("meeting")
            }
            "left" | "leaves" | "leave" | "departed" | "departs"
                if (i + 1..i + 5).any(|k| doc.w(k) == "for" && self.place_behind(k + 1, 1)) =>
            {
                Some("visit")
            }
            "returned" | "back" | "returning"
                if doc.w(i + 1) == "from" && self.place_behind(i + 2, 1) =>
            {
                Some("visit")
            }
            _ if confers(w)
                && before != "be"
                && (self.with_somebody(i)
                    || w == "discussed" && self.two_before_verb(i, start)) =>
            {
                Some("meeting")
            }
            "received" if before == "," && self.by_behind(i) => Some("meeting"),
            _ => None,
        }
    }
}
