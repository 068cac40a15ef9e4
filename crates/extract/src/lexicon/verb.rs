//! Classes of Arabic verbs and other words that tell events, and which form of a verb a word is.

use serde::{Deserialize, Serialize};

/// What a verb says, as far as the rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Class {
    /// "التقى", "اجتمع"
    Meet,
    /// "استقبل"
    Receive,
    /// "قابل": also "to face".
    Face,
    /// "بحث", "ناقش": a meeting where it says with whom.
    Discuss,
    /// "تشاور"
    Consult,
    /// "زار"
    Visit,
    /// "وصل", "حط"
    Arrive,
    /// "حل": also "to solve".
    Alight,
    /// "توجه", "سافر"
    Travel,
    /// "انتقل", "طار": a journey where a place is named.
    Move,
    /// "غادر", "عاد"
    Leave,
    /// "عاد", "رجع"
    Return,
    /// "أطلع وفدا على": a delegation that is shown something came.
    Show,
    /// "هاتف", "هاتفه"
    Phone,
    /// "اتصل"
    Ring,
    /// "وقع", "أبرم"
    Sign,
    /// "عقد", "أجرى"
    Hold,
    /// "احتضن", "استضاف": a town or a body gives it room.
    Host,
    /// "نظم"
    Organise,
    /// "حضر", "شارك"
    Attend,
    /// "ترأس", "افتتح"
    Chair,
    /// "درب", "أطر"
    Train,
    /// "تدرب"
    Learn,
    /// "فكك", "أحبط"
    Dismantle,
    /// "ضبط", "أوقف": a joint operation where two bodies do it.
    Seize,
    /// "نفذ", "شن"
    Carry,
    /// "جمع", "ضم"
    Gather,
    /// "رافق"
    Accompany,
    /// "قاد", "تقدم"
    Lead,
    /// "مثل", "ناب"
    Represent,
    /// "قال", "أكد"
    Say,
    /// "أعلن", "أفاد"
    Announce,
    /// "نفى"
    Deny,
    /// "أنهى", "بدأ", "قام": said of a journey.
    Undertake,
    /// "أطلق", "وفد": sends people.
    Send,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Number {
    One,
    Two,
    Many,
}

/// Which form of the third person a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Form {
    /// How many do it, as the ending says; a verb before its subject is singular whoever follows.
    pub subject: Number,
    /// The pronoun joined to it: "التقاه".
    pub object: Option<Number>,
    /// "يلتقي", "سيلتقي"
    pub imperfect: bool,
}

/// A word as a form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Verb {
    pub class: Class,
    pub form: Form,
}

/// Words that are no verbs, by what they tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Cue {
    /// "توقيع", "إبرام"
    Signing,
    /// "بالتنسيق مع", "بدعم من": who did it with others.
    Jointly,
    /// "عناصر", "ضباط": who is trained.
    Trainees,
    /// "تنفيذ", "تنظيم": what the announcer did himself.
    Doing,
    /// "بحضور", "بمشاركة"
    Presence,
    /// "وفد", "بعثة"
    Delegation,
    /// "مرفوقا ب", "رفقة": who follows comes along.
    Company,
    /// "بتوجيه من", "نيابة عن": whoever follows is not there.
    Absent,
    /// "est prêt à", "sollicite", "دعا إلى", "ضرورة": what follows is wished for, asked for or only possible.
    Wish,
    /// "une fois par an", "régulièrement": what is always done.
    Always,
    /// "مكافحة", "حماية": what a body is for, also behind و where one stood before.
    Task,
    /// "دعم", "تنسيق": what a body is for, and what anybody does.
    Effort,
}
