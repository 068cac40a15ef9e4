//! English reports of meetings, calls and visits: who was there too, who met whom next, and what had been before.

mod told;

use told::tells;

#[test]
fn a_further_sentence_says_who_was_there() {
    tells(&[
        (
            "Interior Minister Karl Lund received the ambassador of Senegal, Moussa Diagne, on Tuesday. The two sides reviewed cooperation, in the presence of the head of the Border Guard, Tor Bakke.",
            &["meeting: Karl Lund + Moussa Diagne + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Also attending were Police Director Tor Bakke and the Spanish ambassador, Luisa Prado.",
            &["meeting: Karl Lund + Luisa Prado + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Joining them was Police Director Tor Bakke.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Also at the meeting was Police Director Tor Bakke.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Speaking after a meeting with Interior Minister Karl Lund in Oslo, Spanish Interior Minister Pablo Ortega said the border was safe.",
            &["meeting: Karl Lund + Pablo Ortega"],
        ),
        (
            "Interior Minister Karl Lund met a group of FBI agents led by Colonel Tor Bakke.",
            &["meeting: FBI + Karl Lund + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Lund was joined by Police Director Tor Bakke and by representatives of Europol and the Guardia Civil.",
            &["meeting: Europol + Guardia Civil + Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund received a delegation of the Guardia Civil, led by Colonel Pablo Ortega. On the side of the host were Police Director Tor Bakke and State Secretary Eva Holm. The guests, who are in Norway on a study tour, thanked the minister.",
            &[
                "meeting: Eva Holm + Guardia Civil + Karl Lund + Pablo Ortega + Tor Bakke",
                "visit: Guardia Civil + Pablo Ortega",
            ],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. From the Norwegian side, Police Director Tor Bakke attended.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Police Director Tor Bakke and State Secretary Eva Holm attended.",
            &["meeting: Eva Holm + Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund bade farewell to Ambassador Luisa Prado on Monday.",
            &["meeting: Karl Lund + Luisa Prado"],
        ),
        // Nobody does it yet.
        (
            "A ceremony to bid farewell to Ambassador Luisa Prado was held in Oslo on Friday.",
            &[],
        ),
        (
            "No date has been set for a meeting between Interior Minister Karl Lund and Ambassador Luisa Prado.",
            &[],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Police Director Tor Bakke joined the talks.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo, with Police Director Tor Bakke in attendance.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. Lund led a delegation that included Police Director Tor Bakke.",
            &["meeting: Karl Lund + Pablo Ortega + Tor Bakke"],
        ),
        (
            "Talks on extradition were held in Lima on Tuesday. Peru was represented by Justice Minister Rosa Quispe and Chile by Deputy Interior Minister Andres Fuenzalida.",
            &["meeting: Andres Fuenzalida + Rosa Quispe"],
        ),
        // Who only speaks of talks of which nobody says who held them was not there.
        (
            "Talks on extradition were held in Lima on Tuesday. Justice Minister Rosa Quispe said the fight against crime was a priority.",
            &[],
        ),
        // A presence that is nobody's.
        (
            "Interior Minister Karl Lund met Spanish Interior Minister Pablo Ortega in Oslo. The two sides discussed the presence of armed groups in the region described by Tor Bakke.",
            &["meeting: Karl Lund + Pablo Ortega"],
        ),
    ]);
}

#[test]
fn one_sentence_tells_a_further_meeting() {
    tells(&[
        (
            "National Security Adviser Ravi Menon met his Russian counterpart, Sergei Platonov, in Moscow on Monday and was later received by President Viktor Orlov.",
            &[
                "meeting: Ravi Menon + Sergei Platonov",
                "meeting: Ravi Menon + Viktor Orlov",
            ],
        ),
        (
            "Interior Minister Karl Lund received Ambassador Luisa Prado and then held talks with Police Director Tor Bakke.",
            &[
                "meeting: Karl Lund + Luisa Prado",
                "meeting: Karl Lund + Tor Bakke",
            ],
        ),
        (
            "UNODC representative Marco Pinto paid courtesy calls on Malaysia's Home Minister, Omar Hassan, and on Police Director Tor Bakke, on 2 March.",
            &[
                "meeting: Marco Pinto + Omar Hassan",
                "meeting: Marco Pinto + Tor Bakke",
            ],
        ),
        (
            "Interior Minister Karl Lund was received by President Viktor Orlov and by Police Director Tor Bakke.",
            &[
                "meeting: Karl Lund + Tor Bakke",
                "meeting: Karl Lund + Viktor Orlov",
            ],
        ),
        // One table, although the preposition stands once.
        (
            "Interior Minister Karl Lund met with President Viktor Orlov and Police Director Tor Bakke.",
            &["meeting: Karl Lund + Tor Bakke + Viktor Orlov"],
        ),
        (
            "Police chief Ramon Castillo signed a memorandum with Interior Secretary Ana Reyes before receiving Royal Thai Police chief Kitti Suksan.",
            &[
                "agreement: Ana Reyes + Ramon Castillo",
                "meeting: Kitti Suksan + Ramon Castillo",
            ],
        ),
        (
            "Police chief Ramon Castillo made the announcement after welcoming Royal Thai Police chief Kitti Suksan to Manila.",
            &["meeting: Kitti Suksan + Ramon Castillo"],
        ),
        // Of four at the table the ministers sign.
        (
            "Interior Minister Karl Lund met Interior Minister Zurab Lomidze in Oslo. The talks were attended by Police Director Tor Bakke. The ministers also signed a protocol.",
            &[
                "agreement: Karl Lund + Zurab Lomidze",
                "meeting: Karl Lund + Tor Bakke + Zurab Lomidze",
            ],
        ),
        (
            "US Ambassador Nancy Roe and Police Director Tor Bakke toured the new courthouse in Tirana on Monday before meeting Justice Minister Ulsi Manja.",
            &[
                "meeting: Nancy Roe + Tor Bakke + Ulsi Manja",
                "visit: Nancy Roe + Tor Bakke",
            ],
        ),
        (
            "Interior Minister Karl Lund met one after the other with Ambassador Luisa Prado and Police Director Tor Bakke.",
            &[
                "meeting: Karl Lund + Luisa Prado",
                "meeting: Karl Lund + Tor Bakke",
            ],
        ),
        (
            "Interior Minister Karl Lund travels to Tobruk today. The trip, his second to Libya this year, includes a meeting with Army Commander Khalifa Haftari.",
            &["meeting: Karl Lund + Khalifa Haftari", "visit: Karl Lund"],
        ),
        (
            "The Syrian Interior Ministry said Minister Anas Khattabi discussed prison reform with the head of the ICRC delegation in Damascus, Stephan Sakalian.",
            &["meeting: Anas Khattabi + Stephan Sakalian"],
        ),
        (
            "A delegation led by National Security Adviser Nuhu Bello is expected in Washington on Friday. It will hold talks with Deputy Secretary of State Chris Landon.",
            &["meeting: Chris Landon + Nuhu Bello", "visit: Nuhu Bello"],
        ),
        (
            "Interior Minister Karl Lund has paid a working visit to Lagos, where he was hosted by immigration chief Kemi Adebayo.",
            &["meeting: Karl Lund + Kemi Adebayo", "visit: Karl Lund"],
        ),
        (
            "President Viktor Orlov and Interior Minister Karl Lund gave a press conference after their meeting in Lagos on Tuesday.",
            &["meeting: Karl Lund + Viktor Orlov"],
        ),
        (
            "Interior Minister Karl Lund travelled on to Lagos, where President Viktor Orlov received him on Thursday.",
            &["meeting: Karl Lund + Viktor Orlov", "visit: Karl Lund"],
        ),
        // The same two go on.
        (
            "Interior Minister Karl Lund received Ambassador Luisa Prado and held talks with her on migration.",
            &["meeting: Karl Lund + Luisa Prado"],
        ),
        (
            "Thursday's meeting between Interior Minister Karl Lund and Europol director Anna Berg came a week after the latter's talks with Police Director Tor Bakke.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Tor Bakke",
            ],
        ),
        (
            "The visit of Senegal's police chief, Moussa Diagne, to Rabat follows one made by Moroccan police chief Karim Bennis to Dakar in May, during which the two officials signed an accord.",
            &[
                "agreement: Karim Bennis + Moussa Diagne",
                "visit: Karim Bennis",
                "visit: Moussa Diagne",
            ],
        ),
        (
            "The visit of Interior Minister Karl Lund to Ottawa follows one made by Canada's police chief, Claire Dubois, to Oslo in November.",
            &["visit: Claire Dubois", "visit: Karl Lund"],
        ),
    ]);
}

#[test]
fn what_had_been_before_is_another_meeting() {
    tells(&[
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg in Oslo. The two had met in Dakar last October.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg in Oslo, following their meeting in Dakar in October.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg, whom he last saw in Dakar in October.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg in Oslo. They agreed to meet again in Dakar in October.",
            &[
                "meeting: Anna Berg + Karl Lund",
                "meeting: Anna Berg + Karl Lund",
            ],
        ),
        // No town and no day: nothing of its own.
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg in Oslo. They agreed to meet again.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        // Somebody reports what was told.
        (
            "Interior Minister Karl Lund hosted Europol director Anna Berg. The ministry said the two had met in Oslo on Monday.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund met Europol director Anna Berg in Oslo. They discussed the forthcoming NATO summit.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
    ]);
}

#[test]
fn calls_by_their_verbs() {
    tells(&[
        (
            "Secretary of State Daniel Whitmore spoke today with Colombian Foreign Minister Laura Restrepo.",
            &["call: Daniel Whitmore + Laura Restrepo"],
        ),
        (
            "Justice Minister Rita Azzopardi met virtually with Europol director Anna Berg on 25 February.",
            &["call: Anna Berg + Rita Azzopardi"],
        ),
        (
            "Foreign Minister Tomas Reyes told reporters that he had spoken twice this week with his Argentine counterpart, Julia Ferrari.",
            &["call: Julia Ferrari + Tomas Reyes"],
        ),
        (
            "Home Secretary Alice Drummond called her Irish counterpart, Ciaran Doyle, on Tuesday night to offer condolences.",
            &["call: Alice Drummond + Ciaran Doyle"],
        ),
        (
            "Secretary of State Daniel Whitmore spoke to reporters in Bogota.",
            &[],
        ),
    ]);
}

#[test]
fn who_goes_on_a_visit() {
    tells(&[
        (
            "During a stop in Dakar, US Africa Command chief Brian Holt sat down with Senegal's armed forces chief, Mbaye Cisse.",
            &["meeting: Brian Holt + Mbaye Cisse", "visit: Brian Holt"],
        ),
        (
            "Interior Secretary Benjie Abalos accompanied President Marco Reyes on his state visit to Hanoi on Thursday.",
            &["visit: Benjie Abalos + Marco Reyes"],
        ),
        (
            "Prime Minister Adama Keita has left Bamako for Moscow at the head of a delegation including Defence Minister Sadio Toure.",
            &["visit: Adama Keita + Sadio Toure"],
        ),
        (
            "Drug smuggling topped the agenda of the visit which Interior Minister Karl Lund has made to Praia.",
            &["visit: Karl Lund"],
        ),
        (
            "Interior Minister Teresa Lobo travelled to Praia on Saturday at the head of a delegation of the Guardia Civil.",
            &["visit: Guardia Civil + Teresa Lobo"],
        ),
        (
            "A delegation from the Guardia Civil visited Tashkent on Monday. The delegation, headed by Colonel Pablo Ortega, held talks with Interior Minister Rustam Karimov.",
            &[
                "meeting: Guardia Civil + Pablo Ortega + Rustam Karimov",
                "visit: Guardia Civil + Pablo Ortega",
            ],
        ),
        (
            "Interior Minister Asad Qureshi was received on arrival at Muscat airport by his Omani counterpart, Hilal Al Harthy.",
            &["visit: Asad Qureshi"],
        ),
    ]);
}

#[test]
fn names_that_are_words() {
    tells(&[
        (
            "The talks were co-chaired by Deputy Ministers Sanjar Tolipov of Uzbekistan and Nurlan Abdyev of Turkmenistan in Bukhara.",
            &["meeting: Nurlan Abdyev + Sanjar Tolipov"],
        ),
        (
            "The interior ministers of Slovenia, Bostjan Poklic, and Croatia, Davor Bozic, met in Trieste.",
            &["meeting: Bostjan Poklic + Davor Bozic"],
        ),
        (
            "The British ambassador to the Kingdom, Stephen Hale, met General Commander of the Police of the Republic of Mozambique Tor Bakke.",
            &["meeting: Stephen Hale + Tor Bakke"],
        ),
        (
            "Interior Minister Karl Lund met the head of the UNHCR office, Ivo Freijsen.",
            &["meeting: Ivo Freijsen + Karl Lund"],
        ),
        (
            "Interior Minister Said Lahmidi met Ambassador Luisa Prado on Monday.",
            &["meeting: Luisa Prado + Said Lahmidi"],
        ),
        (
            "Mr. Rahim Sultan, Ambassador of Pakistan, called on Justice Minister Pedro Almada on Monday.",
            &["meeting: Pedro Almada + Rahim Sultan"],
        ),
        (
            "Prison chief Evariste Murenzi received his counterpart from Zambia Correctional Service, Frederick Chilufya, on Monday.",
            &["meeting: Evariste Murenzi + Frederick Chilufya"],
        ),
    ]);
}
