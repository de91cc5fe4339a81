package org.s2slab.lync.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.validation.UserDirectory;

/** The users of Lync, copied from the deployment's user directory at every start. */
public final class UserStore implements UserDirectory {
    private static final String SELECT =
            "SELECT u.id, u.display_name, u.upn, u.sip, u.sid, u.account_enabled, u.lync_enabled, m.smtp"
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

    /** Copies the user directory. People who left it can no longer sign in; Lync's own settings stay. */
    public Future<Void> load() {
        return database.transaction(connection -> Rows.query(connection, "UPDATE lync_users SET account_enabled = 0")
                .compose(done -> take(connection)));
    }

    private Future<Void> take(SqlConnection connection) {
        List<Tuple> users = new ArrayList<>();
        List<Tuple> ids = new ArrayList<>();
        List<Tuple> mail = new ArrayList<>();
        for (UserAccount person : people) {
            String id = NameKey.of(person.upn());
            String sip = person.sip() == null ? null : NameKey.ofSip(person.sip());
            int enabled = person.isEnabled() ? 1 : 0;
            users.add(Tuple.of(id, person.name(), person.upn(), sip, person.sid(), enabled, sip == null ? 0 : 1));
            ids.add(Tuple.of(id));
            int position = 0;
            for (String address : person.mailAddresses()) {
                mail.add(Tuple.of(id, position++, NameKey.of(address)));
            }
        }
        return Rows.batch(
                        connection,
                        "INSERT INTO lync_users"
                                + " (id, display_name, upn, sip, sid, account_enabled, lync_enabled) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name, upn = excluded.upn,"
                                + " sid = excluded.sid, account_enabled = excluded.account_enabled",
                        users)
                .compose(done -> Rows.batch(connection, "DELETE FROM lync_user_mail WHERE user_id = ?", ids))
                .compose(done -> Rows.batch(
                        connection, "INSERT INTO lync_user_mail (user_id, position, smtp) VALUES (?, ?, ?)", mail));
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        String condition = switch (kind) {
            case SID -> "WHERE u.sid = ?";
            case UPN -> "WHERE u.id = ?";
            case SIP -> "WHERE u.sip = ?";
            case SMTP -> "WHERE u.id IN (SELECT user_id FROM lync_user_mail WHERE smtp = ?)";
        };
        return select(condition, NameKey.of(value))
                .map(users ->
                        users.stream().map(user -> user.acting(realm.get())).toList());
    }

    /** The user with this key, which is the user principal name. */
    public Future<Optional<LyncUser>> find(String id) {
        return select("WHERE u.id = ?", NameKey.of(id))
                .map(users -> users.stream().findFirst());
    }

    /** All users in the order of their user principal names. */
    public Future<List<LyncUser>> all() {
        return select("");
    }

    /** Enables or disables a user for Lync; {@code sip} replaces the SIP address unless it is null. */
    public Future<Void> enable(String id, @Nullable String sip, boolean enabled) {
        return database.execute(
                "UPDATE lync_users SET lync_enabled = ?, sip = COALESCE(?, sip) WHERE id = ?",
                Tuple.of(enabled ? 1 : 0, sip == null ? null : NameKey.of(sip), NameKey.of(id)));
    }

    private Future<List<LyncUser>> select(String condition, Object... values) {
        return database.query(SELECT + condition + ORDER, values).map(UserStore::read);
    }

    private static List<LyncUser> read(RowSet<Row> rows) {
        Map<String, LyncUser> users = new LinkedHashMap<>();
        for (Row row : rows) {
            LyncUser known = users.get(row.getString("id"));
            List<String> smtp = new ArrayList<>(known == null ? List.of() : known.smtp());
            String address = row.getString("smtp");
            if (address != null) {
                smtp.add(address);
            }
            LyncUser user = new LyncUser(
                    row.getString("id"),
                    row.getString("display_name"),
                    row.getString("upn"),
                    row.getString("sip"),
                    smtp,
                    row.getString("sid"),
                    row.getLong("account_enabled") != 0,
                    row.getLong("lync_enabled") != 0);
            users.put(user.id(), user);
        }
        return List.copyOf(users.values());
    }
}
