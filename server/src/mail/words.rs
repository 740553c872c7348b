//! What a letter about a return says. A company may write its own words for each state and language (NTF-01): the subject on the
//! first line, an empty one, the text, and in both `{number}`, `{product}`, `{serial}`, `{state}`, `{customer}`, `{company}`,
//! `{replacement}`, `{link}`. What is not known stands as a dash; other braces stay as they are.

use shared::rma::Meaning;
use shared::text::Language;

/// Everything a letter can name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Named {
    pub number: String,
    pub product: String,
    pub serial: String,
    pub state: String,
    pub customer: String,
    pub company: String,
    pub replacement: String,
    /// Where the customer follows the return; empty while the server does not know its own address.
    pub link: String,
    /// Another unit goes to the customer in place of theirs.
    pub replaced: bool,
}

/// Longer subjects are cut by mailboxes anyway.
const SUBJECT_MAX: usize = 150;

/// Subject and text. Of the company's own words only whole ones count: a subject alone, or none, is as good as nothing.
pub fn letter(
    own: Option<&str>,
    state: Meaning,
    language: Language,
    named: &Named,
) -> (String, String) {
    let own = own.and_then(parts);
    let (subject, text) = own.unwrap_or_else(|| usual(state, language, named));
    let subject = fill(&subject, named).replace(['\r', '\n'], " ");
    let subject = subject.trim().chars().take(SUBJECT_MAX).collect();
    (subject, fill(&text, named))
}

fn parts(own: &str) -> Option<(String, String)> {
    let (subject, text) = own.trim().split_once('\n')?;
    let (subject, text) = (subject.trim(), text.trim());
    (!subject.is_empty() && !text.is_empty()).then(|| (subject.to_owned(), format!("{text}\n")))
}

/// One pass: what a name brings is not looked at again.
fn fill(words: &str, named: &Named) -> String {
    let mut filled = String::with_capacity(words.len() + 64);
    let mut rest = words;
    while let Some(begin) = rest.find('{') {
        let (before, after) = rest.split_at(begin);
        filled.push_str(before);
        let name = after.find('}').map(|end| &after[1..end]);
        match name.and_then(|name| Some((name, value(name, named)?))) {
            Some((name, value)) => {
                filled.push_str(if value.trim().is_empty() {
                    "–"
                } else {
                    value
                });
                rest = &after[name.len() + 2..];
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled + rest
}

fn value<'a>(name: &str, named: &'a Named) -> Option<&'a str> {
    Some(match name {
        "number" => &named.number,
        "product" => &named.product,
        "serial" => &named.serial,
        "state" => &named.state,
        "customer" => &named.customer,
        "company" => &named.company,
        "replacement" => &named.replacement,
        "link" => &named.link,
        _ => return None,
    })
}

fn in_language(language: Language, words: [&'static str; 3]) -> &'static str {
    let [turkish, lithuanian, english] = words;
    match language {
        Language::Tr => turkish,
        Language::Lt => lithuanian,
        Language::En => english,
    }
}

/// How a customer calls a state that the company gave no name.
pub fn state_name(state: Meaning, language: Language) -> &'static str {
    in_language(
        language,
        match state {
            Meaning::New => ["Kaydedildi", "Užregistruota", "Registered"],
            Meaning::Approved => [
                "Gönderime onay verildi",
                "Patvirtinta siuntimui",
                "Approved for sending in",
            ],
            Meaning::Received => ["Teslim alındı", "Gauta", "Received"],
            Meaning::Repairing => ["Onarılıyor", "Remontuojama", "Being repaired"],
            Meaning::Preparing => [
                "Gönderime hazırlanıyor",
                "Ruošiama siuntimui",
                "Being prepared for shipment",
            ],
            Meaning::Shipped => ["Size gönderildi", "Išsiųsta jums", "Shipped to you"],
            Meaning::Cancelled => ["İptal edildi", "Atšaukta", "Cancelled"],
        },
    )
}

/// What a state means for the customer, in one sentence.
pub fn now(state: Meaning, language: Language, replacement: &str, replaced: bool) -> String {
    let named = Named {
        replacement: replacement.to_owned(),
        replaced,
        ..Named::default()
    };
    fill(sentence(state, language, &named), &named)
}

fn sentence(state: Meaning, language: Language, named: &Named) -> &'static str {
    let known = !named.replacement.trim().is_empty();
    in_language(
        language,
        match (state, named.replaced) {
            (Meaning::New, _) => [
                "Kaydınızı aldık.",
                "Jūsų kreipimasis gautas.",
                "We have your request.",
            ],
            (Meaning::Approved, _) => [
                "Ürünü bize gönderebilir ya da getirebilirsiniz.",
                "Prekę galite mums išsiųsti arba atvežti.",
                "You may send the product to us or bring it in.",
            ],
            (Meaning::Received, _) => [
                "Ürününüz bize ulaştı.",
                "Jūsų prekę gavome.",
                "Your product has arrived here.",
            ],
            (Meaning::Repairing, _) => [
                "Ürününüzün onarımına başladık.",
                "Pradėjome jūsų prekės remontą.",
                "We have begun to repair your product.",
            ],
            (Meaning::Preparing, false) => [
                "Ürününüzü gönderime hazırlıyoruz.",
                "Ruošiame jūsų prekę išsiųsti.",
                "We are preparing your product for shipment.",
            ],
            (Meaning::Preparing, true) => [
                "Ürününüzün yerine yenisini gönderime hazırlıyoruz.",
                "Ruošiame išsiųsti kitą prekę vietoj jūsų grąžintos.",
                "We are preparing another unit for shipment in place of yours.",
            ],
            (Meaning::Shipped, false) => [
                "Ürününüzü size gönderdik.",
                "Jūsų prekę jums išsiuntėme.",
                "We have shipped your product to you.",
            ],
            (Meaning::Shipped, true) if !known => [
                "Ürününüzün yerine yenisini size gönderdik.",
                "Vietoj jūsų prekės išsiuntėme jums kitą.",
                "In place of your product we have shipped you another unit.",
            ],
            (Meaning::Shipped, true) => [
                "Ürününüzün yerine seri numarası {replacement} olan ürünü size gönderdik.",
                "Vietoj jūsų prekės išsiuntėme jums kitą, kurios serijos numeris {replacement}.",
                "In place of your product we have shipped you the unit with the serial number {replacement}.",
            ],
            (Meaning::Cancelled, _) => [
                "Garanti servis kaydınız iptal edildi. Sorularınız varsa bize yazın.",
                "Garantinio aptarnavimo operacija atšaukta. Jei turite klausimų, parašykite mums.",
                "The warranty return was cancelled. Write to us if you have questions.",
            ],
        },
    )
}

fn usual(state: Meaning, language: Language, named: &Named) -> (String, String) {
    let subject = in_language(
        language,
        [
            "Garanti servis {number}: {state}",
            "Garantinis aptarnavimas {number}: {state}",
            "Warranty return {number}: {state}",
        ],
    );
    let frame = in_language(
        language,
        [
            "Sayın {customer},\n\n{sentence}\n\nGaranti servis: {number}\nÜrün: {product}\nSeri numarası: {serial}\nDurum: {state}\n{follow}\n{company}\n",
            "Gerb. {customer},\n\n{sentence}\n\nGarantinis aptarnavimas: {number}\nPrekė: {product}\nSerijos numeris: {serial}\nBūsena: {state}\n{follow}\n{company}\n",
            "Dear {customer},\n\n{sentence}\n\nWarranty return: {number}\nProduct: {product}\nSerial number: {serial}\nState: {state}\n{follow}\n{company}\n",
        ],
    );
    let sentence = sentence(state, language, named);
    let follow = in_language(
        language,
        ["Takip: {link}\n", "Sekti: {link}\n", "Follow it: {link}\n"],
    );
    let follow = if named.link.is_empty() { "" } else { follow };
    let text = naming(frame, named).replace("{sentence}", sentence);
    (subject.to_owned(), text.replace("{follow}", follow))
}

/// Without the lines that would name nothing: a product may have no serial.
fn naming(frame: &str, named: &Named) -> String {
    let known = [("{product}", &named.product), ("{serial}", &named.serial)];
    let silent = |line: &&str| {
        let mut names = known.iter();
        names.any(|(name, value)| line.contains(name) && value.trim().is_empty())
    };
    let lines = frame.lines().filter(|line| !silent(line));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> Named {
        Named {
            number: "RMA-00012".into(),
            product: "Kombi {24} kW".into(),
            serial: "KMB-1".into(),
            state: "Onarılıyor".into(),
            customer: "Şahin {serial} Ltd.".into(),
            company: "Ege Isı".into(),
            replacement: String::new(),
            link: String::new(),
            replaced: false,
        }
    }

    #[test]
    fn every_state_has_a_letter_without_a_gap_in_every_language() {
        for state in Meaning::ALL {
            for language in Language::ALL {
                let (subject, text) = letter(None, state, language, &named());
                assert!(subject.contains("RMA-00012"), "{subject}");
                assert!(text.contains("KMB-1") && text.contains("Ege Isı"), "{text}");
                let left = [
                    "{sentence}",
                    "{number}",
                    "{state}",
                    "{replacement}",
                    "{follow}",
                ];
                assert!(!left.iter().any(|name| text.contains(name)), "{text}");
            }
        }
    }

    #[test]
    fn an_exchange_names_the_unit_that_was_sent() {
        let named = Named {
            replacement: "KMB-2".into(),
            replaced: true,
            ..named()
        };
        let (_, text) = letter(None, Meaning::Shipped, Language::En, &named);
        assert!(
            text.contains("the unit with the serial number KMB-2"),
            "{text}"
        );
        let early = Named {
            replacement: String::new(),
            ..named.clone()
        };
        let (_, text) = letter(None, Meaning::Preparing, Language::En, &early);
        assert!(text.contains("another unit"), "{text}");
        let repaired = Named {
            replaced: false,
            ..named
        };
        let (_, text) = letter(None, Meaning::Shipped, Language::En, &repaired);
        assert!(!text.contains("KMB-2"), "{text}");
    }

    #[test]
    fn a_product_without_a_serial_has_no_line_for_one() {
        for language in Language::ALL {
            let with = letter(None, Meaning::Received, language, &named()).1;
            let named = Named {
                serial: String::new(),
                ..named()
            };
            let without = letter(None, Meaning::Received, language, &named).1;
            assert_eq!(without.lines().count() + 1, with.lines().count());
            assert!(!without.contains('–'), "{without}");
        }
    }

    #[test]
    fn where_to_follow_it_is_said_where_that_is_known() {
        let named = Named {
            link: "https://crm.example.com/track/1/a".into(),
            ..named()
        };
        let (_, text) = letter(None, Meaning::Received, Language::En, &named);
        assert!(
            text.contains("Follow it: https://crm.example.com/track/1/a\n"),
            "{text}"
        );
        let (_, own) = letter(Some("A\n\n{link}"), Meaning::Received, Language::En, &named);
        assert_eq!(own, "https://crm.example.com/track/1/a\n");
        let nowhere = super::tests::named();
        let (_, text) = letter(None, Meaning::Received, Language::En, &nowhere);
        assert!(!text.contains("Follow"), "{text}");
    }

    #[test]
    fn own_words_are_filled_once_and_keep_unknown_braces() {
        let own = "{number} hazır\n\nMerhaba {customer}, {yok} {product}";
        let (subject, text) = letter(Some(own), Meaning::Shipped, Language::Tr, &named());
        assert_eq!(subject, "RMA-00012 hazır");
        assert_eq!(text, "Merhaba Şahin {serial} Ltd., {yok} Kombi {24} kW\n");
    }

    #[test]
    fn a_subject_alone_is_no_letter() {
        for own in ["", "  \n ", "Konu", "Konu\n\n"] {
            let (_, text) = letter(Some(own), Meaning::Shipped, Language::En, &named());
            assert!(text.starts_with("Dear"), "{own:?}: {text}");
        }
    }

    #[test]
    fn a_subject_stays_one_line() {
        let named = Named {
            number: "A\r\nBcc: everybody@example.com".into(),
            ..named()
        };
        let (subject, _) = letter(None, Meaning::Shipped, Language::En, &named);
        assert!(!subject.contains(['\r', '\n']), "{subject}");
    }
}
