//! Mentions: what a span of the text names, before it is known whom.

/// The type of a mention or entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionType {
    /// A person.
    Person,
    /// A service, ministry, body.
    Organization,
    /// An office somebody holds.
    Office,
    /// A country, city or other place.
    Location,
    /// An area of several countries.
    Region,
    /// A terrorist or criminal group.
    ThreatGroup,
    /// What a meeting is about.
    Topic,
    /// A date.
    Date,
    /// Who the text says it from.
    Source,
    /// A numbered document.
    Document,
}

impl MentionType {
    /// The name in the JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            MentionType::Person => "person",
            MentionType::Organization => "organization",
            MentionType::Office => "office",
            MentionType::Location => "location",
            MentionType::Region => "region",
            MentionType::ThreatGroup => "threat-group",
            MentionType::Topic => "topic",
            MentionType::Date => "date",
            MentionType::Source => "source",
            MentionType::Document => "document",
        }
    }

    /// A person, an office or an organisation: what can take part in an event.
    pub(crate) fn acts(self) -> bool {
        matches!(
            self,
            MentionType::Person | MentionType::Office | MentionType::Organization
        )
    }
}

/// A mention over tokens, not yet resolved.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub kind: MentionType,
    /// Index into the lexicon's `named` or `places`.
    pub known: Option<u32>,
    /// Country of the organisation or office, as the text says.
    pub iso: Option<String>,
    /// For an office: index of the person mention that holds it. For a person: the office before.
    pub link: Option<usize>,
    /// Lies inside an office mention.
    pub inside: bool,
}

/// `وزارتا` is two of `وزارة`: the one that a dual head of bodies counts twice, as it is folded and as it is written.
pub(crate) fn one_of_two(w: &str) -> Option<(&'static str, &'static str)> {
    let stem = w.strip_suffix(['ا', 'ي'])?;
    Some(match stem {
        "وزارت" => ("وزاره", "وزارة"),
        "نيابت" => ("نيابه", "نيابة"),
        "مديريت" => ("مديريه", "مديرية"),
        "ادارت" => ("اداره", "إدارة"),
        "وكالت" => ("وكاله", "وكالة"),
        "هييت" => ("هييه", "هيئة"),
        "قيادت" => ("قياده", "قيادة"),
        "جهاز" => ("جهاز", "جهاز"),
        "شرطت" => ("شرطه", "شرطة"),
        "مصلحت" => ("مصلحه", "مصلحة"),
        _ => return None,
    })
}

impl Found {
    pub fn new(kind: MentionType, first: usize, last: usize, skip: usize) -> Self {
        Self {
            first,
            last,
            skip,
            kind,
            known: None,
            iso: None,
            link: None,
            inside: false,
        }
    }
}
