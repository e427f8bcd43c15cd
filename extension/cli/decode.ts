/** `ketlab decode FILE`: what each decoding of a policy's outcomes extracts and sees. */
import { noLints } from '../../language/lints/levels.ts';
import type { DecodeResult } from '../worker/train/results.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { wholeNumber } from './options.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand } from './usage.ts';

/** Answers with the exit code. */
export async function decode(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    actions: { type: 'string' },
    decode: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const parameters = {
    ...(values.actions !== undefined && { actions: wholeNumber('actions', values.actions, 2) }),
    ...(values.decode !== undefined && { decodings: values.decode.split(',').map((text) => text.trim()) }),
  };
  const source = readSource(oneFile('decode', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const result = await runJob('decode', { circuit: source.circuit, ...parameters });
    process.stdout.write(values.json ? formatJson(result) : formatDecodings(source.name, result));
    return 0;
  } catch (error) {
    return reportFailure(error, source);
  }
}

function formatDecodings(name: string, { qubits, actions, decodings }: DecodeResult): string {
  const width = Math.max('decoding'.length, ...decodings.map((decoding) => decoding.name.length));
  const rows = decodings.flatMap((decoding) => {
    const { globality, reads, unseen, gradientVariance } = decoding;
    const cells = [
      decoding.name.padEnd(width),
      (globality?.toFixed(3) ?? '?').padStart(9),
      gradientVariance.toExponential(2).padStart(10),
      reads.join(','),
    ];
    const part = `It reads ${reads.length === 1 ? 'qubit' : 'qubits'} ${reads.join(', ')} only: `;
    const have = unseen.length === 1 ? 'has' : 'have';
    const blind = `  ! ${reads.length < qubits ? part : ''}${unseen.join(', ')} ${have} no influence.`;
    return [cells.join('  '), ...(unseen.length > 0 ? [blind] : [])];
  });
  const head = `${'decoding'.padEnd(width)}  globality  var. grad.  qubits`;
  return [`${name}: ${actions} actions, ${qubits} qubits`, '', head, ...rows, ''].join('\n');
}
