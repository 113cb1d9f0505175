package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.config.StorageType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link PolarisAdmin} is to set up: a catalog (floe's warehouse), a principal that may work in it, and namespaces. Immutable.
 *
 * @param catalog the catalog's name
 * @param location where its tables lie, {@code s3://bucket/prefix} or {@code file:///folder}
 * @param storage what kind of storage that is, and how Polaris reaches it
 * @param principal who is going to work in it; nobody if empty
 * @param principalRole the role of the principal; its scope is {@code PRINCIPAL_ROLE:} and this
 * @param catalogRole the role in the catalog that the principal role gets
 * @param privileges what the catalog role may do
 * @param namespaces namespaces to create, each by its levels, parents before children
 */
public record PolarisSetup(
        String catalog,
        String location,
        Storage storage,
        Optional<String> principal,
        String principalRole,
        String catalogRole,
        List<String> privileges,
        List<List<String>> namespaces) {
    /** The principal role unless stated. */
    public static final String DEFAULT_PRINCIPAL_ROLE = "floe_engineer";

    /** The catalog role unless stated. */
    public static final String DEFAULT_CATALOG_ROLE = "floe_content";

    /** The privilege unless stated: everything inside the catalog, nothing about it. */
    public static final String DEFAULT_PRIVILEGE = "CATALOG_MANAGE_CONTENT";

    /**
     * How Polaris reaches a storage. It holds keys of its own: none are handed over here.
     *
     * @param type S3 or local files
     * @param endpoint the address of an S3-compatible store, if it is not the cloud's own
     * @param region the region, if one is needed
     * @param pathStyle whether the bucket is part of the path
     * @param roleArn the role that Polaris takes on to vend credentials
     * @param vends whether the store has an STS, so that credentials can be vended
     */
    public record Storage(
            StorageType type,
            Optional<URI> endpoint,
            Optional<String> region,
            boolean pathStyle,
            Optional<String> roleArn,
            boolean vends) {
        /** Checks that nothing is null, and that it is a type that can be set up. */
        public Storage {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(region, "region");
            requireNonNull(roleArn, "roleArn");
            if (type != StorageType.S3 && type != StorageType.LOCAL) {
                throw new IllegalArgumentException("catalogs can be set up on s3 and local storage, not on " + type);
            }
        }

        /** Local files; Polaris has to allow them. */
        public static Storage local() {
            return new Storage(StorageType.LOCAL, Optional.empty(), Optional.empty(), false, Optional.empty(), false);
        }

        Map<String, Object> json(String location) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("storageType", type == StorageType.S3 ? "S3" : "FILE");
            json.put("allowedLocations", List.of(location));
            if (type == StorageType.S3) {
                endpoint.ifPresent(address -> json.put("endpoint", address.toString()));
                region.ifPresent(name -> json.put("region", name));
                roleArn.ifPresent(arn -> json.put("roleArn", arn));
                json.put("pathStyleAccess", pathStyle);
                json.put("stsUnavailable", !vends);
            }
            return json;
        }
    }

    /** Copies the lists; checks that nothing is null or blank. */
    public PolarisSetup {
        for (String name : List.of(catalog, location, principalRole, catalogRole)) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("catalog, location and roles cannot be blank");
            }
        }
        requireNonNull(storage, "storage");
        requireNonNull(principal, "principal");
        privileges = List.copyOf(privileges);
        namespaces = namespaces.stream().map(List::copyOf).toList();
    }

    /** A catalog with floe's roles and privilege, without principal and namespaces. */
    public static PolarisSetup of(String catalog, String location, Storage storage) {
        return new PolarisSetup(
                catalog,
                location,
                storage,
                Optional.empty(),
                DEFAULT_PRINCIPAL_ROLE,
                DEFAULT_CATALOG_ROLE,
                List.of(DEFAULT_PRIVILEGE),
                List.of());
    }

    /** The same with a principal. */
    public PolarisSetup withPrincipal(String name) {
        return new PolarisSetup(
                catalog, location, storage, Optional.of(name), principalRole, catalogRole, privileges, namespaces);
    }

    /** The same with one more namespace. */
    public PolarisSetup withNamespace(List<String> levels) {
        List<List<String>> more = new ArrayList<>(namespaces);
        more.add(levels);
        return new PolarisSetup(catalog, location, storage, principal, principalRole, catalogRole, privileges, more);
    }
}
