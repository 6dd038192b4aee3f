//! What looks like a name where one is looked for: by surname, by what stands around it, and against words of the language.
use std::ops::ControlFlow;

use super::{BLANKS, DATE_END, NO_PART, Seeds, beside::bracket_at, cues::PersonCue};
use crate::{
    mention::Found,
    rules::RuleId,
    segment::COMMAS,
    text::{Span, is_han},
};

/// What has the shape of a name with a surname.
struct Shape<'t> {
    at: usize,
    end: usize,
    name: &'t str,
    /// How sure the shape is, and whether that is what was asked for.
    certainty: i32,
    sure: bool,
    /// Whether it has more than two characters.
    long: bool,
    /// Whether its given name is usual.
    typical: bool,
    /// Whether it stands beside a title.
    beside: bool,
    rule: RuleId,
}

impl<'a> Seeds<'a> {
    pub(super) fn push(&mut self, start: usize, end: usize, rule: RuleId) {
        self.found.push(Found { span: Span::new(start, end), value: (), rule });
    }

    pub(super) fn accept(&mut self, start: usize, end: usize, rule: RuleId) -> bool {
        let free = self.around.free(start, end) && !self.is_home(start, end);
        if free {
            self.push(start, end, rule);
        }
        free
    }

    /// ，石屏人，, 局长是|石泉|籍干部: where somebody comes from.
    fn is_home(&self, start: usize, end: usize) -> bool {
        let name = self.text.get(start..end).unwrap_or("");
        let native = || self.text.get(end..).is_some_and(|t| self.cues.starts(PersonCue::Native, t));
        let place = self.cues.before(PersonCue::Native, name).or_else(|| native().then_some(name));
        place.is_some_and(|place| !self.regions.named(place).is_empty())
    }

    /// Takes the name that starts at `at`, if there is one at least this `sure`; `unusual` allows names without a
    /// Chinese surname where both their ends are clear. Where it ends.
    pub(super) fn name(&mut self, at: usize, sure: i32, unusual: bool, rule: RuleId) -> Option<usize> {
        let (first, _) = self.names.near(self.text, at);
        if !(first.begins_name() || unusual && first.stands_in_name()) {
            return None;
        }
        if let Some(shape) = self.shape_at(at, sure, rule)
            && let ControlFlow::Break(named) = self.surnamed(&shape, unusual)
        {
            if named {
                self.push(at, shape.end, rule);
            }
            return named.then_some(shape.end);
        }
        let end = if unusual { self.end_of_unusual(at, rule)? } else { return None };
        self.accept(at, end, rule).then_some(end)
    }

    /// What has the shape of a name with a surname at byte `at`.
    fn shape_at(&self, at: usize, sure: i32, rule: RuleId) -> Option<Shape<'a>> {
        let (mut end, certainty) = self.names.name_at(self.text, at)?;
        // 任命|吴家成|为副省长: the verb of the frame is 为.
        if rule == self.strong && end - at <= 6 {
            let rest = self.text.get(end..)?;
            let given = || rest.chars().next().map_or(0, char::len_utf8);
            end += if self.cues.starts(PersonCue::Splits, rest) { given() } else { 0 };
        }
        let name = self.text.get(at..end)?;
        let beside = rule == self.beside;
        let (sure, long) = (certainty >= sure.max(1), name.chars().nth(2).is_some());
        Some(Shape { at, end, name, certainty, sure, long, typical: self.typical(name), beside, rule })
    }

    /// Whether what has the shape of a name is one; where that is open, it may be one without a surname.
    fn surnamed(&self, shape: &Shape<'_>, unusual: bool) -> ControlFlow<bool> {
        let &Shape { at, end, name, certainty, sure, long, typical, beside, rule } = shape;
        // Nothing else is asked for, and this is too little.
        if !unusual && !sure && !typical {
            return ControlFlow::Break(false);
        }
        let decided = rule == self.strong && self.is_decided(at, end);
        if self.is_word_beside(shape, decided) || self.is_place_there(shape) || self.is_cut_out(shape) {
            return ControlFlow::Break(false);
        }
        // 记者|从会上获悉, 和|广东的: where the surname is such a word the rest must be like a name and no place.
        let particle = self.names.is_particle(name) && !self.names.is_of_parts(name);
        let rare = || self.names.is_rare(name) && !self.names.is_of_parts(name);
        if (particle || !(beside && long) && rare()) && (!typical || self.is_given_place(shape)) {
            return ControlFlow::Break(false);
        }
        let named = (sure || typical)
            && self.around.free(at, end)
            && (decided || self.is_plausible(at, name, certainty, rule, long))
            && (sure || !self.reads_as_word(name));
        if named { ControlFlow::Break(true) } else { ControlFlow::Continue(()) }
    }

    /// Whether it is a usual word, or a word that stands beside names; `decided` where it stands between the words of a decision.
    fn is_word_beside(&self, shape: &Shape<'_>, decided: bool) -> bool {
        let &Shape { at, end, name, certainty, long, beside, .. } = shape;
        // 代表|和高校教授
        if beside && certainty < 2 && self.names.is_particle(name) {
            return true;
        }
        let title_says =
            || decided || beside && !long && certainty >= 3 && self.is_all_given(name) && !self.names.is_rare(name);
        // 任|县委|书记: no given name ends so.
        self.names.ends_otherwise(name) || self.names.is_usual(self.text, at, end) && !title_says()
    }

    /// Whether it is a place, as it stands or behind its first character.
    fn is_place_there(&self, shape: &Shape<'_>) -> bool {
        let &Shape { at, end, name, beside, rule, .. } = shape;
        // 由|田东县, 从|平安县.
        let inner = at + name.chars().next().map_or(0, char::len_utf8);
        if !beside && (self.is_place(at, end) || self.names.is_particle(name) && self.is_place(inner, end)) {
            return true;
        }
        // 甘肃、|宁夏, 张北—尚义: in a list of anything a place is one, unless somebody acts.
        let listed = || rule == self.clause && !self.regions.named(name).is_empty() && !self.begins_as_verb(end);
        self.is_home(at, end) || listed()
    }

    /// Whether a word reaches over one of its ends.
    fn is_cut_out(&self, shape: &Shape<'_>) -> bool {
        let &Shape { at, end, certainty, sure, long, beside, rule, .. } = shape;
        // 由|于成绩突出
        !(beside || long && certainty >= 3) && self.names.splits_word(self.text, at)
            // 来源:|田野观|察: the last character and the next one are a word.
            || rule == self.clause && !sure && self.parts_word(end)
    }

    /// Whether what stands behind the surname is a place. 主任|任建华: a place, too, of the most usual characters.
    fn is_given_place(&self, shape: &Shape<'_>) -> bool {
        let &Shape { name, certainty, long, beside, .. } = shape;
        let given = name.chars().next().and_then(|c| name.get(c.len_utf8()..));
        given.is_some_and(|given| !self.regions.named(given).is_empty())
            && !(beside && long && certainty >= 3 && self.is_all_given(name))
    }

    /// Where the name without a Chinese surname at byte `at` ends, if both its ends are clear.
    fn end_of_unusual(&self, at: usize, rule: RuleId) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if self.cues.starts(PersonCue::Points, rest) {
            return None;
        }
        let mut end = at;
        for (n, c) in rest.chars().chain(['\n']).enumerate() {
            let sign = self.names.sign(c);
            let comrade =
                || rule == self.strong && self.text.get(end..).is_some_and(|t| self.cues.starts(PersonCue::Comrade, t));
            let follows = || sign.begins_follower() && self.begins_as_verb(end);
            if !sign.is_han() && c != '·' || matches!(c, '为' | '的') || comrade() || n >= 2 && follows() {
                let name = self.text.get(at..end)?;
                return (c != '·' && self.is_unusual(at, name, rule)).then_some(end);
            }
            if n >= 5 || !sign.stands_in_name() {
                return None;
            }
            end += c.len_utf8();
        }
        None
    }

    /// Whether what stands at byte `at` may be a name without a Chinese surname, or with a rare one.
    fn is_unusual(&self, at: usize, name: &str, rule: RuleId) -> bool {
        let n = name.chars().count();
        if !(2..=5).contains(&n) || self.names.is_usual(self.text, at, at + name.len()) {
            return false;
        }
        // 接替|已转任: no name begins so.
        let begins = || !name.starts_with(|c| self.chars.of(c) & NO_PART != 0);
        let framed = || rule == self.strong && n <= 4 && !self.names.has_word(name) && begins();
        // 院长|换人: beside a title most characters without a surname are no name.
        let like = || self.names.is_of_parts(name) || name.chars().all(|c| self.names.sign(c).is_most_usual());
        // 局长|剡旭东: a rare surname before what is usual in given names.
        let rare = || {
            let first = name.chars().next().map_or(0, char::len_utf8);
            n == 3
                && rule == self.beside
                && begins()
                && !self.names.has_word(name)
                && self.is_all_given(name)
                && self.regions.named(name).is_empty()
                && !self.names.is_usual(self.text, at, at + first)
        };
        framed() || like() && self.may_be_unusual(name) || rare()
    }

    /// Where what the words of a decision close in ends, where it has the shape of a name: 免去|赵增连|的…职务, or where it stands
    /// before the body at the head of a line, 吴海峰|某局局长职务.
    pub(super) fn closed(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        for (n, (i, c)) in rest.char_indices().take(5).enumerate() {
            let end = at + i;
            // 周明远同志|的, 周明远（女）|的
            let tail = rest.get(i..)?;
            let tail = self.cues.behind(PersonCue::Comrade, tail).unwrap_or(tail);
            let tail = tail.get(bracket_at(tail)..)?;
            if n >= 2 && (tail.starts_with('的') || self.starts_other(end)) {
                let name = rest.get(..i)?;
                let known = || self.names.is_word(name) || self.names.is_usual(self.text, at, end);
                let behind = self.text.len() - tail.len();
                let whole = self.shape(at, end) && self.names.surname_of(name).is_some() && self.is_of_office(behind);
                return (whole && !known() && !self.names.ends_otherwise(name) && !self.is_place(at, end))
                    .then_some(end);
            }
            if !self.names.may_stand_in_name(c) {
                return None;
            }
        }
        None
    }

    /// ⏎起云龙（彝族）　副州长, ⏎望启明为某局局长；: where what opens a line ends, if what stands behind leaves no doubt that it is a
    /// name, whatever it begins with.
    pub(super) fn framed(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let mark = |c: char| matches!(c, '（' | '(' | '为' | '，' | ',');
        let (n, (i, c)) = rest.char_indices().take(6).enumerate().find(|&(_, (_, c))| mark(c))?;
        let (name, behind) = (rest.get(..i)?, at + i + c.len_utf8());
        // 周明远|同志，女，汉族，…
        let name = self.cues.before(PersonCue::Comrade, name).unwrap_or(name);
        let framed = match c {
            '为' => n == 3 && self.is_post_of_clause(behind) && !self.starts_with_word(name),
            '，' | ',' => (2..=5).contains(&n) && self.tells_sex_of_list(behind),
            _ => (2..=4).contains(&n) && self.is_bracket_before_post(behind),
        };
        let like = || name.chars().all(|c| self.names.sign(c).stands_in_name()) && self.regions.named(name).is_empty();
        (framed && !self.names.is_word(name) && like()).then_some(at + name.len())
    }

    /// 望启明为|某局局长；: whether a body or a title starts at byte `at` and a title ends the clause.
    fn is_post_of_clause(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let stop = at + rest.find(['；', ';', '。', '，', ',', '（', '(', '\n']).unwrap_or(rest.len());
        let titles = self.around.titles;
        let titled = || titles.get(titles.partition_point(|t| t.end() < stop)).is_some_and(|t| t.end() == stop);
        (self.starts_other(at) || self.starts_title(at)) && titled()
    }

    /// 6.敖日格乐，|男，蒙古族，…: whether nothing but a person's sex stands between byte `at` and a comma.
    fn tells_sex_of_list(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        self.cues.behind(PersonCue::Sex, rest).is_some_and(|t| t.starts_with(COMMAS))
    }

    /// 起云龙（|彝族）　副州长: whether a bracket opened before byte `at` tells of a person, and a post follows it.
    fn is_bracket_before_post(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        let close = rest.char_indices().take(13).find(|(_, c)| matches!(c, '）' | ')'));
        let Some((inside, after)) = close.and_then(|(at, c)| Some((rest.get(..at)?, rest.get(at + c.len_utf8()..)?)))
        else {
            return false;
        };
        let post = self.text.len() - after.trim_start_matches(BLANKS).len();
        (self.cues.starts(PersonCue::Sex, inside) || self.cues.ends(PersonCue::Folk, inside))
            && (self.starts_other(post) || self.starts_title(post))
    }

    /// Whether the characters on both sides of byte `end` are a word that neither a mark nor a verb ends.
    fn parts_word(&self, end: usize) -> bool {
        let (head, tail) = (self.text.get(..end).unwrap_or(""), self.text.get(end..).unwrap_or(""));
        let (Some(last), Some(next)) = (head.chars().next_back(), tail.chars().next()) else { return false };
        let word = self.text.get(end - last.len_utf8()..end + next.len_utf8());
        is_han(next)
            && self.names.follower(self.text, end).is_none()
            && word.is_some_and(|word| self.names.is_word(word))
    }

    /// 任命|安宁|为…, 免去|高峰|的…: whether the words of a decision stand on both sides of what may be a word as well.
    fn is_decided(&self, at: usize, end: usize) -> bool {
        let (head, tail) = (self.text.get(..at).unwrap_or(""), self.text.get(end..).unwrap_or(""));
        let head = head.trim_end_matches(' ');
        let tail = tail.trim_start_matches(' ');
        (tail.starts_with(['为', '的']) || self.cues.starts(PersonCue::Comrade, tail))
            && self.cues.ends(PersonCue::Decides, head)
    }

    /// Whether a name is more than a word of the language: such a word is one only where the frame leaves no doubt.
    fn is_plausible(&self, at: usize, name: &str, certainty: i32, rule: RuleId, long: bool) -> bool {
        let listed = || self.text.get(..at).is_some_and(|t| t.ends_with(['、', '：', ':', '\u{3000}']));
        let verb = || self.names.follower(self.text, at + name.len()).is_some_and(|(_, verb)| verb);
        let usual = || self.is_all_given(name);
        let beside = rule == self.beside;
        let leads = || self.leads_list(at + name.len());
        let even_as_word = certainty >= 3 && (beside && (usual() || leads()) || listed() || verb());
        let even_with_word = rule == self.strong
            || certainty >= 3 && (long || listed())
            || long && certainty >= 2 && (beside || listed() && !self.starts_with_word(name));
        // Words are asked for where it matters.
        match (even_as_word, even_with_word) {
            (true, true) => true,
            (as_word, _) if self.names.is_word(name) => as_word,
            (_, with_word) => with_word || !self.reads_as_word(name),
        }
    }

    /// Whether all characters after the surname are among the most usual in given names.
    fn is_all_given(&self, name: &str) -> bool {
        name.chars().skip(1).all(|c| self.names.sign(c).is_most_usual())
    }

    /// Whether all characters after the surname are usual in given names.
    pub(super) fn typical(&self, name: &str) -> bool {
        name.chars().skip(1).all(|c| self.names.sign(c).is_usual())
    }

    /// Whether characters without a surname can be a name at all: no function word, no place.
    pub(super) fn may_be_unusual(&self, name: &str) -> bool {
        if self.names.is_of_parts(name) {
            return self.regions.named(name).is_empty();
        }
        !name.chars().any(|c| self.chars.of(c) & NO_PART != 0)
            && !self.names.has_word(name)
            && self.regions.named(name).is_empty()
    }

    /// Whether what starts at byte `at` might be a verb that persons in office are the subject of.
    pub(super) fn begins_as_verb(&self, at: usize) -> bool {
        self.names.follower(self.text, at).is_some_and(|(_, verb)| verb)
    }

    /// Whether a date or body starts at byte `at`.
    pub(super) fn starts_other(&self, at: usize) -> bool {
        self.around.taken.binary_search_by_key(&at, |t| t.start()).is_ok()
    }

    /// Whether a title starts at byte `at`.
    pub(super) fn starts_title(&self, at: usize) -> bool {
        self.around.titles.binary_search_by_key(&at, |t| t.start()).is_ok()
    }

    /// Where what stands behind a date at byte `at`, and behind blanks, starts.
    pub(super) fn behind_date(&self, at: usize) -> Option<usize> {
        let taken = self.around.taken;
        let end = taken[taken.binary_search_by_key(&at, |t| t.start()).ok()?].end();
        let dated = self.text.get(at..end)?.ends_with(|c| self.chars.of(c) & DATE_END != 0);
        let name = self.text.get(end..)?.trim_start_matches(BLANKS);
        dated.then_some(self.text.len() - name.len())
    }

    /// 2018年5月|周明远任…: whether a typical name stands at byte `at`, and a verb that persons in office are the subject of behind it.
    pub(super) fn acts_at(&self, at: usize) -> bool {
        self.names.name_at(self.text, at).is_some_and(|(end, sure)| {
            sure >= 2 && self.begins_as_verb(end) && self.text.get(at..end).is_some_and(|name| self.typical(name))
        })
    }

    /// 于|2020年5月|出任, 自|去年|起担任: whether a verb that persons in office are the subject of stands behind the date at byte `at`.
    pub(super) fn acts_on_date(&self, at: usize) -> bool {
        let taken = self.around.taken;
        let Ok(n) = taken.binary_search_by_key(&at, |t| t.start()) else { return false };
        let rest = self.text.get(taken[n].end()..).unwrap_or("");
        let rest = self.cues.behind(PersonCue::FromThen, rest).unwrap_or(rest);
        let verb = self.cues.behind(PersonCue::Formally, rest).unwrap_or(rest);
        self.begins_as_verb(self.text.len() - verb.len())
    }

    pub(super) fn shape(&self, start: usize, end: usize) -> bool {
        let name = self.text.get(start..end).unwrap_or("");
        self.names.surnames_at(name).into_iter().filter(|&n| n > 0).any(|n| {
            let given = name.get(n..).unwrap_or("");
            (1..=2).contains(&given.chars().count()) && given.chars().all(|c| self.names.may_stand_in_name(c))
        })
    }

    /// Whether a name with a usual surname and a clear end starts at byte `at`.
    pub(super) fn surely(&self, at: usize) -> bool {
        self.names.name_at(self.text, at).is_some_and(|(end, sure)| {
            let name = self.text.get(at..end).unwrap_or("");
            let verb = self.names.follower(self.text, end).is_some_and(|(_, verb)| verb);
            let usual = self.typical(name) || sure >= 3 && (verb || name.chars().count() >= 3);
            sure >= 2 && usual && !self.names.is_rare(name) && !self.starts_with_word(name)
        })
    }

    /// Whether a word that stands beside names rather than begins one starts at byte `at`: 要求|新部长.
    pub(super) fn begins_word(&self, at: usize) -> bool {
        self.names.follower(self.text, at).is_some_and(|(n, _)| n > 3)
    }

    /// Whether a place that is written out reaches to the end of what looks like a name or further: 田东县, 贺州|市.
    pub(super) fn is_place(&self, start: usize, end: usize) -> bool {
        self.regions.longest_at(self.text, start).is_some_and(|(stop, ..)| {
            stop == end && end - start > 6
                || stop >= end && self.text.get(start..stop).is_some_and(|t| self.cues.ends(PersonCue::TerritoryEnd, t))
        })
    }

    /// Whether a surname and what follows rather are a word of the language: 强化|责, 韩国|瑜. A given name that is a
    /// word (建国, 光明) is no sign, where its characters are usual in names.
    pub(super) fn reads_as_word(&self, name: &str) -> bool {
        if self.names.is_of_parts(name) {
            return false;
        }
        if self.starts_with_word(name) {
            return true;
        }
        let surname = self.names.surname_of(name).or_else(|| name.chars().next().map(char::len_utf8));
        let given = name.get(surname.unwrap_or(0)..).unwrap_or("");
        // 欧阳|慎行, but 东方|电气.
        let usual = || given.chars().all(|c| self.names.sign(c).is_most_usual()) || self.names.is_compound(name);
        given.chars().nth(1).is_some() && !usual() && self.names.is_word(given)
    }

    /// Whether a surname and what follows begin with a word of the language: 强化|责, 国际|上.
    pub(super) fn starts_with_word(&self, name: &str) -> bool {
        // 欧阳 is a word of the language, too.
        let surname = self.names.surname_of(name).unwrap_or(0);
        let mut ends = name.char_indices().skip(2).map(|(at, _)| at).chain([name.len()]).filter(|&end| end > surname);
        ends.any(|end| name.get(..end).is_some_and(|head| head.len() > 3 && self.names.is_word(head)))
    }
}
