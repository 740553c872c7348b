//! The words of files: photos, papers and signatures that hang on a record.

use super::{
    Language,
    Language::{En, Lt, Tr},
    policy,
};
use shared::attachments::Refusal;

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
