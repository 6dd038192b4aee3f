//! What words beside names, or beside what may be one, show; they stand in `persons/cues.tsv`.
use crate::matcher;

/// What a word shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cue {
    /// Heads a column of names (人选).
    HeadsNames,
    /// Before a name that is all that stands behind it (姓名：).
    Label,
    /// Before the name of a source (来源：).
    Source,
    /// Behind a name: its bearer takes a post, or is said to hold one (转任).
    TakesOffice,
    /// Before a name in a decision (任命).
    Decides,
    /// Behind a name: a life follows (同志简历).
    Life,
    /// Behind a name and a mark: what its bearer was or is (曾任).
    Held,
    /// Behind a name: its bearer's age follows (现年).
    Age,
    /// Opens the line below a name: what its bearer's data are headed by (出生年月).
    LifeLabel,
    /// Behind a date in a life (出生).
    LifeStep,
    /// Before 同志: which comrades, not who (负责同志).
    Comrades,
}

impl matcher::Cue for Cue {
    const ALL: &'static [(&'static str, Self)] = &[
        ("heads-names", Self::HeadsNames),
        ("label", Self::Label),
        ("source", Self::Source),
        ("takes-office", Self::TakesOffice),
        ("decides", Self::Decides),
        ("life", Self::Life),
        ("held", Self::Held),
        ("age", Self::Age),
        ("life-label", Self::LifeLabel),
        ("life-step", Self::LifeStep),
        ("comrades", Self::Comrades),
    ];

    fn number(self) -> u32 {
        self as u32
    }
}
