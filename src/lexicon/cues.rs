//! What words around bodies show, and how names of some of their parts end; they stand in `agencies/cues.tsv`.
use crate::matcher;

/// What a word shows.
#[derive(Clone, Copy, Debug)]
pub enum Cue {
    /// Before a department: it is founded there (新组建的).
    Fresh,
    /// Behind a department and 由: what it was made into follows (更名).
    Became,
    /// Before a body: its place founds it (成立).
    Founds,
    /// Before a body: one of a class is founded (首个成立).
    FoundsFirst,
    /// In a clause: bodies of several places are meant (多地).
    Many,
    /// Behind a body: it is one of a class (之一).
    OneOfMany,
    /// Before a body: no part of its name (是, 原).
    Opens,
    /// Before a body: the page has named it (发挥).
    Meant,
    /// Behind a body: its name is on a plate (牌子).
    Plate,
    /// Between a body and a title: of the holder (首任).
    Holder,
    /// Before a section: its body sets it up (内设).
    SetsUp,
    /// The sections of a body are counted (个处室).
    Counted,
    /// The end of a heading under which a page lists sections (内设机构).
    Sections,
    /// Behind such words (内设机构|一览表).
    ListTail,
    /// Behind a body in the title of a page about it (机构设置).
    PageTitle,
    /// Before the name of the body that a page is about (单位名称).
    OwnLabel,
    /// Behind a body: the page goes on about it (成立于).
    OwnBegins,
    /// The end of a heading that pages about one body have (主要职责).
    OwnHeading,
    /// The end of a heading over those who lead a body (领导信息).
    LeadersHeading,
    /// Before a short name (以下简称).
    ShortName,
    /// Between a body and its name in full (正式名称).
    FullName,
    /// Behind an office: where it is seated follows (设在).
    Seated,
    /// Behind a body: it only says whose another is (直属).
    Owns,
    /// Before sections: they are in somebody's charge (分管).
    Charge,
    /// Before or behind a section: those of its body are changed (撤销, 并入).
    Reorganizes,
    /// The end of the name of a territory that is a zone (开发区).
    Zone,
    /// The end of the name of grounds that lie in a zone (新城).
    Grounds,
    /// The end of the name of a section.
    Section,
    /// The end of the name of a part, no section, that a list of sections holds as well (机关党委).
    Beside,
    /// The end of the name of any part in a list of those that a body sets up.
    Listed,
    /// The end of the name of a part that has a head of its own.
    Headed,
    /// The end of what is said for short for a body that sets up parts (支队).
    OwnNoun,
    /// Right before a section that is set up or changed (增设).
    ChangesSection,
    /// Right before an office that its body sets up (个处：).
    SetsUpOffice,
    /// Begins the name of a part of a zone's party committee.
    PartyPart,
    /// Behind the short name of a place: a branch, named after it, of the bureau before (管理局).
    Branch,
    /// Before an outpost: no part of its name (走进).
    LeadsTo,
}

impl matcher::Cue for Cue {
    const ALL: &'static [(&'static str, Self)] = &[
        ("fresh", Self::Fresh),
        ("became", Self::Became),
        ("founds", Self::Founds),
        ("founds-first", Self::FoundsFirst),
        ("many", Self::Many),
        ("one-of-many", Self::OneOfMany),
        ("opens", Self::Opens),
        ("meant", Self::Meant),
        ("plate", Self::Plate),
        ("holder", Self::Holder),
        ("sets-up", Self::SetsUp),
        ("counted", Self::Counted),
        ("sections", Self::Sections),
        ("list-tail", Self::ListTail),
        ("page-title", Self::PageTitle),
        ("own-label", Self::OwnLabel),
        ("own-begins", Self::OwnBegins),
        ("own-heading", Self::OwnHeading),
        ("leaders-heading", Self::LeadersHeading),
        ("short-name", Self::ShortName),
        ("full-name", Self::FullName),
        ("seated", Self::Seated),
        ("owns", Self::Owns),
        ("charge", Self::Charge),
        ("reorganizes", Self::Reorganizes),
        ("zone", Self::Zone),
        ("grounds", Self::Grounds),
        ("section", Self::Section),
        ("beside", Self::Beside),
        ("listed", Self::Listed),
        ("headed", Self::Headed),
        ("own-noun", Self::OwnNoun),
        ("changes-section", Self::ChangesSection),
        ("sets-up-office", Self::SetsUpOffice),
        ("party-part", Self::PartyPart),
        ("branch", Self::Branch),
        ("leads-to", Self::LeadsTo),
    ];

    fn number(self) -> u32 {
        self as u32
    }
}
