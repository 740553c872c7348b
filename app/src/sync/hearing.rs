//! What this tab does when another one says something. Copies are taken only where they fit exactly.

use super::leader::Heartbeat;
use super::opening::{reopen, take};
use super::session::{Host, News};
use super::waking::Wake;
use super::words::Words;
use crate::browser::tabs::Channel;
use crate::store::LocalStore;
use futures::channel::mpsc::UnboundedSender;
use shared::sync::wire::Pulled;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Says words to the other tabs, where the browser lets tabs speak.
pub fn teller(channel: &Rc<Option<Channel>>) -> impl Fn(&Words) + 'static {
    let channel = Rc::clone(channel);
    move |words| {
        if let (Some(channel), Ok(text)) = (&*channel, serde_json::to_string(words)) {
            channel.say(&text);
        }
    }
}

/// Listens to them. Words of another version of the app that this one does not know are passed over:
/// what they were about is on the disk.
pub fn hear<S: LocalStore + 'static, H: Host + 'static>(
    store: &Rc<S>,
    host: &Rc<H>,
    heartbeat: &Heartbeat,
    wakes: UnboundedSender<Wake>,
) -> impl FnMut(String) + 'static {
    let (store, host) = (Rc::clone(store), Rc::clone(host));
    let heartbeat = heartbeat.clone();
    move |text| {
        let Ok(words) = serde_json::from_str(&text) else {
            return;
        };
        let wake = match act(&*host, words) {
            Next::Nothing => return,
            Next::Alive => return heartbeat.heard(),
            Next::Reopen => return spawn_local(reread(Rc::clone(&store), Rc::clone(&host))),
            Next::Wake(wake) => wake,
        };
        // refused only when the loop has ended
        let _ = wakes.unbounded_send(wake);
    }
}

enum Next {
    Nothing,
    Alive,
    Wake(Wake),
    Reopen,
}

fn act(host: &impl Host, words: Words) -> Next {
    match words {
        Words::Alive => Next::Alive,
        Words::Appended { intention } => {
            let context = host.context();
            let touched = take(&mut host.replica().borrow_mut(), *intention, &context);
            host.touched(&touched);
            Next::Wake(Wake::Work)
        }
        Words::Answered { outcomes } => {
            let touched = host.replica().borrow_mut().pushed(&outcomes);
            host.touched(&touched);
            Next::Nothing
        }
        Words::Pulled { answer } => pulled(host, *answer),
        Words::Reload => Next::Reopen,
        Words::Left { why } => {
            host.told(News::Left(why));
            Next::Nothing
        }
        Words::Wake => Next::Wake(Wake::Now),
    }
}

/// The leader's pull from our own cursor is ours as well; from another one, the disk knows better.
fn pulled(host: &impl Host, answer: Pulled) -> Next {
    let context = host.context();
    let taken = host.replica().borrow_mut().pulled(answer, &context);
    match taken {
        Ok(done) if done.dropped_shelves.is_empty() => host.touched(&done.touched),
        Ok(_) => host.refilled(),
        Err(_) => return Next::Reopen,
    }
    Next::Nothing
}

async fn reread<S: LocalStore, H: Host>(store: Rc<S>, host: Rc<H>) {
    if let Err(error) = reopen(&*store, &*host).await {
        host.told(News::Storage(error));
    }
}
