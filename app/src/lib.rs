pub mod kit;
pub mod messages;
pub mod shell;
pub mod store;

pub fn mount() { leptos::mount::mount_to_body(|| { use leptos::prelude::*; leptos::view! { <p>"Sahada"</p> } }); }
