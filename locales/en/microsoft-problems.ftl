# What can go wrong at Microsoft’s sign-in.

problem-microsoft-not-registered = The app is not registered in your tenant yet
    .what = To send a test mail the app signs in under an application ID of your own organisation. None is entered.
    .remedy =
        Register the app once: “Register the app” shows each step and a script to copy.
        Enter the application ID and the tenant ID.

problem-microsoft-registration-invalid = No application ID was found in what you pasted
    .what = An ID looks like 00000000-0000-0000-0000-000000000000. This was given: { $given }
    .remedy =
        Open the app registration’s “Overview” page.
        Copy “Application (client) ID” and “Directory (tenant) ID” and paste both here, in any form.

problem-microsoft-unreachable = The sign-in service cannot be reached
    .what = No connection to { $host } could be made from this computer.
    .remedy =
        Check that this computer is online.
        Allow outgoing HTTPS (port 443) to { $host } in the firewall or proxy.
        Try again.

problem-microsoft-certificate-refused = The sign-in service’s certificate is not trusted
    .what = { $host } showed a certificate that this computer does not trust. Usually a security product inspects the connection, or the clock is wrong.
    .remedy =
        Check this computer’s date and time.
        Exclude { $host } from TLS inspection, or install the inspection product’s root certificate on this computer.

problem-microsoft-foreign-answer = Something else answered in Microsoft’s place
    .what = { $host } gave an answer (HTTP { $status }) that is not the sign-in service’s. Usually it is the page of a proxy or of a guest network.
    .remedy =
        Open a web page in the browser and complete the network’s own sign-in, if it asks for one.
        Let the proxy pass { $host } without a page of its own.

problem-microsoft-busy = Microsoft is busy at the moment
    .what = { $host } says that it cannot answer now.
    .remedy =
        Wait a few minutes.
        Try again. If it lasts, look at the service health page of the Microsoft 365 admin center.

problem-microsoft-answer-incomplete = Microsoft’s answer lacks something
    .what = The answer does not hold what the protocol demands.
    .remedy =
        Update this program.
        If it stays, send the details to the developers.

problem-microsoft-link-refused = The page was not opened because it is not Microsoft’s
    .what = A sign-in page was named whose address is not on Microsoft’s list: { $link }
    .remedy =
        Do not enter a code on that page.
        Start again. If the same page appears, ask whoever looks after the network or the printer.

problem-microsoft-code-expired = The code has expired
    .what = The sign-in was not finished in the browser before the code ran out.
    .remedy =
        Get a new code.
        Enter it in the browser right away. If the browser showed an error before, look it up under “The browser shows an error?”.

problem-microsoft-declined = The sign-in was cancelled in the browser
    .what = Somebody chose “Cancel” or “No” on Microsoft’s page.
    .remedy =
        If it was by mistake, get a new code and start again.
        On the page, check that the application named there is your own registration, then continue.

problem-microsoft-permission-declined = The permission was not accepted in the browser
    .what = The page asked to allow the app to send mail, and this was declined.
    .remedy =
        Get a new code and start again.
        Choose “Accept” on the page about permissions, or ask the administrator to grant consent for the whole organisation.

problem-microsoft-code-not-recognised = Microsoft did not recognise the code
    .what = The code is not known to Microsoft; perhaps it was mistyped in the browser.
    .remedy =
        Check that you typed the code shown here, not another one.
        Get a new code and start again.

problem-microsoft-code-used = This code was already used
    .what = The code was used, confirmed or declined before, and works only once.
    .remedy =
        Get a new code and start again.

problem-microsoft-code-misrouted = The code reached another data centre of Microsoft’s
    .what = The sign-in page and the code ended up in different data centres.
    .remedy =
        Get a new code and start again.

problem-microsoft-device-code-blocked = A Conditional Access policy blocks this sign-in (53003)
    .what = The account and password were right, but a policy of your organisation forbids sign-in with a code, or from this place. Microsoft itself switches on a policy “Block device code flow” in many tenants.
    .remedy =
        Entra admin center → Sign-in logs: open the failed entry and look at its “Conditional Access” tab to see which policy blocked it.
        In that policy, exclude the scan mailbox account only.
        Add a second policy that allows this account only from your office’s location.
        Use “Request to the administrator” to hand this over.

problem-microsoft-device-code-blocked-later = A policy ended the sign-in that was made with a code (530036)
    .what = The sign-in worked once. A policy against device code sign-in was switched on later and ends it. Signing in again will not help until the account is excluded.
    .remedy =
        Exclude the scan mailbox account from the policy that blocks device code flow.
        Then sign in again, and authorise the printers again that stopped sending.

problem-microsoft-security-defaults = Security defaults block this sign-in (530035)
    .what = The tenant’s security defaults do not let this sign-in pass.
    .remedy =
        First finish the two-step registration of the account at mysignins.microsoft.com and try again.
        If it still fails, ask the administrator to use Conditional Access policies in place of security defaults. Do not switch multifactor authentication off.

problem-microsoft-managed-device-needed = The policy asks for a company-managed device
    .what = Your organisation’s policy lets only managed devices sign in. Sign-in with a code can never satisfy that, even on a managed PC, and neither can a printer.
    .remedy =
        Ask the administrator to exclude the scan mailbox account, or the office’s network location, from that policy.

problem-microsoft-two-step-needed = The account must finish two-step verification first
    .what = Microsoft asks this account for multifactor authentication, which is not registered or not finished.
    .remedy =
        Sign in as the scan mailbox account at mysignins.microsoft.com and register a method.
        Get a new code and confirm the second step in the browser.

problem-microsoft-sign-in-frequency = Your organisation asks to sign in again every so often
    .what = A sign-in frequency policy ended the sign-in. The printer’s authorisation would end the same way.
    .remedy =
        Sign in again.
        Ask the administrator to exclude the scan mailbox account from the sign-in frequency policy; otherwise the printer must be authorised again each time.

problem-microsoft-sign-in-ended = The saved sign-in is no longer valid
    .what = It was not used for 90 days, or the account’s password or sessions were reset.
    .remedy =
        Sign in again.
        If the account’s password was reset, authorise its printers again, too.

problem-microsoft-public-client-off = The app registration does not allow sign-in with a code
    .what = “Allow public client flows” is off for the application { $application }, or it has only a web platform.
    .remedy =
        Entra admin center → App registrations → your app → Authentication.
        Set “Allow public client flows” to “Yes” and remove the web platform.
        Save, wait a minute and get a new code.
    .command = az ad app update --id { $application } --is-fallback-public-client true

problem-microsoft-secret-sent = The program sent a secret that it should not have
    .what = This is a mistake of the program, not yours.
    .remedy =
        Update this program; send the details to the developers if it stays.

problem-microsoft-application-unknown = The application ID is unknown in this tenant
    .what = No application { $application } was found in the tenant { $tenant }.
    .remedy =
        Compare the application ID and the tenant ID with the “Overview” page of the app registration.
        Check that the right cloud is chosen (global, US Government, China).

problem-microsoft-application-disabled = The application was switched off
    .what = The application { $application } is disabled, by your administrator or by its owner.
    .remedy =
        Entra admin center → Enterprise applications → the app → Properties: set “Enabled for users to sign-in?” to “Yes”.
        If it belongs to somebody else, register one of your own.
    .command = az ad sp update --id { $application } --set accountEnabled=true

problem-microsoft-application-of-microsoft = This application ID belongs to Microsoft itself
    .what = The ID { $application } is one of Microsoft’s own programs and may not ask for this permission.
    .remedy =
        Register an application of your own and enter its ID.

problem-microsoft-tenant-unknown = There is no Microsoft 365 tenant of this name
    .what = Microsoft knows no tenant “{ $tenant }”.
    .remedy =
        Check the spelling of the mail domain.
        If it is right, choose another cloud (US Government, China), or enter the tenant ID.

problem-microsoft-tenant-in-other-cloud = The tenant lives in another Microsoft cloud
    .what = “{ $tenant }” belongs to a national cloud, not to the chosen one.
    .remedy =
        Choose the tenant’s cloud (US Government or China).
        Use an app registration made in that cloud’s portal.

problem-microsoft-tenant-id-needed = The tenant ID is needed
    .what = The application may be used by its own tenant only, so the sign-in must name that tenant.
    .remedy =
        Enter the “Directory (tenant) ID” from the app registration’s “Overview” page.

problem-microsoft-tenant-not-named = The request does not say which tenant it is for
    .what = Neither the account nor the settings name a tenant.
    .remedy =
        Enter the tenant ID or the organisation’s mail domain in the settings.

problem-microsoft-tenant-blocked-by-proxy = The network lets only certain tenants through
    .what = A proxy of your network adds tenant restrictions, and this tenant is not on its list.
    .remedy =
        Ask the network administrator to add the tenant to the proxy’s list of permitted tenants.

problem-microsoft-scope-invalid = The permission asked for is not valid
    .what = The scope in the configuration is misspelt, or mixes two services.
    .remedy =
        Remove a changed “scope” from the configuration, or choose the cloud preset again.
        Update this program if nothing was changed.

problem-microsoft-exchange-unavailable = Exchange Online is not available to the application
    .what = Exchange Online is missing in the tenant, or the application { $application } lacks the permission SMTP.Send.
    .remedy =
        Entra admin center → App registrations → your app → API permissions: add Microsoft Graph → Delegated → SMTP.Send and grant admin consent.
        Check that the tenant has at least one Exchange Online licence.

problem-microsoft-consent-needed = An administrator must approve the app once
    .what = Nobody has consented yet that the application { $application } may send mail.
    .remedy =
        Entra admin center → App registrations → your app → API permissions → “Grant admin consent”.
        Then get a new code and sign in as the scan mailbox account.
    .command = az ad app permission admin-consent --id { $application }

problem-microsoft-approval-needed = The browser says “Need admin approval”
    .what = Users of your organisation may not approve applications themselves.
    .remedy =
        Ask the administrator to consent first, as administrator; “Request to the administrator” writes the mail.
        Then get a new code and sign in as the scan mailbox account, not as the administrator.

problem-microsoft-not-assigned = The account is not assigned to the application (50105)
    .what = The application admits assigned users only.
    .remedy =
        Entra admin center → Enterprise applications → the app → Users and groups: add the scan mailbox account.

problem-microsoft-wrong-account = That account does not belong to this organisation
    .what = The browser used a personal, guest or other organisation’s account.
    .remedy =
        Open the page in a private window.
        Sign in with the scan mailbox’s account.

problem-microsoft-account-differs = Signed in with another account than the sender’s
    .what = Signed in: { $account }. Sender: { $sender }. Exchange lets an account send as itself only, unless it was given “Send As”.
    .remedy =
        If this is not the account you meant, choose “Sign in with another account” and use a private window.
        If both names belong to the same mailbox, go on.

problem-microsoft-account-not-named = The answer does not say who signed in
    .what = The sign-in worked, but the answer holds no account name for this application.
    .remedy =
        Check that “openid” and “profile” are among the app registration’s permissions.
        Update this program if it stays.

problem-microsoft-password-wrong = The password is wrong
    .what = Microsoft refused the user name or password in the browser.
    .remedy =
        Check the password of the scan mailbox’s account and try again on the page.

problem-microsoft-password-expired = The account’s password has expired
    .what = A new password must be set before the sign-in.
    .remedy =
        Set a new password on Microsoft’s page, or ask the administrator.
        Set the scan mailbox account’s password to never expire, if your rules allow it.

problem-microsoft-account-locked = The account is locked for a while
    .what = There were too many failed sign-ins.
    .remedy =
        Wait a quarter of an hour without trying.
        Then sign in with the right password.

problem-microsoft-account-disabled = The account is disabled
    .what = The account may not sign in. Shared mailboxes are always like this.
    .remedy =
        Use a licensed user mailbox for the printers.
        Or let the administrator unblock the sign-in under Microsoft 365 admin center → Active users.

problem-microsoft-too-many-tries = Too many tries in a short time
    .what = Microsoft saw the same request too often and stops answering for some minutes.
    .remedy =
        Wait at least five minutes.
        Get a new code.

problem-microsoft-clock-wrong = This computer’s clock is wrong
    .what = It differs from the server’s by { $minutes } minutes. Sign-ins and certificates depend on the right time.
    .remedy =
        Let the system set date and time automatically.
        Check the printer’s clock, too.

problem-microsoft-proxy-in-use = A proxy is in use
    .what = Connections to the sign-in service pass through { $proxy }. The printer needs a way of its own: it may not know the proxy.
    .remedy =
        Check that the printer may reach login.microsoftonline.com (443) and the mail server (587).

problem-microsoft-unknown-error = Microsoft refused for a reason that is not in the catalogue
    .what = Microsoft’s own words: { $detail }
    .remedy =
        Search for the AADSTS number in the details, or hand the details to the Microsoft 365 administrator: the trace and correlation IDs find the entry in the sign-in logs.
