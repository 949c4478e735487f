"""What a printer calls things: one wording of each item, drawn per printer.

The first of each list is how the guide or a manual writes it; the others are spellings a neighbouring firmware could
use. Widths, spaces, brackets and colons are varied on top of that.
"""

import unicodedata

WORDS = {
    "ja": {
        "management": ["機器の管理", "機器管理"],
        "configuration": ["設定"],
        "device": ["機器", "機器設定"],
        "email": ["メール"],
        "method": ["メール送信 認証方式", "メール送信認証方式", "メール送信　認証方式"],
        "oauth": ["OAuth2.0 認証 (Exchange Online 用)", "OAuth2.0認証(Exchange Online用)", "OAuth 2.0 認証（Exchange Online 用）",
                  "ＯＡｕｔｈ２．０認証（Exchange Online用）"],
        "password_way": ["SMTP 認証", "基本認証", "パスワード認証", "ID/パスワード認証", "通常"],
        "smtp": ["SMTP", "ＳＭＴＰ", "■SMTP", "SMTP 設定"],
        "server": ["SMTP サーバー名", "SMTPサーバー名", "SMTP サーバ名", "ＳＭＴＰサーバー名"],
        "port": ["SMTP ポート番号", "SMTPポート番号", "ＳＭＴＰポート番号"],
        "ssl": ["SSL", "ＳＳＬ", "SSL/TLS"],
        "smtp_auth": ["SMTP 認証", "SMTP認証", "ＳＭＴＰ認証"],
        "address": ["認証メールアドレス", "SMTP 認証メールアドレス", "SMTP認証メールアドレス", "認証 メールアドレス"],
        "user": ["認証ユーザー名", "SMTP 認証ユーザー名", "認証ユーザ名", "SMTP認証ユーザー名"],
        "password": ["認証パスワード", "SMTP 認証パスワード"],
        "encryption": ["SMTP 認証暗号化", "SMTP認証暗号化", "SMTP 認証 暗号化"],
        "oauth_row": ["OAuth2.0 認証", "OAuth2.0認証", "OAuth 2.0 認証", "OAuth2.0"],
        "start": ["認証開始", "認証 開始", "[認証開始]"],
        "authorised": ["(認証済)", "（認証済）", "(認証済み)", "認証済", "［認証済］"],
        "unauthorised": ["", "(未認証)", "（未認証）", "&nbsp;", "(-)"],
        "imap4": ["IMAP4", "IMAP4 ポート番号", "ＩＭＡＰ４"],
        "admin": ["管理者メールアドレス", "管理者 メールアドレス", "管理者メ－ルアドレス".replace("－", "ー")],
        "auto": ["送信者名自動指定", "送信者名 自動指定", "送信者名の自動指定"],
        "on_off": [("する", "しない"), ("する", "しない"), ("有効", "無効")],
        "tls": [("しない", "SSL", "STARTTLS"), ("使用しない", "SSL/TLS", "STARTTLS"), ("OFF", "SSL", "STARTTLS")],
        "code": ["コード", "ユーザーコード", "ユーザコード", "認証コード"],
        "press_ok": ["認証が完了したら [OK] を押してください", "認証が完了したら［OK］を押してください。"],
        "ok": ["OK", "ＯＫ"],
        "cancel": ["キャンセル", "ｷｬﾝｾﾙ"],
        "not_yet": ["認証が完了していません。", "まだ認証されていません。"],
        "wait": ["しばらくお待ちください。", "設定中です。しばらくお待ちください..."],
        "confirm": ["変更します。よろしいですか？", "設定内容を変更しますか？"],
        "saved": ["設定を変更しました。", "変更が完了しました。"],
        "help": ["ヘルプ"], "back": ["戻る"], "login": ["ログイン"], "logout": ["ログアウト"], "home": ["ホーム"],
        "reception": ["受信", "メール受信"], "protocol": ["受信プロトコル"], "interval": ["メール受信間隔時間"],
        "pop": ["POP before SMTP"], "pop_mail": [("POP3/IMAP4", "POP3 / IMAP4 設定")],
        "p_server": ["サーバー名", "POP3/IMAP4 サーバー名"], "p_port": ["ポート番号", "POP3 ポート番号"],
        "p_user": ["認証ユーザー名", "ユーザー名"], "p_password": ["認証パスワード", "パスワード"], "p_address": ["メールアドレス", "認証メールアドレス"],
        "notice": ["メール通知用アカウント", "メール通知設定"], "n_address": ["メール通知用メールアドレス", "管理者メールアドレス通知"],
        "n_get": ["メール通知要求の受信"], "n_user": ["メール通知用ユーザー名"], "n_password": ["メール通知用パスワード"],
        "groups": ["通知先グループ1", "通知先グループ2", "通知先グループ3"], "subject": ["件名"], "comment": ["コメント"],
        "change": ["変更"], "of_sending": ["メール送信", "送信設定", "共通設定"], "of_admin": ["管理者", "共通設定", "送信者"], "start_scan": ["接続テスト"],
    },
    "en": {
        "management": ["Device Management"],
        "configuration": ["Configuration"],
        "device": ["Device Settings", "Device settings"],
        "email": ["Email", "E-mail", "E-Mail"],
        "method": ["Email Send Auth. Method", "E-mail Send Auth. Method", "E-mail Sending Authentication Method", "Email Transmission Auth. Method",
                   "Authentication Method for E-mail Transmission", "Email Send: Authentication Method", "Send E-mail Authentication Method"],
        "oauth": ["OAuth2.0 Authentication (for Exchange Online)", "OAuth 2.0 Authentication (Exchange Online)", "OAuth2.0 Auth. (For Exchange Online)",
                  "OAuth 2.0 (Exchange Online)"],
        "password_way": ["SMTP Authentication", "Basic Authentication", "Password Authentication", "ID/Password", "Basic Auth."],
        "smtp": ["SMTP", "SMTP Settings", "SMTP:"],
        "server": ["SMTP Server Name", "SMTP Server", "SMTP server name"],
        "port": ["SMTP Port No.", "SMTP Port Number", "SMTP Port"],
        "ssl": ["Use Secure Connection (SSL)", "SSL", "SSL/TLS", "Secure Connection (SSL)"],
        "smtp_auth": ["SMTP Authentication", "SMTP Auth."],
        "address": ["SMTP Auth. E-mail Address", "SMTP Auth. Email Address", "SMTP Authentication E-mail Address", "Authentication Email Address", "Auth. E-mail Address"],
        "user": ["SMTP Auth. User Name", "SMTP Authentication User Name", "Authentication User Name", "SMTP Auth. Username"],
        "password": ["SMTP Auth. Password", "Authentication Password"],
        "encryption": ["SMTP Auth. Encryption", "SMTP Authentication Encryption"],
        "oauth_row": ["OAuth 2.0 Authentication", "OAuth2.0 Authentication", "OAuth2.0 Auth.", "OAuth 2.0"],
        "start": ["Start Authentication", "Start Auth.", "Start authentication"],
        "authorised": ["(Authenticated)", "[Authenticated]", "Authenticated", "(Authentication completed)", "( authenticated )"],
        "unauthorised": ["", "(Not Authenticated)", "(Unauthenticated)", "(Not authenticated)", "&nbsp;", "(Authentication not completed)"],
        "imap4": ["IMAP4", "IMAP4 Port No.", "IMAP4 Port"],
        "admin": ["Administrator E-mail Address", "Administrator's E-mail Address", "Administrator's Email Address", "Administrator Email Address",
                  "Administrator&#8217;s E-mail Address"],
        "auto": ["Auto Specify Sender Name", "Auto-Specify Sender Name", "Auto Specify Sender", "Automatically Specify Sender Name"],
        "on_off": [("On", "Off"), ("Active", "Inactive"), ("Enable", "Disable"), ("ON", "OFF")],
        "tls": [("Off", "SSL", "STARTTLS"), ("Inactive", "SSL/TLS", "STARTTLS"), ("Disable", "SSL", "StartTLS")],
        "code": ["Code", "User Code", "Authentication Code"],
        "press_ok": ["When authentication is complete, press [OK].", "Press [OK] after the authentication has been completed.",
                     "After authentication is completed, click [OK]"],
        "ok": ["OK", "Ok"],
        "cancel": ["Cancel"],
        "not_yet": ["Authentication has not been completed.", "Not authenticated yet."],
        "wait": ["Please wait.", "Updating... Please wait a while."],
        "confirm": ["The settings will be changed. Are you sure?", "Do you want to apply the changes?"],
        "saved": ["The settings have been changed.", "Completed."],
        "help": ["Help"], "back": ["Back"], "login": ["Login"], "logout": ["Logout"], "home": ["Home"],
        "reception": ["Reception", "E-mail Reception"], "protocol": ["Reception Protocol"], "interval": ["E-mail Reception Interval"],
        "pop": ["POP before SMTP"], "pop_mail": [("POP3/IMAP4", "POP3 / IMAP4 Settings")],
        "p_server": ["Server Name", "POP3/IMAP4 Server Name"], "p_port": ["Port No.", "POP3 Port No."],
        "p_user": ["User Name", "Authentication User Name"], "p_password": ["Password", "Authentication Password"],
        "p_address": ["E-mail Address", "Authentication Email Address"],
        "notice": ["E-mail Notification Account", "On-demand E-mail Notification"], "n_address": ["E-mail Notification E-mail Address"],
        "n_get": ["Receive E-mail Notification"], "n_user": ["E-mail Notification User Name"], "n_password": ["E-mail Notification Password"],
        "groups": ["Groups to Notify 1", "Groups to Notify 2", "Groups to Notify 3"], "subject": ["Subject"], "comment": ["Comment"],
        "change": ["Change"], "of_sending": ["E-mail Transmission", "Common Settings", "General"], "of_admin": ["Administrator", "Common Settings", "Sender"], "start_scan": ["Connection Test"],
    },
    # A language no driver needs to know: a printer that offers it offers a known one beside it.
    "it": {
        "management": ["Gestione periferica"], "configuration": ["Configurazione"], "login": ["Accedi"], "logout": ["Esci"], "home": ["Home"],
        "help": ["Guida"], "ok": ["OK"], "cancel": ["Annulla"],
    },
}


class Words:
    """The wording of one printer in one language."""

    def __init__(self, dice, language):
        self.dice, self.language = dice, language
        self.width = dice.pick("width", "as is", "as is", "half kana", "full latin") if language == "ja" else "as is"

    def __call__(self, key):
        known = WORDS[self.language].get(key) or WORDS["en"][key]
        return self.vary(self.dice.stream(f"word:{self.language}:{key}").choice(known))

    def pair(self, key):
        known = WORDS[self.language].get(key) or WORDS["en"][key]
        chosen = self.dice.stream(f"word:{self.language}:{key}").choice(known)
        return tuple(self.vary(word) for word in chosen)

    def list(self, key):
        return [self.vary(word) for word in (WORDS[self.language].get(key) or WORDS["en"][key])]

    def vary(self, word):
        if self.width == "half kana":
            return half(word)
        if self.width == "full latin":
            return full(word)
        return word


def full(word):
    """Latin letters and digits as old Japanese firmware writes them; entities stay what they are."""
    if "&" in word:
        return word
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in word)


HALF = {}
for code in range(0xFF66, 0xFF9E):
    HALF.setdefault(unicodedata.normalize("NFKC", chr(code)), chr(code))
for code in range(0xFF66, 0xFF9E):
    for mark in (0xFF9E, 0xFF9F):
        whole = unicodedata.normalize("NFKC", chr(code) + chr(mark))
        if len(whole) == 1:
            HALF.setdefault(whole, chr(code) + chr(mark))


def half(word):
    return "".join(HALF.get(c, c) for c in word)
