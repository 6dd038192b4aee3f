//! Words that stand for a body named before: 该局, 这家单位, 它, 前者 and 后者.
use super::words::{Role, Words};
use crate::{
    mention::{Board, Body, Found},
    resolve::Page,
    text::{Norm, Span},
};

/// How many bodies back one is looked for.
const REACH: usize = 100;

/// How much text back, in bytes, is near.
const NEAR: usize = 600;

/// What stands after 该, 这个 or 这家 and means a body whose name ends so; the longest first.
const NOUNS: [&str; 16] =
    ["委员会", "办公室", "中心", "集团军", "支队", "总队", "局", "厅", "委", "院", "部", "署", "会", "办", "处", "馆"];
/// What stands there and means any body.
const ANY: [&str; 4] = ["机构", "单位", "部门", "队伍"];
/// What 新部 and the like are followed by where they mean a body founded just before (no 新局面, 新部署).
const AFTER_NEW: [&str; 8] = ["设", "下设", "内设", "由", "为", "另", "挂牌", "共"];
const MARKS: [char; 9] = ['，', ',', '。', '；', ';', '：', ':', '！', '？'];

/// Where such words stand, and the body they mean.
pub(super) fn pronouns(page: Page<'_>, board: &Board, words: &Words) -> Vec<(Span<Norm>, usize)> {
    let text = page.text;
    let mut found = Vec::new();
    if board.bodies.is_empty() {
        return found;
    }
    let reader = Reader { page, bodies: &board.bodies, words };
    let rest = |at: usize, word: &str| text.get(at + word.len()..).unwrap_or("");
    let places = |word: &'static str| memchr::memmem::find_iter(text.as_bytes(), word).map(move |at| (at, word));
    // 该局, 这个局: the word, and how long it is.
    let this =
        places("这").filter(|&(at, word)| rest(at, word).starts_with(['个', '家', '支'])).map(|(at, _)| (at, "这个"));
    for (at, word) in places("该").chain(this) {
        let rest = rest(at, word);
        let noun = NOUNS.iter().find(|noun| rest.starts_with(**noun));
        let any = ANY.iter().find(|noun| rest.starts_with(**noun));
        let meant = match (noun, any) {
            (Some(noun), _) => reader.ending(at, noun, word == "该"),
            (None, Some(_)) => reader.near(at, |_| true),
            _ => None,
        };
        if let (Some(noun), Some(meant)) = (noun.or(any), meant) {
            found.push((Span::new(at, at + word.len() + noun.len()), meant));
        }
    }
    for (at, word) in places("新") {
        let rest = rest(at, word);
        let Some(noun) = ["部", "局", "委", "厅"].into_iter().find(|noun| rest.starts_with(noun)) else { continue };
        let after = rest.get(noun.len()..).unwrap_or("");
        if AFTER_NEW.iter().any(|next| after.starts_with(next))
            && let Some(meant) = reader.founded(at, noun)
        {
            found.push((Span::new(at, at + word.len() + noun.len()), meant));
        }
    }
    for (at, word) in places("它") {
        let other = text.get(..at).is_some_and(|head| head.ends_with(['其', '吉', '维']));
        if !other
            && !rest(at, word).starts_with('们')
            && let Some(meant) = reader.it(at)
        {
            found.push((Span::new(at, at + word.len()), meant));
        }
    }
    let mut pair = None;
    for (after, _) in places("者") {
        let head = text.get(..after).unwrap_or("");
        let former = head.ends_with('前');
        if !former && !head.ends_with('后') {
            continue;
        }
        let at = after - '前'.len_utf8();
        if let Some(meant) = reader.of_two(at, former, &mut pair) {
            found.push((Span::new(at, after + '者'.len_utf8()), meant));
        }
    }
    found
}

/// Whether a name ends with what a body is called for short.
fn is_called(name: &str, noun: &str) -> bool {
    name.ends_with(noun) || noun == "委" && name.ends_with("委员会") || noun == "办" && name.ends_with("办公室")
}

struct Reader<'a> {
    page: Page<'a>,
    bodies: &'a [Found<Body>],
    words: &'a Words,
}

impl Reader<'_> {
    /// The bodies in the text from byte `from` up to `to`, the last first.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.bodies.partition_point(|b| b.span.end() <= to);
        (0..end).rev().take(REACH).take_while(move |&i| self.bodies[i].span.start() >= from)
    }

    /// Whether something may be said of the body: it is named, and no object of the word before it.
    fn is_subject(&self, index: usize) -> bool {
        let body = &self.bodies[index];
        let head = self.page.text.get(..body.span.start()).unwrap_or("").trim_end_matches(['“', '「', '原']);
        let named = body.value.full.is_some() && !body.value.fused;
        named && (self.words.ends(Role::Named, head) || !self.words.ends(Role::Object, head))
    }

    fn line_start(&self, at: usize) -> usize {
        self.page.layout.line_at(at).start()
    }

    /// The last body whose name ends with `noun`; one that is no object of its clause before others.
    fn ending(&self, at: usize, noun: &str, anywhere: bool) -> Option<usize> {
        let near = self.near(at, |name| is_called(name, noun));
        let last =
            || self.between(0, at).find(|&i| self.bodies[i].value.name().is_some_and(|name| is_called(name, noun)));
        near.or_else(|| anywhere.then(last).flatten())
    }

    /// 新部: the last such body of the line before byte `at` that was founded or unveiled.
    fn founded(&self, at: usize, noun: &str) -> Option<usize> {
        const VERBS: [&str; 4] = ["成立", "组建", "设立", "牌"];
        let text = self.page.text;
        self.between(self.line_start(at), at).find(|&i| {
            let (before, after) = (text.get(..self.bodies[i].span.start()), text.get(self.bodies[i].span.end()..at));
            let after = after.map_or("", |t| t.get(..t.floor_char_boundary(NEAR)).unwrap_or(t));
            let clause = after.split(MARKS).next().unwrap_or("");
            let founded =
                before.is_some_and(|t| self.words.ends(Role::Founds, t)) || VERBS.iter().any(|v| clause.contains(v));
            founded && self.bodies[i].value.name().is_some_and(|name| is_called(name, noun))
        })
    }

    /// The last body of the line before byte `at` that is no object.
    fn near(&self, at: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.between(self.line_start(at), at)
            .find(|&i| self.is_subject(i) && self.bodies[i].value.name().is_some_and(|name| fits(name)))
    }

    /// 它: the last body that is no object in the clauses before, not further back than the sentence before.
    fn it(&self, at: usize) -> Option<usize> {
        let line = self.line_start(at);
        let near = self.page.text.floor_char_boundary(line.max(at.saturating_sub(NEAR)));
        let clause = near + self.page.text.get(near..at)?.rfind(MARKS)?;
        let sentence = self.page.layout.sentence_at(at).start();
        let before = self.page.layout.sentence_at(sentence.saturating_sub(1).max(line)).start();
        let named = |&i: &usize| self.bodies[i].value.full.is_some() && !self.bodies[i].value.fused;
        let subject = self.between(before.max(line), clause).find(|&i| self.is_subject(i));
        // 头把交椅归某局。它…: the one body that was named, whatever it was there.
        let alone = || {
            let mut all = self.between(before.max(line), clause).filter(named);
            let last = all.next()?;
            let same = |i: usize| self.bodies[i].value.name() == self.bodies[last].value.name();
            all.all(same).then_some(last)
        };
        subject.or_else(alone)
    }

    /// 前者, 后者: of two bodies named side by side, else the last one before 后者.
    fn of_two(&self, at: usize, former: bool, pair: &mut Option<(usize, usize)>) -> Option<usize> {
        let line = self.line_start(at);
        if let Some((first, second)) = *pair
            && self.bodies[first].span.start() >= line
            && at - self.bodies[second].span.end() < NEAR
        {
            return Some(if former { first } else { second });
        }
        let near = self.between(line.max(at.saturating_sub(NEAR)), at);
        if !former {
            return near.into_iter().find(|&i| self.bodies[i].value.full.is_some());
        }
        let joined = |i: &usize| {
            let first = i.checked_sub(1).map(|n| &self.bodies[n])?;
            let between = self.page.text.get(first.span.end()..self.bodies[*i].span.start())?;
            ["和", "与", "及", "以及", "、", "同"].contains(&between.trim()).then_some((i - 1, *i))
        };
        *pair = near.into_iter().find_map(|i| joined(&i));
        pair.map(|(first, _)| first)
    }
}
