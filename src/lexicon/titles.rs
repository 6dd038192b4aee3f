//! Words for posts, and what may stand before them.
use std::sync::Arc;

use smol_str::SmolStr;

use crate::{
    matcher::{ReverseTrie, Scanner},
    rules::{Named, RuleError, RuleSet},
};

/// What a title needs to say whose post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A body: 局长.
    Body,
    /// A territory, whose government is understood: 省长.
    Territory,
    /// Nothing: 总理.
    National,
    /// A post outside public bodies: 董事长.
    Other,
    /// None: an ordinary word that ends like a title (监测预|警司).
    Word,
}

impl Scope {
    const ALL: [Named<Self>; 5] = [
        ("body", Self::Body),
        ("territory", Self::Territory),
        ("national", Self::National),
        ("other", Self::Other),
        ("word", Self::Word),
    ];
}

/// A word for a post.
#[derive(Clone, Debug)]
pub struct Title {
    /// Canonical wording.
    pub value: SmolStr,
    /// What it needs.
    pub scope: Scope,
    /// Final words of the bodies whose head or member bears it; of a national title the body itself.
    pub heads: Arc<[String]>,
    /// What, right after it, shows that the word is another.
    pub unless: Vec<String>,
}

/// All words for posts.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    all: Vec<Title>,
    at: ReverseTrie,
    prefixes: ReverseTrie,
}

impl Titles {
    pub(super) fn new(rules: &RuleSet, scanner: &mut Scanner) -> Result<Self, RuleError> {
        let mut titles = Self::default();
        let table = rules.table("titles/words")?;
        let [value, scope, heads, unless] = table.columns(["value", "scope", "heads", "unless"])?;
        for row in table.rows() {
            let scope = table.value(row, scope, "scope", &Scope::ALL)?;
            titles.at.insert(row.get(0), titles.all.len() as u32);
            scanner.call_word(row.get(0), Scanner::TITLE);
            titles.all.push(Title {
                value: row.get(value).into(),
                scope,
                heads: row.list(heads).map(str::to_owned).collect(),
                unless: row.list(unless).map(str::to_owned).collect(),
            });
        }
        for (n, row) in rules.table("titles/prefixes")?.rows().iter().enumerate() {
            titles.prefixes.insert(row.get(0), n as u32);
        }
        Ok(titles)
    }

    /// The longest title that ends before byte `at`: start of its prefixes (副, 常务副, 代), start of the word, the word.
    #[inline]
    pub fn before(&self, text: &str, at: usize) -> Option<(usize, usize, &Title)> {
        let (word, n) = self.at.longest_before(text, at)?;
        let title = Some(&self.all[n as usize]).filter(|title| title.scope != Scope::Word)?;
        let rest = text.get(at..).unwrap_or("");
        if title.unless.iter().any(|u| rest.starts_with(u.as_str())) {
            return None;
        }
        let mut start = word;
        while let Some((before, _)) = self.prefixes.longest_before(text, start) {
            start = before;
        }
        Some((start, word, title))
    }
}
