package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.s2slab.directory.ForestHoldStore;
import org.s2slab.ews.EwsClient;
import org.s2slab.lync.archiving.ArchiveExportCmdlet;
import org.s2slab.lync.archiving.ArchivingCmdlets;
import org.s2slab.lync.archiving.ArchivingPolicy;
import org.s2slab.lync.archiving.ArchivingSettingsStore;
import org.s2slab.lync.archiving.ConferenceUploadStore;
import org.s2slab.lync.archiving.ExchangeArchive;
import org.s2slab.lync.archiving.LyncArchive;
import org.s2slab.lync.archiving.RetentionCleanup;
import org.s2slab.lync.archiving.StorageService;
import org.s2slab.lync.archiving.StorageServiceCmdlets;
import org.s2slab.lync.archiving.TranscriptArchiver;
import org.s2slab.lync.archiving.TranscriptQueue;
import org.s2slab.lync.policy.PolicyCmdlets;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.SignedInUserResolver;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Adds instant messages between users, and the archiving of these messages, to the Lync node. */
public final class ConversationFeature extends Feature {
    /**
     * @param writer writes users in the format of Get-CsUser
     * @param sipDomains all SIP domains of the deployment
     */
    public ConversationFeature(
            Node node,
            UserStore users,
            UserCmdlets writer,
            ArchivingSettingsStore settings,
            EwsClient ews,
            List<String> sipDomains) {
        var clock = node.clock();
        var ids = node.ids();
        var database = node.database();
        String pool = node.host();
        var transcripts = new TranscriptQueue(database, ids, RegistrarPools.of(node.config()));
        var exchange = new ExchangeArchive(ews, new ConferenceUploadStore(database));
        var storage = new StorageService(transcripts, exchange, users, node.failures(), clock, ids);
        var accounts = node.config().accounts();
        var archiver = new TranscriptArchiver(settings, transcripts, storage, accounts, holds(node), clock);
        var own = new LyncArchive(database);
        var housekeeping = new RetentionCleanup(settings, own, clock);
        var store = new ConversationStore(database);
        var people = new SipAddressBook(users, sipDomains);
        var open = new OpenConversationRegistry(store, people, archiver, clock);
        var conversations = new ConversationService(store, people, open, clock, ids);
        var lookup = new UserLookup(users);
        queue(storage.deferred());
        onLoad(settings::load);
        onLoad(transcripts::load);
        onLoad(housekeeping::begin);
        endpoints(EndpointGroup.forPeople(
                new ConversationsEndpoint(new SignedInUserResolver(users), store, conversations)));
        cmdlets(
                new ArchivingCmdlets(settings, lookup, writer).all(),
                new PolicyCmdlets<>(ArchivingPolicy.kind(), settings, lookup, writer).all(),
                new StorageServiceCmdlets(storage, pool, clock).all(),
                List.of(new ArchiveExportCmdlet(node.vertx(), own, pool, clock).cmdlet()));
        // The order is: archive messages, deliver them, purge, and finally remove the deleted text from the log.
        onStart(timers -> timers.atEachLook(
                "Archiving",
                () -> open.archiveLongOnes()
                        .onComplete(archived -> storage.wake())
                        .eventually(housekeeping::look)
                        .eventually(database::emptyLog)));
        onStop(storage::stop);
    }

    /** Reads In-Place Holds from the directory. A node without a directory is alone in its forest and has no holds. */
    private static Function<String, Future<List<String>>> holds(Node node) {
        Path folder = node.config().directory();
        return folder == null
                ? user -> Future.succeededFuture(List.of())
                : ForestHoldStore.in(node.vertx(), folder)::holds;
    }
}
