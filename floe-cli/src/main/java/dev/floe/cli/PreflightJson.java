package dev.floe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.duckdb.PreflightReport;
import dev.floe.duckdb.PreflightReport.Check;
import java.util.List;
import java.util.Locale;

/** Preflight reports for programs. */
final class PreflightJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PreflightJson() {}

    /** {@code {"passed": …, "catalogs": [{"catalog": …, "passed": …, "checks": [{"name", "status", "detail", …}]}]}}. */
    static String of(List<PreflightReport> reports) {
        ObjectNode root = JSON.createObjectNode();
        root.put("passed", reports.stream().allMatch(PreflightReport::passed));
        ArrayNode catalogs = root.putArray("catalogs");
        for (PreflightReport report : reports) {
            ObjectNode catalog = catalogs.addObject();
            catalog.put("catalog", report.catalog());
            catalog.put("passed", report.passed());
            ArrayNode checks = catalog.putArray("checks");
            for (Check check : report.checks()) {
                ObjectNode node = checks.addObject();
                node.put("name", check.name());
                node.put("status", check.status().name().toLowerCase(Locale.ROOT));
                node.put("detail", check.detail());
                check.code().ifPresent(code -> node.put("code", code.name()));
                check.remedy().ifPresent(remedy -> node.put("remedy", remedy));
                node.put("milliseconds", check.took().toMillis());
            }
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON", e);
        }
    }
}
