pub mod browser;
pub mod gallery;
pub mod kit;
pub mod messages;
pub mod routes;
pub mod shell;
pub mod state;
pub mod store;

pub fn mount() { leptos::mount::mount_to_body(|| { use leptos::prelude::*; leptos::view! { <p>"Sahada"</p> } }); }
