//! Which place a name means, and names of people that look like places.

use extract::{MentionType, extract};

/// The lexicon's ids of the places of a text, in order.
fn places(text: &str) -> Vec<String> {
    let x = extract(text, None);
    let places = x
        .mentions
        .iter()
        .filter(|m| m.kind == MentionType::Location);
    let known = places.filter_map(|m| x.entities[m.entity?].known.clone());
    known.collect()
}

fn people(text: &str) -> Vec<&str> {
    let x = extract(text, None);
    let people = x.mentions.iter().filter(|m| m.kind == MentionType::Person);
    people.map(|m| &text[m.start..m.end]).collect()
}

#[test]
fn the_text_says_which_of_two_places_is_meant() {
    let amman = "وقعت مديرية الأمن العام الأردنية اتفاقية في عمان، الخميس الماضي.";
    assert_eq!(places(amman), ["geonames:250441"]);
    let oman = "زار وزير الداخلية سلطنة عمان والتقى المفتش العام للشرطة في مسقط.";
    assert_eq!(places(oman)[0], "OM");
    let libya = "التقى وزير الداخلية الليبي نظيره المالطي في طرابلس.";
    assert_eq!(places(libya), ["geonames:2210247"]);
    let lebanon = "أوقف الجيش اللبناني ثلاثة أشخاص في طرابلس.";
    assert_eq!(places(lebanon), ["geonames:266826"]);
}

#[test]
fn towns_of_our_own_list_are_the_towns_they_are_called() {
    assert_eq!(places("عقد المؤتمر في مدينة طنجة."), ["geonames:2530335"]);
    assert_eq!(places("عقد المؤتمر في مدينة تمارة."), ["geonames:2529013"]);
    assert_eq!(
        places("أوقف شخصان بمدينتي مليلية وسبتة."),
        ["geonames:2513947", "geonames:6362987"]
    );
}

#[test]
fn small_towns_behind_prepositions_and_in_lists() {
    assert_eq!(places("نفذت القوات عملية في الرطبة والحويجة.").len(), 2);
    // Everyday words that are towns somewhere.
    assert!(places("أكد الزعيم بما لا يدع مجالا للشك أن السنة المقبلة مهمة.").is_empty());
}

#[test]
fn foreign_people_and_patronymics_are_no_villages() {
    let text = "التقى الوزير مدير المركز الوطني للاستخبارات إسبيرانزا كاستيليرو يامازاريس.";
    assert_eq!(people(text), ["إسبيرانزا كاستيليرو يامازاريس"]);
    let text = "ترأس الاجتماع سعادة السيد عبدالله بن خلف السليطي وكيل وزارة الداخلية.";
    assert_eq!(people(text), ["عبدالله بن خلف السليطي"]);
    assert!(places(text).is_empty());
}

#[test]
fn adjectives_of_a_title_are_no_names() {
    for (text, name) in [
        (
            "استقبل الوزير وزيرة الداخلية الاتحادية نانسي فيزر.",
            "نانسي فيزر",
        ),
        (
            "استقبل الوزير محافظ نينوى عبد القادر الدخيل.",
            "عبد القادر الدخيل",
        ),
        (
            "التقى الوزير مدير عام الجوازات والإقامة سامي العنزي.",
            "سامي العنزي",
        ),
    ] {
        assert_eq!(people(text), [name]);
    }
}

#[test]
fn sites_and_towns_that_no_list_has_are_read_whole() {
    let places = [
        "Khalifa bin Salman Port",
        "Mirissa",
        "Paragon Base",
        "Farafenni",
        "Namanga",
        "Kazungula",
        "Chirundu",
        "Aflao",
        "Birgunj",
        "Attari",
        "Chaman",
        "Tachileik",
        "Bukit Kayu Hitam",
        "Nadi",
        "Hazrat Shahjalal International Airport",
        "Kotoka International Airport",
        "King Khalid International Airport",
        "Heathrow Airport",
        "Port of Spain",
        "Port Sudan",
        "Hamad Port",
        "Salalah Port",
        "Camp Simba",
        "Naval Base Guam",
        "Tanoa International Dateline Hotel",
        "Serena Hotel",
        "Upper Hill",
        "Mombasa Road",
        "Tema Harbour",
        "Chittagong Port",
        "Evzoni",
        "Medyka",
        "Dustlik",
    ];
    for place in places {
        for text in [
            format!("The patrols began at {place} on Tuesday, police said."),
            format!("A course for detectives opened in {place} last week."),
        ] {
            let x = extract(&text, None);
            let kinds = [
                MentionType::Location,
                MentionType::Person,
                MentionType::Organization,
            ];
            let read = x.mentions.iter().filter(|m| kinds.contains(&m.kind));
            let read: Vec<_> = read.map(|m| (m.kind, &text[m.start..m.end])).collect();
            assert_eq!(read, [(MentionType::Location, place)], "{text}");
        }
    }
}

#[test]
fn what_only_looks_like_a_site_is_none() {
    for text in [
        "The Palermo Protocol and the Rome Statute were read.",
        "Thai police were there on Monday.",
        "The commander of the Third Naval Zone spoke on Monday.",
        "They met Colonel Hasan Bay on Monday.",
        "He heads the Port Authority and the Airport Police.",
        "They walked from the Main Road to the Air Base.",
    ] {
        assert!(places_marked(text).is_empty(), "{text}");
    }
}

fn places_marked(text: &str) -> Vec<&str> {
    let x = extract(text, None);
    let places = x
        .mentions
        .iter()
        .filter(|m| m.kind == MentionType::Location);
    places.map(|m| &text[m.start..m.end]).collect()
}

#[test]
fn states_are_read_by_their_names_in_full() {
    let lists = [
        (
            "زار الوزير",
            "الجمهورية الجزائرية الديمقراطية الشعبية، المملكة الأردنية الهاشمية، جمهورية ألمانيا الاتحادية، الجمهورية الهيلينية، جمهورية إثيوبيا الديمقراطية الاتحادية، مملكة المغرب، الجمهورية اليمنية، جمهورية الصومال الفيدرالية",
            "، ",
        ),
        (
            "The minister visited the",
            "Federal Republic of Germany, Socialist Republic of Vietnam, Federative Republic of Brazil, Plurinational State of Bolivia, United Mexican States, Islamic Republic of Iran, Kyrgyz Republic, Republic of San Marino",
            ", the ",
        ),
        (
            "Le ministre a visité la",
            "République algérienne démocratique et populaire, République de Türkiye, République gabonaise, République togolaise, République islamique de Mauritanie, République fédérale d'Allemagne",
            ", la ",
        ),
    ];
    for (before, names, between) in lists {
        let names: Vec<&str> = names.split([',', '،']).map(str::trim).collect();
        let text = format!("{before} {}.", names.join(between));
        let x = extract(&text, None);
        let said = x
            .mentions
            .iter()
            .filter(|m| m.kind == MentionType::Location);
        let said: Vec<&str> = said.map(|m| &text[m.start..m.end]).collect();
        assert_eq!(said, names);
    }
    // Named so it says which of two places is meant.
    let jordan = "وقعت وزارة الداخلية في المملكة الأردنية الهاشمية اتفاقية في عمان.";
    assert_eq!(places(jordan), ["JO", "geonames:250441"]);
}

#[test]
fn an_event_is_not_where_a_ministry_is_or_an_envoy_posted() {
    for (text, place) in [
        (
            "وقعت وزارة الداخلية بجمهورية العراق ووزارة الداخلية بتونس اتفاقية في بغداد.",
            "geonames:98182",
        ),
        (
            "احتضن مقر الأمن العام اجتماعا جمع السفير البريطاني في المغرب جون سميث مع مدير الشرطة محمد الدخيسي.",
            "-",
        ),
        (
            "عقدت اللجنة اجتماعا بالمغرب حضره مدير الأمن الوطني سعيد منصور.",
            "MA",
        ),
    ] {
        let x = extract(text, None);
        let known = |e: &usize| x.entities[*e].known.clone();
        let at = x.events[0].place.first().and_then(known);
        assert_eq!(at.as_deref().unwrap_or("-"), place, "{text}");
    }
}
