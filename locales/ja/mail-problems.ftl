# What can go wrong while sending the test mail, and the words around it.

problem-mail-unreachable = メール サーバーに接続できません
    .what = { $host } の { $port } 番ポートに接続できませんでした。
    .remedy =
        ファイアウォールで { $host } の { $port } 番への通信を許可します。プロバイダーがこのポートを塞いでいる場合もあります。
        プリンターのネットワークからも接続できるか確認します。

problem-mail-name-unknown = メール サーバーの名前を解決できません
    .what = { $host } が DNS で見つかりません。
    .remedy =
        サーバー名の綴りを確認します。
        このコンピューターとプリンターの DNS の設定を確認します。

problem-mail-no-answer = メール サーバーが応答しません
    .what = { $host } から時間内に応答がありませんでした（{ mail-phase-named }）。
    .remedy =
        数分後にもう一度試します。
        続く場合、ファイアウォールやセキュリティ製品が通信を止めている可能性があります。{ $host } の { $port } 番を許可します。

problem-mail-connection-lost = メール サーバーとの接続が切れました
    .what = { $host } との接続が途中で切れました（{ mail-phase-named }）。
    .remedy =
        数分後にもう一度試します。
        続く場合、メールの通信を切断するファイアウォールやセキュリティ製品がないか確認します。

problem-mail-not-a-mail-server = 応答した相手はメール サーバーではありません
    .what = { $host } の { $port } 番で、SMTP ではない応答がありました。
    .remedy =
        サーバー名とポートを確認します。Exchange Online では smtp.office365.com の 587 番です。
        プロキシが代わりに応答していないか確認します。

problem-mail-starttls-missing = メール サーバーが暗号化に対応していません
    .what = { $host } が STARTTLS を提示しませんでした。何も送信していません。セキュリティ製品が取り除いている可能性があります。
    .remedy =
        ファイアウォールやセキュリティ製品のメール検査から { $host } を除外します。
        サーバー名を確認します。

problem-mail-starttls-tampered = 暗号化の開始前に、途中で通信が差し込まれました
    .what = { $host } の STARTTLS への応答の直後に、暗号化されていないデータが届きました。この時点でサーバーが送るものはなく、後の応答に見せかけるために差し込まれたものです。何も送信していません。
    .remedy =
        原因が分かるまで、このネットワークからのメール送信を控えます。
        ファイアウォールやセキュリティ製品のメール検査から { $host } を除外し、別のネットワークからも試して比べます。

problem-mail-certificate-refused = メール サーバーの証明書を信頼できません
    .what = { $host } の証明書が信頼できないか、別のホスト名のものです。多くの場合、セキュリティ製品が通信を検査しているか、時計がずれています。
    .remedy =
        日付と時刻を確認します。
        TLS 検査の対象から *.office365.com を除外します。プリンターもその証明書を信頼しません。

problem-mail-tls-failed = 暗号化通信を開始できません
    .what = { $host } との TLS ハンドシェイクに失敗しました。
    .remedy =
        TLS を検査するセキュリティ製品がないか確認し、{ $host } を除外します。
        日付と時刻を確認します。

problem-mail-xoauth2-missing = メール サーバーが OAuth 2.0 のサインインに対応していません
    .what = { $host } が XOAUTH2 を提示しませんでした: { $detail }
    .remedy =
        サーバー名を確認します。Exchange Online であれば必ず提示されます。
        ファイアウォールやセキュリティ製品のメール検査から { $host } を除外します。

problem-mail-smtp-auth-disabled = テナントで SMTP AUTH（デバイスからのメール送信）が無効です
    .what = サインインは成功しましたが、組織の SMTP AUTH が無効で、メールボックス { $sender } の例外設定もありません。OAuth 2.0 でも送信できません。
    .remedy =
        Microsoft 365 管理センター →「アクティブなユーザー」→ { $sender } →「メール」→「メール アプリを管理する」で「認証済み SMTP」にチェックを入れます（またはコマンドを実行します）。メールボックスの設定が組織の設定より優先されます。
        反映を待ちます。1 時間、場合によってはそれ以上かかります。
        テストメールをもう一度送信します。
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-smtp-auth-disabled-for-mailbox = このメールボックスで SMTP AUTH が無効です
    .what = サインインは成功しましたが、メールボックス { $sender } の「認証済み SMTP」が個別に無効になっています。
    .remedy =
        Microsoft 365 管理センター →「アクティブなユーザー」→ { $sender } →「メール」→「メール アプリを管理する」で「認証済み SMTP」にチェックを入れます（またはコマンドを実行します）。
        最大 1 時間ほど待ち、テストメールをもう一度送信します。
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-security-defaults = セキュリティの既定値群によりサインインできません
    .what = 組織の「セキュリティの既定値群」で禁止されていると Exchange が応答しました。OAuth 2.0 ではまれで、多くはパスワード認証の場合です。
    .remedy =
        プリンターがパスワードではなく OAuth 2.0 に設定されているか確認します。
        先にメールボックス { $sender } の「認証済み SMTP」を有効にします。
        それでも解消しない場合だけ、セキュリティの既定値群の代わりに条件付きアクセスを使うことを管理者と相談します。多要素認証は無効にしないでください。
    .command = Set-CASMailbox -Identity { $sender } -SmtpClientAuthenticationDisabled $false

problem-mail-policy-not-met = 組織のポリシーによりサインインが拒否されました
    .what = 条件付きアクセスなどのポリシーにより、{ $account } はこの場所からメール サーバーにサインインできません。
    .remedy =
        Entra 管理センター →「サインイン ログ」で { $account } の失敗した項目を開き、どのポリシーか確認します。
        スキャン用アカウントをそのポリシーの対象外にするか、事業所の IP アドレスを許可します。

problem-mail-password-sign-in-blocked = ポリシーによりパスワード認証がブロックされています
    .what = 認証ポリシーで基本認証が禁止されています。
    .remedy =
        プリンターを「OAuth2.0 認証 (Exchange Online 用)」に設定します。

problem-mail-password-refused = ユーザー名またはパスワードが拒否されました
    .what = サーバーがパスワードを確認して拒否したか、アカウントがロックされています。OAuth 2.0 ではパスワードは使いません。
    .remedy =
        認証方式を OAuth 2.0 に設定します。
        パスワードを使う場合は内容を確認し、ロックされているときは時間を置きます。

problem-mail-password-sign-in-retired = パスワード認証は利用できなくなりました
    .what = このテナントでは、SMTP の基本認証が無効になっています。OAuth 2.0 は影響を受けません。
    .remedy =
        プリンターを「OAuth2.0 認証 (Exchange Online 用)」に設定し、認証します。

problem-mail-mailbox-refused = サインインは有効ですが、このアドレスでは Exchange を利用できません
    .what = サインイン中: { $account }　差出人: { $sender }。よくある原因は、両者が同じメールボックスでない、共有メールボックスである、Exchange のライセンスがない、直前の変更がまだ反映されていない、のいずれかです。
    .remedy =
        サインインしたアカウントと差出人を照合し、そのメールボックス自身でサインインします。
        Microsoft 365 管理センターで、{ $account } がライセンスのあるユーザー（共有メールボックスではない）か確認します。
        直前に変更した場合は、最大 1 時間ほど待ってもう一度だけ試します。
    .command = Get-EXOMailbox -Identity { $account } -Properties RecipientTypeDetails

problem-mail-sign-in-refused = メール サーバーが理由を示さずにサインインを拒否しました
    .what = { $host } が { $account } のサインインを拒否しましたが、理由が示されていません。途中の中継サーバーやプロキシの応答かもしれません。
    .remedy =
        サーバー名を確認します。
        サインインしたアカウントと差出人を照合します。
        Entra のサインイン ログで失敗した項目を確認します。

problem-mail-not-signed-in = サインインせずに送信しようとしたと判断されました
    .what = 有効なサインインがないまま送信が行われました。プリンターでは、SMTP 認証が「しない」になっているか、認証が失われています。
    .remedy =
        プリンターの SMTP 認証が「する」、認証方式が OAuth 2.0 であるか確認します。
        プリンターを認証し直します。

problem-mail-send-as-missing = このアカウントには、この差出人で送信する権限がありません
    .what = { $account } には { $sender } として送信する権限がありません。自動での再送は行いません。
    .remedy =
        管理者メールアドレスを認証メールアドレスと同じにします。
        または管理者がコマンドで「メールボックス所有者として送信する」権限を付与し、1 時間ほど待ちます。
    .command = Add-RecipientPermission { $sender } -Trustee { $account } -AccessRights SendAs

problem-mail-send-as-denied = 差出人がアカウントと異なるため送信が拒否されました (SendAsDenied)
    .what = Exchange はメールを受け取った後、保存時に拒否しました。{ $account } は { $sender } として送信できません。繰り返すとメールボックスが一時的にブロックされるため、自動での再送は行いません。
    .remedy =
        プリンターの管理者メールアドレスを認証メールアドレスと同じにし、「送信者名自動指定」を「する」にします。
        テストメールは、差出人のメールボックス自身でサインインして送信します。
        別の差出人が必要な場合は、管理者がコマンドで「メールボックス所有者として送信する」権限を付与し、1 時間ほど待ちます。
    .command = Add-RecipientPermission { $sender } -Trustee { $account } -AccessRights SendAs

problem-mail-send-as-throttled = SendAsDenied が続いたため、メールボックスが一時的にブロックされています
    .what = { $account } から別の差出人での送信が繰り返され、Exchange が一定時間拒否しています。Microsoft サポートでも解除できません。
    .remedy =
        管理者メールアドレスが認証メールアドレスと異なるプリンターを探し、修正します。
        時間を置きます（長さは Microsoft が決めます）。または別のメールボックスを使います。

problem-mail-mailbox-full-throttled = メールボックスの容量超過が続いたため、送信が一時的にブロックされています
    .what = メールボックス { $account } がいっぱいの状態で送信が繰り返されました。
    .remedy =
        「送信済みアイテム」を整理するか、保持ポリシーを設定します。
        時間を置いて一度だけ試します。

problem-mail-licence-throttled = ライセンスがないため、送信が一時的にブロックされています
    .what = メールボックス { $account } に有効な Exchange Online ライセンスがありません。
    .remedy =
        アカウントに Exchange Online のライセンスを割り当てます。
        反映を待って一度だけ試します。

problem-mail-recipient-count-throttled = 宛先が多すぎる送信が続いたため、一時的にブロックされています
    .what = { $account } から、宛先が多すぎるメールが繰り返し送信されました。
    .remedy =
        宛先を減らすか、配布グループを使います。
        時間を置いて一度だけ試します。

problem-mail-recipients-throttled = 存在しない宛先への送信が続いたため、一時的にブロックされています
    .what = { $account } から、存在しない宛先への送信が繰り返されました。
    .remedy =
        プリンターのアドレス帳から誤った宛先を削除します。
        時間を置いて一度だけ試します。

problem-mail-mailbox-full = メールボックスがいっぱいです
    .what = Exchange は「送信済みアイテム」に控えを保存しますが、{ $account } に空きがありません。
    .remedy =
        「送信済みアイテム」を空にし、定期的に削除する保持ポリシーを設定します。
        テストメールをもう一度送信します。

problem-mail-daily-limit = 1 日の送信上限に達しました
    .what = { $account } が、Exchange で 1 日に許可された宛先数に達しました。
    .remedy =
        翌日まで待ちます。
        プリンターを複数のメールボックスに分けます。

problem-mail-outbound-spam = 送信迷惑メール フィルターで止められました
    .what = Microsoft のフィルターが迷惑メールと判断しました。新規や試用版のテナントでよく起こります。
    .remedy =
        Defender ポータル →「メールとコラボレーション」→「レビュー」→「制限されたエンティティ」に { $account } がないか確認します。
        新しいテナントの場合は Microsoft サポートに相談します。

problem-mail-sender-blocked = 迷惑メールの疑いで差出人がブロックされています
    .what = Exchange が { $account } からの送信をすべて止めています。アカウントが悪用された可能性があります。
    .remedy =
        アカウントのパスワードをリセットし、サインイン履歴を確認します。
        Defender ポータル →「制限されたエンティティ」で { $account } のブロックを解除します。
        このアカウントを使うプリンターを認証し直します。

problem-mail-too-many-connections = 同時に使っているデバイスが多すぎます
    .what = Exchange では 1 つのメールボックスにつき同時に 3 接続までです。{ $account } はそれを超えています。
    .remedy =
        1 分ほど待ってもう一度試します。
        頻繁に起こる場合は、プリンターを複数のメールボックスに分けます。

problem-mail-server-error = Microsoft のメール サーバーで一時的なエラーが起きています
    .what = { $host } が内部のエラーを報告しています。
    .remedy =
        数分後にもう一度試します。
        続く場合は Microsoft 365 管理センターの「サービス正常性」を確認します。

problem-mail-suspicious-activity = 不審な動作があったとして一時的に拒否されています
    .what = このネットワークの送信元アドレスまたはテナントが監視の対象になっています。設定で直せるものではありません。
    .remedy =
        数時間待ってもう一度試します。
        続く場合は、ネットワーク内に迷惑メールを送信している機器がないか確認します。

problem-mail-too-many-recipients = 宛先が多すぎます
    .what = 一度に受け付けられる宛先の数を超えています。
    .remedy =
        宛先を減らすか、配布グループを使います。

problem-mail-try-later = メール サーバーから後で試すよう求められました
    .what = { $host } が送信を制限しているか、保守中です。
    .remedy =
        数分待ってもう一度試します。

problem-mail-tls-too-old = TLS のバージョンが古すぎます
    .what = Exchange Online には TLS 1.2 以上が必要です。このプログラムは対応していますが、古いファームウェアのプリンターは対応していないことがあります。
    .remedy =
        プリンターのファームウェアを更新し、TLS 1.2 を有効にします。
        このプログラムで起こる場合は、通信を書き換えるセキュリティ製品がないか確認します。

problem-mail-ehlo-name-refused = メール サーバーが名乗り (EHLO) を拒否しました
    .what = EHLO で伝えた名前が受け付けられませんでした。このプログラムは差出人のドメインを、プリンターはホスト名とドメイン名を使います。
    .remedy =
        差出人のドメインを確認します。
        プリンターにホスト名とドメイン名を設定します。

problem-mail-high-volume-refused = High Volume Email の条件を満たしていません
    .what = 接続先は Microsoft の High Volume Email (HVE) です。専用のアカウントと、残り 10 分以上有効なトークンが必要です。
    .remedy =
        通常のメールボックスでは smtp.office365.com を使います。
        または HVE 用のアカウントを使い、サインインし直します。

problem-mail-auth-not-recognised = メール サーバーがこの認証方法を認識しません
    .what = 認証の種類が拒否されました。多くの場合、別のサーバーに接続しているか、途中で暗号化が外されています。
    .remedy =
        サーバー名を確認します。
        ファイアウォールやセキュリティ製品のメール検査から { $host } を除外します。

problem-mail-recipient-unknown = 宛先が存在しません
    .what = テストメールの宛先のメールボックスが見つかりません。
    .remedy =
        宛先のアドレスを確認します。

problem-mail-too-large = メールのサイズが大きすぎます
    .what = メールボックスで送信できるサイズを超えています。
    .remedy =
        解像度を下げるか、ファイルを小さくしてスキャンします。
        または管理者がコマンドで上限を引き上げます。
    .command = Set-Mailbox -Identity { $account } -MaxSendSize 35MB

problem-mail-tenant-not-trusted = Microsoft がこのテナントからのメールを受け付けていません
    .what = テナントまたは送信元アドレスの信頼度が不足しています。新規や試用版のテナントでよく起こります。
    .remedy =
        「詳細」を添えて Microsoft サポートに相談します。
        ネットワーク内に迷惑メールを送信している機器がないか確認します。

problem-mail-addresses-differ = 認証メールアドレスと管理者メールアドレスが異なります
    .what = 認証メールアドレス: { $sender }　管理者メールアドレス: { $administrator }。OAuth2.0 認証では、両方が同じ場合のみ送信できます。
    .remedy =
        両方に同じメール アドレスを入力します。

problem-mail-address-normalised = 全角文字を半角に直しました
    .what = 「{ $given }」を { $sender } として扱います。
    .remedy =
        意図したアドレスか確認します。

problem-mail-address-may-be-shared = 共有メールボックス、配布グループ、または管理者の可能性があります
    .what = { $sender } のようなアドレスは、サインインできないことがあります。プリンターには、管理者ロールのない、ライセンスのあるユーザー メールボックスが必要です。
    .remedy =
        Microsoft 365 管理センターで { $sender } の種類を確認します。
        scan@ のような、プリンター専用のメールボックスを用意することをお勧めします。

problem-mail-unknown-reply = カタログにない理由でメール サーバーに拒否されました
    .what = メール サーバーの応答の原文: { $detail }
    .remedy =
        「詳細」の番号を検索するか、Microsoft 365 の管理者に「詳細」を渡します。

# The course of a submission.

mail-phase-connect = 接続
mail-phase-greeting = サーバーの応答
mail-phase-start-tls = 暗号化 (STARTTLS)
mail-phase-certificate = 証明書
mail-phase-ehlo = 名乗り (EHLO)
mail-phase-auth-offered = OAuth 2.0 への対応
mail-phase-auth = サインイン
mail-phase-mail-from = 差出人
mail-phase-rcpt-to = 宛先
mail-phase-data = 本文の送信
mail-phase-named = { $phase ->
    [connect] { mail-phase-connect }
    [greeting] { mail-phase-greeting }
    [start_tls] { mail-phase-start-tls }
    [certificate] { mail-phase-certificate }
    [ehlo] { mail-phase-ehlo }
    [auth_offered] { mail-phase-auth-offered }
    [auth] { mail-phase-auth }
    [mail_from] { mail-phase-mail-from }
    [rcpt_to] { mail-phase-rcpt-to }
    [data] { mail-phase-data }
   *[other] { $phase }
    }

# The preflight's questions.

preflight-tenant = メール ドメインが Microsoft 365 のテナントに属している
preflight-cloud = テナントのクラウドが選択と一致している
preflight-sign-in-host = サインイン サービスに接続できる
preflight-proxy = サインイン サービスへの経路
preflight-clock = このコンピューターの時計
preflight-smtp-connect = メール サーバーに接続できる
preflight-smtp-greeting = メール サーバーが応答する
preflight-smtp-starttls = メール サーバーが暗号化に対応している
preflight-smtp-certificate = メール サーバーの証明書
preflight-smtp-ehlo = メール サーバーが名乗りを受け付ける
preflight-smtp-xoauth2 = メール サーバーが OAuth 2.0 に対応している
preflight-address-form = アドレスの形式
preflight-address-equal = 認証メールアドレスと管理者メールアドレスが同じ
preflight-address-kind = メールボックスの種類

# The test mail.

test-mail-subject = Tegata からのテストメール [{ $mark }]
test-mail-no-printer = プリンター
test-mail-greeting = これはテストメールです。スキャン to メールの OAuth 2.0 設定プログラム Tegata が、{ $printer } のために、次の設定で { $sender } から送信しました。識別番号: { $mark }
test-mail-proves = このメールが届いたことで、Tegata 用に登録したアプリによる送信を、このメールボックスと組織のポリシーが許可していることが確認できました。プリンター自身のアプリが承認されていることの確認にはなりません。
test-mail-next = 最後に、プリンター本体でスキャンしてメールを送信し、届くことを確認してください。
test-mail-origin = 操作により Tegata { $version } が一度だけ送信しました。返信は不要です。
