//! What the frame says: places, the vial, offline and updates.

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    plural::Counted,
};

messages! {
    page_coming { "Sayfa geliyor", "Puslapis atsiunčiamas", "The page is on its way" }
    page_missing { "Bu sayfa henüz bu cihazda değil", "Šio puslapio šiame įrenginyje dar nėra", "This page is not on the device yet" }
    page_missing_text { "Bağlantı gelince bir kez açın; sonra çekim olmadan da açılır.", "Atverkite kartą, kai bus ryšys; vėliau jis atsivers ir be ryšio.", "Open it once with a connection; from then on it opens without signal, too." }
    page_again { "Yeniden dene", "Bandyti dar kartą", "Try again" }
    skip { "İçeriğe geç", "Pereiti prie turinio", "Skip to content" }
    places { "Yerler", "Vietos", "Places" }
    back { "Geri", "Atgal", "Back" }
    scan { "Tara", "Skenuoti", "Scan" }
    search { "Ara, git", "Ieškoti, eiti", "Search" }
    more { "Diğer", "Daugiau", "More" }

    today { "Bugün", "Šiandien", "Today" }
    tickets { "Talepler", "Užklausos", "Tickets" }
    products { "Ürünler", "Prekės", "Products" }
    accounts { "Hesaplar", "Klientai", "Accounts" }
    offers { "Teklifler", "Pasiūlymai", "Offers" }
    returns { "İade (RMA)", "RMA", "RMA" }
    conditions { "Koşullar", "Sąlygos", "Conditions" }
    inbox { "Gelenler", "Gautieji", "Inbox" }
    settings { "Ayarlar", "Nustatymai", "Settings" }

    level { "Güncel", "Suderinta", "Up to date" }
    sending { "Gönderiliyor", "Perduodama", "Sending" }
    offline { "Çevrimdışı", "Neprisijungta", "Offline" }
    open_inbox { "Gelenleri aç", "Atverti gautuosius", "Open inbox" }

    new_version { "Yeni sürüm hazır", "Paruošta nauja versija", "New version ready" }
    reload { "Yenile", "Įkelti iš naujo", "Reload" }

    appearance { "Görünüm", "Išvaizda", "Appearance" }
    theme { "Renkler", "Spalvos", "Colours" }
    theme_auto { "Otomatik", "Automatinė", "Auto" }
    theme_light { "Açık", "Šviesi", "Light" }
    theme_dark { "Koyu", "Tamsi", "Dark" }
    theme_daylight { "Güneş", "Saulė", "Daylight" }
    density { "Yoğunluk", "Tankumas", "Density" }
    density_glove { "Eldiven", "Pirštinės", "Glove" }
    density_touch { "Dokunma", "Lietimas", "Touch" }
    density_office { "Ofis", "Biuras", "Office" }
    language { "Dil", "Kalba", "Language" }
}

/// Work on this device that nobody else has yet.
pub fn waiting(language: Language, count: u64) -> String {
    match language {
        Tr => format!("{count} bekliyor"),
        Lt => format!("{count} laukia"),
        En => format!("{count} waiting"),
    }
}

/// Offline, and what waits because of it.
pub fn offline_waiting(language: Language, count: u64) -> String {
    match count {
        0 => offline(language).to_owned(),
        _ => format!("{} · {}", offline(language), waiting(language, count)),
    }
}

/// Work that is on its way just now.
pub fn sending_waiting(language: Language, count: u64) -> String {
    format!("{} · {count}", sending(language))
}

/// Records that only this person can decide about.
pub fn needs_you(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# sizi bekliyor",
        lt: ["# laukia jūsų", "# laukia jūsų", "# laukia jūsų"],
        en: ["# needs you", "# need you"],
    };
    forms.of(language, count)
}

/// The age of the oldest unsent work, shown from one hour on.
pub fn oldest(language: Language, age: &str) -> String {
    match language {
        Tr => format!("en eskisi {age}"),
        Lt => format!("seniausias {age}"),
        En => format!("oldest {age}"),
    }
}

/// The name of a language in itself.
pub fn name_of_language(language: Language) -> &'static str {
    match language {
        Tr => "Türkçe",
        Lt => "Lietuvių",
        En => "English",
    }
}
