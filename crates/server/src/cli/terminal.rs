//! What reaches a terminal: text that cannot steer it, colour only where it is wanted, tables that
//! line up, and stdout that may be closed early.

use super::problem::{Code, Problem};
use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal, Write};
use unicode_width::UnicodeWidthStr;

/// Whether a character would move the cursor, end a line or reorder text instead of showing itself.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with control characters, line separators and bidirectional controls written out, so that
/// data can neither steer the terminal nor show itself in another order.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            c if steers(c) => shown.push_str(&format!("<U+{:04X}>", c as u32)),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The same for text of several lines: line ends stay.
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

/// JSON text with the same characters as `\u` escapes: the same value, safe to show. Line ends and
/// tabs between values stay.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    let harmful = |c: char| steers(c) && !matches!(c, '\n' | '\t' | '\r');
    if !json.chars().any(harmful) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            c if harmful(c) => shown.push_str(&format!("\\u{:04x}", c as u32)),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a letter is written from right to left.
fn goes_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Colour, or none; and whether it is for a terminal, where text that is read from the right must not carry along what
/// stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    colour: bool,
    terminal: bool,
}

impl Paint {
    /// For stderr: colour on a terminal, unless `NO_COLOR` is set.
    pub fn stderr() -> Self {
        Self::on(std::io::stderr().is_terminal())
    }
    /// For stdout, by the same rule.
    pub fn stdout() -> Self {
        Self::on(std::io::stdout().is_terminal())
    }
    /// Never.
    pub fn plain() -> Self {
        Self::on(false)
    }
    fn on(terminal: bool) -> Self {
        Self {
            colour: terminal && colour_is_wanted(),
            terminal,
        }
    }
    /// On a terminal a cell that holds letters read from the right is set apart from its neighbours.
    fn apart(self, cell: &str) -> Cow<'_, str> {
        match self.terminal && cell.chars().any(goes_left) {
            true => Cow::Owned(format!("\u{2068}{cell}\u{2069}")),
            false => Cow::Borrowed(cell),
        }
    }
    /// Red and bold.
    pub fn error(self, text: &str) -> String {
        self.wrap("1;31", text)
    }
    /// Yellow and bold.
    pub fn warning(self, text: &str) -> String {
        self.wrap("1;33", text)
    }
    /// Bold.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }
    /// Cyan.
    pub fn marked(self, text: &str) -> String {
        self.wrap("36", text)
    }
    /// Faint.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }
    fn wrap(self, code: &str, text: &str) -> String {
        if self.colour {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// `NO_COLOR` and `TERM=dumb` say no.
pub fn colour_is_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Rows under headings, columns as wide as they need to be.
#[derive(Debug)]
pub struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(headings: &[&'static str]) -> Self {
        Self {
            headings: headings.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; its cells are made visible.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cells = cells.into_iter().map(|c| visible(c.as_ref()).into_owned());
        self.rows.push(cells.collect());
    }

    /// The text, headings in bold.
    pub fn render(&self, paint: Paint) -> String {
        let mut widths: Vec<_> = self.headings.iter().map(|h| h.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut text = String::new();
        let headings = self.headings.iter().map(|h| h.to_string()).collect();
        for (number, row) in std::iter::once(&headings).chain(&self.rows).enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line += &paint.apart(cell);
                line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
            }
            let line = line.trim_end();
            text += &if number == 0 {
                paint.bold(line)
            } else {
                line.to_owned()
            };
            text.push('\n');
        }
        text
    }
}

/// Names and values, one pair a line.
#[derive(Debug, Default)]
pub struct Details(Vec<(String, String)>);

impl Details {
    /// Adds a pair; the value is made visible.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0
            .push((visible(name).into_owned(), visible(value).into_owned()));
    }

    /// Adds several values, one below the other; `-` for none.
    pub fn list<T: AsRef<str>>(&mut self, name: &str, values: &[T]) {
        if values.is_empty() {
            self.add(name, "-");
        }
        for (number, value) in values.iter().enumerate() {
            self.add(if number == 0 { name } else { "" }, value.as_ref());
        }
    }

    /// The text, names faint.
    pub fn render(&self, paint: Paint) -> String {
        let width = self
            .0
            .iter()
            .map(|(name, _)| name.width())
            .max()
            .unwrap_or(0);
        let lines = self.0.iter().map(|(name, value)| {
            let gap = " ".repeat(width - name.width());
            format!("{}{gap}  {}\n", paint.dim(name), paint.apart(value))
        });
        lines.collect()
    }
}

/// Writes data to stdout. A reader that went away is no error.
pub fn print(text: &str) -> Result<(), Problem> {
    let mut out = std::io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes one JSON value to stdout, indented.
pub fn print_json(value: &impl serde::Serialize) -> Result<(), Problem> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Problem::new(Code::Output, format!("the answer cannot be written: {e}")))?;
    print(&format!("{}\n", visible_json(&text)))
}

/// What a failed write to stdout means.
pub fn written(result: std::io::Result<()>) -> Result<(), Problem> {
    match result {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Problem::new(
            Code::Output,
            format!("stdout cannot be written: {}", super::problem::reason(&e)),
        )),
        _ => Ok(()),
    }
}

/// Talk to the person at the terminal.
pub fn say(text: impl AsRef<str>) {
    // a closed stderr must not stop the work
    let _ = writeln!(std::io::stderr(), "{}", text.as_ref());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_bidi_controls_are_shown() {
        assert_eq!(visible("a\u{1b}]52;c;x\u{7}b"), "a<U+001B>]52;c;x<U+0007>b");
        assert_eq!(visible("a\nb\u{9b}31m"), "a\\nb<U+009B>31m");
        assert_eq!(visible("\u{202e}exe.\u{2066}"), "<U+202E>exe.<U+2066>");
        assert!(matches!(visible("خدمة أ من مارينيا"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_stays_the_same_value() {
        let json = "{\n\t\"a\": \"\u{9b}\u{202e}\u{7f}\u{645}\"\n}";
        let shown = visible_json(json);
        assert_eq!(shown, "{\n\t\"a\": \"\\u009b\\u202e\\u007f\u{645}\"\n}");
        let value = |t: &str| serde_json::from_str::<serde_json::Value>(t).unwrap();
        assert_eq!(value(json), value(&shown));
    }

    #[test]
    fn on_a_terminal_cells_read_from_the_right_stay_apart() {
        let terminal = Paint {
            colour: false,
            terminal: true,
        };
        let mut table = Table::new(&["name", "tlp"]);
        table.row(["خدمة", "red"]);
        assert_eq!(
            table.render(terminal),
            "name  tlp\n\u{2068}خدمة\u{2069}  red\n"
        );
    }

    #[test]
    fn columns_line_up_for_any_script() {
        let mut table = Table::new(&["name", "tlp"]);
        table.row(["خدمة", "red"]);
        table.row(["longer name", "amber"]);
        assert_eq!(
            table.render(Paint::plain()),
            "name         tlp\nخدمة         red\nlonger name  amber\n"
        );
    }
}
