//! What words show that are looked for at one place only; they stand in `relations/cues.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum RelationCue: "relations/cues" {
        /// Behind 该 or 这个: a body whose name ends so is meant.
        ThisKind = "this-kind",
        /// Behind 该 or 这个: any body is meant.
        ThisBody = "this-body",
        /// Behind 新: a body founded just before, if the next word follows (新部).
        NewKind = "new-kind",
        /// Behind 我 or 本: the body that speaks, whose name ends so, is meant.
        OwnKind = "own-kind",
        /// Before 里: the last body whose name ends so is meant.
        InsideKind = "inside-kind",
        /// Behind 新部: the body does it (no 新局面).
        NewGoesOn = "new-goes-on",
        /// Between posts of one person.
        JoinsPosts = "joins-posts",
        /// Between persons of whom one thing is said.
        JoinsPersons = "joins-persons",
        /// Between two bodies that 前者 and 后者 mean.
        JoinsTwo = "joins-two",
        /// Between bodies of which one thing is said.
        JoinsBodies = "joins-bodies",
        /// Between bodies to which one thing is done.
        JoinsObjects = "joins-objects",
        /// Heads a column of bodies (机构名称).
        HeadsBodies = "heads-bodies",
        /// Heads a column of their ranks (规格).
        HeadsRanks = "heads-ranks",
        /// Heads a column of those who manage them (主管部门).
        HeadsManagers = "heads-managers",
        /// Heads a column of those to whom they belong (隶属).
        HeadsUppers = "heads-uppers",
        /// Heads a column of those where they hang (挂牌单位).
        HeadsHosts = "heads-hosts",
        /// Before what manages it: no body but what is a body's (干部|由某部管理).
        Affairs = "affairs",
        /// Before them, where they name no body (设下列|内设机构).
        ListLead = "list-lead",
        /// Heads a column of the dates of their foundings (挂牌时间).
        HeadsFoundings = "heads-foundings",
        /// Heads a column of posts that people held (原职).
        HeadsPast = "heads-past",
        /// At the head of a clause: several persons named before (两人); what tells no number means two.
        Together = "together",
        /// Before a person whom a clause describes (曾任…的|女干部).
        Person = "person",
        /// Behind a post in a clause that describes a person (一职).
        Post = "post",
        /// Before a post: the one who holds it, as the page has told (这位).
        ThisHolder = "this-holder",
        /// In the heading of a notice: it lists whom a body consists of (组成人员).
        ListsMembers = "lists-members",
        /// Before a title that stands without its body: no part of a body that was not read (升任|局长).
        BeforeTitle = "before-title",
        /// Opens a sentence that goes on about the place behind it (至于).
        TurnsTo = "turns-to",
        /// Before a post: its holder comes into it, though it is a plain 任 (署任).
        ComesInto = "comes-into",
        /// Begins the title of one who stands under the head, or in his place (副, 代理).
        UnderHead = "under-head",
        /// A title that one alone holds (市长).
        Sole = "sole",
        /// In titles that several hold at a time (副, 员).
        Shared = "shared",
        /// In the clause behind a body: it was founded or unveiled there.
        ComesToBe = "comes-to-be",
        /// Opens an answer: it goes on about what the question is about.
        Answers = "answers",
        /// In a question: it asks for a person (谁).
        AsksWho = "asks-who",
        /// Behind a date: it is that of a decision (3月17日|通过的).
        Told = "told-on",
        /// Behind a body that heads those who held a post in its time (时期).
        Era = "era",
        /// The verb of a founding (组建).
        Founding = "founding",
        /// Behind a body: it only owns what is named next (管理的).
        Owner = "owner",
        /// Behind the last of several places: each has what follows (等地).
        SeveralPlaces = "several-places",
        /// Before a date: what is told was so by then (截至).
        AsOf = "as-of",
        /// Before a date: that of what is followed (按照).
        AccordingTo = "according-to",
        /// Between two posts: who holds the first follows (改由).
        By = "by",
        /// Before a title: which of its holders (新任).
        WhichHolder = "which-holder",
        /// Before a title: it was held, where the clause says (当过).
        Served = "served",
        /// Begins what stands for a place told before (那里).
        There = "there",
        /// Behind a post: it goes to somebody else or ends (一职).
        PassesOn = "passes-on",
        /// Behind a post: who holds it stands before (担任).
        IsHeld = "is-held",
        /// Ends the heading of a decision (通知).
        Notice = "notice",
        /// Behind a date: what was decided holds from then on (起生效).
        TakesEffect = "takes-effect",
        /// What takes effect (上述任免).
        Decision = "decision",
        /// Behind the verb of an ending: what came after it follows (后，).
        IsOver = "is-over",
        /// Behind a body: it agreed to what follows (批准).
        Approval = "approval",
        /// Heads or labels names of persons (姓名).
        HeadsNames = "heads-names",
        /// Heads or labels their posts (职务).
        HeadsPosts = "heads-posts",
        /// Opens a heading of bodies that were founded (新组建|的机构).
        HeadsFounded = "heads-founded",
        /// Opens a heading of bodies that were abolished (撤销|的机构).
        HeadsAbolished = "heads-abolished",
        /// Behind a post: its holder attends what is told (列席).
        Attends = "attends",
        /// Behind a date: when on that day (上午).
        PartOfDay = "part-of-day",
        /// In a bracket behind a date: the day of the week (星期四).
        Weekday = "weekday",
    }
}
