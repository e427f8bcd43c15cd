// Navigation as an editor meets it: every test speaks the protocol to the real server.
import assert from 'node:assert/strict';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Hover,
  type LinkedEditingRanges,
  type Location,
  LSPErrorCodes,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { Client, pullCapabilities, rejectsWith, uri } from './client.ts';

const program = `OPENQASM 3.0;
include "stdgates.inc";
include "more.inc";
qubit[2] q;
mine q[0];
cx q[0], q[1];
`;
const more = 'file:///folder/more.inc';

const at = (line: number, character: number) => ({ position: { line, character } });
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('navigation over the protocol', () => {
  let client: Client;

  beforeEach(async () => {
    const files = new Map([[more, '// Does nothing.\ngate mine a { }\n']]);
    client = await new Client((file) => files.get(file)).initialize();
    await client.open(program);
  });

  afterEach(() => client.dispose());

  it('says that it navigates', async () => {
    const fresh = new Client();
    const { capabilities } = await fresh.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      'initialize',
      {
        processId: null,
        rootUri: null,
        capabilities: pullCapabilities,
      },
    );
    for (const provider of ['hover', 'definition', 'typeDefinition', 'callHierarchy']) {
      assert.equal(capabilities[`${provider}Provider`], true);
    }
    assert.deepEqual(capabilities['renameProvider'], { prepareProvider: true });
    await fresh.dispose();
  });

  it('leads to declarations in the document, in libraries and in included files', async () => {
    const definition = (line: number, character: number) =>
      client.request<Location>('textDocument/definition', at(line, character));
    assert.deepEqual(await definition(5, 3), { uri, range: range(3, 9, 10) });
    assert.equal((await definition(5, 0)).uri, 'ketlab-library:/stdgates.inc');
    assert.deepEqual(await definition(4, 1), { uri: more, range: range(1, 5, 9) });
    assert.deepEqual(await definition(2, 12), { uri: more, range: range(0, 0, 0) });
    assert.equal(await definition(0, 0), null);
    assert.deepEqual(await client.request('textDocument/declaration', at(5, 3)), { uri, range: range(3, 9, 10) });
  });

  it('leads to types, and edits local names together', async () => {
    const [type] = await client.request<Location[]>('textDocument/typeDefinition', at(5, 3));
    assert.deepEqual(type, { uri, range: range(3, 0, 8) });
    await client.change(2, { text: 'gate g(a) q { U(a, 0, 0) q; }' });
    const linked = await client.request<LinkedEditingRanges>('textDocument/linkedEditingRange', at(0, 7));
    assert.deepEqual(linked.ranges, [range(0, 7, 8), range(0, 16, 17)]);
    assert.match('θ_1', new RegExp(`^(?:${linked.wordPattern})$`, 'u'));
    assert.equal(await client.request('textDocument/linkedEditingRange', at(0, 5)), null);
  });

  it('tells who calls whom, across the programs that are open', async () => {
    await client.open('gate mine a { }\n// Not the file itself.\n', more);
    await client.open('include "more.inc";\ngate other a { mine a; }\n', 'file:///folder/other.qasm');
    const [item] = await client.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at(4, 1));
    assert.deepEqual([item?.name, item?.uri, item?.selectionRange], ['mine', more, range(0, 5, 9)]);
    const incoming = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, fromRanges]),
      [
        ['bell.qasm', [range(4, 0, 4)]],
        ['other', [range(1, 15, 19)]],
      ],
    );
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: incoming[1]?.from,
    });
    assert.deepEqual(
      outgoing.map(({ to, fromRanges }) => [to.name, fromRanges]),
      [['mine', [range(1, 15, 19)]]],
    );
    await rejectsWith(
      client.request('callHierarchy/incomingCalls', { item: { name: 'mine' } }),
      ErrorCodes.InvalidParams,
    );
  });

  it('finds and highlights uses', async () => {
    const context = { includeDeclaration: false };
    const found = await client.request<Location[]>('textDocument/references', { ...at(3, 9), context });
    assert.deepEqual(
      found.map((location) => location.range),
      [range(4, 5, 6), range(5, 3, 4), range(5, 9, 10)],
    );
    const [first, second] = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', at(3, 9));
    assert.deepEqual(first, { range: range(3, 9, 10), kind: DocumentHighlightKind.Write });
    assert.equal(second?.kind, DocumentHighlightKind.Read);
  });

  it('renames in all files of the program', async () => {
    assert.deepEqual(await client.request('textDocument/prepareRename', at(4, 1)), {
      range: range(4, 0, 4),
      placeholder: 'mine',
    });
    const { changes } = await client.request<WorkspaceEdit>('textDocument/rename', { ...at(4, 1), newName: 'yours' });
    assert.deepEqual(changes, {
      [more]: [{ range: range(1, 5, 9), newText: 'yours' }],
      [uri]: [{ range: range(4, 0, 4), newText: 'yours' }],
    });
  });

  it('says why it does not rename', async () => {
    await rejectsWith(client.request('textDocument/prepareRename', at(5, 0)), LSPErrorCodes.RequestFailed);
    await assert.rejects(
      client.request('textDocument/rename', { ...at(4, 1), newName: 'gate' }),
      /'gate' is a keyword of OpenQASM 3/,
    );
    assert.equal(await client.request('textDocument/prepareRename', at(3, 1)), null);
    assert.deepEqual(client.log, []);
  });

  it('says what is under the mouse', async () => {
    const hover = await client.request<Hover>('textDocument/hover', at(4, 1));
    assert.deepEqual(hover.range, range(4, 0, 4));
    assert.deepEqual(hover.contents, {
      kind: 'markdown',
      value: [
        '```openqasm\ngate mine a\n```',
        'Does nothing.',
        'From `more.inc`.',
        'Matrix of `mine` for |a⟩ = |0⟩, |1⟩:',
        '```text\n⎡ 1  0 ⎤\n⎣ 0  1 ⎦\n```',
      ].join('\n\n'),
    });
    assert.equal(await client.request('textDocument/hover', at(3, 11)), null);
  });

  it('answers for a document that is not open with nothing', async () => {
    const textDocument = { uri: 'file:///closed.qasm' };
    for (const method of ['hover', 'definition', 'declaration', 'prepareRename']) {
      assert.equal(await client.request(`textDocument/${method}`, { textDocument, ...at(0, 0) }), null);
    }
    assert.deepEqual(await client.request('textDocument/documentHighlight', { textDocument, ...at(0, 0) }), []);
  });
});
