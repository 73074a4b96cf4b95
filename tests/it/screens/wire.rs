//! How many bytes a terminal is sent: a serial line must keep up (R116).

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::driver::thrifty::Thrifty;

use super::desk::Desk;

/// Counts what is written.
struct Line(Rc<Cell<usize>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes of each frame after the other.
fn bytes_of(frames: &[Buffer]) -> Vec<usize> {
    let sent = Rc::new(Cell::new(0));
    let area = frames[0].area;
    let viewport = Viewport::Fixed(Rect::new(0, 0, area.width, area.height));
    let backend = Thrifty::new(CrosstermBackend::new(Line(Rc::clone(&sent))));
    let options = TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(backend, options).expect("a terminal");
    let mut counts = Vec::new();
    for buffer in frames {
        let before = sent.get();
        let draw = |frame: &mut ratatui::Frame| frame.buffer_mut().clone_from(buffer);
        terminal.draw(draw).expect("a frame");
        counts.push(sent.get() - before);
    }
    counts
}

#[test]
fn first_frame_and_step_change_fit_a_serial_line() {
    for lang in Lang::ALL {
        for ((columns, rows), first_max) in [((80, 24), 2_600), ((120, 40), 5_500)] {
            let mut desk = Desk::first_hour(lang).sized(columns, rows);
            let mut frames = vec![desk.buffer.clone()];
            desk.enter();
            frames.push(desk.buffer.clone());
            let counts = bytes_of(&frames);
            assert!(counts[0] <= first_max, "{lang:?} first frame {columns}: {}", counts[0]);
            // From the shortest step to the longest one.
            let change_max = if columns == 80 { 1_200 } else { 1_700 };
            assert!(counts[1] <= change_max, "{lang:?} step change {columns}: {}", counts[1]);
            println!("{lang:?} {columns}x{rows}: first {} step {}", counts[0], counts[1]);
        }
    }
}

/// What is written, for an emulator to read.
#[derive(Clone, Default)]
pub struct Tape(pub Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

proptest! {
    #[test]
    fn what_is_spared_changes_nothing_on_the_screen(
        frames in prop::collection::vec(
            prop::collection::vec("[ ab\u{e9}\u{4e16}]{0,30}", 6), 1..6),
        reversed in 0..6_u16,
    ) {
        let tape = Tape::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 30, 6));
        let backend = Thrifty::new(CrosstermBackend::new(tape.clone()));
        let mut terminal =
            Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
        let mut emulator = vt100::Parser::new(
            6.try_into().expect("rows"), 30.try_into().expect("columns"), 0);
        for rows in &frames {
            let mut shown = Buffer::default();
            terminal.draw(|frame| {
                for (y, text) in (0..).zip(rows) {
                    frame.buffer_mut().set_stringn(0, y, text, 30, Style::new());
                }
                let row = Rect::new(0, reversed, 30, 1);
                frame.buffer_mut().set_style(row, Style::new().add_modifier(Modifier::REVERSED));
                shown = frame.buffer_mut().clone();
            }).expect("a frame");
            emulator.process(&std::mem::take(&mut *tape.0.borrow_mut()));
            for y in 0..6 {
                for x in 0..30 {
                    let cell = &shown[(x, y)];
                    let seen = emulator.screen().cell(y, x).expect("a cell");
                    if seen.is_wide_continuation() {
                        continue;
                    }
                    let text = if seen.contents().is_empty() { " " } else { seen.contents() };
                    prop_assert_eq!(text, cell.symbol(), "at {},{}", x, y);
                    prop_assert_eq!(
                        seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "{},{}", x, y);
                }
            }
        }
    }
}

#[test]
fn a_typed_character_costs_few_bytes() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("na");
    let mut frames = vec![desk.buffer.clone()];
    desk.keys("b");
    frames.push(desk.buffer.clone());
    let counts = bytes_of(&frames);
    assert!(counts[1] <= 40, "{}", counts[1]);
}

#[test]
fn a_clock_moves_once_a_minute_and_in_its_last_minute_one_group_of_cells_a_second() {
    for lang in Lang::ALL {
        // The first step done: the next one has ten minutes.
        let mut desk = Desk::first_hour(lang);
        desk.enter();
        desk.pass(Span::from_s(5));
        let quiet: Vec<Buffer> = (0..5)
            .map(|_| {
                desk.pass(Span::from_s(10));
                desk.buffer.clone()
            })
            .collect();
        let counts = bytes_of(&quiet);
        let idle: usize = counts[1..].iter().sum();
        assert!(idle <= 120, "{lang:?}: one minute of a clock: {counts:?}");
        desk.pass(Span::from_s(8 * 60 + 10));
        assert!(desk.text().contains(" s"), "{}", desk.text());
        let mut seconds = vec![desk.buffer.clone()];
        for _ in 0..20 {
            desk.pass(Span::from_s(1));
            seconds.push(desk.buffer.clone());
        }
        let counts = bytes_of(&seconds);
        assert!(counts[1..].iter().all(|bytes| *bytes <= 40), "{lang:?}: {counts:?}");
        for pair in seconds.windows(2) {
            let changed = pair[0].diff(&pair[1]);
            let (xs, ys): (Vec<u16>, Vec<u16>) = changed.iter().map(|(x, y, _)| (*x, *y)).unzip();
            assert!(!xs.is_empty(), "{lang:?}: the seconds are shown");
            assert!(ys.iter().all(|y| *y == ys[0]), "{lang:?}: one row: {ys:?}");
            let wide = xs.iter().max().zip(xs.iter().min()).map(|(last, first)| last - first);
            assert!(wide <= Some(1), "{lang:?}: two digits: {xs:?}");
        }
    }
}
