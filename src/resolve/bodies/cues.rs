//! What words in the names of bodies, and around those that stand without a territory, show; they stand in `agencies/naming.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum NamingCue: "agencies/naming" {
        /// The end of the name of a body's office (办公室, 办公厅).
        Office = "office",
        /// The end of the name of the body that runs a zone (管委会).
        RunsZone = "runs-zone",
        /// The end of the name of the party committee of a zone or a street (党工委).
        WorkCommittee = "work-committee",
        /// The end of the name of a government, no office of one (国务院).
        Government = "government",
        /// The same of the government of a city or county in Taiwan (县政府).
        LocalGovernment = "local-government",
        /// The same of a government whose committees are the territory's (市人民政府).
        LendsTerritory = "lends-territory",
        /// Begins the stem of a government, or of what belongs to one (人民政府|台湾事务办公室).
        PeoplesGovernment = "peoples-government",
        /// Begins the stem of a body that every territory has (人民|法院).
        Peoples = "peoples",
        /// The word for the office that governs a prefecture (行署).
        PrefectureOffice = "prefecture-office",
        /// The stem of the party committee of a prefecture (地委).
        PrefectureCommittee = "prefecture-committee",
        /// The stem of a party committee, and what begins the titles of its members (党委|委员).
        PartyCommittee = "party-committee",
        /// Begins the title of one who is in the party's group of a body (党组成员).
        InParty = "in-party",
        /// The union of those who work at a body (工会).
        Union = "union",
        /// The stem of what watches over the party of a body (纪律检查委员会).
        Discipline = "discipline",
        /// Behind 驻 and a noun: a group that watches over a body (驻厅|纪检组).
        Watches = "watches",
        /// The end of the name of a council, which may begin with the last character of its territory (县议会).
        Council = "council",
        /// The stem of the courts of territories (人民法院).
        Court = "court",
        /// The end of the name of a whole court or procuratorate (院).
        WholeCourt = "whole-court",
        /// Begins the name of a unit of the nation's forces (陆军).
        Forces = "forces",
        /// Before the territory of a unit of the armed police (武警).
        ArmedPolice = "armed-police",
        /// The word for the corps (兵团).
        Corps = "corps",
        /// The end of the name of a corps (生产建设兵团).
        ConstructionCorps = "construction-corps",
        /// The end of the name of a street (粤海|街道).
        Street = "street",
        /// The word for the office of a street (办事处).
        StreetOffice = "street-office",
        /// The end of the name of a ministry (部).
        Ministry = "ministry",
        /// The end of the name of what ministries alone have (司).
        OfMinistry = "of-ministry",
        /// The end of the name of what provinces alone have (厅).
        OfProvince = "of-province",
        /// The end of the name of a part of a national body (机关党委).
        NationalPart = "national-part",
        /// The end of the name of what a body has beside its sections (公路|局, 研究|院, 服务中|心).
        Institute = "institute",
        /// The end of the name of a branch, behind one character the word for what has such (分局).
        Branch = "branch",
        /// Behind a place: all that the own name of a local office holds (监管局).
        LocalOffice = "local-office",
        /// The end of the name of a local office: its size (分局).
        OfficeSize = "office-size",
        /// The end of the name of a group of a headquarters (组).
        Group = "group",
        /// The same of one that is part of none (小组).
        WholeGroup = "whole-group",
        /// The end of the name of what sets up such groups (指挥部).
        Headquarters = "headquarters",
        /// The word for a body right before its part (厅|人事处).
        InsideOf = "inside-of",
        /// The end of the name of a part that courts alone have (审判|庭).
        Bench = "bench",
        /// In Taiwan: the end of the name of a part that has no name of its own (课).
        LocalPart = "local-part",
        /// In Taiwan: the end of the name of a bureau of a city or county (教育|处).
        LocalBureau = "local-bureau",
        /// A city in Taiwan whose bureaux bear its government's name (高雄市).
        Municipality = "municipality",
        /// The end of a short name that a page gives a body (资科|办).
        ShortName = "short-name",
        /// A zone that cities have, after whom it is called (高新区).
        CityZone = "city-zone",
        /// The end of the name of a territory whose committee of the party is its 党委 (自治区).
        HasPartyCommittee = "has-party-committee",
        /// The end of the name of a prefecture, without its last character before 委 (喀什|地区).
        Prefecture = "prefecture",
        /// The end of the name of a district that is called a zone (浦东新区).
        DistrictZone = "district-zone",
        /// The last character of the name of a territory that may be left out (广东|省).
        LeftOut = "left-out",
        /// A character that stands for a territory of its level, or ends its name (16个|区|的).
        Level = "level",
        /// The word that stands for an autonomous region (自治区|水利厅).
        AutonomousRegion = "autonomous-region",
        /// Begins like a level and is none (市场).
        NoLevel = "no-level",
        /// In the name of a leading group: it is the nation's (全国).
        OfNation = "of-nation",
        /// Behind a body: it is one of several (等).
        Several = "several",
        /// Between two bodies, with the same territory (以及).
        Joins = "joins",
        /// Behind a body, or between it and its name: says what it is (是).
        Defines = "defines",
        /// Before a section: something is done to it (将).
        Handles = "handles",
        /// Before a post: it comes to one who has another (兼|任).
        TakesPost = "takes-post",
        /// Before what something was made of (由).
        MadeOf = "made-of",
        /// Before a body or a post: it was one (原).
        Former = "former",
        /// Before the word for a body that the page has named (该局).
        This = "this",
        /// Begins the subject of 设 (我|局内设).
        Subject = "subject",
        /// In that place: the body without its outposts, and behind its name (某局|机关|设三处).
        Organ = "organ",
        /// Between a body and the verb that says what it does or becomes (一共|设, 整体|更名).
        BeforeVerb = "before-verb",
        /// Says that a body has parts, where it was named before (内设).
        SetInside = "set-inside",
        /// Ends in 设 and sets up no part (建设).
        NotSet = "not-set",
        /// Begins with 设 and sets up no part (设施).
        SetElse = "set-else",
    }
}
