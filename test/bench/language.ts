/**
 * What opening and editing a program costs: Ketlab's whole way of the text (parse, check, circuit as the data of the
 * diagram) beside qsharp-lang on the same text in the same run. Only the ratios mean something on another machine.
 */
import { elaborate } from '../../language/circuit/elaborate/elaborate.ts';
import { type Compilation, compile } from '../../language/compile.ts';
import { completion } from '../../language/features/completion/completion.ts';
import { cpu, medianCpu } from './material/cpu.ts';
import { qft, withMistake } from './material/qft.ts';
import { type Peer, startPeer } from './material/qsharp.ts';
import { buildServer, serverMemory } from './material/serverProcess.ts';

/** Qubits of the programs: 1 KB, 10 KB, 200 KB, and 1.1 MB in 64,000 lines. */
const SIZES = [5, 16, 66, 160];
const EDITS = { ketlab: 15, peer: 4 };
/** The peer needs minutes for the circuit of a larger text. */
const LARGEST_PEER_CIRCUIT = 20_000;

interface Figures {
  readonly open: number;
  readonly check: number;
  /** Check and the data of the diagram. */
  readonly all: number | undefined;
  readonly complete: number;
  readonly elaborate?: number;
}

const middle = (text: string): number => text.indexOf('\n', text.length / 2) + 1;

async function measureKetlab(text: string, uri: string): Promise<Figures> {
  const texts = [withMistake(text), text];
  let compiled: Compilation | undefined;
  const edit = (index: number): Compilation => {
    // As in the server, what was known of the text before is let go of first.
    compiled = undefined;
    compiled = compile(uri, texts[index % 2] ?? text);
    return compiled;
  };
  const open = await cpu(() => edit(1));
  const check = await medianCpu(EDITS.ketlab, edit);
  const all = await medianCpu(EDITS.ketlab, (index) => JSON.stringify(edit(index).circuit));
  const { program } = edit(1);
  const complete = await medianCpu(EDITS.ketlab, () => completion(program, middle(text)));
  return { open, check, all, complete, elaborate: await medianCpu(EDITS.ketlab, () => elaborate(program)) };
}

async function measurePeer(peer: Peer, text: string, uri: string): Promise<Figures> {
  const texts = [text, withMistake(text)];
  const open = await cpu(() => peer.update(uri, withMistake(text)));
  const check = await medianCpu(EDITS.peer, (index) => peer.update(uri, texts[index % 2] ?? text));
  const line = text.slice(0, middle(text)).split('\n').length - 1;
  const complete = await medianCpu(EDITS.peer, () => peer.complete(uri, line));
  const hasCircuit = text.length <= LARGEST_PEER_CIRCUIT;
  const all = hasCircuit ? check + (await medianCpu(EDITS.peer, () => peer.circuit(uri, text))) : undefined;
  return { open, check, all, complete };
}

const show = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0));
const ratio = (peer: number | undefined, own: number | undefined): string =>
  peer === undefined || own === undefined ? '–' : `${(peer / own).toFixed(0)}×`;
const size = (text: string): string =>
  text.length < 1e6 ? `${Math.round(text.length / 1000)} KB` : `${(text.length / 1e6).toFixed(1)} MB`;

async function compareTimes(): Promise<void> {
  const peer = await startPeer();
  // Both warm up on a text of their own.
  await measureKetlab(qft(16), 'file:///warm.qasm');
  await measurePeer(peer, qft(16), 'file:///warm.qasm');
  console.log(`CPU ms, Node ${process.version}; qsharp-lang in the same process\n`);
  console.log('| text | lines | | Ketlab | qsharp-lang | ratio |');
  console.log('| ---: | ---: | --- | ---: | ---: | ---: |');
  for (const qubits of SIZES) {
    const text = qft(qubits);
    const uri = `file:///bench-${qubits}.qasm`;
    const own = await measureKetlab(text, uri);
    const other = await measurePeer(peer, text, uri);
    for (const [name, key] of [
      ['open', 'open'],
      ['edit: check', 'check'],
      ['edit: check + diagram data', 'all'],
      ['completion', 'complete'],
      ['of check: elaboration', 'elaborate'],
    ] as const) {
      const cells = [size(text), text.split('\n').length - 1, name, show(own[key]), show(other[key])];
      console.log(`| ${cells.join(' | ')} | ${ratio(other[key], own[key])} |`);
    }
  }
}

async function measureServer(): Promise<void> {
  console.log(`\nThe server as it ships: ${buildServer().toFixed(0)} KB minified\n`);
  console.log('| text | MB just started | MB at rest after edits | bytes for each of the text |');
  console.log('| ---: | ---: | ---: | ---: |');
  for (const qubits of SIZES) {
    const text = qft(qubits);
    const { idle, atRest } = await serverMemory(text);
    const bytes = ((atRest - idle) * 1e6) / text.length;
    console.log(`| ${size(text)} | ${idle.toFixed(0)} | ${atRest.toFixed(0)} | ${bytes.toFixed(0)} |`);
  }
}

await compareTimes();
await measureServer();
process.exit(0);
