//! Offices, bodies, places and people in English that no list has, one small sentence each.

mod says;

use extract::MentionType;
use says::says;

#[test]
fn letters_beside_a_title_are_a_body() {
    says(
        MentionType::Office,
        &[
            (
                "Brig Gen Asif Nawaz Tiwana HI(M), Director General QNF, received the guests in the capital.",
                &["Director General QNF"],
            ),
            (
                "The talks were opened by the ZIPK executive director, and the TRAFEL minister was there too.",
                &["ZIPK executive director", "TRAFEL minister"],
            ),
            (
                "They were briefed by Director CID Senior Superintendent Mere Tavola after the meeting.",
                &["Director CID"],
            ),
            (
                "He was met by the PJ National Director, and then by the KARPOL Acting Executive Director.",
                &["PJ National Director", "KARPOL Acting Executive Director"],
            ),
        ],
    );
    says(
        MentionType::Organization,
        &[
            (
                "The talks were opened by the ZIPK executive director and his deputy on the first day.",
                &["ZIPK"],
            ),
            // No letters of a rank, and none of a chief executive.
            (
                "The meeting was also attended by DCG Felix Kamanzi and by the CEO of a company.",
                &[],
            ),
        ],
    );
}

#[test]
fn a_title_takes_the_field_behind_it() {
    says(
        MentionType::Office,
        &[
            (
                "The delegation called on Secretary Narcotics Control Humaira Qureshi in the afternoon.",
                &["Secretary Narcotics Control"],
            ),
            (
                "It was received by Joint Director Enforcement Saleem Baig and by Director Intelligence Brig Imran Shafi.",
                &["Joint Director Enforcement", "Director Intelligence"],
            ),
            (
                "The Commissioner of Police of the Botswana Police Service, Dineo Keabetswe, toured the school.",
                &["Commissioner of Police of the Botswana Police Service"],
            ),
            (
                "Palesa Mohale, Assistant Commissioner in charge of Crime, and the Deputy IGP in charge of Operations spoke.",
                &[
                    "Assistant Commissioner in charge of Crime",
                    "Deputy IGP in charge of Operations",
                ],
            ),
            (
                "Present were Director-General Legal and Prosecutions, COP/Mr Yaw Darkwa, and the Undersecretary for Police Affairs.",
                &[
                    "Director-General Legal and Prosecutions",
                    "Undersecretary for Police Affairs",
                ],
            ),
            (
                "Natalie Barkley, Deputy Chief of Mission at the US Embassy in the capital, was there too.",
                &["Deputy Chief of Mission at the US Embassy"],
            ),
            (
                "They heard the UNODC Regional Representative for Southeast Asia and the Pacific Jeremy Dawes.",
                &["UNODC Regional Representative for Southeast Asia and the Pacific"],
            ),
            (
                "Ms Elena Marchetti, Programme Officer at the UNODC Regional Office for Central Asia, spoke.",
                &["Programme Officer at the UNODC Regional Office for Central Asia"],
            ),
        ],
    );
}

#[test]
fn a_rank_before_a_name_is_no_office() {
    says(
        MentionType::Office,
        &[
            (
                "The debriefing was led by Assistant Commissioner Sibusiso Dlangamandla in the afternoon.",
                &[],
            ),
            (
                "Chief Superintendent Tomas Vargas and Senior Superintendent Teboho Lerato signed the minutes.",
                &[],
            ),
            (
                "The Chief of the Federal Police, Commissioner General Marcelo Ferreira, was there as well.",
                &["Chief of the Federal Police"],
            ),
            (
                "The murder of prosecutor Marcelo Acuñedo was recalled by retired police commissioner Julio Sanabrio.",
                &[],
            ),
            // A courtesy, of somebody named before.
            (
                "The minister of the interior, Geneviève Fortin, left on Monday. Minister Fortin will be back soon.",
                &["minister of the interior"],
            ),
        ],
    );
}

#[test]
fn the_seat_the_number_and_the_list_belong_to_the_body() {
    says(
        MentionType::Organization,
        &[
            (
                "He met the head of the INTERPOL National Central Bureau Gaborone and visited Police Training School Gishari.",
                &[
                    "INTERPOL National Central Bureau Gaborone",
                    "Police Training School Gishari",
                ],
            ),
            (
                "The officers of Ukhiya 34 Border Battalion met those of the No 4 Border Guard Police Branch on the bridge.",
                &[
                    "Ukhiya 34 Border Battalion",
                    "No 4 Border Guard Police Branch",
                ],
            ),
            (
                "The course was given by the Federal Authority for Identity, Citizenship, Customs and Port Security this week.",
                &["Federal Authority for Identity, Citizenship, Customs and Port Security"],
            ),
            (
                "The analysts came from the Austrian Federal Criminal Police Office and the South African National Defence Force.",
                &[
                    "Federal Criminal Police Office",
                    "South African National Defence Force",
                ],
            ),
            // Headlines and courses.
            (
                "Police Handshakes Multiply as the officers will attend the Police Tactical Command Course in the spring.",
                &[],
            ),
            (
                "He will stop over in Apia for the Pacific Transnational Crime Network meeting that opens there.",
                &["Pacific Transnational Crime Network"],
            ),
        ],
    );
}

#[test]
fn english_gives_a_capital_to_places_that_no_list_has() {
    says(
        MentionType::Location,
        &[
            (
                "The two delegations met in Ghumdar and at Paso Canelas before they went back home.",
                &["Ghumdar", "Paso Canelas"],
            ),
            (
                "The roadblocks took place at Komatipoort, Manangwe, Ressano Gracia and Lomahashwa during the week.",
                &["Komatipoort", "Manangwe", "Ressano Gracia", "Lomahashwa"],
            ),
            (
                "The patrols along the Naffu river and at the Telkaf jetty will begin in the spring.",
                &["Naffu", "Telkaf"],
            ),
            (
                "The convoy travelled from Agadezu to Arlitu, then to Assamaku, and he believed in God and worked at Deloitte.",
                &["Agadezu", "Arlitu", "Assamaku"],
            ),
            // Neither tongues nor houses nor money.
            (
                "The speech was held in Parliament, the notes were written in Kiswahili and US$46 000 was found.",
                &[],
            ),
            (
                "The General Director of Jordan Customs said the Kingdom of Jordan is safe. He arrived in the Kingdom on Tuesday.",
                &["Kingdom of Jordan", "Kingdom"],
            ),
        ],
    );
}

#[test]
fn somebody_is_called_by_the_given_name_too() {
    says(
        MentionType::Person,
        &[
            (
                "The director, Rosnani Mat Noor, opened the talks in the capital. Rosnani was accompanied by two officers.",
                &["Rosnani Mat Noor", "Rosnani"],
            ),
            (
                "The meeting was attended by DCG Felix Kamanzi and by the commissioner, Petra Lundqvist, this week.",
                &["Felix Kamanzi", "Petra Lundqvist"],
            ),
        ],
    );
}

#[test]
fn a_trade_in_wares_is_one_topic() {
    says(
        MentionType::Topic,
        &[(
            "They spoke of cigarette smuggling, yaba trafficking, motor vehicle theft and visa fraud at the border.",
            &[
                "cigarette smuggling",
                "yaba trafficking",
                "motor vehicle theft",
                "visa fraud",
            ],
        )],
    );
}

#[test]
fn a_source_may_be_one_word() {
    says(
        MentionType::Source,
        &[
            (
                "Six men were held, the ministry said in a tweet, and the border was closed according to officials.",
                &["tweet", "officials"],
            ),
            (
                "He dismissed the reports in the tabloid Glas Ravnice that he had been there, and told the Ravnik so.",
                &["Glas Ravnice", "Ravnik"],
            ),
        ],
    );
}

#[test]
fn letters_behind_a_group_are_the_group() {
    says(
        MentionType::ThreatGroup,
        &[(
            "The arms belonged to the First Capital Command (PCC), they said. The PCC denied it in a letter.",
            &["First Capital Command", "PCC", "PCC"],
        )],
    );
}

#[test]
fn a_title_is_held_by_whom_it_is_said_of() {
    let held = |text: &str| {
        let x = extract::extract(text, None);
        let name = |e: usize| x.entities[e].names.iter().flatten().next().cloned();
        let held = x.entities.iter().filter(|e| e.holder.is_some());
        held.map(|e| {
            let office = e.names.iter().flatten().next().cloned();
            let holder = e.holder.and_then(name);
            format!(
                "{} / {}",
                office.unwrap_or_default(),
                holder.unwrap_or_default()
            )
        })
        .collect::<Vec<_>>()
    };
    let rows: [(&str, &[&str]); 5] = [
        (
            "Paul Nyamwange was appointed director of the Prisons Service in the spring, they said.",
            &["director of the Prisons Service / Paul Nyamwange"],
        ),
        (
            "Grace Bandala, who took over as Inspector General of Police, said the border was quiet.",
            &["Inspector General of Police / Grace Bandala"],
        ),
        (
            "John Mwalenga, in his capacity as Chairman of the Regional Committee, opened the meeting.",
            &["Chairman of the Regional Committee / John Mwalenga"],
        ),
        (
            "The Director of the Criminal Investigation Department (CID) of the Zambia Police Service, Commissioner Lombe Chandala, spoke.",
            &["Director of the Criminal Investigation Department / Lombe Chandala"],
        ),
        // Who came instead of somebody is told elsewhere.
        (
            "The man was replaced by Peter Lungana as director of the Prisons Service in the spring.",
            &[],
        ),
    ];
    for (text, want) in rows {
        assert_eq!(held(text), want, "{text}");
    }
}

#[test]
fn names_of_many_manners() {
    says(
        MentionType::Person,
        &[
            (
                "The commissioner met Juan Carlos de la Cueva, director of the Crime Unit, and Maria do Carmo Silveira.",
                &["Juan Carlos de la Cueva", "Maria do Carmo Silveira"],
            ),
            (
                "The inspector, Siti Norhaliza binti Yusof, was there with ACP Kumar a/l Rajan in the morning.",
                &["Siti Norhaliza binti Yusof", "Kumar a/l Rajan"],
            ),
            (
                "The minister met Tshering Tobdeng Dorjila on Monday and thanked the police for their work.",
                &["Tshering Tobdeng Dorjila"],
            ),
        ],
    );
}

#[test]
fn names_that_begin_like_a_town_or_end_in_letters() {
    says(
        MentionType::Person,
        &[
            (
                "Omar Saleh met Gen. Kale Kayihura and Colonel Lome Adzakpa in Kigali on Monday.",
                &["Omar Saleh", "Kale Kayihura", "Lome Adzakpa"],
            ),
            (
                "The minister met his Ugandan counterpart, Kale Kayihuro, on Monday in the city.",
                &["Kale Kayihuro"],
            ),
            (
                "The visitors were received by Inspector Lagos Okafor on Monday.",
                &["Lagos Okafor"],
            ),
            (
                "The traders were heard by SSP Islamabad Jamil Ahmad on Monday.",
                &["Jamil Ahmad"],
            ),
            (
                "The talks in Manila were led by Director Ricardo de Leon on Monday.",
                &["Ricardo de Leon"],
            ),
            (
                "The mayor met General Santos City officials on Monday.",
                &[],
            ),
            (
                "The talks were held by the two Justice Departments on Monday.",
                &[],
            ),
            (
                "The Rwanda National Police (RNP) hosted the talks. They were chaired by the Inspector General of Police RNP, Emmanuel Gasore.",
                &["Emmanuel Gasore"],
            ),
            (
                "The talks were opened by the Minister for Justice, Charlie Flanders TD, and by Naomi Lang, MLA.",
                &["Charlie Flanders", "Naomi Lang"],
            ),
        ],
    );
}

#[test]
fn officials_who_are_met_are_no_source() {
    says(
        MentionType::Source,
        &[
            (
                "Interior Minister Omar Saleh met senior officials of the bureau on Monday.",
                &[],
            ),
            (
                "The talks would go on, senior officials said on Monday in the city.",
                &["senior officials"],
            ),
        ],
    );
}

/// How many people a text speaks of.
fn people(text: &str) -> usize {
    let x = extract::extract(text, None);
    let people = x.entities.iter().filter(|e| e.kind == MentionType::Person);
    people.count()
}

#[test]
fn a_family_name_that_comes_first_is_said_again_alone() {
    let ng =
        "Defence Minister Ng Kok Tiong met the police chief. Dr Ng thanked him for the support.";
    assert_eq!(people(ng), 1);
    // A first word of a long name is a name of his own: the inspector is another man.
    let langat = "Governor Langat Cheruiyot Kiprotich met the police on Monday. Inspector Langat showed the way.";
    assert_eq!(people(langat), 2);
}

#[test]
fn a_family_may_have_a_particle_or_be_a_word() {
    says(
        MentionType::Person,
        &[
            (
                "Interior Minister João E. dos Santos met Ambassador Pierre E. de la Cruz in Accra on Tuesday.",
                &["João E. dos Santos", "Pierre E. de la Cruz"],
            ),
            (
                "The minister met Ambassador Jan de Vries on Tuesday. On Monday de Vries had thanked the police.",
                &["Jan de Vries", "de Vries"],
            ),
            (
                "Police Commissioner da Silva met Minister de la Cruz in Accra on Tuesday.",
                &["da Silva", "de la Cruz"],
            ),
            (
                "Interior Minister Gareth King met Ambassador Thomas G. Law in Accra. King thanked the police.",
                &["Gareth King", "Thomas G. Law", "King"],
            ),
            (
                "Ambassador Thomas Law of Ghana met Police Commissioner Karim Haddad in Accra.",
                &["Thomas Law", "Karim Haddad"],
            ),
            // No family, where the name goes on as a title or a body.
            (
                "Interior Minister Karim Haddad met the Director of the Law Court of Appeal in Accra.",
                &["Karim Haddad"],
            ),
            (
                "Interior Minister Tarek Abdelrahman met the police in Accra. Abdelrahman thanked them.",
                &["Tarek Abdelrahman", "Abdelrahman"],
            ),
            (
                "Interior Minister Karim Dimitrov Shevchenko met the police. Minister Dimitrov Shevchenko thanked them.",
                &["Karim Dimitrov Shevchenko", "Dimitrov Shevchenko"],
            ),
            (
                "Undersecretary of Public Safety Josphat Kiprono came to Accra on Tuesday with his aides.",
                &["Josphat Kiprono"],
            ),
        ],
    );
}

#[test]
fn what_is_said_of_a_strange_name_makes_it_somebody() {
    says(
        MentionType::Person,
        &[
            (
                "Thorvald Quenneville, a researcher at the Timbuktu Institute, said the deal was thin.",
                &["Thorvald Quenneville"],
            ),
            (
                "\"It is a start,\" said Thorvald Quenneville of Transparency International on Tuesday.",
                &["Thorvald Quenneville"],
            ),
            (
                "Bhupinder Okpokpo, the host Minister of Defence, said the challenges cannot be met.",
                &["Bhupinder Okpokpo"],
            ),
            (
                "Northern Command, a unit of the army, said two men were arrested on Tuesday.",
                &[],
            ),
            (
                "Global Initiative, a think tank, said the deal was thin and came late.",
                &[],
            ),
        ],
    );
}
