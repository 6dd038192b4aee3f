//! What words and single characters show that stand in names of territories and right beside them; they stand in
//! `places/territories.tsv` and `places/characters.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(in crate::lexicon) enum TerritoryCue: "places/territories" {
        /// The end of a township's name, or the word for one (街道).
        Township = "township",
        /// Begins with the last character of a township, and is another word (国家|乡村|振兴局).
        NoTownship = "no-township",
        /// The word for a street that is run like a town (街道).
        Street = "street",
        /// The nation, where a body is its (国家).
        Nation = "nation",
        /// Ends like the name of a division, which would begin behind its first character (黄|河源).
        Tail = "tail",
        /// Behind the name of a town: a former post there, no county of 镇原 (那楼|镇原党|委书记).
        FormerPost = "former-post",
        /// The name of a past division that means something else before a body (新区).
        NoDivision = "no-division",
        /// Looks like a word of the sentence and 县 (市政府|和县|政府).
        JoinsCounty = "joins-county",
        /// Before a territory: the party there (中共).
        Party = "party",
        /// Before the word for a level: those below are meant, one by one (下辖|市公路局).
        RulesOver = "rules-over",
        /// Behind the word for a prefecture: its party committee (地|委).
        Committee = "committee",
        /// Behind what looks like a prefecture: another word than its committee (委托).
        NoCommittee = "no-committee",
        /// Before a foreign state: an office there is meant (驻|日本|大使).
        Posted = "posted",
        /// Before the word for a township: the one that the page speaks of is meant, it is no name (宣布|镇党委).
        NoTown = "no-town",
    }
}

cues! {
    /// What a character shows.
    pub(in crate::lexicon) enum TerritoryLetterCue: "places/characters" {
        /// Ends a word for a township; these are looked for behind it alone (道).
        EndsTownship = "ends-township",
        /// Ends a word for the nation (家).
        EndsNation = "ends-nation",
        /// Ends a word for grounds (园).
        EndsGrounds = "ends-grounds",
        /// Ends a word for a level that no grounds end with (省).
        EndsLevel = "ends-level",
        /// The word for a prefecture (地|委).
        Prefecture = "prefecture",
        /// Before the word for a level: a class of territories, or another word (各|省, 城|市).
        Class = "class",
        /// Before the word for a district: the two are another word (社|区).
        NoDistrict = "no-district",
        /// Before the word for a level: the division over it has it (市|辖|区).
        Ruled = "ruled",
        /// Before the name of a township and in none (在).
        Beside = "beside",
        /// Before a word for a zone that stands alone, besides those (走进|高新区).
        BeforeZone = "before-zone",
        /// Of these one that may end a name of two characters behind a division in full (腾冲市|中和|镇).
        EndsTown = "ends-town",
        /// In no name of a township or zone (们, 其).
        InNoName = "in-no-name",
        /// Before the word for a township: that of the page is meant (经|镇).
        BesideLevel = "beside-level",
        /// Between the word for a level and that for a township: the three are a class (市|城|乡).
        TownPart = "town-part",
        /// Begins a word that shows [`TerritoryCue::Tail`]; these are looked for behind it alone (黄|河源).
        BeginsTail = "begins-tail",
        /// Begins what looks like a word and 县, and does so behind a place as well (和|县).
        Joins = "joins",
    }
}
