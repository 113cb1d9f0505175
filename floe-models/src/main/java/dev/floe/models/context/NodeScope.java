package dev.floe.models.context;

import dev.floe.models.context.Macros.Macro;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is particular to one node while its template, or one that it calls, is rendered. Used by one thread at a time. */
public interface NodeScope {
    /** False while a project is read, true while it runs. */
    boolean executing();

    /** The package that the node belongs to. */
    String packageName();

    /** Resolves {@code ref(…)}. */
    Reference ref(RefCall call);

    /** Resolves {@code source(…)}. */
    Reference source(String source, String table);

    /** Takes what {@code config(…)} says. */
    void configure(Map<String, @Nullable Object> values);

    /** Is told that the template calls a macro; not of those that macros call. */
    default void calls(Macro macro) {}

    /** The configuration so far. */
    NodeConfig config();

    /** Where the node goes; empty for what is no relation. */
    Optional<RelationName> self();

    /** The node as {@code model} shows it. */
    Map<String, @Nullable Object> model();

    /** The project as {@code graph} shows it. */
    Map<String, @Nullable Object> graph();

    /** The database; empty while a project is read. */
    Optional<Database> database();

    /** The unique ids of what the command selects; none while a project is read. */
    default List<String> selectedResources() {
        return List.of();
    }

    /** Names that only this node's template sees; {@code package.name} stands for what the package has. */
    Map<String, @Nullable Object> names();

    /**
     * The arguments of a {@code ref}.
     *
     * @param packageName when said
     * @param version when said
     */
    record RefCall(Optional<String> packageName, String name, Optional<String> version) {}

    /** What a {@code ref} or {@code source} stands for in SQL. */
    sealed interface Reference {
        /**
         * A table or view.
         *
         * @param filter the condition for the rows that are read; empty for all
         */
        record Table(RelationName name, Optional<String> filter) implements Reference {
            /** All rows of it. */
            public Table(RelationName name) {
                this(name, Optional.empty());
            }
        }

        /** A common table expression, or a file, named as it is; the rest as for a table. */
        record Cte(String name, Optional<String> filter) implements Reference {
            /** All rows of it. */
            public Cte(String name) {
                this(name, Optional.empty());
            }
        }
    }
}
