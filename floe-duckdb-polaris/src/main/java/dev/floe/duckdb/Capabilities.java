package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the DuckDB at hand can do, by its version: the one place where floe tells versions apart. Measured with 1.4.4 and 1.5.5; the
 * table is in {@code docs/attach.md}.
 */
record Capabilities(String version, int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    /** What every DuckDB from 1.4 on takes beside the options that have their own method. */
    private static final Set<String> EXTRAS =
            Set.of("DEFAULT_REGION", "DEFAULT_SCHEMA", "PURGE_REQUESTED", "SUPPORT_NESTED_NAMESPACES");

    /** What came with 1.5. */
    private static final Set<String> EXTRAS_1_5 = Set.of(
            "DISABLE_MULTI_TABLE_COMMIT",
            "ENCODE_ENTIRE_PREFIX",
            "MAX_TABLE_STALENESS",
            "REMOVE_FILES_ON_DELETE",
            "SKIP_CREATE_TABLE_METADATA_UPDATES",
            "STAGE_CREATE_TABLES");

    /** What 1.4 calls otherwise. */
    private static final Map<String, String> NAMES_1_4 = Map.of("STAGE_CREATE_TABLES", "SUPPORT_STAGE_CREATE");

    static Capabilities of(Connection connection) throws SQLException {
        return of(Queries.text(connection, "SELECT version()").orElse(""));
    }

    static Capabilities of(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches()
                ? new Capabilities(version, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new Capabilities(version, Integer.MAX_VALUE, 0);
    }

    /** The extra options of any version, in order. */
    static List<String> extras() {
        Set<String> all = new TreeSet<>(EXTRAS);
        all.addAll(EXTRAS_1_5);
        return List.copyOf(all);
    }

    /** What an extra option is called here; empty if there is no such thing. */
    Optional<String> extra(String option) {
        if (EXTRAS.contains(option) || (atLeast(1, 5) && EXTRAS_1_5.contains(option))) {
            return Optional.of(option);
        }
        return atLeast(1, 5) ? Optional.empty() : Optional.ofNullable(NAMES_1_4.get(option));
    }

    /**
     * Refuses extra options that are not to be had here.
     *
     * @throws DuckDbException {@code SETTING_REFUSED}
     */
    void check(Map<String, String> extra) {
        for (String option : extra.keySet()) {
            if (extra(option).isEmpty()) {
                throw DuckDbException.of(
                        ErrorCode.SETTING_REFUSED,
                        "The option " + option + " of ATTACH needs DuckDB 1.5; this is " + version
                                + ". Leave it out, or use a newer driver.");
            }
        }
    }

    /** The option that names the catalog's address; the other one of {@link #otherEndpointOption()} may be the right one. */
    String endpointOption() {
        return atLeast(2, 0) ? "URI" : "ENDPOINT";
    }

    String otherEndpointOption() {
        return atLeast(2, 0) ? "ENDPOINT" : "URI";
    }

    /** Whether duckdb_databases() shows the options of an attachment, credentials among them. */
    boolean showsOptions() {
        return atLeast(1, 5);
    }

    /** Whether certificates are verified unless told otherwise, and an HTTP secret can insist on it. */
    boolean verifiesCertificates() {
        return atLeast(1, 5);
    }

    /** Whether {@code http_timeout} bounds a request as a whole, and not each wait for its next bytes. */
    boolean boundsWholeRequests() {
        return atLeast(1, 5);
    }

    /** Whether keys that a catalog vended are renewed within a statement, by a setting that can be turned off. */
    boolean renewsVendedKeys() {
        return atLeast(1, 5);
    }

    /** Whether allowed places are compared with real paths, and not with paths as they are written. */
    boolean comparesRealPaths() {
        return atLeast(1, 5);
    }

    private boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
