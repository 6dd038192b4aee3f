//! What words and single characters show that stand inside names of bodies and right beside them; they stand in
//! `agencies/names.tsv` and `agencies/characters.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum NameCue: "agencies/names" {
        /// Before a person and 为: the verb of an appointment, no company's name ends in 为 (任命钟卫|华为).
        Appoints = "appoints",
        /// Begins a title that is no one word with the body before it (省文化厅|领导).
        TitleApart = "title-apart",
        /// Ends the name of a government, which has no local offices of its own as a ministry has (台东县政府).
        Government = "government",
        /// Between the word for grounds and that for a section: the two name a body that runs them (水库|管理|处).
        Runs = "runs",
        /// The end of the name of a committee: marks may stand inside the name (管委会).
        Committee = "committee",
        /// What the body is called that runs a zone (管委会).
        ZoneBody = "zone-body",
        /// Before a dash or a bracket: the first word of a name (中国|-东盟信息港, 中国|（陕西）自由贸易试验区).
        Nation = "nation",
        /// A zone that nearly every city has: a page speaks of its own (高新区|管委会).
        CityZone = "city-zone",
        /// Begins the name of grounds that lie in the territory before it (宜宾|国家|农业科技园区).
        NationalZone = "national-zone",
        /// Ends what stands before a group: the words for it begin behind (成立).
        GroupVerb = "group-verb",
        /// A party committee that only the word for a level stands before (省|委).
        LevelCommittee = "level-committee",
        /// A party committee that only zones and streets have (工委).
        ZoneCommittee = "zone-committee",
        /// A party committee that provinces, cities and counties call otherwise where no name stands (党委).
        LoneCommittee = "lone-committee",
        /// The end of a street's name, or the word for one (街道).
        Street = "street",
        /// Before a territory: the party there (中共).
        Party = "party",
        /// Begins the name of a department: its first character is the word for a level (省直).
        OfLevel = "of-level",
        /// Behind a territory: the committee there of a party or organization (民盟|广东省|委).
        TerritoryCommittee = "territory-committee",
        /// Behind a territory: the armed police there (武警|甘肃省|总队).
        TerritoryCorps = "territory-corps",
        /// Between a party committee and a post in it: which of its posts (省委|原副|书记).
        WhichPost = "which-post",
        /// A post in a party committee (书记).
        PartyPost = "party-post",
        /// Behind a ministry: what follows is what it does, no section of it (印发).
        NoSection = "no-section",
        /// Begins what is read as the name of a section: the court that it is a part of (法院|刑二庭).
        Court = "court",
        /// What is one of its kind on most pages (总局).
        OneOfItsKind = "one-of-its-kind",
        /// Behind the name of a body that was founded (揭牌).
        Unveiled = "unveiled",
        /// Behind a supervisory body: the other that has its sections in common with it (监委).
        Watch = "watch",
        /// Between a body and an office: the body sets it up (机关设).
        SetsUp = "sets-up",
    }
}

cues! {
    /// What a character shows.
    pub(super) enum NameLetterCue: "agencies/characters" {
        /// Between two words of a name, before a number in it (秘书|一|处), or ends a term of office.
        Connector = "connector",
        /// Never in the unknown part of a body's name (的).
        Unlikely = "unlikely",
        /// Of these one that no name of a township goes on over either (在).
        Stop = "stop",
        /// Inside of what a name begins with (国家, 街道, 第3次).
        Inside = "inside",
        /// Joins two words of a name (暨).
        Joins = "joins",
        /// Joins the last two words of a list (和).
        And = "and",
        /// Unlikely elsewhere, but a section's name holds it (对|外).
        InSection = "in-section",
        /// The same of the name of a ministry's section (组|织).
        InMinistrySection = "in-ministry-section",
        /// No name of a ministry's section begins with it (以).
        OpensNoSection = "opens-no-section",
        /// Before a body: somebody takes a post there (兼).
        TakesPost = "takes-post",
        /// Before a body: no part of its name (辖).
        Opens = "opens",
        /// Unlikely in a name, but one goes on behind it (委员会|…).
        GoesOn = "goes-on",
        /// Never in the own name of grounds (该).
        InNoGrounds = "in-no-grounds",
        /// Never in the name of a section (原).
        InNoSection = "in-no-section",
        /// Never in the name of a section that stands without its body (新).
        InNoLoneSection = "in-no-lone-section",
        /// No name of an outpost begins with it (两).
        OpensNoOutpost = "opens-no-outpost",
        /// Never in the own words of a branch (辖|若干支队).
        InNoBranch = "in-no-branch",
        /// Never in the words for a group (召).
        InNoGroup = "in-no-group",
        /// Behind the word for a level: the two make another word (市|场).
        NoLevel = "no-level",
        /// Before a long final word: this alone is a name (其|办公室).
        BeforeLone = "before-lone",
        /// Between a body and its section (局|的|科).
        OfOwner = "of-owner",
        /// Ends the name of a body: no section begins so (局).
        EndsBody = "ends-body",
        /// Ends the name of a committee (委).
        EndsCommittee = "ends-committee",
        /// Ends the name of a body and begins the title behind it (文化部|长).
        BeginsTitle = "begins-title",
        /// Behind the word for a post: the two name a body (书记|处).
        IsBody = "is-body",
        /// A department that only the word for a level stands before (县|府).
        LevelOnly = "level-only",
        /// What a section of a ministry is called (司).
        MinistrySection = "ministry-section",
        /// Behind that: the two are another word (司|局).
        MinistrySectionOn = "ministry-section-on",
        /// What a group is called, which a list may set up (组).
        Group = "group",
        /// Ends the name of a department that counties have not (厅).
        CountyHasNone = "county-has-none",
        /// The level of several places that share a noun (随州|三|市).
        SharedLevel = "shared-level",
        /// Behind how many places share a noun (两|地).
        SharedUnit = "shared-unit",
    }
}
