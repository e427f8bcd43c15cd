import { expectCodeAction, expectQuickFix } from '../../markers.ts';

describe('quick fixes for spelling', () => {
  it('replace characters that documents put in the place of plain ones', () => {
    expectQuickFix('int n = <|>−3;', "Replace by '-'", 'int n = -3;');
    expectQuickFix('float x = 2<|>×pi;', "Replace by '*'", 'float x = 2*pi;');
    expectQuickFix('int<|>\u00a0n;', 'Replace by a space', 'int n;');
    expectQuickFix('int<|>\u200b n;', 'Replace by a space', 'int n;');
    expectQuickFix('include <|>“stdgates.inc”;', 'Replace by straight quotes', 'include "stdgates.inc";');
    expectQuickFix('int n<|>?;', "Remove '?'", 'int n;');
  });

  it('make comments of the lines that other languages begin with #', () => {
    expectQuickFix('<|># a comment\nint n;', "Make it a comment with '//'", '// a comment\nint n;');
    expectQuickFix('<|>#include "stdgates.inc";', "Write 'include'", 'include "stdgates.inc";');
  });

  it('close and change quotes', () => {
    expectQuickFix("bit[2] b = <|>'01';", 'Use double quotes', 'bit[2] b = "01";');
    expectQuickFix('include <|>"stdgates.inc;\nint n;', 'Insert "', 'include "stdgates.inc";\nint n;');
    expectQuickFix('int n; <|>/* never closed', "Insert '*/' at the end", 'int n; /* never closed */');
  });

  it('mend numbers and names', () => {
    expectQuickFix('int n = <|>0O17;', "Replace by '0o17'", 'int n = 0o17;');
    expectQuickFix('int <|>gate = 3;', "Replace by 'gate_'", 'int gate_ = 3;');
  });

  it('know modifiers and types of other languages', () => {
    const head = 'gate g a { } qubit[2] q;';
    expectQuickFix(`${head} <|>adjoint @ g q[0];`, "Replace by 'inv'", `${head} inv @ g q[0];`);
    expectQuickFix(`${head} <|>crtl @ g q[0], q[1];`, "Replace by 'ctrl'", `${head} ctrl @ g q[0], q[1];`);
    expectCodeAction('<|>double d = 3;', "Replace by 'float'", 'float d = 3;');
    expectCodeAction('<|>boolean b = true;', "Replace by 'bool'", 'bool b = true;');
  });
});
