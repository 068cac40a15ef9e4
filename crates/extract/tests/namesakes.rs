//! Bodies of one name in several countries: which one a text means, and when that stays open.

use extract::{MentionType, extract};

/// What each body of a text is in the lexicon, in order of mention; `-` where that is open.
fn bodies(text: &str) -> Vec<String> {
    let x = extract(text, None);
    let bodies = x
        .mentions
        .iter()
        .filter(|m| m.kind == MentionType::Organization);
    let known = bodies.map(|m| m.entity.and_then(|e| x.entities[e].known.clone()));
    known.map(|k| k.unwrap_or_else(|| "-".to_owned())).collect()
}

/// How many bodies a text speaks of.
fn number(text: &str) -> usize {
    let x = extract(text, None);
    let bodies = x
        .entities
        .iter()
        .filter(|e| e.kind == MentionType::Organization);
    bodies.count()
}

#[test]
fn the_country_a_text_speaks_of_says_whose_body_it_is() {
    for (text, body) in [
        (
            "أعلن جهاز الأمن الوطني في بغداد توقيف متهمين بالإرهاب.",
            "nss-iq",
        ),
        (
            "أعلن جهاز الأمن الوطني في القاهرة توقيف متهمين بالإرهاب.",
            "nsa-eg",
        ),
        (
            "La DGSN a annoncé, jeudi à Alger, l'arrestation de trois personnes.",
            "dgsn-dz",
        ),
        (
            "La DGSN a annoncé, jeudi à Rabat, l'arrestation de trois personnes.",
            "dgsn",
        ),
        (
            "La DGSN a annoncé, jeudi à Yaoundé, l'arrestation de trois personnes.",
            "dgsn-cm",
        ),
        ("أوقف الأمن العام في عمان، بالأردن، ثلاثة أشخاص.", "psd-jo"),
        ("أوقف الأمن العام في بيروت ثلاثة أشخاص.", "gs-lb"),
        (
            "The Ministry of Public Security in Hanoi arrested two suspects.",
            "mps-vn",
        ),
        (
            "The Ministry of Public Security in Beijing arrested two suspects.",
            "mps",
        ),
    ] {
        assert_eq!(bodies(text), [body], "{text}");
    }
}

#[test]
fn a_body_of_a_country_nobody_speaks_of_stays_open() {
    for text in [
        "أوقف الأمن العام في نيروبي ثلاثة أشخاص.",
        "La DGSN a annoncé, jeudi à Maputo, l'arrestation de trois personnes.",
        "The Public Security Directorate in Tirana arrested two suspects.",
        // Two countries have one of that name, and the text speaks of both alike.
        "التقى وفد من المغرب وفدا من الجزائر. وقال الأمن الوطني إن التعاون مستمر.",
        // Of no country at all.
        "La DGSN a annoncé jeudi l'arrestation de trois personnes.",
    ] {
        assert_eq!(bodies(text), ["-"], "{text}");
    }
}

#[test]
fn some_names_are_one_bodys_alone() {
    assert_eq!(
        bodies("زار وفد من شرطة دبي مدينة نيروبي الكينية."),
        ["dubai-police"]
    );
    assert_eq!(bodies("The FBI helped the police in Manila."), ["fbi"]);
    assert_eq!(
        bodies("The case was built with the Guardia Civil in Bogotá."),
        ["guardia-civil"]
    );
}

#[test]
fn the_country_beside_a_name_goes_before_what_the_text_speaks_of() {
    let text = "La Sûreté nationale mauritanienne a formé vingt agents à Alger, en Algérie, avec l'Algérie.";
    assert_eq!(bodies(text), ["dgsn-mr"]);
    // Named in full at first, it is the same one later.
    let later = format!("{text} La DGSN a salué ce stage.");
    assert_eq!(bodies(&later), ["dgsn-mr", "dgsn-mr"]);
    assert_eq!(number(&later), 1);
    // The host of the other is not the other.
    let host = "La DGSN a reçu à Alger des cadres de la Sûreté nationale mauritanienne. L'hôte mauritanien et la \
                délégation mauritanienne rentrent en Mauritanie.";
    assert_eq!(bodies(host)[1], "dgsn-mr");
    assert_ne!(bodies(host)[0], "dgsn-mr");
    assert_eq!(number(host), 2);
}

#[test]
fn one_mans_nationality_does_not_say_whose_body_it_is() {
    assert_eq!(
        bodies("La DGSN a arrêté jeudi à Maputo un ressortissant marocain."),
        ["-"]
    );
    assert_eq!(bodies("أوقف الأمن العام في نيروبي لبنانيا."), ["-"]);
    // Nor does the name of a language.
    assert_eq!(
        bodies("The Federal Police of Quito published the notice in French.").len(),
        1
    );
}

#[test]
fn a_body_listed_twice_is_one() {
    for (text, body) in [
        (
            "La BNPJ a arrêté à Casablanca, au Maroc, trois personnes.",
            "bnpj",
        ),
        ("La BNPJ a arrêté trois personnes.", "bnpj"),
        ("The GRU in Moscow, Russia, denied it.", "gru"),
        (
            "The Guardia di Finanza in Rome, Italy, seized the ship.",
            "guardia-finanza",
        ),
        (
            "The National Court in Madrid, Spain, opened a case.",
            "audiencia",
        ),
    ] {
        assert_eq!(bodies(text), [body], "{text}");
    }
}

#[test]
fn bodies_that_every_country_has_are_as_many_as_the_countries() {
    let guards = "التقى خفر السواحل الليبي خفر السواحل الإيطالي. وقال خفر السواحل إن التعاون مستمر. وشكر خفر السواحل الإيطالي ليبيا.";
    assert_eq!(bodies(guards), ["-", "-", "-", "-"]);
    assert_eq!(number(guards), 3);
    // Named in full at first, it is the same one later.
    assert_eq!(
        number(
            "La Gendarmerie nationale nigérienne a formé dix agents. La Gendarmerie nationale poursuit l'effort."
        ),
        1
    );
    // A third that is left open is neither of two.
    let two = "La Sûreté nationale marocaine a reçu la Sûreté nationale mauritanienne. La Sûreté nationale a salué ce geste.";
    assert_eq!(number(two), 3);
    // An international body is one, whose bureau it may be.
    let bureau = "التقى مكتب الإنتربول المغربي وفدا من الإنتربول الإسباني. وأشاد الإنتربول بالتعاون.";
    let known = bodies(bureau).into_iter().filter(|b| b == "interpol");
    assert!(known.count() >= 2);
}

#[test]
fn a_common_name_is_nobodys_where_another_country_is_spoken_of() {
    for (text, body) in [
        (
            "أعلنت إدارة مكافحة المخدرات توقيف شخصين في طرابلس، بليبيا.",
            "-",
        ),
        (
            "أعلنت وزارة الأمن الداخلي توقيف شخصين في مقديشو، بالصومال.",
            "-",
        ),
        (
            "أعلنت إدارة مكافحة المخدرات الأمريكية توقيف شخصين في ميامي.",
            "dea",
        ),
        (
            "The Foreign Intelligence Service in Bucharest, Romania, denied it.",
            "-",
        ),
        (
            "The Metropolitan Police in Tokyo, Japan, arrested two people.",
            "-",
        ),
        (
            "The Metropolitan Police in London, in the United Kingdom, arrested two people.",
            "met",
        ),
        (
            "Les Carabiniers ont arrêté deux personnes à Santiago, au Chili.",
            "-",
        ),
        (
            "La Police d'État a arrêté deux personnes à Tirana, en Albanie.",
            "-",
        ),
    ] {
        assert_eq!(bodies(text), [body], "{text}");
    }
}

#[test]
fn ministries_of_two_states_named_in_full_are_two() {
    for text in [
        "The Ministry of Interior of the Republic of Iraq and the Ministry of Interior of the Hashemite Kingdom of Jordan signed an agreement.",
        "Le ministère de l'Intérieur de la République du Niger et le ministère de l'Intérieur de la République de Côte d'Ivoire ont signé un accord.",
        "La Gendarmerie nationale de la République islamique de Mauritanie et la Gendarmerie nationale de la République tunisienne ont signé un accord.",
        "وقعت وزارة الداخلية بجمهورية العراق ووزارة الداخلية في المملكة الأردنية الهاشمية اتفاقية.",
    ] {
        assert_eq!(number(text), 2, "{text}");
    }
}

#[test]
fn a_short_name_is_whose_it_begins_and_a_name_of_its_own_is_not() {
    let people = |text: &str| {
        let x = extract(text, None);
        let people = |e: &&extract::Entity| e.kind == MentionType::Person;
        x.entities.iter().filter(people).count()
    };
    let sheikh = "Fahd bin Nasser signs pact\n\nSheikh Fahd bin Nasser Al Omari, Minister of Interior of Qatar, signed a pact in Doha.";
    assert_eq!(people(sheikh), 1);
    let two = "استقبل وزير الداخلية كمال سالم السفير. ثم التقى مدير الأمن العام سالم الزعبي الوفد. ووصل سالم الزعبي إلى الدوحة.";
    assert_eq!(people(two), 2);
    let one = "استقبل وزير الداخلية كمال سالم السفير. وقال سالم إن الزيارة مهمة.";
    assert_eq!(people(one), 1);
}
