/** What always-on interactions of coupled qubits cost while both wait, as a factor of the success probability. */
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import { wiresOf } from '../circuit/moments.ts';
import type { Device } from '../device/device.ts';
import { inOrderOfTime } from '../device/deviceNoise.ts';
import { idleCrosstalk } from '../device/idleCrosstalk.ts';
import { idleWindows } from '../device/idleWindows.ts';
import { ANYWHERE, ErrorReach } from './budgetReach.ts';

/**
 * A rotation about ZZ by φ is an error with the probability sin²(φ/2). Angles of a pair add up until a gate other than X
 * acts on one of them; each X in between turns the rotation around, which is what decoupling sequences are for. Rotations
 * that nothing measured depends on cost nothing.
 */
export function idleCrosstalkSuccess(fitted: FittedCircuit, device: Device): number {
  if (!device.crosstalk?.length) return 1;
  const ordered = inOrderOfTime(fitted);
  const { circuit, durations } = ordered;
  const rotations = idleCrosstalk(idleWindows(ordered), ordered, device, false);
  const counts = whetherTheyCount(circuit, rotations);
  const byOperation = new Map<number, number[]>();
  rotations.forEach(({ before }, index) => {
    byOperation.set(before, [...(byOperation.get(before) ?? []), index]);
  });
  let success = 1;
  const pairs = new Map<string, { angle: number; readonly qubits: readonly [number, number] }>();
  const settle = (key: string, angle: number) => {
    success *= Math.cos(angle / 2) ** 2;
    pairs.delete(key);
  };
  circuit.operations.forEach((operation, index) => {
    for (const rotation of byOperation.get(index) ?? []) {
      const { channel, qubits } = rotations[rotation]!;
      if (channel.kind !== 'rotation' || !counts[rotation]) continue;
      const key = qubits.join();
      const pair = pairs.get(key) ?? { angle: 0, qubits };
      pair.angle += channel.angle;
      pairs.set(key, pair);
    }
    if (operation.kind === 'barrier' || operation.kind === 'nop' || operation.kind === 'delay') return;
    const isX = operation.kind === 'gate' && circuit.gates[operation.gate]!.name === 'x';
    // Gates that take no time are turns about Z, which change nothing of this.
    if (operation.kind === 'gate' && durations[index] === 0) return;
    for (const [key, pair] of [...pairs]) {
      if (!wiresOf(operation).qubits.some((qubit) => pair.qubits.includes(qubit))) continue;
      if (isX) pair.angle = -pair.angle;
      else settle(key, pair.angle);
    }
  });
  for (const [key, { angle }] of [...pairs]) settle(key, angle);
  return success;
}

/** Whether an error of Z on one of the qubits of each rotation changes anything that is measured. */
function whetherTheyCount(
  circuit: FittedCircuit['circuit'],
  rotations: ReturnType<typeof idleCrosstalk>,
): readonly boolean[] {
  const counts = rotations.map(() => false);
  const reach = new ErrorReach(circuit);
  for (let index = circuit.operations.length - 1; index >= 0; index--) {
    reach.goBack(circuit.operations[index]!);
    rotations.forEach(({ before, qubits }, rotation) => {
      if (before === index) counts[rotation] = qubits.some((qubit) => reach.of(qubit) === ANYWHERE);
    });
  }
  return counts;
}
