// The Experiments view: plan, results, fits and history as tables and pictures, and its state as messages come in.
import assert from 'node:assert/strict';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type MitigationRun, summaryOf } from '../../extension/host/experiments/runRecord.ts';
import { mitigate } from '../../extension/worker/jobs/mitigate.ts';
import { linearAxis, logarithmicAxis } from '../../webview/experiments/axis.ts';
import { costKeys, formatCost } from '../../webview/experiments/cost.ts';
import { estimatesOf, estimatesTable } from '../../webview/experiments/estimates.ts';
import { estimatesPicture } from '../../webview/experiments/estimatesPicture.tsx';
import { fitPicture } from '../../webview/experiments/fitPicture.tsx';
import { fitsOf, fitTable, remarksOn, residualsOf } from '../../webview/experiments/fits.ts';
import { HistoryView } from '../../webview/experiments/historyView.tsx';
import { planChoices, planTable, proposed, shotsFor } from '../../webview/experiments/plan.ts';
import { PlanView } from '../../webview/experiments/planView.tsx';
import { NOTHING, receive } from '../../webview/experiments/state.ts';
import { pictureDocument } from '../../webview/result/picture.tsx';
import { toCsv } from '../../webview/result/table.ts';
import { mitigationRun, parameters } from './runs.ts';

const text = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const post = () => {};

describe('the Experiments view', () => {
  let run: MitigationRun;
  before(async () => {
    run = await mitigationRun();
  });

  describe('the plan', () => {
    it('begins without mitigation, then goes from the least predicted error on; what cannot be used stands last', () => {
      const choices = planChoices(run);
      const names = choices.map(({ name }) => name);
      assert.deepEqual([names[0], names.at(-1)], ['none', 'symmetry']);
      const errors = choices.slice(1).flatMap(({ row }) => (row ? [row.error] : []));
      assert.deepEqual(
        errors,
        [...errors].sort((a, b) => a - b),
      );
      assert.match(choices.at(-1)?.failure ?? '', /cannot be used/);
    });

    it('names what a technique is and does', () => {
      const html = renderToString(h(PlanView, { run, isBusy: false, post }));
      assert.match(text(html), /zne Zero-noise extrapolation/);
      assert.match(text(html), /helps: [\d.]+ times less error/);
      assert.match(html, /<input type="checkbox" checked disabled/);
    });

    it('proposes the best and what else helps', () => {
      const { choice } = run.plan!;
      assert.equal(proposed(run)[0], choice?.technique);
      assert.ok(!proposed(run).includes('symmetry') && !proposed(run).includes('none'));
    });

    it('has techniques to choose where nothing could be predicted', () => {
      const { plan, ...unplanned } = run;
      const html = renderToString(h(PlanView, { run: unplanned, isBusy: false, post }));
      assert.equal(html.match(/Not predicted/g)?.length, 4);
      assert.equal(shotsFor(unplanned, ['zne']), 4000);
    });

    it('is a file with every figure that the job reports', () => {
      const [head, none] = toCsv(planTable(run)).split('\n');
      assert.match(head!, /^technique,circuits,shots,gates.*,bias,standard_error,error,verdict$/);
      assert.match(none!, /^none,1,4000,4,/);
    });
  });

  describe('the results', () => {
    it('are all techniques with their errors, beside the values with neither noise nor mitigation', () => {
      const { rows, failures, ideal, raw } = estimatesOf([run]);
      assert.deepEqual(
        rows.map(({ label }) => label),
        ['none', 'zne', 'readout'],
      );
      assert.equal(failures[0]?.label, 'symmetry');
      assert.ok(Math.abs(ideal! - 1) < 1e-12);
      assert.equal(raw, rows[0]?.value);
      assert.match(toCsv(estimatesTable(estimatesOf([run]))), /^zne,[\d.]+,0\.0\d+,-?[\d.e-]+,/m);
    });

    it('flag values that no state can have', () => {
      const estimates = estimatesOf([run]);
      const rows = estimates.rows.map((row) => ({ ...row, value: 1.2, physical: false }));
      const drawn = pictureDocument(estimatesPicture({ ...estimates, rows }, { width: 700, cost: 'gates' }));
      assert.equal(drawn.match(/class="estimate unphysical"/g)?.length, 3);
      assert.match(drawn, /which no state has: it lies outside of -1 to 1/);
    });

    it('stay in sight of each other where one lies far away', () => {
      const estimates = estimatesOf([run]);
      const [first, ...others] = estimates.rows;
      const rows = [{ ...first!, value: 1000, standardError: 10, physical: false }, ...others];
      const drawn = pictureDocument(estimatesPicture({ ...estimates, rows }, { width: 700, cost: 'gates' }));
      assert.match(drawn, /▸ 1000\.0000/);
      const places = [...drawn.matchAll(/<circle class="point" cx="([\d.]+)"/g)].map(([, x]) => Number(x));
      assert.ok(places.length === 2 && places.every((x) => x > 90 && x < 400), String(places));
    });

    it('of several runs stand on one axis, told apart', () => {
      const { rows } = estimatesOf([run, { ...run, id: 'a-2' }]);
      assert.deepEqual(
        rows.map(({ label }) => label).filter((label) => label.startsWith('zne')),
        ['zne · #1', 'zne · #2'],
      );
      const [one] = estimatesOf([run, { ...run, name: 'other.qasm' }]).rows;
      assert.equal(one?.label, 'none · bell.qasm');
    });

    it('are drawn the same each time, without anything unknown', () => {
      const draw = () => pictureDocument(estimatesPicture(estimatesOf([run]), { width: 700, cost: 'circuits' }));
      assert.equal(draw(), draw());
      assert.doesNotMatch(draw(), /NaN|undefined/);
    });
  });

  describe('the fits', () => {
    it('are points, the curve through them and the residuals', () => {
      const [fit] = fitsOf(run);
      assert.equal(fit?.points.length, 3);
      // A line is found by least squares: weighted residuals have no mean, by and large.
      const residuals = residualsOf(fit!);
      assert.ok(residuals.every((residual) => Math.abs(residual) < 5));
      assert.equal(fitTable(fit!).rows.length, 3);
      assert.doesNotMatch(pictureDocument(fitPicture(fit!, { width: 700 })), /NaN|undefined/);
    });

    it('measure residuals in standard errors, between the points of the curve', () => {
      const points = [{ x: 1.5, y: 4, standardError: 0.5 }];
      const curve = [
        { x: 1, y: 2 },
        { x: 2, y: 4 },
      ];
      assert.deepEqual(residualsOf({ points, curve }), [2]);
    });
  });

  describe('what is told of techniques in words', () => {
    it('is what each did with the shots', async () => {
      const techniques = ['lre', 'noise-estimation', 'virtual-distillation', 'shadows'] as const;
      const pipelines = techniques.map((technique) => [{ technique }]);
      const result = await mitigate.run({ ...parameters, pipelines }, { report: () => {} });
      const words = remarksOn({ ...run, result });
      const wanted = [
        /^lre: 15 circuits, whose weights add up to 7\.00 without their signs\.$/,
        /^noise-estimation: 0\.\S+ ± 0\.\S+ is left of a known value\.$/,
        /^virtual-distillation: 2 copies; the trace of that power of the state is 0\.\S+\.$/,
        /^shadows: 2000 bases; a shot has a variance of at most 9 for each product of Paulis\.$/,
      ];
      assert.equal(words.length, wanted.length);
      for (const [index, pattern] of wanted.entries()) assert.match(words[index] ?? '', pattern);
    });
  });

  describe('the history', () => {
    it('lists runs with what there is to know of them', () => {
      const runs = [summaryOf(run), summaryOf({ ...run, id: 'a-2', state: { kind: 'interrupted' } })];
      const html = renderToString(h(HistoryView, { runs, shown: ['a-1'], isBusy: false, post, onOpen: post }));
      assert.match(text(html), /bell\.qasm .* Z0\*Z1 .* 4,000 none, zne, symmetry, readout finished/);
      assert.match(text(html), /cut off/);
      assert.ok(!('result' in runs[0]!) && !('plan' in runs[0]!));
    });
  });

  describe('its state', () => {
    it('shows a run, follows its progress, and takes its result', () => {
      const running = { ...run, state: { kind: 'running' } } as const;
      const progress = { done: 1, total: 3, unit: 'circuits of zne' };
      let state = receive(NOTHING, { type: 'show', runs: [running] });
      state = receive(state, { type: 'progress', id: 'another', progress });
      assert.equal(state.progress, undefined);
      state = receive(state, { type: 'progress', id: run.id, progress });
      assert.deepEqual(state.progress, progress);
      state = receive(state, { type: 'changed', run });
      assert.deepEqual([state.progress, state.shown], [undefined, [run]]);
    });

    it('leaves what belongs to another run behind', () => {
      let state = receive(NOTHING, { type: 'show', runs: [run] });
      state = receive(state, { type: 'circuits', id: run.id, circuits: [] });
      assert.ok(state.circuits);
      state = receive(state, { type: 'show', runs: [{ ...run, id: 'a-2' }] });
      assert.equal(state.circuits, undefined);
    });
  });

  describe('its axes', () => {
    it('have round ticks, and room for all values', () => {
      const { ticks, place } = linearAxis([-0.5, 0.9], 0, 100, 6);
      assert.deepEqual(
        ticks.map(({ label }) => label),
        ['-0.5', '0.0', '0.5'],
      );
      assert.ok(ticks.every(({ at }) => at >= 0 && at <= 100));
      assert.ok(place(-0.5) > 0 && place(0.9) < 100);
      assert.equal(place(99), 100);
    });

    it('take a single value, none, and large ones', () => {
      assert.ok(linearAxis([3], 0, 100).ticks.length > 1);
      assert.ok(linearAxis([], 0, 100).ticks.length > 1);
      const { place, ticks } = logarithmicAxis([1000], 0, 300);
      assert.deepEqual([place(1), place(10), place(1000)], [0, 100, 300]);
      assert.equal(ticks.at(-1)?.label, '1k');
    });

    it('show any figure of cost', () => {
      assert.deepEqual(costKeys([{ circuits: 1 }, undefined, { circuits: 2, seconds: 0.5 }]), ['circuits', 'seconds']);
      assert.deepEqual(
        [formatCost('seconds', 0.0123), formatCost('seconds', 600), formatCost('gates', 1234)],
        ['12 ms', '10 min', '1,234'],
      );
    });
  });
});
