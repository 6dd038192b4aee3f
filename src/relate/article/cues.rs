//! What words show on pages about one body, and which one a pronoun means; they stand in `relations/articles.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(in crate::relate) enum ArticleCue: "relations/articles" {
        /// Behind a body: what it is follows (是).
        Defines = "defines",
        /// Behind a body: what it does something for (为了).
        Purpose = "purpose",
        /// Before 是: it was so (曾).
        Once = "once",
        /// Ends the name of a body that governs, whose departments a page lists (国务院).
        Governs = "governs",
        /// How a heading of a list ends; what ends otherwise is not looked at (构).
        HeadingEnd = "heading-end",
        /// Before a rank: all that the line names have it (均).
        Each = "each",
        /// Behind a body: that one without what belongs to it (本级).
        Itself = "itself",
        /// Between two entries of a list: no part of a name (等).
        NoName = "no-name",
        /// Before what a body is called (该|局): one called so that was named before.
        This = "this",
        /// The same, said of a body named near (这个).
        ThisOne = "this-one",
        /// The same, of one that was founded just before (新).
        New = "new",
        /// The same, of the body that speaks (我).
        Own = "own",
        /// The same, of the one that a letter is addressed to (你).
        Addressed = "addressed",
        /// Stands for a body (它).
        It = "it",
        /// Begins so as well, and stands for several (它们).
        They = "they",
        /// Before 它: the first half of another word (其|它).
        HalfIt = "half-it",
        /// Stands for the first of two named before (前者).
        First = "first",
        /// Stands for the second of them (后者).
        Second = "second",
        /// Before 我局 or 局里: no part of another word (在).
        BeforeOwn = "before-own",
        /// Before a body: another goes into it (并入).
        TakesIn = "takes-in",
        /// Before 它: something is done to it (把).
        DoneTo = "done-to",
        /// All that a clause says before a body: it stands beside the subject (与).
        With = "with",
    }
}
