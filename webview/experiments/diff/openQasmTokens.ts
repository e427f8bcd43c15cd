/** How Monaco colours OpenQASM: by the keywords of the language's own lexer. */
import type { languages } from 'monaco-editor/editor/editor.api.js';
import { keywords } from '../../../language/syntax/tokens.ts';

export const LANGUAGE = 'openqasm';

const TYPES = 'qubit bit bool int uint float angle complex array duration stretch creg qreg void'.split(' ');
const KNOWN = [...keywords.keys()].filter((word) => /^\w+$/.test(word));

export const openQasmTokens = {
  types: TYPES,
  keywords: KNOWN.filter((word) => !TYPES.includes(word)),
  constants: ['pi', 'tau', 'euler', 'π', 'τ', 'ℇ', 'true', 'false'],
  tokenizer: {
    root: [
      [/\/\/.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/^\s*#?pragma\b.*$/, 'annotation'],
      [/^\s*@[\w.]+.*$/, 'annotation'],
      [/"[^"]*"|'[^']*'/, 'string'],
      [/\$\d+/, 'variable'],
      [/(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:ns|us|µs|ms|s|dt|im)?\b/, 'number'],
      [
        /[\p{L}_][\p{L}\d_]*/u,
        { cases: { '@types': 'type', '@keywords': 'keyword', '@constants': 'constant', '@default': 'identifier' } },
      ],
    ],
    comment: [
      [/[^*]+/, 'comment'],
      [/\*\//, 'comment', '@pop'],
      [/\*/, 'comment'],
    ],
  },
} satisfies languages.IMonarchLanguage;
