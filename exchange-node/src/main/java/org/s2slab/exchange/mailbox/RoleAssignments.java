package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.s2slab.store.Database;

/** Who has which management role: written to the database first, read from memory. */
public final class RoleAssignments {
    private final Database database;
    private volatile List<RoleAssignment> assignments = List.of();

    public RoleAssignments(Database database) {
        this.database = database;
    }

    public Future<Void> load() {
        return database.pool()
                .query("SELECT name, role, assignee FROM role_assignments ORDER BY name")
                .execute()
                .map(rows -> {
                    assignments = rows.stream()
                            .map(row -> new RoleAssignment(row.getString(0), row.getString(1), row.getString(2)))
                            .toList();
                    return null;
                });
    }

    /** All of them, sorted by name. */
    public List<RoleAssignment> all() {
        return assignments;
    }

    /** Whether an account has a role; both compared without case. */
    public boolean has(String assignee, String role) {
        return assignments.stream()
                .anyMatch(there -> there.assignee().equalsIgnoreCase(assignee)
                        && there.role().equalsIgnoreCase(role));
    }

    /** Writes an assignment; one of that name is replaced. */
    public Future<Void> put(RoleAssignment assignment) {
        return database.pool()
                .preparedQuery("INSERT INTO role_assignments (name, role, assignee) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET role = excluded.role, assignee = excluded.assignee")
                .execute(Tuple.of(assignment.name(), assignment.role(), assignment.assignee()))
                .compose(done -> load());
    }

    /** Takes an assignment back; nothing happens where there is none of that name. */
    public Future<Void> remove(String name) {
        return database.pool()
                .preparedQuery("DELETE FROM role_assignments WHERE name = ?")
                .execute(Tuple.of(name))
                .compose(done -> load());
    }
}
