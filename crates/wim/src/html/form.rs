//! What a form sends: HTML's rules for successful controls, in source order, duplicates kept.

use encoding_rs::{Encoding, UTF_8};
use serde::{Deserialize, Serialize};
use url::Url;

use super::tree::{Document, NodeId};

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// In the address.
    #[serde(rename = "get")]
    Get,
    /// In the body.
    #[serde(rename = "post")]
    Post,
}

/// One form about to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// How.
    pub method: Method,
    /// Where to. For `Get` the query still has to be replaced by the fields: see [`Submission::address`].
    pub url: Url,
    /// The successful controls, in source order, duplicates kept.
    pub fields: Vec<(String, String)>,
    /// The window it goes to, where that is not this one.
    pub target: Option<String>,
    /// Whether the form asks for `multipart/form-data`.
    pub multipart: bool,
    /// Name of the encoding it goes out in: the form's own `accept-charset`, else the page's. Empty: not yet known.
    #[serde(default)]
    pub charset: String,
}

impl Submission {
    /// The address the request goes to: for `Get` with the fields as query, as browsers do it.
    #[must_use]
    pub fn address(&self) -> Url {
        let mut url = self.url.clone();
        if self.method == Method::Get {
            url.set_query(Some(&self.encoded()));
        }
        url
    }

    /// The fields as `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn encoded(&self) -> String {
        let encoding = Encoding::for_label(self.charset.as_bytes()).unwrap_or(UTF_8).output_encoding();
        // What the encoding cannot say goes out as `&#…;`, as browsers do it; encoding_rs does so by itself.
        let part =
            |text: &str| url::form_urlencoded::byte_serialize(&encoding.encode(text).0).collect::<String>();
        let pairs = self.fields.iter().map(|(name, value)| format!("{}={}", part(name), part(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// What the form would send, or `None` where it does not say where to in a way this reader understands.
/// `submitter` is the button that was clicked; without one (a script's `form.submit()`) no button is sent.
/// `page` is the address an empty `action` means; `base` is what a relative one is resolved against.
#[must_use]
pub fn submission(
    document: &Document,
    form: NodeId,
    submitter: Option<NodeId>,
    page: &Url,
    base: &Url,
) -> Option<Submission> {
    let of_button = |name: &str| submitter.and_then(|s| document.attribute(s, name));
    let own = |name: &str| document.attribute(form, name);
    let action = of_button("formaction").or_else(|| own("action")).map(str::trim).filter(|a| !a.is_empty());
    let url = match action {
        Some(action) => base.join(action).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?,
        None => page.clone(),
    };
    let method = of_button("formmethod").or_else(|| own("method")).unwrap_or("get");
    let target = of_button("formtarget").or_else(|| own("target")).map(str::trim);
    Some(Submission {
        method: if method.trim().eq_ignore_ascii_case("post") { Method::Post } else { Method::Get },
        url,
        fields: fields(document, form, submitter),
        target: target
            .filter(|t| {
                !t.is_empty() && !["_self", "_parent", "_top"].iter().any(|own| t.eq_ignore_ascii_case(own))
            })
            .map(str::to_owned),
        multipart: of_button("formenctype")
            .or_else(|| own("enctype"))
            .or_else(|| own("encoding"))
            .is_some_and(|e| e.trim().eq_ignore_ascii_case("multipart/form-data")),
        charset: own("accept-charset")
            .into_iter()
            .flat_map(|list| list.split([' ', ',']))
            .find_map(|label| Encoding::for_label(label.as_bytes()))
            .map_or_else(String::new, |encoding| encoding.name().to_owned()),
    })
}

fn fields(document: &Document, form: NodeId, submitter: Option<NodeId>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for control in document.all().filter(|c| document.is_control(*c)) {
        if document.form_of(control) != Some(form) || document.is_disabled(control) {
            continue;
        }
        let name = document.attribute(control, "name").unwrap_or("");
        let kind = document.control_type(control);
        if kind == "image" {
            if submitter == Some(control) {
                let prefix = if name.is_empty() { String::new() } else { format!("{name}.") };
                fields.push((format!("{prefix}x"), "0".into()));
                fields.push((format!("{prefix}y"), "0".into()));
            }
            continue;
        }
        if name.is_empty() {
            continue;
        }
        match kind.as_str() {
            "submit" | "button" | "reset" => {
                if submitter == Some(control) {
                    fields.push((name.to_owned(), document.value(control)));
                }
            }
            "checkbox" | "radio" => {
                if document.node(control).checked {
                    fields.push((name.to_owned(), document.value(control)));
                }
            }
            "select-multiple" => fields.extend(
                document
                    .options(control)
                    .into_iter()
                    .filter(|o| document.node(*o).checked && !document.is_disabled(*o))
                    .map(|o| (name.to_owned(), document.value(o))),
            ),
            "select-one" => {
                if let Some(option) = document.selected_option(control).filter(|o| !document.is_disabled(*o))
                {
                    fields.push((name.to_owned(), document.value(option)));
                }
            }
            "file" => fields.push((name.to_owned(), String::new())),
            _ => fields.push((name.to_owned(), line_breaks(&document.value(control)))),
        }
    }
    fields
}

/// Line breaks go out as CR LF (HTML standard, "constructing the entry list").
fn line_breaks(value: &str) -> String {
    if !value.contains(['\n', '\r']) {
        return value.to_owned();
    }
    value.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(charset: &str, value: &str) -> String {
        let url = Url::parse("http://printer.test/").expect("a url");
        let fields = vec![("a b".into(), value.into())];
        let charset = charset.into();
        Submission { method: Method::Post, url, fields, target: None, multipart: false, charset }.encoded()
    }

    #[test]
    fn a_form_goes_out_in_its_page_s_encoding() {
        assert_eq!(encoded("", "機"), "a+b=%E6%A9%9F");
        assert_eq!(encoded("Shift_JIS", "機"), "a+b=%8B%40");
        assert_eq!(encoded("EUC-JP", "機"), "a+b=%B5%A1");
        assert_eq!(encoded("Shift_JIS", "é"), "a+b=%26%23233%3B");
        assert_eq!(encoded("UTF-16LE", "é"), "a+b=%C3%A9");
    }
}
