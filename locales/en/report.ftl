# The papers that leave the program: the result of a job, and the diagnostic bundle.

report-title = Scan to e-mail with OAuth 2.0: result
report-made-by = Written by { $program }. “Before” is what the printer said before the change; “now” was read back from the printer afterwards.
report-address = Address
report-model = Model
report-serial = Serial number
report-location = Location
report-firmware = Firmware
report-certificate = Trusted certificate (SHA-256)
report-at = Time
report-result = Result
report-field = Setting
report-before = Before
report-now = Now
report-standing = State
report-standing-verified = written and read back
report-standing-unchanged = as it was
report-standing-fixed = fixed by the printer
report-standing-planned = not written (dry run)
report-result-verified = Written, read back, and authorised
report-result-unchanged = Already set up as wanted; nothing was written
report-result-planned = Dry run: nothing was written
report-last-step = The last proof is a scan from the printer itself, sent to yourself.

bundle-title = Tegata: diagnostic report of a printer
bundle-what-it-is = This file shows how the printer's pages are built, so that Tegata's developers can teach it to a later version. Names, addresses, serial numbers, passwords and codes were replaced by words in brackets. It is plain text: please look through it before you send it.
bundle-unknown = unknown
bundle-steps = What Tegata did:
bundle-problem = What went wrong:
bundle-pages = What the printer answered (each page in the folder “pages”):
