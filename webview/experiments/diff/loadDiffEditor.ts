/** Brings the bundle with Monaco into the page when it is first wanted: it is ten times as large as all else. */

export interface DiffEditor {
  show(original: string, variant: string): void;
  dispose(): void;
}

export type CreateDiffEditor = (container: HTMLElement) => DiffEditor;

declare global {
  /** Defined by `dist/diff.js`. */
  var ketlabDiff: CreateDiffEditor | undefined;
}

let loading: Promise<CreateDiffEditor> | undefined;

/** @throws where the bundle cannot be loaded */
export function loadDiffEditor(): Promise<CreateDiffEditor> {
  loading ??= load();
  return loading;
}

async function load(): Promise<CreateDiffEditor> {
  const { diffScript = '', diffStyle = '' } = document.getElementById('root')?.dataset ?? {};
  const style = document.createElement('link');
  Object.assign(style, { rel: 'stylesheet', href: diffStyle });
  const script = document.createElement('script');
  // The page runs no script without it.
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  Object.assign(script, { src: diffScript, nonce });
  await Promise.all(
    [style, script].map((element) => {
      const loaded = new Promise((resolve, reject) => {
        element.addEventListener('load', resolve);
        element.addEventListener('error', () => reject(new Error('The comparison of texts could not be loaded.')));
      });
      document.head.append(element);
      return loaded;
    }),
  );
  if (!globalThis.ketlabDiff) throw new Error('The comparison of texts could not be started.');
  return globalThis.ketlabDiff;
}
