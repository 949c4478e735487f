# Requests to the Microsoft 365 administrator. Each part of a letter is an attribute.

request-blank-site = (please fill in: the site’s public IP address)
request-blank-application = (please fill in: the application’s name or ID)
request-opening =
    Hello,

    our printers send scans by e-mail through Exchange Online. From the end of December 2026 Microsoft switches password sign-in for device mail off by default, so we are moving them to OAuth 2.0. This concerns { $printers } printer(s) and the one mailbox { $sender }. One step needs your rights.
request-closing =
    Please reply when it is done; changes can take up to an hour to arrive.

    Thank you very much.

request-device-code-policy = Request: allow device code sign-in for { $sender } only
    .why =
        Why: a printer has no browser. It shows a code, and the sign-in is completed on a PC (device code flow). A Conditional Access policy blocks this flow (error 53003). Microsoft recommends blocking it in general, and we agree; we ask for the smallest possible exception.
    .what =
        What we ask for:
        1. Entra admin center → Sign-in logs: open the failed sign-in of { $sender } and see on the “Conditional Access” tab which policy blocked it (“Original transfer method” is “Device code flow”).
        2. In that policy, exclude the user { $sender }. Nobody else.
        3. Create a policy for { $sender } that blocks device code flow from everywhere except the named location { $site }.
        4. Please do not demand a compliant or managed device for this account: a printer can never be one.
    .reach =
        What it opens: device code sign-in for this one account, without administrator roles, from this one site. It can be withdrawn at any time by removing the exclusion; then the printers stop sending.

request-consent = Request: admin consent for { $application }
    .why =
        Why: the printers sign in to Exchange Online under the application { $application } and need its delegated permissions SMTP.Send and offline_access. Users of our tenant may not approve applications, so the sign-in ends with “Need admin approval”.
    .what =
        What we ask for:
        1. Check that the application is the one we name: { $application }.
        2. Entra admin center → Enterprise applications → the application → Permissions → “Grant admin consent”. If it is not listed yet, open the approval request that the sign-in created, and tick “Consent on behalf of your organization”.
        3. If “Assignment required?” is “Yes” there, assign the user { $sender }.
        4. Please do not sign in to the printer itself with your own account: the printers must be authorised as { $sender }.
    .reach =
        What it opens: the application may send mail as the user who signed in, and nothing else. It cannot read mail.

request-smtp-auth = Request: enable Authenticated SMTP for { $sender }
    .why =
        Why: the sign-in succeeds, but Exchange Online answers that SMTP client authentication is disabled. This switch applies to OAuth 2.0, too.
    .what =
        What we ask for, for this one mailbox; the organisation’s own setting can stay off:
        1. Microsoft 365 admin center → Active users → { $sender } → Mail → Manage email apps → tick “Authenticated SMTP”, or in Exchange Online PowerShell:
           Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false
        2. To check:
           Get-CASMailbox -Identity { $sender } | Format-List SmtpClientAuthenticationDisabled
    .reach =
        What it opens: mail submission on port 587 for this one mailbox. An authentication policy that forbids basic authentication can stay in force.

request-licence = Request: an Exchange Online licence for { $sender }
    .why =
        Why: the printers need a mailbox that can sign in and send. A shared mailbox or an account without a licence is refused by Exchange Online (535 5.7.3).
    .what =
        What we ask for:
        1. Make { $sender } a user mailbox with an Exchange Online licence (Exchange Online Plan 1 is enough).
        2. Allow it to sign in, give it no administrator role, and register a multifactor method for it together with us.
        3. Please set its password not to expire, or tell us before it is reset: a reset stops the printers until they are authorised again.
    .reach =
        What it needs: one licence. All { $printers } printer(s) share it.
