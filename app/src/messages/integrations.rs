//! The words of integration sets: their ERPs, how they are doing, what went to them, and why a change of one is refused.

use shared::integrations::set::ErpKind;
use shared::integrations::{Refusal, TransferState};

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    plural::Counted,
    policy,
};

messages! {
    sets { "Entegrasyon setleri", "Integracijos rinkiniai", "Integration sets" }
    none { "Henüz entegrasyon seti yok", "Integracijos rinkinių dar nėra", "No integration sets yet" }
    none_text { "Bir set, bir ERP şirketine bağlantıdır. Size verilen setler burada durur.", "Rinkinys – ryšys su viena ERP įmone. Čia bus jums suteikti rinkiniai.", "A set is the link to one ERP company. The sets you were granted stand here." }
    choose { "Bir set seçin", "Pasirinkite rinkinį", "Choose a set" }
    choose_text { "Bağlantısı, denetimleri ve aktarımları burada görünür.", "Čia matysite ryšį, patikras ir perdavimus.", "Its connection, checks and transfers appear here." }
    gone { "Bu set bu cihazda yok", "Šio rinkinio šiame įrenginyje nėra", "This set is not on this device" }
    gone_text { "Size artık verilmemiş olabilir.", "Galbūt jis jums nebesuteiktas.", "It may not be granted to you any more." }
    to_list { "Setlere dön", "Grįžti į rinkinius", "Back to the sets" }
    new_set { "Yeni set", "Naujas rinkinys", "New set" }
    define { "Seti tanımla", "Apibrėžti rinkinį", "Define set" }
    defined { "Set bu cihaza kaydedildi.", "Rinkinys įrašytas šiame įrenginyje.", "The set is saved on this device." }
    active { "Etkin", "Aktyvus", "Active" }
    inactive { "Kapalı", "Išjungtas", "Switched off" }

    connection { "Bağlantı", "Ryšys", "Connection" }
    passwords_stay { "ERP parolaları hiçbir cihaza gelmez", "ERP slaptažodžiai nepasiekia įrenginių", "ERP passwords never reach a device" }
    name { "Ad", "Pavadinimas", "Name" }
    erp { "ERP", "ERP", "ERP" }
    firm { "Firma", "Įmonė", "Firm" }
    firm_hint { "Stok ve cari kartları firmaya bağlıdır; tanımdan sonra değişmez.", "Kortelės priklauso įmonei; vėliau nekeičiama.", "Cards belong to the firm, so it does not change later." }
    period { "Dönem", "Laikotarpis", "Period" }
    period_hint { "Bağlantılar sete ve firmaya aittir: yeni dönem onları korur.", "Sąsajos priklauso rinkiniui ir įmonei: naujas laikotarpis jas išlaiko.", "Links belong to set and firm: a new period keeps them." }
    switched_on { "Set etkin", "Rinkinys aktyvus", "The set is active" }
    before_conversion { "Satışa çevirmeden önce", "Prieš konvertuojant", "Before a conversion" }
    asks_live { "Bir teklif satışa çevrilirken fiyat, stok ve risk ERP’den canlı okunur. Fark varsa teklif satıcıya geri döner.", "Konvertuojant pasiūlymą kaina, atsargos ir rizika skaitomos iš ERP tiesiogiai. Jei kas skiriasi, pasiūlymas grįžta pardavėjui.", "When an offer is converted, price, stock and risk are read live from the ERP. If something differs, the offer goes back to the seller." }
    not_told { "ERP’nin vermediği bir rakam belgeyi bekletmez.", "Rodiklis, kurio ERP nepateikia, dokumento nesulaiko.", "A figure that the ERP does not give holds nothing up." }
    waits_for_answer { "ERP yanıt vermezse istek bekler; uzun sürerse nedeniyle birlikte satıcıya geri döner.", "Jei ERP neatsako, prašymas laukia; užtrukus grįžta pardavėjui su priežastimi.", "If the ERP does not answer, the request waits; after a long while it goes back to the seller with the reason." }
    while_off { "Set kapalı: yeni istekler satıcıya geri döner; bekleyen belgeler set açılınca gider.", "Rinkinys išjungtas: nauji prašymai grįžta pardavėjui; laukiantys dokumentai iškeliaus jį įjungus.", "The set is off: new requests go back to the seller; documents that wait go out once it is switched on." }
    documents { "Belgeler", "Dokumentai", "Documents" }
    documents_all { "Bu ERP sipariş, irsaliye ve teklif alır.", "Ši ERP priima užsakymus, važtaraščius ir pasiūlymus.", "This ERP takes orders, dispatches and quotes." }
    documents_no_quotes { "Bu ERP sipariş ve irsaliye alır; teklif belgesi tanımaz.", "Ši ERP priima užsakymus ir važtaraščius; pasiūlymų nepriima.", "This ERP takes orders and dispatches; it knows no quotes." }
    documents_once { "Her belge kendi anahtarıyla gider: yinelense de ERP’de ikinci belge oluşmaz.", "Kiekvienas dokumentas keliauja su savo raktu: pakartojus antras ERP neatsiras.", "Each document carries its own key: repeating it never makes a second one in the ERP." }

    health { "Sunucunun gördüğü", "Kaip mato serveris", "As the server sees it" }
    fetching_health { "Setin durumu sorgulanıyor", "Gaunama rinkinio būsena", "Asking how the set is doing" }
    no_trouble { "Bilinen bir aksama yok", "Sutrikimų nežinoma", "No trouble known" }
    no_answer { "ERP yanıt vermiyor", "ERP neatsako", "No answer from the ERP" }
    waiting_short { "bekliyor", "laukia", "waiting" }
    need_human_short { "belge insan bekliyor", "dok. reikia žmogaus", "need a human" }
    is_off { "Set kapalı", "Rinkinys išjungtas", "The set is switched off" }
    sent_today { "Bugün aktarılan", "Šiandien perduota", "Sent today" }
    waiting { "Bekleyen", "Laukia", "Waiting" }
    need_human { "İnsan bekleyen", "Reikia žmogaus", "Need a human" }
    transfers { "Aktarımlar", "Perdavimai", "Transfers" }
    transfer_log { "Aktarım günlüğü", "Perdavimų žurnalas", "Transfer log" }
    fetching_transfers { "Aktarımlar sorgulanıyor", "Gaunami perdavimai", "Fetching the transfers" }
    no_transfers { "Henüz aktarım yok", "Perdavimų dar nėra", "No transfers yet" }
    no_transfers_text { "ERP’ye giden her belge burada durur.", "Čia bus kiekvienas į ERP iškeliavęs dokumentas.", "Every document that goes to the ERP stands here." }
    no_such_transfers { "Bu süzgece uyan aktarım yok", "Tokių perdavimų nėra", "No transfer fits this filter" }
    no_such_transfers_text { "Tümünü gösterin.", "Rodykite visus.", "Show all of them." }
    all { "Tümü", "Visi", "All" }
    show_all { "Tümünü göster", "Rodyti visus", "Show all" }
    state { "Durum", "Būsena", "State" }
    pending { "Sırada", "Eilėje", "In line" }
    sending { "Aktarılıyor", "Perduodama", "On its way" }
    confirmed { "ERP’de", "Yra ERP", "In the ERP" }
    needs_human { "İnsan bekliyor", "Reikia žmogaus", "Needs a human" }
    withdrawn { "Gönderilmeden geri alındı", "Atšauktas neišsiuntus", "Taken back unsent" }
    unknown_state { "Bu sürüm bilmiyor", "Nežinoma šiai versijai", "Unknown to this version" }
    document { "Belge", "Dokumentas", "Document" }
    unreadable { "Belge okunamıyor", "Dokumento perskaityti nepavyksta", "The document cannot be read" }
    total { "Net toplam", "Suma be PVM", "Net total" }
    slip { "Fiş numarası", "Dokumento numeris ERP", "Slip number" }
    changed { "Son işlem", "Paskutinis veiksmas", "Last step" }
    retry { "Yeniden dene", "Bandyti dar kartą", "Try again" }
    retry_text { "Belge önce ERP’de aranır; orada yoksa yeniden gönderilir.", "Dokumento pirma ieškoma ERP; jei nėra, perduodama dar kartą.", "It is looked up in the ERP first; if it is not there, it is sent again." }
    retried { "Belge yeniden sırada.", "Dokumentas vėl eilėje.", "The document is in line again." }
    retry_gone { "Bu belge artık insan beklemiyor.", "Šiam dokumentui žmogaus nebereikia.", "This document no longer needs a human." }
    look_at_them { "Onlara bakın", "Peržiūrėti juos", "Look at them" }
    need_human_text { "ERP onları kabul etmedi ya da başka türlü kaydetti. Nedeni günlükte yazar.", "ERP jų nepriėmė arba įrašė kitaip. Priežastis nurodyta žurnale.", "The ERP refused them or booked them differently. The log gives the reason." }
    look_again { "Yeniden bak", "Žiūrėti iš naujo", "Look again" }
    newest_only { "En yeni 200 aktarım gösterilir.", "Rodoma 200 naujausių perdavimų.", "The newest 200 transfers are shown." }
}

/// "Waiting for Logo Tiger since 09:02".
pub fn waiting_for(language: Language, erp: ErpKind, since: &str) -> String {
    let erp = erp_name(language, erp);
    match language {
        Tr => format!("{erp}, {since} saatinden beri yanıt vermiyor"),
        Lt => format!("{erp} neatsako nuo {since}"),
        En => format!("Waiting for {erp} since {since}"),
    }
}

/// What happens to the documents meanwhile.
pub fn waiting_for_text(language: Language, count: u64, again_at: &str) -> String {
    let forms = Counted {
        tr: "# belge bekliyor; saat {again_at} dolayında yeniden denenir. Hiçbiri iki kez gitmez.",
        lt: [
            "Laukia # dokumentas; bandoma vėl apie {again_at}. Nė vienas neiškeliaus dukart.",
            "Laukia # dokumentai; bandoma vėl apie {again_at}. Nė vienas neiškeliaus dukart.",
            "Laukia # dokumentų; bandoma vėl apie {again_at}. Nė vienas neiškeliaus dukart.",
        ],
        en: [
            "# document waits; it is tried again at about {again_at}. None is sent twice.",
            "# documents wait; they are tried again at about {again_at}. None is sent twice.",
        ],
    };
    forms.of(language, count).replace("{again_at}", again_at)
}

/// "2 documents need a human".
pub fn need_human_title(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# belge bir insanı bekliyor",
        lt: [
            "# dokumentui reikia žmogaus",
            "# dokumentams reikia žmogaus",
            "# dokumentų reikia žmogaus",
        ],
        en: ["# document needs a human", "# documents need a human"],
    };
    forms.of(language, count)
}

/// What the ERP or the server's log said, word for word.
pub fn told(language: Language, reason: &str) -> String {
    match language {
        Tr => format!("Bildirilen neden: “{reason}”"),
        Lt => format!("Nurodyta priežastis: „{reason}“"),
        En => format!("Reason given: “{reason}”"),
    }
}

/// Since when something waits, under its figure.
pub fn since(language: Language, length: &str) -> String {
    match language {
        Tr => format!("{length} süredir"),
        Lt => format!("jau {length}"),
        En => format!("for {length}"),
    }
}

pub fn tried(language: Language, times: u64) -> String {
    let forms = Counted {
        tr: "# kez denendi",
        lt: ["bandyta # kartą", "bandyta # kartus", "bandyta # kartų"],
        en: ["tried # time", "tried # times"],
    };
    forms.of(language, times)
}

pub fn next_try(language: Language, time: &str) -> String {
    match language {
        Tr => format!("sonraki deneme {time}"),
        Lt => format!("kitas bandymas {time}"),
        En => format!("next try {time}"),
    }
}

/// "3 sets".
pub fn count(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# set",
        lt: ["# rinkinys", "# rinkiniai", "# rinkinių"],
        en: ["# set", "# sets"],
    };
    forms.of(language, count)
}

/// The second line of a set: "Logo Tiger · firm 001 · period 2026".
pub fn line(language: Language, erp: ErpKind, firm: &str, period: &str) -> String {
    let erp = erp_name(language, erp);
    match language {
        Tr => format!("{erp} · firma {firm} · dönem {period}"),
        Lt => format!("{erp} · įmonė {firm} · laikotarpis {period}"),
        En => format!("{erp} · firm {firm} · period {period}"),
    }
}

/// How far a document came.
pub fn state_name(language: Language, state: TransferState) -> &'static str {
    match state {
        TransferState::Pending => pending(language),
        TransferState::Sending => sending(language),
        TransferState::Confirmed => confirmed(language),
        TransferState::NeedsHuman => needs_human(language),
        TransferState::Withdrawn => withdrawn(language),
        TransferState::Unknown => unknown_state(language),
    }
}

/// A change of a set as people call it.
pub fn deed(language: Language, change: &str) -> Option<&'static str> {
    let [tr, lt, en] = match change {
        "integrations.defined" => ["Set tanımlandı", "Apibrėžtas rinkinys", "Set defined"],
        "integrations.switched" => [
            "Set açıldı veya kapatıldı",
            "Rinkinys įjungtas arba išjungtas",
            "Set switched on or off",
        ],
        "integrations.period_set" => ["Dönem değişti", "Pakeistas laikotarpis", "Period changed"],
        "integrations.renamed" => ["Setin adı değişti", "Rinkinys pervadintas", "Set renamed"],
        _ => return None,
    };
    Some(match language {
        Tr => tr,
        Lt => lt,
        En => en,
    })
}

/// An ERP by the name people know it by.
pub fn erp_name(language: Language, erp: ErpKind) -> &'static str {
    match (erp, language) {
        (ErpKind::Tiger, _) => "Logo Tiger",
        (ErpKind::Go, _) => "Logo Go",
        (ErpKind::Netsis, _) => "Netsis",
        (ErpKind::Tryton, _) => "Tryton",
        (ErpKind::Simulator, Tr) => "Deneme ERP’si",
        (ErpKind::Simulator, Lt) => "Bandomoji ERP",
        (ErpKind::Simulator, En) => "Trial ERP",
    }
}

/// Why a change of an integration set is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match (refusal, language) {
        (Refusal::Denied { why }, _) => policy::denied(language, why),
        (Refusal::NoSuchSet, Tr) => "Bu entegrasyon seti artık yok.".into(),
        (Refusal::NoSuchSet, Lt) => "Šio integracijos rinkinio nebėra.".into(),
        (Refusal::NoSuchSet, En) => "This integration set is no longer there.".into(),
        (Refusal::Exists, Tr) => "Bu entegrasyon seti zaten kayıtlı.".into(),
        (Refusal::Exists, Lt) => "Šis integracijos rinkinys jau įrašytas.".into(),
        (Refusal::Exists, En) => "This integration set is already there.".into(),
        (Refusal::Missing { field }, Tr) => format!("{} boş bırakılamaz.", field_name(Tr, field)),
        (Refusal::Missing { field }, Lt) => format!("Įrašykite: {}.", field_name(Lt, field)),
        (Refusal::Missing { field }, En) => format!("{} must be filled in.", field_name(En, field)),
        (Refusal::NoQuotes { erp }, Tr) => format!(
            "{} teklif belgesi tanımaz. Sipariş veya irsaliye seçin.",
            erp_name(Tr, *erp)
        ),
        (Refusal::NoQuotes { erp }, Lt) => format!(
            "{} pasiūlymų nepriima. Pasirinkite užsakymą arba važtaraštį.",
            erp_name(Lt, *erp)
        ),
        (Refusal::NoQuotes { erp }, En) => format!(
            "{} does not take quotes. Choose an order or a dispatch.",
            erp_name(En, *erp)
        ),
    }
}

fn field_name(language: Language, field: &str) -> &str {
    match (field, language) {
        ("name", Tr) => "Ad",
        ("name", Lt) => "pavadinimas",
        ("name", En) => "The name",
        ("firm", Tr) => "Firma numarası",
        ("firm", Lt) => "įmonės numeris",
        ("firm", En) => "The firm number",
        ("period", Tr) => "Dönem numarası",
        ("period", Lt) => "laikotarpio numeris",
        ("period", En) => "The period number",
        (other, _) => other,
    }
}
