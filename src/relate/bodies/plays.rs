//! Which part a body plays in its clause: an object, a former name, or only the owner of another.
use super::{LONGEST_LIST, Scene, signs::BodyCue, subject::PARTS};
use crate::{
    matcher::{Shown, Symbol},
    relate::{
        SYMBOL,
        cues::RelationCue,
        line::Item,
        words::{Role, Roles},
    },
};

/// How many characters at the end of two names of one body are alike.
const ALIKE: usize = 3;

/// What stands in a clause before whom its subject is with has no more bytes: 原来与.
const LONGEST_LEAD: usize = 12;

/// How many bytes apart bodies of one list stand at most.
const LONGEST_JOINT: usize = 30;

/// In how many bytes behind the first of some bodies their duties stand.
const LONGEST_DUTIES: usize = 96;

impl<'s> Scene<'s> {
    /// 某厅|所属的某中心: whether the body at byte `at` only owns the one that follows.
    pub(super) fn owns_next(self, at: usize) -> bool {
        let rest = self.line.part(at + SYMBOL..self.line.text.len());
        let behind = self.line.cues().behind(RelationCue::Owner, rest);
        let named = |t: &str| t.starts_with(Symbol::Agency.char());
        behind.is_some_and(|t| named(t) || self.line.signs().behind(BodyCue::Former, t).is_some_and(named))
    }

    /// 经|省委编委|批准，由A更名而来: whether the body at byte `at` only decided what follows.
    pub(super) fn only_approves(self, at: usize) -> bool {
        let line = self.line;
        line.signs().ends(BodyCue::Through, line.part(0..at))
            && line.cues().starts(RelationCue::Approval, line.part(at + SYMBOL..line.text.len()))
    }

    /// 某局整合了|某厅的优抚职责和|某委的安置职责, 将|某厅、|某委的有关职责整合: whether the body at byte `at` is one whose duties
    /// another takes.
    pub(super) fn gives_duties(self, at: usize) -> bool {
        let line = self.line;
        let Some(rest) = self.behind_list(at).strip_prefix('的') else { return false };
        let near = rest.get(..rest.floor_char_boundary(LONGEST_DUTIES)).unwrap_or("");
        let end = near.find(|c: char| PARTS.contains(&c) || c == '。' || c == Symbol::Agency.char());
        let duties = line.signs().stands_in(BodyCue::Duties, near.get(..end.unwrap_or(near.len())).unwrap_or(""));
        let sentence = line.sentence_start(at);
        let taken = || line.signs().starts(BodyCue::DoneTo, line.part(sentence..at).trim_start());
        duties && (taken() || line.last(Symbol::Agency, sentence, at).is_some())
    }

    /// |某厅、某委|的有关职责: what stands behind the list of bodies that the one at byte `at` begins.
    fn behind_list(self, at: usize) -> &'s str {
        let line = self.line;
        let mut rest = line.part(at + SYMBOL..line.text.len());
        let end = rest.len().saturating_sub(LONGEST_DUTIES);
        let next = |t: &'s str| line.cues().behind(RelationCue::JoinsBodies, t)?.strip_prefix(Symbol::Agency.char());
        while !rest.starts_with('的')
            && rest.len() > end
            && let Some(behind) = next(rest)
        {
            rest = behind;
        }
        rest
    }

    /// 某党校（|某学院）, 某厅（原|某委）: whether the body at byte `at` is a second name in a bracket right behind the first.
    pub(super) fn is_other_name(self, at: usize) -> bool {
        let closed = self.line.text.get(at + SYMBOL..).is_some_and(|t| t.starts_with(['）', ')']));
        let second = |head: &str| head.strip_suffix(['（', '(']).is_some_and(|t| t.ends_with(Symbol::Agency.char()));
        let head = self.line.part(0..at);
        closed && (second(head) || self.line.signs().before(BodyCue::Former, head).is_some_and(second))
    }

    /// 某厅（原|某委）: whether the body at byte `at` stands in a bracket as what the one before was called.
    pub(super) fn is_old_name(self, at: usize) -> bool {
        self.is_other_name(at) && self.line.signs().ends(BodyCue::Former, self.line.part(0..at))
    }

    /// 某国海事局（|某部海事局）: whether the body at byte `at` is the one before the bracket by another name.
    pub(super) fn is_alias(self, at: usize) -> bool {
        let before = || self.line.last_in(0..at).filter(|i| i.symbol == Symbol::Agency);
        let name = |i: &Item| self.view.body_name(i.index);
        let here = || self.line.first_in(at..at + 1);
        self.is_other_name(at)
            && before().and_then(name).zip(here().and_then(name)).is_some_and(|(a, b)| {
                let end = |name: &str| name.chars().rev().take(ALIKE).collect::<Vec<_>>();
                end(&a) == end(&b)
            })
    }

    /// 其前身系1950年组建的|某局: whether the body at byte `at` is what another was; not so 前身为某署的|某处.
    pub(super) fn was(self, at: usize) -> bool {
        let line = self.line;
        let clause = line.near_range(line.clause_start(at), at);
        let symbols = [Symbol::Agency.char(), Symbol::Organization.char()];
        line.any_word(clause, |word| {
            word.roles.has(Role::Forerunner) && !line.part(word.start as usize..at).contains(symbols)
        })
    }

    /// Whether the word before byte `at` makes the body there an object: 由X管理, 在X加挂. A、B和C share the part that
    /// the first of them plays.
    pub(super) fn is_object(self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..LONGEST_LIST {
            let (head, roles, signs) = self.lead_of(at);
            // 某厅为正厅级，所属|某中心为正处级: what is told of it is not told of its owner.
            if signs.has(BodyCue::Owned) {
                return false;
            }
            // 更名为|某局: what it is called now is what the text goes on about; not so 成为|省政府直属机构.
            if roles.has(Role::Named) {
                return self.is_attribute(at);
            }
            let with = signs.has(BodyCue::With) && !signs.has(BodyCue::Including);
            if roles.has(Role::Object) || with && self.opens_after_clause(head, at) {
                return true;
            }
            match self.joined_before(head, at) {
                Some(before) => at = before,
                None => return false,
            }
        }
        false
    }

    /// 更名为新组建的（原|某局）: what stands before the body at byte `at`, but for what only says which body it is or opens
    /// a bracket; the roles and the signs of the words that end it.
    fn lead_of(self, at: usize) -> (&'s str, Roles, Shown<BodyCue>) {
        let line = self.line;
        let bare = |head: &'s str| {
            let head = head.trim_end_matches(['（', '(', '“', '「']);
            (head, line.signs().ending(head))
        };
        let (mut head, mut signs) = bare(line.part(0..at));
        while signs.has(BodyCue::Former)
            && let Some(rest) = line.signs().before(BodyCue::Former, head)
        {
            (head, signs) = bare(rest);
        }
        let roles = line.roles_ending(head.len());
        if roles.has(Role::Fresh)
            && let Some(start) = line.before(Role::Fresh, head.len())
        {
            let head = line.part(0..start);
            return (head, line.roles_ending(start), line.signs().ending(head));
        }
        (head, roles, signs)
    }

    /// 某局，原来与|某厅合署办公，由…管理: whether nothing but a word or two stands in `head` since the clause before byte `at`, so
    /// that the subject of that clause goes on.
    fn opens_after_clause(self, head: &str, at: usize) -> bool {
        let line = self.line;
        let clause = line.clause_start(head.len()).min(head.len());
        let lead = line.part(clause..head.len());
        clause > line.sentence_start(at) && lead.len() <= LONGEST_LEAD && !lead.contains(Symbol::stands)
    }

    /// A、|B: where the one stands that the body at byte `at`, before which `head` stands, is joined to.
    fn joined_before(self, head: &str, at: usize) -> Option<usize> {
        let line = self.line;
        let joint = head.len() - line.cues().before(RelationCue::JoinsObjects, head)?.len();
        let party = |b: &&Item| matches!(b.symbol, Symbol::Agency | Symbol::Organization);
        let before = line.last_in(0..at).filter(party)?;
        // A（由B管理）、C: not joined to what the bracket names.
        let near = before.at + SYMBOL + LONGEST_JOINT >= at - joint && !line.part(before.at..at).contains(['）', ')']);
        near.then_some(before.at)
    }

    /// Whether the body at byte `at` only says whose something is: 广州市工信委直属单位.
    pub(super) fn is_attribute(self, at: usize) -> bool {
        let behind = at + SYMBOL;
        // 省政府|正厅级|直属机构, 省人大|去年12月|通过的条例
        let beside = [Symbol::Rank.char(), Symbol::Date.char()];
        let ranked = self.line.text.get(behind..).is_some_and(|t| t.starts_with(beside));
        self.line.starts(Role::Attribute, if ranked { behind + SYMBOL } else { behind })
    }

    /// Whether the body at byte `at` only says of which one something is a department or a unit: 省政府|直属机构.
    pub(super) fn is_status(self, at: usize) -> bool {
        self.is_attribute(at) && self.line.starts(Role::AsideBehind, at + SYMBOL)
    }
}
