//! What is wrong with a pattern: a stable code, the place, the reason and the way out.

use std::fmt;

use super::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The pattern is invalid: it matches nothing (section 9.4).
    Error,
    /// The pattern is valid, and surely not what was meant.
    Warning,
}

/// One finding in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code: `P0xx` for errors, `P1xx` for warnings.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where, in bytes of the pattern; empty at the end of the text.
    pub span: Span,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// The rule and its section.
    pub why: &'static str,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Diagnostic {
    pub(super) fn error(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        why: &'static str,
    ) -> Box<Self> {
        Box::new(Self {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            why,
            hint: None,
        })
    }

    pub(super) fn warning(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        why: &'static str,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..*Self::error(code, span, message, why)
        }
    }

    pub(super) fn hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Self> {
        self.hint = Some(hint.into());
        self
    }

    /// The finding as a person reads it: the line of the pattern with the place underlined, then
    /// the rule and the way out.
    pub fn render(&self, text: &str) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut out = format!("{severity}[{}]: {}\n", self.code, self.message);
        let (line, before, marked) = excerpt(text, &self.span);
        out += &format!(
            "  | {line}\n  | {}{}\n",
            " ".repeat(before),
            "^".repeat(marked)
        );
        out += &format!("note: {}\n", self.why);
        if let Some(hint) = &self.hint {
            out += &format!("hint: {hint}\n");
        }
        out
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.code, self.span.start, self.message)
    }
}

impl std::error::Error for Diagnostic {}

/// The part of the text around a place that fits on a line, how many characters stand before the
/// place, and how many it covers.
fn excerpt(text: &str, span: &Span) -> (String, usize, usize) {
    const BEFORE: usize = 60;
    const AFTER: usize = 40;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
    let from = floor(start.saturating_sub(BEFORE));
    let to = floor(start.max(end.min(start + AFTER)) + AFTER);
    let visible = |part: &str| -> String {
        part.chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    };
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < text.len() { "…" } else { "" };
    let line = format!("{lead}{}{tail}", visible(&text[from..to]));
    let before = lead.chars().count() + text[from..start].chars().count();
    let marked = text[start..end.min(to)].chars().count().max(1);
    (line.trim_end().to_owned(), before, marked)
}
