//! What a person chose for this device: language, colours, density. Kept outside the sealed store, because the sign-in page
//! needs it too.

use crate::browser::appearance::{self, Density, Theme};
use crate::browser::{keep, locale};
use leptos::prelude::*;
use shared::text::Language;

#[derive(Clone, Copy)]
pub struct Preferences {
    pub theme: RwSignal<Theme>,
    pub density: RwSignal<Density>,
    pub language: RwSignal<Language>,
}

impl Preferences {
    /// What was kept, else what the browser's owner reads.
    pub fn load() -> Self {
        let kept = |name: &str| keep::get(name).unwrap_or_default();
        let theme = Theme::from_code(&kept("sahada.theme"));
        let density = Density::from_code(&kept("sahada.density"));
        let language = Language::from_code(&kept("sahada.language")).unwrap_or_else(wished);
        appearance::set_theme(theme);
        appearance::set_density(density);
        locale::set_page_language(language.code());
        Self {
            theme: RwSignal::new(theme),
            density: RwSignal::new(density),
            language: RwSignal::new(language),
        }
    }

    pub fn choose_theme(&self, code: &str) {
        let theme = Theme::from_code(code);
        keep::put("sahada.theme", theme.code());
        appearance::set_theme(theme);
        self.theme.set(theme);
    }

    pub fn choose_density(&self, code: &str) {
        let density = Density::from_code(code);
        keep::put("sahada.density", density.code());
        appearance::set_density(density);
        self.density.set(density);
    }

    /// Writes `lang`; who words the pages follows `language`.
    pub fn choose_language(&self, language: Language) {
        keep::put("sahada.language", language.code());
        locale::set_page_language(language.code());
        self.language.set(language);
    }
}

fn wished() -> Language {
    let known = |tag: String| Language::from_code(tag.split('-').next().unwrap_or_default());
    locale::wished()
        .into_iter()
        .find_map(known)
        .unwrap_or(Language::En)
}
