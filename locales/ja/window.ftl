# ウィンドウ：手順、ボタン、説明。

app-name = Tegata
steps = 手順
step-printers = プリンター
step-connect = 接続
step-settings = 設定
step-authorise = 認証
step-result = 完了
step-done = 完了済み
settings = 環境設定
close = 閉じる
cancel = キャンセル
back = 戻る
save = 保存
copy = コピー
copied = コピーしました
copy-failed = コピーできません。文字を選択してコピーしてください
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
retry-now = もう一度試す
retry-later = もう一度試す
retry-after-fix = 対処したので再試行

## プリンター

printers-title = どのプリンターを設定しますか？
printers-lead = RICOH プリンターの「スキャンしてメール送信」を、パスワードから Exchange Online の OAuth 2.0 認証に切り替えます。
standing-unfinished = 途中で中断
standing-needs-authorisation = 認証が必要
standing-unknown = 未確認
standing-unreachable = 接続できません
standing-no-oauth = OAuth 2.0 非対応
standing-set-up = 設定済み
unfinished = { $printer }：{ $since } に始めた作業が「{ $stage }」で中断されています。
unfinished-look = 今すぐ確認する
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
admin-password-hint = 空欄のままにすると、記憶済みのパスワードを使います。
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
preflight-title = 先に Microsoft との接続を確認する
preflight-text = Microsoft のサインインページとメールサーバーに接続できるかを、サインインせずにこのパソコンから確認します。プリンターにも同じ通信経路が必要です。
preflight-run = 確認する
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
working-begin = 開始しています…
authorise-title = プリンターのためにサインイン
authorise-lead = プリンターが待っています。Microsoft のページでこのコードを入力し、終わったらこの画面に戻ってください。
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
code-refused-link = プリンターが示したリンクは Microsoft のものではないため、開きませんでした：{ $link }
code-address = 開くページ：
copy-and-open = コードをコピーして Microsoft を開く
open-microsoft = Microsoft を開く
opened = コピーしました。Microsoft のページに貼り付けてください
account-text = サインインするアカウント：
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
browser-error-code = 「コードが機能しませんでした」：1 文字ずつ確認するか、新しいコードを取得してください。コードは 1 回しか使えません。
browser-error-account = 別のアカウントでサインインしている：ページのアドレスをプライベートウィンドウに貼り付けて、最初からやり直してください。
browser-error-approval = 「承認が必要」：Microsoft 365 の管理者が、プリンターのアプリケーションを一度許可する必要があります。
browser-error-policy = 「アクセスできません」または 53003 などの番号：組織のポリシーがコードによるサインインを禁止しています。Microsoft 365 の管理者が、送信に使うメールボックスをポリシーの対象から除外できます。
help-code = なぜコードを使うのですか？
help-code-text = プリンターにはブラウザーがないため、プリンターが Microsoft からコードを受け取ります。Microsoft のページで本人確認を済ませると、このパソコンではなくプリンターが送信の許可を受け取ります。他人から送られてきたコードは、絶対に入力しないでください。

## 完了

result-title = プリンターの設定が完了しました
result-title-unchanged = すでに設定済みです
result-lead = 書き込んだあとに読み直し、すべての項目が正しいことを確認しました。
result-lead-unchanged = すべての項目が正しく設定されています。書き込みは行いませんでした。
seal = 確認済
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
test-sent-honest = これで、メールボックスから送信できることを確認できました。プリンターからの送信を確かめるには、1 ページスキャンして自分宛てに送ってください。
line-outcome-ok = 成功：
line-outcome-warning = 注意：
line-outcome-failed = 失敗：
line-outcome-skipped = 省略：
line-outcome-running = 実行中：

## 環境設定

language = 言語
language-system = システムに合わせる
cloud = Microsoft クラウド
cloud-global = グローバル
cloud-us-government = 米国政府機関向け（GCC High、DoD）
cloud-china = 中国（21Vianet）
registration-title = テストメール用のアプリ登録
registration-text = テストメールだけに必要です。プリンターの設定には必要ありません。
registration-configured = このパソコンの設定ファイルで登録が指定されています。
registration-paste = 登録ページからコピーした 2 つの ID をここに貼り付け
registration-paste-nothing = この文字列に ID は見つかりませんでした。
client-id = アプリケーション（クライアント）ID
tenant = ディレクトリ（テナント）ID
tenant-hint = ID、または example.com のようなドメイン名
help-registration = どこで確認できますか？
help-registration-text = Microsoft Entra 管理センターの［アプリの登録］でアプリケーションを登録し、パブリッククライアントフローを許可して、委任されたアクセス許可 SMTP.Send を追加します。2 つの ID は［概要］に表示されます。
about = Tegata { $version }。MIT または Apache-2.0。RICOH、Microsoft とは関係ありません。開発者へ情報を送信しません。

## 終了

close-title = プリンターがまだ待っています
close-text = プリンターにログインしたままです。閉じる前にログアウトします。まだ保存していない内容は変更されません。
close-stay = 作業を続ける
close-quit = ログアウトして閉じる
close-logging-out = ログアウトしています…
