//! The least that a Tauri window can be, of the same version and with the same web view: what the start of the real
//! window is measured against (`tests/window/start.rs`).

fn main() {
    tauri::Builder::default()
        .run(tauri::generate_context!("tests/window/empty/tauri.conf.json"))
        .expect("a window");
}
