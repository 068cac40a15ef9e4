//! Lines of sites, and prose that looks like them.

use super::*;

fn kinds(text: &str) -> Vec<(&str, &'static str)> {
    furniture(text)
        .into_iter()
        .map(|f| (&text[f.start..f.end], f.kind))
        .collect()
}

#[test]
fn lines_of_the_site_and_datelines() {
    assert_eq!(
        kinds(
            "الرئيسية | سياسة | مجتمع\nالرباط – و م ع\nاستقبل الوزير نظيره.\nاقرأ أيضا\nشارك هذا الموضوع"
        ),
        [
            ("الرئيسية | سياسة | مجتمع", "nav"),
            ("الرباط – و م ع", "byline"),
            ("اقرأ أيضا", "related"),
            ("شارك هذا الموضوع", "share"),
        ]
    );
    assert_eq!(
        kinds("RABAT, Sept 20 (Reuters) - The minister met his counterpart."),
        [("RABAT, Sept 20 (Reuters)", "byline")]
    );
    assert_eq!(
        kinds("Rabat, 17 mai (MAP)\nLe ministre a reçu.\nÀ lire aussi : un titre"),
        [
            ("Rabat, 17 mai (MAP)", "byline"),
            ("À lire aussi : un titre", "related")
        ]
    );
}

/// Who writes and from where, before the verb the report begins with; titles of other stories behind the last paragraph.
#[test]
fn before_the_first_verb_and_behind_the_text() {
    let told = "استقبل وزير الداخلية سالم الغامدي في مكتبه اليوم نظيره الفنلندي وبحث معه سبل التعاون بين البلدين الصديقين.";
    for head in [
        "مرايا الساحل",
        "أبوظبي - سيف حمدان",
        "مسقط | الجريدة المسائية",
    ] {
        let text = format!("{head} – {told}");
        assert_eq!(kinds(&text), [(head, "byline")], "{text}");
    }
    let text = "وزير الداخلية – استقبل نظيره.";
    assert_eq!(kinds(text), [], "{text}");
    let other = "وزيرة التضامن تتابع برنامج الأغذية في المحافظات الجنوبية\nرئيس الوزراء يصل إلى مطار العاصمة مساء اليوم";
    let text = format!("{told}\n{other}");
    let kinds: Vec<&str> = kinds(&text).iter().map(|k| k.1).collect();
    assert_eq!(kinds, ["related", "related"]);
}

#[test]
fn prose_is_kept() {
    for text in [
        "شارك الوزير في المؤتمر المنعقد بالرباط.",
        "By Friday the two ministers had met in Rabat.",
        "Home Secretary Emily Carter met officials.",
        "كتب الوزير رسالة إلى نظيره.",
    ] {
        assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
    }
}

#[test]
fn a_paragraph_may_point_into_a_picture() {
    let text = "Sécurité : Tripoli et La Valette se parlent\nLe ministre libyen de l'Intérieur a ouvert mercredi à Tripoli une réunion sur les réseaux de passeurs en présence de plusieurs ambassadeurs européens accrédités en Libye.\nKhaled al-Gharyani (à gauche) a ensuite reçu dans son bureau son homologue maltais Paul Borg (au centre), avec lequel il a parlé des patrouilles en mer et de la formation des gardes.\nDeux ministres (à gauche) à Tripoli";
    let caption = "Deux ministres (à gauche) à Tripoli";
    assert_eq!(kinds(text), [(caption, "caption")]);
}

#[test]
fn what_stands_below_a_bare_heading_belongs_to_it() {
    let text = "الرئيسية > أخبار\nوزير الداخلية يزور تونس\nالأربعاء 5 مارس 2025 - 18:30\nزار وزير الداخلية تونس يوم الثلاثاء والتقى نظيره التونسي.\nاقرأ أيضا\nتوقيف خمسة متطرفين بعدة مدن\nوعاد الوزير إلى بلاده مساء اليوم نفسه بعد لقاءات أخرى.\nمواضيع ذات صلة\nاجتماع أمني في باريس\nقمة عربية في بغداد\nالتعليقات (2)\nتحية لرجال الأمن";
    let said: Vec<_> = kinds(text).into_iter().map(|k| k.1).collect();
    assert_eq!(
        said,
        [
            "nav",
            "date-line",
            "related",
            "related",
            "related",
            "related",
            "related",
            "comments",
            "comments"
        ]
    );
}

#[test]
fn whoever_signs_below_the_title() {
    for line in [
        "الصحيفة من الرباط",
        "هشام ع. - الرباط",
        "من مبعوثنا الخاص: كريم التازي",
        "كريم التازي",
        "بقلم: سعيد العمراني",
        "هسبريس - و.م.ع",
        "De notre envoyé spécial à Dakar",
    ] {
        let text =
            format!("لقاء أمني رفيع\n{line}\nعقد الجانبان اجتماعا مطولا في مقر الوزارة صباح اليوم.");
        assert_eq!(kinds(&text), [(line, "byline")]);
    }
}

#[test]
fn counts_and_buttons() {
    let body = "The two ministers met in Rabat on Monday and agreed to share more.";
    for (line, kind) in [
        ("0 تعليق", "comments"),
        ("عدد المشاهدات: 312", "counter"),
        ("3 min read", "counter"),
        ("فيسبوك تويتر واتساب", "share"),
        ("Facebook | X | WhatsApp", "share"),
        ("#أمن #المغرب", "tags"),
        ("Tags: police, Spain", "tags"),
        ("© 2024 The Example. All rights reserved.", "copyright"),
    ] {
        assert_eq!(kinds(&format!("{body}\n{line}")), [(line, kind)]);
    }
}

#[test]
fn headlines_that_begin_like_furniture_are_kept() {
    for line in [
        "مشاركة مغربية في مؤتمر أمني بالدوحة",
        "إعلان الرباط حول مكافحة الإرهاب",
        "تحرير رهينتين فرنسيتين في مالي",
        "مبعوث الأمم المتحدة يزور بنغازي",
        "صورة قاتمة عن الوضع في الساحل",
        "Related offences on the rise, police say",
        "Latest talks in Rabat end without a deal",
        "Partage du renseignement : Paris et Rabat s'accordent",
        "Photo shared by police leads to arrest",
    ] {
        let text = format!("{line}\nعقد الجانبان اجتماعا مطولا في مقر الوزارة صباح اليوم.");
        assert!(kinds(&text).is_empty(), "{line}: {:?}", kinds(&text));
    }
}

#[test]
fn signs_above_and_below_the_text() {
    let body = "استقبل الوزير نظيره في مقر الوزارة صباح اليوم، وبحثا ملفات مشتركة.";
    for line in [
        "بوابة الوسط - القاهرة | الجمعة 21 يوليو 2023",
        "Le Courrier | 12 mai 2023",
    ] {
        assert_eq!(
            kinds(&format!("لقاء أمني\n{line}\n{body}")),
            [(line, "byline")]
        );
    }
    for (line, kind) in [
        ("م.س/ ع.ك", "byline"),
        ("شاهد: لقطات من جزيرة كريت", "related"),
        ("press@interieur.example", "copyright"),
        ("لمزيد من المعلومات: مديرية الاتصال", "copyright"),
    ] {
        assert_eq!(kinds(&format!("لقاء أمني\n{body}\n{line}")), [(line, kind)]);
    }
    for line in [
        "Watch officers return from joint course",
        "Read into the case, detectives found a second cell",
    ] {
        assert!(kinds(&format!("{line}\n{body}")).is_empty(), "{line}");
    }
}

#[test]
fn how_long_ago_and_the_end_of_a_release() {
    let body = "استقبل الوزير نظيره في مقر الوزارة صباح اليوم، وبحثا ملفات مشتركة.";
    for line in ["منذ ساعتين", "قبل 3 أيام", "2 hours ago", "il y a 2 heures"] {
        assert_eq!(
            kinds(&format!("لقاء أمني\n{line}\n{body}")),
            [(line, "date-line")]
        );
    }
    assert_eq!(kinds(&format!("لقاء أمني\n{body}\n- 30 -")).len(), 1);
    for line in [
        "قبل زيارة الوزير إلى الرباط",
        "منذ عام والمفاوضات متوقفة بين الطرفين",
    ] {
        assert!(kinds(&format!("{line}\n{body}")).is_empty(), "{line}");
    }
}

#[test]
fn rows_signatures_and_offers_in_french_and_english() {
    let lead = "The two ministers met on Monday at the ministry and agreed to share more data on smugglers.";
    for (line, kind) in [
        ("Analysis", "nav"),
        ("Politique   Monde   Économie   Société", "nav"),
        ("INTERNATIONAL • SERBIE", "nav"),
        ("From: Home Office", "byline"),
        ("By Mary Izuaka", "byline"),
        ("@maryizuaka", "byline"),
        (
            "Publié le 12 juin 2025 à 05h30, modifié le 12 juin 2025 à 11h02",
            "date-line",
        ),
        (
            "Officers patrol the border. Photo: EPA-EFE/A. Babani",
            "caption",
        ),
        (
            "Police at a past meeting. PHOTO | M. MBABAZI | NMG",
            "caption",
        ),
    ] {
        let text = format!("Ministers agree to share data\n{line}\n{lead}");
        assert_eq!(kinds(&text), [(line, kind)], "{line}");
    }
    for (line, kind) in [
        ("READ MORE: Border Deal with EU: What's in It?", "related"),
        (
            "Get our daily dose of news. Sign up for our Newsletter.",
            "ad",
        ),
        (
            "Pour ne rien rater, abonnez-vous à notre newsletter – Je m'abonne",
            "ad",
        ),
        ("0 Comments. Please log in to post a comment.", "comments"),
        ("(With inputs from PTI)", "byline"),
        ("– Rappler.com", "byline"),
        ("Servan Kpossou", "byline"),
        ("Hadrien Mauclair (Tirana, envoyé spécial)", "byline"),
        (
            "Communication DFJP, info@ejpd.example, T +41 58 000 00 00",
            "copyright",
        ),
        (
            "© Agence Ecofin. La reproduction partielle ou totale de cet article est soumise à autorisation préalable.",
            "copyright",
        ),
    ] {
        let text = format!("{lead}\n{line}");
        assert_eq!(kinds(&text), [(line, kind)], "{line}");
    }
    assert_eq!(
        kinds(&format!("MANILA, Philippines – {lead}")),
        [("MANILA, Philippines", "byline")]
    );
    // What only looks so.
    for line in [
        "\"Sign up for our course,\" the instructor told the officers who had come to the academy on Monday morning.",
        "From Rabat to Madrid: officers share a desk",
        "Contact Group meets in Oslo",
        "De Bamako à Dakar : une route surveillée",
        "Interior minister meets Kazakh counterpart",
    ] {
        let text = format!("{line}\n{lead}");
        assert!(kinds(&text).is_empty(), "{line}: {:?}", kinds(&text));
    }
}

#[test]
fn codes_files_and_crumbs() {
    let text = "HomeNewsCaribbean NewsMinisters discuss trafficking\nspot_img\n8,392\nMinisters discuss trafficking in the capital\nThe two ministers met in Rabat on Monday and discussed trafficking in firearms in the region.\n41376.jpg\nThe next meeting will be held in Tunis next year, both ministries said.\n(NZ)\nZZ/ 5026766\nThe post Ministers discuss appeared first on Example News.";
    let said: Vec<_> = kinds(text).into_iter().map(|k| k.1).collect();
    assert_eq!(
        said,
        [
            "nav",
            "ad",
            "counter",
            "caption",
            "byline",
            "copyright",
            "copyright"
        ]
    );
}

#[test]
fn a_credit_behind_the_last_sentence() {
    let text = "Ministers meet\nThe agenda of the meeting also included cooperation against organized crime and extremism in the region. /// nCa (photo credit – Ministry of Internal Affairs)";
    assert_eq!(
        kinds(text),
        [(
            "/// nCa (photo credit – Ministry of Internal Affairs)",
            "caption"
        )]
    );
}

#[test]
fn a_text_in_lines_of_one_length_is_no_list_of_titles() {
    let text = "التقى الوزير نظيره في الرباط يوم الاثنين وبحثا التعاون الأمني بين البلدين.\nوجرى خلال اللقاء استعراض سبل تعزيز التعاون بين الوزارتين في مجال\nالتكوين الشرطي وتبادل الخبرات. وأكد الوزير أن البلدين ماضيان في\nتطوير شراكتهما الأمنية بما يخدم المصالح المشتركة ويعزز أمن";
    assert!(kinds(text).is_empty(), "{:?}", kinds(text));
    let stories = "التقى الوزير نظيره في الرباط يوم الاثنين وبحثا التعاون الأمني بين البلدين.\nتوقيف خمسة أشخاص بالدار البيضاء والرباط\nالشرطة تحجز كمية كبيرة من المخدرات بميناء طنجة";
    assert_eq!(kinds(stories).len(), 2);
}

/// A page whose every line but title and text belongs to the site, in the zones they stand in.
#[test]
fn owners_sections_days_and_signs() {
    let title = "Le ministre de l'Intérieur reçoit l'ambassadeur d'Oman";
    let text = "Le ministre, Karim Haddad, a reçu mardi l'ambassadeur d'Oman et discuté avec lui de la lutte contre le trafic de drogue.";
    for head in [
        "Ministère de l'Intérieur",
        "Accueil Politique Société Économie Sport Culture Nécrologie",
        "LIBYE MAGHREB ÉNERGIE SÉCURITÉ OPINIONS",
        "Bulletin N° 13.408 | ACTION EXTÉRIEURE | SÉCURITÉ - DÉFENSE | LIBERTÉ ET JUSTICE",
        "Bureau de Bangui > Communiqués",
        "Politique 8 avril 2016 15:31",
        "2025-12-10T09:12:04+00:00",
        "LCQ / Par R. K., le 05 octobre 2023 à 00h00",
    ] {
        let page = format!("{head}\n{title}\n{text}");
        let said: Vec<&str> = kinds(&page).iter().map(|k| k.0).collect();
        assert_eq!(said, [head], "{page}");
    }
    for tail in [
        "Cellule de communication de la Police nationale",
        "Thaïlande , police , trafics",
        "1 commentaire. Le Citoyen : Et nos routes, c'est pour quand la sécurité ?",
        "Lu 234 fois",
        "Stéphane K. avec Sercom",
        "Alger, le 5 mars 2024",
        "Le ministre à Amman, le 20 mai - O&O/Archives",
    ] {
        let page = format!("{title}\n{text}\n{tail}");
        let said: Vec<&str> = kinds(&page).iter().map(|k| k.0).collect();
        assert_eq!(said, [tail], "{page}");
        // The text once more behind it changes nothing.
        let page = format!("{page}\n{title}\n{text}");
        assert_eq!(kinds(&page).len(), 1, "{page}: {:?}", kinds(&page));
    }
    let text = "استقبل وزير الداخلية كريم حداد، يوم الثلاثاء، سفير سلطنة عمان سالم البوسعيدي في مقر الوزارة وبحث معه سبل التعاون.";
    for (line, after) in [
        ("وزارة الداخلية", false),
        ("الوزير خلال استقباله السفير", true),
        ("إدارة الإعلام الأمني", true),
    ] {
        let title = "وزير الداخلية يستقبل سفير عمان";
        let page = match after {
            true => format!("{title}\n{text}\n{line}"),
            false => format!("{line}\n{title}\n{text}"),
        };
        let said: Vec<&str> = kinds(&page).iter().map(|k| k.0).collect();
        assert_eq!(said, [line], "{page}");
    }
    for prose in [
        "La police nationale arrête trois passeurs",
        "Coopération : Amman et Mascate renforcent leurs échanges",
        "SÉCURITÉ LE MINISTRE REÇOIT SON HOMOLOGUE",
    ] {
        let page = format!("{prose}\n{text}");
        assert!(kinds(&page).is_empty(), "{page}: {:?}", kinds(&page));
    }
}

/// What a paper says of itself, who wrote beside where, what a picture shows, who the author is; headlines with the same words stay.
#[test]
fn slogans_signatures_pictures_and_authors() {
    let body = "Le ministre de l'Intérieur, Karim Haddad, a reçu mardi l'ambassadeur d'Oman au siège du ministère à Amman.\nIls ont discuté de la coopération en matière de lutte contre le trafic de drogue, selon un communiqué.";
    let title = "Le ministre reçoit l'ambassadeur";
    for line in [
        "Premier site d'information du Sahel",
        "Ghana's leading news portal",
        "Météo Dakar 28°C",
        "Société & Justice",
        "Vol. 12 No. 45",
        "Portail officiel du ministère de l'Intérieur et de la Sécurité",
    ] {
        let text = format!("{line}\n{title}\n{body}");
        assert_eq!(kinds(&text).first().map(|k| k.0), Some(line), "{text}");
    }
    for line in [
        "Jules Ferrand / Le Messager",
        "Jules Ferrand, envoyé spécial à Lomé",
        "Jules Ferrand (Stagiaire)",
        "Kwame Boadi @kboadi",
        "4 mars 2026 par admin",
        "Wed 4 Mar 2026",
        "هشام النوري وسعاد المزروعي",
        "Karim Haddad (g) et Salim Al Busaidi (d)",
        "Les deux délégations lors de la séance de travail",
        "Karim Haddad shakes hands with Salim Al Busaidi in Amman, March 3, 2026",
        "Le siège du ministère à Amman, en janvier 2025. (Archives)",
    ] {
        let text = format!("{title}\n{line}\n{body}");
        assert_eq!(kinds(&text).first().map(|k| k.0), Some(line), "{text}");
    }
    for line in [
        "Jules Ferrand est journaliste au Messager.",
        "Kwame Boadi covers security for The Courier.",
    ] {
        let text = format!("{title}\n{body}\n{line}");
        assert_eq!(kinds(&text).first().map(|k| k.0), Some(line), "{text}");
    }
    for line in [
        "Police raid news site in Nairobi",
        "Un journaliste arrêté à Dakar",
        "La victime est journaliste à Dakar.",
    ] {
        let text = format!("{line}\n{body}");
        assert_eq!(kinds(&text), [], "{text}");
    }
}

/// Town, country or district, day, hour, agency, and what parts them from the text; sentences that begin with a town are none.
#[test]
fn datelines_of_towns_known_and_unknown() {
    let text = "Le préfet a reçu mardi le consul de Belgique au siège de la préfecture, en présence de plusieurs responsables.";
    for (head, sign) in [
        ("Odienné, 29 août 2025 (AIP)", " - "),
        ("Odienné, 29 août (AIP)", " "),
        ("Accra, July 19, GNA", " – "),
        ("Lomé (Togo), 3 mars 2026 (ATOP)", " - "),
        ("Nouakchott, 03/03/2026", " "),
        ("Antananarivo, 3 Mars, 14h30", " - "),
        ("Port-au-Prince, mardi 3 mars 2026 ((nouvelles.ht))", "– "),
        ("Monaco, le 3 mars 2026", ". "),
        ("Alger", "- "),
        ("(AIP)", " - "),
        ("(News 1st)", ": "),
        ("(Agence Ecofin)", " - "),
    ] {
        let line = format!("{head}{sign}{text}");
        assert_eq!(kinds(&line), [(head, "byline")], "{line}");
    }
    for start in [
        "Odienné, le 3 mars 2026, a vu l'ouverture d'un poste. ",
        "Dakar a accueilli la réunion. ",
        "Rabat-Madrid : un accord. ",
        "Tambacounda, 3 mars : des heurts. ",
    ] {
        let line = format!("{start}{text}");
        assert_eq!(kinds(&line), [], "{line}");
    }
}

/// A page by its lines, each with its kind or nothing.
fn page(lines: &[(&str, &str)]) {
    let text: Vec<&str> = lines.iter().map(|l| l.0).collect();
    let text = text.join("\n");
    let site: Vec<(&str, &str)> = lines.iter().filter(|l| !l.1.is_empty()).copied().collect();
    assert_eq!(kinds(&text), site, "{text}");
}

/// What stands above a headline, between it and the text, and below, by the lines around it.
#[test]
fn lines_that_their_neighbours_give_away() {
    let title = "وزير الداخلية يستقبل سفير سلطنة عمان في مكتبه بالوزارة";
    let text = "استقبل وزير الداخلية كريم حداد، يوم الثلاثاء، سفير سلطنة عمان سالم البوسعيدي في مقر الوزارة وبحث معه سبل التعاون.";
    page(&[
        ("×", "nav"),
        ("أقسام مهمة", "nav"),
        ("• كأس الشعوب 2031", "nav"),
        ("كأس الشعوب 2031", "nav"),
        ("رئيس مجلس الإدارة", "nav"),
        ("منى عبدالفتاح", "copyright"),
        ("الثلاثاء 4 مارس 2031 عمان الأردن", "date-line"),
        ("الصباحية", "nav"),
        (title, ""),
        ("وزير الداخلية كريم حداد", "caption"),
        ("• 3", "counter"),
        ("• 00:00", "date-line"),
        ("عمان (الصباحية)", "byline"),
        (text, ""),
        ("عن منى فاضل", "byline"),
        ("شاهد أيضاً", "related"),
        ("بدء موسم القطاف في الوديان الجنوبية هذا العام …", "related"),
    ]);
    page(&[
        (title, ""),
        ("سفير سلطنة عمان في مكتبه", "caption"),
        ("أمن ـ الصباحية ـ", "byline"),
        (text, ""),
        ("قناة الصباحية الفضائية", "byline"),
    ]);
    page(&[
        ("أبرز الأخبارأخبار دولية", "nav"),
        (title, ""),
        ("لجنة مشتركة تجتمع في مسقط قبل نهاية العام", ""),
        ("أبوظبي (الصباحية)", "byline"),
        (text, ""),
        ("بدء موسم القطاف في الوديان الجنوبية", "related"),
        ("توزيع جوائز الشعر على تلاميذ المدارس", "related"),
        (
            "انطلقت في الوديان الجنوبية أعمال القطاف بمشاركة مئات العمال من عدة قرى مجاورة، ويتوقع أن تستمر حتى نهاية الشهر القادم إذا بقي الطقس على حاله … |",
            "related",
        ),
    ]);
    page(&[
        ("Example.com", "nav"),
        (title, ""),
        ("Example.com", "byline"),
        (text, ""),
    ]);
    page(&[
        (title, ""),
        ("أصداء", "byline"),
        (text, ""),
        ("الصباحية - وكالات", "byline"),
    ]);
    let title = "Le ministre de l'Intérieur reçoit l'ambassadeur d'Oman à Amman";
    let crumbs = format!("Home National {title}");
    page(&[
        (&crumbs, "nav"),
        (title, ""),
        ("1. © Agence", "caption"),
        ("Karim Haddad à Amman avec l'ambassadeur", "caption"),
        ("2. © Agence", "caption"),
        ("Karim Haddad à Amman avec l'ambassadeur", ""),
        (
            "Le ministre, Karim Haddad, a reçu mardi l'ambassadeur d'Oman et discuté avec lui de la lutte contre le trafic de drogue.",
            "",
        ),
        ("Avec APA", "byline"),
        ("photo.jpeg)", "caption"),
    ]);
    let text = "Le ministre, Karim Haddad, a reçu mardi l'ambassadeur d'Oman et discuté avec lui de la lutte contre le trafic de drogue.";
    let more = "Les deux hommes se sont entretenus des contrôles aux frontières et de la formation des agents, selon le communiqué.";
    page(&[
        (title, ""),
        ("Karim Haddad lors d'une séance du Conseil", "caption"),
        (
            "Karim Haddad lors d'une séance du Conseil. © Agence",
            "caption",
        ),
        ("Jeanne Ferrand et Kwame Boadi", "byline"),
        (text, ""),
        ("La place du marché avant les travaux", "caption"),
        ("La place du marché avant les travaux", "caption"),
        (more, ""),
        (
            "Une championne de natation retrouve son club après deux saisons d'absence",
            "related",
        ),
        (text, ""),
        ("About the Author", "byline"),
        ("Kwame Boadi", "byline"),
        (
            "Kwame suit depuis dix ans les tribunaux de la côte. Il vit dans un village de pêcheurs.",
            "byline",
        ),
    ]);
}

/// The same places with lines of the text in them: a short headline, a heading, a list, a caption's words, paragraphs that nothing closes.
#[test]
fn lines_of_the_text_in_the_same_places() {
    let text = "Le ministre, Karim Haddad, a reçu mardi l'ambassadeur d'Oman et discuté avec lui de la lutte contre le trafic de drogue.";
    let more = "Les deux hommes se sont entretenus des contrôles aux frontières et de la formation des agents, selon le communiqué.";
    let last = "Une commission mixte doit préparer un accord avant la fin de l'été, a ajouté le ministre devant la presse.";
    for page in [
        &[
            "Liste des invités",
            "Réunion des chefs de police du fleuve, Niamey, 3 mai 2031",
            "Niger",
            "Le commissaire Moussa Abdou",
            text,
        ][..],
        &[
            "Visite de travail",
            "Le directeur de la police ivoirienne attendu à Lomé lundi",
            text,
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "Des contrôles plus longs aux frontières du nord dès juillet",
            more,
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "À suivre de près",
            more,
            "More from the same network",
            last,
        ],
        &["Un « baron » arrêté à Dakar, un « passeur » à Mbour", text],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "Post reopened",
            more,
            "A signal to smugglers on Telegram",
            last,
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "Done at Amman in two copies",
            "For the Sultanate",
            "Godfred Mensah",
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "\"Sign up here,\" the instructor told the officers from Ghana.",
            more,
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "The group spoke on its Telegram channel of an attack on the convoy.",
            more,
        ],
        &[
            "Rencontre à Amman des deux ministres",
            text,
            "En cliquant sur le lien, la victime installe un logiciel.",
            more,
        ],
        &["EN DIRECT: Haddad évoque les « passeurs »", text],
        &[
            "Rencontre à Amman des deux ministres",
            "Deux heures d'entretien dans le bureau du ministre -",
            text,
        ],
        &["Copyright crime: two services launch a joint team", text],
        &[
            "Service de presse : la gendarmerie forme ses porte-parole",
            text,
        ],
    ] {
        let page = page.join("\n");
        assert_eq!(kinds(&page), [], "{page}");
    }
    let text = "استقبل وزير الداخلية كريم حداد، يوم الثلاثاء، سفير سلطنة عمان سالم البوسعيدي في مقر الوزارة وبحث معه سبل التعاون.";
    let more =
        "واتفق الجانبان على عقد اجتماع ثان في مسقط قبل نهاية العام لمتابعة تنفيذ ما تم بحثه.";
    for title in [
        "إدارة العلاقات العامة بالشرطة تستقبل وفدا ليبيا",
        "المكتب الإعلامي للشرطة ينظم ورشة مع خبراء",
        "ردود الفعل الدولية على تفجير السفارة",
        "ضبط «بارون» المخدرات ومساعده «الظل» في طنجة",
    ] {
        let page = format!("{title}\n{text}\nنشر قوات مشتركة على الحدود\n{more}");
        assert_eq!(kinds(&page), [], "{page}");
    }
    let open = "وزير الداخلية يستقبل وفدا من الشرطة الإيطالية\nاستقبل وزير الداخلية أمس في مكتبه وفدا من الشرطة الإيطالية برئاسة اللواء ماركو روسي\nوبحث الجانبان سبل تعزيز التعاون في مكافحة الهجرة غير النظامية وتدريب الكوادر\nومن جهته أعرب رئيس الوفد عن تقديره لحفاوة الاستقبال\nحضر اللقاء مدير شرطة العاصمة وعدد من كبار الضباط";
    assert_eq!(kinds(open), [], "{open}");
    // Below a row of buttons, too.
    let more = "وتشهد المناطق الحدودية بين البلدين عمليات تهريب للمواد المخدرة عبر معابر غير شرعية";
    let page = format!("لقاء أمني في مسقط بين وزيرين\n{text}\nشارك هذا الخبر\n{more}");
    assert_eq!(kinds(&page), [("شارك هذا الخبر", "share")], "{page}");
}

/// A menu of many lines above a short headline, none of which is known; what a site writes between the two.
#[test]
fn menus_of_unknown_lines() {
    let title = "وزير الداخلية يستقبل سفير عمان";
    let text = "استقبل وزير الداخلية كريم حداد، يوم الثلاثاء، سفير سلطنة عمان سالم البوسعيدي في مقر الوزارة وبحث معه سبل التعاون.";
    page(&[
        ("صحيفة الضحى", "nav"),
        ("• الرئيسية", "nav"),
        ("• حكايات الجدة", "nav"),
        ("• ألعاب وألغاز مسلية", "nav"),
        ("الضحى", "nav"),
        ("Home محليات", "nav"),
        ("• الأكثر مشاهدة", "related"),
        (title, ""),
        ("الضحى", "byline"),
        ("المرصد - وزير الداخلية يستقبل سفير عمان", "caption"),
        ("الضحى – سوسنة بنت الوادي", "byline"),
        (text, ""),
    ]);
    for line in ["صحيفة الضحى", "Home محليات"] {
        page(&[(line, "nav"), (title, ""), (text, "")]);
    }
    page(&[
        (
            "Les ministres de l'Intérieur du Sahel et du Golfe réunis à Amman pour parler des routes de la drogue et des passeurs",
            "",
        ),
        ("Amman (ots)", "byline"),
        (text, ""),
        ("Kenya, Uganda, Rwanda and the", ""),
    ]);
    page(&[
        (title, ""),
        ("TT", "byline"),
        ("4 مارس 2031, par Edith Ferrand", "byline"),
        ("عمان ــ منى خرمة", "byline"),
        (text, ""),
    ]);
    let told = "Le préfet a reçu mardi le consul de Belgique au siège de la préfecture, en présence de plusieurs responsables.";
    let line = format!("10 June 2024, Gaborone, Botswana: {told}");
    assert_eq!(
        kinds(&line),
        [("10 June 2024, Gaborone, Botswana", "byline")]
    );
}

/// Outlets before the first word, with signs that no sentence has.
#[test]
fn outlets_before_the_first_word() {
    let told = "استقبل وزير الداخلية سالم الغامدي في مكتبه اليوم نظيره الفنلندي وبحث معه سبل التعاون بين البلدين الصديقين.";
    for (head, sign) in [
        ("المرصد الإخباري", "- "),
        ("مرايا نيوز", " :- "),
        ("دبي:«الصباحية»", " "),
        ("مرايا اليوم – السودان", ". "),
    ] {
        let text = format!("{head}{sign}{told}");
        assert_eq!(kinds(&text), [(head, "byline")], "{text}");
    }
    let told = "Le préfet a reçu mardi le consul de Belgique au siège de la préfecture, en présence de plusieurs responsables.";
    let text = format!("صدى نيوز - في إطار التعاون بين البلدين {told}");
    assert_eq!(kinds(&text), [("صدى نيوز", "byline")], "{text}");
    for (head, sign) in [
        ("Berne", ". "),
        ("Bukoba", " — "),
        ("Afrika-Presse – Sénégal", ". "),
        ("P-au-P, 6 août 2010 [Agence]", " --- "),
        ("ABU DHABI, (Point News / WAM - 28th Nov, 2021)", " "),
    ] {
        let text = format!("{head}{sign}{told}");
        assert_eq!(kinds(&text), [(head, "byline")], "{text}");
    }
    for start in ["Analyse — ", "Maroc. ", "Karim Haddad, ministre — "] {
        let text = format!("{start}{told}");
        assert_eq!(kinds(&text), [], "{text}");
    }
}

/// Forms, notices and players, in three languages.
#[test]
fn what_the_programs_of_sites_write() {
    let body = "The two ministers met in Rabat on Monday and agreed to share more with each other's services.";
    for (line, kind) in [
        ("Lines and paragraphs break automatically.", "comments"),
        (
            "Votre commentaire s'affichera sur cette page après validation.",
            "comments",
        ),
        ("لن يتم نشر عنوان بريدك الإلكتروني.", "comments"),
        (
            "Cliquez pour partager sur Facebook(ouvre dans une nouvelle fenêtre)",
            "share",
        ),
        ("Cet article est disponible pour les abonnés", "ad"),
        (
            "This website uses cookies to learn what you like. Go on if you agree with that.",
            "ad",
        ),
        ("You may have missed", "related"),
        ("Read the full story on page two.", "related"),
        ("10/04/2031 – La Gazette", "byline"),
        ("هذا المحتوى مطبوع من موقع الصباحية", "copyright"),
        ("Example.Az", "byline"),
        ("aps", "byline"),
        ("- خلا -", "byline"),
    ] {
        let text = format!("Ministers agree to share\n{body}\n{line}");
        assert_eq!(kinds(&text), [(line, kind)], "{text}");
    }
    for (line, kind) in [
        ("0 504", "counter"),
        ("+ ↺ − 16 px", "share"),
        ("XYZ", "byline"),
        ("Published", "date-line"),
        ("5 mins ago", "date-line"),
        ("Press Trust of India New Delhi", "byline"),
        ("الصباحية منذ 9 أشهر", "date-line"),
        ("الصباحية:الخرطوم", "byline"),
    ] {
        let text = format!("Ministers agree to share\n{line}\n{body}");
        assert_eq!(kinds(&text), [(line, kind)], "{text}");
    }
    let list = "related news\nFishing season opens\nNov. 6, 2024, 5:23 p.m.\nA lake dries up\nNov. 5, 2024, 3:51 p.m.";
    assert_eq!(kinds(&format!("{body}\n{list}")).len(), 5);
}
