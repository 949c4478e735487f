//! Rows whose value is plain text: what a printer shows of settings that nobody can change.

use super::{Reader, Row, SHORT};
use crate::html::NodeId;
use crate::page::stream::{Piece, meaningful};

impl Reader<'_> {
    /// Rows whose value is only text: 「SMTP ポート番号 : 587」.
    pub(super) fn plain_cells(&mut self, row: NodeId) {
        let mut label: Option<String> = None;
        for cell in self.cells(row) {
            if self.has_controls(cell) {
                label = None;
                continue;
            }
            let Some(text) = self.short_text(cell) else { continue };
            match label.take() {
                None => label = Some(text),
                Some(name) => self.plain(name, text, cell),
            }
        }
    }

    pub(super) fn plain_definition(&mut self, term: NodeId) {
        if let Some(definition) = self.next_element(term).filter(|n| self.document.name(*n) == "dd")
            && !self.has_controls(definition)
            && let (Some(label), Some(text)) = (self.short_text(term), self.short_text(definition))
        {
            self.plain(label, text, definition);
        }
    }

    fn plain(&mut self, label: String, value: String, at: NodeId) {
        let visible = self.document.is_visible(at);
        let plain = value.trim_start_matches([':', '：', ' ']).to_owned();
        let sections = self.sections();
        self.rows.push(Row { labels: vec![label], sections, controls: Vec::new(), plain, visible });
    }

    /// 「SMTP ポート番号: 587」 on a line of its own, outside tables and lists of terms.
    pub(super) fn loose_lines(&mut self) {
        for around in self.stream.pieces.windows(3) {
            if let [Piece::Line | Piece::Row, Piece::Words(words), Piece::Line | Piece::Row] = around
                && words.chars().count() <= SHORT
                && let Some((label, value)) = words.split_once([':', '：'])
                && meaningful(label)
                && meaningful(value)
            {
                let plain = value.trim().to_owned();
                let known = self
                    .rows
                    .iter()
                    .any(|r| r.labels.iter().any(|l| l.trim_end_matches([':', ' ']) == label.trim()));
                if !known {
                    // Where it stands among the headings is not known any more: only labels that need none will match.
                    self.rows.push(Row {
                        labels: vec![label.trim().to_owned()],
                        sections: vec![String::new()],
                        controls: Vec::new(),
                        plain,
                        visible: true,
                    });
                }
            }
        }
    }
}
