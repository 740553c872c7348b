//! What a person chose for this device: language, theme, density. Kept in the browser, outside the sealed store, because the
//! sign-in page needs it too.

/// `None` follows the device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
    Daylight,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Daylight];

    pub fn word(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Daylight => "daylight",
        }
    }

    pub fn from_word(word: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Density {
    #[default]
    Auto,
    Glove,
    Touch,
    Office,
}

impl Density {
    pub const ALL: [Density; 4] = [Density::Auto, Density::Glove, Density::Touch, Density::Office];

    pub fn word(self) -> &'static str {
        match self {
            Density::Auto => "auto",
            Density::Glove => "glove",
            Density::Touch => "touch",
            Density::Office => "office",
        }
    }

    pub fn from_word(word: &str) -> Density {
        Density::ALL.into_iter().find(|density| density.word() == word).unwrap_or_default()
    }
}
