# What can go wrong while sending the test mail, and the words around it.

problem-mail-unreachable = The mail server cannot be reached
    .what = No connection to { $host } on port { $port } could be made.
    .remedy =
        Allow outgoing connections to { $host }, port { $port }, in the firewall; some providers block this port.
        Check that the printer’s network may reach it, too.

problem-mail-name-unknown = The mail server’s name has no address
    .what = { $host } could not be found in the DNS.
    .remedy =
        Check the spelling of the server name.
        Check the DNS settings of this computer and of the printer.

problem-mail-no-answer = The mail server does not answer
    .what = { $host } kept silent for too long ({ mail-phase-named }).
    .remedy =
        Try again after a few minutes.
        If it stays, a firewall or security product may hold the connection: allow { $host }, port { $port }.

problem-mail-connection-lost = The connection to the mail server broke off
    .what = The connection to { $host } ended in the middle ({ mail-phase-named }).
    .remedy =
        Try again after a few minutes.
        If it stays, look for a firewall or security product that cuts mail connections.

problem-mail-not-a-mail-server = What answers is not a mail server
    .what = On { $host }, port { $port }, something answers that does not speak SMTP.
    .remedy =
        Check server name and port; for Exchange Online they are smtp.office365.com and 587.
        Check whether a proxy answers in the server’s place.

problem-mail-starttls-missing = The mail server offers no encryption
    .what = STARTTLS is not among what { $host } offers. Nothing was sent. A security product may have removed it.
    .remedy =
        Exclude { $host } from the mail inspection of firewall and security products.
        Check the server name.

problem-mail-starttls-tampered = Somebody spoke in between before the encryption began
    .what = Behind { $host }’s answer to STARTTLS came words in clear text. The server has nothing to say at this point; they were slipped in, to be taken for the server’s later. Nothing was sent.
    .remedy =
        Do not send mail over this network until the cause is found.
        Exclude { $host } from the mail inspection of firewall and security products, and try from another network to compare.

problem-mail-certificate-refused = The mail server’s certificate is not trusted
    .what = { $host } showed a certificate that this computer does not trust, or that names another host. Usually a security product inspects the connection, or the clock is wrong.
    .remedy =
        Check date and time.
        Exclude *.office365.com from TLS inspection: the printer would not trust that certificate either.

problem-mail-tls-failed = The encrypted connection could not be set up
    .what = The TLS handshake with { $host } failed.
    .remedy =
        Look for a security product that inspects TLS, and exclude { $host }.
        Check date and time.

problem-mail-xoauth2-missing = The mail server does not offer OAuth 2.0 sign-in
    .what = XOAUTH2 is not among what { $host } offers: { $detail }
    .remedy =
        Check the server name; Exchange Online always offers it.
        Exclude { $host } from mail inspection in firewall and security products.

problem-mail-smtp-auth-disabled = Mail sending by devices (SMTP AUTH) is switched off in the tenant
    .what = Microsoft accepted the sign-in, but the organisation’s SMTP AUTH switch is off and the mailbox { $sender } has no exception. This stops OAuth 2.0, too.
    .remedy =
        Microsoft 365 admin center → Active users → { $sender } → Mail → Manage email apps: tick “Authenticated SMTP”; or run the command. The mailbox’s own switch wins over the organisation’s.
        Wait; it can take up to an hour, sometimes longer.
        Send the test mail again.
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-smtp-auth-disabled-for-mailbox = SMTP AUTH is switched off for this mailbox
    .what = Microsoft accepted the sign-in, but “Authenticated SMTP” is switched off for the mailbox { $sender } itself.
    .remedy =
        Microsoft 365 admin center → Active users → { $sender } → Mail → Manage email apps: tick “Authenticated SMTP”; or run the command.
        Wait up to an hour and send the test mail again.
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-security-defaults = Security defaults lock this sign-in out
    .what = Exchange says that the organisation’s security defaults forbid it. With OAuth 2.0 this is rare; usually a password was used.
    .remedy =
        Make sure that the printer is set to OAuth 2.0, not to a password.
        Allow “Authenticated SMTP” for the mailbox { $sender } first.
        Only if it stays, talk to the administrator about Conditional Access in place of security defaults. Do not switch multifactor authentication off.
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-policy-not-met = A policy of your organisation refused the sign-in
    .what = Conditional Access or another policy did not let { $account } sign in to the mail server from here.
    .remedy =
        Entra admin center → Sign-in logs: find the failed entry of { $account } and the policy that blocked it.
        Exclude the scan mailbox account from that policy, or allow the office’s address.

problem-mail-password-sign-in-blocked = Password sign-in is blocked by a policy
    .what = An authentication policy forbids basic authentication.
    .remedy =
        Set the printer to OAuth 2.0 (for Exchange Online).

problem-mail-password-refused = User name or password was refused
    .what = The server checked a password and refused it, or the account is locked. With OAuth 2.0 no password is used.
    .remedy =
        Set the sending method to OAuth 2.0.
        If a password must be used, check it and wait if the account is locked.

problem-mail-password-sign-in-retired = Password sign-in is no longer accepted
    .what = Basic authentication for client submission is switched off for this tenant. OAuth 2.0 is not affected.
    .remedy =
        Set the printer to OAuth 2.0 (for Exchange Online) and authorise it.

problem-mail-mailbox-refused = The sign-in is good, but Exchange does not let this address in
    .what = Signed in: { $account }. Sender: { $sender }. Usual reasons: the two are not the same mailbox, it is a shared mailbox, it has no Exchange licence, or a change of the last hour has not arrived.
    .remedy =
        Compare the signed-in account with the sender; sign in as the mailbox itself.
        Check in the Microsoft 365 admin center that { $account } is a licensed user, not a shared mailbox.
        If something was changed just now, wait up to an hour and try once more.
    .command = Get-EXOMailbox -Identity { $account } -Properties RecipientTypeDetails

problem-mail-sign-in-refused = The mail server refused the sign-in without saying why
    .what = { $host } refused the sign-in of { $account }; the answer does not name the reason. It may come from a relay or proxy in between.
    .remedy =
        Check the server name.
        Compare the signed-in account with the sender.
        Look for the failed entry in the Entra sign-in logs.

problem-mail-not-signed-in = Exchange says that nobody signed in
    .what = The message was offered without a valid sign-in. On a printer: SMTP authentication is off, or its authorisation was lost.
    .remedy =
        On the printer, check that SMTP authentication is on and the method is OAuth 2.0.
        Authorise the printer again.

problem-mail-send-as-missing = The account may not send under this address
    .what = { $account } has no right to send as { $sender }. This is not repeated automatically.
    .remedy =
        Set the administrator’s e-mail address to the same address as the authentication e-mail address.
        Or let the administrator grant “Send As” with the command, and wait an hour.
    .command = Add-RecipientPermission { $sender } -Trustee { $account } -AccessRights SendAs

problem-mail-send-as-denied = Sending refused: the account is not the sender (SendAsDenied)
    .what = Exchange took the message and refused it while storing: { $account } is not allowed to send as { $sender }. This is not repeated automatically, because repeating gets the mailbox blocked for a time.
    .remedy =
        On the printer, set the administrator’s e-mail address to the authentication e-mail address, and “Auto-specify sender name” to On.
        For the test, sign in as the sender’s own mailbox.
        If another sender is really needed, let the administrator grant “Send As” with the command and wait an hour.
    .command = Add-RecipientPermission { $sender } -Trustee { $account } -AccessRights SendAs

problem-mail-send-as-throttled = The mailbox is blocked for a time after repeated SendAsDenied
    .what = Something tried again and again to send from { $account } under a foreign address, and Exchange now refuses it for a while. Microsoft support cannot lift this.
    .remedy =
        Find the printer whose administrator’s e-mail address differs from the authentication e-mail address, and correct it.
        Wait; Microsoft decides how long. Or use another mailbox.

problem-mail-mailbox-full-throttled = Sending is blocked for a time because the mailbox stayed full
    .what = Exchange refused repeatedly because the mailbox { $account } is full.
    .remedy =
        Empty “Sent Items” of the mailbox, or set a retention policy.
        Wait; then try once.

problem-mail-licence-throttled = Sending is blocked for a time because the licence is missing
    .what = The mailbox { $account } has no valid Exchange Online licence.
    .remedy =
        Assign an Exchange Online licence to the account.
        Wait until it has taken effect, then try once.

problem-mail-recipient-count-throttled = Sending is blocked for a time after too many recipients
    .what = Messages from { $account } went to too many recipients again and again.
    .remedy =
        Send to fewer recipients, or to a distribution list.
        Wait; then try once.

problem-mail-recipients-throttled = Sending is blocked for a time after invalid recipients
    .what = Messages from { $account } went to addresses that do not exist again and again.
    .remedy =
        Remove wrong addresses from the printers’ address books.
        Wait; then try once.

problem-mail-mailbox-full = The mailbox is full
    .what = Exchange keeps a copy in “Sent Items”, and there is no room left in { $account }.
    .remedy =
        Empty “Sent Items” of the mailbox, and set a retention policy that does it regularly.
        Send the test mail again.

problem-mail-daily-limit = The day’s sending limit is used up
    .what = { $account } reached the number of recipients that Exchange allows per day.
    .remedy =
        Wait until the next day.
        Spread the printers over several mailboxes.

problem-mail-outbound-spam = The outbound spam filter stopped the message
    .what = Microsoft’s filter took the message for spam. New and trial tenants see this often.
    .remedy =
        Defender portal → Email & collaboration → Review → Restricted entities: see whether { $account } is listed.
        If the tenant is new, ask Microsoft support.

problem-mail-sender-blocked = The sender is blocked for suspected spam
    .what = Exchange blocks all mail from { $account }; the account may have been misused.
    .remedy =
        Reset the account’s password and check its sign-ins.
        Defender portal → Restricted entities: unblock { $account }.
        Authorise its printers again.

problem-mail-too-many-connections = Too many devices use this mailbox at once
    .what = Exchange allows three connections at a time per mailbox; { $account } has more.
    .remedy =
        Try again in a minute.
        If it happens often, spread the printers over several mailboxes.

problem-mail-server-error = Microsoft’s mail server has a temporary error
    .what = { $host } reports an error of its own.
    .remedy =
        Try again in a few minutes.
        If it lasts, look at “Service health” in the Microsoft 365 admin center.

problem-mail-suspicious-activity = Microsoft refuses mail for a time because of suspicious activity
    .what = The address this network sends from, or the tenant, drew attention. There is nothing to configure.
    .remedy =
        Wait some hours and try again.
        If it stays, check whether a computer of the network sends spam.

problem-mail-too-many-recipients = Too many recipients
    .what = The message has more recipients than Exchange accepts at once.
    .remedy =
        Send to fewer recipients, or use a distribution list.

problem-mail-try-later = The mail server asks to try later
    .what = { $host } is throttling or under maintenance.
    .remedy =
        Wait a few minutes and try again.

problem-mail-tls-too-old = The TLS version is too old
    .what = Exchange Online demands TLS 1.2 or newer. This program speaks it; a printer with old firmware may not.
    .remedy =
        Update the printer’s firmware and switch TLS 1.2 on.
        If this program is refused, look for a security product that rewrites the connection.

problem-mail-ehlo-name-refused = The mail server refused the introduction
    .what = The name given in EHLO was not accepted. This program uses the sender’s domain; a printer uses its host and domain name.
    .remedy =
        Check the sender’s domain.
        On the printer, set a host name and a domain name.

problem-mail-high-volume-refused = The rules of High Volume Email were not met
    .what = The server is Microsoft’s High Volume Email service, which wants its own accounts and a token that lives ten minutes more.
    .remedy =
        Use smtp.office365.com for an ordinary mailbox.
        Or use an account made for High Volume Email, and sign in afresh.

problem-mail-auth-not-recognised = The mail server does not know this way of signing in
    .what = The server refused the kind of sign-in. Usually it is another server, or something between took the encryption away.
    .remedy =
        Check the server name.
        Exclude { $host } from mail inspection in firewall and security products.

problem-mail-recipient-unknown = The recipient does not exist
    .what = Exchange knows no mailbox at the test mail’s address.
    .remedy =
        Check the recipient’s address.

problem-mail-too-large = The message is too large
    .what = The message exceeds what the mailbox may send.
    .remedy =
        Scan at a lower resolution, or as a smaller file.
        Or let the administrator raise the limit with the command.
    .command = Set-Mailbox -Identity { $account } -MaxSendSize 35MB

problem-mail-tenant-not-trusted = Microsoft accepts no mail from this tenant yet
    .what = The reputation of the tenant or of its address is too low. New and trial tenants see this often.
    .remedy =
        Ask Microsoft support, with the details.
        Check whether a computer of the network sends spam.

problem-mail-addresses-differ = Authentication and administrator addresses differ
    .what = Authentication e-mail address: { $sender }. Administrator’s e-mail address: { $administrator }. With OAuth 2.0 the printer can send only where both are the same.
    .remedy =
        Enter the same address for both.

problem-mail-address-normalised = Full-width characters were changed
    .what = “{ $given }” was read as { $sender }.
    .remedy =
        Check that this is the address you meant.

problem-mail-address-may-be-shared = This may be a shared mailbox, a list or an administrator
    .what = Addresses like { $sender } often have no sign-in of their own. A printer needs a licensed user mailbox without administrator roles.
    .remedy =
        Check in the Microsoft 365 admin center what { $sender } is.
        Better make a mailbox for the printers, for example scan@.

problem-mail-unknown-reply = The mail server refused for a reason that is not in the catalogue
    .what = The mail server’s own words: { $detail }
    .remedy =
        Search for the number in the details, or hand the details to the Microsoft 365 administrator.

# The course of a submission.

mail-phase-connect = Connection
mail-phase-greeting = Greeting
mail-phase-start-tls = Encryption (STARTTLS)
mail-phase-certificate = Certificate
mail-phase-ehlo = Introduction (EHLO)
mail-phase-auth-offered = OAuth 2.0 offered
mail-phase-auth = Sign-in
mail-phase-mail-from = Sender
mail-phase-rcpt-to = Recipient
mail-phase-data = Message
mail-phase-named = { $phase ->
    [connect] { mail-phase-connect }
    [greeting] { mail-phase-greeting }
    [start_tls] { mail-phase-start-tls }
    [certificate] { mail-phase-certificate }
    [ehlo] { mail-phase-ehlo }
    [auth_offered] { mail-phase-auth-offered }
    [auth] { mail-phase-auth }
    [mail_from] { mail-phase-mail-from }
    [rcpt_to] { mail-phase-rcpt-to }
    [data] { mail-phase-data }
   *[other] { $phase }
    }

# The preflight's questions.

preflight-tenant = The mail domain belongs to a Microsoft 365 tenant
preflight-cloud = The tenant’s cloud is the chosen one
preflight-sign-in-host = The sign-in service can be reached
preflight-proxy = Way to the sign-in service
preflight-clock = This computer’s clock
preflight-smtp-connect = The mail server can be reached
preflight-smtp-greeting = The mail server greets
preflight-smtp-starttls = The mail server offers encryption
preflight-smtp-certificate = The mail server’s certificate
preflight-smtp-ehlo = The mail server accepts the introduction
preflight-smtp-xoauth2 = The mail server offers OAuth 2.0
preflight-address-form = Form of the address
preflight-address-equal = Authentication and administrator address are the same
preflight-address-kind = Kind of the mailbox

# The test mail.

test-mail-subject = Test mail from Tegata [{ $mark }]
test-mail-no-printer = your printers
test-mail-greeting = This is a test mail. It was sent by Tegata, the program that sets up scan-to-mail with OAuth 2.0, for { $printer } under the address { $sender }, with the settings below. Mark: { $mark }
test-mail-proves = That it arrived proves that this mailbox and your organisation’s policies let the app registered for Tegata send. It does not prove that the printer’s own application is approved.
test-mail-next = Last step: scan a page to e-mail at the printer itself.
test-mail-origin = Sent once by Tegata { $version } on somebody’s click. Nobody needs to answer.
