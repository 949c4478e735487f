"""A printer of the oldest look, in Japanese: upper-case tags, nested tables with two settings in a row, images for buttons,
several forms of one name, a box to tick for SSL. The code screen is a frameset in a window of its own; its [OK] makes the
opener load the e-mail page anew, so that everything entered before is gone and must be entered again before saving."""

from ground.printer import Printer, fill
from ground.wire import Habits

SCRIPT = r"""<SCRIPT LANGUAGE="JavaScript"><!-- hide from old browsers
function doSet(){
	var d = window.document, f = d.mainForm[1];
	if (f == null) f = d.mainForm;
	for (i = 0; i < f.elements.length; i++) {
		if (f.elements[i].type == "text" && f.elements[i].value.indexOf('"') != -1) { alert("使用できない文字があります。"); return; }
	}
	f.sslout.value = f.sslbox.checked ? "ON" : "OFF";
	f.method = "POST"; f.action = "mailset.cgi"; f.submit();
}
function doAuth(){
	var f = document.mainForm[1];
	if (!f.method_[1].checked) { alert("認証方式を選択してください。"); return; }
	window.name = "mailWin";
	sub = window.open("oauthframe.cgi?wimToken=" + f.wimToken.value, "oauthWin", "width=500,height=400");
}
//--></SCRIPT>"""


class FramedWindowAndReload(Printer):
    model = "imagio MP C5002"
    languages = ["ja"]
    habits = Habits(framing="close", close_notify=True, http="1.0")
    before = dict(Printer.before, auto_sender=True)

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.frames, ("GET", arch + "menu.cgi"): self.menu, ("GET", arch + "topPage.cgi"): self.top, ("GET", arch + "authForm.cgi"): self.login_page,
                ("GET", arch + "configList.cgi"): self.config, ("GET", "mail/mailget.cgi"): self.mail_page, ("GET", "mail/oauthframe.cgi"): self.window, ("GET", "mail/oauthtop.cgi"): self.window_top,
                ("GET", "mail/oauthcode.cgi"): self.code, ("POST", "mail/oauthfix.cgi"): self.fix, ("POST", "mail/mailset.cgi"): self.save}

    def frames(self, request, session):
        return """<HTML><HEAD><TITLE>RNP00267300AA11 - Web Image Monitor</TITLE></HEAD><FRAMESET COLS="160,*"><FRAME NAME="MENU" SRC="menu.cgi"><FRAME NAME="MAIN" SRC="topPage.cgi"><NOFRAMES><BODY>frames</BODY></NOFRAMES></FRAMESET></HTML>"""

    def menu(self, request, session):
        if not session.logged_in:
            return """<HTML><BODY><A HREF="authForm.cgi" TARGET="MAIN"><IMG SRC="/images/login.gif" ALT="ログイン" BORDER=0></A></BODY></HTML>"""
        return """<HTML><BODY><TABLE><TR><TD>機器の管理</TD></TR><TR><TD><A HREF="configList.cgi" TARGET="MAIN"><IMG SRC="/images/conf.gif" ALT="設定" BORDER=0></A></TD></TR><TR><TD><A HREF="logout.cgi" TARGET="_top"><IMG SRC="/images/logout.gif" ALT="ログアウト" BORDER=0></A></TD></TR></TABLE></BODY></HTML>"""

    def top(self, request, session):
        return f"<HTML><BODY>{self.model}</BODY></HTML>"

    def login_page(self, request, session, failed=False):
        return """<HTML><BODY><FORM NAME="form1" METHOD="POST" ACTION="login.cgi"><INPUT TYPE="HIDDEN" NAME="wimToken" VALUE="@TOKEN@">ログインユーザー名<INPUT NAME="userid_work"><INPUT TYPE="HIDDEN" NAME="userid">ログインパスワード<INPUT TYPE="PASSWORD" NAME="password_work"><INPUT TYPE="HIDDEN" NAME="password"><INPUT TYPE="HIDDEN" NAME="open"></FORM>
<A HREF="JavaScript:login()"><IMG SRC="/images/ok.gif" ALT="ログイン"></A><SCRIPT>function login(){ with(document.form1){ userid.value = b64(userid_work.value); password.value = b64(password_work.value); userid_work.value = ""; password_work.value = ""; submit(); } }
var T="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function b64(s){ s = unescape(encodeURIComponent(s)); var o="", i=0, a, b, c; while(i<s.length){ a=s.charCodeAt(i++); b=s.charCodeAt(i++); c=s.charCodeAt(i++); o+=T.charAt(a>>2)+T.charAt(((a&3)<<4)|(b>>4)); o+=isNaN(b)?"==":T.charAt(((b&15)<<2)|(c>>6))+(isNaN(c)?"=":T.charAt(c&63)); } return o; }</SCRIPT></BODY></HTML>"""

    def config(self, request, session):
        return """<HTML><BODY><TABLE><TR><TD BGCOLOR=#becfe6 COLSPAN=2><B>機器</B></TD></TR><TR><TD><A HREF="../../config/sys.cgi">システム</A></TD><TD><A HREF="../../mail/mailget.cgi">メール</A></TD></TR><TR><TD><A HREF="../../mail/auto.cgi">自動メール通知</A></TD></TR><TR><TD BGCOLOR=#becfe6 COLSPAN=2><B>ファクス</B></TD></TR><TR><TD><A HREF="../../fax/mail.cgi">メール</A></TD></TR></TABLE></BODY></HTML>"""

    def mail_page(self, request, session):
        v = self.state
        oauth = v["method"] == "oauth2"
        granted = session.memory.get("granted") or v["authorised"]
        check = lambda on: "CHECKED" if on else ""
        text = lambda name, value: fill('<INPUT TYPE="TEXT" NAME="{{n}}" VALUE="{{v}}">', n=name, v=value)
        pair = lambda a, x, b="", y="": f'<TR><TD>{a}</TD><TD>：</TD><TD NOWRAP>{x}</TD><TD>{b}</TD><TD>{"：" if b else ""}</TD><TD NOWRAP>{y}</TD></TR>'
        title = lambda t: f'</TABLE></TD></TR><TR><TD BGCOLOR="#becfe6"><DIV CLASS="standard" STYLE="font-weight:bold;">{t}</DIV></TD></TR><TR><TD><TABLE>'
        return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html"><META HTTP-EQUIV="Content-Type" CONTENT="text/html" CHARSET="UTF-8"><TITLE>メール</TITLE>{SCRIPT}</HEAD><BODY>
<TABLE><FORM NAME="mainForm"><INPUT TYPE="HIDDEN" NAME="wimToken" VALUE="@TOKEN@"><INPUT TYPE="HIDDEN" NAME="helpid" VALUE="set0904"></FORM><TR><TD><A HREF="javascript:doSet()"><IMG SRC="/images/img_OK.gif" ALT="OK"></A> <A HREF="../websys/webArch/configList.cgi"><IMG SRC="/images/img_Cancel.gif" ALT="キャンセル"></A></TD></TR>
<FORM NAME="mainForm" ID="second"><INPUT TYPE="HIDDEN" NAME="wimToken" VALUE="@TOKEN@"><INPUT TYPE="HIDDEN" NAME="sslout" VALUE="OFF"><TR><TD><TABLE>""" + \
            title("共通") + pair("管理者メールアドレス", text("adm", v["admin_address"]), "送信者名自動指定", f'<INPUT TYPE="RADIO" NAME="snd" VALUE="1" {check(v["auto_sender"])}>する<INPUT TYPE="RADIO" NAME="snd" VALUE="0" {check(not v["auto_sender"])}>しない') + \
            title("POP3") + pair("サーバー名", text("p_sv", "pop"), "ポート番号", text("p_pt", "110")) + pair("認証ユーザー名", text("p_un", "p"), "認証メールアドレス", text("p_ml", "p@example.jp")) + \
            title("SMTP") + pair("メール送信　認証方式", f'<INPUT TYPE="RADIO" NAME="method_" VALUE="1" {check(not oauth)}>SMTP 認証<BR><INPUT TYPE="RADIO" NAME="method_" VALUE="9" {check(oauth)}>OAuth2.0 認証 (Exchange Online 用)') + \
            pair("SMTP サーバー名", text("sv", v["server"]), "SMTP ポート番号", text("pt", "25")) + pair("SSL", f'<INPUT TYPE="CHECKBOX" NAME="sslbox" VALUE="1">', "SMTP 認証", f'<SELECT NAME="au"><OPTION VALUE="1" {"SELECTED" if v["smtp_auth"] else ""}>する<OPTION VALUE="0" {"" if v["smtp_auth"] else "SELECTED"}>しない</SELECT>') + \
            pair("認証メールアドレス", text("am", v["auth_address"]), "認証ユーザー名", text("un", v["auth_user"])) + pair("認証パスワード", '<INPUT TYPE="PASSWORD" NAME="pw">') + \
            pair("OAuth2.0 認証", f'<A HREF="javascript:doAuth()"><IMG SRC="/images/start.gif" ALT="認証開始"></A> {"(認証済)" if granted else ""}') + \
            title("メール通知") + pair("メール通知使用メールアドレス", text("nm", "n@example.jp"), "認証ユーザー名", text("nu", "nu")) + "</TABLE></TD></TR></FORM></TABLE>" + \
            '<FORM NAME="basicForm"><INPUT TYPE="HIDDEN" NAME="wimToken" VALUE="@TOKEN@"><INPUT TYPE="HIDDEN" NAME="returnValue" VALUE="SUCCESS"><INPUT TYPE="HIDDEN" NAME="methodName" VALUE="mailget"></FORM></BODY></HTML>'

    def window(self, request, session):
        if dict(request.query).get("wimToken") not in session.tokens:
            self.wrong("the window's address carries another page's token")
        session.code = self.authority.new_code()
        return """<HTML><HEAD><TITLE>OAuth2.0 認証 (Exchange Online 用)</TITLE></HEAD><FRAMESET ROWS="50,*"><FRAME SRC="oauthtop.cgi"><FRAME SRC="oauthcode.cgi" NAME="code"></FRAMESET></HTML>"""

    def window_top(self, request, session):
        return "<HTML><BODY><H3>OAuth2.0 認証 (Exchange Online 用)</H3></BODY></HTML>"

    def code(self, request, session, note=""):
        return fill("""<HTML><BODY><FORM NAME="c" METHOD="POST" ACTION="oauthfix.cgi"><INPUT TYPE="HIDDEN" NAME="wimToken" VALUE="@TOKEN@"><TABLE><TR><TD COLSPAN=2><FONT COLOR="RED">{{note}}</FONT></TD></TR><TR><TD>コード</TD><TD><FONT SIZE="+2">{{code}}</FONT></TD></TR><TR><TD COLSPAN=2><A HREF="https://microsoft.com/devicelogin" TARGET="_blank">Microsoft</A></TD></TR>
<TR><TD COLSPAN=2>認証が完了したら [OK] を押してください</TD></TR><TR><TD><A HREF="javascript:document.c.submit()"><IMG SRC="/images/img_OK.gif" ALT="OK"></A></TD></TR></TABLE></FORM></BODY></HTML>""", code=session.code, note=note)

    def fix(self, request, session):
        self.expect_form(request, session, "c")
        if not self.authority.granted(session.code):
            return self.code(request, session, "認証が完了していません。")
        session.memory["granted"] = True
        return """<HTML><BODY><SCRIPT>if (top.opener) { top.opener.location.reload(); } top.close();</SCRIPT></BODY></HTML>"""

    def save(self, request, session):
        f = dict(request.fields)
        self.expect_form(request, session, "second", free={"adm", "snd", "method_", "sv", "pt", "au", "am", "un"}, optional={"sslbox"}, changed={"sslout": "ON" if "sslbox" in f else "OFF"})
        self.saves += 1
        oauth = f["method_"] == "9"
        self.state.update(method="oauth2" if oauth else "password", server=f["sv"], auth_address=f["am"], auth_user=f["un"], admin_address=f["adm"], auto_sender=f["snd"] == "1", smtp_auth=f["au"] == "1",
                          authorised=oauth and bool(session.memory.get("granted") or self.state["authorised"]))
        session.memory["granted"] = False
        return """<HTML><BODY ONLOAD="location.replace('mailget.cgi')"></BODY></HTML>"""
