//! What looks like a name where one is looked for: by surname, by what stands around it, and against words of the language.
use super::{NO_PART, Seeds, cues::Cue};
use crate::{
    lexicon::Names,
    mention::Found,
    rules::RuleId,
    text::{Span, is_han},
};

impl Seeds<'_> {
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
        let native = self.text.get(end..).is_some_and(|t| t.starts_with('籍'));
        let place = name.strip_suffix('人').or(native.then_some(name));
        place.is_some_and(|place| !self.regions.named(place).is_empty())
    }

    /// Takes the name that starts at `at`, if there is one at least this `sure`; `unusual` allows names without a
    /// Chinese surname where both their ends are clear. Where it ends.
    pub(super) fn name(&mut self, at: usize, sure: i32, unusual: bool, rule: RuleId) -> Option<usize> {
        let (first, _) = self.names.near(self.text, at);
        if !(first.begins_name() || unusual && first.stands_in_name()) {
            return None;
        }
        if let Some((mut end, certainty)) = self.names.name_at(self.text, at) {
            // 任命|吴家成|为副省长: the verb of the frame is 为.
            if rule == self.strong && end - at <= 6 && self.text.get(end..)?.starts_with("成为") {
                end += '成'.len_utf8();
            }
            let name = self.text.get(at..end)?;
            let beside = rule == self.beside;
            // 代表|和高校教授
            if beside && certainty < 2 && self.names.is_particle(name) {
                return None;
            }
            let long = name.chars().nth(2).is_some();
            let typical = self.typical(name);
            let sure = certainty >= sure.max(1);
            // Nothing else is asked for, and this is too little.
            if !unusual && !sure && !typical {
                return None;
            }
            let decided = rule == self.strong && self.is_decided(at, end);
            let title_says =
                || decided || beside && !long && certainty >= 3 && self.is_all_given(name) && !self.names.is_rare(name);
            // 任|县委|书记: no given name ends so.
            if self.names.ends_otherwise(name) || self.names.is_usual(self.text, at, end) && !title_says() {
                return None;
            }
            // 由|田东县, 从|平安县.
            let inner = at + name.chars().next().map_or(0, char::len_utf8);
            if !beside && (self.is_place(at, end) || self.names.is_particle(name) && self.is_place(inner, end)) {
                return None;
            }
            if self.is_home(at, end) {
                return None;
            }
            // 由|于成绩突出
            if !(beside || long && certainty >= 3) && self.names.splits_word(self.text, at) {
                return None;
            }
            // 来源:|田野观|察: the last character and the next one are a word.
            if rule == self.clause && !sure && self.parts_word(end) {
                return None;
            }
            // 甘肃、|宁夏, 张北—尚义: in a list of anything a place is one, unless somebody acts.
            if rule == self.clause && !self.regions.named(name).is_empty() {
                let acts = self.names.follower(self.text, end).is_some_and(|(_, verb)| verb);
                if !acts {
                    return None;
                }
            }
            // 记者|从会上获悉, 和|广东的: where the surname is such a word the rest must be like a name and no place.
            let particle = self.names.is_particle(name) && !self.names.is_of_parts(name);
            let rare = || self.names.is_rare(name) && !self.names.is_of_parts(name);
            let doubtful = particle || !(beside && long) && rare();
            let given = || name.get(name.chars().next()?.len_utf8()..);
            // 主任|任建华: a place, too, of the most usual characters.
            let sounds = || beside && long && certainty >= 3 && self.is_all_given(name);
            let placed = || given().is_some_and(|given| !self.regions.named(given).is_empty()) && !sounds();
            if doubtful && (!typical || placed()) {
                return None;
            }
            if (sure || typical)
                && self.around.free(at, end)
                && (decided || self.is_plausible(at, name, certainty, rule, long))
                && (sure || !self.reads_as_word(name))
            {
                self.push(at, end, rule);
                return Some(end);
            }
        }
        if !unusual {
            return None;
        }
        let rest = self.text.get(at..)?;
        let mut end = at;
        let beside_title = rule == self.beside;
        if rest.starts_with(['其', '该', '此', '本']) {
            return None;
        }
        for (n, c) in rest.chars().chain(['\n']).enumerate() {
            let sign = self.names.sign(c);
            let comrade = || rule == self.strong && self.text.get(end..).is_some_and(|t| t.starts_with("同志"));
            let close = !sign.is_han() && c != '·' || c == '同' && comrade();
            let follows =
                || sign.begins_follower() && self.names.follower(self.text, end).is_some_and(|(_, verb)| verb);
            if close || matches!(c, '为' | '的') || n >= 2 && follows() {
                let name = self.text.get(at..end)?;
                if self.names.is_usual(self.text, at, end) {
                    return None;
                }
                // 接替|已转任: no name begins so.
                let begins = || !name.starts_with(|c| self.chars.of(c) & NO_PART != 0);
                let framed = rule == self.strong && n <= 4 && !self.names.has_word(name) && begins();
                // 院长|换人: beside a title most characters without a surname are no name.
                let like = || self.names.is_of_parts(name) || name.chars().all(|c| self.names.sign(c).is_most_usual());
                // 局长|剡旭东: a rare surname before what is usual in given names.
                let rare = || {
                    let first = name.chars().next().map_or(0, char::len_utf8);
                    n == 3
                        && beside_title
                        && begins()
                        && !self.names.has_word(name)
                        && self.is_all_given(name)
                        && self.regions.named(name).is_empty()
                        && !self.names.is_usual(self.text, at, at + first)
                };
                let fits =
                    (2..=5).contains(&n) && (framed || like() && self.may_be_unusual(name) || rare()) && c != '·';
                return (fits && self.accept(at, end, rule)).then_some(end);
            }
            if n >= 5 || !sign.stands_in_name() {
                return None;
            }
            end += c.len_utf8();
        }
        None
    }

    /// Where what the words of a decision close in ends, where it has the shape of a name: 免去|赵增连|的…职务, or where it stands
    /// before the body at the head of a line, 吴海峰|某局局长职务.
    pub(super) fn closed(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        for (n, (i, c)) in rest.char_indices().take(5).enumerate() {
            let end = at + i;
            if n >= 2 && (c == '的' || rest.get(i..).is_some_and(|t| t.starts_with("同志的")) || self.starts_other(end))
            {
                let name = rest.get(..i)?;
                let known = || self.names.is_word(name) || self.names.is_usual(self.text, at, end);
                let whole = self.shape(at, end) && self.names.surname_of(name).is_some() && self.is_of_office(end);
                return (whole && !known() && !self.names.ends_otherwise(name) && !self.is_place(at, end))
                    .then_some(end);
            }
            if !Names::may_stand_in_name(c) {
                return None;
            }
        }
        None
    }

    /// ⏎起云龙（彝族）　副州长, ⏎望启明为某局局长；: where what opens a line ends, if what stands behind leaves no doubt that it is a
    /// name, whatever it begins with.
    pub(super) fn framed(&self, at: usize) -> Option<usize> {
        const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];
        let rest = self.text.get(at..)?;
        let mark = |c: char| matches!(c, '（' | '(' | '为' | '，' | ',');
        let (n, (i, c)) = rest.char_indices().take(6).enumerate().find(|&(_, (_, c))| mark(c))?;
        let (name, end, behind) = (rest.get(..i)?, at + i, rest.get(i + c.len_utf8()..)?);
        let begins =
            |at: usize| self.starts_other(at) || self.around.titles.binary_search_by_key(&at, |t| t.start()).is_ok();
        let framed = if c == '为' {
            let stop = behind.find(['；', ';', '。', '，', ',', '（', '(', '\n']).unwrap_or(behind.len());
            let stop = self.text.len() - behind.len() + stop;
            let titles = self.around.titles;
            let titled = || titles.get(titles.partition_point(|t| t.end() < stop)).is_some_and(|t| t.end() == stop);
            n == 3
                && begins(end + c.len_utf8())
                && titled()
                && !self.starts_with_word(name)
                && !self.names.is_word(name)
        } else if matches!(c, '，' | ',') {
            // 6.敖日格乐，男，蒙古族，…
            let sexed = behind.strip_prefix(['男', '女']).is_some_and(|t| t.starts_with(['，', ',']));
            (2..=5).contains(&n) && sexed && !self.names.is_word(name)
        } else {
            let (close, mark) = behind.char_indices().take(13).find(|(_, c)| matches!(c, '）' | ')'))?;
            let (inside, after) = (behind.get(..close)?, behind.get(close + mark.len_utf8()..)?);
            let of_person = inside.starts_with(['男', '女']) || inside.ends_with('族');
            let post = after.trim_start_matches(BLANKS);
            (2..=4).contains(&n) && of_person && begins(self.text.len() - post.len()) && !self.names.is_word(name)
        };
        let like = || name.chars().all(|c| self.names.sign(c).stands_in_name()) && self.regions.named(name).is_empty();
        (framed && like()).then_some(end)
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
        (tail.starts_with(['为', '的']) || tail.starts_with("同志")) && self.cues.ends(Cue::Decides, head)
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

    /// Where what stands behind a date at byte `at`, and behind blanks, starts.
    pub(super) fn behind_date(&self, at: usize) -> Option<usize> {
        let taken = self.around.taken;
        let end = taken[taken.binary_search_by_key(&at, |t| t.start()).ok()?].end();
        let dated =
            self.text.get(at..end).is_some_and(|t| t.ends_with(['年', '月', '日', '旬', '初', '底', '末', '中']));
        let name = self.text.get(end..)?.trim_start_matches([' ', '\u{3000}', '\t']);
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
        let verb = rest.trim_start_matches('起').trim_start_matches("正式");
        self.names.follower(self.text, self.text.len() - verb.len()).is_some_and(|(_, verb)| verb)
    }

    pub(super) fn shape(&self, start: usize, end: usize) -> bool {
        let name = self.text.get(start..end).unwrap_or("");
        self.names.surnames_at(name).into_iter().filter(|&n| n > 0).any(|n| {
            let given = name.get(n..).unwrap_or("");
            (1..=2).contains(&given.chars().count()) && given.chars().all(Names::may_stand_in_name)
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
                || stop >= end
                    && self
                        .text
                        .get(start..stop)
                        .is_some_and(|t| t.ends_with(['省', '市', '县', '区', '州', '旗', '盟']))
        })
    }

    /// Whether the name is a whole sentence that answers a question: 现任局长是哪一位？⏎答：申屠长昱。
    pub(super) fn answers(&self, start: usize, end: usize) -> bool {
        let head = self.text.get(..start).unwrap_or("");
        let asked = head.trim_end_matches(['答', ':', '：', '\n', ' ', '\u{3000}', '”', '“']);
        asked.len() < head.len()
            && asked.ends_with(['？', '?'])
            && self.text.get(end..).is_some_and(|t| t.starts_with(['。', '\n', '，', ',']) || t.is_empty())
    }

    /// Whether the clause or the bracket after the name that ends at byte `end` is nothing but a post: 周明远，江苏省水利厅厅长。
    pub(super) fn apposed(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        let Some(post) = rest.strip_prefix(['，', ',', '（', '(']) else { return false };
        let start = end + rest.len() - post.len();
        let ends: &[char] = if rest.starts_with(['，', ',']) {
            &['，', ',', '。', '；', ';', '\n']
        } else {
            &['）', ')', '，', '。', '；', '\n']
        };
        let stop = start + post.find(ends).unwrap_or(post.len());
        let titles = self.around.titles;
        let last = titles.partition_point(|t| t.end() < stop);
        titles.get(last).is_some_and(|t| t.end() == stop && t.start() >= start)
    }

    /// Whether the clause behind the name that ends at byte `end` speaks of a post as one: 周明远|的某厅厅长职务.
    pub(super) fn is_of_office(&self, end: usize) -> bool {
        let line = self.around.layout.line_at(end.saturating_sub(1));
        let titles = self.around.titles;
        let next = titles.get(titles.partition_point(|t| t.start() < end)).filter(|t| t.end() <= line.end());
        next.is_some_and(|t| {
            let between = self.text.get(end..t.start()).is_some_and(|t| !t.contains(['，', ',', '。', '；', ';']));
            between && self.text.get(t.end()..).is_some_and(|t| t.starts_with("职务") || t.starts_with("一职"))
        })
    }

    /// Whether all that follows on the line of the name that ends at byte `end` is a date: 周明远(女)　1983.05—1988.04.
    pub(super) fn dated(&self, end: usize) -> bool {
        if !self.text.get(end..).is_some_and(|t| t.starts_with(['（', '(', ' ', '\u{3000}', '\t'])) {
            return false;
        }
        let line = self.around.layout.line_at(end.saturating_sub(1));
        let Some(rest) = self.text.get(end..line.end()) else { return false };
        let bracket = rest.strip_prefix(['（', '(']).and_then(|t| t.split_once(['）', ')']));
        // 周明远(2014年3月—2018年11月)
        if bracket.is_some_and(|(_, after)| after.trim().is_empty()) {
            let start = end + rest.chars().next().map_or(0, char::len_utf8);
            let next = self.around.taken.partition_point(|t| t.start() < start);
            let closed = |t: &Span<crate::text::Norm>| {
                t.start() == start && self.text.get(t.end()..line.end()).is_some_and(|t| matches!(t.trim(), ")" | "）"))
            };
            return self.around.taken.get(next).is_some_and(closed);
        }
        let after = bracket.filter(|(inside, _)| inside.chars().count() <= 8).map_or(rest, |(_, after)| after);
        let date = after.trim_start_matches([' ', '\u{3000}', '\t']);
        let at = line.end() - date.len();
        let next = self.around.taken.partition_point(|t| t.start() < at);
        let whole = |t: &Span<crate::text::Norm>| {
            let rest = self.text.get(t.end()..line.end()).map(str::trim);
            t.start() == at && rest.is_some_and(|t| t.is_empty() || t.starts_with(['（', '(']))
        };
        date.len() < after.len() && self.around.taken.get(next).is_some_and(whole)
    }

    /// Whether blanks part what stands at `start..end` from the margin or another cell, and from a post or a body behind it.
    pub(super) fn is_cell_before_post(&self, start: usize, end: usize) -> bool {
        const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];
        let rest = self.text.get(end..).unwrap_or("");
        let next = end + rest.len() - rest.trim_start_matches(BLANKS).len();
        let begins = |spans: &[Span<crate::text::Norm>]| spans.binary_search_by_key(&next, |s| s.start()).is_ok();
        let behind = self
            .text
            .get(..start)
            .is_none_or(|t| t.is_empty() || t.ends_with(BLANKS) || t.ends_with(['\n', ':', '：']));
        behind && next > end && (begins(self.around.titles) || begins(self.around.taken))
    }

    /// Whether what stands at `start..end` has a line for itself below or above one that holds posts alone.
    pub(super) fn is_stacked(&self, start: usize, end: usize) -> bool {
        const LONGEST: usize = 120;
        let line = self.around.layout.line_at(start);
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or("?").trim();
        let aside = part(end, line.end());
        let bracketed =
            aside.starts_with(['(', '（']) && aside.find([')', '）']).is_some_and(|at| at + 3 >= aside.len());
        if !part(line.start(), start).is_empty() || !(aside.is_empty() || bracketed && aside.len() <= LONGEST) {
            return false;
        }
        let begins = |spans: &[Span<crate::text::Norm>], at| spans.binary_search_by_key(&at, |s| s.start()).is_ok();
        let of_posts = |at: usize| {
            let line = self.around.layout.line_at(at);
            let text = line.of(self.text);
            // 职务：副市长
            let labelled = text.split_once([':', '：']).filter(|(label, _)| label.trim().ends_with("职务"));
            let post = labelled.map_or(text, |(_, post)| post).trim_start();
            let from = line.end() - post.len();
            let to = line.start() + text.trim_end().len();
            let titles = self.around.titles;
            text.len() <= LONGEST
                && (begins(titles, from) || begins(self.around.taken, from))
                && titles.get(titles.partition_point(|t| t.end() < to)).is_some_and(|t| t.end() == to)
        };
        let head = self.text.get(..line.start()).unwrap_or("").trim_end();
        let tail = self.text.get(line.end()..).unwrap_or("");
        let below = self.text.len() - tail.trim_start().len();
        !tail.trim_start().is_empty() && of_posts(below) || !head.is_empty() && of_posts(head.len() - 1)
    }

    /// Whether a name that leaves no doubt follows in a list: 文献、|李秋白.
    pub(super) fn leads_list(&self, end: usize) -> bool {
        let next = end + '、'.len_utf8();
        self.text.get(end..).is_some_and(|t| t.starts_with('、'))
            && self.names.name_at(self.text, next).is_some_and(|(e, sure)| {
                let name = self.text.get(next..e).unwrap_or("");
                let long = name.chars().nth(2).is_some();
                let like = self.typical(name) && !self.reads_as_word(name) && !self.names.ends_otherwise(name);
                (sure >= 3 || sure == 2 && long) && like
            })
    }

    /// Whether a list of names ends or goes on at byte `at`.
    pub(super) fn ends_list(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        rest.starts_with(['、', '，', ',', '；', ';', '。', '\n', '（', '(']) || rest.is_empty()
    }

    /// Whether a cell of nothing but names ends at byte `at`, or another name may follow.
    pub(super) fn ends_cell(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        rest.is_empty() || rest.starts_with(['\n', ' ', '\u{3000}', '(', '（', '|', '\t', '、'])
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

    /// Whether a life follows the name: ，男，汉族 / ，1968年10月生 / ，现任… / 同志简历.
    pub(super) fn is_introduced_by_life(&self, rest: &str) -> bool {
        if self.cues.starts(Cue::Life, rest) {
            return true;
        }
        // 谭佩瑶⏎女⏎汉族: the cells of a table, one a line or one a column.
        let cell = rest.trim_start_matches(['\n', ' ', '\u{3000}', '\t', '|']);
        if cell.len() < rest.len() && cell.strip_prefix(['男', '女']).is_some_and(|t| !t.starts_with(is_han)) {
            return true;
        }
        let aged = |t: &str| t.chars().take(5).any(|c| c == '岁');
        // 朱国庆⏎出生年月 1968年2月: the labels of what the page tells of somebody.
        if cell.len() < rest.len() && self.cues.starts(Cue::LifeLabel, cell) {
            return true;
        }
        // 周明远⏎1969年8月生。
        if rest.starts_with('\n') && self.is_step_of_life(cell) {
            return true;
        }
        // 周明远今年六十八岁; 周明远，现年六十八岁
        let told = rest.trim_start_matches(['，', ',', '（', '(']);
        if self.cues.behind(Cue::Age, told).is_some_and(aged) {
            return true;
        }
        let Some(rest) = rest.strip_prefix(['，', ',', '（', '(']) else { return false };
        if rest.starts_with(['男', '女']) || self.cues.starts(Cue::Held, rest) {
            return true;
        }
        let folk = rest.char_indices().take(5).find(|(_, c)| *c == '族').is_some();
        folk || self.is_step_of_life(rest) || self.tells_home(rest)
    }

    /// 湖北武汉人，: whether where somebody comes from opens a text.
    fn tells_home(&self, text: &str) -> bool {
        /// 四川省凉山州西昌市
        const PLACES: usize = 3;
        let mut rest = text;
        for _ in 0..PLACES {
            let Some((end, ..)) = self.regions.longest_at(rest, 0) else { break };
            rest = rest.get(end..).unwrap_or("");
        }
        rest.len() < text.len() && rest.strip_prefix('人').is_some_and(|t| t.starts_with(['，', ',', '。', '；']))
    }

    /// 1968年10月生: whether a date and a step of a life open a text.
    fn is_step_of_life(&self, text: &str) -> bool {
        let step = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '.'));
        step.len() < text.len() && self.cues.starts(Cue::LifeStep, step)
    }
}

pub(super) fn stands_free(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|t| t.chars().next_back()).is_none_or(|c| !is_han(c) || "人长员记任为由和与".contains(c))
}
