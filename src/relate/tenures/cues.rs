//! What words show around posts and those who hold them; they stand in `relations/holders.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(in crate::relate) enum HolderCue: "relations/holders" {
        /// Begins or ends the verb of holding a post (任, 担任).
        Serves = "serves",
        /// Begins or ends what makes somebody the holder of a post (选出张三|为).
        Becomes = "becomes",
        /// Begins what tells of a post besides another (兼).
        Besides = "besides",
        /// Begins the title of one who acts for another (代县长).
        Acting = "acting",
        /// A title that the heads of many sorts of bodies have (主任).
        Director = "director",
        /// Ends the name of a body whose head has such a title (办公室).
        Directed = "directed",
        /// Before a post: it counts several holders (两位|副主任).
        Several = "several",
        /// Alone between two persons: both are named, and one may hold the post before them (总统|甲与乙).
        JoinsTwo = "joins-two",
        /// Before a post: who was elected to it stands before (张三|当选|主任).
        IsElected = "is-elected",
        /// In what is said of two persons: the first of them is meant (前者).
        FirstOfTwo = "first-of-two",
        /// In what is said of two persons: the second of them is meant (后者).
        SecondOfTwo = "second-of-two",
        /// Before a post: nobody holds it (“委员”|不是|“常委”).
        NotHeld = "not-held",
        /// Behind a post: it is yet to be held (市长|人选).
        Candidate = "candidate",
        /// Alone before a name in a list: which of several holders (首任).
        WhichOne = "which-one",
        /// Ends what introduces a list in the lines below (名单如下).
        AsFollows = "as-follows",
        /// Before one who held a post: the person who speaks holds it now (我的|前任).
        Mine = "mine",
        /// In a bracket beside a post: it is over (副局长（时任）).
        AtThatTime = "at-that-time",
        /// Before 职务: posts told of before (上述).
        ToldBefore = "told-before",
        /// Behind a mark that stands before one more post: what was told holds for it too (，同时|兼任).
        AndAlso = "and-also",
        /// Behind a date: since then (2024年5月|起).
        Since = "since",
        /// Behind a date: it is only since when the page looks back (今年|以来).
        LooksBack = "looks-back",
        /// In the clause of a verb, behind a date in another: it was so by then (已).
        Already = "already",
        /// Before a date: something takes effect on it (自).
        OnDay = "on-day",
        /// Between a date and what takes effect on it (正式|生效).
        Formally = "formally",
        /// Behind a date: what was decided holds from then on (生效).
        TakesEffect = "takes-effect",
        /// Behind a date: somebody comes into a post on it (就任).
        ComesIn = "comes-in",
        /// Ends a count of those whom the sentence has told of (3人).
        CountsThem = "counts-them",
        /// Ends what says how much time passes (三年|之后).
        After = "after",
        /// Before such a word, behind a number: it counts time (个月).
        TimeUnit = "time-unit",
        /// Counts time roughly (几, 半).
        Vague = "vague",
        /// Behind such a word: little time passes (后|不久).
        NotLong = "not-long",
    }
}
