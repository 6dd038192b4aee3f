//! What words show around what happens to bodies; they stand in `events/cues.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(in crate::relate) enum EventCue: "events/cues" {
        /// Right before a body or a place: it is there (在|某厅挂牌).
        There = "there",
        /// Right before a body: others do it for that (为|某局揭牌).
        OnBehalf = "on-behalf",
        /// The same, but that is what something serves as (作为|某局).
        As = "as",
        /// Right before a body: it is the one that the clause singles out (最早的是|某局).
        SinglesOut = "singles-out",
        /// Begins what stands for a body named before (该局).
        StandsFor = "stands-for",
        /// Right behind a body: what was read only says whose unit something is (省政府|直属机构).
        Unit = "unit",
        /// Right behind a body: what it keeps elsewhere follows (市政府|驻上海联络处).
        Outpost = "outpost",
        /// Ends a noun that is not read as a body and yet means one (执法支队并入某局).
        BodyEnd = "body-end",
        /// A noun for any body (机构).
        BodyNoun = "body-noun",
        /// Opens the verb of a founding: of the section that follows, not of the body that gets it (新|组建某处).
        Fresh = "fresh",
        /// The verb of a body that has a section (某厅|设某科).
        SetsUp = "sets-up",
        /// In the words of a match: something was founded (1954年设立，原名某局).
        Founds = "founds",
        /// Behind a date: the body began that day (3月5日|成立).
        Begins = "begins",
        /// Ends what tells of an unveiling though it speaks of no plate (正式成立).
        Unveiled = "unveiled",
        /// The verb of a plate that hangs at another body, too (在某厅|挂牌).
        Hangs = "hangs",
        /// Ends what looks like a founding: what was there got a new name or form (更名组建).
        Reformed = "reformed",
        /// Behind the verb of a founding: none of what is founded follows (成立|大会).
        NoObject = "no-object",
        /// The same: it was no more than prepared (成立|大会筹备会).
        Prepares = "prepares",
        /// The same: it was long ago (自成立|以来).
        EverSince = "ever-since",
        /// In a founding: the meeting that it is told of took place (召开成立大会).
        Holds = "holds",
        /// Before bodies in common: somebody set up those that he had to (完成|数据机构组建).
        Completes = "completes",
        /// Behind several bodies: they become one (甲与乙|合并).
        BecomeOne = "become-one",
        /// The first character of such a verb (其执法支队|并入某局).
        Merges = "merges",
        /// Right before a new name: what gets it is raised (升格为|某局).
        RaisedTo = "raised-to",
        /// In what follows: what was told before has another name since (2005年|更名).
        Renamed = "renamed",
        /// Names what something is called now (改为|现名).
        NameOfNow = "name-of-now",
        /// Right behind a verb, or right before a date: that is when (成立|于2018年).
        When = "when",
        /// Names a date, behind the verb of an event (挂牌|日期).
        DateNoun = "date-noun",
        /// Between such a noun and the date (挂牌日期|为).
        Is = "is",
        /// Before a verb: as it is told of what offices do (正式|挂牌).
        Formally = "formally",
        /// Behind the verb of an event: what follows it is told (某厅组建|后).
        After = "after",
        /// In a clause: it happened when the sentence before says, and over others (同时).
        AtOnce = "at-once",
        /// Behind a date: it is that of a report (新华社3日|电（记者…）).
        Reported = "reported",
        /// Behind a date, alone or behind its source: what follows became known on it (3日|从某局|获悉).
        Learns = "learns",
        /// Before an event: it may be to come, or may not; it says nothing from farther off (将).
        MayCome = "may-come",
    }
}
