# What the command `tegata` says on the terminal.

command-password-prompt = Password of { $name } on { $address }:
command-agree = Write these changes to the printer? [y/N]
command-decision-hint = Enter = I have signed in · new = another code · cancel = stop
command-who = Who can do it: { $who }
command-detail = The other side said: { $detail }

command-stage-connect = Reaching the printer…
command-stage-login = Logging in…
command-stage-read = Reading the mail settings…
command-stage-write = Filling in the settings…
command-stage-authorise = The printer asks Microsoft for a code…
command-stage-save = Saving…
command-stage-verify = Reading back…
command-stage-logout = Logging out…

command-plan = What will change (current → new):
command-plan-empty = Everything is as wanted already.
command-plan-fixed = {"  "}{ $field }: { $value } — the printer itself fixes this value under OAuth 2.0.
command-plan-authorization = A sign-in at Microsoft will be needed for this printer.
command-fixed = (fixed by the printer)

command-code-of-printer = The PRINTER asks for a sign-in at Microsoft. Its code:
command-code-of-app = TEGATA itself asks for a sign-in at Microsoft, only to send the test mail. Its code:
command-code-pick = The printer's screen does not show one clear code. Read it off here:
command-code-where = Open { $address } , type the code, and sign in with the mailbox that sends – not as an administrator. A private window helps.
command-code-life = The code lives about { $minutes } minutes.
command-code-how = When you have finished in the browser: Enter. Another code: new. Stop: cancel.
command-link-refused = The page named another address, “{ $given }”, which is not Microsoft's. It was not opened.
command-not-yet = The printer says: not signed in yet. The same code still holds – press Enter again when you have finished.
command-code-expired = The code ran out. Press Enter for a new one.
command-code-failed = The sign-in did not succeed. { $detail } Press Enter for a new code, or type cancel.
command-busy = The printer is in use; trying again ({ $attempt } of { $of })…
command-session-renewed = The printer had ended the session; logged in again.
command-flow-restarted = The printer wanted the procedure from its start; began again.
command-journal = What was there before is kept: tegata restore brings it back.

command-result-verified = Done: written, read back, and authorised.
command-result-unchanged = Nothing to do: the printer is set up as wanted.
command-result-planned = Dry run: nothing was written.
command-result-restored = Done: the earlier settings are back, written and read back.
command-unfinished-none = No job was cut off.
command-unfinished-written = Unfinished: { $address } since { $since }. The job was cut off after it may have written settings.
command-unfinished-unwritten = Unfinished: { $address } since { $since }. The job was cut off before anything was saved.
command-unfinished-ways = {"  "}tegata finish --printer { $address } brings it to its end; tegata restore --printer { $address } brings back what was there before.
command-report-written = The report lies in { $path }.
command-bundle-written = The diagnostic report lies in { $path }. It is plain text in a zip file: look through it before you send it.
command-last-step = The last step is yours: scan a page to yourself at the printer.
command-sender-advice = Note: Exchange Online accepts mail from this printer only if the sender equals the authentication address. Keep the administrator's address equal to it and the sender name specified automatically.

command-model = {"  "}Model: { $value }
command-serial = {"  "}Serial number: { $value }
command-host-name = {"  "}Host name: { $value }
command-firmware = {"  "}Firmware: { $value }
command-location = {"  "}Location: { $value }
command-no-oauth2 = This firmware does not offer OAuth 2.0 for Exchange Online. Update the printer's firmware, then try again.

command-discover-listening = Listening for printers…
command-discover-nothing = No printer announced itself. Is this computer on the same network? A firewall or VPN can hide printers; --printer ADDRESS works without discovery.

command-signed-in-unnamed = Signed in. The server does not say as whom.
command-signed-in = Signed in as { $account }.
command-remembered = The sign-in is kept in this computer's keychain. tegata signout forgets it.
command-not-remembered = Nothing was kept: the next test mail will ask again. --remember keeps the sign-in in this computer's keychain.
command-signed-out = The remembered sign-in was forgotten.
command-was-not-signed-in = Nothing was remembered.
command-sign-in-ended = The remembered sign-in is no longer valid; signing in anew.
command-offline = Cannot reach Microsoft just now; still trying.
command-unavailable = Microsoft is slow just now; still trying.
command-mail-sent = Sent to { $to }: “{ $subject }”.
command-mail-proves = This proves the mailbox and its policies for Tegata's own registration. It does not prove that the printer's application is allowed: scan a page to yourself at the printer to be sure.

command-demo-office = The virtual office is open. Nothing in it is real, and nothing leaves this computer.
command-demo-printer = Printer: { $model }  { $address }  (administrator { $admin }, password { $password })
command-demo-panel = {"  "}Its panel, with “scan a page to me”: { $address }
command-demo-sign-in = Sign-in page: { $address }
command-demo-inbox = Inbox: { $address }
command-demo-account = Account to sign in with: { $account }
command-demo-config = Configuration for the command: TEGATA_CONFIG={ $path }
command-demo-try = Try: TEGATA_CONFIG={ $path } tegata onboard --printer { $address } --trust-on-first-use --sender { $account }
command-demo-no-display = No display: the window cannot open here. The office stays open for the command.
command-demo-no-window = The desktop program was not found beside this command; build it, or use the command alone.
command-demo-stop = Ctrl-C closes the office.
