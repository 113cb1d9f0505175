package dev.floe.it;

import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.ProxyRequest;
import java.util.Optional;
import java.util.Set;

/** What stands before a store and knows which keys a catalog vended, and which of them have ended. */
final class KeyGuard {
    private KeyGuard() {}

    /** The catalog's own requests pass, and those with a token that was vended and has not ended. */
    static ProxyFault check(ProxyRequest request, EmbeddedCatalog catalog, Set<String> ended) {
        if (request.headers().getOrDefault("Authorization", "").contains("Credential=catalog-key/")) {
            return ProxyFault.pass();
        }
        Optional<String> token = Optional.ofNullable(request.headers().get("x-amz-security-token"));
        if (token.isEmpty()
                || catalog.vended().stream()
                        .noneMatch(each -> each.sessionToken().equals(token.get()))) {
            return ProxyFault.storeError(403, "AccessDenied", "Access Denied");
        }
        return ended.contains(token.get())
                ? ProxyFault.storeError(400, "ExpiredToken", "The provided token has expired.")
                : ProxyFault.pass();
    }
}
