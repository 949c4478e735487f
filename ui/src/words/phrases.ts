/**
 * Where a Japanese heading may break: between phrases, not inside words.
 *
 * `word-break: auto-phrase` does this in WebView2; WebKit has only the segmenter of words, so particles and endings
 * (hiragana) and closing marks are glued to the word before them here.
 */
const glued = /^[\p{Script=Hiragana}ー、。，．・：；）」』】！？…\p{P}]+$/u;
const opening = /[（「『【(]$/u;

export function phrases(text: string, language: string): string[] {
  if (language !== 'ja' || !('Segmenter' in Intl)) return [text];
  const out: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    const last = out.length - 1;
    if (last >= 0 && (glued.test(segment) || opening.test(out[last] ?? ''))) out[last] += segment;
    else out.push(segment);
  }
  return out;
}
