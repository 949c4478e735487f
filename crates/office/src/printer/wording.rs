//! Every text a printer's pages show. Japanese follows the guide where the guide has a word [S]; English and French are
//! invented, except the words that facts mark [M]. Variants of a text differ as firmwares do: spaces, widths, E-mail and
//! Email, abbreviations.

use super::config::{Language, Language::*};
use super::settings::Key;

/// Texts in one language and one of its spellings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording {
    pub(crate) language: Language,
    pub(crate) variant: u8,
}

/// Headings of the e-mail page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Method,
    Smtp,
    PopBeforeSmtp,
    PopImap,
    Ports,
    Reception,
    Notification,
    Administrator,
}

impl Wording {
    fn pick(self, ja: &[&'static str], en: &[&'static str], fr: &'static str) -> &'static str {
        let list = match self.language {
            Ja => ja,
            En => en,
            Fr => return fr,
        };
        list[usize::from(self.variant) % list.len()]
    }

    pub(crate) fn heading(self, heading: Heading) -> &'static str {
        match heading {
            Heading::Method => self.pick(&["メール送信"], &["Email Sending", "E-mail Transmission"], "Envoi"),
            Heading::Smtp => "SMTP",
            Heading::PopBeforeSmtp => "POP before SMTP",
            Heading::PopImap => self.pick(&["POP3／IMAP4", "POP3/IMAP4"], &["POP3/IMAP4"], "POP3/IMAP4"),
            Heading::Ports => self.pick(
                &["メール通信ポート", "メール通信用ポート"],
                &["E-mail Communication Port", "Email Communication Port"],
                "Port de communication",
            ),
            Heading::Reception => {
                self.pick(&["メール受信", "受信"], &["Reception", "Email Reception"], "Réception")
            }
            Heading::Notification => self.pick(
                &["メール通知用アカウント", "メール通知"],
                &["E-mail Notification Account", "Email Notification"],
                "Notification",
            ),
            Heading::Administrator => self.pick(&["共通", "機器"], &["Common", "General"], "Général"),
        }
    }

    pub(crate) fn label(self, key: Key) -> &'static str {
        match key {
            Key::SendMethod => self.pick(
                &["メール送信 認証方式", "メール送信認証方式", "メール送信　認証方式"],
                &[
                    "Email Send Auth. Method",
                    "E-mail Sending Authentication Method",
                    "Email Send Authentication Method",
                ],
                "Méthode d'auth. d'envoi",
            ),
            Key::Server => self.pick(
                &["SMTP サーバー名", "SMTPサーバー名", "ＳＭＴＰサーバー名"],
                &["SMTP Server Name"],
                "Nom du serveur SMTP",
            ),
            Key::Port => self.pick(
                &["SMTP ポート番号", "SMTPポート番号"],
                &["SMTP Port No.", "SMTP Port Number"],
                "N° de port SMTP",
            ),
            Key::Ssl => self.pick(&["SSL"], &["SSL", "Use Secure Connection (SSL)"], "SSL"),
            Key::SmtpAuth => self.pick(
                &["SMTP 認証", "SMTP認証"],
                &["SMTP Authentication", "SMTP Auth."],
                "Authentification SMTP",
            ),
            Key::AuthAddress => self.pick(
                &["認証メールアドレス", "認証メール アドレス"],
                &[
                    "SMTP Auth. E-mail Address",
                    "SMTP Auth. Email Address",
                    "SMTP Authentication E-mail Address",
                ],
                "Adresse e-mail d'auth.",
            ),
            Key::PopAuthAddress => self.pick(
                &["認証メールアドレス", "認証メール アドレス"],
                &["E-mail Address", "Email Address"],
                "Adresse e-mail d'auth.",
            ),
            Key::AuthUser => self.pick(
                &["認証ユーザー名", "認証ユーザー名"],
                &["SMTP Auth. User Name", "SMTP Authentication User Name"],
                "Nom d'utilisateur d'auth.",
            ),
            Key::PopAuthUser => self.pick(
                &["認証ユーザー名"],
                &["User Name", "Authentication User Name"],
                "Nom d'utilisateur d'auth.",
            ),
            Key::AuthPassword => self.pick(
                &["認証パスワード"],
                &["SMTP Auth. Password", "SMTP Authentication Password"],
                "Mot de passe d'auth.",
            ),
            Key::PopAuthPassword => self.pick(
                &["認証パスワード"],
                &["Password", "Authentication Password"],
                "Mot de passe d'auth.",
            ),
            Key::AuthEncryption => self.pick(
                &["SMTP 認証暗号化", "SMTP認証暗号化"],
                &["SMTP Auth. Encryption", "SMTP Authentication Encryption"],
                "Cryptage d'auth. SMTP",
            ),
            Key::ImapPort => self.pick(&["IMAP4"], &["IMAP4", "IMAP4 Port No."], "IMAP4"),
            Key::AdminAddress => self.pick(
                &["管理者メールアドレス", "管理者 メールアドレス"],
                &[
                    "Administrator E-mail Address",
                    "Administrator's Email Address",
                    "Administrator Email Address",
                ],
                "Adresse de l'administrateur",
            ),
            Key::AutoSender => self.pick(
                &["送信者名自動指定", "送信者名 自動指定"],
                &["Auto Specify Sender Name", "Auto-specify Sender Name"],
                "Expéditeur automatique",
            ),
            Key::ReceiveProtocol => {
                self.pick(&["受信プロトコル"], &["Reception Protocol"], "Protocole de réception")
            }
            Key::ReceiveInterval => self.pick(
                &["メール受信間隔時間"],
                &["E-mail Reception Interval", "Email Reception Interval"],
                "Intervalle de réception",
            ),
            Key::KeepMail => {
                self.pick(&["受信メールのサーバー保存"], &["E-mail Storage in Server"], "Conservation")
            }
            Key::AllowFrom(_) => self.pick(&["受信許可アドレス"], &["Accept From"], "Adresses acceptées"),
            Key::PopBeforeSmtp => self.pick(&["POP before SMTP"], &["POP before SMTP"], "POP before SMTP"),
            Key::PopWait => {
                self.pick(&["認証後待機時間"], &["Timeout Setting after POP Auth."], "Délai après auth.")
            }
            Key::PopServer => self.pick(&["サーバー名"], &["Server Name"], "Nom du serveur"),
            Key::PopPort => self.pick(&["POP3"], &["POP3", "POP3 Port No."], "POP3"),
            Key::PopEncryption => self.pick(&["SSL"], &["SSL", "Encryption"], "SSL"),
            Key::NotifyAddress => self.pick(
                &["通知用メールアドレス"],
                &["E-mail Notification E-mail Address", "Email Notification Email Address"],
                "Adresse de notification",
            ),
            Key::NotifyReceive => {
                self.pick(&["メール通知受信"], &["Receive E-mail Notification"], "Recevoir les notifications")
            }
            Key::NotifyUser => self.pick(
                &["認証ユーザー名", "通知用ユーザー名"],
                &["E-mail Notification User Name"],
                "Nom d'utilisateur",
            ),
            Key::NotifyPassword => self.pick(
                &["認証パスワード", "通知用パスワード"],
                &["E-mail Notification Password"],
                "Mot de passe",
            ),
            Key::Signature => self.pick(&["署名"], &["Signature"], "Signature"),
        }
    }

    pub(crate) fn choice(self, key: Key, canonical: &str) -> &'static str {
        match (key, canonical) {
            (Key::SendMethod, "oauth") => self.oauth(),
            (Key::SendMethod, _) => self.pick(
                &["基本認証", "ユーザー名／パスワード認証", "基本認証"],
                &["Basic Authentication", "User Name/Password", "Basic Authentication"],
                "Authentification de base",
            ),
            (Key::Ssl | Key::PopEncryption, "off") => {
                self.pick(&["使用しない", "しない"], &["Off", "Do not Use"], "Non")
            }
            (Key::Ssl | Key::PopEncryption, "starttls") => "STARTTLS",
            (Key::Ssl | Key::PopEncryption, _) => {
                self.pick(&["SSL/TLS", "SSL"], &["SSL/TLS", "On"], "SSL/TLS")
            }
            (Key::AuthEncryption, "auto") => self.pick(&["自動"], &["Auto Select", "Auto"], "Auto"),
            (Key::ReceiveProtocol, "pop3") => "POP3",
            (Key::ReceiveProtocol, "imap4") => "IMAP4",
            (Key::ReceiveProtocol, _) => "SMTP",
            (Key::KeepMail, "delete") => self.pick(&["消去"], &["Delete All"], "Supprimer"),
            (Key::KeepMail, "keep") => self.pick(&["保存"], &["Store All"], "Conserver"),
            (Key::KeepMail, _) => self.pick(&["エラーのみ保存"], &["Store Errors Only"], "Erreurs"),
            (_, "on") => self.pick(&["する"], &["On", "Active"], "Actif"),
            _ => self.pick(&["しない"], &["Off", "Inactive"], "Inactif"),
        }
    }

    /// Title of the code screen and text of the option; the guide writes it both with and without spaces.
    pub(crate) fn oauth(self) -> &'static str {
        self.pick(
            &[
                "OAuth2.0 認証 (Exchange Online 用)",
                "OAuth2.0認証(Exchange Online用)",
                "OAuth2.0認証（Exchange Online 用）",
            ],
            &[
                "OAuth2.0 Authentication (for Exchange Online)",
                "OAuth 2.0 Authentication (Exchange Online)",
                "OAuth2.0 Auth. (for Exchange Online)",
            ],
            "Authentification OAuth2.0 (Exchange Online)",
        )
    }

    pub(crate) fn oauth_row(self) -> &'static str {
        self.pick(
            &["OAuth2.0 認証", "OAuth2.0認証", "OAuth2.0認証"],
            &["OAuth2.0 Authentication", "OAuth 2.0 Authentication", "OAuth2.0 Auth."],
            "Authentification OAuth2.0",
        )
    }

    pub(crate) fn start(self) -> &'static str {
        self.pick(&["認証開始"], &["Start Authentication", "Start Auth.", "Start"], "Démarrer")
    }

    pub(crate) fn authorised(self) -> &'static str {
        self.pick(
            &["(認証済)", "（認証済）", "(認証済み)"],
            &["(Authenticated)", "(Authentication Completed)"],
            "(Authentifié)",
        )
    }

    pub(crate) fn code(self) -> &'static str {
        self.pick(&["コード", "認証コード"], &["Code", "Authentication Code"], "Code")
    }

    pub(crate) fn open_microsoft(self) -> &'static str {
        self.pick(
            &[
                "[Microsoft] を押して、認証画面で次のコードを入力してください。",
                "下記のコードを控えて、[Microsoft]を押してください。",
            ],
            &["Press [Microsoft] and enter the following code on the authentication screen."],
            "Appuyez sur [Microsoft] et saisissez le code suivant.",
        )
    }

    pub(crate) fn press_ok(self) -> &'static str {
        self.pick(
            &["認証が完了したら [OK] を押してください", "認証が完了したら[OK]を押してください。"],
            &[
                "When authentication is completed, press [OK].",
                "Press [OK] after authentication is complete.",
            ],
            "Une fois l'authentification terminée, appuyez sur [OK].",
        )
    }

    pub(crate) fn getting_code(self) -> &'static str {
        self.pick(
            &["コードを取得しています。しばらくお待ちください。"],
            &["Obtaining the code. Please wait."],
            "Veuillez patienter.",
        )
    }

    pub(crate) fn not_yet(self) -> &'static str {
        self.pick(
            &["認証が完了していません。", "まだ認証されていません。認証を完了してください。"],
            &["Authentication is not completed.", "Not yet authenticated."],
            "L'authentification n'est pas terminée.",
        )
    }

    pub(crate) fn expired(self) -> &'static str {
        self.pick(
            &["コードの有効期限が切れました。もう一度[認証開始]を押してください。"],
            &["The code has expired. Press [Start Authentication] again."],
            "Le code a expiré.",
        )
    }

    pub(crate) fn declined(self) -> &'static str {
        self.pick(&["認証が拒否されました。"], &["Authentication was declined."], "Authentification refusée.")
    }

    pub(crate) fn grant_failed(self) -> &'static str {
        self.pick(
            &["認証サーバーに接続できません。"],
            &["Cannot connect to the authorization server."],
            "Connexion impossible.",
        )
    }

    pub(crate) fn mail(self) -> &'static str {
        self.pick(&["メール"], &["Email", "E-mail"], "Courrier")
    }

    pub(crate) fn ok(self) -> &'static str {
        "OK"
    }

    pub(crate) fn cancel(self) -> &'static str {
        self.pick(&["キャンセル"], &["Cancel"], "Annuler")
    }

    pub(crate) fn login(self) -> &'static str {
        self.pick(&["ログイン"], &["Login"], "Connexion")
    }

    pub(crate) fn logout(self) -> &'static str {
        self.pick(&["ログアウト"], &["Logout"], "Déconnexion")
    }

    pub(crate) fn login_failed(self) -> &'static str {
        self.pick(&["認証に失敗しました。"], &["Authentication has failed."], "Échec de l'authentification.")
    }

    pub(crate) fn locked(self) -> &'static str {
        self.pick(
            &["ユーザーがロックアウトされています。"],
            &["The user is locked out."],
            "Utilisateur verrouillé.",
        )
    }

    pub(crate) fn cookies(self) -> &'static str {
        self.pick(
            &["Webブラウザーのクッキーの設定を有効にしてください。"],
            &["Enable cookies in the Web browser."],
            "Activer les cookies dans le navigateur",
        )
    }

    pub(crate) fn error(self, value: &str) -> &'static str {
        match value {
            "BUSY" => self.pick(
                &["他の機能で使用中のため、設定できません。"],
                &["The device is being used by other function. Please try again later."],
                "L'appareil est utilisé par une autre fonction.",
            ),
            "TIMEOUT" => self.pick(
                &["セッションの有効期限が切れました。ログインし直してください。"],
                &["The session has expired. Please log in again."],
                "La session a expiré.",
            ),
            "BADFLOW" => {
                self.pick(&["不正な画面遷移です。"], &["Invalid page transition."], "Transition non valide.")
            }
            _ => self.pick(
                &["入力内容に誤りがあります。"],
                &["The entered value is not valid."],
                "La valeur saisie n'est pas valide.",
            ),
        }
    }

    pub(crate) fn confirm(self) -> &'static str {
        self.pick(
            &["以下の内容で設定します。よろしいですか?"],
            &["Apply the following settings?"],
            "Appliquer ?",
        )
    }

    pub(crate) fn read_only(self) -> &'static str {
        self.pick(
            &["この項目を変更する権限がありません。"],
            &["You do not have the privilege."],
            "Droits insuffisants.",
        )
    }

    pub(crate) fn device_management(self) -> &'static str {
        self.pick(&["機器の管理"], &["Device Management"], "Gestion")
    }

    pub(crate) fn configuration(self) -> &'static str {
        self.pick(&["設定"], &["Configuration"], "Configuration")
    }

    pub(crate) fn device(self) -> &'static str {
        self.pick(&["機器"], &["Device Settings"], "Paramètres")
    }

    /// (device name, location, comment, host name) of the home page; (model, machine id, system, WIM) of the status page.
    pub(crate) fn identity(self) -> [&'static str; 8] {
        match self.language {
            Ja => [
                "機器名",
                "設置場所",
                "コメント",
                "ホスト名",
                "機種名",
                "機番",
                "システムバージョン",
                "Web Image Monitor",
            ],
            En => [
                "Device Name",
                "Location",
                "Comment",
                "Host Name",
                "Model Name",
                "Machine ID",
                "System Version",
                "Web Image Monitor",
            ],
            Fr => [
                "Nom de périphérique",
                "Emplacement",
                "Commentaire",
                "Nom d'hôte",
                "Nom du modèle",
                "ID machine",
                "Version du système",
                "Web Image Monitor",
            ],
        }
    }

    /// Menu entries beside the one that is wanted; several contain its word.
    pub(crate) fn other_menu(self) -> [&'static str; 8] {
        match self.language {
            Ja => [
                "システム",
                "日付／時刻",
                "タイマー",
                "ログ",
                "自動メール通知",
                "要求時メール通知",
                "ユーザー認証管理",
                "ファイル転送",
            ],
            En => [
                "System",
                "Date/Time",
                "Timer",
                "Logs",
                "Auto Email Notification",
                "On-demand E-mail Notification",
                "User Authentication Management",
                "File Transfer",
            ],
            Fr => [
                "Système",
                "Date/Heure",
                "Minuterie",
                "Journaux",
                "Notification auto par e-mail",
                "Notification par e-mail à la demande",
                "Authentification",
                "Transfert de fichiers",
            ],
        }
    }
}
