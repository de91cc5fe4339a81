package org.s2slab.lync.users;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.lync.users.LyncUser.EnabledIn;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.validation.UserDirectory;

/** The users of Lync, copied from the deployment's user directory at every start. */
public final class UserStore implements UserDirectory {
    private static final String SELECT =
            "SELECT u.id, u.display_name, u.upn, u.sip, u.sid, u.account_enabled, u.lync_enabled, u.pool, m.smtp"
                    + " FROM lync_users u LEFT JOIN lync_user_mail m ON m.user_id = u.id ";
    private static final String ORDER = " ORDER BY u.id, m.position";

    private final Database database;
    private final List<UserAccount> people;
    private final Supplier<String> realm;

    /**
     * @param people the deployment's user directory
     * @param realm the realm of all users of this node, read on each look-up
     */
    public UserStore(Database database, List<UserAccount> people, Supplier<String> realm) {
        this.database = database;
        this.people = List.copyOf(people);
        this.realm = realm;
    }

    /** Copies the user directory. People who are not in it any more can no longer sign in. Lync's own settings stay. */
    public Future<Void> load() {
        return database.instances().change(tx -> {
            tx.execute("UPDATE lync_users SET account_enabled = 0");
            people.forEach(person -> put(tx, person));
        });
    }

    private static void put(WriteTransaction tx, UserAccount person) {
        String id = NameKey.of(person.upn());
        String sip = person.sip() == null ? null : NameKey.ofSip(person.sip());
        tx.execute(
                "INSERT INTO lync_users (id, display_name, upn, sip, sid, account_enabled, lync_enabled)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " display_name = excluded.display_name, upn = excluded.upn, sid = excluded.sid,"
                        + " account_enabled = excluded.account_enabled",
                id,
                person.name(),
                person.upn(),
                sip,
                person.sid(),
                person.isEnabled() ? 1 : 0,
                sip == null ? 0 : 1);
        tx.execute("DELETE FROM lync_user_mail WHERE user_id = ?", id);
        int position = 0;
        for (String address : person.mailAddresses()) {
            tx.execute(
                    "INSERT INTO lync_user_mail (user_id, position, smtp) VALUES (?, ?, ?)",
                    id,
                    position,
                    NameKey.of(address));
            position++;
        }
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        return having(kind, value)
                .map(users ->
                        users.stream().map(user -> user.acting(realm.get())).toList());
    }

    /** The users with an identifier. */
    public Future<List<LyncUser>> having(Kind kind, String value) {
        String condition = switch (kind) {
            case SID -> "WHERE u.sid = ?";
            case UPN -> "WHERE u.id = ?";
            case SIP -> "WHERE u.sip = ?";
            case SMTP -> "WHERE u.id IN (SELECT user_id FROM lync_user_mail WHERE smtp = ?)";
        };
        return database.read(rx -> select(rx, condition, NameKey.of(value)));
    }

    /** The user with this key, which is the user principal name. */
    public Future<Optional<LyncUser>> find(String id) {
        return database.read(rx -> find(rx, id));
    }

    private static Optional<LyncUser> find(ReadTransaction rx, String id) {
        return select(rx, "WHERE u.id = ?", NameKey.of(id)).stream().findFirst();
    }

    /** The users with these keys, by key, without people who have left. */
    public Future<Map<String, LyncUser>> named(Collection<String> ids) {
        return database.read(rx -> ids.stream()
                .distinct()
                .flatMap(id -> find(rx, id).stream())
                .collect(Collectors.toMap(LyncUser::id, user -> user)));
    }

    /** All users in the order of their user principal names. */
    public Future<List<LyncUser>> all() {
        return database.read(rx -> select(rx, ""));
    }

    /**
     * Enables or disables a user for Lync.
     *
     * @param sip replaces the SIP address unless it is null
     * @param pool the home pool of the enabled user, or null to disable the user, whose home pool then stays
     */
    public Future<Void> enable(String id, @Nullable String sip, @Nullable String pool) {
        return database.instances()
                .change(tx -> tx.execute(
                        "UPDATE lync_users SET lync_enabled = ?, pool = COALESCE(?, pool), sip = COALESCE(?, sip) WHERE id = ?",
                        pool == null ? 0 : 1,
                        pool,
                        sip == null ? null : NameKey.of(sip),
                        NameKey.of(id)));
    }

    /** Gives a user another home pool. */
    Future<Void> moveTo(String id, String pool) {
        return database.instances()
                .change(tx -> tx.execute("UPDATE lync_users SET pool = ? WHERE id = ?", pool, NameKey.of(id)));
    }

    private static List<LyncUser> select(ReadTransaction rx, String condition, Object... values) {
        Map<String, LyncUser> users = new LinkedHashMap<>();
        rx.forEach(SELECT + condition + ORDER, row -> add(users, row), values);
        return List.copyOf(users.values());
    }

    private static void add(Map<String, LyncUser> users, ResultRow row) {
        LyncUser known = users.get(row.text("id"));
        List<String> smtp = new ArrayList<>(known == null ? List.of() : known.smtp());
        String address = row.optionalText("smtp");
        if (address != null) {
            smtp.add(address);
        }
        LyncUser user = new LyncUser(
                row.text("id"),
                row.text("display_name"),
                row.text("upn"),
                row.optionalText("sip"),
                smtp,
                row.optionalText("sid"),
                Switches.<EnabledIn>of()
                        .with(EnabledIn.DIRECTORY, row.isSet("account_enabled"))
                        .with(EnabledIn.LYNC, row.isSet("lync_enabled")),
                row.optionalText("pool"));
        users.put(user.id(), user);
    }
}
