//! Where does a person go on whose form was refused? At its first wrong field, wherever the button was that sent it.

use leptos::prelude::*;

use super::focus;

/// A dialog that is open holds the focus; else the page is the form.
const FORMS: [&str; 2] = ["dialog[open]", "main"];

/// In the next frame, when the fields say what is wrong with them.
pub fn focus_first_wrong() {
    request_animation_frame(|| {
        let wrong = |form: &str| {
            let field = format!("{form} [aria-invalid='true']");
            document().query_selector(&field).ok().flatten()
        };
        let first = FORMS.into_iter().find_map(wrong);
        first.iter().for_each(focus);
    });
}
