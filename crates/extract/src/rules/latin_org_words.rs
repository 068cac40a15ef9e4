//! Words that make, go on or end the name of an organisation in French and English.

/// Nouns that make a run of capitalised words an organisation's name.
pub(super) const ORG_NOUNS: &[&str] = &[
    "ministry",
    "agency",
    "bureau",
    "directorate",
    "department",
    "service",
    "police",
    "guard",
    "council",
    "office",
    "commission",
    "centre",
    "center",
    "institute",
    "force",
    "forces",
    "organization",
    "organisation",
    "union",
    "command",
    "court",
    "committee",
    "authority",
    "academy",
    "university",
    "administration",
    "gendarmerie",
    "army",
    "navy",
    "mission",
    "secretariat",
    "ministere",
    "direction",
    "agence",
    "conseil",
    "institut",
    "comite",
    "garde",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "presidency",
    "parliament",
    "embassy",
    "ambassade",
    "assembly",
    "league",
    "ligue",
    "division",
    "unit",
    "task",
    "network",
    "services",
    "squad",
    "brigade",
    "corps",
    "constabulary",
    "customs",
    "structure",
    "initiative",
    "coalition",
    "section",
    "cellule",
    "autorite",
    "groupement",
    "commandement",
    "ecole",
    "marine",
    "laboratoire",
    "observatoire",
    "mecanisme",
    "communaute",
    "fondation",
    "assemblee",
    "coordination",
    "representation",
    "departement",
    "banque",
    "surete",
    "renseignements",
    "etat",
    "unite",
    "inspection",
    "parquets",
    "tribunaux",
    "douane",
    "douanes",
    "secretariat",
    "organisation",
    "commissariat",
    "direction",
    "agence",
    "foundation",
    "taskforce",
    "cell",
    "pole",
    "fund",
    "registry",
    "fusion",
    "mechanism",
    "board",
    "branch",
    "alliance",
    "inspectorate",
    "school",
    "college",
    "secretariat-general",
    "federation",
    "association",
    "chieftaincy",
    "prosecutorate",
    "laboratory",
    "headquarters",
    "wing",
    "hub",
];

/// Whether a capitalised run with this word in it is a body rather than somebody.
pub(super) fn is_org_noun(w: &str) -> bool {
    ORG_NOUNS.contains(&w)
        || matches!(
            w,
            "international"
                | "national"
                | "security"
                | "affairs"
                | "republic"
                | "airport"
                | "summit"
                | "conference"
                | "forum"
                | "act"
                | "operation"
                | "project"
                | "agreement"
                | "street"
                | "road"
                | "avenue"
                | "hotel"
                | "palace"
                | "palais"
                | "islands"
                | "sea"
                | "group"
                | "groupe"
                | "states"
                | "nations"
                | "press"
                | "news"
                | "times"
        )
}

/// Forces that whose they are makes a name of: "la Gendarmerie turque".
pub(super) fn is_force(w: &str) -> bool {
    matches!(
        w,
        "police"
            | "gendarmerie"
            | "douane"
            | "douanes"
            | "garde"
            | "gardes"
            | "marine"
            | "carabiniers"
    )
}

/// "… et de la deuxième session": counts what follows, no part of a name.
pub(super) fn ordinal(w: &str) -> bool {
    matches!(
        w,
        "premiere" | "deuxieme" | "seconde" | "troisieme" | "quatrieme" | "cinquieme"
    )
}

/// Adjectives that a French body's name takes, by their endings; verbs that end so are not.
pub(super) fn french_adjective(w: &str) -> bool {
    let ends = [
        "al", "ale", "ales", "aux", "elle", "elles", "ive", "ives", "aire", "aires", "ique",
        "iques", "iere", "ieres", "nel", "nels", "iers", "tif", "tifs", "aine", "aines", "ere",
        "eres", "iel", "iels",
    ]
    .iter()
    .any(|e| w.len() > e.len() + 2 && w.ends_with(e));
    ends && !matches!(
        w,
        "explique"
            | "indique"
            | "implique"
            | "applique"
            | "communique"
            | "appelle"
            | "rappelle"
            | "revele"
            | "arrive"
            | "arrives"
            | "celle"
            | "celles"
            | "elle"
            | "elles"
            | "derniere"
            | "premiere"
            | "faire"
            | "notamment"
            | "publique"
            | "affaire"
            | "affaires"
            | "contraire"
            | "journal"
            | "proces-verbal"
            | "manière"
            | "territoriaux"
            | "travaux"
            | "niveaux"
            | "opere"
            | "genere"
            | "considere"
            | "accelere"
            | "coopere"
            | "differe"
            | "libere"
            | "espere"
            | "adhere"
            | "prefere"
            | "transfere"
            | "suggere"
            | "confere"
            | "delibere"
            | "guere"
            | "maniere"
            | "nouvelle"
            | "nouvelles"
            | "semaine"
            | "semaines"
            | "prochaine"
            | "prochaines"
            | "dizaine"
            | "centaine"
            | "vingtaine"
            | "trentaine"
            | "douzaine"
            | "quinzaine"
            | "certaines"
            | "premiers"
            | "derniers"
            | "objectif"
            | "objectifs"
            | "dispositif"
            | "motif"
            | "hopital"
            | "capitale"
            | "total"
            | "local"
            | "locale"
            | "locales"
            | "locaux"
            | "final"
            | "finale"
            | "principale"
            | "principal"
            | "actuel"
            | "actuelle"
            | "actuels"
            | "egal"
            | "initiative"
            | "initiatives"
            | "salaire"
            | "exemplaire"
            | "exemplaires"
            | "anniversaire"
            | "partenaire"
            | "partenaires"
            | "victoire"
            | "quartiers"
            | "chantiers"
            | "dossiers"
            | "papiers"
            | "milliers"
            | "volontiers"
            | "politique"
            | "politiques"
            | "pratique"
            | "pratiques"
            | "logique"
            | "afrique"
            | "amerique"
            | "mexique"
            | "belgique"
            | "panique"
            | "fabrique"
            | "critique"
            | "critiques"
            | "ancienne"
            | "arrivee"
            | "canal"
            | "signal"
            | "parfaire"
            | "refaire"
            | "satisfaire"
            | "taire"
            | "poursuive"
            | "suive"
            | "vive"
            | "mondaine"
            | "lumiere"
            | "carriere"
            | "frontiere"
            | "frontieres"
            | "matiere"
            | "matieres"
            | "priere"
            | "riviere"
            | "barriere"
            | "filiere"
            | "filieres"
            | "arriere"
            | "visuel"
            | "appel"
            | "personnel"
            | "personnels"
            | "materiel"
            | "materiels"
            | "logiciel"
            | "logiciels"
            | "essentiel"
            | "officiel"
            | "officiels"
            | "potentiel"
            | "partiel"
            | "referentiel"
            | "tunnel"
    )
}
