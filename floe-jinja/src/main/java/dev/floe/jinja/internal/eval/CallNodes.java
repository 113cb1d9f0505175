package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.internal.value.Method;
import org.jspecify.annotations.Nullable;

/** Expressions that call: functions, filters, tests. */
final class CallNodes {
    private CallNodes() {}

    static class Call extends Node {
        private final Node callee;
        private final ArgumentNodes arguments;
        private final int line;

        Call(Node callee, ArgumentNodes arguments, int line) {
            this.callee = callee;
            this.arguments = arguments;
            this.line = line;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            return eval(frame, null);
        }

        @Nullable Object eval(Frame frame, @Nullable Object caller) {
            Object function = callee.eval(frame);
            Arguments given = arguments.eval(frame, caller);
            frame.run.line = line;
            return frame.run.call(function, given);
        }
    }

    /** {@code object.name(arguments)}: a method of a built-in type is called without making a value of it. */
    static final class MethodCall extends Call {
        private final AccessNodes.Attribute callee;
        private final ArgumentNodes arguments;
        private final int line;

        MethodCall(AccessNodes.Attribute callee, ArgumentNodes arguments, int line) {
            super(callee, arguments, line);
            this.callee = callee;
            this.arguments = arguments;
            this.line = line;
        }

        @Override
        @Nullable Object eval(Frame frame, @Nullable Object caller) {
            Object object = callee.object.eval(frame);
            Method method = callee.method(object);
            if (object != null && method != null) {
                Arguments given = arguments.eval(frame, caller);
                frame.run.line = line;
                return method.call(object, given);
            }
            Object function = callee.of(frame, object);
            Arguments given = arguments.eval(frame, caller);
            frame.run.line = line;
            return frame.run.call(function, given);
        }
    }

    static final class Filtered extends Node {
        private final Node operand;
        private final Filter filter;
        private final ArgumentNodes arguments;
        private final int line;

        Filtered(Node operand, Filter filter, ArgumentNodes arguments, int line) {
            this.operand = operand;
            this.filter = filter;
            this.arguments = arguments;
            this.line = line;
        }

        @Override
        @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            Arguments given = arguments.eval(frame, null);
            frame.run.line = line;
            return Calls.filter(frame.run, filter, value, given);
        }
    }

    static final class Tested extends Node {
        private final Node operand;
        private final TemplateTest test;
        private final ArgumentNodes arguments;
        private final int line;

        Tested(Node operand, TemplateTest test, ArgumentNodes arguments, int line) {
            this.operand = operand;
            this.test = test;
            this.arguments = arguments;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object value = operand.eval(frame);
            Arguments given = arguments.eval(frame, null);
            frame.run.line = line;
            return Calls.test(frame.run, test, value, given);
        }
    }

    /** A filter or test that does not exist, in a place that may never be reached. */
    static final class Unknown extends Node {
        private final @Nullable Node operand;
        private final ArgumentNodes arguments;
        private final String detail;
        private final int line;

        Unknown(@Nullable Node operand, ArgumentNodes arguments, String detail, int line) {
            this.operand = operand;
            this.arguments = arguments;
            this.detail = detail;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            if (operand != null) {
                operand.eval(frame);
            }
            arguments.eval(frame, null);
            frame.run.line = line;
            throw JinjaException.of(ErrorKind.RUNTIME, detail);
        }
    }
}
