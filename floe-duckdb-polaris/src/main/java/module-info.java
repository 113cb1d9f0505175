/** A Polaris (or any Iceberg REST) catalog on a DuckDB connection: settings, extensions, credentials, ATTACH. */
module dev.floe.duckdb {
    requires static org.jspecify;
    requires transitive dev.floe.config;
    requires transitive java.sql;
    requires java.net.http;
    requires duckdb.jdbc;
    requires org.slf4j;

    exports dev.floe.duckdb;
}
