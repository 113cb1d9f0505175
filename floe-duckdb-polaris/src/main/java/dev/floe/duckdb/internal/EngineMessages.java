package dev.floe.duckdb.internal;

import dev.floe.ErrorCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads DuckDB's error texts, the only thing it gives to tell failures apart (1.4.4, 1.5.5). */
public final class EngineMessages {
    /** DuckDB puts the real error on a second line when it comes up while a result is fetched. */
    private static final String WRAPPED = "\nError: ";

    private static final Pattern SQL_EXCERPT = Pattern.compile("\\R+LINE \\d+:.*", Pattern.DOTALL);

    private record Rule(ErrorCode code, Pattern pattern) {
        Rule(ErrorCode code, String regex) {
            this(code, Pattern.compile(regex, Pattern.DOTALL));
        }
    }

    /** The first that is found decides. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    ErrorCode.SECRET_MANAGER_SETTINGS,
                    "Changing Secret Manager settings after the secret manager is used is not allowed"),
            new Rule(
                    ErrorCode.DUCKDB_SECRET_MISSING,
                    "No \\w+ secret by the name of '.*' could be found|Failed to remove non-existent secret"),
            new Rule(ErrorCode.DATABASE_LOCKED, "Could not set lock on file"),
            new Rule(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "Can't open a connection to same database file with a different configuration"
                            + "|Cannot open file \"[^\"]*\\.(?:duckdb|db)\"|is not a valid DuckDB database file"
                            + "|Unable to open database"),
            new Rule(
                    ErrorCode.EXTENSION_UNAVAILABLE,
                    "Failed to (?:download|install local|install) extension|Extension \"[^\"]*\" not found"
                            + "|extension .* (?:could not be loaded|was built (?:for|specifically))"
                            + "|Unrecognized storage type|Type with name iceberg does not exist"
                            + "|^Missing Extension Error|it exists in the \\w+ extension"),
            new Rule(ErrorCode.CATALOG_FORBIDDEN, "OAuth2 token request failed \\(\\w+\\): invalid_scope"),
            new Rule(
                    ErrorCode.CATALOG_UNAUTHORIZED,
                    "OAuth2 token request failed \\((?:Unauthorized_401|BadRequest_400)\\)"
                            + "|Could not get token from .*(?:Unauthorized|unauthorized_client|invalid_client|HTTP 401)"
                            + "|Unauthorized_401|to endpoint '[^']*/v1/[^']*' returned an error response \\(HTTP 401\\)"),
            // All that DuckDB says of a bearer token that ended and that it cannot renew.
            new Rule(ErrorCode.CATALOG_UNAUTHORIZED, "^Invalid Configuration Error:\\s*$"),
            new Rule(ErrorCode.WAREHOUSE_NOT_FOUND, "/v1/config\\?warehouse=.*NotFound_404"),
            new Rule(
                    ErrorCode.CATALOG_FORBIDDEN,
                    "Forbidden_403|to endpoint '[^']*/v1/[^']*' returned an error response \\(HTTP 403\\)"),
            new Rule(ErrorCode.CONFLICT, "Conflict_409|CommitFailedException"),
            new Rule(
                    ErrorCode.CATALOG_FAILED,
                    "Could not get token from \\S+ (?:captured error message: No message available|Request returned HTTP \\d|HTTP \\w+_\\d|Unsupported protocol|server returned"
                            + " invalid)"),
            new Rule(
                    ErrorCode.CATALOG_UNREACHABLE,
                    "Could not get token from|(?:Could not connect to server|Could not resolve hostname|Timeout was reached"
                            + "|SSL[^\\n]*|Failure when receiving data[^\\n]*|Server returned nothing[^\\n]*|Transferred a partial file)"
                            + " error for HTTP \\w+ to '[^']*/v1/"),
            new Rule(
                    ErrorCode.CATALOG_FAILED,
                    "OAuth2 token request failed|Request to '[^']*/v1/[^']*' returned a non-200"
                            + "|(?:Request returned HTTP \\d+| error) for HTTP \\w+ to '[^']*/v1/"
                            + "|Result required property '[^']*' is missing"),
            new Rule(
                    ErrorCode.TEMP_DIRECTORY_UNWRITABLE,
                    "failed to offload data block"
                            + "|duckdb_temp_\\S*\".*(?:No space left|Read-only file system|Permission denied)"),
            new Rule(
                    ErrorCode.STORAGE_FAILED,
                    "^(?:HTTP|IO) Error: .*'?(?:s3|gs|gcs|r2|az|abfss?)://|^HTTP Error: HTTP \\w+ error reading '[^']*' in region"),
            new Rule(
                    ErrorCode.ACCESS_CONFINED,
                    "^Permission Error: (?:Cannot access (?:file|directory) .*disabled by configuration"
                            + "|Loading external extensions is disabled)"),
            new Rule(ErrorCode.CANCELLED, "^INTERRUPT Error"));

    private static final Map<ErrorCode, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    ErrorCode.SECRET_MANAGER_SETTINGS,
                    "Set allow_persistent_secrets and secret_directory when the database is opened, or leave them alone: DuckDB refuses"
                            + " them once a secret was used or an Iceberg catalog attached."),
            Map.entry(
                    ErrorCode.DUCKDB_SECRET_MISSING,
                    "Create the DuckDB secret before it is named, on the same instance; a temporary one ends with the instance."),
            Map.entry(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "Check the path and its permissions; within one JVM, open a database file with the same settings each time."),
            Map.entry(
                    ErrorCode.DATABASE_LOCKED,
                    "Only one process at a time can write a DuckDB database file: end the other one, or use another path."),
            Map.entry(
                    ErrorCode.EXTENSION_UNAVAILABLE,
                    "Give floe a folder with the extension in FLOE_DUCKDB_EXTENSIONS, or let the machine reach DuckDB's extension"
                            + " repository once."),
            Map.entry(
                    ErrorCode.TEMP_DIRECTORY_UNWRITABLE,
                    "Give DuckDB more memory, or a folder for temporary files with more space: DUCKDB_TEMP_DIRECTORY or"
                            + " FLOE_WORK_DIRECTORY."),
            Map.entry(
                    ErrorCode.CATALOG_UNAUTHORIZED,
                    "Check client id and client secret, and that they belong to this catalog; if they were rotated, or a bearer token"
                            + " ended, attach it anew (PolarisAttacher.reattach)."),
            Map.entry(
                    ErrorCode.WAREHOUSE_NOT_FOUND,
                    "Check the warehouse's name (in Polaris, the name of the catalog), or create it."),
            Map.entry(
                    ErrorCode.CATALOG_FORBIDDEN,
                    "Grant the principal what it needs on the catalog, or name a principal role in the scope that has it."),
            Map.entry(
                    ErrorCode.CATALOG_UNREACHABLE,
                    "Check that the catalog runs, and its address: scheme, host, port and path (Polaris: …/api/catalog)."),
            Map.entry(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "Allow more time, or find out why the catalog takes so long; trying again is safe."),
            Map.entry(
                    ErrorCode.CATALOG_FAILED,
                    "The catalog answered with an error; its own log says more. Trying again later is safe."),
            Map.entry(
                    ErrorCode.ACCESS_CONFINED,
                    "This DuckDB instance is confined. Places that SQL may touch, and extensions to load before, are named in the"
                            + " compute properties file_access and extensions; a new folder beside a hidden one is allowed from the next"
                            + " run on."),
            Map.entry(ErrorCode.NAMESPACE_NOT_FOUND, "Create the namespace first: floe polaris init does."),
            Map.entry(ErrorCode.STORAGE_FAILED, "Check the storage's endpoint, bucket and credentials."));

    private EngineMessages() {}

    /** The message without the wrapping that JDBC puts round it. */
    public static String essence(SQLException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        int wrapped = message.indexOf(WRAPPED);
        return (wrapped < 0 ? message : message.substring(wrapped + WRAPPED.length())).strip();
    }

    /** The message without the excerpt of the statement that parser and binder append. */
    public static String withoutSql(String message) {
        return SQL_EXCERPT.matcher(message).replaceFirst("").strip();
    }

    /** What kind of failure the message tells of; empty if nothing special. */
    public static Optional<ErrorCode> classify(String message) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(message);
            if (matcher.find()) {
                return Optional.of(rule.code());
            }
        }
        return Optional.empty();
    }

    /** What to do about a kind of failure; empty where only the message itself can say. */
    public static Optional<String> remedy(ErrorCode code) {
        return Optional.ofNullable(REMEDIES.get(code));
    }
}
