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
    /// Before what manages it: no body but what is a body's (干部|由某部管理).
    Affairs,
    /// Behind the words that head a list (内设机构|一览表).
    ListTail,
    /// Before them, where they name no body (设下列|内设机构).
    ListLead,
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
    /// Before a post: its holder comes into it, though it is a plain 任 (署任).
    ComesInto,
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
    /// The verb of a founding (组建).
    Founding,
    /// Behind a body: it only owns what is named next (管理的).
    Owner,
    /// Behind the last of several places: each has what follows (等地).
    SeveralPlaces,
    /// Before a date: what is told was so by then (截至).
    AsOf,
    /// Before a date: that of what is followed (按照).
    AccordingTo,
    /// Between two posts: who holds the first follows (改由).
    By,
    /// Before a title: which of its holders (新任).
    WhichHolder,
    /// Before a title: it was held, where the clause says (当过).
    Served,
    /// Begins what stands for a place told before (那里).
    There,
    /// Behind a post: it goes to somebody else or ends (一职).
    PassesOn,
    /// Behind a post: who holds it stands before (担任).
    IsHeld,
    /// Ends the heading of a decision (通知).
    Notice,
    /// Behind a date: what was decided holds from then on (起生效).
    TakesEffect,
    /// What takes effect (上述任免).
    Decision,
    /// Before 组建: what was there got a new name or form, nothing was founded (更名).
    Reforms,
    /// Behind the verb of an ending: what came after it follows (后，).
    IsOver,
    /// Behind a body: it agreed to what follows (批准).
    Approval,
    /// Heads or labels names of persons (姓名).
    HeadsNames,
    /// Heads or labels their posts (职务).
    HeadsPosts,
    /// Opens a heading of bodies that were founded (新组建|的机构).
    HeadsFounded,
    /// Opens a heading of bodies that were abolished (撤销|的机构).
    HeadsAbolished,
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
        ("affairs", Self::Affairs),
        ("list-tail", Self::ListTail),
        ("list-lead", Self::ListLead),
        ("heads-foundings", Self::HeadsFoundings),
        ("heads-past", Self::HeadsPast),
        ("together", Self::Together),
        ("person", Self::Person),
        ("post", Self::Post),
        ("this-holder", Self::ThisHolder),
        ("lists-members", Self::ListsMembers),
        ("before-title", Self::BeforeTitle),
        ("turns-to", Self::TurnsTo),
        ("comes-into", Self::ComesInto),
        ("under-head", Self::UnderHead),
        ("sole", Self::Sole),
        ("shared", Self::Shared),
        ("comes-to-be", Self::ComesToBe),
        ("answers", Self::Answers),
        ("asks-who", Self::AsksWho),
        ("told-on", Self::Told),
        ("era", Self::Era),
        ("founding", Self::Founding),
        ("owner", Self::Owner),
        ("several-places", Self::SeveralPlaces),
        ("as-of", Self::AsOf),
        ("according-to", Self::AccordingTo),
        ("by", Self::By),
        ("which-holder", Self::WhichHolder),
        ("served", Self::Served),
        ("there", Self::There),
        ("passes-on", Self::PassesOn),
        ("is-held", Self::IsHeld),
        ("notice", Self::Notice),
        ("takes-effect", Self::TakesEffect),
        ("decision", Self::Decision),
        ("reforms", Self::Reforms),
        ("is-over", Self::IsOver),
        ("approval", Self::Approval),
        ("heads-names", Self::HeadsNames),
        ("heads-posts", Self::HeadsPosts),
        ("heads-founded", Self::HeadsFounded),
        ("heads-abolished", Self::HeadsAbolished),
    ];

    fn number(self) -> u32 {
        self as u32
    }
}
