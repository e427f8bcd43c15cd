/** The pages of the diagnostics: what they say is what the compiler does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type CompileOptions, compile } from '../../../language/compile.ts';
import { resolveDevice } from '../../../language/device/resolveDevice.ts';
import { diagnosticCodes } from '../../../language/diagnosticCodes.ts';
import { noiseAdvice, noiseReport } from '../../../language/features/noise/noiseReport.ts';
import { finish } from '../../../language/steps.ts';

const folder = 'extension/docs/diagnostics';

/** The codes that a program has, each once; the files it includes stand behind it, in fenced blocks with their names. */
function codesOf(section: string): readonly string[] {
  const blocks = [...section.matchAll(/^```(?:qasm|json) *(\S*)\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', text = '']) => ({
      name,
      text,
    }),
  );
  const [program] = blocks;
  assert.ok(program, 'there is no program');
  const readFile = (path: string) => {
    const file = blocks.find(({ name }) => name === path);
    return file && { uri: `file:///folder/${path}`, text: file.text };
  };
  const options: CompileOptions = {
    readInclude: readFile,
    resolveDevice: (reference) => resolveDevice(reference, readFile),
  };
  const compilation = compile(`file:///folder/${program.name || 'program.qasm'}`, program.text, options);
  const report = finish(noiseReport(compilation, options));
  const advice = report?.analysis ? finish(noiseAdvice(compilation, report.analysis, 1024, options)) : [];
  const problems = [...(report?.problems ?? []), ...advice].map(({ diagnostic }) => diagnostic);
  return [...new Set([...compilation.diagnostics, ...problems].map(({ code }) => code))];
}

const article = { error: 'an error', warning: 'a warning', information: 'informational', hint: 'a hint' } as const;

describe('the pages of diagnostics', () => {
  it('are one for each code', () => {
    const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), [...diagnosticCodes.keys()].sort());
  });
  for (const [code, { severity, title }] of diagnosticCodes) {
    it(`${code}: the program is reported, the mended one is not`, () => {
      const page = readFileSync(`${folder}/${code}.md`, 'utf8');
      const [head = '', reported = '', mended = ''] = page.split(/^## (?:Reported|Mended)$/m);
      const kind = `\`${code}\` is ${article[severity]}${severity === 'error' ? ' of the language.' : ' by default.'}`;
      assert.ok(head.startsWith(`# ${title}\n\n${kind}`), 'the head of the page is another one');
      assert.deepEqual(codesOf(reported), [code]);
      assert.deepEqual(codesOf(mended), []);
    });
  }
});
