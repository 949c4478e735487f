# What can go wrong at Microsoft’s sign-in.

problem-microsoft-not-registered = アプリがまだテナントに登録されていません
    .what = テストメールの送信では、お客様の組織で登録したアプリケーション ID を使ってサインインします。ID が入力されていません。
    .remedy =
        「アプリを登録する」の手順（またはコピーできるスクリプト）に従って一度だけ登録します。
        アプリケーション ID とテナント ID を入力します。

problem-microsoft-registration-invalid = 貼り付けた内容にアプリケーション ID が見つかりません
    .what = ID は 00000000-0000-0000-0000-000000000000 の形式です。入力された内容: { $given }
    .remedy =
        「アプリの登録」の「概要」ページを開きます。
        「アプリケーション (クライアント) ID」と「ディレクトリ (テナント) ID」をコピーして、ここに貼り付けます。

problem-microsoft-unreachable = サインイン サービスに接続できません
    .what = このコンピューターから { $host } に接続できませんでした。
    .remedy =
        コンピューターがインターネットに接続されているか確認します。
        ファイアウォールまたはプロキシで { $host } への HTTPS（443 番）を許可します。
        もう一度試します。

problem-microsoft-certificate-refused = サインイン サービスの証明書を信頼できません
    .what = { $host } の証明書をこのコンピューターは信頼していません。多くの場合、セキュリティ製品が通信を検査しているか、時計がずれています。
    .remedy =
        コンピューターの日付と時刻を確認します。
        { $host } を TLS 検査の対象から除外するか、検査製品のルート証明書をこのコンピューターにインストールします。

problem-microsoft-foreign-answer = Microsoft 以外から応答がありました
    .what = { $host } からの応答（HTTP { $status }）はサインイン サービスのものではありません。多くの場合、プロキシやゲスト ネットワークの画面です。
    .remedy =
        ブラウザーで Web ページを開き、ネットワークの認証画面が出たら済ませます。
        プロキシで { $host } への通信をそのまま通すよう設定します。

problem-microsoft-busy = Microsoft 側が混み合っています
    .what = { $host } が今は応答できないと返しました。
    .remedy =
        数分待ちます。
        もう一度試します。続く場合は Microsoft 365 管理センターの「サービス正常性」を確認します。

problem-microsoft-answer-incomplete = Microsoft の応答に必要な項目がありません
    .what = 応答に、手順で定められた項目が含まれていません。
    .remedy =
        このプログラムを最新版にします。
        解消しない場合は「詳細」を開発者に送ってください。

problem-microsoft-link-refused = Microsoft のページではないため開きませんでした
    .what = サインイン ページとして、Microsoft の一覧にないアドレスが示されました: { $link }
    .remedy =
        そのページにコードを入力しないでください。
        最初からやり直します。同じページが示される場合は、ネットワークまたはプリンターの管理者に確認してください。

problem-microsoft-code-expired = コードの有効期限が切れました
    .what = 有効期限内にブラウザーでのサインインが完了しませんでした。
    .remedy =
        新しいコードを取得します。
        すぐにブラウザーで入力します。ブラウザーにエラーが出ていた場合は「ブラウザーにエラーが表示された場合」を参照してください。

problem-microsoft-declined = ブラウザーでサインインがキャンセルされました
    .what = Microsoft のページで「キャンセル」または「いいえ」が選ばれました。
    .remedy =
        間違いであれば、新しいコードを取得してやり直します。
        ページに表示されたアプリ名が自分で登録したものか確認して「続行」を選びます。

problem-microsoft-permission-declined = ブラウザーでアクセス許可が承諾されませんでした
    .what = アプリによるメール送信を許可するかを確認する画面で、拒否されました。
    .remedy =
        新しいコードを取得してやり直します。
        「要求されているアクセス許可」の画面で「承諾」を選ぶか、管理者に組織全体への同意を依頼します。

problem-microsoft-code-not-recognised = コードが認識されませんでした
    .what = Microsoft がこのコードを認識できません。ブラウザーでの入力間違いかもしれません。
    .remedy =
        この画面のコードを入力したか（別のコードではないか）確認します。
        新しいコードを取得してやり直します。

problem-microsoft-code-used = このコードはすでに使用されています
    .what = コードは一度しか使えません。すでに使用、承認、または拒否されています。
    .remedy =
        新しいコードを取得してやり直します。

problem-microsoft-code-misrouted = コードが別のデータセンターに届きました
    .what = サインイン ページとコードが、Microsoft の異なるデータセンターで処理されました。
    .remedy =
        新しいコードを取得してやり直します。

problem-microsoft-device-code-blocked = 条件付きアクセス ポリシーによりブロックされました (53003)
    .what = アカウントとパスワードは正しいものの、組織のポリシーがコードによるサインイン、またはこの場所からのサインインを禁止しています。Microsoft が「デバイス コード フローのブロック」ポリシーを自動で有効にしているテナントも多くあります。
    .remedy =
        Entra 管理センター →「サインイン ログ」で失敗した項目を開き、「条件付きアクセス」タブでどのポリシーか確認します。
        そのポリシーの「対象外」にスキャン用メールボックスのアカウントだけを追加します。
        このアカウントを事業所の場所からだけ許可するポリシーを追加します。
        「管理者への依頼文」を使って依頼できます。

problem-microsoft-device-code-blocked-later = コードで行ったサインインが、後から有効になったポリシーで無効になりました (530036)
    .what = 以前のサインインは成功しましたが、その後デバイス コード フローを禁止するポリシーが有効になりました。アカウントを対象外にするまで、サインインし直しても解決しません。
    .remedy =
        デバイス コード フローをブロックするポリシーの「対象外」にスキャン用アカウントを追加します。
        その後サインインし直し、送信できなくなったプリンターも認証し直します。

problem-microsoft-security-defaults = セキュリティの既定値群によりブロックされました (530035)
    .what = テナントの「セキュリティの既定値群」がこのサインインを許可していません。
    .remedy =
        まず mysignins.microsoft.com でこのアカウントの多要素認証の登録を済ませ、もう一度試します。
        それでも失敗する場合は、セキュリティの既定値群の代わりに条件付きアクセスを使うよう管理者に相談します。多要素認証は無効にしないでください。

problem-microsoft-managed-device-needed = 組織が管理するデバイスが求められています
    .what = 組織のポリシーが、管理対象デバイスからのサインインだけを許可しています。コードによるサインインは、管理対象の PC でも、プリンターでも、この条件を満たせません。
    .remedy =
        そのポリシーからスキャン用アカウント、または事業所のネットワークの場所を対象外にするよう管理者に依頼します。

problem-microsoft-two-step-needed = 先に多要素認証を完了する必要があります
    .what = このアカウントには多要素認証が求められていますが、登録または確認が済んでいません。
    .remedy =
        mysignins.microsoft.com にスキャン用アカウントでサインインし、認証方法を登録します。
        新しいコードを取得し、ブラウザーで多要素認証を済ませます。

problem-microsoft-sign-in-frequency = 一定時間ごとの再サインインが求められています
    .what = 「サインインの頻度」のポリシーにより、サインインが無効になりました。プリンターの認証も同じように切れます。
    .remedy =
        もう一度サインインします。
        スキャン用アカウントを「サインインの頻度」のポリシーの対象外にするよう管理者に依頼します。そうしないと、プリンターもそのつど認証が必要です。

problem-microsoft-sign-in-ended = 保存されたサインインは無効になりました
    .what = 90 日間使用されなかったか、アカウントのパスワードやセッションがリセットされました。
    .remedy =
        もう一度サインインします。
        パスワードをリセットした場合は、そのアカウントを使うプリンターも認証し直します。

problem-microsoft-public-client-off = アプリの登録でコードによるサインインが許可されていません
    .what = アプリケーション { $application } の「パブリック クライアント フローを許可する」が「いいえ」か、Web プラットフォームだけが登録されています。
    .remedy =
        Entra 管理センター →「アプリの登録」→ 該当のアプリ →「認証」を開きます。
        「パブリック クライアント フローを許可する」を「はい」にし、Web プラットフォームを削除します。
        保存して 1 分ほど待ち、新しいコードを取得します。
    .command = az ad app update --id { $application } --is-fallback-public-client true

problem-microsoft-secret-sent = プログラムが不要なシークレットを送信しました
    .what = これはプログラムの誤りで、お客様の設定の問題ではありません。
    .remedy =
        このプログラムを最新版にします。解消しない場合は「詳細」を開発者に送ってください。

problem-microsoft-application-unknown = このテナントにアプリケーション ID がありません
    .what = テナント { $tenant } にアプリケーション { $application } が見つかりません。
    .remedy =
        アプリケーション ID とテナント ID を「アプリの登録」の「概要」ページと照合します。
        クラウドの選択（グローバル、米国政府、中国）が正しいか確認します。

problem-microsoft-application-disabled = アプリケーションが無効になっています
    .what = アプリケーション { $application } は、管理者または所有者によって無効にされています。
    .remedy =
        Entra 管理センター →「エンタープライズ アプリケーション」→ 該当のアプリ →「プロパティ」で「ユーザーのサインインが有効になっていますか?」を「はい」にします。
        他者のアプリの場合は、自組織のアプリを登録します。
    .command = az ad sp update --id { $application } --set accountEnabled=true

problem-microsoft-application-of-microsoft = このアプリケーション ID は Microsoft 自身のものです
    .what = ID { $application } は Microsoft のプログラムのもので、このアクセス許可を要求できません。
    .remedy =
        自組織のアプリを登録し、その ID を入力します。

problem-microsoft-tenant-unknown = この名前の Microsoft 365 テナントはありません
    .what = 「{ $tenant }」というテナントは見つかりません。
    .remedy =
        メール アドレスのドメインの綴りを確認します。
        正しい場合は、別のクラウド（米国政府、中国）を選ぶか、テナント ID を入力します。

problem-microsoft-tenant-in-other-cloud = テナントは別の Microsoft クラウドにあります
    .what = 「{ $tenant }」は、選択したクラウドではなく国別クラウドに属しています。
    .remedy =
        テナントのクラウド（米国政府または中国）を選びます。
        そのクラウドのポータルで登録したアプリを使います。

problem-microsoft-tenant-id-needed = テナント ID の入力が必要です
    .what = このアプリケーションは自テナント専用のため、サインイン先のテナントを指定する必要があります。
    .remedy =
        「アプリの登録」の「概要」にある「ディレクトリ (テナント) ID」を入力します。

problem-microsoft-tenant-not-named = どのテナントへの要求か指定されていません
    .what = アカウントからも設定からも、テナントが分かりません。
    .remedy =
        設定にテナント ID または組織のメール ドメインを入力します。

problem-microsoft-tenant-blocked-by-proxy = ネットワークが特定のテナントだけを許可しています
    .what = ネットワークのプロキシが「テナント制限」を行っており、このテナントは許可されていません。
    .remedy =
        許可するテナントの一覧にこのテナントを追加するよう、ネットワーク管理者に依頼します。

problem-microsoft-scope-invalid = 要求したアクセス許可が正しくありません
    .what = 設定のスコープに誤りがあるか、二つのサービスが混在しています。
    .remedy =
        設定の「scope」を変更した場合は元に戻すか、クラウドを選び直します。
        変更していない場合は、このプログラムを最新版にします。

problem-microsoft-exchange-unavailable = アプリケーションから Exchange Online を利用できません
    .what = テナントに Exchange Online がないか、アプリケーション { $application } に SMTP.Send のアクセス許可がありません。
    .remedy =
        Entra 管理センター →「アプリの登録」→ 該当のアプリ →「API のアクセス許可」で、Microsoft Graph → 委任されたアクセス許可 → SMTP.Send を追加し、管理者の同意を与えます。
        テナントに Exchange Online のライセンスがあるか確認します。

problem-microsoft-consent-needed = 管理者による一度だけの同意が必要です
    .what = アプリケーション { $application } によるメール送信に、まだ誰も同意していません。
    .remedy =
        Entra 管理センター →「アプリの登録」→ 該当のアプリ →「API のアクセス許可」→「管理者の同意を与えます」を選びます。
        その後、新しいコードを取得し、スキャン用アカウントでサインインします。
    .command = az ad app permission admin-consent --id { $application }

problem-microsoft-approval-needed = ブラウザーに「管理者の承認が必要」と表示されました
    .what = 組織の設定により、ユーザー自身ではアプリを承認できません。
    .remedy =
        先に管理者に同意してもらいます（「管理者への依頼文」で文面を作成できます）。
        その後、新しいコードを取得し、管理者ではなくスキャン用アカウントでサインインします。

problem-microsoft-not-assigned = アカウントがアプリケーションに割り当てられていません (50105)
    .what = このアプリケーションは、割り当てられたユーザーだけが使えます。
    .remedy =
        Entra 管理センター →「エンタープライズ アプリケーション」→ 該当のアプリ →「ユーザーとグループ」でスキャン用アカウントを追加します。

problem-microsoft-wrong-account = このアカウントは組織に属していません
    .what = ブラウザーで、個人用、ゲスト、または別の組織のアカウントが使われました。
    .remedy =
        プライベート ウィンドウでページを開きます。
        スキャン用メールボックスのアカウントでサインインします。

problem-microsoft-account-differs = 差出人とは別のアカウントでサインインしています
    .what = サインイン中: { $account }　差出人: { $sender }。「メールボックス所有者として送信する」権限がない限り、自分のアドレスでしか送信できません。
    .remedy =
        意図したアカウントでなければ「別のアカウントでサインイン」を選び、プライベート ウィンドウを使います。
        どちらも同じメールボックスの名前であれば、そのまま続けられます。

problem-microsoft-account-not-named = サインインしたアカウントが応答に含まれていません
    .what = サインインは成功しましたが、応答にこのアプリケーション宛てのアカウント名がありません。
    .remedy =
        アプリの登録のアクセス許可に openid と profile があるか確認します。
        解消しない場合は、このプログラムを最新版にします。

problem-microsoft-password-wrong = パスワードが間違っています
    .what = ブラウザーで入力したユーザー名またはパスワードが拒否されました。
    .remedy =
        スキャン用アカウントのパスワードを確認し、ページで入力し直します。

problem-microsoft-password-expired = アカウントのパスワードの有効期限が切れています
    .what = サインインする前に、新しいパスワードの設定が必要です。
    .remedy =
        Microsoft のページで新しいパスワードを設定するか、管理者に依頼します。
        規則で許される場合、スキャン用アカウントのパスワードを無期限にします。

problem-microsoft-account-locked = アカウントが一時的にロックされています
    .what = サインインの失敗が続きました。
    .remedy =
        15 分ほど何もせずに待ちます。
        正しいパスワードでサインインします。

problem-microsoft-account-disabled = アカウントが無効になっています
    .what = このアカウントはサインインできません。共有メールボックスは常にこの状態です。
    .remedy =
        プリンターには、ライセンスのあるユーザー メールボックスを使います。
        または Microsoft 365 管理センター →「アクティブなユーザー」で、管理者がサインインのブロックを解除します。

problem-microsoft-too-many-tries = 短時間に試行が多すぎます
    .what = 同じ要求が続いたため、Microsoft が数分間応答を止めています。
    .remedy =
        5 分以上待ちます。
        新しいコードを取得します。

problem-microsoft-clock-wrong = コンピューターの時計がずれています
    .what = サーバーの時刻と { $minutes } 分の差があります。サインインと証明書は正しい時刻が前提です。
    .remedy =
        日付と時刻を自動で設定するようにします。
        プリンターの時計も確認します。

problem-microsoft-proxy-in-use = プロキシを使用しています
    .what = サインイン サービスへの通信は { $proxy } を経由します。プリンターはこのプロキシを使わないことがあります。
    .remedy =
        プリンターから login.microsoftonline.com（443 番）とメール サーバー（587 番）に接続できるか確認します。

problem-microsoft-unknown-error = カタログにない理由で Microsoft に拒否されました
    .what = Microsoft の応答の原文: { $detail }
    .remedy =
        「詳細」の AADSTS 番号を検索するか、Microsoft 365 の管理者に「詳細」を渡します。トレース ID と関連付け ID でサインイン ログの該当項目を探せます。
