//! A device on a model of a disk, and a server that says what it is told to.

use crate::store::model::Calm;
use crate::store::{FILE_PIECE, LocalStore, ModelDisk, ModelStore, StoreName};
use crate::sync::bootstrap::compare;
use crate::sync::opening::{self};
use crate::sync::pushing::PUSH_BYTES_USUAL;
use crate::sync::server::{Failure, Piece, Server};
use crate::sync::session::{Host, News, Session};
use futures::executor::block_on;
use futures::lock::Mutex;
use shared::attachments::{ContentHash, UploadAnswer};
use shared::calendar::Moment;
use shared::ids::{CategoryId, Uid};
use shared::products::{Category, CategoryRow, Change};
use shared::record::{Record, RecordKey};
use shared::shelf::Shelf;
use shared::sync::block::{Entry, hash, pack};
use shared::sync::outcome::Reason;
use shared::sync::portion::ShelfSum;
use shared::sync::replica::Prepared;
use shared::sync::wire::*;
use shared::sync::{Cursor, Outcome, Replica};
use shared::users::Context;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use uuid::Uuid;

/// Answers in the order they were laid out; remembers what was asked.
#[derive(Default)]
pub struct Told {
    pub pushes: RefCell<VecDeque<PushAnswer>>,
    pub pulls: RefCell<VecDeque<PullAnswer>>,
    pub manifests: RefCell<VecDeque<Manifest>>,
    pub packed: RefCell<BTreeMap<String, Vec<u8>>>,
    pub pushed: RefCell<Vec<PushRequest>>,
    pub compared: RefCell<Vec<ManifestRequest>>,
    pub fetched: RefCell<Vec<String>>,
    /// Bytes of a request.
    pub lets_through: Cell<usize>,
    /// What of each file has arrived, and the bytes of a line that is cut after them.
    pub arrived: RefCell<BTreeMap<String, Vec<u8>>>,
    pub whole: RefCell<BTreeSet<String>>,
    pub cut_after: Cell<Option<usize>>,
    /// Bytes of one piece that the line carries in time, and whether it changes them.
    pub carries: Cell<usize>,
    pub mishears: Cell<bool>,
    /// Bytes of all pieces that were sent.
    pub carried: Cell<usize>,
    pub asked_where: Cell<u32>,
    /// Files that nobody may send, and no room for any.
    pub refused: RefCell<BTreeSet<String>>,
    pub full: Cell<bool>,
    /// Filters of all serials, and from where each was asked for.
    pub letters: RefCell<VecDeque<Vec<u8>>>,
    pub asked_from: RefCell<Vec<Cursor>>,
}

pub fn next<T>(answers: &RefCell<VecDeque<T>>) -> Result<T, Failure> {
    answers.borrow_mut().pop_front().ok_or(Failure::Unreachable)
}

impl Server for Told {
    async fn push(&self, request: &PushRequest) -> Result<PushAnswer, Failure> {
        if serde_json::to_vec(request).is_ok_and(|body| body.len() > self.lets_through.get()) {
            return Err(Failure::TooLarge);
        }
        self.pushed.borrow_mut().push(request.clone());
        next(&self.pushes)
    }
    async fn pull(&self, _: &PullRequest) -> Result<PullAnswer, Failure> {
        next(&self.pulls)
    }
    async fn manifest(&self, request: &ManifestRequest) -> Result<Manifest, Failure> {
        self.compared.borrow_mut().push(request.clone());
        next(&self.manifests)
    }
    async fn blocks(&self, request: &BlocksRequest) -> Result<Vec<Option<Vec<u8>>>, Failure> {
        self.fetched.borrow_mut().extend(request.hashes.clone());
        let packed = self.packed.borrow();
        Ok(request
            .hashes
            .iter()
            .map(|hash| packed.get(hash).cloned())
            .collect())
    }
    async fn upload_stands(&self, hash: &ContentHash) -> Result<UploadAnswer, Failure> {
        self.asked_where.set(self.asked_where.get() + 1);
        if self.cut_after.get() == Some(0) {
            self.cut_after.set(None);
            return Err(Failure::Unreachable);
        }
        if self.refused.borrow().contains(hash.as_str()) {
            return Err(Failure::Refused {
                status: 404,
                code: "not_found".to_owned(),
                field: None,
                detail: None,
            });
        }
        if self.full.get() {
            return Ok(UploadAnswer::TooMuchUnnamed);
        }
        let whole = self.whole.borrow().contains(hash.as_str());
        Ok(match whole {
            true => UploadAnswer::Complete,
            false => UploadAnswer::Stands {
                offset: self.stands(hash),
            },
        })
    }
    async fn append(&self, piece: &Piece) -> Result<UploadAnswer, Failure> {
        self.carried.set(self.carried.get() + piece.bytes.len());
        let offset = self.stands(&piece.hash);
        if piece.bytes.len() > self.carries.get() {
            return Err(Failure::TooSlow);
        }
        if self.mishears.get() {
            return Ok(UploadAnswer::WrongChecksum { offset });
        }
        if piece.offset != offset {
            return Ok(UploadAnswer::Stands { offset });
        }
        let cut = self.cut_after.get().map(|left| left.min(piece.bytes.len()));
        let taken = &piece.bytes[..cut.unwrap_or(piece.bytes.len())];
        let mut arrived = self.arrived.borrow_mut();
        let file = arrived.entry(piece.hash.to_string()).or_default();
        file.extend(taken);
        if let Some(left) = self.cut_after.get() {
            self.cut_after
                .set((left > taken.len()).then(|| left - taken.len()));
            if left <= piece.bytes.len() {
                return Err(Failure::Unreachable);
            }
        }
        if (file.len() as u64) < piece.length {
            let offset = file.len() as u64;
            return Ok(UploadAnswer::Stands { offset });
        }
        if ContentHash::of(file) != piece.hash {
            file.clear();
            return Ok(UploadAnswer::WrongHash);
        }
        self.whole.borrow_mut().insert(piece.hash.to_string());
        Ok(UploadAnswer::Complete)
    }
    async fn file_part(&self, hash: &ContentHash, from: u64) -> Result<Vec<u8>, Failure> {
        let arrived = self.arrived.borrow();
        let file = arrived.get(hash.as_str()).ok_or(Failure::Unreachable)?;
        let rest = file.get(from as usize..).unwrap_or_default();
        Ok(rest[..rest.len().min(FILE_PIECE)].to_vec())
    }
    async fn shipped(&self, from: &Cursor) -> Result<Vec<u8>, Failure> {
        self.asked_from.borrow_mut().push(from.clone());
        next(&self.letters)
    }
}

impl Told {
    fn stands(&self, hash: &ContentHash) -> u64 {
        let arrived = self.arrived.borrow();
        arrived.get(hash.as_str()).map_or(0, Vec::len) as u64
    }
}

pub struct View {
    pub replica: RefCell<Replica>,
    reading: Mutex<()>,
    pub news: RefCell<Vec<News>>,
}

impl Host for View {
    fn replica(&self) -> &RefCell<Replica> {
        &self.replica
    }
    fn reading(&self) -> &Mutex<()> {
        &self.reading
    }
    fn context(&self) -> Context {
        Context::system(Moment::EPOCH, Moment::EPOCH.utc_day())
    }
    fn touched(&self, _: &BTreeSet<RecordKey>) {}
    fn refilled(&self) {}
    fn told(&self, news: News) {
        self.news.borrow_mut().push(news);
    }
}

pub type Device = Session<ModelStore, Told, View>;

/// A device with the lead on a disk that others may open, too.
pub fn device(disk: &ModelDisk) -> Device {
    let store = Rc::new(disk.open(StoreName::new("acme", "ayşe"), Rc::new(Calm)));
    let context = Context::system(Moment::EPOCH, Moment::EPOCH.utc_day());
    let opened = block_on(opening::open(&*store, &context, &BTreeSet::new(), |_| ()))
        .expect("the model opens");
    let fence = block_on(store.take_fence()).expect("the model counts");
    Session {
        store,
        server: Told {
            lets_through: Cell::new(usize::MAX),
            carries: Cell::new(usize::MAX),
            ..Told::default()
        },
        host: View {
            replica: RefCell::new(opened.replica),
            reading: Mutex::default(),
            news: RefCell::default(),
        },
        fence: Cell::new(fence),
        portion: RefCell::default(),
        backed_up: Cell::default(),
        disk_ahead: Cell::default(),
        sender_withdrawn: Cell::default(),
        asks_again: Cell::default(),
        push_bytes: Cell::new(PUSH_BYTES_USUAL),
        filing: RefCell::default(),
        line: Rc::default(),
        tell: Box::new(|_| ()),
    }
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn category(name: &str) -> Category {
    Category {
        name: name.to_owned(),
        parent: None,
        reference: String::new(),
    }
}

/// What a page does: prepare, disk, view.
/// A change that takes about that many bytes, as far as the rules let it.
pub fn prepared(
    device: &Device,
    number: u128,
    bytes: usize,
) -> Result<Prepared, (Outcome, Reason)> {
    let name = format!("valves{}", "s".repeat(bytes));
    let id_of_category = CategoryId(id(number + 1000));
    let rows = vec![CategoryRow::new(id_of_category, category(&name))];
    let change = Change::CategoriesImported { rows }.into();
    let context = device.host.context();
    let replica = device.host.replica.borrow();
    replica.prepare(change, Uid(id(number)), Moment::EPOCH, &context)
}

pub fn commit(device: &Device, number: u128) -> Uid {
    commit_of(device, number, 0)
}

pub fn commit_of(device: &Device, number: u128, bytes: usize) -> Uid {
    let prepared = prepared(device, number, bytes);
    let prepared = prepared
        .map_err(|refused| format!("{refused:?}"))
        .expect("it applies");
    let uid = prepared.intention.uid;
    let seq = block_on(device.store.append(&uid.to_string(), &prepared.bytes));
    let seq = seq.expect("the model keeps");
    device.host.replica.borrow_mut().committed(prepared, seq);
    uid
}

pub fn cursor(revision: u64) -> Cursor {
    Cursor {
        epoch: "one".to_owned(),
        revision,
        chain: String::new(),
    }
}

pub fn pulled(from: u64, to: u64, ids: &[u128], settled: &[(u64, Uid)]) -> PullAnswer {
    let row = |number: &u128| Row {
        kind: Category::KIND.to_owned(),
        id: id(*number),
        rev: to,
        body: serde_json::to_value(category("pulled")).ok(),
        on: vec![Shelf::everyone()],
    };
    let settle = |(seq, uid): &(u64, Uid)| Settled {
        seq: *seq,
        uid: *uid,
        outcome: Outcome::Applied,
    };
    PullAnswer::Rows(Pulled {
        from: if from == 0 {
            Cursor::default()
        } else {
            cursor(from)
        },
        to: cursor(to),
        portion: BTreeMap::from([(Shelf::everyone(), ShelfSum::default())]),
        rows: ids.iter().map(row).collect(),
        settled: settled.iter().map(settle).collect(),
        server_time: Moment::EPOCH,
        backed_up: None,
    })
}

/// The same answer to somebody who has these shelves, its rows on those.
pub fn standing(answer: PullAnswer, portion: &[Shelf], on: &[Shelf]) -> PullAnswer {
    let PullAnswer::Rows(mut answer) = answer else {
        return answer;
    };
    let sum = |shelf: &Shelf| (shelf.clone(), ShelfSum::default());
    answer.portion = portion.iter().map(sum).collect();
    for row in &mut answer.rows {
        row.on = on.to_vec();
    }
    PullAnswer::Rows(answer)
}

pub fn decided(uids: &[Uid]) -> PushAnswer {
    decided_at(1, uids)
}

pub fn decided_at(revision: u64, uids: &[Uid]) -> PushAnswer {
    let one = |uid: &Uid| Decided {
        uid: *uid,
        outcome: Outcome::Applied,
        revision,
        reason: None,
    };
    PushAnswer::Decided {
        outcomes: uids.iter().map(one).collect(),
        revision,
    }
}

/// Stands on revision 5 with everything of `everyone` aboard.
pub fn level(disk: &ModelDisk, blocks: &[(u128, u128)]) -> Device {
    let device = device(disk);
    serve(&device, blocks, 5);
    device
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 5, &[], &[]));
    block_on(compare(&device)).expect("it fetches");
    device
}

/// Lays out a manifest with one block for each range of ids.
pub fn serve(device: &Device, ranges: &[(u128, u128)], revision: u64) {
    let mut names = Vec::new();
    for (from, until) in ranges {
        let body = category("packed");
        let entry = |number| Entry {
            id: id(number),
            revision,
            body: &body,
        };
        let entries: Vec<Entry<'_>> = (*from..*until).map(entry).collect();
        let bytes = pack(Category::KIND, &Shelf::everyone(), &entries);
        names.push(BlockName {
            kind: Category::KIND.to_owned(),
            shelf: Shelf::everyone(),
            from: id(*from),
            hash: hash(&bytes),
            count: entries.len() as u32,
            bytes: bytes.len() as u32,
        });
        device
            .server
            .packed
            .borrow_mut()
            .insert(hash(&bytes), bytes);
    }
    device.server.manifests.borrow_mut().push_back(Manifest {
        cursor: cursor(revision),
        portion: vec![Shelf::everyone()],
        blocks: names,
        server_time: Moment::EPOCH,
    });
}

/// Whoever stood at a cursor asks by it whether a backup was put back since.
pub fn not_restored(device: &Device) {
    device
        .server
        .pulls
        .borrow_mut()
        .push_back(PullAnswer::CompareBlocks {
            portion: Vec::new(),
            restored: false,
        });
}

pub fn here(device: &Device, number: u128) -> bool {
    let key = RecordKey::of::<Category>(CategoryId(id(number)));
    device.host.replica.borrow().get(&key).is_some()
}

/// As the page shows it.
pub fn name_of(device: &Device, number: u128) -> Option<String> {
    let replica = device.host.replica.borrow();
    let found = replica.get(&RecordKey::of::<Category>(CategoryId(id(number))))?;
    found
        .typed::<Category>()
        .map(|category| category.name.clone())
}

pub fn waiting(device: &Device) -> Vec<String> {
    let rows = block_on(device.store.queue()).expect("the model reads");
    let waiting = rows.into_iter().filter(|row| !row.settled);
    waiting.map(|row| row.uid).collect()
}
