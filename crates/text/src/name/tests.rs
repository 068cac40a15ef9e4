//! Names that must meet across scripts, and names that must not.

use super::*;
use proptest::prelude::*;

fn relation(a: &str, b: &str) -> Relation {
    let (a, b) = (Name::parse(a), Name::parse(b));
    let r = a.relation(&b);
    assert_eq!(r, b.relation(&a), "not symmetric");
    r
}

#[test]
fn spellings_of_one_name_meet() {
    for (a, b) in [
        ("عبد اللطيف حموشي", "Abdellatif Hammouchi"),
        ("عبداللطيف الحموشي", "Abdellatif El Hammouchi"),
        ("عبد اللطيف الحموشي", "عبد اللطيف حموشي"),
        ("عبد اللطيف حموشي", "Abd al-Latif Hamouchi"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("محمد بن سلمان", "Mohamed Ben Salmane"),
        ("عبدالله", "Abdallah"),
        ("نور الدين بدوي", "Noureddine Bedoui"),
        ("حسين سالم", "Hussein Salem"),
        ("حسن مراد", "Hassan Mourad"),
        ("مصطفى خليل", "Moustapha Khalil"),
        ("إسماعيل عيسى", "Ismail Issa"),
        ("سعيد قاسم", "Saïd Kacem"),
        ("جمال غالي", "Gamal Ghali"),
        ("جمال غالي", "Djamel Ghali"),
        ("مسعود رعد", "Messaoud Raad"),
        ("عبد الرحمن", "Abderrahmane"),
        ("فاطمة الزهراء", "Fatima Zahra"),
        ("يوسف بن علي", "Youssef Benali"),
        ("Mohamed Hocine", "Mohammed Hussein"),
        ("Abdelkader Messahel", "Abdel-Qader Messahel"),
        ("وسيم اللومي", "Wassim Elloumi"),
        ("عبد الرؤوف عيسى", "Abd al-Ra'ouf Issa"),
        ("ياسين المنصوري", "Yassine Mansouri"),
    ] {
        assert_eq!(relation(a, b), Relation::Same, "{a} / {b}");
    }
}

#[test]
fn distinct_people_stay_apart() {
    for (a, b) in [
        ("حسن مراد", "Hussein Mourad"),
        ("حسين مراد", "Hassan Mourad"),
        ("محمد كامل", "Mahmoud Kamel"),
        ("محمود كامل", "Mohamed Kamel"),
        ("أحمد بناني", "Mohamed Bennani"),
        ("أحمد سالم", "Hamed Salem"),
        ("سعد الأمين", "Saïd Lamine"),
        ("سعيد الأمين", "Saad Lamine"),
        ("سليم", "Salem"),
        ("سليم", "Nadir Salam"),
        ("كريم", "Karam"),
        ("Hassan Mourad", "Hussein Mourad"),
        ("Salim Amrani", "Salem Amrani"),
        ("Mohamed Alami", "Mahmoud Alami"),
        ("عبد اللطيف حموشي", "Abdelaziz Hammouchi"),
        ("عبد العزيز", "عبد اللطيف"),
        ("عبد الله", "عبد الإله"),
        ("فريد", "Fouad"),
        ("رشيد", "Rached"),
        ("علي بن صالح", "علي صالح"),
        ("Jean Martin", "Jean Marin"),
        ("نبيل", "Nabila"),
    ] {
        assert_eq!(relation(a, b), Relation::Different, "{a} / {b}");
    }
}

#[test]
fn family_name_is_a_short_form_and_given_name_is_not() {
    assert_eq!(relation("عبد اللطيف حموشي", "الحموشي"), Relation::Short);
    assert_eq!(
        relation("عبد اللطيف حموشي", "El Hammouchi"),
        Relation::Short
    );
    assert_eq!(
        relation("محمد بن علي كومان", "Mohamed Koman"),
        Relation::Short
    );
    assert_eq!(
        relation("عبد اللطيف حموشي", "عبد اللطيف"),
        Relation::Different
    );
    assert_eq!(relation("", "علي"), Relation::Different);
}

#[test]
fn keys_of_one_name_are_equal() {
    for (a, b) in [
        ("حموشي", "Hammouchi"),
        ("عبد اللطيف حموشي", "Abdellatif El Hammouchi"),
        ("قاسم", "Kacem"),
        ("ظافر", "Dhafer"),
    ] {
        assert_eq!(Name::parse(a).key(), Name::parse(b).key(), "{a} {b}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_name(a in "[\\PC\u{0621}-\u{064A}a-z ]{0,30}", b in "[\\PCابدع a-z-]{0,30}") {
        let (x, y) = (Name::parse(&a), Name::parse(&b));
        prop_assert_eq!(x.relation(&y), y.relation(&x));
        let _ = x.key();
        if !x.parts().is_empty() { prop_assert_eq!(x.relation(&x.clone()), Relation::Same); }
    }
}
