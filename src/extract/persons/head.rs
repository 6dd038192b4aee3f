//! The name with a surname at the head of a clause: whether what has the shape of one is one.
use super::{LIFE, Persons, Seeds, cues::PersonCue};
use crate::text::is_han;

/// Between the verb and the title of one who takes office stand no more bytes.
const NEAR_OFFICE: usize = 90;

/// What has the shape of a name at the head of a clause, and what comes next.
struct Head<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    /// What stands behind it, and the first character of that.
    rest: &'t str,
    next: char,
    /// How sure the shape is.
    sure: i32,
    /// Whether its line has a title.
    titled: bool,
    /// Whether a date on which somebody acts follows.
    dated: bool,
    /// How long the word is that follows it, and whether persons in office are the subject of that.
    follower: Option<(usize, bool)>,
    /// Whether it has more than two characters.
    long: bool,
    /// Whether its given name is usual.
    typical: bool,
}

/// What shows that it is a name.
struct Evidence {
    /// A verb that persons in office are the subject of.
    verb: bool,
    /// What tells somebody's life follows, or it stands as the names of such lists do.
    born: bool,
    /// It fills the cell of a column.
    column: bool,
    /// It goes on, on a line with a title.
    goes_on: bool,
    /// It stands in a list.
    listed: bool,
    /// What shows it by itself.
    evident: bool,
}

impl Persons {
    /// The name with a surname at byte `start`, on a line with a title or without one; `in_turn` where
    /// the clause says whose turn it was (第二任). Whether what stands there is settled.
    pub(super) fn head(&self, seeds: &mut Seeds<'_>, start: usize, titled: bool, in_turn: bool) -> bool {
        let Some((end, sure)) = seeds.names.name_at(seeds.text, start) else { return false };
        if seeds.text.get(..start).is_some_and(|t| self.cues.ends(PersonCue::Source, t)) {
            return true;
        }
        let (end, dated) = seeds.before_date(start, end, titled);
        let rest = seeds.text.get(end..).unwrap_or("");
        let next = rest.chars().next().unwrap_or('\n');
        let sign = seeds.names.sign(next);
        // Most of what has the shape of a name goes on as no name does; whether it is a life is asked for below.
        if sure < 2 && sign.is_han() && !sign.begins_follower() && self.around.of(next) & LIFE == 0 {
            return false;
        }
        let name = seeds.text.get(start..end).unwrap_or("");
        let follower = seeds.names.follower(seeds.text, end);
        let long = name.chars().nth(2).is_some();
        let typical = seeds.typical(name);
        let head = Head { start, end, name, rest, next, sure, titled, dated, follower, long, typical };
        let shown = seeds.evidence(&head, in_turn);
        if !shown.evident && !shown.goes_on && !shown.listed
            || seeds.is_cut_short(&head)
            || seeds.names.ends_otherwise(name)
        {
            return false;
        }
        let evident = shown.evident || shown.goes_on && (typical || long);
        if !evident && !shown.listed || seeds.is_other(&head, &shown) {
            return false;
        }
        // 成　员:…⏎　　冷静　财政厅副厅长: nothing but a name fills the cell before a post.
        if shown.column
            && (typical || long)
            && sure >= 3
            && seeds.is_cell_before_post(start, end)
            && seeds.accept(start, end, self.clause)
        {
            return true;
        }
        if seeds.is_rather_word(&head, &shown) {
            return false;
        }
        if sure >= 2 && seeds.accept(start, end, self.clause) {
            self.list(seeds, end);
            return true;
        }
        evident
    }
}

impl Seeds<'_> {
    /// Where the name at `start..end` ends before a date that somebody acts on or a body, and whether it is a date: 李明|于2020年5月出任,
    /// 李明|为省数据局局长 have words that are no part of it.
    fn before_date(&self, start: usize, end: usize, titled: bool) -> (usize, bool) {
        if !titled {
            return (end, false);
        }
        let dates = |at: usize| self.acts_on_date(at);
        let name = self.text.get(start..end).unwrap_or("");
        let last = name.chars().next_back().map_or(0, char::len_utf8);
        let shorter = end - last;
        let word = self.text.get(shorter..end).unwrap_or("");
        if name.chars().nth(2).is_some() && self.starts_other(end) {
            if self.cues.is(PersonCue::Since, word) && dates(end) {
                return (shorter, true);
            }
            if word == "为" {
                return (shorter, false);
            }
        }
        let rest = self.text.get(end..).unwrap_or("");
        match self.cues.at(PersonCue::Since, rest) {
            Some(since) => (end, dates(end + since)),
            // 李明|2020年5月起任…
            None => (end, dates(end)),
        }
    }

    /// What shows that a name stands there.
    fn evidence(&self, head: &Head<'_>, in_turn: bool) -> Evidence {
        let &Head { start, end, name, rest, next, sure, titled, dated, follower, long, typical } = head;
        let verb = dated || follower.is_some_and(|(_, verb)| verb);
        let column = titled && matches!(next, '\u{3000}' | ' ' | '\t' | '—' | ':' | '：')
            || in_turn && matches!(next, '\u{3000}' | ' ' | '\t' | '\n' | '（' | '(');
        // 公开|简历显示: a word before 简历 is no name.
        let life = self.is_introduced_by_life(rest)
            && !(self.cues.starts(PersonCue::Resume, rest) && self.names.is_word(name));
        let born = life || self.apposed(end) || self.dated(end) || self.answers(start, end);
        let goes_on = titled && sure >= 2 && (is_han(next) || next.is_ascii_digit());
        let listed = titled && sure >= 2 && matches!(next, '、' | '（' | '(')
            || next == '、' && sure >= 3 && long && typical && self.leads_list(end);
        let stacked = matches!(next, '\n' | '(' | '（')
            && sure >= 2
            && typical
            && !self.names.is_rare(name)
            && self.is_stacked(start, end);
        Evidence { verb, born, column, goes_on, listed, evident: verb || born || column || stacked }
    }

    /// 鲁商财|经: whether the last character and the next one are a word.
    fn is_cut_short(&self, head: &Head<'_>) -> bool {
        let &Head { start, end, name, next, titled, .. } = head;
        // 赵大勇|为省财政厅厅长, 孙立人|为秘书长: no 勇为, no 人为.
        let becomes = || {
            let at = end + next.len_utf8();
            titled && next == '为' && (self.starts_other(at) || self.starts_title(at))
        };
        let split = || {
            let last = name.char_indices().next_back().map_or(end, |(at, _)| start + at);
            self.text.get(last..end + next.len_utf8()).is_some_and(|word| self.names.is_word(word))
        };
        // 程泽平|和葛士芳为副书记: no 平和.
        let joined = || {
            let joint = self.cues.at(PersonCue::JoinsNames, head.rest).filter(|_| titled);
            joint.is_some_and(|joint| self.surely(end + joint))
        };
        head.sure == 2 && !head.dated && matches!(head.follower, Some((3, false))) && !becomes() && split() && !joined()
    }

    /// Whether it rather is a place, or words that begin like a name.
    fn is_other(&self, head: &Head<'_>, shown: &Evidence) -> bool {
        let &Head { start, end, name, next, dated, follower, long, typical, .. } = head;
        let &Evidence { verb, born, column, goes_on, listed, .. } = shown;
        // 从平安|县县长做起, but 时光辉|任局长.
        let evidently = || {
            // 任殿喜|在…当选: nor does a place follow the object of 任.
            let placed = || goes_on && self.cues.starts(PersonCue::Where, head.rest) && self.begins_as_verb(start);
            // ⏎任鸿斌|的商务部副部长职务
            let posted = || next == '的' && self.is_of_office(end);
            typical && long && (column || born || self.tells_office(head, verb) || placed() || posted())
        };
        let particle = self.names.is_particle(name) && !self.names.is_of_parts(name);
        if self.is_place(start, end) || particle && !evidently() && !self.tells_sex(head.rest) {
            return true;
        }
        // 濮阳|已有四名…: a place, unless a life or a post follows or somebody takes office.
        let takes = || self.cues.starts(PersonCue::Takes, head.rest);
        let acts = || verb && (dated || follower.is_some_and(|(n, _)| n > 3) || takes());
        // 阳泉、|朔州两市: nor in a list of places.
        let places = || listed && self.regions.longest_at(self.text, end + next.len_utf8()).is_some();
        // 吉安：市公安局局长…: nor before a colon.
        let cell = column && !matches!(next, ':' | '：');
        !born && !cell && !self.regions.named(name).is_empty() && !acts() && (!listed || places())
    }

    /// Whether it is a word of the language as well, and nothing shows that it is a name here.
    fn is_rather_word(&self, head: &Head<'_>, shown: &Evidence) -> bool {
        let &Head { start, end, name, rest, next, sure, typical, .. } = head;
        let clear = || {
            typical
                && (shown.column || shown.born || self.tells_office(head, shown.verb))
                && !self.names.is_rare(name)
                && !self.names.is_particle(name)
        };
        let is_word = || !clear() && (self.reads_as_word(name) && !self.is_sworn(head) || self.names.is_word(name));
        let leads = || sure >= 3 && next == '、' && self.leads_list(end);
        (self.names.is_usual(self.text, start, end) || is_word()) && !leads() && !self.tells_sex(rest)
    }

    /// 周登高|转任…: whether a given name that is a word stands where nothing but a name takes office.
    fn is_sworn(&self, head: &Head<'_>) -> bool {
        let &Head { end, name, rest, next, sure, .. } = head;
        let near = || {
            let titles = self.around.titles;
            let title = titles.get(titles.partition_point(|t| t.start() < end));
            title.is_some_and(|t| t.start() - end <= NEAR_OFFICE)
        };
        let office = || match next {
            '（' | '(' => self.apposed(end),
            // 东方|电气|的书记
            '的' => self.is_of_office(end) && (self.names.surnames_at(name)[0] == 0 || self.names.is_compound(name)),
            _ => (head.dated || self.cues.starts(PersonCue::TakesOffice, rest)) && near(),
        };
        head.long
            && (sure >= 3 || next == '的' && sure == 2)
            && !self.names.is_rare(name)
            && !self.names.is_particle(name)
            && office()
            && !self.starts_with_word(name)
    }

    /// Whether what follows tells of its bearer's post.
    fn tells_office(&self, head: &Head<'_>, verb: bool) -> bool {
        head.dated
            || verb && head.follower.is_some_and(|(n, _)| n > 3)
            || head.next == '为'
            || self.cues.starts(PersonCue::TellsOffice, head.rest)
    }

    /// 于洋，男，汉族: whether nothing but a name stands before `rest`.
    fn tells_sex(&self, rest: &str) -> bool {
        let Some(said) = rest.strip_prefix(['，', ',', '（', '(']) else { return false };
        let behind = self.cues.behind(PersonCue::Sex, said).and_then(|t| t.chars().next());
        behind.is_some_and(|c| !is_han(c))
    }
}
