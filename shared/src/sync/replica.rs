//! The copy on one device as plain functions: prepare a change, take it once it is on disk, push, pull.
//! It answers with what has to be stored; carrying that out is the driver's business.

use super::any_change::AnyChange;
use super::base::{Base, Table};
use super::block::{BadBlock, Block};
use super::cursor::Cursor;
use super::decide::unfit;
use super::intention::Intention;
use super::outcome::{LeftOut, Outcome, Reason};
use super::overlay::{Aboard, Overlay, Ran, View, run_on};
use super::portion::ShelfSum;
use super::queue::{Pending, Queue, Standing};
use super::wire::{
    Decided, Hole, INTENTION_BYTES_MAX, PullRequest, Pulled, PushRequest, Row, Settled,
};
use crate::calendar::Moment;
use crate::ids::{ClientId, Uid};
use crate::planted::{Bug, planted};
use crate::record::{Kind, RecordKey, Stored};
use crate::shelf::Shelf;
use crate::users::Context;
use hashbrown::HashSet;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds whose records all stand on shelves that everyone holds: absence on this device means there is none.
struct EverythingOfMine {
    bootstrapped: bool,
}

impl Aboard for EverythingOfMine {
    fn complete(&self, kind: &str) -> bool {
        // counters live on the server alone; figures and others' records may exist elsewhere
        self.bootstrapped
            && !matches!(
                kind,
                "series"
                    | "stock_figure"
                    | "account"
                    | "offer"
                    | "ticket"
                    | "attachment"
                    | "document"
                    | "document_cost"
                    | "rma_operation"
                    | "account_tax_key"
                    | "product_cost"
            )
    }
}

/// A change that would apply, ready to be put on disk. Nothing is shown until it is.
pub struct Prepared {
    pub intention: Intention,
    /// The intention as it goes on disk.
    pub bytes: Vec<u8>,
    /// Rows that cannot be taken as things stand here: the rest is, and the server says so again.
    pub left_out: Vec<LeftOut>,
    change: AnyChange,
    reads: BTreeSet<RecordKey>,
    asks: BTreeSet<Kind>,
    writes: Vec<Stored>,
    context: Context,
    /// The view it was prepared on.
    view: u64,
}

impl Prepared {
    /// The same, for the server to decide only if it applied that one.
    pub fn after(self, uid: Uid) -> Prepared {
        let mut depends_on = self.intention.depends_on;
        depends_on.push(uid);
        let (base_rev, made_at) = (self.intention.base_rev, self.intention.made_at);
        let intention = Intention::new(
            self.intention.uid,
            &self.change,
            base_rev,
            depends_on,
            made_at,
        );
        Prepared {
            bytes: on_disk(&intention),
            intention,
            ..self
        }
    }
}

fn on_disk(intention: &Intention) -> Vec<u8> {
    serde_json::to_vec(intention).expect("intentions serialise: plain fields")
}

/// What a pull did, for the driver to store and the pages to show.
#[derive(Debug, Default)]
pub struct PullDone {
    /// Rows for the journal, in the same transaction as the cursor and the settled uids.
    pub rows: Vec<Row>,
    pub cursor: Cursor,
    /// Trim these from the queue, once the cache transaction is strictly on disk.
    pub settled: Vec<Uid>,
    /// Records whose view may have changed.
    pub touched: BTreeSet<RecordKey>,
    /// Shelves to fetch by blocks, because they are new in the portion.
    pub missing_shelves: Vec<Shelf>,
    /// Shelves that were dropped: their blocks go.
    pub dropped_shelves: Vec<Shelf>,
    /// Shelves whose count or sum is not the server's: repair them by comparing blocks.
    pub mismatched: Vec<Shelf>,
    /// This profile was cloned: take a new client id and offer again.
    pub forked: bool,
    /// Records that could not be read.
    pub unreadable: Vec<RecordKey>,
}

/// Why a pull answer was not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotTaken {
    /// Late or doubled: harmless.
    #[error("the answer starts at another cursor than ours")]
    OtherStart,
    #[error("the answer ends before it starts")]
    Backwards,
}

pub struct Replica {
    pub client: ClientId,
    base: Base,
    overlay: Overlay,
    queue: Queue,
    cursor: Cursor,
    held: BTreeSet<Shelf>,
    bootstrapped: bool,
    /// Numbers whose entry cannot be read any more, to be declared with the next push.
    holes: Vec<Hole>,
    /// Something of the base could not be read: blocks must be compared.
    incomplete: bool,
    /// Counts every change of the view.
    view: u64,
    /// Counts the pulls that were taken.
    pulls: u64,
}

impl Replica {
    pub fn new(client: ClientId) -> Self {
        Self {
            client,
            base: Base::default(),
            overlay: Overlay::default(),
            queue: Queue::default(),
            cursor: Cursor::default(),
            held: BTreeSet::new(),
            bootstrapped: false,
            holes: Vec::new(),
            incomplete: false,
            view: 0,
            pulls: 0,
        }
    }

    // --- opening from disk ---

    pub fn add_block(&mut self, bytes: impl Into<std::sync::Arc<[u8]>>) -> Result<(), BadBlock> {
        self.base.add_block(Block::read(bytes)?);
        Ok(())
    }

    /// Rows of the journal, in any order: a row applies only if newer than the one held.
    pub fn add_row(&mut self, row: &Row) -> Result<bool, RecordKey> {
        self.base.put(row)
    }

    /// Everything up to `cursor` is aboard for these shelves.
    pub fn opened(&mut self, cursor: Cursor, held: impl IntoIterator<Item = Shelf>) {
        self.bootstrapped = !cursor.is_start();
        self.incomplete = false;
        self.cursor = cursor;
        self.held = held.into_iter().collect();
    }

    /// It takes the place of that one: what was prepared or read there is old here, however alike the two have counted.
    pub fn succeeds(&mut self, before: &Replica) {
        self.view += before.view + 1;
        self.pulls += before.pulls + 1;
    }

    /// An intention found in the queue on disk. `left_out`: it killed the last start.
    pub fn reopen(
        &mut self,
        intention: Intention,
        left_out: bool,
        context: &Context,
    ) -> BTreeSet<RecordKey> {
        let change = intention.change().ok();
        let standing = if left_out || change.is_none() {
            Standing::LeftOut
        } else {
            Standing::Fits
        };
        let mut pending = Pending {
            intention,
            change,
            standing,
            answered: None,
            reads: BTreeSet::new(),
            asks: BTreeSet::new(),
            writes: BTreeSet::new(),
        };
        self.view += 1;
        let (Some(change), Standing::Fits) = (&pending.change, &pending.standing) else {
            self.queue.add(pending);
            return BTreeSet::new();
        };
        let ran = self.run(change, &context.at(pending.intention.made_at));
        pending.reads = ran.reads;
        pending.asks = ran.asks;
        pending.standing = ran.standing;
        if self.is_last(pending.intention.seq) {
            pending.writes = self.overlay.write(ran.writes);
            let touched = pending.writes.clone();
            self.queue.add(pending);
            return touched;
        }
        pending.writes = ran.writes.iter().map(key_of).collect();
        let dirty = pending.reads.iter().chain(&pending.writes);
        let dirty = dirty.cloned().collect();
        self.queue.add(pending);
        self.run_again(dirty, context)
    }

    fn is_last(&self, seq: u64) -> bool {
        let last = self.queue.entries().last();
        last.is_none_or(|last| last.intention.seq < seq)
    }

    /// Whatever stands on these, in the order of the numbers.
    fn run_again(&mut self, dirty: BTreeSet<RecordKey>, context: &Context) -> BTreeSet<RecordKey> {
        let aboard = EverythingOfMine {
            bootstrapped: self.knows_all(),
        };
        self.overlay
            .rebase(&self.base, &mut self.queue, &aboard, context, dirty)
    }

    /// An entry found in the queue on disk that needs no outcome any more.
    pub fn was_settled(&mut self, seq: u64) {
        self.queue.was_settled(seq);
    }

    /// What the disk no longer gives back: entries of the queue, and whether anything of the base.
    pub fn damaged(&mut self, holes: Vec<Hole>, incomplete: bool) {
        self.holes = holes;
        self.lacks_some(incomplete);
    }

    /// Something of the base could not be read, and blocks must be compared; or nothing.
    pub fn lacks_some(&mut self, incomplete: bool) {
        self.incomplete = incomplete;
    }

    /// A number whose entry is gone; named twice it is declared once.
    pub fn lost(&mut self, hole: Hole) {
        if self.holes.iter().all(|known| known.seq != hole.seq) {
            self.holes.push(hole);
        }
    }

    /// The server has what was left of them.
    pub fn declared(&mut self, numbers: &[u64]) {
        self.holes.retain(|hole| !numbers.contains(&hole.seq));
    }

    // --- a person does something ---

    fn run(&self, change: &AnyChange, context: &Context) -> Ran {
        let aboard = EverythingOfMine {
            bootstrapped: self.knows_all(),
        };
        run_on(
            &View {
                base: &self.base,
                overlay: &self.overlay,
                aboard: &aboard,
            },
            change,
            context,
        )
    }

    /// Would this change apply? The intention to put on disk, or what the server would say.
    pub fn prepare(
        &self,
        change: AnyChange,
        uid: Uid,
        made_at: Moment,
        context: &Context,
    ) -> Result<Prepared, (Outcome, Reason)> {
        let ran = self.run(&change, &context.at(made_at));
        if let Standing::LikelyRefused(outcome, reason) = ran.standing {
            return Err((outcome, reason));
        }
        let depends_on = self.queue.makers(&change.uses());
        let intention = Intention::new(uid, &change, self.cursor.revision, depends_on, made_at);
        if let Some(why) = unfit(&change, &intention, context) {
            return Err((Outcome::Rejected, Reason::Unfit { why }));
        }
        let bytes = on_disk(&intention);
        if bytes.len() > INTENTION_BYTES_MAX {
            let reason = Reason::TooLarge {
                bytes: bytes.len() as u64,
                bytes_max: INTENTION_BYTES_MAX as u64,
            };
            return Err((Outcome::Rejected, reason));
        }
        Ok(Prepared {
            intention,
            bytes,
            left_out: ran.left_out,
            change,
            reads: ran.reads,
            asks: ran.asks,
            writes: ran.writes,
            context: context.clone(),
            view: self.view,
        })
    }

    /// It is on disk under `seq`: show it. Returns the records that changed.
    ///
    /// Another change may have come in between (two fields finished quickly, a pull): what was prepared on an older view runs
    /// again, in the order of the numbers, so that no change overlays another with what it saw before.
    pub fn committed(&mut self, prepared: Prepared, seq: u64) -> BTreeSet<RecordKey> {
        let fresh = prepared.view == self.view && self.is_last(seq);
        self.view += 1;
        // one that wrote nothing runs again by what it read: there may be something to write now
        let read = prepared.reads.clone();
        let keys: BTreeSet<RecordKey> = prepared.writes.iter().map(key_of).collect();
        self.queue.add(Pending {
            intention: prepared.intention.sent_by(self.client, seq),
            change: Some(prepared.change),
            standing: Standing::Fits,
            answered: None,
            reads: prepared.reads,
            asks: prepared.asks,
            writes: keys.clone(),
        });
        if fresh {
            return self.overlay.write(prepared.writes);
        }
        self.run_again(keys.into_iter().chain(read).collect(), &prepared.context)
    }

    /// How a change runs on what stands here now, without becoming work.
    pub fn would(&self, change: &AnyChange, context: &Context) -> Ran {
        self.run(change, context)
    }

    // --- push ---

    /// At most `count` intentions and holes together, the lowest numbers; `None` when nothing waits without an answer.
    pub fn push_request(&self, count: usize) -> Option<PushRequest> {
        let mut request = PushRequest {
            client: self.client,
            intentions: self.queue.to_push(count + 1),
            holes: self.holes.clone(),
        };
        request.holes.sort_by_key(|hole| hole.seq);
        let holes = request.holes.len().min(count / 2);
        request.cut_to(count - holes, holes);
        (!request.intentions.is_empty() || !request.holes.is_empty()).then_some(request)
    }

    /// What is to be declared.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// Notes the outcomes; nothing is trimmed. Returns the records whose standing changed on screen.
    pub fn pushed(&mut self, outcomes: &[Decided]) -> BTreeSet<RecordKey> {
        self.queue.answered(outcomes);
        if planted(Bug::TrimmedOnThePushAnswer) {
            self.trim_at_once(outcomes);
        }
        let uids: BTreeSet<Uid> = outcomes.iter().map(|decided| decided.uid).collect();
        let answered = self
            .queue
            .entries()
            .iter()
            .filter(|pending| uids.contains(&pending.intention.uid));
        answered
            .flat_map(|pending| pending.writes.iter().cloned())
            .collect()
    }

    /// The planted bug's.
    fn trim_at_once(&mut self, outcomes: &[Decided]) {
        let settled: Vec<Settled> = (outcomes.iter())
            .map(|decided| Settled {
                seq: 0,
                uid: decided.uid,
                outcome: decided.outcome,
            })
            .collect();
        self.queue.settle(&settled);
    }

    pub fn gap(&mut self, expected: u64) {
        self.queue.resend_from(expected);
    }

    /// A new client id after a fork: everything that waits gets new numbers, same uids. The driver stores the same.
    pub fn become_client(&mut self, client: ClientId) {
        self.client = client;
        self.queue.renumber(client);
    }

    // --- pull ---

    pub fn pull_request(&self) -> PullRequest {
        let held = self.held.iter().cloned().collect();
        PullRequest {
            client: self.client,
            cursor: self.cursor.clone(),
            held,
            queue_from: self.queue.lowest(),
        }
    }

    /// Takes a whole answer: base, cursor and settled intentions move together, then the view is made right.
    pub fn pulled(&mut self, answer: Pulled, context: &Context) -> Result<PullDone, NotTaken> {
        if answer.from != self.cursor && !planted(Bug::StaleAnswerIsTaken) {
            return Err(NotTaken::OtherStart);
        }
        if answer.to.revision < self.cursor.revision {
            return Err(NotTaken::Backwards);
        }
        let mut done = PullDone {
            cursor: answer.to.clone(),
            ..PullDone::default()
        };
        let mut dirty = BTreeSet::new();
        for row in &answer.rows {
            match self.base.put(row) {
                Ok(true) => {
                    _ = dirty.insert(RecordKey {
                        kind: super::kinds::kind(&row.kind),
                        id: row.id,
                    })
                }
                Ok(false) => {}
                Err(key) => done.unreadable.push(key),
            }
        }
        let (settled, forked) = self.queue.settle(&answer.settled);
        done.forked = forked;
        // this answer is newer than every push answer noted here and names all that is decided: what it does not name, a server
        // whose backup was put back has forgotten
        self.queue.resend_from(0);
        done.settled = settled
            .iter()
            .map(|pending| pending.intention.uid)
            .collect();
        settled
            .iter()
            .for_each(|pending| dirty.extend(pending.writes.iter().cloned()));
        self.view += 1;
        self.pulls += 1;
        self.cursor = answer.to;
        self.follow_portion(&answer.portion, &mut done);
        done.touched = self.run_again(dirty, context);
        done.rows = answer.rows;
        Ok(done)
    }

    /// Drops what is not named, notes what is new.
    fn follow_portion(&mut self, portion: &BTreeMap<Shelf, ShelfSum>, done: &mut PullDone) {
        done.dropped_shelves = self
            .held
            .iter()
            .filter(|shelf| !portion.contains_key(*shelf))
            .cloned()
            .collect();
        done.missing_shelves = portion
            .keys()
            .filter(|shelf| !self.held.contains(*shelf))
            .cloned()
            .collect();
        if !done.dropped_shelves.is_empty() && !planted(Bug::RevokedShelfStays) {
            let keep: HashSet<Shelf> = portion.keys().cloned().collect();
            self.base.keep_shelves(&keep);
            self.held.retain(|shelf| portion.contains_key(shelf));
        }
    }

    /// Compares count and sum per held shelf; costs time with the journal's length, so the driver asks when idle.
    pub fn mismatched(&self, portion: &BTreeMap<Shelf, ShelfSum>) -> Vec<Shelf> {
        let sums = self.base.sums();
        let differs =
            |shelf: &&Shelf| sums.get(*shelf).copied().unwrap_or_default() != portion[*shelf];
        portion
            .keys()
            .filter(|shelf| self.held.contains(*shelf))
            .filter(differs)
            .cloned()
            .collect()
    }

    /// A new snapshot replaces the base and never the queue; the waiting intentions run again on top.
    pub fn reset(
        &mut self,
        base: Base,
        cursor: Cursor,
        held: impl IntoIterator<Item = Shelf>,
        context: &Context,
    ) -> BTreeSet<RecordKey> {
        self.view += 1;
        self.base = base;
        if planted(Bug::ResetDropsTheQueue) {
            self.queue.clear();
        }
        self.opened(cursor, held);
        let all = self
            .queue
            .entries()
            .iter()
            .flat_map(|pending| pending.reads.iter().chain(&pending.writes).cloned())
            .collect();
        self.run_again(all, context)
    }

    // --- looking ---

    pub fn get(&self, key: &RecordKey) -> Option<Stored> {
        self.overlay
            .get(key)
            .cloned()
            .or_else(|| self.base.get(key))
    }

    /// How many records of a kind stand here, those that wait to be sent included.
    pub fn count(&self, kind: &str) -> usize {
        let aboard = self.base.table(kind);
        let made = |row: &&Stored| aboard.is_none_or(|table| table.get(row.id).is_none());
        let made = self.overlay.of_kind(kind).filter(made).count();
        aboard.map_or(0, Table::len) + made
    }

    pub fn base(&self) -> &Base {
        &self.base
    }

    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What the server has no outcome for: entries, and numbers whose entry cannot be read and is not declared yet.
    pub fn waiting(&self) -> usize {
        self.queue.len() + self.holes.len()
    }

    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    pub fn held(&self) -> &BTreeSet<Shelf> {
        &self.held
    }

    /// How many pulls it took: whoever read a disk meanwhile may have read what stood there before one of them.
    pub fn pulls(&self) -> u64 {
        self.pulls
    }

    /// What is not here does not exist: only where everything could be read.
    fn knows_all(&self) -> bool {
        self.bootstrapped && !self.incomplete
    }

    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    pub fn is_bootstrapped(&self) -> bool {
        self.bootstrapped
    }
}

fn key_of(row: &Stored) -> RecordKey {
    RecordKey {
        kind: row.body.kind(),
        id: row.id,
    }
}
