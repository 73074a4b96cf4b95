//! Frames as a recording for terminal players: the bytes that a terminal would be sent.

use ratatui::backend::CrosstermBackend;
use ratatui::{Terminal, TerminalOptions, Viewport};
use sangfroid::driver::thrifty::Thrifty;

use super::walk::Frame;
use crate::screens::wire::Tape;

/// A recording in the second version of the format: a head, then one line per change.
pub fn of(frames: &[&Frame]) -> String {
    let area = frames[0].buffer.area;
    let head = serde_json::json!({
        "version": 2,
        "width": area.width,
        "height": area.height,
        "title": "sangfroid",
    });
    let mut out = format!("{head}\n");
    let tape = Tape::default();
    let backend = Thrifty::new(CrosstermBackend::new(tape.clone()));
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let mut terminal = Terminal::with_options(backend, options).expect("a terminal");
    let mut ms = 0;
    for frame in frames {
        terminal
            .draw(|canvas| {
                canvas.buffer_mut().clone_from(&frame.buffer);
                if let Some(caret) = frame.caret {
                    canvas.set_cursor_position(caret);
                }
            })
            .expect("a frame");
        let bytes = std::mem::take(&mut *tape.0.borrow_mut());
        let text = String::from_utf8(bytes).expect("text");
        let event = serde_json::json!(["o", text]).to_string();
        let time = format!("{}.{:03}", ms / 1_000, ms % 1_000);
        out.push_str(&event.replacen('[', &format!("[{time},"), 1));
        out.push('\n');
        ms += frame.ms;
    }
    out
}
