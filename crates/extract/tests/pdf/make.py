"""Makes the PDFs of this folder: one text of our own, as five programs write it.

pip install fpdf2==2.8.9 uharfbuzz==0.57.0 reportlab==5.1.0 arabic-reshaper==3.1.0 python-bidi==0.6.12 weasyprint==70.0 typst==0.15.2
The font is DejaVu (embedding allowed). Run in this folder; then `UPDATE=1 cargo test -p extract --test pdfs` writes what is read, to be
looked at line by line.
"""

import textwrap

FOLDER = "/usr/share/fonts/truetype/dejavu"
FONT = FOLDER + "/DejaVuSans.ttf"
AR = [
    "بلاغ صحفي",
    "استقبل المدير العام للأمن الوطني السيد الأمين العلاوي، يوم 13 يونيو 2023 بالرباط، وفدا من الشرطة الإسبانية (UDYCO). "
    "وتناول اللقاء مكافحة الإرهاب والاتجار في الأسلحة وتبادل المعلومات بين الأجهزة.",
    "وقال «إن التعاون لا غنى عنه»، والله ولي التوفيق. رقم البلاغ: 45/2023.",
]
FR = (
    "Le directeur général de la Sûreté nationale a reçu mardi à Rabat une délégation de la police espagnole. Les deux parties "
    "ont évoqué la coopération antiterroriste, l'investigation des réseaux transfrontaliers et l'échange d'informations "
    "opérationnelles entre services spécialisés."
)


def fpdf():
    """Shaped by HarfBuzz; brackets as they are meant."""
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.add_font("D", "", FONT)
    page.set_font("D", size=14)
    page.set_text_shaping(True)
    for text in AR:
        page.multi_cell(0, 9, text, align="R")
        page.ln(3)
    page.multi_cell(0, 9, FR)
    page.output("fpdf.pdf")


def reportlab():
    """Presentation forms in visual order; brackets as they are seen. The font lacks the glyph of the Name: it is lost in the file."""
    import arabic_reshaper
    from bidi.algorithm import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("D", FONT))
    page = canvas.Canvas("reportlab.pdf")
    page.setFont("D", 13)
    y = 780
    for text in AR:
        for line in textwrap.wrap(text, 60):
            page.drawRightString(550, y, get_display(arabic_reshaper.reshape(line)))
            y -= 20
        y -= 8
    for line in textwrap.wrap(FR, 70):
        page.drawString(45, y, line)
        y -= 20
    page.save()


def weasyprint():
    """Pango and cairo: head and foot, hyphens at line ends, columns."""
    from weasyprint import HTML

    style = """<style>body{font-family:'DejaVu Sans';font-size:13pt} p{text-align:justify}
      .fr{direction:ltr;text-align:left;hyphens:auto;width:55mm}
      @page{@top-center{content:'المديرية العامة'} @bottom-center{content:counter(page) ' / ' counter(pages)}}</style>"""
    body = "".join(f"<p>{text}</p>" for text in AR) + f"<p class=fr lang=fr>{FR}</p>"
    HTML(string=f"<html lang=ar dir=rtl>{style}{body}</html>").write_pdf("weasyprint.pdf")

    style = """<style>body{font-family:'DejaVu Serif';font-size:12pt;columns:2;column-gap:8mm;hyphens:auto;text-align:justify}
      @page{size:A5;@top-left{content:'Bulletin des services'} @bottom-center{content:counter(page) ' / ' counter(pages)}}
      h1{column-span:all}</style>"""
    body = "<h1>Réunion de coordination</h1>" + "".join(f"<p>{n}. {FR}</p>" for n in range(1, 9))
    HTML(string=f"<html lang=fr>{style}{body}</html>").write_pdf("columns_fr.pdf")

    style = """<style>body{font-family:'DejaVu Sans';font-size:11pt;columns:2;column-gap:8mm;text-align:justify}
      @page{size:A5}</style>"""
    body = "".join(f"<p>{n}. {AR[1]}</p>" for n in range(1, 9))
    HTML(string=f"<html lang=ar dir=rtl>{style}{body}</html>").write_pdf("columns_ar.pdf")


def typst():
    """Every word placed by itself; widths as ranges; kerning inside words."""
    import typst

    arabic = "\n\n".join(AR)
    source = f"""#set page(margin: 2cm, header: [#set text(dir: ltr, lang: "fr"); Bulletin des services])
#set text(font: "DejaVu Sans", size: 12pt, lang: "ar", dir: rtl)
#set par(justify: true)
{arabic}

#set text(lang: "fr", dir: ltr, hyphenate: true)
#columns(2)[{FR} {FR}]
"""
    with open("source.typ", "w") as file:
        file.write(source)
    typst.compile("source.typ", output="typst.pdf", font_paths=[FOLDER])


for program in (fpdf, reportlab, weasyprint, typst):
    program()
