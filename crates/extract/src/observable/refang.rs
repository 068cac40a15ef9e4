//! Making defanged text live again, keeping where each byte came from.

/// A refanged run.
pub(super) struct Live {
    pub text: String,
    /// For each byte of `text`, where it began in the run; one more for the end.
    pub from: Vec<u32>,
    /// Something was defanged.
    pub changed: bool,
}

const REPLACEMENTS: &[(&str, &str)] = &[
    ("[://]", "://"),
    ("[:]//", "://"),
    ("[:/]/", "://"),
    ("[:", ":"),
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("<.>", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("{dot}", "."),
    ("[.", "."),
    (".]", "."),
    ("(.", "."),
    ("\\.", "."),
    ("[@]", "@"),
    ("(@)", "@"),
    ("{@}", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
    ("{at}", "@"),
    ("[:]", ":"),
    ("(:)", ":"),
    ("[/]", "/"),
    ("[,]", "."),
];
const SCHEMES: &[(&str, &str)] = &[
    ("hxxps", "https"),
    ("hxxp", "http"),
    ("h**ps", "https"),
    ("h**p", "http"),
    ("htxp", "http"),
    ("hxtp", "http"),
    ("meows", "https"),
    ("meow", "http"),
    ("fxps", "ftps"),
    ("fxp", "ftp"),
];

fn starts_with_fold(s: &str, prefix: &str) -> bool {
    s.as_bytes()
        .get(..prefix.len())
        .is_some_and(|h| h.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Refangs `run` (ASCII).
pub(super) fn live(run: &str) -> Live {
    let mut out = Live {
        text: String::with_capacity(run.len()),
        from: Vec::with_capacity(run.len() + 1),
        changed: false,
    };
    let mut at = 0;
    while at < run.len() {
        let rest = &run[at..];
        let boundary = !out.text.ends_with(|c: char| c.is_ascii_alphanumeric());
        let scheme = SCHEMES.iter().find(|(f, _)| {
            boundary
                && starts_with_fold(rest, f)
                && matches!(rest.as_bytes().get(f.len()), Some(b':' | b'[' | b'('))
        });
        // Spaces stay in a run only around a bracketed dot.
        let body = rest.trim_start_matches(' ');
        let hit = scheme.copied().map(|(f, t)| (f.len(), t)).or_else(|| {
            let bracket = matches!(
                body.as_bytes().first(),
                Some(b'[' | b'(' | b'{' | b'\\' | b'<')
            ) || body.starts_with(".]");
            if !bracket {
                return None;
            }
            let (f, t) = REPLACEMENTS
                .iter()
                .find(|(f, _)| starts_with_fold(body, f))?;
            // `(at)` and `\.` mean something only between the parts of a name.
            let n = rest.len() - body.len() + f.len();
            let spaces = run[at + n..].len() - run[at + n..].trim_start_matches(' ').len();
            Some((n + if body.len() < rest.len() { spaces } else { 0 }, *t))
        });
        match hit {
            Some((n, t)) => {
                for b in t.bytes() {
                    out.text.push(b as char);
                    out.from.push(at as u32);
                }
                out.changed = true;
                at += n;
            }
            None => {
                out.text.push(run.as_bytes()[at] as char);
                out.from.push(at as u32);
                at += 1;
            }
        }
    }
    out.from.push(run.len() as u32);
    out
}
