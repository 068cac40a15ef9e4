//! Page furniture: lines that belong to the site, not to the text, and the by-line before it.

use text::{fold_str, paragraphs};

use crate::lexicon::{LEXICON, Tag};

/// A span of the page that is not the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// `byline`, `date-line`, `nav`, `share`, `related`, `top`, `comments`, `copyright` or `ad`.
    pub kind: &'static str,
}

/// Phrases that a short line begins with or is, folded.
const STARTS: &[(&str, &str)] = &[
    ("share", "شارك هذا"),
    ("share", "شارك الموضوع"),
    ("share", "شارك المقال"),
    ("share", "شاركها"),
    ("share", "مشاركه"),
    ("share", "شارك علي"),
    ("share", "انشر علي"),
    ("share", "share this"),
    ("share", "share on"),
    ("share", "share"),
    ("share", "partager"),
    ("share", "partagez"),
    ("share", "tweet"),
    ("share", "facebook"),
    ("share", "twitter"),
    ("share", "whatsapp"),
    ("share", "واتساب"),
    ("share", "فيسبوك"),
    ("share", "تويتر"),
    ("share", "اطبع"),
    ("share", "print"),
    ("share", "imprimer"),
    ("share", "envoyer par mail"),
    ("share", "suivez-nous"),
    ("share", "follow us"),
    ("share", "تابعونا"),
    ("share", "تابعنا"),
    ("top", "زر الذهاب الي الاعلي"),
    ("top", "العوده الي الاعلي"),
    ("top", "الي الاعلي"),
    ("top", "back to top"),
    ("top", "haut de page"),
    ("top", "retour en haut"),
    ("related", "اقرا ايضا"),
    ("related", "شاهد ايضا"),
    ("related", "مواضيع ذات صله"),
    ("related", "مقالات ذات صله"),
    ("related", "اخبار ذات صله"),
    ("related", "اقرا المزيد"),
    ("related", "المزيد من"),
    ("related", "قد يعجبك"),
    ("related", "lire aussi"),
    ("related", "a lire aussi"),
    ("related", "lire egalement"),
    ("related", "sur le meme sujet"),
    ("related", "read also"),
    ("related", "also read"),
    ("related", "read more"),
    ("related", "related"),
    ("related", "more from"),
    ("related", "en savoir plus"),
    ("related", "articles similaires"),
    ("comments", "اترك تعليقا"),
    ("comments", "اترك ردا"),
    ("comments", "لن يتم نشر عنوان بريدك"),
    ("comments", "التعليقات"),
    ("comments", "اضف تعليق"),
    ("comments", "leave a comment"),
    ("comments", "leave a reply"),
    ("comments", "comments"),
    ("comments", "laisser un commentaire"),
    ("comments", "commentaires"),
    ("comments", "your email address will not"),
    ("comments", "votre adresse e-mail ne sera"),
    ("copyright", "جميع الحقوق محفوظه"),
    ("copyright", "كل الحقوق محفوظه"),
    ("copyright", "all rights reserved"),
    ("copyright", "tous droits reserves"),
    ("copyright", "©"),
    ("copyright", "copyright"),
    ("ad", "اعلان"),
    ("ad", "publicite"),
    ("ad", "advertisement"),
    ("ad", "اشترك في"),
    ("ad", "subscribe"),
    ("ad", "abonnez-vous"),
    ("ad", "newsletter"),
    ("nav", "الرييسيه"),
    ("nav", "accueil"),
    ("nav", "home"),
    ("share", "print this page"),
    ("share", "email this"),
    ("share", "partager cet article"),
    ("share", "suivez nous"),
    ("related", "articles connexes"),
    ("related", "voir aussi"),
    ("related", "a voir aussi"),
    ("related", "sur le meme theme"),
    ("related", "les plus lus"),
    ("related", "most read"),
    ("related", "recommended"),
    ("related", "recommande pour vous"),
    ("related", "dans la meme rubrique"),
    ("related", "see also"),
    ("related", "you may also like"),
    ("comments", "ajouter un commentaire"),
    ("comments", "post a comment"),
    ("comments", "reagir a cet article"),
    ("copyright", "credit photo"),
    ("copyright", "credits photo"),
    ("copyright", "photo credit"),
    ("copyright", "(photo"),
    ("copyright", "photo :"),
    ("copyright", "photo:"),
    ("copyright", "image:"),
    ("ad", "recevez "),
    ("ad", "inscrivez-vous"),
    ("ad", "sign up"),
    ("ad", "s'abonner"),
    ("ad", "s’abonner"),
    ("ad", "la suite est reservee"),
    ("ad", "cet article est reserve"),
    ("ad", "lettre d'information"),
    ("ad", "infolettre"),
    ("ad", "get our newsletter"),
    ("ad", "telechargez l'application"),
    ("ad", "download our app"),
    ("nav", "skip to main content"),
    ("nav", "aller au contenu"),
    ("nav", "menu"),
    ("byline", "propos recueillis par"),
    ("byline", "redaction"),
    ("byline", "la redaction"),
    ("byline", "avec afp"),
    ("byline", "with agencies"),
    ("byline", "staff reporter"),
    ("byline", "our correspondent"),
    ("byline", "from our correspondent"),
    ("date-line", "temps de lecture"),
    ("date-line", "reading time"),
    ("date-line", "date de publication"),
    ("date-line", "mise a jour"),
    ("date-line", "press release"),
    ("date-line", "communique de presse"),
    ("byline", "بقلم"),
    ("byline", "كتب:"),
    ("byline", "كتب :"),
    ("byline", "اعداد:"),
    ("byline", "by "),
    ("byline", "par "),
    ("byline", "written by"),
    ("byline", "المصدر:"),
    ("byline", "source:"),
    ("byline", "source :"),
    ("date-line", "نشر في"),
    ("date-line", "تاريخ النشر"),
    ("date-line", "اخر تحديث"),
    ("date-line", "publie le"),
    ("date-line", "mis a jour le"),
    ("date-line", "modifie le"),
    ("date-line", "published"),
    ("date-line", "posted on"),
    ("date-line", "updated"),
    ("date-line", "last updated"),
    ("related", "مواضيع قد تهمك"),
    ("related", "مواضيع اخري"),
    ("related", "اخبار قد تهمك"),
    ("related", "الاكثر قراءه"),
    ("related", "الاكثر مشاهده"),
    ("related", "الاكثر تعليقا"),
    ("related", "في نفس السياق"),
    ("related", "sur le meme theme"),
    ("related", "dans la meme rubrique"),
    ("related", "les plus lus"),
    ("related", "a voir aussi"),
    ("related", "voir aussi"),
    ("related", "most read"),
    ("related", "most popular"),
    ("related", "recommended"),
    ("related", "see also"),
    ("related", "you may also like"),
    ("related", "vous aimerez aussi"),
    ("related", "trending"),
    ("related", "اخر الاخبار"),
    ("related", "articles connexes"),
    ("related", "related articles"),
    ("comments", "لا توجد تعليقات"),
    ("comments", "اكتب تعليق"),
    ("comments", "شاركنا رايك"),
    ("comments", "تعليق واحد"),
    ("comments", "no comments"),
    ("comments", "aucun commentaire"),
    ("comments", "reagir"),
    ("comments", "commenter"),
    ("share", "ارسل لصديق"),
    ("share", "ارسال الي صديق"),
    ("share", "حجم الخط"),
    ("share", "تكبير الخط"),
    ("share", "نسخ الرابط"),
    ("share", "رابط مختصر"),
    ("share", "copier le lien"),
    ("share", "copy link"),
    ("share", "email this"),
    ("share", "send to a friend"),
    ("share", "telegram"),
    ("share", "linkedin"),
    ("share", "messenger"),
    ("share", "suivez nous"),
    ("share", "imprimer cet article"),
    ("share", "طباعه"),
    ("share", "طباعه الصفحه"),
    ("share", "تابعوا اخر الاخبار"),
    ("share", "حمل التطبيق"),
    ("share", "telecharger l'application"),
    ("share", "download the app"),
    ("share", "download our app"),
    ("share", "انضموا الي"),
    ("share", "follow us on"),
    ("share", "suivez-nous sur"),
    ("share", "تابعونا علي"),
    ("ad", "احصل علي اخر الاخبار"),
    ("ad", "اشتركوا في"),
    ("ad", "سجل في"),
    ("ad", "inscrivez-vous"),
    ("ad", "sign up"),
    ("ad", "recevez"),
    ("ad", "get the latest"),
    ("ad", "la suite apres cette publicite"),
    ("ad", "advertising"),
    ("ad", "sponsored"),
    ("ad", "contenu sponsorise"),
    ("ad", "register now"),
    ("tags", "وسوم"),
    ("tags", "الكلمات المفتاحيه"),
    ("tags", "كلمات مفتاحيه"),
    ("tags", "الكلمات الدلاليه"),
    ("tags", "كلمات دلاليه"),
    ("tags", "تصنيفات"),
    ("tags", "tags"),
    ("tags", "mots-cles"),
    ("tags", "mots cles"),
    ("tags", "topics:"),
    ("tags", "filed under"),
    ("tags", "keywords"),
    ("tags", "etiquettes"),
    ("tags", "rubrique"),
    ("ad", "عدد القراءات"),
    ("ad", "عدد المشاهدات"),
    ("ad", "عدد الزيارات"),
    ("ad", "زيارات"),
    ("ad", "قراءه دقيقه"),
    ("ad", "مده القراءه"),
    ("ad", "temps de lecture"),
    ("ad", "reading time"),
    ("ad", "min read"),
    ("caption", "photo:"),
    ("caption", "photo :"),
    ("caption", "صوره:"),
    ("caption", "تصوير:"),
    ("caption", "credit photo"),
    ("caption", "photo credit"),
    ("caption", "© "),
    ("caption", "legende"),
    ("caption", "image:"),
    ("caption", "صوره ارشيفيه"),
    ("copyright", "كل الحقوق"),
    ("date-line", "نشر بتاريخ"),
    ("date-line", "نشر يوم"),
    ("date-line", "اخر تعديل"),
    ("date-line", "حرر بتاريخ"),
    ("date-line", "publie :"),
    ("date-line", "mise a jour"),
    ("date-line", "mis en ligne"),
    ("date-line", "posted:"),
    ("date-line", "date:"),
    ("date-line", "created"),
    ("date-line", "last modified"),
];

const AGENCIES: &[&str] = &[
    "و م ع",
    "وطنيه",
    "الوكاله الوطنيه للاعلام",
    "ومع",
    "وال",
    "سونا",
    "وفا",
    "قنا",
    "يونا",
    "سبا",
    "صونا",
    "ش ا",
    "ا ش ا",
    "واع",
    "و.م.ع",
    "كونا",
    "واس",
    "وام",
    "قنا",
    "بنا",
    "بترا",
    "وات",
    "واج",
    "وكالات",
    "متابعه",
    "رويترز",
    "ا ف ب",
    "ا.ف.ب",
    "اف ب",
    "فرانس برس",
    "سانا",
    "وكاله",
    "هسبريس",
    "map",
    "aps",
    "tap",
    "afp",
    "reuters",
    "ap",
    "spa",
    "wam",
    "kuna",
    "qna",
    "bna",
    "petra",
    "mena",
    "dpa",
    "efe",
    "xinhua",
    "tass",
    "apanews",
    "apa",
    "panapress",
    "anadolu",
    "aa",
    "الاناضول",
    "le360",
    "العمانيه",
    "وكاله الانباء",
    "د ب ا",
    "د.ب.ا",
    "ا ب",
    "سبوتنيك",
    "شينخوا",
    "ا ش ا",
    "سبا نت",
    "الشرق الاوسط",
    "مراسله",
    "مراسلنا",
    "خاص",
    "وكالات الانباء",
    "wafa",
    "ina",
    "saba",
    "ani",
    "nna",
    "upi",
    "ats",
    "belga",
    "ansa",
    "interfax",
    "pti",
    "jeune afrique",
    "staff writer",
    "staff reporter",
    "our correspondent",
    "notre correspondant",
    "agences",
    "agencies",
    "al arabiya",
    "bbc",
];

/// Furniture of `raw`, in order.
pub fn furniture(raw: &str) -> Vec<Furniture> {
    let mut out = Vec::new();
    let mut body = false;
    for (n, p) in paragraphs(raw).enumerate() {
        let line = &raw[p.clone()];
        let words = line.split_whitespace().count();
        if words <= 16 {
            // A long line is prose; folding it would be work for nothing.
            if let Some(kind) = line_kind(line, words, n, body) {
                out.push(Furniture {
                    start: p.start,
                    end: p.end,
                    kind,
                });
                continue;
            }
        }
        if !body && let Some(end) = dateline(line) {
            out.push(Furniture {
                start: p.start,
                end: p.start + end,
                kind: "byline",
            });
        }
        body |= words > 14;
    }
    out
}

fn line_kind(line: &str, words: usize, n: usize, body: bool) -> Option<&'static str> {
    let folded = fold_str(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let ends = line.ends_with(['.', '!', '؟', '?', '،']);
    let bars = line.matches(['|', '›', '»', '>', '•', '·']).count();
    if bars >= 2 && words <= 3 * (bars + 1) && !ends {
        return Some("nav");
    }
    for (kind, phrase) in STARTS {
        let Some(rest) = folded.strip_prefix(phrase) else {
            continue;
        };
        let whole = rest.is_empty()
            || !rest.starts_with(|c: char| c.is_alphanumeric())
            || phrase.ends_with(' ');
        let fits = match *kind {
            // "Par A. Ndoye - Publié le 12 septembre 2023 à 09:40"
            "byline" => {
                let dated = words <= 14 && folded.contains(|c: char| c.is_ascii_digit());
                !body && (words <= 8 || dated) && !ends && n < 4
            }
            "date-line" => words <= 12 && rest.chars().any(|c| c.is_ascii_digit()),
            "nav" => rest.is_empty() || bars > 0,
            "share" | "ad" => rest.is_empty() || words <= 6 && !ends,
            // "Related: …" carries a headline behind it.
            _ => words <= 14 && (rest.is_empty() || !ends || words <= 6),
        };
        if whole && fits {
            return Some(kind);
        }
    }
    let signed = folded.contains("بقلم ")
        || folded.contains(" كتب:")
        || words <= 5 && (folded.starts_with("كتب ") || folded.starts_with("كتبت "))
        || words <= 6 && folded.contains("correspondant");
    let minutes = ["دقايق", "دقيقه", "min", "القراءات", "المشاهدات"];
    let counted = folded.bytes().any(|b| b.is_ascii_digit());
    if words <= 5 && counted && minutes.iter().any(|m| folded.contains(m)) {
        return Some("ad");
    }
    if !body && words <= 16 && agency_after(line) == Some(line.len()) {
        return Some("byline");
    }
    if words <= 12 && !ends && only_date(line) {
        return Some("date-line");
    }
    let filed = words <= 16 && folded.bytes().any(|b| b.is_ascii_digit()) && agency_line(folded);
    (!body
        && !ends
        && (words <= 10 || filed)
        && n < 6
        && (signed
            || timed(folded)
            || dated_place(line)
            || agency_line(folded)
            || n < 2 && words <= 6 && place_line(line)))
    .then_some("byline")
}

/// `الأحد 5 مايو 2024 10:15`: nothing but a day and an hour.
fn only_date(line: &str) -> bool {
    let t = text::tokenize(line);
    let dates = text::find_dates(&t, None);
    let Some(first) = dates.first() else {
        return false;
    };
    let in_date = |i: usize| dates.iter().any(|d| d.tokens.contains(&i));
    let hour = |i: usize| {
        t.list[i].kind == text::Kind::Number
            || matches!(
                t.folded(i),
                "-" | "|"
                    | "/"
                    | ":"
                    | ","
                    | "."
                    | "("
                    | ")"
                    | "h"
                    | "الساعه"
                    | "ص"
                    | "م"
                    | "صباحا"
                    | "مساء"
                    | "a"
                    | "at"
                    | "gmt"
                    | "utc"
                    | "am"
                    | "pm"
                    | "بتوقيت"
                    | "غرينتش"
                    | "les"
                    | "min"
                    | "الموافق"
                    | "ه"
                    | "le"
            )
    };
    first.tokens.end - first.tokens.start >= 2 && (0..t.len()).all(|i| in_date(i) || hour(i))
}

/// `تونس 4/3/2022`, `العربي الناصري - مدريد`: a town and nothing else but a day or who wrote.
fn dated_place(line: &str) -> bool {
    let t = text::tokenize(line);
    if t.len() > 10 {
        return false;
    }
    let hits = LEXICON.find(&t, 7);
    let place = |first: usize, last: usize| {
        hits.iter().any(|h| {
            h.first == first
                && h.last == last
                && h.skip == 0
                && matches!(h.tag, Tag::Place(p) if LEXICON.places[p as usize].strong)
        })
    };
    let dates = text::find_dates(&t, None);
    // "LYON (France), 14 mars 2023", "Alger, le 5 mars 2024"
    let day = dates.first().is_some_and(|d| {
        let from = d.tokens.start;
        let town = (1..=from).filter(|&e| place(0, e)).max();
        let small = |i: usize| {
            matches!(t.folded(i), "," | "-" | "(" | ")" | "في" | "le" | "on")
                || place(i, i + 1) && t.folded(i.wrapping_sub(1)) == "("
        };
        d.tokens.end == t.len() && town.is_some_and(|e| (e..from).all(small))
    });
    let dash = (1..t.len()).find(|&i| t.folded(i) == "-" && t.list[i].spaced);
    let person = |w: &str| LEXICON.people.contains_key(text::strip_article(w));
    let signed = dash.is_some_and(|d| {
        let people = |mut r: std::ops::Range<usize>| {
            (2..=4).contains(&r.len()) && r.all(|i| person(t.folded(i)))
        };
        place(d + 1, t.len()) && people(0..d) || place(0, d) && people(d + 1..t.len())
    });
    day || signed
}

/// `هشام الورياغلي - الخميس 21 دجنبر 2023 - 14:05`: who and when, to the minute.
fn timed(folded: &str) -> bool {
    let clock = |w: &str| {
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        w.split_once([':', 'h'])
            .is_some_and(|(h, m)| digits(h) && digits(m))
    };
    folded.contains(['-', '/', '|', ',']) && folded.split_whitespace().any(clock)
}

/// `الرباط - و م ع`, `Rabat (MAP)`: a short line with an agency and a separator.
fn agency_line(folded: &str) -> bool {
    let separated = folded.contains(['-', '/', '(', ':', ',']) || folded.split(' ').count() <= 3;
    separated && AGENCIES.iter().any(|a| ends_or_begins(folded, a))
}

/// `أبوظبي - سورية 24`: a town, a separator, and who wrote from there.
fn place_line(line: &str) -> bool {
    let Some(n) = line.find(['-', '–', '/', ':', '(']) else {
        return false;
    };
    let before = &line[..n];
    // "Rabat-Madrid : …" is a headline.
    let joined = line[n..].starts_with('-') && !before.ends_with(' ');
    if joined || line[n..].contains(':') && line[n..].split_whitespace().count() > 4 {
        return false;
    }
    if before.trim().is_empty() || before.split_whitespace().count() > 2 {
        return false;
    }
    let t = text::tokenize(before);
    let hits = LEXICON.find(&t, 7);
    hits.iter().any(|h| {
        h.first == 0
            && h.skip == 0
            && h.last == t.len()
            && matches!(h.tag, Tag::Place(p) if LEXICON.places[p as usize].strong)
    })
}

fn ends_or_begins(folded: &str, a: &str) -> bool {
    let edge = |rest: &str, back: bool| {
        let c = if back {
            rest.chars().next_back()
        } else {
            rest.chars().next()
        };
        c.is_none_or(|c| !c.is_alphanumeric())
    };
    folded.strip_suffix(a).is_some_and(|r| edge(r, true))
        || folded.strip_prefix(a).is_some_and(|r| edge(r, false))
}

/// The dateline at the start of a paragraph: `RABAT, Sept 20 (Reuters) -`, `الرباط 3 ماي (و م ع) –`.
fn dateline(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(70).map_or(line.len(), |(n, _)| n);
    let head = &line[..head_end];
    if let Some(close) = head.find(')') {
        let open = head[..close].find('(')?;
        let inside = fold_str(&head[open + 1..close]);
        let after = line[close + 1..].trim_start();
        let agency = AGENCIES.contains(&inside.trim())
            || inside.len() <= 24 && AGENCIES.iter().any(|a| ends_or_begins(inside.trim(), a));
        if agency
            && head[..open].split_whitespace().count() <= 6
            && after.starts_with(['-', '–', '—', ':', '–'])
        {
            return Some(close + 1);
        }
    }
    if let Some(end) = slashed(head)
        .or_else(|| agency_after(line))
        .or_else(|| from_town(line))
    {
        return Some(end);
    }
    // "WASHINGTON—The director …"
    if let Some(n) = head.find(['—', '–']) {
        let before = &head[..n];
        let shouted = before
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | ',' | '-'));
        if shouted && before.trim().chars().count() > 3 && before.split_whitespace().count() <= 3 {
            return Some(before.trim_end().len());
        }
    }
    for sep in [" - ", " – ", " — ", ": ", " : "] {
        let Some(n) = head.find(sep) else { continue };
        let before = &head[..n];
        if before.split_whitespace().count() > 6 || before.contains(['.', '،']) {
            continue;
        }
        let folded = fold_str(before);
        if agency_line(folded.trim()) {
            return Some(n);
        }
    }
    None
}

/// `الرياض 14 ربيع الآخر 1445 هـ الموافق 29 أكتوبر 2023 م واس`: a town, a day or two, an agency, and the text after it.
fn agency_after(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(130).map_or(line.len(), |(n, _)| n);
    let t = text::tokenize(&line[..head_end]);
    let hits = LEXICON.find(&t, 7);
    let town = hits.iter().find(|h| {
        h.first == 0
            && h.skip == 0
            && matches!(h.tag, Tag::Place(p) if LEXICON.places[p as usize].strong)
    })?;
    let dates = text::find_dates(&t, None);
    let mut i = town.last;
    let mut marks = 0;
    while i < t.len() {
        if let Some(d) = dates.iter().find(|d| d.tokens.contains(&i)) {
            i = d.tokens.end;
            marks += 1;
        } else if matches!(
            t.folded(i),
            "," | "في"
                | "الموافق"
                | "م"
                | "ه"
                | "/"
                | "-"
                | "("
                | "ميلاديه"
                | "هجريه"
                | "|"
                | "."
        ) {
            marks += usize::from(matches!(t.folded(i), "/" | "-" | "("));
            i += 1;
        } else {
            break;
        }
    }
    let agency = AGENCIES.iter().find_map(|a| {
        let words: Vec<&str> = a.split([' ', '.']).collect();
        let said = words.iter().enumerate().all(|(n, w)| t.folded(i + n) == *w);
        said.then_some(i + words.len())
    })?;
    let closed = matches!(t.folded(agency), ")" | "/");
    let last = agency - 1 + usize::from(closed);
    (marks > 0).then(|| t.list.get(last).map(|x| x.end as usize))?
}

/// `باماكو - اختتمت …`, `Tunis, 6 février 2024 - Le ministre …`: a town, perhaps a day, and a dash before the text.
fn from_town(line: &str) -> Option<usize> {
    let dash = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|d| line.find(d))
        .min()
        .filter(|&n| n <= 60)?;
    let before = line[..dash].trim_end();
    let alone = {
        let t = text::tokenize(before);
        let hits = LEXICON.find(&t, 7);
        hits.iter().any(|h| {
            h.first == 0
                && h.skip == 0
                && h.last == t.len()
                && matches!(h.tag, Tag::Place(p) if LEXICON.places[p as usize].strong)
        })
    };
    let long = line[dash..].split_whitespace().count() > 8;
    (long && (alone || dated_place(before))).then_some(before.len())
}

/// `الدوحة في 21 نوفمبر /قنا/`: town, day and agency between slashes.
fn slashed(head: &str) -> Option<usize> {
    let open = head.find('/')?;
    let close = open + 1 + head[open + 1..].find('/')?;
    let inside = fold_str(head[open + 1..close].trim());
    let short = head[..open].split_whitespace().count() <= 6;
    (short && AGENCIES.contains(&inside.as_str())).then_some(close + 1)
}

#[cfg(test)]
mod tests {
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
}
