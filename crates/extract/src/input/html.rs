//! The main text of a web page, with its title and day.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;
use text::Date;

/// Stands for a line end while the main part is looked for: a code point for internal use, in no text that is interchanged.
const LINE: &str = "\u{FDD0}";

/// What a page gave.
pub(super) struct Page {
    pub text: String,
    pub title: Option<String>,
    pub published: Option<Date>,
}

/// Whether a text is HTML: a doctype or a structural tag near its start.
pub(super) fn is_html(text: &str) -> bool {
    let end = text.char_indices().nth(1024).map_or(text.len(), |(n, _)| n);
    let head = text[..end].trim_start().to_ascii_lowercase();
    head.starts_with('<')
        && [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<article",
            "<div",
            "<p>",
            "<p ",
            "<main",
        ]
        .iter()
        .any(|t| head.contains(t))
}

/// The encoding a page names in its head.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset=")? + 8;
    let rest: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    // A page that is not valid UTF-8 does not become so by saying it is.
    Encoding::for_label(&rest).filter(|e| *e != encoding_rs::UTF_8)
}

/// Reads the page's main text; where no main part is found, the text of the whole.
pub(super) fn read(html: &str) -> Page {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let reader = Readability::new(html, None, Some(config));
    let heads = reader.as_ref().map_or(Vec::new(), heads);
    if let Ok(reader) = &reader {
        part_cells(reader);
        // The reader of the main part drops some line ends and glues the words beside them.
        reader.doc.select("br").after_html(LINE);
    }
    match reader.and_then(|mut r| r.parse()) {
        Ok(a) => {
            let title = Some(a.title.trim().to_owned()).filter(|t| !t.is_empty());
            Page {
                text: headed(&heads, title.as_deref(), tidy(&a.text_content)),
                title,
                published: a.published_time.as_deref().and_then(Date::parse),
            }
        }
        Err(_) => Page {
            text: tidy(&stripped(html)),
            title: None,
            published: None,
        },
    }
}

/// A cell that holds paragraphs stands apart from the one beside it: pages of old are laid out in tables.
fn part_cells(reader: &Readability) {
    for cell in reader.doc.select("td").iter() {
        if cell.select("br, p, div").exists() {
            cell.prepend_html("<br>");
            cell.append_html("<br>");
        }
    }
}

/// The headings of the first rank, one of which may be the headline.
fn heads(reader: &Readability) -> Vec<String> {
    let all = reader.doc.select("h1");
    all.iter()
        .map(|h| tidy(&h.text()).replace('\n', " "))
        .collect()
}

/// The text with its headline, which the reader of the main part takes for a part of the frame: the heading that says what the title does,
/// or the only one that is longer than a site's name.
fn headed(heads: &[String], title: Option<&str>, text: String) -> String {
    let words = |s: &str| s.split_whitespace().count();
    let fold = |s: &str| text::fold_str(s);
    let title = title.map(fold).filter(|t| words(t) >= 3);
    let same = |h: &&String| {
        let h = fold(h);
        words(&h) >= 3
            && title
                .as_ref()
                .is_some_and(|t| t.contains(&h) || h.contains(t.as_str()))
    };
    let mut long = heads.iter().filter(|h| words(h) >= 5);
    let only = long.next().filter(|_| long.next().is_none());
    match heads.iter().find(same).or(only) {
        Some(head) if !text.lines().take(6).any(|l| fold(l).contains(&fold(head))) => {
            format!("{head}\n{text}")
        }
        _ => text,
    }
}

/// One line per paragraph, without empty lines and doubled spaces.
fn tidy(text: &str) -> String {
    let lines = text
        .split(['\n', '\u{FDD0}'])
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text between tags, block tags as line ends, scripts and styles left out.
fn stripped(html: &str) -> String {
    let document = dom_smoothie_text(html);
    document.unwrap_or_default()
}

fn dom_smoothie_text(html: &str) -> Option<String> {
    let r = Readability::new(html, None, None).ok()?;
    r.doc.select("script, style, noscript, template").remove();
    Some(r.doc.formatted_text().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_text_without_menus_and_scripts() {
        let p = "استقبل المدير العام للأمن الوطني يوم الخميس بالرباط مدير الشرطة الوطنية الإسبانية الذي يقوم بزيارة عمل إلى المملكة المغربية على رأس وفد أمني هام، وذكر بلاغ أن الجانبين تباحثا بشأن التعاون.";
        let page = format!(
            "<!doctype html><html><head><title>عنوان</title><meta property=\"article:published_time\" content=\"2024-05-17T10:00:00Z\"></head><body><nav><a href=/>الرئيسية</a><a href=/s>سياسة</a></nav><article><h1>عنوان</h1><p>{p}</p><p>{p} ثم أضاف.</p><script>var x='</p>';</script></article></body></html>"
        );
        assert!(is_html(&page));
        let got = read(&page);
        assert!(
            got.text.contains(p) && !got.text.contains("var x") && !got.text.contains("سياسة"),
            "{}",
            got.text
        );
        assert_eq!(got.published, Date::parse("2024-05-17"));
        assert_eq!(got.title.as_deref(), Some("عنوان"));
    }

    #[test]
    fn the_headline_stands_above_the_text() {
        let p = "The director general received the ambassador on Monday in Rabat, where they spoke of the exchange of officers and of what both services know.";
        let page = |h1: &str, title: &str| {
            read(&format!("<!doctype html><html><head><title>{title}</title></head><body><article><h1>{h1}</h1><p>{p}</p><p>{p} He left.</p></article></body></html>")).text
        };
        let headline = "Police chief receives ambassador";
        let said = |text: String| text.lines().next().map(str::to_owned);
        assert_eq!(
            said(page(headline, &format!("{headline} - The Daily"))).as_deref(),
            Some(headline)
        );
        // A site's name is no headline.
        assert_eq!(
            said(page("The Daily", &format!("{headline} - The Daily"))).as_deref(),
            Some(p)
        );
    }

    #[test]
    fn line_ends_and_cells_part_what_they_part() {
        let p = "The director general received the ambassador on Monday in Rabat, where they spoke of the exchange of officers and of what both services know.";
        let page = format!(
            "<html><body><table><tr><td><a href=/>Home</a></td><td><font size=4>Chiefs meet</font><br>By Mele Fifita<br>{p}<br>{p} He left.</td></tr></table></body></html>"
        );
        let got = read(&page).text;
        let lines: Vec<&str> = got.lines().collect();
        assert_eq!(
            lines,
            [
                "Home",
                "Chiefs meet",
                "By Mele Fifita",
                p,
                &format!("{p} He left.")
            ]
        );
    }

    #[test]
    fn a_page_with_little_text_still_gives_it() {
        let got = read("<html><body><p>قصير جدا</p><script>x</script></body></html>");
        assert_eq!(got.text, "قصير جدا");
    }
}
