//! The words around unsent work in a file: saved from one device, taken in on another.

use super::kit::messages;
use super::plural::Counted;
use super::{
    Language,
    Language::{En, Lt, Tr},
};

messages! {
    title { "Gönderilmemiş iş bir dosyada", "Neperduotas darbas faile", "Unsent work in a file" }
    about {
        "Bu cihaz bozulacak gibiyse ya da sinyal bulamıyorsa: gönderilmemiş işin kopyasını kaydedin ve kendi başka bir cihazınızda içeri alın. Kopyayı yalnız siz açabilirsiniz; hiçbir şey iki kez yapılmaz.",
        "Jei šis įrenginys genda ar niekur neranda ryšio: išsaugokite neperduoto darbo kopiją ir įkelkite ją kitame savo įrenginyje. Atverti ją galite tik jūs; niekas neįvyks du kartus.",
        "If this device is failing or finds no signal anywhere: save a copy of the unsent work and take it in on another device of yours. Only you can open it; nothing happens twice."
    }
    save { "Gönderilmemiş işin kopyasını kaydet", "Išsaugoti neperduoto darbo kopiją", "Save a copy of unsent work" }
    take_in { "Bir kopyayı içeri al", "Įkelti kopiją", "Take in a copy" }
    nothing_waits { "Gönderilmemiş iş yok; kaydedilecek bir şey yok.", "Neperduotų darbų nėra; išsaugoti nėra ko.", "Nothing is unsent; there is nothing to save." }
    no_key { "Anahtarınız henüz bu cihazda değil", "Jūsų rakto šiame įrenginyje dar nėra", "Your key is not on this device yet" }
    no_key_text {
        "Bir kez, birkaç saniyeliğine bağlanın: anahtar kendiliğinden gelir. O zamana kadar kopya ne kaydedilebilir ne de içeri alınabilir.",
        "Kartą kelioms sekundėms prisijunkite: raktas ateis savaime. Iki tol kopijos nei išsaugoti, nei įkelti negalima.",
        "Connect once, for a few seconds: it comes by itself. Until then a copy can neither be saved nor taken in."
    }
    needs_signal { "Önce bir kez bağlanın.", "Pirma kartą prisijunkite.", "Connect once first." }
    no_file { "Kopya kaydedilemedi", "Kopijos išsaugoti nepavyko", "The copy could not be saved" }
    no_file_text { "Tarayıcı dosyayı kaydetmedi. Cihazda yer açın, indirmelere izin verin ve yeniden deneyin.", "Naršyklė failo neįrašė. Atlaisvinkite vietos, leiskite atsisiuntimus ir bandykite dar kartą.", "The browser did not keep the file. Free some space, allow downloads and try again." }
    nothing_new { "Bu kopyada yeni bir şey yok", "Šioje kopijoje nieko naujo", "Nothing in this copy is new" }
    not_kept { "Bu cihaz kopyanın tümünü tutamadı", "Šis įrenginys negalėjo išlaikyti visos kopijos", "This device could not keep all of the copy" }
    not_kept_text { "Yer açın ve kopyayı yeniden içeri alın; gelmiş olan ikinci kez alınmaz.", "Atlaisvinkite vietos ir įkelkite kopiją dar kartą; kas jau čia, antrą kartą neįkeliama.", "Free some space and take the copy in again; what is here already is not taken twice." }
    not_ours { "Bu dosya gönderilmemiş işin kopyası değil", "Šis failas nėra neperduoto darbo kopija", "This file is no copy of unsent work" }
    not_ours_text { "Adı sahada-unsent ile başlayan bir dosya seçin.", "Pasirinkite failą, kurio vardas prasideda „sahada-unsent“.", "Choose a file whose name begins with sahada-unsent." }
    other_company { "Bu kopya başka bir şirkete ait", "Ši kopija yra kitos įmonės", "This copy belongs to another company" }
    other_company_text {
        "Sahibi, o şirkette oturum açtığı bir cihazda içeri alabilir.",
        "Ją gali įkelti jos autorius įrenginyje, kuriame prisijungęs prie tos įmonės.",
        "Its author can take it in on a device where they are signed in to that company."
    }
    other_person { "Bu kopya başka birine ait", "Ši kopija yra kito žmogaus", "This copy belongs to somebody else" }
    other_person_text {
        "Onu yalnız sahibi, kendi oturumunu açtığı bir cihazda içeri alabilir.",
        "Ją gali įkelti tik jos autorius įrenginyje, kuriame pats prisijungęs.",
        "Only its author can take it in, on a device where they are signed in."
    }
    newer { "Bu kopyayı daha yeni bir sürüm kaydetti", "Šią kopiją išsaugojo naujesnė versija", "A newer version saved this copy" }
    newer_text { "Uygulamayı güncelleyin, sonra yeniden içeri alın.", "Atnaujinkite programą ir įkelkite dar kartą.", "Update the app, then take it in again." }
    damaged { "Bu kopya bozulmuş", "Ši kopija sugadinta", "This copy is damaged" }
    damaged_text {
        "Ondan hiçbir şey alınmadı. Dosyayı kaydedildiği cihazdan bir kez daha aktarın.",
        "Iš jos nieko neįkelta. Perkelkite failą dar kartą iš įrenginio, kuriame jis išsaugotas.",
        "Nothing of it was taken in. Bring the file once more from the device that saved it."
    }
    storage_full { "Bu cihazda yer kalmadı", "Šiame įrenginyje nebeliko vietos", "No space is left on this device" }
    storage_failed { "Bu cihaz kaydetmeyi başaramıyor", "Šis įrenginys nebeįrašo", "This device fails to save" }
    storage_text {
        "Daha önce kaydedilenler duruyor. Bir kopyasını alın; sonra yer açın ya da işe başka bir cihazda devam edin.",
        "Kas įrašyta anksčiau, tebėra. Išsaugokite kopiją; paskui atlaisvinkite vietos arba tęskite darbą kitame įrenginyje.",
        "What was saved before is still there. Save a copy of it; then free some space or go on with another device."
    }
}

/// What went into the file.
pub fn saved(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# değişikliğin kopyası kaydedildi",
        lt: [
            "Išsaugota # pakeitimo kopija",
            "Išsaugota # pakeitimų kopija",
            "Išsaugota # pakeitimų kopija",
        ],
        en: [
            "A copy of # change is saved",
            "A copy of # changes is saved",
        ],
    };
    forms.of(language, count)
}

/// The same for photos whose records went out before them.
pub fn files_saved(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# dosyanın kopyası kaydedildi",
        lt: [
            "Išsaugota # failo kopija",
            "Išsaugota # failų kopija",
            "Išsaugota # failų kopija",
        ],
        en: ["A copy of # file is saved", "A copy of # files is saved"],
    };
    forms.of(language, count)
}

pub fn with_files(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# dosya da içinde.",
        lt: [
            "Joje yra ir # failas.",
            "Joje yra ir # failai.",
            "Joje yra ir # failų.",
        ],
        en: ["# file is in it as well.", "# files are in it as well."],
    };
    forms.of(language, count)
}

/// Where it lies, and what to do with it.
pub fn saved_where(language: Language, name: &str) -> String {
    match language {
        Tr => format!(
            "İndirilenler arasında: {name}. Başka bir cihazınıza aktarın, orada oturum açın ve içeri alın. İş bu cihazda da durur ve sinyal gelince gönderilir."
        ),
        Lt => format!(
            "Ji tarp atsisiuntimų: {name}. Perkelkite ją į kitą savo įrenginį, ten prisijunkite ir įkelkite. Darbas lieka ir čia; jis bus perduotas, kai bus ryšys."
        ),
        En => format!(
            "It is among the downloads: {name}. Bring it to another device of yours, sign in there and take it in. The work stays here as well and is sent once there is signal."
        ),
    }
}

/// What could not go into the file.
pub fn left_out(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# değişiklik kopyaya giremedi: bu cihazda okunamıyor ya da dosyaya sığmadı.",
        lt: [
            "# pakeitimas į kopiją nepateko: jo nepavyko perskaityti arba jis netilpo.",
            "# pakeitimai į kopiją nepateko: jų nepavyko perskaityti arba jie netilpo.",
            "# pakeitimų į kopiją nepateko: jų nepavyko perskaityti arba jie netilpo.",
        ],
        en: [
            "# change is not in the copy: it cannot be read here, or found no room.",
            "# changes are not in the copy: they cannot be read here, or found no room.",
        ],
    };
    forms.of(language, count)
}

/// Photos and papers that could not go into the file, and how much of them it holds.
pub fn files_left_out(language: Language, count: u64, bytes_max: u64) -> String {
    let forms = Counted {
        tr: "# dosya kopyada yok: burada okunamıyor ya da sığmadı.",
        lt: [
            "# failo kopijoje nėra: jo čia nepavyko perskaityti arba jis netilpo.",
            "# failų kopijoje nėra: jų čia nepavyko perskaityti arba jie netilpo.",
            "# failų kopijoje nėra: jų čia nepavyko perskaityti arba jie netilpo.",
        ],
        en: [
            "# file is not in the copy: it cannot be read here, or found no room.",
            "# files are not in the copy: they cannot be read here, or found no room.",
        ],
    };
    let left_out = forms.of(language, count);
    let megabytes = bytes_max / (1024 * 1024);
    match language {
        Tr => format!(
            "{left_out} Bir kopyaya en çok {megabytes} MB dosya sığar; gerisi yalnız bu cihazda durur."
        ),
        Lt => format!(
            "{left_out} Kopijoje telpa iki {megabytes} MB failų; kiti lieka tik šiame įrenginyje."
        ),
        En => format!(
            "{left_out} A copy holds up to {megabytes} MB of files; the rest stays on this device alone."
        ),
    }
}

pub fn files_taken_in(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# yeni dosya içeri alındı",
        lt: [
            "Įkeltas # naujas failas",
            "Įkelti # nauji failai",
            "Įkelta # naujų failų",
        ],
        en: ["# new file was taken in", "# new files were taken in"],
    };
    forms.of(language, count)
}

pub fn taken_in(language: Language, fresh: u64) -> String {
    let forms = Counted {
        tr: "# yeni değişiklik içeri alındı",
        lt: [
            "Įkeltas # naujas pakeitimas",
            "Įkelti # nauji pakeitimai",
            "Įkelta # naujų pakeitimų",
        ],
        en: ["# new change was taken in", "# new changes were taken in"],
    };
    forms.of(language, fresh)
}

pub fn known(language: Language, known: u64) -> String {
    let forms = Counted {
        tr: "# değişiklik zaten buradaydı.",
        lt: [
            "# pakeitimas čia jau buvo.",
            "# pakeitimai čia jau buvo.",
            "# pakeitimų čia jau buvo.",
        ],
        en: ["# change was here already.", "# changes were here already."],
    };
    forms.of(language, known)
}

pub fn blocked(language: Language, blocked: u64) -> String {
    let forms = Counted {
        tr: "# değişiklik burada okunamaz durumda. Bir kez bağlanın, sonra kopyayı yeniden içeri alın; dosyayı saklayın.",
        lt: [
            "# pakeitimas čia yra, bet neperskaitomas. Kartą prisijunkite, tada įkelkite kopiją dar kartą; failą pasilikite.",
            "# pakeitimai čia yra, bet neperskaitomi. Kartą prisijunkite, tada įkelkite kopiją dar kartą; failą pasilikite.",
            "# pakeitimų čia yra, bet neperskaitomų. Kartą prisijunkite, tada įkelkite kopiją dar kartą; failą pasilikite.",
        ],
        en: [
            "# change lies here and cannot be read. Connect once, then take the copy in again; keep the file.",
            "# changes lie here and cannot be read. Connect once, then take the copy in again; keep the file.",
        ],
    };
    forms.of(language, blocked)
}
