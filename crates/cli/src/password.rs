//! Where the administrator's password comes from: the first line of standard input, the environment, the keychain, or
//! the terminal without echo, in this order. Never an argument.

use std::io::IsTerminal as _;

use tegata_core::problem::local;
use tegata_core::{AdminCredentials, PrinterAddress, Problem, Secret};
use tegata_onboarding::kept::Kept;

use crate::arguments::DoorOptions;
use crate::lines::Lines;
use crate::output::Output;

/// Asks for the password the way the options say, and remembers it if asked to.
pub async fn credentials(
    door: &DoorOptions,
    address: &PrinterAddress,
    kept: &Kept,
    lines: Option<&mut Lines>,
    output: &Output,
) -> Result<AdminCredentials, Problem> {
    let password = password(door, address, kept, lines, output).await?;
    Ok(AdminCredentials { name: door.admin.clone(), password })
}

async fn password(
    door: &DoorOptions,
    address: &PrinterAddress,
    kept: &Kept,
    lines: Option<&mut Lines>,
    output: &Output,
) -> Result<Secret, Problem> {
    if let (true, Some(lines)) = (door.password_stdin, lines) {
        return lines.next().await.ok_or_else(|| Problem::new(local::PASSWORD_MISSING));
    }
    if let Ok(password) = std::env::var("TEGATA_ADMIN_PASSWORD") {
        return Ok(Secret::new(password));
    }
    if door.remember
        && let Some(password) = kept.remembered_password(address, &door.admin).await?
    {
        return Ok(password);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Problem::new(local::PASSWORD_MISSING));
    }
    let prompt = output
        .texts()
        .with("command-password-prompt", &[("name", &door.admin), ("address", &address.to_string())]);
    let typed = tokio::task::spawn_blocking(move || rpassword::prompt_password(format!("{prompt} "))).await;
    match typed {
        Ok(Ok(password)) => Ok(Secret::new(password)),
        // Ctrl-C while typing: the prompt reads it itself, the terminal sends no signal.
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::Interrupted => {
            Err(Problem::new(local::CANCELLED))
        }
        _ => Err(Problem::new(local::PASSWORD_MISSING)),
    }
}
