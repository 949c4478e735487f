"""The names that a developer's form fields have: never the same house style twice, spelling errors kept."""

STYLES = {
    "camelIn": {"method": "sendAuthMethodIn", "server": "smtpServerNameIn", "port": "smtpPortIn", "ssl": "smtpSslIn", "smtp_auth": "smtpAuthIn",
                "address": "smtpAuthMailIn", "user": "smtpAuthUserIn", "password": "smtpAuthPwIn", "encryption": "smtpAuthEncIn", "imap4": "imapPortIn",
                "admin": "adminMailIn", "auto": "autoSenderIn"},
    "terse": {"method": "AM", "server": "SN", "port": "SP", "ssl": "SL", "smtp_auth": "SA", "address": "MA", "user": "UN", "password": "PW",
              "encryption": "EN", "imap4": "IP", "admin": "AA", "auto": "AS"},
    "snake": {"method": "send_authentification", "server": "smtp_svr", "port": "smtp_prt", "ssl": "use_ssl", "smtp_auth": "smtp_auth_flg",
              "address": "auth_adrs", "user": "auth_usr", "password": "auth_pass_wk", "encryption": "auth_enc", "imap4": "imap4_prt", "admin": "mng_adrs",
              "auto": "auto_from"},
    "numbered": {"method": "p0", "server": "p1", "port": "p2", "ssl": "p3", "smtp_auth": "p4", "address": "p5", "user": "p6", "password": "p7",
                 "encryption": "p8", "imap4": "p9", "admin": "p10", "auto": "p11"},
    "dotted": {"method": "mail.send.authType", "server": "mail.smtp.server", "port": "mail.smtp.port", "ssl": "mail.smtp.ssl", "smtp_auth": "mail.smtp.auth",
               "address": "mail.smtp.authMail", "user": "mail.smtp.authUser", "password": "mail.smtp.authPw", "encryption": "mail.smtp.authEnc",
               "imap4": "mail.imap.port", "admin": "mail.admin", "auto": "mail.autoSender"},
    "oids": {key: f"1.3.6.1.4.1.{number}" for number, key in enumerate(
        ("method", "server", "port", "ssl", "smtp_auth", "address", "user", "password", "encryption", "imap4", "admin", "auto"), 367)},
}

# How the choices of a group are written on the wire: (password, oauth), (on, off), (off, ssl, starttls).
VALUES = [
    {"method": ("0", "1"), "bool": ("1", "0"), "ssl": ("0", "1", "2")},
    {"method": ("BASIC", "OAUTH2"), "bool": ("ON", "OFF"), "ssl": ("NONE", "SSL", "STARTTLS")},
    {"method": ("1", "2"), "bool": ("true", "false"), "ssl": ("1", "2", "3")},
    {"method": ("normal", "exchange_online"), "bool": ("2", "1"), "ssl": ("off", "ssl", "stls")},
]
