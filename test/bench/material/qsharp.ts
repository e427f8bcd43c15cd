/** The peer: qsharp-lang, the engine of Microsoft's QDK extension, in this process. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { getCompiler, getLanguageService, loadWasmModule } from 'qsharp-lang';

export interface Peer {
  /** Opens or edits a document, until its diagnostics are there; they must differ from those before. */
  update(uri: string, text: string): Promise<void>;
  complete(uri: string, line: number): Promise<unknown>;
  /** The data of the diagram. */
  circuit(uri: string, text: string): Promise<unknown>;
}

export async function startPeer(): Promise<Peer> {
  const entry = createRequire(import.meta.url).resolve('qsharp-lang');
  const bytes = readFileSync(path.join(path.dirname(entry), '../lib/web/qsc_wasm_bg.wasm'));
  await loadWasmModule(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const service = await getLanguageService();
  const compiler = await getCompiler();
  await service.updateConfiguration({ targetProfile: 'unrestricted', packageType: 'exe' });
  let answered: () => void = () => {};
  service.addEventListener('diagnostics', () => answered());
  let version = 0;
  return {
    update: (uri, text) =>
      new Promise((resolve) => {
        answered = resolve;
        void service.updateDocument(uri, ++version, text, 'openqasm');
      }),
    complete: (uri, line) => service.getCompletions(uri, version, { line, character: 0 }),
    circuit: (uri, text) => {
      const sources: [string, string][] = [[uri, text]];
      const project = { sources, languageFeatures: [], profile: 'unrestricted', projectType: 'openqasm' } as const;
      const config = {
        generationMethod: 'classicalEval',
        maxOperations: 1e6,
        groupByScope: false,
        sourceLocations: true,
      } as const;
      return compiler.getCircuit({ ...project, languageFeatures: [] }, config);
    },
  };
}
