//! Who takes part in what, in English: a construction each, in sentences made for it.

mod told;

use told::tells;

#[test]
fn who_meets_calls_visits_signs_and_acts() {
    tells(&[
        (
            "Interior Minister Karl Lund met his Spanish counterpart, Pablo Ortega, in Madrid on Tuesday.",
            &["meeting: Karl Lund + Pablo Ortega"],
        ),
        (
            "Interior Minister Karl Lund on Tuesday hosted his Spanish counterpart Pablo Ortega for talks in Oslo.",
            &["meeting: Karl Lund + Pablo Ortega"],
        ),
        (
            "Talks between Interior Minister Karl Lund and Anna Berg, director of Europol, took place in Oslo on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Karl Lund, director of the National Crime Agency, accompanied by Ambassador John Roe, met Interior Minister Ali Hassan in Amman on Monday.",
            &["meeting: Ali Hassan + John Roe + Karl Lund"],
        ),
        (
            "In a telephone call on Monday with Interior Minister Karl Lund, Europol director Anna Berg promised more analysts.",
            &["call: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund telephoned his Turkish counterpart, Mehmet Demir, on Monday.",
            &["call: Karl Lund + Mehmet Demir"],
        ),
        (
            "A memorandum of understanding was signed in Oslo on Monday by Interior Minister Karl Lund and, for Europol, its director, Anna Berg.",
            &["agreement: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund flew to Lyon on Monday, where he is to address a conference hosted by Interpol.",
            &["visit: Karl Lund", "conference: Interpol + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund visited the headquarters of Europol in The Hague on Monday.",
            &["visit: Karl Lund"],
        ),
        (
            "Officers from the National Crime Agency, working with the Guardia Civil, raided six addresses in Malaga on Monday.",
            &["operation: Guardia Civil + National Crime Agency"],
        ),
        (
            "Four men were arrested in Malaga on Monday in an operation led by the Guardia Civil with the support of Europol and the National Crime Agency.",
            &["operation: Europol + Guardia Civil + National Crime Agency"],
        ),
        (
            "Acting on a tip from the FBI, the Guardia Civil dismantled a network in Malaga on Monday.",
            &["operation: FBI + Guardia Civil"],
        ),
        (
            "The Guardia Civil carried out a joint operation with Europol in Malaga on Monday. Information provided by the FBI led to the main suspect.",
            &["operation: Europol + FBI + Guardia Civil"],
        ),
        (
            "Thirty officers of the Kenya Police Service attended a training course run by the FBI in Nairobi in March.",
            &["training: FBI + Kenya Police Service"],
        ),
        (
            "The FBI is training officers of the Kenya Police Service in Nairobi this week.",
            &["training: FBI + Kenya Police Service"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. He had been due to visit Rome, but the trip was cancelled.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. It was the third meeting between the two since January.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. Lund will host Prosecutor General Peter Weiss next week.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Karl Lund + Peter Weiss",
            ],
        ),
        (
            "The National Crime Agency and the Guardia Civil held a meeting in Madrid on Monday. The two services also signed a memorandum of understanding.",
            &[
                "meeting: Guardia Civil + National Crime Agency",
                "agreement: Guardia Civil + National Crime Agency",
            ],
        ),
        (
            "A delegation from the National Crime Agency, led by its director general, Karl Lund, visited Tirana on Monday.",
            &["visit: Karl Lund + National Crime Agency"],
        ),
        (
            "On the sidelines of the forum, Interior Minister Karl Lund met separately with Europol director Anna Berg and Interpol secretary general John Roe.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: John Roe + Karl Lund",
            ],
        ),
        (
            "Interior Minister Karl Lund and Europol director Anna Berg co-chaired the sixth meeting of the joint committee in Oslo on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund opened a seminar on cybercrime in Oslo on Monday, organised by Europol and Interpol.",
            &["conference: Europol + Interpol + Karl Lund"],
        ),
        (
            "Karl Lund, who heads the National Crime Agency, met Anna Berg, director of Europol, in The Hague on Monday. Also present were Ambassador John Roe and the head of Interpol.",
            &["meeting: Anna Berg + John Roe + Karl Lund + head of Interpol"],
        ),
        (
            "Europol director Anna Berg arrived in Rabat on Monday. Her visit comes after Interior Minister Karl Lund travelled to Rabat in April.",
            &["visit: Anna Berg", "visit: Karl Lund"],
        ),
    ]);
}

#[test]
fn what_is_wished_denied_or_told_beside() {
    tells(&[
        (
            "Europol director Anna Berg met Interior Minister Karl Lund in Oslo on Monday. Earlier in the day she had held talks with Prosecutor General Peter Weiss.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Peter Weiss",
            ],
        ),
        (
            "Europol director Anna Berg arrived in Lisbon on Monday. While in Lisbon, Berg also met Interior Minister Karl Lund.",
            &["visit: Anna Berg", "meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Europol director Anna Berg met Interior Minister Karl Lund in Oslo on Monday. Berg then travelled to Tirana.",
            &["meeting: Anna Berg + Karl Lund", "visit: Anna Berg"],
        ),
        (
            "Karl Lund, head of the National Crime Agency, said he hoped to meet Anna Berg, director of Europol, before the summer.",
            &[],
        ),
        (
            "Interior Minister Karl Lund denied having met Europol director Anna Berg.",
            &[],
        ),
        (
            "Neither Interior Minister Karl Lund nor Europol director Anna Berg attended the conference.",
            &[],
        ),
        (
            "Interior Minister Karl Lund may visit Cairo in June if the situation allows.",
            &[],
        ),
        (
            "If the talks between Karl Lund and Anna Berg fail, a conference could be held in Oslo.",
            &[],
        ),
        (
            "Interior Minister Karl Lund called for a conference on drug trafficking.",
            &[],
        ),
        (
            "Interior Minister Karl Lund was received in Amman on Monday by King Abdullah and by Prime Minister Omar Haddad.",
            &["meeting: Abdullah + Karl Lund + Omar Haddad"],
        ),
        (
            "Interior Minister Karl Lund welcomed Europol director Anna Berg to Oslo on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund will travel to Cairo on Monday at the invitation of his Egyptian counterpart, Mahmoud Tawfik.",
            &["visit: Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund is due to hold talks with Europol director Anna Berg in Oslo on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "A workshop on cybercrime organised by Interpol brought together investigators from the Kenya Police Service and the Uganda Police Force in Nairobi on Monday.",
            &["training: Interpol + Kenya Police Service + Uganda Police Force"],
        ),
        (
            "Officials from Europol and Frontex met in Warsaw on Monday to discuss migrant smuggling.",
            &["meeting: Europol + Frontex"],
        ),
        (
            "Representatives of Europol, Frontex and Eurojust attended a conference in Warsaw on Monday.",
            &["conference: Eurojust + Europol + Frontex"],
        ),
        (
            "Interior Minister Karl Lund and his counterparts Pablo Ortega of Spain and Mehmet Demir of Turkey met in Oslo on Monday.",
            &["meeting: Karl Lund + Mehmet Demir + Pablo Ortega"],
        ),
        (
            "Interior Minister Karl Lund signed a cooperation agreement with Europol in The Hague on Monday.",
            &["agreement: Europol + Karl Lund"],
        ),
        (
            "Europol and the National Crime Agency signed a working arrangement in The Hague on Monday. Director Anna Berg said the arrangement would save lives.",
            &["agreement: Europol + National Crime Agency"],
        ),
        (
            "The National Crime Agency, together with the Guardia Civil and the Policia Nacional, arrested twelve suspects in Malaga on Monday during a joint operation.",
            &["operation: Guardia Civil + National Crime Agency + Policia Nacional"],
        ),
        (
            "The operation, which involved the Guardia Civil and the National Crime Agency and was supported by Europol, took place in Malaga on Monday.",
            &["operation: Europol + Guardia Civil + National Crime Agency"],
        ),
        (
            "After his talks with Interior Minister Karl Lund, Europol director Anna Berg left for Rome.",
            &["meeting: Anna Berg + Karl Lund", "visit: Anna Berg"],
        ),
        (
            "Interior Minister Karl Lund paid a two-day visit to Tunis, during which he met his Tunisian counterpart, Kamel Feki.",
            &["visit: Karl Lund", "meeting: Kamel Feki + Karl Lund"],
        ),
        (
            "The visit by Interior Minister Karl Lund to Tunis on Monday follows a meeting in Oslo in April between Lund and Europol director Anna Berg.",
            &["visit: Karl Lund", "meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund replaced Peter Weiss in March. On Monday he received Europol director Anna Berg in Oslo.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Security forces killed two militants in a raid near Mosul on Monday, the Interior Ministry said.",
            &[],
        ),
    ]);
}

#[test]
fn events_of_reports() {
    tells(&[
        (
            "Tanzania's police chief, Inspector General Joseph Mwita, wound up a three-day stay in Kigali on Thursday, having sat down with his Rwandan opposite number, Felix Gasana, and toured the Rwanda Forensic Institute.\nThe pair put their names to a protocol on the handover of fugitives.\nMwita was the guest of Justice Minister Alice Uwase at a working breakfast.\nA pilot course for border detectives, taught by officers of the Rwanda National Police, opens in Arusha next month.\nThe two sides gave no figures.",
            &[
                "visit: Joseph Mwita",
                "meeting: Felix Gasana + Joseph Mwita",
                "agreement: Felix Gasana + Joseph Mwita",
                "meeting: Alice Uwase + Joseph Mwita",
                "training: Rwanda National Police",
            ],
        ),
        (
            "Finland's Supo and Estonia's Internal Security Service ran a joint exercise in Tallinn on 12 May.\nLatvia's State Security Service sent observers.\nSupo director Juha Martelius-Koski told reporters that the services would repeat it.\nHe had been in Riga the week before, where he conferred with Normunds Kalnins, head of the State Security Service.",
            &[
                "training: Internal Security Service + State Security Service + Supo",
                "visit: Juha Martelius-Koski",
                "meeting: Juha Martelius-Koski + Normunds Kalnins",
            ],
        ),
        (
            "Prosecutors in four countries coordinated simultaneous raids on Tuesday against a network suspected of money laundering.\nEurojust set up the coordination centre, while the Guardia di Finanza and the Federal Criminal Police Office made the arrests.",
            &["operation: Eurojust + Federal Criminal Police Office + Guardia di Finanza"],
        ),
        (
            "Defence Minister Ahmed Saleh and Brigadier General Peter Kamau, commander of the Kenya Defence Forces, discussed the fight against al-Shabaab in Mombasa on Friday.\nAmbassador Jane Holt sat in on the talks.\nSaleh flies to Addis Ababa on Monday for a conference of the African Union.",
            &[
                "meeting: Ahmed Saleh + Jane Holt + Peter Kamau",
                "visit: Ahmed Saleh",
                "conference: African Union + Ahmed Saleh",
            ],
        ),
        (
            "A memorandum of understanding between the Malta Police Force and the National Crime Agency was signed in Valletta on Friday by Commissioner Angelo Gatt and Graeme Biggs, the agency's director general.",
            &["agreement: Angelo Gatt + Graeme Biggs + Malta Police Force + National Crime Agency"],
        ),
        (
            "The Australian Federal Police and the Royal Thai Police have signed a cooperation agreement, the two forces announced on Monday.\nThe deal was sealed in Bangkok on Friday.\nEarlier agreements, of 2003 and 2011, remain in force.",
            &["agreement: Australian Federal Police + Royal Thai Police"],
        ),
        (
            "Interior Minister Karl Lund and Prosecutor General Peter Weiss spoke by video link on Thursday.",
            &["call: Karl Lund + Peter Weiss"],
        ),
        (
            "Police Commissioner Karl Lund has returned from Ankara, where he was received by Interior Minister Mehmet Demir and, on a separate occasion, by Hakan Yildiz, director of the National Intelligence Organization.",
            &[
                "visit: Karl Lund",
                "meeting: Karl Lund + Mehmet Demir",
                "meeting: Hakan Yildiz + Karl Lund",
            ],
        ),
        (
            "Europol hosted a two-day workshop on cybercrime in The Hague on 6 and 7 May for investigators of the Moldovan Police and the State Bureau of Investigation.",
            &["training: Europol + Moldovan Police + State Bureau of Investigation"],
        ),
        (
            "Speaking at a conference organised by Interpol in Lyon on Monday, Interior Minister Karl Lund warned of cuts.",
            &["conference: Interpol + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund briefed his Swedish colleague, Gunnar Strand, by telephone on Monday.\nThe conversation lasted an hour.\nNo date was set for a meeting.",
            &["call: Gunnar Strand + Karl Lund"],
        ),
        (
            "The head of the State Security Service, Abdusalom Azizov, travelled to Moscow on Wednesday at the head of a delegation that included Prosecutor General Nigmat Yusupov.\nAzizov held separate talks with Security Council secretary Nikolai Petrov and Interior Minister Vladimir Kolokov.",
            &[
                "visit: Abdusalom Azizov + Nigmat Yusupov",
                "meeting: Abdusalom Azizov + Nikolai Petrov",
                "meeting: Abdusalom Azizov + Vladimir Kolokov",
            ],
        ),
        (
            "Interior Minister Karl Lund played host to Europol director Anna Berg in Oslo on Monday.\nBerg, for her part, praised the Norwegian police.\nThe Police Security Service, whose director was abroad, did not take part.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "The three-day conference, opened by Interior Minister Karl Lund and closed by Justice Minister Peter Weiss, drew delegates from Europol, Frontex and the International Organization for Migration.",
            &[
                "conference: Europol + Frontex + International Organization for Migration + Karl Lund + Peter Weiss",
            ],
        ),
        (
            "Tip-offs from the Drug Enforcement Administration enabled the Colombian Navy to seize two tonnes of cocaine in a joint operation with the Guardia Civil off Cartagena on Saturday.",
            &["operation: Colombian Navy + Drug Enforcement Administration + Guardia Civil"],
        ),
        (
            "Interior Minister Karl Lund left for Ottawa on Sunday. He is to hold talks there with Public Safety Minister Marc Tremblay and with the commissioner of the Royal Canadian Mounted Police.",
            &[
                "visit: Karl Lund",
                "meeting: Karl Lund + Marc Tremblay + commissioner of the Royal Canadian Mounted Police",
            ],
        ),
    ]);
}

#[test]
fn events_of_papers() {
    tells(&[
        (
            "LISBON, May 16 (Reuters) - Portugal's interior minister, Ana Catarina Mendes, flew to Praia on Thursday to open a regional conference on drug trafficking convened by the United Nations Office on Drugs and Crime.\nHer Cape Verdean counterpart, Paulo Rocha, met her at the airport, and the two later visited a port.\nMendes was also to see President Jose Neves.\nA trip to Bissau has been put off.",
            &[
                "visit: Ana Catarina Mendes",
                "conference: Ana Catarina Mendes + United Nations Office on Drugs and Crime",
                "meeting: Ana Catarina Mendes + Paulo Rocha",
                "meeting: Ana Catarina Mendes + Jose Neves",
            ],
        ),
        (
            "The director of the Central Intelligence Agency, William Burnside, made an unannounced visit to Tripoli on Tuesday, meeting Prime Minister Omar Haddad and, in Benghazi, General Khaled Hafiz, two sources said.",
            &[
                "visit: William Burnside",
                "meeting: Khaled Hafiz + Omar Haddad + William Burnside",
            ],
        ),
        (
            "Zambian and Malawian police will carry out joint patrols from next month under a protocol signed on Friday by Commissioner Grace Phiri and her Malawian counterpart, Moses Banda.",
            &["agreement: Grace Phiri + Moses Banda"],
        ),
        (
            "Kenya's National Intelligence Service and the Ethiopian National Intelligence and Security Service agreed on Friday to share information. They signed no document.",
            &[],
        ),
        (
            "Interior Minister Karl Lund is in Tunis for talks with his Tunisian counterpart, Kamel Feki.",
            &["visit: Karl Lund", "meeting: Kamel Feki + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund, on a visit to Tunis, was received by President Kais Hamdi on Monday.",
            &["visit: Karl Lund", "meeting: Kais Hamdi + Karl Lund"],
        ),
        (
            "During his visit to Tunis on Monday, Interior Minister Karl Lund met Kamel Feki, director of the National Guard.",
            &["visit: Karl Lund", "meeting: Kamel Feki + Karl Lund"],
        ),
        (
            "Karl Lund's visit to Tunis, which ended on Monday, was the first by a Norwegian interior minister.",
            &["visit: Karl Lund"],
        ),
        (
            "Norway's Police Security Service has trained some 40 officers of the Counter Terrorism Service at Erbil since March.",
            &["training: Counter Terrorism Service + Police Security Service"],
        ),
        (
            "Twenty-two officers of the Gambia Police Force completed a course in crime-scene work at Banjul on Friday. It was taught by experts from the Guardia Civil and paid for by the European Union.",
            &["training: European Union + Gambia Police Force + Guardia Civil"],
        ),
        (
            "More than 60 suspects were detained in Operation Falcon, a joint effort by Europol, the National Crime Agency and the Hellenic Police, which ran from 2 to 9 May.",
            &["operation: Europol + Hellenic Police + National Crime Agency"],
        ),
        (
            "Hellenic Police officers, assisted by Europol, broke up a smuggling ring in Piraeus on Monday.",
            &["operation: Europol + Hellenic Police"],
        ),
        (
            "Europol director Anna Berg is scheduled to visit Kyiv next Tuesday, her office said.",
            &["visit: Anna Berg"],
        ),
        (
            "Europol director Anna Berg and Interior Minister Karl Lund agreed to meet more often.",
            &[],
        ),
        (
            "The meeting, attended by Interior Minister Karl Lund, Europol director Anna Berg and Ambassador John Roe, was held in Oslo on Monday.",
            &["meeting: Anna Berg + John Roe + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund chaired the meeting of the National Security Council in Oslo on Monday.",
            &["meeting: Karl Lund + National Security Council"],
        ),
        (
            "At the invitation of Europol director Anna Berg, Interior Minister Karl Lund visited The Hague on Monday.",
            &["visit: Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund sent a message to Europol director Anna Berg on Monday.",
            &[],
        ),
        (
            "General Peter Kamau succeeded General James Otieno as head of the National Intelligence Service in March.",
            &[],
        ),
        (
            "Interior Minister Karl Lund was accompanied to Cairo by Anna Berg, director of the Police Security Service. There they held talks with Mahmoud Tawfik, the Egyptian interior minister.",
            &["meeting: Anna Berg + Karl Lund + Mahmoud Tawfik"],
        ),
    ]);
}

#[test]
fn who_takes_part_in_what() {
    tells(&[
        (
            "Interior Minister Karl Lund met with the heads of Europol and Frontex, Anna Berg and Hans Leitner, in Brussels on Monday.",
            &["meeting: Anna Berg + Hans Leitner + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund received a delegation from the Federal Security Service headed by its deputy director, Sergei Morozov, in Oslo on Monday.",
            &["meeting: Federal Security Service + Karl Lund + Sergei Morozov"],
        ),
        (
            "A delegation of Europol officials met Interior Minister Karl Lund in Oslo on Monday.",
            &["meeting: Europol + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund held a working session with senior officers of the National Guard in Tunis on Monday.",
            &["meeting: Karl Lund + National Guard"],
        ),
        (
            "The agreement, signed by Interior Minister Karl Lund and Europol director Anna Berg in Oslo on Monday, covers data exchange.",
            &["agreement: Anna Berg + Karl Lund"],
        ),
        (
            "Under the memorandum signed on Monday by the National Crime Agency and the Guardia Civil, officers will be exchanged.",
            &["agreement: Guardia Civil + National Crime Agency"],
        ),
        (
            "Interior Minister Karl Lund spoke on the phone with Anna Berg, executive director of Europol, and later with Interpol secretary general John Roe.",
            &["call: Anna Berg + Karl Lund", "call: John Roe + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund spoke by phone on Monday with his counterparts from France, Paul Roux, and Spain, Pablo Ortega.",
            &["call: Karl Lund + Pablo Ortega + Paul Roux"],
        ),
        (
            "Interior Minister Karl Lund received a phone call from Europol director Anna Berg on Monday.",
            &["call: Anna Berg + Karl Lund"],
        ),
        (
            "Europol director Anna Berg was in Oslo on Monday, where she met Interior Minister Karl Lund and visited the Police Security Service.",
            &["visit: Anna Berg", "meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Police from Spain and Portugal, backed by Europol, carried out raids in Vigo on Monday.",
            &["operation: Europol"],
        ),
        (
            "The Guardia Civil and the Polícia Judiciária, in cooperation with the Drug Enforcement Administration, seized three tonnes of cocaine in a joint operation on Monday.",
            &["operation: Drug Enforcement Administration + Guardia Civil + Polícia Judiciária"],
        ),
        (
            "The raid was carried out by the National Intelligence and Security Agency in Merca on Monday, with intelligence from the CIA.",
            &["operation: CIA + National Intelligence and Security Agency"],
        ),
        (
            "The operation was planned at a meeting in The Hague in March between the Guardia Civil and the Federal Criminal Police Office.",
            &["meeting: Federal Criminal Police Office + Guardia Civil"],
        ),
        (
            "The conference brought together Interpol, Afripol and the World Customs Organization in Accra on Monday.",
            &["conference: Afripol + Interpol + World Customs Organization"],
        ),
        (
            "Interior Minister Karl Lund addressed the conference, which is organised by Interpol and Europol, in Oslo on Monday.",
            &["conference: Europol + Interpol + Karl Lund"],
        ),
        (
            "Interpol secretary general John Roe will open a symposium in Doha on 3 June. The symposium is being organised by the United Nations Office on Drugs and Crime.",
            &["conference: John Roe + United Nations Office on Drugs and Crime"],
        ),
        (
            "Europol director Anna Berg, whose agency coordinated the operation, thanked the Guardia Civil.",
            &[],
        ),
        (
            "The Federal Police began training the Coast Guard in Mindelo on Monday.",
            &["training: Coast Guard + Federal Police"],
        ),
        (
            "A course for the Coast Guard, run jointly by Frontex and the Guardia Civil, began in Mindelo on Monday.",
            &["training: Coast Guard + Frontex + Guardia Civil"],
        ),
        (
            "Frontex instructors gave a course to members of the Coast Guard in Mindelo last week.",
            &["training: Coast Guard + Frontex"],
        ),
        (
            "Interior Minister Karl Lund is expected to travel to Cairo next week, where he will meet his counterpart, Mahmoud Tawfik, and sign a security agreement.",
            &[
                "visit: Karl Lund",
                "meeting: Karl Lund + Mahmoud Tawfik",
                "agreement: Karl Lund + Mahmoud Tawfik",
            ],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. The meeting, which was also attended by Ambassador John Roe, focused on terrorism.",
            &["meeting: Anna Berg + John Roe + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. Ambassador John Roe also took part in the meeting.",
            &["meeting: Anna Berg + John Roe + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. Their talks, held behind closed doors, dealt with terrorism, said Lund's spokesman, Erik Moe.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo on Monday. He is to meet her again in The Hague on 3 June.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        (
            "After the meeting, Interior Minister Karl Lund and Europol director Anna Berg signed a letter of intent.",
            &["agreement: Anna Berg + Karl Lund"],
        ),
        (
            "On Tuesday the general, Abel Birungi, was in Kigali. On Wednesday he saw Interior Minister Karl Lund.",
            &["visit: Abel Birungi", "meeting: Abel Birungi + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund thanked the FBI for its help in an operation carried out by the Police Security Service in Bergen in March.",
            &["operation: FBI + Police Security Service"],
        ),
        (
            "Contrary to media reports, Interior Minister Karl Lund did not take part in the meeting between Peter Weiss and Anna Berg.",
            &[],
        ),
        (
            "Plans for a conference in Oslo, to be opened by Interior Minister Karl Lund, have been dropped.",
            &[],
        ),
        (
            "Interior Minister Karl Lund has postponed a visit to Cairo.",
            &[],
        ),
        (
            "Interior Minister Karl Lund will instead meet Europol director Anna Berg on 3 June.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Europol director Anna Berg and her deputy, Hans Leitner, paid a visit to Sarajevo on Monday.",
            &["visit: Anna Berg + Hans Leitner"],
        ),
        (
            "Interior Minister Karl Lund and Justice Minister Peter Weiss arrived in Ankara on Monday for talks with Interior Minister Mehmet Demir.",
            &[
                "visit: Karl Lund + Peter Weiss",
                "meeting: Karl Lund + Mehmet Demir + Peter Weiss",
            ],
        ),
        (
            "Europol director Anna Berg was welcomed at the airport by Interior Minister Karl Lund on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "In Skopje on Monday, Europol director Anna Berg conferred with Interior Minister Karl Lund, then with Prosecutor General Peter Weiss.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Peter Weiss",
            ],
        ),
    ]);
}

#[test]
fn events_of_agencies() {
    tells(&[
        (
            "Riyadh, May 16, 2024, SPA -- Minister of Interior Prince Fahd bin Turki met here yesterday with the Minister of Interior of the Republic of Djibouti, Idris Nouh Hassan, and his accompanying delegation.\nDuring the meeting, they reviewed security cooperation.\nThe meeting was attended by the Director of Public Security, Lieutenant General Mohammed Al-Bassami.",
            &["meeting: Fahd bin Turki + Idris Nouh Hassan + Mohammed Al-Bassami"],
        ),
        (
            "HE the Commander of the Internal Security Force Khalifa bin Hamad received HE the Director General of the French National Police, Frederic Vaux, on Wednesday.",
            &["meeting: Frederic Vaux + Khalifa bin Hamad"],
        ),
        (
            "The Secretary General of INTERPOL, Jurgen Stock, has concluded an official visit to Kenya, where he held discussions with Inspector General Japhet Kimani and Interior Cabinet Secretary Kithure Mwangi.",
            &[
                "visit: Jurgen Stock",
                "meeting: Japhet Kimani + Jurgen Stock + Kithure Mwangi",
            ],
        ),
        (
            "NEW DELHI: Home Minister Amit Joshi on Wednesday held a bilateral meeting with his Sri Lankan counterpart Tiran Perera on the sidelines of the conference.\nJoshi also met US Ambassador Eric Garcia.\nHe will travel to Dhaka on May 25.",
            &[
                "meeting: Amit Joshi + Tiran Perera",
                "meeting: Amit Joshi + Eric Garcia",
                "visit: Amit Joshi",
            ],
        ),
        (
            "Ambassador Jane Holt and Police Chief Abdul Karim launched a training programme for the Bangladesh Police on Monday. The programme is funded by the European Union.",
            &["training: Abdul Karim + Bangladesh Police + European Union + Jane Holt"],
        ),
        (
            "Interior ministers Karl Lund of Norway, Gunnar Strand of Sweden and Mika Niemi of Finland met in Oslo on Monday.",
            &["meeting: Gunnar Strand + Karl Lund + Mika Niemi"],
        ),
        (
            "The Guardia Civil has arrested seven people in Ceuta in an operation carried out with Morocco's DGST.",
            &["operation: DGST + Guardia Civil"],
        ),
        (
            "The sixth session of the joint committee, co-chaired by Interior Minister Karl Lund and his Tunisian counterpart Kamel Feki, opened in Tunis on Monday.",
            &["meeting: Kamel Feki + Karl Lund"],
        ),
        (
            "Receiving Europol director Anna Berg in Oslo on Monday, Interior Minister Karl Lund praised the agency.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interpol will hold a conference on cybercrime in Abidjan from 3 to 5 June with support from the Ivorian police.",
            &["conference: Interpol"],
        ),
        (
            "Europol director Anna Berg had a meeting with Interior Minister Karl Lund, who briefed her on the operation, and with the commander of the Coast Guard, Nils Dahl.",
            &["meeting: Anna Berg + Karl Lund + Nils Dahl"],
        ),
        (
            "Bilateral security talks opened in Cairo on Monday between Interior Minister Mahmoud Tawfik and visiting Europol director Anna Berg.",
            &["meeting: Anna Berg + Mahmoud Tawfik"],
        ),
        (
            "According to a statement issued by the Ministry of Interior, Minister Kamel Feki had a telephone call with Interior Minister Karl Lund on Monday.",
            &["call: Kamel Feki + Karl Lund"],
        ),
    ]);
}

#[test]
fn who_helped_opened_or_went_on() {
    tells(&[
        (
            "Police minister Bheki Dlamini and his Mozambican counterpart, Pascoal Ronda, met in Maputo on Thursday. The two ministers will meet again in September. A joint operation by Europol and Frontex in March led to arrests. The two ministers signed an agreement.",
            &[
                "meeting: Bheki Dlamini + Pascoal Ronda",
                "meeting: Bheki Dlamini + Pascoal Ronda",
                "operation: Europol + Frontex",
                "agreement: Bheki Dlamini + Pascoal Ronda",
            ],
        ),
        (
            "Eleven smugglers were arrested in a joint operation involving the National Crime Agency and the Guardia Civil. Europol provided analytical support.",
            &["operation: Europol + Guardia Civil + National Crime Agency"],
        ),
        (
            "Frontex organized a workshop in Novi Sad from 13 to 15 May. The event was opened by Ambassador Jan Braathu. Experts from the Guardia di Finanza shared their experience. Participants also visited the Criminalistics Academy.",
            &["training: Frontex + Guardia di Finanza + Jan Braathu"],
        ),
        (
            "General Salifou Mody, the intelligence chief, slipped into Algiers on Sunday. Mody then went on to Tripoli. A planned stop in Tunis was scratched. He is likely to visit Cairo.",
            &["visit: Salifou Mody", "visit: Salifou Mody"],
        ),
        (
            "Interior Minister Karl Lund is expected in Praia on Monday, where he will sign a working arrangement with the Attorney General of Cabo Verde.",
            &[
                "visit: Karl Lund",
                "agreement: Attorney General + Karl Lund",
            ],
        ),
        (
            "Deputy Prime Minister and Minister of Interior Sheikh Khalid bin Hamad met Interior Minister Karl Lund in Doha on Monday.",
            &["meeting: Karl Lund + Khalid bin Hamad"],
        ),
        (
            "Commissioner Rees Kershaw met Interior Minister Karl Lund in Oslo on Monday.",
            &["meeting: Karl Lund + Rees Kershaw"],
        ),
    ]);
}

#[test]
fn what_it_happened_beside_and_subjects_that_cannot_be_read() {
    tells(&[
        (
            "On the sidelines of the Munich Security Conference in February, Interior Minister Karl Lund met Europol director Anna Berg.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interpol held a conference in Harare on Wednesday. Marathe will visit Lilongwe in July.",
            &["conference: Interpol"],
        ),
        (
            "Interior Minister Karl Lund leaves on Thursday for Addis Ababa.",
            &["visit: Karl Lund"],
        ),
        (
            "The General Intelligence Department and the National Crime Agency foiled an attempt to smuggle drugs on Monday.",
            &["operation: General Intelligence Department + National Crime Agency"],
        ),
    ]);
}
