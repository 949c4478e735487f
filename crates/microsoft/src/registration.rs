//! Registering the app once: reading pasted IDs, and the scripts to copy (`facts/exchange.md` §2.3).

use tegata_core::problem::microsoft as codes;

use crate::MicrosoftError;

/// What was found in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedIds {
    /// Application (client) ID.
    pub client_id: String,
    /// Directory (tenant) ID, where the text holds one.
    pub tenant: Option<String>,
}

/// Finds both IDs in whatever was pasted: two lines, the portal's table, a script's JSON.
///
/// Where nothing labels them, the first is the application's, as on the portal's “Overview” page.
///
/// # Errors
/// No ID in the text.
pub fn read_pasted(text: &str) -> Result<PastedIds, MicrosoftError> {
    let found = guids(text);
    let labelled = |labels: &[&str]| {
        found.iter().find(|(at, _)| {
            // A label stands before its ID and after the ID before that.
            let from =
                found.iter().map(|(other, id)| other + id.len()).filter(|end| end <= at).max().unwrap_or(0);
            let before = text[from..*at].to_lowercase();
            labels.iter().any(|label| before.contains(label))
        })
    };
    let tenant = labelled(&["tenant", "directory", "テナント", "ディレクトリ"]);
    let client = labelled(&["client", "application", "appid", "アプリケーション", "クライアント"])
        .filter(|client| Some(*client) != tenant)
        .or_else(|| found.iter().find(|id| Some(*id) != tenant))
        .ok_or_else(|| MicrosoftError::RegistrationInvalid(text.chars().take(200).collect()))?;
    let tenant = tenant.or_else(|| found.iter().find(|id| *id != client));
    Ok(PastedIds { client_id: client.1.to_lowercase(), tenant: tenant.map(|(_, id)| id.to_lowercase()) })
}

/// Every GUID of a text, with where it begins.
fn guids(text: &str) -> Vec<(usize, &str)> {
    const LENGTH: usize = 36;
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..].iter().take_while(|&&byte| is_part(byte)).count();
        let run = &bytes[start..start + length];
        let well_formed = length == LENGTH
            && run.iter().enumerate().all(|(i, &byte)| (byte == b'-') == matches!(i, 8 | 13 | 18 | 23));
        if well_formed
            && !found
                .iter()
                .any(|(_, id): &(usize, &str)| id.eq_ignore_ascii_case(&text[start..start + LENGTH]))
        {
            found.push((start, &text[start..start + LENGTH]));
        }
        start += length.max(1);
    }
    found
}

/// The script for Microsoft Graph PowerShell: registers the app, allows public client flows, grants consent.
pub const GRAPH_POWERSHELL: &str = r#"# Registers the app that sends the test mail. Run as an administrator who may grant consent.
Connect-MgGraph -Scopes "Application.ReadWrite.All","DelegatedPermissionGrant.ReadWrite.All"
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$names = "SMTP.Send","openid","profile","email","offline_access"
$access = $graph.Oauth2PermissionScopes | Where-Object Value -in $names |
    ForEach-Object { @{ Id = $_.Id; Type = "Scope" } }
$app = New-MgApplication -DisplayName "Tegata printer onboarding" -SignInAudience AzureADMyOrg `
    -IsFallbackPublicClient -RequiredResourceAccess @{ ResourceAppId = $graph.AppId; ResourceAccess = $access }
$principal = New-MgServicePrincipal -AppId $app.AppId
New-MgOauth2PermissionGrant -ClientId $principal.Id -ConsentType AllPrincipals -ResourceId $graph.Id -Scope ($names -join " ")
"Application (client) ID: $($app.AppId)"
"Directory (tenant) ID: $((Get-MgContext).TenantId)"
"#;

/// The script for the Azure CLI (a POSIX shell).
pub const AZURE_CLI: &str = r#"# Registers the app that sends the test mail. Run as an administrator who may grant consent.
az login --allow-no-subscriptions
graph=00000003-0000-0000-c000-000000000000
app=$(az ad app create --display-name "Tegata printer onboarding" --sign-in-audience AzureADMyOrg \
    --is-fallback-public-client true --query appId --output tsv)
az ad sp create --id "$app" --output none
for name in SMTP.Send openid profile email offline_access; do
    id=$(az ad sp show --id "$graph" --query "oauth2PermissionScopes[?value=='$name'].id" --output tsv)
    az ad app permission add --id "$app" --api "$graph" --api-permissions "$id=Scope" --output none
done
az ad app permission admin-consent --id "$app"
echo "Application (client) ID: $app"
echo "Directory (tenant) ID: $(az account show --query tenantId --output tsv)"
"#;

/// Whether a failed check still proves that both IDs are right: the answer came from the application itself.
#[must_use]
pub fn ids_are_right(problem: &tegata_core::Problem) -> bool {
    [codes::PUBLIC_CLIENT_OFF, codes::CONSENT_NEEDED].contains(&problem.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = "11111111-2222-3333-4444-555555555555";
    const TENANT: &str = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    fn both(text: &str) {
        let ids = read_pasted(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((ids.client_id.as_str(), ids.tenant.as_deref()), (APP, Some(TENANT)), "{text}");
    }

    #[test]
    fn both_ids_are_found_in_any_form() {
        both(&format!("{APP}\n{TENANT}"));
        both(&format!("Application (client) ID: {APP}\nDirectory (tenant) ID: {TENANT}"));
        both(&format!("Directory (tenant) ID: {TENANT}\nApplication (client) ID: {APP}"));
        both(&format!("アプリケーション (クライアント) ID\t{APP}\nディレクトリ (テナント) ID\t{TENANT}"));
        both(&format!("{{\"tenantId\":\"{TENANT}\",\"appId\":\"{}\"}}", APP.to_uppercase()));
    }

    #[test]
    fn a_single_id_is_the_applications() {
        assert_eq!(read_pasted(APP).expect("an ID"), PastedIds { client_id: APP.into(), tenant: None });
        assert!(read_pasted("no id").is_err());
        assert!(read_pasted(&format!("{APP}0")).is_err());
    }
}
