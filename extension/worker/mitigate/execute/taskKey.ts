/** Names of tasks by their content: equal tasks have equal names, wherever their circuits come from. */
import { createHash } from 'node:crypto';
import type { Operation } from '../../../../language/circuit/circuit.ts';
import type { Task } from '../question.ts';
import { seedOf } from '../seeds.ts';
import { linearMapOf } from './linearMap.ts';

/**
 * SHA-256, hexadecimal, of the gates as they are named, the operations and the number of shots, without places in the
 * text.
 */
export function taskKey({ circuit, shots }: Task): string {
  const hash = createHash('sha256');
  hash.update(`${shots} ${circuit.qubitCount} ${circuit.version}`);
  hash.update(gatesKey(circuit.gates));
  hash.update(circuit.operations.map(operationKey).join('\n'));
  return hash.digest('hex');
}

/** The seed that decides a task's counts: of its content, so that the order of tasks does not matter. */
export const taskSeed = (seed: number, task: Task): number =>
  seedOf(seed, Number.parseInt(taskKey(task).slice(0, 13), 16));

/** Circuits of one mitigation share their gates: these are written once. */
const gateKeys = new WeakMap<Task['circuit']['gates'], string>();

function gatesKey(gates: Task['circuit']['gates']): string {
  let key = gateKeys.get(gates);
  if (key === undefined) {
    key = JSON.stringify(
      gates.map(({ name, parameters, primitive, body, standard }) => ({
        name,
        standard,
        ...(!standard && { parameters, primitive, body: body?.map(operationKey) }),
      })),
    );
    gateKeys.set(gates, key);
  }
  return key;
}

function operationKey(operation: Operation): string {
  const map = linearMapOf(operation);
  if (map) return `map ${map.id}`;
  if (operation.kind === 'gate') {
    const { gate, parameters, qubits, controls, powers } = operation;
    const isPlain = !controls && !powers && parameters.every((parameter) => typeof parameter === 'number');
    if (isPlain) return `${gate} ${parameters} ${qubits}`;
  }
  return JSON.stringify(operation, (key, value) => (PLACES.has(key) ? undefined : value));
}

const PLACES: ReadonlySet<string> = new Set(['start', 'end', 'source', 'origin', 'inserted']);
