//! The words of importing a table of products: steps, what a column becomes, what a row would do, and what is wrong with it.

use shared::problem::Problem;
use shared::products::import::{Effect, Target};
use shared::table::{DecimalMark, Separator};
use shared::text::fold;

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    numbers,
    plural::Counted,
    sync,
};

messages! {
    title { "Ürünleri dosyadan al", "Prekių importas", "Import products" }
    file { "Dosya", "Failas", "File" }
    choose_products { "Ürün dosyası seç", "Pasirinkti prekių failą", "Choose product file" }
    choose_categories { "Kategori dosyası seç", "Pasirinkti kategorijų failą", "Choose category file" }
    products_file { "Ürün dosyası", "Prekių failas", "Product file" }
    categories_file { "Kategori dosyası", "Kategorijų failas", "Category file" }
    categories_hint { "İsteğe bağlı: numara, üst kategori ve ad sütunlarıyla.", "Nebūtina: numeris, aukštesnė kategorija ir pavadinimas.", "Optional: with columns for number, parent and name." }
    no_file { "CSV dosyanızı seçin", "Pasirinkite CSV failą", "Choose your CSV file" }
    no_file_text { "Kodlama, ayırıcı ve ondalık işareti dosyadan anlaşılır; hiçbir şey siz onaylamadan kaydedilmez.", "Koduotė, skyriklis ir dešimtainis ženklas atpažįstami; niekas neįrašoma be jūsų patvirtinimo.", "Encoding, separator and decimal marks are read from the file; nothing is saved before you say so." }
    encoding { "Kodlama", "Koduotė", "Encoding" }
    separator { "Ayırıcı", "Skyriklis", "Separator" }
    columns { "Sütunlar", "Stulpeliai", "Columns" }
    column { "Dosyadaki sütun", "Failo stulpelis", "Column of the file" }
    example { "Örnek", "Pavyzdys", "Example" }
    becomes { "Neye dönüşür", "Kuo taps", "Becomes" }
    decimal_mark { "Ondalık işareti", "Dešimtainis ženklas", "Decimal mark" }
    from_file { "Dosyadan", "Iš failo", "From the file" }
    comma { "Virgül (1,5)", "Kablelis (1,5)", "Comma (1,5)" }
    dot { "Nokta (1.5)", "Taškas (1.5)", "Dot (1.5)" }
    silent { "Dosyada yoksa", "Jei faile nėra", "Where the file is silent" }
    source { "Kategori kaynağı", "Kategorijų šaltinis", "Source of categories" }
    source_hint { "Kategori numaralarının önüne yazılır; başka dosyanın 18’i ile karışmaz.", "Rašoma prieš kategorijų numerius, kad nesusimaišytų su kito failo numeriais.", "Put before category numbers, so that 18 of another file stays another." }
    check { "Denetle", "Patikrinti", "Check the file" }
    check_hint { "Denetleme hiçbir şeyi değiştirmez.", "Tikrinimas nieko nekeičia.", "Checking changes nothing." }
    checking { "Dosya denetleniyor", "Failas tikrinamas", "Checking the file" }
    result { "Denetim sonucu", "Patikros rezultatas", "Result of the check" }
    new { "Yeni", "Naujos", "New" }
    changed { "Değişecek", "Keisis", "Changed" }
    unchanged { "Aynı", "Tos pačios", "Unchanged" }
    refused { "Alınamayan", "Neįkeliamos", "Left out" }
    warning { "Uyarı", "Įspėjimas", "Warning" }
    products_row { "Ürünler", "Prekės", "Products" }
    categories_row { "Kategoriler", "Kategorijos", "Categories" }
    kind { "Tür", "Rūšis", "Kind" }
    problems { "Dosyadaki sorunlar", "Failo problemos", "Problems in the file" }
    no_problems { "Sorun bulunmadı.", "Problemų nerasta.", "No problem was found." }
    save_problems { "Sorunları CSV olarak kaydet", "Išsaugoti problemas CSV", "Save problems as CSV" }
    save_failed { "Tarayıcı dosyayı kaydetmedi. İndirmelere izin verin.", "Naršyklė failo neišsaugojo. Leiskite atsisiuntimus.", "The browser did not save the file. Allow downloads." }
    new_categories { "Yeni açılacak kategoriler", "Bus sukurtos kategorijos", "Categories that will be made" }
    rows_left_out { "Alınamayan satırlar", "Neįkeltos eilutės", "Rows left out" }
    preview { "İlk satırlar", "Pirmosios eilutės", "First rows" }
    line { "Satır", "Eilutė", "Line" }
    what { "Ne olacak", "Kas bus", "What happens" }
    reason { "Neden", "Priežastis", "Reason" }
    place { "Sütun", "Stulpelis", "Column" }
    nothing_fits { "Dosyadan hiçbir satır alınamıyor. Nedenleri aşağıda yazıyor.", "Iš failo negalima perkelti nė vienos eilutės. Priežastys nurodytos žemiau.", "No row of the file can be imported. The reasons stand below." }
    nothing_to_do { "Dosyadaki her şey zaten kayıtlı. Alınacak bir şey yok.", "Viskas iš failo jau įrašyta. Importuoti nėra ko.", "Everything in the file is here already. There is nothing to import." }
    importing { "Alınıyor", "Importuojama", "Importing" }
    stop { "Durdur", "Sustabdyti", "Stop" }
    done { "İçe aktarma bitti", "Importas baigtas", "The import is done" }
    stopped { "İçe aktarma durduruldu", "Importas sustabdytas", "The import was stopped" }
    goes_on { "Kaydedilenler kalır; dosyayı yeniden denetlerseniz yalnızca kalanlar alınır.", "Kas įrašyta, lieka; patikrinus failą dar kartą bus įkeltas tik likutis.", "What was saved stays; checking the file again takes only the rest." }
    to_products { "Ürünlere git", "Į prekių sąrašą", "Go to products" }
    no_right { "İçe aktarma yetkiniz yok", "Neturite teisės importuoti", "You may not import" }
    no_right_text { "“Ürün içe aktar” yetkisini yöneticinizden isteyin.", "Teisės „Importuoti prekes“ prašykite administratoriaus.", "Ask your administrator for the right “Import products”." }
    parent_category { "Üst kategori", "Aukštesnė kategorija", "Parent category" }
    no_category_columns { "Bu dosyada kategori numarası ve adı bulunamadı.", "Šiame faile nerasta kategorijos numerio ir pavadinimo.", "No category number and name were found in this file." }
}

/// "AdventureWorks.csv, 295 rows".
pub fn file_line(language: Language, name: &str, rows: u64) -> String {
    let rows = Counted {
        tr: "# satır",
        lt: ["# eilutė", "# eilutės", "# eilučių"],
        en: ["# row", "# rows"],
    }
    .of(language, rows);
    format!("{name}, {rows}")
}

/// The main button, with what it will do.
pub fn import(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# kaydı al",
        lt: [
            "Importuoti # įrašą",
            "Importuoti # įrašus",
            "Importuoti # įrašų",
        ],
        en: ["Import # record", "Import # records"],
    };
    forms.of(language, count)
}

/// How far it is: records saved on this device of all.
pub fn progress(language: Language, done: u64, of: u64) -> String {
    let done_words = numbers::count(language, done);
    let of = Counted {
        tr: "# kayıttan",
        lt: ["iš # įrašo", "iš # įrašų", "iš # įrašų"],
        en: ["of # record", "of # records"],
    }
    .of(language, of);
    match language {
        Tr => format!("{of} {done_words} tanesi bu cihazda"),
        Lt => format!("Šiame įrenginyje įrašyta {done_words} {of}"),
        En => format!("{done_words} {of} saved on this device"),
    }
}

/// Why the rest of the list is not on the screen.
pub fn more(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# sorun daha; hepsi CSV dosyasında.",
        lt: [
            "Dar # problema; visos yra CSV faile.",
            "Dar # problemos; visos yra CSV faile.",
            "Dar # problemų; visos yra CSV faile.",
        ],
        en: [
            "# more problem; the CSV has them all.",
            "# more problems; the CSV has them all.",
        ],
    };
    forms.of(language, count)
}

/// Rows that are not on the screen.
pub fn more_rows(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# satır daha",
        lt: ["Dar # eilutė", "Dar # eilutės", "Dar # eilučių"],
        en: ["# more row", "# more rows"],
    };
    forms.of(language, count)
}

/// New categories that are not on the screen.
pub fn more_categories(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# kategori daha",
        lt: ["Dar # kategorija", "Dar # kategorijos", "Dar # kategorijų"],
        en: ["# more category", "# more categories"],
    };
    forms.of(language, count)
}

/// The accessible name of a select in a row of the column table.
pub fn of_column(language: Language, what: &str, column: &str) -> String {
    match language {
        Tr | Lt | En => format!("{what}: {column}"),
    }
}

/// What a column becomes.
pub fn target(language: Language, target: Target) -> &'static str {
    let [tr, lt, en] = match target {
        Target::Code => ["Ürün kodu", "Prekės kodas", "Product code"],
        Target::Name => ["Ad", "Pavadinimas", "Name"],
        Target::Price => ["Satış fiyatı", "Pardavimo kaina", "Sale price"],
        Target::Cost => ["Alış fiyatı", "Pirkimo kaina", "Purchase price"],
        Target::Currency => ["Para birimi", "Valiuta", "Currency"],
        Target::Unit => ["Birim", "Matavimo vienetas", "Unit"],
        Target::Brand => ["Marka", "Prekės ženklas", "Brand"],
        Target::CategoryReference => [
            "Kategori numarası",
            "Kategorijos numeris",
            "Category number",
        ],
        Target::CategoryName => ["Kategori adı", "Kategorijos pavadinimas", "Category name"],
        Target::Vat => ["KDV oranı", "PVM tarifas", "VAT rate"],
        Target::Barcode => ["Barkod", "Brūkšninis kodas", "Barcode"],
        Target::ProducerCode => ["Üretici kodu", "Gamintojo kodas", "Producer code"],
        Target::Tracking => [
            "İzleme (seri, lot)",
            "Vienetų apskaita",
            "Tracking (serial, lot)",
        ],
        Target::LogisticsCode => ["Lojistik kodu", "Logistikos kodas", "Logistics code"],
        Target::Warranty => ["Garanti süresi", "Garantijos trukmė", "Warranty duration"],
        Target::Service => ["Hizmet", "Paslauga", "Service"],
        Target::Recorded => ["Kayıt tarihi", "Įvedimo data", "Date recorded"],
        Target::Attribute => [
            "Özellik olarak kalır",
            "Lieka kaip savybė",
            "Kept as an attribute",
        ],
        Target::Ignore => ["Alınmaz", "Praleidžiama", "Left out"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// What stands between two cells.
pub fn separator_name(language: Language, separator: Separator) -> &'static str {
    match (separator, language) {
        (Separator::Semicolon, Tr) => "Noktalı virgül ;",
        (Separator::Semicolon, Lt) => "Kabliataškis ;",
        (Separator::Semicolon, En) => "Semicolon ;",
        (Separator::Tab, Tr) => "Sekme",
        (Separator::Tab, Lt) => "Tabuliatorius",
        (Separator::Tab, En) => "Tab",
        (Separator::Bar, Tr) => "Dikey çizgi |",
        (Separator::Bar, Lt) => "Brūkšnys |",
        (Separator::Bar, En) => "Bar |",
        (Separator::Comma, Tr) => "Virgül ,",
        (Separator::Comma, Lt) => "Kablelis ,",
        (Separator::Comma, En) => "Comma ,",
    }
}

/// A decimal mark as a choice.
pub fn mark_name(language: Language, mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Comma => comma(language),
        DecimalMark::Dot => dot(language),
    }
}

/// What a row would do.
pub fn effect(language: Language, effect: &Effect) -> String {
    match effect {
        Effect::New => new_row(language).to_owned(),
        Effect::Unchanged => unchanged(language).to_owned(),
        Effect::Changed(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| sync::field(language, field))
                .collect();
            format!("{}: {}", changed(language), fields.join(", "))
        }
    }
}

fn new_row(language: Language) -> &'static str {
    match language {
        Tr => "Yeni ürün",
        Lt => "Nauja prekė",
        En => "New product",
    }
}

/// Where in the file a problem is: the file it is in when there are two, and the column.
pub fn place_of(language: Language, problem: &Problem) -> String {
    let file = match problem.value("file") {
        Some("categories") => Some(categories_row(language).to_owned()),
        _ => None,
    };
    file.into_iter()
        .chain(column_of(language, problem))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The column as the file calls it, and what it becomes in our words: `ListPrice (Sale price)`. Once where both are the same.
fn column_of(language: Language, problem: &Problem) -> Option<String> {
    let field = problem.value("field").map(|name| match name {
        "category-parent" => parent_category(language).to_owned(),
        name => {
            let known = Target::ALL.into_iter().find(|known| known.name() == name);
            known.map_or_else(
                || name.replace('-', " "),
                |known| target(language, known).to_owned(),
            )
        }
    });
    let column = Some(problem.path.clone()).filter(|path| !path.is_empty());
    match (column, field) {
        (Some(column), Some(field)) if !fold(&column).eq(&fold(&field)) => {
            Some(format!("{column} ({field})"))
        }
        (column, field) => column.or(field),
    }
}

/// What is wrong, and what becomes of it.
pub fn problem(language: Language, problem: &Problem) -> String {
    let value = |name: &str| problem.value(name).unwrap_or_default();
    let words = |tr: &str, lt: &str, en: &str| {
        let words = match language {
            Tr => tr,
            Lt => lt,
            En => en,
        };
        filled(words, &value)
    };
    match problem.code.as_str() {
        "attribute-too-long" => words(
            "Özellik çok uzun, alınmadı.",
            "Savybė per ilga, praleista.",
            "The attribute is too long and was left out.",
        ),
        "barcode-check-digit" => words(
            "{barcode} barkodunun son hanesi {expected} olmalıydı; böyle de alınır.",
            "Kodo {barcode} paskutinis skaitmuo turėtų būti {expected}; įkeliama ir taip.",
            "The last digit of {barcode} should be {expected}; it is taken all the same.",
        ),
        "category-circle" => words(
            "Üst kategoriler halka oluşturuyor; en üste konuldu.",
            "Kategorijos sudaro ratą; perkelta į viršų.",
            "The parents form a circle; it was put at the top.",
        ),
        "category-missing" => words(
            "{category} numaralı kategori yok; kategorisiz alındı.",
            "Kategorijos {category} nėra; įkeliama be kategorijos.",
            "There is no category {category}; it is taken without one.",
        ),
        "category-name-invalid" => words(
            "Kategori adı okunamadı; kategorisiz alındı.",
            "Kategorijos pavadinimas netinka; įkeliama be kategorijos.",
            "The category’s name cannot be read; it is taken without one.",
        ),
        "category-number-missing" => words(
            "Kategori numarası boş.",
            "Nėra kategorijos numerio.",
            "The category number is missing.",
        ),
        "category-parent-missing" => words(
            "{parent} numaralı üst kategori yok; en üste konuldu.",
            "Aukštesnės kategorijos {parent} nėra; perkelta į viršų.",
            "There is no parent {parent}; it was put at the top.",
        ),
        "category-too-deep" => words(
            "Kategori çok derinde; en üste konuldu.",
            "Kategorija per giliai; perkelta į viršų.",
            "The category lies too deep; it was put at the top.",
        ),
        "category-twice" => words(
            "Numara {first_line}. satırda da var.",
            "Numeris jau yra {first_line} eilutėje.",
            "The number stands on line {first_line} too.",
        ),
        "cell-too-long" => words(
            "Bir hücre çok uzun.",
            "Langelis per ilgas.",
            "A cell is too long.",
        ),
        "characters-unreadable" => words(
            "{encoding} olarak okunamayan karakter: {count}. Kodlamayı değiştirin.",
            "Ženklų, neperskaitomų kaip {encoding}: {count}. Pakeiskite koduotę.",
            "Characters that cannot be read as {encoding}: {count}. Choose another encoding.",
        ),
        "code-missing" => words(
            "Ürün kodu boş.",
            "Nėra prekės kodo.",
            "The product code is missing.",
        ),
        "code-twice" => words(
            "{code} kodu dosyada birden çok kez var; ilki alındı.",
            "Kodas {code} faile kartojasi; įkeliamas pirmasis.",
            "The code {code} stands in the file more than once; the first is taken.",
        ),
        "column-for-code-missing" => words(
            "Hangi sütunun ürün kodu olduğunu seçin.",
            "Nurodykite, kuris stulpelis yra prekės kodas.",
            "Say which column is the product code.",
        ),
        "column-twice" => words(
            "Bu sütun başlığı birden çok kez var.",
            "Toks stulpelis kartojasi.",
            "This heading stands there more than once.",
        ),
        "column-unnamed" => words(
            "{column}. sütunun başlığı yok.",
            "Stulpelis {column} be pavadinimo.",
            "Column {column} has no heading.",
        ),
        "costs-left-out" => words(
            "Alış fiyatlarını görme yetkiniz yok; alınmadı.",
            "Neturite teisės matyti pirkimo kainų; jos praleistos.",
            "You may not see purchase prices; they were left out.",
        ),
        "currency-invalid" => words(
            "“{cell}” bir para birimi kodu değil.",
            "„{cell}“ nėra valiutos kodas.",
            "“{cell}” is no currency code.",
        ),
        "day-invalid" => words(
            "“{cell}” bir tarih değil; tarihsiz alındı.",
            "„{cell}“ nėra data; įkeliama be datos.",
            "“{cell}” is no date; it is taken without one.",
        ),
        "decimal-mark-unsure" => words(
            "Ondalık işareti dosyadan anlaşılmıyor. Sütunda seçin.",
            "Dešimtainis ženklas neaiškus. Pasirinkite jį stulpelyje.",
            "The decimal mark cannot be told. Choose it for the column.",
        ),
        "decimal-marks-mixed" => words(
            "Sütunda iki ondalık işareti de var; her hücre kendine göre okunur.",
            "Stulpelyje abu dešimtainiai ženklai; kiekvienas langelis skaitomas atskirai.",
            "The column uses both decimal marks; each cell is read by its own.",
        ),
        "encoding-guessed" => words(
            "Kodlama {encoding} olarak tahmin edildi. Harfler yanlışsa değiştirin.",
            "Koduotė spėjama: {encoding}. Jei raidės netinka, pakeiskite.",
            "The encoding was guessed as {encoding}. Change it if letters look wrong.",
        ),
        "file-empty" => words("Dosya boş.", "Failas tuščias.", "The file is empty."),
        "file-too-large" => words(
            "Dosya çok büyük. Bölüp yeniden deneyin.",
            "Failas per didelis. Padalykite jį.",
            "The file is too large. Split it.",
        ),
        "name-missing" => words("Ad boş.", "Nėra pavadinimo.", "The name is missing."),
        "not-text" => words(
            "Bu dosya bir metin tablosu değil. CSV olarak kaydedin.",
            "Tai ne tekstinė lentelė. Išsaugokite kaip CSV.",
            "This file is no text table. Save it as CSV.",
        ),
        "number-groups-wrong" => words(
            "“{cell}”: binlik grupları üç haneli olmalı.",
            "„{cell}“: tūkstančiai grupuojami po tris skaitmenis.",
            "“{cell}”: thousands are grouped by three digits.",
        ),
        "number-invalid" => words(
            "“{cell}” bir sayı değil.",
            "„{cell}“ nėra skaičius.",
            "“{cell}” is no number.",
        ),
        "number-too-long" => words(
            "“{cell}” tutulamayacak kadar uzun.",
            "„{cell}“ per ilgas.",
            "“{cell}” has too many digits.",
        ),
        "number-unsure" => words(
            "“{cell}” iki türlü okunabilir. Sütunun ondalık işaretini seçin.",
            "„{cell}“ galima suprasti dvejopai. Pasirinkite stulpelio dešimtainį ženklą.",
            "“{cell}” can be read in two ways. Choose the decimal mark of the column.",
        ),
        "price-negative" => words(
            "“{cell}”: fiyat eksi olamaz.",
            "„{cell}“: kaina negali būti neigiama.",
            "“{cell}”: a price is not negative.",
        ),
        "quote-not-closed" => words(
            "Açılan tırnak kapanmıyor.",
            "Neuždarytos kabutės.",
            "A quotation mark is not closed.",
        ),
        "warranty-invalid" => words(
            "Garanti süresi anlaşılmıyor: 24, 2 yıl gibi yazın.",
            "Garantijos trukmė nesuprantama: rašykite 24 arba 2 metai.",
            "The warranty cannot be read: write 24, or 2 years.",
        ),
        "tax-rate-invalid" => words(
            "“{cell}” bir KDV oranı değil.",
            "„{cell}“ nėra PVM tarifas.",
            "“{cell}” is no VAT rate.",
        ),
        "text-missing" => words("Metin boş.", "Nėra teksto.", "The text is missing."),
        "text-too-long" => words(
            "Metin en çok {length_max} karakter olabilir.",
            "Telpa daugiausia {length_max} ženklų.",
            "At most {length_max} characters fit here.",
        ),
        "text-unreadable" => words(
            "Metinde gösterilemeyen karakterler var.",
            "Tekste yra nerodomų ženklų.",
            "The text contains characters that cannot be shown.",
        ),
        "too-many-broken-rows" => words(
            "Çok fazla bozuk satır var; gerisi okunmadı. Ayırıcıyı denetleyin.",
            "Per daug sugadintų eilučių; likusios neperskaitytos. Patikrinkite skyriklį.",
            "Too many rows are broken; the rest was not read. Check the separator.",
        ),
        "too-many-columns" => words(
            "{count} sütun çok fazla.",
            "Stulpelių per daug: {count}.",
            "{count} columns are too many.",
        ),
        "too-many-decimals" => words(
            "“{cell}”: en çok {decimals_max} ondalık olabilir.",
            "„{cell}“: daugiausia {decimals_max} skaitmenys po kablelio.",
            "“{cell}”: at most {decimals_max} decimals are possible.",
        ),
        "too-many-rows" => words(
            "En çok {rows_max} satır okunur. Dosyayı bölün.",
            "Skaitoma daugiausia eilučių: {rows_max}. Padalykite failą.",
            "At most {rows_max} rows are read. Split the file.",
        ),
        "unit-invalid" => words(
            "Birim kodu okunamadı.",
            "Netinkamas matavimo vieneto kodas.",
            "The unit code cannot be read.",
        ),
        "wrong-number-of-cells" => words(
            "Satırda {expected} yerine {found} hücre var.",
            "Eilutėje langelių: {found}, turi būti {expected}.",
            "Cells in the row: {found}, instead of {expected}.",
        ),
        "yes-or-no-expected" => words(
            "“{cell}” evet veya hayır değil; hayır sayıldı.",
            "„{cell}“ nei taip, nei ne; laikoma ne.",
            "“{cell}” is neither yes nor no; it counts as no.",
        ),
        other => other.replace('-', " "),
    }
}

/// Puts values where their names stand in braces.
fn filled<'a>(words: &str, value: &dyn Fn(&str) -> &'a str) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, after)) => {
                filled.push_str(value(name));
                rest = after;
            }
            None => rest = after,
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_column_as_the_file_does_and_as_we_do() {
        let place = |path: &str, field: &'static str| {
            let found = Problem::block(path, "number-invalid").with("field", field);
            place_of(En, &found.with("file", "products"))
        };
        assert_eq!(place("ListPrice", "price"), "ListPrice (Sale price)");
        assert_eq!(place("name", "name"), "name");
        assert_eq!(place("", "code"), "Product code");
        assert_eq!(
            place("ParentID", "category-parent"),
            "ParentID (Parent category)"
        );
    }

    #[test]
    fn one_record_is_not_records() {
        assert_eq!(import(En, 1), "Import 1 record");
        assert_eq!(file_line(En, "a.csv", 1), "a.csv, 1 row");
        assert_eq!(progress(En, 1, 1), "1 of 1 record saved on this device");
        let lithuanian = [1, 2, 10, 21].map(|count| import(Lt, count));
        let words = [
            "Importuoti 1 įrašą",
            "Importuoti 2 įrašus",
            "Importuoti 10 įrašų",
            "Importuoti 21 įrašą",
        ];
        assert_eq!(lithuanian, words);
    }

    #[test]
    fn a_problem_names_the_cell_it_is_about() {
        let found = Problem::block("ListPrice", "number-invalid").with("cell", "abc");
        assert_eq!(problem(En, &found), "“abc” is no number.");
        assert_eq!(problem(Tr, &found), "“abc” bir sayı değil.");
    }
}
