# プリンター側で起こる問題：見出し、状況、対処。

problem-printer-unreachable = プリンターに接続できません
    .what = { $address } に接続できませんでした。{ $detail }
    .remedy =
        プリンターの電源が入っていて、スリープから復帰しているか確認してください。
        操作パネルで IP アドレスを確認し、このパソコンから届くネットワークにあるか確認してください。
        プリンターの Web 機能が有効で、ファイアウォールで遮断されていないか確認してください。

problem-printer-name-unknown = プリンターのホスト名が見つかりません
    .what = { $address } の IP アドレスを取得できませんでした。
    .remedy =
        ホスト名の入力に間違いがないか確認してください。
        ホスト名の代わりに、操作パネルに表示される IP アドレスを入力してください。

problem-printer-not-web-image-monitor = Web Image Monitor ではありません
    .what = { $address } は応答しましたが、リコー複合機の Web Image Monitor ではありません。
    .remedy =
        アドレスがルーターやプリントサーバーなど別の機器のものでないか確認してください。
        ブラウザーでアドレスを開き、「Web Image Monitor」と表示されるか確認してください。

problem-printer-unsupported-interface = このプリンターの Web 画面には対応していません
    .what = { $address } の画面は { $interface } です。Tegata は管理者ログインのある Web Image Monitor に対応しています。
    .remedy =
        手順ガイドに従い、ブラウザーから手動で設定してください。
        この機種が Exchange Online の OAuth 2.0 認証に対応しているか、販売店に確認してください。

problem-printer-language-unknown = プリンターの画面が対応していない言語です
    .what = Web 画面の言語（{ $language }）に対応していません。日本語にも英語にも切り替えられませんでした。設定は変更していません。
    .remedy =
        Web Image Monitor で表示言語に日本語または英語を追加してから、もう一度お試しください。
        追加できない場合は、手順ガイドに従い、ブラウザーから手動で設定してください。

problem-printer-certificate-unknown = プリンターの証明書を初めて確認しました
    .what = { $address } の証明書のフィンガープリントは { $fingerprint } です。プリンターの証明書は自己署名のため、本物かどうかはお客様の確認が必要です。
    .remedy =
        プリンターの証明書の画面に表示されるフィンガープリントと照合するか、信頼できるネットワークから接続してください。
        お使いのプリンターに間違いなければ信頼してください。以後はこの証明書だけを受け入れます。

problem-printer-certificate-changed = プリンターの証明書が変わりました
    .what = { $address } の証明書は { $fingerprint } ですが、信頼済みの証明書は { $pinned } です。何も送信していません。
    .remedy =
        プリンターの交換、初期化、証明書の更新をした場合は、新しい証明書を照合したうえで信頼し直してください。
        心当たりがない場合は続行しないでください。別の機器がプリンターになりすましている可能性があります。ネットワーク管理者に連絡してください。

problem-printer-http-only = 暗号化されない接続しか使えません
    .what = { $address } には HTTP でしか接続できません。管理者パスワードが暗号化されずにネットワークを流れます。
    .remedy =
        推奨：プリンターで証明書を作成し（機器の管理 > 設定 > セキュリティー）、SSL/TLS を有効にしてからやり直してください。
        信頼できるネットワークの場合は、このプリンターに限り HTTP を許可できます（コマンドでは --allow-http）。

problem-printer-tls-too-old = プリンターの暗号化方式が古すぎます
    .what = { $address } は TLS 1.2 より古い方式にしか対応していません。
    .remedy =
        プリンターのファームウェアを更新し、SSL/TLS の設定で TLS 1.2 を有効にしてください。
        更新できない場合は、信頼できるネットワークに限り HTTP を許可してください（http://…、--allow-http）。

problem-printer-tls-failed = 暗号化通信を開始できません
    .what = { $address } との TLS 接続に失敗しました。{ $detail }
    .remedy =
        プリンターの SSL/TLS 設定（TLS 1.2 または 1.3、AES 暗号スイート）を確認してください。
        プリンターを再起動するか、証明書を作り直してからやり直してください。

problem-printer-login-rejected = プリンターにログインできません
    .what = ユーザー名 { $user } またはパスワードが正しくありません。{ $detail } 試行は 1 回だけです。繰り返すとアカウントがロックされることがあります。
    .remedy =
        ログインユーザー名（大文字と小文字は区別されます）とパスワードを確認し、もう一度ログインしてください。
        何度も失敗すると、管理者アカウントがロックされることがあります。

problem-printer-locked-out = 管理者アカウントがロックされています
    .what = パスワードの誤りが続いたため、{ $user } はロックされています。{ $detail }
    .remedy =
        ロックが解除されるまで待つか、スーパーバイザーに解除を依頼してください。
        その間、別のパスワードを試さないでください。

problem-printer-another-administrator = ほかの管理者がログイン中です
    .what = このプリンターに同時にログインできる管理者は 1 人だけです。{ $detail }
    .remedy =
        ほかの管理者に、ブラウザーと操作パネルの両方からログアウトしてもらってください。
        数分待ってからやり直してください。

problem-printer-no-mail-rights = このアカウントではメールの設定を開けません
    .what = { $user } でログインしましたが、[メール] が表示されません。
    .remedy =
        ネットワーク管理者、または送信（メール／フォルダー）権限を持つカスタム権限管理者でログインしてください。

problem-printer-read-only = このアカウントではメールの設定を変更できません
    .what = { $user } はメールの設定を表示できますが、変更できません。
    .remedy =
        ネットワーク管理者、または送信（メール／フォルダー）権限を持つカスタム権限管理者でログインしてください。

problem-printer-no-oauth-option = ファームウェアが OAuth 2.0 認証に対応していません
    .what = { $model } には「OAuth2.0 認証 (Exchange Online 用)」の選択肢がありません。
    .remedy =
        リコーの対応機種一覧（ricoh.com/info/2025/0526_1）を確認してください。
        販売店または Firmware Update Tool でファームウェアを更新してからやり直してください。

problem-printer-busy = プリンターが使用中です
    .what = 操作パネルまたは別のブラウザーで設定が使用されています。{ $detail }
    .remedy =
        操作パネルの設定画面を閉じ、ほかの管理者にログアウトしてもらってください。
        数分待ってからやり直してください。

problem-printer-session-lost = プリンター側でログインが終了しました
    .what = ログインセッションが終了し、再開できませんでした。保存していない設定は失われました。
    .remedy =
        もう一度実行してください。この画面に入力した内容は残っています。
        Microsoft でのサインイン中に起こる場合は、プリンターの Webpage 設定の自動ログアウト時間を延ばしてください。

problem-printer-flow-broken = 画面の遷移が正しくないと表示されました
    .what = 最初からやり直しましたが、プリンターが画面の順序が正しくないと応答しました。
    .remedy =
        このプリンターを開いているほかのブラウザー画面を閉じてください。
        1 分ほど待ってからやり直してください。

problem-printer-cookies-refused = プリンターが Cookie を受け入れませんでした
    .what = Cookie を送信しましたが、プリンターが Cookie を有効にするよう求めています。
    .remedy =
        診断情報を保存し、開発者に送ってください。
        それまでは手順ガイドに従ってブラウザーから設定してください。

problem-printer-foreign-redirect = プリンターが別のホストへ誘導しました
    .what = { $host } へ移動しようとしましたが、何も送信していません。ログイン情報はプリンター以外に送られません。
    .remedy =
        プリンター自身が使っているアドレスを指定してください。
        プリンターの手前にプロキシなどがある場合は、プリンターに直接接続してください。

problem-printer-no-answer = プリンターが応答しません
    .what = { $seconds } 秒以内に応答がありませんでした。
    .remedy =
        プリンターが起動中、更新中、または大きなジョブの処理中でないか確認してください。
        もう一度実行してください。

problem-printer-answer-cut = 応答が途中で切れました
    .what = ページの一部しか受信できませんでした。{ $detail }
    .remedy =
        もう一度実行してください。
        繰り返す場合は、このパソコンとプリンターの間のネットワークを確認してください。

problem-printer-http-error = プリンターがエラーを返しました
    .what = HTTP ステータス { $status } が返されました。
    .remedy =
        数分待ってからやり直してください。
        繰り返す場合は、プリンターを再起動してください。

problem-printer-page-too-large = ページが大きすぎます
    .what = 設定画面としてあり得ない大きさのページを受信しました。
    .remedy =
        アドレスがプリンターのものか確認してください。
        診断情報を保存し、開発者に送ってください。

problem-printer-page-not-recognised = 画面を認識できませんでした
    .what = { $page } で { $looked_for } を探しましたが、見つかりませんでした。{ $detail } 何も変更していません。
    .remedy =
        このステップは手順ガイドに従い、表示される値をコピーして設定してください。
        この機種に対応できるよう、診断情報を保存して開発者に送ってください。

problem-printer-field-not-found = 項目を特定できませんでした
    .what = { $looked_for } を探しました（見つかったもの：{ $found }）。{ $detail } 何も保存していません。
    .remedy =
        このステップは手順ガイドに従い、表示される値をコピーして設定してください。
        診断情報を保存し、開発者に送ってください。

problem-printer-click-not-understood = ボタンの動作を確認できませんでした
    .what = { $control } を押したときの動作をページから確認できないため、何も送信していません。{ $detail }
    .remedy =
        このステップは手順ガイドに従って操作してください。
        診断情報を保存し、開発者に送ってください。

problem-printer-script-out-of-bounds = ページのスクリプトを停止しました
    .what = 時間、深さ、またはメモリーの上限を超えました。{ $detail }
    .remedy =
        もう一度実行してください。
        繰り返す場合は手順ガイドを使い、診断情報を開発者に送ってください。

problem-printer-values-refused = プリンターが設定値を受け付けませんでした
    .what = { $detail }
    .remedy =
        使用できない文字や文字数の超過がないか、設定値を確認してください。
        修正してからやり直してください。

problem-printer-error-message = プリンターからのメッセージ
    .what = { $detail }
    .remedy =
        メッセージに従って対処してから、やり直してください。

problem-printer-not-stored = 一部の設定が保存されていません
    .what = 保存しましたが、読み直すと次の項目が異なります：{ $fields }
    .remedy =
        もう一度実行してください。
        繰り返す場合は、プリンターの画面でこれらの項目を確認してください。

problem-printer-outcome-unknown = 設定が保存されたか確認できません
    .what = 保存への応答が失われ、その後プリンターを読み取れませんでした。{ $detail } 二重送信はしていません。
    .remedy =
        プリンターが使用できる状態になってから、設定を読み直してください。
        足りない項目があれば、もう一度実行してください。異なる項目だけが書き込まれます。

problem-printer-code-not-found = コードを認識できませんでした
    .what = 認証画面を開きましたが、コードが見つかりませんでした。{ $detail }
    .remedy =
        認証をもう一度開始してください。
        繰り返す場合は、手順ガイドに従ってプリンターの画面から認証を開始してください。

problem-printer-code-expired = コードの有効期限が切れました
    .what = 時間内にサインインが完了しませんでした。
    .remedy =
        新しいコードを取得してください。
        開始する前に、Microsoft のサインイン画面を用意しておいてください。

problem-printer-authorization-declined = サインインが拒否されました
    .what = プリンターに許可が与えられませんでした。{ $detail }
    .remedy =
        もう一度開始し、送信元のアカウントでサインインして要求を承諾してください。
        Microsoft の画面で拒否される場合は、デバイスコードによるサインインの許可、または RICOH アプリケーションへの同意を Microsoft 365 管理者に依頼してください。

problem-printer-authorization-failed = プリンターの認証に失敗しました
    .what = { $detail }
    .remedy =
        プリンターから login.microsoftonline.com へ HTTPS で接続できるか（DNS、ゲートウェイ、プロキシ）、時刻が正しいかを確認してください。
        認証をもう一度開始してください。

problem-printer-not-authorised = プリンターが認証済みになっていません
    .what = 設定は保存されましたが、「(認証済)」と表示されません。
    .remedy =
        認証をもう一度開始し、保存してください。
        認証が完了するまで、OAuth 2.0 ではメールを送信できません。
