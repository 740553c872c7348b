//! What the kit itself says: states, ages, and the words of its own buttons.

use super::{
    Language,
    Language::{En, Lt, Tr},
};

/// One message without values: a function per line, an arm per language.
macro_rules! messages {
    ($($(#[$about:meta])* $name:ident { $tr:literal, $lt:literal, $en:literal })*) => {
        $($(#[$about])*
        pub fn $name(language: Language) -> &'static str {
            match language {
                Tr => $tr,
                Lt => $lt,
                En => $en,
            }
        })*
    };
}
pub(crate) use messages;

messages! {
    saved_here { "Burada kayıtlı", "Įrašyta čia", "Saved here" }
    sent { "İletildi", "Perduota", "Sent" }
    accepted { "Kabul edildi", "Priimta", "Accepted" }
    refused { "Reddedildi", "Atmesta", "Refused" }
    needs_you { "Sizi bekliyor", "Laukia jūsų", "Needs you" }

    live { "canlı", "tiesiogiai", "live" }
    not_shown { "Gösterilmiyor", "Nerodoma", "Not shown" }

    camera_starts { "Kamera açılıyor …", "Įjungiama kamera …", "The camera is starting …" }
    hold_the_code { "Kodu çerçeveye tutun.", "Laikykite kodą rėmelyje.", "Hold the code inside the frame." }
    nothing_read_yet { "Henüz okunamadı. Yaklaşın, ışık tutun ya da numarayı yazın.", "Dar nenuskaityta. Prieikite arčiau, pašvieskite arba įrašykite numerį.", "Nothing read yet. Go closer, give it light, or type the number." }
    several_codes { "Birden fazla kod okundu. Hangisi?", "Nuskaityti keli kodai. Kuris?", "Several codes were read. Which one?" }
    scan_again { "Yeniden okut", "Skenuoti dar kartą", "Scan again" }
    try_camera_again { "Kamerayı yeniden dene", "Bandyti kamerą dar kartą", "Try the camera again" }
    light_on { "Işığı aç", "Įjungti šviesą", "Light on" }
    light_off { "Işığı kapat", "Išjungti šviesą", "Light off" }
    type_instead { "Numarayı yazabilir ya da bir el okuyucusu kullanabilirsiniz.", "Numerį galite įrašyti arba naudoti rankinį skaitytuvą.", "You can type the number or use a handheld scanner." }
    no_reader { "Bu tarayıcı kod okuyamıyor", "Ši naršyklė negali skaityti kodų", "This browser cannot read codes" }
    camera_refused { "Kameraya izin verilmedi. Adres çubuğundaki kamera simgesinden izin verin.", "Kamera neleidžiama. Leiskite ją per kameros ženklą adreso juostoje.", "The camera is not allowed. Allow it with the camera sign in the address bar." }
    camera_missing { "Bu cihazda kamera bulunamadı", "Šiame įrenginyje kameros nerasta", "No camera was found on this device" }
    camera_busy { "Kamera açılamadı. Başka bir uygulama kullanıyor olabilir.", "Kameros įjungti nepavyko. Galbūt ją naudoja kita programa.", "The camera did not start. Another app may be using it." }
    camera_insecure { "Kamera yalnızca HTTPS ile açılır. Yöneticinize söyleyin.", "Kamera veikia tik per HTTPS. Pasakykite administratoriui.", "The camera works over HTTPS only. Tell your administrator." }

    close { "Kapat", "Uždaryti", "Close" }
    cancel { "Vazgeç", "Atsisakyti", "Cancel" }
    clear { "Temizle", "Išvalyti", "Clear" }
    input_came_back { "Kaydedilmemiş girişiniz duruyor", "Jūsų neišsaugota įvestis išliko", "Your unsaved input is still here" }
    save_input { "Girişi kaydet", "Išsaugoti įvestį", "Save input" }
    discard_input { "Girişi sil", "Atmesti įvestį", "Discard input" }
    undo { "Geri al", "Anuliuoti", "Undo" }
    search { "Ara", "Ieškoti", "Search" }
    more { "Diğer işlemler", "Kiti veiksmai", "More actions" }
    show_password { "Parolayı göster", "Rodyti slaptažodį", "Show password" }
    hide_password { "Parolayı gizle", "Slėpti slaptažodį", "Hide password" }
    read_only { "Salt okunur", "Tik skaitymui", "Read-only" }
    nothing_found { "Sonuç yok", "Nieko nerasta", "Nothing found" }
    clear_filters { "Filtreleri temizle", "Išvalyti filtrus", "Clear filters" }
    not_a_number { "Bir sayı yazın, örneğin", "Įrašykite skaičių, pavyzdžiui", "Write a number, for example" }
    not_a_day { "Geçerli bir tarih seçin.", "Pasirinkite galiojančią datą.", "Choose a valid date." }
    from_day { "Başlangıç", "Nuo", "From" }
    until_day { "Bitiş", "Iki", "Until" }
    amount { "Tutar", "Suma", "Amount" }
    currency { "Para birimi", "Valiuta", "Currency" }

    by_condition { "koşuldan geldi", "pagal sąlygą", "from a condition" }
    by_hand { "elle girildi, korunur", "įrašyta ranka, saugoma", "set by hand, kept" }
    empty_slot { "boş", "tuščia", "empty" }

    sorted_up { "artan sıralı", "rikiuota didėjančiai", "sorted ascending" }
    sorted_down { "azalan sıralı", "rikiuota mažėjančiai", "sorted descending" }

    before { "Önceki", "Buvo", "Before" }
    both_started_here { "ikisi de buradan başladı", "abi pusės pradėjo nuo čia", "both started here" }
    yours { "Sizinki", "Jūsų", "Yours" }
    another_value { "Başka bir değer girin", "Įrašyti kitą reikšmę", "Enter another value" }

    still_fetching { "Uzun sürüyor. Sayfanın geri kalanını kullanabilirsiniz.", "Užtrunka. Likusia puslapio dalimi galite naudotis.", "This is taking long. The rest of the page stays usable." }
    last_known { "Son bilinen", "Paskutinė žinoma", "Last known" }
    previous_page { "Önceki sayfa", "Ankstesnis puslapis", "Previous page" }
    next_page { "Sonraki sayfa", "Kitas puslapis", "Next page" }
    problems { "Düzeltilecekler", "Ką pataisyti", "What to correct" }
    step_done { "tamamlandı", "atlikta", "done" }
    step_stopped { "iptal edildi", "atšaukta", "cancelled" }
}

/// What was written into the field in which this person types; whether by a colleague or in another tab, nobody here knows.
pub fn written_meanwhile(language: Language, value: &str) -> String {
    let empty = value.trim().is_empty();
    match (language, empty) {
        (Tr, false) => format!("Bu arada buraya “{value}” yazıldı"),
        (Tr, true) => "Bu arada bu alan boşaltıldı".to_owned(),
        (Lt, false) => format!("Tuo metu čia įrašyta „{value}“"),
        (Lt, true) => "Tuo metu šis laukelis ištuštintas".to_owned(),
        (En, false) => format!("“{value}” was written here meanwhile"),
        (En, true) => "This field was emptied meanwhile".to_owned(),
    }
}

/// The number a person should type, as an example in their own notation.
pub fn number_wanted(language: Language, example: &str) -> String {
    format!("{} {example}.", not_a_number(language))
}

/// A figure that is too old to be shown.
pub fn older_than(language: Language, hours: u64) -> String {
    match language {
        Tr => format!("{hours} saatten eski"),
        Lt => format!("senesnis nei {hours} val."),
        En => format!("older than {hours} h"),
    }
}

/// Undo with the seconds that are left.
pub fn seconds_left(language: Language, action: &str, seconds: u64) -> String {
    match language {
        Tr => format!("{action}, {seconds} sn"),
        Lt | En => format!("{action}, {seconds} s"),
    }
}

/// The accessible name of a discount cell: line, slot, value, origin.
pub fn cell_name(language: Language, line: &str, slot: &str, value: &str, origin: &str) -> String {
    match language {
        Tr | Lt | En => format!("{line}, {slot}, {value}, {origin}"),
    }
}

/// How many discounts a cell grid does not show.
pub fn hidden_discounts(language: Language, count: u64) -> String {
    let forms = super::plural::Counted {
        tr: "+# gizli iskonto",
        lt: [
            "+# paslėpta nuolaida",
            "+# paslėptos nuolaidos",
            "+# paslėptų nuolaidų",
        ],
        en: ["+# hidden discount", "+# hidden discounts"],
    };
    forms.of(language, count)
}

/// Place of a row in a long list, for the announcement while moving.
pub fn results(language: Language, count: u64) -> String {
    let forms = super::plural::Counted {
        tr: "# sonuç",
        lt: ["# rezultatas", "# rezultatai", "# rezultatų"],
        en: ["# result", "# results"],
    };
    forms.of(language, count)
}

/// "Page 2 of 7".
pub fn page_of(language: Language, page: u64, pages: u64) -> String {
    match language {
        Tr => format!("Sayfa {page} / {pages}"),
        Lt => format!("{page} puslapis iš {pages}"),
        En => format!("Page {page} of {pages}"),
    }
}
