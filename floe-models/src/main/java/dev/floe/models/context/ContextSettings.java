package dev.floe.models.context;

import dev.floe.models.sql.Dialect;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all templates of a run.
 *
 * @param dialect how names are written
 * @param target where the project runs
 * @param variables what {@code var} answers, by package
 * @param environment environment variables
 * @param hiddenVariables the names that {@code env_var} refuses, because secrets are read from them
 * @param flags dbt's flags by their upper-case names
 * @param dispatch search order per macro namespace
 * @param invocationId the run's id
 * @param startedAt when the run began
 * @param messages takes what templates say to whoever runs them, while nodes run
 */
public record ContextSettings(
        Dialect dialect,
        TargetInfo target,
        Map<String, Map<String, @Nullable Object>> variables,
        Map<String, String> environment,
        Set<String> hiddenVariables,
        Map<String, @Nullable Object> flags,
        Map<String, List<String>> dispatch,
        String invocationId,
        Instant startedAt,
        Consumer<String> messages) {
    /** What {@code dbt_version} answers. */
    public static final String DBT_VERSION = "1.12.6";

    /** Copies the collections. */
    public ContextSettings {
        variables = Map.copyOf(variables);
        environment = Map.copyOf(environment);
        hiddenVariables = Set.copyOf(hiddenVariables);
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        dispatch = Map.copyOf(dispatch);
    }

    /** The same with other variables and environment variables over the ones that are there. */
    ContextSettings with(Map<String, @Nullable Object> moreVariables, Map<String, String> moreEnvironment) {
        Map<String, Map<String, @Nullable Object>> allVariables = new LinkedHashMap<>();
        variables.forEach((name, own) -> {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>(own);
            merged.putAll(moreVariables);
            allVariables.put(name, merged);
        });
        Map<String, String> allEnvironment = new LinkedHashMap<>(environment);
        allEnvironment.putAll(moreEnvironment);
        return new ContextSettings(
                dialect,
                target,
                allVariables,
                allEnvironment,
                hiddenVariables,
                flags,
                dispatch,
                invocationId,
                startedAt,
                messages);
    }

    /** What {@code var} answers in a package. */
    public Map<String, @Nullable Object> variables(String packageName) {
        return variables.getOrDefault(packageName, Map.of());
    }
}
