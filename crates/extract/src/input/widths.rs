//! Widths of glyphs, spelt out before a PDF is taken apart.
//!
//! A font may say `7 9 500` (glyphs 7 to 9 are 500 wide) or `7 [500 500 500]`. The library that reads places understands only the
//! second form; by the first all glyphs of a word would stand in one place, and the word would come out in pieces.

use pdf_extract::{Document, Object, ObjectId};

/// Glyphs a font may have.
const MOST: i64 = 65_536;

/// Writes the widths of every font in the second form.
pub(super) fn spell_out(document: &mut Document) {
    let fonts: Vec<(ObjectId, Vec<Object>)> = document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let widths = object.as_dict().ok()?.get(b"W").ok()?;
            let widths = document.dereference(widths).ok()?.1.as_array().ok()?;
            Some((*id, spelt_out(widths)?))
        })
        .collect();
    for (id, widths) in fonts {
        if let Some(font) = document.objects.get_mut(&id)
            && let Ok(font) = font.as_dict_mut()
        {
            font.set("W", widths);
        }
    }
}

/// None where it is in the second form already, or in none.
fn spelt_out(widths: &[Object]) -> Option<Vec<Object>> {
    let mut out = Vec::new();
    let (mut at, mut changed) = (0, false);
    while at < widths.len() {
        let first = widths[at].as_i64().ok()?;
        match (widths.get(at + 1)?, widths.get(at + 2)) {
            (list @ Object::Array(_), _) => {
                out.extend([widths[at].clone(), list.clone()]);
                at += 2;
            }
            (last, Some(width)) => {
                let last = last.as_i64().ok()?;
                let count = (last - first + 1).clamp(0, MOST) as usize;
                let list = Object::Array(vec![width.clone(); count]);
                out.extend([widths[at].clone(), list]);
                changed = true;
                at += 3;
            }
            _ => return None,
        }
    }
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_lists_and_lists_stay() {
        let list = |widths: &[i64]| Object::Array(widths.iter().map(|w| (*w).into()).collect());
        let mixed = [7.into(), 9.into(), 500.into(), 12.into(), list(&[250, 300])];
        let expected = vec![
            7.into(),
            list(&[500, 500, 500]),
            12.into(),
            list(&[250, 300]),
        ];
        assert_eq!(spelt_out(&mixed), Some(expected));
        assert_eq!(spelt_out(&[12.into(), list(&[250])]), None);
        assert_eq!(spelt_out(&[12.into()]), None);
    }
}
