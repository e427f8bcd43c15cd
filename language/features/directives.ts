/** The pragmas and annotations that Ketlab knows, with what can be written behind their names. */

export interface Directive {
  readonly name: string;
  readonly kind: 'pragma' | 'annotation';
  readonly description: string;
  /** With holes (`snippet.ts`), behind the name and a space. */
  readonly content: string;
  readonly settings: readonly { readonly name: string; readonly snippet: string }[];
}

const setting = (name: string, value: string) => ({ name, snippet: `${name}=${value}` });

export const DIRECTIVES: readonly Directive[] = [
  {
    name: 'ketlab.device',
    kind: 'pragma',
    description: 'The device that the program is for.',
    content: '"‹manila›"',
    settings: [],
  },
  {
    name: 'ketlab.layout',
    kind: 'pragma',
    description: 'Which physical qubit each qubit of the program is placed on.',
    content: '[‹0, 1›]',
    settings: [],
  },
  {
    name: 'ketlab.observable',
    kind: 'pragma',
    description: 'The observable whose expectation value a run gives, as a sum of products of Paulis.',
    content: '"‹Z0*Z1›"',
    settings: [],
  },
  {
    name: 'ketlab.train',
    kind: 'pragma',
    description: 'How the weights of the program are trained.',
    content: 'task="‹CartPole-v0›"',
    settings: [
      setting('task', '"‹CartPole-v0›"'),
      setting('decode', '"‹global›"'),
      setting('optimizer', '"‹amsgrad›"'),
      setting('rate', '‹0.02›'),
      setting('episodes', '‹1000›'),
      setting('batch', '‹10›'),
      setting('discount', '‹0.99›'),
      setting('baseline', '"‹mean›"'),
    ],
  },
  {
    name: 'ketlab.feature',
    kind: 'annotation',
    description: 'The input below is a feature: it takes its value from the data.',
    content: 'scale=‹1›',
    settings: [setting('scale', '‹1›')],
  },
  {
    name: 'ketlab.weight',
    kind: 'annotation',
    description: 'The input below is a weight: training finds its value.',
    content: 'init=‹normal(0,0.1)›',
    settings: [setting('init', '‹normal(0,0.1)›'), setting('rate', '‹0.02›')],
  },
];
