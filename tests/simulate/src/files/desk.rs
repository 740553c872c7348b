//! What the simulated server answers about files: by the rules of the real one, over a depot in memory. What it told is held against a
//! second, simpler idea of who may hear it; files and answers alike.

use crate::office::{Answered, Office, Visitor, at_once};
use device::sync::Failure;
use device::sync::server::Withdrawn;
use server::db::Database;
use server::files::asking::{self, Trouble};
use server::files::{Owner, Piece, Sender, Told};
use shared::attachments::{Attachment, ContentHash, UploadAnswer};
use shared::ids::UserId;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::sync::inbox::SUPERVISES;
use shared::users::portion;
use std::cell::RefCell;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was seen of answers about files.
#[derive(Debug, Default)]
pub struct Watch {
    /// Who ever sent a byte of it, and who the last, or was told that it is here.
    begun: RefCell<BTreeSet<(ContentHash, UserId)>>,
    ended: RefCell<BTreeSet<(ContentHash, UserId)>>,
    pub wrongs: RefCell<Vec<(&'static str, String)>>,
}

impl Watch {
    fn wrong(&self, invariant: &'static str, what: String) {
        self.wrongs.borrow_mut().push((invariant, what));
    }
}

impl Office {
    pub fn upload_stands(&self, visitor: &Visitor, hash: &ContentHash) -> Answered<UploadAnswer> {
        self.is_there()?;
        let sender = self.sender(visitor);
        let told = asking::stands(&self.database, &self.depot, sender, hash.clone());
        let answer = self.told(at_once(told))?;
        self.may_hear(visitor, hash, answer);
        Ok(answer)
    }

    pub fn append(
        &self,
        visitor: &Visitor,
        piece: Piece,
        piece_bytes: usize,
    ) -> Answered<UploadAnswer> {
        self.is_there()?;
        if piece.fits(piece_bytes).is_err() {
            return Err(refused(422, "invalid_field"));
        }
        let (sender, hash) = (self.sender(visitor), piece.hash.clone());
        let name = (hash.clone(), visitor.user);
        let ends = piece.offset + piece.bytes.len() as u64 == piece.length;
        let told = asking::append(&self.database, &self.depot, sender, piece, self.now());
        // also when the process dies behind the bytes
        self.watch.begun.borrow_mut().insert(name.clone());
        let told = at_once(told);
        // also when the process dies behind the last byte
        if ends && matches!(told, Err(_) | Ok(Told::Answer(UploadAnswer::Complete))) {
            self.watch.ended.borrow_mut().insert(name);
        }
        let answer = self.told(told)?;
        self.may_hear(visitor, &hash, answer);
        Ok(answer)
    }

    pub fn file_part(
        &self,
        visitor: &Visitor,
        hash: &ContentHash,
        from: u64,
        piece_bytes: usize,
    ) -> Answered<Vec<u8>> {
        self.admit(visitor)?;
        let owner = self.sender(visitor).owner;
        let found = asking::found(&self.database, &self.depot, owner, hash.clone());
        let _attachment = self.told(at_once(found))?;
        self.vouch(visitor, hash);
        if !self.sees(visitor.user, hash) {
            let what = format!("{hash} was served to {}, who may not see it", visitor.user);
            self.watch.wrong("I8", what);
        }
        let bytes = self.depot.read(self.workspace, hash).unwrap_or_default();
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        match bytes.get(from..) {
            Some(rest) if !rest.is_empty() => Ok(rest[..rest.len().min(piece_bytes)].to_vec()),
            _ => Err(refused(416, "range_behind_end")),
        }
    }

    /// I8: knowing a hash is no right, neither to hear that the file is here nor to go on with somebody else's upload.
    fn may_hear(&self, visitor: &Visitor, hash: &ContentHash, answer: UploadAnswer) {
        self.vouch(visitor, hash);
        let name = (hash.clone(), visitor.user);
        let (begun, ended) = (&self.watch.begun, &self.watch.ended);
        let may = match answer {
            UploadAnswer::Complete => {
                ended.borrow().contains(&name)
                    || self.refusal(visitor).is_none() && self.sees(visitor.user, hash)
            }
            UploadAnswer::Stands { offset: 1.. } => begun.borrow().contains(&name),
            _ => true,
        };
        if may && answer == UploadAnswer::Complete {
            ended.borrow_mut().insert(name.clone());
        }
        if !may {
            let what = format!("{} only knows {hash} and was told {answer:?}", visitor.user);
            self.watch.wrong("I8", what);
        }
    }

    /// The record of somebody who supervises counts as one of somebody who has had the bytes, from the first time on that anybody who
    /// sees it asks for a file that is here.
    fn vouch(&self, visitor: &Visitor, hash: &ContentHash) {
        let grants = self.grants(visitor.user).filter(|grants| grants.active);
        let (None, Some(grants)) = (self.refusal(visitor), grants) else {
            return;
        };
        if self.depot.read(self.workspace, hash).is_none() {
            return;
        }
        let portion: BTreeSet<Shelf> = portion(visitor.user, &grants).into_iter().collect();
        let supervises = |user| {
            self.grants(user)
                .is_some_and(|grants| grants.has(SUPERVISES))
        };
        for (_, (on, found)) in self.attachments() {
            let seen = found.hash == *hash && found.removed.is_none() && !on.is_disjoint(&portion);
            if seen && supervises(found.added_by) {
                let mut ended = self.watch.ended.borrow_mut();
                ended.insert((hash.clone(), found.added_by));
            }
        }
    }

    /// A standing record, of somebody who has had the bytes.
    fn sees(&self, user: UserId, hash: &ContentHash) -> bool {
        let Some(grants) = self.grants(user) else {
            return false;
        };
        let portion: BTreeSet<Shelf> = portion(user, &grants).into_iter().collect();
        let ended = &self.watch.ended;
        let had = |user: UserId| ended.borrow().contains(&(hash.clone(), user));
        let may = |(on, found): &(BTreeSet<Shelf>, Attachment)| {
            found.hash == *hash
                && found.removed.is_none()
                && !on.is_disjoint(&portion)
                && (had(user) || had(found.added_by))
        };
        grants.active && self.attachments().iter().any(|(_, row)| may(row))
    }

    /// Every attachment record with the shelves it stands on.
    pub fn attachments(&self) -> Vec<(Uuid, (BTreeSet<Shelf>, Attachment))> {
        let mut snapshot = at_once(self.database.snapshot(self.workspace)).expect("a moment");
        let rows = at_once(snapshot.records_after(Attachment::KIND, Uuid::nil(), 1_000));
        let rows = rows.expect("records").into_iter();
        let ours = rows.filter(|row| row.kind == Attachment::KIND && !row.deleted);
        let parsed = ours.filter_map(|row| {
            let shelves = serde_json::from_str(&row.shelves).ok()?;
            Some((row.id, (shelves, serde_json::from_str(&row.body).ok()?)))
        });
        parsed.collect()
    }

    fn sender(&self, visitor: &Visitor) -> Sender {
        Sender {
            owner: Owner {
                workspace: self.workspace,
                user: visitor.user,
            },
            withdrawn: self.refusal(visitor).is_some(),
        }
    }

    fn is_there(&self) -> Answered<()> {
        match self.is_up() {
            true => Ok(()),
            false => Err(Failure::Broken { status: 502 }),
        }
    }

    fn told<T>(&self, told: Result<Told<T>, Trouble>) -> Answered<T> {
        match told {
            Ok(Told::Answer(answer)) => Ok(answer),
            Ok(Told::Nothing) => Err(refused(404, "not_found")),
            Ok(Told::OnItsWay) => Err(refused(404, "file_on_its_way")),
            Ok(Told::NotActive) => Err(Failure::Withdrawn(Withdrawn::Access)),
            // the process died in the middle: nobody is answered
            Err(Trouble::Disk(_)) => {
                self.disk_failed();
                Err(Failure::Broken { status: 502 })
            }
            Err(Trouble::Database(error)) => panic!("the database in memory failed: {error}"),
        }
    }
}

fn refused(status: u16, code: &str) -> Failure {
    Failure::Refused {
        status,
        code: code.into(),
        field: None,
        detail: None,
    }
}
