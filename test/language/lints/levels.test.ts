import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diagnosticCodes } from '../../../language/diagnosticCodes.ts';
import { isConfigurable, ruleLevels } from '../../../language/lints/levels.ts';

describe('the setting ketlab.lint.rules', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { properties, additionalProperties } = manifest.contributes.configuration.properties['ketlab.lint.rules'];

  it('has every code whose severity can be set, with its default and what it means', () => {
    const expected = [...diagnosticCodes]
      .filter(([code]) => isConfigurable(code))
      .map(([code, { severity, title }]) => {
        const level = severity === 'information' ? 'info' : severity;
        return [code, { type: 'string', enum: ruleLevels, default: level, description: `${title}.` }];
      });
    assert.deepEqual(properties, Object.fromEntries(expected));
    assert.equal(additionalProperties, false);
  });
  it('has no error of the language', () => {
    assert.ok(!Object.keys(properties).some((code) => diagnosticCodes.get(code)?.severity === 'error'));
  });
});
