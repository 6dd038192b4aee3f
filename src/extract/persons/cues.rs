//! What words beside names, or beside what may be one, show; they stand in `persons/cues.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum Cue: "persons/cues" {
        /// Heads a column of names (人选).
        HeadsNames = "heads-names",
        /// Before a name that is all that stands behind it (姓名：).
        Label = "label",
        /// Before the name of a source (来源：).
        Source = "source",
        /// Behind a name: its bearer takes a post, or is said to hold one (转任).
        TakesOffice = "takes-office",
        /// Before a name in a decision (任命).
        Decides = "decides",
        /// Behind a name: a life follows (同志简历).
        Life = "life",
        /// Behind a name and a mark: what its bearer was or is (曾任).
        Held = "held",
        /// Behind a name: its bearer's age follows (现年).
        Age = "age",
        /// Opens the line below a name: what its bearer's data are headed by (出生年月).
        LifeLabel = "life-label",
        /// Behind a date in a life (出生).
        LifeStep = "life-step",
        /// Before 同志: which comrades, not who (负责同志).
        Comrades = "comrades",
    }
}
