//! The words of files: photos, papers and signatures that hang on a record.

use super::kit::messages;
use super::{
    Language,
    Language::{En, Lt, Tr},
    policy,
};
use shared::attachments::Refusal;

messages! {
    files { "Dosyalar", "Failai", "Files" }
    none { "Henüz dosya yok.", "Failų dar nėra.", "There are no files yet." }
    add { "Dosya ekle", "Pridėti failą", "Add a file" }
    on_server { "Sunucuda", "Serveryje", "On the server" }
    waits { "Gönderilmeyi bekliyor", "Laukia perdavimo", "Waits to be sent" }
    stuck { "Gönderilemiyor, yalnız bu cihazda", "Nepavyksta perduoti, tik šiame įrenginyje", "Cannot be sent, on this device only" }
    unknown { "Bu tür dosya eklenemez. JPEG, PNG, WebP veya PDF seçin.", "Tokio failo pridėti negalima. Pasirinkite JPEG, PNG, WebP arba PDF.", "This kind of file cannot be added. Choose a JPEG, PNG, WebP or PDF." }
    damaged { "Resim bozuk. Yeniden çekin ya da başka bir dosya seçin.", "Paveikslėlis sugadintas. Nufotografuokite iš naujo arba pasirinkite kitą failą.", "The picture is damaged. Take it again or choose another file." }
    no_signal { "Dosya bu cihazda değil. Ağ olunca yeniden açın.", "Failo šiame įrenginyje nėra. Atverkite jį, kai atsiras ryšys.", "The file is not on this device. Open it when there is signal." }
    not_there { "Dosyayı ekleyen kişi henüz hepsini göndermedi.", "Kas pridėjo failą, dar jo viso neperdavė.", "Whoever added the file has not sent all of it yet." }
    not_kept { "Tarayıcı dosyayı kaydetmedi. Cihazda yer açıp yeniden deneyin.", "Naršyklė failo neišsaugojo. Atlaisvinkite vietos ir bandykite dar kartą.", "The browser did not save the file. Make room on the device and try again." }
}

/// "on its way, 40%": how much of it the server has.
pub fn on_its_way(language: Language, per_cent: u64) -> String {
    match language {
        Tr => format!("Yolda, %{per_cent}"),
        Lt => format!("Perduodama, {per_cent}\u{a0}%"),
        En => format!("On its way, {per_cent}%"),
    }
}

/// The name of a button that shows an arrow alone.
pub fn open_named(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name} dosyasını aç"),
        Lt => format!("Atverti failą {name}"),
        En => format!("Open {name}"),
    }
}

pub fn remove_named(language: Language, name: &str) -> String {
    match language {
        Tr => format!("{name} dosyasını kaldır"),
        Lt => format!("Pašalinti failą {name}"),
        En => format!("Remove {name}"),
    }
}

/// One change as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let words = |tr, lt, en| match language {
        Tr => tr,
        Lt => lt,
        En => en,
    };
    Some(match change {
        "attachments.added" => words("Dosya eklendi", "Pridėtas failas", "File added"),
        "attachments.removed" => words("Dosya kaldırıldı", "Pašalintas failas", "File removed"),
        _ => return None,
    })
}

/// Why a change of files is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    let words = |tr: &str, lt: &str, en: &str| match language {
        Tr => tr.to_owned(),
        Lt => lt.to_owned(),
        En => en.to_owned(),
    };
    match refusal {
        Refusal::Denied { why } => policy::denied(language, why),
        Refusal::NoSuchParent => words(
            "Dosyanın ekleneceği kayıt artık yok ya da bölgelerinizde değil.",
            "Įrašo, prie kurio pridedamas failas, nebėra arba jis ne jūsų regionuose.",
            "The record for this file is no longer there, or not in your territories.",
        ),
        Refusal::NoSuchAttachment => words(
            "Bu dosya artık yok ya da bölgelerinizde değil.",
            "Šio failo nebėra arba jis ne jūsų regionuose.",
            "This file is no longer there, or not in your territories.",
        ),
        Refusal::Exists => words(
            "Bu dosya zaten eklendi.",
            "Šis failas jau pridėtas.",
            "This file was added already.",
        ),
        Refusal::NameEmpty => words(
            "Dosyanın adı yok. Bir ad verip yeniden ekleyin.",
            "Failas neturi pavadinimo. Pavadinkite jį ir pridėkite dar kartą.",
            "The file has no name. Name it and add it again.",
        ),
        Refusal::NameIsAPath => words(
            "Dosya adında eğik çizgi ya da satır sonu olamaz.",
            "Failo pavadinime negali būti pasvirųjų brūkšnių ar eilutės pabaigos.",
            "A file’s name has no slashes and no line breaks.",
        ),
        Refusal::FileEmpty => words("Dosya boş.", "Failas tuščias.", "The file is empty."),
        Refusal::FileTooLarge { bytes_max } => too_large(language, *bytes_max),
        Refusal::TooManyFiles { count_max } => match language {
            Tr => format!("Bir kayda en çok {count_max} dosya eklenir."),
            Lt => format!("Prie įrašo dedama ne daugiau kaip {count_max} failų."),
            En => format!("A record has at most {count_max} files."),
        },
    }
}

/// Said before anything is saved, too.
pub fn too_large(language: Language, bytes_max: u64) -> String {
    let megabytes = bytes_max / (1024 * 1024);
    match language {
        Tr => format!("Dosya {megabytes} MB’den büyük. Daha küçük bir dosya seçin."),
        Lt => format!("Failas didesnis nei {megabytes} MB. Pasirinkite mažesnį."),
        En => format!("The file is larger than {megabytes} MB. Choose a smaller one."),
    }
}
