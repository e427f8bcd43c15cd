/**
 * Holds the elaborated circuit of every OpenQASM 2 program of the corpora against Qiskit's: the same gates with the same
 * angles on the same qubits, measurements, resets and barriers, one by one. KETLAB_PYTHON names a Python with qiskit.
 */
import { spawn } from 'node:child_process';
import type { Circuit, Operation } from '../../language/circuit/circuit.ts';
import { compileFile } from './material/compileFile.ts';
import { openCorpora } from './material/corpora.ts';
import type { TextFile } from './material/files.ts';

const LARGEST_FILE = 1_000_000;

interface Answer {
  readonly file: string;
  /** Absent: the same circuit. */
  readonly difference?: string;
  /** Why Qiskit cannot read the file. */
  readonly error?: string;
}

/** What `circuits.py` compares: name, parameters and wires. A condition counts by its place alone. */
function plain(circuit: Circuit, operation: Operation): readonly [string, readonly unknown[], readonly number[]] {
  switch (operation.kind) {
    case 'gate':
      return [circuit.gates[operation.gate]?.name ?? '', operation.parameters, operation.qubits];
    case 'measure':
      return ['measure', [operation.bit], [operation.qubit]];
    case 'reset':
      return ['reset', [], [operation.qubit]];
    case 'barrier':
      return ['barrier', [], operation.qubits];
    default:
      return [operation.kind, [], []];
  }
}

/** One line of JSON for a program; nothing for one with errors or of OpenQASM 3. */
function lineOf(file: TextFile): string | undefined {
  const { program, circuit, diagnostics } = compileFile(file.path, file.text);
  if (program.version !== 2 || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const operations = circuit.operations.map((operation) => plain(circuit, operation));
  return `${JSON.stringify([file.path, circuit.qubitCount, circuit.bitCount, operations])}\n`;
}

async function compare(python: string, files: readonly TextFile[]): Promise<readonly Answer[]> {
  const child = spawn(python, ['test/conformance/circuits.py'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  for (const file of files) {
    const line = lineOf(file);
    if (line && !child.stdin.write(line)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  if ((await ended) !== 0) throw new Error(`${python} failed.`);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}

async function main(): Promise<boolean> {
  const python = process.env['KETLAB_PYTHON'];
  if (!python) console.log('KETLAB_PYTHON is not set: name a Python with qiskit to compare circuits with it.');
  const corpora = openCorpora();
  if (!python || corpora.length === 0) return true;
  const files = corpora.flatMap((corpus) => corpus.files).filter(({ text }) => text.length <= LARGEST_FILE);
  const answers = await compare(python, files);
  const different = answers.filter(({ difference }) => difference !== undefined);
  const unread = answers.filter(({ error }) => error !== undefined).length;
  console.log("Programs of OpenQASM 2, beside Qiskit's circuits");
  console.log(
    `  the same operations                      ${answers.length - different.length - unread} of ${answers.length - unread}`,
  );
  console.log(`  Qiskit cannot read                       ${unread}`);
  for (const { file, difference } of different) console.log(`  ${file}: ${difference}`);
  return different.length === 0;
}

process.exitCode = (await main()) ? 0 : 1;
