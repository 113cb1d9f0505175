package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.internal.syntax.CallArguments;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.syntax.Expr;
import dev.floe.jinja.internal.syntax.SourceLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns expressions into nodes: names into slots, filters and tests into functions. */
final class ExpressionLinker {
    private final Settings settings;
    private final Run.Source source;
    private final Scope scope;
    /** Whether what is linked may never run: then an unknown filter is an error only when it does. */
    private boolean soft;
    /** The slot that a filter without an operand reads. */
    private final int buffer;
    /** Whether what is linked is a constant as Jinja computes it before anything runs. */
    private boolean inAdvance;
    /** Whether a slice may make constants differ from what they are when they run. */
    private boolean slices;

    ExpressionLinker(Settings settings, Run.Source source, Scope scope, boolean soft, int buffer) {
        this.settings = settings;
        this.source = source;
        this.scope = scope;
        this.soft = soft;
        this.buffer = buffer;
    }

    /** An expression that is printed. */
    Node linkPrinted(Expr expr, boolean constant) {
        slices = Constants.slices(expr);
        return (slices || !constant) && Constants.mayBeConstant(expr) ? folded(expr, true) : link(expr);
    }

    Node linkWhole(Expr expr) {
        slices = Constants.slices(expr);
        return link(expr);
    }

    CallNodes.Call wholeCall(Expr.Call call) {
        slices = Constants.slices(call);
        return call(call);
    }

    private Node folded(Expr expr, boolean printed) {
        inAdvance = true;
        Node constant = plain(expr);
        inAdvance = false;
        return new Constants.Folded(constant, plain(expr), printed);
    }

    private Node link(Expr expr) {
        return slices && !inAdvance && Constants.slices(expr) && Constants.mayBeConstant(expr)
                ? folded(expr, false)
                : plain(expr);
    }

    private Node plain(Expr expr) {
        if (inAdvance && Constants.isOpen(expr)) {
            return new CallNodes.Unknown(null, ArgumentNodes.NONE, "", 0);
        }
        if (expr instanceof Expr.Name name) {
            return variable(name.name());
        }
        if (expr instanceof Expr.Const constant) {
            return new ValueNodes.Constant(constant.value());
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        if (expr instanceof Expr.Attribute attribute) {
            return new AccessNodes.Attribute(link(attribute.object()), attribute.name(), attribute.line());
        }
        if (expr instanceof Expr.Item item) {
            return item(item);
        }
        if (expr instanceof Expr.Filtered filtered) {
            return filtered(filtered);
        }
        if (expr instanceof Expr.Tested tested) {
            return tested(tested);
        }
        return operator(expr);
    }

    private Node operator(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            return new OperatorNodes.Binary(
                    binary.operator(), link(binary.left()), link(binary.right()), binary.line());
        }
        if (expr instanceof Expr.Compare compare) {
            CompareOperator[] operators =
                    compare.rest().stream().map(Expr.Comparison::operator).toArray(CompareOperator[]::new);
            List<Expr> operands =
                    compare.rest().stream().map(Expr.Comparison::operand).toList();
            return new OperatorNodes.Compare(link(compare.first()), operators, link(operands), compare.line());
        }
        if (expr instanceof Expr.And and) {
            return new OperatorNodes.And(link(and.left()), link(and.right()));
        }
        if (expr instanceof Expr.Or or) {
            return new OperatorNodes.Or(link(or.left()), link(or.right()));
        }
        if (expr instanceof Expr.Not not) {
            return new OperatorNodes.Not(link(not.operand()));
        }
        if (expr instanceof Expr.Sign sign) {
            return new OperatorNodes.Sign(sign.negative(), link(sign.operand()));
        }
        if (expr instanceof Expr.Conditional choice) {
            return conditional(choice);
        }
        return collection(expr);
    }

    private Node collection(Expr expr) {
        if (expr instanceof Expr.ListOf list) {
            return new ValueNodes.ListOf(link(list.items()));
        }
        if (expr instanceof Expr.TupleOf tuple) {
            return new ValueNodes.TupleOf(link(tuple.items()));
        }
        if (expr instanceof Expr.DictOf dict) {
            return new ValueNodes.DictOf(link(dict.keys()), link(dict.values()));
        }
        if (expr instanceof Expr.Concat concat) {
            return new ValueNodes.Concat(link(concat.parts()));
        }
        throw JinjaException.of(ErrorKind.SYNTAX, "a slice is not allowed here");
    }

    private Node[] link(List<Expr> exprs) {
        Node[] nodes = new Node[exprs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = link(exprs.get(i));
        }
        return nodes;
    }

    private @Nullable Node linkPart(@Nullable Expr expr) {
        return expr == null ? null : link(expr);
    }

    Node variable(String name) {
        Slot slot = scope.use(name);
        int hops = scope.function.depth - slot.function().depth;
        return hops == 0 ? new ValueNodes.Local(slot.index(), name) : new ValueNodes.Outer(hops, slot.index(), name);
    }

    private Node item(Expr.Item item) {
        Node object = link(item.object());
        return item.key() instanceof Expr.Slice slice
                ? new AccessNodes.Slice(
                        object,
                        linkPart(slice.start()),
                        linkPart(slice.stop()),
                        linkPart(slice.step()),
                        inAdvance,
                        item.line())
                : new AccessNodes.Item(object, link(item.key()), item.line());
    }

    private Node conditional(Expr.Conditional choice) {
        boolean outer = soft;
        soft = true;
        if (inAdvance && choice.otherwise() == null) {
            Node never = new CallNodes.Unknown(null, ArgumentNodes.NONE, "", 0);
            Node node = new OperatorNodes.Conditional(link(choice.test()), link(choice.then()), never, 0);
            soft = outer;
            return node;
        }
        Node node = new OperatorNodes.Conditional(
                link(choice.test()), link(choice.then()), linkPart(choice.otherwise()), choice.line());
        soft = outer;
        return node;
    }

    private CallNodes.Call call(Expr.Call call) {
        Node callee = link(call.callee());
        ArgumentNodes arguments = arguments(call.arguments(), call.line());
        return callee instanceof AccessNodes.Attribute attribute
                ? new CallNodes.MethodCall(attribute, arguments, call.line())
                : new CallNodes.Call(callee, arguments, call.line());
    }

    private ArgumentNodes arguments(CallArguments arguments, int line) {
        List<String> names = arguments.names();
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                throw syntax("keyword argument repeated: " + names.get(i), line);
            }
        }
        return new ArgumentNodes(
                link(arguments.positional()),
                arguments.names(),
                link(arguments.named()),
                linkPart(arguments.spread()),
                linkPart(arguments.keywordSpread()));
    }

    private Node filtered(Expr.Filtered filtered) {
        Filter filter = settings.filters().get(filtered.name());
        if (filter == null) {
            return unknown("filter", filtered.name(), filtered.operand(), filtered.arguments(), filtered.line());
        }
        Expr operand = filtered.operand();
        Node value = operand == null ? new ValueNodes.Local(buffer, "") : link(operand);
        return new CallNodes.Filtered(value, filter, arguments(filtered.arguments(), filtered.line()), filtered.line());
    }

    private Node tested(Expr.Tested tested) {
        TemplateTest test = settings.tests().get(tested.name());
        if (test == null) {
            return unknown("test", tested.name(), tested.operand(), tested.arguments(), tested.line());
        }
        return new CallNodes.Tested(
                link(tested.operand()), test, arguments(tested.arguments(), tested.line()), tested.line());
    }

    private Node unknown(String what, String name, @Nullable Expr operand, CallArguments arguments, int line) {
        if (soft) {
            return new CallNodes.Unknown(
                    linkPart(operand), arguments(arguments, line), "No " + what + " named '" + name + "' found.", line);
        }
        throw syntax("No " + what + " named '" + name + "'.", line);
    }

    private JinjaException syntax(String detail, int line) {
        return JinjaException.of(ErrorKind.SYNTAX, detail)
                .at(SourceLines.position(source.name(), source.text(), line), List.of());
    }
}
