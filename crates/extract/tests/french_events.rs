//! Who takes part in what, in French: a construction each, in sentences made for it.

mod told;

use told::tells;

#[test]
fn who_meets_calls_visits_signs_and_acts() {
    tells(&[
        (
            "Le ministre de l'Intérieur, Paul Roux, a rencontré mardi à Madrid son homologue espagnol, Pablo Ortega.",
            &["meeting: Pablo Ortega + Paul Roux"],
        ),
        (
            "Les entretiens entre le ministre de l'Intérieur, Paul Roux, et la directrice d'Europol, Anna Berg, se sont déroulés lundi à Paris.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le directeur général de la DGSE, Paul Roux, accompagné de l'ambassadeur Jean Mercier, a été reçu lundi à Amman par le ministre de l'Intérieur, Ali Hassan.",
            &["meeting: Ali Hassan + Jean Mercier + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, s'est entretenu lundi au téléphone avec la directrice d'Europol, Anna Berg.",
            &["call: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a appelé lundi son homologue turc, Mehmet Demir.",
            &["call: Mehmet Demir + Paul Roux"],
        ),
        (
            "Un mémorandum d'entente a été signé lundi à Rabat par le ministre de l'Intérieur, Paul Roux, et, pour Europol, par sa directrice, Anna Berg.",
            &["agreement: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, s'est envolé lundi pour Lyon, où il doit intervenir lors d'une conférence organisée par Interpol.",
            &["visit: Paul Roux", "conference: Interpol + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu jeudi à Lyon son homologue sénégalais, Mamadou Diop, en visite de travail en France à la tête d'une délégation.",
            &["meeting: Mamadou Diop + Paul Roux", "visit: Mamadou Diop"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a visité lundi le siège d'Europol à La Haye.",
            &["visit: Paul Roux"],
        ),
        (
            "La Guardia Civil, en collaboration avec la DGST et Europol, a démantelé lundi à Malaga un réseau de trafic de drogue.",
            &["operation: DGST + Europol + Guardia Civil"],
        ),
        (
            "Quatre hommes ont été arrêtés lundi à Malaga au cours d'une opération conduite par la Guardia Civil avec l'appui d'Europol, sur la base de renseignements fournis par la DGST.",
            &["operation: DGST + Europol + Guardia Civil"],
        ),
        (
            "Une opération conjointe de la Guardia Civil et de la Gendarmerie nationale a été menée lundi à Malaga. Les renseignements avaient été fournis par la DGST.",
            &["operation: DGST + Gendarmerie nationale + Guardia Civil"],
        ),
        (
            "Trente agents de la Gendarmerie nationale ont suivi à Dakar, en mars, un stage dispensé par le FBI.",
            &["training: FBI + Gendarmerie nationale"],
        ),
        (
            "Des instructeurs du FBI forment cette semaine à Dakar des agents de la Gendarmerie nationale.",
            &["training: FBI + Gendarmerie nationale"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi à Paris la directrice d'Europol, Anna Berg. Il devait se rendre à Rome, mais le déplacement a été annulé.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi à Paris la directrice d'Europol, Anna Berg. C'est leur troisième rencontre depuis janvier.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi à Paris la directrice d'Europol, Anna Berg. Paul Roux recevra jeudi le procureur général Jean Mercier.",
            &[
                "meeting: Anna Berg + Paul Roux",
                "meeting: Jean Mercier + Paul Roux",
            ],
        ),
        (
            "La DGST et la Guardia Civil ont tenu lundi une réunion à Madrid. Les deux services ont également signé un protocole d'accord.",
            &[
                "meeting: DGST + Guardia Civil",
                "agreement: DGST + Guardia Civil",
            ],
        ),
        (
            "Une délégation de la DGSE, conduite par son directeur, Paul Roux, s'est rendue lundi à Tunis.",
            &["visit: DGSE + Paul Roux"],
        ),
        (
            "En marge du forum, le ministre de l'Intérieur, Paul Roux, a rencontré séparément la directrice d'Europol, Anna Berg, et le secrétaire général d'Interpol, Jean Mercier.",
            &[
                "meeting: Anna Berg + Paul Roux",
                "meeting: Jean Mercier + Paul Roux",
            ],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, et la directrice d'Europol, Anna Berg, ont coprésidé lundi à Paris la sixième réunion du comité mixte.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a ouvert lundi à Paris un séminaire sur la cybercriminalité, organisé par Europol et Interpol.",
            &["conference: Europol + Interpol + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi à Paris Anna Berg, directrice d'Europol. Étaient également présents l'ambassadeur Jean Mercier et le secrétaire général d'Interpol.",
            &["meeting: Anna Berg + Jean Mercier + Paul Roux + secrétaire général d'Interpol"],
        ),
        (
            "La directrice d'Europol, Anna Berg, est arrivée lundi à Rabat. Cette visite intervient après celle que le ministre de l'Intérieur, Paul Roux, avait effectuée en avril à La Haye.",
            &["visit: Anna Berg", "visit: Paul Roux"],
        ),
    ]);
}

#[test]
fn what_is_wished_denied_or_told_beside() {
    tells(&[
        (
            "La directrice d'Europol, Anna Berg, a rencontré lundi à Paris le ministre de l'Intérieur, Paul Roux. Plus tôt dans la journée, elle s'était entretenue avec le procureur général, Jean Mercier.",
            &[
                "meeting: Anna Berg + Paul Roux",
                "meeting: Anna Berg + Jean Mercier",
            ],
        ),
        (
            "La directrice d'Europol, Anna Berg, est arrivée lundi à Lisbonne. Sur place, Anna Berg a aussi rencontré le ministre de l'Intérieur, Paul Roux.",
            &["visit: Anna Berg", "meeting: Anna Berg + Paul Roux"],
        ),
        (
            "La directrice d'Europol, Anna Berg, a rencontré lundi à Paris le ministre de l'Intérieur, Paul Roux. Berg a ensuite gagné Tirana.",
            &["meeting: Anna Berg + Paul Roux", "visit: Anna Berg"],
        ),
        (
            "Le directeur de la DGSE, Paul Roux, a dit espérer rencontrer la directrice d'Europol, Anna Berg, avant l'été.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, dément avoir rencontré la directrice d'Europol, Anna Berg.",
            &[],
        ),
        (
            "Ni le ministre de l'Intérieur, Paul Roux, ni la directrice d'Europol, Anna Berg, n'ont assisté à la conférence.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, pourrait se rendre au Caire en juin si la situation le permet.",
            &[],
        ),
        (
            "Si la rencontre entre Paul Roux et Anna Berg échouait, une conférence pourrait se tenir à Oslo.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a plaidé pour la tenue d'une conférence sur le trafic de drogue.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, se rendra lundi au Caire, à l'invitation de son homologue égyptien, Mahmoud Tawfik.",
            &["visit: Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, doit s'entretenir lundi à Rabat avec la directrice d'Europol, Anna Berg.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Un atelier sur la cybercriminalité, organisé par Interpol, a réuni lundi à Dakar des enquêteurs de la Gendarmerie nationale et de la Police judiciaire.",
            &["training: Gendarmerie nationale + Interpol + Police judiciaire"],
        ),
        (
            "Des responsables d'Europol et de Frontex se sont réunis lundi à Varsovie.",
            &["meeting: Europol + Frontex"],
        ),
        (
            "Des représentants d'Europol, de Frontex et d'Eurojust ont participé lundi à Varsovie à une conférence.",
            &["conference: Eurojust + Europol + Frontex"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a signé lundi à La Haye un accord de coopération avec Europol.",
            &["agreement: Europol + Paul Roux"],
        ),
        (
            "Europol et la DGST ont signé lundi à La Haye un arrangement administratif. L'accord permettra des échanges plus rapides, a expliqué Anna Berg, directrice d'Europol.",
            &["agreement: DGST + Europol"],
        ),
        (
            "Menée conjointement par la Guardia Civil et la DGST, avec le soutien d'Europol, l'opération a permis lundi d'arrêter douze suspects à Malaga.",
            &["operation: DGST + Europol + Guardia Civil"],
        ),
        (
            "À l'issue de ses entretiens avec le ministre de l'Intérieur, Paul Roux, la directrice d'Europol, Anna Berg, a quitté Paris.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a effectué une visite de deux jours à Tunis, au cours de laquelle il a rencontré son homologue tunisien, Kamel Feki.",
            &["visit: Paul Roux", "meeting: Kamel Feki + Paul Roux"],
        ),
        (
            "La visite du ministre de l'Intérieur, Paul Roux, lundi à Tunis, fait suite à une réunion tenue en avril à Rabat entre Paul Roux et la directrice d'Europol, Anna Berg.",
            &["visit: Paul Roux", "meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Paul Roux, nommé en mars directeur de la DGSE en remplacement de Jean Mercier, a reçu lundi à Paris la directrice d'Europol, Anna Berg.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a présidé lundi à Rabat une réunion consacrée à la migration, en présence de la directrice d'Europol, Anna Berg, et du directeur de Frontex, Hans Leitner.",
            &["meeting: Anna Berg + Hans Leitner + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, flanqué du directeur de la DGST, Jean Mercier, a accueilli lundi à Rabat la directrice d'Europol, Anna Berg.",
            &["meeting: Anna Berg + Jean Mercier + Paul Roux"],
        ),
        (
            "Reçue lundi à Rabat par le ministre de l'Intérieur, Paul Roux, la directrice d'Europol, Anna Berg, a salué le travail des services marocains.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a eu un entretien avec la directrice d'Europol, Anna Berg, lundi à Rabat. L'entretien s'est déroulé en présence de l'ambassadeur Jean Mercier.",
            &["meeting: Anna Berg + Jean Mercier + Paul Roux"],
        ),
    ]);
}

#[test]
fn events_of_reports() {
    tells(&[
        (
            "Le patron de la police burundaise, le général Désiré Nkurunziza, a achevé jeudi un séjour de trois jours à Kigali.\nIl s'y est attablé avec son homologue rwandais, Félix Gasana, avant d'être reçu par la ministre de la Justice, Alice Uwase.",
            &[
                "visit: Désiré Nkurunziza",
                "meeting: Désiré Nkurunziza + Félix Gasana",
                "meeting: Alice Uwase + Désiré Nkurunziza",
            ],
        ),
        (
            "Le directeur général de la Police nationale, Moussa Sarr, a pris part lundi à Lyon à un colloque organisé par Interpol.\nEn marge des travaux, il a conversé avec la directrice d'Europol, Anna Berg.",
            &[
                "conference: Interpol + Moussa Sarr",
                "meeting: Anna Berg + Moussa Sarr",
            ],
        ),
        (
            "La Garde civile espagnole et la Gendarmerie royale ont mené mercredi un exercice conjoint à Tanger.\nLa Police judiciaire portugaise y avait dépêché des observateurs.",
            &["training: Garde civile + Gendarmerie royale + Police judiciaire"],
        ),
        (
            "Le ministre de la Défense, Ahmed Saleh, et le chef d'état-major, Pierre Kaboré, ont évoqué vendredi à Niamey la lutte contre le terrorisme.\nL'ambassadrice Jeanne Holtz assistait à l'entretien.\nAhmed Saleh s'envole lundi pour Addis-Abeba.",
            &[
                "meeting: Ahmed Saleh + Jeanne Holtz + Pierre Kaboré",
                "visit: Ahmed Saleh",
            ],
        ),
        (
            "Un protocole d'accord liant la DGST à la Guardia Civil a été paraphé vendredi à Madrid par Paul Roux, directeur de la DGST, et Pablo Ortega, directeur de la Guardia Civil.",
            &["agreement: DGST + Guardia Civil + Pablo Ortega + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, est rentré d'Ankara, où il a été reçu par le ministre de l'Intérieur turc, Mehmet Demir, et, séparément, par Hakan Yildiz, directeur de l'Organisation nationale du renseignement.",
            &[
                "visit: Paul Roux",
                "meeting: Mehmet Demir + Paul Roux",
                "meeting: Hakan Yildiz + Paul Roux",
            ],
        ),
        (
            "Prenant la parole lundi à Lyon lors d'une conférence organisée par Interpol, le ministre de l'Intérieur, Paul Roux, a mis en garde contre la fraude documentaire.",
            &["conference: Interpol + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a joint lundi par téléphone son homologue suédois, Gunnar Strand.\nLa conversation a duré une heure.\nAucune date n'a été fixée pour une rencontre.",
            &["call: Gunnar Strand + Paul Roux"],
        ),
        (
            "Le procureur général, Jean Mercier, a fait le déplacement de Bruxelles mardi, en compagnie du directeur de la DGST, Paul Roux.\nTous deux ont été reçus par le commissaire européen aux Affaires intérieures, Hans Leitner.",
            &[
                "visit: Jean Mercier + Paul Roux",
                "meeting: Hans Leitner + Jean Mercier + Paul Roux",
            ],
        ),
        (
            "Sur renseignement de la DGST, la Guardia Civil a interpellé mardi à Ceuta trois hommes liés à Daech, au cours d'une opération conjointe.",
            &["operation: DGST + Guardia Civil"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a eu lundi à Oran des entretiens avec le directeur de la Gendarmerie nationale, Ali Bennis, et la cheffe du bureau d'Interpol, Anna Berg.\nLe lendemain, il s'est rendu à Tunis pour y rencontrer Kamel Feki, ministre de l'Intérieur.",
            &[
                "meeting: Ali Bennis + Anna Berg + Paul Roux",
                "visit: Paul Roux",
                "meeting: Kamel Feki + Paul Roux",
            ],
        ),
        (
            "La session de formation, animée par la Gendarmerie nationale et financée par l'Union européenne, a réuni trente policiers à Cotonou du 6 au 10 mai.",
            &["training: Gendarmerie nationale + Union européenne"],
        ),
        (
            "L'accord signé en 2015 par les deux pays reste en vigueur, a rappelé le ministre de l'Intérieur, Paul Roux.\nPaul Roux se rendra à Alger en juin.",
            &["visit: Paul Roux"],
        ),
        (
            "Le général Paul Roux, commandant de la Gendarmerie nationale, et une délégation d'Europol ont tenu mardi à Dakar une séance de travail sur la traite des personnes.",
            &["meeting: Europol + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a quitté Paris dimanche pour Ottawa. Il doit y rencontrer le ministre de la Sécurité publique, Marc Tremblay, ainsi que le commissaire de la Gendarmerie royale du Canada.",
            &[
                "visit: Paul Roux",
                "meeting: Marc Tremblay + Paul Roux + commissaire de la Gendarmerie royale du Canada",
            ],
        ),
        (
            "Une dizaine d'agents de la Police nationale ont bénéficié à Lomé d'une formation de l'ONUDC sur la cybercriminalité, du 6 au 10 mai.",
            &["training: ONUDC + Police nationale"],
        ),
        (
            "Les chefs des services de renseignement du G5 Sahel se sont retrouvés mardi à Nouakchott autour du ministre de la Défense, Hanana Ould Sidi.\nLe directeur de la DGSE, Paul Roux, les a rejoints dans la soirée.",
            &["meeting: G5 Sahel + Hanana Ould Sidi + Paul Roux"],
        ),
    ]);
}

#[test]
fn events_of_papers() {
    tells(&[
        (
            "Le directeur de la CIA, William Burnside, a effectué mardi une visite surprise à Tripoli, où il s'est entretenu avec le Premier ministre, Omar Haddad.\nIl a ensuite rallié Benghazi pour y voir le général Khaled Hafiz.",
            &[
                "visit: William Burnside",
                "meeting: Omar Haddad + William Burnside",
                "visit: William Burnside",
                "meeting: Khaled Hafiz + William Burnside",
            ],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, est à Tunis pour des entretiens avec son homologue tunisien, Kamel Feki.",
            &["visit: Paul Roux", "meeting: Kamel Feki + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, en visite à Tunis, a été reçu lundi par le président de la République, Kais Hamdi.",
            &["visit: Paul Roux", "meeting: Kais Hamdi + Paul Roux"],
        ),
        (
            "Lors de sa visite lundi à Tunis, le ministre de l'Intérieur, Paul Roux, a rencontré Kamel Feki, directeur de la Garde nationale.",
            &["visit: Paul Roux", "meeting: Kamel Feki + Paul Roux"],
        ),
        (
            "La DGST et le CNI ont convenu vendredi d'échanger davantage d'informations. Aucun document n'a été signé.",
            &[],
        ),
        (
            "Vingt-deux agents de la Police nationale ont achevé vendredi à Banjul un stage de police scientifique. Il était encadré par des experts de la Guardia Civil et financé par l'Union européenne.",
            &["training: Guardia Civil + Police nationale + Union européenne"],
        ),
        (
            "Plus de 60 suspects ont été interpellés lors de l'opération Faucon, menée par Europol, la Gendarmerie nationale et la Guardia Civil du 2 au 9 mai.",
            &["operation: Europol + Gendarmerie nationale + Guardia Civil"],
        ),
        (
            "La Gendarmerie nationale, épaulée par Europol, a démantelé lundi à Nice un réseau de passeurs.",
            &["operation: Europol + Gendarmerie nationale"],
        ),
        (
            "La directrice d'Europol, Anna Berg, se rendra mardi prochain à Kiev, a fait savoir son cabinet.",
            &["visit: Anna Berg"],
        ),
        (
            "La directrice d'Europol, Anna Berg, et le ministre de l'Intérieur, Paul Roux, sont convenus de se revoir en juin.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "La réunion, à laquelle ont pris part le ministre de l'Intérieur, Paul Roux, la directrice d'Europol, Anna Berg, et l'ambassadeur Jean Mercier, s'est tenue lundi à Paris.",
            &["meeting: Anna Berg + Jean Mercier + Paul Roux"],
        ),
        (
            "À l'invitation de la directrice d'Europol, Anna Berg, le ministre de l'Intérieur, Paul Roux, s'est rendu lundi à La Haye.",
            &["visit: Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a adressé lundi un message à la directrice d'Europol, Anna Berg.",
            &[],
        ),
        (
            "Le général Paul Roux a succédé en mars au général Jean Mercier à la tête de la Gendarmerie nationale.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, et la directrice d'Europol, Anna Berg, ont coprésidé mardi à Rabat l'ouverture d'un forum sur la cybercriminalité, auquel participent Interpol et l'ONUDC.",
            &["conference: Anna Berg + Interpol + ONUDC + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, qui avait reçu la veille l'ambassadeur Jean Mercier, s'est envolé mardi pour Rome.",
            &["meeting: Jean Mercier + Paul Roux", "visit: Paul Roux"],
        ),
        (
            "Le chef de la DGSE, Paul Roux, a accueilli mercredi à Paris le patron du CNI, Pablo Ortega. L'Espagnol a ensuite été reçu par le ministre de l'Intérieur, Jean Mercier.",
            &[
                "meeting: Pablo Ortega + Paul Roux",
                "meeting: Jean Mercier + Pablo Ortega",
            ],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a installé lundi le nouveau directeur de la DGST, Jean Mercier.",
            &[],
        ),
        (
            "Les experts de la DGST et ceux du BKA se sont penchés mardi à Berlin sur la fraude documentaire, lors d'un atelier.",
            &["training: BKA + DGST"],
        ),
    ]);
}

#[test]
fn who_takes_part_in_what() {
    tells(&[
        (
            "Le ministre de l'Intérieur, Paul Roux, a reçu lundi à Paris une délégation du FSB conduite par son directeur adjoint, Sergueï Morozov.",
            &["meeting: FSB + Paul Roux + Sergueï Morozov"],
        ),
        (
            "Une délégation d'Europol a été reçue lundi à Paris par le ministre de l'Intérieur, Paul Roux.",
            &["meeting: Europol + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, et le ministre de la Justice, Jean Mercier, sont arrivés lundi à Ankara.",
            &["visit: Jean Mercier + Paul Roux"],
        ),
        (
            "La directrice d'Europol, Anna Berg, et son adjoint, Hans Leitner, ont effectué lundi une visite à Sarajevo.",
            &["visit: Anna Berg + Hans Leitner"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a rencontré lundi à Tunis son homologue, Kamel Feki, et signé avec lui un accord de coopération.",
            &[
                "meeting: Kamel Feki + Paul Roux",
                "agreement: Kamel Feki + Paul Roux",
            ],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a remercié le FBI pour son aide lors d'une opération menée par la Gendarmerie nationale à Nice en mars.",
            &["operation: FBI + Gendarmerie nationale"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, n'a pas pris part à la réunion entre Jean Mercier et Anna Berg.",
            &[],
        ),
        (
            "Le projet d'une conférence à Oslo, que devait ouvrir le ministre de l'Intérieur, Paul Roux, a été abandonné.",
            &[],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a reporté sa visite au Caire.",
            &[],
        ),
        (
            "La conférence a réuni lundi à Accra Interpol, Afripol et l'Organisation mondiale des douanes.",
            &["conference: Afripol + Interpol + Organisation mondiale des douanes"],
        ),
        (
            "Le secrétaire général d'Interpol, Jean Mercier, ouvrira le 3 juin à Doha un symposium. Ce symposium est organisé par l'ONUDC.",
            &["conference: Jean Mercier + ONUDC"],
        ),
        (
            "Un stage destiné aux garde-côtes, organisé conjointement par Frontex et la Guardia Civil, a débuté lundi à Dakar.",
            &["training: Frontex + Guardia Civil + garde-côtes"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, s'est entretenu lundi avec la directrice d'Europol, Anna Berg. Leur entretien, à huis clos, a porté sur le terrorisme, a indiqué le porte-parole du ministre, Luc Blanc.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a eu lundi un entretien téléphonique avec la directrice d'Europol, Anna Berg, puis avec le secrétaire général d'Interpol, Jean Mercier.",
            &[
                "call: Anna Berg + Paul Roux",
                "call: Jean Mercier + Paul Roux",
            ],
        ),
        (
            "Un accord de coopération sera signé en juin à Rabat entre la DGST et la Police fédérale.",
            &["agreement: DGST + Police fédérale"],
        ),
        (
            "La DGST a fourni à la Guardia Civil les renseignements qui ont permis de démanteler lundi à Melilla une cellule de Daech.",
            &["operation: DGST + Guardia Civil"],
        ),
    ]);
}

#[test]
fn events_of_agencies() {
    tells(&[
        (
            "RABAT, 16 mai (MAP) - Le directeur général de la Sûreté nationale, Karim Hamdane, a reçu jeudi à Rabat l'ambassadrice d'Allemagne au Maroc, Greta Vogel.\nCette rencontre a permis de passer en revue la coopération bilatérale.\nIl a également eu une réunion avec le chef de la Police fédérale allemande, Dieter Weiss.",
            &[
                "meeting: Greta Vogel + Karim Hamdane",
                "meeting: Dieter Weiss + Karim Hamdane",
            ],
        ),
        (
            "Accompagné d'une importante délégation, le ministre de l'Intérieur, Paul Roux, est arrivé mercredi à Bamako pour une visite de travail de 48 heures.\nIl a été accueilli à l'aéroport par son homologue malien, le général Daouda Koné.\nLes deux ministres ont présidé une réunion élargie aux responsables de la Gendarmerie nationale.",
            &[
                "visit: Paul Roux",
                "meeting: Daouda Koné + Gendarmerie nationale + Paul Roux",
            ],
        ),
        (
            "Une cellule liée à Daech a été démantelée mardi à Nador par le BCIJ, en coordination avec la Police nationale espagnole.\nL'opération a été rendue possible grâce à des informations fournies par la DGST.",
            &["operation: BCIJ + DGST + Police nationale"],
        ),
        (
            "Le procureur général près la Cour d'appel, Ali Bennis, et le directeur d'Eurojust, Ladislav Hamral, ont signé jeudi à La Haye un arrangement de travail, en présence de l'ambassadeur Jean Mercier.",
            &["agreement: Ali Bennis + Ladislav Hamral"],
        ),
        (
            "Les ministres de l'Intérieur du Mali, Daouda Koné, du Niger, Mohamed Toumba, et du Burkina Faso, Mahamadou Sana, se sont réunis mercredi à Niamey.",
            &["meeting: Daouda Koné + Mahamadou Sana + Mohamed Toumba"],
        ),
        (
            "La cinquième session du comité mixte, coprésidée par le ministre de l'Intérieur, Paul Roux, et son homologue tunisien, Kamel Feki, s'est ouverte lundi à Tunis.",
            &["meeting: Kamel Feki + Paul Roux"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a participé mardi, par visioconférence, à une réunion avec la directrice d'Europol, Anna Berg.",
            &["call: Anna Berg + Paul Roux"],
        ),
        (
            "Recevant lundi la directrice d'Europol, Anna Berg, le ministre de l'Intérieur, Paul Roux, s'est félicité des résultats obtenus.",
            &["meeting: Anna Berg + Paul Roux"],
        ),
        (
            "Le directeur de la DGSE, Paul Roux, se trouve à Beyrouth depuis lundi. Il y rencontrera le directeur de la Sûreté générale, Elias Haddad.",
            &["visit: Paul Roux", "meeting: Elias Haddad + Paul Roux"],
        ),
        (
            "Interpol organise du 3 au 5 juin à Abidjan, avec le concours de la Gendarmerie nationale, une conférence sur la cybercriminalité.",
            &["conference: Gendarmerie nationale + Interpol"],
        ),
        (
            "La Police nationale et la Guardia Civil se réuniront le 3 juin à Séville.",
            &["meeting: Guardia Civil + Police nationale"],
        ),
    ]);
}

#[test]
fn who_helped_opened_or_went_on() {
    tells(&[
        (
            "Onze passeurs ont été arrêtés lors d'une opération conjointe associant la Police aux frontières et la Guardia Civil. Europol a fourni un appui analytique. « Une opération exemplaire », a commenté Paul Roux, directeur de la DGST.",
            &["operation: Europol + Guardia Civil + Police aux frontières"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a téléphoné mercredi à son homologue britannique, James Harper. Il accueillera lundi, place Beauvau, la ministre belge de l'Intérieur, Annick Verhaegen.",
            &[
                "call: James Harper + Paul Roux",
                "meeting: Annick Verhaegen + Paul Roux",
            ],
        ),
        (
            "Le général Paul Roux, chef du renseignement, s'est rendu dimanche à Alger. Paul Roux a ensuite poursuivi sa route vers Tripoli. Une étape prévue à Tunis a été supprimée.",
            &["visit: Paul Roux", "visit: Paul Roux"],
        ),
    ]);
}

#[test]
fn roles_in_the_clause() {
    tells(&[
        // Whom "avec" and "par" bring in, and who came along.
        (
            "Accompagné du commissaire de la Gendarmerie nationale, Luc Tremblay, et de la vice-présidente de l'Agence des douanes, Marie Roy, M. Paul Arsenault a rencontré mardi la directrice d'Europol, Anna Berg.",
            &["meeting: Anna Berg + Luc Tremblay + Marie Roy + Paul Arsenault"],
        ),
        (
            "C'est ici que Mathilde Saint-Aubin, la directrice nationale de la police judiciaire, a été accueillie, mardi 14 mai, par Ardian Gjoka, qui dirige le parquet.",
            &["meeting: Ardian Gjoka + Mathilde Saint-Aubin"],
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a rencontré jeudi à Oran le secrétaire général d'Interpol, Hans Leitner, ainsi que la directrice d'Europol, Anna Berg, chacun à part.",
            &[
                "meeting: Anna Berg + Paul Roux",
                "meeting: Hans Leitner + Paul Roux",
            ],
        ),
        // Titles, pronouns and "son hôte" for whom the text named.
        (
            "Le président de la CENTIF, Jean Dossou, a signé mardi un accord avec la directrice d'Europol, Anna Berg.\nAvant la signature, M. Dossou avait eu une séance de travail avec le gouverneur de la Banque de Maurice, Ravi Jeetun. Il s'est également rendu à Port-Louis.",
            &[
                "agreement: Anna Berg + Jean Dossou",
                "meeting: Jean Dossou + Ravi Jeetun",
                "visit: Jean Dossou",
            ],
        ),
        (
            "La ministre de la Justice, Anna Berg, a reçu mardi à Berne le ministre de l'Intérieur géorgien, Levan Gelachvili.\nAu terme de l'entretien, la ministre et son hôte ont signé un accord de coopération policière.",
            &[
                "agreement: Anna Berg + Levan Gelachvili",
                "meeting: Anna Berg + Levan Gelachvili",
            ],
        ),
        // Who was there too.
        (
            "Le directeur de la Police nationale, Ali Bennis, et le préfet de Kayes, Paul Roux, se sont retrouvés mardi à Kayes.\nAutour de la table également, la gouverneure du Nord, Rosine Ndilbé, et un représentant de la Force multinationale mixte.",
            &["meeting: Ali Bennis + Force multinationale mixte + Paul Roux + Rosine Ndilbé"],
        ),
        (
            "Le stage régional sur le trafic de drogue a pris fin vendredi à Antsiranana. Il a réuni des stagiaires de la Gendarmerie nationale des Comores et de la Seychelles Police Force.\nLes cours ont été dispensés par deux experts du Narcotics Control Bureau indien.",
            &[
                "training: Gendarmerie nationale des Comores + Narcotics Control Bureau + Seychelles Police Force",
            ],
        ),
        // Not told: rumours.
        (
            "Le quotidien a cru savoir que la directrice d'Europol, Anna Berg, s'était déplacée en Serbie.",
            &[],
        ),
    ]);
}

#[test]
fn subjects_that_come_behind_or_are_titles() {
    tells(&[
        (
            "Arrivé lundi à Luanda, le directeur général de la Police nationale, Ali Bennis, a été reçu mardi par le ministre de l'Intérieur, Paul Roux.",
            &["meeting: Ali Bennis + Paul Roux", "visit: Ali Bennis"],
        ),
        (
            "Au cours d'un entretien avec le directeur général de la Police nationale, Ali Bennis, l'ambassadeur d'Italie, Marco Rossi, a annoncé lundi un don de véhicules.",
            &["meeting: Ali Bennis + Marco Rossi"],
        ),
        (
            "Recevant le ministre de la Sécurité publique, Paul Roux, le directeur exécutif d'Afripol, Jalel Chelba, a insisté sur l'échange de données.",
            &["meeting: Jalel Chelba + Paul Roux"],
        ),
        (
            "Le ministre de la Sécurité, Paul Roux, et la commissaire générale de la Police fédérale, Anna Berg, se sont rendus lundi à Tirana.\nLe ministre et la commissaire générale ont eu un entretien avec leur homologue, le ministre de l'Intérieur albanais, Arben Kelmendi.",
            &[
                "meeting: Anna Berg + Arben Kelmendi + Paul Roux",
                "visit: Anna Berg + Paul Roux",
            ],
        ),
        (
            "Le directeur de la DGST, Karim Bennis, est arrivé mardi à Madrid à la tête d'une délégation comprenant le directeur de la police judiciaire, Omar Fassi, et la cheffe du BCIJ, Salma Idrissi.",
            &["visit: Karim Bennis + Omar Fassi + Salma Idrissi"],
        ),
        (
            "La Brigade de recherche et d'intervention (BRI), en coordination avec la Guardia Civil et sous l'égide d'Eurojust, a interpellé mardi à Perpignan quatre membres présumés d'un réseau de trafic de cannabis.",
            &["operation: Brigade de recherche et d'intervention + Eurojust + Guardia Civil"],
        ),
        (
            "La cheffe de la diplomatie, Anna Berg, a pour sa part téléphoné dimanche soir à son homologue gambien, Mamadou Tangara.",
            &["call: Anna Berg + Mamadou Tangara"],
        ),
        (
            "Le gouverneur de Diffa, Paul Roux, a appelé lundi les deux forces à faire front commun. Joint par téléphone, le procureur de Lille, Anna Berg, a confirmé l'arrestation.",
            &[],
        ),
    ]);
}
