//! From a page's parts to the bytes a printer sends: the shell around a body, and the ways in which firmwares write HTML.
//! The transformations work on tags only and leave scripts alone.

use super::config::{Charset, Markup, PrinterConfig};

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

/// A page.
pub(crate) struct Page {
    pub(crate) title: String,
    /// More elements for the head.
    pub(crate) head: String,
    pub(crate) script: String,
    /// Attributes of `body`, with a leading space.
    pub(crate) body_attributes: String,
    pub(crate) body: String,
}

impl Page {
    pub(crate) fn new(title: &str) -> Self {
        Self {
            title: title.into(),
            head: String::new(),
            script: String::new(),
            body_attributes: String::new(),
            body: String::new(),
        }
    }

    pub(crate) fn write(&self, config: &PrinterConfig) -> String {
        let leftovers =
            if config.markup == Markup::XhtmlLeftovers { " xmlns:axsl=\"http://localhost\"" } else { "" };
        let doctype = if config.markup == Markup::XhtmlLeftovers {
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
        } else {
            ""
        };
        let charset = match config.charset {
            Charset::Utf8 | Charset::Utf8MetaOnly => "UTF-8",
            Charset::ShiftJis | Charset::ShiftJisMetaOnly => "Shift_JIS",
        };
        let script = if self.script.is_empty() {
            String::new()
        } else {
            format!(
                "<script{leftovers} language=\"JavaScript\" type=\"text/javascript\">\n<!--\n{}\n//-->\n</script>\n",
                self.script
            )
        };
        // "<!--" hides the script from old browsers; in one line it would hide all of it from every browser.
        let script = if config.markup == Markup::OneLine {
            script.replace("<!--\n", "").replace("//-->\n", "")
        } else {
            script
        };
        let html = format!(
            "{doctype}<html{leftovers}>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\n\
             <meta http-equiv=\"Content-Type\" content=\"text/html\" charset=\"{charset}\">\n<title>{}</title>\n{}{script}</head>\n\
             <body{}>\n{}\n</body>\n</html>\n",
            escape(&self.title),
            self.head,
            self.body_attributes,
            self.body
        );
        transform(&html, config.markup)
    }
}

/// Rewrites the tags of a page in a firmware's manner.
pub(crate) fn transform(html: &str, markup: Markup) -> String {
    match markup {
        Markup::Plain => html.to_owned(),
        Markup::OneLine => html.replace("\r\n", "\n").replace('\n', " "),
        Markup::XhtmlLeftovers => each_tag(html, |tag| {
            tag.replace(" checked", " checked=\"true\"").replace(" selected", " selected=\"selected\"")
        }),
        Markup::UpperCase => each_tag(html, |tag| rewrite(tag, true, false)),
        Markup::Unquoted => each_tag(html, |tag| rewrite(tag, false, true)),
    }
}

/// Takes scripts, handlers and targets out of a page: what is left says nothing of what a click does.
pub(crate) fn without_evidence(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = find_ignoring_case(rest, "<script") {
        out.push_str(&rest[..start]);
        let end = find_ignoring_case(&rest[start..], "</script>").map_or(rest.len(), |at| start + at + 9);
        rest = &rest[end..];
    }
    out.push_str(rest);
    each_tag(&out, |tag| {
        let (name, attributes) = split(tag);
        let mut kept = String::from(name);
        for (key, value) in attributes {
            let lower = key.to_ascii_lowercase();
            if lower.starts_with("on")
                || matches!(lower.as_str(), "action" | "formaction" | "href" | "method")
            {
                continue;
            }
            kept.push(' ');
            kept.push_str(key);
            match value {
                Some("submit" | "image") if lower == "type" => kept.push_str("=\"button\""),
                Some(value) => kept.push_str(&format!("=\"{value}\"")),
                None => {}
            }
        }
        kept
    })
}

fn find_ignoring_case(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Applies a change to the inside of every start and end tag outside of scripts.
fn each_tag(html: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let end = tag_end(rest);
        let inside = rest[1..end].trim_end_matches('>');
        out.push('<');
        out.push_str(&change(inside));
        out.push('>');
        let script = inside.to_ascii_lowercase().starts_with("script");
        rest = &rest[end..];
        if script {
            let close = find_ignoring_case(rest, "</script").unwrap_or(rest.len());
            out.push_str(&rest[..close]);
            rest = &rest[close..];
        }
    }
    out.push_str(rest);
    out
}

fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A tag's name and attributes; the office writes its own tags, always with double quotes.
fn split(tag: &str) -> (&str, Vec<(&str, Option<&str>)>) {
    let name_end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name, attributes);
        }
        let key_end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, tail) = rest.split_at(key_end);
        rest = tail;
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').unwrap_or(quoted.len());
            attributes.push((key, Some(&quoted[..end])));
            rest = quoted.get(end + 1..).unwrap_or_default();
        } else {
            attributes.push((key, None));
            rest = rest.trim_start_matches('=');
        }
    }
}

fn rewrite(tag: &str, upper: bool, unquoted: bool) -> String {
    let (name, attributes) = split(tag);
    let case = |text: &str| if upper { text.to_ascii_uppercase() } else { text.to_owned() };
    let mut out = case(name);
    for (key, value) in attributes {
        out.push(' ');
        out.push_str(&case(key));
        if let Some(value) = value {
            let bare = !value.is_empty()
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':'));
            if unquoted && bare {
                out.push_str(&format!("={value}"));
            } else {
                out.push_str(&format!("=\"{value}\""));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_change_and_scripts_do_not() {
        let html = "<script>if (a<b) { x('<td>'); }</script><td class=\"a\" onclick=\"go('x y')\">ü</td>";
        assert_eq!(
            transform(html, Markup::UpperCase),
            "<SCRIPT>if (a<b) { x('<td>'); }</SCRIPT><TD CLASS=\"a\" ONCLICK=\"go('x y')\">ü</TD>"
        );
        assert_eq!(
            transform(html, Markup::Unquoted),
            "<script>if (a<b) { x('<td>'); }</script><td class=a onclick=\"go('x y')\">ü</td>"
        );
    }

    #[test]
    fn nothing_is_left_of_the_evidence() {
        let html = "<script>Apply()</script><form action=\"set.cgi\" method=\"post\"><input type=\"submit\" value=\"OK\"><a href=\"javascript:Apply()\">OK</a></form>";
        assert_eq!(without_evidence(html), "<form><input type=\"button\" value=\"OK\"><a>OK</a></form>");
    }
}
