# By hand: the guide's steps with the values ready to copy, where a page was not recognised.

guide-title = Set it up by hand
guide-lead = A page of this printer was not as Tegata knows it, so it stopped instead of guessing. These are the steps of the printer's own guide, with your values ready to copy.
guide-open-page = Open the printer's page
guide-here = Tegata stopped here
guide-check = Check again
guide-checking = Reading the printer…
guide-check-done = Everything is as it should be. Nothing is left to do.
guide-check-left =
    { $count ->
        [one] One thing is still different:
       *[other] { $count } things are still different:
    }
guide-check-no-target = The printer was read. Enter the sending mailbox in the settings to compare.
guide-part-login = Log in
guide-part-mail = The e-mail page
guide-part-authorise = Authorise at Microsoft
guide-part-sender = Administrator's address and sender
guide-part-logout = Log out
guide-step-open = Open the printer's page (Web Image Monitor) in your browser.
guide-step-login = Log in as administrator.
guide-step-mail = Under “Device Management” choose “Configuration”, then “E-mail” under “Device Settings”.
guide-step-method = For the authentication method for sending e-mail, choose OAuth 2.0 (for Exchange Online).
guide-step-smtp = Under “SMTP”, enter:
guide-step-start = Next to “OAuth 2.0 authentication”, press the button that starts it, and note the code on the next screen.
guide-step-microsoft = Press “Microsoft” there, enter the code, press “Next”, and sign in as the sending mailbox.
guide-step-finish = Back on the printer's page, press “OK” below the note on finishing the authentication.
guide-step-check = Check that the button is now followed by the word for “authenticated”, and press “OK”.
guide-step-admin = Choose “E-mail” again and enter the administrator's e-mail address, the same as the authentication address:
guide-step-sender = Set “Auto-specify Sender Name” to “On”.
guide-step-save = Press “OK”.
guide-step-logout = Log out and close the browser.
guide-fixed = With OAuth 2.0, port 587, STARTTLS, SMTP authentication and IMAP4 port 993 are fixed. The authentication password is not used.
