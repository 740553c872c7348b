//! What this tab does when another one says something. Copies are taken only where they fit exactly.

use super::driver::Wake;
use super::leader::Heartbeat;
use super::opening::take;
use super::session::{Host, News};
use super::words::Words;
use crate::browser::tabs::Channel;
use futures::channel::mpsc::UnboundedSender;
use shared::sync::wire::Pulled;
use std::rc::Rc;

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
pub fn hear<H: Host + 'static>(
    host: &Rc<H>,
    heartbeat: &Heartbeat,
    wakes: UnboundedSender<Wake>,
) -> impl FnMut(String) + 'static {
    let (host, heartbeat) = (Rc::clone(host), heartbeat.clone());
    move |text| match serde_json::from_str(&text) {
        Ok(Words::Alive) => heartbeat.heard(),
        Ok(words) => {
            if let Some(wake) = act(&*host, words) {
                // refused only when the loop has ended
                let _ = wakes.unbounded_send(wake);
            }
        }
        Err(_) => {}
    }
}

fn act(host: &impl Host, words: Words) -> Option<Wake> {
    match words {
        Words::Alive => None,
        Words::Appended { intention } => {
            let context = host.context();
            let touched = take(&mut host.replica().borrow_mut(), *intention, &context);
            host.touched(&touched);
            Some(Wake::Work)
        }
        Words::Answered { outcomes } => {
            let touched = host.replica().borrow_mut().pushed(&outcomes);
            host.touched(&touched);
            None
        }
        Words::Pulled { answer } => {
            pulled(host, *answer);
            None
        }
        Words::Reload => {
            host.told(News::Reload);
            None
        }
        Words::Wake => Some(Wake::Now),
    }
}

/// The leader's pull from our own cursor is ours as well; from another one, the disk knows better.
fn pulled(host: &impl Host, answer: Pulled) {
    let context = host.context();
    let taken = host.replica().borrow_mut().pulled(answer, &context);
    match taken {
        Ok(done) if done.dropped_shelves.is_empty() => host.touched(&done.touched),
        Ok(_) => host.refilled(),
        Err(_) => host.told(News::Reload),
    }
}
