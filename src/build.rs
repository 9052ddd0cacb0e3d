//! Packs features and snapshots into two archives that travel in the binary: raw they are 5 MB of it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The densest level: it is paid once, here.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (folder, ending) in [("features", "feature"), ("snapshots", "")] {
        println!("cargo::rerun-if-changed={folder}");
        let packed = pack(Path::new(folder), ending)?;
        fs::write(out.join(folder), packed)?;
    }
    Ok(())
}

/// A table of lengths and paths, an empty line, the texts one after the other; deflated.
///
/// Paths stand in their order, so that the same files always make the same binary.
fn pack(root: &Path, ending: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(root, "", &mut files)?;
    files.retain(|(name, _)| name.ends_with(ending));
    files.sort();
    let (mut table, mut texts) = (String::new(), String::new());
    for (name, path) in files {
        let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
        writeln!(table, "{} {name}", text.len())?;
        texts.push_str(&text);
    }
    table.push('\n');
    table.push_str(&texts);
    Ok(miniz_oxide::deflate::compress_to_vec(
        table.as_bytes(),
        LEVEL,
    ))
}

fn collect(
    folder: &Path,
    below: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = format!("{below}{}", name.ok_or("a file whose name is not UTF-8")?);
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name, path));
        }
    }
    Ok(())
}
