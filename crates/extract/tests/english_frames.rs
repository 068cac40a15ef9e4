//! English as agencies, papers and police sites write it: titles, bodies, and who takes part, in sentences made for it.

mod says;
mod told;

use extract::MentionType;
use says::says;
use told::tells;

#[test]
fn titles() {
    says(
        MentionType::Office,
        &[
            (
                "Immigration Commissioner Arturo Lima and Customs Area Controller Bello Musa spoke.",
                &["Immigration Commissioner", "Customs Area Controller"],
            ),
            (
                "Croatia's police director, Ante Horvat, and Laos' public security minister spoke.",
                &["police director", "public security minister"],
            ),
            (
                "The Director-General of Central Operations at Abu Dhabi Police, Salem Al Suwaidi, spoke.",
                &["Director-General of Central Operations at Abu Dhabi Police"],
            ),
            (
                "The Deputy Director-General (Operations) of the National Intelligence Agency, Musa Bello, spoke.",
                &["Deputy Director-General (Operations) of the National Intelligence Agency"],
            ),
            (
                "The Bureau of Immigration (BI) chief, Rosa Lim, spoke.",
                &["Bureau of Immigration (BI) chief"],
            ),
            (
                "The Deputy Comptroller-General in charge of Enforcement, Saidu Bello, spoke.",
                &["Deputy Comptroller-General in charge of Enforcement"],
            ),
            (
                "Anna Berg, National Member for Belgium at Eurojust, spoke.",
                &["National Member for Belgium"],
            ),
            (
                "Priya Nair, Ambassador of Singapore to the UAE, met Ibrahim Naseer, Vice President of the Maldives.",
                &["Ambassador of Singapore", "Vice President of the Maldives"],
            ),
            (
                "Under Secretary of State for Political Affairs Ann Roe spoke.",
                &["Under Secretary of State for Political Affairs"],
            ),
            // A rank, a body's house and a seat are no titles.
            (
                "Superintendent Ann Roe spoke to the Public Prosecutor's Office of Antwerp, which took over the rotating chair of the network.",
                &[],
            ),
        ],
    );
}

#[test]
fn bodies() {
    says(
        MentionType::Organization,
        &[
            (
                "The Financial Crimes Commission (FCC) met. The FCC has 40 agents.",
                &["Financial Crimes Commission", "FCC", "FCC"],
            ),
            (
                "Delegates of the Eastern Africa Police Chiefs Cooperation Organisation (Eapcco) met. Eapcco has a seat.",
                &[
                    "Eastern Africa Police Chiefs Cooperation Organisation",
                    "Eapcco",
                    "Eapcco",
                ],
            ),
            (
                "The Department of State Services arrested him. DSS agents said so.",
                &["Department of State Services", "DSS"],
            ),
            ("Paraguay's anti-drug agency SENAD seized it.", &["SENAD"]),
            (
                "He leads the General Directorate of Customs and Indirect Duties of the Benin Republic.",
                &["General Directorate of Customs and Indirect Duties"],
            ),
            (
                "The Criminal Investigation and Detection Group of the Philippine National Police said so.",
                &[
                    "Criminal Investigation and Detection Group",
                    "Philippine National Police",
                ],
            ),
            (
                "The Macedonian Young Lawyers Association and the Sri Lanka Coast Guard said so.",
                &[
                    "Macedonian Young Lawyers Association",
                    "Sri Lanka Coast Guard",
                ],
            ),
            (
                "Officers trained at the King Abdullah II Special Operations Training Center.",
                &["King Abdullah II Special Operations Training Center"],
            ),
            (
                "The Public Prosecutor's Office of Antwerp and the Attorney General's Chambers said so.",
                &["Public Prosecutor's Office", "Attorney General's Chambers"],
            ),
            (
                "The Polícia Judiciária and the Direction générale de la sécurité extérieure said so.",
                &[
                    "Polícia Judiciária",
                    "Direction générale de la sécurité extérieure",
                ],
            ),
            // Letters of a thing are no body.
            (
                "The Standard Operating Procedures (SOP) and a Memorandum of Understanding (MoU) help.",
                &[],
            ),
        ],
    );
}

#[test]
fn who_signs_for_whom() {
    tells(&[
        (
            "The Home Office and the Ministry of Public Security have signed a joint action plan. It was signed in Hanoi by Home Secretary Ann Roe and Interior Minister Karl Lund.",
            &["agreement: Ann Roe + Home Office + Karl Lund + Ministry of Public Security"],
        ),
        (
            "The Bureau of Immigration and the Migration Service signed a memorandum of agreement on Tuesday. Immigration Commissioner Arturo Lima and Migration Service director Domingos Soares affixed their signatures. Justice Undersecretary Teresita Diaz stood as witness.",
            &[
                "agreement: Arturo Lima + Bureau of Immigration + Domingos Soares + Migration Service",
            ],
        ),
        (
            "The agreement was signed by Peter Hall, director of the National Crime Agency, and Interior Minister Karl Lund after talks in Pristina on Monday.",
            &[
                "agreement: Karl Lund + Peter Hall",
                "meeting: Karl Lund + Peter Hall",
            ],
        ),
        (
            "Interior Minister Karl Lund held talks in Skopje with Interior Minister Goran Popov on an agreement that was drafted in 2018 and has yet to be signed.",
            &["meeting: Goran Popov + Karl Lund"],
        ),
        (
            "Turkish Interior Minister Ali Kaya on Friday hosted Iraqi counterpart Omar Hassan in Ankara, where the pair signed a memorandum of understanding.",
            &[
                "agreement: Ali Kaya + Omar Hassan",
                "meeting: Ali Kaya + Omar Hassan",
            ],
        ),
    ]);
}

#[test]
fn who_is_there_and_who_is_not() {
    tells(&[
        (
            "Interior Minister Karl Lund told reporters after a meeting with Eurojust President Anna Weber in The Hague that it went well.",
            &["meeting: Anna Weber + Karl Lund"],
        ),
        (
            "Interior Minister Tariq Mahmood on Tuesday called on President Emomali Rahimov in Dushanbe and conveyed a message from the prime minister.",
            &["meeting: Emomali Rahimov + Tariq Mahmood"],
        ),
        (
            "Interior Minister Karl Lund met on Sunday with Interpol Secretary-General Jorge Almeida, who is visiting Kuwait.",
            &["meeting: Jorge Almeida + Karl Lund", "visit: Jorge Almeida"],
        ),
        (
            "Interior Minister Karl Lund toured the National Forensic Laboratory and met its director, Soo-min Kim.",
            &["meeting: Karl Lund + Soo-min Kim", "visit: Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund is scheduled to meet Europol director Anna Berg on Tuesday, and Justice Secretary Ann Roe on Wednesday.",
            &[
                "meeting: Ann Roe + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        (
            "Officers of the National Crime Agency and the Kenya Police Service will meet in Nairobi in June, Ambassador Ann Roe told the paper.",
            &["meeting: Kenya Police Service + National Crime Agency"],
        ),
        (
            "Officials of the National Crime Agency and the Kenya Police Service met in Nairobi on Monday, and 25 officers took a course run by the FBI in Mombasa.",
            &[
                "meeting: Kenya Police Service + National Crime Agency",
                "training: FBI",
            ],
        ),
        (
            "A report that Interior Minister Karl Lund would visit Rome this week was dismissed as fiction.",
            &[],
        ),
        (
            "Nigeria on Monday welcomed Benin as a member at a conference of the African Union in Abuja.",
            &["conference: African Union"],
        ),
    ]);
}

#[test]
fn operations_and_courses_of_bodies() {
    tells(&[
        (
            "Authorities in Italy, supported by Eurojust and Europol, have taken down a network.\nThe following authorities took part in the actions:\nAlbania: Special Anti-Corruption Structure (SPAK); Albanian State Police\nItaly: Guardia di Finanza of Bari",
            &[
                "operation: Albanian State Police + Eurojust + Europol + Guardia di Finanza + Special Anti-Corruption Structure",
            ],
        ),
        (
            "The announcement follows an operation in May in which the National Crime Agency and the Ghent Local Police arrested nine people.",
            &["operation: Ghent Local Police + National Crime Agency"],
        ),
        (
            "Two men were arrested in Cavite on Monday by the Detection Bureau with the assistance of experts of the National Police Agency.",
            &["operation: Detection Bureau + National Police Agency"],
        ),
        (
            "The Bureau of Immigration will train 12 officers of the Migration Service in Clark.",
            &["training: Bureau of Immigration + Migration Service"],
        ),
        (
            "Interior Minister Karl Lund announced that the Lusaka Task Force will from June 3 train 40 rangers of the Wildlife Service at Manyani.",
            &["training: Lusaka Task Force + Wildlife Service"],
        ),
        ("The joint investigation team of Eurojust has a room.", &[]),
    ]);
}

#[test]
fn a_headline_and_its_lead_tell_one_event() {
    tells(&[(
        "Interior minister meets Kazakh counterpart\nMinister of Interior Hussein Tarawneh and his Kazakh counterpart, Yerlan Nurov, on Tuesday discussed cooperation in Amman. In a separate meeting, Atef Shobaki, director of the Public Security Directorate, received the Kazakh minister.",
        &[
            "meeting: Atef Shobaki + Yerlan Nurov",
            "meeting: Hussein Tarawneh + Yerlan Nurov",
        ],
    )]);
}

#[test]
fn what_the_text_defines_and_whom_it_speaks_of() {
    tells(&[
        // NCB is a bureau of Interpol elsewhere.
        (
            "The Narcotics Control Bureau (NCB) has 900 officers. The NCB and the Police Narcotics Bureau (PNB) signed an agreement in Colombo on Monday.",
            &["agreement: Narcotics Control Bureau + Police Narcotics Bureau"],
        ),
        (
            "CIA Director William Burns travelled to Astana on Monday, where National Security Committee chairman Yermek Sagim hosted him for talks.",
            &[
                "meeting: William Burns + Yermek Sagim",
                "visit: William Burns",
            ],
        ),
        (
            "Interior Minister Mohsin Raza and Tajik Interior Minister Ramazon Rahim spoke. Earlier, Mr Rahim called on Prime Minister Shahbaz Ali.",
            &["meeting: Ramazon Rahim + Shahbaz Ali"],
        ),
        (
            "Interior Minister Mohsin Raza and Justice Minister Ann Roe agreed on a plan. It was reached at a meeting in Oslo also attended by Europol director Anna Berg.",
            &["meeting: Ann Roe + Anna Berg + Mohsin Raza"],
        ),
        (
            "ATF agents trained officers of the Trinidad and Tobago Police Service in Port of Spain.",
            &["training: ATF + Trinidad and Tobago Police Service"],
        ),
        (
            "The US embassy in Belgrade said FBI instructors trained officers of the Criminal Police Directorate in Serbia in January.",
            &["training: Criminal Police Directorate + FBI"],
        ),
        (
            "Dubai Police's Anti-Narcotics Department last week seized two million pills in cooperation with the General Directorate of Narcotics Control.",
            &["operation: Anti-Narcotics Department + General Directorate of Narcotics Control"],
        ),
        (
            "Hundreds of suspects have been arrested in an INTERPOL-coordinated operation in Togo.",
            &["operation: INTERPOL"],
        ),
    ]);
}

#[test]
fn titles_with_their_body_behind_a_comma() {
    says(
        MentionType::Office,
        &[
            (
                "The delegation was led by the Director General, Narcotics Control Bureau (NCB), Shri Satya Rao.",
                &["Director General, Narcotics Control Bureau"],
            ),
            (
                "He met Masrour Barza, the Kurdish prime minister.",
                &["prime minister"],
            ),
        ],
    );
}

#[test]
fn fields_in_a_row_belong_to_the_title() {
    says(
        MentionType::Office,
        &[
            (
                "Director General of Passports, Borders, Training, and International Programs Ivar Lund was present.",
                &["Director General of Passports, Borders, Training, and International Programs"],
            ),
            (
                "The talks were led by the Director General for Policy, Planning and International Relations, Anna Roe.",
                &["Director General for Policy, Planning and International Relations"],
            ),
            (
                "The Director of Operations, Zbynek Vrabel and Karel Novak spoke.",
                &["Director of Operations"],
            ),
            (
                "He saw Deputy Head of Police and State Security Lieutenant General Nasser bin Saad.",
                &["Deputy Head of Police and State Security"],
            ),
            (
                "The Kyrgyz internal affairs chief spoke.",
                &["internal affairs chief"],
            ),
            (
                "The Inspector-General of Police, Dr. Sola Ade, spoke. Then the IGP left.",
                &["Inspector-General of Police", "IGP"],
            ),
        ],
    );
}

#[test]
fn titles_side_by_side_are_of_one() {
    tells(&[
        (
            "The minister met Vice Prime Minister, Minister of Public Order of Albania Artan Kola on Monday. Anna Roe met Interior Minister Omar Saleh.",
            &["meeting: Anna Roe + Omar Saleh", "meeting: Artan Kola"],
        ),
        (
            "Second Deputy Prime Minister and Minister of Justice and Acting Minister of Defence Sheikh Tariq Mansour met Omar Saleh.",
            &["meeting: Omar Saleh + Tariq Mansour"],
        ),
        (
            "Kenyan trade minister, African Rowing Council president and Kenya Rowing Board chairman Otieno Mwangi met Lena Holm.",
            &["meeting: Lena Holm + Otieno Mwangi"],
        ),
        (
            "The Interior Minister and the Justice Minister Ann Roe met Omar Saleh.",
            &["meeting: Ann Roe + Interior Minister + Omar Saleh"],
        ),
        (
            "The Undersecretary at the Ministry of Interior Khalid bin Salem Al-Harbi met Anna Roe.",
            &["meeting: Anna Roe + Khalid bin Salem Al-Harbi"],
        ),
    ]);
}

#[test]
fn places_no_list_knows() {
    says(
        MentionType::Location,
        &[
            (
                "They met in the city of Kazvorna and in Norlitz, Nepal.",
                &["Kazvorna", "Norlitz", "Nepal"],
            ),
            (
                "He came to the Palvenka border crossing point and the Burundian capital Bujvenka.",
                &["Palvenka", "Bujvenka"],
            ),
            (
                "He was received at King Fahd International Airport by Omar Saleh.",
                &["King Fahd International Airport"],
            ),
            (
                "The US and the Kyrgyz Republic spoke. Us they did not ask.",
                &["US", "Kyrgyz Republic"],
            ),
        ],
    );
}

#[test]
fn whose_embassy_and_whose_ministry() {
    says(
        MentionType::Organization,
        &[
            (
                "He met Samuel Obi of the Nigerian Embassy in Addis Ababa and staff of the British High Commission.",
                &["Nigerian Embassy", "British High Commission"],
            ),
            (
                "The Vietnam Ministry of Public Security spoke, and the EU Delegation to Georgia.",
                &["Ministry of Public Security", "EU Delegation to Georgia"],
            ),
            (
                "Senior Ministry of Defence officials spoke.",
                &["Ministry of Defence"],
            ),
        ],
    );
}

#[test]
fn guests_lists_and_turns() {
    tells(&[
        (
            "A delegation of Norway, including Regional Director Mark Roe and Customs Attaché Ann Doe, paid an official visit to the Ministry of Finance in Lusaka. Deputy Minister of Finance Moses Banda received the guests.",
            &[
                "meeting: Ann Doe + Mark Roe + Moses Banda",
                "visit: Ann Doe + Mark Roe",
            ],
        ),
        (
            "In Oslo the Minister of Justice and Youth, Mr Pavel Dragan, met in turn with the Minister of Public Works, Mr Nils Berg, and the Minister of Housing and Family, Ms Kari Holm.",
            &[
                "meeting: Nils Berg + Pavel Dragan",
                "meeting: Kari Holm + Pavel Dragan",
            ],
        ),
        (
            "Interior Minister Omar Saleh asked to meet Prime Minister Nils Berg in Oslo. He stressed the importance of mutual visits.",
            &[],
        ),
    ]);
}
