/** What completion offers. */
import { keywordHelp } from '../keywordHelp.ts';

export type CompletionKind =
  | 'gate'
  | 'qubit'
  | 'bit'
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'function'
  | 'keyword'
  | 'type'
  | 'file'
  | 'value'
  | 'directive';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** Markdown; empty where there is nothing to say. */
  readonly documentation: string;
  /** What is written in place of the word; may have holes (`snippet.ts`). */
  readonly insertText: string;
  /** Items are shown in the order of these. */
  readonly sortText: string;
  /** Written as well, elsewhere. */
  readonly additionalEdit?: { readonly offset: number; readonly text: string };
}

interface ItemDetails {
  readonly documentation?: string | undefined;
  readonly insertText?: string;
  readonly sort?: string;
}

export function item(label: string, kind: CompletionKind, detail: string, more: ItemDetails = {}): CompletionItem {
  const { documentation = '', insertText = label, sort = '5' } = more;
  return { label, kind, detail, documentation, insertText, sortText: `${sort} ${label}` };
}

export const keyword = (name: string, insertText = name, sort = '6'): CompletionItem =>
  item(name, 'keyword', '', { documentation: keywordHelp(name), insertText, sort });
