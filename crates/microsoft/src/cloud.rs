//! Microsoft's clouds, and the one registration the app signs in with.
//!
//! The clouds are data (`facts/exchange.md` §1.1, §2.1, §3.1). There is no built-in application ID: an ID borrowed
//! from somebody else's program looks like an impersonation in the sign-in log and may be switched off any day
//! (§2.4). A publisher's build may name its own at compile time.

use url::Url;

/// One of Microsoft's clouds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cloud {
    /// `global`, `us-government` or `china`.
    pub name: &'static str,
    /// Where sign-in requests go.
    pub authority: &'static str,
    /// What `cloud_instance_name` of a tenant's configuration says there.
    pub instance: &'static str,
    /// The permission to send mail, besides `openid profile email`.
    pub send_scope: &'static str,
    /// The page where codes are typed (`facts/exchange.md` §1.1).
    pub device_page: &'static str,
    /// The submission server.
    pub smtp_host: &'static str,
    /// The administrators' portal.
    pub portal: &'static str,
}

impl Cloud {
    /// The worldwide cloud, GCC included.
    pub const GLOBAL: Self = Self {
        name: "global",
        authority: "https://login.microsoftonline.com",
        instance: "microsoftonline.com",
        send_scope: "https://outlook.office.com/SMTP.Send",
        device_page: "https://microsoft.com/devicelogin",
        smtp_host: "smtp.office365.com",
        portal: "https://entra.microsoft.com",
    };
    /// US Government: GCC High and DoD.
    pub const US_GOVERNMENT: Self = Self {
        name: "us-government",
        authority: "https://login.microsoftonline.us",
        instance: "microsoftonline.us",
        send_scope: "https://outlook.office365.us/SMTP.Send",
        device_page: "https://microsoft.com/deviceloginus",
        smtp_host: "smtp.office365.us",
        portal: "https://entra.microsoft.us",
    };
    /// China, operated by 21Vianet.
    pub const CHINA: Self = Self {
        name: "china",
        authority: "https://login.partner.microsoftonline.cn",
        instance: "partner.microsoftonline.cn",
        send_scope: "https://partner.outlook.cn/SMTP.Send",
        device_page: "https://microsoft.com/deviceloginchina",
        smtp_host: "smtp.partner.outlook.cn",
        portal: "https://portal.azure.cn",
    };
    /// All of them.
    pub const ALL: [Self; 3] = [Self::GLOBAL, Self::US_GOVERNMENT, Self::CHINA];

    /// The cloud of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.name.eq_ignore_ascii_case(name.trim()))
    }

    /// The cloud that calls itself so in a tenant's configuration.
    #[must_use]
    pub fn of_instance(instance: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.instance.eq_ignore_ascii_case(instance))
    }

    /// The cloud whose sign-in host this is.
    #[must_use]
    pub fn of_authority(authority: &Url) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.authority_url().origin() == authority.origin())
    }

    /// Everything the sign-in asks for, `offline_access` apart.
    #[must_use]
    pub fn scope(&self) -> String {
        format!("openid profile email {}", self.send_scope)
    }

    /// The authority as a URL.
    ///
    /// # Panics
    /// Never: the presets are constants that a test parses.
    #[must_use]
    #[allow(clippy::expect_used, reason = "the three constants are parsed by a test")]
    pub fn authority_url(&self) -> Url {
        Url::parse(self.authority).expect("a preset is a URL")
    }
}

/// The application that the organisation's administrator registered, and where it lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Where sign-in requests go; `https`, or `http` on this computer itself.
    pub authority: Url,
    /// Tenant ID or a verified domain; `organizations` where neither is known; empty where the authority's own path
    /// names it.
    pub tenant: String,
    /// Application (client) ID.
    pub client_id: String,
    /// Scopes, separated by spaces, without `offline_access`.
    pub scope: String,
    /// Hosts, besides Microsoft's, whose sign-in page may be opened (`host` or `host:port`).
    pub extra_verification_hosts: Vec<String>,
}

impl Registration {
    /// A registration in one of the clouds. Without a tenant, any work or school account may sign in.
    #[must_use]
    pub fn in_cloud(cloud: &Cloud, tenant: Option<&str>, client_id: &str) -> Self {
        Self::at(cloud.authority_url(), cloud, tenant, client_id)
    }

    /// A registration at an authority, with everything else as in the cloud. Without a tenant the authority's path
    /// names it, if it has one.
    #[must_use]
    pub fn at(authority: Url, cloud: &Cloud, tenant: Option<&str>, client_id: &str) -> Self {
        let in_path = !authority.path().trim_matches('/').is_empty();
        let unknown = if in_path { "" } else { "organizations" };
        Self {
            authority,
            tenant: tenant.map(str::trim).filter(|t| !t.is_empty()).unwrap_or(unknown).to_owned(),
            client_id: client_id.trim().to_owned(),
            scope: cloud.scope(),
            extra_verification_hosts: Vec::new(),
        }
    }

    /// An endpoint below the tenant. The tenant is one path segment, whatever it holds.
    pub(crate) fn endpoint(&self, rest: &[&str]) -> Url {
        let mut url = self.authority.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(Some(&self.tenant).filter(|tenant| !tenant.is_empty())).extend(rest);
        }
        url
    }

    /// The device authorization endpoint (v2.0; the older one wants other parameter names).
    #[must_use]
    pub fn device_code_url(&self) -> Url {
        self.endpoint(&["oauth2", "v2.0", "devicecode"])
    }

    /// The token endpoint of the same tenant.
    #[must_use]
    pub fn token_url(&self) -> Url {
        self.endpoint(&["oauth2", "v2.0", "token"])
    }
}

/// The application ID that a publisher's build names in `TEGATA_CLIENT_ID`; plain builds have none.
#[must_use]
pub const fn built_in_client_id() -> Option<&'static str> {
    option_env!("TEGATA_CLIENT_ID")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_https_and_found_by_its_names() {
        for cloud in Cloud::ALL {
            assert_eq!(cloud.authority_url().scheme(), "https");
            assert_eq!(Cloud::named(cloud.name), Some(cloud));
            assert_eq!(Cloud::of_instance(cloud.instance), Some(cloud));
            assert!(!cloud.scope().contains("offline_access"));
        }
    }

    #[test]
    fn a_tenant_cannot_leave_its_path_segment() {
        let registration = Registration::in_cloud(&Cloud::GLOBAL, Some("../evil?x=y"), "app");
        assert_eq!(
            registration.token_url().as_str(),
            "https://login.microsoftonline.com/..%2Fevil%3Fx=y/oauth2/v2.0/token"
        );
    }

    #[test]
    fn an_authority_below_a_path_keeps_its_path() {
        let at = |tenant| {
            let authority = Url::parse("http://127.0.0.1:8080/idp/").expect("a URL");
            Registration::at(authority, &Cloud::GLOBAL, tenant, "app").device_code_url().to_string()
        };
        assert_eq!(at(Some("t")), "http://127.0.0.1:8080/idp/t/oauth2/v2.0/devicecode");
        assert_eq!(at(None), "http://127.0.0.1:8080/idp/oauth2/v2.0/devicecode");
    }
}
