/** Post-selection: shots that break a symmetry of the ideal state are thrown away. */
import * as z from 'zod';
import type { PauliTerm } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import type { Counts, Finding, Question, Running, Task } from '../question.ts';
import { constantOf, measuredIn, type Setting, settingShots, settingsOf } from '../settings.ts';
import { technique } from '../technique.ts';
import { momentsOf, paritySum } from './moments.ts';
import { readSymmetries, symmetriesSchema, written } from './symmetries.ts';

const options = z.strictObject({ symmetries: symmetriesSchema });

export const postSelection = technique({
  title: 'Post-selection',
  description: 'Throws away the shots that break a symmetry.',
  kind: 'readout',
  undivided: true,
  options,
  make: ({ symmetries }) => ({ measure: (questions) => measure(questions, symmetries) }),
});

function* measure(questions: readonly Question[], texts: readonly string[]): Running<readonly Finding[]> {
  const planned = questions.map(({ circuit, observable, shots }) => {
    const symmetries = readSymmetries(texts, circuit.qubitCount);
    const settings = settingsOf(observable);
    const shares = settingShots(settings, shots);
    const parts = settings.map((setting) => extended(setting, symmetries));
    const tasks = parts.map(({ setting }, index): Task => {
      return { circuit: measuredIn(circuit, setting), shots: shares[index]! };
    });
    const missing = symmetries.filter((symmetry) => parts.every(({ checks }) => !checks.includes(symmetry)));
    return { parts, tasks, constant: constantOf(observable), missing };
  });
  const counts = yield planned.flatMap(({ tasks }) => tasks);
  let next = 0;
  return planned.map(({ parts, constant, missing }): Finding => {
    let value = constant;
    let variance = 0;
    let least = 1;
    for (const { setting, checks } of parts) {
      const own = counts[next++]!;
      const kept = postSelect(own, (outcome) => checks.every((check) => holds(setting, check, outcome)));
      if (kept.shots === 0) throw new JobError('No shot is left: all of them break a symmetry. Check its sign.');
      const found = momentsOf(kept, paritySum(setting));
      value += found.mean;
      variance += found.variance;
      least = Math.min(least, kept.shots / own.shots);
    }
    const warnings = missing.map(
      (symmetry) => `${written(symmetry)} cannot be read in the settings of this observable: it was not checked.`,
    );
    return { value, standardError: Math.sqrt(variance), warnings, details: { kind: 'selection', kept: least } };
  });
}

/** The outcomes that a rule keeps. */
export function postSelect({ outcomes }: Counts, keeps: (outcome: string) => boolean): Counts {
  const kept = new Map([...outcomes].filter(([outcome]) => keeps(outcome)));
  return { shots: [...kept.values()].reduce((sum, count) => sum + count, 0), outcomes: kept };
}

/** The setting with the qubits of the symmetries that can be read in it too. */
function extended(setting: Setting, symmetries: readonly PauliTerm[]) {
  const paulis = new Map(setting.qubits.map((qubit, index) => [qubit, setting.paulis[index]!]));
  const checks = symmetries.filter((symmetry) => {
    if (!symmetry.paulis.every(({ qubit, pauli }) => (paulis.get(qubit) ?? pauli) === pauli)) return false;
    for (const { qubit, pauli } of symmetry.paulis) paulis.set(qubit, pauli);
    return true;
  });
  const qubits = [...paulis.keys()].sort((a, b) => a - b);
  return { setting: { qubits, paulis: qubits.map((qubit) => paulis.get(qubit)!), terms: setting.terms }, checks };
}

function holds(setting: Setting, symmetry: PauliTerm, outcome: string): boolean {
  return paritySum({ ...setting, terms: [symmetry] })(outcome) > 0;
}
