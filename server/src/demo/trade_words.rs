//! What a technical trader sells: groups, families and their words in three languages. Only words and rough prices.

/// The size that tells one article of a family from the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    Kilowatt,
    Thread,
    Nominal,
    Millimetre,
    Litre,
    Ampere,
    Metre,
    Pieces,
    Metric,
    Airflow,
}

/// What else is said about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    Bar,
    Micron,
    Coil,
    Steel,
    Degree,
    Poles,
    Grade,
}

pub struct Family {
    pub name: &'static str,
    pub code: &'static str,
    pub tr: &'static str,
    pub lt: &'static str,
    pub en: &'static str,
    pub size: Size,
    pub detail: Detail,
    /// Net price of the smallest size in euro cents.
    pub cents: u32,
    pub serial: bool,
}

pub struct Group {
    pub name: &'static str,
    pub parts: &'static [(&'static str, &'static [Family])],
}

#[rustfmt::skip]
macro_rules! families {
    ($($name:literal $code:literal $tr:literal $lt:literal $en:literal $size:ident $detail:ident $cents:literal $serial:literal;)+) => {
        &[$(Family { name: $name, code: $code, tr: $tr, lt: $lt, en: $en, size: Size::$size, detail: Detail::$detail, cents: $cents, serial: $serial }),+]
    };
}

#[rustfmt::skip]
pub const GROUPS: &[Group] = &[
    Group { name: "Basınçlı hava", parts: &[
        ("Kompresörler", families! {
            "Vidalı kompresörler" "KV" "Vidalı kompresör" "Sraigtinis kompresorius" "Screw compressor" Kilowatt Bar 245000 true;
            "Pistonlu kompresörler" "KP" "Pistonlu kompresör" "Stūmoklinis kompresorius" "Piston compressor" Litre Bar 38900 true;
            "Yağsız kompresörler" "KY" "Yağsız kompresör" "Betepalis kompresorius" "Oil-free compressor" Litre Bar 52900 true;
            "Kompresör yağları" "KO" "Kompresör yağı" "Kompresorinė alyva" "Compressor oil" Litre Grade 1890 false;
        }),
        ("Hava kurutucular", families! {
            "Gazlı kurutucular" "DG" "Soğutmalı hava kurutucu" "Šaldomasis oro džiovintuvas" "Refrigerant dryer" Airflow Bar 89000 true;
            "Kimyasal kurutucular" "DK" "Kimyasal hava kurutucu" "Adsorbcinis oro džiovintuvas" "Desiccant dryer" Airflow Bar 174000 true;
            "Kondens tahliyesi" "DT" "Elektronik kondens tahliye cihazı" "Elektroninis kondensato šalintuvas" "Electronic condensate drain" Thread Bar 9900 false;
        }),
        ("Filtreler", families! {
            "Hat filtreleri" "FH" "Basınçlı hava filtresi" "Suslėgto oro filtras" "Compressed air filter" Thread Micron 6400 false;
            "Filtre elemanları" "FE" "Filtre elemanı" "Filtro elementas" "Filter element" Airflow Micron 2150 false;
            "Şartlandırıcılar" "FS" "Filtre regülatör yağlayıcı" "Oro paruošimo įrenginys" "Filter regulator lubricator" Thread Micron 3780 false;
        }),
        ("Hava tankları ve borular", families! {
            "Hava tankları" "TH" "Dikey hava tankı" "Vertikalus oro rezervuaras" "Vertical air receiver" Litre Bar 26900 true;
            "Alüminyum borular" "TB" "Alüminyum hava borusu" "Aliuminio oro vamzdis" "Aluminium air pipe" Millimetre Bar 1690 false;
            "Hava hortumları" "TR" "Spiral hava hortumu" "Spiralinė oro žarna" "Coiled air hose" Metre Bar 1120 false;
        }),
    ] },
    Group { name: "Pnömatik", parts: &[
        ("Silindirler", families! {
            "Yuvarlak silindirler" "SY" "Pnömatik silindir" "Pneumatinis cilindras" "Pneumatic cylinder" Millimetre Grade 3450 false;
            "Kompakt silindirler" "SK" "Kompakt silindir" "Kompaktiškas cilindras" "Compact cylinder" Millimetre Grade 2890 false;
            "Döner tablalar" "SD" "Döner tabla" "Sukamasis stalas" "Rotary table" Millimetre Grade 18900 true;
        }),
        ("Yön valfleri", families! {
            "Selenoid valfler" "VS" "5/2 selenoid valf" "5/2 solenoidinis vožtuvas" "5/2 solenoid valve" Thread Coil 4280 false;
            "El kumandalı valfler" "VE" "El kumandalı valf" "Rankinis skirstytuvas" "Hand lever valve" Thread Grade 2960 false;
            "Valf adaları" "VA" "Valf adası" "Vožtuvų blokas" "Valve terminal" Pieces Coil 31200 true;
        }),
        ("Bağlantı elemanları", families! {
            "Rakorlar" "RK" "Düz rakor" "Tiesioji jungtis" "Straight fitting" Millimetre Steel 95 false;
            "Dirsekler" "RD" "Dirsek rakor" "Kampinė jungtis" "Elbow fitting" Millimetre Steel 128 false;
            "Hızlı bağlantılar" "RH" "Otomatik rakor" "Greitojo sujungimo mova" "Quick coupling" Thread Steel 480 false;
        }),
    ] },
    Group { name: "Vanalar ve armatürler", parts: &[
        ("Küresel vanalar", families! {
            "Pirinç küresel vanalar" "BP" "Pirinç küresel vana" "Žalvarinis rutulinis čiaupas" "Brass ball valve" Thread Bar 690 false;
            "Paslanmaz küresel vanalar" "BS" "Paslanmaz küresel vana" "Nerūdijančio plieno rutulinis čiaupas" "Stainless ball valve" Thread Bar 2150 false;
            "Flanşlı vanalar" "BF" "Flanşlı küresel vana" "Flanšinis rutulinis čiaupas" "Flanged ball valve" Nominal Bar 6900 false;
        }),
        ("Kelebek ve çekvalfler", families! {
            "Kelebek vanalar" "BK" "Kelebek vana" "Peteliškinė sklendė" "Butterfly valve" Nominal Bar 3900 false;
            "Çekvalfler" "BC" "Yaylı çekvalf" "Spyruoklinis atbulinis vožtuvas" "Spring check valve" Thread Bar 940 false;
            "Emniyet ventilleri" "BE" "Emniyet ventili" "Apsauginis vožtuvas" "Safety valve" Thread Bar 1870 true;
        }),
        ("Ölçüm", families! {
            "Manometreler" "OM" "Gliserinli manometre" "Glicerininis manometras" "Glycerine pressure gauge" Millimetre Bar 1240 false;
            "Debimetreler" "OD" "Debimetre" "Debitomatis" "Flow meter" Nominal Bar 42900 true;
            "Termometreler" "OT" "Bimetal termometre" "Bimetalinis termometras" "Bimetal thermometer" Millimetre Degree 890 false;
        }),
    ] },
    Group { name: "Isıtma ve soğutma", parts: &[
        ("Isı eşanjörleri", families! {
            "Plakalı eşanjörler" "IP" "Isı eşanjörü, plakalı" "Plokštelinis šilumokaitis" "Plate heat exchanger" Kilowatt Degree 21900 true;
            "Borulu eşanjörler" "IB" "Isı eşanjörü, borulu" "Vamzdelinis šilumokaitis" "Tube heat exchanger" Kilowatt Degree 34900 true;
        }),
        ("Isı pompaları ve fanlar", families! {
            "Isı pompaları" "IH" "Isı pompası" "Šilumos siurblys" "Heat pump" Kilowatt Degree 289000 true;
            "Sıcak hava fanları" "IF" "Sıcak hava apareyi" "Oro šildytuvas" "Unit heater" Kilowatt Degree 31900 true;
            "Ölçü ve kontrol" "IK" "Oda termostatı" "Kambario termostatas" "Room thermostat" Ampere Degree 2900 false;
        }),
        ("Pompalar", families! {
            "Sirkülasyon pompaları" "PS" "Sirkülasyon pompası" "Cirkuliacinis siurblys" "Circulation pump" Nominal Degree 15900 true;
            "Dalgıç pompalar" "PD" "Dalgıç pompa" "Panardinamasis siurblys" "Submersible pump" Kilowatt Bar 22900 true;
            "Genleşme tankları" "PG" "Genleşme tankı" "Išsiplėtimo indas" "Expansion vessel" Litre Bar 3900 false;
        }),
    ] },
    Group { name: "Elektrik", parts: &[
        ("Şalt malzemesi", families! {
            "Otomatik sigortalar" "EO" "Otomatik sigorta" "Automatinis jungiklis" "Circuit breaker" Ampere Poles 690 false;
            "Kontaktörler" "EK" "Kontaktör" "Kontaktorius" "Contactor" Ampere Coil 1980 false;
            "Kaçak akım röleleri" "ER" "Kaçak akım rölesi" "Srovės nuotėkio relė" "Residual current device" Ampere Poles 2890 false;
        }),
        ("Motor ve sürücü", families! {
            "Elektrik motorları" "EM" "Elektrik motoru" "Elektros variklis" "Electric motor" Kilowatt Poles 13900 true;
            "Hız kontrol cihazları" "EH" "Hız kontrol cihazı" "Dažnio keitiklis" "Frequency inverter" Kilowatt Poles 18900 true;
        }),
        ("Kablo ve aydınlatma", families! {
            "Kablolar" "EC" "Bakır kablo" "Varinis kabelis" "Copper cable" Metre Poles 210 false;
            "LED armatürler" "EL" "LED armatür" "LED šviestuvas" "LED luminaire" Ampere Degree 2450 false;
            "Pano ve kutular" "EP" "Sac pano" "Metalinė spinta" "Steel enclosure" Millimetre Grade 4900 false;
        }),
    ] },
    Group { name: "El aletleri", parts: &[
        ("Anahtar takımları", families! {
            "Lokma takımları" "AL" "Lokma anahtar takımı" "Galvučių rinkinys" "Socket set" Pieces Steel 4890 false;
            "Tork anahtarları" "AT" "Tork anahtarı" "Dinamometrinis raktas" "Torque wrench" Millimetre Steel 7900 true;
            "Açık ağız anahtarlar" "AA" "Açık ağız anahtar" "Veržliaraktis" "Open-end spanner" Millimetre Steel 420 false;
        }),
        ("Havalı aletler", families! {
            "Havalı somun sıkmalar" "AS" "Havalı somun sıkma" "Pneumatinis smūginis veržliasukis" "Impact wrench" Thread Bar 14900 true;
            "Havalı taşlamalar" "AG" "Havalı taşlama" "Pneumatinis šlifuoklis" "Air grinder" Millimetre Bar 8900 true;
            "Boya tabancaları" "AB" "Boya tabancası" "Dažymo pistoletas" "Spray gun" Millimetre Bar 6900 false;
        }),
        ("Elektrikli aletler", families! {
            "Matkaplar" "AM" "Darbeli matkap" "Smūginis gręžtuvas" "Hammer drill" Millimetre Coil 9900 true;
            "Avuç taşlamalar" "AV" "Avuç içi taşlama" "Kampinis šlifuoklis" "Angle grinder" Millimetre Coil 6400 true;
        }),
    ] },
    Group { name: "Bağlantı ve sızdırmazlık", parts: &[
        ("Cıvatalar", families! {
            "Altıköşe cıvatalar" "CA" "Altıköşe cıvata" "Šešiakampis varžtas" "Hexagon bolt" Metric Steel 6 false;
            "Somunlar" "CS" "Somun" "Veržlė" "Nut" Metric Steel 3 false;
            "Hortum kelepçeleri" "CK" "Hortum kelepçesi" "Žarnos sąvarža" "Hose clamp" Millimetre Steel 42 false;
            "Dübeller" "CD" "Çelik dübel" "Plieninis ankeris" "Steel anchor" Metric Steel 31 false;
        }),
        ("Contalar", families! {
            "O-ringler" "LO" "O-ring" "Sandarinimo žiedas" "O-ring" Millimetre Degree 12 false;
            "Yağ keçeleri" "LY" "Yağ keçesi" "Riebokšlis" "Shaft seal" Millimetre Degree 190 false;
            "Flanş contaları" "LF" "Flanş contası" "Flanšo tarpinė" "Flange gasket" Nominal Degree 145 false;
        }),
        ("Rulmanlar", families! {
            "Bilyalı rulmanlar" "LR" "Bilyalı rulman" "Rutulinis guolis" "Ball bearing" Millimetre Grade 380 false;
            "Yataklı rulmanlar" "LU" "Yataklı rulman" "Guolis su korpusu" "Pillow block bearing" Millimetre Grade 1290 false;
        }),
    ] },
    Group { name: "İş güvenliği ve atölye", parts: &[
        ("Kişisel koruyucular", families! {
            "İş eldivenleri" "GE" "İş eldiveni" "Darbo pirštinės" "Work gloves" Pieces Grade 240 false;
            "Kulaklıklar" "GK" "Gürültü kulaklığı" "Apsauginės ausinės" "Ear defenders" Pieces Grade 1490 false;
            "Maskeler" "GM" "Toz maskesi" "Respiratorius" "Dust respirator" Pieces Grade 190 false;
        }),
        ("Atölye", families! {
            "Krikolar" "GR" "Hidrolik kriko" "Hidraulinis domkratas" "Hydraulic jack" Pieces Steel 8900 true;
            "Alet arabaları" "GA" "Alet arabası" "Įrankių vežimėlis" "Tool trolley" Pieces Steel 21900 false;
            "Basınçlı yıkama" "GY" "Basınçlı yıkama makinesi" "Aukšto slėgio plovykla" "High pressure washer" Kilowatt Bar 38900 true;
        }),
    ] },
];

/// Whose name stands on the box, and whose language its texts use.
#[rustfmt::skip]
pub const BRANDS: &[(&str, Tongue)] = &[
    ("Altınok", Tongue::Tr), ("Demirbağ", Tongue::Tr), ("Çelikkol", Tongue::Tr), ("Ünver", Tongue::Tr),
    ("Öztork", Tongue::Tr), ("Güneşli", Tongue::Tr), ("Kıvanç", Tongue::Tr), ("Ilgaz", Tongue::Tr),
    ("Şahinkaya", Tongue::Tr), ("İzomet", Tongue::Tr),
    ("Žemaitis", Tongue::Lt), ("Ąžuolas", Tongue::Lt), ("Gintarė", Tongue::Lt), ("Lūšis", Tongue::Lt),
    ("Vėtrungė", Tongue::Lt), ("Šarūnas", Tongue::Lt), ("Įkrova", Tongue::Lt), ("Čiurlys", Tongue::Lt),
    ("Nordhaven", Tongue::En), ("Torvex", Tongue::En), ("Brightwell", Tongue::En), ("Hansol", Tongue::En),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tongue {
    Tr,
    Lt,
    En,
}
