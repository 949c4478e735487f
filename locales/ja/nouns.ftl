# Words that stand for the shared nouns: who can act, the fields of the e-mail page, their values.

who-you = あなた
who-printer-administrator = プリンターの管理者
who-microsoft365-administrator = Microsoft 365 の管理者
who-network-administrator = ネットワークの管理者
who-wait = 操作は不要（時間がたてば解消します）
who-developers = Tegata の開発者

field-sending-method = メール送信 認証方式
field-smtp-server = SMTP サーバー名
field-smtp-port = SMTP ポート番号
field-smtp-tls = SSL
field-smtp-auth = SMTP 認証
field-auth-address = 認証メールアドレス
field-auth-user-name = 認証ユーザー名
field-imap4-port = IMAP4 ポート番号
field-admin-address = 管理者メールアドレス
field-auto-sender = 送信者名自動指定
field-authorised = OAuth2.0 認証

value-password = パスワード
value-oauth2 = OAuth2.0 認証 (Exchange Online 用)
value-off = しない
value-ssl = SSL
value-starttls = STARTTLS
value-yes = する
value-no = しない
value-authorised = 認証済
value-not-authorised = 未認証
value-not-shown = （表示なし）
