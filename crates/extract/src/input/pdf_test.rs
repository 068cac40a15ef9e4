//! PDFs made here: Arabic in presentation forms and visual order, a page without text, and files that are broken.

use super::*;
use crate::input::{Format, read};

/// A PDF of one page; `lines` are glyphs as they stand from left to right, each of its own code.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut codes: Vec<char> = Vec::new();
    let mut content = String::from("BT /F1 12 Tf 1 0 0 1 50 700 Tm\n");
    for line in lines {
        content.push('<');
        for c in line.chars() {
            let at = codes
                .iter()
                .position(|known| *known == c)
                .unwrap_or_else(|| {
                    codes.push(c);
                    codes.len() - 1
                });
            content += &format!("{:04X}", at + 1);
        }
        content += "> Tj 0 -20 Td\n";
    }
    content += "ET";
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for (at, c) in codes.iter().enumerate() {
        let mut units = [0; 2];
        let hex: String = c
            .encode_utf16(&mut units)
            .iter()
            .map(|u| format!("{u:04X}"))
            .collect();
        map += &format!("1 beginbfchar <{:04X}> <{hex}> endbfchar\n", at + 1);
    }
    map += "endcmap CMapName currentdict /CMap defineresource pop end end";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 600 >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()),
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 600 800] /ItalicAngle 0 /Ascent 800 /Descent 0 /CapHeight 700 /StemV 80 >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places
        .iter()
        .for_each(|place| out += &format!("{place:010} 00000 n \n"));
    out += &format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1
    );
    out.into_bytes()
}

#[test]
fn arabic_in_presentation_forms_is_read_in_order() {
    let bytes = pdf(&[
        "ﺮﻳﺯﻮﻟﺍ ﻞﺒﻘﺘﺳﺍ",
        "2023 ﻮﻴﻧﻮﻳ 13 ﻡﻮﻳ",
        "DGSN and the minister",
    ]);
    let document = read(&bytes).expect("a document");
    assert_eq!(document.format, Format::Pdf);
    assert_eq!(
        document.text.trim(),
        "استقبل الوزير\nيوم 13 يونيو 2023\nDGSN and the minister"
    );
}

#[test]
fn a_page_without_text_is_said_to_be_a_scan() {
    assert_eq!(read(&pdf(&[])), Err(InputError::Scan));
}

#[test]
fn broken_files_are_told_and_end() {
    let whole = pdf(&["abc"]);
    let text = String::from_utf8(whole.clone()).expect("ASCII");
    for bytes in [
        b"%PDF-1.7 x".to_vec(),
        whole[..whole.len() / 2].to_vec(),
        // The library panics on a page without a box.
        text.replace("/MediaBox [0 0 600 800]", "/XediaBox [0 0 600 800]")
            .into_bytes(),
        text.replace("/Kids [3 0 R]", "/Kids [2 0 R]").into_bytes(),
    ] {
        assert!(matches!(
            read(&bytes),
            Err(InputError::Pdf { .. } | InputError::Scan)
        ));
    }
}
