//! What words around bodies, or in their names, tell of what is said of them; they stand in `relations/bodies.tsv`.
use crate::matcher::{Cues, cues};

cues! {
    /// What a word tells.
    pub(in crate::relate) enum BodyCue: "relations/bodies" {
        /// Before a body: it was, or was called so (原|某委).
        Former = "former",
        /// At the head of a clause: what was named last is meant (，|那是直属单位).
        That = "that",
        /// Between a date and a verb: no subject stands there (1997年|又升格).
        NoSubject = "no-subject",
        /// Before a body: it only decided what follows (经|某委批准).
        Through = "through",
        /// Ends what tells on which occasion something happened (机构改革|时).
        Occasion = "occasion",
        /// Before what a body is, or its rank (某局|是…的工作部门).
        Is = "is",
        /// In a clause: what the subject was made of (某中心|整合某中心组建).
        MadeOf = "made-of",
        /// Behind the noun that several bodies share: what is said of them (四川的数据局|均).
        Predicate = "predicate",
        /// The noun of a body that may stand alone (局).
        Noun = "noun",
        /// Before what belongs to the body that the text speaks of (其|前身).
        Its = "its",
        /// What a body has to do, which another may take over (职责).
        Duties = "duties",
        /// Opens a clause: something is done to the body behind it (将|某局的职责…).
        DoneTo = "done-to",
        /// Behind a number: bodies are counted (七|家).
        Counter = "counter",
        /// Before a number: so many from the start of the list (前|两家).
        OfFirst = "of-first",
        /// Before a number: so many from its end (后|两家).
        OfLast = "of-last",
        /// Behind counted bodies: all of them are meant (三家|均).
        All = "all",
        /// Before a body: what stands before it is its owner (某厅所属|某中心).
        Owned = "owned",
        /// Before a body: what is told of another is told with it (某局与|某厅合署办公).
        With = "with",
        /// The same, where it is one more of those before it (连同|某局).
        Including = "including",
        /// Before a body: it is where something comes from (从|某厅划转).
        From = "from",
        /// Before a body: something stands or hangs there (挂在|某局).
        At = "at",
        /// Before a rank: another word for the same (就|是正处级).
        JustAs = "just-as",
        /// Behind a rank: it was changed to the next one (由副科级|升为正科级).
        Changes = "changes",
        /// Behind 由 and a body: another came from it (由某所|升格而来).
        Became = "became",
        /// Before what is said of a rank: it is denied (不|是正处级).
        Not = "not",
        /// Behind a rank: bodies are counted that have it (正科级|单位4个).
        Unit = "unit",
        /// Before the number of such (正科级单位|共4个).
        Amounts = "amounts",
        /// The end of the name of a group (工作组).
        Team = "team",
        /// The end of the name of an office, which ends as a section does and may be none (办公室).
        Office = "office",
        /// The end of the name of an office of that sort that is called otherwise (秘书处).
        Secretariat = "secretariat",
        /// The end of the name of a body that has an office of its own (指挥部).
        HasOffice = "has-office",
        /// Before 办公室: the kind of the body that it is an office of (领导小组).
        Group = "group",
        /// The end of the name of a part of a ministry that is no body of its own.
        Division = "division",
        /// The end of the name of a ministry or a commission.
        Ministry = "ministry",
        /// The end of the name of a body inside another that is a legal person of its own (署).
        OwnPerson = "own-person",
        /// The end of the name of a government.
        Government = "government",
        /// Begins the name of a body of the party.
        Party = "party",
        /// The end of the name of its committee.
        Committee = "committee",
        /// Begins a word for the body of a level of territories (省政府).
        Level = "level",
        /// Behind the noun of a body: what is inside it follows (局里|设三科).
        Inside = "inside",
        /// Behind the noun of a body: what belongs to it follows (部直属|单位).
        Attached = "attached",
        /// Opens a match: something is set up below (下设|某中心).
        SetsBelow = "sets-below",
        /// Before 设: what is set up is new (增|设某科).
        Anew = "anew",
        /// Before 设: nothing is set up inside (建设).
        Builds = "builds",
    }
}

/// What stands before the marks and the words with these signs that end `text`, however many there are.
pub(super) fn before_all<'t>(signs: &Cues<BodyCue>, of: &[BodyCue], marks: &[char], text: &'t str) -> &'t str {
    let mut head = text.trim_end_matches(marks);
    while let Some(rest) = of.iter().find_map(|&sign| signs.before(sign, head)) {
        head = rest.trim_end_matches(marks);
    }
    head
}
