package dev.floe.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTUtil;

/**
 * One request to one endpoint.
 *
 * @param path the values of the path's variables, still percent-encoded
 * @param query the query's parameters, decoded
 * @param ifNoneMatch the entity tag that the client has; empty when it has none
 * @param delegated whether the client asks for keys of the store
 */
record Call(Map<String, String> path, Map<String, String> query, String ifNoneMatch, boolean delegated, String body) {

    /** How the levels of a namespace are joined in a URL. */
    static final String NAMESPACE_SEPARATOR = "%1F";

    Namespace namespace() {
        return RESTUtil.decodeNamespaceAsPathSegment(variable("namespace"), NAMESPACE_SEPARATOR);
    }

    TableIdentifier table() {
        return TableIdentifier.of(namespace(), RESTUtil.decodePathSegment(variable("table")));
    }

    TableIdentifier view() {
        return TableIdentifier.of(namespace(), RESTUtil.decodePathSegment(variable("view")));
    }

    String variable(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    <T extends RESTRequest> T body(Class<T> type) {
        T value;
        try {
            value = Reply.JSON.readValue(body, type);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(
                    String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Malformed " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("Malformed " + type.getSimpleName() + ": null");
        }
        value.validate();
        return value;
    }
}
