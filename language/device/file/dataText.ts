/** Data in a text, JSON or YAML, with the place of every part of it. */
import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Span } from '../../diagnostic.ts';
import type { DataPath } from '../dataProblem.ts';

export interface DataText {
  /** Nothing where the text could not be read. */
  readonly value: unknown;
  /** The place of a part, or of the nearest part around it that there is. */
  readonly placeOf: (path: DataPath) => Span;
  /** The first thing that makes the text unreadable. */
  readonly fault?: Span & { readonly message: string };
}

/** Reads `text`, which is YAML where the name of its file says so, JSON otherwise. */
export const readData = (file: string, text: string): DataText =>
  /\.ya?ml$/i.test(file) ? readYaml(text) : readJson(text);

function readJson(text: string): DataText {
  try {
    const value: unknown = JSON.parse(text);
    return { value, placeOf: placesInJson(text) };
  } catch {
    const errors: ParseError[] = [];
    parseTree(text, errors, { disallowComments: true });
    const [{ error, offset, length } = { error: 0, offset: 0, length: 0 }] = errors;
    const message = JSON_FAULTS[printParseErrorCode(error)] ?? 'This is no JSON.';
    return { value: undefined, placeOf: () => ({ start: 0, end: 0 }), fault: fault(text, offset, length, message) };
  }
}

const JSON_FAULTS: Readonly<Record<string, string>> = {
  ValueExpected: 'A value is missing here.',
  PropertyNameExpected:
    'The name of a field is missing here: write it in double quotes, and no comma behind the last field.',
  ColonExpected: "A ':' is missing here.",
  CommaExpected: "A ',' is missing before this.",
  CloseBraceExpected: "A '}' is missing here.",
  CloseBracketExpected: "A ']' is missing here.",
  InvalidNumberFormat: 'This is no number.',
  UnexpectedEndOfString: 'This text has no end: a double quote is missing.',
  InvalidCommentToken: 'JSON has no comments.',
  InvalidSymbol: 'This is no value: write texts and names of fields in double quotes.',
  EndOfFileExpected: 'Here the data has ended already: remove what follows.',
};

/** The text is looked at again for the first place that is asked for; most files need none. */
function placesInJson(text: string): DataText['placeOf'] {
  let root: ReturnType<typeof parseTree>;
  return (path) => {
    root ??= parseTree(text);
    for (let length = path.length; root && length >= 0; length--) {
      const node = findNodeAtLocation(root, path.slice(0, length));
      if (node) return { start: node.offset, end: node.offset + node.length };
    }
    return { start: 0, end: 0 };
  };
}

function readYaml(text: string): DataText {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false });
  const [error] = document.errors;
  const placeOf = (path: DataPath): Span => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return { start: node.range[0], end: node.range[1] };
    }
    return { start: 0, end: 0 };
  };
  if (!error) return { value: document.toJS(), placeOf };
  const [start, end] = error.pos;
  return { value: undefined, placeOf, fault: fault(text, start, end - start, `${error.message}.`) };
}

const fault = (text: string, offset: number, length: number, message: string) => {
  const start = Math.min(offset, text.length);
  return { start, end: Math.min(start + length, text.length), message };
};
