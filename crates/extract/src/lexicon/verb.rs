//! Classes of Arabic verbs and other words that tell events, and which form of a verb a word is.

/// What a verb says, as far as the rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Each class by its name in the list, the event its verbs tell, and whether they take an object.
const CLASSES: &[(&str, Class, &str, bool)] = &[
    ("meet", Class::Meet, "meeting", true),
    ("receive", Class::Receive, "meeting", true),
    ("face", Class::Face, "meeting", true),
    ("discuss", Class::Discuss, "meeting", false),
    ("consult", Class::Consult, "consultation", false),
    ("visit", Class::Visit, "visit", true),
    ("arrive", Class::Arrive, "visit", false),
    ("alight", Class::Alight, "visit", false),
    ("travel", Class::Travel, "visit", false),
    ("move", Class::Move, "visit", false),
    ("leave", Class::Leave, "visit", false),
    ("return", Class::Return, "visit", false),
    ("show", Class::Show, "visit", true),
    ("phone", Class::Phone, "call", true),
    ("ring", Class::Ring, "call", false),
    ("sign", Class::Sign, "", true),
    ("hold", Class::Hold, "", true),
    ("host", Class::Host, "", true),
    ("organise", Class::Organise, "", true),
    ("attend", Class::Attend, "", true),
    ("chair", Class::Chair, "", true),
    ("train", Class::Train, "training", true),
    ("learn", Class::Learn, "training", false),
    ("dismantle", Class::Dismantle, "operation", true),
    ("seize", Class::Seize, "operation", true),
    ("carry", Class::Carry, "", true),
    ("gather", Class::Gather, "", true),
    ("accompany", Class::Accompany, "", true),
    ("lead", Class::Lead, "", true),
    ("represent", Class::Represent, "", true),
    ("say", Class::Say, "", false),
    ("announce", Class::Announce, "", true),
    ("deny", Class::Deny, "", false),
    ("undertake", Class::Undertake, "", true),
    ("send", Class::Send, "", true),
];

/// The class a list calls `name`: with the event its verbs tell, and whether they take an object.
pub(super) fn class(name: &str) -> Option<(Class, &'static str, bool)> {
    let found = CLASSES.iter().find(|c| c.0 == name)?;
    Some((found.1, found.2, found.3))
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    One,
    Two,
    Many,
}

/// Which form of the third person a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// How many do it, as the ending says; a verb before its subject is singular whoever follows.
    pub subject: Number,
    /// The pronoun joined to it: "التقاه".
    pub object: Option<Number>,
    /// "يلتقي", "سيلتقي"
    pub imperfect: bool,
}

/// A word as a form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verb {
    pub class: Class,
    pub form: Form,
}

/// Words that are no verbs, by what they tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Cue {
    /// The cue a list calls `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "signing" => Self::Signing,
            "jointly" => Self::Jointly,
            "trainees" => Self::Trainees,
            "doing" => Self::Doing,
            "presence" => Self::Presence,
            "delegation" => Self::Delegation,
            "company" => Self::Company,
            "absent" => Self::Absent,
            "wish" => Self::Wish,
            "always" => Self::Always,
            "task" => Self::Task,
            "effort" => Self::Effort,
            _ => return None,
        })
    }
}
