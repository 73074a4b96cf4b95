//! One rule in each file.

pub mod banned_word;
pub mod built_in_option;
pub mod french_spacing;
pub mod idle_condition;
pub mod judging_state;
pub mod late_vital_step;
pub mod local_name;
pub mod long_phase;
pub mod long_sentence;
pub mod long_text;
pub mod no_question;
pub mod no_read_back;
pub mod no_reason;
pub mod no_stakes;
pub mod no_undo;
pub mod no_window;
pub mod tall_step;
pub mod unreachable_step;
pub mod vague_time;
