//! French and English verbs that tell without being in the lexicon: by their auxiliary, their object or the
//! participle that opens a sentence.

use super::Teller;
use crate::mention::{Found, MentionType};

/// Auxiliaries a French participle may stand away from: "a ensuite été reçu".
fn auxiliary(w: &str) -> bool {
    matches!(
        w,
        "a" | "ont"
            | "avait"
            | "avaient"
            | "aura"
            | "est"
            | "sont"
            | "etait"
            | "etaient"
            | "ete"
            | "etre"
            | "avoir"
            | "ayant"
            | "doit"
            | "doivent"
            | "devait"
            | "devaient"
            | "sera"
            | "seront"
            | "soient"
            | "soit"
    )
}

/// What people do with each other at a table.
fn confers(w: &str) -> bool {
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
    fn by_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..(i + 9).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i] && doc.w(k) != ",")
            .any(|k| matches!(doc.w(k), "par" | "by"))
    }

    fn someone(f: &Found) -> bool {
        matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
    }

    /// Somebody is named straight behind `from`, within `n` words and before anything else is.
    fn somebody_behind(&self, from: usize, n: usize) -> bool {
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

    fn body_behind(&self, from: usize, n: usize) -> bool {
        let sentence = self.doc.sentence.get(from.min(self.doc.len() - 1));
        self.found.iter().any(|f| {
            f.kind == MentionType::Organization
                && (from..from + n).contains(&f.first)
                && self.doc.sentence.get(f.first) == sentence
        })
    }

    fn body_in_sentence(&self, i: usize) -> bool {
        let s = self.sentence_of(i);
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && !f.inside && s.contains(&f.first))
    }

    fn body_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && f.last <= i && f.last + 4 > i)
    }

    fn person_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| Self::someone(f) && f.last <= i && f.last + 2 > i)
    }

    /// "with X", "avec son homologue, X" behind the verb at `i`.
    fn with_somebody(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..(i + 16).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i])
            .any(|k| matches!(doc.w(k), "with" | "avec") && self.somebody_behind(k + 1, 6))
    }

    /// Two people joined as the subject before `i`, of whom nothing was told together yet: "X and Y discussed …".
    fn two_before_verb(&self, i: usize, start: usize) -> bool {
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

    fn place_behind(&self, from: usize, n: usize) -> bool {
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

    fn french_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let accent = doc.t.text(i).contains('é');
        let from = start.max(i.saturating_sub(6));
        let helped = (from..i).any(|k| auxiliary(doc.w(k)) && doc.t.text(k) != "à");
        if let Some(kind) = self.french_alone(i, start, accent) {
            return Some(kind);
        }
        let kind = match doc.w(i) {
            "recu" | "recue" | "recus" | "recues" | "entretenu" | "entretenue" | "entretenus"
            | "entretenues" | "accueilli" | "accueillie" | "accueillis" | "accueillies" => {
                "meeting"
            }
            "telephone" | "telephones" if accent => "call",
            // "a interpellé mardi, en coordination avec la Guardia Civil, …": two bodies act.
            "interpelle" | "interpelles" | "arrete" | "arretes" | "demantele" | "demanteles"
            | "saisi" | "saisis" | "intercepte" | "neutralise" | "perquisitionne" | "demasque"
            | "apprehende"
                if self.two_bodies_act(i) =>
            {
                "operation"
            }
            "rencontre" | "rencontres" | "reuni" | "reunie" | "reunis" | "concerte"
            | "concertes"
                if accent =>
            {
                "meeting"
            }
            // "Il y a vu son homologue X"
            "vu" | "revu" | "retrouve"
                if self.somebody_behind(i + 1, 6)
                    && !(i + 1..i + 3)
                        .any(|k| matches!(doc.w(k), "presence" | "participation")) =>
            {
                "meeting"
            }
            // "s'étaient retrouvés", "se sont revus"
            "retrouves" | "retrouvees" | "vus" | "revus" | "reunis" | "concertes"
            | "rencontres"
                if (from..i).any(|k| matches!(doc.w(k), "s" | "se")) =>
            {
                "meeting"
            }
            // "a passé deux jours à X"
            "passe"
                if (i + 1..i + 6).any(|k| {
                    matches!(
                        doc.w(k),
                        "heures" | "jours" | "semaine" | "semaines" | "journee" | "nuit"
                    ) && (k + 1..k + 3).any(|n| matches!(doc.w(n), "a" | "au" | "en"))
                        && self.place_behind(k + 1, 3)
                }) =>
            {
                "visit"
            }
            // "s'étaient initiés, aux côtés de gendarmes de la Garde, à …"
            "initiee" | "initie" | "inities" | "initiees" | "entraines" | "exerces" | "formes"
            | "perfectionnes" | "entrainee" | "formee"
                if (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                    && self.body_in_sentence(i) =>
            {
                "training"
            }
            // "s'était arrêté samedi en Guyane"
            "arrete" | "arretee" | "arretes" | "pose" | "posee"
                if accent
                    && (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                    && self.place_behind(i + 1, 7) =>
            {
                "visit"
            }
            "rendu" | "rendue" | "rendus" | "rendues" => "visit",
            "arrive" | "arrivee" | "arrives" | "deplace" | "deplacee" | "sejourne" | "visite"
                if accent =>
            {
                "visit"
            }
            // "a ensuite gagné Tirana"
            "gagne" | "rallie" | "gagner" | "rallier" | "rejoindre"
                if self.place_behind(i + 1, 2) =>
            {
                "visit"
            }
            "forme" | "formes" if accent && self.body_behind(i + 1, 12) && self.body_before(i) => {
                "training"
            }
            w if confers(w) && self.with_somebody(i) => "meeting",
            "fait"
                if (i + 1..i + 8).any(|k| doc.w(k) == "point")
                    && self.two_before_verb(i, start) =>
            {
                "meeting"
            }
            "evoque" | "discute" | "aborde" | "examine" if self.two_before_verb(i, start) => {
                "meeting"
            }
            "poursuivi" | "parti" | "partie" | "decolle" | "embarque"
                if (i + 1..i + 6).any(|k| {
                    matches!(doc.w(k), "vers" | "pour") && self.place_behind(k + 1, 1)
                }) =>
            {
                "visit"
            }
            "rentre" | "rentree" | "revenu" | "revenue"
                if matches!(doc.w(i + 1), "de" | "d" | "du") && self.place_behind(i + 2, 2) =>
            {
                "visit"
            }
            _ => return None,
        };
        // "rendu public", "rendu hommage": not of going somewhere.
        let gone = !doc.w(i).starts_with("rendu")
            || (from..i).any(|k| matches!(doc.w(k), "s" | "se"))
                && !matches!(doc.w(i + 1), "compte" | "public");
        (helped && gone).then_some(kind)
    }

    /// "M. X sera d'ailleurs à", "il sera lundi à": a person and a verb of being, then a town.
    fn will_be_there(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let pronoun = i > start && matches!(doc.w(i - 1), "il" | "elle" | "ils" | "elles");
        let named = self.found.iter().any(|f| {
            Self::someone(f)
                && (f.last == i || f.last + 1 == i && doc.w(f.last) == ",")
                && f.first >= start
        });
        let mut k = i + 1;
        while k < i + 8 {
            let dated = self
                .found
                .iter()
                .find(|f| f.kind == MentionType::Date && f.first == k);
            if let Some(d) = dated {
                k = d.last;
            } else if matches!(
                doc.w(k),
                "d" | "'"
                    | "ailleurs"
                    | "egalement"
                    | "aussi"
                    | "ensuite"
                    | "deja"
                    | "encore"
                    | "quant"
                    | "lui"
                    | "elle"
                    | "le"
                    | "des"
                    | "ce"
            ) || doc.w(k) == "a" && matches!(doc.w(k + 1), "lui" | "nouveau" | "elle")
                || doc.w(k) == "nouveau"
            {
                k += 1;
            } else {
                break;
            }
        }
        (pronoun || named)
            && matches!(doc.w(k), "a" | "au" | "en" | "aux")
            && self.place_behind(k + 1, 1)
    }

    /// "une équipe de l'École …" before `i`, and nobody by name.
    fn body_sent_before(&self, i: usize, start: usize) -> bool {
        let mut here = self
            .found
            .iter()
            .filter(|f| f.first >= start && f.last <= i && !f.inside);
        here.clone()
            .any(|f| f.kind == MentionType::Organization && self.stands_for(f.first))
            && !here.any(Self::someone)
    }

    /// As many bodies behind `i` in its sentence.
    fn bodies_behind(&self, i: usize, n: usize) -> bool {
        let doc = self.doc;
        let of = |f: &&Found| {
            f.kind == MentionType::Organization
                && !f.inside
                && f.first > i
                && f.first < i + 24
                && doc.sentence[f.first] == doc.sentence[i]
        };
        self.found.iter().filter(of).count() >= n
    }

    /// Two bodies of the sentence at `i` do what it says.
    fn two_bodies_act(&self, i: usize) -> bool {
        let mut who = Vec::new();
        for (k, f) in self.found.iter().enumerate() {
            let here = self.doc.sentence[f.first] == self.doc.sentence[i]
                && f.kind == MentionType::Organization
                && !f.inside;
            if here
                && !self.bystander(f, "operation")
                && !self.latin_announces(f)
                && crate::entity::alias_of(self.doc, self.found, k).is_none()
                && let Some(e) = self.resolved.of[k]
                && !who.contains(&e)
            {
                who.push(e);
            }
        }
        who.len() > 1
    }

    /// Verbs that need no auxiliary: "X, reçu par Y,", "sera à Rabat", "forment", "celle que X avait effectuée".
    fn french_alone(&self, i: usize, start: usize, accent: bool) -> Option<&'static str> {
        let doc = self.doc;
        let before = i
            .checked_sub(1)
            .filter(|&b| b >= start)
            .map_or("", |b| doc.w(b));
        match doc.w(i) {
            "recu" | "recue" | "recus" if before == "," && self.by_behind(i) => Some("meeting"),
            "accueillera" | "accueille" | "accueillait"
                if !accent && self.somebody_behind(i + 1, 8) =>
            {
                Some("meeting")
            }
            // "après des échanges avec le président X"
            "echanges" | "echange"
                if matches!(before, "des" | "d" | "'" | "un")
                    && doc.w(i + 1) == "avec"
                    && self.somebody_behind(i + 2, 5) =>
            {
                Some("meeting")
            }
            "voir"
                if matches!(before, "y" | "pour" | "doit" | "devait")
                    && self.somebody_behind(i + 1, 5) =>
            {
                Some("meeting")
            }
            "forment" | "formera" | "formeront" if self.body_behind(i + 1, 12) => Some("training"),
            "sera" | "seront" | "est" | "etait"
                if matches!(doc.w(i + 1), "a" | "au" | "en")
                    && self.place_behind(i + 2, 1)
                    && self.person_before(i) =>
            {
                Some("visit")
            }
            // "Il y retrouvera son homologue X"
            "retrouvera" | "retrouveront" | "verra" | "verront" | "croisera" | "rencontrerait"
                if self.somebody_behind(i + 1, 8) =>
            {
                Some("meeting")
            }
            // "gagnera mercredi Abidjan"
            "gagnera" | "gagneront" | "ralliera" | "rejoindra" | "rallieront"
                if self.place_behind(i + 1, 3) =>
            {
                Some("visit")
            }
            // "conduit à X une délégation"
            "conduit" | "conduira" | "conduisait" | "dirige" | "dirigera" | "mene" | "emmene"
                if !accent
                    && (i + 1..i + 8).any(|k| doc.w(k) == "delegation")
                    && self.place_behind(i + 1, 14)
                    && self.person_before(i - usize::from(before == ",")) =>
            {
                Some("visit")
            }
            // "À son arrivée à X"
            "arrivee"
                if matches!(before, "son" | "leur")
                    && matches!(doc.w(i + 1), "a" | "au" | "en")
                    && self.place_behind(i + 2, 2) =>
            {
                Some("visit")
            }
            // "a annoncé que X se rendrait à Y": to be, not rumoured.
            "rendrait" | "rendraient"
                if before == "se"
                    && (start..i).any(|k| {
                        matches!(doc.w(k), "annonce" | "indique" | "precise" | "confirme")
                    }) =>
            {
                Some("visit")
            }
            // "lors d'un passage à X", "de passage à X", "une étape à X"
            "passage" | "etape" | "halte" | "crochet"
                if (matches!(
                    before,
                    "un" | "une" | "son" | "bref" | "breve" | "recent" | "rapide"
                ) || before == "de"
                    && i > start + 1
                    && !matches!(
                        doc.w(i - 2),
                        "point" | "points" | "lieu" | "droit" | "zone" | "poste" | "voie"
                    ))
                    && matches!(doc.w(i + 1), "a" | "au" | "en" | "par")
                    && self.place_behind(i + 2, 2) =>
            {
                Some("visit")
            }
            // "sera d'ailleurs à X", "il sera lundi à X"
            "sera" | "seront" | "etait" | "etaient" if self.will_be_there(i, start) => {
                Some("visit")
            }
            // "ont convenu de réunir à X la Garde et la Police"
            "reunir"
                if matches!(before, "de" | "pour" | "a" | "d" | "'")
                    && self.bodies_behind(i, 2) =>
            {
                Some("meeting")
            }
            // "une équipe de l'École se rendra à X afin d'y former des enquêteurs"
            "former"
                if matches!(before, "y" | "pour" | "afin" | "a")
                    && matches!(
                        doc.w(i + 1),
                        "des" | "les" | "leurs" | "de" | "une" | "plusieurs"
                    )
                    && self.body_sent_before(i, start) =>
            {
                Some("training")
            }
            "trouve" | "trouvait"
                if before == "se"
                    && matches!(doc.w(i + 1), "a" | "au" | "en")
                    && self.place_behind(i + 2, 1) =>
            {
                Some("visit")
            }
            // "après celui effectué au Portugal par X"
            "effectue" | "effectuee"
                if accent && matches!(before, "celui" | "celle") && self.place_behind(i + 1, 3) =>
            {
                Some("visit")
            }
            "effectue" | "effectuee" | "fait" | "faite" | "effectues"
                if (accent || doc.w(i).starts_with("fait"))
                    && self.events.iter().any(|e| e.kind == "visit")
                    && (start.max(i.saturating_sub(14))..i).any(|k| {
                        matches!(doc.w(k), "celui" | "celle") && doc.w(k + 1).starts_with("qu")
                    }) =>
            {
                Some("visit")
            }
            _ => None,
        }
    }
}
