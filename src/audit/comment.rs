//! The file of a reviewer's comments: one JSON object a line. No part of the chain; what cannot be
//! read in it is passed over and counted.

use serde_json::{Value, json};

use crate::domain::comment::Comment;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{Initials, Seq};
use crate::domain::time::Timestamp;

/// The only version.
const VERSION: u64 = 1;

/// The line of a comment, with its end; none for what has no spelling.
#[must_use]
pub fn encode(comment: &Comment) -> Option<Vec<u8>> {
    let spelled = json!({
        "v": VERSION,
        "at": comment.at.to_string(),
        "who": comment.who.as_str(),
        "entry": comment.entry.0,
        "text": comment.text,
    });
    let mut line = serde_json::to_vec(&spelled).ok()?;
    line.push(b'\n');
    Some(line)
}

/// Every comment that can be read, in the order of the file, and how many lines cannot.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Vec<Comment>, usize) {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let (mut comments, mut unread) = (Vec::new(), 0);
    for line in lines {
        match read(line) {
            Some(comment) => comments.push(comment),
            None => unread += 1,
        }
    }
    (comments, unread)
}

fn read(line: &[u8]) -> Option<Comment> {
    let Value::Object(spelled) = serde_json::from_slice(line).ok()? else { return None };
    let word = |name: &str| spelled.get(name)?.as_str();
    let text = word("text")?.to_owned();
    let is_sound = spelled.get("v")?.as_u64() == Some(VERSION) && text.len() <= TEXT_BYTES_MAX;
    is_sound.then_some(())?;
    Some(Comment {
        at: Timestamp::parse(word("at")?)?,
        who: Initials::parse(word("who")?).ok()?,
        entry: Seq(spelled.get("entry")?.as_u64()?),
        text,
    })
}
