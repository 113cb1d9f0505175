package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.Py;
import org.jspecify.annotations.Nullable;

/** Expressions with operators. */
final class OperatorNodes {
    private OperatorNodes() {}

    static final class Binary extends Node {
        private final BinaryOperator operator;
        private final Node left;
        private final Node right;
        private final int line;

        Binary(BinaryOperator operator, Node left, Node right, int line) {
            this.operator = operator;
            this.left = left;
            this.right = right;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object a = left.eval(frame);
            Object b = right.eval(frame);
            frame.run.line = line;
            return Arithmetic.apply(operator, a, b);
        }
    }

    static final class Sign extends Node {
        private final boolean negative;
        private final Node operand;

        Sign(boolean negative, Node operand) {
            this.negative = negative;
            this.operand = operand;
        }

        @Override
        Object eval(Frame frame) {
            return Arithmetic.sign(negative, operand.eval(frame));
        }
    }

    static final class And extends Node {
        private final Node left;
        private final Node right;

        And(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = left.eval(frame);
            return Py.truth(value) ? right.eval(frame) : value;
        }
    }

    static final class Or extends Node {
        private final Node left;
        private final Node right;

        Or(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = left.eval(frame);
            return Py.truth(value) ? value : right.eval(frame);
        }
    }

    static final class Not extends Node {
        private final Node operand;

        Not(Node operand) {
            this.operand = operand;
        }

        @Override
        Object eval(Frame frame) {
            return !Py.truth(operand.eval(frame));
        }
    }

    static final class Compare extends Node {
        private final Node first;
        private final CompareOperator[] operators;
        private final Node[] operands;
        private final int line;

        Compare(Node first, CompareOperator[] operators, Node[] operands, int line) {
            this.first = first;
            this.operators = operators;
            this.operands = operands;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object left = first.eval(frame);
            for (int i = 0; i < operators.length; i++) {
                Object right = operands[i].eval(frame);
                frame.run.line = line;
                if (!Comparing.apply(operators[i], left, right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    static final class Conditional extends Node {
        private final Node test;
        private final Node then;
        private final @Nullable Node otherwise;
        private final Undefined nothing;

        Conditional(Node test, Node then, @Nullable Node otherwise, int line) {
            this.test = test;
            this.then = then;
            this.otherwise = otherwise;
            String detail =
                    "the inline if-expression on line " + line + " evaluated to false and no else section was defined.";
            this.nothing = new Undefined(UndefinedKind.DEFAULT, "None", detail, ErrorKind.UNDEFINED);
        }

        @Override
        @Nullable Object eval(Frame frame) {
            if (Py.truth(test.eval(frame))) {
                return then.eval(frame);
            }
            return otherwise == null ? nothing : otherwise.eval(frame);
        }
    }
}
