//! English: delegations, titles that point back, journeys told beside meetings, courses and operations over several sentences.

mod told;

use told::tells;

#[test]
fn delegations() {
    tells(&[
        (
            "A delegation of the National Drug Agency of Peru visited the Customs Academy in Lagos on Monday. The delegation was headed by Colonel Juan Quispe. Other members of the delegation included Major Rosa Vega and Captain Luis Prado. The delegation also called on Interior Minister Ann Roe.",
            &[
                "meeting: Ann Roe + Juan Quispe + Luis Prado + National Drug Agency + Rosa Vega",
                "visit: Juan Quispe + Luis Prado + National Drug Agency + Rosa Vega",
            ],
        ),
        (
            "Police Commissioner Karl Lund received a delegation from the Counter Terrorism Bureau led by its director, Omar Hassan, in Oslo on Tuesday. On Friday, the delegation will visit the Police College in Bergen.",
            &[
                "meeting: Counter Terrorism Bureau + Karl Lund + Omar Hassan",
                "visit: Counter Terrorism Bureau + Omar Hassan",
            ],
        ),
        (
            "Interior Minister Karl Lund received Europol director Anna Berg and her delegation in Oslo on Monday. On Tuesday, the delegation toured the Forensic Institute in Bergen.",
            &["meeting: Anna Berg + Karl Lund", "visit: Anna Berg"],
        ),
        (
            "A six-member delegation of the Border Guard Service, led by Lieutenant General Pavel Orlov, arrived in Hanoi on Sunday. The guests held talks with Public Security Minister Tran Van Minh on Monday.",
            &[
                "meeting: Border Guard Service + Pavel Orlov + Tran Van Minh",
                "visit: Border Guard Service + Pavel Orlov",
            ],
        ),
        (
            "The Inspector General of Police, Musa Bello, on Monday received a delegation of the Ghana Police Service led by Commissioner Kofi Asante in Abuja. The delegation comprised Superintendent Ama Darko and Inspector Yaw Boateng.",
            &["meeting: Ama Darko + Ghana Police Service + Kofi Asante + Musa Bello + Yaw Boateng"],
        ),
        (
            "A team of the Narcotics Bureau, headed by its director Lim Wei, will travel to Bangkok on 10 January.",
            &["visit: Lim Wei + Narcotics Bureau"],
        ),
    ]);
}

#[test]
fn titles_that_point_back() {
    tells(&[
        (
            "INTERPOL Secretary General Jorge Almeida opened a forum in Lyon on Monday. On Tuesday, the Secretary General met with Anna Berg, Executive Director of Frontex.",
            &[
                "conference: Jorge Almeida",
                "meeting: Anna Berg + Jorge Almeida",
            ],
        ),
        (
            "Jorge Almeida, Secretary General of INTERPOL, visited Nairobi on Monday. Interior Minister Joy Otieno was received by the Secretary General in Lyon on Friday.",
            &[
                "meeting: Jorge Almeida + Joy Otieno",
                "visit: Jorge Almeida",
            ],
        ),
        (
            "Home Secretary Ann Roe signed an agreement with the Interior Minister of Albania, Ermal Hoxha, in London on Monday. Earlier the Home Secretary held bilateral talks with Hoxha.",
            &[
                "agreement: Ann Roe + Ermal Hoxha",
                "meeting: Ann Roe + Ermal Hoxha",
            ],
        ),
        (
            "The Inspector General of Police (IGP), Felix Mugisha, visited Kigali on Monday. The IGP later met Justice Minister Ange Uwase.",
            &[
                "meeting: Ange Uwase + Felix Mugisha",
                "visit: Felix Mugisha",
            ],
        ),
        (
            "Serbian Interior Minister Dragan Ilic met Slovenian Ambassador Matej Kos in Belgrade on Tuesday. The minister recalled that he had also met his Slovenian counterpart Uros Novak in Budva last month. The meeting was also attended by Police Director Zoran Matic.",
            &[
                "meeting: Dragan Ilic + Matej Kos + Zoran Matic",
                "meeting: Dragan Ilic + Uros Novak",
            ],
        ),
    ]);
}

#[test]
fn journeys_beside_meetings() {
    tells(&[
        (
            "Major General Salem Al Hosani, Director of the Drug Control Directorate, received on Monday Paulo Teixeira, Director General of the Federal Police of Brazil, on the occasion of his visit to the United Arab Emirates.",
            &[
                "meeting: Paulo Teixeira + Salem Al Hosani",
                "visit: Paulo Teixeira",
            ],
        ),
        (
            "Colonel Umed Rahimov, director of the Drug Control Agency, invited Major General Ali Janjua to visit Dushanbe in September. Janjua accepted the invitation.",
            &["visit: Ali Janjua"],
        ),
        (
            "Interior Minister Karl Lund received Ambassador Anna Berg in Oslo on Monday. He praised the visit of Justice Minister Sara Holm to Budapest in May, during which an agreement on extradition was signed with Interior Minister Gergely Toth.",
            &[
                "agreement: Gergely Toth + Sara Holm",
                "meeting: Anna Berg + Karl Lund",
                "visit: Sara Holm",
            ],
        ),
        (
            "Police chief Karl Lund met Anna Berg, director of Europol, in Oslo on Monday. The meeting follows Berg's mission to Kingston in March.",
            &["meeting: Anna Berg + Karl Lund", "visit: Anna Berg"],
        ),
        (
            "Commissioner Thabo Mokoena is in Rwanda on a five-day official visit at the invitation of his counterpart. He is accompanied by Superintendent Palesa Moloi.",
            &["visit: Palesa Moloi + Thabo Mokoena"],
        ),
    ]);
}

#[test]
fn agreements_between_bodies() {
    tells(&[
        (
            "Colonel General Farid Aliyev, chief of the State Border Service, received General Daniyar Omarov, director of the Border Service of Kazakhstan, in Baku on Friday. During the meeting, the sides signed a plan of cooperation between the State Border Service and the Border Service.",
            &[
                "agreement: Border Service + State Border Service",
                "meeting: Daniyar Omarov + Farid Aliyev",
            ],
        ),
        (
            "Inspector General Felix Mugisha received Commissioner Thabo Mokoena in Kigali on Monday. The two police chiefs signed a memorandum of understanding between the Rwanda National Police and the Botswana Police Service, under which 20 officers of the Botswana Police Service will attend a course at the National Police College in Musanze from 5 September.",
            &[
                "agreement: Botswana Police Service + Felix Mugisha + Rwanda National Police + Thabo Mokoena",
                "meeting: Felix Mugisha + Thabo Mokoena",
                "training: Botswana Police Service + National Police College",
            ],
        ),
        (
            "The Drug Control Agency and the Anti Narcotics Force met in Islamabad on Monday. They spoke of the memorandum signed by both agencies in Dushanbe in 2012.",
            &[
                "agreement: Anti Narcotics Force + Drug Control Agency",
                "meeting: Anti Narcotics Force + Drug Control Agency",
            ],
        ),
        (
            "Interior Minister Ann Roe signed the agreement with the Minister of Interior of Albania, Ermal Hoxha, and the Minister of Justice of Malta, Maria Borg, in London on Monday. Under its terms the National Crime Agency will work with the Malta Police Force.",
            &["agreement: Ann Roe + Ermal Hoxha + Maria Borg"],
        ),
    ]);
}

#[test]
fn courses() {
    tells(&[
        (
            "Twenty officers from the Border Troops, the Customs Service and the Afghan Border Police took part in a training course on forged documents, organized by the OSCE Mission to Moldova and held from 7 to 11 June at the Border Management College. \"It matters,\" said Karin Holm, Head of the OSCE Mission to Moldova, as she opened the course.",
            &[
                "training: Afghan Border Police + Border Troops + Customs Service + OSCE Mission to Moldova",
            ],
        ),
        (
            "Lieutenant Colonel Parviz Karimov thanked the OSCE for its support and recalled that a similar course had been held in Khorog in October 2019 for officers of the Border Troops.",
            &["training: Border Troops"],
        ),
        (
            "A follow-up session for instructors of the Customs Service is to take place in Dushanbe in September.",
            &["training: Customs Service"],
        ),
        (
            "Four officers of the Drug Control Agency attended a three-week course on controlled deliveries at the Anti Narcotics Academy in Islamabad last November.",
            &["training: Anti Narcotics Academy + Drug Control Agency"],
        ),
    ]);
}

#[test]
fn operations() {
    tells(&[
        (
            "During a joint action day on 17 October coordinated by Eurojust and supported by Europol, 17 suspects were arrested. The following authorities carried out the actions:\n• Romania: Romanian Border Police\n• Italy: Guardia di Finanza",
            &["operation: Eurojust + Europol + Guardia di Finanza + Romanian Border Police"],
        ),
        (
            "The National Border Service and the Border Guard Police sat in a flag meeting in Maungdaw on Tuesday. The two forces agreed to start coordinated patrols along the Naf from 5 June.",
            &[
                "meeting: Border Guard Police + National Border Service",
                "operation: Border Guard Police + National Border Service",
            ],
        ),
        (
            "Police chief Salem Al Hosani said that the Federal Police and Dubai Customs had seized 480 kilogrammes of cocaine in a joint operation at the port of Santos in February.",
            &["operation: Dubai Customs + Federal Police"],
        ),
    ]);
}

#[test]
fn told_over_several_sentences() {
    tells(&[
        (
            "Commissioner of Police Tomasi Vaka was in Canberra for talks with the Australian Federal Police. On Tuesday, Vaka was received by Deputy Commissioner Ann Roe. The visiting commissioner toured the Police Institute, which gave a course for officers of the Tonga Police last month.",
            &[
                "meeting: Ann Roe + Tomasi Vaka",
                "training: Police Institute + Tonga Police",
                "visit: Tomasi Vaka",
            ],
        ),
        (
            "Public Safety Minister Ann Roe was in Washington, where she met Homeland Security Secretary Jane Poe. The visit was preceded by a call on January 22 between the Minister and Secretary Poe. While in Washington, Roe signed, with Attorney General Karl Lund, a statement of intent on ballistic data.",
            &[
                "agreement: Ann Roe + Karl Lund",
                "call: Ann Roe + Jane Poe",
                "meeting: Ann Roe + Jane Poe",
                "visit: Ann Roe",
            ],
        ),
        (
            "The operation, conducted from 3 to 5 May, brought together members of the Botswana Police Service and the Namibian Police Force, supported by the Botswana Defence Force. It was planned at a meeting of the three services in Gaborone in April.",
            &[
                "meeting: Botswana Defence Force + Botswana Police Service + Namibian Police Force",
                "operation: Botswana Defence Force + Botswana Police Service + Namibian Police Force",
            ],
        ),
        (
            "Home Secretary Ann Roe signed an agreement with Interior Minister Ermal Hoxha and Justice Minister Maria Borg in London on Monday. The visiting ministers also toured the Border Command in Dover.",
            &[
                "agreement: Ann Roe + Ermal Hoxha + Maria Borg",
                "visit: Ermal Hoxha + Maria Borg",
            ],
        ),
        (
            "Police chiefs opened a conference of the Police Cooperation Organisation in Kampala on Monday. Inspector General Simon Mrema and Commissioner Marie Vidal are among those in attendance.",
            &["conference: Marie Vidal + Police Cooperation Organisation + Simon Mrema"],
        ),
        (
            "Colonel Sufyan Nasser took part via video link in a meeting with Colonel Elie Daoud on Wednesday.",
            &["meeting: Elie Daoud + Sufyan Nasser"],
        ),
        (
            "The two sides discussed a programme of courses in hostage rescue. Colonel Zoltan Kis met General Adel Hamad in Manama on Monday.",
            &["meeting: Adel Hamad + Zoltan Kis"],
        ),
        (
            "Colonel Zoltan Kis arrived in Amman on Tuesday. Kis toured the Forensic Laboratory Department and will visit the Royal Police Academy today.",
            &["visit: Zoltan Kis"],
        ),
    ]);
}

#[test]
fn nouns_alone() {
    tells(&[
        (
            "Deputy Minister of Home Affairs Ruth Mwale said this when she met UNODC Regional Representative Jane Hall in Lusaka on Monday. Drug Enforcement Commission Director General Nason Banda has said the commission seized 2 tonnes of cannabis in a joint operation with the Malawi Police Service.",
            &[
                "meeting: Jane Hall + Ruth Mwale",
                "operation: Drug Enforcement Commission + Malawi Police Service",
            ],
        ),
        (
            "The director of the DGSE, Nicolas Morel, was received by Interior Minister Adamu Bichi in Abuja. The DGSE boss is expected to leave for Cotonou on Thursday.",
            &[
                "meeting: Adamu Bichi + Nicolas Morel",
                "visit: Nicolas Morel",
            ],
        ),
        (
            "The Interior Ministry of Kuwait hosted on Tuesday a meeting of directors of drug enforcement. The Kuwaiti delegation was headed by Brigadier Hamad Al Salem. Lieutenant General Khaled Al Rashid addressed the opening session.",
            &["meeting: Hamad Al Salem + Interior Ministry + Khaled Al Rashid"],
        ),
        (
            "A two-day seminar on financial crime, organised by the Police College, was held in Doha on Thursday. Speakers included Colonel Rashid Al Kaabi and Tom Keating.",
            &["conference: Police College + Rashid Al Kaabi + Tom Keating"],
        ),
        (
            "Interior Minister Henry Mensah later inspected a training exercise of the Border Patrol Unit at Aflao on Monday.",
            &["training: Border Patrol Unit"],
        ),
    ]);
}
