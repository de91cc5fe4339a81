package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.identity.ActingUser;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.SnapshotTable;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.UserDirectory;

/** The directory of the organisation's accounts. Writes to the database first; reads from memory. */
public final class MailboxDirectory implements UserDirectory {
    /** The highest reserved relative identifier (RID). Accounts of users get higher values. */
    private static final int RESERVED = 1100;

    private final IdGenerator ids;
    private final Supplier<String> realm;
    private final MailboxInitializer initializer;

    private final SnapshotTable<MailboxIndex> accounts;
    private Runnable whenChanged = () -> {};

    /**
     * @param realm returns the current realm of all users
     * @param initializer adds the initial content to new mailboxes
     */
    public MailboxDirectory(
            Database database, IdGenerator ids, Supplier<String> realm, MailboxInitializer initializer) {
        this.accounts =
                new SnapshotTable<>(database, MailboxIndex.of(List.of(), Map.of(), Map.of()), MailboxDirectory::read);
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
        return change(tx -> {
            if (tx.number("SELECT COUNT(*) AS number FROM accounts") == 0) {
                insert(tx, people.stream().map(this::account).toList());
            }
        });
    }

    /** Every account, sorted by name. */
    public List<Mailbox> all() {
        return accounts.current().all();
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        return Future.succeededFuture(
                find(kind, value).stream().map(this::acting).toList());
    }

    /** The account of a caller's user; empty if the account was removed in the meantime. */
    public Optional<Mailbox> of(ActingUser user) {
        return withId(user.id());
    }

    /** The Windows security identifier of an account, in lower case; computed if the account has none. */
    public String sid(Mailbox account) {
        return Objects.requireNonNull(accounts.current().sids().get(account.id()));
    }

    /** The name of the database to which an administrator moved a mailbox. */
    public Optional<String> databaseOf(Mailbox mailbox) {
        return Optional.ofNullable(accounts.current().databases().get(mailbox.id()));
    }

    /** Moves a mailbox to the database with a name. */
    public Future<Void> move(Mailbox mailbox, String database) {
        return change(
                tx -> tx.execute("UPDATE accounts SET mailbox_database = ? WHERE id = ?", database, mailbox.id()));
    }

    /** The account with an id. */
    public Optional<Mailbox> withId(String id) {
        return Optional.ofNullable(accounts.current().byId().get(id));
    }

    /** The account with the given identifier. Empty if no account has it, or if several accounts have it. */
    public Optional<Mailbox> only(Kind kind, String value) {
        List<Mailbox> found = find(kind, value);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** All accounts with the given identifier, compared without case. */
    public List<Mailbox> find(Kind kind, String value) {
        return accounts.current().found(kind.name(), value);
    }

    /** The mailbox with an address; empty if no mailbox or several mailboxes have it. */
    public Optional<Mailbox> mailboxAt(String address) {
        return accounts.current().mailbox(address, Kind.SMTP.name());
    }

    /**
     * The mailbox that an eDiscovery request names: by a {@code ReferenceId} from a response, a GUID or an address.
     * Empty if no mailbox or several mailboxes match.
     */
    public Optional<Mailbox> referred(String reference) {
        return accounts.current().mailbox(reference.strip(), MailboxIndex.LEGACY, MailboxIndex.ID, Kind.SMTP.name());
    }

    /** The display name of the user with an IM address; for an unknown address, the address without {@code sip:}. */
    public String nameOf(String imAddress) {
        String bare = NameKey.withoutSip(imAddress);
        return find(Kind.SIP, bare).stream().map(Mailbox::name).findFirst().orElse(bare);
    }

    /** The accounts that match an administrator's Identity: by GUID, name, alias, UPN or any SMTP address. */
    public List<Mailbox> identified(String identity) {
        return all().stream()
                .filter(mailbox -> mailbox.id().equalsIgnoreCase(identity)
                        || mailbox.name().equalsIgnoreCase(identity)
                        || mailbox.alias().equalsIgnoreCase(identity)
                        || mailbox.upn().equalsIgnoreCase(identity)
                        || mailbox.hasAddress(identity))
                .toList();
    }

    /** Enables a mailbox with SMTP addresses, primary first. A mailbox disabled before has its earlier content. */
    public Future<Void> enable(Mailbox account, List<String> addresses) {
        return change(tx -> {
            replaceAddresses(tx, account.id(), addresses);
            tx.execute("UPDATE accounts SET mailbox = 1 WHERE id = ?", account.id());
            initializer.initialize(tx, List.of(account.id()));
        });
    }

    /** Disconnects a mailbox from its account. The content is available after the mailbox is enabled again. */
    public Future<Void> disable(Mailbox mailbox) {
        return change(tx -> tx.execute("UPDATE accounts SET mailbox = 0 WHERE id = ?", mailbox.id()));
    }

    /** Enables or disconnects the archive of a mailbox. The content of a disconnected archive stays. */
    public Future<Void> setArchive(Mailbox mailbox, boolean archive) {
        return change(tx -> tx.execute("UPDATE accounts SET archive = ? WHERE id = ?", archive ? 1 : 0, mailbox.id()));
    }

    /** Replaces the SMTP addresses of an account, primary first. Two accounts may share an address. */
    public Future<Void> setAddresses(Mailbox mailbox, List<String> addresses) {
        return change(tx -> replaceAddresses(tx, mailbox.id(), addresses));
    }

    /**
     * Adds an account, and returns it. If another server of the organisation has added the same one, returns that one: its
     * name and UPN are the same, and either both have a mailbox or neither. So the mailbox of a person is never taken for
     * the account of an application. An account with a mailbox gets the initial content.
     */
    public Future<Mailbox> add(Mailbox account) {
        return change(tx -> {
                    if (tx.number(
                                    "SELECT COUNT(*) AS number FROM accounts WHERE upn = ? AND name = ? AND mailbox = ?",
                                    account.upn(),
                                    account.name(),
                                    account.present() ? 1 : 0)
                            == 0) {
                        insert(tx, List.of(account));
                    }
                })
                .map(added -> find(Kind.UPN, account.upn()).stream()
                        .filter(found -> found.name().equals(account.name()) && found.present() == account.present())
                        .findFirst()
                        .orElseThrow());
    }

    private Mailbox account(UserAccount person) {
        return new Mailbox(
                ids.uuid(),
                person.name(),
                person.upn(),
                person.sid(),
                person.sip(),
                person.mailAddresses(),
                Switches.<MailboxTrait>of()
                        .with(MailboxTrait.ENABLED, person.isEnabled())
                        .with(MailboxTrait.PRESENT, person.hasMailbox()));
    }

    private void insert(WriteTransaction tx, List<Mailbox> accounts) {
        tx.executeEach(
                "INSERT INTO accounts (id, name, upn, sid, sip, enabled, mailbox, rid) VALUES (?, ?, ?, ?, ?, ?, ?,"
                        + " (SELECT COALESCE(MAX(rid), " + RESERVED + ") + 1 FROM accounts))",
                accounts.stream().map(AccountRowMapper::row).toList());
        accounts.forEach(account -> replaceAddresses(tx, account.id(), account.addresses()));
        initializer.initialize(
                tx, accounts.stream().filter(Mailbox::present).map(Mailbox::id).toList());
    }

    private static void replaceAddresses(WriteTransaction tx, String account, List<String> addresses) {
        tx.execute("DELETE FROM account_addresses WHERE account = ?", account);
        for (int i = 0; i < addresses.size(); i++) {
            tx.execute(
                    "INSERT INTO account_addresses (account, position, address) VALUES (?, ?, ?)",
                    account,
                    i,
                    addresses.get(i));
        }
    }

    private Future<Void> change(Consumer<WriteTransaction> body) {
        return accounts.write(body).onSuccess(done -> whenChanged.run());
    }

    private static MailboxIndex read(ReadTransaction rx) {
        Map<String, List<String>> addresses = rx.grouped(
                "SELECT account, address FROM account_addresses ORDER BY account, position", "account", "address");
        Map<String, String> sids = new HashMap<>();
        Map<String, String> databases = new HashMap<>();
        List<Mailbox> found = rx.list(AccountRowMapper.SELECT, row -> {
            sids.put(row.text("id"), AccountRowMapper.sid(row));
            Optional.ofNullable(row.optionalText("mailbox_database"))
                    .ifPresent(database -> databases.put(row.text("id"), database));
            return AccountRowMapper.mailbox(row, addresses.getOrDefault(row.text("id"), List.of()));
        });
        return MailboxIndex.of(
                found.stream()
                        .sorted(Comparator.comparing(Mailbox::name).thenComparing(Mailbox::id))
                        .toList(),
                sids,
                databases);
    }

    private ActingUser acting(Mailbox mailbox) {
        return new ActingUser(mailbox.id(), mailbox.identifiers(), realm.get(), mailbox.enabled());
    }
}
