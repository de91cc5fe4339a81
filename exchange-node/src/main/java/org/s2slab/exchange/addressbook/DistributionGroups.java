package org.s2slab.exchange.addressbook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** The distribution groups of the organisation: written to the database first, read from memory. */
public final class DistributionGroups {
    private final Database database;
    private final Ids ids;
    private volatile List<DistributionGroup> groups = List.of();

    public DistributionGroups(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    public Future<Void> load() {
        return database.pool()
                .query("SELECT group_id, member FROM distribution_group_members ORDER BY group_id, position")
                .execute()
                .compose(members -> {
                    Map<String, List<String>> byGroup = new HashMap<>();
                    for (Row row : members) {
                        byGroup.computeIfAbsent(row.getString(0), group -> new ArrayList<>())
                                .add(row.getString(1));
                    }
                    return database.pool()
                            .query("SELECT id, name, address FROM distribution_groups ORDER BY name_key")
                            .execute()
                            .map(rows -> {
                                groups = rows.stream()
                                        .map(row -> new DistributionGroup(
                                                row.getString(0),
                                                row.getString(1),
                                                row.getString(2),
                                                byGroup.getOrDefault(row.getString(0), List.of())))
                                        .toList();
                                return null;
                            });
                });
    }

    /** All of them, sorted by name. */
    public List<DistributionGroup> all() {
        return groups;
    }

    /** The group a GUID, name, alias or address names, without case. */
    public Optional<DistributionGroup> identified(String identity) {
        return groups.stream().filter(group -> group.isMeantBy(identity)).findFirst();
    }

    /** Makes a group without members; its name and address must be free. */
    public Future<Void> create(String name, String address) {
        return database.pool()
                .preparedQuery("INSERT INTO distribution_groups (id, name, name_key, address, address_key)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .execute(Tuple.of(ids.uuid(), name, folded(name), address, folded(address)))
                .compose(done -> load());
    }

    /** Removes a group, also from the groups it is in. */
    public Future<Void> remove(DistributionGroup group) {
        return database.pool()
                .withTransaction(connection -> connection
                        .preparedQuery("DELETE FROM distribution_group_members WHERE group_id = ? OR member = ?")
                        .execute(Tuple.of(group.id(), group.id()))
                        .compose(left -> connection
                                .preparedQuery("DELETE FROM distribution_groups WHERE id = ?")
                                .execute(Tuple.of(group.id()))))
                .compose(done -> load());
    }

    /** Adds an account or a group by its id; nothing happens where it is a member already. */
    public Future<Void> addMember(DistributionGroup group, String member) {
        return database.pool()
                .preparedQuery("INSERT INTO distribution_group_members (group_id, member, position) VALUES (?, ?,"
                        + " (SELECT COALESCE(MAX(position), 0) + 1 FROM distribution_group_members"
                        + " WHERE group_id = ?)) ON CONFLICT (group_id, member) DO NOTHING")
                .execute(Tuple.of(group.id(), member, group.id()))
                .compose(done -> load());
    }

    public Future<Void> removeMember(DistributionGroup group, String member) {
        return database.pool()
                .preparedQuery("DELETE FROM distribution_group_members WHERE group_id = ? AND member = ?")
                .execute(Tuple.of(group.id(), member))
                .compose(done -> load());
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
