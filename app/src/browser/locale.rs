//! Formats that the browser knows better than we do: numbers, money, days and times of a language,
//! and the order of words. Decimals go in as text, so nothing passes through a float.

use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

/// U+2212, as wide as a plus; the hyphen the browser writes is not.
const MINUS: char = '\u{2212}';

thread_local! {
    /// Making one costs more than using it a hundred times.
    static MADE: RefCell<HashMap<String, (JsValue, Function)>> = RefCell::new(HashMap::new());
}

/// "1234.5" → "1.234,5", "1 234,5", "1,234.5". `language` as in `lang`: tr, lt, en.
pub fn decimal(language: &str, plain: &str) -> Option<String> {
    let digits = fraction_digits(plain).to_string();
    let options = [
        ("useGrouping", "always"),
        ("minimumFractionDigits", &digits),
        ("maximumFractionDigits", &digits),
    ];
    let written = format(language, "NumberFormat", &options, &plain.into())?;
    Some(written.replace('-', &MINUS.to_string()))
}

/// "1.234,56 ₺", "1 234,56 €", "€1,234.56": the sign stands where the language puts it, in Turkish
/// behind the number, as our documents do.
pub fn money(language: &str, plain: &str, currency: &str) -> Option<String> {
    let digits = fraction_digits(plain).to_string();
    let options = [
        ("style", "currency"),
        ("currency", currency),
        ("currencyDisplay", "narrowSymbol"),
        ("useGrouping", "always"),
        ("minimumFractionDigits", &digits),
        ("maximumFractionDigits", &digits),
    ];
    let written = format(language, "NumberFormat", &options, &plain.into())?;
    let written = written.replace('-', &MINUS.to_string());
    match language {
        "tr" => Some(sign_behind(&written)),
        _ => Some(written),
    }
}

/// "%15", "15 %", "15%": takes the percentage itself, not the fraction.
pub fn percent(language: &str, plain: &str) -> Option<String> {
    let number = decimal(language, plain)?;
    Some(match language {
        "tr" => format!("%{number}"),
        "lt" => format!("{number}\u{a0}%"),
        _ => format!("{number}%"),
    })
}

/// A moment as day and time of the person's zone or of `zone` (an IANA name, empty for the device's).
pub fn moment(language: &str, at_ms: i64, zone: &str) -> Option<String> {
    let mut options = vec![("dateStyle", "medium"), ("timeStyle", "short")];
    if !zone.is_empty() {
        options.push(("timeZone", zone));
    }
    format(language, "DateTimeFormat", &options, &(at_ms as f64).into())
}

/// A day `2026-11-21`; judged in UTC, because a day has no zone.
pub fn day(language: &str, day: &str) -> Option<String> {
    let at = js_sys::Date::parse(day);
    if at.is_nan() {
        return None;
    }
    let options = [("dateStyle", "medium"), ("timeZone", "UTC")];
    format(language, "DateTimeFormat", &options, &at.into())
}

/// Sorts by the rules of a language: in Turkish "ı" before "i", in Lithuanian "y" beside "i".
pub fn sort_by_name<T>(language: &str, items: &mut [T], name: impl Fn(&T) -> &str) {
    let Some((collator, compare)) = made(language, "Collator", "compare", &[("numeric", "true")])
    else {
        items.sort_by(|one, other| name(one).cmp(name(other)));
        return;
    };
    items.sort_by(|one, other| {
        let order = compare.call2(&collator, &name(one).into(), &name(other).into());
        let order = order.ok().and_then(|order| order.as_f64()).unwrap_or(0.0);
        order.total_cmp(&0.0)
    });
}

/// The languages the browser's owner reads, best first.
pub fn wished() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let languages = window.navigator().languages();
    let languages = languages.iter().filter_map(|language| language.as_string());
    languages.collect()
}

/// The browser's own fields, those of days and times, are written as this language does.
pub fn fields_are_in(language: &str) -> bool {
    wished().first().is_some_and(|tag| is_of(language, tag))
}

/// "tr-TR" is of "tr".
fn is_of(language: &str, tag: &str) -> bool {
    tag.split('-').next() == Some(language)
}

/// Says to readers and hyphenation in which language the page is.
pub fn set_page_language(language: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // refused only for a name that is no attribute
        let _ = root.set_attribute("lang", language);
    }
}

fn fraction_digits(plain: &str) -> usize {
    plain
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len())
}

/// "₺1.234,56" → "1.234,56 ₺"; a minus stays in front.
fn sign_behind(written: &str) -> String {
    let number = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let minus = if written.contains(MINUS) {
        "\u{2212}"
    } else {
        ""
    };
    let digits: String = written.chars().filter(|letter| number(*letter)).collect();
    let sign = |letter: &char| !number(*letter) && *letter != MINUS && !letter.is_whitespace();
    let sign: String = written.chars().filter(sign).collect();
    format!("{minus}{digits}\u{a0}{sign}")
}

fn format(
    language: &str,
    class: &str,
    options: &[(&str, &str)],
    value: &JsValue,
) -> Option<String> {
    let (object, format) = made(language, class, "format", options)?;
    format.call1(&object, value).ok()?.as_string()
}

fn made(
    language: &str,
    class: &str,
    method: &str,
    options: &[(&str, &str)],
) -> Option<(JsValue, Function)> {
    let key = format!("{language} {class} {options:?}");
    if let Some(made) = MADE.with_borrow(|made| made.get(&key).cloned()) {
        return Some(made);
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let chosen = Object::new();
    for (name, value) in options {
        Reflect::set(&chosen, &(*name).into(), &(*value).into()).ok()?;
    }
    let arguments = Array::of2(&language.into(), &chosen);
    let object = Reflect::construct(&class, &arguments).ok()?;
    let method: Function = Reflect::get(&object, &method.into())
        .ok()?
        .dyn_into()
        .ok()?;
    MADE.with_borrow_mut(|made| made.insert(key, (object.clone(), method.clone())));
    Some((object, method))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_tag_is_of_its_language_whatever_the_country() {
        assert!(is_of("tr", "tr-TR") && is_of("lt", "lt"));
        assert!(!is_of("tr", "en-TR") && !is_of("lt", "lto"));
    }
}
