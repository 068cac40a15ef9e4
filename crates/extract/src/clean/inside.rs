//! Lines between two paragraphs: what sites put there, and what only looks like it.

use super::furniture;

const ENGLISH: [&str; 3] = [
    "Police chiefs of two countries meet on the lake",
    "The police chiefs of Kenya and Uganda met in Nairobi on Tuesday to discuss joint patrols on the lake.",
    "They agreed to exchange the names of boats that carry no papers and to train their crews together.",
];
const FRENCH: [&str; 3] = [
    "Les chefs de police de deux pays se rencontrent",
    "Les chefs de la police du Gabon et du Congo se sont entretenus mardi à Libreville des patrouilles sur le fleuve.",
    "Un accord prévoit d'échanger les noms des bateaux sans papiers et de former ensemble leurs équipages.",
];
const ARABIC: [&str; 3] = [
    "قائدا الشرطة في البلدين يلتقيان في الخرطوم",
    "التقى قائد الشرطة السودانية يوم الثلاثاء في الخرطوم نظيره الإثيوبي وبحثا تسيير دوريات مشتركة على الحدود.",
    "واتفق الجانبان على تبادل أسماء المركبات التي لا تحمل أوراقا وعلى تدريب أطقمها بصورة مشتركة.",
];

/// The furniture of the page with `line` between its paragraphs.
fn found(page: &[&str; 3], line: &str) -> Vec<String> {
    let page = format!("{}\n{}\n{line}\n{}", page[0], page[1], page[2]);
    let lines = furniture(&page).into_iter();
    lines.map(|f| page[f.start..f.end].to_owned()).collect()
}

#[test]
fn what_sites_put_inside() {
    for (page, lines) in [
        (
            &ENGLISH,
            &[
                "You have successfully subscribed.",
                "AFP contributed to this report",
                "This story has been updated.",
                "► Floods close two airports in the south",
                "Sponsored by Lakeview Bank",
                "Skip past newsletter promotion",
            ][..],
        ),
        (
            &FRENCH,
            &[
                "Votre inscription a bien été prise en compte.",
                "Cet article a été mis à jour le 13 mars.",
                "► Deux aéroports fermés dans le sud",
                "Rejoignez notre groupe Telegram",
                "Des policiers en patrouille à la frontière. ARCHIVES",
            ][..],
        ),
        (
            &ARABIC,
            &[
                "تم الاشتراك بنجاح",
                "اشترك في قناتنا على واتساب",
                "هذا المحتوى للمشتركين فقط",
                "عناصر من الشرطة في دورية (أرشيفية)",
                "عناصر من الشرطة في دورية [الأناضول]",
            ][..],
        ),
    ] {
        for line in lines {
            assert_eq!(found(page, line), [*line]);
        }
    }
}

#[test]
fn what_only_looks_like_it() {
    for (page, lines) in [
        (
            &ENGLISH,
            &[
                "Follow-up on the memorandum",
                "Photographs and fingerprints will be exchanged within 24 hours",
                "Weather and currents had made the search harder for all",
                "Done at Kampala on 12 March 2024 in two originals",
                "Key figures: 40 arrests, 12 canoes, 3 tonnes of fish",
                "→ exchange of liaison officers\n→ training of border guards",
                "Sources close to the investigation said the suspects had fled.",
            ][..],
        ),
        (
            &FRENCH,
            &[
                "Mise à jour de l'accord de 2012",
                "Les newsletters du groupe extrémiste ont été retrouvées",
                "À suivre de près selon les experts",
                "Fait à Dakar, le 12 mars 2024 en deux originaux",
                "Photographies et empreintes seront échangées sous 24 heures",
            ][..],
        ),
        (
            &ARABIC,
            &[
                "تحديث الاتفاق الموقع سنة 2012",
                "اشترك في التدريب ضباط من خمس دول",
                "في السياق ذاته التقى الوزير نظيره",
                "المزيد من الدوريات على الحدود",
                "ردود الفعل في المنطقة",
                "جميع الحقوق مكفولة للموقوفين، شدد البيان.",
                "سجل الجانبان تراجعا في الجريمة",
            ][..],
        ),
    ] {
        for line in lines {
            assert_eq!(found(page, line), Vec::<String>::new(), "{line}");
        }
    }
}
