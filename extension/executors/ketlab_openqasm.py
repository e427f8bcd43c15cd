"""Reads the OpenQASM 2 that Ketlab writes, one statement a line, for libraries that read none or little of it."""

import math
import re
from dataclasses import dataclass

# The gates of qelib1.inc from u3 and cx, up to a global phase.
LIBRARY = """
gate u(a, b, c) q { u3(a, b, c) q; }
gate u0(a) q { }
gate id q { }
gate u1(a) q { u3(0, 0, a) q; }
gate u2(a, b) q { u3(pi/2, a, b) q; }
gate p(a) q { u1(a) q; }
gate x q { u3(pi, 0, pi) q; }
gate y q { u3(pi, pi/2, pi/2) q; }
gate z q { u1(pi) q; }
gate h q { u2(0, pi) q; }
gate s q { u1(pi/2) q; }
gate sdg q { u1(-pi/2) q; }
gate t q { u1(pi/4) q; }
gate tdg q { u1(-pi/4) q; }
gate sx q { rx(pi/2) q; }
gate sxdg q { rx(-pi/2) q; }
gate rx(a) q { u3(a, -pi/2, pi/2) q; }
gate ry(a) q { u3(a, 0, 0) q; }
gate rz(a) q { u1(a) q; }
gate U(a, b, c) q { u3(a, b, c) q; }
gate CX a, b { cx a, b; }
gate cy a, b { sdg b; cx a, b; s b; }
gate cz a, b { h b; cx a, b; h b; }
gate ch a, b { ry(-pi/4) b; cz a, b; ry(pi/4) b; }
gate cp(x) a, b { u1(x/2) a; cx a, b; u1(-x/2) b; cx a, b; u1(x/2) b; }
gate cu1(x) a, b { cp(x) a, b; }
gate crx(x) a, b { h b; crz(x) a, b; h b; }
gate cry(x) a, b { ry(x/2) b; cx a, b; ry(-x/2) b; cx a, b; }
gate crz(x) a, b { rz(x/2) b; cx a, b; rz(-x/2) b; cx a, b; }
gate cu3(x, y, z) a, b { u1((y+z)/2) a; u1((z-y)/2) b; cx a, b; u3(-x/2, 0, -(y+z)/2) b; cx a, b; u3(x/2, y, 0) b; }
gate cu(x, y, z, w) a, b { u1(w) a; cu3(x, y, z) a, b; }
gate csx a, b { u1(pi/4) a; crx(pi/2) a, b; }
gate swap a, b { cx a, b; cx b, a; cx a, b; }
gate rzz(x) a, b { cx a, b; rz(x) b; cx a, b; }
gate rxx(x) a, b { h a; h b; rzz(x) a, b; h a; h b; }
gate ccp(x) a, b, c { cp(x/2) b, c; cx a, b; cp(-x/2) b, c; cx a, b; cp(x/2) a, c; }
gate ccx a, b, c { h c; ccp(pi) a, b, c; h c; }
gate cswap a, b, c { cx c, b; ccx a, b, c; cx c, b; }
gate c3p(x) a, b, c, d { cp(x/2) c, d; ccx a, b, c; cp(-x/2) c, d; ccx a, b, c; ccp(x/2) a, b, d; }
gate c3x a, b, c, d { h d; c3p(pi) a, b, c, d; h d; }
gate c3sqrtx a, b, c, d { h d; c3p(pi/2) a, b, c, d; h d; }
gate c4p(x) a, b, c, d, e { cp(x/2) d, e; c3x a, b, c, d; cp(-x/2) d, e; c3x a, b, c, d; c3p(x/2) a, b, c, e; }
gate c4x a, b, c, d, e { h e; c4p(pi) a, b, c, d, e; h e; }
gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }
gate rc3x a, b, c, d {
  h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d; cx a, d; t d; cx b, d; tdg d; h d; t d; cx c, d; tdg d; h d;
}
"""


@dataclass(frozen=True)
class Operation:
    """A gate, `measure` (with a bit), `reset` or `barrier`. Qubits and bits are numbered as they are declared."""

    name: str
    parameters: tuple
    qubits: tuple
    bit: int = -1


@dataclass(frozen=True)
class Program:
    qubits: int
    bits: int
    operations: tuple


def parse(program, known):
    """The program as operations; gates are those named in `known`, among them u3 and cx, all others are taken apart.

    Raises ValueError where it decides something while it runs.
    """
    text = re.sub(r"//.*", "", program)
    gates = _definitions(LIBRARY) | _definitions(text)
    qubits, bits, operations = {}, {}, []
    for statement in re.sub(r"gate [^}]*\}", "", text).split(";"):
        head, _, rest = " ".join(statement.split()).partition(" ")
        if head in ("", "OPENQASM", "include"):
            continue
        if head in ("qreg", "creg"):
            name, size = re.fullmatch(r"(\w+)\[(\d+)\]", rest).groups()
            wires = qubits if head == "qreg" else bits
            for index in range(int(size)):
                wires[f"{name}[{index}]"] = len(wires)
        elif head == "measure":
            qubit, bit = rest.split(" -> ")
            operations.append(Operation("measure", (), (qubits[qubit],), bits[bit]))
        elif head.startswith(("if", "opaque")):
            raise ValueError("It cannot decide anything while a circuit runs.")
        else:
            _call(statement, {}, qubits, gates, known, operations)
    return Program(len(qubits), len(bits), tuple(operations))


def measured_at_end(program):
    """The operations before the measurements, and for each bit the qubit it is measured from; barriers are left out.

    Raises ValueError where something happens to a qubit after it was measured, or one is reset.
    """
    before, measured = [], {}
    for operation in program.operations:
        if operation.name == "measure":
            measured[operation.bit] = operation.qubits[0]
        elif operation.name == "reset" or (operation.name != "barrier" and set(operation.qubits) & set(measured.values())):
            raise ValueError("It can measure at the end of a circuit alone, and cannot reset.")
        elif operation.name != "barrier":
            before.append(operation)
    return before, measured


def _definitions(text):
    found = re.findall(r"gate (\w+) *(?:\(([^)]*)\))? *([^{]*)\{([^}]*)\}", text)
    split = lambda names: [name.strip() for name in names.split(",") if name.strip()]
    return {name: (split(parameters), split(qubits), body.split(";")) for name, parameters, qubits, body in found}


def _call(statement, values, wires, gates, known, operations):
    """Adds what a statement such as `rx(pi/2) q[0]` does. `values`: of parameters; `wires`: numbers of qubits."""
    match = re.fullmatch(r"\s*(\w+)\s*(?:\((.*)\))?\s*([^()]*)", statement, re.DOTALL)
    name, arguments, operands = match.groups()
    parameters = tuple(_number(text, values) for text in _split(arguments or ""))
    qubits = tuple(wires[operand.strip()] for operand in operands.split(","))
    if name in known or name in ("reset", "barrier"):
        operations.append(Operation(name, parameters, qubits))
        return
    if name not in gates:
        raise ValueError(f"It knows no gate {name}.")
    names, own, body = gates[name]
    for inner in body:
        if inner.strip():
            _call(inner, dict(zip(names, parameters)), dict(zip(own, qubits)), gates, known, operations)


def _split(arguments):
    """At the commas that no parentheses enclose."""
    parts, depth = [""], 0
    for character in arguments:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]


FUNCTIONS = {name: getattr(math, name) for name in ("pi", "sin", "cos", "tan", "exp", "sqrt")} | {"ln": math.log}


def _number(text, values):
    """The value of an angle: only numbers, names that are known and operators are read."""
    names = FUNCTIONS | values
    if not re.fullmatch(r"[\w\s.+\-*/^()]*", text) or set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", text)) - names.keys():
        raise ValueError(f"It cannot read the angle {text}.")
    return float(eval(text.strip().replace("^", "**"), {"__builtins__": {}}, names))
