package dev.floe.it;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A namespace of the catalog under test for one test class, that no other class or run has: created before its first
 * test, dropped with all its tables, views and child namespaces after its last. To be registered in a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestNamespace NAMESPACE = new TestNamespace();
 * }</pre>
 */
final class TestNamespace implements BeforeAllCallback, AfterAllCallback {

    private String name = "";

    /** Its name, one level, in lower case. */
    String name() {
        if (name.isEmpty()) {
            throw new IllegalStateException("The namespace is there from before the first test until after the last");
        }
        return name;
    }

    /** Its only level, as a list. */
    List<String> levels() {
        return List.of(name());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!name.isEmpty()) {
            return; // A nested class shares the namespace of the class around it.
        }
        String unique = UUID.randomUUID().toString().substring(0, 8);
        name = ("it_" + context.getRequiredTestClass().getSimpleName() + "_" + unique).toLowerCase(Locale.ROOT);
        try (RESTCatalog client = CatalogUnderTest.get().icebergClient()) {
            client.createNamespace(Namespace.of(name));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            return;
        }
        try (RESTCatalog client = CatalogUnderTest.get().icebergClient()) {
            drop(client, Namespace.of(name));
        }
        name = "";
    }

    private static void drop(RESTCatalog client, Namespace namespace) {
        try {
            client.listNamespaces(namespace).forEach(child -> drop(client, child));
            for (TableIdentifier table : client.listTables(namespace)) {
                client.dropTable(table, false);
            }
            client.listViews(namespace).forEach(client::dropView);
            client.dropNamespace(namespace);
        } catch (NoSuchNamespaceException e) {
            // A test dropped it itself.
        }
    }
}
