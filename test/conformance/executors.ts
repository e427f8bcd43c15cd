/**
 * Runs circuits by the adapters that ship, as a user would, and holds their counts against Ketlab's simulator: the samples,
 * every standard gate between superpositions, random and dynamic circuits. KETLAB_PYTHON names a Python with qiskit and
 * qiskit-aer, cirq-core, pennylane, amazon-braket-sdk or qiskit-ibm-runtime: those adapters are tried whose library it has.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { boundCircuit } from '../../extension/worker/executor/boundCircuit.ts';
import { ADAPTERS, commandLine } from '../../extension/worker/executor/commandLine.ts';
import { measuredCircuit } from '../../extension/worker/executor/measuredCircuit.ts';
import { OutsideExecutor } from '../../extension/worker/executor/outside.ts';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import type { Task } from '../../extension/worker/mitigate/question.ts';
import { compile } from '../../language/compile.ts';
import { chiSquaredTailOfTwo } from '../extension/worker/simulations.ts';
import { programsBelow } from './material/files.ts';
import { dynamicPrograms, gatePrograms, type NamedProgram, randomPrograms } from './material/generatedPrograms.ts';

const SHOTS = 1000;
/** Of one comparison: among a thousand of them none is as unlikely by chance. */
const LEAST_LIKELY = 1e-7;

const LIBRARIES: Readonly<Record<keyof typeof ADAPTERS, string>> = {
  qiskit: 'qiskit_aer',
  ibm: 'qiskit_ibm_runtime',
  cirq: 'cirq',
  braket: 'braket.circuits',
  pennylane: 'pennylane',
};

/** A noisy machine in the place of the noiseless simulator: its answers are not compared. */
const FAKE_MACHINE = 'ibm --backend FakeManilaV2';

const python = process.env['KETLAB_PYTHON'];

interface Example {
  readonly name: string;
  readonly task: Task;
  readonly expected: Readonly<Record<string, number>>;
}

function exampleOf({ name, text }: NamedProgram): Example | undefined {
  const { circuit, diagnostics } = compile(`file:///${name}`, text);
  if (diagnostics.some(({ severity }) => severity === 'error') || circuit.qubitCount > 8) return undefined;
  // Inputs that are arrays can be trained, not given.
  if (circuit.variables.some(({ input, type }) => input && type.kind === 'array')) return undefined;
  const inputs = Object.fromEntries(
    circuit.variables.flatMap(({ name, input }, index) => (input ? [[name, 0.3 + 0.7 * index]] : [])),
  );
  const { measured } = measuredCircuit(circuit);
  const bits = measured.bits.map((register) => ({ ...register, output: true }));
  const whole = { ...measured, bits };
  const { counts } = simulate.run({ circuit: whole, shots: SHOTS, seed: 1, inputs }, { report: () => {} });
  const expected = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key.replaceAll(' ', ''), count]));
  return { name, task: { circuit: boundCircuit(measured, inputs), shots: SHOTS }, expected };
}

/** Relative phases show. */
function betweenSuperpositions({ name, text }: NamedProgram): NamedProgram {
  const lines = text.trimEnd().split('\n');
  const gate = lines.pop();
  return { name, text: [...lines, 'ry(0.7) q; rz(0.4) q;', gate, 'rz(0.3) q; ry(1.1) q;'].join('\n') };
}

async function compare(adapter: string, examples: readonly Example[]): Promise<boolean> {
  const command = commandLine(adapter, { folder: path.resolve('extension/executors'), python });
  const executor = new OutsideExecutor({ command, timeout: 120, retries: 0 }, 1);
  let [equal, refused, failed] = [0, 0, 0];
  for (const { name, task, expected } of examples) {
    try {
      await executor.run([task], (_, { outcomes }) => {
        const counts = Object.fromEntries(outcomes);
        const seen = new Set([...Object.keys(counts), ...Object.keys(expected)]);
        if (seen.size === 1 || chiSquaredTailOfTwo(counts, expected) > LEAST_LIKELY) equal++;
        else {
          failed++;
          console.log(`  ${adapter}: ${name} differs: ${JSON.stringify(counts)} is not ${JSON.stringify(expected)}`);
        }
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (/takes OpenQASM|cannot decide|at the end of a circuit alone/.test(message)) refused++;
      else {
        failed++;
        console.log(`  ${adapter}: ${name}: ${message}`);
      }
    }
  }
  executor.close();
  console.log(`${adapter}: ${equal} of ${examples.length} alike, ${refused} beyond it, ${failed} wrong`);
  return failed === 0;
}

/** The machine is noisy: that it answers with the right width and number is all that is asked. */
async function tryMachine(examples: readonly Example[]): Promise<boolean> {
  const command = commandLine(FAKE_MACHINE, { folder: path.resolve('extension/executors'), python });
  const executor = new OutsideExecutor({ command, timeout: 120, retries: 0 }, 1);
  const tasks = examples.map(({ task }) => task).filter(({ circuit }) => circuit.qubitCount <= 5);
  let answered = 0;
  await executor.run(tasks, () => answered++).finally(() => executor.close());
  console.log(`${FAKE_MACHINE}: ${answered} of ${tasks.length} answered`);
  return answered === tasks.length;
}

async function main(): Promise<boolean> {
  if (!python) {
    console.log('KETLAB_PYTHON is not set: name a Python with the libraries to run their adapters.');
    return true;
  }
  const samples = programsBelow('extension/samples', 20_000).map((file) => ({
    name: file,
    text: readFileSync(file, 'utf8'),
  }));
  const plain = gatePrograms().filter(({ name }) => !name.includes('@'));
  const unitary = [...samples, ...plain.map(betweenSuperpositions), ...randomPrograms(60)];
  const examples = [...unitary, ...dynamicPrograms()].flatMap((program) => exampleOf(program) ?? []);
  let isFine = true;
  for (const adapter of Object.keys(ADAPTERS) as (keyof typeof ADAPTERS)[]) {
    const library = LIBRARIES[adapter];
    if (spawnSync(python, ['-c', `import ${library}`]).status !== 0) {
      console.log(`${adapter}: not tried, as this Python has no ${library}`);
    } else if (adapter === 'ibm') {
      isFine = (await tryMachine(examples.slice(0, 20).filter(({ name }) => !name.includes('teleport')))) && isFine;
    } else isFine = (await compare(adapter, examples)) && isFine;
  }
  return isFine;
}

process.exitCode = (await main()) ? 0 : 1;
