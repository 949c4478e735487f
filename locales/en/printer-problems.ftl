# What can go wrong on the printer's side: title, what happened, what to do.

problem-printer-unreachable = The printer cannot be reached
    .what = No connection to { $address } could be made. { $detail }
    .remedy =
        Check that the printer is switched on and awake.
        Check the address on the printer’s panel, and that this computer is in the same network.
        Check that the web interface is enabled on the printer and not blocked by a firewall.

problem-printer-name-unknown = The printer’s name has no address
    .what = { $address } could not be found.
    .remedy =
        Check the spelling.
        Enter the IP address that the printer’s panel shows instead of the name.

problem-printer-not-web-image-monitor = This is not Web Image Monitor
    .what = { $address } answers, but does not show the web interface of a RICOH printer.
    .remedy =
        Check that the address belongs to the printer, not to a router, a print server or another device.
        Open the address in a browser and look for “Web Image Monitor”.

problem-printer-unsupported-interface = This printer’s web interface is not supported
    .what = { $address } shows { $interface }. Tegata works with Web Image Monitor with an administrator login.
    .remedy =
        Use the step-by-step guide and make the settings in the browser by hand.
        Ask your RICOH dealer whether this model supports OAuth 2.0 for Exchange Online.

problem-printer-language-unknown = The printer’s pages are in another language
    .what = The pages are in a language that Tegata does not know ({ $language }), and the printer offers neither Japanese nor English. Nothing was changed.
    .remedy =
        In Web Image Monitor, add Japanese or English to the languages of the web pages, then try again.
        Otherwise use the step-by-step guide and make the settings in the browser by hand.

problem-printer-certificate-unknown = The printer’s certificate is not known yet
    .what = { $address } shows the certificate { $fingerprint }. Printers sign their own certificates, so only you can decide whether this is your printer.
    .remedy =
        Compare the fingerprint with the one that the printer’s own certificate page shows, or connect from a network you trust.
        If it is your printer, trust the certificate; from then on only this one is accepted.

problem-printer-certificate-changed = The printer’s certificate has changed
    .what = { $address } shows { $fingerprint }, but { $pinned } was trusted. Nothing was sent.
    .remedy =
        If the printer was replaced, reset or given a new certificate, remove the trusted one and trust the new one after comparing it.
        If nobody changed anything, do not continue: another device may be posing as the printer. Tell your network administrator.

problem-printer-http-only = Only an unencrypted connection is possible
    .what = { $address } can be reached by plain HTTP only. The administrator’s password would cross the network readable by others.
    .remedy =
        Better: create a certificate on the printer (Device Management > Configuration > Security) and enable SSL/TLS, then try again.
        Or, in a network you trust, allow plain HTTP for this printer (for the command: --allow-http).

problem-printer-tls-too-old = The printer’s encryption is too old
    .what = { $address } offers only TLS older than version 1.2.
    .remedy =
        Update the printer’s firmware and enable TLS 1.2 in its SSL/TLS settings.
        If that is impossible, allow plain HTTP (http://…, --allow-http) in a network you trust.

problem-printer-tls-failed = The encrypted connection failed
    .what = The TLS handshake with { $address } failed. { $detail }
    .remedy =
        Check the SSL/TLS settings of the printer (TLS 1.2 or 1.3, AES cipher suites).
        Restart the printer or create its certificate anew, then try again.

problem-printer-login-rejected = The printer rejected the login
    .what = The login name { $user } or its password is wrong. { $detail } It was tried once; repeated attempts can lock the account.
    .remedy =
        Check the login name (case matters) and the password, then try again.
        After several failed attempts the printer may lock its administrator.

problem-printer-locked-out = The administrator account is locked
    .what = { $user } is locked after too many wrong passwords. { $detail }
    .remedy =
        Wait until the lock ends, or let the supervisor unlock the account.
        Do not try other passwords meanwhile.

problem-printer-another-administrator = Another administrator is logged in
    .what = The printer admits one administrator at a time. { $detail }
    .remedy =
        Let the other administrator log out, in the browser and on the panel.
        Try again after a few minutes.

problem-printer-no-mail-rights = This account does not see the mail settings
    .what = { $user } is logged in, but [E-mail] is not offered.
    .remedy =
        Log in as the network administrator, or as a custom-privilege administrator with the right “Send (E-mail/Folder)”.

problem-printer-read-only = This account may not change the mail settings
    .what = { $user } sees the mail settings but cannot change them.
    .remedy =
        Log in as the network administrator, or as a custom-privilege administrator with the right “Send (E-mail/Folder)”.

problem-printer-no-oauth-option = This firmware does not offer OAuth 2.0
    .what = { $model } has no option “OAuth 2.0 authentication (for Exchange Online)”.
    .remedy =
        Check RICOH’s list of supported models (ricoh.com/info/2025/0526_1).
        Let the firmware be updated by your dealer or with the Firmware Update Tool, then try again.

problem-printer-busy = The printer is in use
    .what = Somebody is using the settings on the panel or in another browser. { $detail }
    .remedy =
        Close the settings on the panel and log out other administrators.
        Try again after a few minutes.

problem-printer-session-lost = The printer ended the session
    .what = The login session is over and could not be resumed. What was not saved is lost.
    .remedy =
        Start again; nothing you typed here is lost.
        If it happens while you sign in at Microsoft, lengthen the Web page auto-logout time on the printer.

problem-printer-flow-broken = The printer lost the thread
    .what = It says its pages were called out of order, even after a fresh start.
    .remedy =
        Close other browser windows that show this printer.
        Wait a minute and try again.

problem-printer-cookies-refused = The printer did not accept the cookies
    .what = It insists on cookies although they were sent.
    .remedy =
        Save the diagnostic bundle and send it to the developers.
        Until then use the step-by-step guide in the browser.

problem-printer-foreign-redirect = The printer pointed to another host
    .what = It wanted to continue at { $host }. Nothing was sent there; your login stays with the printer.
    .remedy =
        Check the address: use the one the printer itself uses.
        If a proxy or load balancer stands before the printer, connect to the printer directly.

problem-printer-no-answer = The printer does not answer
    .what = There was no answer within { $seconds } seconds.
    .remedy =
        Check whether the printer is starting, updating or printing a large job.
        Try again.

problem-printer-answer-cut = The printer’s answer broke off
    .what = Only a part of the page arrived. { $detail }
    .remedy =
        Try again.
        If it stays, check the network between this computer and the printer.

problem-printer-http-error = The printer answered with an error
    .what = HTTP status { $status }.
    .remedy =
        Wait a few minutes and try again.
        If it stays, restart the printer.

problem-printer-page-too-large = A page is too large
    .what = A page of the printer is larger than any settings page can be.
    .remedy =
        Check that the address belongs to the printer.
        Save the diagnostic bundle and send it to the developers.

problem-printer-page-not-recognised = A page was not recognised
    .what = On { $page } this was looked for: { $looked_for }. { $detail } Nothing was changed.
    .remedy =
        Follow the step-by-step guide for this step, with the values ready to copy.
        Save the diagnostic bundle and send it to the developers, so that this model can be supported.

problem-printer-field-not-found = A field was not found for certain
    .what = Looked for: { $looked_for }. Found: { $found }. { $detail } Nothing was saved.
    .remedy =
        Follow the step-by-step guide for this step, with the values ready to copy.
        Save the diagnostic bundle and send it to the developers.

problem-printer-click-not-understood = What a button does could not be learnt
    .what = The page does not say clearly what { $control } does, so nothing was sent. { $detail }
    .remedy =
        Follow the step-by-step guide for this step.
        Save the diagnostic bundle and send it to the developers.

problem-printer-script-out-of-bounds = A script of the page was stopped
    .what = It went past the limits of time, depth or memory. { $detail }
    .remedy =
        Try again.
        If it stays, use the step-by-step guide and send the diagnostic bundle to the developers.

problem-printer-values-refused = The printer refused the values
    .what = { $detail }
    .remedy =
        Check the values for forbidden characters and lengths.
        Correct them and try again.

problem-printer-error-message = The printer shows a message
    .what = { $detail }
    .remedy =
        Do what the message says, then try again.

problem-printer-not-stored = The printer did not store everything
    .what = It was saved, but these items read back differently: { $fields }.
    .remedy =
        Try again.
        If it stays, check these items in the printer’s own page.

problem-printer-outcome-unknown = It is not known whether the settings were stored
    .what = The answer to the save was lost and the printer could not be read afterwards. { $detail } Nothing was sent twice.
    .remedy =
        Wait until the printer is ready again, then read the settings.
        If something is missing, run it again: only what differs is written.

problem-printer-code-not-found = No code was recognised
    .what = The printer’s code screen was opened, but no code was found on it. { $detail }
    .remedy =
        Start the authorisation again.
        If it stays, start it in the printer’s own page by the step-by-step guide.

problem-printer-code-expired = The code has expired
    .what = The sign-in was not finished in time.
    .remedy =
        Ask the printer for a new code.
        Be ready at Microsoft’s page before you start.

problem-printer-authorization-declined = The sign-in was refused
    .what = The printer got no permission. { $detail }
    .remedy =
        Start again and accept the request at Microsoft’s page with the sender’s own account.
        If Microsoft’s page blocks it, your Microsoft 365 administrator must allow the device code sign-in or consent for the RICOH application.

problem-printer-authorization-failed = The printer’s authorisation failed
    .what = { $detail }
    .remedy =
        Check that the printer reaches login.microsoftonline.com by HTTPS (DNS, gateway, proxy) and that its clock is right.
        Start the authorisation again.

problem-printer-not-authorised = The printer is not authorised
    .what = Everything was saved, but the page does not say “(Authenticated)”.
    .remedy =
        Start the authorisation again and save.
        Until then the printer cannot send mail by OAuth 2.0.
