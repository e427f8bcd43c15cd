/**
 * Gates whose angles make them the identity, such as a rotation by 0. Gates without parameters that do nothing, such as
 * `id`, are there on purpose.
 */
import type { GateOperation } from '../circuit/circuit.ts';
import type { MatrixMemo } from '../circuit/matrices.ts';
import type { LintContext } from './lint.ts';
import { forEachOperation, ownLists, Sites } from './sites.ts';
import { isIdentity, isWholeTurn, operationUnitary } from './unitaries.ts';

export function gateWithoutEffect({ circuit, report }: LintContext): void {
  const sites = new Sites<GateOperation>();
  const memo: MatrixMemo = new Map();
  /** By `keyOf`: rotations by 0 come in thousands where a program rounds its angles. */
  const known = new Map<number, boolean>();
  const find = (operation: GateOperation, phaseCounts: boolean) => {
    const unitary = operationUnitary(circuit, operation, memo);
    return unitary !== undefined && isIdentity(unitary, phaseCounts);
  };
  ownLists(circuit).forEach((list, index) => {
    // Within a definition a phase counts: the gate may be controlled where it is used.
    const phaseCounts = index > 0;
    forEachOperation(list, (operation) => {
      // All standard gates with angles, and most others, are the identity only where the first is a whole turn.
      if (operation.kind !== 'gate' || !isWholeTurn(operation.parameters[0])) return;
      const key = keyOf(operation, phaseCounts);
      const isIneffective = (key === undefined ? undefined : known.get(key)) ?? find(operation, phaseCounts);
      if (key !== undefined) known.set(key, isIneffective);
      if (isIneffective) sites.add(operation, operation);
    });
  });
  for (const operation of sites.everywhere(circuit)) {
    const name = circuit.gates[operation.gate]?.name;
    report('gate-without-effect', operation, `With these angles '${name}' does nothing.`, { tag: 'unnecessary' });
  }
}

/** Tells unmodified gates with the one angle 0 apart; `undefined` for all others. */
function keyOf({ gate, parameters, powers, controls }: GateOperation, phaseCounts: boolean): number | undefined {
  if (parameters.length !== 1 || parameters[0] !== 0 || powers || controls) return undefined;
  return 2 * gate + (phaseCounts ? 1 : 0);
}
