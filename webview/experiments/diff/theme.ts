/** Monaco in the colours of VS Code's theme, also when that changes. */
import type * as Monaco from 'monaco-editor/editor/editor.api.js';

const NAME = 'ketlab';

/** What Monaco calls a colour, as VS Code does too. */
const COLOURS = [
  'editor.background',
  'editor.foreground',
  'editorLineNumber.foreground',
  'editorLineNumber.activeForeground',
  'editor.selectionBackground',
  'editor.lineHighlightBackground',
  'editor.lineHighlightBorder',
  'editorGutter.background',
  'diffEditor.insertedTextBackground',
  'diffEditor.removedTextBackground',
  'diffEditor.insertedLineBackground',
  'diffEditor.removedLineBackground',
  'diffEditor.insertedTextBorder',
  'diffEditor.removedTextBorder',
  'diffEditor.diagonalFill',
  'diffEditor.border',
  'scrollbarSlider.background',
  'scrollbarSlider.hoverBackground',
  'scrollbarSlider.activeBackground',
  'contrastBorder',
  'focusBorder',
] as const;

/** @returns ends following */
export function followTheme(monaco: typeof Monaco): () => void {
  const apply = () => {
    monaco.editor.defineTheme(NAME, themeOf(document.body.className));
    monaco.editor.setTheme(NAME);
  };
  apply();
  const observer = new MutationObserver(apply);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}

function themeOf(bodyClass: string): Monaco.editor.IStandaloneThemeData {
  const style = getComputedStyle(document.documentElement);
  const colours = COLOURS.flatMap((name) => {
    const value = hexadecimal(style.getPropertyValue(`--vscode-${name.replaceAll('.', '-')}`).trim());
    return value === undefined ? [] : [[name, value]];
  });
  return { base: baseOf(bodyClass), inherit: true, rules: [], colors: Object.fromEntries(colours) };
}

function baseOf(bodyClass: string): Monaco.editor.BuiltinTheme {
  if (bodyClass.includes('vscode-high-contrast-light')) return 'hc-light';
  if (bodyClass.includes('vscode-high-contrast')) return 'hc-black';
  return bodyClass.includes('vscode-dark') ? 'vs-dark' : 'vs';
}

/** Monaco takes no other colours; VS Code writes those that are not opaque as `rgba(…)`. */
export function hexadecimal(colour: string): string | undefined {
  if (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(colour)) return colour;
  if (/^#[0-9a-f]{3,4}$/i.test(colour)) return colour.replaceAll(/[0-9a-f]/gi, '$&$&');
  const parts = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(colour);
  if (!parts) return undefined;
  const [, red, green, blue, alpha = '1'] = parts;
  const bytes = [Number(red), Number(green), Number(blue), 255 * Number(alpha)];
  return `#${bytes.map((byte) => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;
}
