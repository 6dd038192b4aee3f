//! The files of `rules/`, as text inside the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path inside the rules folder and content of every file.
        pub(super) const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../rules/", $path)))),*];
    };
}

files![
    "normalize/syllables.tsv",
    "normalize/t2s.tsv",
    "normalize/t2s_phrases.tsv",
    "normalize/variants.tsv",
    "persons/surnames.tsv",
];
