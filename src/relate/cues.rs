//! What words show that are looked for at one place only; they stand in `relations/cues.tsv`.
use crate::matcher;

/// What a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Behind 该 or 这个: a body whose name ends so is meant.
    ThisKind,
    /// Behind 该 or 这个: any body is meant.
    ThisBody,
    /// Behind 新: a body founded just before, if the next word follows (新部).
    NewKind,
    /// Behind 我 or 本: the body that speaks, whose name ends so, is meant.
    OwnKind,
    /// Before 里: the last body whose name ends so is meant.
    InsideKind,
    /// Behind 新部: the body does it (no 新局面).
    NewGoesOn,
    /// Between posts of one person.
    JoinsPosts,
    /// Between persons of whom one thing is said.
    JoinsPersons,
    /// Between two bodies that 前者 and 后者 mean.
    JoinsTwo,
    /// Between bodies of which one thing is said.
    JoinsBodies,
    /// Between bodies to which one thing is done.
    JoinsObjects,
    /// Heads a column of bodies (机构名称).
    HeadsBodies,
    /// Heads a column of their ranks (规格).
    HeadsRanks,
    /// Heads a column of those who manage them (主管部门).
    HeadsManagers,
    /// Heads a column of those to whom they belong (隶属).
    HeadsUppers,
    /// Heads a column of those where they hang (挂牌单位).
    HeadsHosts,
    /// Heads a column of the dates of their foundings (挂牌时间).
    HeadsFoundings,
    /// Heads a column of posts that people held (原职).
    HeadsPast,
    /// At the head of a clause: several persons named before (两人); what tells no number means two.
    Together,
    /// Before a person whom a clause describes (曾任…的|女干部).
    Person,
    /// Behind a post in a clause that describes a person (一职).
    Post,
    /// Before a post: the one who holds it, as the page has told (这位).
    ThisHolder,
    /// In the heading of a notice: it lists whom a body consists of (组成人员).
    ListsMembers,
    /// Before a title that stands without its body: no part of a body that was not read (升任|局长).
    BeforeTitle,
    /// Opens a sentence that goes on about the place behind it (至于).
    TurnsTo,
    /// Begins the title of one who stands under the head, or in his place (副, 代理).
    UnderHead,
    /// A title that one alone holds (市长).
    Sole,
    /// In titles that several hold at a time (副, 员).
    Shared,
    /// In the clause behind a body: it was founded or unveiled there.
    ComesToBe,
    /// Opens an answer: it goes on about what the question is about.
    Answers,
    /// In a question: it asks for a person (谁).
    AsksWho,
    /// Behind a date: it is that of a decision or a report (3月17日|通过的).
    Told,
    /// Behind a body that heads those who held a post in its time (时期).
    Era,
}

impl matcher::Cue for Cue {
    const ALL: &'static [(&'static str, Self)] = &[
        ("this-kind", Self::ThisKind),
        ("this-body", Self::ThisBody),
        ("new-kind", Self::NewKind),
        ("own-kind", Self::OwnKind),
        ("inside-kind", Self::InsideKind),
        ("new-goes-on", Self::NewGoesOn),
        ("joins-posts", Self::JoinsPosts),
        ("joins-persons", Self::JoinsPersons),
        ("joins-two", Self::JoinsTwo),
        ("joins-bodies", Self::JoinsBodies),
        ("joins-objects", Self::JoinsObjects),
        ("heads-bodies", Self::HeadsBodies),
        ("heads-ranks", Self::HeadsRanks),
        ("heads-managers", Self::HeadsManagers),
        ("heads-uppers", Self::HeadsUppers),
        ("heads-hosts", Self::HeadsHosts),
        ("heads-foundings", Self::HeadsFoundings),
        ("heads-past", Self::HeadsPast),
        ("together", Self::Together),
        ("person", Self::Person),
        ("post", Self::Post),
        ("this-holder", Self::ThisHolder),
        ("lists-members", Self::ListsMembers),
        ("before-title", Self::BeforeTitle),
        ("turns-to", Self::TurnsTo),
        ("under-head", Self::UnderHead),
        ("sole", Self::Sole),
        ("shared", Self::Shared),
        ("comes-to-be", Self::ComesToBe),
        ("answers", Self::Answers),
        ("asks-who", Self::AsksWho),
        ("told-on", Self::Told),
        ("era", Self::Era),
    ];

    fn number(self) -> u32 {
        self as u32
    }
}
