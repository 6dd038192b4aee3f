//! The files of `rules/`, as text inside the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path inside the rules folder and content of every file.
        pub(super) const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../rules/", $path)))),*];
    };
}

files![
    "agencies/bodies.tsv",
    "agencies/characters.tsv",
    "agencies/classes.tsv",
    "agencies/committees.tsv",
    "agencies/cues.tsv",
    "agencies/departments.tsv",
    "agencies/forms.toml",
    "agencies/functions.tsv",
    "agencies/naming.tsv",
    "agencies/names.tsv",
    "agencies/organizations.tsv",
    "agencies/parties.tsv",
    "agencies/regional_bodies.tsv",
    "agencies/spelled.tsv",
    "agencies/suffixes.tsv",
    "dates/ahead.tsv",
    "dates/beside.tsv",
    "dates/cues.tsv",
    "dates/forms.toml",
    "dates/neighbours.tsv",
    "dates/signs.tsv",
    "dates/stamps.tsv",
    "dates/words.tsv",
    "documents/periodicals.tsv",
    "events/cues.tsv",
    "events/types.toml",
    "normalize/cues.tsv",
    "normalize/shared.tsv",
    "normalize/syllables.tsv",
    "normalize/t2s.tsv",
    "normalize/t2s_phrases.tsv",
    "normalize/variants.tsv",
    "pages/boilerplate.tsv",
    "pages/labels.tsv",
    "pages/meta.tsv",
    "persons/context.tsv",
    "persons/cues.tsv",
    "persons/edges.tsv",
    "persons/families.tsv",
    "persons/frames.toml",
    "persons/given.tsv",
    "persons/joints.tsv",
    "persons/parts.tsv",
    "persons/sounds.tsv",
    "persons/surnames.tsv",
    "persons/unusual.tsv",
    "persons/usual.tsv",
    "persons/words.tsv",
    "places/characters.tsv",
    "places/cues.tsv",
    "places/grounds.tsv",
    "places/regions.tsv",
    "places/states.tsv",
    "places/territories.tsv",
    "places/zones.tsv",
    "ranks/forms.toml",
    "ranks/words.tsv",
    "relations/affiliations.toml",
    "relations/agency_ranks.toml",
    "relations/bodies.tsv",
    "relations/articles.tsv",
    "relations/cues.tsv",
    "relations/posts.tsv",
    "relations/holders.tsv",
    "relations/tenures.toml",
    "relations/words.tsv",
    "titles/prefixes.tsv",
    "titles/words.tsv",
];

/// The text of a file of `rules/`, by its path inside that folder.
pub fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|&(_, text)| text)
}
