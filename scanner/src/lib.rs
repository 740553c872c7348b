//! Which codes stand in a picture? Bar codes, QR and Data Matrix, each said as a keyboard scanner says it: the symbology's identifier
//! (ISO/IEC 15424) first, GS1's separator as it is. Runs beside the page, in a worker; knows nothing of cameras, serials or products.

use rxing::common::HybridBinarizer;
use rxing::multi::{GenericMultipleBarcodeReader, MultipleBarcodeReader};
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiUseMultiFormatReader,
    RXingResult, RXingResultMetadataType, RXingResultMetadataValue,
};
use std::collections::{BTreeSet, HashSet};
use wasm_bindgen::prelude::wasm_bindgen;

/// What stands on type plates, boxes and shelves.
const FORMATS: [BarcodeFormat; 12] = [
    BarcodeFormat::CODE_128,
    BarcodeFormat::CODE_39,
    BarcodeFormat::CODE_93,
    BarcodeFormat::EAN_13,
    BarcodeFormat::EAN_8,
    BarcodeFormat::UPC_A,
    BarcodeFormat::UPC_E,
    BarcodeFormat::ITF,
    BarcodeFormat::RSS_14,
    BarcodeFormat::RSS_EXPANDED,
    BarcodeFormat::QR_CODE,
    BarcodeFormat::DATA_MATRIX,
];
/// A short code of two of five is read out of any stripes.
const ITF_LEAST: usize = 8;

/// Every code of a picture once, in no order. `pixels` as a canvas has them, four bytes each; `inverted` reads light on dark.
#[wasm_bindgen]
pub fn codes(pixels: &[u8], width: u32, height: u32, inverted: bool) -> Vec<String> {
    let fits = pixels.len() as u128 == u128::from(width) * u128::from(height) * 4;
    if !fits || pixels.is_empty() {
        return Vec::new();
    }
    let grey = pixels
        .chunks_exact(4)
        .map(|pixel| grey(pixel) ^ if inverted { 255 } else { 0 });
    let Ok(source) = Luma8LuminanceSource::new(grey.collect(), width, height) else {
        return Vec::new();
    };
    let mut picture = BinaryBitmap::new(HybridBinarizer::new(source));
    let mut reader = GenericMultipleBarcodeReader::new(MultiUseMultiFormatReader::default());
    let found = reader.decode_multiple_with_hints(&mut picture, &hints());
    let said: BTreeSet<String> = found.iter().flatten().filter_map(said).collect();
    said.into_iter().collect()
}

/// As bright as people see it (ITU-R BT.601), in whole numbers.
fn grey(pixel: &[u8]) -> u8 {
    let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
    u8::try_from((red * 77 + green * 150 + blue * 29) >> 8).unwrap_or(u8::MAX)
}

fn hints() -> DecodeHints {
    DecodeHints {
        PossibleFormats: Some(HashSet::from(FORMATS)),
        TryHarder: Some(true),
        AssumeGs1: Some(true),
        ..DecodeHints::default()
    }
}

fn said(code: &RXingResult) -> Option<String> {
    let text = code.getText();
    let doubtful = *code.getBarcodeFormat() == BarcodeFormat::ITF && text.len() < ITF_LEAST;
    if doubtful || text.trim().is_empty() {
        return None;
    }
    let metadata = code.getRXingResultMetadata();
    let identifier = match metadata.get(&RXingResultMetadataType::SYMBOLOGY_IDENTIFIER) {
        Some(RXingResultMetadataValue::SymbologyIdentifier(identifier)) => identifier.as_str(),
        _ => "",
    };
    Some(match text.starts_with(']') {
        true => text.to_owned(),
        false => format!("{identifier}{text}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rxing::common::BitMatrix;
    use rxing::{MultiFormatWriter, Writer};

    const WIDTH: u32 = 640;
    const HEIGHT: u32 = 480;

    /// White paper with codes drawn at places.
    struct Paper(Vec<u8>);

    impl Paper {
        fn white() -> Paper {
            Paper(vec![255; (WIDTH * HEIGHT * 4) as usize])
        }

        fn draw(
            mut self,
            text: &str,
            format: BarcodeFormat,
            at: (u32, u32),
            size: (i32, i32),
        ) -> Paper {
            let drawn: BitMatrix = MultiFormatWriter
                .encode(text, &format, size.0, size.1)
                .expect("it can be drawn");
            for y in 0..drawn.height() {
                for x in (0..drawn.width()).filter(|x| drawn.get(*x, y)) {
                    let pixel = (((y + at.1) * WIDTH + x + at.0) * 4) as usize;
                    self.0[pixel..pixel + 3].fill(20);
                }
            }
            self
        }

        fn read(&self) -> Vec<String> {
            codes(&self.0, WIDTH, HEIGHT, false)
        }
    }

    #[test]
    fn each_kind_says_what_it_is() {
        let draw = |text, format, size| Paper::white().draw(text, format, (40, 40), size).read();
        assert_eq!(
            draw("HK40-2S5Z", BarcodeFormat::CODE_128, (400, 80)),
            ["]C0HK40-2S5Z"]
        );
        assert_eq!(
            draw("HK402S5Z", BarcodeFormat::CODE_39, (500, 80)),
            ["]A0HK402S5Z"]
        );
        assert_eq!(
            draw("4006381333931", BarcodeFormat::EAN_13, (300, 80)),
            ["]E04006381333931"]
        );
        assert_eq!(
            draw("HK40-2S5Z", BarcodeFormat::DATA_MATRIX, (200, 200)),
            ["]d1HK40-2S5Z"]
        );
        let qr = draw(
            "https://id.gs1.org/01/04006381333931/21/HK40",
            BarcodeFormat::QR_CODE,
            (250, 250),
        );
        assert_eq!(qr, ["]Q1https://id.gs1.org/01/04006381333931/21/HK40"]);
    }

    #[test]
    fn a_plate_with_several_codes_gives_them_all() {
        let plate = Paper::white()
            .draw("HK40-2S5Z", BarcodeFormat::CODE_128, (40, 40), (400, 80))
            .draw("4006381333931", BarcodeFormat::EAN_13, (40, 240), (300, 80));
        assert_eq!(plate.read(), ["]C0HK40-2S5Z", "]E04006381333931"]);
    }

    #[test]
    fn light_on_dark_is_read_when_asked_for() {
        let mut plate =
            Paper::white().draw("HK40-2S5Z", BarcodeFormat::QR_CODE, (40, 40), (250, 250));
        plate.0.iter_mut().for_each(|byte| *byte = 255 - *byte);
        assert_eq!(codes(&plate.0, WIDTH, HEIGHT, true), ["]Q1HK40-2S5Z"]);
    }

    #[test]
    fn nothing_is_read_out_of_nothing() {
        assert!(Paper::white().read().is_empty());
        assert!(codes(&[], 0, 0, false).is_empty());
        assert!(codes(&[1, 2, 3], 640, 480, false).is_empty());
        assert!(codes(&[0; 16], u32::MAX, u32::MAX, false).is_empty());
    }
}
