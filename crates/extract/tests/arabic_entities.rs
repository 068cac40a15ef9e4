//! Bodies, offices, people and places in Arabic sentences: each is written with the marks it should get.

#[path = "../examples/marked/mod.rs"]
mod marked;

use extract::{MentionType, extract};
use marked::marked;

/// What is read in `text`, days left out.
fn read(text: &str) -> String {
    let found = extract(text, None);
    let all = found.mentions.iter();
    marked(text, all.filter(|m| m.kind != MentionType::Date))
}

/// The sentence without its marks.
fn plain(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(n) = rest.find(['{', '}']) {
        out.push_str(&rest[..n]);
        let mark = rest[n..].starts_with('{');
        rest = match rest[n..].find('|').filter(|_| mark) {
            Some(bar) => &rest[n + bar + 1..],
            None => &rest[n + 1..],
        };
    }
    out + rest
}

#[track_caller]
fn reads(sentences: &[&str]) {
    let wrong: Vec<_> = sentences
        .iter()
        .map(|want| (want, read(&plain(want))))
        .filter(|(want, got)| got != **want)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_body_ends_where_its_grammar_does() {
    reads(&[
        "وقعت {organization|المديرية العامة للجمارك والضرائب غير المباشرة} اتفاقا مع {organization|مصلحة الضرائب} النرويجية.",
        "زار وفد من {organization|الأكاديمية الوطنية للدفاع المدني} {organization|معهد الدراسات العليا للدفاع الوطني} في {location|باريس}.",
        "شاركت {organization|فرقة التدخل السريع} التابعة ل{organization|لشرطة الاتحادية} الألمانية و{organization|فرقة مكافحة العصابات} في التمرين.",
        "زار وفد من {organization|كلية الملك فهد الأمنية} {organization|أكاديمية سيف بن زايد للعلوم الشرطية والأمنية}.",
        "أشاد الوزير بدور اللجنة الأمنية المشتركة.",
        "أوقفت وحدة متنقلة شبكة إجرامية بتنسيق مع مركز مشترك للشرطة.",
        "زار الوفد {organization|جهاز أمن المرافق والمنشآت} و{organization|جهاز حرس السواحل وأمن الموانئ}.",
        "استقبلت {organization|وكالة الاتحاد الأوروبي للجوء} وفدا من {organization|الإدارة الفرعية للقضايا الإجرامية}.",
        "أعلنت {organization|الداخلية} المغربية أن {organization|وزارة الداخلية} الفرنسية وافقت.",
        "وافق {organization|الدرك الوطني} المالي في {location|باماكو}.",
        "زار الوفد {organization|إدارة المختبرات والأدلة الجرمية} و{organization|معهد تدريب الشرطة النسائية}.",
        "وقعت {organization|هيئة الإمارات للهوية والجنسية} و{organization|وكالة الشرطة الاتحادية} السويسرية مذكرة.",
        "افتتح {organization|معهد الأمم المتحدة الأقاليمي لبحوث الجريمة والعدالة} دورة.",
        "أحبطت {organization|قوة الاتحاد الأوروبي البحرية} العملية بدعم من مركز للتنسيق.",
        "قال {office|مدير {organization|شرطة محافظة نينوى}} اللواء {person|فلاح الجربا} إن القوات وصلت.",
    ]);
}

#[test]
fn a_short_form_in_brackets_fixes_the_name_and_stands_for_it() {
    reads(&[
        "وقعت {organization|الوكالة البولندية للتعاون الدولي} ({organization|بولايد}) مذكرة. وتعهدت {organization|بولايد} بالتمويل.",
        "اجتمع {office|الأمين العام ل{organization|لهيئة الحكومية المعنية بالتنمية}} ({organization|إيغاد}).",
        "بتنسيق مع {organization|إدارة مكافحة المخدرات} الأمريكية ({organization|DEA}).",
    ]);
    let found = extract(
        "وقعت الوكالة البولندية للتعاون الدولي (بولايد) مذكرة. وتعهدت بولايد بالتمويل.",
        None,
    );
    let bodies = found.entities.iter();
    let bodies = bodies.filter(|e| e.kind == MentionType::Organization);
    assert_eq!(bodies.count(), 1);
}

#[test]
fn names_of_two_to_five_words_that_no_list_knows() {
    reads(&[
        "واجتمعا في شهر رمضان الماضي.",
        "استقبل السيد {person|لي تشنغ هاو} في مكتبه السيدة {person|مارغاريدا بلاسكو}.",
        "التقى الوزير {office|قائد {organization|الدرك الوطني}} {person|لبات ولد بيبه} أمس.",
        "استقبل {office|وزير الداخلية} {person|محمد الأمين ولد الطالب أحمد} وفدا.",
        "التقى {office|المفتش العام ل{organization|جهاز الشرطة الوطنية}} الكيني {person|جوزيف أوتينو كيبروتيش} والوفد المرافق له.",
        "استقبل {office|قائد {organization|خفر السواحل}} الجيبوتي العقيد {person|واعيس عمر بوقوره}، في مكتبه.",
        "التقى الوزير {person|لوكا فيري} {office|وزير الداخلية} الإيطالي.",
        "حضر اللقاء من الجانب التنزاني {person|غريس ألفونس موشي} {office|المفوض العام ل{organization|إدارة الهجرة}}.",
        "وقال {person|سيرج كواسي}، وهو باحث إيفواري، إن الوضع صعب.",
        "ويرى {person|الحسين ولد باه}، وهو ضابط متقاعد، أن القنوات لم تنقطع.",
        "أشادت {office|وزيرة الداخلية} البلجيكية، {person|آن دي كليرك}، بالتعاون.",
        "جمع اللقاء {office|مدير {organization|مديرية الشرطة القضائية}} {person|محمد أمين السبتي} ب{office|المدير العام ل{organization|لأمن الوطني}}.",
        "استقبل {office|المديرة التنفيذية ل{organization|أفريبول}}، الجنوب إفريقية {person|ثانديوي نكوسي}.",
        "سلم نظيره الفلبيني قائمة بأسماء مكاتب وهمية.",
        "زار وفد يقوده {person|شي جين هوا} {office|نائب وزير الأمن العام} الصيني المقر.",
        "أكد كل من {person|بيورن هانسن} ومساعده أهمية الدورة.",
        "استقبل العميد {person|معتصم خلف الزبن} السيد {person|كريم التازي}. وحضر السيد {person|آلان ديبوي}.",
        "وصل الوفد إلى مطار هواري بومدين الدولي.",
        "طالب بتسليم الزوارق التي سبق الوعد بها.",
        "رافقه {office|مدير عام {organization|الشرطة}} الفريق {person|محمد إبراهيم عوض الله}.",
        "حضر اللقاء {person|توماس كروغفيلد} و{person|ماتياس فاندربيك}.",
        "وأكد {person|قصي الفهداوي} أن التعاون متميز.",
        "وصل أمل جديد إلى المنطقة على التوالي.",
        "استقبل العقيد {office|ملحق الأمن الداخلي} في {organization|السفارة} الفرنسية {person|كريستوف مارتينو}.",
        "حضر السيد {person|فابريس غروسييه} \"FABRICE GROSSIER\" والعميد {person|كريم داود}.",
        "نفذ الاتفاق خدمة للمصالح العليا ووفق آلية تطوير عمل {organization|حرس الحدود}.",
    ]);
}

#[test]
fn a_name_ends_before_what_follows_it() {
    reads(&[
        "التقى الوزير {office|مدير {organization|الأمن الوطني}} {person|جان باتيست دوسو} ب{location|كوتونو}.",
        "استقبله {office|وزير الداخلية} البرتغالي {person|لويس مونتينيغرو}.",
        "زار {office|وزير الداخلية} الفرنسي {person|لويس مارتان} {location|مونتينيغرو}.",
        "زار {office|وزير الداخلية} البرتغالي {person|لويس} {location|مونتينيغرو}.",
        "انعقد الاجتماع الثالث للجنة المشتركة المعنية بالتعاون الأمني.",
        "استقبله {office|وزير الداخلية} {person|مورغان كاي}. وحضر {office|سفير فرنسا}.",
        "برئاسة {person|عبد الوافي العلمي} و{person|فرناندو مارلاسكا}.",
        "حضر {office|وكيل المحافظة} {person|علي السياني} و{office|مدير أمن الجفرة} العميد {person|علي سالم}.",
        "وفد من {organization|الحماية المدنية} الجزائرية يعمل في مجال {topic|الحماية المدنية}.",
        "انطلق التمرين المشترك \"صقر الصحراء\" أمس.",
    ]);
}

#[test]
fn titles_with_fields_sides_and_ranks() {
    reads(&[
        "استقبل العميد {office|وزير الداخلية والأمن العام} البنيني {person|ألبان هونغبو}.",
        "حضر السفير {person|عمرو الشربيني} {office|مساعد وزير الخارجية للشئون الأوروبية}.",
        "حضر {office|وكيل {organization|وزارة الداخلية والحكم المحلي} للسلم والنظام} {person|رامون ماغبانوا}.",
        "حضر {office|كاتب الدولة في الأمن} و{office|المدعي العام الفيدرالي} البلجيكي.",
        "رافقه {office|رئيس {organization|جهاز حرس السواحل}} العميد بحار {person|سالم الزوي}.",
        "حضر {office|سفير جمهورية أوزبكستان} {person|دلشاد أخاتوف}.",
        "حضر {office|مستشار الأمن الوطني} العراقي {person|قاسم الأعرجي} و{office|نائب رئيس الوزراء} {office|وزير الداخلية} {person|فيلو نوفاك}.",
        "نفذت الشرطة العملية بمساعدة {organization|الشرطة المحلية}.",
        "تسلم {office|رئيس {organization|مصلحة التعاون الدولي}} درعا من {office|رئيس {organization|شرطة دكا}} الكبرى {person|حبيب الرحمن}.",
    ]);
}

/// What a body is for ends where another body, a clause or whose it is begins.
#[test]
fn a_field_swallows_nothing_behind_it() {
    reads(&[
        "وقعت {organization|وزارة الداخلية} و{organization|الإدارة العامة للجمارك} الاتفاق.",
        "زار {organization|المعهد الوطني للأدلة الجنائية وعلم الإجرام} ل{organization|لدرك الوطني} أمس.",
        "أشاد بعمل {organization|مكتب مكافحة المخدرات} وتعزيز التعاون بين البلدين.",
        "ناقش مع {organization|جهاز مكافحة الإرهاب} وتبادل المعلومات.",
        "شكر {organization|المديرية العامة للأمن الوطني} على دعمها ومكافحة {topic|الإرهاب}.",
        "استقبل {office|الأمين العام} للمنظمة {person|يورغن شتوك}.",
    ]);
}

#[test]
fn places_behind_words_for_their_kind() {
    reads(&[
        "فتحت السلطات معبر {location|باب الهوى} الحدودي وميناء {location|العريضة}.",
        "وصل الوفد إلى بلدة {location|بئر أم قرين} مساء الأربعاء.",
        "تدفق اللاجئون على مخيم {location|امبره} وعبروا معبر {location|ذهيبة}.",
        "زار الوزير {location|جمهورية تنزانيا المتحدة}.",
        "قدم جزءا كبيرا من العمل في ميناء تجاري.",
        "وقع الهجوم في {location|الأنبار} قرب بحيرة كبيرة.",
    ]);
    let found = extract("وقع الهجوم في الأنبار.", None);
    let place = found
        .entities
        .iter()
        .find(|e| e.kind == MentionType::Location);
    let place = place.map(|e| (e.known.as_deref(), e.country.as_deref()));
    assert_eq!(place, Some((Some("anbar"), Some("IQ"))));
}

#[test]
fn sources_by_their_mark_and_topics_in_passing() {
    reads(&[
        "كشفت {source|مصادر متطابقة} ل«{source|الشرق الأوسط}» عن اجتماع. وقالت {source|المصادر} إنه طال.",
        "اتفق الطرفان على مواصلة تبادل المعلومات حول {topic|الجريمة المنظمة}.",
        "قال السيد {person|ميشائيل فاغنر} إن الحدود آمنة. ورحب {person|فاغنر} بالاتفاق.",
    ]);
}

/// An agency that no list knows by name, whom a body serves, and one that is only of a kind.
#[test]
fn agencies_by_their_kind_and_bodies_without_whom_they_serve() {
    reads(&[
        "ووفق ما نقلته {source|وكالة الأنباء الرسمية}، عاد الوفد. وأكدت {source|وكالة أنباء النظام السوري} ذلك.",
        "نوه الوزير بدعم لمركز وطني لمحاربة {topic|الهجرة غير الشرعية} وبالخدمات التي تقدمها المديرية للمواطنين.",
        "بحضور اللواء شرطة حقوقي/ {person|أمير عبدالرحيم صالح} {office|مدير {organization|الإدارة العامة للهجرة وشرطة الحدود}}.",
        "زار {office|وزير الداخلية للجمهورية التونسية}، {person|منصف الغربي}، {location|روما}.",
    ]);
}

#[test]
fn places_and_people_that_no_list_has() {
    reads(&[
        "زار الوفد مدينتي {location|سطات} المغربية و{location|برلوز}.",
        "سيعقد الاجتماع في {location|لوساكا} وسيعقد في {location|بودرنغ} خلال شهر أبريل القادم.",
        "قالت {office|رئيسة {organization|الشرطة الاتحادية}} {person|ناتالي فان ديرك} إن {person|فان ديرك} ستسافر.",
        "أشرف على الدورة المدربة الدنماركية {person|هيلغه راسموسن}.",
        "صرح {office|كاتب الدولة لدى وزير الداخلية المكلف بالأمن الوطني} {person|سامي الورتاني} بذلك.",
        "قال {office|مدير التعاون الدولي} {person|باولو تيشيرا} ذلك.",
        "وصل {office|محافظ أريحا والأغوار} {person|سامر النابلسي}.",
        "التقى {office|مفوض {organization|قوة شرطة سنغافورة}} {person|تان كوك سينغ}.",
        "شاركت {organization|الرابطة الدولية للمدعين العامين} في اللقاء.",
        "علم {source|موقع صدى الضفاف} من {source|مصدر مطلع} أن الوفد وصل.",
        "وصل السيد {person|نظام الدين يولداشيف}.",
    ]);
}

/// Between an Arabic title and the name of its holder stand his land, his grade, a courtesy or his other title.
#[test]
fn holders_apart_from_their_office() {
    for (text, office, holder) in [
        (
            "أجرى مباحثات مع المدعية العامة للجمهورية البرتغالية السيدة لورديس موريرا بالرباط.",
            "المدعية العامة",
            "لورديس موريرا",
        ),
        (
            "استقبل الوكيل العام للملك لدى محكمة النقض، رئيس النيابة العامة، السيد إدريس الناصري، وفدا من البرتغال.",
            "الوكيل العام للملك لدى محكمة النقض",
            "إدريس الناصري",
        ),
        (
            "استقبل المدير العام للأمن الوطني، مراقب الشرطة كمال بوزيد، سفير فرنسا.",
            "المدير العام للأمن الوطني",
            "كمال بوزيد",
        ),
        (
            "وأكد المستشار حماد الجهني، وكيل النيابة العامة، متانة التعاون مع فرنسا.",
            "وكيل النيابة العامة",
            "حماد الجهني",
        ),
        (
            "حضر نائب المدير العام لجهاز المخابرات العامة الفريق أمن محمد عباس.",
            "نائب المدير العام لجهاز المخابرات العامة",
            "محمد عباس",
        ),
        (
            "التقى الأمير فهد بن سعود وزير الداخلية الرئيس الفخري للمجلس العربي للسلامة، في تونس، الوزير خالد مازن.",
            "الرئيس الفخري للمجلس العربي للسلامة",
            "فهد بن سعود",
        ),
        (
            "وأشاد الممثل الإقليمي لمنظمة الهجرة الدولية في غرب إفريقيا ووسطها، السيد ديفيد كين، بالنتائج.",
            "الممثل الإقليمي لمنظمة الهجرة الدولية",
            "ديفيد كين",
        ),
    ] {
        let x = extract(text, None);
        let name = |e: usize| x.entities[e].names[0].clone().unwrap_or_default();
        let held: Vec<_> = (0..x.entities.len())
            .filter_map(|e| Some((name(e), name(x.entities[e].holder?))))
            .collect();
        assert!(held.contains(&(office.into(), holder.into())), "{held:?}");
    }
    // Whom he received is another.
    let x = extract(
        "استقبل المدير العام للأمن الوطني أمس بمكتبه السيد كمال بوزيد.",
        None,
    );
    assert!(x.entities.iter().all(|e| e.holder.is_none()));
}

/// "استقبل حداد السفير": whom he received is not he; "حداد، الوزير المكلف" is.
#[test]
fn whom_somebody_meets_holds_an_office_of_his_own() {
    for behind in [
        "واستقبل حداد السفير الفرنسي.",
        "وشكر حداد المدير العام للشرطة على جهوده.",
        "والتقى سامي حداد السفير الفرنسي.",
    ] {
        let text = format!("قال وزير الداخلية الأردني سامي حداد إن الحدود آمنة.\n{behind}");
        let x = extract(&text, None);
        let held = x.entities.iter().filter(|e| e.holder.is_some()).count();
        assert_eq!(held, 1, "{behind}");
    }
    let text = "وصل إلى الرباط سامي حداد. وأكد حداد المدير العام للشرطة ذلك.";
    let x = extract(text, None);
    assert!(x.entities.iter().any(|e| e.holder.is_some()));
}

#[test]
fn a_body_behind_a_preposition_is_called_by_its_whole_name() {
    let names = |text: &str| {
        let x = extract(text, None);
        let bodies = x
            .entities
            .iter()
            .filter(|e| e.kind == MentionType::Organization);
        bodies
            .filter_map(|e| e.names[0].clone())
            .collect::<Vec<_>>()
    };
    let text = "استقبل الوزير المدير العام للحماية المدنية، بوعلام بوغلاف.";
    assert_eq!(names(text), ["الحماية المدنية"]);
    let text = "حضر اللقاء ممثل للجنة مكافحة المخدرات.";
    assert_eq!(names(text), ["لجنة مكافحة المخدرات"]);
}
