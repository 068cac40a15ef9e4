//! Leaks that are planted on purpose, to show that the proof of noninterference finds them. Without the feature
//! `planted-leaks` nothing of this is compiled: [`planted!`](crate::planted) is then its right side alone.

use std::sync::atomic::{AtomicUsize, Ordering};

macro_rules! leaks {
    ($($name:ident: $what:literal,)*) => {
        /// What may be planted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Leak {
            $(#[doc = $what] $name,)*
        }

        impl Leak {
            /// Every leak with what is wrong.
            pub const ALL: &[(Leak, &str)] = &[$((Leak::$name, $what),)*];
        }
    };
}

leaks! {
    ApartIsShown: "copies kept apart are shown to everybody",
    RecalledIsShown: "what was taken back is shown to everybody",
    UnresolvedIsShown: "a marking that has not arrived does not withhold",
    LevelIgnored: "the highest level of a reader is not looked at",
    AccessIgnored: "public and community readers get what asks for a grant",
    ExpiryIgnored: "an audience lasts beyond its end",
    AudienceIgnored: "an audience does not withhold",
    MarkingIgnored: "a marking nobody understands does not withhold",
    PublicIsCommunity: "readers of a public collection count as members",
    EndsSpareNobody: "who handed in an end is asked for what lies beyond it",
    AnyLaneDefines: "a marking means what any partner says",
    EdgeWithoutEnds: "an edge does not take the labels of its ends",
    EdgeNotRaised: "an edge is not raised when an end arrives",
    OldVersionsStay: "a newer, stricter version does not hide the older ones",
    FilterAfterPaging: "pages are cut before they are filtered",
    MoreEarly: "`more` counts what is hidden",
    TypeTold: "a type that nothing here has is an error",
    LastOverHidden: "`last` is chosen among hidden versions, too",
    FirstOverHidden: "`first` is chosen among hidden versions, too",
    SpecOverHidden: "the latest specification version is chosen among hidden versions, too",
    BytesOfHidden: "hidden objects fill a page",
    FirstDateOfHidden: "X-TAXII-Date-Added-First of what is hidden",
    LastDateOfHidden: "X-TAXII-Date-Added-Last of what is hidden",
    EmptyForHidden: "a hidden id gives an empty envelope, a free one 404",
    FirstSeenOfHidden: "an observable's version is when a hidden lane saw it first",
    RestampedByHidden: "another version, hidden, gives an object a new date",
    DateMovesForAll: "loosening gives an object a new date, for whoever had it before, too",
    LaterDateForAll: "an object has its last date, whoever may see it since when",
    MovesWithinPost: "what a POST moves is dated between its objects",
    TotalCount: "the number of all objects in a header",
    ManifestUnfiltered: "the manifest lists everything",
    VersionsUnfiltered: "versions lists everything",
    ObjectUnfiltered: "an object is given by its id alone",
    MatchUnfiltered: "match[type] finds everything",
    CursorOfRow: "`next` depends on the number of rows",
    HiddenIdNamed: "the error says that an id is hidden",
    HiddenIdForbidden: "403 for a hidden id",
    HiddenCollectionForbidden: "403 for a hidden collection",
    HiddenAliasForbidden: "403 for the alias of a hidden collection",
    HiddenNegotiated: "406 before 404 where a collection is hidden",
    CollectionsUnfiltered: "hidden collections are listed",
    CollectionTellsCount: "a collection tells how much it holds",
    DiscoveryTellsCount: "discovery tells how many collections there are",
    ApiRootTellsSize: "the api root's `max_content_length` shrinks as the store grows",
    HealthTellsSize: "the health check tells the size of the store",
    RequestNumber: "a request number that counts everybody's doings",
    EtagOfStore: "an ETag of the whole store",
    ModifiedOfStore: "Last-Modified of the whole store",
    DateOfStore: "the Date header is the last write's",
    ConditionalOfStore: "304 as long as nobody wrote",
    MetricsForAll: "partners can read the metrics",
    ForeignStatusReadable: "statuses of others can be read",
    ForeignStatusForbidden: "403 for statuses of others",
    StatusNumber: "ids of statuses count everybody's doings",
    AdmissionKnowsHidden: "what is hidden decides on what is handed in",
    TwinDropped: "an object whose id is hidden is not kept for its submitter",
    TwinTold: "a status tells of a hidden twin",
    QuarantineTold: "a status counts what was quarantined",
    StatusDateOfHidden: "a status tells when a hidden lane saw an observable first",
    DeleteCountsHidden: "DELETE finds hidden versions",
    NoticeToAll: "a recall is told to everybody",
    NoticeNamesAll: "a notice names versions that its reader was never served",
    NoticesListed: "the collections of others' notices are listed",
    ForeignNoticeTold: "acknowledging a notice of another partner is refused",
    ExportUnfiltered: "what is exported as a partner is everything",
    ExportByArrival: "what is exported as a partner is in the order in which it came in",
    RulesCountHidden: "a folder of rules tells how much the collection holds",
    SightedValueShown: "what was seen of an indicator is shown to those who may not see the indicator",
    FeedTagOfStore: "the ETag of a feed depends on the whole store",
    FeedDateOfHidden: "Last-Modified of a feed is when something hidden came",
    FeedCountsHidden: "a comment of a feed tells how much the collection holds",
    FeedUnfiltered: "a feed is made of everything",
    FeedKeptForAll: "a feed that was made for one reader is given to others",
    SearchUnfiltered: "a search looks at everything",
    SearchByArrival: "answers to a search are ordered by when they came to the server",
    SearchTellsLabel: "a search tells the level of what hidden ends make of an object",
    SearchMoreOfHidden: "a search has a next page because of hidden answers",
    SearchTotal: "a search tells how many answers there are, hidden ones, too",
    RateShared: "all clients share one allowance",
    LoginsShared: "failed logins count for every address",
}

static ACTIVE: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Makes one leak active, or none, everywhere in this process.
pub fn plant(leak: Option<Leak>) {
    ACTIVE.store(
        leak.map_or(usize::MAX, |leak| leak as usize),
        Ordering::SeqCst,
    );
}

/// Whether this leak is active.
pub fn active(leak: Leak) -> bool {
    ACTIVE.load(Ordering::SeqCst) == leak as usize
}
