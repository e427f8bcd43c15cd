// What programs say of their training, read and shown.
import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { hover } from '../../../language/features/hover.ts';
import { trainingPlanOf } from '../../../language/training/trainingPlan.ts';
import { marked as marksIn } from '../markers.ts';

const HEAD = 'OPENQASM 3.0; include "stdgates.inc"; qubit q;\n';
const compilationOf = (text: string) => compile('file:///test.qasm', HEAD + text);
const planOf = (text: string) => trainingPlanOf(compilationOf(text).circuit);

describe('the training that a program describes', () => {
  it('has settings, features and weights', () => {
    const { settings, features, weights, problems } = planOf(`pragma ketlab.train task="CartPole-v0" rate=1/50 batch=5
      @ketlab.feature scale=[1/2, pi]
      input array[float, 2] seen;
      @ketlab.weight init=uniform(-pi, (1 + 2) / 4) rate=0.1
      input angle one;
      input float other;`);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, { task: 'CartPole-v0', rate: 0.02, batch: 5 });
    assert.deepEqual(features, [{ variable: 0, scale: [0.5, Math.PI] }]);
    assert.deepEqual(weights, [
      { variable: 1, initial: { kind: 'uniform', from: -Math.PI, to: 0.75 }, rate: 0.1 },
      { variable: 2, initial: { kind: 'normal', mean: 0, deviation: 0.1 } },
    ]);
  });

  const FAULTS = [
    ['pragma ketlab.train task="A" <|tusk|>="B"', /'tusk' is no setting of ketlab\.train\. There are task, /],
    ['pragma ketlab.train optimizer=<|"best"|>', /optimizer must be sgd, /],
    ['pragma ketlab.train rate=<|-1|>', /rate must be a number from 0 on/],
    ['@ketlab.feature scale=<|[1, 2]|>\ninput float a;', /scale must be a number\.$/],
    ['@ketlab.weight init=<|[1, 2]|>\ninput array[float, 3] a;', /init must be a number, or a list of 3/],
    ['@ketlab.weight init=<|normal(0)|>\ninput float a;', /init must be a number/],
    ['@ketlab.weight init=<|normal(0, -1)|>\ninput float a;', /init takes a mean and a deviation/],
    ['@ketlab.feature <|scale=1|>\ninput int a;', /'a' must be of type float or angle/],
  ] as const;
  for (const [source, message] of FAULTS) {
    it(`is reported where it is wrong: ${source.replace('\n', ' ')}`, () => {
      const { text, ranges } = marksIn(source);
      const found = compilationOf(`${text}\n`).diagnostics.filter(({ code }) => code === 'invalid-training');
      assert.equal(found.length, 1);
      assert.match(found[0]!.message, message);
      assert.deepEqual(
        [found[0]!.start, found[0]!.end],
        ranges[0] && [ranges[0].start + HEAD.length, ranges[0].end + HEAD.length],
      );
    });
  }

  it('is explained by hovers over pragmas and annotations', () => {
    const at = (text: string, word: string) => {
      const { program } = compilationOf(text);
      return hover(program, HEAD.length + text.indexOf(word))?.markdown ?? '';
    };
    assert.match(
      at('pragma ketlab.train task="CartPole-v0"\n', 'train'),
      /^How the weights .*\n\nSettings, .*`task`, `decode`/s,
    );
    assert.match(at('@ketlab.feature scale=1\ninput float a;', 'feature'), /takes its value from the data.*`scale`/s);
    assert.equal(at('@mine.own thing\ninput float a;', 'own'), '');
    assert.equal(at('pragma ketlab.train task="CartPole-v0"\n', 'CartPole'), '');
  });
});
