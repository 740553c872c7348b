//! Do the style sheets keep the house rules: one sheet per kit piece, colours in one place, layers, contrast one can read?
//! Reads sheets as text; draws nothing.

use super::contrast::{Theme, ratio, themes};
use super::sources::{Source, below, root, rust_below};

const TOKENS: &str = "style/tokens.css";
const COLOUR_FUNCTIONS: [&str; 8] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklch(",
];
const COLOUR_WORDS: [&str; 10] = [
    "white", "black", "red", "green", "blue", "yellow", "orange", "gray", "grey", "silver",
];
const PHYSICAL: [&str; 12] = [
    "left",
    "right",
    "top",
    "bottom",
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "width",
    "height",
];

/// Text and the grounds it stands on.
const TEXTS: [(&str, &[&str]); 13] = [
    (
        "ink",
        &[
            "ground",
            "surface",
            "raised",
            "sunken",
            "quiet-soft",
            "chosen",
            "fine-soft",
            "warn-soft",
            "block-soft",
            "vial-soft",
        ],
    ),
    (
        "ink-soft",
        &[
            "ground",
            "surface",
            "raised",
            "sunken",
            "quiet-soft",
            "chosen",
            "warn-soft",
        ],
    ),
    (
        "link",
        &[
            "ground",
            "surface",
            "raised",
            "chosen",
            "block-soft",
            "warn-soft",
        ],
    ),
    ("on-action", &["action", "action-press"]),
    ("on-vial", &["vial"]),
    ("on-vial-soft", &["vial-soft"]),
    ("fine", &["fine-soft", "surface", "ground", "sunken"]),
    ("move", &["move-soft", "surface", "ground", "sunken"]),
    ("warn", &["warn-soft", "surface", "ground"]),
    ("block", &["block-soft", "surface", "ground"]),
    ("ground", &["ink"]),
    ("surface", &["ink"]),
    ("action", &["surface", "ground"]),
];
/// Borders and shapes that carry meaning. The tone of a dot or bar is a text pair already.
const BORDERS: [(&str, &[&str]); 3] = [
    ("line-strong", &["ground", "surface", "raised"]),
    ("focus-out", &["ground", "surface", "raised", "focus-in"]),
    ("block", &["surface", "block-soft"]),
];

fn sheets() -> Vec<Source> {
    let mut sheets = below("style", ".css");
    for sheet in &mut sheets {
        sheet.text = without_comments_and_quotes(&sheet.text);
    }
    sheets
}

#[test]
fn every_sheet_of_the_kit_belongs_to_a_piece_and_is_linked() {
    let pieces: Vec<String> = rust_below("app/src/kit")
        .iter()
        .map(|source| source.stem().to_owned())
        .collect();
    let page =
        std::fs::read_to_string(root().join("app/index.html")).expect("the page can be read");
    for sheet in below("style", ".css") {
        let stem = sheet.stem();
        if sheet.path.starts_with("style/kit/") {
            assert!(
                pieces.iter().any(|piece| piece == stem),
                "{}: no piece app/src/kit/{stem}.rs",
                sheet.path
            );
            let class = format!(".{}", stem.replace('_', "-"));
            assert!(
                sheet.text.contains(&class),
                "{}: nothing about {class}",
                sheet.path
            );
        }
        assert!(
            page.contains(&format!("\"../{}\"", sheet.path)),
            "{}: not linked in app/index.html",
            sheet.path
        );
    }
}

#[test]
fn the_order_of_layers_is_linked_first_and_every_sheet_keeps_to_one() {
    let page =
        std::fs::read_to_string(root().join("app/index.html")).expect("the page can be read");
    let first = page.find("rel=\"css\"").expect("sheets are linked");
    assert!(
        page[first..].starts_with("rel=\"css\" href=\"../style/layers.css\""),
        "layers.css comes first"
    );
    for sheet in sheets() {
        assert!(
            sheet.text.trim_start().starts_with("@layer "),
            "{}: outside every layer",
            sheet.path
        );
    }
}

#[test]
fn colours_are_written_in_the_token_sheet_only() {
    for sheet in sheets().iter().filter(|sheet| sheet.path != TOKENS) {
        for (number, line) in sheet.text.lines().enumerate() {
            let place = format!("{}:{}: {}", sheet.path, number + 1, line.trim());
            assert!(!line.contains('#'), "{place}: a raw colour or an id");
            assert!(
                COLOUR_FUNCTIONS
                    .iter()
                    .all(|function| !calls(line, function)),
                "{place}: a raw colour"
            );
            let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
            assert!(
                words.clone().all(|word| !COLOUR_WORDS.contains(&word)),
                "{place}: a colour by name"
            );
        }
    }
}

#[test]
fn nothing_shouts_and_nothing_is_tied_to_a_side_of_the_screen() {
    for sheet in sheets() {
        for (number, line) in sheet.text.lines().enumerate() {
            let place = format!("{}:{}: {}", sheet.path, number + 1, line.trim());
            assert!(!line.contains("!important"), "{place}");
            let property = line.trim().split(':').next().unwrap_or_default();
            assert!(
                !PHYSICAL.contains(&property),
                "{place}: say block or inline instead"
            );
        }
    }
}

#[test]
fn texts_can_be_read_in_every_theme() {
    for theme in themes(&tokens()) {
        let bar = if theme.name == "daylight" { 7.0 } else { 4.5 };
        check(&theme, &TEXTS, bar);
    }
}

#[test]
fn borders_and_shapes_can_be_seen_in_every_theme() {
    for theme in themes(&tokens()) {
        check(&theme, &BORDERS, 3.0);
    }
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite =
        std::fs::read_to_string(root().join("public/icons.svg")).expect("the sprite can be read");
    let icons =
        std::fs::read_to_string(root().join("app/src/kit/icon.rs")).expect("the icons can be read");
    let symbols = icons
        .lines()
        .filter_map(|line| line.trim().split_once(" => \""))
        .filter_map(|(_, rest)| rest.strip_suffix("\","));
    let mut count = 0;
    for symbol in symbols {
        assert!(
            sprite.contains(&format!("<symbol id=\"{symbol}\"")),
            "{symbol} is not in the sprite"
        );
        count += 1;
    }
    assert!(count > 50, "the icons were not found");
}

fn tokens() -> String {
    std::fs::read_to_string(root().join(TOKENS)).expect("the tokens can be read")
}

#[track_caller]
fn check(theme: &Theme, pairs: &[(&str, &[&str])], bar: f64) {
    for (over, grounds) in pairs {
        for ground in *grounds {
            let measured = ratio(theme.colour(over), theme.colour(ground));
            assert!(
                measured >= bar,
                "{}: {over} on {ground} has {measured:.2}, needs {bar}",
                theme.name
            );
        }
    }
}

/// `color-mix(` is fine, `rgb(` alone is not.
fn calls(line: &str, function: &str) -> bool {
    line.match_indices(function).any(|(at, _)| {
        !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
    })
}

fn without_comments_and_quotes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"']) {
        kept.push_str(&rest[..at]);
        let (end, length) = if rest[at..].starts_with("/*") {
            (rest[at..].find("*/").unwrap_or(rest.len() - at - 2), 2)
        } else if rest[at..].starts_with('"') {
            (
                rest[at + 1..]
                    .find('"')
                    .map_or(rest.len() - at - 1, |end| end + 1),
                1,
            )
        } else {
            kept.push('/');
            (0, 1)
        };
        let cut = at + end + length;
        kept.extend(rest[at..cut].chars().filter(|letter| *letter == '\n'));
        rest = &rest[cut..];
    }
    kept.push_str(rest);
    kept
}
