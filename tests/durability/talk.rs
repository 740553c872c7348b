//! How a client speaks with the server. A call that breaks off is made again later; an answer that takes back an earlier one is a
//! failure.

use crate::client::Client;
use crate::line::Cut;
use shared::ids::ProductId;
use shared::products::Product;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::sync::base::Base;
use shared::sync::block::Block;
use shared::sync::wire::{
    BlocksRequest, Decided, Manifest, ManifestRequest, PullAnswer, Pulled, PushAnswer, PushRequest,
};
use support::device::pieces;

impl Client {
    /// `false` when nothing waits for an answer.
    pub async fn push(&mut self, count: usize) -> Result<bool, Cut> {
        let Some(request) = self.replica.push_request(count) else {
            return Ok(false);
        };
        self.book.pages().pushes += 1;
        let answer: Result<PushAnswer, Cut> = self.line.post("/sync/push", &request).await;
        if answer.is_err() {
            self.book.pages().pushes_unanswered += 1;
        }
        let answer = answer?;
        let outcomes = self.heard(&request, &answer);
        self.replica.pushed(&outcomes);
        for decided in &outcomes {
            self.meet(decided);
        }
        self.last = Some((request, answer));
        Ok(true)
    }

    /// One outcome for each, in order; a gap or a fork would say that the server forgot our last number.
    fn heard(&mut self, request: &PushRequest, answer: &PushAnswer) -> Vec<Decided> {
        let PushAnswer::Decided { outcomes, revision } = answer else {
            panic!("the last number of {} went back: {answer:?}", self.login);
        };
        let asked = request.intentions.iter().map(|intention| intention.uid);
        assert!(asked.eq(outcomes.iter().map(|decided| decided.uid)));
        self.sees(*revision);
        let mut pages = self.book.pages();
        outcomes.iter().for_each(|decided| pages.answered(decided));
        outcomes.clone()
    }

    fn meet(&self, decided: &Decided) {
        let mut writes = (self.replica.queue().get(decided.uid).into_iter())
            .flat_map(|pending| &pending.writes)
            .filter(|key| key.kind == Product::KIND);
        if let (true, Some(key)) = (decided.outcome.is_applied(), writes.next()) {
            self.book.pages().meets(ProductId(key.id));
        }
    }

    fn sees(&mut self, revision: u64) {
        let (login, seen) = (self.login, self.seen);
        assert!(revision >= seen, "{login} saw {seen}, now {revision}");
        self.seen = revision;
    }

    /// The same request again, as after an answer that was lost.
    pub async fn repeat(&mut self) -> Result<(), Cut> {
        let Some((request, answer)) = self.last.clone() else {
            return Ok(());
        };
        self.book.pages().pushes_repeated += 1;
        let again: PushAnswer = self.line.post("/sync/push", &request).await?;
        self.heard(&request, &again);
        let decided = |answer: PushAnswer| match answer {
            PushAnswer::Decided { outcomes, .. } => outcomes,
            other => panic!("not decided: {other:?}"),
        };
        assert_eq!(decided(answer), decided(again), "reasons included");
        Ok(())
    }

    /// Everything that was ever saved here, once more: each has its outcome and keeps it.
    pub async fn repeat_all(&mut self) {
        for piece in self.made.clone().chunks(256) {
            let request = PushRequest {
                client: self.replica.client,
                intentions: piece.to_vec(),
                holes: Vec::new(),
            };
            let answer = self.line.post("/sync/push", &request).await;
            self.heard(&request, &answer.expect("nobody is killed any more"));
        }
    }

    pub async fn pull(&mut self) -> Result<(), Cut> {
        for _ in 0..4 {
            let request = self.replica.pull_request();
            match self.line.post("/sync/pull", &request).await? {
                PullAnswer::CompareBlocks { restored, .. } => {
                    assert!(!restored, "the server forgot what {} has seen", self.login);
                    self.bootstrap().await?;
                }
                PullAnswer::Rows(pulled) => {
                    self.take(pulled);
                    return Ok(());
                }
            }
        }
        panic!("the server never gives rows");
    }

    fn take(&mut self, pulled: Pulled) {
        self.sees(pulled.to.revision);
        self.context.moment = pulled.server_time.max(self.context.moment);
        let mut pages = self.book.pages();
        pages.pulls += 1;
        pulled.settled.iter().for_each(|one| pages.settled(one));
        drop(pages);
        let portion = pulled.portion.clone();
        let done = self.replica.pulled(pulled, &self.context);
        let done = done.expect("the answer continues our cursor");
        assert!(done.unreadable.is_empty() && !done.forked);
        assert_eq!(self.replica.mismatched(&portion), Vec::<Shelf>::new());
    }

    pub async fn bootstrap(&mut self) -> Result<(), Cut> {
        let request = ManifestRequest::of(self.replica.client);
        let manifest: Manifest = self.line.post("/sync/manifest", &request).await?;
        let hashes = manifest.blocks.iter().map(|block| block.hash.clone());
        let request = BlocksRequest {
            hashes: hashes.collect(),
        };
        let mut base = Base::default();
        for bytes in pieces(&self.line.bytes("/sync/blocks", &request).await?) {
            base.add_block(Block::read(bytes).expect("a whole block"));
        }
        (self.replica).reset(base, manifest.cursor, manifest.portion, &self.context);
        Ok(())
    }
}
