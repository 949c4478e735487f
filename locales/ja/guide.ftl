# 手作業：ページを認識できなかったときの、ガイドの手順とコピーできる値。

guide-title = 手作業で設定する
guide-lead = プリンターのページが Tegata の知っているものと異なるため、推測での操作はせずに停止しました。プリンターの設定ガイドの手順を、コピーできる値とともに示します。
guide-open-page = プリンターのページを開く
guide-here = Tegata はここで停止しました
guide-check = もう一度確認する
guide-checking = プリンターを読み取っています…
guide-check-done = すべて正しく設定されています。残りの作業はありません。
guide-check-left =
    { $count ->
        [1] 次の項目がまだ異なります：
       *[other] 次の { $count } 項目がまだ異なります：
    }
guide-check-no-target = プリンターを読み取りました。比べるには、設定画面で送信に使うメールボックスを入力してください。
guide-part-login = ログイン
guide-part-mail = メールの設定ページ
guide-part-authorise = Microsoft での認証
guide-part-sender = 管理者メールアドレスと送信者
guide-part-logout = ログアウト
guide-step-open = ブラウザーでプリンターのページ（Web Image Monitor）を開きます。
guide-step-login = 管理者としてログインします。
guide-step-mail = ［機器の管理］メニューで［設定］をクリックし、「機器」の［メール］をクリックします。
guide-step-method = 「メール送信 認証方式」の「OAuth2.0 認証 (Exchange Online 用)」を選択します。
guide-step-smtp = 「SMTP」で次の値を入力します。
guide-step-start = 「OAuth2.0 認証」の［認証開始］をクリックし、表示されたコードを控えます。
guide-step-microsoft = ［Microsoft］をクリックし、コードを入力して［次へ］をクリックします。画面に従い、送信に使うメールボックスでサインインします。
guide-step-finish = プリンターの画面に戻り、「認証が完了したら [OK] を押してください」の下にある［OK］をクリックします。
guide-step-check = ［認証開始］の右に「(認証済)」と表示されていることを確認し、［OK］をクリックします。
guide-step-admin = もう一度［メール］を開き、「管理者メールアドレス」に認証メールアドレスと同じアドレスを入力します。
guide-step-sender = 「送信者名自動指定」を「する」にします。
guide-step-save = ［OK］をクリックします。
guide-step-logout = ［ログアウト］をクリックし、ブラウザーを終了します。
guide-fixed = OAuth2.0 認証では、SMTP ポート番号 587、STARTTLS、SMTP 認証「する」、IMAP4 993 に固定されます。認証パスワードは使用しません。
