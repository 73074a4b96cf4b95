//! A text as a square of black and white modules, drawn as SVG: what a camera reads of the page.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White modules around the square: readers need them (ISO/IEC 18004).
const QUIET: usize = 4;

/// The drawing, one unit per module; none when the text is too long for a square.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (QUIET + at % width, QUIET + at / width);
            // A string takes everything.
            write!(path, "M{x} {y}h1v1h-1z").ok();
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" \
         fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}
