//! French: what is only wished for or asked for, what is always done, whom somebody bids to come, and nouns that name something
//! else than what people do together: "un centre de formation", "l'exercice du droit de grève", "l'audience du procès".

use std::ops::Range;

use super::french_doing::of_stems;
use super::french_sign::signs;
use super::{Teller, Trigger};
use crate::lexicon::Cue;
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// What `t` names is wished for, always done, or somebody is only asked to come to it.
    pub(super) fn french_idle(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.only_wished(t, r) || self.always(t, r) || self.bidden(t, r) || self.urged(t, r)
    }

    /// "s'est dit prêt à rencontrer X", "a sollicité une audience auprès de X", "la nécessité d'organiser des exercices".
    fn only_wished(&self, t: &Trigger, r: &Range<usize>) -> bool {
        (r.start.max(t.first.saturating_sub(14))..t.first)
            .any(|i| self.doc.cue(i, Cue::Wish) && self.straight(i, t))
    }

    /// "appelle le ministre à recevoir ses représentants": it is for him to do.
    fn urged(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let to = t.first > r.start && matches!(doc.w(t.first - 1), "a" | "de" | "d" | "se");
        to && (r.start.max(t.first.saturating_sub(14))..t.first).any(|i| {
            matches!(
                doc.w(i),
                "appelle"
                    | "appellent"
                    | "exhorte"
                    | "exhortent"
                    | "somme"
                    | "presse"
                    | "prie"
                    | "enjoint"
            ) && self.straight(i, t)
        })
    }

    /// "mènent régulièrement des opérations conjointes", "se réunissent une fois par an", without a day or a town: what is always done.
    fn always(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let fixed = || {
            let fixes = |k: MentionType| matches!(k, MentionType::Date | MentionType::Location);
            self.begin(r.start, r.end).iter().any(|f| fixes(f.kind))
        };
        let since = r
            .clone()
            .any(|i| matches!(doc.w(i), "depuis" | "total" | "deja"));
        let counted = t.first > r.start && several(doc.w(t.first - 1)) && since;
        counted || r.clone().any(|i| doc.cue(i, Cue::Always)) && !fixed()
    }

    /// "a reçu une invitation à se rendre à X", "a réitéré son invitation à Y à se rendre": who is only asked to come.
    fn bidden(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let to_do = t.first > r.start
            && (doc.t.text(t.first - 1) == "à"
                || t.first > r.start + 1
                    && doc.w(t.first - 1) == "se"
                    && doc.t.text(t.first - 2) == "à");
        (r.start.max(t.first.saturating_sub(14))..t.first).any(|i| {
            doc.w(i) == "invitation"
                && matches!(doc.before(i, 1), "une" | "'" | "cette" | "son" | "leur")
                && !(2..4).any(|n| {
                    matches!(doc.before(i, n), "sur" | "accepte" | "repondant")
                        || i >= n && doc.t.text(i - n).to_lowercase() == "à"
                })
                && (to_do
                    || doc.t.text(t.first) == "à"
                    || doc.w(i + 1) == "pour" && self.straight(i, t)
                    || (i + 1..t.first).any(|k| {
                        doc.t.text(k) == "à"
                            && ["er", "ir", "re"].iter().any(|e| doc.w(k + 1).ends_with(e))
                    }) && self.straight(i, t))
        })
    }

    /// A noun that names something else: a room, a right, a hearing, what matters, what a paper provides for.
    pub(super) fn french_only_named(&self, t: &Trigger) -> bool {
        self.named_by_house(t)
            || self.standing_dialogue(t)
            || self.visit_received(t)
            || self.of_one_mind(t)
            || self.calls_on_him(t)
            || self.in_its_frame(t)
            || self.looks_round(t)
            || self.ceremony_gathers(t)
            || self.busy_elsewhere(t)
            || self.signed_long_ago(t)
            || self.courses_in_general(t)
            || self.of_a_ship(t)
            || self.signs_alone(t)
            || self.another_exercise(t)
            || self.matters(t)
            || self.provided_for(t)
            || self.at_court(t)
            || self.own_studies(t)
            || self.only_will(t)
    }

    /// "l'accord viendra renforcer la coopération", "viendra en appui": nobody goes anywhere.
    fn only_will(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let helps = |i: usize| {
            doc.w(i) == "en"
                && matches!(
                    doc.w(i + 1),
                    "appui" | "soutien" | "aide" | "complement" | "renfort" | "renforcement"
                )
        };
        let somewhere = |i: usize| {
            matches!(
                doc.w(i),
                "a" | "au" | "aux" | "en" | "dans" | "chez" | "ici" | "y"
            )
        };
        doc.w(t.first) == "viendra"
            && (t.last == s.end
                || helps(t.last)
                || doc.before(t.first, 1) != "y"
                    && !(t.last..(t.last + 3).min(s.end)).any(somewhere)
                    && !doc.w(t.last).ends_with("ment"))
    }

    /// "la salle de conférence", "un centre de formation", "le directeur de la formation".
    fn named_by_house(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let before = |n: usize| doc.before(t.first, n);
        let kind = matches!(t.kind, "conference" | "training" | "operation");
        kind && matches!(before(1), "de" | "des")
            && matches!(
                before(2).trim_end_matches('s'),
                "salle"
                    | "centre"
                    | "palai"
                    | "maitre"
                    | "maison"
                    | "institut"
                    | "pole"
                    | "etablissement"
                    | "bourse"
                    | "plateau"
                    | "offre"
                    | "besoin"
                    | "plan"
            )
    }

    /// "a rappelé l'accord existant, signé en 2001 à Tournai": a paper that only a participle and a year say was signed.
    fn signed_long_ago(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(t.first).end;
        let noun = t.kind == "agreement" && !signs(doc.w(t.last - 1));
        let year = |i: usize| {
            let w = doc.w(i);
            w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit())
        };
        let alone = |v: usize| {
            let beside = v == t.last
                || matches!(
                    doc.before(v, 1),
                    "," | "existant" | "bilateral" | "matiere" | "cooperation" | "accord"
                );
            beside
                && doc.w(v + 1) == "en"
                && (v + 2..v + 4).any(year)
                && !(v..(v + 14).min(end)).any(|i| matches!(doc.w(i), "par" | "entre" | "avec"))
        };
        let signed = (t.last..(t.last + 9).min(end)).find(|&i| signs(doc.w(i)));
        noun && signed.is_some_and(alone)
    }

    /// "de nombreux projets et formations", "un cadre de formation et de recherche", "le sous-comité « formation et opérations »".
    fn courses_in_general(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let before = |n: usize| doc.before_in(s.start, t.first, n);
        let many = (1..4).any(|n| {
            matches!(
                before(n),
                "nombreux"
                    | "nombreuses"
                    | "divers"
                    | "diverses"
                    | "multiples"
                    | "differents"
                    | "differentes"
            )
        }) && doc.w(t.last - 1).ends_with('s');
        let both = t.last == t.first + 1
            && before(1) == "de"
            && doc.w(t.last) == "et"
            && matches!(doc.w(t.last + 1), "de" | "d");
        let open = (s.start.max(t.first.saturating_sub(3))..t.first).find(|&i| doc.w(i) == "\"");
        let quoted = open.is_some_and(|o| {
            (t.last..t.last + 5).any(|i| doc.w(i) == "\"")
                && (o.saturating_sub(2)..o).any(|i| doc.is(i, crate::lexicon::Tag::BodyHead))
        });
        t.kind == "training" && (many || both) && !self.dated(s.start, s.end)
            || matches!(t.kind, "training" | "operation") && quoted
    }

    /// "La Garde a reçu la visite du colonel X": he came, and nobody is said to have met him.
    fn visit_received(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(t.first).start;
        t.kind == "meeting"
            && doc.w(t.last - 1).starts_with("recu")
            && doc.w(t.last) == "la"
            && doc.w(t.last + 1) == "visite"
            && !self
                .begin(start, t.first)
                .iter()
                .any(super::company::somebody)
    }

    /// "l'a accueilli pour une visite de l'établissement", "est revenu sur le sens du déplacement": no journey.
    fn looks_round(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let sense = matches!(doc.before(t.first, 1), "du" | "de")
            && matches!(doc.before(t.first, 2), "sens" | "motif" | "objet");
        t.kind == "visit" && sense
            || t.kind == "visit"
                && doc.w(t.last - 1) == "visite"
                && doc.before(t.first, 1) == "une"
                && doc.before(t.first, 2) == "pour"
                && (t.last..t.last + 4).any(|i| {
                    matches!(
                        doc.w(i),
                        "etablissement"
                            | "locaux"
                            | "centre"
                            | "site"
                            | "installations"
                            | "lieux"
                            | "infrastructures"
                    ) && !self.covered[i]
                })
    }

    /// "dans le cadre de la deuxième session de la Commission, X a visité …", "par ailleurs président du Forum des chefs", "en
    /// termes de formations": named, not told.
    fn in_its_frame(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let before = |n: usize| doc.before(t.first, n);
        let session = doc.w(t.last - 1) == "session" && t.kind == "meeting" && {
            let start = self.sentence_of(t.first).start;
            (start.max(t.first.saturating_sub(22))..t.first)
                .any(|i| doc.w(i) == "cadre" && doc.before(i, 1) == "le")
        };
        let title = t.kind == "conference"
            && t.last == t.first + 1
            && doc.capital(t.first)
            && before(1) == "du"
            && matches!(
                before(2),
                "president" | "presidente" | "secretaire" | "coordonnateur"
            );
        let terms = t.kind == "training"
            && before(1) == "de"
            && matches!(before(2), "terme" | "termes" | "matiere");
        session || title || terms
    }

    /// "sa visite au président de la République rentre dans le cadre de …": who was received, told before.
    fn calls_on_him(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let to = (doc.w(t.last) == "au" || doc.t.text(t.last) == "à") && t.last < doc.len();
        t.kind == "visit"
            && doc.w(t.last - 1) == "visite"
            && matches!(doc.before(t.first, 1), "sa" | "leur" | "son")
            && to
            && self
                .begin(t.last + 1, t.last + 3)
                .iter()
                .any(super::company::somebody)
    }

    /// "La cérémonie a réuni un parterre de responsables": no meeting.
    fn ceremony_gathers(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(t.first).start;
        let verb = doc.w(t.last - 1);
        t.kind == "meeting"
            && (verb.starts_with("reuni") || verb.starts_with("rassembl"))
            && (start..start + 2).any(|i| doc.w(i) == "ceremonie")
            && (t.last..t.last + 3).any(|i| matches!(doc.w(i), "parterre" | "foule" | "public"))
    }

    /// "sont tombés d'accord pour revoir", "se sont mis d'accord": no paper.
    fn of_one_mind(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let verb = doc.before(t.first, 3);
        t.kind == "agreement"
            && t.last == t.first + 1
            && doc.w(t.first) == "accord"
            && doc.before(t.first, 1) == "'"
            && (matches!(verb, "mis" | "mettre" | "met" | "mettent" | "est" | "sont")
                || verb.starts_with("tomb"))
    }

    /// "Les soldats engagés dans l'exercice": those who do something else.
    fn busy_elsewhere(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        t.kind == "training"
            && (2..5)
                .filter_map(|n| t.first.checked_sub(n))
                .any(|i| super::french_join::engaged(doc.w(i)) && doc.w(i + 1) == "dans")
            && !self.body_in_sentence(t.first)
    }

    /// "le bateau change de cap et fait une escale à Praia": nobody's journey.
    fn of_a_ship(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(t.first).start;
        let ship = |i: usize| {
            matches!(
                doc.w(i),
                "bateau"
                    | "navire"
                    | "voilier"
                    | "cargo"
                    | "yacht"
                    | "remorqueur"
                    | "embarcation"
                    | "chalutier"
                    | "petrolier"
                    | "conteneur"
                    | "vraquier"
            )
        };
        let nobody = || {
            self.begin(start, t.first)
                .iter()
                .all(|f| f.kind != MentionType::Person)
        };
        t.kind == "visit" && (start..t.first).any(ship) && nobody()
    }

    /// "le dialogue stratégique entre les deux pays se porte bien": an institution, unless the sentence says that it was held.
    fn standing_dialogue(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let held = |i: usize| {
            of_stems(
                doc.w(i),
                &[
                    "ten", "ouver", "ouv", "men", "engag", "entam", "conclu", "clotur",
                ],
            ) || matches!(
                doc.w(i),
                "tenu"
                    | "tenue"
                    | "tient"
                    | "tiendra"
                    | "tiennent"
                    | "lieu"
                    | "reuni"
                    | "reunit"
                    | "session"
                    | "reunion"
                    | "edition"
                    | "tour"
                    | "round"
                    | "seance"
                    | "copreside"
                    | "copresident"
                    | "presider"
                    | "preside"
                    | "presidee"
                    | "participe"
                    | "deroule"
                    | "deroulee"
                    | "eu"
                    | "ouvert"
                    | "conduit"
                    | "ouvrira"
                    | "ouvre"
                    | "lance"
                    | "travaux"
                    | "lors"
                    | "marge"
                    | "cadre"
            )
        };
        doc.w(t.first) == "dialogue" && !self.sentence_of(t.first).any(held)
    }

    /// "a signé un décret", "a signé le livre d'or": no paper between two.
    fn signs_alone(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(t.first).end;
        t.kind == "agreement"
            && signs(doc.w(t.last - 1))
            && (t.last..(t.last + 6).min(end)).any(|i| {
                matches!(
                    doc.w(i).trim_end_matches('s'),
                    "decret"
                        | "arrete"
                        | "livre"
                        | "ordonnance"
                        | "loi"
                        | "circulaire"
                        | "registre"
                        | "tribune"
                        | "petition"
                        | "dahir"
                        | "cheque"
                )
            })
    }

    /// "l'exercice du droit de grève", "un atelier mécanique", "une consultation publique".
    fn another_exercise(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let next = doc.w(t.last);
        match doc.w(t.last - 1) {
            "exercice" => {
                matches!(next, "du" | "de")
                    && (t.last + 1..t.last + 4).any(|i| {
                        matches!(
                            doc.w(i),
                            "droit"
                                | "pouvoir"
                                | "mandat"
                                | "profession"
                                | "autorite"
                                | "culte"
                                | "fonction"
                        )
                    })
            }
            "atelier" => matches!(next, "mecanique" | "automobile" | "menuiserie" | "couture"),
            "consultation" | "consultations" => matches!(
                next.trim_end_matches('s'),
                "publique" | "populaire" | "citoyenne" | "electorale" | "medicale" | "gratuite"
            ),
            "visite" => (t.last..t.last + 5).any(|i| {
                matches!(
                    doc.w(i),
                    "stand" | "stands" | "exposition" | "musee" | "vitrine" | "foire"
                )
            }),
            _ => false,
        }
    }

    /// "La formation des policiers reste une priorité", "son appui à la formation des agents": spoken of in general.
    fn matters(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let counts = |k: usize| {
            matches!(
                doc.w(k),
                "priorite"
                    | "priorites"
                    | "essentielle"
                    | "primordiale"
                    | "enjeu"
                    | "pilier"
                    | "axe"
                    | "indispensable"
                    | "cle"
                    | "fondamentale"
            )
        };
        let ranks = (t.last..(t.last + 14).min(s.end)).any(|i| {
            matches!(
                doc.w(i),
                "reste" | "demeure" | "constitue" | "est" | "figure"
            ) && (i + 1..i + 6).any(counts)
        });
        let helped = t.first > s.start + 2
            && doc.w(t.first - 1) == "la"
            && matches!(doc.w(t.first - 2), "a" | "dans" | "pour")
            && matches!(
                doc.w(t.first - 3),
                "appui"
                    | "soutien"
                    | "contribution"
                    | "aide"
                    | "assistance"
                    | "apport"
                    | "concours"
            );
        t.kind == "training" && (ranks || helped) && !self.dated(s.start, s.end)
    }

    /// "L'accord entre A et B prévoit des patrouilles mixtes": to be done some day.
    fn provided_for(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let paper = |i: usize| {
            matches!(
                doc.w(i),
                "accord"
                    | "convention"
                    | "memorandum"
                    | "protocole"
                    | "texte"
                    | "plan"
                    | "document"
                    | "arrangement"
                    | "partenariat"
                    | "feuille"
            )
        };
        matches!(t.kind, "operation" | "training")
            && (s.start.max(t.first.saturating_sub(10))..t.first).any(|v| {
                matches!(
                    doc.w(v),
                    "prevoit"
                        | "prevoient"
                        | "prevoyant"
                        | "permettra"
                        | "instaure"
                        | "institue"
                        | "vise"
                        | "encadre"
                        | "autorise"
                ) && (s.start..v).any(paper)
            })
            && !self.dated(t.last, s.end)
    }

    /// "L'audience du procès s'est ouverte", "l'audience a été renvoyée": of a court.
    fn at_court(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(t.first).end;
        doc.w(t.last - 1) == "audience"
            && (matches!(
                doc.w(t.last),
                "correctionnelle" | "criminelle" | "foraine" | "solennelle" | "publique"
            ) || (t.last..(t.last + 5).min(end)).any(|i| {
                matches!(doc.w(i), "proces" | "tribunal" | "cour" | "chambre")
                    || of_stems(doc.w(i), &["renvoy", "suspend", "suspendu"])
            }))
    }

    /// "a reçu une formation à Vienne", "a suivi une formation d'ingénieur": where no body has a part it is somebody's own schooling.
    fn own_studies(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        t.kind == "training"
            && t.first > 1
            && matches!(doc.w(t.first - 1), "une" | "sa" | "un" | "son")
            && (t.first.saturating_sub(4)..t.first - 1)
                .any(|i| matches!(doc.w(i), "recu" | "suivi"))
            && !self.body_in_sentence(t.first)
    }
}

/// A number in words, three or more.
fn several(w: &str) -> bool {
    matches!(
        w,
        "trois"
            | "quatre"
            | "cinq"
            | "six"
            | "sept"
            | "huit"
            | "neuf"
            | "dix"
            | "onze"
            | "douze"
            | "plusieurs"
    ) || w.starts_with(|c: char| c.is_ascii_digit())
}
