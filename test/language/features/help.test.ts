import assert from 'node:assert/strict';
import { constantHelp, functionHelp } from '../../../language/features/builtinHelp.ts';
import { keywordHelp } from '../../../language/features/keywordHelp.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from '../../../language/semantics/builtins.ts';
import { keywords } from '../../../language/syntax/tokens.ts';
import { hoverAt } from '../markers.ts';

describe('the words of the language', () => {
  it('are all explained', () => {
    for (const word of [...keywords.keys(), 'opaque']) assert.match(keywordHelp(word) ?? '', /^[A-Z].*\.$/, word);
    for (const name of BUILTIN_FUNCTIONS.keys()) assert.ok(functionHelp(name)?.signature.startsWith(`${name}(`), name);
    for (const name of CONSTANTS.keys()) assert.ok(constantHelp(name), name);
  });

  it('are no names of other things', () => {
    for (const word of ['constructor', 'toString', '', 'q']) {
      assert.equal(keywordHelp(word), undefined);
      assert.equal(functionHelp(word), undefined);
      assert.equal(constantHelp(word), undefined);
    }
  });

  it('mean what they are used as', () => {
    assert.match(hoverAt('float a = <|>pow(2, 3);') ?? '', /a to the power of b/);
    assert.match(hoverAt('qubit q; <|>pow(2) @ U(0, 0, 0) q;') ?? '', /^`pow`: Modifier/);
    assert.match(hoverAt('OPENQASM 2.0; qreg box[1]; reset <|>box[0];') ?? '', /qubit\[1\] box/);
    assert.match(hoverAt('OPENQASM 2.0; <|>opaque g q;') ?? '', /^`opaque`: /);
    assert.equal(hoverAt('// a <|>gate\n'), undefined);
  });
});
