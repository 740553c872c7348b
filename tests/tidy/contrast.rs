//! How far are two colours of the token sheet apart, as WCAG 2 measures it? Knows colours as `#rrggbb` only.

use std::collections::HashMap;

/// The colours of one theme by their names without the dashes.
pub struct Theme {
    pub name: &'static str,
    colours: HashMap<String, [u8; 3]>,
}

impl Theme {
    #[track_caller]
    pub fn colour(&self, name: &str) -> [u8; 3] {
        *self
            .colours
            .get(name)
            .unwrap_or_else(|| panic!("{}: no token --{name}", self.name))
    }
}

/// Light and dark from the pairs of `light-dark()`, daylight from its block over the light ones.
pub fn themes(tokens: &str) -> [Theme; 3] {
    let start = tokens
        .find("[data-theme=\"daylight\"] {")
        .expect("daylight has a block");
    let end = start
        + tokens[start..]
            .find('}')
            .expect("the block of daylight ends");
    let (mut light, mut dark) = (HashMap::new(), HashMap::new());
    for (name, value) in declarations(&tokens[..start]) {
        let Some(pair) = value
            .strip_prefix("light-dark(")
            .and_then(|rest| rest.strip_suffix(')'))
        else {
            continue;
        };
        if let Some((one, other)) = pair
            .split_once(", ")
            .and_then(|(one, other)| Some((hex(one)?, hex(other)?)))
        {
            light.insert(name.to_owned(), one);
            dark.insert(name.to_owned(), other);
        }
    }
    let mut daylight = light.clone();
    daylight.extend(
        declarations(&tokens[start..end])
            .filter_map(|(name, value)| Some((name.to_owned(), hex(value)?))),
    );
    [
        Theme {
            name: "light",
            colours: light,
        },
        Theme {
            name: "dark",
            colours: dark,
        },
        Theme {
            name: "daylight",
            colours: daylight,
        },
    ]
}

/// WCAG 2.2, "contrast ratio": from 1 (the same) to 21 (black on white).
pub fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| {
        line.trim()
            .strip_prefix("--")?
            .strip_suffix(';')?
            .split_once(": ")
    })
}

fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[test]
fn black_on_white_is_twenty_one() {
    assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < 0.001);
    assert!((ratio([9; 3], [9; 3]) - 1.0).abs() < 0.001);
}
