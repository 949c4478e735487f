# プログラムの外に渡す文書: 作業結果のレポートと診断レポート。

report-title = OAuth2.0 認証によるスキャン送信の設定結果
report-made-by = { $program } が作成しました。「変更前」は変更する前にプリンターが示していた値、「現在」は変更後にプリンターから読み直した値です。
report-address = アドレス
report-model = 機種
report-serial = 機番
report-location = 設置場所
report-firmware = ファームウェア
report-certificate = 信頼した証明書 (SHA-256)
report-at = 日時
report-result = 結果
report-field = 設定項目
report-before = 変更前
report-now = 現在
report-standing = 状態
report-standing-verified = 書き込み・読み直し済み
report-standing-unchanged = 変更なし
report-standing-fixed = プリンターが固定
report-standing-planned = 未書き込み（試行のみ）
report-result-verified = 書き込み、読み直し、認証済の確認まで完了
report-result-unchanged = すでに目的の設定のため、書き込みなし
report-result-planned = 試行のみ。書き込みなし
report-last-step = 最後に、プリンターから自分あてにスキャンを送信して確認してください。

bundle-title = Tegata プリンター診断レポート
bundle-what-it-is = このファイルには、プリンターの画面の構造が記録されています。Tegata の開発者が、この機種に対応するために使います。名前、アドレス、機番、パスワード、コードは、角かっこの語に置き換えてあります。すべてテキストですので、送る前に内容をご確認ください。
bundle-unknown = 不明
bundle-steps = Tegata が行った操作:
bundle-problem = 発生した問題:
bundle-pages = プリンターの応答（各画面は pages フォルダーにあります）:
