//! Names of bodies and offices in French, one small sentence each: where the name begins and where it ends.

mod says;

use extract::MentionType;
use says::says;

#[test]
fn complements_belong_to_the_name() {
    says(
        MentionType::Organization,
        &[
            (
                "La réunion a été ouverte par la Police nationale du Pérou et la Gendarmerie nationale des Comores.",
                &[
                    "Police nationale du Pérou",
                    "Gendarmerie nationale des Comores",
                ],
            ),
            (
                "Il a visité l'Agence des douanes de la Jamaïque et la Police cantonale vaudoise.",
                &[
                    "Agence des douanes de la Jamaïque",
                    "Police cantonale vaudoise",
                ],
            ),
            (
                "La Police cantonale de Genève a été aidée par la Garde civile espagnole dans cette enquête.",
                &["Police cantonale de Genève", "Garde civile"],
            ),
            (
                "Le Centre de coordination pour la lutte contre la piraterie a été saisi par le ministère malien de la Sécurité.",
                &[
                    "Centre de coordination pour la lutte contre la piraterie",
                    "ministère malien de la Sécurité",
                ],
            ),
            (
                "Le parquet général près la cour d'appel de Sofia a ouvert une enquête avec la brigade de répression du banditisme.",
                &[
                    "parquet général près la cour d'appel de Sofia",
                    "brigade de répression du banditisme",
                ],
            ),
            (
                "Ils se verront en marge du conseil « justice et affaires intérieures ».",
                &["conseil « justice et affaires intérieures »"],
            ),
            (
                "La police algérienne et les services de sécurité sont en alerte. Le centre commercial a été évacué.",
                &[],
            ),
        ],
    );
}

#[test]
fn a_bracket_ends_the_name_before_it() {
    says(
        MentionType::Organization,
        &[
            (
                "La Police de la République du Mozambique (PRM) a remercié la PRM de Pemba.",
                &["Police de la République du Mozambique", "PRM", "PRM"],
            ),
            (
                "La Cellule nationale de traitement des informations financières (CENTIF) du Bénin l'a dit.",
                &[
                    "Cellule nationale de traitement des informations financières",
                    "CENTIF",
                ],
            ),
            (
                "La Financial Intelligence Unit (FIU) de Maurice a signé.",
                &["Financial Intelligence Unit", "FIU"],
            ),
            (
                "Le Département fédéral de justice et police (DFJP) a publié un avis.",
                &["Département fédéral de justice et police", "DFJP"],
            ),
            (
                "Le Front patriotique du renouveau (FPR) a rejeté le produit intérieur brut (PIB).",
                &[],
            ),
        ],
    );
}

#[test]
fn foreign_names_stay_whole() {
    says(
        MentionType::Organization,
        &[
            (
                "Les stagiaires de la Seychelles Police Force et de l'Anti-Drug and Smuggling Unit mauricienne sont rentrés.",
                &["Seychelles Police Force", "Anti-Drug and Smuggling Unit"],
            ),
            (
                "Le Narcotics Control Bureau indien a formé le Forensic Sciences Centre de Bridgetown.",
                &["Narcotics Control Bureau", "Forensic Sciences Centre"],
            ),
            (
                "La Guardia di Finanza et la Polícia Judiciária ont saisi deux tonnes.",
                &["Guardia di Finanza", "Polícia Judiciária"],
            ),
        ],
    );
}

#[test]
fn titles_take_their_body_or_district() {
    says(
        MentionType::Office,
        &[
            (
                "La directrice générale de la sécurité intérieure, Solène Rouvray, l'a reçue.",
                &["directrice générale de la sécurité intérieure"],
            ),
            (
                "Le préfet d'Antsiranana, Gilbert Tsaratody, et la gouverneure du Mayo-Kebbi Est, Rosine Ndilbé, étaient là.",
                &["préfet d'Antsiranana", "gouverneure du Mayo-Kebbi Est"],
            ),
            (
                "Le procureur de Sofia, Plamen Raykov, a parlé à la procureure chargée du patrimoine culturel, Rosa Quispe.",
                &[
                    "procureur de Sofia",
                    "procureure chargée du patrimoine culturel",
                ],
            ),
            (
                "Le secrétaire d'État à la Défense chargé de la Gendarmerie, Yves Landry Mvogo, a signé.",
                &["secrétaire d'État à la Défense chargé de la Gendarmerie"],
            ),
            (
                "Il s'entretiendra avec le directeur exécutif de cet organe, Jalil Amrouche.",
                &["directeur exécutif"],
            ),
            (
                "Un représentant de la Force multinationale mixte était présent.",
                &[],
            ),
        ],
    );
}

#[test]
fn fields_and_grades() {
    says(
        MentionType::Office,
        &[
            (
                "Il a été reçu par la ministre portugaise de l'Administration interne, Margarida Blasco, dans son bureau.",
                &["ministre portugaise de l'Administration interne"],
            ),
            (
                "Le coordonnateur national de la sécurité, Edward Asomani, a parlé. La cheffe de la diplomatie, Aïssata Tall, aussi.",
                &[
                    "coordonnateur national de la sécurité",
                    "cheffe de la diplomatie",
                ],
            ),
            (
                "Le directeur des enquêtes de la Brigade de lutte contre la corruption, Kossi Akakpo, était présent.",
                &["directeur des enquêtes de la Brigade de lutte contre la corruption"],
            ),
            // A grade before a name is no office.
            (
                "Le commissaire Ibrahima Fall a rencontré lundi l'inspecteur général Wendpanga Sawadogo dans la capitale.",
                &[],
            ),
        ],
    );
    says(
        MentionType::Organization,
        &[
            (
                "Les policiers de la Légion de Sikasso et les policiers ivoiriens de la Direction de la police des stupéfiants sont venus.",
                &[
                    "Légion de Sikasso",
                    "Direction de la police des stupéfiants",
                ],
            ),
            (
                "Des experts de la Minusma et de l'UNMAS ont parlé de l'École supérieure de police Ali-Tounsi et du VIH.",
                &["Minusma", "UNMAS", "École supérieure de police Ali-Tounsi"],
            ),
            (
                "Trente officiers de police judiciaire et un expert de l'Internal Security Organisation ougandaise ont suivi les travaux.",
                &["Internal Security Organisation"],
            ),
        ],
    );
}

#[test]
fn places_and_papers_that_no_list_has() {
    says(
        MentionType::Location,
        &[(
            "L'instruction débutera à Kanangabo, dans la province d'El Orito, a indiqué le ministre lundi soir.",
            &["Kanangabo", "El Orito"],
        )],
    );
    says(
        MentionType::Source,
        &[(
            "La réunion, évoquée par Kivu Morning Post, a été démentie. Selon nos informations, elle a eu lieu.",
            &["Kivu Morning Post", "informations"],
        )],
    );
}

/// A body that says it is the state's is whole without its country; a force is a name by whose it is.
#[test]
fn bodies_and_the_country_behind_them() {
    says(
        MentionType::Organization,
        &[
            (
                "Le directeur de la Police fédérale d'Éthiopie (EFP) et la cheffe de l'Agence nationale de police de la République de Corée ont reçu l'EFP et la Police nationale du Honduras.",
                &[
                    "Police fédérale",
                    "EFP",
                    "Agence nationale de police",
                    "EFP",
                    "Police nationale",
                ],
            ),
            (
                "L'Agence des pêches de la Jamaïque et la Banque nationale du Rwanda ont répondu à l'Office central des titres du Gabon.",
                &[
                    "Agence des pêches de la Jamaïque",
                    "Banque nationale du Rwanda",
                    "Office central des titres du Gabon",
                ],
            ),
            (
                "Des instructeurs de la Gendarmerie turque, de la Police maltaise, de la Garde-frontière finlandaise et du Rikskontoret suédois sont venus.",
                &["Gendarmerie", "Police", "Garde-frontière", "Rikskontoret"],
            ),
            (
                "Un atelier au profit de la Direction générale des impôts et du pôle financier du tribunal a pris fin.",
                &["Direction générale des impôts"],
            ),
            (
                "Le Secrétariat général d'Interpol, le Bureau régional de Bouaké et l'Inspection générale de la PNR ont écrit à l'université d'Annaba et à la cour d'appel.",
                &[
                    "Secrétariat général d'Interpol",
                    "Bureau régional de Bouaké",
                    "Inspection générale de la PNR",
                    "université d'Annaba",
                ],
            ),
        ],
    );
}

/// What stands between a title and its body or its place belongs to it.
#[test]
fn offices_of_parts_and_districts() {
    says(
        MentionType::Office,
        &[
            (
                "Le ministre sortant de la Défense, Ousseynou Ndiaye, et le ministre tchadien de la Sécurité par intérim, Brahim Djamous, étaient absents.",
                &[
                    "ministre sortant de la Défense",
                    "ministre tchadien de la Sécurité par intérim",
                ],
            ),
            (
                "Le chef du secteur de Galveston, Robert Haskins, le commandant de la zone maritime Atlantique, le colonel Loïc Kerdraon, et la gouverneure de l'État de Bahia, Luciana Prado, sont arrivés.",
                &[
                    "chef du secteur de Galveston",
                    "commandant de la zone maritime Atlantique",
                    "gouverneure de l'État de Bahia",
                ],
            ),
            (
                "La cheffe de la composante police de la MINUSCA, Awa Diouf, et le chef de la cellule des enquêtes de la Direction de la sûreté de l'État, Yao Assamoi, ont parlé.",
                &[
                    "cheffe de la composante police de la MINUSCA",
                    "chef de la cellule des enquêtes de la Direction de la sûreté de l'État",
                ],
            ),
            (
                "La représentante régionale de l'ONUDC pour l'Afrique de l'Est, Ashita Kimilu, et le ministre en charge de la Sécurité, Pélagie Kaboré, ont signé.",
                &[
                    "représentante régionale de l'ONUDC",
                    "ministre en charge de la Sécurité",
                ],
            ),
            (
                "Le patron de la police tchadienne a nié. Le porte-parole des stagiaires, le lieutenant Halima Yacouba, a remercié un haut responsable de la police.",
                &[],
            ),
        ],
    );
}

/// Names of the world's manners, whole.
#[test]
fn names_with_words_of_other_use() {
    says(
        MentionType::Person,
        &[
            (
                "Hier matin, Grace Adeyemi a reçu dans son bureau M. Cheikh Tidiane Sow Diallo. Grâce à Dieu, Siti Nurhaliza binti Ahmad est rentrée de la mission avec les autres.",
                &[
                    "Grace Adeyemi",
                    "Cheikh Tidiane Sow Diallo",
                    "Siti Nurhaliza binti Ahmad",
                ],
            ),
            (
                "Le ministre de l'Intérieur, Sidi Mohamed Ould Cheikh, a parlé. À cette occasion, M. Haddadi a remercié Jean-Pierre Kalombo wa Mbuyi et João Baptista da Silva e Costa. Le commissaire Karim Haddadi était là.",
                &[
                    "Sidi Mohamed Ould Cheikh",
                    "Haddadi",
                    "Jean-Pierre Kalombo wa Mbuyi",
                    "João Baptista da Silva e Costa",
                    "Karim Haddadi",
                ],
            ),
            (
                "Le directeur, Ousmane Ndour Badiane, est arrivé au poste, où Ndour Badiane a salué les agents.",
                &["Ousmane Ndour Badiane", "Ndour Badiane"],
            ),
        ],
    );
}

/// Places that no list has, by what stands beside them.
#[test]
fn places_in_lists_and_by_their_form() {
    says(
        MentionType::Location,
        &[
            (
                "L'opération a eu lieu à Ndjoléba, Mékamboro et Okondjala, puis entre Cogola et Cocobeku.",
                &["Ndjoléba", "Mékamboro", "Okondjala", "Cogola", "Cocobeku"],
            ),
            (
                "À Saint-Georges-de-l'Oyapock, la patrouille a suivi le fleuve Orapuna jusqu'au poste frontalier de Ras Jabir.",
                &["Saint-Georges-de-l'Oyapock", "Orapuna", "Ras Jabir"],
            ),
            (
                "Le gouverneur de l'Amapola, Luis Prado, est venu de l'Amapola. Ni Paris ni Alger n'ont parlé du siège de la place Washington.",
                &["Amapola", "Paris", "Alger"],
            ),
        ],
    );
}

/// Papers by the word for their kind, and those who say something without a name.
#[test]
fn sources_by_their_kind() {
    says(
        MentionType::Source,
        &[
            (
                "Selon le quotidien Al-Watan al-Jadid, rien n'est décidé. Ad-Dustour al-Yawm, journal proche du pouvoir, le confirme.",
                &["Al-Watan al-Jadid", "Ad-Dustour al-Yawm"],
            ),
            (
                "Une source au sein du ministère dément. Des médias espagnols et une source sécuritaire malienne ont raconté la visite, une source proche du parquet aussi.",
                &[
                    "source",
                    "médias",
                    "source sécuritaire",
                    "source proche du parquet",
                ],
            ),
        ],
    );
}

#[test]
fn names_end_before_the_next_body_and_before_a_town() {
    says(
        MentionType::Organization,
        &[
            (
                "Un accord lie la Direction générale des Douanes de Madagascar et la Mauritius Revenue Authority (MRA).",
                &[
                    "Direction générale des Douanes",
                    "Mauritius Revenue Authority",
                    "MRA",
                ],
            ),
            (
                "Le directeur général de la Sûreté nationale et de la surveillance du territoire, Karim Haddad, a reçu mardi le notaire.",
                &["Sûreté nationale", "surveillance du territoire"],
            ),
            (
                "Il travaille avec le procureur général près la cour d'appel de Ouagadougou, Karim Haddad.",
                &["cour d'appel"],
            ),
            (
                "Le chef de l'unité Analyse du risque de Frontex, Jan Nowak, a pris la parole.",
                &["unité Analyse du risque", "Frontex"],
            ),
            (
                "Le chef de la division Suivi de la situation de l'agence, Piotr Sobczak, a pris la parole.",
                &["division Suivi de la situation"],
            ),
            (
                "Un haut responsable de l'organisation policière a été vu en ville.",
                &[],
            ),
            (
                "La formation des gardes-côtes plaît. Les gardes-côtes comoriens n'étaient pas représentés.",
                &["gardes-côtes"],
            ),
        ],
    );
}

#[test]
fn adjectives_of_every_kind_belong_to_the_name() {
    says(
        MentionType::Organization,
        &[
            (
                "Une délégation du Pool judiciaire financier de Dakar a visité le Centre canadien pour la cybersécurité.",
                &[
                    "Pool judiciaire financier",
                    "Centre canadien pour la cybersécurité",
                ],
            ),
            (
                "L'Office anti-cybercriminalité et la Cellule aéroportuaire anti-trafics ont ouvert une enquête.",
                &[
                    "Office anti-cybercriminalité",
                    "Cellule aéroportuaire anti-trafics",
                ],
            ),
            (
                "Les magistrats ont visité la Direzione nazionale antimafia e antiterrorismo à Rome.",
                &["Direzione nazionale antimafia e antiterrorismo"],
            ),
            (
                "L'Administration des douanes et accises, l'École nationale à vocation régionale et la Primature ont publié un rapport.",
                &[
                    "Administration des douanes et accises",
                    "École nationale à vocation régionale",
                    "Primature",
                ],
            ),
        ],
    );
}

#[test]
fn people_with_particles_and_apostrophes() {
    says(
        MentionType::Person,
        &[
            (
                "Le bourgmestre de Rotterdam, Maarten de Jonge, a pris la parole. Interrogé, M. de Jonge s'est voulu prudent.",
                &["Maarten de Jonge", "de Jonge"],
            ),
            (
                "Le général Jan van den Berg a été reçu mardi. Le général van den Berg a pris la parole.",
                &["Jan van den Berg", "van den Berg"],
            ),
            (
                "M'Mahawa Sylla, directrice du Bureau central national, prenait des notes.",
                &["M'Mahawa Sylla"],
            ),
            (
                "Le préfet Jean-Marc d'Almeida, la magistrate Inès d'Oliveira et l'ambassadeur K'naan Abdi Warsame ont été reçus.",
                &[
                    "Jean-Marc d'Almeida",
                    "Inès d'Oliveira",
                    "K'naan Abdi Warsame",
                ],
            ),
            (
                "Le ministre Paul de Jonge a reçu M. Diallo. Le discours de Jonge a été lu par le ministre de la Justice.",
                &["Paul de Jonge", "Diallo", "Jonge"],
            ),
        ],
    );
}
