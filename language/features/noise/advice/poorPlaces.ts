/** Couplers and qubits in use that are much worse than the others of the device. */
import type { Device, NativeGate } from '../../../device/device.ts';
import type { Contribution } from '../../../noise/budget.ts';
import type { Steps } from '../../../steps.ts';
import type { QuickFix } from '../../quickFixes/quickFix.ts';
import { percent } from '../figures.ts';
import type { AdviceContext, Finding } from './advice.ts';

/** Worse than the median by this factor, with a better place at hand; and without one. */
const POOR = 1.5;
const VERY_POOR = 3;
const LEAST_SHARE = 0.05;
const MOST_FINDINGS = 3;

export function* poorPlaces({ analysis }: AdviceContext, better: QuickFix | undefined): Steps<readonly Finding[]> {
  yield;
  const { device, budget } = analysis;
  const threshold = better ? POOR : VERY_POOR;
  const fixes = better ? [better] : [];
  const uses = [...usesOf(budget.contributions)].filter(({ share }) => share >= LEAST_SHARE);
  const gates = device.gates.filter(
    ({ qubits, working, error }) => qubits.length === 2 && working && error !== undefined,
  );
  const gateMedian = median(gates.map(({ error }) => error!));
  const readoutMedian = median(device.qubits.flatMap(({ readout }) => (readout ? [readoutError(readout)] : [])));
  const found = uses.flatMap(({ kind, qubits, worst }): Finding[] => {
    const isCoupler = kind === 'gate' && qubits.length === 2;
    const readout = kind === 'readout' ? device.qubits[qubits[0]!]?.readout : undefined;
    const error = isCoupler ? couplerError(gates, qubits) : readout && readoutError(readout);
    const usual = isCoupler ? gateMedian : readoutMedian;
    if (error === undefined || usual === undefined || error < threshold * usual) return [];
    const times = Number((error / usual).toPrecision(2));
    const compared = `${times} times the median of ${device.name} (${percent(usual)})`;
    const message = isCoupler
      ? `This runs on the coupler of qubits ${qubits.join(' and ')}, whose error of ${percent(error)} is ${compared}.`
      : `This reads qubit ${qubits[0]}, whose readout error of ${percent(error)} is ${compared}.`;
    const { start, end } = worst;
    return [
      {
        code: isCoupler ? 'poor-coupler' : 'poor-qubit',
        start,
        end,
        message: `${message}${mending(device, better)}`,
        fixes,
      },
    ];
  });
  return found.slice(0, MOST_FINDINGS);
}

const mending = ({ name }: Device, better: QuickFix | undefined): string =>
  better ? ' Another place does better.' : ` No better place was found on ${name}.`;

interface Use {
  readonly kind: Contribution['kind'];
  readonly qubits: readonly number[];
  share: number;
  worst: Contribution;
}

/** Of each coupler and each readout, the costliest first. */
function usesOf(contributions: readonly Contribution[]): Iterable<Use> {
  const uses = new Map<string, Use>();
  for (const contribution of contributions) {
    const { kind, source = 0, share } = contribution;
    if (source !== 0) continue;
    const qubits = [...contribution.qubits].sort((a, b) => a - b);
    const key = `${kind} ${qubits.join()}`;
    const use = uses.get(key);
    if (!use) uses.set(key, { kind, qubits, share, worst: contribution });
    else {
      use.share += share;
      if (share > use.worst.share) use.worst = contribution;
    }
  }
  return [...uses.values()].sort((a, b) => b.share - a.share);
}

/** Of the better direction. */
function couplerError(gates: readonly NativeGate[], [a, b]: readonly number[]): number | undefined {
  const errors = gates.filter(({ qubits }) => qubits.includes(a!) && qubits.includes(b!)).map(({ error }) => error!);
  return errors.length > 0 ? Math.min(...errors) : undefined;
}

const readoutError = ({
  oneGivenZero,
  zeroGivenOne,
}: {
  readonly oneGivenZero: number;
  readonly zeroGivenOne: number;
}) => (oneGivenZero + zeroGivenOne) / 2;

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
