//! Whom a sentence makes take part, construction by construction.

mod in_order;

use in_order::in_order;

#[track_caller]
fn tells(text: &str, want: &[&str]) {
    assert_eq!(in_order(text), want, "{text}");
}

#[test]
fn one_sentence_tells_one_meeting_after_the_other() {
    tells(
        "استقبل وزير الداخلية الليبي عماد الطرابلسي السفير الإيطالي جيانلوكا ألبيريني، كما استقبل في وقت لاحق رئيس بعثة الأمم المتحدة عبد الله باتيلي.",
        &[
            "meeting: عماد الطرابلسي، جيانلوكا ألبيريني",
            "meeting: عماد الطرابلسي، عبد الله باتيلي",
        ],
    );
    tells(
        "استهل مدير المخابرات العامة الأردنية أحمد حسني زيارته إلى بغداد بلقاء رئيس الوزراء محمد شياع السوداني، قبل أن يعقد جلسة مباحثات مع رئيس جهاز المخابرات الوطني حميد الشطري، واختتمها باجتماع مع مستشار الأمن القومي قاسم الأعرجي.",
        &[
            "visit: أحمد حسني",
            "meeting: أحمد حسني، محمد شياع السوداني",
            "meeting: أحمد حسني، حميد الشطري",
            "meeting: أحمد حسني، قاسم الأعرجي",
        ],
    );
    tells(
        "اجتمع وزير الدفاع المصري محمد زكي برئيس الأركان اليوناني كونستانتينوس فلوروس، ثم بوزير الدفاع القبرصي ميخاليس يورغالاس.",
        &[
            "meeting: محمد زكي، كونستانتينوس فلوروس",
            "meeting: محمد زكي، ميخاليس يورغالاس",
        ],
    );
}

#[test]
fn what_is_denied_or_called_off_is_not_told() {
    for text in [
        "نفى مصدر أمني أن يكون مدير المخابرات عباس كامل قد التقى برئيس الموساد دافيد برنياع في القاهرة.",
        "لم يلتق وزير الداخلية الفرنسي جيرالد دارمانان نظيره الجزائري إبراهيم مراد.",
        "كان من المقرر أن يلتقي وزير الداخلية الفرنسي جيرالد دارمانان نظيره الجزائري إبراهيم مراد غير أن الزيارة ألغيت.",
        "La présidence a démenti que le ministre de l'Intérieur Gérald Martin ait rencontré son homologue algérien Brahim Merad.",
    ] {
        assert!(in_order(text).is_empty(), "{text}: {:?}", in_order(text));
    }
}

#[test]
fn a_title_with_a_country_points_back() {
    let first = "حل المدير العام للأمن الوطني المغربي كريم العلوي بمدريد في زيارة عمل.";
    tells(
        &format!(
            "{first}\nوأجرى المسؤول الأمني المغربي مباحثات مع مدير الشرطة الوطنية الإسبانية خوسيه مورينو."
        ),
        &["visit: كريم العلوي", "meeting: كريم العلوي، خوسيه مورينو"],
    );
}

#[test]
fn courtesies_stand_for_the_one_spoken_of() {
    tells(
        "بدأ سمو الأمير فيصل بن مشعل وزير الداخلية السعودي زيارة إلى اليونان.\nوعقد سموه مع وزير حماية المواطن اليوناني خريستوس ستيليانيديس جلسة مباحثات.",
        &[
            "visit: فيصل بن مشعل",
            "meeting: فيصل بن مشعل، خريستوس ستيليانيديس",
        ],
    );
}

#[test]
fn the_two_sides_of_a_visit_are_the_guest_and_who_asked_him() {
    tells(
        "وصل إلى الخرطوم أمس، الفريق عثمان براهيم، المدير العام للوكالة الوطنية لأمن الدولة التشادية، بدعوة من نظيره السوداني الفريق أول صلاح الدين المفضل.\nوعقد الجانبان جلسة مشاورات تطرقت إلى أمن الحدود.",
        &[
            "visit: عثمان براهيم",
            "meeting: عثمان براهيم، صلاح الدين المفضل",
        ],
    );
}

#[test]
fn bodies_beside_people_take_part_only_as_sides() {
    tells(
        "استقبل مدير الأمن العام اللبناني إلياس البيسري وفدا من المنظمة الدولية للهجرة برئاسة ماتيو لوتشياني.",
        &["meeting: إلياس البيسري، ماتيو لوتشياني، المنظمة الدولية للهجرة"],
    );
    tells(
        "كما التقى وزير الداخلية العماني حمود البوسعيدي السفير الهندي أميت نارانغ، وأشاد بجهود الإنتربول.",
        &["meeting: حمود البوسعيدي، أميت نارانغ"],
    );
}

#[test]
fn those_who_wait_at_the_door_hold_no_meeting() {
    tells(
        "حل بالرباط وفد أمني إسباني برئاسة المدير العام للحرس المدني ليوناردو ماركوس، وكان في استقباله المدير العام للأمن الوطني كريم العلوي.",
        &["visit: ليوناردو ماركوس"],
    );
}

#[test]
fn two_visit_together() {
    tells(
        "ومن المقرر أن يزور وزير الداخلية العراقي حامد الساعدي ووزير الداخلية السوري نزار درويش عمّان غدا.",
        &["visit: حامد الساعدي، نزار درويش"],
    );
}

#[test]
fn what_came_before_is_told_and_what_it_came_before_is_not_again() {
    tells(
        "عقد وزير الداخلية الأردني مازن الفراية في عمان اجتماعا مع نظيره العراقي عبد الأمير الشمري ونظيره السوري محمد الرحمون.\nوسبق الاجتماع لقاء ثنائي جمع الفراية والشمري أمس.",
        &[
            "meeting: مازن الفراية، عبد الأمير الشمري، محمد الرحمون",
            "meeting: مازن الفراية، عبد الأمير الشمري",
        ],
    );
}

#[test]
fn speech_in_quotation_marks_tells_nothing() {
    assert!(
        in_order("قال مدير الأمن العام جورج البيطار: «ما رأيناه هنا مدرسة كاملة لا دورة تدريبية عابرة نظمتها وزارة الداخلية».")
            .is_empty()
    );
}

#[test]
fn french_and_english_titles_with_a_country_point_back() {
    tells(
        "Le directeur général de la Sûreté nationale marocaine, Karim Alaoui, s'est rendu à Berlin.\nLe responsable marocain a ensuite tenu une séance de travail avec Dieter Romann, président de la Police fédérale allemande, au terme de laquelle un accord a été paraphé par les deux hommes.",
        &[
            "visit: Karim Alaoui",
            "meeting: Karim Alaoui، Dieter Romann",
            "agreement: Karim Alaoui، Dieter Romann",
        ],
    );
}

#[test]
fn what_a_meeting_followed_is_told_apart() {
    tells(
        "Interior Minister James Okello met Police Chief Abdi Hirsi in Kampala.\nThe meeting came on the heels of an operation by the Narcotics Control Bureau and Interpol.",
        &[
            "meeting: James Okello، Abdi Hirsi",
            "operation: Narcotics Control Bureau، الإنتربول",
        ],
    );
}

#[test]
fn who_joined_and_who_opened_takes_part() {
    tells(
        "L'assemblée générale d'Interpol s'est ouverte mercredi à Abidjan.\nC'est le ministre de l'Intérieur, le général Vagondo Diarra, qui a présidé la cérémonie d'ouverture.",
        &["conference: الإنتربول، Vagondo Diarra"],
    );
}

#[test]
fn a_title_that_begins_a_longer_one_is_its_holders() {
    tells(
        "المدير العام للأمن الوطني يجري زيارة عمل إلى إسبانيا\nأجرى عبد اللطيف حموشي، المدير العام للأمن الوطني ومراقبة التراب الوطني، زيارة عمل إلى المملكة الإسبانية.",
        &["visit: عبد اللطيف حموشي"],
    );
}

#[test]
fn what_may_be_is_not_told_and_what_is_planned_is() {
    for text in [
        "وقد يزور وزير الداخلية العراقي حامد الساعدي دمشق.",
        "Le ministre de l'Intérieur Karim Alaoui pourrait rencontrer l'ambassadeur Pierre Martin.",
        "Interior Minister James Okello could meet Ambassador John Carter in Kampala.",
    ] {
        assert!(in_order(text).is_empty(), "{text}: {:?}", in_order(text));
    }
    tells(
        "ومن المرتقب أن يزور وزير الداخلية العراقي حامد الساعدي دمشق.",
        &["visit: حامد الساعدي"],
    );
}

#[test]
fn who_stands_in_for_somebody_is_there() {
    tells(
        "ترأس وزير الداخلية اللبناني بسام مولوي اجتماعا حضره المدير العام لقوى الأمن الداخلي عماد عثمان وقائد الجيش ممثلا بالعميد جوزف توما.",
        &["meeting: بسام مولوي، عماد عثمان، جوزف توما"],
    );
}

#[test]
fn a_seizure_is_an_operation_where_two_did_it() {
    tells(
        "ضبطت الشرطة القضائية البرتغالية، بالتنسيق مع إدارة مكافحة المخدرات الأمريكية، خمسة أطنان من الكوكايين.",
        &["operation: الشرطة القضائية البرتغالية، إدارة مكافحة المخدرات"],
    );
    assert!(in_order("أوقفت المديرية العامة للأمن الوطني أربعة أشخاص بمراكش.").is_empty());
}

#[test]
fn he_who_went_to_a_conference_went_alone() {
    tells(
        "بمناسبة مشاركته في مؤتمر ميونيخ للأمن، عقد وزير الدفاع الأردني كريم العلوي جلسة عمل مع نظيره الهولندي بيتر يانسن.",
        &[
            "conference: كريم العلوي",
            "meeting: كريم العلوي، بيتر يانسن",
        ],
    );
}

#[test]
fn a_title_nobody_is_known_by_is_not_the_one_spoken_of_before() {
    tells(
        "زار وزير الدفاع الموريتاني حننه ولد سيدي باماكو يوم 20 أبريل. ومن المقرر أن يلتقي قائدا الأركان في البلدين نهاية الشهر في كيفه.",
        &["visit: حننه ولد سيدي"],
    );
}

#[test]
fn a_session_of_talks_is_a_meeting_and_one_for_officers_a_course() {
    tells(
        "ترأس وزير الداخلية التونسي نور الدين الزوالي أشغال الدورة الثالثة من المشاورات الأمنية مع نظيره الليبي كريم العلوي.",
        &["meeting: نور الدين الزوالي، كريم العلوي"],
    );
    tells(
        "وستقام في كمبالا دورة لصالح أفراد من الإنتربول يشرف عليها مدربون من أفريبول.",
        &["training: الإنتربول، أفريبول"],
    );
}

#[test]
fn who_only_watches_a_signature_or_asks_for_a_visit_takes_no_part() {
    tells(
        "وقع وزير الداخلية القطري خليفة المري ونظيره العماني حمود البوسعيدي مذكرة تفاهم بحضور رئيس الوزراء محمد الثاني.",
        &["agreement: خليفة المري، حمود البوسعيدي"],
    );
    tells(
        "بدعوة رسمية من وزير الداخلية العراقي حامد الساعدي، وصل إلى بغداد أمس مدير الأمن العام الأردني كريم العلوي.",
        &["visit: كريم العلوي"],
    );
}

#[test]
fn who_calls_on_somebody_meets_him() {
    tells(
        "وزارت سفيرة كندا كلوي مارتان المدير العام لأمن الدولة أنطوان صليبا في مكتبه.",
        &["meeting: كلوي مارتان، أنطوان صليبا"],
    );
}

#[test]
fn what_a_body_belongs_to_takes_no_part() {
    tells(
        "تمكن المكتب المركزي للأبحاث القضائية التابع للمديرية العامة لمراقبة التراب الوطني، بشراكة مع الحرس المدني، من تفكيك خلية بتطوان.",
        &["operation: المكتب المركزي للأبحاث القضائية، الحرس المدني"],
    );
}

#[test]
fn a_meeting_that_followed_another_is_one_of_its_own() {
    tells(
        "اجتمع الوزير القطري سالم المري بالمدير العام للأمن الوطني عبد اللطيف حموشي، تلاه لقاء مع وزير العدل عبد اللطيف وهبي.",
        &[
            "meeting: سالم المري، عبد اللطيف حموشي",
            "meeting: سالم المري، عبد اللطيف وهبي",
        ],
    );
}

#[test]
fn a_text_broken_to_a_column_is_read_whole() {
    let text = "استقبل المدير العام للأمن الوطني عادل بن شيخ، في مكتبه بالرباط، السفير الإيطالي جيانلوكا\nألبيريني والوفد المرافق له. وجرى خلال اللقاء استعراض حصيلة التعاون الأمني بين\nالبلدين، كما اتفق الجانبان على مواصلة تبادل المعلومات والخبرات في مجالات عدة\nتهم مكافحة الإرهاب، والجريمة المنظمة، والهجرة غير الشرعية في حوض المتوسط.";
    let found = extract::extract(text, None);
    let name = |m: &extract::Mention| &text[m.start..m.end];
    let people: Vec<_> = found
        .mentions
        .iter()
        .filter(|m| m.kind == extract::MentionType::Person)
        .map(name)
        .collect();
    assert!(people.contains(&"جيانلوكا\nألبيريني"), "{people:?}");
}
