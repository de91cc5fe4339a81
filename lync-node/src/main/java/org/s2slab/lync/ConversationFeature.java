package org.s2slab.lync;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.config.NodeConfig;
import org.s2slab.directory.ActiveDirectory;
import org.s2slab.http.Endpoint;
import org.s2slab.lync.archiving.Archiver;
import org.s2slab.lync.archiving.ArchivingCmdlets;
import org.s2slab.lync.archiving.ArchivingPolicy;
import org.s2slab.lync.archiving.ArchivingStore;
import org.s2slab.lync.archiving.ExchangeArchive;
import org.s2slab.lync.archiving.ExportCmdlet;
import org.s2slab.lync.archiving.Housekeeping;
import org.s2slab.lync.archiving.LyncArchive;
import org.s2slab.lync.archiving.StorageService;
import org.s2slab.lync.archiving.StorageServiceCmdlets;
import org.s2slab.lync.archiving.TranscriptStore;
import org.s2slab.lync.archiving.UploadStore;
import org.s2slab.lync.conversations.AddressBook;
import org.s2slab.lync.conversations.ConversationStore;
import org.s2slab.lync.conversations.Conversations;
import org.s2slab.lync.conversations.ConversationsEndpoint;
import org.s2slab.lync.conversations.OpenConversations;
import org.s2slab.lync.exchange.ExchangeServices;
import org.s2slab.lync.exchange.MailboxItems;
import org.s2slab.lync.policy.PolicyCmdlets;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.SignedInUsers;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.Timers;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;

/** The parts of Lync that carry instant messages and archive them. */
final class ConversationFeature {
    private final Node started;
    private final Timers timers;
    private final Database database;
    private final ArchivingStore settings;
    private final TranscriptStore transcripts;
    private final StorageService storage;
    private final Housekeeping housekeeping;
    private final ExportCmdlet export;
    private final OpenConversations open;
    private final Conversations conversations;
    private final ConversationStore store;
    private final UserStore users;
    private final String pool;
    private final Clock clock;

    ConversationFeature(
            Vertx vertx,
            Node started,
            LyncConfig config,
            Environment environment,
            Database database,
            UserStore users,
            ExchangeServices services) {
        NodeConfig node = config.node();
        this.started = started;
        this.timers = started.timers();
        this.database = database;
        this.users = users;
        this.pool = node.hosts().get(0);
        this.clock = environment.clock();
        var commits = new GroupCommit(database);
        transcripts = new TranscriptStore(database, commits, environment.ids());
        var exchange = new ExchangeArchive(new MailboxItems(services), new UploadStore(database), pool);
        settings = new ArchivingStore(database);
        storage = new StorageService(transcripts, exchange, users, started.failures(), clock, environment.ids());
        var archiver = new Archiver(settings, transcripts, storage, node.accounts(), holds(vertx, node), clock);
        var own = new LyncArchive(database);
        housekeeping = new Housekeeping(settings, own, clock);
        export = new ExportCmdlet(vertx, own, pool, clock);
        store = new ConversationStore(database, commits);
        var people = new AddressBook(users, config.allSipDomains());
        open = new OpenConversations(store, people, archiver, clock);
        conversations = new Conversations(store, people, open, clock, environment.ids());
    }

    /** In-Place Holds are seen where there is a directory; a node without one is in a forest of its own. */
    private static Function<String, Future<List<String>>> holds(Vertx vertx, NodeConfig node) {
        Path folder = node.directory();
        return folder == null ? user -> Future.succeededFuture(List.of()) : ActiveDirectory.in(vertx, folder)::holds;
    }

    /** What begins when the database is open. */
    ConversationFeature begin() {
        started.afterOpening(settings::load)
                .afterOpening(transcripts::load)
                .afterOpening(this::start)
                .defers(storage.deferred());
        return this;
    }

    Endpoint endpoint(SignedInUsers people) {
        return new ConversationsEndpoint(people, store, conversations);
    }

    List<Cmdlet> cmdlets(UserCmdlets writer) {
        var lookup = new UserLookup(users);
        return Stream.of(
                        new ArchivingCmdlets(settings, lookup, writer).all(),
                        new PolicyCmdlets<>(ArchivingPolicy.kind(), settings, lookup, writer).all(),
                        new StorageServiceCmdlets(storage, pool, clock).all(),
                        List.of(export.cmdlet()))
                .flatMap(List::stream)
                .toList();
    }

    /** What Get-CsUser writes of a user's archiving. */
    CmdletObject describe(LyncUser user) {
        return CmdletObject.empty()
                .with("ArchivingPolicy", settings.policyOf(user.id()).identity())
                .with(
                        "ExchangeArchivingPolicy",
                        settings.exchangePolicyOf(user.id()).word());
    }

    private Future<Void> start() {
        return housekeeping.begin().onSuccess(done -> timers.atEachLook("Archiving", this::look));
    }

    /** What was said is archived before it is brought away, and before anything is removed; then from the log as well. */
    private Future<?> look() {
        return open.archiveLongOnes()
                .onComplete(archived -> storage.wake())
                .eventually(housekeeping::look)
                .eventually(database::emptyLog);
    }

    /** Begins nothing more, and waits for what is under way. */
    Future<Void> stop() {
        timers.stop();
        return timers.underWay().compose(done -> storage.stop());
    }
}
