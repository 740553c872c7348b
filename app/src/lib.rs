//! What people touch. Every tap is answered from the replica on the device; talking to the server happens behind.

pub mod browser;
#[cfg(feature = "check")]
pub mod check;
pub mod gallery;
pub mod kit;
pub mod measure;
pub mod messages;
pub mod pages;
pub mod parts;
pub mod root;
pub mod routes;
pub mod shell;
pub mod state;
pub mod store;
pub mod sync;

#[cfg(feature = "check")]
pub fn mount() {
    leptos::mount::mount_to_body(check::Checks);
}

#[cfg(not(feature = "check"))]
pub fn mount() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(root::Root);
}
