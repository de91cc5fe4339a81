package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.UserDirectory;

/** The directory of the organisation's accounts. Writes to the database first; reads from memory. */
public final class MailboxDirectory implements UserDirectory {
    /** The last relative identifier that the directory does not give to accounts of people. */
    private static final int RESERVED = 1100;

    private final Database database;
    private final IdGenerator ids;
    private final Supplier<String> realm;
    private final MailboxInitializer initializer;

    private volatile MailboxIndex accounts = MailboxIndex.of(List.of(), Map.of());
    private Runnable whenChanged = () -> {};

    /**
     * @param realm the realm all its users live in, as it is now
     * @param initializer fills new mailboxes
     */
    public MailboxDirectory(
            Database database, IdGenerator ids, Supplier<String> realm, MailboxInitializer initializer) {
        this.database = database;
        this.ids = ids;
        this.realm = realm;
        this.initializer = initializer;
    }

    /** Registers an action to run after every change of an account. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    /** Reads the accounts; at first start, creates them from the users in the configuration. */
    public Future<Void> load(List<UserAccount> people) {
        return read().compose(
                        found -> found.all().isEmpty() && !people.isEmpty() ? seed(people) : Future.succeededFuture())
                .compose(seeded -> reload());
    }

    /** Every account, sorted by name. */
    public List<Mailbox> all() {
        return accounts.all();
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        return Future.succeededFuture(
                find(kind, value).stream().map(this::acting).toList());
    }

    /** The account of a caller's user; empty where it was removed meanwhile. */
    public Optional<Mailbox> of(ActingUser user) {
        return withId(user.id());
    }

    /** The Windows security identifier of an account, in lower case; the directory makes one for an account without. */
    public String sid(Mailbox account) {
        return Objects.requireNonNull(accounts.sids().get(account.id()));
    }

    /** The account with an id. */
    public Optional<Mailbox> withId(String id) {
        return Optional.ofNullable(accounts.byId().get(id));
    }

    /** The account with the given identifier. Empty if no account has it, or if several accounts have it. */
    public Optional<Mailbox> only(Kind kind, String value) {
        List<Mailbox> found = find(kind, value);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** All accounts with the given identifier, without regard to case. */
    public List<Mailbox> find(Kind kind, String value) {
        return accounts.found(kind.name(), value);
    }

    /** The mailbox with an address; empty if there is none, or several. */
    public Optional<Mailbox> mailboxAt(String address) {
        return accounts.mailbox(address, Kind.SMTP.name());
    }

    /**
     * The mailbox that an eDiscovery request names: by a {@code ReferenceId} from a response, a GUID or an address. Empty if
     * there is none, or several.
     */
    public Optional<Mailbox> referred(String reference) {
        return accounts.mailbox(reference.strip(), MailboxIndex.LEGACY, MailboxIndex.ID, Kind.SMTP.name());
    }

    /** The display name of the user with this IM address, with or without {@code sip:}; else the bare address. */
    public String nameOf(String imAddress) {
        String bare = NameKey.withoutSip(imAddress);
        return find(Kind.SIP, bare).stream().map(Mailbox::name).findFirst().orElse(bare);
    }

    /** The accounts that an administrator's Identity names: by GUID, name, alias, UPN or any SMTP address. */
    public List<Mailbox> identified(String identity) {
        return all().stream()
                .filter(mailbox -> mailbox.id().equalsIgnoreCase(identity)
                        || mailbox.name().equalsIgnoreCase(identity)
                        || mailbox.alias().equalsIgnoreCase(identity)
                        || mailbox.upn().equalsIgnoreCase(identity)
                        || mailbox.hasAddress(identity))
                .toList();
    }

    /** Gives an account a mailbox or disconnects it; the content of the mailbox stays and is available again later. */
    public Future<Void> setPresent(Mailbox mailbox, boolean present) {
        return database.transaction(connection -> Rows.query(
                                connection,
                                "UPDATE accounts SET mailbox = ? WHERE id = ?",
                                Tuple.of(present ? 1 : 0, mailbox.id()))
                        .compose(done ->
                                present ? initialize(connection, List.of(mailbox.id())) : Future.succeededFuture()))
                .compose(done -> reload());
    }

    /** Gives a mailbox an archive mailbox or disconnects it; its content stays and is available again later. */
    public Future<Void> setArchive(Mailbox mailbox, boolean archive) {
        return database.query("UPDATE accounts SET archive = ? WHERE id = ?", archive ? 1 : 0, mailbox.id())
                .compose(done -> reload());
    }

    /** Replaces the SMTP addresses of an account, primary first. Two accounts may share an address. */
    public Future<Void> setAddresses(Mailbox mailbox, List<String> addresses) {
        return database.transaction(connection -> Rows.query(
                                connection, "DELETE FROM account_addresses WHERE account = ?", mailbox.id())
                        .compose(deleted -> insertAddresses(connection, Map.of(mailbox.id(), addresses))))
                .compose(done -> reload());
    }

    /** Adds an account; gives it the default groups where it has a mailbox. */
    public Future<Void> add(Mailbox mailbox) {
        return database.transaction(connection -> insert(connection, List.of(mailbox)))
                .compose(done -> reload());
    }

    private Future<Void> seed(List<UserAccount> people) {
        List<Mailbox> accounts = people.stream()
                .map(person -> new Mailbox(
                        ids.uuid(),
                        person.name(),
                        person.upn(),
                        person.sid(),
                        person.sip(),
                        person.mailAddresses(),
                        person.isEnabled(),
                        person.hasMailbox(),
                        false))
                .toList();
        return database.transaction(connection -> insert(connection, accounts));
    }

    private Future<Void> insert(SqlConnection connection, List<Mailbox> accounts) {
        return Rows.batch(
                        connection,
                        "INSERT INTO accounts (id, name, upn, sid, sip, enabled, mailbox, rid) VALUES (?, ?, ?, ?, ?, ?, ?,"
                                + " (SELECT COALESCE(MAX(rid), " + RESERVED + ") + 1 FROM accounts))",
                        accounts.stream().map(AccountRowMapper::row).toList())
                .compose(inserted -> insertAddresses(
                        connection, accounts.stream().collect(Collectors.toMap(Mailbox::id, Mailbox::addresses))))
                .compose(done -> initialize(
                        connection,
                        accounts.stream()
                                .filter(Mailbox::present)
                                .map(Mailbox::id)
                                .toList()));
    }

    private Future<Void> initialize(SqlConnection connection, List<String> accounts) {
        return database.within(connection, tx -> initializer.initialize(tx, accounts));
    }

    private static Future<Void> insertAddresses(SqlConnection connection, Map<String, List<String>> byAccount) {
        List<Tuple> rows = new ArrayList<>();
        byAccount.forEach((account, addresses) -> {
            int position = 0;
            for (String address : addresses) {
                rows.add(Tuple.of(account, position++, address));
            }
        });
        return Rows.batch(
                connection, "INSERT INTO account_addresses (account, position, address) VALUES (?, ?, ?)", rows);
    }

    private Future<Void> reload() {
        return read().map(found -> {
            accounts = found;
            whenChanged.run();
            return null;
        });
    }

    private Future<MailboxIndex> read() {
        return database.query("SELECT account, address FROM account_addresses ORDER BY account, position")
                .compose(addresses -> {
                    Map<String, List<String>> byAccount = Rows.grouped(addresses);
                    return database.query(AccountRowMapper.SELECT)
                            .map(accounts -> MailboxIndex.of(
                                    accounts.stream()
                                            .map(row -> AccountRowMapper.mailbox(
                                                    row, byAccount.getOrDefault(row.getString(0), List.of())))
                                            .sorted(Comparator.comparing(Mailbox::name)
                                                    .thenComparing(Mailbox::id))
                                            .toList(),
                                    accounts.stream()
                                            .collect(
                                                    Collectors.toMap(row -> row.getString(0), AccountRowMapper::sid))));
                });
    }

    private ActingUser acting(Mailbox mailbox) {
        return new ActingUser(mailbox.id(), mailbox.identifiers(), realm.get(), mailbox.enabled());
    }
}
