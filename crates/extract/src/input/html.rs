//! The main text of a web page, with its title and day.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;
use text::Date;

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
    let article = Readability::new(html, None, Some(config)).and_then(|mut r| r.parse());
    match article {
        Ok(a) => {
            let body = tidy(&a.text_content);
            let title = Some(a.title.trim().to_owned()).filter(|t| !t.is_empty());
            Page {
                text: body,
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

/// One line per paragraph, without empty lines and doubled spaces.
fn tidy(text: &str) -> String {
    let lines = text
        .lines()
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
    fn a_page_with_little_text_still_gives_it() {
        let got = read("<html><body><p>قصير جدا</p><script>x</script></body></html>");
        assert_eq!(got.text, "قصير جدا");
    }
}
