//! System calls as the tracer wrote them down, in the order in which they began and ended.

use std::collections::BTreeMap;

/// The calls that can change or lock a file, or open one.
pub const FILE_CALLS: &str = "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,\
    renameat2,mkdir,mkdirat,unlink,unlinkat,flock";

/// One moment of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It began.
    Began(Call),
    /// It returned.
    Returned(Call),
}

/// One call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The thread's number.
    pub thread: String,
    pub name: String,
    /// The arguments, as printed.
    pub arguments: String,
    /// The result; none while it runs, or when the process died in it.
    pub result: Option<i64>,
    /// Whether the tracer made it up.
    pub is_injected: bool,
}

impl Call {
    /// The path that the tracer printed with the first file number.
    pub fn path(&self) -> &str {
        let first = self.arguments.split(',').next().unwrap_or_default();
        first
            .split_once('<')
            .and_then(|(_, rest)| rest.split_once('>'))
            .map_or("", |(path, _)| path)
    }

    /// Whether it is about a segment of a log.
    pub fn is_on_log(&self) -> bool {
        self.path().ends_with(".jsonl")
    }

    /// The bytes of its first text.
    pub fn bytes(&self) -> Vec<u8> {
        let Some((_, rest)) = self.arguments.split_once('"') else { return Vec::new() };
        unescaped(rest)
    }
}

/// Every moment of a trace.
pub fn moments(trace: &str) -> Vec<Moment> {
    let mut open: BTreeMap<String, Call> = BTreeMap::new();
    let mut found = Vec::new();
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if rest.starts_with("<... ") {
            let Some(mut call) = open.remove(thread) else { continue };
            finish(&mut call, rest);
            found.push(Moment::Returned(call));
            continue;
        }
        let Some((name, arguments)) = rest.split_once('(') else { continue };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let (thread, name) = (thread.to_owned(), name.to_owned());
        let arguments = arguments.to_owned();
        let mut call = Call { thread, name, arguments, result: None, is_injected: false };
        found.push(Moment::Began(call.clone()));
        if rest.ends_with("<unfinished ...>") {
            open.insert(call.thread.clone(), call);
        } else {
            finish(&mut call, rest);
            found.push(Moment::Returned(call));
        }
    }
    found
}

/// Every call of a trace, as it ended.
pub fn calls(trace: &str) -> Vec<Call> {
    let ended = |moment| match moment {
        Moment::Returned(call) => Some(call),
        Moment::Began(_) => None,
    };
    moments(trace).into_iter().filter_map(ended).collect()
}

fn finish(call: &mut Call, rest: &str) {
    call.is_injected = rest.contains("(INJECTED");
    let result = rest.rsplit_once(" = ").map(|(_, result)| result);
    let digits = |result: &str| {
        let end = result.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(result.len());
        result[..end].parse().ok()
    };
    call.result = result.and_then(digits);
}

/// The text up to the closing quote, with the tracer's escapes undone.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'"' => break,
            b'\\' => rest = escape(after, &mut bytes),
            other => bytes.push(*other),
        }
    }
    bytes
}

fn escape<'a>(rest: &'a [u8], bytes: &mut Vec<u8>) -> &'a [u8] {
    let digits = rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
    if digits > 0 {
        let octal =
            rest[..digits].iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0'));
        bytes.push(u8::try_from(octal).unwrap_or(b'?'));
        return &rest[digits..];
    }
    let Some((letter, after)) = rest.split_first() else { return rest };
    bytes.push(match letter {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'v' => 0x0b,
        b'f' => 0x0c,
        other => *other,
    });
    after
}

#[test]
fn a_trace_is_read_with_calls_that_overlap_and_escapes() {
    let text = "7 write(1</dev/pts/0>, \"\\33[2J\\\"\\n\", 6 <unfinished ...>\n\
                8 fdatasync(5</x/log/a.jsonl>) = -1 EIO (Input/output error) (INJECTED)\n\
                7 <... write resumed>) = 6\n7 +++ exited with 0 +++\n";
    let found = moments(text);
    assert_eq!(found.len(), 4);
    let ended = calls(text);
    assert_eq!(ended[0].path(), "/x/log/a.jsonl");
    assert!(ended[0].is_injected && ended[0].is_on_log() && ended[0].result == Some(-1));
    assert_eq!(ended[1].bytes(), b"\x1b[2J\"\n");
    assert_eq!(ended[1].result, Some(6));
}
