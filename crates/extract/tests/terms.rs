//! Terms of office: since when, until when, former; only what the text says.

use serde_json::Value;

/// Office, holder, start, stop, former.
fn terms(text: &str) -> Vec<(String, Option<String>, Option<String>, bool)> {
    let json = extract::to_json(text, None);
    let day = |v: &Value| v.as_str().map(str::to_owned);
    let of = |e: &Value| {
        let t = &e["term"];
        let name = ["ar", "fr", "en"]
            .iter()
            .find_map(|l| e["names"][l].as_str());
        let name = name.unwrap_or_default().to_owned();
        let former = t["former"].as_bool().unwrap_or(false);
        (name, day(&t["start"]), day(&t["stop"]), former)
    };
    let entities = json["entities"].as_array().into_iter().flatten();
    entities
        .filter(|e| e["type"] == "office" && e["holder"].is_string())
        .map(of)
        .collect()
}

fn one(text: &str) -> (Option<String>, Option<String>, bool) {
    let all = terms(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    let (_, start, stop, former) = all.into_iter().next().expect("one office with a holder");
    (start, stop, former)
}

fn at(day: &str) -> Option<String> {
    Some(day.to_owned())
}

#[test]
fn a_term_begins_where_somebody_is_appointed() {
    for (text, start) in [
        (
            "عُيّن حبوب الشرقاوي مديرا للمكتب المركزي للأبحاث القضائية في 8 دجنبر 2020.",
            "2020-12-08",
        ),
        (
            "يشغل محمد الدخيسي منصب مدير الشرطة القضائية منذ سنة 2015.",
            "2015-01-01",
        ),
        (
            "استقبل المدير العام للحرس الوطني حسين الغربي، الذي تولى مهامه في 5 مارس 2023، وفدا أجنبيا.",
            "2023-03-05",
        ),
        (
            "CIA Director William Burns, who was appointed in March 2021, met officials in Doha.",
            "2021-03-01",
        ),
        (
            "Le directeur général de la Sûreté nationale, Ali Badaoui, nommé le 3 mars 2024, a reçu une délégation.",
            "2024-03-03",
        ),
    ] {
        assert_eq!(one(text), (at(start), None, false), "{text}");
    }
}

#[test]
fn a_term_ends_where_the_text_says_so() {
    for (text, start, stop) in [
        (
            "أقيل رئيس جهاز الأمن الداخلي عبد الغني راشدي من مهامه في 14 يوليو 2022.",
            None,
            "2022-07-14",
        ),
        (
            "كان مدير المخابرات العامة عباس كامل قد شغل المنصب من 2018 إلى 2024.",
            at("2018-01-01"),
            "2024-12-31",
        ),
        (
            "Former MI6 chief Alex Younger, who served until September 2020, attended the forum.",
            None,
            "2020-09-30",
        ),
        (
            "NCA Director General Lynne Owens served from 2016 to 2021.",
            at("2016-01-01"),
            "2021-12-31",
        ),
    ] {
        assert_eq!(one(text), (start, at(stop), true), "{text}");
    }
}

#[test]
fn a_former_office_is_not_the_one_somebody_comes_in() {
    for text in [
        "التقى سفير فرنسا كريستوف لوكورتييه وزير الداخلية الأسبق محمد حصاد بالرباط.",
        "The former director of the FBI, James Comey, met the head of Europol, Catherine De Bolle.",
    ] {
        let all = terms(text);
        assert_eq!(all.iter().filter(|t| t.3).count(), 1, "{text}: {all:?}");
        let json = extract::to_json(text, None);
        let people = json["events"][0]["participants"]
            .as_array()
            .expect("participants");
        let offices = people.iter().filter(|p| p["office"].is_string()).count();
        assert_eq!((people.len(), offices), (2, 1), "{json:#}");
    }
}

#[test]
fn what_is_not_said_stays_open() {
    for text in [
        "استقبل وزير الداخلية التونسي خالد النوري يوم 5 مارس 2024 سفيرة إسبانيا.",
        "Le 5 mars 2024, le directeur général de la Sûreté nationale, Ali Badaoui, a reçu une délégation.",
        "CIA Director William Burns arrived in Doha in May 2024.",
    ] {
        assert_eq!(one(text), (None, None, false), "{text}");
    }
}
