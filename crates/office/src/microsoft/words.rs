//! The texts of the sign-in pages, in English and Japanese.

/// One language.
pub(super) struct Words {
    /// Language tag.
    pub tag: &'static str,
    pub banner: &'static str,
    pub enter_code: &'static str,
    pub code_hint: &'static str,
    pub code: &'static str,
    pub next: &'static str,
    pub cancel: &'static str,
    pub proceed: &'static str,
    pub accept: &'static str,
    pub pick: &'static str,
    pub asks: &'static str,
    pub other: &'static str,
    pub password: &'static str,
    pub trying: &'static str,
    pub trying_hint: &'static str,
    pub permissions: &'static str,
    pub permission_send: &'static str,
    pub permission_offline: &'static str,
    pub on_behalf: &'static str,
    pub done: &'static str,
    pub done_hint: &'static str,
    pub declined: &'static str,
    pub declined_hint: &'static str,
    pub again: &'static str,
    pub wrong_code: &'static str,
    pub expired: &'static str,
    pub used: &'static str,
    pub no_account: &'static str,
    pub wrong_password: &'static str,
    pub blocked: &'static str,
    pub blocked_hint: &'static str,
    pub admin: &'static str,
    pub admin_hint: &'static str,
    pub sorry: &'static str,
    message: &'static str,
}

impl Words {
    /// The `message` of a device code.
    pub(super) fn ask(&self, page: &str, code: &str) -> String {
        self.message.replace("{page}", page).replace("{code}", code)
    }
}

/// The language of an `Accept-Language` value or an `mkt` parameter: the first of the two that it names.
pub(super) fn of(wanted: Option<&str>) -> &'static Words {
    let first = wanted.unwrap_or_default().split(',').find_map(|part| {
        let tag = part.trim().to_ascii_lowercase();
        if tag.starts_with("ja") {
            Some(&JAPANESE)
        } else if tag.starts_with("en") {
            Some(&ENGLISH)
        } else {
            None
        }
    });
    first.unwrap_or(&ENGLISH)
}

static ENGLISH: Words = Words {
    tag: "en",
    banner: "Virtual office — this is not Microsoft. Never enter a real password here.",
    enter_code: "Enter code",
    code_hint: "Enter the code shown by your app or device. Do not enter codes from sources you don't trust.",
    code: "Code",
    next: "Next",
    cancel: "Cancel",
    proceed: "Continue",
    accept: "Accept",
    pick: "Pick an account",
    asks: "You are signing in to this application on another device:",
    other: "Use another account",
    password: "Enter password",
    trying: "Are you trying to sign in to {app}?",
    trying_hint: "Only continue if you started this sign-in yourself, on a device or app that you trust.",
    permissions: "Permissions requested",
    permission_send: "Send emails from your mailbox using SMTP AUTH",
    permission_offline: "Maintain access to data you have given it access to",
    on_behalf: "Consent on behalf of your organization",
    done: "You have signed in to {app}",
    done_hint: "You may now close this window and go back to your device.",
    declined: "Sign-in cancelled",
    declined_hint: "Nothing was authorised. You may close this window.",
    again: "Back to the code",
    wrong_code: "That code didn't work. Check the code and try again.",
    expired: "That code has expired. Go back to your device for a new one.",
    used: "That code was already used. Go back to your device for a new one.",
    no_account: "We couldn't find an account with that username.",
    wrong_password: "Your account or password is incorrect.",
    blocked: "You don't have access to this",
    blocked_hint: "Your sign-in was successful but does not meet the criteria to access this resource. For example, you might be signing in from a browser, app, location, or an authentication flow that is restricted by your admin.",
    admin: "Need admin approval",
    admin_hint: "{app} needs permission to access resources in your organization that only an admin can grant.",
    sorry: "Sorry, but we're having trouble signing you in.",
    message: "To sign in, use a web browser to open the page {page} and enter the code {code} to authenticate.",
};

static JAPANESE: Words = Words {
    tag: "ja",
    banner: "仮想オフィス — Microsoft ではありません。本物のパスワードを入力しないでください。",
    enter_code: "コードの入力",
    code_hint: "アプリまたはデバイスに表示されたコードを入力してください。信頼できない発信元からのコードは入力しないでください。",
    code: "コード",
    next: "次へ",
    cancel: "キャンセル",
    proceed: "続行",
    accept: "承諾",
    pick: "アカウントを選択する",
    asks: "別のデバイスで次のアプリケーションにサインインしようとしています:",
    other: "別のアカウントを使用する",
    password: "パスワードの入力",
    trying: "{app} にサインインしようとしていますか?",
    trying_hint: "信頼できるデバイスまたはアプリで自分から始めたサインインの場合にのみ続行してください。",
    permissions: "要求されているアクセス許可",
    permission_send: "SMTP AUTH を使用してメールボックスからメールを送信する",
    permission_offline: "アクセスを許可したデータへのアクセスを維持する",
    on_behalf: "組織の代理として同意する",
    done: "{app} にサインインしました",
    done_hint: "このウィンドウを閉じて、デバイスに戻ってください。",
    declined: "サインインを取り消しました",
    declined_hint: "何も許可されていません。このウィンドウは閉じてかまいません。",
    again: "コードの入力に戻る",
    wrong_code: "そのコードは正しくありません。コードを確認して、もう一度入力してください。",
    expired: "コードの有効期限が切れています。デバイスで新しいコードを取得してください。",
    used: "そのコードは既に使用されています。デバイスで新しいコードを取得してください。",
    no_account: "そのユーザー名のアカウントは見つかりませんでした。",
    wrong_password: "アカウントまたはパスワードが正しくありません。",
    blocked: "これにはアクセスできません",
    blocked_hint: "サインインは成功しましたが、このリソースへのアクセス条件を満たしていません。管理者によって制限されているブラウザー、アプリ、場所、または認証フローからサインインしている可能性があります。",
    admin: "管理者の承認が必要",
    admin_hint: "{app} には、組織内のリソースにアクセスするためのアクセス許可が必要です。これを付与できるのは管理者のみです。",
    sorry: "申し訳ございませんが、サインイン中に問題が発生しました。",
    message: "サインインするには、Web ブラウザーでページ {page} を開き、コード {code} を入力して認証してください。",
};
