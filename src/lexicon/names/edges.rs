//! Characters that end given names and begin words behind them as well, and what tells which; they stand in `persons/edges.tsv`.
use crate::matcher::cues;

cues! {
    /// What a character or word shows at the end of what looks like a name.
    pub(super) enum EdgeCue: "persons/edges" {
        /// No given name by itself: it rather joins what stands before it to what follows (金|与|正随行).
        NotAlone = "not-alone",
        /// The last character of a name, where a verb follows that nothing is joined to (王爱和|不再担任).
        Joins = "joins",
        /// Before a number: rather a word than the end of a name (于).
        BeforeNumber = "before-number",
        /// Before a date: somebody did something then (许家和|于2019年).
        BeforeDate = "before-date",
        /// Behind a name: only one name stands before it (许家和|同志).
        Framed = "framed",
        /// Behind names: it speaks of several (同志们).
        Several = "several",
        /// The last character of a name and what comes next, where nothing else could stand (王庆|有的).
        EndsSo = "ends-so",
        /// The last character of a name that tells nothing else before a verb (王庆有|说).
        TellsNothing = "tells-nothing",
        /// Rather begins what is told behind a name than that it ends one (任).
        GoesOn = "goes-on",
        /// Rather ends a name than that it begins what is told of somebody in office (蒙启才|在).
        RatherLast = "rather-last",
        /// Behind such a character: it does begin that (才|能).
        GoesOnBehind = "goes-on-behind",
        /// Behind a name: the usual verb, which is a surname as well (任).
        Takes = "takes",
        /// Looked for behind a name, though it begins no word of those that may follow one: heads a date or a post, or begins what a life
        /// is told under (于).
        Behind = "behind",
        /// Behind a surname: it stands for a given name that is not told (某).
        Unnamed = "unnamed",
    }
}
