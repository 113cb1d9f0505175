package dev.floe.jinja.internal.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the parentheses of a call. */
public record CallArguments(
        List<Expr> positional,
        List<String> names,
        List<Expr> named,
        @Nullable Expr spread,
        @Nullable Expr keywordSpread) {
    public static final CallArguments NONE = new CallArguments(List.of(), List.of(), List.of(), null, null);
}
