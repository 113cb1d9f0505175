package dev.floe.testkit.internal;

import dev.floe.testkit.Access;
import org.apache.iceberg.exceptions.ForbiddenException;

/** Somebody who may ask for tokens. */
public record Principal(String clientId, String clientSecret, Access access) {

    void require(Access needed, String operation) {
        if (access.compareTo(needed) < 0) {
            throw new ForbiddenException(
                    "Principal '%s' with activated PrincipalRoles '[]' and activated grants via '[]' is not authorized"
                            + " for op %s",
                    clientId, operation);
        }
    }

    /** The client id; never the secret. */
    @Override
    public String toString() {
        return "Principal[" + clientId + ", " + access + "]";
    }
}
