package dev.floe.duckdb;

/** Where a catalog's credentials are while the catalog is attached, and who can read them there. */
public enum CredentialPlacement {
    /**
     * As options of ATTACH, through bind parameters. DuckDB renews the token itself for as long as it is attached.
     *
     * <p>Any SQL on the instance can read client id and secret in clear: {@code SELECT options FROM duckdb_databases()} (DuckDB
     * 1.5.5). For instances on which only the program's own SQL runs.
     */
    INLINE,

    /**
     * As a temporary DuckDB secret that is created, used by ATTACH and dropped again.
     *
     * <p>Afterwards no SQL can read the credentials, and the catalog keeps its own copy to work with. For instances on which
     * others' SQL runs, such as models.
     */
    TEMPORARY_SECRET,

    /**
     * floe fetches a bearer token and attaches with it; DuckDB never gets the client secret.
     *
     * <p>SQL on the instance can read the token. DuckDB cannot renew it: {@link AttachedCatalog#expiresAt()} says when it ends; {@link
     * PolarisAttacher#reattach} goes on from there.
     */
    TOKEN
}
