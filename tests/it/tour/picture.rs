//! Cells as a picture: text as text, so that it scales, can be read aloud and can be copied.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::walk::Frame;

/// One cell, in pixels.
const WIDTH: u32 = 9;
const HEIGHT: u32 = 19;

/// Free space around, in pixels.
const MARGIN: u32 = 12;

/// The terminal's own two colours in the pictures.
const PAPER: &str = "#1b1d23";
const INK: &str = "#d7dae0";

/// A still picture.
pub fn still(buffer: &Buffer, about: &str) -> String {
    let mut out = head(buffer, about);
    rows(buffer, &mut out);
    out.push_str("</svg>\n");
    out
}

/// Frames one after the other, for ever.
pub fn moving(frames: &[&Frame]) -> String {
    let total: u64 = frames.iter().map(|frame| frame.ms).sum();
    let mut out = head(&frames[0].buffer, &frames[0].about);
    let mut begins = 0;
    for frame in frames {
        let (from, to) = (part_of(begins, total), part_of(begins + frame.ms, total));
        writeln!(
            out,
            "<g display=\"none\"><animate attributeName=\"display\" dur=\"{total}ms\" \
             repeatCount=\"indefinite\" calcMode=\"discrete\" \
             values=\"none;inline;none\" keyTimes=\"0;{from};{to}\"/>"
        )
        .expect("a text takes words");
        rows(&frame.buffer, &mut out);
        out.push_str("</g>\n");
        begins += frame.ms;
    }
    out.push_str("</svg>\n");
    out
}

/// A part of the whole, to the hundred-thousandth.
fn part_of(ms: u64, total: u64) -> String {
    let part = ms * 100_000 / total.max(1);
    format!("{}.{:05}", part / 100_000, part % 100_000)
}

fn head(buffer: &Buffer, about: &str) -> String {
    let width = u32::from(buffer.area.width) * WIDTH + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * HEIGHT + 2 * MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', \
         Menlo, Consolas, monospace\" font-size=\"15\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n",
        escaped(about)
    )
}

fn rows(buffer: &Buffer, out: &mut String) {
    for y in 0..buffer.area.height {
        let cells: Vec<&Cell> = (0..buffer.area.width).map(|x| &buffer[(x, y)]).collect();
        let mut from = 0;
        while from < cells.len() {
            let look = |cell: &Cell| (cell.fg, cell.modifier);
            let same = cells[from..].iter().take_while(|cell| look(cell) == look(cells[from]));
            let to = from + same.count();
            run(&cells[from..to], (from, usize::from(y)), out);
            from = to;
        }
    }
}

/// Cells of one look beside each other.
fn run(cells: &[&Cell], (column, row): (usize, usize), out: &mut String) {
    let text: String = cells.iter().map(|cell| cell.symbol()).collect();
    let is_reversed = cells[0].modifier.contains(Modifier::REVERSED);
    if text.trim().is_empty() && !is_reversed {
        return;
    }
    let at = |cell: usize, size: u32| MARGIN + u32::try_from(cell).expect("a cell") * size;
    let (x, y) = (at(column, WIDTH), at(row, HEIGHT));
    let width = u32::try_from(cells.len()).expect("a run") * WIDTH;
    let colour = colour(cells[0].fg);
    if is_reversed {
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{colour}\"/>"
        )
        .expect("a text takes words");
    }
    let fill = if is_reversed { PAPER } else { colour };
    let has = |modifier| cells[0].modifier.contains(modifier);
    let bold = if has(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if has(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" fill=\"{fill}\"{bold}{line}>{}</text>",
        y + HEIGHT - 5,
        escaped(&text)
    )
    .expect("a text takes words");
}

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Red => "#f0716b",
        Color::Yellow => "#e5c07b",
        Color::Magenta => "#c88be0",
        Color::Cyan => "#6cc3cf",
        Color::Green => "#95c979",
        _ => INK,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn what_a_picture_shows_is_the_text_of_the_cells() {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 12, 2));
    buffer.set_string(1, 0, "a < b & c", ratatui::style::Style::new());
    buffer.set_string(0, 1, "  ", ratatui::style::Style::new().add_modifier(Modifier::REVERSED));
    let picture = still(&buffer, "two rows");
    assert!(picture.contains("> a &lt; b &amp; c"), "{picture}");
    assert_eq!(picture.matches("<rect").count(), 2, "the paper and one reversed run");
}
