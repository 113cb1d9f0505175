package dev.floe.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.testkit.Access;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The part of Polaris's management API that sets a catalog up: catalogs, principals, roles and grants, kept in memory. There is one
 * catalog, and whoever was given any principal role may do everything in it.
 */
final class Management {
    static final String PATH = "/api/management/v1/";

    private static final List<String> COLLECTIONS =
            List.of("catalogs", "principals", "principal-roles", "catalog-roles");

    private final Map<String, Principal> principals;

    /** Client ids by the names of principals that were created here. */
    private final Map<String, String> clients = new LinkedHashMap<>();

    /** The members of each collection, by its path. */
    private final Map<String, List<JsonNode>> members = new LinkedHashMap<>();

    Management(String warehouse, Map<String, Principal> principals) {
        this.principals = principals;
        collection("catalogs").add(named(warehouse));
    }

    synchronized Reply answer(Principal caller, String method, String path, String body) {
        caller.require(Access.WRITE, "MANAGE");
        List<String> parts = new ArrayList<>();
        for (String part : path.substring(PATH.length()).split("/", -1)) {
            parts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
        }
        String key = String.join("/", parts);
        if (method.equals("GET")) {
            ObjectNode json = Reply.JSON.createObjectNode();
            ArrayNode list = json.putArray(key.endsWith("grants") ? "grants" : "roles");
            collection(key).forEach(list::add);
            return Reply.json(200, json);
        }
        JsonNode given = object(body);
        if (method.equals("PUT")) {
            collection(key).add(given);
            if (parts.get(0).equals("principals") && clients.containsKey(parts.get(1))) {
                String id = clients.get(parts.get(1));
                principals.computeIfPresent(id, (key2, p) -> new Principal(id, p.clientSecret(), Access.WRITE));
            }
            return Reply.empty(201);
        }
        if (!method.equals("POST") || !COLLECTIONS.contains(parts.get(parts.size() - 1))) {
            return ErrorReplies.reply(404, "NotFoundException", "Unable to find matching target resource method");
        }
        return create(key, given);
    }

    private Reply create(String key, JsonNode given) {
        String name = given.path("name").asText();
        if (collection(key).stream()
                .anyMatch(there -> there.path("name").asText().equals(name))) {
            return ErrorReplies.reply(409, "AlreadyExistsException", name + " already exists");
        }
        if (key.equals("catalogs")) {
            return ErrorReplies.reply(
                    400, "BadRequestException", "This server has one catalog, and cannot create " + name);
        }
        collection(key).add(given);
        if (!key.equals("principals")) {
            return Reply.json(201, given);
        }
        String id = UUID.randomUUID().toString();
        String secret = UUID.randomUUID().toString();
        clients.put(name, id);
        principals.put(id, new Principal(id, secret, Access.NONE));
        ObjectNode json = Reply.JSON.createObjectNode();
        json.set("principal", given);
        json.putObject("credentials").put("clientId", id).put("clientSecret", secret);
        return Reply.json(201, json);
    }

    private List<JsonNode> collection(String path) {
        return members.computeIfAbsent(path, key -> new ArrayList<>());
    }

    /** The one member of a body: {@code {"catalogRole": {"name": …}}}. */
    private static JsonNode object(String body) {
        try {
            JsonNode json = Reply.JSON.readTree(body);
            if (json != null && json.isObject() && json.size() == 1) {
                return json.elements().next();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Malformed request: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("Malformed request");
    }

    private static JsonNode named(String name) {
        return Reply.JSON.createObjectNode().put("name", name);
    }
}
