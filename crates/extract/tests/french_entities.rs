//! Bodies, offices, places, topics and furniture in French, in the manner of ministries, agencies and papers. Sentences made for it.

mod says;

use extract::{MentionType, extract};
use says::says;

/// Each text has these offices with these holders, by the names the text gives them.
fn holds(cases: &[(&str, &[(&str, &str)])]) {
    for (text, wanted) in cases {
        let x = extract(text, text::Date::parse("2024-05-17"));
        let name = |e: usize| x.entities[e].names[1].clone().unwrap_or_default();
        let mut held: Vec<(String, String)> = (0..x.entities.len())
            .filter_map(|e| Some((name(e), name(x.entities[e].holder?))))
            .collect();
        held.sort();
        let held: Vec<(&str, &str)> = held.iter().map(|(o, p)| (&**o, &**p)).collect();
        assert_eq!(held, *wanted, "{text}");
    }
}

#[test]
fn bodies_by_whose_they_are_and_by_their_capitals() {
    says(
        MentionType::Organization,
        &[
            (
                "Les douanes gabonaises et le parquet tchèque ont ouvert une enquête avec la Police Nationale Gabonaise.",
                &["douanes", "parquet", "Police Nationale Gabonaise"],
            ),
            (
                "L'appui des Nations-Unies a été salué. La commission mixte de suivi des frontières a siégé à Lomé.",
                &["Nations-Unies", "commission mixte de suivi des frontières"],
            ),
            (
                "Le Groupe d'appui de la police nationale et la Recherche tactique sont arrivés.",
                &["Groupe d'appui de la police nationale"],
            ),
            (
                "Frontex aide l'Union européenne. Les États membres de l'Union sont informés, et l'Union des chauffeurs aussi.",
                &[
                    "Frontex",
                    "Union européenne",
                    "Union",
                    "Union des chauffeurs",
                ],
            ),
            (
                "Les forces de sécurité intérieure ont salué le secrétariat général du conseil et la direction générale de l'office.",
                &[],
            ),
            (
                "L'Agence de régulation des télécommunications et la société Lumen sont citées avec la Chancellerie, la Cour pénale internationale (CPI) et le commissariat central de police.",
                &[
                    "Agence de régulation des télécommunications",
                    "Cour pénale internationale",
                    "CPI",
                    "commissariat central de police",
                ],
            ),
            (
                "Une opération a été menée avec la guardia civil par la Mission de l'Union européenne.",
                &["guardia civil", "Mission de l'Union européenne"],
            ),
        ],
    );
}

#[test]
fn offices_to_the_end_of_their_field() {
    says(
        MentionType::Office,
        &[
            (
                "Moussa Koné, directeur de la lutte contre la fraude, et Robert Lawson, directeur de la coopération policière et de la libre circulation au sein du comité.",
                &[
                    "directeur de la lutte contre la fraude",
                    "directeur de la coopération policière et de la libre circulation",
                ],
            ),
            (
                "Le ministre de l'Intérieur de la Sécurité et de la Décentralisation, Paul Ondo, a parlé.",
                &["ministre de l'Intérieur de la Sécurité et de la Décentralisation"],
            ),
            (
                "Le secrétaire américain à la Sécurité intérieure, John Carver, a écouté le secrétaire général du ministère, M. Paul Roux.",
                &[
                    "secrétaire américain à la Sécurité intérieure",
                    "secrétaire général du ministère",
                ],
            ),
            (
                "Le secrétaire général du ministère a écouté ce haut fonctionnaire de l'ONU. Le ministre Diarra a parlé.",
                &[],
            ),
            (
                "Le porte-parole du gouvernement, Paul Roux, et le VPM de l'Intérieur, Pierre Kabongo, sont venus.",
                &["porte-parole du gouvernement", "VPM de l'Intérieur"],
            ),
        ],
    );
}

#[test]
fn titles_to_their_last_field_and_district() {
    says(
        MentionType::Office,
        &[
            (
                "Le ministre de l'Intérieur, de la Sécurité et de l'Aménagement des rivages, Paul Roux, a parlé.",
                &["ministre de l'Intérieur, de la Sécurité et de l'Aménagement des rivages"],
            ),
            (
                "Le wali de la région de Rabat-Salé-Kénitra, Karim Tazi, était là.",
                &["wali de la région de Rabat-Salé-Kénitra"],
            ),
            (
                "Moussa Bello, Chef d'État-major général des armées du Niger, et le chef d'état-major de la Gendarmerie nationale sont venus.",
                &[
                    "Chef d'État-major général des armées",
                    "chef d'état-major de la Gendarmerie nationale",
                ],
            ),
            (
                "M. Paul Roux, Commissaire aux Affaires politiques, à la Paix et à la Sécurité, a parlé.",
                &["Commissaire aux Affaires politiques, à la Paix et à la Sécurité"],
            ),
            (
                "Il a vu la directrice de la coopération internationale au ministère français de l'Intérieur, Sophie Hart.",
                &[
                    "directrice de la coopération internationale au ministère français de l'Intérieur",
                ],
            ),
        ],
    );
    holds(&[
        (
            "Le Haut Commandant de la Gendarmerie nationale et Directeur de la Justice militaire, le Général de division Moussa Fall, est venu.",
            &[
                ("Directeur de la Justice militaire", "Moussa Fall"),
                ("Haut Commandant de la Gendarmerie nationale", "Moussa Fall"),
            ],
        ),
        (
            "Le coordonnateur régional de la section de prévention du terrorisme de l'ONUDC, Ludo Dhorn, a parlé.",
            &[(
                "coordonnateur régional de la section de prévention du terrorisme",
                "Ludo Dhorn",
            )],
        ),
        (
            "La procureure de la République de Marseille, Dominique Laurel, a parlé.",
            &[(
                "procureure de la République de Marseille",
                "Dominique Laurel",
            )],
        ),
    ]);
}

#[test]
fn one_person_may_hold_two_offices() {
    holds(&[
        (
            "Il a reçu Pablo Ferrer, Ambassadeur et Chef de la Mission de l'Union européenne.",
            &[
                ("Ambassadeur", "Pablo Ferrer"),
                ("Chef de la Mission de l'Union européenne", "Pablo Ferrer"),
            ],
        ),
        (
            "Fidèle Amani, le directeur de cabinet de la présidence et secrétaire exécutif du Conseil national de sécurité, était là.",
            &[
                ("directeur de cabinet de la présidence", "Fidèle Amani"),
                (
                    "secrétaire exécutif du Conseil national de sécurité",
                    "Fidèle Amani",
                ),
            ],
        ),
    ]);
}

#[test]
fn who_holds_an_office_that_is_named_otherwise() {
    holds(&[
        (
            "Le directeur général des douanes gabonaises, le général-major, Paul Ondo, est arrivé.",
            &[("directeur général des douanes", "Paul Ondo")],
        ),
        (
            "Le Directeur général de la Police nationale, l'Inspecteur général Ousmane Bâ, a parlé.",
            &[("Directeur général de la Police nationale", "Ousmane Bâ")],
        ),
        // Who acts is not whom he spoke with.
        (
            "Avec la représentante résidente du PNUD au Gabon, Paul Ondo a parlé de l'aide.",
            &[],
        ),
    ]);
    let x = extract(
        "Le président d'Interpol, Ahmed Naim, est à Lomé. Le patron d'Interpol a reçu Paul Roux.",
        None,
    );
    let meeting = x.events.iter().find(|e| e.kind == "meeting");
    let who: Vec<_> = meeting
        .into_iter()
        .flat_map(|e| &e.participants)
        .filter_map(|p| x.entities[p.entity?].names[1].clone())
        .collect();
    assert!(who.contains(&"Ahmed Naim".to_owned()), "{who:?}");
}

#[test]
fn places_and_what_only_looks_like_one() {
    says(
        MentionType::Location,
        &[
            (
                "Une délégation de la province chinoise du Hainei a visité le château de Vaubrun.",
                &["Hainei", "Vaubrun"],
            ),
            (
                "La réunion s'est tenue au Cabinet du ministre. Des suspects venus de Tchétchénie ont été vus au Cap Vert.",
                &["Tchétchénie", "Cap Vert"],
            ),
            // A town in the name of a text or of games is not where something is.
            (
                "L'Accord de Paris, la Convention de Palerme et le processus de Rabat ont été cités à Lyon, au Camp de gendarmerie.",
                &["Lyon"],
            ),
            (
                "Six suspects ont été arrêtés à Dubaï. Dubaï a remis deux suspects.",
                &["Dubaï", "Dubaï"],
            ),
        ],
    );
}

#[test]
fn what_is_seized_or_done_in_passing_is_no_topic() {
    says(
        MentionType::Topic,
        &[
            (
                "Deux tonnes de cocaïne et des médicaments de contrefaçon ont été saisis par une bande de passeurs.",
                &[],
            ),
            (
                "La lutte contre la drogue et la question de la cocaïne restent ouvertes.",
                &["drogue", "cocaïne"],
            ),
            (
                "Les parties veulent renforcer la concertation et l'échange de renseignements.",
                &[],
            ),
            (
                "Une convention porte sur l'échange d'informations et sur les atteintes à l'environnement.",
                &["échange d'informations", "atteintes à l'environnement"],
            ),
        ],
    );
    says(
        MentionType::Document,
        &[
            ("Ils ont arrêté 49 suspects dans six pays.", &[]),
            (
                "L'arrêté 49 du ministre est entré en vigueur.",
                &["arrêté 49"],
            ),
        ],
    );
}

#[test]
fn a_headline_of_two_countries_is_no_dateline() {
    let text = "Tchad – Cameroun : les gouverneurs de deux régions se concertent sur la sécurité de la frontière\nLes deux gouverneurs se sont réunis mardi à Bongor pour évoquer la frontière commune, selon leurs services.";
    let x = extract(text, None);
    assert!(x.furniture.is_empty(), "{:?}", x.furniture);
}

#[test]
fn lines_of_the_site() {
    let text = "Niger: deux audiences au ministère\nSahel Matin (Niamey)\nPublié le 17 février 2023 Lecture : 2 minutes.\nLe ministre de l'Intérieur a reçu mardi à son cabinet deux ambassadeurs accrédités dans la capitale, selon ses services.\nLes parties veillent à :\nContinuer la lecture\nAfficher plus";
    let x = extract(text, None);
    let lines: Vec<&str> = x.furniture.iter().map(|f| &text[f.start..f.end]).collect();
    assert_eq!(
        lines,
        [
            "Sahel Matin (Niamey)",
            "Publié le 17 février 2023 Lecture : 2 minutes.",
            "Continuer la lecture",
            "Afficher plus"
        ]
    );
}

/// Grades with what tells them more closely, titles in letters, and who is which of two.
#[test]
fn holders_behind_grades_letters_and_in_turn() {
    holds(&[
        (
            "Le directeur général des Douanes, le colonel des douanes Bakary Sissoko, a reçu le chef du secteur 3, le commissaire divisionnaire de classe exceptionnelle Hamidou Zagré, dans son bureau.",
            &[
                ("chef du secteur 3", "Hamidou Zagré"),
                ("directeur général des Douanes", "Bakary Sissoko"),
            ],
        ),
        (
            "Le DGPN, le commissaire Luc Adjovi, a parlé avec la commissaire de police Awa Sylla, cheffe du commissariat de Thiaroye, et avec le coordonnateur humanitaire, Mohamed Kane.",
            &[
                ("DGPN", "Luc Adjovi"),
                ("cheffe du commissariat de Thiaroye", "Awa Sylla"),
                ("coordonnateur humanitaire", "Mohamed Kane"),
            ],
        ),
        (
            "MM. Paulin Essono et Gérard Obame, respectivement directeur de la Police judiciaire et commandant de la Garde républicaine, ont signé le texte.",
            &[
                ("commandant de la Garde républicaine", "Gérard Obame"),
                ("directeur de la Police judiciaire", "Paulin Essono"),
            ],
        ),
    ]);
    says(
        MentionType::Person,
        &[(
            "La Française Élodie Marchand et l'expert principal de l'agence, Ronan Kelly, ont été entendus hier par les enquêteurs.",
            &["Élodie Marchand", "Ronan Kelly"],
        )],
    );
}

#[test]
fn holders_apart_from_their_office() {
    holds(&[
        (
            "La ministre a conféré avec la cheffe de mission de l'Organisation internationale pour les migrations (OIM) au Liban, Sigrid Halvorsen.",
            &[(
                "cheffe de mission de l'Organisation internationale pour les migrations",
                "Sigrid Halvorsen",
            )],
        ),
        (
            "Il a reçu le commandant de la gendarmerie nationale en Guyane, le général Thierry Maubert, et sa suite.",
            &[("commandant de la gendarmerie nationale", "Thierry Maubert")],
        ),
        (
            "Le directeur de la Police des frontières, le commissaire divisionnaire-major Moussa Diarra, est arrivé mardi.",
            &[("directeur de la Police des frontières", "Moussa Diarra")],
        ),
        // Somebody else's name behind a verb or "et".
        (
            "Le directeur de la Police des frontières au Mali a vu à Dakar le colonel Moussa Diarra.",
            &[],
        ),
    ]);
}
