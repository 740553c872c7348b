//! When to push and pull: on start, online, visible, after each commit, on a poke, and now and then.
//! Carries out what the replica answers; decides nothing about records.

use super::Onlooker;
use super::backoff::{delay_ms, rest_ms};
use super::client::{self, Http, Pokes};
use super::filing;
use super::hearing::{Mouth, hear, reread, teller};
use super::leader::{Heartbeat, Lead, beat, lead};
use super::leaving::hand_in;
use super::line::Line;
use super::pushing::PUSH_BYTES_USUAL;
use super::round::Rounds;
use super::server::{Failure, Withdrawn};
use super::session::{Host, News, Session, Trouble};
use super::shipped::Following;
use super::waking::{Wake, listen, next_wake, stop};
use super::words::Words;
use crate::browser::events::Listener;
use crate::browser::tabs::Channel;
use crate::browser::{clock, online, page, random, timer};
use crate::store::{Fence, LocalStore, StoreError, StoreName};
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, join, select};
use shared::sync::Intention;
use shared::sync::wire::Poke;
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Pokes can be lost; about this often we ask without one.
const ASK_MS: u32 = 60_000;

/// How a time as leader ended.
enum Over {
    Deposed,
    Stopped,
}

/// What the opening of the disk left to be done.
pub struct Left {
    pub journal_rows: usize,
}

/// The running loop of one tab; dropping it stops it.
pub struct Driver {
    wakes: UnboundedSender<Wake>,
    channel: Rc<Option<Channel>>,
    following: Rc<Following>,
    _listeners: Vec<Listener>,
}

impl Driver {
    /// Starts pushing and pulling for an opened replica, as leader or behind one.
    pub fn start<S, H>(name: StoreName, store: Rc<S>, host: H, left: Left) -> Driver
    where
        S: LocalStore + 'static,
        H: Onlooker + 'static,
    {
        let (wakes, woken) = unbounded();
        let heartbeat = Heartbeat::new();
        let host = Rc::new(host);
        let mouth = Mouth::default();
        let line = Rc::<Line>::default();
        let hearing = hear(
            &store,
            &host,
            &heartbeat,
            &line,
            wakes.clone(),
            mouth.clone(),
        );
        let channel = Rc::new(Channel::open(&format!("{name}:tabs"), hearing));
        mouth.replace(Some(Rc::clone(&channel)));
        let listeners = listen(&store, &wakes);
        let tell = teller(&channel);
        tell(&Words::Joins);
        if host.replica().borrow().is_incomplete() {
            tell(&Words::Lacking);
        }
        let session = Session {
            store,
            server: Http,
            host,
            fence: Cell::new(Fence(0)),
            portion: RefCell::default(),
            backed_up: Cell::default(),
            disk_ahead: Cell::default(),
            sender_withdrawn: Cell::default(),
            asks_again: Cell::default(),
            push_bytes: Cell::new(PUSH_BYTES_USUAL),
            filing: RefCell::default(),
            line,
            tell: Box::new(tell),
        };
        let following = Rc::<Following>::default();
        let tab = Tab {
            following: Rc::clone(&following),
            name,
            session,
            heartbeat,
            channel: Rc::clone(&channel),
            wakes: wakes.clone(),
            rounds: Rounds::new(left.journal_rows, clock::ticks_ms()),
        };
        spawn_local(tab.run(woken));
        Driver {
            wakes,
            channel,
            following,
            _listeners: listeners,
        }
    }

    /// An intention is on disk and in the view: tell the other tabs, and push.
    pub fn appended(&self, intention: &Intention) {
        teller(&self.channel)(&Words::Appended {
            intention: Box::new(intention.clone()),
        });
        self.wake(Wake::Work);
    }

    /// A person asks for it, or signed in again.
    pub fn now(&self) {
        teller(&self.channel)(&Words::Wake);
        self.following.want();
        client::hurry();
        self.wake(Wake::Now);
    }

    fn wake(&self, wake: Wake) {
        // refused only when the loop has ended
        let _ = self.wakes.unbounded_send(wake);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.wake(Wake::Stop);
    }
}

struct Tab<S, H> {
    name: StoreName,
    session: Session<S, Http, Rc<H>>,
    heartbeat: Heartbeat,
    channel: Rc<Option<Channel>>,
    wakes: UnboundedSender<Wake>,
    rounds: Rounds,
    following: Rc<Following>,
}

impl<S: LocalStore + 'static, H: Onlooker + 'static> Tab<S, H> {
    async fn run(self, mut woken: UnboundedReceiver<Wake>) {
        // behind a leader nobody else says it before something changes
        if let Ok(unsent) = filing::unsent(&self.session).await {
            self.session.host.told(News::Files(unsent));
        }
        loop {
            self.session.line.leads(false);
            self.session.host.told(News::Leading(false));
            let waiting = pin!(lead(&self.name, &*self.session.store, &self.heartbeat));
            let led = match select(waiting, pin!(stop(&mut woken))).await {
                Either::Left((led, _)) => led,
                Either::Right(_) => return,
            };
            match led {
                Ok(led) => {
                    let (reached, reaching) = unbounded();
                    let leading = pin!(self.lead(&led, &mut woken, reached));
                    let beat = beat(teller(&self.channel), &self.session.line);
                    let beside = join(beat, self.follow(reaching));
                    let beside = pin!(beside);
                    if let Either::Left((Over::Stopped, _)) = select(leading, beside).await {
                        return;
                    }
                    // the round ended in the middle; the disk knows what became of it
                    let (store, host) = (&self.session.store, &self.session.host);
                    let tell = Some(teller(&self.channel));
                    reread(Rc::clone(store), Rc::clone(host), tell).await;
                }
                Err(error) => {
                    if self.cache_is_gone(&error).await {
                        return page::reload();
                    }
                    self.session.host.told(News::Storage(error));
                    timer::sleep_ms(delay_ms(3, random::chance())).await;
                }
            }
        }
    }

    /// After each round that went well. What fails here fails alone: the next round tells the person what is wrong with the line.
    async fn follow(&self, mut reached: UnboundedReceiver<()>) {
        while reached.next().await.is_some() {
            if online::is_online() {
                let _later = (self.following)
                    .follow(&self.session, clock::ticks_ms())
                    .await;
            }
        }
    }

    async fn lead(
        &self,
        led: &Lead,
        woken: &mut UnboundedReceiver<Wake>,
        reached: UnboundedSender<()>,
    ) -> Over {
        self.session.fence.set(led.fence);
        self.session.line.leads(true);
        self.session.host.told(News::Leading(true));
        let (mut failures, mut pokes) = (0, None);
        while !led.is_lost() {
            self.session.host.round_begins();
            let wait = match self.round().await {
                Ok(()) => {
                    failures = 0;
                    self.session.host.disk_answered();
                    // refused only when this time as leader ends
                    let _ = reached.unbounded_send(());
                    match self.session.filing.borrow().has_more() {
                        true => 0,
                        false => rest_ms(ASK_MS, random::chance()),
                    }
                }
                Err(Trouble::Deposed) => return Over::Deposed,
                Err(Trouble::Server(Failure::Withdrawn(why))) => {
                    match hand_in(&self.session).await {
                        Ok(()) => return self.leave(why).await,
                        Err(Trouble::Deposed) => return Over::Deposed,
                        Err(trouble) => {
                            failures += 1;
                            self.say(trouble, failures)
                        }
                    }
                }
                Err(Trouble::Store(error)) if self.cache_is_gone(&error).await => {
                    page::reload();
                    return Over::Stopped;
                }
                Err(trouble) => {
                    failures += 1;
                    self.say(trouble, failures)
                }
            };
            self.session.host.told(News::Sending(false));
            if pokes.as_ref().is_none_or(Pokes::is_over) && failures == 0 {
                pokes = self.pokes();
            }
            match next_wake(woken, wait, failures > 0).await {
                Wake::Stop => return Over::Stopped,
                Wake::Now => self.rounds.hurry(),
                _ => {}
            }
        }
        Over::Deposed
    }

    /// The pages close in every tab, then the key and everything it sealed are deleted.
    async fn leave(&self, why: Withdrawn) -> Over {
        let host = &self.session.host;
        host.told(News::Forgetting(true));
        (self.session.tell)(&Words::Left { why });
        host.told(News::Left(why));
        if self.session.store.wipe().await.is_ok() {
            host.told(News::Forgetting(false));
        }
        Over::Stopped
    }

    /// Somebody deleted the records under an open page and left the queue: a fresh start fetches them again, and only so does what waits
    /// go out. Whoever signs out deletes both.
    async fn cache_is_gone(&self, error: &StoreError) -> bool {
        *error == StoreError::Wiped && self.session.store.queue().await.is_ok()
    }

    /// Pushes what waits, pulls what is new, repairs what is missing.
    async fn round(&self) -> Result<(), Trouble> {
        filing::look(&self.session).await?;
        if !online::is_online() {
            self.session.told(News::Offline);
            return Ok(());
        }
        self.rounds.round(&self.session, clock::ticks_ms()).await
    }

    /// Tells the person, and answers how long to wait.
    fn say(&self, trouble: Trouble, failures: u32) -> u32 {
        let wait = delay_ms(failures, random::chance());
        match trouble {
            Trouble::Server(failure) => {
                let asked = failure.retry_ms().unwrap_or(0);
                self.session.told(News::Failed(failure));
                wait.max(asked)
            }
            Trouble::Store(error) => {
                self.session.host.told(News::Storage(error));
                wait
            }
            Trouble::Deposed => wait,
        }
    }

    fn pokes(&self) -> Option<Pokes> {
        let (wakes, host) = (self.wakes.clone(), Rc::clone(&self.session.host));
        let again = self.wakes.clone();
        let heard = move |poke: Poke| {
            let here = host.replica().borrow().cursor().revision;
            if poke.revision > here {
                // refused only when the loop has ended
                let _ = wakes.unbounded_send(Wake::Work);
            }
        };
        // the next round is told why
        Pokes::listen(heard, move || _ = again.unbounded_send(Wake::Work))
    }
}
