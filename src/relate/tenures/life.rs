//! Posts that the short life of somebody ends with: 1969年8月生，中共党员。|市委常委、副市长。
use super::{State, Tenures, lists::only_item, state::is_birth};
use crate::{
    matcher::Symbol,
    relate::{SYMBOL, Status, line::Item, told::Told},
};

/// Among how many mentions of a line the date of a birth is looked for.
const FEW: usize = 4;
/// How many bytes such a life has at most up to the posts.
const LIFE_BYTES: usize = 400;

impl Tenures<'_> {
    /// Says what somebody is whose name opens the line, or fills the one before, where nothing but marks stands before his
    /// posts.
    pub(super) fn life(&mut self, line: &Told<'_>) {
        let view = self.view;
        let alone = only_item(line).filter(|i| i.symbol == Symbol::Persons);
        let named = std::mem::replace(&mut self.named, alone.map(|i| i.index));
        let Some(birth) = line.items.iter().take(FEW).find(|i| i.symbol == Symbol::Date && is_birth(line, i.at)) else {
            return;
        };
        let before = line.items.iter().take_while(|i| i.at < birth.at);
        let opens = before.filter(|i| i.symbol == Symbol::Persons).last().map(|i| i.index);
        let Some(people) = opens.or(named) else { return };
        let near = line.items_in(birth.at..line.text.len()).iter().take_while(|i| i.at - birth.at <= LIFE_BYTES);
        let stands = |i: &&Item| {
            let behind = line.part(i.at + SYMBOL..line.text.len());
            i.symbol == Symbol::Posts
                && line.part(0..i.at).ends_with(['。', '，', ',', '；', ';'])
                && (behind.is_empty() || behind.starts_with(['。', '，', ',', '；', ';']))
        };
        let Some(item) = near.take_while(|i| i.symbol != Symbol::Persons).find(stands) else { return };
        for person in view.people[people].persons.clone() {
            for post in view.posts(item.index) {
                let status = if post.former { Status::Former } else { Status::Current };
                let state = State::of(status);
                self.say(person, post, state, view.relate.told_by.role_list);
            }
        }
    }
}
