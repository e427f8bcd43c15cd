/**
 * Circuits fitted to devices mean what they meant: the gates of public circuits on up to eight qubits, before and after, on
 * machines and generic devices, from |0…0⟩ to the last qubit's place; all gates native, all pairs coupled.
 */
import path from 'node:path';
import type { Circuit } from '../../language/circuit/circuit.ts';
import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../language/circuit/fit/fitError.ts';
import { resolveDevice } from '../../language/device/resolveDevice.ts';
import { assertNative, infidelity } from '../language/circuit/fit/equivalence.ts';
import { compileFile } from './material/compileFile.ts';
import { openCorpora } from './material/corpora.ts';

const DEVICES = [
  'manila',
  'guadalupe',
  'sherbrooke',
  'torino',
  'ring(8, gate=ecr)',
  'ion-trap(8)',
  'neutral-atoms(3x3)',
];
const MOST_QUBITS = 8;
const MOST_OPERATIONS = 1500;
const MOST_PLACES = 14;

/** The gates of a program that holds nothing else but measurements and the like. */
function gatesOf(circuit: Circuit): Circuit | undefined {
  const { qubitCount, operations } = circuit;
  if (!circuit.complete || qubitCount > MOST_QUBITS || operations.length > MOST_OPERATIONS) return undefined;
  const isStatic = operations.every(
    (operation) =>
      ['measure', 'barrier'].includes(operation.kind) ||
      (operation.kind === 'gate' && operation.parameters.every((angle) => typeof angle === 'number')),
  );
  const gates = operations.filter(({ kind }) => kind === 'gate');
  return isStatic && gates.length > 0 ? { ...circuit, operations: gates } : undefined;
}

let failed = false;
const circuits = openCorpora().flatMap(({ files }) =>
  files.flatMap(({ path: file, text }) => {
    const circuit = gatesOf(compileFile(file, text).circuit);
    return circuit ? [{ file, circuit }] : [];
  }),
);
console.log(`\nfit: ${circuits.length} public circuits on up to ${MOST_QUBITS} qubits`);
for (const reference of DEVICES) {
  const { device } = resolveDevice(reference, () => undefined);
  if (!device) throw new Error(`There is no device ${reference}.`);
  let same = 0;
  let refused = 0;
  let wide = 0;
  for (const { file, circuit } of circuits) {
    try {
      const fitted = fitCircuit(circuit, device);
      assertNative(fitted, device);
      if (fitted.physical.length > MOST_PLACES) wide++;
      else if (Math.abs(infidelity(circuit, fitted, undefined, 1)) < 1e-9) same++;
      else throw new Error('The state at the end is another one.');
    } catch (error) {
      if (error instanceof FitError) refused++;
      else {
        failed = true;
        console.log(`  ${path.basename(file)} on ${reference}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  console.log(`  ${reference.padEnd(20)} the same: ${same}, do not fit: ${refused}, too wide to compare: ${wide}`);
}
process.exitCode = failed ? 1 : 0;
