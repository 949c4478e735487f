# ウィンドウ：手順、ボタン、説明。

app-name = Tegata
steps = 手順
step-printers = プリンター
step-connect = 接続
step-settings = 設定
step-authorise = 認証
step-result = 完了
step-done = 完了済み
stage-of = { $at }／{ $of }
settings = 環境設定
close = 閉じる
cancel = キャンセル
back = 戻る
save = 保存
copy = コピー
copied = コピーしました
copy-failed = コピーできません。文字を選択してコピーしてください
saved-as = 保存しました：{ $path }
field-repaired = 全角文字を半角に直しました：{ $from } → { $to }
address-wrong = メールアドレスの形式ではありません。例：scan@example.com
milliseconds = { $count } ミリ秒

## 問題

problem-who = 対応できる人：
problem-remedy = 対処方法
problem-details = 詳細
problem-code = コード
problem-detail = 受け取った応答
problem-copy-for-other = 担当者に渡す内容をコピー
problem-request = 管理者への依頼文を作成
problem-diagnose = 診断ファイルを保存
retry-now = もう一度試す
retry-later = もう一度試す
retry-after-fix = 対処したので再試行

## プリンター

printers-title = どのプリンターを設定しますか？
printers-lead = RICOH プリンターの「スキャンしてメール送信」を、パスワードから Exchange Online の OAuth 2.0 認証に切り替えます。
found-by-mdns = Bonjour で検出
found-by-entered = アドレスを入力
standing-unfinished = 途中で中断
standing-needs-authorisation = 認証が必要
standing-unknown = 未確認
standing-unreachable = 接続できません
standing-no-oauth = OAuth 2.0 非対応
standing-set-up = 設定済み
unfinished = { $printer }：{ $since } に始めた作業が「{ $stage }」で中断されています。
unfinished-written = 保存を始めていたため、プリンターの設定が変わっている可能性があります。
unfinished-unwritten = 保存は行われていません。プリンターの設定は以前のままです。
unfinished-finish = 続きを完了する
unfinished-restore = 以前の設定に戻す
recovery-title = このプリンターの前回の作業が途中で終わっています
recovery-finish = 続きを完了する
recovery-finish-text = 前回と同じ設定を、プリンターの現在の状態から続けて行います。
recovery-finish-run = 続きを完了する
recovery-restore = 以前の設定に戻す
recovery-restore-text = Tegata の前回の作業の前に読み取り、記録しておいた設定に戻します。パスワードそのものは読み取れないため、必要な場合はプリンターの画面で入力してください。
recovery-restore-run = この設定に戻す
recovery-leave = このままにする
discovery-count =
    { $count ->
        [0] まだ見つかっていません
       *[other] { $count } 台見つかりました
    }
discovery-looking = 探しています
discovery-first = ネットワーク上のプリンターを探しています…
discovery-again = もう一度探す
discovery-blocked-short = 検索がブロックされています
search = 機種名、設置場所、アドレス
search-nothing = 「{ $query }」に一致するプリンターはありません。
printers-more = 残りの { $count } 台を表示
blocked-title = このパソコンでプリンターの検索が許可されていません
blocked-what = 検索がこのパソコンの外に出る前に止められました。プリンターがないという意味ではありません。
blocked-firewall = ファイアウォール：プライベートネットワークで Tegata を許可してください。「パブリック」のネットワークでは Windows が検索をブロックします。
blocked-macos = macOS：［システム設定］›［プライバシーとセキュリティ］›［ローカルネットワーク］で Tegata をオンにし、もう一度探してください。
blocked-address = プリンターのアドレスが分かる場合は、下に入力してください。macOS ではこの場合も許可が必要です。
empty-title = 応答したプリンターがありません
empty-what = 検索できるのは、このパソコンと同じネットワークのプリンターだけです。よくある原因は次のとおりです。
empty-network = プリンターが別のネットワークにある。このパソコンのアドレス：{ $networks }
empty-power = プリンターの電源が切れている、スリープ中である、または Bonjour がオフになっている。
empty-vpn = VPN に接続している。検索の間だけ切断してください。
empty-address = アドレスを入力すれば設定できます。アドレスは本体操作パネルのネットワーク設定で確認できます。
others = ほかのメーカーの機器（{ $count } 台）
add-label = アドレスを入力して指定
add-submit = 接続
add-hint = IP アドレスまたはホスト名。例：192.0.2.10、printer.example
help-what-happens = これから何をしますか？
help-what-happens-text = プリンターの設定画面（Web Image Monitor）にログインし、変更内容をすべて事前に表示します。続いてプリンター自身の Microsoft へのサインインを開始し、保存したあと、すべての値を読み直して確かめます。同意いただくまで何も変更しません。
timeline = なぜ今なのですか？（パスワード認証の終了時期）
timeline-now-when = 2026 年 12 月まで
timeline-now = 変更はありません。パスワードでの送信を続けられます。
timeline-end-2026-when = 2026 年 12 月末
timeline-end-2026 = 機器からのメール送信でのパスワード認証が、既定で無効になります。管理者は当面の間、再び有効にできます。
timeline-new-tenants-when = それ以降
timeline-new-tenants = 新しいテナントでは既定で利用できません。OAuth 2.0 を使います。
timeline-end-2027-when = 2027 年後半
timeline-end-2027 = 完全に廃止する日を Microsoft が発表する予定です。
timeline-source = 出典：Exchange Team Blog「Updated Exchange Online SMTP AUTH Basic Authentication Deprecation Timeline」（2026 年 1 月 27 日）。OAuth 2.0 には影響しません。

## 接続

connect-title = { $printer } にログイン
connect-lead = プリンターの管理者アカウントを使います。ログイン情報はこのプリンターだけに使います。
connect-contacting = プリンターに接続しています…
identity-address = アドレス
identity-host = ホスト名
identity-location = 設置場所
identity-serial = 機番
http-consent = 暗号化なしで続ける
password-empty = 空のパスワードでログインする
assist-open = 手順に沿って手作業で設定する
certificate-unknown = このプリンターへの接続は初めてです
certificate-unknown-text = プリンターの証明書は自己署名のため、応答した相手が本物かどうかをこのパソコンでは確認できません。確実に確認するには、下のフィンガープリントをプリンターの証明書設定の表示と比べてください。信頼すると記憶し、次回以降に変わっていればお知らせします。
help-certificate = フィンガープリントとは？
help-certificate-text = プリンターの証明書を短く表したもので、同じ値を持つ機器はほかにありません。プリンターになりすました相手なら、別の値が表示されます。
certificate-changed = 以前に信頼した証明書と異なります
certificate-changed-text = プリンターの交換、初期化、証明書の更新が行われたか、別の機器がプリンターになりすましています。続ける前に、プリンターの管理担当者に確認してください。パスワードは送信していません。
certificate-now = 現在のフィンガープリント
certificate-before = 信頼済みのフィンガープリント
certificate-before-since = { $date } から信頼しているフィンガープリント
certificate-trust-changed = 確認しました。新しい証明書を信頼する
certificate-trusted = 信頼済みの証明書と一致しています。
certificate-trusted-since = { $date } から信頼している証明書と一致しています。
certificate-none = 暗号化されていません。同じネットワークにいる人がパスワードを読み取れます。
admin-name = 管理者のログインユーザー名
admin-password = ログインパスワード
admin-password-remembered = キーチェーンに記憶済み
admin-remember = パスワードをこのパソコンのキーチェーン（資格情報）に記憶する
help-admin = どのアカウントが必要ですか？
help-admin-text = 機器管理者、または「送信（メール／フォルダー）」権限を持つカスタム権限管理者です。初期設定のままであれば、ユーザー名は「admin」です。
log-in = ログイン
logging-in = ログイン中…
trust-and-log-in = 信頼してログイン

## 設定とプレビュー

settings-title = どのメールボックスから送信しますか？
settings-lead = { $printer }：下のボタンを押すまで、何も書き込みません。
sender = 送信に使うメールボックス
sender-hint = スキャンの送信元になる Microsoft 365 のメールアドレスです。共有メールボックスではなく、ライセンスのあるユーザーのメールボックスを指定してください。
auto-sender = 常にこのアドレスから送信する（推奨）
auto-sender-on = 送信者名自動指定を「する」にします。Exchange Online は、送信者がサインインしたメールボックスと同じメールだけを受け付けます。
auto-sender-off = 利用者が送信者を指定します。送信者が異なるメールは拒否されます。
advanced = その他の設定
user = サインイン名（ユーザープリンシパル名）
user-hint = メールアドレスと異なる場合だけ入力してください。空欄なら同じ値を使います。
admin-address = 管理者メールアドレス
admin-address-hint = 認証メールアドレスと同じアドレスを設定します。空欄なら同じ値を使います。
admin-differs = 管理者メールアドレスが送信に使うメールボックスと異なります。プリンターはこのアドレスを送信者として使うため、Exchange Online に拒否されます。
smtp-server = SMTP サーバー
smtp-server-hint = 空欄なら、お使いの Microsoft クラウドのサーバーを使います。
preview-title = 変更内容
preview-waits = メールボックスを入力すると、変更内容が表示されます。
preview-nothing = すでにこのとおり設定されています。
preview-count =
    { $count ->
        [0] 変更する項目はありません。サインインだけが必要です。
       *[other] { $count } 項目を変更します。ほかの項目は変わりません。
    }
preview-field = 項目
preview-now = 現在
preview-then = 変更後
preview-fixed = 固定
preview-same = 変更なし
preview-authorise = サインインが 1 回必要です
preview-fixed-why = 「固定」の値は、OAuth 2.0 認証を選ぶとプリンターが自動的に決めるもので、変更できません。
value-empty = （空欄）
write-and-authorise = サインインに進む
write = この内容を書き込む
confirm-unchanged = 確認して完了する
preflight-title = Microsoft との接続
preflight-text = Microsoft のサインインページとメールサーバーに接続できるかを、サインインせずにこのパソコンから確認します。プリンターにも同じ通信経路が必要です。
preflight-run = もう一度確認する
preflight-is-running = 確認しています…
preflight-is-ok = 問題ありません
preflight-is-warning = 接続できます（注意事項あり）
preflight-is-failed = 接続に問題があります
preflight-running = 確認しています…

## 認証

stage-connect = 接続
stage-login = ログイン
stage-read = 読み取り
stage-write = 入力
stage-authorise = サインイン
stage-save = 保存
stage-verify = 読み直し
stage-logout = ログアウト
working-title = プリンターを設定しています
working-lead = この間、プリンターの設定画面を操作しないでください。
stopped-title = 作業を中断しました
stopped-lead = プリンターへの操作は行っていません。
working-begin = 開始しています…
authorise-title = プリンターのためにサインイン
authorise-lead = プリンターが待っています。このコードは、このプリンター専用です。
note-busy = プリンターが使用中です。自動的に再試行しています（{ $attempt }／{ $of } 回目）。
note-session-renewed = プリンター側でログインが切れたため、もう一度ログインしました。
note-flow-restarted = プリンターの要求により、最初からやり直しています。
code-origin-printer = プリンターのコード
code-origin-app = Tegata 自身のコード
code-owner-app = テストメール専用（このパソコンで使用）
code-spelled = コードを 1 文字ずつ読みます：{ $code }
code-candidates = プリンターの画面にコードらしい文字が複数あります。画面でコードとされているものを選んでください。
code-screen-text = プリンターの画面の表示
code-life = コードの残り時間
code-left = 残り { $left }（{ $until } まで有効）
code-left-soon = コードの有効時間は残り { $minutes } 分以内です。
code-dead = コードの有効期限が切れました。新しいコードを取得してください。
code-over = このコードはもう使えません。新しいコードを取得してください。
code-refused-link = プリンターが示したリンクは Microsoft のものではないため、開きませんでした：{ $link }
code-address = 開くページ：
account-text = サインインするアカウント：
copy-and-open = コードをコピーして Microsoft を開く
open-microsoft = Microsoft を開く
opened = コピーしました。Microsoft のページに貼り付けてください。
way-open = 上のボタンを押すと、コードがコピーされ、ブラウザーで Microsoft のページが開きます。
way-open-pick = 正しいコードをコピーしてから、Microsoft のページを開いてください。
way-sign-in = コードを貼り付け、次のアカウントでサインインします：
way-back = この画面に戻り、［サインインが終わりました］を押します。
account-private = 管理者アカウントではサインインしないでください。ブラウザーに別のアカウントが表示される場合は、プライベートウィンドウを使ってください。
signed-in = サインインが終わりました
new-code = 新しいコード
asking-printer = プリンターに確認しています…
not-yet =
    { $count ->
        [1] プリンターはまだ認証を受け取っていません。ブラウザーでサインインを終え、数秒待ってからもう一度押してください。コードはまだ有効です。
       *[other] プリンターはまだ認証を受け取っていません（{ $count } 回確認）。ブラウザーでサインインを終え、数秒待ってからもう一度押してください。コードはまだ有効です。
    }
browser-error = ブラウザーにエラーが表示された場合
browser-error-code-shown = 「そのコードは機能しませんでした」と表示される
browser-error-code = 1 文字ずつ確認するか、新しいコードを取得してください。コードは 1 回しか使えません。
browser-error-account-shown = 別のアカウントでサインインしている、または「選択したユーザー アカウントはテナントに存在しません」と表示される
browser-error-account = ページのアドレスをプライベートウィンドウに貼り付けて、最初からやり直してください。
browser-error-approval-shown = 「管理者の承認が必要」と表示される
browser-error-approval = Microsoft 365 の管理者が、プリンターメーカーのアプリケーションを一度許可する必要があります。
browser-error-assigned-shown = エラー 50105 が表示される
browser-error-assigned = アカウントがプリンターメーカーのアプリケーションに割り当てられていません。Microsoft 365 の管理者が割り当てられます。
browser-error-policy-shown = 「これにアクセスできません」またはエラー 53003 が表示される
browser-error-policy = 組織のポリシーがコードによるサインインを禁止しています（Microsoft の推奨設定です）。Microsoft 365 の管理者が、このメールボックスだけを対象から除外できます。
browser-error-two-step-shown = 「詳細情報が必要」と表示される
browser-error-two-step = このアカウントでは、先に多要素認証の登録が必要です。Microsoft のページで登録を終えてから、この画面で新しいコードを取得してください。
browser-error-other-app-shown = RICOH と関係のないアプリケーション名が表示される
browser-error-other-app = 中止してください。この画面でキャンセルし、プリンターの管理担当者に確認してください。コードがプリンターのものではない可能性があります。
help-code = なぜコードを使うのですか？
help-code-text = プリンターにはブラウザーがないため、プリンターが Microsoft からコードを受け取ります。Microsoft のページで本人確認を済ませると、このパソコンではなくプリンターが送信の許可を受け取ります。他人から送られてきたコードは、絶対に入力しないでください。

## 完了

seal = 確認済
result-title-done = プリンターの設定が完了しました
result-title-unchanged = すでに設定済みです
result-title-restored = 以前の設定に戻しました
result-lead-done = 書き込んだあとに読み直し、すべての項目が正しいことを確認しました。
result-lead-unchanged = すべての項目が正しく設定されています。書き込みは行いませんでした。
result-lead-restored = 書き込んだあとに読み直し、以前と同じ設定であることを確認しました。
result-report-title = 作業報告
result-report-text = このプリンターで変更し、確認した内容の記録です。パスワードやコードは含まれません。
result-report-html = 印刷用（HTML）
result-report-csv = 表（CSV）
result-report-json = データ（JSON）
verified-title = プリンターから読み直した { $count } 項目
back-to-settings = 設定に戻る
next-printer = 次のプリンターへ
test-title = テストメールを送る
test-lead = このメールボックスから送信できるかどうかを、このパソコンから確かめます。プリンターとは別のサインインが必要です。
test-needs-registration = お使いの Microsoft 365 テナントへのアプリ登録が必要です。プリンターは登録がなくても動作します。
registration-open = アプリ登録を入力する
signin-start = テストメール用にサインインする
signin-starting = Microsoft にコードを要求しています…
signin-remember = このサインインをこのパソコンのキーチェーン（資格情報）に記憶する
reach-pending = サインインを待っています…
reach-offline = Microsoft に接続できません。引き続き試しています…
reach-unavailable = Microsoft の応答に時間がかかっています。引き続き試しています…
signed-in-as = { $account } としてサインイン中
sign-out = サインアウト
account-differs = { $account } でサインインしていますが、送信者は { $sender } です。このアカウントに送信者としての送信権限がある場合だけ送信できます。
test-to = 宛先
test-to-hint = 空欄なら、サインインしたアドレスに送ります。
test-send = テストメールを送信
test-again = もう一度送信
test-sending = 送信しています…
test-sent = Exchange Online が { $to } 宛てのメールを受け付けました。
test-sent-subject = 件名：{ $subject }
test-sent-honest = これで、メールボックスから送信できることを確認できました。プリンターからの送信を確かめるには、1 ページスキャンして自分宛てに送ってください。
line-outcome-ok = 成功：
line-outcome-warning = 注意：
line-outcome-failed = 失敗：
line-outcome-skipped = 省略：
line-outcome-running = 実行中：

## 環境設定

language = 言語
language-system = システムに合わせる
tab-general = 全般
tab-microsoft = アプリ登録
tab-remembered = 記憶した情報
tab-support = ヘルプと情報
cloud-hint = プリンターに書き込むメールサーバーが決まります。
remembered-lead = 記憶した情報は、このパソコンだけにあります。削除すると、次に必要になったときにもう一度入力します。
remembered-reading = 読み込んでいます…
remembered-nothing = 記憶した情報はありません。
remembered-passwords = キーチェーン（資格情報）のパスワード
remembered-sign-in = テストメール用のサインイン
remembered-sign-in-text = キーチェーン（資格情報）に保存
remembered-pins = 信頼した証明書
remembered-since = { $date } から
forget = 削除
forget-named = { $name } を削除
support-title = うまくいかないとき
support-text = ログと診断ファイルに、パスワード、コード、トークンは含まれません。診断ファイルでは、アドレス、名前、機番も置き換えます。自動的に送信されることはありません。
support-log = ログのフォルダーを開く
support-diagnose-later = 診断ファイルはプリンターごとに作成します。先にプリンターを選択してください。
licences = 使用している部品のライセンス
licences-text = Tegata は次の部品を使用しています。それぞれのライセンスに従います。
cloud = Microsoft クラウド
cloud-global = グローバル
cloud-us-government = 米国政府機関向け（GCC High、DoD）
cloud-china = 中国（21Vianet）
registration-title = テストメール用のアプリ登録
registration-text = テストメールだけに必要です。プリンターの設定には必要ありません。
registration-configured = このパソコンの設定ファイルで登録が指定されています。
registration-guide = アプリを登録する（最初に一度だけ）
registration-guide-who = アプリケーションを登録できる管理者が、5 分ほどで行えます。費用はかかりません。
registration-step-portal = Microsoft Entra 管理センターで［アプリの登録］を開き、［新規登録］をクリックします。
registration-step-new = 「Tegata」などの名前を付け、この組織ディレクトリのみのアカウントを選択します。リダイレクト URI は不要です。
registration-step-public = ［認証］で「パブリック クライアント フローを許可する」を［はい］にして保存します。
registration-step-permission = ［API のアクセス許可］で Microsoft Graph の委任されたアクセス許可 SMTP.Send を追加し、管理者の同意を与えます。
registration-step-ids = ［概要］に表示される 2 つの ID をコピーし、下に貼り付けます。
registration-portal = 管理センターを開く
registration-scripts = スクリプトですべてを行うこともできます：
registration-powershell = PowerShell 用をコピー
registration-azure = Azure CLI 用をコピー
registration-check = 保存して確認
registration-checking = Microsoft に確認しています…
registration-right = この登録を Microsoft で確認できました。
registration-paste = 登録ページからコピーした 2 つの ID をここに貼り付け
registration-paste-nothing = この文字列に ID は見つかりませんでした。
client-id = アプリケーション（クライアント）ID
tenant = ディレクトリ（テナント）ID
about = Tegata { $version }。MIT または Apache-2.0。RICOH、Microsoft とは関係ありません。開発者へ情報を送信しません。

## 終了

close-title = プリンターがまだ待っています
close-text = プリンターにログインしたままです。閉じる前にログアウトします。まだ保存していない内容は変更されません。
close-stay = 作業を続ける
close-quit = ログアウトして閉じる
close-logging-out = ログアウトしています…
## 管理者への依頼

letter-title = Microsoft 365 管理者への依頼文
letter-lead = 必要な情報を記入した依頼文です。Tegata からは送信しません。コピー、保存、またはメールで渡してください。
letter-site = 拠点のグローバル IP アドレス（分かる場合）
letter-site-hint = 例外をこの拠点だけに限定できます。
letter-application = アプリケーション名（Microsoft のページに表示される名前）
letter-application-hint = 「管理者の承認が必要」の上に表示される名前など。
letter-copy = 依頼文をコピー
letter-mail = メールソフトで開く
letter-save = ファイルに保存
