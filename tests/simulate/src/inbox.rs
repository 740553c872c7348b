//! How people answer what was not applied: the deeds are those of the product.

use crate::director::save_all;
use crate::profile::Profile;
use crate::tab::{Tab, View};
use crate::world::World;
use device::sync::following::{Following, Page, Step};
use futures::lock::Mutex;
use serde_json::{Value, json};
use shared::desk::Conflict;
use shared::ids::{InboxId, UserId};
use shared::record::{Record, RecordKey};
use shared::sync::choosing::{Answered, Choice};
use shared::sync::inbox::{
    Aboard, Answer, Corrections, Deed, Entry, SUPERVISES, Waits, answering, asked, in_order,
    stands, taking_up, to_follow,
};
use shared::sync::overlay::Ran;
use shared::sync::{AnyChange, InboxEntry, Replica};
use shared::users::{Context, User, may};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use uuid::Uuid;

/// How long a person looks at a question, at most.
const THINKS_MS: u64 = 20_000;

/// What is aboard of one page, as its person may see it.
pub struct Seen<'a> {
    pub replica: &'a Replica,
    pub context: &'a Context,
}

impl Aboard for Seen<'_> {
    fn entries_of(&self, author: UserId) -> Vec<Entry> {
        self.entries(|entry| entry.author == author)
    }

    fn would(&self, change: &AnyChange) -> Option<Ran> {
        Some(self.replica.would(change, self.context))
    }

    fn has(&self, key: &RecordKey) -> bool {
        self.replica.get(key).is_some()
    }

    fn is_mine(&self, author: UserId) -> bool {
        self.context.user == author
    }
}

impl Seen<'_> {
    fn entries(&self, fits: impl Fn(&InboxEntry) -> bool) -> Vec<Entry> {
        let table = self.replica.base().table(InboxEntry::KIND);
        let ids: BTreeSet<Uuid> = (table.into_iter())
            .flat_map(|table| table.places().map(|(id, _)| id))
            .collect();
        let key = |id: Uuid| RecordKey::of::<InboxEntry>(InboxId(id));
        let rows = ids.into_iter().filter_map(|id| self.replica.get(&key(id)));
        let rows = rows.filter(|row| row.typed::<InboxEntry>().is_some_and(&fits));
        let settled = |id: InboxId| Some(self.replica.base().get(&key(id.0))?.revision);
        in_order(rows.collect(), settled)
    }

    /// What the page lists: one's own, and for a supervisor what was raised.
    fn listed(&self) -> Vec<Entry> {
        let mut all = self.entries(|_| true);
        if all.iter().all(|(_, entry)| !entry.is_open()) {
            return Vec::new();
        }
        let corrections = Corrections::among(&all);
        let supervises = may(self.context, SUPERVISES).is_ok();
        let mine = |entry: &InboxEntry| entry.author == self.context.user;
        all.retain(|(id, entry)| {
            let whose = mine(entry) || supervises && entry.raised;
            whose && entry.is_open() && !corrections.is_corrected(*id)
        });
        all
    }

    fn stand(&self, id: InboxId, entry: &InboxEntry) -> Waits {
        let stand = stands(self, entry.author).get(&id).copied();
        stand.unwrap_or(Waits::ForNothing)
    }
}

/// How entries were answered, as far as it reached a disk.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    pub let_go: u64,
    pub again: u64,
    pub another: u64,
    pub chosen: u64,
    pub followed: u64,
    pub gave_way: u64,
    pub needless: u64,
}

impl Sum {
    fn count(&mut self, how: &Answer) {
        match how {
            Answer::LetGo => self.let_go += 1,
            Answer::Again => self.again += 1,
            Answer::For(_) => self.another += 1,
            Answer::Chosen(_) => self.chosen += 1,
        }
    }

    pub fn add(&mut self, other: &Sum) {
        self.let_go += other.let_go;
        self.again += other.again;
        self.another += other.another;
        self.chosen += other.chosen;
        self.followed += other.followed;
        self.gave_way += other.gave_way;
        self.needless += other.needless;
    }
}

/// One answer after the other, and what this page looks after.
#[derive(Default)]
pub struct Desk {
    pub turn: Rc<Mutex<()>>,
    pub following: Rc<Following>,
    /// What this page last knew of its person.
    pub grants: RefCell<Option<User>>,
}

/// One person at one page.
#[derive(Clone)]
pub struct Hands {
    pub world: Rc<World>,
    pub profile: Rc<Profile>,
    pub tab: Rc<Tab>,
    pub view: Rc<View>,
}

impl Hands {
    pub async fn saved(&self, deeds: Vec<Deed>) -> bool {
        save_all(&self.world, &self.profile, &self.tab, &self.view, deeds).await
    }

    /// Looks at one of the entries, thinks, and answers what was asked.
    pub fn answers(self) -> bool {
        let chance = Rc::clone(&self.world.chance);
        let listed = self.seeing(|seen| seen.listed());
        let Some((id, entry)) = chance.pick(&listed).cloned() else {
            return false;
        };
        let waits = self.seeing(|seen| seen.stand(id, &entry));
        let waiting = matches!(waits, Waits::For(_) | Waits::ToFollow);
        if waiting && chance.below(4) > 0 {
            return false;
        }
        let questions = self.seeing(|seen| asked(seen, id, &entry));
        let how = how(&self.world, &entry, waits, questions);
        let group = Rc::clone(&self.tab.group);
        let clock = self.world.clock.clone();
        clock.spawn(&group, async move {
            let thinks = chance.between(0, THINKS_MS.min(self.world.swarm.pace));
            self.world.clock.sleep(thinks).await;
            self.answer(id, &how).await;
        });
        true
    }

    async fn answer(&self, id: InboxId, how: &Answer) {
        let turn = self.turn();
        let _mine = turn.lock().await;
        let entry = |seen: &Seen<'_>| {
            let row = seen.replica.get(&RecordKey::of::<InboxEntry>(id))?;
            row.typed::<InboxEntry>().cloned()
        };
        let Some(entry) = self.seeing(entry).filter(InboxEntry::is_open) else {
            return;
        };
        let new_id = &mut || self.new_id();
        let deeds = self.seeing(|seen| answering(seen, (id, &entry), how, new_id));
        let Ok(deeds) = deeds else { return };
        self.world.clock.say(|| format!("answers {id}: {how:?}"));
        if !self.saved(deeds).await {
            return;
        }
        self.world.book.answers.borrow_mut().count(how);
        for (id, entry) in self.seeing(|seen| to_follow(seen, entry.author, id)) {
            let deeds = taking_up((id, &entry), &mut || self.new_id());
            self.save(Step::TakeUp, deeds).await;
        }
    }

    /// What ought to have followed by now: nobody is asked about it.
    pub fn left_behind(&self) -> Vec<InboxId> {
        let stands = self.seeing(|seen| stands(seen, self.profile.user));
        let follows = stands
            .iter()
            .filter(|(_, stand)| **stand == Waits::ToFollow);
        follows.map(|(id, _)| *id).collect()
    }
}

/// As the page offers it: what is asked about is chosen, everything else is sent again or let go of.
fn how(world: &World, entry: &InboxEntry, waits: Waits, questions: Vec<Conflict>) -> Answer {
    let waiting = matches!(waits, Waits::For(_) | Waits::ToFollow | Waits::InVain);
    if waiting || entry.came_too_late() {
        return Answer::LetGo;
    }
    if questions.is_empty() {
        return match world.chance.below(3) {
            0 => Answer::LetGo,
            1 => Answer::Again,
            _ => for_another(world, entry).unwrap_or(Answer::Again),
        };
    }
    let choose = |met: Conflict| {
        let choice = match world.chance.below(5) {
            0..=1 => Choice::Mine,
            2..=3 => Choice::Theirs,
            _ => Choice::Other(third(&met, world.chance.below(9))),
        };
        (met, choice)
    };
    let chosen: Vec<Answered> = questions.into_iter().map(choose).collect();
    Answer::Chosen(chosen)
}

fn for_another(world: &World, entry: &InboxEntry) -> Option<Answer> {
    entry.missing_customer()?;
    let accounts = world.made.accounts.borrow();
    world.chance.pick(&accounts).copied().map(Answer::For)
}

/// Typed in the shape of the field, or in none that fits it.
fn third(met: &Conflict, nth: usize) -> Value {
    match &met.mine {
        Value::String(text) if text.parse::<f64>().is_ok() => json!(format!("{nth}")),
        Value::String(_) => json!(format!("Üçüncü {nth}")),
        Value::Number(_) => json!(nth),
        other => other.clone(),
    }
}
