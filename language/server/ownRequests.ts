/** The requests that are Ketlab's own (`protocol.ts`), and the texts of the standard libraries. */
import type { Connection, GenericRequestHandler } from 'vscode-languageserver';
import type { Compilation } from '../compile.ts';
import { constantValueOf } from '../features/constantValue.ts';
import { lensPlaces } from '../features/noise/lensPlaces.ts';
import { libraryText } from '../semantics/libraries.ts';
import { type DocumentGuard, documentRequest, guarded } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';
import {
  type CircuitAnswer,
  type CircuitParameters,
  type ConstantAnswer,
  type ConstantParameters,
  type ConvertAnswer,
  type ConvertParameters,
  circuitRequest,
  constantRequest,
  convertRequest,
  type NoiseAnswer,
  noiseRequest,
} from './protocol.ts';

/** Answers these requests on `connection`. */
export function registerOwnRequests(connection: Connection, guard: DocumentGuard, noise: NoiseReports): void {
  connection.onRequest(
    circuitRequest,
    documentRequest<CircuitParameters, CircuitAnswer | null>(guard, {
      name: circuitRequest,
      closed: null,
      answer: ({ version }, { compilation }) => ({
        version,
        circuit: compilation.circuit,
        errors: errorsOf(compilation),
      }),
    }),
  );
  connection.onRequest(
    convertRequest,
    documentRequest<ConvertParameters, ConvertAnswer | null>(guard, {
      name: convertRequest,
      closed: null,
      answer: async (_, { compilation }, { target }) => {
        // In Node the converters are a bundle of their own: most who edit never convert.
        const { exportCircuit } = await import('../circuit/export/exportCircuit.ts');
        return {
          errors: errorsOf(compilation),
          result: exportCircuit(compilation.circuit, target),
          sources: compilation.circuit.sources,
        };
      },
    }),
  );
  connection.onRequest(
    noiseRequest,
    documentRequest<CircuitParameters, NoiseAnswer | null>(guard, {
      name: noiseRequest,
      closed: null,
      answer: async (document, compiled) => {
        const report = await noise.whenDone(document, compiled);
        const { version } = document;
        if (!report?.analysis) return { version };
        const { device, budget } = report.analysis;
        const { success, places } = budget;
        const exactLens = lensPlaces(compiled.compilation.tree)?.exact.start ?? 0;
        return { version, costs: { device: device.name, success, exactLens, places, lines: report.lines } };
      },
    }),
  );
  const constant: GenericRequestHandler<ConstantAnswer, void> = ({ text }: ConstantParameters) =>
    guarded(guard.log, constantRequest, () => constantValueOf(String(text))) ?? null;
  connection.onRequest(constantRequest, constant);
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const text = libraryText(uri);
    return text === undefined ? null : { text };
  });
}

function errorsOf({ diagnostics }: Compilation): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
