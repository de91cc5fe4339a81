package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/** The assignments of management roles, direct or by role group. Writes to the database first; reads from memory. */
public final class RoleAssignmentStore {
    private final Database database;
    private volatile List<RoleAssignment> assignments = List.of();
    private volatile List<Membership> memberships = List.of();

    private record Membership(String group, String account) {}

    public RoleAssignmentStore(Database database) {
        this.database = database;
    }

    public Future<Void> load() {
        return database.query("SELECT name, role, assignee FROM role_assignments")
                .compose(direct -> database.query(
                                "SELECT role_group, account FROM role_group_members ORDER BY role_group, account")
                        .map(members -> {
                            assignments = Stream.concat(
                                            direct.stream()
                                                    .map(row -> new RoleAssignment(
                                                            row.getString(0), row.getString(1), row.getString(2))),
                                            Arrays.stream(RoleGroup.values())
                                                    .flatMap(group -> group.assignments().stream()))
                                    .sorted(Comparator.comparing(RoleAssignment::name))
                                    .toList();
                            memberships = members.stream()
                                    .map(row -> new Membership(row.getString(0), row.getString(1)))
                                    .toList();
                            return null;
                        }));
    }

    /** All assignments, including those of role groups, sorted by name. */
    public List<RoleAssignment> all() {
        return assignments;
    }

    /** The ids of the accounts in a group. */
    public List<String> members(RoleGroup group) {
        return memberships.stream()
                .filter(there -> there.group().equals(group.displayName()))
                .map(Membership::account)
                .toList();
    }

    /** Whether an account has a role, by itself or as a member of a group; names are compared without case. */
    public boolean has(String account, String role) {
        return assignments.stream()
                .filter(there -> there.role().equalsIgnoreCase(role))
                .anyMatch(there -> isOf(account, there));
    }

    /** The roles an account has, by itself or as a member of a group, sorted by name. */
    public List<String> of(String account) {
        return assignments.stream()
                .filter(there -> isOf(account, there))
                .map(RoleAssignment::role)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isOf(String account, RoleAssignment assignment) {
        return assignment.assignee().equalsIgnoreCase(account)
                || memberships.contains(new Membership(assignment.assignee(), account));
    }

    /** Writes an assignment; one of that name is replaced. */
    public Future<Void> put(RoleAssignment wanted) {
        return putAll(List.of(wanted));
    }

    /** Writes assignments, all of them or none; those of the same names are replaced. */
    public Future<Void> putAll(List<RoleAssignment> wanted) {
        List<Tuple> rows = wanted.stream()
                .map(one -> Tuple.of(one.name(), one.role(), one.assignee()))
                .toList();
        return database.transaction(connection -> Rows.batch(
                        connection,
                        "INSERT INTO role_assignments (name, role, assignee) VALUES (?, ?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET role = excluded.role, assignee = excluded.assignee",
                        rows))
                .compose(done -> load());
    }

    /** Removes an assignment; has no effect if there is none of that name. */
    public Future<Void> remove(String name) {
        return change("DELETE FROM role_assignments WHERE name = ?", name);
    }

    /** Takes an account into a group; nothing happens where it is in it. */
    public Future<Void> join(RoleGroup group, String account) {
        return change(
                "INSERT INTO role_group_members (role_group, account) VALUES (?, ?)"
                        + " ON CONFLICT (role_group, account) DO NOTHING",
                Tuple.of(group.displayName(), account));
    }

    /** Takes an account out of a group. */
    public Future<Void> leave(RoleGroup group, String account) {
        return change(
                "DELETE FROM role_group_members WHERE role_group = ? AND account = ?",
                Tuple.of(group.displayName(), account));
    }

    private Future<Void> change(String sql, Object... values) {
        return database.query(sql, values).compose(done -> load());
    }
}
