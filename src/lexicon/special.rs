//! The codes of GB/T 2260 that mean more than the division they stand for.
use super::FullName;

/// The region of national bodies; no division has it.
pub const NATION: &str = "000000";

/// A territory whose bodies are many and named without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    HongKong,
    Macao,
    Taiwan,
}

impl Special {
    /// All, each at its own number.
    pub const ALL: [Self; 3] = [Self::HongKong, Self::Macao, Self::Taiwan];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HongKong => "810000",
            Self::Macao => "820000",
            Self::Taiwan => "710000",
        }
    }

    /// The one of this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|special| special.code() == code)
    }

    /// The one that the division of a code is or lies in.
    pub fn holding(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|special| code.get(..2).is_some_and(|head| special.code().starts_with(head)))
    }

    /// Whether it is a special administrative region.
    pub fn is_region(self) -> bool {
        self != Self::Taiwan
    }
}

impl FullName {
    /// Whether it is that of a body of the nation.
    pub fn is_national(&self) -> bool {
        self.region.as_deref() == Some(NATION)
    }

    /// The special territory that the body is one of.
    pub fn special(&self) -> Option<Special> {
        Special::holding(self.region.as_deref()?)
    }
}
