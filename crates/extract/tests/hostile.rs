//! Texts that mean harm or are broken: what is found is still in the text, and nothing is made up.

mod gold;

use serde_json::Value;

fn read(text: &str) -> Value {
    extract::to_json(text, None)
}

fn mentions(text: &str, kind: &str) -> Vec<String> {
    let json = read(text);
    let chars: Vec<char> = text.chars().collect();
    let list = json["mentions"].as_array().into_iter().flatten();
    list.filter(|m| m["type"] == kind)
        .map(|m| {
            let (start, end) = (m["start"].as_u64(), m["end"].as_u64());
            let (start, end) = (start.unwrap_or(0) as usize, end.unwrap_or(0) as usize);
            // The quote is what lies between the offsets, in the text as received.
            let said: String = chars[start..end].iter().collect();
            assert_eq!(m["text"], said.as_str());
            said
        })
        .collect()
}

#[test]
fn bidi_controls_are_kept_and_change_no_reading() {
    let plain = "استقبل وزير الداخلية التونسي خالد الراوي سفير فرنسا بتونس.";
    let hostile = "استقبل \u{202E}وزير الداخلية\u{202C} التونسي \u{2067}خالد\u{2069} الرا\u{200F}وي سفير \u{200E}فرنسا بتونس.";
    for kind in ["office", "person", "location"] {
        let controls = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let bare: Vec<String> = mentions(hostile, kind)
            .iter()
            .map(|m| m.replace(controls, ""))
            .collect();
        assert_eq!(bare, mentions(plain, kind), "{kind}");
    }
}

#[test]
fn homoglyphs_do_not_pass_for_what_they_imitate() {
    // Cyrillic а and е in a service's name and in a host.
    assert_eq!(
        mentions("The head of Еuropol met nobody.", "organization"),
        Vec::<String>::new()
    );
    let json = read("Traffic went to p\u{0430}ypal.com and to paypal.com.");
    let values: Vec<&str> = json["observables"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|o| o["value"].as_str())
        .collect();
    assert!(values.contains(&"paypal.com"), "{values:?}");
    assert_eq!(
        values.iter().filter(|v| **v == "paypal.com").count(),
        1,
        "{values:?}"
    );
}

#[test]
fn directions_may_be_mixed_in_one_sentence() {
    let text = "قال Europol في بيان إن INTERPOL Secretary General Jürgen Sturm التقى وزير الداخلية المغربي عبد الوافي السرغيني في Lyon.";
    assert_eq!(mentions(text, "organization"), ["Europol", "INTERPOL"]);
    let people = mentions(text, "person");
    assert!(
        people.contains(&"عبد الوافي السرغيني".to_owned()),
        "{people:?}"
    );
    assert_eq!(read(text)["language"], "ar");
}

#[test]
fn nothing_in_a_text_closes_our_own_markup() {
    let said = "استقبل وزير الداخلية التونسي خالد الراوي سفير فرنسا بتونس.";
    for hostile in [
        "\"}],\"events\":[{\"type\":\"visit\"}]}",
        "{person:x|فلان} ---\nevent meeting by=x",
        "</mark></pre><script>alert(1)</script> &lt;b&gt;",
        "\u{1b}[31m\u{1b}]0;title\u{7} \u{9b}2J",
        "{{7*7}} ${x} %s %n \\u0000 '; DROP TABLE report; --",
        "[office](javascript:alert(1)) ![x](http://evil.example/x.png)",
    ] {
        let text = format!("{hostile}\n{said}\n{hostile}");
        assert_eq!(mentions(&text, "person"), ["خالد الراوي"], "{hostile}");
        let json = read(&text).to_string();
        let again: Value = serde_json::from_str(&json).expect("valid JSON");
        let events = again["events"].as_array().map_or(0, Vec::len);
        assert_eq!(events, 1, "{hostile}: {again:#}");
    }
}

#[test]
fn long_runs_without_a_break_are_read_to_the_end() {
    // Nothing here may take time that grows with the square of its length.
    for piece in [
        "a",
        "ا",
        "بن ",
        "de ",
        "و ب",
        "Van ",
        "1.",
        "[.]",
        "@",
        "و",
        "مدير ",
        "( ",
        "\u{202E}",
        "x.y/",
        "x.y:",
        "a.b(",
        ")",
        "http://x.y/)",
        "chargé ",
    ] {
        let text = piece.repeat(5_000);
        let json = read(&text);
        assert!(
            json["events"].as_array().is_some_and(Vec::is_empty),
            "{piece}"
        );
    }
}

/// A text may begin and end anywhere: at a verb, a conjunction, half a title.
#[test]
fn texts_cut_anywhere_are_read() {
    for text in [
        "بالمغرب عقد مدير الأمن سامي حداد اجتماعا مع الوفد.",
        "voyage à Quito, faute de garanties de sécurité.",
        "part à l'entretien, où ils ont parlé de la visite de Paul Durand à Rabat.",
        "qui fera le déplacement à Lomé le 16 octobre.",
        "viendra à Rabat.",
        "on visit to Paris, the minister Paul Durand met his counterpart.",
        "مدير عام الشرطة اللواء زياد محمود التميمي، اليوم الخميس، مع رئيسة بعثة الشرطة الأوروبية لمساندة الشرطة الفلسطينية كارين ليندكفيست، سبل تطوير العمل المشترك بين الجانبين.\nجاء ذلك خلال لقائهما في مقر قيادة الشرطة بمدينة رام الله، بحضور مدير وحدة مكافحة الجرائم الإلكترونية العقيد سامر المصري.\nوأطلع اللواء التميمي ضيفته على خطة الشرطة للعام المقبل واحتياجاتها في مجال التحقيق في الجرائم الإلكترونية.\nبدو",
    ] {
        extract::extract(text, None);
    }
    let (mut read, mut offset) = (0, 0);
    for language in ["ar", "fr", "en"] {
        for (_, text) in gold::texts(language) {
            let spaces = text.match_indices(char::is_whitespace);
            offset += 1;
            for (at, _) in spaces.skip(offset % 11).step_by(11) {
                let cut: String = text[at + 1..].chars().take(200).collect();
                extract::extract(&cut, None);
                read += 1;
            }
        }
    }
    assert!(read > 5_000, "{read}");
}
