package org.s2slab.exchange.addressbook;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.SnapshotTable;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** The distribution groups of the organisation. Writes to the database first; reads from memory. */
public final class DistributionGroupStore {
    private final IdGenerator ids;
    private final SnapshotTable<List<DistributionGroup>> groups;

    public DistributionGroupStore(Database database, IdGenerator ids) {
        this.ids = ids;
        this.groups = new SnapshotTable<>(database, List.of(), DistributionGroupStore::read);
    }

    public Future<Void> load() {
        return groups.load();
    }

    private static List<DistributionGroup> read(ReadTransaction rx) {
        Map<String, List<String>> members = rx.grouped(
                "SELECT group_id, member FROM distribution_group_members ORDER BY group_id, position",
                "group_id",
                "member");
        return rx.list(
                "SELECT id, name, address FROM distribution_groups ORDER BY name_key",
                row -> new DistributionGroup(
                        row.text("id"),
                        row.text("name"),
                        row.text("address"),
                        members.getOrDefault(row.text("id"), List.of())));
    }

    /** All groups, sorted by name. */
    public List<DistributionGroup> all() {
        return groups.current();
    }

    /** The group with a GUID, name, alias or address, compared without case. */
    public Optional<DistributionGroup> identified(String identity) {
        return all().stream().filter(group -> group.isMeantBy(identity)).findFirst();
    }

    /** Creates a group with an unused name and address, and with these members, see {@link #addMember}. */
    public Future<Void> create(String name, String address, List<String> members) {
        String id = ids.uuid();
        return groups.write(tx -> {
            tx.execute(
                    "INSERT INTO distribution_groups (id, name, name_key, address, address_key) VALUES (?, ?, ?, ?, ?)",
                    id,
                    name,
                    NameKey.of(name),
                    address,
                    NameKey.of(address));
            members.forEach(member -> addMember(tx, id, member));
        });
    }

    /** Removes a group, also from groups that contain it. */
    public Future<Void> remove(DistributionGroup group) {
        return groups.write(tx -> {
            tx.execute(
                    "DELETE FROM distribution_group_members WHERE group_id = ? OR member = ?", group.id(), group.id());
            tx.execute("DELETE FROM distribution_groups WHERE id = ?", group.id());
        });
    }

    /** Adds an account or a group by its id; does nothing for an existing member. */
    public Future<Void> addMember(DistributionGroup group, String member) {
        return groups.write(tx -> addMember(tx, group.id(), member));
    }

    private static void addMember(WriteTransaction tx, String group, String member) {
        tx.execute(
                "INSERT INTO distribution_group_members (group_id, member, position) VALUES (?, ?,"
                        + " (SELECT COALESCE(MAX(position), 0) + 1 FROM distribution_group_members"
                        + " WHERE group_id = ?)) ON CONFLICT (group_id, member) DO NOTHING",
                group,
                member,
                group);
    }

    public Future<Void> removeMember(DistributionGroup group, String member) {
        return groups.change(
                "DELETE FROM distribution_group_members WHERE group_id = ? AND member = ?", group.id(), member);
    }
}
