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
        || FRENCH_HEADS.contains(&w)
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

/// French heads that take a complement even in lower case.
pub(super) const FRENCH_HEADS: &[&str] = &[
    "force",
    "ministere",
    "direction",
    "agence",
    "office",
    "bureau",
    "service",
    "police",
    "gendarmerie",
    "conseil",
    "commission",
    "institut",
    "centre",
    "comite",
    "garde",
    "forces",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "organisation",
    "union",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "secretariat",
    "brigade",
    "unite",
    "surete",
    "renseignements",
    "etat",
    "parquets",
    "division",
    "cellule",
    "autorite",
    "inspection",
    "groupement",
    "commandement",
    "ecole",
    "marine",
    "laboratoire",
    "mission",
    "pole",
    "section",
    "tribunaux",
    "douane",
    "douanes",
    "initiative",
    "observatoire",
    "mecanisme",
    "communaute",
    "coalition",
    "alliance",
    "ligue",
    "federation",
    "association",
    "fondation",
    "assemblee",
    "coordination",
    "representation",
    "structure",
];
pub(super) const FRENCH_WORDS: &[&str] = &[
    "general",
    "generale",
    "generaux",
    "national",
    "nationale",
    "nationales",
    "central",
    "centrale",
    "regional",
    "regionale",
    "judiciaire",
    "interieur",
    "exterieure",
    "interieure",
    "federal",
    "federale",
    "royale",
    "militaire",
    "militaires",
    "armees",
    "securite",
    "renseignement",
    "renseignements",
    "surete",
    "territoire",
    "lutte",
    "terrorisme",
    "police",
    "frontieres",
    "douanes",
    "defense",
    "affaires",
    "etrangeres",
    "justice",
    "etat",
    "drogues",
    "stupefiants",
    "criminalite",
    "organisee",
    "information",
    "informations",
    "surveillance",
    "protection",
    "civile",
    "civil",
    "penitentiaire",
    "constitution",
    "etudes",
    "documentation",
    "coordination",
    "antiterroriste",
    "superieur",
    "republique",
    "technique",
    "scientifique",
    "republicaine",
    "publique",
    "migration",
    "immigration",
    "enquetes",
    "investigation",
    "investigations",
    "constitutionnelle",
    "cassation",
    "intelligence",
    "cybersecurite",
    "numerique",
    "financier",
    "financiers",
    "financiere",
    "financieres",
    "antidrogue",
    "antidrogues",
    "fiscale",
    "aerienne",
    "aerien",
    "maritime",
    "terrestre",
    "economique",
    "repression",
    "droits",
    "homme",
    "enquete",
    "recherche",
    "recherches",
    "douaniere",
    "douanieres",
    "transfrontaliere",
    "cooperation",
    "internationale",
    "international",
    "mondiale",
    "mondial",
    "africaine",
    "africain",
    "europeenne",
    "europeen",
    "arabe",
    "arabes",
    "corruption",
    "crime",
    "drogue",
    "travail",
    "illegal",
    "trafic",
    "trafics",
    "illicite",
    "illicites",
    "migrants",
    "operationnel",
    "appui",
    "prevention",
    "traitement",
    "fraude",
    "blanchiment",
    "cybercriminalite",
    "criminelle",
    "criminelles",
    "speciale",
    "speciales",
    "mobile",
    "routiere",
    "diplomatique",
    "pairs",
    "ministres",
    "secours",
    "illegale",
    "nations",
    "unies",
    "paix",
    "desarmement",
    "union",
    "antistupefiants",
    "antiterrorisme",
    "informatique",
    "penale",
    "specialisee",
    "terre",
    "mer",
    "air",
    "refugies",
    "reinsertion",
    "formation",
    "operations",
    "planification",
    "analyse",
    "strategique",
    "strategiques",
    "economiques",
    "exterieur",
    "gestion",
    "urgences",
    "crises",
    "mineurs",
    "personnes",
    "biens",
    "appel",
    "instance",
    "grande",
    "premiere",
];

/// Adjectives that a French body's name takes, by their endings; verbs that end so are not.
pub(super) fn french_adjective(w: &str) -> bool {
    let ends = [
        "al", "ale", "ales", "aux", "elle", "elles", "ive", "ives", "aire", "aires", "ique",
        "iques", "iere", "ieres",
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
            | "maniere"
            | "territoriaux"
            | "travaux"
            | "niveaux"
            | "nouvelle"
            | "nouvelles"
    )
}
