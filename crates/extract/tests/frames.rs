//! What a site writes around a text changes nothing in it: over the gold texts one may look at.

mod gold;

const FRAMES: [(&str, &str, &str); 3] = [
    (
        "ar",
        "الرئيسية\nسياسة | اقتصاد | مجتمع | رياضة",
        "شارك هذا الموضوع:\nفيسبوك تويتر واتساب\nالوسوم: شرطة، حدود، تهريب\nاقرأ أيضا\nالسيول تغلق مطارين في الجنوب\n\
         بدء أشغال الملعب الجديد في يونيو\nاترك تعليقا\nجميع الحقوق محفوظة © المدى الجديد 2024",
    ),
    (
        "fr",
        "Accueil\nPolitique | Économie | Société | Sport",
        "Partager cet article\nFacebook X WhatsApp\nMots-clés : police, frontière, contrebande\nÀ lire aussi\n\
         Deux aéroports fermés dans le sud après les crues\nLes travaux du stade commencent en juin\n\
         Laisser un commentaire\n© 2024 Le Messager. Tous droits réservés.",
    ),
    (
        "en",
        "Home\nPolitics | Business | Society | Sport",
        "Share this article\nFacebook X WhatsApp\nTags: police, border, smuggling\nRead also\n\
         Floods close two airports in the south\nStadium works to start in June\nLeave a comment\n\
         © 2024 Harare Courier. All rights reserved.",
    ),
];

/// A mention by its first and last letter, its type and what it says.
fn mentions(text: &str) -> Vec<(usize, String)> {
    let found = extract::extract(text, None);
    let said = found.to_json(text)["mentions"].clone();
    let all = said.as_array().expect("a list").iter();
    all.map(|m| {
        (
            m["start"].as_u64().expect("a number") as usize,
            format!("{} {}", m["type"], m["text"]),
        )
    })
    .collect()
}

#[test]
fn the_frame_of_a_site_changes_nothing_in_the_text() {
    let mut changed = Vec::new();
    for (language, above, behind) in FRAMES {
        for (file, text) in gold::texts(language) {
            let page = format!("{above}\n{text}\n{behind}");
            let found = extract::extract(&page, None);
            let lines = found.furniture.iter().map(|f| &page[f.start..f.end]);
            let lines: Vec<&str> = lines.collect();
            let frame = above.split('\n').chain(behind.split('\n'));
            let kept: Vec<&str> = frame.filter(|l| !lines.contains(l)).collect();
            let shift = above.chars().count() + 1;
            let inside: Vec<_> = mentions(&page)
                .into_iter()
                .map(|(at, m)| (at - shift, m))
                .collect();
            if !kept.is_empty() || inside != mentions(&text) {
                changed.push((file, kept.join(" / ")));
            }
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}
