package dev.floe.config.internal.resolve;

import dev.floe.config.ConfigException;
import dev.floe.config.ConfigProblem;
import dev.floe.config.Secret;
import dev.floe.config.SecretRef;
import dev.floe.config.SecretSource;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds secrets in their sources, and keeps what was found for the redactor. Not thread-safe. */
final class SecretReader {
    private static final int SHORTEST_MASKED_ID = 8;

    private final List<SecretSource> sources;
    private final Tier tier;
    private final List<Secret> masked = new ArrayList<>();

    SecretReader(List<SecretSource> sources, Tier tier) {
        this.sources = sources;
        this.tier = tier;
    }

    /** A secret that is there now; a problem of the key otherwise. */
    Optional<Secret> read(String path, SecretRef ref) {
        return read(path, List.of(ref));
    }

    /**
     * An id: kept like a secret, but one need not be. A short one, such as {@code root}, is not masked, for that would spoil every
     * message in which the word stands.
     */
    Optional<Secret> readId(String path, SecretRef ref) {
        return readId(path, List.of(ref));
    }

    /** An id under the first of several names. */
    Optional<Secret> readId(String path, List<SecretRef> names) {
        return find(path, names, SHORTEST_MASKED_ID);
    }

    /** A secret under the first of several names that is there now; a problem of the key otherwise. */
    Optional<Secret> read(String path, List<SecretRef> names) {
        return find(path, names, 0);
    }

    private Optional<Secret> find(String path, List<SecretRef> names, int shortestMasked) {
        Secret secret = Secret.of(names.get(0).toString(), () -> value(names));
        String value;
        try {
            value = secret.reveal();
        } catch (ConfigException e) {
            for (ConfigProblem problem : e.problems()) {
                tier.problem(path, problem.code(), problem.message());
            }
            return Optional.empty();
        }
        if (value.length() >= shortestMasked) {
            masked.add(secret);
        }
        return Optional.of(secret);
    }

    /** Every secret that was found and has to be masked. */
    List<Secret> masked() {
        return List.copyOf(masked);
    }

    private String value(List<SecretRef> names) {
        for (SecretSource source : sources) {
            for (SecretRef name : names) {
                Optional<String> value = source.find(name);
                if (value.isPresent()) {
                    return value.get();
                }
            }
        }
        String places = sources.stream()
                .flatMap(source -> names.stream().map(source::describe))
                .distinct()
                .collect(Collectors.joining(", "));
        throw new ConfigException(
                List.of(new ConfigProblem(
                        Optional.empty(),
                        0,
                        0,
                        KeyPath.ROOT,
                        ConfigException.SECRET_NOT_FOUND,
                        "secret '" + names.get(0) + "' was not found; looked at "
                                + (places.isEmpty() ? "no source at all" : places))),
                null);
    }
}
