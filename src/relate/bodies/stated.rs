//! Whether an event is told as having happened.
use std::ops::Range;

use super::{EventCue, Scene};
use crate::{
    matcher::Symbol,
    relate::{
        cues::Cue,
        words::{Role, Roles, Spoken},
    },
};

impl Scene<'_> {
    /// Whether the text states the event as having happened; `roles` are those of the words in the match.
    pub(super) fn stated(self, range: Range<usize>, roles: Roles, kind: &str) -> bool {
        let line = self.line;
        let before = line.roles_ending(range.start);
        // 将|某办并入某局: done to it, not to come.
        let done = line.part(0..range.start).strip_suffix('将').is_some_and(|t| !line.ends(Role::Prospect, t.len()))
            && line.part(range.clone()).starts_with(Symbol::Agency.char());
        // 未来可能与某局|合并组建…: somewhere in the clause; 将 alone may say that it was done to something.
        let clause = line.near_range(line.clause_start(range.start).min(range.start), range.start);
        let prospect = |word: &Spoken| {
            let told = line.part(word.start as usize..word.end as usize);
            word.roles.has(Role::Prospect) && !matches!(told, "将" | "筹备" | "筹设")
        };
        // 要求各地|成立数据局
        if line.any_word(clause, prospect)
            || roles.has(Role::Prospect)
            || before.has(Role::Prospect) && !done
            || before.has(Role::Class)
            || self.is_asked(range.end)
        {
            return false;
        }
        let after = line.text.get(range.end..).unwrap_or("");
        match kind {
            "founded" => self.is_founding(range, roles, before),
            // 人民银行撤销|大区分行: the body does it, it is not done to it.
            "abolished" => {
                let ends = line.roles_closing(range.clone());
                let active = ends.has(Role::Abolishes) && !ends.has(Role::Abolished);
                let named = [Symbol::Agency, Symbol::Place, Symbol::Organization, Symbol::Posts, Symbol::Persons];
                let named = named.map(Symbol::char);
                // 撤销|某局|的决定
                if line.part(range.clone()).ends_with(Symbol::Agency.char()) && after.starts_with('的') {
                    return false;
                }
                let object = |c: char| c.is_alphanumeric() || named.contains(&c);
                // 撤销后，…
                let over = || line.cues().starts(Cue::IsOver, after);
                match after.strip_prefix('了') {
                    // 撤销了，…
                    Some(rest) => !rest.starts_with(object),
                    None => !active || !after.starts_with(object) || over(),
                }
            }
            // 升格为|省政府直属机构 is no new name; web sites are renamed without their bodies.
            "renamed" => {
                let part = || line.starts(Role::Part, range.end);
                !(roles.has(Role::Site) || part() || after.starts_with(Symbol::Rank.char()))
            }
            // 升格满一年
            "upgraded" => {
                // 升格为|副处级干部
                let rest = after.split(['，', ',', '。', '；', ';']).next().unwrap_or("");
                let person = line.inside(Role::People, line.near_range(range.end, range.end + rest.len()));
                !person && !line.starts(Role::NotYet, range.end)
                    || after.starts_with("单位")
                    || after.starts_with("机构")
            }
            _ => true,
        }
    }

    /// 是升格了吗？: whether the sentence around byte `at` is a question.
    fn is_asked(self, at: usize) -> bool {
        let after = self.line.text.get(at..).unwrap_or("");
        let near = after.get(..after.floor_char_boundary(200)).unwrap_or("");
        let asked = [near.find('？'), near.find('?')].into_iter().flatten().min().and_then(|end| near.get(..end));
        asked.is_some_and(|sentence| !sentence.contains(['。', '！', '；']))
    }

    /// Whether the match tells of a founding; `roles` are those of the words in it, `before` those of the words right before.
    fn is_founding(self, range: Range<usize>, roles: Roles, before: Roles) -> bool {
        let line = self.line;
        let inside = line.part(range.clone());
        let after = line.text.get(range.end..).unwrap_or("");
        // 挂牌|更名为某局: of its name; not so behind a comma.
        if line.starts(Role::Named, range.end) && !inside.ends_with(['，', ',', '；', ';', '。']) {
            return false;
        }
        // 由某办更名组建
        if self.cues().ends(EventCue::Reformed, inside) {
            return false;
        }
        // 省政府有关领导出席仪式并揭牌
        if roles.has(Role::Attends) || before.has(Role::NoLonger) || line.inside(Role::NoLonger, range.clone()) {
            return false;
        }
        // 31个省和某兵团均已完成数据机构|组建: of what they were to set up.
        let object = inside.rsplit(Symbol::Agency.char()).next().and_then(|t| t.split_once("完成"));
        if object.is_some_and(|(_, object)| object.contains("机构") || object.contains("部门")) {
            return false;
        }
        let ends = line.roles_closing(range.clone());
        let named = inside.starts_with(Symbol::Agency.char());
        // 贵州省人民政府决定成立|某领导小组, 国务院批复设立|某市: what is founded comes after the verb.
        let mark = |c: char| !c.is_alphanumeric() && !Symbol::stands(c);
        let closes = |c: char| mark(c) || "于以后并之仪大典时完".contains(c);
        // 是在…基础上组建|的。
        let whole =
            || after.strip_prefix('的').is_some_and(|t| t.chars().next().is_none_or(mark)) || after.starts_with("到位");
        if named && ends.has(Role::FoundsObject) && !after.is_empty() && !after.starts_with(closes) && !whole() {
            return false;
        }
        // 自成立以来: hardly a word on its founding, where no date stands with it.
        let near = line.clause_start(range.start).min(range.start)..range.end;
        if after.starts_with("以来") && !line.items_in(near).iter().any(|i| i.symbol == Symbol::Date) {
            return false;
        }
        // 在某厅|挂牌的还有某局: they hang there.
        let head = line.part(0..range.start);
        let at_body = head.strip_suffix(Symbol::Agency.char()).is_some_and(|t| t.ends_with(['在', '于']));
        if at_body && (inside.starts_with("挂牌的") || inside.starts_with("加挂的")) {
            return false;
        }
        // 在某厅加挂牌子
        if ends.has(Role::HangsPlate) {
            return false;
        }
        // 某局牌子在|某厅挂牌: it hangs there.
        let clause = line.clause_start(range.start).min(range.start);
        if named
            && line.part(clause..range.start).ends_with(['在', '于'])
            && inside.trim_start_matches(Symbol::Agency.char()).starts_with("挂牌")
        {
            return false;
        }
        // 召开成立大会, not 召开成立大会筹备会
        let prepared = line.text.get(range.end..).is_some_and(|t| t.starts_with("大会筹备"));
        !line.starts(Role::NotYet, range.end)
            || line.starts(Role::YetSo, range.end)
            || !prepared && ["举行", "召开", "举办"].iter().any(|word| inside.contains(word))
    }
}
