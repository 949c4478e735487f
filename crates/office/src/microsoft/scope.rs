//! What a `scope` parameter asks for.

/// A scope, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scope {
    /// `openid`.
    pub openid: bool,
    /// `profile`.
    pub profile: bool,
    /// `email`.
    pub email: bool,
    /// `offline_access`.
    pub offline: bool,
    /// The one resource, such as `https://outlook.office.com`.
    pub resource: String,
    /// The permissions of that resource, such as `SMTP.Send`.
    pub permissions: Vec<String>,
}

const OPENID: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// Resources that the office's directory knows. `outlook.office365.com` is not among them: reports about it
/// disagree, and the documented one is `outlook.office.com`.
const RESOURCES: [&str; 4] = [
    "https://outlook.office.com",
    "https://outlook.office365.us",
    "https://partner.outlook.cn",
    "https://graph.microsoft.com",
];

impl Scope {
    /// Takes a scope apart, or names the AADSTS number that refuses it.
    pub(super) fn parse(text: &str, exchange: &str) -> Result<Self, u32> {
        let mut scope = Self {
            openid: false,
            profile: false,
            email: false,
            offline: false,
            resource: String::new(),
            permissions: Vec::new(),
        };
        for word in text.split_whitespace() {
            if OPENID.contains(&word) {
                match word {
                    "openid" => scope.openid = true,
                    "profile" => scope.profile = true,
                    "email" => scope.email = true,
                    _ => scope.offline = true,
                }
                continue;
            }
            // A permission without a resource is Graph's.
            let (resource, permission) = match word.rsplit_once('/') {
                Some((resource, permission)) => (resource.trim_end_matches('/'), permission),
                None => ("https://graph.microsoft.com", word),
            };
            if resource != exchange && !RESOURCES.contains(&resource) {
                return Err(70011);
            }
            if !matches!(permission, "SMTP.Send" | ".default" | "User.Read" | "Mail.Send") {
                return Err(70011);
            }
            if !scope.resource.is_empty() && scope.resource != resource {
                return Err(700022);
            }
            resource.clone_into(&mut scope.resource);
            let permission = if permission == ".default" { "SMTP.Send" } else { permission };
            scope.permissions.push(permission.into());
        }
        if scope.resource.is_empty() {
            "https://graph.microsoft.com".clone_into(&mut scope.resource);
        }
        Ok(scope)
    }

    /// The `scope` of a token answer. That the OpenID words are repeated in it is invented.
    pub(super) fn granted(&self) -> String {
        let mut words: Vec<String> =
            [("openid", self.openid), ("profile", self.profile), ("email", self.email)]
                .iter()
                .filter(|(_, asked)| *asked)
                .map(|(word, _)| (*word).to_owned())
                .collect();
        words.extend(self.permissions.iter().map(|permission| format!("{}/{permission}", self.resource)));
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn two_resources_in_one_request_are_refused() {
        assert_eq!(
            Scope::parse("https://outlook.office.com/SMTP.Send User.Read", "https://outlook.office.com"),
            Err(700022)
        );
    }

    #[test]
    fn a_misspelt_permission_is_refused() {
        assert_eq!(Scope::parse("https://outlook.office.com/SMTP.Sent", "x"), Err(70011));
    }
}
