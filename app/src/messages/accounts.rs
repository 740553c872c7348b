//! The words of accounts: list, card, form, tax numbers, and why a change of an account is refused.

use shared::accounts::Refusal;
use shared::accounts::tax_key::{InvalidTaxKey, TaxKeyKind};

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    numbers,
    plural::Counted,
    policy, products,
};

messages! {
    accounts { "Hesaplar", "Klientai", "Accounts" }
    account { "Hesap", "Klientas", "Account" }
    new_account { "Yeni hesap", "Naujas klientas", "New account" }
    edit_account { "Hesabı düzenle", "Keisti klientą", "Edit account" }
    edit { "Düzenle", "Keisti", "Edit" }
    save { "Hesabı kaydet", "Įrašyti klientą", "Save account" }
    new_offer { "Yeni teklif", "Naujas pasiūlymas", "New offer" }
    archive { "Arşivle", "Archyvuoti", "Archive" }
    restore { "Arşivden çıkar", "Grąžinti iš archyvo", "Take out of the archive" }
    archived { "Arşivde", "Archyve", "Archived" }
    archived_text { "Eski belgelerde görünür, yeni teklif açılmaz.", "Matomas senuose dokumentuose, naujiems nesiūlomas.", "It stays in old documents and is not offered for new ones." }
    actions { "Diğer hesap işlemleri", "Kiti kliento veiksmai", "More account actions" }

    search { "Hesap ara", "Ieškoti klientų", "Search accounts" }
    no_hits { "Bu aramaya uyan hesap yok", "Tokio kliento nėra", "No account fits this search" }
    no_hits_text { "Unvanın veya kodun bir parçası yeter.", "Pakanka pavadinimo ar kodo dalies.", "A part of the name or code is enough." }
    none { "Henüz hesap yok", "Klientų dar nėra", "No accounts yet" }
    none_text { "Bölgenizdeki hesaplar burada durur.", "Čia bus jūsų teritorijos klientai.", "The accounts of your territory stand here." }
    choose { "Bir hesap seçin", "Pasirinkite klientą", "Choose an account" }
    choose_text { "Adresi, iletişim bilgileri ve teklifleri burada görünür.", "Čia matysite adresą, kontaktus ir pasiūlymus.", "Its address, contacts and offers appear here." }
    gone { "Bu hesap bu cihazda yok", "Šio kliento šiame įrenginyje nėra", "This account is not on this device" }
    gone_text { "Başka bir bölgeye geçmiş olabilir.", "Jis galėjo pereiti į kitą teritoriją.", "It may have moved to another territory." }
    to_list { "Hesaplara dön", "Į klientų sąrašą", "Back to accounts" }

    name { "Unvan", "Pavadinimas", "Name" }
    territory { "Bölge", "Teritorija", "Territory" }
    territory_wanted { "Bir bölge yazın.", "Įrašykite teritoriją.", "Write a territory." }
    address { "Adres", "Adresas", "Address" }
    city { "Şehir", "Miestas", "City" }
    country { "Ülke", "Šalis", "Country" }
    phone { "Telefon", "Telefonas", "Phone" }
    email { "E-posta", "El. paštas", "E-mail" }
    language { "Belge dili", "Dokumentų kalba", "Language of documents" }
    currency { "Para birimi", "Valiuta", "Currency" }
    payment_method { "Ödeme yöntemi", "Mokėjimo būdas", "Payment method" }
    note { "Not", "Pastaba", "Note" }
    contact { "İletişim", "Kontaktai", "Contact" }
    terms { "Koşullar", "Sąlygos", "Terms" }
    offers { "Teklifler", "Pasiūlymai", "Offers" }
    no_offers { "Bu hesaba henüz teklif yok.", "Pasiūlymų šiam klientui dar nėra.", "There are no offers for this account yet." }
    call { "Ara", "Skambinti", "Call" }
    write { "E-posta yaz", "Rašyti laišką", "Write an e-mail" }
    provisional { "Geçici kod", "Laikinas kodas", "Provisional code" }
    code_comes { "Kalıcı kod sunucudan gelir; geçici kod da aramada bulunur.", "Galutinį kodą suteiks serveris; laikinas lieka randamas.", "The server gives the final code; the provisional one stays searchable." }
    saved { "Hesap bu cihaza kaydedildi.", "Klientas įrašytas šiame įrenginyje.", "The account is saved on this device." }

    tax_number { "Vergi numarası", "Mokesčių mokėtojo kodas", "Tax number" }
    tax_number_hint { "VKN 10, TCKN 11 hane; Litvanya 9 veya LT ile 9/12. Kaydedilince yalnızca yöneticiler görür.", "VKN – 10, TCKN – 11, Lietuvoje – 9 arba LT su 9/12 skaitmenų. Įrašytą mato tik administratoriai.", "VKN 10, TCKN 11 digits; Lithuania 9, or LT with 9 or 12. Once saved only administrators see it." }
    tax_number_hidden { "Yalnızca yöneticiler görür.", "Mato tik administratoriai.", "Only administrators see it." }
    tax_number_none { "Girilmemiş", "Neįrašytas", "Not entered" }
    tax_number_saved { "Vergi numarası bu cihaza kaydedildi.", "Mokesčių mokėtojo kodas įrašytas šiame įrenginyje.", "The tax number is saved on this device." }
    save_tax_number { "Vergi numarasını kaydet", "Įrašyti mokėtojo kodą", "Save tax number" }
}

/// "2.014 hesap", and while searching "7 hesap · 2.014 içinde".
pub fn count_line(language: Language, hits: u64, of: u64, searching: bool) -> String {
    let hits_line = count(language, hits);
    if !searching {
        return hits_line;
    }
    let of = numbers::count(language, of);
    match language {
        Tr => format!("{hits_line} · {of} içinde"),
        Lt => format!("{hits_line} iš {of}"),
        En => format!("{hits_line} of {of}"),
    }
}

fn count(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# hesap",
        lt: ["# klientas", "# klientai", "# klientų"],
        en: ["# account", "# accounts"],
    };
    forms.of(language, count)
}

/// What kind of tax number was read, for the line under the field.
pub fn tax_kind(language: Language, kind: TaxKeyKind) -> &'static str {
    match (kind, language) {
        (TaxKeyKind::Vkn, Tr) => "VKN, şirket",
        (TaxKeyKind::Vkn, Lt) => "VKN, Turkijos įmonė",
        (TaxKeyKind::Vkn, En) => "VKN, a company in Türkiye",
        (TaxKeyKind::Tckn, Tr) => "TCKN, şahıs",
        (TaxKeyKind::Tckn, Lt) => "TCKN, Turkijos asmuo",
        (TaxKeyKind::Tckn, En) => "TCKN, a person in Türkiye",
        (TaxKeyKind::LithuanianCompany, Tr) => "Litvanya şirket kodu",
        (TaxKeyKind::LithuanianCompany, Lt) => "Juridinio asmens kodas",
        (TaxKeyKind::LithuanianCompany, En) => "Lithuanian company code",
        (TaxKeyKind::LithuanianVat, Tr) => "Litvanya KDV numarası",
        (TaxKeyKind::LithuanianVat, Lt) => "PVM mokėtojo kodas",
        (TaxKeyKind::LithuanianVat, En) => "Lithuanian VAT number",
    }
}

/// Why a text is no tax number.
pub fn tax_problem(language: Language, why: InvalidTaxKey) -> String {
    match (why, language) {
        (InvalidTaxKey::Empty, Tr) => "Vergi numarasını yazın.".into(),
        (InvalidTaxKey::Empty, Lt) => "Įrašykite mokėtojo kodą.".into(),
        (InvalidTaxKey::Empty, En) => "Write the tax number.".into(),
        (InvalidTaxKey::NotDigits, Tr) => "Vergi numarası rakamlardan oluşur.".into(),
        (InvalidTaxKey::NotDigits, Lt) => "Mokėtojo kodą sudaro skaitmenys.".into(),
        (InvalidTaxKey::NotDigits, En) => "A tax number consists of digits.".into(),
        (InvalidTaxKey::Length { digits }, Tr) => format!(
            "{digits} hane girildi. Türkiye’de 10 veya 11, Litvanya’da 9, LT ile 9 veya 12 olmalı."
        ),
        (InvalidTaxKey::Length { digits }, Lt) => format!(
            "Įrašyta skaitmenų: {digits}. Turkijoje reikia 10 arba 11, Lietuvoje 9, su LT – 9 arba 12."
        ),
        (InvalidTaxKey::Length { digits }, En) => format!(
            "{digits} digits were typed. Türkiye has 10 or 11, Lithuania 9, with LT 9 or 12."
        ),
        (InvalidTaxKey::LeadingZero, Tr) => "TCKN 0 ile başlamaz.".into(),
        (InvalidTaxKey::LeadingZero, Lt) => "Asmens numeris neprasideda 0.".into(),
        (InvalidTaxKey::LeadingZero, En) => "A personal number does not start with 0.".into(),
        (InvalidTaxKey::CheckDigit(kind), Tr) => format!(
            "Kontrol hanesi tutmuyor ({}). Numarayı yeniden okuyun.",
            tax_kind(Tr, kind)
        ),
        (InvalidTaxKey::CheckDigit(kind), Lt) => format!(
            "Netinka kontrolinis skaitmuo ({}). Perskaitykite kodą dar kartą.",
            tax_kind(Lt, kind)
        ),
        (InvalidTaxKey::CheckDigit(kind), En) => format!(
            "The check digit is wrong ({}). Read the number again.",
            tax_kind(En, kind)
        ),
    }
}

/// Why a change of an account is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match (refusal, language) {
        (Refusal::Denied { why }, _) => policy::denied(language, why),
        (Refusal::NoSuchAccount, Tr) => "Bu hesap artık yok ya da bölgelerinizde değil.".into(),
        (Refusal::NoSuchAccount, Lt) => "Šio kliento nebėra arba jis ne jūsų regionuose.".into(),
        (Refusal::NoSuchAccount, En) => {
            "This account is no longer there, or not in your territories.".into()
        }
        (Refusal::Exists, Tr) => "Bu hesap zaten kayıtlı.".into(),
        (Refusal::Exists, Lt) => "Šis klientas jau įrašytas.".into(),
        (Refusal::Exists, En) => "This account is already there.".into(),
        (Refusal::NameEmpty, _) => products::name_wanted(language).into(),
        (Refusal::TerritoryEmpty, _) => territory_wanted(language).into(),
        (Refusal::TaxNumberInvalid, Tr) => "Vergi numarası geçerli değil.".into(),
        (Refusal::TaxNumberInvalid, Lt) => "Mokėtojo kodas netinkamas.".into(),
        (Refusal::TaxNumberInvalid, En) => "The tax number is not valid.".into(),
        (Refusal::TaxNumberEntered, Tr) => {
            "Bu hesabın vergi numarası zaten girilmiş. Değiştirmesini yöneticiden isteyin.".into()
        }
        (Refusal::TaxNumberEntered, Lt) => {
            "Šio kliento mokėtojo kodas jau įrašytas. Pakeisti paprašykite administratoriaus."
                .into()
        }
        (Refusal::TaxNumberEntered, En) => {
            "This account has a tax number already. Ask an administrator to change it.".into()
        }
        (Refusal::TooManyRows { count }, _) => products::too_many_rows(language, *count),
    }
}
