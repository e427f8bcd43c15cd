/** Which pipelines are worth a prediction for a circuit and its noise: rules as data, each with its reason. */
import type { Stage } from '../pipeline.ts';
import type { Features } from './features.ts';

interface Rule {
  /** What stands above readout. */
  readonly stages: readonly Stage[];
  readonly applies: (features: Features) => boolean;
  /** Why it is among them, or is not: whole sentences for people. */
  readonly because: (features: Features) => string;
  readonly otherwise: (features: Features) => string;
}

export interface Shortlist {
  readonly pipelines: readonly { readonly stages: readonly Stage[]; readonly reason: string }[];
  /** Whole sentences: what was left out, and why. */
  readonly leftOut: readonly string[];
}

const zne = (extrapolation: string, scaleFactors: readonly number[]): Stage => ({
  technique: 'zne',
  options: { extrapolation, scaleFactors },
});

/** Undoing more noise than this takes more shots than anyone has. */
const MOST_GAMMA = 30;
/** Waiting less than this share of the time is not worth pulses, which have noise of their own. */
const LEAST_IDLE = 0.05;

/** Circuits drawn to undo noise: few leave chance that no shots take away. */
const SAMPLES = 1000;

const foldable = {
  applies: ({ gates }: Features) => gates > 0,
  because: ({ gates }: Features) => `Its ${gates} gates can be folded, whatever their noise is.`,
  otherwise: () => 'zne is left out: there are no gates to fold.',
};

const RULES: readonly Rule[] = [
  {
    stages: [],
    applies: () => true,
    because: () => 'No mitigation takes the fewest shots.',
    otherwise: () => '',
  },
  // From little noise and few shots to much of both.
  { stages: [zne('linear', [1, 3])], ...foldable },
  { stages: [zne('exponential', [1, 3])], ...foldable },
  { stages: [zne('linear', [1, 2, 3])], ...foldable },
  { stages: [zne('richardson', [1, 3, 5])], ...foldable },
  { stages: [zne('exponential', [1, 2, 3])], ...foldable },
  {
    stages: [{ technique: 'twirl' }],
    applies: ({ coherent, twoQubitGates }) => coherent && twoQubitGates > 0,
    because: () => 'Turns by wrong angles add up; twirling leaves Pauli errors of them.',
    otherwise: () => 'twirl is left out: the noise has no turns by wrong angles.',
  },
  {
    stages: [zne('exponential', [1, 3]), { technique: 'twirl' }],
    applies: ({ coherent, twoQubitGates }) => coherent && twoQubitGates > 0,
    because: () => 'Once twirled, the noise grows evenly with the folding.',
    otherwise: () => '',
  },
  {
    stages: [{ technique: 'pec', options: { samples: SAMPLES } }],
    applies: ({ gamma }) => gamma !== undefined && gamma > 1 && gamma <= MOST_GAMMA,
    because: ({ gamma }) => `The noise is known, and undoing it costs γ = ${gamma?.toPrecision(3)}.`,
    otherwise: ({ gamma }) =>
      gamma === undefined
        ? 'pec is left out: the noise is not known, or cannot be undone.'
        : gamma <= 1
          ? 'pec is left out: gates have no noise, as far as is known.'
          : `pec is left out: γ = ${gamma.toPrecision(3)} takes ${(gamma ** 2).toPrecision(2)} times the shots.`,
  },
  {
    stages: [{ technique: 'cdr' }],
    applies: ({ cliffordFraction = 1 }) => cliffordFraction < 1,
    because: ({ cliffordFraction = 1 }) =>
      `${percent(cliffordFraction)} of its gates are Clifford gates: circuits like it can be computed to learn from.`,
    otherwise: ({ cliffordFraction }) =>
      cliffordFraction === undefined
        ? 'cdr is left out: a gate cannot be turned into a Clifford gate.'
        : 'cdr is left out: all gates are Clifford gates, so that there is nothing to learn.',
  },
  {
    stages: [{ technique: 'ddd' }],
    applies: ({ idleFraction }) => idleFraction >= LEAST_IDLE,
    because: ({ idleFraction }) => `Qubits wait for ${percent(idleFraction)} of the time, where pulses fit.`,
    otherwise: ({ idleFraction }) => `ddd is left out: qubits wait for ${percent(idleFraction)} of the time.`,
  },
  {
    stages: [zne('exponential', [1, 3]), { technique: 'ddd' }],
    applies: ({ idleFraction }) => idleFraction >= LEAST_IDLE,
    because: () => 'What the pulses leave is extrapolated.',
    otherwise: () => '',
  },
];

/** Errors of readout below this are lost in those of gates. */
const LEAST_READOUT = 1e-3;

/** Where bits are read wrong, each comes with readout mitigation below it, and without. */
export function shortlistFor(features: Features): Shortlist {
  const kept = RULES.filter(({ applies }) => applies(features));
  const { readoutError } = features;
  const isRead = readoutError === undefined || readoutError >= LEAST_READOUT;
  const whole = kept.flatMap(({ stages, because }) => {
    const plain = { stages: stages.length > 0 ? stages : [NONE], reason: because(features) };
    const readout =
      readoutError === undefined
        ? 'Bits may be read wrong.'
        : `Bits are read wrong with probability ${readoutError.toPrecision(2)}.`;
    const below = { stages: [...stages, READOUT], reason: stages.length > 0 ? `${plain.reason} ${readout}` : readout };
    return isRead ? [plain, below] : [plain];
  });
  const leftOut = RULES.filter((rule) => !kept.includes(rule)).map(({ otherwise }) => otherwise(features));
  return {
    pipelines: whole,
    leftOut: [
      ...leftOut.filter((reason) => reason !== ''),
      ...(isRead ? [] : ['readout is left out: bits are read right, as far as is known.']),
    ],
  };
}

const NONE: Stage = { technique: 'none' };
const READOUT: Stage = { technique: 'readout' };

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
