//! Words by jieba-rs, loaded when first asked for (it takes a tenth of a second and 32 MB).
//!
//! No stage cuts by words: jieba makes 天津市·数据·局局长 of a name. Words that might be taken for names are in
//! `rules/persons/words.tsv`.
use std::sync::{
    Mutex, OnceLock, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use jieba_rs::Jieba;

static JIEBA: OnceLock<Jieba> = OnceLock::new();
static OWN: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// Bytes handed to jieba-rs so far; read by the benchmark alone.
static HANDED: AtomicUsize = AtomicUsize::new(0);

/// A word's place in the text that was cut, in bytes, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

impl Word {
    /// The word in the text that was cut.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Cuts a text into words, unknown ones guessed (HMM on); together they cover the text.
pub fn words(text: &str) -> Vec<Word> {
    let mut at = 0;
    let cut = handed(text).cut(text, true);
    cut.iter()
        .map(|token| {
            let start = at;
            at += token.word.len();
            Word { start, end: at }
        })
        .collect()
}

/// Whether the dictionary holds the word.
pub fn is_word(word: &str) -> bool {
    handed(word).has_word(word)
}

/// Whether the dictionary holds the word as anything but a person's name. `rules/persons/words.tsv` is made of these.
pub fn is_common(word: &str) -> bool {
    let jieba = handed(word);
    jieba.has_word(word)
        && jieba.tag(word, false).first().is_none_or(|t| t.word.len() < word.len() || !t.tag.starts_with("nr"))
}

/// Adds words to the dictionary; `false` if it was loaded before and they came too late.
pub fn add_words<S: Into<String>>(words: impl IntoIterator<Item = S>) -> bool {
    let mut own = OWN.lock().unwrap_or_else(PoisonError::into_inner);
    if JIEBA.get().is_some() {
        return false;
    }
    own.extend(words.into_iter().map(Into::into));
    true
}

/// Bytes of all texts and words that were handed to jieba-rs, to cut or to look up.
#[doc(hidden)]
pub fn bytes_handed() -> usize {
    HANDED.load(Ordering::Relaxed)
}

/// jieba-rs for one text or word, which is counted.
fn handed(text: &str) -> &'static Jieba {
    HANDED.fetch_add(text.len(), Ordering::Relaxed);
    jieba()
}

fn jieba() -> &'static Jieba {
    JIEBA.get_or_init(|| {
        let mut jieba = Jieba::new();
        for word in OWN.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            jieba.add_word(&word, None, None);
        }
        jieba
    })
}
