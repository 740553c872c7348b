//! One word to one customer about one confirmed state (NTF-01): written when others cannot make it needless any more, tried for three
//! days, and what became of it carried back by a system intention, so that whoever confirmed sees it.

use super::backoff::Retry;
use super::circuit::milliseconds;
use super::world::Trouble;
use super::{Ended, Job, World, cause, load, read};
use crate::db;
use crate::mail::{Letter, NotTaken, Post, tracking, words};
use futures::future::BoxFuture;
use serde::Deserialize;
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::ids::{OperationId, StepId};
use shared::products::Product;
use shared::rma::fields::{MAIL, MAIL_ALL, words_of_mail};
use shared::rma::letters::{Letter as Fate, letter as fate};
use shared::rma::{Change, LogLine, NotSent, Operation, State, Task, Told};
use shared::setting::{Setting, id as setting_id};
use shared::text::Language;
use std::time::Duration;
use uuid::Uuid;

const TRIED_FOR: Duration = Duration::from_secs(72 * 3_600);
/// A mail server may look through a letter before it says that it took it.
pub const TAKES_AT_MOST: Duration = Duration::from_secs(60);
/// After which people are told that it is still tried.
const SILENT_FOR: Duration = Duration::from_secs(120);
/// An earlier letter of the same return goes first, unless it is stuck for so long.
const EARLIER_FIRST: Duration = Duration::from_secs(120);
/// What others decide is looked for soon at first, then seldom.
const LOOKS_AGAIN: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(600)];

pub struct TellCustomer;

/// As the writer leaves it in the row: `cause` is the intention that asked.
#[derive(Clone, Deserialize)]
struct Payload {
    operation: OperationId,
    step: StepId,
    #[serde(default)]
    cause: String,
    /// When it was asked for, in milliseconds.
    #[serde(default)]
    asked: i64,
}

impl Job for TellCustomer {
    fn name(&self) -> &'static str {
        "tell_customer"
    }

    fn retry(&self) -> Retry {
        Retry::MAIL
    }

    fn run<'a>(
        &'a self,
        world: &'a World,
        workspace: Uuid,
        row: &'a db::Job,
    ) -> BoxFuture<'a, Ended> {
        Box::pin(async move {
            match read(row) {
                Ok(payload) => tell(world, workspace, payload)
                    .await
                    .unwrap_or_else(|trouble| Ended::again(trouble.to_string())),
                Err(ended) => ended,
            }
        })
    }
}

/// One letter that is still wanted.
struct Wanted<'a> {
    world: &'a World,
    workspace: Uuid,
    payload: Payload,
    operation: Operation,
    line: LogLine,
    revision: u64,
}

async fn tell(world: &World, workspace: Uuid, payload: Payload) -> Result<Ended, Trouble> {
    let database = &*world.database;
    let found = load::record::<Operation>(database, workspace, payload.operation).await?;
    let Some((operation, revision)) = found else {
        return Ok(Ended::Done);
    };
    let mut lines = operation.log.iter();
    let line = lines.find(|line| line.step == payload.step).cloned();
    // told by an attempt that was killed afterwards
    let Some(line) = line.filter(|line| line.told.is_under_way()) else {
        return Ok(Ended::Done);
    };
    let wanted = Wanted {
        world,
        workspace,
        payload,
        operation,
        line,
        revision,
    };
    let Some(post) = &world.post else {
        return wanted.not_told(NotSent::NoMailServer).await;
    };
    let every = wanted.setting(MAIL).await?;
    let every = every.as_deref() == Some(MAIL_ALL);
    match fate(&wanted.operation.log, wanted.line.step, every) {
        Fate::Needless(why) => return wanted.not_told(why).await,
        Fate::Waits => return Ok(wanted.not_yet("a later state may be told instead")),
        Fate::Goes => {}
    }
    if let Some(ended) = wanted.waits(post, every) {
        return Ok(ended);
    }
    let Ok(_turn) = post.turns.try_acquire() else {
        return Ok(wanted.not_yet("other letters go first"));
    };
    wanted.send(post).await
}

impl Wanted<'_> {
    /// Since it was accepted.
    fn age(&self, line: &LogLine) -> i64 {
        let now = self.world.clock.now();
        now.milliseconds_since(line.accepted_at)
    }

    fn not_yet(&self, because: &str) -> Ended {
        let [soon, seldom] = LOOKS_AGAIN;
        let age = Duration::from_millis(self.age(&self.line).unsigned_abs());
        Ended::NotYet {
            because: because.to_owned(),
            after: (age / 8).clamp(soon, seldom),
        }
    }

    fn waits(&self, post: &Post, every: bool) -> Option<Ended> {
        let left = milliseconds(post.gathers) - self.age(&self.line);
        if left > 0 {
            return Some(Ended::NotYet {
                because: "waits for later states".to_owned(),
                after: Duration::from_millis(left.unsigned_abs()),
            });
        }
        let lines = self.operation.log.iter();
        let before = lines.take_while(|line| line.step != self.line.step);
        let patience = milliseconds(post.gathers + EARLIER_FIRST);
        let mut before = before.filter(|line| self.age(line) < patience);
        let asked = every && before.any(|line| line.told == Told::Asked);
        asked.then(|| self.not_yet("an earlier letter goes first"))
    }

    async fn send(&self, post: &Post) -> Result<Ended, Trouble> {
        let Some(letter) = self.letter().await? else {
            return self.not_told(NotSent::NoAddress).await;
        };
        let sending = post.mailer.send(&letter);
        let taken = self.world.within(TAKES_AT_MOST, sending).await;
        let silent = || NotTaken::Later {
            words: "no answer within the time".to_owned(),
        };
        match taken.unwrap_or_else(|| Err(silent())) {
            Ok(()) => self.told().await,
            Err(NotTaken::Refused { words }) => self.not_told(NotSent::Refused { words }).await,
            Err(NotTaken::Later { words }) => self.later(words).await,
        }
    }

    async fn letter(&self) -> Result<Option<Letter>, Trouble> {
        let (database, workspace) = (&*self.world.database, self.workspace);
        let account = match self.operation.account {
            Some(id) => load::record::<Account>(database, workspace, id).await?,
            None => None,
        };
        let Some((account, _)) = account.filter(|(account, _)| !account.email.trim().is_empty())
        else {
            return Ok(None);
        };
        let (state, language) = (self.line.to, account.language);
        let own = self.setting(&words_of_mail(state, language)).await?;
        let named = self.named(&account, language).await?;
        let (subject, text) = words::letter(own.as_deref(), state, language, &named);
        Ok(Some(Letter {
            id: self.line.step.to_string(),
            to: account.email.trim().to_owned(),
            subject,
            text,
        }))
    }

    async fn named(&self, account: &Account, language: Language) -> Result<words::Named, Trouble> {
        let (database, workspace) = (&*self.world.database, self.workspace);
        let product = match self.operation.product {
            Some(id) => load::record::<Product>(database, workspace, id).await?,
            None => None,
        };
        let state = shared::rma::state::id(self.line.to);
        let state = load::record::<State>(database, workspace, state).await?;
        let own = state.map(|(state, _)| state.name);
        let own = own.filter(|name| !name.trim().is_empty());
        let company = database.workspaces().await?;
        let company = company.into_iter().find(|company| company.id == workspace);
        Ok(words::Named {
            number: self.operation.code.shown().to_owned(),
            product: product.map(|(product, _)| product.name).unwrap_or_default(),
            serial: self.operation.serial.clone().unwrap_or_default(),
            state: own.unwrap_or_else(|| words::state_name(self.line.to, language).to_owned()),
            customer: account.name.clone(),
            company: company.map(|company| company.name).unwrap_or_default(),
            replacement: self.operation.replacement.clone(),
            link: self.link().await?,
            replaced: self.line.task == Some(Task::Exchange),
        })
    }

    /// Where the customer follows it; nothing while the server does not know its own address.
    async fn link(&self) -> Result<String, Trouble> {
        let post = self.world.post.as_ref();
        let Some(public) = post.and_then(|post| post.public_address.clone()) else {
            return Ok(String::new());
        };
        let (database, fresh) = (&*self.world.database, rand::random::<[u8; 32]>());
        let now = self.world.clock.milliseconds();
        let kept = database.secret_or(self.workspace, tracking::SECRET, &fresh, now);
        let secret: Result<[u8; 32], _> = kept.await?.try_into();
        let address = |secret| tracking::address(&public, &secret, self.payload.operation);
        Ok(secret.map(address).unwrap_or_default())
    }

    async fn setting(&self, key: &str) -> Result<Option<String>, Trouble> {
        let database = &*self.world.database;
        let found = load::record::<Setting>(database, self.workspace, setting_id(key)).await?;
        Ok(found.map(|(setting, _)| setting.value))
    }

    async fn later(&self, words: String) -> Result<Ended, Trouble> {
        let asked = (self.payload.asked).max(self.line.accepted_at.milliseconds());
        let tried = self.world.clock.milliseconds() - asked;
        if tried > milliseconds(TRIED_FOR) {
            return self.not_told(NotSent::GivenUp { words }).await;
        }
        if tried > milliseconds(SILENT_FOR) && self.line.told == Told::Asked {
            let why = NotSent::Trying {
                words: words.clone(),
            };
            self.submit("trying", Told::NotSent { why }).await?;
        }
        Ok(Ended::again(words))
    }

    async fn told(&self) -> Result<Ended, Trouble> {
        let at = self.world.clock.now();
        self.submit("told", Told::Sent { at }).await
    }

    async fn not_told(&self, why: NotSent) -> Result<Ended, Trouble> {
        self.submit("not told", Told::NotSent { why }).await
    }

    /// The `uid` follows from what asked: whoever repeats this decides nothing a second time.
    async fn submit(&self, what: &str, told: Told) -> Result<Ended, Trouble> {
        let (operation, step) = (self.payload.operation, self.payload.step);
        let change = match told {
            Told::Sent { at } => Change::CustomerTold {
                operation,
                step,
                at,
            },
            Told::NotSent { why } => Change::CustomerNotTold {
                operation,
                step,
                why,
            },
            Told::No | Told::NoAddress | Told::Asked => return Ok(Ended::Done),
        };
        let parts = [what, &step.to_string(), &self.payload.cause];
        let at: Moment = self.line.accepted_at;
        let intention = cause::intention(cause::uid(&parts), change, self.revision, at);
        let decided = self.world.decides.submit(self.workspace, vec![intention]);
        // one that was decided before may be missing from the answer
        match decided.await?.first().map(|decided| decided.outcome) {
            Some(outcome) if !outcome.is_applied() => Ok(Ended::GivenUp {
                because: format!("what became of the letter is not on the return: {outcome:?}"),
            }),
            _ => Ok(Ended::Done),
        }
    }
}
