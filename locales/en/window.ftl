# The window: its steps, buttons, notes and helps.

app-name = Tegata
steps = Steps
step-printers = Printer
step-connect = Connect
step-settings = Settings
step-authorise = Authorise
step-result = Result
step-done = done
stage-of = step { $at } of { $of }
settings = Settings
close = Close
cancel = Cancel
back = Back
save = Save
copy = Copy
copied = Copied
copy-failed = Could not copy: select the text and copy it
saved-as = Saved: { $path }
field-repaired = Full-width characters were changed: { $from } → { $to }
address-wrong = This is not an e-mail address yet. Example: scan@example.com
milliseconds = { $count } ms

## Problems

problem-who = Who can do this:
problem-remedy = What to do
problem-details = Details
problem-code = Code
problem-detail = Answer received
problem-copy-for-other = Copy to pass on
problem-request = Write the request to the administrator
problem-diagnose = Save a diagnostic file
retry-now = Try again
retry-later = Try again
retry-after-fix = Done – try again

## Printers

printers-title = Which printer do you want to set up?
printers-lead = Tegata moves a RICOH printer's scan-to-mail from a password to OAuth 2.0 for Exchange Online.
found-by-mdns = found by Bonjour
found-by-entered = address entered
standing-unfinished = Not finished
standing-needs-authorisation = Needs authorisation
standing-unknown = Not checked yet
standing-unreachable = Not reachable
standing-no-oauth = No OAuth option
standing-set-up = Set up
unfinished = { $printer }: a job that began on { $since } was cut off at “{ $stage }”.
unfinished-written = A save had begun: the printer may hold other settings than before.
unfinished-unwritten = Nothing had been saved: the printer holds its earlier settings.
unfinished-finish = Finish it
unfinished-restore = Bring back the earlier settings
recovery-title = An earlier job on this printer was cut off
recovery-finish = Finish it
recovery-finish-text = The same settings as then, from where the printer stands now.
recovery-finish-run = Finish it
recovery-restore = Bring back the earlier settings
recovery-restore-text = What the printer held before Tegata's last job, read then and written down. The password itself was never readable; if the printer asks for it, it must be entered there.
recovery-restore-run = Bring these settings back
recovery-leave = Leave it as it is
discovery-count =
    { $count ->
        [0] No printer found yet
        [one] { $count } printer found
       *[other] { $count } printers found
    }
discovery-looking = still looking
discovery-first = Looking for printers on your network…
discovery-again = Search again
discovery-blocked-short = The search is blocked
search = Model, place, address
search-nothing = No printer matches “{ $query }”.
printers-more = Show { $count } more
blocked-title = This computer does not let Tegata search
blocked-what = The search was stopped before it left this computer. This does not mean that there are no printers.
blocked-firewall = Firewall: allow Tegata on private networks. On a network marked “Public”, Windows blocks the search.
blocked-macos = macOS: System Settings › Privacy & Security › Local Network, switch Tegata on, then search again.
blocked-address = If you know the printer's address, enter it below. On macOS this also needs the permission.
empty-title = No printer has answered
empty-what = Printers are found only within the network this computer is in. These are the usual reasons:
empty-network = The printer is in another network. This computer's addresses: { $networks }
empty-power = The printer is off or asleep, or its Bonjour setting is off.
empty-vpn = A VPN is on. Switch it off for the search.
empty-address = You can always enter the address. It is on the printer's panel under the network settings.
others =
    { $count ->
        [one] { $count } device of another make
       *[other] { $count } devices of other makes
    }
add-label = Or enter its address
add-submit = Connect
add-hint = IP address or host name, for example 192.0.2.10 or printer.example
help-what-happens = What will happen?
help-what-happens-text = Tegata logs in to the printer's settings page (Web Image Monitor), shows you every change before it is made, starts the printer's own sign-in at Microsoft, saves, and reads everything back. Nothing is changed before you agree.
timeline = Why now? When password sign-in ends
timeline-now-when = Until December 2026
timeline-now = Nothing changes: printers can still send with a password.
timeline-end-2026-when = End of December 2026
timeline-end-2026 = Password sign-in for device mail is switched off by default. An administrator can switch it on again for a while.
timeline-new-tenants-when = After that
timeline-new-tenants = In new tenants it is not available by default; OAuth 2.0 is the way.
timeline-end-2027-when = Second half of 2027
timeline-end-2027 = Microsoft announces when it is removed for good.
timeline-source = Source: Exchange Team Blog, “Updated Exchange Online SMTP AUTH Basic Authentication Deprecation Timeline”, 27 January 2026. OAuth 2.0 is not affected.

## Connect

connect-title = Log in to { $printer }
connect-lead = With the account of the printer's administrator. The login is used for this printer only.
connect-contacting = Contacting the printer…
identity-address = Address
identity-host = Host name
identity-location = Place
identity-serial = Serial number
http-consent = Continue without encryption
password-empty = Log in with an empty password
assist-open = Do it by hand, step by step
certificate-unknown = First visit to this printer
certificate-unknown-text = Printers make their own certificates, so this computer cannot check who answers. To be certain, compare this fingerprint with the one in the printer's certificate settings. Tegata remembers it and warns you if it ever changes.
help-certificate = What is a fingerprint?
help-certificate-text = It is a short form of the printer's certificate, and no other device has the same one. A person who pretends to be your printer would show another fingerprint.
certificate-changed = This is not the certificate you trusted
certificate-changed-text = Either the printer was replaced, reset or given a new certificate – or another device is answering in its place. Ask whoever looks after the printer before you go on. Your password has not been sent.
certificate-now = Fingerprint now
certificate-before = Trusted fingerprint
certificate-before-since = Trusted since { $date }
certificate-trust-changed = I have checked: trust the new certificate
certificate-trusted = The printer shows the certificate you trusted.
certificate-trusted-since = The printer shows the certificate you have trusted since { $date }.
certificate-none = Without encryption: anyone on this network could read the password.
admin-name = Administrator's login user name
admin-password = Login password
admin-password-remembered = Remembered in the keychain
admin-remember = Remember the password in this computer's keychain
help-admin = Which account is needed?
help-admin-text = The printer's administrator, or a custom-privileges administrator with the privilege for sending (e-mail/folder). If the printer has never been configured, the name is “admin”.
log-in = Log in
logging-in = Logging in…
trust-and-log-in = Trust and log in

## Settings and preview

settings-title = Which mailbox sends the scans?
settings-lead = { $printer }: nothing is written until you press the button below.
sender = Sending mailbox
sender-hint = The Microsoft 365 mailbox that scans are sent from. A licensed user mailbox, not a shared one.
auto-sender = Always send from this address (recommended)
auto-sender-on = Exchange Online only accepts mail whose sender is the signed-in mailbox.
auto-sender-off = Users choose a sender themselves. Mail with any other sender will be refused.
advanced = More settings
user = Sign-in name (user principal name)
user-hint = Only if it differs from the address. Empty: the same.
admin-address = Administrator's e-mail address
admin-address-hint = The guide asks for the same address as the sending mailbox. Empty: the same.
admin-differs = The administrator's address differs from the sending mailbox. The printer uses it as the sender, and Exchange Online would refuse such mail.
smtp-server = SMTP server
smtp-server-hint = Empty: the server of your Microsoft cloud.
preview-title = What will change
preview-waits = Enter the sending mailbox to see what will change.
preview-nothing = Everything is set up like this already.
preview-count =
    { $count ->
        [0] No setting changes; only the sign-in is missing.
        [one] { $count } setting changes. All others stay as they are.
       *[other] { $count } settings change. All others stay as they are.
    }
preview-field = Setting
preview-now = Now
preview-then = Afterwards
preview-fixed = fixed
preview-same = stays
preview-authorise = You sign in once
preview-fixed-why = “Fixed” values are set by the printer itself as soon as OAuth 2.0 is chosen. Nobody can change them.
value-empty = (empty)
write-and-authorise = Continue to sign-in
write = Write these settings
confirm-unchanged = Check and finish
preflight-title = Connection to Microsoft
preflight-text = From this computer, without signing in: whether Microsoft's sign-in page and mail server can be reached. The printer needs the same ways out of your network.
preflight-run = Check again
preflight-is-running = checking…
preflight-is-ok = works
preflight-is-warning = works, with remarks
preflight-is-failed = does not work
preflight-running = Checking…

## Authorise

stage-connect = Connecting
stage-login = Logging in
stage-read = Reading
stage-write = Filling in
stage-authorise = Sign-in
stage-save = Saving
stage-verify = Reading back
stage-logout = Logging out
working-title = Tegata is working at the printer
working-lead = Please do not use the printer's settings page meanwhile.
stopped-title = Tegata has stopped
stopped-lead = It is no longer at work at the printer.
working-begin = Starting…
authorise-title = Sign in for the printer
authorise-lead = The printer waits for you. Its code is only for this printer.
note-busy = The printer is in use. Trying again by itself ({ $attempt } of { $of }).
note-session-renewed = The printer ended the session. Logged in again.
note-flow-restarted = The printer wanted to start over. Beginning again.
code-origin-printer = The printer's code
code-origin-app = Tegata's own code
code-owner-app = Only for the test e-mail, on this computer
code-spelled = The code, letter by letter: { $code }
code-candidates = The printer's screen shows more than one possible code. Choose the one it calls the code.
code-screen-text = What the printer's screen says
code-life = Time left for this code
code-left = { $left } left, until { $until }
code-left-soon =
    { $minutes ->
        [one] The code runs out within { $minutes } minute.
       *[other] The code runs out within { $minutes } minutes.
    }
code-dead = This code has run out. Ask for a new one.
code-over = This code can no longer be used. Ask for a new one.
code-refused-link = The printer gave a link that is not Microsoft's. It was not opened: { $link }
code-address = The page to open:
account-text = Sign in as
copy-and-open = Copy code and open Microsoft
open-microsoft = Open Microsoft
opened = Copied. Paste it on Microsoft's page.
way-open = Press the button above: the code is copied, and Microsoft's page opens in your browser.
way-open-pick = Copy the right code, then open Microsoft's page.
way-sign-in = Paste the code there and sign in as
way-back = Come back here and press “I have signed in”.
account-private = Not as administrator. If the browser offers another account, use a private window.
signed-in = I have signed in
new-code = New code
asking-printer = Asking the printer…
not-yet =
    { $count ->
        [one] The printer says: not yet. Finish the sign-in in the browser, wait some seconds, and press again. The code still holds.
       *[other] The printer says: not yet (asked { $count } times). Finish the sign-in in the browser, wait some seconds, and press again. The code still holds.
    }
browser-error = The browser shows an error?
browser-error-code-shown = “That code didn't work”
browser-error-code = Compare it letter by letter, or ask for a new code. A code works only once.
browser-error-account-shown = Another account is signed in, or “selected user account does not exist in tenant”
browser-error-account = Copy the page's address into a private window and begin there.
browser-error-approval-shown = “Need admin approval”
browser-error-approval = A Microsoft 365 administrator must allow the printer maker's application once.
browser-error-assigned-shown = Error 50105
browser-error-assigned = The account is not assigned to the printer maker's application. A Microsoft 365 administrator can assign it.
browser-error-policy-shown = “You don't have access to this”, error 53003
browser-error-policy = Your organisation blocks sign-in by code, as Microsoft recommends. A Microsoft 365 administrator can except this one mailbox.
browser-error-two-step-shown = “More information required”
browser-error-two-step = The account must first register a second step (multifactor authentication). Do that on Microsoft's page, then ask for a new code here.
browser-error-other-app-shown = Microsoft names an application that has nothing to do with RICOH
browser-error-other-app = Stop. Cancel here and ask whoever looks after the printer: the code may not come from it.
help-code = Why a code?
help-code-text = The printer has no browser. So it asks Microsoft for a code, you prove on Microsoft's page who may send, and the printer – not this computer – receives the permission. Never enter a code that somebody sent you.

## Result

seal = VERIFIED
result-title-done = The printer is ready
result-title-unchanged = Already set up
result-title-restored = The earlier settings are back
result-lead-done = Written, read back, and compared: every setting is as it should be.
result-lead-unchanged = Every setting is as it should be. Nothing was written.
result-lead-restored = Written, read back, and compared: the printer holds what it held before.
result-report-title = Report
result-report-text = What was changed and verified on this printer, for your files. No password and no code stands in it.
result-report-html = To print (HTML)
result-report-csv = Table (CSV)
result-report-json = Data (JSON)
verified-title =
    { $count ->
        [one] { $count } setting read back from the printer
       *[other] { $count } settings read back from the printer
    }
back-to-settings = Back to settings
next-printer = Next printer
test-title = Send a test e-mail
test-lead = This sends from this computer to show whether the mailbox may send at all. It needs a sign-in of its own, apart from the printer's.
test-needs-registration = This needs an app registration in your Microsoft 365 tenant. The printer works without it.
registration-open = Enter the app registration
signin-start = Sign in for the test e-mail
signin-starting = Asking Microsoft for a code…
signin-remember = Remember this sign-in in this computer's keychain
reach-pending = Waiting for your sign-in…
reach-offline = Microsoft cannot be reached just now. Still trying…
reach-unavailable = Microsoft is slow just now. Still trying…
signed-in-as = Signed in as { $account }
sign-out = Sign out
account-differs = You are signed in as { $account }, but the sender is { $sender }. This works only if that account may send as the sender.
test-to = Send to
test-to-hint = Empty: to the signed-in address.
test-send = Send the test e-mail
test-again = Send it again
test-sending = Sending…
test-sent = Exchange Online accepted the mail to { $to }.
test-sent-subject = Subject: { $subject }
test-sent-honest = This proves the mailbox. To prove the printer as well, scan one page to yourself.
line-outcome-ok = Done:
line-outcome-warning = Warning:
line-outcome-failed = Failed:
line-outcome-skipped = Skipped:
line-outcome-running = Under way:

## Preferences

language = Language
language-system = As the system
tab-general = General
tab-microsoft = App registration
tab-remembered = Remembered
tab-support = Help and about
cloud-hint = Decides the mail server that is written into the printers.
remembered-lead = All of this lies on this computer only. What is removed here is asked for again when it is needed.
remembered-reading = Reading what is remembered…
remembered-nothing = Nothing is remembered.
remembered-passwords = Passwords in the keychain
remembered-sign-in = Sign-in for the test e-mail
remembered-sign-in-text = In the keychain
remembered-pins = Trusted certificates
remembered-since = since { $date }
forget = Remove
forget-named = Remove { $name }
support-title = When something does not work
support-text = The log and the diagnostic file hold no password, no code and no token. In the file addresses, names and serial numbers are replaced, too. Nothing is sent by itself.
support-log = Open the log's folder
support-diagnose-later = A diagnostic file is about one printer: choose it first.
licences = Licences of the parts
licences-text = Tegata is made of these parts, each under its own licence.
cloud = Microsoft cloud
cloud-global = Worldwide
cloud-us-government = US Government (GCC High, DoD)
cloud-china = China (21Vianet)
registration-title = App registration for the test e-mail
registration-text = Only needed for the test e-mail. Printers are set up without it.
registration-configured = A configuration file on this computer sets the registration.
registration-guide = Register the app once
registration-guide-who = By an administrator who may register applications, in about five minutes. It costs nothing.
registration-step-portal = In the Microsoft Entra admin center, open “App registrations” and choose “New registration”.
registration-step-new = Give it a name, for example “Tegata”, and choose accounts in this organizational directory only. No redirect URI.
registration-step-public = Under “Authentication”, set “Allow public client flows” to “Yes” and save.
registration-step-permission = Under “API permissions”, add Microsoft Graph, delegated, SMTP.Send, and grant admin consent.
registration-step-ids = Copy the two IDs from “Overview” and paste them below.
registration-portal = Open the admin center
registration-scripts = Or let a script do all of it:
registration-powershell = Copy for PowerShell
registration-azure = Copy for Azure CLI
registration-check = Save and check
registration-checking = Asking Microsoft…
registration-right = Microsoft knows this registration.
registration-paste = Paste both IDs here, as copied from the registration's page
registration-paste-nothing = No ID was found in this text.
client-id = Application (client) ID
tenant = Directory (tenant) ID
about = Tegata { $version }. MIT or Apache-2.0. Not affiliated with RICOH or Microsoft. Sends nothing to its makers.

## Closing

close-title = The printer is still waiting
close-text = Tegata is logged in to the printer. It will log out first; what has not been saved by then is not changed.
close-stay = Keep going
close-quit = Log out and close
close-logging-out = Logging out…
## Request to the administrator

letter-title = Request to the Microsoft 365 administrator
letter-lead = Complete, with the facts filled in. Tegata sends nothing: you copy, save or mail it.
letter-site = Your site's public IP address, if you know it
letter-site-hint = The exception is then limited to this site.
letter-application = The application's name, as Microsoft's page shows it
letter-application-hint = For example the name that stands above “Need admin approval”.
letter-copy = Copy the letter
letter-mail = Open in the mail program
letter-save = Save as a file
