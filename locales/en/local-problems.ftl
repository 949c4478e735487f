# What can go wrong on this computer: input, network permission, what is kept, the job itself.

problem-local-address-invalid = “{ $given }” is not the address of a printer
    .what = An address is an IP address or a host name, if need be with https:// or http:// and a port.
    .remedy =
        Enter the address as 192.0.2.10, printer.example.com or https://192.0.2.10:8443.
        The printer's panel shows its IP address under System Settings > Interface Settings; the configuration page lists it too.

problem-local-mail-address-invalid = “{ $given }” is not a mail address
    .what = Exchange Online and the printer accept addresses of the form name@domain, in plain ASCII letters.
    .remedy =
        Enter the address of the mailbox that the printer sends from, for example scan@contoso.com.
        Copy it from the Microsoft 365 admin center (Users > Active users) if in doubt.

problem-local-password-missing = The administrator's password is missing
    .what = The printer's administrator password was not given, and there is no terminal on which it could be asked for.
    .remedy =
        Start the command in a terminal: it asks for the password without showing it.
        For scripts, set TEGATA_ADMIN_PASSWORD or give the password as the first line with --password-stdin.

problem-local-confirmation-needed = Somebody has to agree to the changes
    .what = The changes were shown, but nothing was written: nobody is there to agree to them.
    .remedy =
        Read the changes above.
        Run the same command again with --yes to write them, or start it in a terminal and answer the question.

problem-local-cancelled = Cancelled
    .what = { $authorised ->
        [yes] The printer was authorised, but its settings were not saved: it keeps its old settings, and the authorisation is lost.
       *[no] The job was stopped before it was finished, and the administrator was logged out of the printer.
    }
    .remedy =
        Start again when you are ready; what the printer says now is read first.

problem-local-preview-outdated = The printer's settings changed in the meantime
    .what = What the printer says now is not what the preview showed. Somebody else may have changed it. Nothing was written.
    .remedy =
        Look at the new preview.
        Agree to it if it is still what you want.

problem-local-printer-in-use-here = Tegata is already working on this printer
    .what = Another window or command on this computer is working on the same printer. Two at once would log each other out.
    .remedy =
        Wait until the other job is finished, or cancel it there.

problem-local-configuration-invalid = The configuration file cannot be used
    .what = { $path } could not be read as a configuration: { $detail }
    .remedy =
        Correct the place that is named. Unknown keys are refused, so check the spelling first.
        To go without a configuration file, clear the environment variable TEGATA_CONFIG.

problem-local-data-folder-unusable = Tegata's data folder cannot be used
    .what = The folder { $path } cannot be made or opened: { $detail }
    .remedy =
        Check that the folder belongs to your account and that the disk is not full or read-only.
        To use another place, set the environment variable TEGATA_DATA_DIR to a folder of your own.

problem-local-journal-unreadable = A journal entry cannot be read
    .what = { $path } says how far a printer got and what its settings were before. It is damaged or was written by a newer version: { $detail }
    .remedy =
        If a newer version of Tegata was used on this computer, use that one.
        Otherwise keep a copy of the file: what the printer's settings were before may still be read from it.
        Move the file out of the folder, then check the printer's e-mail settings by hand.

problem-local-kept-file-unreadable = A file of Tegata's own cannot be read
    .what = { $path } is damaged or was written by a newer version: { $detail }. It was left untouched, because starting over in silence could forget which certificates you trusted.
    .remedy =
        If a newer version of Tegata was used on this computer, use that one.
        Otherwise move the file out of the folder and start again. If it is pins.json, you will be asked again to trust each printer's certificate: compare the fingerprints.

problem-local-nothing-to-restore = There is nothing to restore for this printer
    .what = The journal on this computer has no earlier settings of this printer that are not restored already.
    .remedy =
        Check that the address is the one that was used then.
        The journal is kept on the computer and in the account in which the printer was set up: start Tegata there.

problem-local-nothing-to-finish = No job on this printer was cut off
    .what = The journal on this computer has no unfinished job on this printer.
    .remedy =
        Look at the list of unfinished printers: tegata unfinished.
        To set the printer up, use tegata onboard; to bring back earlier settings, tegata restore.

problem-local-keychain-unavailable = This computer's keychain cannot be used
    .what = The operating system's keychain is missing, locked or refused: { $detail }
    .remedy =
        Unlock the keychain (on Linux: log in to the desktop, or start a Secret Service such as GNOME Keyring), then try again.
        You can go on without it: do not tick “Remember”, and enter the password each time.

problem-local-discovery-blocked = This computer lets no search for printers out
    .what = Every network interface refused to send the question that printers answer. So it is not known whether there are printers; the list is empty because the search is blocked.
    .remedy =
        macOS: open System Settings > Privacy & Security > Local Network, allow Tegata, then search again.
        Windows: set the network's profile to Private, or allow Tegata in the firewall (UDP port 5353).
        Disconnect a VPN that closes the local network, then search again.
        Or add the printer by its address. On macOS this needs the same permission.

problem-local-discovery-failed = The search for printers could not be started
    .what = The operating system did not provide what the search needs: { $detail }
    .remedy =
        Check that this computer is connected to a network, then search again.
        Or add the printer by its address.

problem-local-file-not-written = A file could not be written
    .what = { $path } could not be written: { $detail }
    .remedy =
        Check that the disk is not full and that the folder belongs to your account.
        Then try again. What was in the file before is still there.

problem-local-report-format-unknown = The name of the report file does not say its kind
    .what = { $path } ends neither in .html nor in .csv nor in .json.
    .remedy =
        Choose a name that ends in .html (to print), .csv (for a spreadsheet) or .json (for programs).

problem-local-nothing-to-report = There is nothing to report yet
    .what = No job has ended on this printer since the program was started.
    .remedy =
        Read or set up the printer first, then save the report.

problem-local-unexpected = Something happened that Tegata does not know
    .what = The program met a condition its makers did not foresee: { $detail }
    .remedy =
        Check the printer's settings: they are read first when you start again.
        Send the developers the diagnostic report; passwords and codes are removed from it.
