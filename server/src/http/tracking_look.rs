//! What a customer sees of a return: one page without scripts, and its look, which needs nothing else of ours.

use shared::calendar::Moment;
use shared::text::Language;
use std::fmt::Write;

/// Colours and lengths are the app's.
const TOKENS: &str = include_str!("../../../style/tokens.css");
const OWN: &str = include_str!("tracking.css");

pub struct Page {
    pub language: Language,
    pub company: String,
    pub number: String,
    pub product: String,
    pub serial: String,
    /// What the state means for the customer.
    pub sentence: String,
    pub steps: Vec<Step>,
    /// How far the company's clocks are ahead of UTC.
    pub ahead_minutes: i32,
    pub now: Moment,
}

pub struct Step {
    pub name: String,
    pub reached: Option<Moment>,
    /// It stands there now.
    pub here: bool,
    /// It goes no further, and was not finished.
    pub ended: bool,
}

/// No script, no form, nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Where the look is fetched from.
pub const STYLE: &str = "/track.css";

pub fn style() -> String {
    format!("{TOKENS}{OWN}")
}

pub fn page(page: &Page) -> String {
    let words = words(page.language);
    let mut body = format!(
        "<p class=\"company\">{}</p><h1>{} <span class=\"plate\">{}</span></h1><div class=\"card\">",
        escaped(&page.company),
        words.title,
        escaped(&page.number)
    );
    body.push_str("<dl>");
    for (name, value, class) in [
        (words.product, &page.product, ""),
        (words.serial, &page.serial, "plate"),
    ] {
        if !value.trim().is_empty() {
            let value = escaped(value);
            let _ = write!(body, "<dt>{name}</dt><dd class=\"{class}\">{value}</dd>");
        }
    }
    let _ = write!(
        body,
        "</dl><p class=\"now\">{}</p><ol>",
        escaped(&page.sentence)
    );
    page.steps
        .iter()
        .for_each(|step| body.push_str(&line(page, step)));
    let at = time(page, page.now);
    let _ = write!(
        body,
        "</ol></div><p class=\"small\">{} {at}</p>",
        words.as_of
    );
    let title = format!("{} {}", words.title, escaped(&page.number));
    whole(page.language, &title, &body)
}

fn line(page: &Page, step: &Step) -> String {
    let class = match (step.here, step.ended, step.reached) {
        (true, true, _) => "here ended",
        (true, false, _) => "here",
        (false, _, Some(_)) => "done",
        (false, _, None) => "",
    };
    let current = if step.here {
        " aria-current=\"step\""
    } else {
        ""
    };
    let name = escaped(&step.name);
    let reached = step.reached.map(|at| time(page, at)).unwrap_or_default();
    format!("<li class=\"{class}\"{current}>{name}{reached}</li>")
}

fn time(page: &Page, at: Moment) -> String {
    let here = at.plus_milliseconds(i64::from(page.ahead_minutes) * 60_000);
    let text = here.to_string();
    // 2026-11-21T14:05:…
    let shown = text.get(..16).unwrap_or(&text).replace('T', " ");
    format!("<time datetime=\"{at}\">{shown}</time>")
}

/// In the language asked for, or in all of them.
pub fn not_found(language: Option<Language>) -> String {
    let languages = language.map_or(Language::ALL.to_vec(), |language| vec![language]);
    let mut body = String::from("<h1>Sahada</h1><div class=\"card\">");
    for language in languages {
        let _ = write!(
            body,
            "<p lang=\"{}\">{}</p>",
            language.code(),
            words(language).gone
        );
    }
    body.push_str("</div>");
    whole(language.unwrap_or(Language::En), "Sahada", &body)
}

fn whole(language: Language, title: &str, body: &str) -> String {
    let links = Language::ALL.map(|other| {
        let (code, name) = (other.code(), words(other).language);
        format!("<a href=\"?language={code}\" lang=\"{code}\" hreflang=\"{code}\">{name}</a>")
    });
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><link rel=\"stylesheet\" href=\"{STYLE}\"></head><body><main>{body}<footer>{}</footer></main></body></html>",
        language.code(),
        links.concat()
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

struct Words {
    language: &'static str,
    title: &'static str,
    product: &'static str,
    serial: &'static str,
    as_of: &'static str,
    gone: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::Tr => Words {
            language: "Türkçe",
            title: "Garanti servis",
            product: "Ürün",
            serial: "Seri numarası",
            as_of: "Şu ana göre:",
            gone: "Bu adres geçerli değil ya da süresi doldu. Bize yazın, yenisini gönderelim.",
        },
        Language::Lt => Words {
            language: "Lietuvių",
            title: "Garantinis aptarnavimas",
            product: "Prekė",
            serial: "Serijos numeris",
            as_of: "Padėtis:",
            gone: "Šis adresas negalioja arba nebegalioja. Parašykite mums, atsiųsime naują.",
        },
        Language::En => Words {
            language: "English",
            title: "Warranty return",
            product: "Product",
            serial: "Serial number",
            as_of: "As of",
            gone: "This address is not valid, or no longer. Write to us and we will send a new one.",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_named_stays_words() {
        let of = Page {
            language: Language::En,
            company: "<script>".into(),
            number: "RMA-\"1\"".into(),
            product: "A & B".into(),
            serial: "<b>".into(),
            sentence: "It's <here>".into(),
            steps: vec![Step {
                name: "<i>".into(),
                reached: Some(Moment::EPOCH),
                here: true,
                ended: false,
            }],
            ahead_minutes: 180,
            now: Moment::EPOCH,
        };
        let text = page(&of);
        for raw in ["<script>", "<b>", "<i>", "<here>", "A & B"] {
            assert!(!text.contains(raw), "{raw}");
        }
        assert!(text.contains("1970-01-01 03:00"), "{text}");
    }
}
