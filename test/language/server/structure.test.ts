// Folding, selection, semantic tokens, inlay hints and formatting, as an editor asks for them.
import assert from 'node:assert/strict';
import type {
  FoldingRange,
  InitializeResult,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Client, uri } from './client.ts';

const at = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

const untidy = 'const int n = 1 + 1;\nqubit[n]   q;\ngate g(a) x {\nU(a, 0, 0) x;\n}\ng(1) q;\n';
const options = { tabSize: 2, insertSpaces: true };

describe('the language server, on structure,', () => {
  let client: Client;

  beforeEach(async () => {
    client = await new Client().initialize();
  });

  afterEach(() => client.dispose());

  async function edited(method: string, parameters: object): Promise<string> {
    const edits = await client.request<TextEdit[]>(method, parameters);
    return TextDocument.applyEdits(TextDocument.create(uri, 'openqasm', 1, untidy), edits);
  }

  it('says what it can do', async () => {
    const other = new Client();
    const parameters = { processId: null, rootUri: null, capabilities: {} };
    const { capabilities } = await other.connection.sendRequest<InitializeResult>('initialize', parameters);
    assert.equal(capabilities.foldingRangeProvider, true);
    assert.equal(capabilities.documentFormattingProvider, true);
    assert.deepEqual(capabilities.semanticTokensProvider?.legend.tokenModifiers, [
      'declaration',
      'readonly',
      'defaultLibrary',
    ]);
    await other.dispose();
  });

  it('folds', async () => {
    await client.open(`// a\n// b\n${untidy}`);
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange');
    assert.deepEqual(folds, [
      { startLine: 0, endLine: 1, kind: 'comment' },
      { startLine: 4, endLine: 5 },
    ]);
  });

  it('grows selections', async () => {
    await client.open(untidy);
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      positions: [{ line: 3, character: 2 }],
    });
    assert.deepEqual(selection?.range, at(3, 2, 3));
    assert.deepEqual(selection?.parent?.range, at(3, 0, 13));
  });

  it('gives semantic tokens: all, a part, and what changed', async () => {
    await client.open(untidy);
    const all = await client.request<SemanticTokens>('textDocument/semanticTokens/full');
    assert.equal(all.data.length % 5, 0);
    const part = await client.request<SemanticTokens>('textDocument/semanticTokens/range', { range: at(1, 0, 13) });
    assert.equal(part.data.length, 10);
    await client.change(2, { range: at(5, 0, 0), text: 'g(2) q;\n' });
    const previousResultId = all.resultId;
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      previousResultId,
    });
    const made = [...all.data];
    for (const { start, deleteCount, data = [] } of delta.edits) made.splice(start, deleteCount, ...data);
    const fresh = await client.request<SemanticTokens>('textDocument/semanticTokens/full');
    assert.deepEqual(made, fresh.data);
    const unknown = await client.request<SemanticTokens>('textDocument/semanticTokens/full/delta', {
      previousResultId: 'none',
    });
    assert.deepEqual(unknown.data, fresh.data);
  });

  it('gives inlay hints', async () => {
    await client.open(untidy);
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { range: at(0, 0, 100) });
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position]),
      [['= 2', { line: 0, character: 19 }]],
    );
  });

  it('formats a document and a part of it', async () => {
    await client.open(untidy);
    const whole = await edited('textDocument/formatting', { options });
    assert.equal(whole, untidy.replace('   q', ' q').replace('U(', '  U('));
    const part = await edited('textDocument/rangeFormatting', { options, range: at(1, 0, 13) });
    assert.equal(part, untidy.replace('   q', ' q'));
    const tabs = await edited('textDocument/formatting', { options: { tabSize: 4, insertSpaces: false } });
    assert.match(tabs, /\n\tU\(/);
  });

  it('formats on type', async () => {
    await client.open(untidy);
    const position = { line: 1, character: 13 };
    const laidOut = await edited('textDocument/onTypeFormatting', { position, ch: ';', options });
    assert.equal(laidOut, untidy.replace('qubit[n]   q;', 'qubit[n] q;'));
  });

  it('has nothing to say of documents that are not open', async () => {
    assert.deepEqual(await client.request('textDocument/foldingRange'), []);
    assert.deepEqual(await client.request('textDocument/formatting', { options }), []);
    assert.deepEqual(await client.request('textDocument/semanticTokens/full'), { data: [] });
  });
});
