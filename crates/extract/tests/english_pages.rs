//! English items as agencies and police sites write them, in sentences made for it: titles, names, datelines, and what happened.

mod told;

use extract::{MentionType, extract};
use text::Date;
use told::tells;

/// What a text names of one kind, in order.
fn named(text: &str, kind: MentionType) -> Vec<String> {
    let x = extract(text, Date::parse("2024-05-17"));
    let of = x.mentions.iter().filter(|m| m.kind == kind);
    of.map(|m| text[m.start..m.end].to_owned()).collect()
}

#[test]
fn headline_words_are_nobody() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Interior Minister Receives Danish Counterpart\nMinister of Interior Karl Lund received his Danish counterpart Jens Holm in Oslo on Monday.",
            &["Karl Lund", "Jens Holm"],
        ),
        (
            "His Excellency Interior Minister General Karl Lund met the police chief, Jens Holm, on decisions issued by Nordic Interior Ministers.",
            &["Karl Lund", "Jens Holm"],
        ),
        (
            "Minister of Public Security General To Van hosted a reception for Karl Lund in Hanoi.",
            &["To Van", "Karl Lund"],
        ),
        (
            "The Inspector General of Police Ousman Ceesay opened the course at the Capacity Building Programme.",
            &["Ousman Ceesay"],
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(named(text, MentionType::Person), *wanted, "{text}");
    }
}

#[test]
fn titles_are_read_whole() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Minister of State for Interior Affairs Sheikh Salem Karim met Karl Lund, Deputy Prime Minister and Minister of Interior, in Oslo.",
            &[
                "Minister of State for Interior Affairs",
                "Deputy Prime Minister",
                "Minister of Interior",
            ],
        ),
        (
            "The talks were led by Karl Lund, Head of Interpol's Regional Bureau for West Africa.",
            &["Head of Interpol's Regional Bureau for West Africa"],
        ),
        (
            "The Federal Minister for Interior, Karl Lund, received the Consul General of the Republic of Korea, Jane Doe.",
            &[
                "Federal Minister for Interior",
                "Consul General of the Republic of Korea",
            ],
        ),
        (
            "Home secretary-level talks were held, said Karl Lund, DG Coast Guards.",
            &["DG Coast Guards"],
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(named(text, MentionType::Office), *wanted, "{text}");
    }
}

#[test]
fn provinces_are_places_and_letters_are_the_body_named_in_full() {
    let places = named(
        "The ring was active in Punjab, Catalonia and Lancashire, the Hellenic Republic said.",
        MentionType::Location,
    );
    assert_eq!(
        places,
        ["Punjab", "Catalonia", "Lancashire", "Hellenic Republic"]
    );
    let text = "The Australian Federal Police trained 20 officers. The AFP gave them cameras.";
    assert_eq!(
        named(text, MentionType::Organization),
        ["Australian Federal Police", "AFP"]
    );
}

#[test]
fn datelines_stand_before_the_text() {
    let cases = [
        (
            "Oslo, Norway: The Minister of Interior, Karl Lund, met the ambassador of Spain, Pablo Ortega, at the ministry today.",
            "Oslo, Norway",
        ),
        (
            "Oslo, Jan 6 (NTB) Norway's interior minister, Karl Lund, met his Spanish counterpart, Pablo Ortega, here on Sunday.",
            "Oslo, Jan 6 (NTB)",
        ),
        (
            "VNA - Deputy Minister Karl Lund received the ambassador of Spain, Pablo Ortega, in Hanoi on Monday afternoon.",
            "VNA",
        ),
        (
            "OSLO (Northern News) - The minister of interior, Karl Lund, met his Spanish counterpart, Pablo Ortega, in the ministry.",
            "OSLO (Northern News)",
        ),
        (
            "BERLIN, 14.08.2017 /DPA “Inland”/. The minister of interior, Karl Lund, met his Spanish counterpart, Pablo Ortega, in the ministry.",
            "BERLIN, 14.08.2017 /DPA “Inland”/.",
        ),
    ];
    for (text, wanted) in cases {
        let x = extract(text, None);
        let said: Vec<&str> = x.furniture.iter().map(|f| &text[f.start..f.end]).collect();
        assert_eq!(said, [wanted], "{text}");
    }
}

#[test]
fn who_is_there_and_who_is_only_named() {
    tells(&[
        (
            "The Minister of Interior and Commander of the Guard, Karl Lund, met Jane Doe, Chargé d'Affaires at the Embassy of Spain, on Monday.",
            &["meeting: Jane Doe + Karl Lund"],
        ),
        (
            "Interior Minister Karl Lund called on neighbouring countries to crack down on weapons trafficking, the ministry said.",
            &[],
        ),
        (
            "President Karl Lund wants closer ties. This call for help was made during a meeting with the FBI Director, John Roe, held in Abuja.",
            &["meeting: John Roe + Karl Lund"],
        ),
        (
            "Norway and Sweden held home secretary-level talks in Oslo on Monday. The Norwegian delegation was led by Home Secretary Karl Lund while Home Secretary Lars Berg led the Swedish side.",
            &["meeting: Karl Lund + Lars Berg"],
        ),
        (
            "The police chief, Karl Lund, received senior Danish officials in Oslo. The Danish delegation was led by Jane Doe, head of the National Crime Agency, and included Lars Berg.",
            &["meeting: Jane Doe + Karl Lund + Lars Berg"],
        ),
        (
            "Police spokesman John Roe said that his boss, Police Commissioner Karl Lund, met Europol director Anna Berg in Oslo.",
            &["meeting: Anna Berg + Karl Lund"],
        ),
        (
            "Jane Doe restated the support of the Crime Agency for the Coast Guard with specialised training programmes and equipment.",
            &[],
        ),
        (
            "Officers of the Crime Agency arrested two men after 27 people were stopped in Tunis attempting to travel to Spain.",
            &[],
        ),
        (
            "The three-day training was organised by Interpol and opened by Police Commissioner Karl Lund in Oslo on Monday. He said the Coast Guard values training.",
            &["training: Interpol + Karl Lund"],
        ),
    ]);
}

#[test]
fn who_a_further_sentence_adds() {
    tells(&[
        (
            "A delegation of the Border Force visited Nairobi on Tuesday. The delegation was led by Jane Doe, director of the Crime Agency. She was accompanied by Karl Lund and Lars Berg.",
            &["visit: Border Force + Jane Doe + Karl Lund + Lars Berg"],
        ),
        (
            "Police Commissioner Karl Lund hosted Interpol director Jane Doe in Oslo. Also present during the meeting was John Roe, head of the Crime Agency.",
            &["meeting: Jane Doe + John Roe + Karl Lund"],
        ),
        (
            "The minister, Karl Lund, met the Minister of Home Affairs, Lars Berg, in Oslo. When meeting with Interpol director Jane Doe, Lund said that Norway stands ready.",
            &[
                "meeting: Karl Lund + Lars Berg",
                "meeting: Jane Doe + Karl Lund",
            ],
        ),
        (
            "Police chief Karl Lund flew to Lima to attend a conference of police chiefs from member countries of the Andean Community Council hosted by Interpol.",
            &["visit: Karl Lund", "conference: Interpol + Karl Lund"],
        ),
        (
            "Instructor Karl Lund paid a visit to the Police Training Centre in Mirissa on Monday.",
            &["visit: Karl Lund"],
        ),
    ]);
}
