//! What the pages see: the signed-in person, the records on this device, and where the work stands.
//! Knows store, sync and browser; knows no page and no component.

pub mod answered;
pub mod asked;
pub mod carrying;
mod code_index;
pub mod codes;
pub mod connection;
pub mod device;
pub mod drafts;
pub mod files;
mod following;
pub mod host;
pub mod listings;
pub mod lists;
pub mod login;
pub mod notices;
pub mod opening;
pub mod preferences;
pub mod register;
pub mod renewing;
pub mod repair;
mod running;
pub mod shipped;
pub mod signing_in_again;
pub mod signing_out;
pub mod stand;
pub mod time;
pub mod unsent;
pub mod waiting;

use leptos::prelude::*;

pub use carrying::Carrying;
pub use connection::Connection;
pub use device::Device;
pub use drafts::{Drafts, Inputs};
pub use login::{Login, Session};
pub use notices::Notices;
pub use preferences::Preferences;
pub use shipped::ShippedSerials;

/// Everything a page may ask for, in one value that is cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    pub login: Login,
    pub device: Device,
    pub drafts: Drafts,
    pub connection: Connection,
    pub carrying: Carrying,
    pub shipped: ShippedSerials,
    pub notices: Notices,
    pub preferences: Preferences,
}

impl App {
    pub fn new() -> App {
        let device = Device::new();
        App {
            login: Login::new(),
            device,
            drafts: Drafts::new(device),
            connection: Connection::new(),
            carrying: Carrying::new(),
            shipped: ShippedSerials::new(),
            notices: Notices::new(),
            preferences: Preferences::load(),
        }
    }
}

impl App {
    /// The waiting version takes over, when every letter that was typed is on disk.
    pub fn reload(self) {
        leptos::task::spawn_local(async move {
            self.drafts.settled().await;
            opening::reload();
        });
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

/// The app's state from anywhere below the shell.
pub fn app() -> App {
    expect_context::<App>()
}
