//! Gives the Windows programs their icon, version information and manifest. Nothing elsewhere.

use std::{env, error::Error};

const MANIFEST: &str = include_str!("assets/package/windows/home-station.manifest");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets/package/windows");
    println!("cargo:rerun-if-changed=assets/app-icon.ico");
    if env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    if env::var("CARGO_CFG_TARGET_ENV")? == "gnu" {
        // The same sources make the same program.
        println!("cargo:rustc-link-arg-bins=-Wl,--no-insert-timestamp");
    }
    let mut resource = winresource::WindowsResource::new();
    let _ = resource
        .set_icon("assets/app-icon.ico")
        .set("ProductName", "Home Station")
        .set("FileDescription", "Home Station")
        .set("LegalCopyright", "MIT OR Apache-2.0")
        .set_manifest(MANIFEST);
    resource.compile()?;
    Ok(())
}
