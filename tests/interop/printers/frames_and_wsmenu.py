"""A printer of the long-known kind, in Japanese: framesets, `wsMenu_jumpUrl`, forms that begin between table rows and have
no action, OK in a `<td>` with a script, saves that skip on by themselves, a code screen that is a page of its own.

Bodies have no length and end without close_notify a moment after their last byte."""

from ground.printer import Printer, fill
from ground.wire import Answer, Habits

LIBRARY = r"""
var _g_form_submitDone = false;
function wsMenu_jumpUrl(url){ if(parent && parent.frames && parent.frames['work']){ parent.frames['work'].location.href = url; } else { location.href = url; } }
function jumpTo(url){ location.href = url; }
function openNew(url){ window.open(url, 'newWin', 'width=640,height=480,scrollbars=yes'); }
function utilGetParamArray(dest){
  var ret = new Array(); var pos = dest.indexOf('?');
  if(pos < 0){ return ret; }
  var list = dest.substring(pos + 1).split('&');
  for(var i = 0; i < list.length; i++){ var kv = list[i].split('='); ret[ret.length] = new Array(kv[0], kv.length > 1 ? kv[1] : ''); }
  return ret;
}
function utilSubmitForm(form, dest, anchor){
  if(_g_form_submitDone){ return false; }
  _g_form_submitDone = true;
  var params = utilGetParamArray(dest);
  for(var i = 0; i < params.length; i++){
    var el = form.elements[params[i][0]];
    if(el){ el.value = params[i][1]; }
    else {
      el = document.createElement('input');
      el.type = 'hidden'; el.name = params[i][0]; el.value = params[i][1];
      form.appendChild(el);
    }
  }
  var pos = dest.indexOf('?');
  if(pos >= 0){ dest = dest.substring(0, pos); }
  if(anchor){ dest = dest + '#' + anchor; }
  form.action = dest; form.method = 'post'; form.target = '_self';
  form.submit();
  return true;
}
function utf8to64(s){ return btoa(unescape(encodeURIComponent(s))); }
"""

MAIL_SCRIPT = r"""
function baseInit(){ document.basicForm.returnValue.value; setTitle(); }
function setTitle(){ top.document.title = 'Web Image Monitor'; }
function pageRefresh(){ utilSubmitForm(document.mainForm, 'getMailPlan.cgi?paramControl=REFRESH', 'SMTP'); }
function startAuth(){
  var f = document.mainForm;
  if(f.sendAuthKindIn[1].checked != true){ alert('OAuth2.0認証を選択してください'); return; }
  if(f.smtpUserIn.value.length == 0){ alert('認証ユーザー名を入力してください'); return; }
  utilSubmitForm(f, 'getMailAuthCode.cgi?wayFrom=getMailPlan.cgi&wayTo=getMailAuthCode.cgi&inputSpecifyMode=SESSION');
}
function Apply(){
  var f = document.mainForm;
  if(f.smtpSrvIn.value.match(/[^\x21-\x7e]/)){ alert('SMTPサーバー名が正しくありません'); f.smtpSrvIn.focus(); return false; }
  if(f.adminMailIn.value.indexOf('@') < 0){ alert('管理者メールアドレスが正しくありません'); return false; }
  f.smtpPassIn.value = f.smtpPassInwk.value == '' ? f.smtpPassIn.value : utf8to64(f.smtpPassInwk.value);
  f.smtpPassInwk.value = '';
  utilSubmitForm(f, 'setMailPlan.cgi?wayTo=../../websys/webArch/configList.cgi');
}
function Cancel(){ jumpTo('../../websys/webArch/configList.cgi'); }
"""

SHELL = """<html xmlns:axsl="http://localhost"><head><meta http-equiv="Content-Type" content="text/html"><meta http-equiv="Content-Type" content="text/html" charset="UTF-8">
<title>{{title}}</title><script language="javascript" src="/javascript/util.xjs"></script>{{!head}}</head>
<body class="standard" {{!body}}>{{!content}}
<form name="basicForm" onSubmit="return false;"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="returnValue" value="SUCCESS"><input type="hidden" name="methodName" value="{{method}}"><input type="hidden" name="urlLang" value="ja"><input type="hidden" name="urlProfile" value="entry"><input type="hidden" name="urlScheme" value="HTTPS"></form></body></html>"""

ROW = """<tr class="editProp"><td nowrap><img src="/images/settingBullet.gif"></td><td nowrap>{{label}}</td><td nowrap>:</td><td nowrap>{{!control}}</td></tr>"""
HEAD = """</table><a name="{{anchor}}"></a><table width="100%" cellspacing="0"><tr bgcolor="#becfe6"><td><div class="standard" style="font-weight:bold;">{{title}}</div></td></tr></table><table border="0">"""


def radio(name, options, chosen, more=""):
    return '<img src="/images/spacer.gif">'.join(
        f'<input type="radio" name="{name}" value="{value}" {"checked" if value == chosen else ""} {more}>{text}' for value, text in options)


class FramesAndWsMenu(Printer):
    model = "MP C4504"
    languages = ["ja"]
    habits = Habits(framing="close", close_notify=False, pause_before_close=0.05)

    def static(self, path):
        if path == "/javascript/util.xjs":
            return Answer(LIBRARY, kind="application/x-javascript")
        if path == "/javascript/mailPlan.js":
            return Answer(MAIL_SCRIPT, kind="application/x-javascript")
        return None

    def routes(self):
        arch, mail = "websys/webArch/", "websys/netMail/"
        return {
            ("GET", arch + "mainFrame.cgi"): self.main_frame,
            ("GET", arch + "header.cgi"): self.header,
            ("GET", arch + "topPage.cgi"): self.top_page,
            ("GET", arch + "authForm.cgi"): self.login_page,
            ("GET", arch + "configList.cgi"): self.config_list,
            ("GET", mail + "getMailPlan.cgi"): self.mail_page,
            ("POST", mail + "getMailPlan.cgi"): self.mail_refresh,
            ("POST", mail + "getMailAuthCode.cgi"): self.code_start,
            ("POST", mail + "fixMailAuthCode.cgi"): self.code_done,
            ("POST", mail + "setMailPlan.cgi"): self.save,
        }

    def main_frame(self, request, session):
        return """<html><head><title>RNP002673A1B2C3 - Web Image Monitor</title></head>
<frameset rows="62,*" border="0"><frame src="header.cgi" name="header" scrolling="no"><frame src="topPage.cgi" name="work"></frameset></html>"""

    def header(self, request, session):
        button = ("""<a href="javascript:parent.location.href='logout.cgi'">ログアウト</a>""" if session.logged_in
                  else """<a href="javascript:wsMenu_jumpUrl('../../websys/webArch/authForm.cgi')">ログイン</a>""")
        return shell("header", f'<img src="/images/RICOH.gif"><span class="modelName">{self.model}</span>{button}')

    def top_page(self, request, session):
        menu = ""
        if session.logged_in:
            menu = """<ul id="menu"><li>機器の管理<ul>
<li><a href="javascript:wsMenu_jumpUrl('../../websys/webArch/configList.cgi')">設定</a></li>
<li><a href="javascript:wsMenu_jumpUrl('../../address/adrsList.cgi')">アドレス帳</a></li>
<li><a href="javascript:wsMenu_jumpUrl('../../websys/webArch/reset.cgi')">機器のリセット</a></li></ul></li></ul>"""
        return shell("topPage", menu + f"""<dl><dt>機種名</dt><dd>:&nbsp;RICOH {self.model}</dd><dt>設置場所</dt><dd>:&nbsp;2F &lt;東&gt;</dd>
<dt>ホスト名</dt><dd>:&nbsp;RNP002673A1B2C3</dd></dl>""")

    def login_page(self, request, session, failed=False):
        text = "<tr class='responseMessage'><td>認証に失敗しました。</td></tr>" if failed else ""
        return shell("authForm", f"""<table>{text}</table><form name="form1" action="login.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@"><table>
<tr><td>ログインユーザー名</td><td>:</td><td><input type="text" name="userid_work" value=""><input type="hidden" name="userid" value=""></td></tr>
<tr><td>ログインパスワード</td><td>:</td><td><input type="password" name="password_work" value=""><input type="hidden" name="password" value=""></td></tr></table>
<input type="hidden" name="open" value=""><input type="button" value="ログイン" onclick="javascript:doLogin()"></form>
<script>function doLogin(){{var f=document.form1;f.userid.value=utf8to64(f.userid_work.value);f.password.value=utf8to64(f.password_work.value);f.userid_work.value='';f.password_work.value='';f.submit();}}</script>""")

    def config_list(self, request, session):
        def item(target, text):
            return f"""<tr><td><img src="/images/bullet.gif"></td><td><a href="javascript:jumpTo('{target}')">{text}</a></td></tr>"""
        return shell("configList", "<table><tr bgcolor='#becfe6'><td><div class='standard' style='font-weight:bold;'>機器</div></td></tr>"
                       + item("../../websys/config/getSystem.cgi", "システム") + item("../../websys/fax/getMailFax.cgi", "ファクス メール設定")
                       + item("../../websys/netMail/getMailPlan.cgi", "メール") + item("../../websys/netMail/getMailReq.cgi", "要求時メール通知")
                       + item("../../websys/netMail/getMailAuto.cgi", "自動メール通知") + "</table><table><tr bgcolor='#becfe6'><td>ネットワーク</td></tr>"
                       + item("../../websys/netw/getIpv4.cgi", "IPv4") + "</table>")

    # ---- the e-mail page

    def values(self, session):
        return session.staged or self.state

    def mail_page(self, request, session, keep=False):
        if not keep:
            session.staged = None
        v = self.values(session)
        oauth = v["method"] == "oauth2"
        off = "disabled" if oauth else ""
        mark = " (認証済)" if v["authorised"] else ""
        yes_no = [("ON", "する"), ("OFF", "しない")]

        def text(name, value, more=""):
            return fill('<input type="text" size="40" name="{{n}}" value="{{v}}" {{!m}}>', n=name, v=value, m=more)

        def row(label, control):
            return fill(ROW, label=label, control=control)
        content = f"""<table><tr><td class="defaultTableButton" onclick="javascript:Apply(); return false;"><a href="javascript:Apply()" class="defaultTableCommandButton">OK</a></td>
<td class="defaultTableButton" onclick="javascript:Cancel(); return false;"><a href="javascript:Cancel()" class="defaultTableCommandButton">キャンセル</a></td></tr></table>
<table border="0"><form name="mainForm" onSubmit="return false;"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="accessConf" value="MDowOjA6MDoxOjE6MTowOg=="><input type="hidden" name="title" value="MENU_MAIL"><input type="hidden" name="paramControl" value="INPUT">
""" + row("管理者メールアドレス", text("adminMailIn", v["admin_address"])) + row("送信者名自動指定", radio("autoNameIn", yes_no, "ON" if v["auto_sender"] else "OFF")) + \
            fill(HEAD, anchor="RECV", title="受信") + row("受信プロトコル", radio("recvProtoIn", [("P", "POP3"), ("I", "IMAP4"), ("S", "SMTP")], "P", off)) + \
            row("認証メールアドレス", text("recvMailIn", "fax@example.jp", off)) + row("認証ユーザー名", text("recvUserIn", "fax & co", "")) + \
            fill(HEAD, anchor="SMTP", title="SMTP") + \
            row("メール送信 認証方式", radio("sendAuthKindIn", [("BASIC", "SMTP認証"), ("OAUTH_MS", "OAuth2.0認証 (Exchange Online用)")],
                                       "OAUTH_MS" if oauth else "BASIC", 'onClick="javascript:pageRefresh()"')) + \
            row("SMTPサーバー名", text("smtpSrvIn", v["server"])) + '<input type="hidden" name="smtpPortOut" value="25">' + \
            row("SMTPポート番号", text("smtpPortIn", "587" if oauth else "25", off)) + \
            row("SSL", "STARTTLS" if oauth else radio("smtpSslIn", [("0", "しない"), ("1", "する"), ("2", "STARTTLS")], "0")) + \
            row("SMTP認証", radio("smtpAuthIn", yes_no, "ON" if oauth or v["smtp_auth"] else "OFF", off)) + \
            row("認証メールアドレス", text("smtpMailIn", v["auth_address"])) + row("認証ユーザー名", text("smtpUserIn", v["auth_user"])) + \
            row("認証パスワード", f'<input type="password" name="smtpPassInwk" value="" {off}><input type="hidden" name="smtpPassIn" value="">') + \
            row("SMTP認証暗号化", f'<select name="smtpEncIn" {off}><option value="A">自動</option><option value="1" selected>する</option></select>') + \
            (row("OAuth2.0認証", f'<input type="button" class="defaultButton" value="認証開始" onclick="javascript:startAuth();">{mark}') if oauth else "") + \
            fill(HEAD, anchor="POP", title="POP before SMTP") + row("SMTPサーバー名", text("popSrvIn", "pop.example.jp")) + \
            row("認証ユーザー名", text("popUserIn", "popper")) + \
            fill(HEAD, anchor="PORT", title="POP3/IMAP4 設定") + row("POP3", text("pop3PortIn", "110", off)) + row("IMAP4", text("imapPortIn", "993" if oauth else "143", off)) + \
            "".join(f'<tr><td></td><td>SDK{i}</td><td>:</td><td><input type="checkbox" name="sdkBox" value="{i}" {"checked" if i % 2 else ""}><input type="hidden" name="sdk" value="{i}"></td></tr>' for i in range(4)) + \
            fill(HEAD, anchor="NOTE", title="メール通知用アカウント") + row("メール通知使用メールアドレス", text("noteMailIn", "note@example.jp")) + \
            "</form></table>"
        return shell("getMailPlan", content, '<script src="/javascript/mailPlan.js"></script>', 'onLoad="baseInit();"', "メール")

    FREE = {"adminMailIn", "autoNameIn", "sendAuthKindIn", "smtpSrvIn", "smtpMailIn", "smtpUserIn", "smtpSslIn", "smtpAuthIn", "smtpPortIn"}

    def take(self, request, session):
        f = dict(request.fields)
        before = self.values(session)
        session.staged = dict(before, method="oauth2" if f["sendAuthKindIn"] == "OAUTH_MS" else "password", server=f["smtpSrvIn"], auth_address=f["smtpMailIn"],
                              auth_user=f["smtpUserIn"], admin_address=f["adminMailIn"], auto_sender=f["autoNameIn"] == "ON")
        if "smtpAuthIn" in f:
            session.staged["smtp_auth"] = f["smtpAuthIn"] == "ON"

    def mail_refresh(self, request, session):
        if request.field("inputSpecifyMode") == "RETURN":  # the skip page after the code screen
            return self.mail_page(request, session, keep=True)
        self.expect_form(request, session, "mainForm", free=self.FREE, changed={"paramControl": "REFRESH"})
        self.take(request, session)
        return self.mail_page(request, session, keep=True)

    def code_start(self, request, session):
        if request.field("inputSpecifyMode") == "BACK":  # from the "not yet" page
            return self.code_page(session)
        self.expect_form(request, session, "mainForm", free=self.FREE,
                         added=[("wayFrom", "getMailPlan.cgi"), ("wayTo", "getMailAuthCode.cgi"), ("inputSpecifyMode", "SESSION")])
        self.take(request, session)
        if session.staged["method"] != "oauth2":
            self.wrong("authorisation was started without OAuth 2.0 chosen")
        session.code = self.authority.new_code()
        return self.skip("getMailAuthCode.cgi?inputSpecifyMode=BACK")

    def skip(self, way_to):
        """The almost empty page that posts itself onward."""
        target, _, query = way_to.partition("?")
        extra = "".join('<input type="hidden" name="{}" value="{}">'.format(*pair.split("=")) for pair in query.split("&") if pair)
        return shell("autoSkip", f"""<form name="mainForm" onSubmit="return false;"><input type="hidden" name="wimToken" value="@TOKEN@">{extra}<input type="hidden" name="wayTo" value="{target}"></form>
<script>function pageSkip(){{ utilSubmitForm(document.mainForm, document.mainForm.wayTo.value); }} function baseInit(){{ }} function adrsScriptRecover(){{ }}</script>""", body='onLoad="baseInit();adrsScriptRecover();pageSkip();"')

    def code_page(self, session):
        return shell("getMailAuthCode", fill("""<div class="standard" style="font-weight:bold;">OAuth2.0 認証 (Exchange Online 用)</div>
<form name="mainForm" onSubmit="return false;"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="inputSpecifyMode" value="FIX">
<table><tr><td>以下のコードを控えてください。</td></tr><tr><td>コード</td><td>:</td><td><b>{{code}}</b></td></tr>
<tr><td><input type="button" value="Microsoft" onclick="javascript:openNew('https://microsoft.com/devicelogin')"></td></tr>
<tr><td>認証が完了したら [OK] を押してください</td></tr>
<tr><td class="defaultTableButton" onclick="javascript:fixAuth(); return false;"><a href="javascript:fixAuth()">OK</a></td><td class="defaultTableButton"><a href="javascript:jumpTo('getMailPlan.cgi')">キャンセル</a></td></tr></table></form>
<script>function fixAuth(){ utilSubmitForm(document.mainForm, 'fixMailAuthCode.cgi'); }</script>""", code=session.code), title="OAuth2.0 認証 (Exchange Online 用)")

    def code_done(self, request, session):
        if session.code is None:
            self.wrong("OK on a code screen without a code")
        self.expect_form(request, session, "mainForm")
        if not self.authority.granted(session.code):
            return """<html><head><title>エラー</title><script src="/javascript/util.xjs"></script></head><body class="errorMessage"><table><tr><td><img src="/images/messageIconE.gif"></td></tr>
<tr class="responseMessage"><td>認証が完了していません。認証画面で認証を完了してください。</td></tr></table>
<form name="mainForm" onSubmit="return false;"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="inputSpecifyMode" value="BACK"></form>
<input type="button" value="OK" onclick="jumpButtonURL()"><script>function jumpButtonURL(){ utilSubmitForm(document.mainForm, 'getMailAuthCode.cgi'); }</script></body></html>"""
        session.staged["authorised"] = True
        return self.skip("getMailPlan.cgi?inputSpecifyMode=RETURN")

    def save(self, request, session):
        self.expect_form(request, session, "mainForm", free=self.FREE, added=[("wayTo", "../../websys/webArch/configList.cgi")])
        self.take(request, session)
        self.saves += 1
        self.state.update(session.staged)
        if self.state["method"] != "oauth2":
            self.state["authorised"] = False
        session.staged = None
        return shell("setMailPlan", """<form name="mainForm"><input type="hidden" name="wimToken" value="@TOKEN@"></form><script>function pageSkip(){ jumpTo('../../websys/webArch/configList.cgi'); }</script>""", body='onLoad="pageSkip();"')


def shell(method, content, head="", body="", title="Web Image Monitor"):
    return fill(SHELL, title=title, head=head, body=body, content=content, method=method)
