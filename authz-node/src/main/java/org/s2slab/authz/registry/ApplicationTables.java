package org.s2slab.authz.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The database tables of applications, and of the members of applications and principals that no rule reads. */
final class ApplicationTables {
    private ApplicationTables() {}

    /** All applications by tenant, in the order of creation. */
    static Map<String, List<Application>> applications(ReadTransaction rx) {
        Map<String, List<Application>> found = new HashMap<>();
        rx.forEach(
                "SELECT * FROM applications ORDER BY place",
                row -> found.computeIfAbsent(row.text("tenant"), tenant -> new ArrayList<>())
                        .add(new Application(
                                row.text("app_id"),
                                row.text("object_id"),
                                Instant.ofEpochSecond(row.integer("created")))));
        return found;
    }

    /** The other members of all objects, as JSON by tenant and object id. */
    static Map<String, Map<String, String>> members(ReadTransaction rx) {
        Map<String, Map<String, String>> found = new HashMap<>();
        rx.forEach(
                "SELECT * FROM object_members",
                row -> found.computeIfAbsent(row.text("tenant"), tenant -> new HashMap<>())
                        .put(row.text("object_id"), row.text("members")));
        return found;
    }

    static void save(WriteTransaction tx, String tenant, Application application) {
        tx.execute(
                "INSERT INTO applications (tenant, app_id, object_id, created, place)"
                        + " VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM applications))",
                tenant,
                application.appId(),
                application.objectId(),
                application.created().getEpochSecond());
    }

    static void saveMembers(WriteTransaction tx, String tenant, String objectId, String members) {
        tx.execute(
                "INSERT INTO object_members (tenant, object_id, members) VALUES (?, ?, ?)"
                        + " ON CONFLICT (tenant, object_id) DO UPDATE SET members = excluded.members",
                tenant,
                objectId,
                members);
    }

    static void delete(WriteTransaction tx, String tenant, String appId) {
        tx.execute(
                "DELETE FROM object_members WHERE tenant = ? AND object_id IN (SELECT object_id FROM applications"
                        + " WHERE tenant = ? AND app_id = ? UNION ALL SELECT object_id FROM service_principals"
                        + " WHERE tenant = ? AND app_id = ?)",
                tenant,
                tenant,
                appId,
                tenant,
                appId);
        tx.execute("DELETE FROM applications WHERE tenant = ? AND app_id = ?", tenant, appId);
    }
}
