/**
 * What a program says about its training: `pragma ketlab.train task="CartPole-v0" …`, and before its inputs
 * `@ketlab.feature scale=1/2.4` (takes its value from the data) or `@ketlab.weight init=normal(0, 0.1) rate=0.01` (training
 * finds it). Inputs without either are weights.
 */
import type { Circuit, Pragma, Variable } from '../circuit/circuit.ts';
import type { Span } from '../diagnostic.ts';
import { constantValueOf } from '../features/constantValue.ts';

/** What weights are before they are trained. */
export type Initial =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number };

export interface Feature {
  /** Index into the circuit's variables. */
  readonly variable: number;
  /** One factor, or one for each element. */
  readonly scale: readonly number[];
}

export interface Weight {
  readonly variable: number;
  readonly initial: Initial;
  /** Absent: as for all. */
  readonly rate?: number;
}

export interface TrainingProblem extends Span {
  /** Index into the circuit's `sources`. */
  readonly source: number;
  readonly message: string;
}

export const OPTIMIZER_NAMES = ['sgd', 'rmsprop', 'adam', 'amsgrad', 'adamw', 'microadam'] as const;
export type OptimizerName = (typeof OPTIMIZER_NAMES)[number];

export interface TrainingSettings {
  readonly task?: string;
  readonly decode?: string;
  readonly optimizer?: OptimizerName;
  readonly rate?: number;
  readonly episodes?: number;
  readonly batch?: number;
  readonly discount?: number;
  /** `mean`: of the returns of a batch. */
  readonly baseline?: 'none' | 'mean';
}

export interface TrainingPlan {
  readonly settings: TrainingSettings;
  readonly features: readonly Feature[];
  readonly weights: readonly Weight[];
  readonly problems: readonly TrainingProblem[];
}

/** What `init` is where nothing is said. */
const DEFAULT_INITIAL: Initial = { kind: 'normal', mean: 0, deviation: 0.1 };

export function trainingPlanOf({ variables, pragmas = [] }: Circuit): TrainingPlan {
  const problems: TrainingProblem[] = [];
  const features: Feature[] = [];
  const weights: Weight[] = [];
  variables.forEach((variable, index) => {
    const { annotations = [], input } = variable;
    if (!input) return;
    const feature = annotations.find(({ name }) => name === 'ketlab.feature');
    const weight = annotations.find(({ name }) => name === 'ketlab.weight');
    if (feature && weight) problems.push({ ...placeOf(weight), message: `'${variable.name}' is a feature already.` });
    if (!isOfNumbers(variable)) {
      const place = feature ?? weight;
      const message = `'${variable.name}' must be of type float or angle, or an array of them, to be trained with.`;
      if (place) problems.push({ ...placeOf(place), message });
    } else if (feature) {
      const scale = new Settings(feature, problems, ['scale']).numbers('scale', sizeOf(variable)) ?? [1];
      features.push({ variable: index, scale });
    } else {
      const settings = weight && new Settings(weight, problems, ['init', 'rate']);
      const initial = settings?.initial('init', sizeOf(variable)) ?? DEFAULT_INITIAL;
      const rate = settings?.number('rate', 0);
      weights.push({ variable: index, initial, ...(rate !== undefined && { rate }) });
    }
  });
  const pragma = [...pragmas].reverse().find(({ name }) => name === 'ketlab.train');
  const settings = pragma ? settingsOf(pragma, problems) : {};
  return { settings, features, weights, problems };
}

const KEYS = ['task', 'decode', 'optimizer', 'rate', 'episodes', 'batch', 'discount', 'baseline'] as const;

function settingsOf(pragma: Pragma, problems: TrainingProblem[]): TrainingSettings {
  const setting = new Settings(pragma, problems, KEYS);
  const found = {
    task: setting.text('task'),
    decode: setting.text('decode'),
    optimizer: setting.choice('optimizer', OPTIMIZER_NAMES),
    rate: setting.number('rate', 0),
    episodes: setting.number('episodes', 1),
    batch: setting.number('batch', 1),
    discount: setting.number('discount', 0),
    baseline: setting.choice('baseline', ['none', 'mean']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const placeOf = ({ start, end, source }: Pragma) => ({ start, end, source });

function isOfNumbers({ type }: Variable): boolean {
  const element = type.kind === 'array' && type.dimensions.length === 1 ? type.element : type;
  return element.kind === 'float' || element.kind === 'angle';
}

const sizeOf = ({ type }: Variable): number => (type.kind === 'array' ? (type.dimensions[0] ?? 1) : 1);

/** `name=value …` behind the name of a pragma or an annotation; what is wrong is noted. */
class Settings {
  readonly #found = new Map<string, { readonly text: string; readonly start: number }>();
  readonly #problems: TrainingProblem[];
  readonly #source: number;

  constructor(
    { name: owner, content, start, end, source }: Pragma,
    problems: TrainingProblem[],
    known: readonly string[],
  ) {
    this.#problems = problems;
    this.#source = source;
    const pattern = /\s*(?:([A-Za-z]\w*)\s*=\s*("[^"]*"|(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|[^\s([])+)|(\S+))/gy;
    for (const match of content.matchAll(pattern)) {
      const [whole, name, value = '', stray] = match;
      const at = start + match.index + whole.search(/\S/);
      if (name === undefined || !known.includes(name)) {
        const message = `'${stray ?? name}' is no setting of ${owner}. There are ${known.join(', ')}, each as name=value.`;
        problems.push({ start: at, end: Math.min(end, at + (stray ?? name ?? '').length), source, message });
      } else this.#found.set(name, { text: value, start: start + match.index + whole.length - value.length });
    }
  }

  /** In quotes or without. */
  text(name: string): string | undefined {
    return this.#found.get(name)?.text.replace(/^"(.*)"$/, '$1');
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    const choice = choices.find((known) => known === text);
    if (text !== undefined && choice === undefined) this.#refuse(name, `must be ${choices.join(', ')}`);
    return choice;
  }

  number(name: string, least: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = constantValueOf(text);
    if (typeof value === 'number' && value >= least) return value;
    this.#refuse(name, `must be a number from ${least} on`);
    return undefined;
  }

  /** One number, or a list of `size`. */
  numbers(name: string, size: number): readonly number[] | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const [, list] = /^\[(.*)\]$/.exec(text) ?? [];
    const values = (list === undefined ? [text] : list.split(',')).map((item) => constantValueOf(item));
    const isFine = values.length === (list === undefined ? 1 : size);
    if (isFine && values.every((value) => typeof value === 'number')) return values as number[];
    this.#refuse(name, size === 1 ? 'must be a number' : `must be a number, or a list of ${size} such as [1, 1/2, …]`);
    return undefined;
  }

  initial(name: string, size: number): Initial | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const [, kind = '', first = '', second = ''] = /^(normal|uniform)\(([^,]*),([^,]*)\)$/.exec(text) ?? [];
    const [one, two] = [constantValueOf(first), constantValueOf(second)];
    if (typeof one === 'number' && typeof two === 'number') {
      if (kind === 'uniform') return { kind, from: one, to: two };
      if (two >= 0) return { kind: 'normal', mean: one, deviation: two };
    }
    if (kind !== '') {
      this.#refuse(name, kind === 'normal' ? 'takes a mean and a deviation' : 'takes the least and the largest value');
      return undefined;
    }
    const values = this.numbers(name, size);
    return values && { kind: 'values', values };
  }

  #refuse(name: string, message: string): void {
    const { text, start } = this.#found.get(name)!;
    this.#problems.push({ start, end: start + text.length, source: this.#source, message: `${name} ${message}.` });
  }
}
