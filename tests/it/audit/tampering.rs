//! Every way of tampering with the sample log that the format promises to notice, with the verdict
//! and the line that each must get. Whoever verifies must agree with all of it.

use sangfroid::audit::Digest;
use sangfroid::audit::digest::SpokenCode;

use super::sample::{LINES, columns, digests, log, rechain, seal};

/// Another spelling of a line.
type Edit = fn(&str) -> String;

/// A log and the verdict that it must get.
pub struct Case {
    pub class: &'static str,
    /// Lines of the sample log that come first, unchanged.
    pub before: usize,
    /// What follows them.
    pub rest: Vec<u8>,
    pub is_original: bool,
    pub code: Option<SpokenCode>,
    pub expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// 0, 4, 5 or 6; 45 where the place in the line decides between 4 and 5.
    pub exit: u8,
    /// The first bad line; 0 when there is none.
    pub line: u64,
}

pub struct Cases {
    base: Vec<Vec<u8>>,
    pub all: Vec<Case>,
}

impl Case {
    /// The whole log.
    pub fn bytes(&self, base: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = base[..self.before].concat();
        bytes.extend_from_slice(&self.rest);
        bytes
    }
}

const LAST: u64 = LINES as u64;

impl Cases {
    pub fn new() -> Self {
        Self { base: log("lap3-9f2c"), all: Vec::new() }
    }

    /// Everything but bits and cuts.
    pub fn structural() -> Self {
        let mut cases = Self::new();
        cases.order();
        cases.splices();
        cases.rewrites();
        cases.fields();
        cases.members();
        cases.form();
        cases.withheld();
        cases
    }

    pub fn base(&self) -> &[Vec<u8>] {
        &self.base
    }

    fn add(&mut self, class: &'static str, lines: &[Vec<u8>], exit: u8, line: u64) -> &mut Case {
        let rest = lines.concat();
        let expected = Expected { exit, line };
        let (is_original, code) = (false, None);
        self.all.push(Case { class, before: 0, rest, is_original, code, expected });
        self.all.last_mut().unwrap()
    }

    /// The code after the last line of the sample log.
    pub fn code(&self) -> SpokenCode {
        code_of(&self.base)
    }

    /// Every single bit of every line.
    pub fn bits(&mut self, keep: impl Fn(usize) -> bool) {
        let mut count = 0;
        for n in 0..LINES {
            for bit in 0..self.base[n].len() * 8 {
                count += 1;
                if !keep(count) {
                    continue;
                }
                let mut rest = self.base[n..].concat();
                rest[bit / 8] ^= 1 << (bit % 8);
                // Without the line feed before it, the last line is part of the bad one.
                let joins_last = n + 2 == LINES && bit / 8 + 1 == self.base[n].len();
                let exit = if n + 1 == LINES || joins_last { 45 } else { 4 };
                let expected = Expected { exit, line: n as u64 + 1 };
                let (is_original, code) = (false, None);
                let class = "bit";
                self.all.push(Case { class, before: n, rest, is_original, code, expected });
            }
        }
    }

    /// Every cut. At a line's end only the spoken code can tell.
    pub fn cuts(&mut self, keep: impl Fn(usize) -> bool) {
        let code = self.code();
        let mut count = 0;
        for n in 0..LINES {
            for length in 0..self.base[n].len() {
                count += 1;
                if length > 0 && !keep(count) {
                    continue;
                }
                let rest = self.base[n][..length].to_vec();
                let is_border = length == 0;
                let exit = if is_border && n > 0 { 0 } else { 5 };
                let line = if is_border && n > 0 { 0 } else { n as u64 + 1 };
                let mut push = |class, exit, code| {
                    let (rest, expected) = (rest.clone(), Expected { exit, line });
                    let is_original = false;
                    self.all.push(Case { class, before: n, rest, is_original, code, expected });
                };
                push("cut", exit, None);
                if is_border {
                    push("cut at a line, with code", 4, Some(code));
                }
            }
        }
    }

    /// Random insertions, removals and replacements in both columns, with right digests: whatever
    /// the verdict is, all verifiers must give the same. The seed is fixed.
    pub fn random_edits(&mut self, count: usize) {
        const PIECES: [&str; 28] = [
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "0",
            "1",
            "-",
            ".",
            "e",
            " ",
            "\\u0000",
            "\\u001f",
            "\\n",
            "\\/",
            "\\ud83d",
            "é",
            "🩺",
            "\u{202e}",
            "null",
            "\"a\":1,",
            "{\"a\":[]},",
            "\"\":",
            "true",
            "\u{85}",
        ];
        let mut state = 88_172_645_463_325_252_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).expect("below a length")
        };
        for _ in 0..count {
            let n = next(LINES);
            let mut lines = self.base.clone();
            let [first, second, third] = columns(&lines[n]);
            let mut edited = [first.to_owned(), second.to_owned()];
            let column = &mut edited[usize::from(!second.is_empty() && next(2) == 1)];
            for _ in 0..=next(2) {
                let border = |mut at: usize, text: &str| {
                    while !text.is_char_boundary(at) {
                        at -= 1;
                    }
                    at
                };
                let start = border(next(column.len()), column);
                let end = border((start + next(4)).min(column.len()), column).max(start);
                column.replace_range(start..end, PIECES[next(PIECES.len())]);
            }
            lines[n] = format!("{}\t{}\t{third}\n", edited[0], edited[1]).into_bytes();
            rechain(&mut lines, n);
            self.add("random edit", &lines, 255, 0);
        }
    }

    fn order(&mut self) {
        let base = self.base.clone();
        let code = self.code();
        self.add("whole", &base, 0, 0);
        self.add("whole, with code", &base, 0, 0).code = Some(code);
        for n in 0..LINES {
            let at = n as u64 + 1;
            let mut lines = base.clone();
            lines.remove(n);
            let (exit, line) = if at == LAST { (0, 0) } else { (4, at) };
            self.add("delete", &lines, exit, line);
            self.add("delete, with code", &lines, 4, line).code = Some(code);
            let mut lines = base.clone();
            lines.insert(n, base[n].clone());
            self.add("repeat at once", &lines, 0, 0);
            for after in 1..=LINES {
                if after != n && after != n + 1 {
                    let mut lines = base.clone();
                    lines.insert(after, base[n].clone());
                    self.add("duplicate", &lines, 4, after as u64 + 1);
                }
            }
            for other in n + 1..LINES {
                let mut lines = base.clone();
                lines.swap(n, other);
                self.add("swap", &lines, 4, at);
            }
            if n > 0 {
                self.add("head removed", &base[n..], 4, 1);
                let replay = [&base[..], &base[..n]].concat();
                self.add("replay", &replay, 4, LAST + 1);
            }
        }
    }

    fn splices(&mut self) {
        let base = self.base.clone();
        for other in [log("lap1-c07e"), {
            let mut other = base.clone();
            other[0] = replaced(&other[0], "INC-2026-0007", "INC-2026-0008");
            rechain(&mut other, 0);
            other
        }] {
            for n in 1..LINES {
                let at = n as u64 + 1;
                let lines = [&base[..n], &other[n..]].concat();
                self.add("splice the rest", &lines, 4, at);
                let mut lines = base.clone();
                lines[n].clone_from(&other[n]);
                self.add("splice one line", &lines, 4, at);
                let mut lines = [&base[..n], &other[n..]].concat();
                rechain(&mut lines, n);
                if other[n] != base[n] && digests(&other[n]).1 != digests(&base[n]).1 {
                    let is_foreign = columns(&other[n])[0].contains("lap1-c07e");
                    let (exit, line) = if is_foreign { (4, at) } else { (0, 0) };
                    self.add("splice the rest, chained anew", &lines, exit, line);
                }
            }
            let mut lines = base.clone();
            lines[0].clone_from(&other[0]);
            self.add("splice the first line", &lines, 4, 2);
        }
    }

    fn rewrites(&mut self) {
        let base = self.base.clone();
        let code = self.code();
        for n in 0..LINES {
            let at = n as u64 + 1;
            let mut lines = base.clone();
            lines[n] = replaced(&lines[n], "\"who\":\"KP\"", "\"who\":\"AB\"");
            let (exit, _) = if at == LAST { (5, 0) } else { (4, 0) };
            self.add("rewrite", &lines, exit, at);
            let [first, second, _] = columns(&lines[n]);
            lines[n] = seal(first, second, digests(&base[n]).0);
            let (exit, line) = if at == LAST { (0, 0) } else { (4, at + 1) };
            self.add("rewrite with a fresh digest", &lines, exit, line);
            rechain(&mut lines, n + 1);
            self.add("rewrite with all digests", &lines, 0, 0);
            self.add("rewrite with all digests, with code", &lines, 4, 0).code = Some(code);
            let grown = code_of(&base[..=n]);
            self.add("grown since the code", &base, 0, 0).code = Some(grown);
        }
    }

    /// Rewrites line `n` and gives all lines right digests again.
    fn forge(&mut self, class: &'static str, n: usize, from: &str, to: &str) {
        let mut lines = self.base.clone();
        lines[n] = replaced(&lines[n], from, to);
        rechain(&mut lines, n);
        self.add(class, &lines, 4, n as u64 + 1);
    }

    fn fields(&mut self) {
        for n in 0..LINES {
            let id = format!("\"id\":\"lap3-9f2c.{}\"", n + 1);
            self.forge("number", n, &id, &format!("\"id\":\"lap3-9f2c.{}\"", n + 2));
            self.forge("padded number", n, &id, &format!("\"id\":\"lap3-9f2c.0{}\"", n + 1));
            self.forge("no writer", n, &id, &format!("\"id\":\".{}\"", n + 1));
            self.forge("number alone", n, &id, &format!("\"id\":{}", n + 1));
            self.forge("no number", n, &id, "\"id\":\"lap3-9f2c.\"");
            // Read in 64 bits, it would be the right one.
            let around = (1_u128 << 64) + n as u128 + 1;
            self.forge(
                "number that goes around",
                n,
                &id,
                &format!("\"id\":\"lap3-9f2c.{around}\""),
            );
            self.forge("no id", n, &format!("{id},"), "");
            self.forge("no version", n, "\"v\":1,", "");
            self.forge("version as text", n, "\"v\":1,", "\"v\":\"1\",");
            self.forge("version zero", n, "\"v\":1,", "\"v\":0,");
            if n > 0 {
                self.forge("writer", n, &id, &format!("\"id\":\"lap9-9f2c.{}\"", n + 1));
            }
            let [first, second, _] = columns(&self.base[n]);
            let (has_d, has_c) = (!second.is_empty(), first.contains("\"c\":{"));
            assert_eq!(has_d, has_c);
            if has_c {
                self.disclosures(n);
            } else {
                let salt = "\"d\":{\"note\":[\"5b0e6cf2a1d94e0f8f3a77c2d9016be4\",\"x\"]},";
                self.second("text without commitment", n, salt, 4);
                self.second("empty texts", n, "\"d\":{},", 4);
            }
        }
        self.forge("not opened", 0, "\"do\":\"open\"", "\"do\":\"note\"");
        self.forge("writer with a path", 0, "\"id\":\"lap3-9f2c.1\"", "\"id\":\"../lap3.1\"");
        self.forge("no code", 0, "\"do\":\"open\",", "");
        self.forge("code in a list", 0, "\"do\":\"open\"", "\"do\":[\"open\"]");
    }

    /// Replaces the second column of line `n`; nothing else changes, as it is not hashed.
    fn second(&mut self, class: &'static str, n: usize, second: &str, exit: u8) -> &mut Case {
        let mut lines = self.base.clone();
        let [first, _, third] = columns(&lines[n]);
        lines[n] = format!("{first}\t{second}\t{third}\n").into_bytes();
        let line = if exit == 0 { 0 } else { n as u64 + 1 };
        self.add(class, &lines, exit, line)
    }

    fn disclosures(&mut self, n: usize) {
        let line = self.base[n].clone();
        let d = columns(&line)[1];
        let inner = &d[5..d.len() - 2];
        let with = |from: &str, to: &str| d.replacen(from, to, 1);
        self.second("text withheld", n, "", 0);
        self.second("text withheld in an original", n, "", 4).is_original = true;
        self.second("empty texts", n, "\"d\":{},", 4);
        self.second("text changed", n, &with("\"]", "x\"]"), 4);
        self.second("field renamed", n, &with("{\"", "{\"a"), 4);
        self.second("text spelled otherwise", n, &with("\"]", "\\u0041\"]"), 4);
        self.second("space in the texts", n, &with("\":[", "\": ["), 4);
        self.second("salt cut", n, &with("[\"", "[\"0"), 4);
        let mut upper = d.to_owned();
        let salt = upper.find("[\"").unwrap() + 2;
        upper.replace_range(salt..salt + 32, &d[salt..salt + 32].to_uppercase());
        if upper != d {
            self.second("salt in capitals", n, &upper, 4);
        }
        self.second("texts twice", n, &format!("\"d\":{{{inner},{inner}}},"), 4);
        self.second("smuggled beside the texts", n, &format!("{d}\"e\":{{\"v\":1}},"), 4);
        self.second("more text", n, &format!("\"d\":{{{inner},\"zz\":[\"x\",\"y\"]}},"), 4);
        self.second("text no list", n, &format!("\"d\":{{{inner},\"zz\":\"y\"}},"), 4);
        if let Some((one, two)) = inner.split_once("],") {
            self.second("texts in another order", n, &format!("\"d\":{{{two},{one}]}},"), 4);
            self.second("one text withheld", n, &format!("\"d\":{{{two}}},"), 0);
        }
        let first = columns(&line)[0].to_owned();
        let commitment = first.find("\"c\":{\"").unwrap() + 6;
        let name = &first[commitment..commitment + first[commitment..].find('"').unwrap()];
        let start = commitment + name.len() + 3;
        let digest = &first[start..start + 64];
        self.forge("commitment changed", n, digest, &"0".repeat(64));
        self.forge("commitment in capitals", n, digest, &digest.to_uppercase());
        self.forge("commitment cut", n, digest, &digest[1..]);
        self.forge("commitment a number", n, &format!("\"{digest}\""), "1");
        let named = format!("\"{name}\":\"{digest}\"");
        self.forge("commitment twice", n, &named, &format!("{named},{named}"));
        self.forge("name in capitals", n, &named, &format!("\"N\":\"{digest}\""));
        self.raw_control_in_text(n, name, digest);
    }

    /// A text with a control that writers escape, raw, and the commitment that fits it.
    fn raw_control_in_text(&mut self, n: usize, name: &str, digest: &str) {
        let mut lines = self.base.clone();
        let field = columns(&lines[n])[1].split_once(&format!("\"{name}\":[\"")).unwrap().1;
        let (salt, rest) = field.split_once("\",\"").unwrap();
        let (text, _) = rest.split_once("\"]").unwrap();
        if text.contains('\\') {
            return;
        }
        let shown = format!("{salt}\",\"{text}\"]");
        let raw = format!("{salt}\",\"{text}\u{2028}\"]");
        let commitment = Digest::of(format!("{salt}:{name}:{text}\u{2028}").as_bytes());
        let line = replaced(&lines[n], &shown, &raw);
        lines[n] = replaced(&line, digest, &commitment.to_string());
        rechain(&mut lines, n);
        self.add("raw separator in a text", &lines, 4, n as u64 + 1);
    }

    fn members(&mut self) {
        for n in 0..LINES {
            let plain = [
                ("smuggled event", "{\"e\":{", "{\"e\":{},\"e\":{"),
                ("member twice", "\"who\":", "\"who\":\"AB\",\"who\":"),
                ("member twice inside", "\"who\":", "\"y\":{\"a\":1,\"a\":2},\"who\":"),
                ("member twice inside a list", "\"who\":", "\"y\":[{\"a\":1,\"a\":2}],\"who\":"),
                ("space", "\"who\":", "\"who\": "),
                ("fraction", "\"v\":1,", "\"v\":1,\"y\":1.0,"),
                ("exponent", "\"v\":1,", "\"v\":1,\"y\":1e3,"),
                ("minus zero", "\"v\":1,", "\"v\":1,\"y\":-0,"),
                ("seventeen digits", "\"v\":1,", "\"v\":1,\"y\":10000000000000000,"),
                ("not a number", "\"v\":1,", "\"v\":1,\"y\":NaN,"),
                ("infinite", "\"v\":1,", "\"v\":1,\"y\":-Infinity,"),
                ("leading zero", "\"v\":1,", "\"v\":01,"),
                ("escape in a name", "\"who\":", "\"w\\u0068o\":"),
                ("needed escape in a name", "\"who\":", "\"y\\n\":1,\"who\":"),
                ("escaped letter", "\"KP\"", "\"\\u004bP\""),
                ("escaped slash", "\"who\":\"KP\"", "\"who\":\"K\\/P\""),
                ("capitals in an escape", "\"who\":\"KP\"", "\"who\":\"\\u001F\""),
                ("half a pair", "\"who\":\"KP\"", "\"who\":\"\\ud83d\""),
                ("escaped pair", "\"who\":\"KP\"", "\"who\":\"\\ud83d\\ude00\""),
                ("unknown escape", "\"who\":\"KP\"", "\"who\":\"\\x41\""),
                ("raw direction control", "\"who\":\"KP\"", "\"who\":\"\u{202e}\""),
                ("raw separator", "\"who\":\"KP\"", "\"who\":\"\u{2028}\""),
                ("raw late control", "\"who\":\"KP\"", "\"who\":\"\u{9b}\""),
                ("missing comma", ",\"who\":", "\"who\":"),
                ("comma at the end", "\"who\":", "\"y\":[1,],\"who\":"),
                ("no quotes", "\"KP\"", "KP"),
            ];
            for (class, from, to) in plain {
                self.forge(class, n, from, to);
            }
            if columns(&self.base[n])[0].contains("\"x\":{") {
                self.forge("parameter twice", n, "\"x\":{", "\"x\":{\"y\":1,\"y\":2,");
            }
            let deep = format!("\"y\":{}1{},\"who\":", "[".repeat(16), "]".repeat(16));
            self.forge("too deep", n, "\"who\":", &deep);
            let mut lines = self.base.clone();
            let deep = format!("\"y\":{}1{},\"who\":", "[".repeat(15), "]".repeat(15));
            lines[n] = replaced(&lines[n], "\"who\":", &deep);
            rechain(&mut lines, n);
            self.add("just not too deep", &lines, 0, 0);
            let mut lines = self.base.clone();
            lines[n] = replaced(&lines[n], "\"v\":1,", "\"v\":2,");
            rechain(&mut lines, n);
            self.add("newer version", &lines, 6, 0);
            let mut lines = self.base.clone();
            let more = "\"new\":{\"é\":[true,false,null,-1,\"🩺\\n\"]},\"who\":";
            lines[n] = replaced(&lines[n], "\"who\":", more);
            rechain(&mut lines, n);
            self.add("unknown member", &lines, 0, 0);
        }
    }

    fn form(&mut self) {
        let base = self.base.clone();
        let edits: [(&'static str, Edit); 12] = [
            ("crlf", |line| line.replace('\n', "\r\n")),
            ("tabs to spaces", |line| line.replace('\t', " ")),
            ("tabs away", |line| line.replace('\t', "")),
            ("one more tab", |line| line.replacen('\t', "\t\t", 1)),
            ("space before", |line| format!(" {line}")),
            ("space behind", |line| line.replace('\n', " \n")),
            ("capitals in h", |line| line[..line.len() - 76].to_owned() + &upper(line, 76)),
            ("digits of h cut", |line| line.replace("\"}\n", "") + "\n"),
            ("columns swapped", |line| {
                let [one, two, three] = columns(line.as_bytes());
                format!("{two}\t{one}\t{three}\n")
            }),
            ("re-wrapped", |line| line.replacen(',', ", ", 1)),
            ("only a brace", |_| "{\n".to_owned()),
            ("zeros in the middle", |line| {
                let middle = line.char_indices().nth(90).unwrap().0;
                line[..middle].to_owned() + &"\0".repeat(8) + &line[middle..]
            }),
        ];
        for n in 0..LINES {
            let at = n as u64 + 1;
            let exit = if at == LAST { 5 } else { 4 };
            for (class, edit) in &edits {
                let mut lines = base.clone();
                lines[n] = edit(std::str::from_utf8(&lines[n]).unwrap()).into_bytes();
                self.add(class, &lines, exit, at);
            }
            let mut lines = base.clone();
            lines.insert(n, b"\n".to_vec());
            self.add("empty line", &lines, 4, at);
            lines[n] = [vec![b'x'; 70_000], b"\n".to_vec()].concat();
            self.add("long line", &lines, 4, at);
            lines[n] = vec![0; 600];
            self.add("zeros before a line", &lines, exit, at);
        }
        self.sealed_forms();
        let all = |edit: fn(&str) -> String| -> Vec<Vec<u8>> {
            let edit = |line: &Vec<u8>| edit(std::str::from_utf8(line).unwrap()).into_bytes();
            base.iter().map(edit).collect()
        };
        self.add("crlf everywhere", &all(|line| line.replace('\n', "\r\n")), 4, 1);
        self.add("spaces everywhere", &all(|line| line.replace('\t', " ")), 4, 1);
        let mut lines = base.clone();
        lines.insert(0, b"\xef\xbb\xbf".to_vec());
        self.add("byte order mark", &lines, 4, 1);
        self.tails();
    }

    /// What is not in the form of a line although its digests are right: somebody made it.
    fn sealed_forms(&mut self) {
        let base = self.base.clone();
        for n in 0..LINES {
            let [first, second, third] = columns(&base[n]);
            let prev = &third[5..69];
            let exit = if n + 1 == LINES { 5 } else { 4 };
            let forms = [
                ("event no object", "{\"e\":[1],", second),
                ("event a text", "{\"e\":\"open\",", second),
                ("texts no object", first, "\"d\":[1],"),
                ("raw control in the texts", first, "\"d\":{\u{1}},"),
            ];
            for (class, first, second) in forms {
                let mut lines = base.clone();
                lines[n] = seal(first, second, prev);
                rechain(&mut lines, n + 1);
                self.add(class, &lines, exit, n as u64 + 1);
            }
        }
    }

    fn tails(&mut self) {
        let base = self.base.clone();
        let tail = |more: &[u8]| [base.clone(), vec![more.to_vec()]].concat();
        for count in [1, 2, 142, 511, 512, 4096, 65_536, 200_000] {
            self.add("zeros at the end", &tail(&vec![0; count]), 5, LAST + 1);
        }
        self.add("letters at the end", &tail(b"{\"e\":"), 5, LAST + 1);
        self.add("long letters at the end", &tail(&vec![b'x'; 140_000]), 5, LAST + 1);
        self.add(
            "long line at the end",
            &tail(&[vec![b'x'; 70_000].as_slice(), b"\n"].concat()),
            5,
            LAST + 1,
        );
        self.add("empty line at the end", &tail(b"\n"), 5, LAST + 1);
        self.add("bad line, then zeros", &tail(b"{\n\0\0\0\0"), 5, LAST + 1);
        self.add("bad line, then another", &tail(b"{\n{\n"), 4, LAST + 1);
        self.add("zeros, then a line", &tail(b"\0\0\0\n{\n"), 4, LAST + 1);
        self.add("nothing", &[], 5, 1);
        self.add("only zeros", &[vec![0; 512]], 5, 1);
        let mut lines = base.clone();
        let last = lines.last_mut().unwrap();
        let middle = last.len() / 2;
        last[middle..].fill(0);
        self.add("last line half zeros", &lines, 5, LAST);
    }

    fn withheld(&mut self) {
        let base = self.base.clone();
        for n in 0..LINES {
            let at = n as u64 + 1;
            let [first, second, third] = columns(&base[n]);
            let digest = Digest::of(first.as_bytes()).to_string();
            let with = |digest: &str, second: &str| {
                let mut lines = base.clone();
                lines[n] = format!("{{\"k\":\"{digest}\",\t{second}\t{third}\n").into_bytes();
                lines
            };
            self.add("line withheld", &with(&digest, ""), 0, 0);
            self.add("line withheld in an original", &with(&digest, ""), 4, at).is_original = true;
            let exit = if at == LAST { 5 } else { 4 };
            self.add("other line withheld", &with(&"0".repeat(64), ""), exit, at);
            let capitals = digest.to_uppercase();
            self.add("withheld digest in capitals", &with(&capitals, ""), exit, at);
            // The digests of the line fit the capitals, and only the spelling is wrong.
            let prev = digests(&base[n]).0;
            let mut lines = base.clone();
            lines[n] = seal(&format!("{{\"k\":\"{capitals}\","), "", prev);
            let own = Digest::of(format!("{prev}{capitals}").as_bytes()).to_string();
            lines[n] = replaced(&lines[n], digests(&lines[n]).1, &own);
            rechain(&mut lines, n + 1);
            self.add("withheld digest in capitals, chained so", &lines, exit, at);
            if !second.is_empty() {
                self.add("line withheld, texts kept", &with(&digest, second), 4, at);
            }
        }
    }
}

/// The last `count` bytes of a line with all letters of the digest in capitals.
fn upper(line: &str, count: usize) -> String {
    let end = &line[line.len() - count..];
    let (own, rest) = end.split_at(count - 3);
    let (name, hex) = own.split_at(own.len() - 64);
    format!("{name}{}{rest}", hex.to_uppercase())
}

fn code_of(lines: &[Vec<u8>]) -> SpokenCode {
    Digest::parse(digests(lines.last().unwrap()).1).unwrap().spoken_code()
}

pub fn replaced(line: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(line).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1).into_bytes()
}
