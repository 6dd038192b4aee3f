//! What words around posts and those who hold them show; they stand in `relations/posts.tsv`.
use crate::matcher::cues;

cues! {
    /// What a word shows.
    pub(in crate::relate) enum PostCue: "relations/posts" {
        /// Right before a title: it is over (原|局长).
        Past = "past",
        /// Before 前, 前任 or 时任: the first half of another word (目|前).
        HalfWord = "half-word",
        /// The word for a holder who held the post when what is told happened (时任).
        AtThatTime = "at-that-time",
        /// Between a pronoun and a title: one of its holders (该局|现有|副局长).
        Present = "present",
        /// Between a body and a title: somebody of it (某局的|一名|副局长).
        OneOf = "one-of",
        /// Begins a title in a body's own party group or committee (党组|书记).
        PartyGroup = "party-group",
        /// Begins a title in the committee of a town (党委|书记).
        TownCommittee = "town-committee",
        /// A title of a committee that was named with the title before (党委委员、|副书记).
        CommitteePost = "committee-post",
        /// A title of those who governed what a 地委 led (专员).
        Prefect = "prefect",
        /// Ends a title of heads whose bodies are named otherwise where they are fused with a committee (主任).
        Director = "director",
        /// Ends a title that many have: of a body that is near only (委员).
        Common = "common",
        /// Ends a title that ends so as well, which few have (政治委员).
        Uncommon = "uncommon",
        /// Ends the title of one who heads the government of an autonomous region (主席).
        RegionHead = "region-head",
        /// Ends the name of a part of a body, which has no party group of its own (政治部).
        Part = "part",
        /// Ends the name of a part that watches over its body (纪检组).
        Watch = "watch",
        /// Ends the name of a body that is too small for a party group (科).
        Groupless = "groupless",
        /// Ends the name of a body, where it was not read (公安|局).
        UnreadBody = "unread-body",
        /// Ends the name of a township (镇).
        Township = "township",
        /// Ends the name of a government (人民政府).
        Government = "government",
        /// Before a post: somebody comes into it or holds it (担任).
        PostVerb = "post-verb",
        /// All that stands between somebody and a post: he came into it (出任).
        Takes = "takes",
        /// Behind a post: what becomes of it is still to follow (仍|由李四兼任).
        Still = "still",
        /// Behind a post: the clause goes on about the post, not about its holder (由).
        PassedOn = "passed-on",
        /// Before a body: somebody comes from it (从|某局|调来).
        Origin = "origin",
        /// Before a place or a body: somebody was there (在|某处|当过主任).
        Where = "where",
        /// Before a body out of which another came (由|某局|更名而来).
        Forerunner = "forerunner",
        /// Opens a clause whose body is an object (与|某局|合署办公).
        OpensObject = "opens-object",
        /// Before a body: what the text goes on about is that from now on (更名为).
        Becomes = "becomes",
        /// Before somebody who does what follows (由|某处副处长张三|出任处长).
        Doer = "doer",
        /// In a sentence: those whom it names unveil what it is about (揭牌).
        Unveiling = "unveiling",
        /// Behind a place: it is somebody's, or one of several, not what the text goes on about (某县|人).
        NoTopic = "no-topic",
        /// Follows the surname of somebody named before (先生).
        Honorific = "honorific",
        /// Before a person: who it is, and the text goes on about him (叫).
        NamesPerson = "names-person",
        /// Ends what a bracket behind a person tells of his life first, or follows a date in it (女, 族, 出生).
        Life = "life",
        /// Begins what a bracket behind a post tells of how it is held (试用期一年).
        Terms = "terms",
        /// Before a list of persons: they are what stands before (主任|为).
        Is = "is",
        /// Behind the last person of a list: what follows is said of all of it (等, 三人, 分别).
        OfPersons = "of-persons",
        /// Before a person: he gets the post from another (交到).
        HandsOn = "hands-on",
    }
}
