/** Gates that look like one but are many on the device. */
import { wiresOf } from '../../../circuit/moments.ts';
import type { Span } from '../../../diagnostic.ts';
import type { Steps } from '../../../steps.ts';
import { count, percent } from '../figures.ts';
import type { AdviceContext, Finding } from './advice.ts';

/** Of entangling native gates. */
const LEAST_GATES = 2;
const LEAST_SHARE = 0.03;
const MOST_FINDINGS = 10;

export function* nonNativeGates({ analysis, compilation }: AdviceContext): Steps<readonly Finding[]> {
  yield;
  const { device, fitted, budget } = analysis;
  const { circuit } = compilation;
  const native = new Set(device.gates.map(({ name }) => name));
  const made = madeOf(fitted);
  const costs = new Map(budget.places.filter(({ source }) => !source).map((place) => [keyOf(place), place]));
  const repetitions = new Map<string, number>();
  for (const operation of circuit.operations) {
    repetitions.set(keyOf(operation), (repetitions.get(keyOf(operation)) ?? 0) + 1);
  }
  const findings: Finding[] = [];
  const seen = new Set<number>();
  for (const operation of circuit.operations) {
    const { start, end, source = 0 } = operation;
    if (operation.kind !== 'gate' || source !== 0 || operation.qubits.length < 2 || seen.has(start)) continue;
    seen.add(start);
    const { name } = circuit.gates[operation.gate]!;
    const gates = made.get(keyOf(operation));
    if ((native.has(name) && !operation.controls) || !gates) continue;
    const cost = costs.get(keyOf(operation));
    const repeated = repetitions.get(keyOf(operation))!;
    if (gates.large / repeated < LEAST_GATES || !cost || cost.share < LEAST_SHARE) continue;
    const each = repeated > 1 ? ` for ${repeated} of them` : '';
    const small = gates.small > 0 ? ` and ${count(gates.small, 'gate')} of one qubit` : '';
    const message = `'${operation.controls ? 'ctrl @ ' : ''}${name}' is no gate of ${device.name}: here it takes ${gates.large} ${gates.name}${small}${each}, with an error of ${percent(cost.error)} (swaps included).`;
    findings.push({ code: 'non-native-gate', start, end, message, fixes: [] });
    if (findings.length === MOST_FINDINGS) break;
  }
  return findings;
}

interface Made {
  /** Of the entangling gates. */
  name: string;
  large: number;
  small: number;
}

const keyOf = ({ start, end }: Span): string => `${start} ${end}`;

/** What each place became, by `keyOf`; gates that take no time and have no error are left out. */
function madeOf({ circuit, durations }: AdviceContext['analysis']['fitted']): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  circuit.operations.forEach((operation, index) => {
    if (operation.kind !== 'gate' || operation.source) return;
    const key = keyOf(operation);
    const gates = made.get(key) ?? { name: '', large: 0, small: 0 };
    made.set(key, gates);
    const isLarge = wiresOf(operation).qubits.length > 1;
    if (isLarge) {
      gates.name = circuit.gates[operation.gate]!.name;
      gates.large++;
    } else if (durations[index]! > 0) gates.small++;
  });
  return made;
}
