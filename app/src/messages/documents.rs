//! The words about documents that are kept here: why one is not taken, and what is worth a look on a line's serials.

use super::Language::{En, Lt, Tr};
use super::{Language, kit::messages, policy};
use shared::documents::Refusal;

messages! {
    too_many_rows { "Bu sürüm bu değişikliği tanımıyor. Uygulamayı güncelleyin.", "Ši versija tokio pakeitimo nepažįsta. Atnaujinkite programą.", "This version does not know the change. Update the app." }
    no_such_document { "Bu belge artık yok ya da bölgelerinizde değil.", "Šio dokumento nebėra arba jis ne jūsų teritorijose.", "This document is no longer there, or not in your territories." }
    exists { "Bu belge zaten var.", "Toks dokumentas jau yra.", "This document exists already." }
    no_such_account { "Bu hesap artık yok ya da bölgelerinizde değil.", "Šio kliento nebėra arba jis ne jūsų teritorijose.", "This account is no longer there, or not in your territories." }
    no_such_product { "Bu ürün artık yok. Başka bir ürün seçin.", "Šios prekės nebėra. Pasirinkite kitą.", "This product is no longer there. Choose another one." }
    no_such_line { "Bu satır artık yok.", "Šios eilutės nebėra.", "This line is no longer there." }
    not_entered_here { "Bu tür belge buradan girilmez.", "Tokie dokumentai čia neįvedami.", "Documents of this kind are not entered here." }
    no_lines { "En az bir ürün girin.", "Įveskite bent vieną prekę.", "Enter at least one product." }
    day_far_away { "Bu tarih olamaz. Yılı kontrol edin.", "Tokios datos negali būti. Patikrinkite metus.", "This day cannot be meant. Check the year." }
    quantity_invalid { "Miktar sıfırdan büyük olmalıdır.", "Kiekis turi būti didesnis už nulį.", "The quantity must be more than nothing." }
    price_invalid { "Fiyat eksi olamaz ve en çok 6 ondalık içerir.", "Kaina negali būti neigiama; daugiausia 6 ženklai po kablelio.", "The price cannot be negative and has at most 6 decimals." }
    serial_invalid { "Bu bir seri numarası değil. Düzeltin ya da silin.", "Tai ne serijinis numeris. Pataisykite arba ištrinkite.", "This is no serial number. Correct or clear it." }
    not_their_sale { "İade edilen mal bu hesaba satılmamış.", "Grąžinama prekė šiam klientui neparduota.", "What is returned was not sold to this account." }
    reason_missing { "Nedenini yazın.", "Įrašykite priežastį.", "Write the reason." }
    is_cancelled { "Bu belge iptal edilmiş.", "Šis dokumentas anuliuotas.", "This document is cancelled." }
    on_its_way { "Bu belge ERP yolunda. Yanıtı gelene kadar değiştirilemez.", "Šis dokumentas keliauja į ERP. Kol ERP neatsakė, jo keisti negalima.", "This document is on its way to the ERP. It cannot be changed until the ERP has answered." }
    is_erps { "Bu belge ERP’nin; burada yalnızca okunur.", "Šis dokumentas yra ERP; čia jis tik skaitomas.", "This document is the ERP’s; it is only read here." }
    belongs_to_operation { "Bu belge bir garanti servis kaydına ait. Oradan geri alın.", "Šis dokumentas priklauso garantinio aptarnavimo operacijai. Atšaukite jį ten.", "This document belongs to a warranty return. Take it back there." }
}

/// Why a change of a document is refused.
pub fn refusal(language: Language, why: &Refusal) -> String {
    let words = match why {
        Refusal::Denied { why } => return policy::denied(language, why),
        Refusal::TooManyLines { max } => return too_many_lines(language, *max),
        Refusal::TooManyRows { .. } => too_many_rows,
        Refusal::NoSuchDocument => no_such_document,
        Refusal::Exists => exists,
        Refusal::NoSuchAccount => no_such_account,
        Refusal::NoSuchProduct => no_such_product,
        Refusal::NoSuchLine => no_such_line,
        Refusal::NotEnteredHere => not_entered_here,
        Refusal::NoLines => no_lines,
        Refusal::DayFarAway => day_far_away,
        Refusal::QuantityInvalid => quantity_invalid,
        Refusal::PriceInvalid => price_invalid,
        Refusal::SerialInvalid => serial_invalid,
        Refusal::NotTheirSale => not_their_sale,
        Refusal::ReasonMissing => reason_missing,
        Refusal::IsCancelled => is_cancelled,
        Refusal::IsErps => is_erps,
        Refusal::OnItsWay => on_its_way,
        Refusal::BelongsToOperation => belongs_to_operation,
    };
    words(language).to_owned()
}

fn too_many_lines(language: Language, max: usize) -> String {
    match language {
        Tr => format!("Bir belgede en çok {max} satır olabilir."),
        Lt => format!("Dokumente gali būti daugiausia {max} eil."),
        En => format!("A document has at most {max} lines."),
    }
}

/// What is worth a look on a line's serials (SER-13).
pub fn serial_problem(language: Language, code: &str, serial: &str) -> String {
    match (code, language) {
        ("serial-twice", Tr) => format!("“{serial}” iki kez yazılmış; bir kez sayılır."),
        ("serial-twice", Lt) => format!("„{serial}“ įrašytas du kartus; skaičiuojamas vieną."),
        ("serial-twice", En) => format!("“{serial}” stands there twice; it counts once."),
        ("serial-count", Tr) => "Seri numarası sayısı miktara uymuyor.".into(),
        ("serial-count", Lt) => "Serijinių numerių skaičius neatitinka kiekio.".into(),
        ("serial-count", En) => "The count of serials is not the quantity.".into(),
        (_, language) => serial_invalid(language).to_owned(),
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
        "documents.entered" => words("Belge girildi", "Įvestas dokumentas", "Document entered"),
        "documents.line_added" => words(
            "Belge satırı eklendi",
            "Pridėta dokumento eilutė",
            "Document line added",
        ),
        "documents.line_removed" => words(
            "Belge satırı silindi",
            "Pašalinta dokumento eilutė",
            "Document line removed",
        ),
        "documents.serials_entered" => words(
            "Seri numaraları girildi",
            "Įvesti serijiniai numeriai",
            "Serials entered",
        ),
        "documents.cancelled" => words(
            "Belge iptal edildi",
            "Dokumentas anuliuotas",
            "Document cancelled",
        ),
        "documents.recorded" => words("ERP belgeleri", "ERP dokumentai", "Documents of the ERP"),
        "documents.costs_recorded" => words(
            "Belge maliyetleri",
            "Dokumentų savikainos",
            "Costs of documents",
        ),
        "documents.answered" => words("ERP yanıtı", "ERP atsakymas", "Answer of the ERP"),
        _ => return None,
    })
}
