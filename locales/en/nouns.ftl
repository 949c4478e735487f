# Words that stand for the shared nouns: who can act, the fields of the e-mail page, their values.

who-you = You
who-printer-administrator = The printer's administrator
who-microsoft365-administrator = The Microsoft 365 administrator
who-network-administrator = The network administrator
who-wait = Nobody — it passes with time
who-developers = The developers of Tegata

field-sending-method = Sending method
field-smtp-server = SMTP server name
field-smtp-port = SMTP port number
field-smtp-tls = SSL
field-smtp-auth = SMTP authentication
field-auth-address = Authentication e-mail address
field-auth-user-name = Authentication user name
field-imap4-port = IMAP4 port
field-admin-address = Administrator's e-mail address
field-auto-sender = Auto-specify sender name
field-authorised = OAuth 2.0 authentication

value-password = Password
value-oauth2 = OAuth 2.0 (for Exchange Online)
value-off = Off
value-ssl = SSL
value-starttls = STARTTLS
value-yes = On
value-no = Off
value-authorised = Authenticated
value-not-authorised = Not authenticated
value-not-shown = (not shown)
