/** What a run found: all techniques side by side, and the curves behind their values. */
import { useMemo, useState } from 'preact/hooks';
import type { RunRecord } from '../../extension/host/experiments/runRecord.ts';
import type { Order } from '../result/outcomes.ts';
import type { Section } from '../result/sections.tsx';
import { type ExportedFile, SectionView } from '../result/sectionView.tsx';
import { costKeys, costTitle } from './cost.ts';
import { estimatesOf, estimatesTable } from './estimates.ts';
import { estimatesPicture } from './estimatesPicture.tsx';
import { fitPicture } from './fitPicture.tsx';
import { fitsOf, fitTable, remarksOn } from './fits.ts';

interface ResultsProps {
  /** One, or several to compare. */
  readonly runs: readonly RunRecord[];
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly onExport: (file: ExportedFile, suffix: string) => void;
}

export function ResultsView({ runs, asTable, onAsTable, onExport }: ResultsProps) {
  const estimates = useMemo(() => estimatesOf(runs), [runs]);
  const keys = costKeys(estimates.rows.map(({ cost }) => cost));
  const [wanted, setCost] = useState('gates');
  const cost = keys.includes(wanted) ? wanted : (keys[0] ?? 'circuits');
  const { rows, failures, ideal, raw } = estimates;
  const section: Section = useMemo(
    () => ({
      id: 'estimates',
      title: 'Results',
      picture: ({ width }) => estimatesPicture(estimates, { width, cost }),
      table: () => estimatesTable(estimates),
      legend: [
        [
          'Thin lines: one standard error.',
          ideal === undefined ? '' : `Solid line: without noise, ${ideal.toFixed(4)}.`,
          raw === undefined ? '' : `Dashed line: without mitigation, ${raw.toFixed(4)}.`,
          rows.some(({ physical }) => !physical) ? 'Crosses: values that no state can have.' : '',
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
      ],
      remarks: [
        ...rows.flatMap(({ label, warnings }) => warnings.map((warning) => `${label}: ${warning}`)),
        ...failures.map(({ label, message }) => `${label} could not be used: ${message}`),
      ],
    }),
    [estimates, cost],
  );
  if (rows.length === 0 && failures.length === 0) {
    return <p class="remark">Nothing was found yet. Choose techniques in the plan and run them.</p>;
  }
  return (
    <>
      {keys.length > 1 && !asTable && (
        <label class="picker">
          Cost{' '}
          <select value={cost} onChange={({ currentTarget }) => setCost(currentTarget.value)}>
            {keys.map((key) => (
              <option key={key} value={key}>
                {costTitle(key)}
              </option>
            ))}
          </select>
        </label>
      )}
      <SectionView
        section={section}
        {...UNORDERED}
        asTable={asTable}
        onAsTable={onAsTable}
        onExport={(file) => onExport(file, '-estimates')}
      />
    </>
  );
}

interface FitsProps extends Omit<ResultsProps, 'runs'> {
  readonly run: RunRecord;
}

export function FitsView({ run, asTable, onAsTable, onExport }: FitsProps) {
  const fits = useMemo(() => fitsOf(run), [run]);
  const [wanted, setWanted] = useState('');
  const fit = fits.find(({ id }) => id === wanted) ?? fits[0];
  const section: Section | undefined = useMemo(
    () =>
      fit && {
        id: fit.id,
        title: fit.title,
        picture: ({ width }) => fitPicture(fit, { width }),
        table: () => fitTable(fit),
        legend: [
          fit.kind === 'extrapolation' ? 'Diamond: what is found without noise.' : 'Line: a perfect prediction.',
        ],
        remarks: fit.words,
      },
    [fit],
  );
  const remarks = remarksOn(run);
  return (
    <>
      {fits.length > 1 && (
        <label class="picker">
          Fit{' '}
          <select value={fit?.id} onChange={({ currentTarget }) => setWanted(currentTarget.value)}>
            {fits.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      {section && (
        <SectionView
          key={section.id}
          section={section}
          {...UNORDERED}
          asTable={asTable}
          onAsTable={onAsTable}
          onExport={(file) => onExport(file, '-fit')}
        />
      )}
      {!section && <p class="remark">No technique of this run laid a curve through values.</p>}
      {remarks.map((remark) => (
        <p key={remark} class="remark">
          {remark}
        </p>
      ))}
    </>
  );
}

/** Their pictures have one order only. */
const UNORDERED: { readonly order: Order; readonly onOrder: () => void } = { order: 'outcome', onOrder: () => {} };
