package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.SnapshotTable;

/**
 * The assignments of management roles, direct or by role group. A change is written to the database first, and then to
 * memory. All reads are from memory.
 */
public final class RoleAssignmentStore {
    private static final RecordColumns<RoleAssignment> ASSIGNMENT = new RecordColumns<>(RoleAssignment.class);

    /** @param members the account ids in each group, by group name */
    private record Roles(List<RoleAssignment> assignments, Map<String, List<String>> members) {}

    private final SnapshotTable<Roles> roles;

    public RoleAssignmentStore(Database database) {
        this.roles = new SnapshotTable<>(database, new Roles(List.of(), Map.of()), RoleAssignmentStore::read);
    }

    private static Roles read(ReadTransaction rx) {
        return new Roles(
                withGroups(rx.list("SELECT " + ASSIGNMENT.names() + " FROM role_assignments", ASSIGNMENT::read)),
                rx.grouped(
                        "SELECT role_group, account FROM role_group_members ORDER BY role_group, account",
                        "role_group",
                        "account"));
    }

    private static List<RoleAssignment> withGroups(List<RoleAssignment> direct) {
        return Stream.concat(
                        direct.stream(),
                        Arrays.stream(RoleGroup.values()).flatMap(group -> group.assignments().stream()))
                .sorted(Comparator.comparing(RoleAssignment::name))
                .toList();
    }

    public Future<Void> load() {
        return roles.load();
    }

    /** All assignments, including those of role groups, sorted by name. */
    public List<RoleAssignment> all() {
        return roles.current().assignments();
    }

    /** The ids of the accounts in a group. */
    public List<String> members(RoleGroup group) {
        return roles.current().members().getOrDefault(group.displayName(), List.of());
    }

    /** Whether an account has a role, directly or as a member of a group. Names are compared without case. */
    public boolean has(String account, String role) {
        return all().stream()
                .filter(there -> there.role().equalsIgnoreCase(role))
                .anyMatch(there -> isOf(account, there));
    }

    /** The roles of an account, direct or from a group, sorted by name. */
    public List<String> of(String account) {
        return all().stream()
                .filter(there -> isOf(account, there))
                .map(RoleAssignment::role)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isOf(String account, RoleAssignment assignment) {
        return assignment.assignee().equalsIgnoreCase(account)
                || roles.current()
                        .members()
                        .getOrDefault(assignment.assignee(), List.of())
                        .contains(account);
    }

    /** Stores an assignment and replaces an assignment with the same name. */
    public Future<Void> put(RoleAssignment requested) {
        return putAll(List.of(requested));
    }

    /** Stores all assignments in one transaction, and replaces assignments with the same names. */
    public Future<Void> putAll(List<RoleAssignment> requested) {
        return roles.write(tx -> tx.executeEach(
                "INSERT INTO role_assignments (" + ASSIGNMENT.names() + ") VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET role = excluded.role, assignee = excluded.assignee",
                requested.stream().map(ASSIGNMENT::values).toList()));
    }

    /** Removes an assignment; does nothing for an unknown name. */
    public Future<Void> remove(String name) {
        return roles.change("DELETE FROM role_assignments WHERE name = ?", name);
    }

    /** Adds an account to a group; does nothing if the account is a member. */
    public Future<Void> join(RoleGroup group, String account) {
        return roles.change(
                "INSERT INTO role_group_members (role_group, account) VALUES (?, ?)"
                        + " ON CONFLICT (role_group, account) DO NOTHING",
                group.displayName(),
                account);
    }

    /** Removes an account from a group. */
    public Future<Void> leave(RoleGroup group, String account) {
        return roles.change(
                "DELETE FROM role_group_members WHERE role_group = ? AND account = ?", group.displayName(), account);
    }
}
