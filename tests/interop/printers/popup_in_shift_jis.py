"""An older printer, in Japanese and in Shift_JIS over HTTP/1.0: fieldsets, a code screen in a window of its own that is
opened after the form was posted into it, and an OK there that reaches back into its opener."""

from ground.printer import Printer, fill
from ground.wire import Answer, Habits

SCRIPT = r"""
var w = null;
function $id(i){ return document.getElementById(i); }
function kirikae(){
  var o = document.forms['mailset'].elements['hoshiki'];
  var on = false, i;
  for(i = 0; i < o.length; i++){ if(o[i].checked && o[i].value == 'X'){ on = true; } }
  var names = ['s_port', 's_auth', 's_pw', 's_enc', 's_ssl'];
  for(i = 0; i < names.length; i++){
    var e = document.forms['mailset'].elements[names[i]];
    if(e.length && !e.options){ for(var j = 0; j < e.length; j++){ e[j].disabled = on; } } else { e.disabled = on; }
  }
  $id('btnAuth').disabled = !on;
}
function authOpen(){
  with(document.mailset){
    if(s_user.value == ''){ window.alert('認証ユーザー名が入力されていません。'); s_user.focus(); return; }
    w = window.open('', 'authWin', 'width=480,height=360,menubar=no');
    var keepAction = action, keepTarget = target;
    target = 'authWin'; action = './oauth_win.cgi'; method = 'POST';
    mode.value = 'OPEN';
    submit();
    target = keepTarget; action = keepAction; mode.value = 'SET';
  }
  if(w && w.focus){ w.focus(); }
}
function ninshoZumi(){ $id('mark').innerHTML = '(認証済)'; document.mailset.zumi.value = '1'; }
function settei(){
  var f = document.forms[1];
  if(!f.kanrisha.value){ alert('管理者メールアドレスが入力されていません。'); return false; }
  if(!window.confirm('設定を変更します。よろしいですか？')) return false;
  f.action = './mail_set.cgi';
  f.submit();
}
"""

HEAD = """<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Shift_JIS"><TITLE>{{title}}</TITLE><SCRIPT LANGUAGE="JavaScript" SRC="/res/mail.js" CHARSET="Shift_JIS"></SCRIPT></HEAD>"""


class PopupInShiftJis(Printer):
    model = "MP C3003"
    languages = ["ja"]
    habits = Habits(http="1.0", framing="close", close_notify=False, charset="Shift_JIS", announce_charset=False)
    token_per_page = False
    before = dict(Printer.before, auth_user="複合機")
    verification_uri = "https://www.microsoft.com/devicelogin"

    def static(self, path):
        return Answer(SCRIPT.encode("cp932"), kind="application/javascript") if path == "/res/mail.js" else None

    def routes(self):
        arch = "websys/webArch/"
        return {
            ("GET", arch + "mainFrame.cgi"): self.frames, ("GET", arch + "head.cgi"): self.head, ("GET", arch + "menu.cgi"): self.menu,
            ("GET", arch + "topPage.cgi"): self.top, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
            ("GET", "settei/mail.cgi"): self.mail_page, ("POST", "settei/oauth_win.cgi"): self.window, ("POST", "settei/oauth_ok.cgi"): self.window_ok,
            ("POST", "settei/mail_set.cgi"): self.save,
        }

    def frames(self, request, session):
        return """<html><head><title>RNP0026731234AB - Web Image Monitor</title></head><frameset rows="80,*"><frame src="head.cgi" name="h"><frameset cols="180,*"><frame src="menu.cgi" name="m"><frame src="topPage.cgi" name="work"></frameset></frameset></html>"""

    def head(self, request, session):
        link = "<a href='logout.cgi' target='_top'>ログアウト</a>" if session.logged_in else "<a href='authForm.cgi' target='work'>ログイン</a>"
        return fill(HEAD, title="head") + f"<body><span class='modelName'>{self.model}</span>{link}</body></html>"

    def menu(self, request, session):
        items = "<li><a target='work' href='topPage.cgi'>ホーム</a>"
        if session.logged_in:
            items += "<li>機器の管理<ul><li><a target='work' href='configList.cgi'>設定</a><li><a target='work' href='../../address/adrsList.cgi'>アドレス帳</a></ul>"
        return fill(HEAD, title="menu") + f"<body><ul>{items}</ul></body></html>"

    def top(self, request, session):
        return fill(HEAD, title="top") + f"<body><dl><dt>機種名<dd>:&nbsp;{self.model}<dt>設置場所<dd>:&nbsp;本社～表示</dl></body></html>"

    def login_page(self, request, session, failed=False):
        return fill(HEAD, title="login") + ("<p>認証に失敗しました。</p>" if failed else "") + """<body><form name="f" method="POST" action="login.cgi"><input type=hidden name=wimToken value=@TOKEN@>
<table><tr><th>ログインユーザー名<td><input name=userid_work><input type=hidden name=userid><tr><th>ログインパスワード<td><input type=password name=password_work><input type=hidden name=password></table><input type=hidden name=open value="">
<input type=button value="ログイン" onClick="enc()"></form><script>function enc(){ var f=document.f; f.userid.value=btoa(unescape(encodeURIComponent(f.userid_work.value))); f.password.value=btoa(unescape(encodeURIComponent(f.password_work.value))); f.userid_work.value=''; f.password_work.value=''; f.submit(); }</script></body></html>"""

    def config(self, request, session):
        return fill(HEAD, title="設定") + """<body><h3>機器</h3><ul><li><a href="../../settei/system.cgi">システム</a><li><a href="../../settei/mail.cgi">ﾒｰﾙ</a><li><a href="../../settei/tuuti.cgi">自動メール通知</a></ul><h3>ファクス</h3><ul><li><a href="../../settei/ifax.cgi">インターネットファクス</a></ul></body></html>"""

    def mail_page(self, request, session):
        v = self.state
        oauth = v["method"] == "oauth2"
        check = lambda on: "CHECKED" if on else ""
        off = "DISABLED" if oauth else ""
        return fill(HEAD, title="メール") + fill("""<BODY ONLOAD="kirikae()"><FORM NAME="help"><INPUT TYPE="hidden" NAME="wimToken" VALUE="@TOKEN@"><INPUT TYPE=hidden NAME=id VALUE="set0904.html"></FORM>
<FORM NAME="mailset" METHOD="POST" ONSUBMIT="return false"><INPUT TYPE="hidden" NAME="wimToken" VALUE="@TOKEN@"><INPUT TYPE="hidden" NAME="mode" VALUE="SET"><INPUT TYPE="hidden" NAME="zumi" VALUE="{{zumi}}">
<FIELDSET><LEGEND>管理者</LEGEND>管理者メールアドレス：<INPUT NAME="kanrisha" VALUE="{{admin}}" SIZE=60><BR>送信者名自動指定：<INPUT TYPE=radio NAME="jidou" VALUE="1" {{!a1}}>する <INPUT TYPE=radio NAME="jidou" VALUE="0" {{!a0}}>しない</FIELDSET>
<FIELDSET><LEGEND>受信 (POP3)</LEGEND>認証メールアドレス：<INPUT NAME="r_mail" VALUE="jushin@example.jp"><BR>認証ユーザー名：<INPUT NAME="r_user" VALUE="受信"><BR>認証パスワード：<INPUT TYPE=password NAME="r_pw" VALUE=""></FIELDSET>
<FIELDSET><LEGEND>ＳＭＴＰ</LEGEND>メール送信認証方式：<INPUT TYPE=radio NAME="hoshiki" VALUE="N" ONCLICK="kirikae()" {{!mn}}>パスワード認証 <INPUT TYPE=radio NAME="hoshiki" VALUE="X" ONCLICK="kirikae()" {{!mx}}>OAuth 2.0 認証（Exchange Online 用）<BR>
ＳＭＴＰサーバー名：<INPUT NAME="s_srv" VALUE="{{server}}"><BR>ＳＭＴＰポート番号：<INPUT NAME="s_port" SIZE=5 VALUE="{{port}}" {{!off}}><BR>
ＳＳＬ：<SELECT NAME="s_ssl" {{!off}}><OPTION VALUE=0>しない<OPTION VALUE=1>する<OPTION VALUE=2 {{!st}}>STARTTLS</SELECT><BR>
ＳＭＴＰ認証：<INPUT TYPE=radio NAME="s_auth" VALUE="1" {{!sa1}} {{!off}}>する<INPUT TYPE=radio NAME="s_auth" VALUE="0" {{!sa0}} {{!off}}>しない<BR>
認証メールアドレス：<INPUT NAME="s_mail" VALUE="{{mail}}"><BR>認証ユーザー名：<INPUT NAME="s_user" VALUE="{{user}}"><BR>認証パスワード：<INPUT TYPE=password NAME="s_pw" VALUE="" {{!off}}><BR>
ＳＭＴＰ認証暗号化：<SELECT NAME="s_enc" {{!off}}><OPTION SELECTED>自動<OPTION>しない</SELECT><BR>OAuth2.0認証：<INPUT TYPE=button ID="btnAuth" VALUE="認証開始" ONCLICK="authOpen()" {{!on}}><SPAN ID="mark">{{mark}}</SPAN></FIELDSET>
<FIELDSET><LEGEND>通知</LEGEND>認証ユーザー名：<INPUT NAME="t_user" VALUE="通知～係"><BR>ポート番号：<INPUT NAME="t_port" VALUE="25"> <INPUT TYPE=checkbox NAME="t_on" VALUE="1"> <INPUT TYPE=checkbox NAME="t_on" VALUE="2" CHECKED></FIELDSET>
<A HREF="javascript:void(0)" ONCLICK="settei();return false;">OK</A> <A HREF="javascript:history.back()">キャンセル</A></FORM>
<FORM NAME="basicForm"><INPUT TYPE=hidden NAME=wimToken VALUE="@TOKEN@"><INPUT TYPE=hidden NAME=returnValue VALUE="SUCCESS"><INPUT TYPE=hidden NAME=methodName VALUE="mail"></FORM></BODY></HTML>""",
            zumi="1" if v["authorised"] else "0", admin=v["admin_address"], a1=check(v["auto_sender"]), a0=check(not v["auto_sender"]), mn=check(not oauth), mx=check(oauth),
            server=v["server"], port="587" if oauth else "25", st="SELECTED" if oauth else "", sa1=check(oauth or v["smtp_auth"]), sa0=check(not (oauth or v["smtp_auth"])),
            mail=v["auth_address"], user=v["auth_user"], off=off, on="" if oauth else "DISABLED", mark="(認証済)" if v["authorised"] else "")

    FREE = {"kanrisha", "jidou", "hoshiki", "s_srv", "s_mail", "s_user", "zumi"}
    OFF = {"s_port", "s_ssl", "s_auth", "s_pw", "s_enc"}

    def form(self, request, session, mode):
        oauth = request.field("hoshiki") == "X"
        free = self.FREE | (set() if oauth else self.OFF)
        self.expect_form(request, session, "mailset", free=free, changed={"mode": mode}, disabled=self.OFF if oauth else (), enabled=() if oauth else self.OFF)

    def window(self, request, session):
        self.form(request, session, "OPEN")
        session.code = self.authority.new_code()
        session.staged = dict(request.fields)
        return self.code_screen(session, "")

    def code_screen(self, session, message):
        return fill(HEAD, title="OAuth2.0 認証 (Exchange Online 用)") + fill("""<BODY><H4>OAuth2.0 認証 (Exchange Online 用)</H4><P><FONT COLOR=red>{{message}}</FONT></P><P>次のコードを Microsoft の画面に入力してください。</P>
<FORM NAME="pf"><INPUT TYPE=hidden NAME=wimToken VALUE="@TOKEN@"><INPUT TYPE=text NAME="disp" SIZE=12 READONLY VALUE="{{code}}"></FORM>
<INPUT TYPE=button VALUE="Microsoft" ONCLICK="window.open('https://www.microsoft.com/devicelogin')"><P>認証が完了したら [OK] を押してください</P>
<INPUT TYPE=button VALUE="OK" ONCLICK="document.pf.action='oauth_ok.cgi';document.pf.method='post';document.pf.submit()"> <INPUT TYPE=button VALUE="閉じる" ONCLICK="window.close()"></BODY></HTML>""", code=session.code, message=message)

    def window_ok(self, request, session):
        self.expect_form(request, session, "pf")
        if not self.authority.granted(session.code):
            return self.code_screen(session, "まだ認証が完了していません。")
        session.memory["granted"] = True
        return fill(HEAD, title="完了") + """<BODY ONLOAD="if(window.opener && !window.opener.closed){ window.opener.ninshoZumi(); } window.close();">認証が完了しました。</BODY></HTML>"""

    def save(self, request, session):
        self.form(request, session, "SET")
        f = dict(request.fields)
        if f["zumi"] == "1" and not (session.memory.get("granted") or self.state["authorised"]):
            self.wrong("the mark of authorisation came without one")
        self.saves += 1
        oauth = f["hoshiki"] == "X"
        self.state.update(method="oauth2" if oauth else "password", server=f["s_srv"], auth_address=f["s_mail"], auth_user=f["s_user"], admin_address=f["kanrisha"],
                          auto_sender=f["jidou"] == "1", authorised=oauth and f["zumi"] == "1")
        if not oauth:
            self.state["smtp_auth"] = f["s_auth"] == "1"
        return fill(HEAD, title="メール") + """<BODY><P>設定を変更しました。</P><A HREF="mail.cgi">戻る</A></BODY></HTML>"""
