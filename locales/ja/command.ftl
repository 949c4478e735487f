# What the command `tegata` says on the terminal.

command-password-prompt = { $address } の { $name } のパスワード:
command-agree = この内容をプリンターに書き込みますか？ [y/N]
command-decision-hint = Enter = サインインした · new = 新しいコード · cancel = 中止
command-who = 対応できる人: { $who }
command-detail = 相手からの応答: { $detail }

command-stage-connect = プリンターに接続しています…
command-stage-login = ログインしています…
command-stage-read = メール設定を読み取っています…
command-stage-write = 設定を入力しています…
command-stage-authorise = プリンターが Microsoft にコードを要求しています…
command-stage-save = 保存しています…
command-stage-verify = 読み直して確認しています…
command-stage-logout = ログアウトしています…

command-plan = 変更内容（現在 → 変更後）:
command-plan-empty = すでに目的の設定になっています。
command-plan-fixed = {"  "}{ $field }: { $value } — OAuth2.0 認証ではプリンターがこの値に固定します。
command-plan-authorization = このプリンターのために Microsoft でのサインインが必要です。
command-fixed = （プリンターが固定）

command-code-of-printer = 【プリンター】が Microsoft でのサインインを求めています。プリンターのコード:
command-code-of-app = 【Tegata 自身】がテストメール送信のためだけに Microsoft でのサインインを求めています。Tegata のコード:
command-code-pick = プリンターの画面からコードを 1 つに特定できませんでした。次の中から読み取ってください:
command-code-where = { $address } を開いてコードを入力し、送信に使うメールボックスのアカウントでサインインしてください（管理者アカウントは使わないでください）。InPrivate ウィンドウが便利です。
command-code-life = コードの有効期間は約 { $minutes } 分です。
command-code-how = ブラウザーでの操作が終わったら Enter。新しいコードは new、中止は cancel。
command-link-refused = 画面に Microsoft 以外のアドレス「{ $given }」が示されていたため、開きませんでした。
command-not-yet = プリンターはまだサインインを確認できていません。同じコードのまま、サインインが終わったらもう一度 Enter を押してください。
command-code-expired = コードの有効期限が切れました。Enter で新しいコードを取得します。
command-code-failed = サインインは完了しませんでした。{ $detail } Enter で新しいコードを取得するか、cancel で中止してください。
command-busy = プリンターは使用中です。再試行しています（{ $attempt } / { $of }）…
command-session-renewed = プリンター側でセッションが終了していたため、ログインし直しました。
command-flow-restarted = プリンターの求めに応じて、手順を最初からやり直しました。
command-journal = 変更前の設定は保存してあります。tegata restore で元に戻せます。

command-result-verified = 完了しました。書き込み、読み直し、認証済の確認まで終わっています。
command-result-unchanged = 変更はありません。すでに目的の設定になっています。
command-result-planned = 試行のみです。何も書き込んでいません。
command-result-restored = 完了しました。以前の設定に戻し、読み直して確認しました。
command-unfinished-none = 中断された作業はありません。
command-unfinished-written = 未完了: { $address }（開始 { $since }）。設定を書き込んだ可能性がある段階で、作業が中断されました。
command-unfinished-unwritten = 未完了: { $address }（開始 { $since }）。何も保存しないうちに、作業が中断されました。
command-unfinished-ways = {"  "}tegata finish --printer { $address } で続きを行い、tegata restore --printer { $address } で以前の設定に戻します。
command-report-written = レポートを { $path } に保存しました。
command-bundle-written = 診断レポートを { $path } に保存しました。中身はテキストの zip ファイルです。送る前に内容をご確認ください。
command-last-step = 最後に、プリンターの前で自分あてに 1 枚スキャンして送信を確認してください。
command-sender-advice = 注意: Exchange Online は、送信者が認証メールアドレスと同じ場合だけこのプリンターのメールを受け付けます。管理者メールアドレスを認証メールアドレスと同じにし、送信者名自動指定は「する」にしてください。

command-model = {"  "}機種: { $value }
command-serial = {"  "}機番: { $value }
command-host-name = {"  "}ホスト名: { $value }
command-firmware = {"  "}ファームウェア: { $value }
command-location = {"  "}設置場所: { $value }
command-no-oauth2 = このファームウェアには OAuth2.0 認証 (Exchange Online 用) がありません。プリンターのファームウェアを更新してから、もう一度お試しください。

command-discover-listening = プリンターを探しています…
command-discover-nothing = プリンターは見つかりませんでした。このコンピューターは同じネットワークにありますか？ ファイアウォールや VPN で見えないことがあります。--printer アドレス を指定すれば、検索なしでも使えます。

command-signed-in-unnamed = サインインしました。アカウント名はサーバーから示されませんでした。
command-signed-in = { $account } としてサインインしました。
command-remembered = サインインはこのコンピューターのキーチェーンに保存しました。tegata signout で削除できます。
command-not-remembered = 何も保存していません。次のテストメールでもサインインが必要です。--remember を付けるとキーチェーンに保存します。
command-signed-out = 保存していたサインインを削除しました。
command-was-not-signed-in = 保存されたサインインはありません。
command-sign-in-ended = 保存していたサインインは無効になりました。サインインし直します。
command-offline = いま Microsoft に接続できません。引き続き試しています。
command-unavailable = いま Microsoft の応答が遅くなっています。引き続き試しています。
command-mail-sent = { $to } に送信しました:「{ $subject }」
command-mail-proves = これで確認できたのは、メールボックスと、Tegata のアプリ登録に対するポリシーです。プリンターのアプリケーションが許可されているかどうかは、プリンターから自分あてにスキャンして確認してください。

command-demo-office = 仮想オフィスを開きました。すべて架空のもので、このコンピューターの外には何も送られません。
command-demo-printer = プリンター: { $model }  { $address }（管理者 { $admin }、パスワード { $password }）
command-demo-panel = {"  "}操作パネル（「自分あてに 1 枚スキャン」）: { $address }
command-demo-sign-in = サインインページ: { $address }
command-demo-inbox = 受信トレイ: { $address }
command-demo-account = サインインに使うアカウント: { $account }
command-demo-config = コマンド用の設定: TEGATA_CONFIG={ $path }
command-demo-try = 実行例: TEGATA_CONFIG={ $path } tegata onboard --printer { $address } --trust-on-first-use --sender { $account }
command-demo-no-display = ディスプレイがないため、ウィンドウは開けません。仮想オフィスはコマンド用に開いたままにします。
command-demo-no-window = デスクトッププログラムがこのコマンドの隣に見つかりません。ビルドするか、コマンドだけでお使いください。
command-demo-stop = Ctrl-C で仮想オフィスを閉じます。
