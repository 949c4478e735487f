//! Sections and rows as HTML, in five layouts. The table is verified on other pages of Web Image Monitor; `dl` is known
//! from newer dialogs; the rest is invented so that nobody relies on tables.

use super::config::{CodeScreen, Layout, ModeSwitch, PrinterConfig, Submit};
use super::form::{Control, Kind, Row, Section};
use super::markup::escape;
use super::names::paths;
use super::scripts::relative;
use super::wording::Wording;

const BULLET: &str = "<img src=\"/images/settingBullet.gif\" alt=\"\">";
const SPACER: &str = "<img src=\"/images/spacer.gif\" width=\"12\" height=\"1\" alt=\"\">";

pub(crate) fn sections(config: &PrinterConfig, words: Wording, sections: &[Section]) -> String {
    sections.iter().map(|section| one_section(config, words, section)).collect()
}

fn one_section(config: &PrinterConfig, words: Wording, section: &Section) -> String {
    let title = escape(&section.title);
    let rows: String = section.rows.iter().map(|row| one_row(config, words, row)).collect();
    match config.layout {
        Layout::WimTable => format!(
            "<tr><td colspan=\"4\"><a name=\"{}\"></a></td></tr>\n<tr bgcolor=\"#becfe6\"><td colspan=\"4\" nowrap><div class=\"standard\" style=\"font-weight:bold;\">{title}</div></td></tr>\n{rows}",
            section.anchor
        ),
        Layout::DefinitionList => format!(
            "<h3 class=\"listboxtitle\" id=\"{}\">{title}</h3>\n<dl class=\"listboxdl\">\n{rows}</dl>\n",
            section.anchor
        ),
        Layout::Fieldset => {
            format!("<fieldset id=\"{}\">\n<legend>{title}</legend>\n{rows}</fieldset>\n", section.anchor)
        }
        Layout::LabelFor => {
            format!("<div class=\"block\" id=\"{}\">\n<h2>{title}</h2>\n{rows}</div>\n", section.anchor)
        }
        Layout::Plain => format!("<a name=\"{}\"></a><h4>{title}</h4>\n{rows}<hr>\n", section.anchor),
    }
}

fn one_row(config: &PrinterConfig, words: Wording, row: &Row) -> String {
    let controls: Vec<String> =
        row.controls.iter().map(|control| one_control(config, words, control)).collect();
    let controls = controls.join("");
    let Some(label) = &row.label else { return format!("{controls}\n") };
    let label = escape(label);
    let class = if row.controls.iter().any(|control| matches!(control.kind, Kind::Words(_))) {
        "staticProp"
    } else if row
        .controls
        .iter()
        .any(|control| matches!(control.kind, Kind::Radio { .. } | Kind::Select { .. }))
    {
        "selectProp"
    } else {
        "editProp"
    };
    match config.layout {
        Layout::WimTable => format!(
            "<tr class=\"{class}\">\n<td nowrap>{BULLET}</td>\n<td nowrap>{label}</td><td nowrap>:</td>\n<td nowrap>{controls}</td>\n</tr>\n"
        ),
        Layout::DefinitionList => {
            format!(
                "<dt class=\"listboxdtl\">{label}</dt>\n<dd class=\"listboxddl\">:&nbsp;{controls}</dd>\n"
            )
        }
        Layout::Fieldset => format!("<p><span class=\"name\">{label}</span> : {controls}</p>\n"),
        Layout::LabelFor => {
            let first = row.controls.iter().find(|control| !matches!(control.kind, Kind::Hidden));
            match first {
                Some(Control { kind: Kind::Radio { .. }, id, .. }) => {
                    format!(
                        "<div class=\"row\" role=\"group\" id=\"g_{id}\"><span>{label}</span> {controls}</div>\n"
                    )
                }
                Some(Control { kind: Kind::Words(_), .. }) | None => {
                    format!("<div class=\"row\"><span>{label}</span> <span>{controls}</span></div>\n")
                }
                Some(Control { id, .. }) => {
                    format!("<div class=\"row\"><label for=\"{id}\">{label}</label> {controls}</div>\n")
                }
            }
        }
        Layout::Plain => format!("{label}：{controls}<br>\n"),
    }
}

fn one_control(config: &PrinterConfig, words: Wording, control: &Control) -> String {
    let name = escape(&control.name);
    let value = escape(&control.value);
    let id = &control.id;
    let disabled = if control.enabled { "" } else { " disabled" };
    match &control.kind {
        Kind::Hidden => format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"),
        Kind::Text => {
            format!(
                "<input type=\"text\" name=\"{name}\" id=\"{id}\" value=\"{value}\" size=\"40\" maxlength=\"255\"{disabled}>"
            )
        }
        Kind::Password => {
            format!(
                "<input type=\"password\" name=\"{name}\" id=\"{id}\" value=\"{value}\" size=\"40\"{disabled}>"
            )
        }
        Kind::Radio { text, checked, onclick } => {
            let checked = if *checked { " checked" } else { "" };
            let onclick = onclick
                .as_ref()
                .map_or(String::new(), |code| format!(" onclick=\"{}\"", code.replace('"', "&quot;")));
            let input = format!(
                "<input type=\"radio\" name=\"{name}\" id=\"{id}\" value=\"{value}\"{checked}{onclick}{disabled}>"
            );
            match config.layout {
                Layout::LabelFor => format!("{input}<label for=\"{id}\">{}</label>", escape(text)),
                _ => format!("{input}{}{SPACER}", escape(text)),
            }
        }
        Kind::Select { options, onchange } => {
            let onchange = onchange
                .as_ref()
                .map_or(String::new(), |code| format!(" onchange=\"{}\"", code.replace('"', "&quot;")));
            let options: String = options
                .iter()
                .map(|(value, text, selected)| {
                    let selected = if *selected { " selected" } else { "" };
                    format!("<option value=\"{}\"{selected}>{}</option>", escape(value), escape(text))
                })
                .collect();
            format!("<select name=\"{name}\" id=\"{id}\"{onchange}{disabled}>{options}</select>")
        }
        Kind::Words(text) => format!("<span class=\"standard\">{}</span>", escape(text)),
        Kind::StartButton { authorised } => {
            let mark = if *authorised { words.authorised() } else { "" };
            format!(
                "{}&nbsp;<span id=\"oauthState\">{}</span>",
                start_button(config, control, disabled),
                escape(mark)
            )
        }
    }
}

fn start_button(config: &PrinterConfig, control: &Control, disabled: &str) -> String {
    let paths = paths(config.paths);
    let start = relative(paths.get, paths.start);
    let (name, id, text) = (&control.name, &control.id, escape(&control.value));
    let own_page =
        matches!(config.code_screen, CodeScreen::OwnPage | CodeScreen::SelfRefresh | CodeScreen::MetaRefresh);
    match config.submit {
        Submit::Action if own_page => format!(
            "<input type=\"submit\" name=\"{name}\" id=\"{id}\" value=\"{text}\" onclick=\"this.form.action='{start}'\"{disabled}>"
        ),
        Submit::Image if own_page => {
            format!(
                "<input type=\"submit\" name=\"{name}\" id=\"{id}\" value=\"{text}\" formaction=\"{start}\"{disabled}>"
            )
        }
        Submit::Anchor if config.mode_switch != ModeSwitch::Script && control.enabled => {
            format!(
                "<a href=\"javascript:startAuth()\" id=\"{id}\" class=\"defaultCommandButton\">{text}</a>"
            )
        }
        _ => format!(
            "<input type=\"button\" class=\"defaultButton\" name=\"{name}\" id=\"{id}\" value=\"{text}\" onclick=\"javascript:startAuth()\"{disabled}>"
        ),
    }
}

/// [OK] and [Cancel] in the manner that the variant has.
pub(crate) fn buttons(config: &PrinterConfig, words: Wording, can_save: bool) -> String {
    let paths = paths(config.paths);
    let cancel = format!(
        "<td class=\"defaultTableButton\" onclick=\"javascript:Cancel(); return false;\"><a href=\"javascript:Cancel()\" class=\"defaultTableCommandButton\">{}</a></td>",
        words.cancel()
    );
    let text = words.ok();
    let ok = if !can_save {
        String::new()
    } else {
        match config.submit {
            Submit::ApplyInline | Submit::ApplyExternal | Submit::QuerySplit => format!(
                "<td class=\"defaultTableButton\" onclick=\"javascript:Apply(); return false;\"><a href=\"javascript:Apply()\" class=\"defaultTableCommandButton\">{text}</a></td>"
            ),
            Submit::Action => {
                format!("<td><input type=\"submit\" class=\"defaultButton\" value=\"{text}\"></td>")
            }
            Submit::Image => {
                format!(
                    "<td><input type=\"image\" name=\"img_OK\" src=\"/images/ok.gif\" alt=\"{text}\"></td>"
                )
            }
            Submit::Anchor => format!(
                "<td><a href=\"javascript:doSet('{}')\" class=\"defaultCommandButton\">{text}</a></td>",
                relative(paths.get, paths.set)
            ),
        }
    };
    format!("<table class=\"buttons\"><tr>{ok}{cancel}</tr></table>\n")
}
