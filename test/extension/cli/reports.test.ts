// Formats of `ketlab check`: what other programs read of it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { formatGithub } from '../../../extension/cli/reports/github.ts';
import { formatJson } from '../../../extension/cli/reports/json.ts';
import { type Report, reportOf } from '../../../extension/cli/reports/report.ts';
import { formatSarif } from '../../../extension/cli/reports/sarif.ts';
import type { Source } from '../../../extension/cli/source.ts';
import { compile } from '../../../language/compile.ts';

function checked(name: string, text: string): Source {
  const uri = pathToFileURL(path.resolve(name)).href;
  const compilation = compile(uri, text);
  const { circuit, diagnostics } = compilation;
  const shown = diagnostics.filter(({ severity }) => severity !== 'hint');
  return { name, compilation, options: {}, circuit, diagnostics: shown, texts: new Map([[uri, text]]) };
}

function reportOn(name: string, text: string): Report {
  return reportOf([{ kind: 'checked', source: checked(name, text) }]);
}

const TWICE = 'qubit q;\n/* 🙂 */ bit q;\n';
const UNREADABLE = reportOf([{ kind: 'unreadable', name: 'a,b.qasm', message: 'a,b.qasm: there is no such file.' }]);

// What the SARIF 2.1.0 schema requires of the objects in use; strict: nothing it does not know.
const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);
const physicalLocation = z.strictObject({
  artifactLocation: z.strictObject({ uri: z.string().regex(/^[A-Za-z0-9%._~/:()-]+$/) }),
  region: z
    .strictObject({
      startLine: z.int().min(1),
      startColumn: z.int().min(1),
      endLine: z.int().min(1),
      endColumn: z.int().min(1),
    })
    .optional(),
});
const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
          informationUri: z.url(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: message,
              helpUri: z.url(),
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message,
          locations: z.array(z.strictObject({ physicalLocation })).length(1),
          relatedLocations: z.array(z.strictObject({ id: z.int().min(0), message, physicalLocation })).optional(),
        }),
      ),
    }),
  ),
});

describe('ketlab check --format', () => {
  describe('sarif', () => {
    it('is SARIF 2.1.0 and names each rule once', () => {
      const log = sarifLog.parse(JSON.parse(formatSarif(reportOn('a folder/ü.qasm', 'qubit q;\nnone q;\nnone q;\n'))));
      const [run] = log.runs;
      assert.deepEqual(
        run?.tool.driver.rules.map(({ id }) => id),
        ['unknown-gate'],
      );
      assert.equal(run?.results.length, 2);
      assert.deepEqual(run?.results[1]?.locations[0]?.physicalLocation, {
        artifactLocation: { uri: 'a%20folder/%C3%BC.qasm' },
        region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 },
      });
    });

    it('counts columns in UTF-16 units and points to related places', () => {
      const log = sarifLog.parse(JSON.parse(formatSarif(reportOn('a.qasm', TWICE))));
      const [result] = log.runs[0]?.results ?? [];
      assert.equal(result?.locations[0]?.physicalLocation.region?.startColumn, 14);
      assert.deepEqual(result?.relatedLocations?.[0]?.physicalLocation, {
        artifactLocation: { uri: 'a.qasm' },
        region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
      });
    });

    it('tells of files that cannot be read', () => {
      const log = sarifLog.parse(JSON.parse(formatSarif(UNREADABLE)));
      assert.deepEqual(log.runs[0]?.invocations, [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [{ level: 'error', message: { text: 'a,b.qasm: there is no such file.' } }],
        },
      ]);
    });

    it('names files elsewhere by their URI', () => {
      const log = sarifLog.parse(JSON.parse(formatSarif(reportOn('../x.qasm', 'none q;'))));
      const uri = log.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
      assert.equal(uri, pathToFileURL(path.resolve('../x.qasm')).href);
    });
  });

  describe('json', () => {
    it('lists the diagnostics of each file and their sums', () => {
      const report = JSON.parse(formatJson(reportOn('a.qasm', TWICE)));
      assert.deepEqual([report.errors, report.warnings, report.files.length], [1, 0, 1]);
      const [diagnostic] = report.files[0].diagnostics;
      assert.deepEqual([diagnostic.code, diagnostic.severity], ['redeclared', 'error']);
      assert.deepEqual(diagnostic.region, { startLine: 2, startColumn: 14, endLine: 2, endColumn: 15 });
      assert.equal(diagnostic.related[0].file, 'a.qasm');
    });

    it('says what could not be read', () => {
      const [file] = JSON.parse(formatJson(UNREADABLE)).files;
      assert.deepEqual(file, {
        file: 'a,b.qasm',
        unreadable: 'a,b.qasm: there is no such file.',
        diagnostics: [],
      });
    });
  });

  describe('github', () => {
    it('escapes what workflow commands reserve', () => {
      assert.equal(
        formatGithub(UNREADABLE),
        '::error file=a%2Cb.qasm,title=unreadable-file::a,b.qasm: there is no such file.\n',
      );
      const source = checked('100%.qasm', 'none q;');
      const [first] = source.diagnostics;
      assert(first);
      const report = reportOf([
        { kind: 'checked', source: { ...source, diagnostics: [{ ...first, message: '50%\nmore' }] } },
      ]);
      assert.equal(
        formatGithub(report),
        `::error file=100%25.qasm,line=1,endLine=1,col=1,endColumn=5,title=${first.code}::50%25%0Amore\n`,
      );
    });

    it('leaves columns of the end out where it is on another line', () => {
      const source = checked('a.qasm', 'none\nq;');
      const [first] = source.diagnostics;
      assert(first);
      const long = { ...first, start: 0, end: 6 };
      const report = reportOf([{ kind: 'checked', source: { ...source, diagnostics: [long] } }]);
      assert.match(formatGithub(report), /^::error file=a\.qasm,line=1,endLine=2,col=1,title=/);
    });
  });
});
