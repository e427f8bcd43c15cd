/** The outcomes as a table: the same data as the chart, for reading, copying and screen readers. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { formatPercent } from './histogram.ts';
import { listOutcomes, type Order } from './outcomes.ts';

/** More rows than anyone reads make the page slow; the CSV file has them all. */
const ROW_LIMIT = 2000;

export function OutcomeTable({ result, order }: { readonly result: SimulateResult; readonly order: Order }) {
  const outcomes = listOutcomes(result, order, ROW_LIMIT);
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Count</th>
            <th scope="col">Probability</th>
            <th scope="col">Standard error</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ label, count, probability, standardError, others }) => (
            <tr key={label}>
              <th scope="row">{others === undefined ? label : `${withSeparators(others)} others`}</th>
              <td>{withSeparators(count)}</td>
              <td>{formatPercent(probability)}</td>
              <td>±{(standardError * 100).toFixed(2)}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
