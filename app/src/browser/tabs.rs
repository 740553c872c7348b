//! Words between the open tabs of one browser. Whoever was closed or frozen does not hear them, so they
//! are hints: what must last stands on the disk.

use super::events::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// One named channel; a tab does not hear itself.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// `None` in a browser without channels.
    pub fn open(name: &str, mut heard: impl FnMut(String) + 'static) -> Option<Channel> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Listener::new(&channel, "message", move |event| {
            let message = event.dyn_ref::<MessageEvent>();
            if let Some(words) = message.and_then(|message| message.data().as_string()) {
                heard(words);
            }
        });
        Some(Channel {
            channel,
            _listener: listener,
        })
    }

    pub fn say(&self, words: &str) {
        // refused only after closing, and only `drop` closes
        let _ = self.channel.post_message(&JsValue::from_str(words));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
