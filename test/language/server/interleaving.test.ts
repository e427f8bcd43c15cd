// Edits and requests that come in any order: each answer is about a text that the document had between the question
// and the answer, and no long text keeps the others waiting.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Position } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { circuitRequest } from '../../../language/server/protocol.ts';
import { Client, uri } from './client.ts';

const start = `OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q[0];
cx q[0], q[1];
c = measure q;
`;

const snippets = [
  'h q[0];\n',
  'qubit r;\n',
  'rx(pi/2) ',
  'q',
  '}',
  '{',
  '\n',
  '// ',
  'gate g a { x a; }\n',
  ';',
  'bit ',
  '[7]',
];

const methods = [
  circuitRequest,
  'textDocument/diagnostic',
  'textDocument/documentSymbol',
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'textDocument/semanticTokens/full',
  'textDocument/formatting',
];

interface State {
  readonly version: number;
  /** Nothing while the document is closed. */
  readonly text: string | undefined;
}

type Step =
  | { readonly kind: 'edit'; readonly from: number; readonly length: number; readonly snippet: string }
  | { readonly kind: 'request'; readonly method: string; readonly at: number }
  | { readonly kind: 'reopen' | 'pause' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    from: fc.nat(200),
    length: fc.nat(12),
    snippet: fc.constantFrom(...snippets),
  }),
  fc.record({ kind: fc.constant('request' as const), method: fc.constantFrom(...methods), at: fc.nat(200) }),
  fc.constant({ kind: 'pause' as const }),
  fc.constant({ kind: 'reopen' as const }),
);

/** A client that notes which states its document has been in, and which of them an answer can be about. */
class Editor {
  readonly client = new Client();
  readonly states: State[] = [{ version: 1, text: start }];
  readonly answers: Promise<Answer>[] = [];

  do(step: Step): Promise<unknown> {
    const { version, text = '' } = this.states.at(-1) ?? {};
    const document = TextDocument.create(uri, 'openqasm', 1, text);
    if (step.kind === 'edit') {
      const range = { start: document.positionAt(step.from), end: document.positionAt(step.from + step.length) };
      const change = { range, text: step.snippet };
      const next = { version: (version ?? 0) + 1, text: TextDocument.update(document, [change], 2).getText() };
      this.states.push(next);
      return this.client.change(next.version, change);
    }
    if (step.kind === 'request') {
      this.answers.push(this.ask(step.method, document.positionAt(step.at)));
      return Promise.resolve();
    }
    if (step.kind === 'pause') return new Promise((resolve) => setTimeout(resolve));
    // Another text under the version that the document had at first.
    const next = { version: 1, text: `${start}x q[${this.states.length}];\n` };
    this.states.push({ version: 0, text: undefined }, next);
    return Promise.all([close(this.client), open(this.client, next)]);
  }

  async ask(method: string, position: Position): Promise<Answer> {
    const first = this.states.length - 1;
    const answer = await ask(this.client, method, position);
    return { method, position, answer, states: this.states.slice(first) };
  }
}

interface Answer {
  readonly method: string;
  readonly position: Position;
  readonly answer: string;
  /** From the question to the answer. */
  readonly states: readonly State[];
}

function open({ connection }: Client, { version, text }: State): Promise<void> {
  const textDocument = { uri, languageId: 'openqasm', version, text };
  return connection.sendNotification('textDocument/didOpen', { textDocument });
}

const close = ({ connection }: Client): Promise<void> =>
  connection.sendNotification('textDocument/didClose', { textDocument: { uri } });

/** The answer without what differs with each compilation. */
async function ask(client: Client, method: string, position: Position): Promise<string> {
  const options = { tabSize: 2, insertSpaces: true };
  const answer = await client.request(method, { position, options });
  return JSON.stringify(answer, (key, value) => (key === 'resultId' ? undefined : value));
}

describe('edits and requests in any order', () => {
  it('are answered for a text that the document had meanwhile', async () => {
    const reference = await new Client().initialize();
    const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const editor = new Editor();
      await editor.client.initialize();
      await open(editor.client, { version: 1, text: start });
      // Not awaited but where the step is to pause: messages are to arrive while others are at work.
      for (const step of steps) step.kind === 'pause' ? await editor.do(step) : editor.do(step);
      for (const { method, position, answer, states } of await Promise.all(editor.answers)) {
        const right: string[] = [];
        for (const state of states) {
          if (state.text !== undefined) await open(reference, state);
          right.push(await ask(reference, method, position));
          if (state.text !== undefined) await close(reference);
        }
        assert.ok(right.includes(answer), `${method} is about none of the texts: ${answer.slice(0, 300)}`);
      }
      assert.deepEqual(editor.client.log, []);
      await editor.client.dispose();
    });
    await fc.assert(property, { seed: 20261124, numRuns: 6, endOnFailure: true });
    await reference.dispose();
  });

  it('of a small document do not wait for a large one', async () => {
    const client = await new Client().initialize();
    const large = `${start}${'cx q[1], q[0];\n'.repeat(30_000)}`;
    const answered: string[] = [];
    const circuit = async (document: string) => {
      const textDocument = { uri: document };
      await client.connection.sendRequest(circuitRequest, { textDocument });
      answered.push(document);
    };
    await client.open(large, 'file:///large.qasm');
    await client.open(start, 'file:///small.qasm');
    await Promise.all([circuit('file:///large.qasm'), circuit('file:///small.qasm')]);
    assert.deepEqual(answered, ['file:///small.qasm', 'file:///large.qasm']);
    await client.dispose();
  });

  it('do not finish what an edit has made void', async () => {
    const client = await new Client().initialize();
    await client.open(`${start}${'cx q[1], q[0];\n'.repeat(30_000)}`);
    const circuit = client.circuit();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await client.change(2, { text: 'qubit q;\nU(0, 0, 0) q;\n' });
    const answer = await circuit;
    assert.equal(answer?.version, 2);
    assert.equal(answer?.circuit.operations.length, 1);
    await client.dispose();
  });
});
