//! What words beside names, or beside what may be one, show; they stand in `persons/cues.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(super) enum PersonCue: "persons/cues" {
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
        /// Behind a name: how it is addressed (同志).
        Comrade = "comrade",
        /// Behind a name: those whose core it is, nobody in a post (同志为核心).
        Leadership = "leadership",
        /// Ends the name of a territory that is written out (县).
        TerritoryEnd = "territory-end",
        /// Before a title: ends what it belongs to, no name (南渡镇|镇长).
        BodyEnd = "body-end",
        /// A title before which a name stands without anything that parts it from what comes before (总书记).
        TopPost = "top-post",
        /// Between names (以及).
        JoinsNames = "joins-names",
        /// Behind a comma in a list of names: it goes on (还有).
        AddsNames = "adds-names",
        /// The verb of those who take a post that is a surname as well (任).
        Takes = "takes",
        /// A character that foreign names are written with, though it says something elsewhere (努尔兰·阿不|都满金).
        SoundsToo = "sounds-too",
        /// Ends the name of a book, of a part of one or of a paper, which may hold a dot as names do (甘肃省志·文物志).
        Work = "work",
        /// Behind a place: who comes from there (意大利|人).
        Native = "native",
        /// Opens what says whose turn it was; numerals do, too (首|任).
        Turn = "turn",
        /// Behind that: the turn (第二|任).
        Term = "term",
        /// Behind a number: it says how many persons, not which item of a list (6|位).
        Counter = "counter",
        /// Before a date: somebody did something then (于).
        Since = "since",
        /// Behind a name: what is told of its bearer's post follows (兼).
        TellsOffice = "tells-office",
        /// Behind a name: where its bearer did something follows (在).
        Where = "where",
        /// What a life begins with (男).
        Sex = "sex",
        /// Ends the name of a people (汉族).
        Folk = "folk",
        /// Behind a name as a life, and behind words as well (公开|简历).
        Resume = "resume",
        /// Behind what looks like a name in a frame: its first character is the name's last, the second the verb (吴家|成为).
        Splits = "splits",
        /// Begins what points to something, no name (该).
        Points = "points",
        /// A character that ends a date (月).
        DateEnd = "date-end",
        /// Behind a date: since then (起).
        FromThen = "from-then",
        /// Before the verb of those who take a post (正式).
        Formally = "formally",
        /// Opens the answer to a question (答).
        Reply = "reply",
        /// Behind a title: the post is meant, not who holds it (一职).
        Post = "post",
        /// Behind a number: an age (岁).
        Years = "years",
        /// Before a name that is a word as well: it does begin there (由).
        SetsFree = "sets-free",
    }
}
