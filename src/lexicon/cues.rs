//! What words around bodies show, and how names of some of their parts end; they stand in `agencies/cues.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub enum AgencyCue: "agencies/cues" {
        /// Before a department: it is founded there (新组建的).
        Fresh = "fresh",
        /// Behind a department and 由: what it was made into follows (更名).
        Became = "became",
        /// Ends a clause that only says when or in what something is told, and whose body is not its subject (方案里).
        Aside = "aside",
        /// Before a body: its place founds it (成立).
        Founds = "founds",
        /// Before a body: one of a class is founded (首个成立).
        FoundsFirst = "founds-first",
        /// In a clause: bodies of several places are meant (多地).
        Many = "many",
        /// Behind a body: it is one of a class (之一).
        OneOfMany = "one-of-many",
        /// Before a body: no part of its name (是, 原).
        Opens = "opens",
        /// Before a body: the page has named it (发挥).
        Meant = "meant",
        /// Behind a body: its name is on a plate (牌子).
        Plate = "plate",
        /// Between a body and a title: of the holder (首任).
        Holder = "holder",
        /// Before a section: its body sets it up (内设).
        SetsUp = "sets-up",
        /// The sections of a body are counted (个处室).
        Counted = "counted",
        /// The end of a heading under which a page lists sections (内设机构).
        Sections = "sections",
        /// Behind the words that head a list (内设机构|一览表).
        ListTail = "list-tail",
        /// Behind a body in the title of a page about it (机构设置).
        PageTitle = "page-title",
        /// Before the name of the body that a page is about (单位名称).
        OwnLabel = "own-label",
        /// Behind a body: the page goes on about it (成立于).
        OwnBegins = "own-begins",
        /// The end of a heading that pages about one body have (主要职责).
        OwnHeading = "own-heading",
        /// The end of a heading over those who lead a body (领导信息).
        LeadersHeading = "leaders-heading",
        /// Before a short name (以下简称).
        ShortName = "short-name",
        /// Between a body and its name in full (正式名称).
        FullName = "full-name",
        /// Behind an office: where it is seated follows (设在).
        Seated = "seated",
        /// Behind a body: it only says whose another is (直属).
        Owns = "owns",
        /// Before sections: they are in somebody's charge (分管).
        Charge = "charge",
        /// Before or behind a section: those of its body are changed (撤销, 并入).
        Reorganizes = "reorganizes",
        /// The end of the name of a territory that is a zone (开发区).
        Zone = "zone",
        /// The end of the name of grounds that lie in a zone (新城).
        Grounds = "grounds",
        /// The end of the name of a section.
        Section = "section",
        /// The end of the name of a part, no section, that a list of sections holds as well (机关党委).
        Beside = "beside",
        /// The end of the name of any part in a list of those that a body sets up.
        Listed = "listed",
        /// The end of the name of a part that has a head of its own.
        Headed = "headed",
        /// Ends what a town calls its offices and stations (服务站).
        TownOffice = "town-office",
        /// The end of what is said for short for a body that sets up parts (支队).
        OwnNoun = "own-noun",
        /// Before the words of a heading: they are of this body, territory or holder (市水务局|领导).
        WhoseHeading = "whose-heading",
        /// The beginning of a heading over those who led a body (历任).
        PastHeading = "past-heading",
        /// Behind a body and a mark: what it is follows (是).
        IsA = "is-a",
        /// Behind a body that is set up, and a mark: the same (作为).
        ServesAs = "serves-as",
        /// Behind a body: why, not what it is (为了).
        Purpose = "purpose",
        /// Behind a body and a mark: what it was follows (原).
        Once = "once",
        /// Right before a section that is set up or changed (增设).
        ChangesSection = "changes-section",
        /// Right before an office that its body sets up (个处：).
        SetsUpOffice = "sets-up-office",
        /// Begins a title that is one word with the committee before it (兵团党委|书记).
        FusedCommittee = "fused-committee",
        /// Begins the name of a part of a zone's party committee.
        PartyPart = "party-part",
        /// Before an outpost: no part of its name (走进).
        LeadsTo = "leads-to",
    }
}
