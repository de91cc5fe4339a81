package org.s2slab.exchange.addressbook;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.store.SnapshotTable;
import org.s2slab.trace.IdGenerator;

/** The distribution groups of the organisation. Writes to the database first; reads from memory. */
public final class DistributionGroupStore {
    private final Database database;
    private final IdGenerator ids;
    private final SnapshotTable<List<DistributionGroup>> groups;

    public DistributionGroupStore(Database database, IdGenerator ids) {
        this.database = database;
        this.ids = ids;
        this.groups = new SnapshotTable<>(database, List.of(), this::read);
    }

    public Future<Void> load() {
        return groups.load();
    }

    private Future<List<DistributionGroup>> read() {
        return database.query("SELECT group_id, member FROM distribution_group_members ORDER BY group_id, position")
                .map(Rows::grouped)
                .compose(members -> database.list(
                        "SELECT id, name, address FROM distribution_groups ORDER BY name_key",
                        row -> new DistributionGroup(
                                row.getString(0),
                                row.getString(1),
                                row.getString(2),
                                members.getOrDefault(row.getString(0), List.of()))));
    }

    /** All groups, sorted by name. */
    public List<DistributionGroup> all() {
        return groups.current();
    }

    /** The group a GUID, name, alias or address names, without case. */
    public Optional<DistributionGroup> identified(String identity) {
        return all().stream().filter(group -> group.isMeantBy(identity)).findFirst();
    }

    /** Makes a group without members; its name and address must be free. */
    public Future<Void> create(String name, String address) {
        return groups.change(
                "INSERT INTO distribution_groups (id, name, name_key, address, address_key) VALUES (?, ?, ?, ?, ?)",
                ids.uuid(),
                name,
                NameKey.of(name),
                address,
                NameKey.of(address));
    }

    /** Removes a group, also from the groups it is in. */
    public Future<Void> remove(DistributionGroup group) {
        return groups.change(connection -> Rows.query(
                        connection,
                        "DELETE FROM distribution_group_members WHERE group_id = ? OR member = ?",
                        Tuple.of(group.id(), group.id()))
                .compose(left -> Rows.query(connection, "DELETE FROM distribution_groups WHERE id = ?", group.id())));
    }

    /** Adds an account or a group by its id; nothing happens where it is a member already. */
    public Future<Void> addMember(DistributionGroup group, String member) {
        return groups.change(
                "INSERT INTO distribution_group_members (group_id, member, position) VALUES (?, ?,"
                        + " (SELECT COALESCE(MAX(position), 0) + 1 FROM distribution_group_members"
                        + " WHERE group_id = ?)) ON CONFLICT (group_id, member) DO NOTHING",
                group.id(),
                member,
                group.id());
    }

    public Future<Void> removeMember(DistributionGroup group, String member) {
        return groups.change(
                "DELETE FROM distribution_group_members WHERE group_id = ? AND member = ?", group.id(), member);
    }
}
