//! English: the turns agencies of many countries have for who met, signed, trained and acted with whom.

mod told;

use told::tells;

#[test]
fn receptions() {
    tells(&[
        (
            "Minister of Public Security General Pham Duc Anh hosted a reception in Hanoi on January 10 for Lao Deputy Minister of Public Security Khamsing Vong. At the reception, Anh stressed that ties between the two ministries had grown. Later the same day, Vong and his counterpart Tran Van Minh co-chaired a dialogue on border security.",
            &[
                "meeting: Khamsing Vong + Pham Duc Anh",
                "meeting: Khamsing Vong + Tran Van Minh",
            ],
        ),
        (
            "A delegation of the Ministry of Public Security led by Minister Pham Duc Anh discussed border security with the Federal Security Service in Moscow on May 27.",
            &["meeting: Federal Security Service + Ministry of Public Security + Pham Duc Anh"],
        ),
        (
            "The National Crime Agency held talks on July 25 with a high-ranking delegation of the Security Council of Belarus led by its Secretary Oleg Markov. At the meeting, Markov thanked the hosts.",
            &["meeting: National Crime Agency + Oleg Markov + Security Council"],
        ),
        (
            "Minister of Interior Sheikh Nasser Al Salem held talks on Monday with Senegal's ambassador Amadou Diop. Separately, the interior minister met with Anna Weber, the German Interior Ministry's director for migration. Also on Monday, Fire Force Director Lt. Gen. Khaled Al Mutairi received Ambassador Diop.",
            &[
                "meeting: Amadou Diop + Khaled Al Mutairi",
                "meeting: Amadou Diop + Nasser Al Salem",
                "meeting: Anna Weber + Nasser Al Salem",
            ],
        ),
        (
            "Interior Minister Nasser Al Salem reaffirmed on Monday the strong ties with Jordan. This came during his meeting with Jordanian Interior Minister Mazen Haddad, also attended by Kuwait's Ambassador to Jordan, Hamad Al Rashid.",
            &["meeting: Hamad Al Rashid + Mazen Haddad + Nasser Al Salem"],
        ),
        (
            "Nick Porter, director of Border Operations at the Home Office, led a team comprising Julie Hart and Sam Cole on a courtesy visit to the chairman of the National Drug Law Enforcement Agency, Musa Bello, on Thursday.",
            &["meeting: Julie Hart + Musa Bello + Nick Porter + Sam Cole"],
        ),
        (
            "The Police Commissioner, General Asad Warsame, welcomed the head of the Turkish Task Force, Colonel Murat Aydin, to his office on Monday.",
            &["meeting: Asad Warsame + Murat Aydin"],
        ),
        (
            "Ibrahim Kaya, head of the National Intelligence Organization, met on Tuesday with President Hassan Farah in Mogadishu. Also present was Abdi Nur, director of the National Intelligence Agency.",
            &["meeting: Abdi Nur + Hassan Farah + Ibrahim Kaya"],
        ),
        (
            "A meeting between Interior Minister Yerlan Sadykov and Ambassador of France Didier Moreau took place in Astana on Friday.",
            &["meeting: Didier Moreau + Yerlan Sadykov"],
        ),
        (
            "Talks between Police Chief Karl Lund and his Latvian counterpart Janis Ozols were held in Riga on Friday. The heads of the two services signed a cooperation plan.",
            &[
                "agreement: Janis Ozols + Karl Lund",
                "meeting: Janis Ozols + Karl Lund",
            ],
        ),
        (
            "The Inspector General of Police was briefed by FBI Legal Attaché Ann Roe during a meeting in Accra on Friday.",
            &["meeting: Ann Roe + Inspector General of Police"],
        ),
    ]);
}

#[test]
fn border_conferences() {
    tells(&[
        (
            "The border guarding forces of India and Nepal met in New Delhi on Monday. The Indian delegation is headed by Border Security Force Director General Kavi Verma, and the Nepalese delegation is headed by Armed Police Force Inspector General Ram Thapa.",
            &["meeting: Kavi Verma + Ram Thapa"],
        ),
        (
            "The Border Security Force and the Border Guard Service will hold a conference in Delhi from June 11 to 14. The last conference was held in Dhaka in July 2022.",
            &["conference: Border Guard Service + Border Security Force"],
        ),
        (
            "Ministers of the Gulf states met in Doha on Sunday. The Minister of Interior of Qatar, Khalid Al Marri, chaired the meeting, in which Interior Minister of Oman Hamoud Al Busaidi and Interior Minister of Bahrain Rashid Al Khalifa took part.",
            &["meeting: Hamoud Al Busaidi + Khalid Al Marri + Rashid Al Khalifa"],
        ),
        (
            "Interior Minister Khalid Al Marri took part in the opening session of the World Police Summit in Dubai on Tuesday. On the sidelines of the summit, he met with the Commissioner of the Singapore Police Force, Lim Wei Jie.",
            &[
                "conference: Khalid Al Marri",
                "meeting: Khalid Al Marri + Lim Wei Jie",
            ],
        ),
    ]);
}

#[test]
fn accords() {
    tells(&[
        (
            "The Memorandum of Understanding was signed on behalf of the Drug Enforcement Commission by its director general, Nason Banda, and on behalf of the Financial Crimes Authority by its chief executive, Peter Roe, in Lusaka on Friday.",
            &[
                "agreement: Drug Enforcement Commission + Financial Crimes Authority + Nason Banda + Peter Roe",
            ],
        ),
        (
            "The Drug Enforcement Commission and the Malawi Police Service signed an agreement in Lusaka on Friday. Director General Nason Banda signed for the Commission while Commissioner Grace Phiri signed for the Malawi Police Service.",
            &[
                "agreement: Drug Enforcement Commission + Grace Phiri + Malawi Police Service + Nason Banda",
            ],
        ),
        (
            "The Customs Service has entered into an agreement with the National Crime Agency to share data. The deal was signed in Abuja on Monday by Comptroller-General Bashir Musa and NCA deputy director Peter Roe.",
            &["agreement: Bashir Musa + Customs Service + National Crime Agency + Peter Roe"],
        ),
        (
            "A protocol on police cooperation was signed by the two ministers, Karl Lund and Sara Holm, in Oslo on Friday.",
            &["agreement: Karl Lund + Sara Holm"],
        ),
        (
            "Following the talks, the ministers signed a roadmap for 2025. Interior Minister Karl Lund and Interior Minister Omar Hassan had met in Oslo on Friday.",
            &["meeting: Karl Lund + Omar Hassan"],
        ),
        (
            "Interior Minister Karl Lund held talks in Paris on Friday with Interior Minister Jean Morel. Following the meeting, the two sides signed a roadmap to fight fraud.",
            &[
                "agreement: Jean Morel + Karl Lund",
                "meeting: Jean Morel + Karl Lund",
            ],
        ),
    ]);
}

#[test]
fn teaching() {
    tells(&[
        (
            "The Home Office has trained 35 officers of the National Drug Law Enforcement Agency in boat handling in Southampton in recent weeks.",
            &["training: Home Office + National Drug Law Enforcement Agency"],
        ),
        (
            "The Drug Enforcement Administration is running a two-week course for officers of the Narcotics Control Board in Accra. The course, which ends on Friday, is facilitated by instructors from the FBI.",
            &["training: Drug Enforcement Administration + FBI + Narcotics Control Board"],
        ),
        (
            "Fifteen detectives of the Zambia Police Service have completed a course on cybercrime at the Regional Training Centre in Gaborone. The course was sponsored by the European Union.",
            &["training: Regional Training Centre + Zambia Police Service"],
        ),
        (
            "The UNODC, in collaboration with the Ghana Immigration Service and with funding from the Government of Japan, organised a workshop on document fraud in Aflao from 4 to 8 March.",
            &["training: Ghana Immigration Service + UNODC"],
        ),
        (
            "A workshop on drug precursors opened in Vienna on Monday with participants from the Turkish National Police and the State Border Guard.",
            &["training: State Border Guard + Turkish National Police"],
        ),
    ]);
}

#[test]
fn raids() {
    tells(&[
        (
            "Acting on a tip-off from the Drug Enforcement Administration, the Anti-Narcotics Force seized 300 kg of hashish off Gwadar on Sunday.",
            &["operation: Anti-Narcotics Force + Drug Enforcement Administration"],
        ),
        (
            "Operation Clean Sea, carried out by the Sri Lanka Navy with information from the Australian Border Force, led to the seizure of 100 kg of heroin off Galle in March.",
            &["operation: Australian Border Force + Sri Lanka Navy"],
        ),
        (
            "In a joint operation with the FBI, the Central Bureau of Investigation arrested two men in Pune on Friday.",
            &["operation: Central Bureau of Investigation + FBI"],
        ),
        (
            "The suspects were arrested in Lagos on Monday by operatives of the Economic Crimes Commission working with the FBI.",
            &["operation: Economic Crimes Commission + FBI"],
        ),
        (
            "Europol supported the Polish Border Guard and the Lithuanian Border Guard in dismantling a smuggling ring in May. Nine people were arrested.",
            &["operation: Europol + Lithuanian Border Guard + Polish Border Guard"],
        ),
    ]);
}

#[test]
fn journeys_and_calls() {
    tells(&[
        (
            "Kazakhstan's Minister of Internal Affairs, Yerlan Sadykov, took a working trip to France. In Paris, the minister held talks with Interior Minister Jean Morel. The Kazakh delegation also visited the Cyber Centre.",
            &[
                "meeting: Jean Morel + Yerlan Sadykov",
                "visit: Yerlan Sadykov",
            ],
        ),
        (
            "A delegation led by Kazakhstan's Interior Minister Yerlan Sadykov arrived in Baku on a two-day official visit. On the same day, Minister of Internal Affairs Vagif Aliyev received his Kazakh counterpart and the delegation headed by him.",
            &[
                "meeting: Vagif Aliyev + Yerlan Sadykov",
                "visit: Yerlan Sadykov",
            ],
        ),
        (
            "Interior Minister Karl Lund will pay an official visit to Ankara on 3 June at the invitation of Interior Minister Ali Kaya.",
            &["visit: Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund received a telephone call on Sunday from his Turkish counterpart Ali Kaya.",
            &["call: Ali Kaya + Karl Lund"],
        ),
        (
            "Ali Kaya, the Turkish interior minister, phoned Karl Lund on Sunday to discuss migration. The two are to meet in Ankara on 3 June.",
            &[
                "call: Ali Kaya + Karl Lund",
                "meeting: Ali Kaya + Karl Lund",
            ],
        ),
    ]);
}

#[test]
fn guests_and_signers() {
    tells(&[
        (
            "The Inspector General of Police, Sunil Perera, held discussions with the Commissioner of Police of the Maldives, Ahmed Shafiq, in Colombo yesterday. Shafiq, who arrived on Sunday, is scheduled to call on Public Security Minister Tiran Silva today.",
            &[
                "meeting: Ahmed Shafiq + Sunil Perera",
                "meeting: Ahmed Shafiq + Tiran Silva",
                "visit: Ahmed Shafiq",
            ],
        ),
        (
            "Interior Minister Khalid Al Thani met yesterday with Security Minister Tom Hartley, who is currently visiting the country. The Minister also witnessed the signing of a memorandum of understanding between the Police College and the Metropolitan Police, which was signed by Major General Salem Al Sulaiti and Assistant Commissioner Laura Webb.",
            &[
                "agreement: Laura Webb + Metropolitan Police + Police College + Salem Al Sulaiti",
                "meeting: Khalid Al Thani + Tom Hartley",
                "visit: Tom Hartley",
            ],
        ),
        (
            "The DEA country attache, Brian Cole, led a delegation on a courtesy visit to the chairman of the National Drug Law Enforcement Agency, Musa Bello, in Abuja on Tuesday. Comptroller General Bashir Adeyemi hosted the team on Monday.",
            &[
                "meeting: Bashir Adeyemi + Brian Cole",
                "meeting: Brian Cole + Musa Bello",
            ],
        ),
        (
            "Minister of Internal Affairs Yerlan Sadykov held a meeting with his Uzbek colleague Pulat Karimov in Tashkent. Following the talks, a protocol on cooperation was signed.",
            &[
                "agreement: Pulat Karimov + Yerlan Sadykov",
                "meeting: Pulat Karimov + Yerlan Sadykov",
            ],
        ),
        (
            "Grigol Beridze, head of the State Security Service, met with Minister of Internal Affairs Vagif Aliyev in Baku. The sides signed a cooperation plan.",
            &[
                "agreement: Grigol Beridze + Vagif Aliyev",
                "meeting: Grigol Beridze + Vagif Aliyev",
            ],
        ),
        (
            "Minister of Public Security Luong Tam Anh received FBI Director Dan Miller in Hanoi on Monday. Welcoming Miller's visit to Vietnam, the Minister spoke of the MoU signed between the Ministry of Public Security and the FBI in December 2019.",
            &[
                "agreement: FBI + Ministry of Public Security",
                "meeting: Dan Miller + Luong Tam Anh",
                "visit: Dan Miller",
            ],
        ),
        (
            "Turkish Interior Minister Ali Kaya received his Iraqi counterpart Omar Hassan in Ankara. The Iraqi minister will also meet with President Recep Aksoy on Friday.",
            &[
                "meeting: Ali Kaya + Omar Hassan",
                "meeting: Omar Hassan + Recep Aksoy",
            ],
        ),
        (
            "UNODC Executive Director Ann Roe held bilateral meetings with Interior Minister Juan Velasco and Justice Minister Sara Holm in Vienna.",
            &[
                "meeting: Ann Roe + Juan Velasco",
                "meeting: Ann Roe + Sara Holm",
            ],
        ),
        (
            "\"This is a great day,\" said DEA Special Agent in Charge Ann Ross, who travelled to Bogota in March to meet with General Juan Salazar, director of the National Police.",
            &["meeting: Ann Ross + Juan Salazar", "visit: Ann Ross"],
        ),
        (
            "Interior Minister Karl Lund departed Oslo for Vienna on Monday to attend the General Assembly of Interpol. Inspector General Ann Roe commended the Botswana Police Service for the training of 15 officers at the Botswana Police College.",
            &[
                "training: Botswana Police College + Botswana Police Service",
                "visit: Karl Lund",
            ],
        ),
    ]);
}
