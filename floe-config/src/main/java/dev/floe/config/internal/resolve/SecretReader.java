package dev.floe.config.internal.resolve;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigException;
import dev.floe.config.ConfigProblem;
import dev.floe.config.EnvironmentSecretSource;
import dev.floe.config.MountedSecretSource;
import dev.floe.config.Notice;
import dev.floe.config.Secret;
import dev.floe.config.SecretRef;
import dev.floe.config.SecretSource;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.SecretShapes;
import dev.floe.config.internal.Tier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds secrets in their sources, and keeps what was found for the redactor. Not thread-safe. */
final class SecretReader {
    private static final int SHORTEST_MASKED_ID = 8;

    private final List<SecretSource> sources;
    private final Tier tier;
    private final boolean later;
    private final List<Secret> masked = new ArrayList<>();
    private final Map<String, List<SecretRef>> variables = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /**
     * @param later whether a secret that is not there is no problem yet
     */
    SecretReader(List<SecretSource> sources, Tier tier, boolean later) {
        this.sources = sources;
        this.tier = tier;
        this.later = later;
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
        if (SecretShapes.looksSecret("", names.get(0).name())) {
            // the secret itself stands where its name should; a file's has been reported with its own place
            if (!tier.isSpoilt(KeyPath.of(path, "secret_ref"))) {
                tier.problem(path, Codes.PLAIN_TEXT_SECRET, SecretShapes.REFUSAL);
            }
            return Optional.empty();
        }
        Secret secret = Secret.of(
                names.get(0).toString(),
                () -> locate(names).orElseThrow(() -> notFound(names)).value());
        String value;
        try {
            value = secret.reveal();
            locate(names).ifPresent(found -> {
                places.merge(
                        path,
                        found.source().describe(found.name()),
                        (one, other) -> one.equals(other) ? one : one + ", " + other);
                check(path, names, found);
            });
        } catch (ConfigException e) {
            if (later && e.code() == ErrorCode.SECRET_NOT_FOUND) {
                return Optional.of(secret);
            }
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

    /** Where each secret was found, by the key path that names it. */
    Map<String, String> places() {
        return Map.copyOf(places);
    }

    /** Every secret that was found and has to be masked. */
    List<Secret> masked() {
        return List.copyOf(masked);
    }

    private Optional<Found> locate(List<SecretRef> names) {
        for (SecretSource source : sources) {
            for (SecretRef name : names) {
                Optional<String> value = source.find(name);
                if (value.isPresent()) {
                    return Optional.of(new Found(source, name, value.get()));
                }
            }
        }
        return Optional.empty();
    }

    private void check(String path, List<SecretRef> names, Found found) {
        found.source().environmentName(found.name()).ifPresent(variable -> {
            List<SecretRef> others = variables.computeIfAbsent(variable, name -> names);
            if (Collections.disjoint(others, names)) {
                tier.problem(
                        path,
                        Codes.SECRET_NAMES_COLLIDE,
                        "the secrets '" + others.get(0) + "' and '" + names.get(0)
                                + "' are both read from the environment variable " + variable
                                + "; give one of them another name, or write the same name if one secret is meant");
            }
        });
        // Sources of the host's own may be far away, and are asked for what is needed only.
        sources.stream()
                .skip(sources.indexOf(found.source()) + 1L)
                .filter(source -> source instanceof EnvironmentSecretSource || source instanceof MountedSecretSource)
                .filter(source -> names.stream().anyMatch(name -> holdsAnother(source, name, found.value())))
                .findFirst()
                .ifPresent(source -> tier.notice(new Notice(
                        Notice.SECRET_SHADOWED,
                        "the secret '" + names.get(0) + "' is also in " + source + ", with another value; that of "
                                + found.source().describe(found.name()) + " is used")));
    }

    private static boolean holdsAnother(SecretSource source, SecretRef name, String value) {
        try {
            return source.find(name)
                    .filter(other -> !MessageDigest.isEqual(
                            value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)))
                    .isPresent();
        } catch (ConfigException unreadable) {
            return false;
        }
    }

    private ConfigException notFound(List<SecretRef> names) {
        String places = sources.stream()
                .flatMap(source -> names.stream().map(source::describe))
                .distinct()
                .collect(Collectors.joining(", "));
        return new ConfigException(
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

    /** A value and where it was found. Not a record, whose {@code toString} would print the value. */
    private static final class Found {
        private final SecretSource source;
        private final SecretRef name;
        private final String value;

        Found(SecretSource source, SecretRef name, String value) {
            this.source = source;
            this.name = name;
            this.value = value;
        }

        SecretSource source() {
            return source;
        }

        SecretRef name() {
            return name;
        }

        String value() {
            return value;
        }
    }
}
