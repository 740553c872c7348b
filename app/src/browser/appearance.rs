//! Which colours, which density and which language does the page have? Writes them on the root element; who keeps them
//! for next time is `state`.

use leptos::prelude::document;

/// The colours: what the device says, or one that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
    Daylight,
}

impl Theme {
    /// The value of `data-theme`, and the word that is kept; empty for the device's choice.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Daylight => "daylight",
        }
    }

    /// Anything unknown is the device's choice.
    pub fn from_code(code: &str) -> Theme {
        [Theme::Light, Theme::Dark, Theme::Daylight]
            .into_iter()
            .find(|theme| theme.code() == code)
            .unwrap_or_default()
    }
}

/// The size of targets and rows: by pointer and width, or one that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Auto,
    Glove,
    Touch,
    Office,
}

impl Density {
    pub fn code(self) -> &'static str {
        match self {
            Density::Auto => "",
            Density::Glove => "glove",
            Density::Touch => "touch",
            Density::Office => "office",
        }
    }

    /// Anything unknown is chosen by pointer and width.
    pub fn from_code(code: &str) -> Density {
        [Density::Glove, Density::Touch, Density::Office]
            .into_iter()
            .find(|density| density.code() == code)
            .unwrap_or_default()
    }
}

pub fn set_theme(theme: Theme) {
    put("data-theme", theme.code());
}

pub fn set_density(density: Density) {
    put("data-density", density.code());
}

/// `code` is "tr", "lt" or "en"; readers, hyphenation and capitals follow it.
pub fn set_language(code: &str) {
    put("lang", code);
}

/// An empty value takes the attribute away. A root that refuses an attribute leaves the page as it was, which is no harm.
fn put(attribute: &str, value: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = if value.is_empty() {
        root.remove_attribute(attribute)
    } else {
        root.set_attribute(attribute, value)
    };
}
