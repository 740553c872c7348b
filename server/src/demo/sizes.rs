//! The sizes and details of articles, as a catalogue prints them, and what a larger size costs.

use super::trade_words::{Detail, Size, Tongue};

/// The text of the `step`-th size and its price as a multiple of the smallest, in tenths.
pub fn size(size: Size, step: usize) -> (&'static str, u32) {
    let steps = texts(size);
    let at = step % steps.len();
    let grown = 10 + u32::try_from(at * at).unwrap_or(0) + 3 * u32::try_from(at).unwrap_or(0);
    (steps[at], grown)
}

pub fn sizes(size: Size) -> usize {
    texts(size).len()
}

#[rustfmt::skip]
fn texts(size: Size) -> &'static [&'static str] {
    match size {
        Size::Kilowatt => &["2.2 kW", "3 kW", "4 kW", "5.5 kW", "7.5 kW", "11 kW", "15 kW", "18.5 kW", "22 kW", "30 kW", "37 kW", "45 kW", "55 kW", "75 kW"],
        Size::Thread => &["G1/8\"", "G1/4\"", "G3/8\"", "G1/2\"", "G3/4\"", "G1\"", "G1 1/4\"", "G1 1/2\"", "G2\"", "G2 1/2\"", "G3\""],
        Size::Nominal => &["DN15", "DN20", "DN25", "DN32", "DN40", "DN50", "DN65", "DN80", "DN100", "DN125", "DN150", "DN200"],
        Size::Millimetre => &["Ø4 mm", "Ø6 mm", "Ø8 mm", "Ø10 mm", "Ø12 mm", "Ø16 mm", "Ø20 mm", "Ø25 mm", "Ø32 mm", "Ø40 mm", "Ø50 mm", "Ø63 mm", "Ø80 mm", "Ø100 mm"],
        Size::Litre => &["5 L", "10 L", "24 L", "50 L", "100 L", "200 L", "270 L", "500 L", "750 L", "1000 L", "1500 L", "2000 L"],
        Size::Ampere => &["6 A", "10 A", "16 A", "20 A", "25 A", "32 A", "40 A", "50 A", "63 A", "80 A", "100 A", "125 A"],
        Size::Metre => &["3 m", "5 m", "7.5 m", "10 m", "15 m", "20 m", "25 m", "30 m", "50 m", "100 m"],
        Size::Pieces => &["1×", "2×", "4×", "6×", "8×", "10×", "12×", "20×", "24×", "50×"],
        Size::Metric => &["M3×10", "M4×16", "M5×20", "M6×25", "M8×30", "M10×40", "M12×50", "M14×60", "M16×70", "M20×80", "M24×100"],
        Size::Airflow => &["0.6 m³/min", "1 m³/min", "1.8 m³/min", "2.5 m³/min", "3.6 m³/min", "5 m³/min", "7.2 m³/min", "10 m³/min", "13 m³/min", "18 m³/min"],
    }
}

#[rustfmt::skip]
pub fn detail(detail: Detail, step: usize) -> &'static str {
    let texts: &[&str] = match detail {
        Detail::Bar => &["8 bar", "10 bar", "13 bar", "16 bar", "25 bar"],
        Detail::Micron => &["0.01 µm", "1 µm", "5 µm", "25 µm", "40 µm"],
        Detail::Coil => &["24 V DC", "24 V AC", "110 V AC", "230 V AC"],
        Detail::Steel => &["St37", "CrV", "A2", "A4", "C45"],
        Detail::Degree => &["60 °C", "90 °C", "120 °C", "180 °C"],
        Detail::Poles => &["1P", "2P", "3P", "4P"],
        Detail::Grade => &["Standard", "Plus", "Pro", "XL"],
    };
    texts[step % texts.len()]
}

/// Turkish and Lithuanian write a decimal comma.
pub fn in_tongue(text: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::En => text.to_owned(),
        Tongue::Tr | Tongue::Lt => {
            let mut written = String::with_capacity(text.len());
            let mut before = ' ';
            for letter in text.chars() {
                let is_mark = letter == '.' && before.is_ascii_digit();
                written.push(if is_mark { ',' } else { letter });
                before = letter;
            }
            written
        }
    }
}
