//! Microsoft's error numbers, as the office answers them.
//!
//! The numbers and meanings are those of Microsoft's public error reference; which `error` word and HTTP
//! status go with a number is known for the few rows marked *seen* and invented for the others, so a rule
//! may name another word. Texts are shortened, never the number.

/// One number with its word, HTTP status and sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The number behind `AADSTS`.
    pub code: u32,
    /// The OAuth `error` word.
    pub error: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The sentence.
    pub text: &'static str,
}

macro_rules! rows {
    ($($code:literal $error:ident $status:literal $text:literal;)*) => {
        &[$(Row { code: $code, error: stringify!($error), status: $status, text: $text }),*]
    };
}

/// Every number the office knows.
pub const ROWS: &[Row] = rows! {
    // Seen in captured answers.
    70016 authorization_pending 400 "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
    70020 expired_token 400 "The provided value for the input parameter 'device_code' is not valid. This device code has expired.";
    7000218 invalid_client 401 "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    // The word with these is the facts' table.
    70019 expired_token 400 "Verification code expired. Have the user retry the sign-in.";
    70018 bad_verification_code 400 "Invalid verification code due to user typing in wrong user code for device code flow. Authorization isn't approved.";
    65004 access_denied 400 "User declined to consent to access the app.";
    54005 invalid_grant 400 "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
    70000 invalid_grant 400 "The provided grant is invalid or malformed.";
    90120 invalid_grant 400 "This request was already authorized or declined.";
    53003 invalid_grant 400 "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.";
    530036 invalid_grant 400 "The refresh token has expired or is invalid due to authentication flow checks by Conditional Access.";
    50074 invalid_grant 400 "Strong Authentication is required.";
    50076 invalid_grant 400 "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.";
    50072 invalid_grant 400 "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.";
    50078 invalid_grant 400 "Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access the resource.";
    50079 invalid_grant 400 "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.";
    70043 invalid_grant 400 "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.";
    700082 invalid_grant 400 "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.";
    70008 invalid_grant 400 "The provided authorization code or refresh token has expired due to inactivity.";
    50173 invalid_grant 400 "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.";
    50089 invalid_grant 400 "Flow token expired. Authentication failed.";
    700025 invalid_client 401 "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
    700016 unauthorized_client 400 "Application with this identifier was not found in the directory. You may have sent your authentication request to the wrong tenant.";
    700011 unauthorized_client 400 "Application with this identifier was not found in the directory.";
    7000112 unauthorized_client 400 "Application is disabled.";
    70001 unauthorized_client 400 "The application is disabled.";
    1000031 unauthorized_client 400 "Application cannot be accessed at this time. Contact your administrator.";
    90002 invalid_request 400 "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.";
    90038 invalid_request 400 "The tenant is homed in a national cloud and the request must be redirected there.";
    50194 invalid_request 400 "Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps.";
    9001023 invalid_request 400 "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.";
    90124 invalid_request 400 "Resource is not supported over the /common or /consumers endpoints.";
    90130 invalid_request 400 "Application is not supported over the /common or /consumers endpoints.";
    9002332 invalid_request 400 "Application is configured for use by Microsoft Entra users only. Please do not use the /consumers endpoint to serve this request.";
    50059 invalid_request 400 "No tenant-identifying information found in either the request or implied by any provided credentials.";
    50128 invalid_request 400 "Invalid domain name. No tenant-identifying information found in either the request or implied by any provided credentials.";
    90019 invalid_request 400 "No tenant-identifying information found in either the request or implied by any provided credentials.";
    900144 invalid_request 400 "The request body must contain the required parameter.";
    70003 unsupported_grant_type 400 "The app requested an unsupported grant type.";
    70011 invalid_scope 400 "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid.";
    28002 invalid_scope 400 "The provided value for the input parameter scope is not valid when requesting an access token.";
    700022 invalid_scope 400 "The provided value for the input parameter scope isn't valid because it contains more than one resource.";
    500011 invalid_resource 400 "The resource principal was not found in the tenant.";
    50001 invalid_resource 400 "The resource is disabled or does not exist.";
    650057 invalid_resource 400 "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.";
    650052 invalid_resource 400 "The app needs access to a service that your organization has not subscribed to or enabled.";
    65001 invalid_grant 400 "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.";
    65002 invalid_request 400 "Consent between first party application and first party resource must be configured via preauthorization.";
    90094 consent_required 400 "Admin consent is required for the permissions requested by this application.";
    90095 consent_required 400 "Admin consent is required. A request was sent to the administrator.";
    50105 invalid_grant 400 "The signed in user is not assigned to a role for the application.";
    50020 invalid_grant 400 "User account from identity provider does not exist in the tenant and cannot access the application in that tenant.";
    50034 invalid_grant 400 "The user account does not exist in the directory. To sign into this application, the account must be added to the directory.";
    51004 invalid_grant 400 "The user account does not exist in the directory.";
    90072 invalid_grant 400 "User account does not exist in the tenant and cannot access the application. The account needs to be added as an external user first.";
    16000 interaction_required 400 "Either multiple user identities are available for the current request or selected account is not supported for the scenario.";
    500208 invalid_request 400 "The domain is not a valid login domain for the account type.";
    50014 invalid_grant 400 "Guest user's redemption is in a pending state.";
    50126 invalid_grant 400 "Error validating credentials due to invalid username or password.";
    50053 invalid_grant 400 "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.";
    50055 invalid_grant 400 "The password is expired.";
    50056 invalid_grant 400 "Invalid or null password: password does not exist in the directory for this user.";
    50057 invalid_grant 400 "The user account is disabled.";
    50144 invalid_grant 400 "User's Active Directory password has expired.";
    50097 interaction_required 400 "Device authentication is required.";
    53000 interaction_required 400 "Your device is required to be managed to access this resource.";
    53001 interaction_required 400 "Device is not domain joined.";
    53002 interaction_required 400 "The application used is not an approved application for Conditional Access.";
    50005 interaction_required 400 "User tried to log in to a device from a platform that's currently not supported through Conditional Access policy.";
    50131 interaction_required 400 "Device is not in required device state. Blocked by Conditional Access.";
    50134 invalid_grant 400 "Wrong data center. To authorize a request that was initiated by an app in the OAuth 2.0 device flow, the authorizing party must be in the same data center where the original request resides.";
    500021 invalid_request 400 "Access to tenant is denied: the proxy's tenant restriction policy.";
    500022 invalid_request 400 "Access to tenant is denied: tenant restriction.";
    50002 invalid_request 400 "Sign-in failed because of restricted proxy access on tenant.";
    530035 invalid_grant 400 "Access has been blocked by security defaults.";
    50196 invalid_grant 400 "The server terminated an operation because it encountered a loop while processing a request.";
    90006 temporarily_unavailable 503 "The service is temporarily unavailable. Please retry later.";
    90012 temporarily_unavailable 503 "Request timed out.";
    90024 temporarily_unavailable 503 "RequestBudgetExceededError: a transient error has occurred. Try again.";
    90033 temporarily_unavailable 503 "The service is temporarily unavailable.";
    90055 temporarily_unavailable 429 "There are too many incoming requests.";
    50033 temporarily_unavailable 503 "A transient error has occurred. Please try again.";
    50087 temporarily_unavailable 503 "A transient error has occurred during the sign-in. Please try again.";
};

/// The row with this number; an unknown number gets a row without a sentence of its own.
pub fn row(code: u32) -> Row {
    ROWS.iter().find(|row| row.code == code).copied().unwrap_or(Row {
        code,
        error: "invalid_grant",
        status: 400,
        text: "An error that the virtual office has no words for.",
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::ROWS;

    #[test]
    fn a_number_has_one_row() {
        let numbers: HashSet<u32> = ROWS.iter().map(|row| row.code).collect();
        assert_eq!(numbers.len(), ROWS.len());
    }
}
