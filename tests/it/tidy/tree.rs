//! The files that the rules look at, as texts; read from disk once, or written out in a test.

use std::fs;
use std::path::Path;

use super::lexer::{Lexed, lex};

/// A source tree in memory.
#[derive(Debug, Default)]
pub struct Tree {
    /// Sorted by path.
    pub files: Vec<File>,
}

/// One file of the tree.
#[derive(Debug)]
pub struct File {
    /// From the root of the repository, with forward slashes.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

impl File {
    /// Whether this is Rust of the program itself.
    pub fn is_source(&self) -> bool {
        self.path.starts_with("src/") && self.is_rust()
    }

    /// Whether this is Rust at all.
    pub fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|ext| ext == "rs")
    }

    /// Its tokens; only sensible for Rust.
    pub fn lexed(&self) -> Lexed {
        lex(&self.text)
    }

    /// The folder or file directly below `src`: `domain`, `ports`, `main`, `lib`.
    pub fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = inside.split('/').next().unwrap_or(inside);
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

impl Tree {
    /// A tree written out in a test.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut files: Vec<File> = files
            .iter()
            .map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The repository that this test belongs to.
    pub fn of_this_repository() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tree = Self::default();
        for folder in ["src", "tests", "benches", "assets", "runbooks", ".ci", ".config", ".cargo"]
        {
            tree.read_folder(root, &root.join(folder));
        }
        for entry in fs::read_dir(root).expect("the root is readable").flatten() {
            tree.read_file(root, &entry.path());
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree
    }

    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files of the program.
    pub fn sources(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_source())
    }

    /// Every Rust file: program, tests and benches.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    fn read_folder(&mut self, root: &Path, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.read_folder(root, &path);
            } else {
                self.read_file(root, &path);
            }
        }
    }

    /// Keeps what is text; vectors with deliberately broken bytes are left out.
    fn read_file(&mut self, root: &Path, path: &Path) {
        let inside = path.strip_prefix(root).expect("found below the root");
        let name = inside.to_string_lossy().replace('\\', "/");
        if path.is_file()
            && !name.contains("/vectors/")
            && let Ok(text) = fs::read_to_string(path)
        {
            self.files.push(File { path: name, text });
        }
    }
}

#[test]
fn the_layer_of_a_file_is_what_stands_directly_below_src() {
    let tree = Tree::of(&[("src/domain/ids.rs", ""), ("src/ports.rs", ""), ("src/main.rs", "")]);
    let layers: Vec<&str> = tree.sources().map(File::layer).collect();
    assert_eq!(layers, ["domain", "main", "ports"]);
}

#[test]
fn the_repository_is_read_whole() {
    let tree = Tree::of_this_repository();
    for path in ["Cargo.toml", "Cargo.lock", "src/lib.rs", "tests/it/tidy/tree.rs"] {
        assert!(tree.file(path).is_some(), "{path} is missing");
    }
}
