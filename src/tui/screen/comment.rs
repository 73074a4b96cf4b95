//! A reviewer's comment on an entry of a closed incident, kept apart from the log (S16).

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use crate::domain::comment::Comment;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{Initials, Seq};
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::Request;
use crate::tui::speech::{Prompt, Speech, Wanted};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Field, panel};

/// The box.
#[derive(Clone, Debug)]
pub struct CommentBox {
    entry: Seq,
    who: Field,
    text: Field,
    is_on_text: bool,
    /// The disk has it, and did not speak yet.
    is_sent: bool,
}

impl CommentBox {
    /// About this entry; whoever commented last is offered.
    #[must_use]
    pub fn new(entry: Seq, view: &View) -> Self {
        let who = view.comments.last().map(|comment| comment.who.to_string()).unwrap_or_default();
        Self {
            entry,
            is_on_text: !who.is_empty(),
            who: Field::new(Initials::CHARS_MAX).holding(&who),
            text: Field::new(TEXT_BYTES_MAX),
            is_sent: false,
        }
    }

    /// Whether it is about this entry.
    #[must_use]
    pub fn is_about(&self, entry: Seq) -> bool {
        self.entry == entry
    }

    /// The disk did not take it: Enter may try again.
    pub const fn try_again(&mut self) {
        self.is_sent = false;
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.log;
        let Ok(who) = Initials::parse(&self.who.trimmed().to_uppercase()) else {
            self.is_on_text = false;
            return Outcome::say(&words.comment_who_needed);
        };
        if self.text.is_blank() {
            self.is_on_text = true;
            return Outcome::say(&words.comment_text_needed);
        }
        if std::mem::replace(&mut self.is_sent, true) {
            return Outcome::say(&view.words.screen.frame.saving);
        }
        let text = self.text.trimmed().to_owned();
        let (at, entry) = (view.now.moment.wall, self.entry);
        Outcome::request(Request::Comment(Comment { at, who, entry, text }))
    }
}

/// What was said about an entry, a line each.
#[must_use]
pub fn lines(entry: Seq, view: &View) -> Vec<String> {
    let about = view.comments.iter().filter(|comment| comment.entry == entry);
    about.map(|comment| view.words.screen.log.comment(comment, view.now.offset)).collect()
}

impl Screen for CommentBox {
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let is_mine = match press.intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter => return self.enter(view),
            Intent::Tab | Intent::BackTab | Intent::Up | Intent::Down => {
                self.is_on_text = !self.is_on_text;
                true
            }
            intent if self.is_on_text => self.text.key(intent),
            intent => self.who.key(intent),
        };
        if is_mine { Outcome::taken() } else { Outcome::not_mine() }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        let field = if self.is_on_text { &mut self.text } else { &mut self.who };
        field.insert(text);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.log;
        let title = fill(&words.comment_title, &[("n", &self.entry.0.to_string())]);
        let inside = panel(canvas, 2, &title, "", &words.comment_foot);
        let labels = [&words.comment_who, &words.comment];
        let wide = labels.into_iter().map(|label| columns(label, *view.theme)).max().unwrap_or(8);
        let x = inside.x + wide + 2;
        let cell = |y: u16, most: u16| {
            let width = most.min(inside.right().saturating_sub(x));
            Rect { x, y, width, height: 1 }.intersection(inside)
        };
        canvas.print(inside, (inside.x, inside.y), &words.comment_who, Role::Label);
        canvas.print(inside, (inside.x, inside.y + 1), &words.comment, Role::Label);
        self.who.draw(canvas, cell(inside.y, 9), !self.is_on_text);
        self.text.draw(canvas, cell(inside.y + 1, u16::MAX), self.is_on_text);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.log;
        let title = fill(&words.comment_title, &[("n", &self.entry.0.to_string())]);
        let speech = Speech::about(spoken::question(&title)).detail(&words.comment_foot);
        let wanted = if self.is_on_text {
            Wanted::new(&words.comment, self.text.text(), &[Intent::Enter])
        } else {
            Wanted::new(&words.comment_who, self.who.text(), &[Intent::Tab])
        };
        speech.asking(Prompt::Field(wanted))
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::about(FormKind::Comment, &self.entry.0))
    }

    fn typed(&self) -> Vec<String> {
        if self.text.is_blank() { Vec::new() } else { vec![self.text.text().to_owned()] }
    }

    fn retype(&mut self, texts: &[String]) {
        if let [text] = texts {
            self.text.insert(text);
        }
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen;
        vec![
            Live::key(Intent::Enter, &words.log.key_comment),
            Live::key(Intent::Esc, &words.reason.key_back),
            Live::key(Intent::Tab, &words.go_to.key_field),
            Live::key(Intent::Backspace, &words.note.key_erase),
            Live::keys(&[Intent::Home, Intent::End], &words.note.key_ends),
            Live::key(Intent::Help, &words.step.key_help),
        ]
    }
}
