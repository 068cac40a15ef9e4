//! What the command line prints, as JSON lines that scripts rely on: `pattern check` and `pattern match`.

use serde::Serialize;
use stix::pattern::{Diagnostic, Severity};

use crate::observed::{evaluate, observations, parse};
use crate::program::{check, compile};

/// One pattern checked: `{"ok", "code", "span", "message", "hint", "warnings"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Whether the pattern is valid.
    pub ok: bool,
    /// Of the error: its stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// Of the error: first byte and the one behind the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
    /// Of the error: one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Of the error: what to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What is valid but cannot do what was meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// A finding that leaves the pattern valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Its stable code.
    pub code: &'static str,
    /// First byte and the one behind the last.
    pub span: [usize; 2],
    /// One sentence.
    pub message: String,
}

/// Checks one pattern, regular expressions included.
pub fn check_pattern(pattern: &str) -> Checked {
    let mut findings = check(pattern);
    let error = findings
        .iter()
        .position(|finding| finding.severity == Severity::Error);
    let error = error.map(|at| findings.swap_remove(at));
    let span = |finding: &Diagnostic| [finding.span.start, finding.span.end];
    Checked {
        ok: error.is_none(),
        code: error.as_ref().map(|error| error.code),
        span: error.as_ref().map(span),
        message: error.as_ref().map(|error| error.message.clone()),
        hint: error.and_then(|error| error.hint),
        warnings: findings
            .into_iter()
            .map(|finding| Warning {
                code: finding.code,
                span: span(&finding),
                message: finding.message,
            })
            .collect(),
    }
}

/// One pattern on one bundle: `{"match", "error", "bindings"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// Whether the pattern holds. An invalid pattern holds nowhere (section 9.4).
    #[serde(rename = "match")]
    pub is_match: bool,
    /// Why it could not be evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The ids of the observed-data of one binding.
    pub bindings: Vec<String>,
}

/// Evaluates one pattern on the bytes of a bundle, an object or an array of objects.
pub fn match_pattern(pattern: &str, content: &[u8]) -> Matched {
    let outcome = || -> Result<_, String> {
        let program = compile(pattern).map_err(|error| error.to_string())?;
        let content = parse(content).map_err(|fault| fault.to_string())?;
        let observations = observations(&content).map_err(|fault| fault.to_string())?;
        evaluate(&program, &observations).map_err(|over| over.to_string())
    };
    match outcome() {
        Ok(outcome) => Matched {
            is_match: outcome.is_match,
            error: None,
            bindings: outcome.bindings,
        },
        Err(error) => Matched {
            is_match: false,
            error: Some(error),
            bindings: Vec::new(),
        },
    }
}
