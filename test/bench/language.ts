/**
 * What opening and editing a program costs: Ketlab's whole way of the text (parse, check, circuit as the data of the
 * diagram) beside qsharp-lang (the engine of Microsoft's QDK extension) on the same text in the same run. CPU time of
 * the process, all threads; the median of several edits. Only the ratios mean something on another machine.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { getCompiler, getLanguageService, loadWasmModule } from 'qsharp-lang';
import { compile } from '../../language/compile.ts';

const SIZES = [1, 10, 100, 1000];
const EDITS = { ketlab: 15, peer: 5 };
/** The peer needs minutes for the circuit of a larger text. */
const LARGEST_PEER_CIRCUIT = 100;
const QUBITS = 20;

/** About `kilobytes` of gates on 20 qubits, measured at the end. */
function program(kilobytes: number): string {
  const lines = ['OPENQASM 3.0;', 'include "stdgates.inc";', `qubit[${QUBITS}] q;`, `bit[${QUBITS}] c;`];
  let length = lines.join('\n').length;
  for (let index = 0; length < kilobytes * 1000 - 20; index++) {
    const [a, b] = [index % QUBITS, (index * 7 + 3) % QUBITS];
    const line =
      index % 3 === 0 && a !== b
        ? `cx q[${a}], q[${b}];`
        : index % 3 === 1
          ? `rz(${((index % 628) / 100).toFixed(2)}) q[${a}];`
          : `h q[${a}];`;
    lines.push(line);
    length += line.length + 1;
  }
  return [...lines, 'c = measure q;', ''].join('\n');
}

/** The text with one word changed in its middle, so that it has one mistake. */
function withMistake(text: string): string {
  const at = text.indexOf('\nh ', text.length / 2);
  return `${text.slice(0, at)}\nhh ${text.slice(at + 3)}`;
}

/** CPU milliseconds of the whole process. */
async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

interface Figures {
  readonly open: number;
  readonly check: number;
  /** Check and the data of the diagram. */
  readonly all: number | undefined;
}

async function measureKetlab(text: string, uri: string): Promise<Figures> {
  const texts = [withMistake(text), text];
  const open = await cpu(() => compile(uri, text));
  const check: number[] = [];
  const all: number[] = [];
  for (let edit = 0; edit < EDITS.ketlab; edit++) {
    const edited = texts[edit % 2] ?? text;
    check.push(await cpu(() => compile(uri, edited)));
    all.push(await cpu(() => JSON.stringify(compile(uri, edited).circuit)));
  }
  return { open, check: median(check), all: median(all) };
}

async function startPeer(): Promise<(text: string, uri: string, withCircuit: boolean) => Promise<Figures>> {
  const entry = createRequire(import.meta.url).resolve('qsharp-lang');
  const bytes = readFileSync(path.join(path.dirname(entry), '../lib/web/qsc_wasm_bg.wasm'));
  await loadWasmModule(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const service = await getLanguageService();
  const compiler = await getCompiler();
  await service.updateConfiguration({ targetProfile: 'unrestricted', packageType: 'exe' });
  let answered: () => void = () => {};
  service.addEventListener('diagnostics', () => answered());
  let version = 0;
  // The service only answers when the diagnostics change: each edit makes a mistake or mends it.
  const update = (uri: string, text: string): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve;
      void service.updateDocument(uri, ++version, text, 'openqasm');
    });
  return async (text, uri, withCircuit) => {
    const texts = [text, withMistake(text)];
    const open = await cpu(() => update(uri, withMistake(text)));
    const check: number[] = [];
    for (let edit = 0; edit < EDITS.peer; edit++) check.push(await cpu(() => update(uri, texts[edit % 2] ?? text)));
    const circuits: number[] = [];
    for (let edit = 0; withCircuit && edit < 3; edit++) {
      const config = {
        generationMethod: 'classicalEval',
        maxOperations: 1e6,
        groupByScope: false,
        sourceLocations: true,
      } as const;
      const sources: [string, string][] = [[uri, text]];
      const project = { sources, languageFeatures: [], profile: 'unrestricted', projectType: 'openqasm' } as const;
      circuits.push(await cpu(() => compiler.getCircuit({ ...project, languageFeatures: [] }, config)));
    }
    return { open, check: median(check), all: withCircuit ? median(check) + median(circuits) : undefined };
  };
}

const show = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0));
const ratio = (peer: number | undefined, own: number | undefined): string =>
  peer === undefined || own === undefined ? '–' : `${(peer / own).toFixed(0)}×`;

async function main(): Promise<void> {
  const measurePeer = await startPeer();
  // Both warm up on a text of their own.
  await measureKetlab(program(10), 'file:///warm.qasm');
  await measurePeer(program(10), 'file:///warm.qasm', true);
  console.log(`CPU ms, Node ${process.version}; qsharp-lang in the same process\n`);
  console.log('| text | | Ketlab | qsharp-lang | ratio |');
  console.log('| ---: | --- | ---: | ---: | ---: |');
  for (const kilobytes of SIZES) {
    const text = program(kilobytes);
    const uri = `file:///bench-${kilobytes}.qasm`;
    const own = await measureKetlab(text, uri);
    const peer = await measurePeer(text, uri, kilobytes <= LARGEST_PEER_CIRCUIT);
    for (const [name, key] of [
      ['open', 'open'],
      ['edit: check', 'check'],
      ['edit: check + diagram data', 'all'],
    ] as const) {
      console.log(
        `| ${kilobytes} KB | ${name} | ${show(own[key])} | ${show(peer[key])} | ${ratio(peer[key], own[key])} |`,
      );
    }
  }
  process.exit(0);
}

await main();
