//! What brings the loop back to work: the network, the page coming to the front, a commit, a wish.
//! Several reasons are one round.

use super::client;
use crate::browser::events::Listener;
use crate::browser::{online, timer};
use crate::store::LocalStore;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender};
use futures::future::{Either, FutureExt, select};
use futures::stream::StreamExt;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Each says all that those before it say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wake {
    /// There is something to do, or it is time; waits out a failure's delay.
    Work,
    /// Something changed that may end a failure: network, visibility, a person's wish.
    Now,
    /// The person signed out or the page goes away.
    Stop,
}

/// Until something is to be done. After a failure work alone does not shorten the wait.
pub async fn next_wake(woken: &mut UnboundedReceiver<Wake>, wait_ms: u32, failing: bool) -> Wake {
    let mut limit = pin!(timer::sleep_ms(wait_ms));
    loop {
        let wake = match select(woken.next(), &mut limit).await {
            Either::Left((wake, _)) => wake.unwrap_or(Wake::Stop),
            Either::Right(_) => return Wake::Work,
        };
        if wake != Wake::Work || !failing {
            return all_of(woken, wake);
        }
    }
}

/// Several reasons are one round, for the strongest of them.
fn all_of(woken: &mut UnboundedReceiver<Wake>, first: Wake) -> Wake {
    let mut wake = first;
    while let Some(Some(next)) = woken.next().now_or_never() {
        wake = wake.max(next);
    }
    wake
}

/// A tab that does not lead has nothing to do but stop; the leader hears of its work by the channel.
pub async fn stop(woken: &mut UnboundedReceiver<Wake>) {
    while woken.next().await.is_some_and(|wake| wake != Wake::Stop) {}
}

pub fn listen<S: LocalStore + 'static>(
    store: &Rc<S>,
    wakes: &UnboundedSender<Wake>,
) -> Vec<Listener> {
    let network = wakes.clone();
    let mut listeners = online::on_network_change(move |_| {
        client::hurry();
        // refused only when the loop has ended
        let _ = network.unbounded_send(Wake::Now);
    });
    let (store, visible) = (Rc::clone(store), wakes.clone());
    listeners.extend(online::on_visibility_change(move |is_visible| {
        if is_visible {
            let (store, visible) = (Rc::clone(&store), visible.clone());
            client::hurry();
            spawn_local(async move {
                store.revive().await;
                let _ = visible.unbounded_send(Wake::Now);
            });
        }
    }));
    listeners
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::channel::mpsc::unbounded;

    #[track_caller]
    fn check(first: Wake, waiting: &[Wake], expected: Wake) {
        let (wakes, mut woken) = unbounded();
        for wake in waiting {
            wakes.unbounded_send(*wake).expect("it is listened to");
        }
        assert_eq!(all_of(&mut woken, first), expected);
        assert!(woken.next().now_or_never().is_none(), "all were heard");
    }

    #[test]
    fn a_wish_is_heard_whatever_came_before_it() {
        check(Wake::Work, &[], Wake::Work);
        check(Wake::Work, &[Wake::Now], Wake::Now);
        check(Wake::Now, &[Wake::Work], Wake::Now);
        check(Wake::Work, &[Wake::Now, Wake::Work], Wake::Now);
        check(Wake::Work, &[Wake::Stop, Wake::Now], Wake::Stop);
    }
}
