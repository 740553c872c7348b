//! Names of companies, streets and towns in Türkiye and Lithuania. Invented combinations of everyday words.

pub struct Region {
    pub territory: &'static str,
    pub country: &'static str,
    pub towns: &'static [&'static str],
    /// Of a hundred accounts.
    pub share: usize,
}

#[rustfmt::skip]
pub const REGIONS: [Region; 5] = [
    Region { territory: "marmara", country: "TR", share: 25, towns: &["İstanbul", "Bursa", "Kocaeli", "Tekirdağ", "Sakarya", "Balıkesir", "Çanakkale", "Gebze"] },
    Region { territory: "ege", country: "TR", share: 20, towns: &["İzmir", "Manisa", "Aydın", "Denizli", "Muğla", "Uşak", "Çeşme", "Ödemiş"] },
    Region { territory: "anadolu", country: "TR", share: 15, towns: &["Ankara", "Konya", "Kayseri", "Gaziantep", "Eskişehir", "Adana", "Kırıkkale", "Iğdır"] },
    Region { territory: "vilnius", country: "LT", share: 22, towns: &["Vilnius", "Alytus", "Utena", "Ukmergė", "Švenčionys", "Ignalina"] },
    Region { territory: "kaunas", country: "LT", share: 18, towns: &["Kaunas", "Klaipėda", "Šiauliai", "Panevėžys", "Marijampolė", "Jonava", "Mažeikiai", "Kėdainiai"] },
];

#[rustfmt::skip]
pub const TR_NAMES: &[&str] = &[
    "Akdeniz", "Öztürk", "Çağdaş", "Güneş", "Yıldız", "Şahin", "Doğan", "Işık", "İpek", "Ünal", "Karadağ", "Kılıç", "Aydınlar", "Özgür",
    "Bereket", "Göksu", "Çınar", "Ilıca", "Ege Yıldızı", "Toros", "Sarıçam", "Uludağ", "Boğaziçi", "Gürsoy", "Kıraç", "Şimşek", "Yağmur",
    "Demirören Oğlu", "Başak", "Altınbaşak", "Kuzey Işığı", "Örnek", "Çelebi", "Üçler", "Beşiktaşlı", "Karşıyaka", "Güvenç", "Ersöz", "Tunç", "Ağaoğlu Kardeşler",
];
#[rustfmt::skip]
pub const TR_TRADES: &[&str] = &[
    "Gıda", "Makina", "İnşaat", "Tekstil", "Otomotiv", "Plastik", "Ambalaj", "Mobilya", "Kimya", "Metal", "Döküm", "Enerji", "Isıtma Soğutma",
    "Tarım", "Süt Ürünleri", "Ağaç İşleri", "Çimento", "Cam", "Yapı Market", "Lojistik", "Elektrik", "Hırdavat", "Zeytinyağı", "Mermer",
];
pub const TR_FORMS: &[&str] = &[
    "San. ve Tic. A.Ş.",
    "Ltd. Şti.",
    "A.Ş.",
    "Tic. Ltd. Şti.",
    "Pazarlama A.Ş.",
];
#[rustfmt::skip]
pub const TR_STREETS: &[&str] = &["Atatürk Cad.", "Cumhuriyet Cad.", "Sanayi Sok.", "Çınarlı Sok.", "Gül Sok.", "Organize Sanayi Bölgesi 3. Cad.", "İstasyon Cad.", "Şehitler Cad.", "Işıklar Sok."];

#[rustfmt::skip]
pub const LT_NAMES: &[&str] = &[
    "Žalgirio", "Nemuno", "Neries", "Šiaurės", "Aukštaitijos", "Žemaitijos", "Gintaro", "Ąžuolo", "Šilo", "Vėjo", "Saulės", "Baltijos", "Kuršių",
    "Dzūkijos", "Pajūrio", "Ežero", "Upės", "Kalnų", "Miško", "Ugnies", "Rūtos", "Lūšies", "Žuvėdros", "Gervės", "Ąžuolyno", "Vėtrungės", "Įlankos", "Bičių",
    "Šešupės", "Ventos", "Kęstučio", "Vytauto", "Birutės", "Mėnulio", "Žiemgalos",
];
#[rustfmt::skip]
pub const LT_TRADES: &[&str] = &[
    "technika", "baldai", "statyba", "energija", "šiluma", "mašinos", "prekyba", "logistika", "pramonė", "sistemos", "įranga", "metalas", "mediena",
    "pienas", "grūdai", "žuvis", "plytos", "vėdinimas", "kėbulai", "spaustuvė", "durpės", "sąjunga", "ūkis", "langai", "medžiagos",
];
pub const LT_FORMS: &[&str] = &["UAB", "AB", "MB", "UAB", "UAB", "IĮ", "ŽŪB"];
#[rustfmt::skip]
pub const LT_STREETS: &[&str] = &["Gedimino pr.", "Savanorių pr.", "Žalgirio g.", "Pramonės g.", "Liepų g.", "Šilo g.", "Ąžuolyno g.", "Vytauto g.", "Įmonių g."];

pub const TR_PAYMENTS: &[&str] = &["Havale", "60 gün çek", "Kredi kartı", "30 gün vade"];
pub const LT_PAYMENTS: &[&str] = &["Pavedimu", "30 dienų", "60 dienų", "Išankstinis mokėjimas"];
