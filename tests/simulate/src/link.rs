//! The way between one device and the server: messages take time, get lost, come twice, are cut, or meet a portal that answers in the
//! server's place. A question that is under way goes on when the tab that asked it is gone.

use crate::chance::Chance;
use crate::clockwork::{Clockwork, Group};
use crate::files::Files;
use crate::office::{Office, Visitor};
use crate::swarm::{Struck, Swarm};
use device::sync::Failure;
use device::sync::server::{Piece, Server};
use futures::channel::oneshot;
use futures::future::{Either, select};
use shared::attachments::{ContentHash, UploadAnswer};
use shared::calendar::Moment;
use shared::sync::Cursor;
use shared::sync::shipped::{Brings, Letter};
use shared::sync::wire::{
    BlocksRequest, Manifest, ManifestRequest, PullAnswer, PullRequest, PushAnswer, PushRequest,
};
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;

/// As the app waits for an answer.
const TIMEOUT_MS: u64 = 60_000;

/// One device's line; its tabs share it.
pub struct Line {
    pub clock: Clockwork,
    pub chance: Rc<Chance>,
    pub swarm: Rc<Swarm>,
    pub struck: Rc<RefCell<Struck>>,
    pub air: Rc<Group>,
    pub office: Rc<Office>,
    pub files: Rc<Files>,
    pub up: Cell<bool>,
    pub portal: Cell<bool>,
    pub calm: Cell<bool>,
}

/// As one visitor.
#[derive(Clone)]
pub struct Link {
    pub line: Rc<Line>,
    pub visitor: Rc<Visitor>,
}

#[derive(Clone)]
enum Asked {
    Push(PushRequest),
    Pull(PullRequest),
    Manifest(ManifestRequest),
    Blocks(BlocksRequest),
    Stands(ContentHash),
    Append(server::files::Piece),
    Part(ContentHash, u64),
}

enum Said {
    Push(PushAnswer),
    Pull(PullAnswer),
    Manifest(Manifest),
    Blocks(Vec<Option<Vec<u8>>>),
    Upload(UploadAnswer),
    Part(Vec<u8>),
}

impl Line {
    fn strikes(&self, share: u32) -> bool {
        !self.calm.get() && self.chance.per_mille(share)
    }

    async fn leg(&self) {
        let slow = if self.calm.get() { 20 } else { self.swarm.slow };
        self.clock.sleep(self.chance.between(1, slow)).await;
    }
}

impl Link {
    async fn ask(&self, asked: Asked) -> Result<Said, Failure> {
        let line = &self.line;
        if !line.up.get() {
            line.clock.sleep(1).await;
            return Err(Failure::Unreachable);
        }
        if line.portal.get() {
            line.leg().await;
            return Err(Failure::NotOurs);
        }
        let (answer, answered) = oneshot::channel();
        let under_way = self.clone().carry(asked, answer);
        line.clock.spawn(&line.air, under_way);
        let limit = pin!(line.clock.sleep(TIMEOUT_MS));
        match select(answered, limit).await {
            Either::Left((Ok(said), _)) => said,
            Either::Left((Err(_), limit)) => {
                limit.await;
                Err(Failure::TooSlow)
            }
            Either::Right(_) => Err(Failure::TooSlow),
        }
    }

    async fn carry(self, asked: Asked, answer: oneshot::Sender<Result<Said, Failure>>) {
        let line = Rc::clone(&self.line);
        line.leg().await;
        if line.strikes(line.swarm.request_lost) || !line.up.get() {
            line.struck.borrow_mut().request_lost += 1;
            return;
        }
        if line.strikes(line.swarm.request_doubled) {
            line.struck.borrow_mut().request_doubled += 1;
            let (again, link) = (asked.clone(), self.clone());
            let later = async move {
                link.line.leg().await;
                let _nobody_hears = link.handle(again).await;
            };
            line.clock.spawn(&line.air, later);
        }
        let said = self.handle(asked).await;
        line.leg().await;
        if line.strikes(line.swarm.answer_lost) || !line.up.get() {
            line.struck.borrow_mut().answer_lost += 1;
            return;
        }
        let cut = line.strikes(line.swarm.answer_cut);
        line.struck.borrow_mut().answer_cut += u64::from(cut);
        let _hung_up = answer.send(if cut { Err(Failure::NotOurs) } else { said });
    }

    async fn handle(&self, asked: Asked) -> Result<Said, Failure> {
        let (office, visitor) = (&self.line.office, &self.visitor);
        match asked {
            Asked::Push(request) => {
                let answer = office.push(Rc::clone(visitor), request).await;
                answer.map(Said::Push)
            }
            Asked::Pull(request) => office.pull(visitor, request).map(Said::Pull),
            Asked::Manifest(request) => office.manifest(visitor, &request).map(Said::Manifest),
            Asked::Blocks(request) => office.blocks(visitor, &request).map(Said::Blocks),
            Asked::Stands(hash) => office.upload_stands(visitor, &hash).map(Said::Upload),
            Asked::Append(piece) => {
                let answer = office.append(visitor, piece, self.line.files.piece_bytes);
                answer.map(Said::Upload)
            }
            Asked::Part(hash, from) => {
                let bytes = self.line.files.piece_bytes;
                office
                    .file_part(visitor, &hash, from, bytes)
                    .map(Said::Part)
            }
        }
    }
}

impl Server for Link {
    async fn push(&self, request: &PushRequest) -> Result<PushAnswer, Failure> {
        match self.ask(Asked::Push(request.clone())).await? {
            Said::Push(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn pull(&self, request: &PullRequest) -> Result<PullAnswer, Failure> {
        match self.ask(Asked::Pull(request.clone())).await? {
            Said::Pull(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn manifest(&self, request: &ManifestRequest) -> Result<Manifest, Failure> {
        match self.ask(Asked::Manifest(request.clone())).await? {
            Said::Manifest(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn blocks(&self, request: &BlocksRequest) -> Result<Vec<Option<Vec<u8>>>, Failure> {
        match self.ask(Asked::Blocks(request.clone())).await? {
            Said::Blocks(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn upload_stands(&self, hash: &ContentHash) -> Result<UploadAnswer, Failure> {
        match self.ask(Asked::Stands(hash.clone())).await? {
            Said::Upload(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn append(&self, piece: &Piece) -> Result<UploadAnswer, Failure> {
        match self.ask(Asked::Append(self.sent(piece))).await? {
            Said::Upload(answer) => Ok(answer),
            _ => Err(Failure::NotOurs),
        }
    }

    async fn file_part(&self, hash: &ContentHash, from: u64) -> Result<Vec<u8>, Failure> {
        match self.ask(Asked::Part(hash.clone(), from)).await? {
            Said::Part(bytes) => Ok(bytes),
            _ => Err(Failure::NotOurs),
        }
    }

    /// Nobody here looks a serial up: nothing was shipped since.
    async fn shipped(&self, from: &Cursor) -> Result<Vec<u8>, Failure> {
        let letter = Letter {
            to: from.clone(),
            as_of: Moment::EPOCH,
            brings: Brings::Since {
                from: from.clone(),
                marks: Vec::new(),
            },
        };
        Ok(letter.to_bytes())
    }
}

impl Link {
    /// As it leaves the device: with the checksum of what the memory holds, which may be changed before or after.
    fn sent(&self, piece: &Piece) -> server::files::Piece {
        let (files, mut bytes) = (&self.line.files, piece.bytes.clone());
        let flip = |bytes: &mut Vec<u8>| bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1);
        if files.strikes("piece garbled", files.faults.piece_garbled) {
            flip(&mut bytes);
        }
        let checksum = ContentHash::of(&bytes);
        if files.strikes("piece changed", files.faults.piece_changed) {
            flip(&mut bytes);
        }
        server::files::Piece {
            hash: piece.hash.clone(),
            offset: piece.offset,
            length: piece.length,
            checksum,
            bytes: bytes.into(),
        }
    }
}
