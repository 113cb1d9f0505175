package dev.floe.models.context;

import dev.floe.models.context.Macros.Macro;
import dev.floe.models.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where {@code adapter.dispatch} looks for the implementation of a macro. */
final class Dispatch {
    private Dispatch() {}

    /** What the names of implementations begin with, in the order in which they are looked for. */
    static List<String> prefixes(Dialect dialect) {
        return List.of(dialect.name(), "default");
    }

    /** The packages that are looked through for a namespace: what {@code dispatch:} says, or the project and the namespace itself. */
    static List<String> order(String namespace, ContextSettings settings, Macros macros) {
        List<String> configured = settings.dispatch().getOrDefault(namespace, List.of());
        return configured.isEmpty() ? List.of(macros.project(), namespace) : configured;
    }

    /**
     * The implementation.
     *
     * @param namespace the package that the caller names, when it names one
     */
    static Macro find(String name, Optional<String> namespace, NodeContext context) {
        List<String> tried = new ArrayList<>();
        Macros macros = context.macros();
        if (namespace.isPresent()) {
            for (String place : order(namespace.get(), context.settings(), macros)) {
                for (String prefix : prefixes(context.settings().dialect())) {
                    tried.add(place + "." + prefix + "__" + name);
                    Optional<Macro> macro = macros.inPackage(place, prefix + "__" + name);
                    if (macro.isPresent()) {
                        return macro.get();
                    }
                }
            }
        } else {
            for (String prefix : prefixes(context.settings().dialect())) {
                tried.add(prefix + "__" + name);
                Optional<Macro> macro = macros.find(context.scope().packageName(), prefix + "__" + name);
                if (macro.isPresent()) {
                    return macro.get();
                }
            }
        }
        throw ExceptionsValue.compilation("adapter.dispatch found no implementation of the macro '" + name
                + "'; looked for " + String.join(", ", tried));
    }
}
