//! One record as one line of JSON: the bytes `serde_json` would write, without its detours. (A mention's fields differ by
//! kind and are flattened, which serde does through a map.)
//!
//! Records are taken apart field by field, so that a new field does not compile until it is written here.
use std::{borrow::Borrow, fmt};

use smol_str::SmolStr;

use crate::record::{Affiliation, AgencyRank, Draft, Event, Evidence, MentionRecord, Record, Tenure, What, Words};

/// Adds the record to `out`.
pub(super) fn write(record: &Record, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let Record { mentions, tenures, events, agency_ranks, affiliations, .. } = record;
    around(record, out, |out| lists(out, mentions, tenures, events, agency_ranks, affiliations))
}

/// Adds the record that could be made of a draft; each mention and fact is written as soon as it is known.
pub(super) fn write_draft(draft: &Draft<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let found = draft.contents();
    around(&draft.envelope, out, |out| {
        lists::<Words<'_>>(
            out,
            found.mentions(),
            found.tenures(),
            found.events(),
            found.agency_ranks(),
            found.affiliations(),
        );
    })
}

/// What stands around the lists of mentions and facts.
fn around(record: &Record, out: &mut Vec<u8>, lists: impl FnOnce(&mut Vec<u8>)) -> serde_json::Result<()> {
    let Record {
        schema,
        rules_hash,
        id,
        key,
        source,
        member,
        url,
        title,
        published,
        publisher,
        reference_date,
        encoding,
        encoding_source,
        replacements,
        extraction,
        script,
        noise,
        mentions: _,
        tenures: _,
        events: _,
        agency_ranks: _,
        affiliations: _,
        text: whole,
        extra,
    } = record;
    text(out, r#"{"schema":""#, schema);
    text(out, r#","rules_hash":""#, rules_hash);
    text(out, r#","id":""#, id);
    option(out, r#","key":"#, key);
    text(out, r#","source":""#, source);
    option(out, r#","member":"#, member);
    option(out, r#","url":"#, url);
    option(out, r#","title":"#, title);
    option(out, r#","published":"#, published);
    option(out, r#","publisher":"#, publisher);
    option(out, r#","reference_date":"#, reference_date);
    text(out, r#","encoding":""#, encoding);
    text(out, r#","encoding_source":""#, encoding_source);
    number(out, r#","replacements":"#, *replacements);
    option(out, r#","extraction":"#, extraction);
    text(out, r#","script":""#, script);
    list(out, r#","noise":["#, noise, |out, name| text(out, "\"", name));
    lists(out);
    if let Some(whole) = whole {
        text(out, r#","text":""#, whole.as_str());
    }
    if !extra.is_empty() {
        put(out, r#","extra":"#);
        serde_json::to_writer(&mut *out, extra)?;
    }
    put(out, "}\n");
    Ok(())
}

fn lists<S: Say>(
    out: &mut Vec<u8>,
    mentions: impl IntoIterator<Item: Borrow<MentionRecord<S>>>,
    tenures: impl IntoIterator<Item: Borrow<Tenure<S>>>,
    events: impl IntoIterator<Item: Borrow<Event<S>>>,
    agency_ranks: impl IntoIterator<Item: Borrow<AgencyRank<S>>>,
    affiliations: impl IntoIterator<Item: Borrow<Affiliation<S>>>,
) {
    list(out, r#","mentions":["#, mentions, |out, item| mention(out, item.borrow()));
    list(out, r#","tenures":["#, tenures, |out, item| tenure(out, item.borrow()));
    list(out, r#","events":["#, events, |out, item| event(out, item.borrow()));
    list(out, r#","agency_ranks":["#, agency_ranks, |out, item| {
        let AgencyRank { agency, rank, evidence, mentions, rule } = item.borrow();
        text(out, r#"{"agency":""#, agency);
        text(out, r#","rank":""#, rank);
        proof(out, *evidence, mentions, rule);
    });
    list(out, r#","affiliations":["#, affiliations, |out, item| {
        let Affiliation { agency, relation, parent, evidence, mentions, rule } = item.borrow();
        text(out, r#"{"agency":""#, agency);
        text(out, r#","relation":""#, relation);
        text(out, r#","parent":""#, parent);
        proof(out, *evidence, mentions, rule);
    });
}

fn mention<S: Say>(out: &mut Vec<u8>, mention: &MentionRecord<S>) {
    let MentionRecord { id, what, start, end, text: raw, rule } = mention;
    number(out, r#"{"id":"#, *id as usize);
    match what {
        What::Date { value, r#mod } => {
            option(out, r#","kind":"date","value":"#, value);
            option(out, r#","mod":"#, r#mod);
        }
        What::Agency { name, agency_kind, region } => {
            text(out, r#","kind":"agency","name":""#, name);
            text(out, r#","agency_kind":""#, agency_kind);
            option(out, r#","region":"#, region);
        }
        What::Rank { value } => text(out, r#","kind":"rank","value":""#, value),
        What::Person { name, official } => {
            text(out, r#","kind":"person","name":""#, name);
            put(out, if *official { r#","official":true"# } else { r#","official":false"# });
        }
        What::Document { name } => text(out, r#","kind":"document","name":""#, name),
        What::Organization { name, organization_kind } => {
            text(out, r#","kind":"organization","name":""#, name);
            text(out, r#","organization_kind":""#, organization_kind);
        }
        What::Title { name } => text(out, r#","kind":"title","name":""#, name),
        What::Place { name, region } => {
            text(out, r#","kind":"place","name":""#, name);
            option(out, r#","region":"#, region);
        }
    }
    number(out, r#","start":"#, *start);
    number(out, r#","end":"#, *end);
    text(out, r#","text":""#, raw);
    text(out, r#","rule":""#, rule);
    out.push(b'}');
}

fn tenure<S: Say>(out: &mut Vec<u8>, fact: &Tenure<S>) {
    let Tenure { person, organization, title, status, date, start_date, end_date, evidence, mentions, rule } = fact;
    text(out, r#"{"person":""#, person);
    text(out, r#","organization":""#, organization);
    text(out, r#","title":""#, title);
    text(out, r#","status":""#, status);
    option(out, r#","date":"#, date);
    option(out, r#","start_date":"#, start_date);
    option(out, r#","end_date":"#, end_date);
    proof(out, *evidence, mentions, rule);
}

fn event<S: Say>(out: &mut Vec<u8>, fact: &Event<S>) {
    let Event { agency, r#type, date, place, from, into, evidence, mentions, rule } = fact;
    text(out, r#"{"agency":""#, agency);
    text(out, r#","type":""#, r#type);
    option(out, r#","date":"#, date);
    option(out, r#","place":"#, place);
    option(out, r#","from":"#, from);
    option(out, r#","into":"#, into);
    proof(out, *evidence, mentions, rule);
}

/// What every fact ends with.
fn proof(out: &mut Vec<u8>, evidence: Evidence, mentions: &[u32], rule: &impl Say) {
    let Evidence { start, end } = evidence;
    number(out, r#","evidence":{"start":"#, start);
    number(out, r#","end":"#, end);
    list(out, r#"},"mentions":["#, mentions, |out, &id| number(out, "", id as usize));
    text(out, r#","rule":""#, rule);
    out.push(b'}');
}

fn list<T>(out: &mut Vec<u8>, head: &str, items: impl IntoIterator<Item = T>, mut one: impl FnMut(&mut Vec<u8>, T)) {
    put(out, head);
    for (n, item) in items.into_iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        one(out, item);
    }
    out.push(b']');
}

// The heads are known when this is compiled: put in place, each is a few stores.
#[inline(always)]
fn put(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

#[inline(always)]
fn option(out: &mut Vec<u8>, head: &str, value: &Option<impl Say>) {
    match value {
        Some(value) => {
            put(out, head);
            text(out, "\"", value);
        }
        None => {
            put(out, head);
            put(out, "null");
        }
    }
}

#[inline(always)]
fn number(out: &mut Vec<u8>, head: &str, value: usize) {
    put(out, head);
    digits(out, value);
}

/// The numbers below a hundred with two digits.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + n as u8 / 10, b'0' + n as u8 % 10];
        n += 1;
    }
    pairs
};

/// Most numbers are short: each length by itself takes no more than a few stores.
fn digits(out: &mut Vec<u8>, value: usize) {
    let pair = |n| PAIRS[n % 100];
    match value {
        0..10 => out.push(pair(value)[1]),
        10..100 => out.extend_from_slice(&pair(value)),
        100..10_000 => {
            let ([a, b], [c, d]) = (pair(value / 100), pair(value));
            match value {
                ..1000 => out.extend_from_slice(&[b, c, d]),
                _ => out.extend_from_slice(&[a, b, c, d]),
            }
        }
        _ => put(out, itoa::Buffer::new().format(value)),
    }
}

/// A string, with `head` before it, which ends in the opening quote.
#[inline(always)]
fn text(out: &mut Vec<u8>, head: &str, value: &(impl Say + ?Sized)) {
    put(out, head);
    value.say(out);
}

/// What is a string in a record.
trait Say {
    /// Adds it, and the closing quote.
    fn say(&self, out: &mut Vec<u8>);
}

impl Say for str {
    #[inline]
    fn say(&self, out: &mut Vec<u8>) {
        string(out, self);
    }
}

impl Say for SmolStr {
    #[inline]
    fn say(&self, out: &mut Vec<u8>) {
        string(out, self);
    }
}

impl Say for Words<'_> {
    #[inline]
    fn say(&self, out: &mut Vec<u8>) {
        match self {
            Self::Lent(words) => string(out, words),
            // Nothing in a date needs an escape, and nothing that is written to memory fails.
            Self::Date(date) => {
                let _ = date.write(&mut Memory(out));
                out.push(b'"');
            }
        }
    }
}

struct Memory<'o>(&'o mut Vec<u8>);

impl fmt::Write for Memory<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        put(self.0, text);
        Ok(())
    }
}

/// A string behind its opening quote; hardly any needs an escape. Those of usual length are looked at and copied in two
/// pieces of fixed length, which may overlap.
fn string(out: &mut Vec<u8>, value: &str) {
    let bytes = value.as_bytes();
    let put = match bytes.len() {
        16..=32 => pieces::<16>(out, bytes),
        8..16 => pieces::<8>(out, bytes),
        4..8 => pieces::<4>(out, bytes),
        _ => false,
    };
    if !put {
        any_string(out, value);
    }
}

/// Adds `bytes`, which are `N` at least and twice as many at most, and a quote where none of them needs an escape; whether
/// it did.
#[inline(always)]
fn pieces<const N: usize>(out: &mut Vec<u8>, bytes: &[u8]) -> bool {
    // Room for all there may be is made once and left over at the end: what is written into it needs no more looks.
    const ROOM: usize = 48;
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
    if are_odd(first, last) {
        return false;
    }
    let start = out.len();
    out.extend_from_slice(&[b'"'; ROOM]);
    let Some(room) = out.last_chunk_mut::<ROOM>() else { return false };
    room[..N].copy_from_slice(first);
    let overlap = (bytes.len() - N) % (N + 1);
    room[overlap..overlap + N].copy_from_slice(last);
    out.truncate(start + bytes.len() + 1);
    true
}

#[inline(never)]
fn any_string(out: &mut Vec<u8>, value: &str) {
    let bytes = value.as_bytes();
    let (vectors, rest) = bytes.as_chunks::<16>();
    // The last vector has the rest.
    let odd = match bytes.last_chunk::<16>() {
        Some(last) => vectors.iter().any(|v| are_odd(v, last)),
        None => rest.iter().any(|&byte| are_odd(&[byte], &[byte])),
    };
    if odd {
        bytes.iter().for_each(|&byte| escape(out, byte));
    } else {
        put(out, value);
    }
    out.push(b'"');
}

/// Whether a control character, a quote or a backslash is among them.
#[inline(always)]
fn are_odd<const N: usize>(first: &[u8; N], last: &[u8; N]) -> bool {
    // Each makes a zero of its own: of all that is one, a single look tells.
    let tell = |b: u8| (b ^ b'"').min(b ^ b'\\').min(b.saturating_sub(0x1f));
    first.iter().zip(last).fold(false, |odd, (&a, &b)| odd | (tell(a).min(tell(b)) == 0))
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    match byte {
        b'"' | b'\\' => out.extend([b'\\', byte]),
        8 => put(out, "\\b"),
        9 => put(out, "\\t"),
        10 => put(out, "\\n"),
        12 => put(out, "\\f"),
        13 => put(out, "\\r"),
        0..0x20 => {
            put(out, "\\u00");
            out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        _ => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of mention and fact, every control character, and absent values.
    fn record() -> Record {
        let odd: String = (0..0x90).filter_map(char::from_u32).chain("国𠀀\u{2028}".chars()).collect();
        let (text, rule) = (|| SmolStr::new(&odd), || SmolStr::new_static("topic/rule"));
        let whats = [
            What::Date { value: None, r#mod: Some(text()) },
            What::Date { value: Some(text()), r#mod: None },
            What::Agency { name: text(), agency_kind: text(), region: Some(text()) },
            What::Agency { name: text(), agency_kind: text(), region: None },
            What::Rank { value: text() },
            What::Person { name: text(), official: true },
            What::Person { name: SmolStr::default(), official: false },
            What::Document { name: text() },
            What::Organization { name: text(), organization_kind: text() },
            What::Title { name: text() },
            What::Place { name: text(), region: None },
        ];
        let mentions = whats.into_iter().enumerate().map(|(n, what)| MentionRecord {
            id: n as u32,
            what,
            start: n * 10,
            end: usize::MAX,
            text: text(),
            rule: rule(),
        });
        let evidence = Evidence { start: 0, end: 1_234_567_890 };
        let fact = |mentions: &[u32]| Tenure {
            person: text(),
            organization: text(),
            title: text(),
            status: text(),
            date: Some(text()),
            start_date: None,
            end_date: Some(text()),
            evidence,
            mentions: mentions.into(),
            rule: rule(),
        };
        Record {
            schema: text(),
            key: Some(text()),
            noise: vec![text(), SmolStr::default()],
            mentions: mentions.collect(),
            tenures: vec![fact(&[]), fact(&[0]), fact(&[7, u32::MAX])],
            events: vec![Event {
                agency: text(),
                r#type: text(),
                date: None,
                place: Some(text()),
                from: Some(text()),
                into: None,
                evidence,
                mentions: [1][..].into(),
                rule: rule(),
            }],
            agency_ranks: vec![AgencyRank {
                agency: text(),
                rank: text(),
                evidence,
                mentions: [1, 2][..].into(),
                rule: rule(),
            }],
            affiliations: vec![Affiliation {
                agency: text(),
                relation: text(),
                parent: text(),
                evidence,
                mentions: [][..].into(),
                rule: rule(),
            }],
            ..Record::default()
        }
    }

    #[test]
    fn the_bytes_are_those_of_serde() {
        let full = record();
        let mut extra = full.clone();
        extra.extra.insert("k".into(), serde_json::json!({"a": [1, null, "\n"]}));
        // Numbers of every length, and strings of many lengths with something to escape at every place.
        let numbers = [0, 7, 10, 99, 100, 9_999, 10_000, 123_456, 10_203_040, 99_999_999, 100_000_000];
        let mut many = full.clone();
        many.mentions.iter_mut().zip(numbers).for_each(|(mention, n)| mention.end = n);
        let places = (0..40).flat_map(|length: usize| (0..=length).map(move |at| (length, at)));
        many.noise =
            places.map(|(length, at)| (0..length).map(|n| if n == at { '"' } else { 'a' }).collect()).collect();
        for record in [Record::default(), full, extra, many] {
            let mut out = b"before\n".to_vec();
            write(&record, &mut out).expect("a record can be written");
            let expected = format!("before\n{}\n", serde_json::to_string(&record).expect("a record has a form"));
            assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), expected);
        }
    }
}
